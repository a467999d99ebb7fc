"""The rows of two years side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from factsheet.validate.sheet import Sheet

IS_WIJK = pl.col("gebied").str.starts_with("WK")


@dataclass(frozen=True)
class Years:
    """The rows that both years have, with their row numbers, and every measure of last year as `measure before`."""

    sheet: Sheet
    both: pl.DataFrame
    before: int

    def message(self, row: Mapping[str, Any], measure: str) -> str:
        """One figure in both years: "Noord, groep 'Wmo': 'aantal' was 799 in 2023 en is nu 1.699."."""
        was, now = (self.sheet.said(measure, row[name], measure) for name in (f"{measure} before", measure))
        return f"{self.sheet.combination(row)}: '{measure}' was {was} in {self.before} en is nu {now}."


def comparable(sheet: Sheet, last_year: pl.DataFrame | None) -> bool:
    """Rows that were stored by an older version may lack a column."""
    return last_year is not None and set(last_year.columns) >= {*sheet.schema.grid, *sheet.schema.measures()}


def beside_last_year(sheet: Sheet, last_year: pl.DataFrame) -> Years:
    """The rows of this year joined with those of the year before."""
    grid, measures = list(sheet.schema.grid), sheet.schema.measures()
    before = last_year.select(*grid, pl.col(measures).name.suffix(" before"))
    if before.select(grid).equals(sheet.rows.select(grid)):
        # Files mostly keep their order, and then nothing has to be looked up.
        both = pl.concat([sheet.numbered, before.drop(grid)], how="horizontal")
    else:
        both = sheet.numbered.join(before, on=grid, how="inner", maintain_order="left")
    return Years(sheet, both, int(sheet.rows["jaar"][0]) - 1)
