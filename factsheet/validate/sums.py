"""Sums that do not fit: how far off, and where to look. When one wijk explains the difference, it is named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from factsheet.parse import Problem, Report
from factsheet.validate.mistyped import NEARER, is_nearer, meant
from factsheet.validate.rules import Failure, failing
from factsheet.validate.sheet import Sheet
from schemas.columns import IS_GEMEENTE, ONBEKEND
from schemas.rule import Total
from schemas.rules.thresholds import UNPLACED_SHARE

# A difference of a few is the number of some wijk by chance.
NAMED_FROM = 50


@dataclass(frozen=True)
class _Part:
    """The figure of one area, or of onbekend; `then` is that of the year before, when it is known."""

    row: int
    heading: str
    code: str
    now: float
    then: float | None


@dataclass(frozen=True)
class _Sum:
    """A municipal figure beside the figures that it should be the sum of."""

    sheet: Sheet
    column: str
    rule: Total
    whole: _Part
    parts: tuple[_Part, ...]
    year: int

    @property
    def together(self) -> float:
        return sum(part.now for part in self.parts)

    @property
    def over(self) -> float:
        """How much the parts are together more than the whole."""
        return self.together - self.whole.now

    def off(self, part: _Part, value: float) -> float | None:
        """How far off the sum is with another value for one figure; None when it does not hold."""
        together, whole = self.together, self.whole.now
        together, whole = (together, value) if part is self.whole else (together - part.now + value, whole)
        return self.rule.off(together, whole) if self.rule.fits(together, whole) else None

    def said(self, value: float) -> str:
        return self.sheet.said(self.column, value)

    def named(self, part: _Part) -> str:
        return f"{self.sheet.said('gebied', part.code)} (rij {part.row})"


def explain_sums(sheet: Sheet, failed: Iterable[Failure], before: pl.DataFrame | None, report: Report) -> None:
    """A problem for each sum that does not fit. `before` holds the rows of last year, when there are any."""
    for failure in failed:
        for position, (row, cells) in zip(failure.positions, failing(sheet, failure), strict=False):
            whole = _Part(row, sheet.heading(failure.column, position), cells["gebied"], cells[failure.column], None)
            report.add(_problem(_sum(sheet, failure, whole, cells, before), failure, cells))


def _problem(total: _Sum, failure: Failure, cells: Mapping[str, object]) -> Problem:
    assert failure.rule is not None  # noqa: S101 - only rules are sums
    said = total.sheet.filled(failure.rule.message, cells, failure.column)
    slip = _slip(total)
    if slip:
        part, value, how = slip
        message = f"{said} {_question(total, part)} Bedoelt u {total.said(value)} ({how})?"
        return Problem(failure.severity, part.row, part.heading, total.said(part.now), message, str(value))
    hint = _last_years(total) or _one_wijk(total) or _moved_as_much(total) or _look_here(total, failure)
    whole = total.whole
    return Problem(failure.severity, whole.row, whole.heading, total.said(whole.now), f"{said} {hint}")


def _sum(sheet: Sheet, failure: Failure, whole: _Part, cells: Mapping[str, Any], before: pl.DataFrame | None) -> _Sum:
    assert failure.rule and failure.rule.total  # noqa: S101 - only rules are sums
    column, per = failure.column, failure.rule.total.per
    same = pl.all_horizontal(pl.lit(True), *(pl.col(name) == cells[name] for name in per))
    then = {}
    if before is not None:
        then = dict(before.filter(same).select("gebied", column).iter_rows())
    parts = sheet.numbered.with_row_index("at").filter(same, ~IS_GEMEENTE).select("row", "at", "gebied", column)
    return _Sum(
        sheet=sheet,
        column=column,
        rule=failure.rule.total,
        whole=replace(whole, then=then.get(whole.code)),
        parts=tuple(
            _Part(row, sheet.heading(column, at), code, now, then.get(code)) for row, at, code, now in parts.iter_rows()
        ),
        year=int(cells["jaar"]) - 1,
    )


def _slip(total: _Sum) -> tuple[_Part, int, str] | None:
    """The one figure with which the sum fits when a slip of the keys is undone: nearest, and only one that near."""
    found = [
        (off, part, value, how)
        for part in (total.whole, *total.parts)
        for value, how in meant(part.now).items()
        if (off := total.off(part, value)) is not None and _is_likely(total, part, value)
    ]
    nearest = [one for one in found if one[0] == min(off for off, *_ in found)]
    return nearest[0][1:] if len(nearest) == 1 else None


def _is_likely(total: _Sum, part: _Part, value: float) -> bool:
    """Beside last year; without it only a large slip in the total, because a small one fits some wijk by chance."""
    if part.then:
        return is_nearer(value, part.now, part.then)
    return part is total.whole and part.then is None and abs(value - part.now) > NEARER * part.now


def _question(total: _Sum, part: _Part) -> str:
    was = f" In {total.year} was het {total.said(part.then)}." if part.then else ""
    return f"Klopt {total.said(part.now)} bij {total.named(part)}?{was}"


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
    """The one figure that moved about as far from last year as the sum is off."""
    found = [
        part
        for part, over in ((total.whole, -total.over), *((part, total.over) for part in total.parts))
        if part.then is not None and abs(part.now - part.then - over) <= abs(over) / 4
    ]
    if len(found) != 1 or abs(total.over) < NAMED_FROM:
        return None
    was, now = total.said(found[0].then or 0), total.said(found[0].now)
    return f"Kijk eerst bij {total.named(found[0])}: in {total.year} was het {was}, nu {now}."


def _look_here(total: _Sum, failure: Failure) -> str:
    rows = [part.row for part in total.parts]
    where = f"de wijken na (rij {min(rows)} tot en met {max(rows)}) en {total.named(total.whole)}"
    first = f"Klopt dit? Kijk anders {where}" if failure.severity == "waarschuwing" else f"Kijk {where}"
    return f"{first}. {_advice(total)}".rstrip()


def _advice(total: _Sum) -> str:
    """What else to do; not what would leave many people without a wijk."""
    unplaced = sum(part.now for part in total.parts if part.code == ONBEKEND) - total.over
    return total.rule.advice if total.over >= 0 or unplaced <= UNPLACED_SHARE * total.whole.now else ""
