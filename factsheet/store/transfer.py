"""All that a store holds, from one kind of database to another: a copy is an SQLite file, whatever it is made of."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, func, select, text
from sqlalchemy.engine import URL

from factsheet.store import private, tables
from factsheet.store.engine import Database, fill

AT_ONCE = 20  # rows; some hold the tables of a whole year
NEXT = "SELECT setval(:it, greatest(nextval(:it), (SELECT max(id) FROM {})))"


def to_file(database: Database, fresh: Path) -> None:
    """Fill an empty private file with what the database holds at one moment."""
    with database.reading() as source:
        keep(source, fresh)


def keep(source: Connection, fresh: Path) -> None:
    """The same of what this transaction sees."""
    fill(fresh)
    copied = _in_file(fresh)
    with copied.writing() as target:
        _pour(source, target)
    copied.close()
    private.as_one_file(fresh)


def from_file(source: Path, target: Connection) -> None:
    """Put what this file holds in the place of all that a database in PostgreSQL holds, in this one transaction.

    Who reads meanwhile goes on reading what was there: rows are deleted, tables stay.
    """
    _guards(target, "DISABLE")
    for table in reversed(tables.metadata.sorted_tables):
        target.execute(table.delete())
    copied = _in_file(source)
    with copied.reading() as connection:
        _pour(connection, target)
    copied.close()
    _go_on_counting(target)
    _guards(target, "ENABLE")


def _in_file(path: Path) -> Database:
    return Database(URL.create("sqlite", database=str(path)))


def _pour(source: Connection, target: Connection) -> None:
    for table in tables.metadata.sorted_tables:
        found = source.execute(select(table), execution_options={"yield_per": AT_ONCE})
        for rows in found.mappings().partitions():
            target.execute(table.insert(), [dict(row) for row in rows])


def _guards(connection: Connection, change: str) -> None:
    """The triggers of this program; only the owner of the tables can do this, and readers do not have to wait."""
    for table in tables.metadata.sorted_tables:
        connection.execute(text(f"ALTER TABLE {_quoted(connection, table.name)} {change} TRIGGER USER"))


def _go_on_counting(connection: Connection) -> None:
    """New rows get numbers after those that were put back; never lower ones, for that would stay after a rollback."""
    for table in tables.metadata.sorted_tables:
        name = _quoted(connection, table.name)
        if table.autoincrement_column is not None:
            column = table.autoincrement_column.name
            sequence = connection.scalar(select(func.pg_get_serial_sequence(name, column)))
            connection.execute(text(NEXT.format(name)), {"it": sequence})


def _quoted(connection: Connection, name: str) -> str:
    return connection.dialect.identifier_preparer.quote(name)
