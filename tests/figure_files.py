"""Editions to take figures along from: the example as it was published, another municipality, and nasty texts.

What must be in the files is read back here from what a factsheet prints, which is not how the files are made.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from factsheet.edition import Factsheet, SectionResult
from factsheet.export.taken import Taken, taken
from factsheet.figures import Doel, Elders, Figure, Point
from factsheet.narrate import notation
from factsheet.release.snapshot import Concept, Front, Snapshot
from factsheet.settings import Area, current
from factsheet.store import Edition, Store
from factsheet.summary import Summary
from tests import example_years, random_data

NASTY = '=HYPERLINK("http://kwaad.example";"klik"),\r\nmet een nieuwe regel, een \'aanhaling\' en een 🦔'
STARTS = ("=1+1", "+31 74", "-5%", "@SUM(A1)", "\t=1+1", "'=1+1", NASTY)
Change = Callable[[SectionResult], SectionResult]


@functools.cache
def of_example(loaded: Path, year: int = 2024) -> Taken:
    """The last edition of an example year, read once."""
    store = Store(example_years.url(loaded))
    edition = store.last_edition(year)
    assert edition is not None
    kept = taken(store, edition, current())
    made = replace(kept, snapshot=Altered(kept.snapshot))
    for area in made.front.areas:
        made.sheet(area)
    store.close()
    return made


@functools.cache
def of_other_town() -> Taken:
    """The second edition of another municipality of two wijken, which has a site of its own."""
    data = random_data.data_set(random_data.Shape(2, (2022, 2023), "gewoon", (), 0, -1, 7))
    edition = Edition(9, 2023, 2, "iemand", datetime(2024, 5, 1, 22, 30, tzinfo=UTC), "De uitgaven klopten niet.")
    site, contact = "https://dorp.example", "Gemeente Klein Dorp, dorp@klein.example"
    return Taken(Altered(Concept(data.published, {}, 2023)), edition, site, True, contact)


def _same(part: SectionResult) -> SectionResult:
    return part


@dataclass(frozen=True)
class Altered:
    """What was published, with other sections."""

    snapshot: Snapshot
    change: Change = _same

    @property
    def front(self) -> Front:
        return self.snapshot.front

    @property
    def summary(self) -> Summary:
        return self.snapshot.summary

    @functools.cached_property
    def _sheets(self) -> dict[str, Factsheet]:
        return {}

    def sheet(self, area: Area) -> Factsheet:
        if area.code not in self._sheets:
            made = self.snapshot.sheet(area)
            self._sheets[area.code] = replace(made, secties=tuple(map(self.change, made.secties)))
        return self._sheets[area.code]


def with_texts(of: Taken, text: str) -> Taken:
    """The same edition, with this text wherever an editor or the settings may put one."""

    def change(part: SectionResult) -> SectionResult:
        other = (Elders(text, 1.0, text),)
        figures = tuple(replace(f, label=text, gemeente=None, elders=other) for f in part.cijfers)
        said = tuple(replace(one, tekst=text) for one in part.zinnen)
        return replace(part, titel=text, kop=text, uitleg=text, zinnen=said, cijfers=figures)

    return replace(of, snapshot=Altered(of.snapshot, change), contact=text)


def with_aims(of: Taken) -> Taken:
    """The same edition, in which every figure of the municipality has an aim."""

    def change(part: SectionResult) -> SectionResult:
        return replace(part, cijfers=tuple(replace(f, doel=Doel(12.5, "nog niet")) for f in part.cijfers))

    return replace(of, snapshot=Altered(of.snapshot, change))


def figures(of: Taken, *areas: Area) -> Iterator[tuple[str, Figure, Point]]:
    """Every figure of every year of these areas (all without any), with the key of its section."""
    for area in areas or of.front.areas:
        for part in of.sheet(area).secties:
            for figure in part.cijfers:
                years = {p.jaar for p in figure.points} | {figure.jaar}
                yield from ((part.sleutel, figure, figure.at(year)) for year in sorted(years))


def printed(figure: Figure, point: Point) -> tuple[float | None, str]:
    """What is printed of a figure in a year: its number, or None with the words."""
    text = notation.point(point, figure.unit).replace("\u00a0", " ")
    return (None, text) if re.search("[a-z]", text) else (number(text), "bekend")


def change(figure: Figure, point: Point) -> tuple[float | None, str, int | None]:
    """What a table prints of the change in a year: its number, its unit and the year it is against."""
    text = notation.claimed(figure) if point.jaar == figure.jaar else ""
    if not text or text.startswith("van "):
        return None, "", None
    unit = "procentpunt" if text.endswith(" procentpunt") else "procent" if text.endswith("%") else "punt"
    return number(text), unit, figure.vorig


def number(text: str) -> float:
    """A number as a Dutch reader reads it: "€ 3.132.000", "-0,033", "+0,5%"."""
    return float(re.sub(r"[^0-9,-]", "", text).replace(",", "."))


def hidden(of: Taken) -> Iterator[str]:
    """Numbers that lie behind a figure and are not printed, long enough to know them again."""
    for _, _, point in figures(of):
        for value in (point.precies, point.laagste, point.hoogste, point.marge):
            text = str(value)
            if value is not None and len(text.rpartition(".")[2]) > 5:
                yield text
