"""Opening the database: pragmas, migrations, transactions, and errors in plain Dutch."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from factsheet.settings import ROOT
from factsheet.store.values import StoreError

DEFAULT = ROOT / "data" / "factsheet.db"
MIGRATIONS = Path(__file__).parent / "migrations"
WAIT = 30.0  # seconds to wait for another writer before giving up
ADVISORY_LOCK = 164_2024  # any number will do, as long as every process uses the same one

MESSAGES = {
    "SQLITE_BUSY": "De opslag is nog bezig met iets anders. Wacht even en probeer het opnieuw.",
    "SQLITE_LOCKED": "De opslag is nog bezig met iets anders. Wacht even en probeer het opnieuw.",
    "SQLITE_READONLY": "De opslag kan alleen gelezen worden. Vraag de beheerder om schrijfrechten op de map.",
    "SQLITE_FULL": "De schijf is vol. Uw wijziging is niet bewaard. Vraag de beheerder om ruimte te maken.",
    "SQLITE_CANTOPEN": "De opslag kan niet geopend worden. Vraag de beheerder of de map bestaat en gelezen mag worden.",
    "SQLITE_NOTADB": "Het bestand van de opslag is geen database. Vraag de beheerder om een kopie terug te zetten.",
    "SQLITE_CORRUPT": "Het bestand van de opslag is beschadigd. Vraag de beheerder om een kopie terug te zetten.",
    "SQLITE_IOERR": "De schijf geeft een fout. Uw wijziging is niet bewaard. Waarschuw de beheerder.",
}
OTHER = "De opslag geeft een fout. Uw wijziging is niet bewaard. Probeer het opnieuw of vraag de beheerder om hulp."


class Database:
    """One database, opened and brought up to date. Threads may share it."""

    def __init__(self, url: str | None = None) -> None:
        """Open the database at this SQLAlchemy URL, else FACTSHEET_STORE, else the SQLite file in data/.

        Raises StoreError when it cannot be opened or brought up to date.
        """
        self.url = _url(url or os.environ.get("FACTSHEET_STORE") or f"sqlite:///{DEFAULT}")
        with _plain_errors():
            self.engine = _engine(self.url)
            _bring_up_to_date(self.engine)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent view of the data; nobody has to wait for it."""
        with _plain_errors(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction, one writer at a time: all of it is kept, or nothing."""
        with _plain_errors(), _locked(self.engine) as connection:
            yield connection

    def close(self) -> None:
        """Close all connections, so that the file can be copied or removed."""
        self.engine.dispose()


def _url(url: str) -> URL:
    try:
        return make_url(url)
    except SQLAlchemyError as error:
        raise StoreError(
            "FACTSHEET_STORE is geen geldig adres. Schrijf bijvoorbeeld sqlite:////srv/factsheet.db."
        ) from error


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        return create_engine(url)
    engine = create_engine(url, connect_args={"timeout": WAIT})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # Without this, Python's driver opens transactions by itself, and later than is safe.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes its lock at once: a reader that turns into a writer cannot wait for another one.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def _locked(engine: Engine) -> Iterator[Connection]:
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({ADVISORY_LOCK})")
        yield connection


def _bring_up_to_date(engine: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    newest = ScriptDirectory.from_config(config).get_current_head()
    with engine.connect() as connection, connection.begin():
        if MigrationContext.configure(connection).get_current_revision() == newest:
            return
    # Two processes may come here at once: the second waits, and then finds nothing left to do.
    with _locked(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    if engine.dialect.name == "sqlite":
        _write_ahead(engine)


def _write_ahead(engine: Engine) -> None:
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        # Another process that opened the same new file is doing this right now.
        if error.sqlite_errorname != "SQLITE_BUSY":
            raise
    finally:
        raw.close()


@contextmanager
def _plain_errors() -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        raise StoreError(_message(error.orig)) from error
    except sqlite3.Error as error:
        raise StoreError(_message(error)) from error
    except PoolTimeout as error:
        raise StoreError(MESSAGES["SQLITE_BUSY"]) from error


def _message(error: BaseException | None) -> str:
    name = getattr(error, "sqlite_errorname", "")
    return next((message for start, message in MESSAGES.items() if name.startswith(start)), OTHER)
