"""The SQLite file: private from its first byte, and open for reading where it cannot be written.

The keys of the server stand in it, so nobody but the owner of the program may read it. SQLite gives the files beside
it (-wal, -shm) the mode of the file itself.
"""

from __future__ import annotations

import logging
import os
import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

LOGGER = logging.getLogger("factsheet")
PRIVATE = stat.S_IRUSR | stat.S_IWUSR
BESIDE = ("", "-wal", "-shm", "-journal")
WAIT = 30.0  # seconds to wait for another writer before giving up


class ReadOnly(sqlite3.Connection):
    """A connection to a file that could not be written when it was opened."""


def parts_of(path: Path) -> list[Path]:
    """The file of a database with those that SQLite keeps beside it, as far as they are there."""
    parts = [path.with_name(path.name + end) for end in BESIDE]
    return [part for part in parts if part.exists()]


def tighten(path: Path) -> None:
    """Take the rights of others away from a file that an earlier version of this program made."""
    for part in parts_of(path):
        try:
            if part.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
                part.chmod(PRIVATE)
        except FileNotFoundError:
            pass  # SQLite tidied it up just now
        except OSError:
            LOGGER.warning("Others may read %s, and its rights cannot be changed", part)


@contextmanager
def new_file(folder: Path, name: str) -> Iterator[Path]:
    """An empty private file to be filled in this folder. What is still there in the end is deleted."""
    descriptor, made = tempfile.mkstemp(prefix=f".{name}-", suffix=".nieuw", dir=folder)
    os.close(descriptor)
    path = Path(made)
    try:
        yield path
    finally:
        for part in parts_of(path):
            with suppress(OSError):
                part.unlink()


def connect(path: Path) -> sqlite3.Connection:
    """Open a database that is there, for reading only when its disk cannot be written."""
    factory = sqlite3.Connection if may_write(path) and may_write(path.parent) else ReadOnly
    # Not "rwc": a file that went away must not come back empty, and readable by everybody.
    try:
        return _opened(path, "mode=rw", factory)
    except sqlite3.OperationalError as error:
        unable = error.sqlite_errorname.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY"))
        if factory is not ReadOnly or not unable or _has_more(path):
            raise
    # SQLite cannot make its -wal and -shm. It can do without, when told that nobody else writes.
    return _opened(path, "mode=ro&immutable=1", factory)


def as_one_file(path: Path) -> None:
    """Let nothing stand beside a database of our own: it can be carried off, and read from any disk."""
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")


def identity(path: Path) -> tuple[int, int] | None:
    """Which file stands at this path now; another one when it was replaced, None when it is gone."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _opened(path: Path, how: str, factory: type[sqlite3.Connection]) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.as_uri()}?{how}",
        uri=True,
        timeout=WAIT,
        factory=factory,
        isolation_level=None,  # Python's driver would open transactions by itself, and later than is safe
        check_same_thread=False,
    )
    try:
        connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1")  # SQLite looks at the file only now
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def may_write(path: Path) -> bool:
    """Whether this program may write this file, or in this folder."""
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _has_more(path: Path) -> bool:
    """Whether something was written that stands beside the file, and not yet in it."""
    wal = path.with_name(f"{path.name}-wal")
    return wal.exists() and wal.stat().st_size > 0
