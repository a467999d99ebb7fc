"""A whole column that is a factor 10, 100 or 1.000 away from the year before: another unit, told once."""

from __future__ import annotations

import math

import polars as pl

from factsheet.parse import Problem, dutch
from factsheet.validate.years import Years
from schemas.columns import RATES
from schemas.rules.thresholds import FACTOR_SHARE, HANDFUL, factors

NAMES = {10: "tientallen", 100: "honderden", 1000: "duizenden"}


def other_unit(years: Years, measure: str) -> Problem | None:
    """The warning for a column in another unit than last year; None when it is in the same."""
    now, then = pl.col(measure), pl.col(f"{measure} before")
    # A tenth of a handful is nothing at all, and would hide what the others show.
    small = 0 if years.sheet.unit(measure) in RATES else HANDFUL
    both = years.both.select(measure, f"{measure} before")
    both = both.filter(now > 0, then > 0, pl.max_horizontal(now, then) >= small).with_columns(factor=(now / then).log())
    if both.height < 2:  # noqa: PLR2004 - one figure is no column
        return None
    units, spread = factors(years.sheet.unit(measure))
    for factor in units:
        for away in (factor, 1 / factor):
            if _share(both, away, spread) >= FACTOR_SHARE:
                return _problem(years, measure, factor, smaller=away < 1)
    return None


def _share(both: pl.DataFrame, away: float, spread: float) -> float:
    """The share of last year's figures that is now about this factor away."""
    near = (pl.col("factor") - math.log(away)).abs() < math.log(spread)
    return float(both.select(near.mean()).item())


def _problem(years: Years, measure: str, factor: int, *, smaller: bool) -> Problem:
    example = years.both.row(years.both[f"{measure} before"].arg_max() or 0, named=True)
    message = (
        f"Bijna alle getallen in de kolom '{measure}' zijn ongeveer {dutch(factor)} keer zo "
        f"{'klein' if smaller else 'groot'} als in {years.before}. {years.message(example, measure)} "
        f"{_advice(years.sheet.unit(measure), factor, smaller=smaller)}"
    )
    return Problem("waarschuwing", None, measure, None, message)


def _advice(unit: str | None, factor: int, *, smaller: bool) -> str:
    if unit == "euro":
        name = f"{NAMES[factor]} euro's" if smaller else "centen"
        return f"Staan de bedragen in {name}? Vul dan hele euro's in."
    if unit == "%":
        return "Schrijf 12,5 als u 12,5% bedoelt."
    if unit == "score":
        return "Kijk of de komma op de goede plaats staat."
    if smaller:
        return f"Zijn {NAMES[factor]} geteld? Vul dan het hele aantal in."
    return "Kijk of er geen nullen te veel staan."
