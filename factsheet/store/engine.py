"""Opening the database: pragmas, migrations, transactions."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import cache, partial
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, DisconnectionError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from factsheet.settings import ROOT
from factsheet.store import private
from factsheet.store.failures import failure, is_read_only, plain_errors, plain_file_errors
from factsheet.store.values import StoreError

DEFAULT = ROOT / "data" / "factsheet.db"
# Seconds before a server that does not answer is given up, also one that went away without a word.
PATIENCE = {"connect_timeout": 10, "keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3}
MIGRATIONS = Path(__file__).parent / "migrations"
# One writer at a time, who does not wait for ever. Any number will do, as long as every process uses the same one.
ADVISORY_LOCK = "SELECT set_config('lock_timeout', '{wait:.0f}ms', true), pg_advisory_xact_lock(1642024)"
REVISION = "SELECT version_num FROM alembic_version"

NEWER = (
    "De opslag is van een nieuwere versie van dit programma. "
    "Vraag de beheerder om het programma bij te werken, of om een kopie terug te zetten."
)
OLDER = (
    "De opslag is van een oudere versie van dit programma en moet bijgewerkt worden, maar kan alleen gelezen worden. "
    "Vraag de beheerder om schrijfrechten op de map en de schijf."
)
EMPTY = (
    "Het bestand van de opslag is leeg. Vraag de beheerder om een kopie terug te zetten. "
    "Is dit een nieuwe opslag? Verwijder dan het lege bestand."
)
GONE = (
    "Het bestand van de opslag is weg, maar een deel staat er nog (-wal of -shm). "
    "Vraag de beheerder om een kopie terug te zetten. Moet dit een nieuwe opslag worden? Verwijder dan die resten."
)
NO_DRIVER = (
    "FACTSHEET_STORE noemt een soort database waarvoor een onderdeel ontbreekt. "
    "Installeer psycopg, of gebruik sqlite:////srv/factsheet.db."
)
FOREIGN = "Het bestand van de opslag is van een ander programma. Vraag de beheerder om FACTSHEET_STORE na te kijken."


class Database:
    """One database, opened and brought up to date. Threads may share it."""

    def __init__(self, url: str | URL | None = None) -> None:
        """Open the database at this SQLAlchemy URL, else FACTSHEET_STORE, else the SQLite file in data/.

        Raises StoreError when it cannot be opened or brought up to date.
        """
        self.url = address(url)
        self.path = path_of(self.url)
        with plain_errors(), plain_file_errors():
            if self.path is not None:
                _make_private(self.path)
            self.engine = _engine(self.url)
            with _closed_on_failure(self.engine):
                _bring_up_to_date(self.engine)
        # PostgreSQL would give every question of a reader another view; SQLite never does.
        one_view = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        self._readers = self.engine if _is_sqlite(self.engine) else self.engine.execution_options(**one_view)
        self._mine = threading.local()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent view of the data; nobody has to wait for it. Where this thread writes: that view."""
        if self._writes:
            yield self._writes
            return
        with plain_errors(), self._readers.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction, one writer at a time: all of it is kept, or nothing. Inside another it is part of that."""
        if self._writes:
            yield self._writes
            return
        with plain_errors(), _locked(self.engine) as connection:
            self._mine.connection = connection
            try:
                yield connection
            finally:
                self._mine.connection = None

    @property
    def _writes(self) -> Connection | None:
        """The connection in which this thread writes now."""
        return getattr(self._mine, "connection", None)

    def check(self) -> None:
        """Raises StoreError when the database does not answer. Looks at the file itself: a connection remembers."""
        with plain_errors():
            if self.path is not None:
                with closing(private.connect(self.path)) as connection:
                    connection.execute(REVISION)
        with self.reading() as known:
            known.exec_driver_sql(REVISION)

    def revision(self) -> str:
        """The step of the migrations that this database is at."""
        with self.reading() as known:
            return str(known.exec_driver_sql(REVISION).scalar_one())

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def address(url: str | URL | None = None) -> URL:
    """This SQLAlchemy URL, else that of this installation. Raises StoreError when it is none."""
    return _url(url or os.environ.get("FACTSHEET_STORE") or f"sqlite:///{DEFAULT}")


def path_of(url: URL) -> Path | None:
    """The SQLite file at this address; None for another kind of database, and for one in memory."""
    in_file = url.get_backend_name() == "sqlite" and url.database not in {None, "", ":memory:"}
    return Path(url.database or "").resolve() if in_file else None


def newest() -> str | None:
    """The last step of the migrations that this version of the program knows."""
    return _scripts().get_current_head()


def is_known(revision: str) -> bool:
    """Whether this version of the program knows a store of that revision."""
    return revision in {script.revision for script in _scripts().walk_revisions()}


def _url(url: str | URL) -> URL:
    try:
        made = make_url(url)
    except SQLAlchemyError as error:
        raise StoreError(
            "FACTSHEET_STORE is geen geldig adres. Schrijf bijvoorbeeld sqlite:////srv/factsheet.db."
        ) from error
    if (made.database or "").startswith("file:"):
        raise StoreError("FACTSHEET_STORE is geen geldig adres. Schrijf sqlite:////srv/factsheet.db, zonder 'file:'.")
    return made


def _make_private(path: Path) -> None:
    if not path.exists():
        # In this order: another process may be making the same new store.
        if private.parts_of(path) and not path.exists():
            raise failure(GONE, "a -wal or -shm without its file")
        _make(path)
    private.tighten(path)


def _make(path: Path) -> None:
    """A new store appears whole and at once: nobody ever finds it half made, or readable by others."""
    with private.new_file(path.parent, path.name) as fresh:
        fill(fresh)
        with suppress(FileExistsError):  # another process made it a moment earlier
            os.link(fresh, path)


def fill(fresh: Path) -> None:
    """Make an empty file a store, in which nothing is kept yet."""
    engine = _engine(URL.create("sqlite", database=str(fresh)))
    _upgrade(engine)
    _write_ahead(engine)
    engine.dispose()


def _engine(url: URL) -> Engine:
    path = path_of(url)
    how: dict[str, Any] = {"pool_pre_ping": True} if path is None else {"creator": partial(private.connect, path)}
    if url.get_backend_name() == "postgresql":
        how["connect_args"] = {name: value for name, value in PATIENCE.items() if name not in url.query}
    try:
        engine = create_engine(url, **how)
    except (ImportError, SQLAlchemyError) as error:
        raise failure(NO_DRIVER, f"no driver for {url.drivername}") from error
    if _is_sqlite(engine):
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    if path is not None:
        _follow_the_file(engine, path)
    return engine


def _is_sqlite(engine: Engine) -> bool:
    return engine.dialect.name == "sqlite"


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA recursive_triggers = ON")  # without it REPLACE passes by those that guard what is kept


def _follow_the_file(engine: Engine, path: Path) -> None:
    """Let no connection outlive the file that it opened, nor the time that its disk could not be written."""

    def connected(_connection: object, record: ConnectionPoolEntry) -> None:
        record.info["file"] = private.identity(path)

    def taken(_connection: object, record: ConnectionPoolEntry, _proxy: object) -> None:
        if record.info["file"] != private.identity(path):
            raise DisconnectionError("The file was replaced.")

    def given_back(connection: Any, record: ConnectionPoolEntry) -> None:
        if isinstance(connection, private.ReadOnly):
            record.invalidate()

    for moment, listener in (("connect", connected), ("checkout", taken), ("checkin", given_back)):
        event.listen(engine, moment, listener)


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes its lock at once: a reader that turns into a writer cannot wait for another one.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def _locked(engine: Engine) -> Iterator[Connection]:
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql(ADVISORY_LOCK.format(wait=1000 * private.WAIT))
        yield connection


@contextmanager
def _closed_on_failure(engine: Engine) -> Iterator[None]:
    try:
        yield
    except BaseException:
        engine.dispose()
        raise


def _bring_up_to_date(engine: Engine) -> None:
    if _revision(engine) != newest():
        try:
            _upgrade(engine)
        except DBAPIError as error:
            if not is_read_only(error.orig):
                raise
            raise failure(OLDER, "an older store on a disk that cannot be written") from error
    if _is_sqlite(engine):
        _write_ahead(engine)


def _revision(engine: Engine) -> str | None:
    """The revision of this database. Raises StoreFailure when it is not one for this version of the program."""
    with engine.connect() as connection, connection.begin():
        revision = MigrationContext.configure(connection).get_current_revision()
        if revision is None and path_of(engine.url) is not None:
            is_empty = not inspect(connection).get_table_names()
            raise failure(EMPTY, "no tables") if is_empty else failure(FOREIGN, "tables of something else")
    if revision is not None and not is_known(revision):
        raise failure(NEWER, f"revision {revision}")
    return revision


def _upgrade(engine: Engine) -> None:
    config = _config()
    # Two processes may come here at once: the second waits, and then finds nothing left to do.
    with _locked(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


@cache
def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _write_ahead(engine: Engine) -> None:
    raw = engine.raw_connection()
    try:
        if raw.cursor().execute("PRAGMA journal_mode").fetchone() != ("wal",):
            raw.cursor().execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        # Another process that opened the same file is doing this right now, or nobody can.
        if not error.sqlite_errorname.startswith(("SQLITE_BUSY", "SQLITE_READONLY")):
            raise
    finally:
        raw.close()
