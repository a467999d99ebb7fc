"""What may be said about a change: its direction, its word band, and what the year before adds."""

from __future__ import annotations

from dataclasses import dataclass

from factsheet.derive import Figure, Point, Soort
from factsheet.settings import Band, Settings

STILL = frozenset({"gelijk", "nagenoeg"})


@dataclass(frozen=True)
class Move:
    """A change that may be claimed. `direction` is -1, 0 or 1; 0 means that nothing is printed but zero."""

    direction: int
    band: str
    adverb: str = ""

    @property
    def is_still(self) -> bool:
        return self.band in STILL


@dataclass(frozen=True)
class Course:
    """The move of this year, with the one of the year before where that is known."""

    now: Move
    before: Move | None

    @property
    def continues(self) -> bool:
        """The same real direction two years running: "verder", "blijft stijgen"."""
        return (
            self.before is not None
            and not self.now.is_still
            and not self.before.is_still
            and self.now.direction == self.before.direction
        )

    @property
    def settles(self) -> bool:
        """Still now, after a real move the year before: "stabiliseert"."""
        return self.before is not None and self.now.is_still and not self.before.is_still


def course(figure: Figure, settings: Settings) -> Course | None:
    """What may be claimed about this figure's change, or None when nothing may (see `Point.duidelijk`)."""
    now = _move(figure.now, figure, settings)
    return Course(now, _move(figure.before, figure, settings)) if now else None


def band_of(change: float, bands: tuple[Band, ...]) -> Band:
    """The word band of a printed change; its sign does not matter."""
    return next(band for band in bands if band.tot is None or abs(change) < band.tot)


def _move(point: Point, figure: Figure, settings: Settings) -> Move | None:
    if point.verandering is None or not point.duidelijk:
        return None
    sign = (point.verandering > 0) - (point.verandering < 0)
    band = band_of(point.verandering, scale(figure.unit.soort, settings))
    return Move(sign, band.band, band.woord)


def scale(soort: Soort, settings: Settings) -> tuple[Band, ...]:
    """The word scale for a kind of figure: a percentage of change, percentage points, or score points."""
    scales = {"procent": settings.woordschaal_procentpunt, "score": settings.woordschaal_score}
    return scales.get(soort, settings.woordschaal)
