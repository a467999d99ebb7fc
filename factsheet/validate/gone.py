"""What stood in the file of last year and is not in this one: an indicator, a layer, the wijken of a wet.

Rows that a file must have are told by `completeness`; these are the others, which nothing else would miss.
"""

from __future__ import annotations

import polars as pl

from factsheet.parse import Problem, Report, dutch
from factsheet.validate.sheet import Sheet
from schemas.columns import ONBEKEND

SHOWN = 5  # rows in one sentence


def gone(sheet: Sheet, before: pl.DataFrame, report: Report) -> None:
    """A warning for the rows of last year that are not there any more, when they had a figure."""
    rows = _gone(sheet, before)
    if rows.is_empty():
        return
    year = int(sheet.rows["jaar"][0]) - 1
    names = [sheet.combination(row) for row in rows.head(SHOWN).rows(named=True)]
    more = [f"nog {dutch(rows.height - SHOWN)} andere"] if rows.height > SHOWN else []
    stood = "stond 1 rij" if rows.height == 1 else f"stonden {dutch(rows.height)} rijen"
    message = (
        f"In {year} {stood} in dit bestand die er nu niet {'is' if rows.height == 1 else 'zijn'}: "
        f"{'; '.join([*names, *more])}. Klopt dit? Voeg anders {'deze rij' if rows.height == 1 else 'deze rijen'} toe."
    )
    report.add(Problem("waarschuwing", None, sheet.schema.grid[-1], None, message))


def _gone(sheet: Sheet, before: pl.DataFrame) -> pl.DataFrame:
    schema, grid = sheet.schema, list(sheet.schema.grid)
    had = pl.any_horizontal(pl.col(name).is_not_null() & (pl.col(name) != 0) for name in schema.measures())
    rows = before.filter(had).with_columns(pl.col(grid).cast(pl.String))
    here = sheet.rows.select(pl.col(grid).cast(pl.String))
    found = rows.join(here, on=grid, how="anti", maintain_order="left")
    if schema.per_area:
        # A whole area that is missing is told as that, where it is needed.
        absent = ~pl.col("gebied").is_in(here["gebied"].unique().to_list())
        needed = absent & pl.lit(schema.missing_wijk is not None)
        found = found.filter(pl.col("gebied") != ONBEKEND, ~needed)
        return pl.concat([found.filter(absent), _not_needed(sheet, found.filter(~absent))])
    return _not_needed(sheet, found)


def _not_needed(sheet: Sheet, found: pl.DataFrame) -> pl.DataFrame:
    """Without the combinations that each area in the file must have: those are told already."""
    if sheet.schema.missing is None or found.is_empty():
        return found
    needed = sheet.schema.combinations(sheet.settings, sheet.rows)
    return found.join(needed, on=needed.columns, how="anti", maintain_order="left") if needed.width else found
