"""A file beside that of the year before: what moved further than figures do, and what should have moved but did not.

What explains a whole file, a whole column or two wijken at once is told once, and its rows are not told again.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from factsheet.parse import MAX_PROBLEMS, Problem, Report, dutch, few
from factsheet.validate.mistyped import meant_beside
from factsheet.validate.sheet import Sheet
from factsheet.validate.swapped import swapped
from factsheet.validate.units import other_unit
from factsheet.validate.years import IS_WIJK, Years, beside_last_year
from schemas.columns import IS_GEMEENTE, RATES
from schemas.rules.thresholds import MUNICIPAL, SAME_BY_CHANCE, SAME_TOTAL_FROM, SAME_TOTAL_MOVED, YEARLY, large

TIMES = 3  # from here "keer zo veel" reads better than a percentage


@dataclass(frozen=True)
class Explained:
    """What one warning explains already: whole columns, and areas of which the figures are those of another."""

    columns: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()


def compare(sheet: Sheet, last_year: pl.DataFrame, report: Report) -> Explained:
    """Put the rows beside those of the year before."""
    years = beside_last_year(sheet, last_year)
    if _identical(years, last_year):
        message = (
            f"Alle cijfers zijn precies gelijk aan die van {years.before}. Is dit het goede bestand? "
            f"Kies anders het bestand van {years.before + 1}."
        )
        report.add(Problem("waarschuwing", None, None, None, message))
        return Explained()
    places = {(problem.row, problem.column) for problem in report.problems()}
    units = {measure: problem for measure in sheet.schema.measures() if (problem := other_unit(years, measure))}
    report.add(*(problem for name, problem in units.items() if name not in {column for _, column in places}))
    measures = [measure for measure in sheet.schema.measures() if measure not in units]
    wijken = dict(swapped(years, measures)) if sheet.schema.per_area else {}
    report.add(*wijken.values())
    explained = Explained(frozenset(units), frozenset(code for pair in wijken for code in pair))
    found = [*_jumps(years, measures, explained.areas), *_stayed(years, measures)]
    report.add(*(problem for problem in found if (problem.row, problem.column) not in places))
    return explained


def _identical(years: Years, last_year: pl.DataFrame) -> bool:
    if not years.sheet.rows.height == years.both.height == last_year.height:
        return False
    return bool(years.both.select(_same(years.sheet.schema.measures()).all()).item())


def _same(measures: Sequence[str]) -> pl.Expr:
    return pl.all_horizontal(pl.col(name).eq_missing(pl.col(f"{name} before")) for name in measures)


# ---- what moved too far


def _jumps(years: Years, measures: list[str], explained: Collection[str]) -> Iterator[Problem]:
    for measure in measures:
        for row in _moved(years, measure, explained).head(MAX_PROBLEMS).rows(named=True):
            told = years.sheet.said(measure, row[measure])
            question, suggestion = _question(years, measure, row)
            message = f"{years.message(row, measure)}{_by(years, measure, row)} {question}"
            yield Problem("waarschuwing", row["row"], measure, told, message, suggestion)


def _question(years: Years, measure: str, row: Mapping[str, Any]) -> tuple[str, str | None]:
    """What to ask about a figure that moved too far, and the figure that was meant when one slip explains it."""
    rate = years.sheet.unit(measure) in RATES
    slip = None if rate else meant_beside(row[measure], row[f"{measure} before"])
    if slip is None:
        return "Klopt dit? Verbeter anders het getal.", None
    value, how = slip
    return f"Klopt dit? Of bedoelt u {years.sheet.said(measure, value)} ({how})?", str(value)


def _moved(years: Years, measure: str, explained: Collection[str]) -> pl.DataFrame:
    """The rows that moved too far. A wijk in which only the same happens as in the municipality is not told."""
    schema, now, then = years.sheet.schema, pl.col(measure), pl.col(f"{measure} before")
    moves = schema.may_move(measure)
    if moves is None:
        return years.both.clear()
    far = years.both.filter(moves.beyond(now, then))
    if not schema.per_area:
        return far
    far = far.filter(~pl.col("gebied").is_in(list(explained)))
    if years.sheet.unit(measure) in RATES:
        return far
    half = MUNICIPAL.beyond(now, then)
    municipal = years.both.filter(IS_GEMEENTE, half | large(years.sheet.unit(measure)).beyond(now, then))
    explaining, wijken = municipal.filter(half), far.filter(IS_WIJK)
    if schema.categories():
        wijken = wijken.join(explaining, on=schema.categories(), how="anti", maintain_order="left")
    elif explaining.height:
        wijken = wijken.clear()
    return pl.concat([municipal, wijken])


def _by(years: Years, measure: str, row: Mapping[str, Any]) -> str:
    """How far it moved, in the way that fits the unit; nothing for what was zero."""
    now, then = row[measure], row[f"{measure} before"]
    more, gap = now > then, abs(now - then)
    unit = years.sheet.unit(measure)
    if unit == "%":
        return f" Dat is {dutch(gap)} procentpunt {'meer' if more else 'minder'}."
    if unit in RATES:
        return f" Dat is {dutch(gap)} {'hoger' if more else 'lager'}."
    # A figure of hundreds of digits is no number any more, and has no share.
    return _as_share(now, then) if then and math.isfinite(now / then) else ""


def _as_share(now: float, then: float) -> str:
    if now >= TIMES * then:
        return f" Dat is ongeveer {dutch(round(now / then))} keer zo veel."
    share = round(100 * (abs(now - then) / then))
    # Not all of it is gone while something is left.
    least = "meer dan 99" if share == 100 and now else dutch(share)  # noqa: PLR2004
    return f" Dat is {least}% {'meer' if now > then else 'minder'}."


# ---- what should have moved


def _stayed(years: Years, measures: list[str]) -> list[Problem]:
    if not years.sheet.schema.per_area:
        return []
    amounts = [measure for measure in measures if years.sheet.unit(measure) not in RATES]
    return [*_same_totals(years, amounts), *_same_wijken(years, amounts)]


def _same_totals(years: Years, measures: list[str]) -> Iterator[Problem]:
    """Municipal figures that are those of last year, while the wijken together moved."""
    categories = years.sheet.schema.categories()
    for measure in measures:
        then = f"{measure} before"
        sums = years.both.filter(~IS_GEMEENTE).group_by(categories or pl.lit(1).alias("all"))
        moved = sums.agg(nu=pl.col(measure).sum(), toen=pl.col(then).sum()).filter(
            (pl.col("nu") - pl.col("toen")).abs() > SAME_TOTAL_MOVED * pl.col("toen")
        )
        same = years.both.filter(IS_GEMEENTE, pl.col(measure) == pl.col(then), pl.col(measure) >= SAME_TOTAL_FROM)
        found = same.join(moved, on=categories) if categories else same.join(moved, how="cross")
        for row in found.rows(named=True):
            yield _same_total(years, measure, row)


def _same_total(years: Years, measure: str, row: Mapping[str, Any]) -> Problem:
    said = years.sheet.said
    message = (
        f"{years.sheet.combination(row)}: bij '{measure}' staat {said(measure, row[measure])}, precies als in "
        f"{years.before}. De wijken en onbekend zijn samen wel veranderd: van {said('toen', row['toen'], measure)} "
        f"naar {said('nu', row['nu'], measure)}. Kijk of hier het getal van {years.before} is blijven staan."
    )
    return Problem("waarschuwing", row["row"], measure, said(measure, row[measure]), message)


def _same_wijken(years: Years, measures: list[str]) -> list[Problem]:
    """The wijken of which every figure is last year's, when that can hardly be chance."""
    if not measures:
        return []
    # How many figures each could have become, had it moved as figures do; multiplied, so in logarithms.
    chances = pl.sum_horizontal((1 + 2 * YEARLY * pl.col(name)).log() for name in measures).sum()
    wijken = (
        years.both.filter(IS_WIJK)
        .group_by("gebied", maintain_order=True)
        .agg(pl.col("row").min(), same=_same(measures).all(), chances=chances.exp())
        .filter("same", pl.col("chances") > SAME_BY_CHANCE)
    )
    if wijken.is_empty():
        return []
    names = [years.sheet.said("gebied", code) for code in wijken["gebied"]]
    which = "alle wijken" if len(names) == len(years.sheet.settings.wijken) else few(names)
    message = (
        f"Van {which} zijn alle cijfers precies gelijk aan die van {years.before}. Andere cijfers veranderden wel. "
        f"Kijk of hier cijfers van {years.before} zijn blijven staan."
    )
    return [Problem("waarschuwing", wijken["row"][0], "gebied", names[0], message)]
