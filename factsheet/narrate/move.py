"""What may be said about a change: its direction, its word band, and what the year before adds."""

from __future__ import annotations

from dataclasses import dataclass

from factsheet.figures import STILL, Figure, Point


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
        """The same real direction two years running: "opnieuw"."""
        return (
            self.before is not None
            and not self.now.is_still
            and not self.before.is_still
            and self.now.direction == self.before.direction
        )


def course(figure: Figure) -> Course | None:
    """What may be claimed about this figure's change, or None when nothing may (see `Point.duidelijk`)."""
    now = move_of(figure.now)
    return Course(now, move_of(figure.before)) if now else None


def move_of(point: Point) -> Move | None:
    """The move that led to the year of this point, where it may be claimed."""
    if point.verandering is None or not point.duidelijk:
        return None
    sign = (point.verandering > 0) - (point.verandering < 0)
    return Move(sign, point.band.band, point.band.woord)
