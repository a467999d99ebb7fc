"""What all parts of the store share: a database, a clock, and rows packed as parquet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO

import polars as pl
from sqlalchemy import Connection

from factsheet.store import chain, tables
from factsheet.store.engine import Database, newest
from factsheet.store.failures import MESSAGES, failure


def utc_now() -> datetime:
    return datetime.now(UTC)


class Repository:
    """A part of the store."""

    def __init__(self, url: str | None = None, *, clock: Callable[[], datetime] = utc_now) -> None:
        """Open the store at this SQLAlchemy URL (default: FACTSHEET_STORE, else the SQLite file in data/).

        `clock` gives the moment in UTC; a test passes its own.
        Raises StoreError when the store cannot be opened or brought up to date.
        """
        self._database = Database(url)
        self.now = clock

    @contextmanager
    def together(self) -> Iterator[None]:
        """All that is kept inside this is one transaction: all of it, or nothing."""
        with self._database.writing():
            yield

    def check(self) -> None:
        """Raises StoreError when the store does not answer."""
        self._database.check()

    def revision(self) -> str:
        """The step of the migrations that the store is at."""
        return self._database.revision()

    def is_of_this_program(self) -> bool:
        """Whether the store is at the last step that this program knows; another process may have taken it further."""
        return self.revision() == newest()

    def close(self) -> None:
        """Close all connections; the store can be used again after that."""
        self._database.close()


def add_line(
    connection: Connection,
    at: datetime,
    who: str,
    what: str,
    details: str = "",
    *,
    about: str | None = None,
    year: int | None = None,
    reference: str | None = None,
) -> None:
    """A line in the log, in the transaction of what it tells. It follows on the last one, so this must be a writer."""
    last, before = chain.end(connection)
    line = {"id": last + 1, "at": at, "who": who, "what": what, "details": details}
    line |= {"reference": reference, "about": about, "year": year}
    connection.execute(tables.log.insert().values(**line, hash=chain.linked(before, line)))


def pack(rows: pl.DataFrame) -> bytes:
    buffer = BytesIO()
    rows.write_parquet(buffer)
    return buffer.getvalue()


def unpack(blob: bytes) -> pl.DataFrame:
    try:
        return pl.read_parquet(BytesIO(blob))
    except pl.exceptions.PolarsError as error:
        raise failure(MESSAGES["SQLITE_CORRUPT"], "rows that cannot be read") from error
