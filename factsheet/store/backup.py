"""A copy of the store, and putting one back, while the application runs.

A copy is one SQLite file, also of a store in PostgreSQL: it can be put back into either.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from sqlalchemy.engine import URL

from factsheet.store import private, tables, transfer
from factsheet.store.engine import REVISION, Database, address, is_known, path_of
from factsheet.store.failures import BUSY, failure, is_damage, plain_errors, plain_file_errors
from factsheet.store.repository import add_line, utc_now
from factsheet.store.values import StoreError

NO_ROOM = (
    "In de map van {source} komt de opslag van ervoor te staan, en daar mag het programma niet schrijven. "
    "Zet de kopie eerst in een andere map. De opslag is niet veranderd."
)
DAMAGED = "is beschadigd, of geen opslag van dit programma"
PAGES = 8  # at a time; fewer than any store has, so that the first few are never all of it
WAITING = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def copy(target: Path, *, url: str | None = None) -> None:
    """Write a copy of the store, look whether it is good, and only then put it at this path, over what is there.

    Raises StoreError when the copy is no good, cannot be written, or would take the place of the store itself.
    """
    place, target = address(url), target.resolve()
    if _is_part_of(place, target):
        raise StoreError(f"{target} is de opslag zelf. Kies een andere naam voor de kopie.")
    with plain_errors():
        try:
            _write_copy(place, target)
        except OSError as error:
            raise StoreError(f"{target} kan niet geschreven worden. Bestaat de map, en mag u erin?") from error


def restore(source: Path, *, who: str, url: str | None = None) -> Path | None:
    """Put a copy in the place of the store at this URL; gives the path where the store of before is kept.

    That is beside the store itself, or beside the copy where the store is in PostgreSQL.
    Who has the store open goes on with the copy at the next question. All logins and one-time links end: what was
    ended since the copy was made must not come alive again.

    Raises StoreError, before anything is changed, when this is not a good copy for this version of the program.
    """
    place, source = address(url), source.resolve()
    path = path_of(place)
    if _is_part_of(place, source):
        raise StoreError(f"{source} is de opslag zelf. Kies een kopie.")
    if path is None and not private.may_write(source.parent):
        raise StoreError(NO_ROOM.format(source=source))
    beside = path or source.with_name("factsheet.db")
    kept = beside.with_name(f"{beside.stem}-voor-herstel-{datetime.now(UTC).astimezone():%Y%m%d-%H%M%S}{beside.suffix}")
    with plain_errors(), plain_file_errors(), private.new_file(beside.parent, beside.name) as fresh:
        _take(source, fresh)
        _begin_anew(fresh, f"{source}; de opslag van ervoor: {kept.name}", who)
        if path is None:
            _put_elsewhere(fresh, place, kept)
        else:
            _put(fresh, path, kept)
            private.tighten(path)
    return kept if kept.exists() else None


def _is_part_of(place: URL, file: Path) -> bool:
    path = path_of(place)
    return path is not None and file in private.parts_of(path)


def _write_copy(place: URL, target: Path) -> None:
    with private.new_file(target.parent, target.name) as fresh:
        _copy_of(place, fresh)
        fault = _fault(fresh)
        if fault is not None:
            raise StoreError(f"De kopie {fault}. Er is geen kopie gemaakt.")
        fresh.replace(target)


def _copy_of(place: URL, fresh: Path) -> None:
    path = path_of(place)
    if path is not None:
        with closing(private.connect(path)) as source:
            _copy(source, fresh)
        return
    with closing(Database(place)) as database:
        transfer.to_file(database, fresh)


def _copy(source: sqlite3.Connection, fresh: Path) -> None:
    """Fill an empty file of our own, as one file with nothing beside it."""
    with closing(private.connect(fresh)) as target:
        _copy_pages(source, target)
    private.as_one_file(fresh)


def _copy_pages(
    source: sqlite3.Connection, target: sqlite3.Connection, *, when_locked: Callable[[], None] | None = None
) -> None:
    """Make one database equal to another, in one transaction. `when_locked` runs while nobody else can write in it."""
    deadline = time.monotonic() + private.WAIT
    locked = [when_locked] if when_locked else []

    def progress(status: int, _left: int, _all: int) -> None:
        if status in WAITING and time.monotonic() > deadline:
            raise failure(BUSY, "another process does not let go")
        if status not in WAITING and locked:
            locked.pop()()

    source.backup(target, pages=PAGES if when_locked else -1, progress=progress)


def _fault(path: Path) -> str | None:
    """What is wrong with this file, as the end of a Dutch sentence; None when it can be a store."""
    try:
        with closing(private.connect(path)) as connection:
            if connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
                return DAMAGED
            if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
                return DAMAGED
            known = connection.execute("SELECT name FROM sqlite_schema WHERE name = 'alembic_version'").fetchone()
            revision = connection.execute(REVISION).fetchone() if known else None
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        return DAMAGED
    if revision is None:
        return "is geen opslag van dit programma"
    return None if is_known(revision[0]) else "is van een nieuwere versie van dit programma"


def _take(source: Path, fresh: Path) -> None:
    try:
        with closing(private.connect(source)) as connection:
            _copy(connection, fresh)
        fault = _fault(fresh)
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        fault = DAMAGED
    if fault is not None:
        raise StoreError(f"{source} {fault}. De opslag is niet veranderd.")


def _begin_anew(fresh: Path, details: str, who: str) -> None:
    """Bring a copy up to date, end every login and one-time link in it, and write in its log what was done."""
    database = Database(URL.create("sqlite", database=str(fresh)))
    with database.writing() as connection:
        connection.execute(tables.session.update().values(revoked=True))
        connection.execute(tables.link.update().values(used=True))
        add_line(connection, utc_now(), who, "kopie teruggezet", details)
    database.close()


def _put(fresh: Path, path: Path, kept: Path) -> None:
    try:
        if path.exists():
            _overwrite(fresh, path, kept)
            return
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
    # What is there cannot be read as a database, or is not there; who has it open finds out by itself.
    for part in private.parts_of(path):
        part.rename(kept.with_name(kept.name + part.name.removeprefix(path.name)))
    fresh.replace(path)


def _put_elsewhere(fresh: Path, place: URL, kept: Path) -> None:
    """Put the copy into PostgreSQL, and keep what was there, in one transaction: nobody can write in between."""
    with (
        closing(Database(place)) as database,
        private.new_file(kept.parent, kept.name) as old,
        database.writing() as live,
    ):
        transfer.keep(live, old)
        transfer.from_file(fresh, live)
        old.replace(kept)


def _overwrite(fresh: Path, path: Path, kept: Path) -> None:
    """Put the copy into the file that others have open: to them it is one more transaction."""
    with closing(private.connect(path)) as live, closing(private.connect(fresh)) as source:
        live.execute("PRAGMA journal_mode = WAL")  # so that what was there can be read meanwhile
        _copy_pages(source, live, when_locked=partial(_keep, path, kept))


def _keep(path: Path, kept: Path) -> None:
    with private.new_file(kept.parent, kept.name) as old:
        with closing(private.connect(path)) as source:
            _copy(source, old)
        old.replace(kept)
