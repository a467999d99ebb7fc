"""What belongs to no wijk: much of the municipality, or much more or less of it than the year before."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import polars as pl

from factsheet.parse import MAX_PROBLEMS, Problem, Report, dutch
from factsheet.validate.sheet import Sheet
from factsheet.validate.years import IS_WIJK
from schemas.columns import IS_GEMEENTE, ONBEKEND, RATES
from schemas.rules.thresholds import UNPLACED_MOVED, UNPLACED_SHARE, unplaced_from

IS_ONBEKEND = pl.col("gebied") == ONBEKEND
NOW, THEN = pl.col("now"), pl.col("then")


def unplaced(sheet: Sheet, before: pl.DataFrame | None, report: Report, *, explained: Collection[str]) -> None:
    """A warning for each such figure; of `explained` columns the year before is in another unit."""
    if not sheet.schema.per_area or not sheet.schema.onbekend:
        return
    places = {(problem.row, problem.column) for problem in report.problems()}
    for measure in sheet.schema.measures():
        if sheet.unit(measure) not in RATES and measure not in explained:
            found = _found(sheet, measure, before)
            report.add(*(problem for problem in found if (problem.row, problem.column) not in places))


def _found(sheet: Sheet, measure: str, before: pl.DataFrame | None) -> Iterator[Problem]:
    shares, keys = _shares(sheet.numbered, sheet, measure), ["all", *sheet.schema.categories()]
    if before is None:
        shares = shares.with_columns(then=pl.lit(None, pl.Float64), then_whole=pl.lit(None, pl.Float64))
    else:
        last = _shares(before.with_columns(row=pl.lit(None, pl.Int64)), sheet, measure)
        shares = shares.join(last.select(*keys, then="now", then_whole="whole"), on=keys, how="left")
    gap, least = (NOW - THEN).abs(), unplaced_from(sheet.unit(measure))
    moved = (NOW / pl.col("whole") - THEN / pl.col("then_whole")).abs()
    jumped = (gap > least) & (moved > UNPLACED_MOVED)
    much = (least < NOW) & (UNPLACED_SHARE * pl.col("whole") < NOW)
    for row in shares.filter(pl.when(THEN.is_null()).then(much).otherwise(jumped)).head(MAX_PROBLEMS).rows(named=True):
        yield _problem(sheet, measure, row)


def _shares(rows: pl.DataFrame, sheet: Sheet, measure: str) -> pl.DataFrame:
    """Per combination of categories what belongs to no wijk (`now`, in `row`) and the municipality (`whole`).

    Only where the file has wijken. A row of onbekend that is left out is 0.
    """
    figure = pl.col(measure).cast(pl.Float64)
    return (
        rows.group_by(pl.lit(1).alias("all"), *sheet.schema.categories(), maintain_order=True)
        .agg(
            wijken=IS_WIJK.any(),
            row=pl.col("row").filter(IS_ONBEKEND).first(),
            now=figure.filter(IS_ONBEKEND).first().fill_null(0),
            whole=figure.filter(IS_GEMEENTE).first(),
        )
        .filter("wijken", NOW.is_finite(), pl.col("whole").is_finite(), pl.col("whole") > 0)
    )


def _problem(sheet: Sheet, measure: str, row: Mapping[str, Any]) -> Problem:
    naam, said = sheet.settings.gemeente.naam, {name: sheet.said(name, row[name], measure) for name in ("now", "then")}
    share = f"{dutch(round(100 * row['now'] / row['whole']))}% van {naam}"
    where = sheet.combination({**row, "gebied": ONBEKEND})
    figures = (
        f"bij '{measure}' staat {said['now']}"
        if row["then"] is None
        else f"'{measure}' was {said['then']} in {int(sheet.rows['jaar'][0]) - 1} en is nu {said['now']}"
    )
    message = f"{where}: {figures}. Dat is {share}. Klopt dit? Kijk ook het getal van {naam} na."
    return Problem("waarschuwing", row["row"], measure, said["now"], message)
