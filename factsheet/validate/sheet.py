"""The rows of one file with what is needed to judge them, and how sentences name what stands in them."""

from __future__ import annotations

import datetime
import functools
import math
import string
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from factsheet.parse import Coded, codes, dutch, shown
from factsheet.settings import Settings
from schemas import ColumnInfo, YearlyCsv
from schemas.columns import ONBEKEND

LARGEST_NUMBER = 2**32


@dataclass(frozen=True)
class Sheet(Coded):
    """Rows under their schema, as they were read; `row_numbers` are those of Excel, one for each row.

    `headings` tells per row under which heading of the file its figure stood, where that is not its own column.
    """

    schema: type[YearlyCsv]
    settings: Settings
    table: pl.DataFrame
    row_numbers: pl.Series
    headings: pl.Series | None = None

    @property
    def columns(self) -> Mapping[str, ColumnInfo]:
        return self.schema.columns()

    @functools.cached_property
    def coded(self) -> pl.DataFrame:
        """The rows with wijken and categories as numbers with a name: the same, but compared a hundred times faster.

        A column with a value that does not belong there stays text.
        """
        texts = [info for info in self.columns.values() if self.table.schema.get(info.name) == pl.String]
        dtypes = {info.name: dtype for info in texts if (dtype := codes(info, self.settings))}
        found = self.table.with_columns(pl.col(name).cast(dtype, strict=False) for name, dtype in dtypes.items())
        strange = [name for name in dtypes if found[name].null_count() > self.table[name].null_count()]
        return found.with_columns(self.table.select(strange))

    @functools.cached_property
    def combination_number(self) -> pl.Series | None:
        """Which combination of wijk and categories each row has; None when a key is no code."""
        return combination_number(self.coded[list(self.schema.grid)])

    @functools.cached_property
    def different(self) -> pl.DataFrame | None:
        """Each combination of wijk and categories once, as codes; None when one is no code, or is not filled in."""
        groups = self.groups
        if groups is None or groups["len"].sum() < self.table.height:
            return None
        return self.coded[list(self.schema.grid)][groups["place"]]

    @functools.cached_property
    def groups(self) -> pl.DataFrame | None:
        """The rows by `combination_number`, see `grouped`; None without these numbers."""
        return None if self.combination_number is None else grouped(self.combination_number.to_frame())

    @property
    def numbered(self) -> pl.DataFrame:
        """The rows with their row numbers in a column `row`."""
        return self.rows.with_columns(self.row_numbers.alias("row"))

    def unit(self, name: str) -> str | None:
        return self.columns[name].unit

    def said(self, name: str, value: object, like: str = "") -> str:
        """A value as a sentence shows it: areas by name, numbers and dates in Dutch with their unit.

        What is no column of the file (a sum, a bound) has the unit of the column `like`.
        """
        if isinstance(value, str):
            area = self.settings.area(value) if name in self.columns and self.columns[name].is_area else None
            return area.naam if area else shown(value)
        if isinstance(value, bool):
            return "ja" if value else "nee"
        if isinstance(value, int | float):
            return number(value, self.unit(name if name in self.columns else like))
        return f"{value:%d-%m-%Y}" if isinstance(value, datetime.date) else "leeg"

    def combination(self, key: Mapping[str, Any]) -> str:
        """A row by its keys: "Noord, leeftijdsgroep '15-25'"."""
        parts = [
            self.said(name, key[name]) if name == "gebied" else f"{name} '{self.said(name, key[name])}'"
            for name in self.schema.grid
        ]
        text = ", ".join(parts)
        return text[:1].upper() + text[1:]

    def heading(self, column: str, position: int) -> str:
        """What an editor sees above a cell: its column, or the heading that a group or year has of its own."""
        if self.headings is None or column not in self.schema.measures():
            return column
        return str(self.headings[position])

    def filled(self, message: str, cells: Mapping[str, object], like: str) -> str:
        """A message of the schema with the values of one row in it."""
        named = {name for _, name, _, _ in string.Formatter().parse(message) if name}
        return message.format(**{name: self.said(name, cells[name], like=like) for name in named})


def combination_number(keys: pl.DataFrame) -> pl.Series | None:
    """Each combination of codes as one number, which is grouped far sooner; None when a key is no code."""
    sizes = [len(key.dtype.categories) if isinstance(key.dtype, pl.Enum) else 0 for key in keys]
    if not all(sizes) or math.prod(sizes) >= LARGEST_NUMBER:
        return None
    number = pl.lit(0, dtype=pl.UInt32)
    for name, size in zip(keys.columns, sizes, strict=True):
        number = number * size + pl.col(name).to_physical().cast(pl.UInt32)
    return keys.select(number).to_series().rename("number")


def grouped(by: pl.DataFrame) -> pl.DataFrame:
    """Each combination of values once, from top to bottom: with the `place` of its first row, and `len` rows in all.

    A row in which a value is missing belongs to none.
    """
    rows = by.with_row_index("place").drop_nulls()
    return rows.group_by(by.columns).agg(pl.col("place").first(), pl.len()).sort("place")


def number(value: float, unit: str | None) -> str:
    """A number with its unit where it has a sign: "€ 1.234", "12,5%"."""
    if unit == "jaar":
        return str(value)
    if unit == "euro":
        return f"€\u00a0{dutch(value)}"
    return f"{dutch(value)}%" if unit == "%" else dutch(value)


def wanted(info: ColumnInfo) -> str:
    """What an empty cell of this column asks for, in Dutch."""
    by_unit = {"euro": "een bedrag", "%": "een percentage", "score": "een score", "jaar": "een jaar"}
    by_dtype = {pl.Date: "een datum", pl.Boolean: "ja of nee", pl.Float64: "een getal", pl.Int64: "een heel getal"}
    return by_unit.get(info.unit or "") or by_dtype.get(info.dtype, "een waarde")


def without_empty_rows(sheet: Sheet) -> Sheet:
    """Leave out the rows that may be left out and hold nothing but their keys: of a template that was not filled in."""
    values = [name for name in sheet.table.columns if name not in {"jaar", *sheet.schema.grid}]
    if not sheet.schema.per_area or "gebied" not in sheet.table.columns or not values:
        return sheet
    optional = [ONBEKEND] if sheet.schema.onbekend else []
    if sheet.schema.missing_wijk is None:
        optional += [wijk.code for wijk in sheet.settings.wijken]
    if not all(sheet.table[name].null_count() for name in values):
        return sheet
    empty = pl.col("gebied").is_in(optional) & pl.all_horizontal(pl.col(values).is_null())
    keep = ~sheet.rows.select(empty.fill_null(False)).to_series()
    headings = None if sheet.headings is None else sheet.headings.filter(keep)
    return replace(sheet, table=sheet.table.filter(keep), row_numbers=sheet.row_numbers.filter(keep), headings=headings)
