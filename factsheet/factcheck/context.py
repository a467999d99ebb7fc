"""What the check knows while it goes through one text, and what it finds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from factsheet.factcheck import published
from factsheet.factcheck.amounts import Kind
from factsheet.factcheck.clauses import Sentence
from factsheet.factcheck.published import Print
from factsheet.factcheck.subjects import Index, Subject
from factsheet.factcheck.verdict import Soort
from factsheet.figures import Figure
from factsheet.settings import Settings

Found = tuple[Figure, Print]
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


@dataclass
class Context:
    """`gemeente` are the words of the municipality's name where the figures are those of a wijk, else none.

    `last` are the subjects of the sentence before, `seen` the keys that the text spoke of, `printed` how it wrote them.
    """

    text: str
    known: Index
    beter: Beter
    jaar: int
    settings: Settings
    gemeente: tuple[str, ...]
    last: list[Subject] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    printed: dict[tuple[str, str, int, int | None, Kind], tuple[int, bool]] = field(default_factory=dict)
    _everything: dict[bool, dict[tuple[str, Decimal], list[Found]]] = field(default_factory=dict)

    @property
    def figures(self) -> dict[str, Figure]:
        return self.known.figures

    def order(self, keys: Iterable[str]) -> list[Figure]:
        """Figures by key, in the order in which they are published."""
        wanted = frozenset(keys)
        return [figure for key, figure in self.figures.items() if key in wanted] if wanted else []

    def everything(self, *, in_gemeente: bool) -> dict[tuple[str, Decimal], list[Found]]:
        """All that is published of all figures and years, by kind and size."""
        if in_gemeente not in self._everything:
            found: dict[tuple[str, Decimal], list[Found]] = {}
            for figure in self.figures.values():
                place = figure.gemeente if in_gemeente and figure.gemeente else figure
                for shown in published.everything(place):
                    found.setdefault((shown.soort, abs(shown.waarde)), []).append((figure, shown))
            self._everything[in_gemeente] = found
        return self._everything[in_gemeente]

    def finding(
        self, sentence: Sentence, soort: Soort, span: tuple[int, int], melding: str, figure: Figure | None
    ) -> Finding:
        """A finding at these tokens, the last included."""
        van, tot = sentence.tokens[span[0]].van, sentence.tokens[span[1]].tot
        return Finding(soort, van, tot, self.text[van:tot], melding, figure.sleutel if figure else None)
