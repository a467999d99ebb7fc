"""What the page Factsheet shows of each section: one large figure and at most three sentences, nothing twice."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass

from factsheet.edition import Factsheet, SectionResult
from factsheet.figures import Figure
from factsheet.narrate import Sentence, passages
from factsheet.sections import SECTIONS

QUARTER, HALF = 3, 6
MOST = 3  # sentences on a card; fewer where it is narrow
WIDTHS = {section.sleutel: section.breedte for section in SECTIONS}


@dataclass(frozen=True)
class Card:
    """A section in short. `zinnen` are generated ones, without what the page prints large.

    `groot_elders`: its figure stands large above the cards already. `breedte` is in twelfths of the page.
    """

    deel: SectionResult
    breedte: int
    groot: Figure | None
    groot_elders: bool
    zinnen: tuple[Sentence, ...]


def cards(sheet: Factsheet, above: Iterable[Figure]) -> tuple[Card, ...]:
    """A card per section; `above` are the figures that the page prints large before them."""
    printed = frozenset(figure.sleutel for figure in above)
    return tuple(_card(part, printed) for part in sheet.secties)


def _card(part: SectionResult, above: Set[str]) -> Card:
    figure = part.hoofdcijfer if part.cijfers else None
    large = figure if figure and figure.value is not None else None
    own = {large.sleutel} if large else set()
    generated = tuple(said for said in part.zinnen if said.soort == "gegenereerd")
    width = WIDTHS.get(part.sleutel, HALF)
    most = MOST if width > HALF else 1 if width <= QUARTER else MOST - 1
    return Card(part, width, large, groot_elders=bool(own & above), zinnen=_short(generated, above | own)[:most])


def _short(sentences: tuple[Sentence, ...], printed: Set[str]) -> tuple[Sentence, ...]:
    """What tells more than the figures that are printed large.

    What refers to the large figure stands well after it; elsewhere a sentence goes with the one that it refers to.
    """
    found: list[Sentence] = []
    for number, passage in enumerate(passages(sentences)):
        new = [said for said in passage if not _is_about(said, printed)]
        until = passage.index(new[-1]) + 1 if new else 0
        found += new if number == 0 and _is_about(passage[0], printed) else passage[:until]
    return tuple(found)


def _is_about(said: Sentence, printed: Set[str]) -> bool:
    """Whether all figures of a sentence are printed large; one without figures tells something else."""
    return bool(said.feiten) and {fact.sleutel for fact in said.feiten} <= printed
