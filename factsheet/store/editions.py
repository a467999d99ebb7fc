"""Editions: what was published. And the texts that editors write for the next one. Never changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl
from sqlalchemy import Connection, Row, func, select
from sqlalchemy.sql import ColumnElement

from factsheet.store import tables
from factsheet.store.shelf import Shelf, pack, unpack
from factsheet.store.values import EditedText, Edition, StoreError

META = [column for column in tables.edition.columns if column.name != "texts"]


class Editions(Shelf):
    """The part of the store that keeps editions and editorial texts."""

    def add_edition(
        self,
        *,
        year: int,
        who: str,
        reason: str | None,
        versions: Mapping[str, int],
        tables: Mapping[str, pl.DataFrame],
        texts: Mapping[str, str],
    ) -> Edition:
        """Keep the next edition of a year, in one transaction.

        Args:
            versions: per dataset the id of the version it was made from.
            tables: the published tables, after disclosure, by name.
            texts: the editorial texts as they are published, by key.

        Raises StoreError when a version does not exist or is of another dataset or year.
        """
        packed = {name: pack(table) for name, table in tables.items()}
        with self._database.writing() as connection:
            _refuse_strangers(connection, year, versions)
            edition_id = self._insert(connection, year, who, (reason or "").strip() or None, texts)
            _insert_parts(connection, edition_id, versions, packed)
            return _edition(connection, _one(connection, edition_id))

    def _insert(self, connection: Connection, year: int, who: str, reason: str | None, texts: Mapping[str, str]) -> int:
        last = connection.scalar(select(func.max(tables.edition.c.number)).where(tables.edition.c.year == year))
        added = connection.execute(
            tables.edition.insert().values(
                year=year, number=(last or 0) + 1, who=who, at=self.now(), reason=reason, texts=dict(texts)
            )
        )
        return int(added.inserted_primary_key[0])  # type: ignore[index]

    def last_edition(self, year: int) -> Edition | None:
        """What readers of this year see; None when nothing is published."""
        return next(iter(self.editions(year)), None)

    def editions(self, year: int | None = None) -> list[Edition]:
        """All editions, of one year or of all, newest first."""
        query = select(*META).order_by(tables.edition.c.id.desc())
        if year is not None:
            query = query.where(tables.edition.c.year == year)
        with self._database.reading() as connection:
            return [_edition(connection, row) for row in connection.execute(query).all()]

    def edition(self, edition_id: int) -> Edition:
        """Raises StoreError when there is no such edition."""
        with self._database.reading() as connection:
            return _edition(connection, _one(connection, edition_id))

    def tables(self, edition_id: int) -> dict[str, pl.DataFrame]:
        """The published tables of an edition, by name. Raises StoreError when there is no such edition."""
        of_edition: ColumnElement[bool] = tables.edition_table.c.edition == edition_id
        query = select(tables.edition_table.c.dataset, tables.edition_table.c.rows).where(of_edition)
        with self._database.reading() as connection:
            _one(connection, edition_id)
            found = connection.execute(query.order_by(tables.edition_table.c.dataset)).all()
        return {row.dataset: unpack(row.rows) for row in found}

    def texts_of(self, edition_id: int) -> dict[str, str]:
        """The editorial texts of an edition, by key. Raises StoreError when there is no such edition."""
        with self._database.reading() as connection:
            _one(connection, edition_id)
            query = select(tables.edition.c.texts).where(tables.edition.c.id == edition_id)
            return dict(connection.execute(query).scalar_one())

    def published_years(self) -> list[int]:
        """The years that readers can see, oldest first."""
        with self._database.reading() as connection:
            years = connection.scalars(select(tables.edition.c.year).distinct().order_by(tables.edition.c.year))
            return list(years)

    def set_text(self, year: int, key: str, body: str, who: str, source: str | None = None) -> None:
        """Keep a text for the next edition of a year; an empty body takes the text away."""
        with self._database.writing() as connection:
            connection.execute(
                tables.text.insert().values(
                    year=year, key=key, body=body.strip(), source_url=source, who=who, at=self.now()
                )
            )

    def texts(self, year: int) -> dict[str, str]:
        """The texts that count now, by key."""
        last = {text.key: text.body for text in self.text_history(year)}
        return {key: body for key, body in last.items() if body}

    def text_history(self, year: int, key: str | None = None) -> list[EditedText]:
        """All texts of a year, of one key or of all, oldest first."""
        query = select(tables.text).where(tables.text.c.year == year).order_by(tables.text.c.id)
        if key is not None:
            query = query.where(tables.text.c.key == key)
        with self._database.reading() as connection:
            return [_text(row) for row in connection.execute(query)]


def _refuse_strangers(connection: Connection, year: int, versions: Mapping[str, int]) -> None:
    query = select(tables.version.c.id, tables.version.c.dataset, tables.version.c.year)
    found = {row.id: row for row in connection.execute(query.where(tables.version.c.id.in_(versions.values())))}
    for dataset, version_id in versions.items():
        row = found.get(version_id)
        if row is None or (row.dataset, row.year) != (dataset, year):
            raise StoreError(f"Versie {version_id} is geen versie van {dataset} van {year}. Er is niets gepubliceerd.")


def _insert_parts(
    connection: Connection, edition_id: int, versions: Mapping[str, int], packed: Mapping[str, bytes]
) -> None:
    for dataset, version_id in versions.items():
        row = {"edition": edition_id, "dataset": dataset, "version": version_id}
        connection.execute(tables.edition_version.insert().values(row))
    for name, rows in packed.items():
        connection.execute(tables.edition_table.insert().values(edition=edition_id, dataset=name, rows=rows))


def _one(connection: Connection, edition_id: int) -> Row[Any]:
    row = connection.execute(select(*META).where(tables.edition.c.id == edition_id)).one_or_none()
    if row is None:
        raise StoreError(f"Editie {edition_id} bestaat niet.")
    return row


def _edition(connection: Connection, row: Row[Any]) -> Edition:
    parts = tables.edition_version.c
    query = select(parts.dataset, parts.version).where(parts.edition == row.id).order_by(parts.dataset)
    return Edition(**row._mapping, versions={part.dataset: part.version for part in connection.execute(query)})


def _text(row: Row[Any]) -> EditedText:
    return EditedText(row.id, row.year, row.key, row.body, row.source_url, row.who, row.at)
