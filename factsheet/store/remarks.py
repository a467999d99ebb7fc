"""What editors say to each other about one cell of a table."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from factsheet.store import tables
from factsheet.store.repository import Repository, add_line
from factsheet.store.values import Remark, StoreError

LONGEST = 500
PLACED, RESOLVED = "opmerking geplaatst", "opmerking opgelost"


class Remarks(Repository):
    """The part of the store that keeps remarks. A remark is never changed; somebody says that it is resolved."""

    def add_remark(self, dataset: str, year: int, key: Sequence[str], column: str, text: str, *, who: str) -> Remark:
        """Keep a remark on the cell in `column` of the row that `key` names. Raises StoreError for an empty one."""
        text = text.strip()
        if not text:
            raise StoreError("Schrijf eerst uw opmerking. Er is nog niets bewaard.")
        if len(text) > LONGEST:
            raise StoreError(f"Uw opmerking is te lang: er passen {LONGEST} tekens.")
        values = {"dataset": dataset, "year": year, "key": json.dumps(list(key), ensure_ascii=False)}
        values |= {"column": column, "text": text, "who": who, "at": self.now()}
        with self._database.writing() as connection:
            added = connection.execute(tables.remark.insert().values(**values).returning(tables.remark)).one()
            remark = _remark(added)
            _log(connection, self.now(), who, PLACED, remark)
            return remark

    def resolve_remark(self, number: int, *, who: str) -> Remark:
        """Say that a remark is resolved. Raises StoreError when it is not there, or somebody said so before."""
        this = tables.remark.c.id == number
        with self._database.writing() as connection:
            found = connection.execute(select(tables.remark).where(this)).one_or_none()
            if found is None or found.resolved_at is not None:
                raise StoreError("Deze opmerking is al opgelost.")
            done = tables.remark.update().where(this).values(resolved_by=who, resolved_at=self.now())
            remark = _remark(connection.execute(done.returning(tables.remark)).one())
            _log(connection, self.now(), who, RESOLVED, remark)
            return remark

    def remarks(self, year: int, dataset: str | None = None) -> list[Remark]:
        """All remarks of a year, oldest first, those that are resolved included."""
        query = select(tables.remark).where(tables.remark.c.year == year).order_by(tables.remark.c.id)
        if dataset is not None:
            query = query.where(tables.remark.c.dataset == dataset)
        with self._database.reading() as connection:
            return [_remark(row) for row in connection.execute(query)]


def _log(connection: Connection, at: datetime, who: str, what: str, remark: Remark) -> None:
    where = ", ".join([*filter(None, remark.key), remark.column])
    add_line(connection, at, who, what, f"{where}: {remark.text}", about=remark.dataset, year=remark.year)


def _remark(row: Row[Any]) -> Remark:
    values = dict(row._mapping)
    return Remark(**{**values, "key": tuple(json.loads(values["key"]))})
