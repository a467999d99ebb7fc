"""What a figure stands beside, in words for tables and charts: what is aimed at, and the same in other areas."""

from __future__ import annotations

from collections.abc import Iterable

from factsheet.figures import Elders, Figure
from factsheet.narrate import notation


def target(figure: Figure) -> str:
    """ "80%: gehaald"; empty where nothing is aimed at."""
    aim = figure.doel
    return f"{notation.value(aim.waarde, figure.unit)}: {aim.oordeel}" if aim else ""


def in_area(figure: Figure, gebied: str) -> str:
    """The value of this figure in another area; empty where it is not known."""
    return next((value(figure, other) for other in figure.elsewhere if other.gebied == gebied), "")


def named(figure: Figure, other: Elders) -> str:
    """ "Nederland 12%"."""
    return f"{other.gebied} {value(figure, other)}"


def value(figure: Figure, other: Elders) -> str:
    """What another area has, in the unit of the figure."""
    return notation.value(other.waarde, figure.unit)


def areas(figures: Iterable[Figure]) -> tuple[str, ...]:
    """The other areas that these figures stand beside, in the order of the file."""
    return tuple(dict.fromkeys(other.gebied for figure in figures for other in figure.elsewhere))


def sources(figures: Iterable[Figure]) -> str:
    """Where the figures of other areas come from: "Ter vergelijking: Nederland (bron: CBS)."; empty without any."""
    found: dict[str, dict[str, None]] = {}
    for other in (other for figure in figures for other in figure.elsewhere):
        found.setdefault(other.gebied, {})[other.bron] = None
    named = ", ".join(f"{gebied} (bron: {', '.join(bronnen)})" for gebied, bronnen in found.items())
    return f"Ter vergelijking: {named}." if named else ""
