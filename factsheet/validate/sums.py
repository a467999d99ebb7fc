"""Sums that do not fit: how far off, and where to look. When one wijk explains the difference, it is named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from factsheet.parse import Problem, Report
from factsheet.validate.cells import Failure, failing
from factsheet.validate.sheet import Sheet
from schemas.base import IS_GEMEENTE

# A difference of a few is the number of some wijk by chance.
NAMED_FROM = 50
# A digit that was typed in another place is mended when the figure then is this near to last year's.
NEAR = 0.1


@dataclass(frozen=True)
class _Part:
    """The figure of one wijk, or of onbekend; `then` is that of the year before, when it is known."""

    row: int
    code: str
    now: float
    then: float | None


@dataclass(frozen=True)
class _Sum:
    """A municipal figure beside the figures that it should be the sum of."""

    sheet: Sheet
    column: str
    whole: _Part
    parts: tuple[_Part, ...]
    year: int

    @property
    def over(self) -> float:
        """How much the parts are together more than the whole."""
        return sum(part.now for part in self.parts) - self.whole.now

    def said(self, value: float) -> str:
        return self.sheet.said(self.column, value)

    def named(self, part: _Part) -> str:
        return f"{self.sheet.said('gebied', part.code)} (rij {part.row})"


def explain_sums(sheet: Sheet, failed: Iterable[Failure], before: pl.DataFrame | None, report: Report) -> None:
    """A problem for each sum that does not fit. `before` holds the rows of last year, when there are any."""
    for failure in failed:
        for row, cells in failing(sheet, failure):
            report.add(_problem(_sum(sheet, failure, row, cells, before), failure, cells))


def _problem(total: _Sum, failure: Failure, cells: Mapping[str, object]) -> Problem:
    assert failure.rule is not None  # noqa: S101 - only rules are sums
    said = total.sheet.filled(failure.rule.message, cells, failure.column)
    typed = _typed_wrong(total)
    if typed:
        part, meant = typed
        hint = f"Bij {total.named(part)} zijn misschien cijfers verwisseld. Met {total.said(meant)} klopt het wel."
        shown = total.said(part.now)
        return Problem(failure.severity, part.row, failure.column, shown, f"{said} {hint}", f"{meant:.0f}")
    hint = _last_years(total) or _one_wijk(total) or _moved_as_much(total) or _look_here(total, failure)
    return Problem(failure.severity, total.whole.row, failure.column, total.said(total.whole.now), f"{said} {hint}")


def _sum(sheet: Sheet, failure: Failure, row: int, cells: Mapping[str, Any], before: pl.DataFrame | None) -> _Sum:
    per = failure.rule.sum_per if failure.rule and failure.rule.sum_per else ()
    same = pl.all_horizontal(pl.lit(True), *(pl.col(name) == cells[name] for name in per))
    then = {}
    if before is not None:
        then = dict(before.filter(same).select("gebied", failure.column).iter_rows())
    parts = sheet.numbered.filter(same, ~IS_GEMEENTE).select("row", "gebied", failure.column)
    return _Sum(
        sheet=sheet,
        column=failure.column,
        whole=_Part(row, cells["gebied"], cells[failure.column], then.get(cells["gebied"])),
        parts=tuple(_Part(at, code, now, then.get(code)) for at, code, now in parts.iter_rows()),
        year=int(cells["jaar"]) - 1,
    )


def _typed_wrong(total: _Sum) -> tuple[_Part, float] | None:
    """The one wijk that fits when two of its digits change places, and is then near to last year's."""
    found = [
        (part, part.now - total.over)
        for part in total.parts
        if part.then and _same_digits(part.now, part.now - total.over)
        if abs(part.now - total.over - part.then) <= min(NEAR * part.then, abs(part.now - part.then) / 2)
    ]
    return found[0] if len(found) == 1 else None


def _same_digits(one: float, other: float) -> bool:
    """Whether two whole numbers differ by one pair of neighbouring digits."""
    left, right = f"{one:.0f}", f"{other:.0f}"
    differ = [place for place, (a, b) in enumerate(zip(left, right, strict=False)) if a != b]
    return (
        len(left) == len(right)
        and len(differ) == 2  # noqa: PLR2004 - a pair
        and differ[1] == differ[0] + 1
        and left[differ[0]] + left[differ[1]] == right[differ[1]] + right[differ[0]]
    )


def _last_years(total: _Sum) -> str | None:
    if not total.whole.now or total.whole.now != total.whole.then:
        return None
    return f"Bij {total.named(total.whole)} staat nog het getal van {total.year}. Vul dat van {total.year + 1} in."


def _one_wijk(total: _Sum) -> str | None:
    """The difference is the number of exactly one wijk: forgotten in the total, or counted twice."""
    found = [part for part in total.parts if part.now == abs(total.over) >= NAMED_FROM]
    if len(found) != 1:
        return None
    name = total.sheet.said("gebied", found[0].code)
    question = f"Ontbreekt {name} in het totaal?" if total.over > 0 else f"Telt {name} dubbel in het totaal?"
    return f"Dat verschil is precies het getal van {total.named(found[0])}. {question}"


def _moved_as_much(total: _Sum) -> str | None:
    """The one wijk that moved about as far from last year as the sum is off."""
    found = [
        part
        for part in total.parts
        if part.then is not None and abs(part.now - part.then - total.over) <= abs(total.over) / 4
    ]
    if len(found) != 1 or abs(total.over) < NAMED_FROM:
        return None
    was, now = total.said(found[0].then or 0), total.said(found[0].now)
    return f"Kijk eerst bij {total.named(found[0])}: in {total.year} was het {was}, nu {now}."


def _look_here(total: _Sum, failure: Failure) -> str:
    rows = [part.row for part in total.parts]
    where = f"de wijken na (rij {min(rows)} tot en met {max(rows)}) en {total.named(total.whole)}"
    return f"Klopt dit? Kijk anders {where}." if failure.severity == "waarschuwing" else f"Kijk {where}."
