"""What a reader sees of a yearly series, and what may be claimed of it: the printed value, its change, its margins.

Every claim respects all roundings in it, and the margin of a survey. A change is claimed when no figures that print the
same could contradict it; "gelijk" and "nagenoeg gelijk" when none could have moved further than that.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from factsheet import method
from factsheet.figures.figure import HAIR, Doel, Elders, Figure, Point, Status, sizes
from factsheet.figures.rounding import half_up
from factsheet.figures.units import Unit
from factsheet.settings import Band, Settings

# Bands in which a figure stands still, and the widest of them.
STILL = frozenset({"gelijk", "nagenoeg"})
SIGNIFICANT = 2  # digits of an amount per client in a wijk


@dataclass(frozen=True)
class BoundedChange:
    """A change with its bounds, all unrounded: percent, or points. `fine` says how many decimals it bears.

    `published`: it was itself published, from exact counts. `chance` is the part of the way to either bound that two
    surveys leave open.
    """

    size: float
    lowest: float
    highest: float
    fine: int
    published: bool = False
    chance: float = 0.0

    @property
    def printed(self) -> float:
        return _rounded(self.size, self.fine)

    @property
    def nearest(self) -> float:
        """How far from no change it is at least; 0 when it may have gone either way."""
        return sizes(self.lowest, self.highest)[0]

    @property
    def furthest(self) -> float:
        return sizes(self.lowest, self.highest)[1]

    @property
    def room(self) -> float:
        """How much rounding and chance leave open."""
        return self.highest - self.lowest

    @property
    def rounding(self) -> float:
        """How much rounding leaves open, apart from chance."""
        return self.room - 2 * self.chance

    @property
    def known(self) -> bool:
        """Whether no rounding stands between it and what happened."""
        return self.published or self.room <= HAIR


def points_of(rows: Iterable[Mapping[str, Any]], unit: Unit, settings: Settings) -> tuple[Point, ...]:
    """What the reader sees of the series of one area.

    Args:
        rows: by year, oldest first: jaar, over (the year that it is about) and the columns of a Calculation.
    """
    return tuple(_points(rows, unit, settings))


def _points(rows: Iterable[Mapping[str, Any]], unit: Unit, settings: Settings) -> Iterator[Point]:
    before: Mapping[str, Any] | None = None
    for row in rows:
        yield _point(row, _to_compare_with(row, before), unit, settings)
        before = row


def _to_compare_with(row: Mapping[str, Any], before: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """The row of the year before; of a series with years of its own the last one that is there."""
    own_years = before is not None and (row["over"] != row["jaar"] or before["over"] != before["jaar"])
    return before if before and (own_years or before["jaar"] == row["jaar"] - 1) else None


def _point(row: Mapping[str, Any], before: Mapping[str, Any] | None, unit: Unit, settings: Settings) -> Point:
    value = row["waarde"]
    status: Status = "bekend" if value is not None else "te klein" if row["klein"] else "onbekend"
    own = Point(
        jaar=row["over"],
        waarde=None if value is None else _printed(value, row["gebied"], unit, settings),
        status=status,
        decimals=unit.decimals if unit.in_points else 1,
        marge=(row["fout"] or 0.0) + (row["steekproef"] or 0.0),
        precies=value,
        steekproef=row["steekproef"] or 0.0,
    )
    if before is None or value is None or before["waarde"] is None:
        return own
    small = next((r["over"] for r in (row, before) if r["basis"] < settings.publicatie.verandering_vanaf), None)
    found = None if small is not None else _change(row, before, unit, settings)
    if found is None:
        return replace(own, tegen=before["over"], te_klein=small)
    was = _printed(before["waarde"], row["gebied"], unit, settings)
    return _claimed(replace(own, tegen=before["over"]), was, found, unit, settings)


def _change(row: Mapping[str, Any], before: Mapping[str, Any], unit: Unit, settings: Settings) -> BoundedChange | None:
    """The change between two years, with all that rounding leaves open; None where it cannot be calculated."""
    now, was, margin, margin_was = row["waarde"], before["waarde"], row["fout"], before["fout"]
    if unit.in_points:
        # Roundings may all go one way; the chances of two surveys seldom do, so their squares add up.
        chance = math.hypot(row["steekproef"], before["steekproef"])
        off, fine = margin + margin_was + chance, _decimals_of_points(row, before, unit, settings)
        return BoundedChange(now - was, now - was - off, now - was + off, fine, chance=chance)
    fine = int(min(row["basis"], before["basis"]) >= settings.publicatie.verandering_decimaal_vanaf)
    exact = _published(row, fine)
    if was <= 0 or (exact is not None and exact.published):
        return exact
    highest = 100 * ((now + margin) / (was - margin_was) - 1) if was > margin_was else math.inf
    own = BoundedChange(100 * (now / was - 1), 100 * ((now - margin) / (was + margin_was) - 1), highest, fine)
    return min(own, exact or own, key=lambda change: change.room)


def _published(row: Mapping[str, Any], fine: int) -> BoundedChange | None:
    """The change that was published from exact counts; of a ratio it follows from two of those."""
    if row["mutatie"] is None:
        return None
    exact, off = row["mutatie"], row["mutatie_fout"]
    # A ratio has two of these margins in its own.
    return BoundedChange(exact, exact - off, exact + off, fine, published=off == method.EXACT_CHANGE_MARGIN)


def _decimals_of_points(row: Mapping[str, Any], before: Mapping[str, Any], unit: Unit, settings: Settings) -> int:
    """One decimal for the change of a share of a large group, unless rounding the count spoils it."""
    if unit.soort != "procent" or unit.decimals:
        return unit.decimals
    large = min(row["basis"], before["basis"]) >= settings.publicatie.aandeel_decimaal_vanaf
    return int(large and math.isfinite(row["basis"]) and row["fout"] + before["fout"] <= 0.05)  # noqa: PLR2004 - half of what is printed


def _claimed(point: Point, was: float, change: BoundedChange, unit: Unit, settings: Settings) -> Point:
    scale = scale_of(unit, settings)
    band = _band(change, scale)
    coarse = _is_coarse(change, scale)
    return replace(
        point,
        verandering=change.printed,
        decimals=change.fine,
        duidelijk=_is_clear(change, band, in_points=unit.in_points, moved=point.waarde != was),
        laagste=change.lowest,
        hoogste=change.highest,
        band=scale[-2] if coarse else band,
        grof=_is_rough(change) if unit.in_points else coarse,
    )


def _band(change: BoundedChange, scale: tuple[Band, ...]) -> Band:
    """The printed change picks the word; of one that prints as zero, what it really is. Where rounding leaves room,
    a figure stands still only as far as all that room does."""
    band = band_of(change.printed or change.size, scale)
    if band.band in STILL and not change.known:
        furthest = band_of(change.furthest, scale)
        return furthest if furthest.band in STILL else band
    return band


def _is_clear(change: BoundedChange, band: Band, *, in_points: bool, moved: bool) -> bool:
    """Whether a change may be claimed: by everything that prints the same."""
    if band.band in STILL:
        return change.known or band.tot is None or change.furthest < band.tot
    if not in_points:
        return change.nearest > 0 and (moved or change.known)
    # Both prints are rounded: less than a step of the print may be nothing but that.
    step: float = 10.0**-change.fine
    return change.nearest > 0 and change.nearest + change.chance >= step - HAIR


def _is_coarse(change: BoundedChange, scale: tuple[Band, ...]) -> bool:
    """Whether it prints in the last band ("sterk"), while what prints the same need not be in it."""
    if len(scale) == 1 or band_of(change.printed, scale) is not scale[-1]:
        return False
    return change.nearest < (scale[-2].tot or 0.0)


def _is_rough(change: BoundedChange) -> bool:
    """Whether rounding can do more to a difference in points than what is printed of it shows."""
    return change.rounding > 10.0**-change.fine + HAIR


def band_of_growth(growth: Figure, scale: tuple[Band, ...]) -> Band | None:
    """The word for a figure that is itself a growth in percent; None where rounding leaves nothing to say of it."""
    point = growth.now
    if point.precies is None or point.lowest is None or point.highest is None:
        return None
    grown = BoundedChange(point.precies, point.lowest, point.highest, growth.unit.decimals)
    band = scale[-2] if _is_coarse(grown, scale) else _band(grown, scale)
    return band if _is_clear(grown, band, in_points=False, moved=True) else None


def above_or_below(figure: Figure) -> int:
    """Whether a rate of a wijk is surely above (1) or below (-1) that of the municipality; 0 where it may be either.

    Both are rounded: they differ when no rounding of the counts could make them alike, by at least what is printed.
    """
    whole = figure.gemeente
    if whole is None or not figure.unit.comparable or figure.now.precies is None or whole.now.precies is None:
        return 0
    distance = figure.now.precies - whole.now.precies
    sure = abs(distance) - figure.now.marge - whole.now.marge >= 10**-figure.unit.decimals - HAIR
    return (1 if distance > 0 else -1) if sure else 0


def clearly_apart(figure: Figure, other: Elders) -> int:
    """Whether a figure is surely above (1) or below (-1) that of another area; 0 where it may be either.

    The other was rounded as it prints in this unit. Of numbers, such as inhabitants, there is nothing to compare.
    """
    own, unit = figure.now, figure.unit
    if own.precies is None or not unit.per_person:
        return 0
    distance = own.precies - other.waarde
    sure = abs(distance) - own.marge - 0.5 * 10.0**-unit.decimals > HAIR
    # "9%, more than the 9% elsewhere" would read as a mistake.
    differs = _rounded(own.precies, unit.decimals) != _rounded(other.waarde, unit.decimals)
    return (1 if distance > 0 else -1) if sure and differs else 0


def moved_since(figure: Figure, jaar: int) -> int:
    """Whether a figure is surely higher (1) or lower (-1) than in an earlier year; 0 where it may be either."""
    now, then = figure.now, figure.at(jaar)
    if now.precies is None or then.precies is None:
        return 0
    distance = now.precies - then.precies
    rounding = now.marge - now.steekproef + then.marge - then.steekproef
    sure = abs(distance) - rounding - math.hypot(now.steekproef, then.steekproef) > HAIR
    return (1 if distance > 0 else -1) if sure else 0


def target(point: Point, aim: float, *, asked: float | None) -> Doel:
    """Whether a percentage reaches what is aimed at. Nobody can say where it is not known how many were `asked`."""
    if point.lowest is None or point.highest is None or not asked:
        return Doel(aim, "niet te zeggen")
    if point.lowest >= aim:
        return Doel(aim, "gehaald")
    return Doel(aim, "nog niet" if point.highest < aim else "niet te zeggen")


def scale_of(unit: Unit, settings: Settings) -> tuple[Band, ...]:
    """The word scale for a kind of figure: a percentage of change, percentage points, or score points."""
    scales = {"procent": settings.woordschaal_procentpunt, "score": settings.woordschaal_score}
    return scales.get(unit.soort, settings.woordschaal)


def band_of(change: float, bands: tuple[Band, ...]) -> Band:
    """The word band of a change; its sign does not matter."""
    return next(band for band in bands if band.tot is None or abs(change) < band.tot)


def _printed(value: float, gebied: str, unit: Unit, settings: Settings) -> float:
    """The value in the steps in which it is published."""
    if unit.per_hoofd and gebied != settings.gemeente.code:
        return _significant(value)
    if unit.stap > 1:
        return _rounded(value / unit.stap, 0) * unit.stap
    return _rounded(value, unit.decimals) if unit.in_points else value


def _significant(value: float) -> float:
    if value == 0 or not math.isfinite(value):
        return value
    return _rounded(value, SIGNIFICANT - 1 - math.floor(math.log10(abs(value))))


def _rounded(value: float, decimals: int) -> float:
    return float(half_up(value, decimals)) if math.isfinite(value) else value
