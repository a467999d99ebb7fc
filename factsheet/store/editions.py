"""Editions: what was published. And the texts that editors write for the next one. Never changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import polars as pl
from sqlalchemy import Connection, Row, func, select
from sqlalchemy.sql import ColumnElement

from factsheet.rows import PublishedRows
from factsheet.store import tables
from factsheet.store.people import display_name
from factsheet.store.repository import Repository, add_line, pack, unpack
from factsheet.store.steps import earlier_of, refuse_moved
from factsheet.store.values import BuildInfo, EditedText, Edition, StoreError, TextConflict

META = [column for column in tables.edition.columns if column.name != "texts"]


class Editions(Repository):
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
        build: BuildInfo | None = None,
        documents: Mapping[str, bytes] | None = None,
        embargo: datetime | None = None,
        content: str | None = None,
        made_with: str = "",
        after: int | None = None,
    ) -> Edition:
        """Keep the next edition of a year, in one transaction.

        Args:
            versions: per dataset the id of the version it was made from.
            tables: the published tables, after disclosure, by name.
            texts: the editorial texts as they are published, by key.
            build: the program and settings that it was made with, and what the years before gave.
            documents: what readers get, by part, as `release.snapshot` writes it.
            embargo: until when only management and editors see it.
            content: the state of the year that these tables were made of, see `Steps.content`.
            made_with: the program and settings in `content`.
            after: the id of the step that approved it.

        Raises:
            StoreError: a version does not exist or is of another dataset or year.
            Moved: the year is no longer in the state `content`, or a step came after that one.
        """
        packed = {name: pack(table) for name, table in tables.items()}
        values = {"reason": (reason or "").strip() or None, "texts": dict(texts), "embargo": embargo}
        with self._database.writing() as connection:
            refuse_moved(connection, year, content, made_with, after)
            _refuse_strangers(connection, year, versions)
            edition_id = _insert(connection, year, {"who": who, "at": self.now(), **values})
            _insert_parts(connection, edition_id, versions, packed)
            if build is not None:
                _insert_documents(connection, edition_id, build, documents or {})
            return _edition(connection, _one(connection, edition_id))

    def last_edition(self, year: int) -> Edition | None:
        """What readers of this year see; None when nothing is published."""
        return next(iter(self.editions(year)), None)

    def editions(self, year: int | None = None) -> list[Edition]:
        """All editions, of one year or of all, newest first."""
        query = select(*META).order_by(tables.edition.c.id.desc())
        if year is not None:
            query = query.where(tables.edition.c.year == year)
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
            versions = _versions_of(connection, [row.id for row in rows])
        return [Edition(**row._mapping, versions=versions[row.id]) for row in rows]

    def edition(self, edition_id: int) -> Edition:
        """Raises StoreError when there is no such edition."""
        with self._database.reading() as connection:
            return _edition(connection, _one(connection, edition_id))

    def tables(self, edition_id: int) -> PublishedRows:
        """The published tables of an edition, by name. Raises StoreError when there is no such edition."""
        of_edition: ColumnElement[bool] = tables.edition_table.c.edition == edition_id
        query = select(tables.edition_table.c.dataset, tables.edition_table.c.rows).where(of_edition)
        with self._database.reading() as connection:
            _one(connection, edition_id)
            found = connection.execute(query.order_by(tables.edition_table.c.dataset)).all()
        return PublishedRows({row.dataset: unpack(row.rows) for row in found})

    def texts_of(self, edition_id: int) -> dict[str, str]:
        """The editorial texts of an edition, by key. Raises StoreError when there is no such edition."""
        with self._database.reading() as connection:
            _one(connection, edition_id)
            query = select(tables.edition.c.texts).where(tables.edition.c.id == edition_id)
            return dict(connection.execute(query).scalar_one())

    def earlier(self, year: int) -> str:
        """What the years before give to this one, as one short text: another one as soon as anything of it changes."""
        with self._database.reading() as connection:
            return earlier_of(connection, year)

    def build_of(self, edition_id: int) -> BuildInfo | None:
        """What an edition was made with; None when its documents are not kept yet (see `add_documents`)."""
        query = select(tables.edition_origin).where(tables.edition_origin.c.edition == edition_id)
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else BuildInfo(row.program, row.settings, row.earlier, row.method, row.tables)

    def document(self, edition_id: int, part: str) -> bytes | None:
        """One part of what readers get of an edition; None when there is no such part."""
        found = tables.edition_document.c
        query = select(found.body).where(found.edition == edition_id, found.part == part)
        with self._database.reading() as connection:
            body: bytes | None = connection.scalar(query)
        return body

    def documents(self, edition_id: int) -> dict[str, bytes]:
        """All that readers get of an edition, by part."""
        found = tables.edition_document.c
        query = select(found.part, found.body).where(found.edition == edition_id).order_by(found.part)
        with self._database.reading() as connection:
            return {row.part: row.body for row in connection.execute(query)}

    def without_documents(self) -> list[Edition]:
        """The editions from before documents were kept, oldest first."""
        kept = select(tables.edition_origin.c.edition)
        query = select(*META).where(tables.edition.c.id.not_in(kept)).order_by(tables.edition.c.id)
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
            versions = _versions_of(connection, [row.id for row in rows])
        return [Edition(**row._mapping, versions=versions[row.id]) for row in rows]

    def add_documents(self, made: Mapping[int, tuple[BuildInfo, Mapping[str, bytes]]]) -> None:
        """Keep the documents of editions that have none, in one transaction. What another process kept first, stays."""
        with self._database.writing() as connection:
            kept = set(connection.scalars(select(tables.edition_origin.c.edition)))
            for edition_id, (build, documents) in made.items():
                if edition_id not in kept:
                    _insert_documents(connection, edition_id, build, documents)

    def published_years(self) -> list[int]:
        """The years that readers can see, oldest first."""
        with self._database.reading() as connection:
            years = connection.scalars(select(tables.edition.c.year).distinct().order_by(tables.edition.c.year))
            return list(years)

    def set_text(
        self,
        year: int,
        key: str,
        body: str,
        who: str,
        source: str | None = None,
        *,
        based_on: int | None = None,
        why: str = "",
    ) -> None:
        """Keep a text for the next edition of a year, and tell the log (`why`); an empty body takes the text away.

        `based_on` is the id of the text that the editor started from, 0 for "there was none"; without it nothing is
        compared. Raises TextConflict when another text counts by now.
        """
        with self._database.writing() as connection:
            if based_on is not None:
                _refuse_overtaken(connection, year, key, based_on)
            connection.execute(
                tables.text.insert().values(
                    year=year, key=key, body=body.strip(), source_url=source, who=who, at=self.now()
                )
            )
            what = "tekst bewaard" if body.strip() else "tekst weggehaald"
            add_line(connection, self.now(), who, what, why, about=key, year=year)

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


def _refuse_overtaken(connection: Connection, year: int, key: str, based_on: int) -> None:
    """What counts is the last text of the latest year up to this one: a text goes along to the next year."""
    columns = tables.text.c
    query = select(tables.text).where(columns.key == key, columns.year <= year)
    row = connection.execute(query.order_by(columns.year.desc(), columns.id.desc()).limit(1)).one_or_none()
    if (row.id if row else 0) == based_on:
        return
    now = _text(row) if row else None
    who = display_name(connection, now.who) if now else "Iemand anders"
    raise TextConflict(
        f"{who} heeft deze tekst intussen veranderd. Uw tekst is nog niet bewaard, "
        "maar ook niet weg. Vergelijk de twee teksten en bewaar dan nog eens.",
        now,
    )


def _refuse_strangers(connection: Connection, year: int, versions: Mapping[str, int]) -> None:
    query = select(tables.version.c.id, tables.version.c.dataset, tables.version.c.year)
    found = {row.id: row for row in connection.execute(query.where(tables.version.c.id.in_(versions.values())))}
    for dataset, version_id in versions.items():
        row = found.get(version_id)
        if row is None or (row.dataset, row.year) != (dataset, year):
            raise StoreError(f"Versie {version_id} is geen versie van {dataset} van {year}. Er is niets gepubliceerd.")


def _insert(connection: Connection, year: int, values: Mapping[str, Any]) -> int:
    """The next edition of a year, without its parts; gives its id."""
    table = tables.edition
    last = connection.scalar(select(func.max(table.c.number)).where(table.c.year == year)) or 0
    added = table.insert().values(year=year, number=last + 1, **values).returning(table.c.id)
    return int(connection.execute(added).scalar_one())


def _insert_parts(
    connection: Connection, edition_id: int, versions: Mapping[str, int], packed: Mapping[str, bytes]
) -> None:
    for dataset, version_id in versions.items():
        row = {"edition": edition_id, "dataset": dataset, "version": version_id}
        connection.execute(tables.edition_version.insert().values(row))
    for name, rows in packed.items():
        connection.execute(tables.edition_table.insert().values(edition=edition_id, dataset=name, rows=rows))


def _insert_documents(
    connection: Connection, edition_id: int, build: BuildInfo, documents: Mapping[str, bytes]
) -> None:
    made = {**vars(build), "settings": dict(build.settings)}
    connection.execute(tables.edition_origin.insert().values(edition=edition_id, **made))
    for part, body in documents.items():
        connection.execute(tables.edition_document.insert().values(edition=edition_id, part=part, body=body))


def _one(connection: Connection, edition_id: int) -> Row[Any]:
    row = connection.execute(select(*META).where(tables.edition.c.id == edition_id)).one_or_none()
    if row is None:
        raise StoreError(f"Editie {edition_id} bestaat niet.")
    return row


def _edition(connection: Connection, row: Row[Any]) -> Edition:
    return Edition(**row._mapping, versions=_versions_of(connection, [row.id])[row.id])


def _versions_of(connection: Connection, editions: Sequence[int]) -> dict[int, dict[str, int]]:
    """Per edition the version of each dataset, of all of them at once: readers' pages ask for this at every click."""
    parts = tables.edition_version.c
    query = select(parts.edition, parts.dataset, parts.version).where(parts.edition.in_(editions))
    found: dict[int, dict[str, int]] = {edition: {} for edition in editions}
    for part in connection.execute(query.order_by(parts.dataset)):
        found[part.edition][part.dataset] = part.version
    return found


def _text(row: Row[Any]) -> EditedText:
    return EditedText(row.id, row.year, row.key, row.body, row.source_url, row.who, row.at)
