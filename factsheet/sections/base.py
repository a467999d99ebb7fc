"""What a section of the factsheet is: a key, an order, the datasets it reads, and three functions."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

import altair as alt

from factsheet.figures import Figure, Tables
from factsheet.narrate import Text, Wijktekst, text_of_wijk, with_others
from factsheet.settings import Area

F = TypeVar("F")
FEITEN = "Feiten: waar staan wij nu"
ONTWIKKELINGEN = "Ontwikkelingen: waar gaan wij heen"


@dataclass(frozen=True)
class Section(Generic[F]):
    """One section.

    `titel` and `uitleg` are defaults; an editor may replace them. `uitleg` is the one line that says what is
    measured, in which unit, over which period; it may hold {jaar}, {vorig} and {plaats}, and ends with `bron`: where
    the figures come from. `grafiek` is the title in the picture, short enough for the narrowest card.
    `better_when` says which way is better; without it the text never praises.
    `figures` returns a dataclass of figures, the first of which is the one that is shown large; `wijk` says which of
    them the text of a wijk is about (the first, and any other that stands out, by default), and `charted_figures` those
    that `chart` draws: while these stay the same, so does the chart. `breedte` is the width of its card, in twelfths of
    the page.
    """

    sleutel: str
    titel: str
    order: int
    groep: str
    reads: tuple[str, ...]
    uitleg: str
    bron: str
    figures: Callable[[Tables, Area, int], F]
    text: Callable[[F], Text]
    chart: Callable[[F], alt.LayerChart | None]
    grafiek: str = ""
    better_when: Literal["up", "down"] | None = None
    per_wijk: bool = True
    breedte: int = 6
    wijk: Callable[[F], Wijktekst] | None = None
    charted_figures: Callable[[F], tuple[Figure, ...]] | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "uitleg", f"{self.uitleg} Bron: {self.bron}.")

    def text_for(self, figures: F, area: Area) -> Text:
        """What the section says of this area: its own text, or for a wijk what is worth saying about it."""
        if area.is_gemeente:
            text = self.text(figures)
            return Text(text.kop, with_others(text.zinnen, figures_in(figures)))
        chosen = self.wijk(figures) if self.wijk else self._chosen(figures)
        return Text(chosen.kop, text_of_wijk(chosen))

    def _chosen(self, figures: F) -> Wijktekst:
        first, *others = figures_in(figures)
        return Wijktekst(self.text(figures).kop, (first,), verder=tuple(others))


def figures_in(value: Any) -> Iterator[Figure]:
    """All figures in a section's typed value, in the order in which it declares them."""
    if isinstance(value, Figure):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from figures_in(item)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from figures_in(getattr(value, field.name))
