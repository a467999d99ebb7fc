"""What the check knows while it goes through one text, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

from factsheet.factcheck import published
from factsheet.factcheck.amounts import Kind
from factsheet.factcheck.clauses import Sentence
from factsheet.factcheck.places import ELSEWHERE, Names
from factsheet.factcheck.published import Found
from factsheet.factcheck.subjects import Index, Subject
from factsheet.factcheck.verdict import Soort
from factsheet.figures import Figure, Point
from factsheet.settings import Area, Settings

OfArea = Callable[[str], Mapping[str, Figure] | None]
Beter = Mapping[str, Literal["up", "down"]]


@dataclass(frozen=True)
class Finding:
    """Something in an editorial text that the published figures contradict.

    `van` and `tot` are characters in the text, `fragment` the words there. `sleutel` is the key of the figure that is
    contradicted, None where it cannot be told which.
    """

    soort: Soort
    van: int
    tot: int
    fragment: str
    melding: str
    sleutel: str | None


def _in_other_area(figure: Figure, code: str) -> Figure | None:
    """The figure of an area outside the municipality; only of the year of the factsheet."""
    other = next((other for other in figure.elsewhere if ELSEWHERE + other.gebied == code), None)
    if other is None:
        return None
    point = Point(figure.jaar, other.waarde, "bekend", precies=other.waarde)
    return replace(figure, area=Area(code, other.gebied, "wijk"), points=(point,), gemeente=None, elders=())


@dataclass
class Context:
    """`area` is the code of the area of the figures, `of_area` gives those of another one, `names` are all areas.

    `last` are the subjects of the sentence before and `last_area` its wijk; `seen` are the keys that the text spoke of,
    `printed` how it wrote them, and `numbers` what it wrote. `sourced`: the text says where it has things from.
    """

    text: str
    known: Index
    beter: Beter
    jaar: int
    settings: Settings
    area: str
    names: Names
    of_area: OfArea
    sourced: bool = False
    last: list[Subject] = field(default_factory=list)
    last_area: str = ""
    numbers: list[Decimal] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    printed: dict[tuple[str, str, int, int | None, Kind], tuple[int, bool]] = field(default_factory=dict)
    _everything: dict[tuple[str, ...], dict[tuple[str, Decimal], list[Found]]] = field(default_factory=dict)

    @property
    def figures(self) -> dict[str, Figure]:
        return self.known.figures

    def order(self, keys: Iterable[str]) -> list[Figure]:
        """Figures by key, in the order in which they are published."""
        wanted = frozenset(keys)
        return [figure for key, figure in self.figures.items() if key in wanted] if wanted else []

    def at(self, figure: Figure, area: str) -> Figure | None:
        """The same figure of another area; None where nothing of it is published there."""
        if area in {"", self.area}:
            return figure
        if figure.gemeente and figure.gemeente.area.code == area:
            return figure.gemeente
        if area.startswith(ELSEWHERE):
            return _in_other_area(figure, area)
        there = self.of_area(area)
        return figure if there is None else there.get(figure.sleutel)

    def everything(self, areas: tuple[str, ...]) -> dict[tuple[str, Decimal], list[Found]]:
        """All that is published of all figures and years in these areas, by kind and size."""
        if areas not in self._everything:
            places = ((f, place) for f in self.figures.values() for a in areas if (place := self.at(f, a)))
            self._everything[areas] = self.known.printed if areas == (self.area,) else published.by_size(places)
        return self._everything[areas]

    def finding(
        self, sentence: Sentence, soort: Soort, span: tuple[int, int], melding: str, figure: Figure | None
    ) -> Finding:
        """A finding at these tokens, the last included."""
        van, tot = sentence.tokens[span[0]].van, sentence.tokens[span[1]].tot
        return Finding(soort, van, tot, self.text[van:tot], melding, figure.sleutel if figure else None)
