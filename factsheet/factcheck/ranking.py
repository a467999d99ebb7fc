"""Whether a figure is more than others, moved more than others, or is what it never was before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from factsheet.factcheck.comparisons import Comparison
from factsheet.factcheck.times import TimeFrame
from factsheet.factcheck.verdict import Wrong
from factsheet.figures import Figure
from factsheet.narrate import notation

Holds = Literal[""]
HOLDS: Holds = ""


def extreme(figure: Figure, said: Comparison, when: TimeFrame) -> Wrong | Holds | None:
    """ "Meer dan ooit": against every other year that is published."""
    now = _level(figure, when.now)
    others = {point.jaar: point.waarde for point in figure.points if point.jaar != when.now}
    known = {jaar: value for jaar, value in others.items() if value is not None}
    if now is None or not known:
        return None
    against = [jaar for jaar, value in known.items() if (now - value) * said.richting <= 0]
    if not against:
        return HOLDS
    shown = f"{_shown(figure, against[-1])} in {against[-1]}, en {_shown(figure, when.now)} in {when.now}"
    return Wrong("vergelijking", f"{figure.label}: {shown}. Dat klopt niet met deze vergelijking. Pas die aan.")


def pace(figure: Figure, said: Comparison, when: TimeFrame, way: int) -> Wrong | Holds | None:
    """ "Sneller dan in 2023": the change of this year beside that of another one."""
    jaar, basis = when.paren[0]
    before = basis if basis != jaar else jaar - 1
    now, then = _pace(figure, jaar, jaar - 1), _pace(figure, before, before - 1)
    if now is None or then is None:
        return None
    if _is_more(now, then, said.richting, way):
        return HOLDS
    shown = f"{_percent(then, figure)} in {before}, en {_percent(now, figure)} in {jaar}"
    return Wrong("vergelijking", f"{figure.label}: {shown}. Dat klopt niet met deze vergelijking. Pas die aan.")


def among(
    figure: Figure, others: Sequence[Figure], said: Comparison, when: TimeFrame, way: int, *, all_of: bool
) -> Wrong | Holds | None:
    """ "Harder dan bij de Wmo", "het hoogst": beside another figure, or beside all its likes (`all_of`)."""
    jaar, basis = when.paren[0]
    own = _pace(figure, jaar, basis) if said.tempo else _level(figure, jaar)
    there = [(o, _pace(o, jaar, basis) if said.tempo else _level(o, jaar)) for o in others]
    known = [(other, value) for other, value in there if value is not None]
    if own is None or not known:
        return None
    against = [other for other, value in known if not _is_more(own, value, said.richting, way if said.tempo else 1)]
    if not against or (not all_of and len(against) < len(known)):
        return HOLDS
    one, two = (_told(f, jaar, basis, tempo=said.tempo) for f in (figure, against[0]))
    return Wrong("vergelijking", f"{one}, en {two}. Dat klopt niet met deze vergelijking. Pas die aan.")


def _is_more(one: float, other: float, richting: int, way: int) -> bool:
    """Whether one is more (1), less (-1) or about the same (0); a pace in the direction `way`, or in either."""
    one, other = (one * way, other * way) if way else (abs(one), abs(other))
    return abs(one - other) < 1 if richting == 0 else (one - other) * richting > 0


def _level(figure: Figure, jaar: int) -> float | None:
    return figure.at(jaar).waarde


def _pace(figure: Figure, jaar: int, basis: int) -> float | None:
    """How far a figure moved: in percent, or in points where it is a percentage itself."""
    now, then = figure.at(jaar).waarde, figure.at(basis).waarde
    if now is None or then is None or (then <= 0 and not figure.unit.in_points):
        return None
    published = figure.at(jaar)
    if published.tegen == basis and published.verandering is not None:
        return published.verandering
    return now - then if figure.unit.in_points else 100 * (now / then - 1)


def _told(figure: Figure, jaar: int, basis: int, *, tempo: bool) -> str:
    value = _percent(_pace(figure, jaar, basis) or 0.0, figure) if tempo else _shown(figure, jaar)
    return f"{figure.label} ({figure.area.naam}): {value}"


def _percent(value: float, figure: Figure) -> str:
    unit = " procentpunt" if figure.unit.in_points else "%"
    return f"{'+' if value > 0 else ''}{notation.number(value, 1)}{unit}"


def _shown(figure: Figure, jaar: int) -> str:
    return notation.point(figure.at(jaar), figure.unit)
