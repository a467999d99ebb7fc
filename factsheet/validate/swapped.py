"""Two wijken that changed places: each fits last year's figures of the other far better than its own."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from factsheet.parse import Problem
from factsheet.validate.years import IS_WIJK, Years
from schemas.columns import RATES
from schemas.rules.thresholds import SWAP_BETTER, SWAP_MOVED, SWAP_SCORE, PlausibleChange


def swapped(years: Years, measures: list[str]) -> Iterator[tuple[frozenset[str], Problem]]:
    """Each pair of wijken that seems swapped, with its warning; a pair is told for the first column that shows it."""
    seen: set[frozenset[str]] = set()
    for measure in measures:
        moves = years.sheet.schema.may_move(measure)
        if moves is None:
            continue
        for one, other in _pairs(_fits(years, measure, moves)).iter_rows():
            pair = frozenset((one, other))
            if pair not in seen:
                seen.add(pair)
                yield pair, _problem(years, measure, one, other)


def _fits(years: Years, measure: str, moves: PlausibleChange) -> pl.DataFrame:
    """How far each wijk (`here`) is from last year's figures of each (`there`): `error`, and whether it `moved`."""
    now, then = pl.col(measure), pl.col(f"{measure} before")
    rows = years.both.filter(IS_WIJK, now.is_not_null(), then.is_not_null())
    categories = years.sheet.schema.categories()
    left = rows.select(*categories, here="gebied", now=now)
    right = rows.select(*categories, there="gebied", then=then)
    every = left.join(right, on=categories) if categories else left.join(right, how="cross")
    gap, size = (pl.col("now") - pl.col("then")).abs().sum(), (pl.col("now").abs() + pl.col("then").abs()).sum()
    if years.sheet.unit(measure) in RATES:
        error, moved = gap, gap > SWAP_SCORE * moves.least
    else:
        # Nothing at all in either year is no difference.
        error = pl.when(size > 0).then(gap / size).otherwise(0.0)
        moved = (error > SWAP_MOVED) & (gap > moves.least) & (gap > moves.deviations * size.sqrt())
    return every.group_by("here", "there").agg(error=error, moved=moved)


def _pairs(fits: pl.DataFrame) -> pl.DataFrame:
    """The pairs that moved both, and fit far better crosswise; in the order of their codes."""
    own = fits.filter(pl.col("here") == pl.col("there")).select("here", "error", "moved")
    return (
        fits.filter(pl.col("here") != pl.col("there"))
        .select("here", "there", cross="error")
        .join(own.filter("moved").select("here", here_error="error"), on="here")
        .join(own.filter("moved").select(there="here", there_error="error"), on="there")
        .filter(pl.col("cross") * SWAP_BETTER <= pl.min_horizontal("here_error", "there_error"))
        .select(one=pl.min_horizontal("here", "there"), other=pl.max_horizontal("here", "there"))
        .group_by("one", "other")
        .len()
        .filter(pl.col("len") > 1)
        .select("one", "other")
        .sort("one", "other")
    )


def _problem(years: Years, measure: str, one: str, other: str) -> Problem:
    """With the figures that show it best."""
    categories = years.sheet.schema.categories()
    theirs = years.both.filter(pl.col("gebied") == other)
    # Not every file has every row of every wijk.
    mine = years.both.filter(pl.col("gebied") == one)
    mine = mine.join(theirs, on=categories, how="semi", maintain_order="left") if categories else mine
    gap = (pl.col(measure) - pl.col(f"{measure} before")).abs()
    first = mine.sort(gap, descending=True, nulls_last=True, maintain_order=True).row(0, named=True)
    second = theirs.filter(*(pl.col(name) == first[name] for name in categories)).row(0, named=True)
    names = [years.sheet.said("gebied", code) for code in (one, other)]
    message = (
        f"Zijn {names[0]} en {names[1]} verwisseld? De cijfers van de een passen bij die van de ander in "
        f"{years.before}. {years.message(first, measure)} {years.message(second, measure)} "
        "Wissel de cijfers om als dat zo is."
    )
    return Problem("waarschuwing", first["row"], "gebied", names[0], message)
