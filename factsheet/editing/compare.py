"""What differs between two versions of a dataset, cell by cell. Exact, undisclosed figures: for editors only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from factsheet.settings import Settings
from factsheet.validate.sheet import Sheet
from schemas import YearlyCsv

# Rows with the same keys are told apart by their order: the first of one version belongs to the first of the other.
NTH, PLACE, OTHER = "nth", "place", " before"


@dataclass(frozen=True)
class CellChange:
    """One cell that holds something else, in the row `sleutel`: "Noord, leeftijdsgroep '15-25'"."""

    sleutel: str
    kolom: str
    was: str
    wordt: str


@dataclass(frozen=True)
class Difference:
    """All that differs: cells of rows that both have, in the order of the later one, and rows of only one of them."""

    changed: tuple[CellChange, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def nothing(self) -> bool:
        return not (self.changed or self.added or self.removed)


def differences(before: pl.DataFrame, after: pl.DataFrame, schema: type[YearlyCsv], settings: Settings) -> Difference:
    """What differs between these rows, both under this schema. The order of rows makes no difference.

    A column that a version lacks, because it was kept before the schema had it, is empty there.
    """
    old, new = _shaped(before, schema), _shaped(after, schema)
    keys = [*schema.grid, NTH]
    sheet = Sheet(schema, settings, after, pl.Series([], dtype=pl.Int64))
    both = new.join(old, on=keys, how="inner", nulls_equal=True, suffix=OTHER).sort(PLACE)
    return Difference(
        changed=tuple(_changed(both, sheet)),
        added=tuple(_only(new, old, keys, sheet)),
        removed=tuple(_only(old, new, keys, sheet)),
    )


def _shaped(rows: pl.DataFrame, schema: type[YearlyCsv]) -> pl.DataFrame:
    """All columns of the schema but the year, which names the file and not a row, with the place of each row."""
    columns = [
        (pl.col(name) if name in rows.columns else pl.lit(None)).cast(info.dtype).alias(name)
        for name, info in schema.columns().items()
        if name != "jaar"
    ]
    nth = pl.int_range(pl.len()).over(schema.grid).alias(NTH)
    return rows.select(columns).with_columns(nth).with_row_index(PLACE)


def _changed(both: pl.DataFrame, sheet: Sheet) -> Iterator[CellChange]:
    names = [name for name in sheet.columns if name not in {"jaar", *sheet.schema.grid}]
    differs = [pl.col(name).ne_missing(pl.col(f"{name}{OTHER}")) for name in names]
    for row in both.filter(pl.any_horizontal(differs)).rows(named=True) if names else ():
        for name in names:
            was, becomes = row[f"{name}{OTHER}"], row[name]
            if was != becomes:
                yield CellChange(sheet.combination(row), name, *_said(sheet, name, was, becomes))


def _said(sheet: Sheet, name: str, was: object, becomes: object) -> tuple[str, str]:
    """Both values as sentences show them; in full where only what a sentence leaves out differs."""
    told = sheet.said(name, was), sheet.said(name, becomes)
    if told[0] != told[1]:
        return told
    return _full(was), _full(becomes)


def _full(value: object) -> str:
    return repr(value).replace(".", ",") if isinstance(value, float) else str(value)


def _only(rows: pl.DataFrame, others: pl.DataFrame, keys: list[str], sheet: Sheet) -> Iterator[str]:
    """The rows that the others have not, by their keys."""
    alone = rows.join(others, on=keys, how="anti", nulls_equal=True).sort(PLACE)
    yield from (sheet.combination(row) for row in alone.rows(named=True))
