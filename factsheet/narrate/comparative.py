"""How much more or less, in plain words: "iets meer dan in 2023 (+0,9%)", "bijna evenveel als in 2023"."""

from __future__ import annotations

from dataclasses import dataclass

from factsheet.figures import Figure, Soort
from factsheet.narrate import notation
from factsheet.narrate.move import Move

WORTH_A_WORD = 2  # percentage points
HOW_MUCH = {"licht": "iets ", "gewoon": "", "sterk": "veel "}


@dataclass(frozen=True)
class Comparative:
    """A word that compares, and the word that follows it: "iets meer" "dan", "bijna evenveel" "als"."""

    tekst: str
    link: str


def comparative(move: Move, soort: Soort) -> Comparative:
    """The words for a move of this kind of figure."""
    if move.is_still:
        nearly = "" if move.band == "gelijk" else "bijna "
        return Comparative(f"{nearly}gelijk", "aan") if soort == "score" else Comparative(f"{nearly}evenveel", "als")
    up, down = ("hoger", "lager") if soort == "score" else ("meer", "minder")
    return Comparative(HOW_MUCH[move.band] + (up if move.direction > 0 else down), "dan")


def is_apart(figure: Figure) -> bool:
    """Whether a rate of a wijk differs from that of the municipality by so much that it is worth a word."""
    whole = figure.gemeente
    if figure.unit.soort != "procent" or figure.value is None or whole is None or whole.value is None:
        return True
    return abs(figure.value - whole.value) >= WORTH_A_WORD


def is_small(figure: Figure) -> bool:
    """Whether its change is told in numbers: a small group bears no percentage with a decimal."""
    return figure.unit.soort == "aantal" and (figure.now.grof or figure.now.decimals == 0)


def before_in_brackets(figure: Figure) -> str:
    """Behind "dan in 2023": " (+0,9%)", or " (toen 290)"; nothing where the change prints as zero.

    Of a score what it was then: its change looks like a score itself.
    """
    if figure.now.grof or is_small(figure) or figure.unit.soort == "score":
        then = notation.point(figure.before, figure.unit)
        return "" if then == notation.shown(figure) else f" (toen {then})"
    return notation.in_brackets(figure)


def both_in_brackets(figure: Figure) -> str:
    """Behind a comparison without its year: " (+0,9%)", or " (van 290 naar 320)"."""
    if figure.now.grof or is_small(figure):
        then, now = notation.point(figure.before, figure.unit), notation.shown(figure)
        return "" if then == now else f" (van {then} naar {now})"
    return notation.in_brackets(figure)
