"""Versions: what was uploaded or edited, by whom, when and why. Never changed, never deleted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import polars as pl
from sqlalchemy import Connection, Row, func, select

from factsheet.store import tables
from factsheet.store.people import display_name
from factsheet.store.repository import Repository, add_line, pack, unpack
from factsheet.store.values import Conflict, NotGood, ReasonNeeded, StoreError, Version

if TYPE_CHECKING:
    from factsheet.parse import ReadAs
    from factsheet.validate import Checked

META = [column for column in tables.version.columns if column.name != "rows"]
# Behind this stand in the reason of a version the cells that were mended, with what they held.
CORRECTED = "Verbeterd bij het uploaden:"
SIGNS = {"\t": "tab", ";": "puntkomma", ",": "komma", ".": "punt"}


class Versions(Repository):
    """The part of the store that keeps versions."""

    def save(
        self,
        files: Sequence[Checked],
        *,
        who: str,
        reason: str | None = None,
        based_on: Mapping[tuple[str, int], int | None] | None = None,
        mended: Mapping[tuple[str, int], Sequence[str]] | None = None,
    ) -> list[Version]:
        """Keep one version of each file, all in one transaction.

        Args:
            who: the name of the account that saves.
            reason: why the figures are right in spite of the warnings, or what changed.
            based_on: per (dataset, year) the id of the version the editor started from, None for "there was none".
            mended: per (dataset, year) what was mended in the file on its way here, in words. It comes in the log, and
                in the reason of that version; it is no reason for its warnings.

        Raises:
            NotGood: a file has fouten or no dataset or year, or two files are about the same dataset and year.
            ReasonNeeded: a file has waarschuwingen and there is no reason.
            Conflict: somebody else saved in the meantime.
            StoreError: the database refuses (full, read-only, busy).
        """
        reason = (reason or "").strip() or None
        _refuse(files, reason)
        packed = [pack(file.rows) for file in files]
        with self._database.writing() as connection:
            for file in files:
                _refuse_conflict(connection, *_key(file), based_on or {})
            kept = []
            for file, rows in zip(files, packed, strict=True):
                corrections = (mended or {}).get(_key(file), ())
                _log_corrections(connection, file, corrections, who=who, at=self.now())
                why = _with_corrections(reason, corrections)
                kept.append(_add(connection, file, rows, who=who, reason=why, at=self.now()))
                _log_saved(connection, kept[-1], reason)
            return kept

    def restore(self, version_id: int, *, who: str, reason: str, based_on: int | None) -> Version:
        """Make an older version the last one again, as a new version with the same rows.

        Raises:
            StoreError: there is no such version.
            Conflict: the last version is another one than `based_on`.
        """
        with self._database.writing() as connection:
            row = connection.execute(select(tables.version).where(tables.version.c.id == version_id)).one_or_none()
            if row is None:
                raise StoreError(f"Versie {version_id} bestaat niet.")
            _refuse_conflict(connection, row.dataset, row.year, {(row.dataset, row.year): based_on})
            values = {name: value for name, value in row._mapping.items() if name != "id"}
            values |= {"who": who, "at": self.now(), "reason": reason}
            added = connection.execute(tables.version.insert().values(**values).returning(*META)).one()
            add_line(connection, self.now(), who, "versie teruggezet", reason, about=row.dataset, year=row.year)
            return _version(added)

    def last_version(self, dataset: str, year: int) -> Version | None:
        """The version that counts now; None when there is none."""
        with self._database.reading() as connection:
            return _last(connection, dataset, year)

    def version(self, version_id: int) -> Version:
        """Raises StoreError when there is no such version."""
        with self._database.reading() as connection:
            row = connection.execute(select(*META).where(tables.version.c.id == version_id)).one_or_none()
        if row is None:
            raise StoreError(f"Versie {version_id} bestaat niet.")
        return _version(row)

    def versions(self, year: int) -> dict[str, Version]:
        """The last version of each dataset of a year."""
        last = select(func.max(tables.version.c.id)).where(tables.version.c.year == year)
        query = select(*META).where(tables.version.c.id.in_(last.group_by(tables.version.c.dataset)))
        with self._database.reading() as connection:
            found = [_version(row) for row in connection.execute(query.order_by(tables.version.c.dataset))]
        return {version.dataset: version for version in found}

    def history(self, dataset: str, year: int) -> list[Version]:
        """All versions of one dataset of one year, newest first."""
        query = select(*META).where(tables.version.c.dataset == dataset, tables.version.c.year == year)
        with self._database.reading() as connection:
            return [_version(row) for row in connection.execute(query.order_by(tables.version.c.id.desc()))]

    def rows(self, version_id: int) -> pl.DataFrame:
        """The rows of a version, typed as they were saved. Raises StoreError when there is no such version."""
        with self._database.reading() as connection:
            blob = connection.scalar(select(tables.version.c.rows).where(tables.version.c.id == version_id))
        if blob is None:
            raise StoreError(f"Versie {version_id} bestaat niet.")
        return unpack(blob)

    def last_rows(self, dataset: str, year: int) -> pl.DataFrame | None:
        """The rows of the last version of a dataset and year: what a file is compared with. None when there is none."""
        version = self.last_version(dataset, year)
        return None if version is None else self.rows(version.id)

    def years(self) -> list[int]:
        """The years of which any version is kept, oldest first."""
        with self._database.reading() as connection:
            years = connection.scalars(select(tables.version.c.year).distinct().order_by(tables.version.c.year))
            return list(years)


def _key(file: Checked) -> tuple[str, int]:
    if file.dataset is None or file.year is None:
        raise NotGood(f"Van {file.name} is niet duidelijk over welke gegevens of welk jaar het gaat.")
    return file.dataset, file.year


def _refuse(files: Sequence[Checked], reason: str | None) -> None:
    seen: dict[tuple[str, int], str] = {}
    for file in files:
        if file.errors:
            raise NotGood(f"In {file.name} {_still(len(file.errors))}. Verbeter dat eerst. Er is niets bewaard.")
        key = _key(file)
        if key in seen:
            what = f"{key[0]} van {key[1]}"
            raise NotGood(f"{seen[key]} en {file.name} gaan allebei over {what}. Kies er één. Er is niets bewaard.")
        seen[key] = file.name
    for file in files:
        if file.warnings and reason is None:
            many = _number(len(file.warnings), "waarschuwing", "waarschuwingen")
            raise ReasonNeeded(f"{file.name} heeft {many}. Schrijf op waarom de cijfers toch kloppen.")


def _still(errors: int) -> str:
    return f"{'staat' if errors == 1 else 'staan'} nog {_number(errors, 'fout', 'fouten')}"


def _number(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def _refuse_conflict(
    connection: Connection, dataset: str, year: int, based_on: Mapping[tuple[str, int], int | None]
) -> None:
    if (dataset, year) not in based_on:
        return
    last = _last(connection, dataset, year)
    if (last.id if last else None) == based_on[dataset, year]:
        return
    who = f"{display_name(connection, last.who)} heeft" if last else "Iemand anders heeft"
    raise Conflict(
        f"{who} intussen een nieuwere versie van {dataset} van {year} bewaard. "
        "Bekijk die eerst. Uw eigen wijziging is nog niet bewaard, maar ook niet weg.",
        last,
    )


def _last(connection: Connection, dataset: str, year: int) -> Version | None:
    query = select(*META).where(tables.version.c.dataset == dataset, tables.version.c.year == year)
    row = connection.execute(query.order_by(tables.version.c.id.desc()).limit(1)).one_or_none()
    return None if row is None else _version(row)


def _add(connection: Connection, file: Checked, rows: bytes, *, who: str, reason: str | None, at: datetime) -> Version:
    dataset, year = _key(file)
    values: dict[str, Any] = {
        "dataset": dataset,
        "year": year,
        "row_count": file.rows.height,
        "who": who,
        "at": at,
        "reason": reason,
        "sha256": file.sha256,
        "name": file.name,
        "read_as": _read_as(file.read_as),
        "warnings": [_warning(problem.row, problem.message) for problem in file.warnings],
    }
    added = connection.execute(tables.version.insert().values(rows=rows, **values))
    assert added.inserted_primary_key is not None  # noqa: S101 - for the type checker
    return Version(id=added.inserted_primary_key[0], **{**values, "warnings": tuple(values["warnings"])})


def _with_corrections(reason: str | None, corrections: Sequence[str]) -> str | None:
    """The reason of a version, with what was mended behind it."""
    if not corrections:
        return reason
    listed = f"{CORRECTED} {'; '.join(corrections)}."
    return f"{reason}\n{listed}" if reason else listed


def _log_saved(connection: Connection, version: Version, reason: str | None) -> None:
    """In the same transaction: no version without its line, and no line without its version."""
    details = f"{version.name}, {_number(version.row_count, 'rij', 'rijen')}{f': {reason}' if reason else ''}"
    add_line(connection, version.at, version.who, "cijfers bewaard", details, about=version.dataset, year=version.year)


def _log_corrections(
    connection: Connection, file: Checked, corrections: Sequence[str], *, who: str, at: datetime
) -> None:
    dataset, year = _key(file)
    for correction in corrections:
        add_line(connection, at, who, "bestand verbeterd", correction, about=dataset, year=year)


def _read_as(read_as: ReadAs) -> str:
    if not read_as.separator and not read_as.decimal:
        return read_as.encoding
    separator = SIGNS.get(read_as.separator, read_as.separator)
    decimal = SIGNS.get(read_as.decimal, read_as.decimal)
    return f"{read_as.encoding}, kolommen met {separator}, decimalen met {decimal}"


def _warning(row: int | None, message: str) -> str:
    return message if row is None else f"Rij {row}: {message}"


def _version(row: Row[Any]) -> Version:
    values = dict(row._mapping)
    return Version(**{**values, "warnings": tuple(values["warnings"])})
