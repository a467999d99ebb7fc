"""Quiet marks for what a figure stands beside: the same in other areas, and what is aimed at. Nothing without these."""

from __future__ import annotations

from collections.abc import Sequence

from factsheet.charts.theme import wrapped
from factsheet.figures import Elders, Figure
from factsheet.narrate import notation, reference

# How the marks of other areas differ, in the order of the file, and the same in letters.
SHAPES = ("triangle-up", "diamond", "square", "circle", "cross")
SIGNS = "▲◆■●✚"
BRIEF = 18  # letters of a name at the end of a line


def elsewhere(figure: Figure) -> tuple[Elders, ...]:
    """The areas that can stand on the scale of this figure, whatever their size."""
    return figure.elsewhere if figure.unit.per_person else ()


def of_one(figure: Figure) -> list[tuple[float, str]]:
    """Values on the scale of a figure with the words for them: "Nederland 7%", "doel 80%"."""
    found = [(other.waarde, f"{_brief(other.gebied)} {reference.value(figure, other)}") for other in elsewhere(figure)]
    if figure.doel:
        found.append((figure.doel.waarde, aim(figure)))
    return found


def aim(figure: Figure) -> str:
    return f"doel {notation.value(figure.doel.waarde, figure.unit)}" if figure.doel else ""


def _brief(gebied: str) -> str:
    return gebied if len(gebied) <= BRIEF else f"{gebied[: BRIEF - 1].rstrip()}…"


def areas(figures: Sequence[Figure]) -> list[str]:
    return list(dict.fromkeys(other.gebied for figure in figures for other in elsewhere(figure)))


def per_area(figures: Sequence[Figure], titles: Sequence[str]) -> list[str]:
    """Lines that tell what each mark is: "▲ Nederland: koop 57%, corporatie 29%"."""
    found: dict[str, list[str]] = {}
    for figure, title in zip(figures, titles, strict=True):
        for other in elsewhere(figure):
            found.setdefault(other.gebied, []).append(f"{title} {reference.value(figure, other)}")
    return [
        line
        for place, (gebied, parts) in enumerate(found.items())
        for line in wrapped(f"{SIGNS[place % len(SIGNS)]} {gebied}: {', '.join(parts)}")
    ]
