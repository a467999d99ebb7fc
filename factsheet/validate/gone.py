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
    schema, grid = sheet.schema, list(sheet.schema.grid)
    had = pl.any_horizontal(pl.col(name).is_not_null() & (pl.col(name) != 0) for name in schema.measures())
    rows = before.filter(had).with_columns(pl.col(grid).cast(pl.String))
    here = sheet.rows.select(pl.col(grid).cast(pl.String))
    found = rows.join(here, on=grid, how="anti", maintain_order="left")
    if schema.per_area:
        absent = ~pl.col("gebied").is_in(here["gebied"].unique().to_list())
        areas = found.filter(absent, pl.col("gebied") != ONBEKEND)["gebied"].unique(maintain_order=True)
        # A whole area that is missing is told as that, where it is needed.
        if schema.missing_wijk is None and len(areas):
            report.add(_problem(sheet, "gebied", [sheet.said("gebied", area) for area in areas], "gebied"))
        found = found.filter(~absent, pl.col("gebied") != ONBEKEND)
    names = [sheet.combination(row) for row in _not_needed(sheet, found).rows(named=True)]
    if names:
        report.add(_problem(sheet, grid[-1], names, "rij"))


def _problem(sheet: Sheet, column: str, names: list[str], what: str) -> Problem:
    year, one = int(sheet.rows["jaar"][0]) - 1, len(names) == 1
    many = {"gebied": "gebieden", "rij": "rijen"}[what]
    which = "dat" if what == "gebied" else "die"
    stood = (
        f"stond 1 {what} in dit bestand {which} er nu niet is"
        if one
        else f"stonden {dutch(len(names))} {many} in dit bestand die er nu niet zijn"
    )
    more = [f"nog {dutch(len(names) - SHOWN)} andere"] if len(names) > SHOWN else []
    message = f"In {year} {stood}: {'; '.join([*names[:SHOWN], *more])}. Klopt dit? Voeg ze anders toe."
    return Problem("waarschuwing", None, column, None, message)


def _not_needed(sheet: Sheet, found: pl.DataFrame) -> pl.DataFrame:
    """Without the combinations that each area in the file must have: those are told already."""
    if sheet.schema.missing is None or found.is_empty():
        return found
    needed = sheet.schema.combinations(sheet.settings, sheet.rows)
    return found.join(needed, on=needed.columns, how="anti", maintain_order="left") if needed.width else found
