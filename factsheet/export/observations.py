"""Figures as rows: what readers get of one figure, of one area, in one year. Files with figures are made of these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from factsheet.edition import SectionResult
from factsheet.export.taken import Taken
from factsheet.figures import Elders, Figure, Point, Unit, half_up
from factsheet.narrate import notation
from factsheet.settings import Area

KNOWN = "bekend"
CHANGES = {"procent": "procentpunt", "score": "punt"}  # what a change of such a figure is in; else percent
SOURCE = "Bron: "


@dataclass(frozen=True)
class Observation:
    """One row, as printed: `waarde` has the decimals of its unit, and is None where readers get a word (`status`).

    `verandering` is against the year `tegen`, with so many decimals as it prints; None where none may be claimed. It
    and `doel` belong to the year that the figure is about. `code` is the CBS code; empty for an area to compare with.
    """

    gebied: str
    code: str
    sectie: str
    figure: Figure
    jaar: int
    waarde: Decimal | None
    status: str
    bron: str
    verandering: Decimal | None = None
    tegen: int | None = None
    doel: Decimal | None = None
    oordeel: str = ""

    @property
    def unit(self) -> Unit:
        return self.figure.unit

    @property
    def verandering_eenheid(self) -> str:
        """In what the change is; empty without one."""
        return "" if self.verandering is None else CHANGES.get(self.unit.soort, "procent")


def of_section(part: SectionResult) -> Iterator[Observation]:
    """All figures of a section of one area, year by year."""
    bron = source(part)
    for figure in part.cijfers:
        for point in _points(figure):
            yield _observation(part.sleutel, figure, point, bron)


def elsewhere(part: SectionResult) -> Iterator[Observation]:
    """The same figures in the areas that they are compared with, such as Nederland."""
    for figure in part.cijfers:
        for other in figure.elsewhere:
            yield _elsewhere(part.sleutel, figure, other)


def unique(rows: Iterable[Observation]) -> list[Observation]:
    """Rows without repeats: the figures of Nederland stand beside those of every wijk."""
    return list({(row.gebied, row.code, row.sectie, row.figure.sleutel, row.jaar): row for row in rows}.values())


def sections(taken: Taken, areas: Sequence[Area]) -> dict[str, list[tuple[Area, SectionResult]]]:
    """By key every section that one of these areas has, with the areas that have it, in the order of the page."""
    found: dict[str, list[tuple[Area, SectionResult]]] = {}
    for area in areas:
        for part in taken.sheet(area).secties:
            found.setdefault(part.sleutel, []).append((area, part))
    return found


def source(part: SectionResult) -> str:
    """Where the figures of a section come from, as it tells itself; empty where an editor left that out everywhere."""
    return _named_in(part.uitleg) or _named_in(" ".join((part.grafiek or {}).get("title", {}).get("subtitle", ())))


def _named_in(text: str) -> str:
    return text.rpartition(SOURCE)[2].strip().rstrip(".") if SOURCE in text else ""


def municipality(taken: Taken) -> str:
    """Who publishes it."""
    return f"Gemeente {taken.front.gemeente.naam}"


def _points(figure: Figure) -> tuple[Point, ...]:
    """Its years; the one that it is about also where nothing is known of it."""
    known = any(point.jaar == figure.jaar for point in figure.points)
    return figure.points if known else (*figure.points, figure.now)


def _observation(sectie: str, figure: Figure, point: Point, bron: str) -> Observation:
    unit, now = figure.unit, point.jaar == figure.jaar
    printed = None if point.waarde is None or notation.below(point, unit) is not None else point.waarde
    # Where rounding leaves no room for a percentage, the text gives both numbers: they stand here as values.
    claimed = now and point.duidelijk and not point.grof
    aim = figure.doel if now else None
    return Observation(
        gebied=figure.area.naam,
        code=figure.area.code,
        sectie=sectie,
        figure=figure,
        jaar=point.jaar,
        waarde=_as_printed(printed, unit.decimals),
        status=notation.point(point, unit).replace("\u00a0", " ") if printed is None else KNOWN,
        bron=bron,
        verandering=_as_printed(point.verandering, point.decimals) if claimed else None,
        tegen=point.tegen if claimed and point.verandering is not None else None,
        doel=_as_printed(aim.waarde, unit.decimals) if aim else None,
        oordeel=aim.oordeel if aim else "",
    )


def _elsewhere(sectie: str, figure: Figure, other: Elders) -> Observation:
    # Of the same year as the figure of the municipality, which can be another than that of the wijk.
    of = figure.gemeente or figure
    return Observation(
        other.gebied, "", sectie, of, of.jaar, half_up(other.waarde, of.unit.decimals), KNOWN, other.bron
    )


def _as_printed(value: float | None, decimals: int) -> Decimal | None:
    return None if value is None else half_up(value, decimals)
