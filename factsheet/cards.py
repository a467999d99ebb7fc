"""What the page Factsheet shows of each section: one large figure and at most three sentences, nothing twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from factsheet.edition import Factsheet, SectionResult
from factsheet.figures import Figure
from factsheet.narrate import Sentence, is_rounding_note, notation, passages
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
    printed = {figure.sleutel: figure for figure in above}
    return tuple(_card(part, printed) for part in sheet.secties)


def _card(part: SectionResult, above: Mapping[str, Figure]) -> Card:
    figure = part.hoofdcijfer if part.cijfers else None
    large = figure if figure and figure.value is not None else None
    own = {large.sleutel: large} if large else {}
    generated = tuple(said for said in part.zinnen if said.soort == "gegenereerd")
    width = WIDTHS.get(part.sleutel, HALF)
    most = MOST if width > HALF else 1 if width <= QUARTER else MOST - 1
    short = _short(generated, {**above, **own})
    notes = tuple(filter(is_rounding_note, short[most:]))[:1]
    kept = short[: min(most, MOST - len(notes))] + notes
    return Card(part, width, large, groot_elders=bool(own.keys() & above.keys()), zinnen=kept)


def _short(sentences: tuple[Sentence, ...], printed: Mapping[str, Figure]) -> tuple[Sentence, ...]:
    """What tells more than the figures that are printed large.

    What refers to the large figure stands well after it; elsewhere a sentence goes with the one that it refers to.
    """
    found: list[Sentence] = []
    for number, passage in enumerate(passages(sentences)):
        new = [said for said in passage if not _is_printed(said, printed)]
        until = passage.index(new[-1]) + 1 if new else 0
        found += new if number == 0 and _is_printed(passage[0], printed) else passage[:until]
    return tuple(found)


def _is_printed(said: Sentence, printed: Mapping[str, Figure]) -> bool:
    """Whether all that a sentence tells is the value and the change of figures that are printed large."""
    if not said.feiten or any(fact.sleutel not in printed for fact in said.feiten):
        return False
    return all(_large(printed[fact.sleutel]) >= set(fact.getoond) for fact in said.feiten)


def _large(figure: Figure) -> set[str]:
    """What is printed of a large figure, with and without its sign, and what it was before."""
    change, before = notation.claimed(figure), notation.point(figure.before, figure.unit)
    return {notation.shown(figure), change, change.lstrip("+-"), before}
