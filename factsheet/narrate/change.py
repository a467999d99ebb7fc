"""One figure: its level, and how that compares with the year before; right for rise, fall, no change and first year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Literal

from factsheet.figures import Figure
from factsheet.narrate import notation
from factsheet.narrate.move import move_of
from factsheet.narrate.phrase import clause, in_order, moment, moving
from factsheet.narrate.text import Note, Sentence, be, in_full, missing, note, sentence
from factsheet.settings import Band

TOO_SMALL = "Heel kleine groepen vergelijken wij niet met een jaar eerder."
LEAST_ROW = 3  # years that go one way, before they are "op rij"
TOGETHER = 15  # words in a sentence with level and change; more make two sentences
UNCLEAR = "geen duidelijke verandering"
WHAT = {"aantal": "het aantal", "euro": "het bedrag", "procent": "het aandeel", "score": "de score"}


def level(figure: Figure, opening: str = "") -> Sentence:
    """In 2024 kregen 7.410 mensen hulp uit de Wmo; or that it is not known."""
    if figure.value is None:
        return missing(in_full(figure))
    printed = notation.in_text(figure)
    return sentence(in_order(figure, printed, opening), figure, printed=[printed])


def told(figure: Figure, opening: str = "") -> tuple[Sentence, ...]:
    """The level of a figure and its change: in one sentence where that stays short, otherwise in two.

    Where there is nothing to compare with, a note says why.
    """
    said = level(figure, opening)
    if figure.value is None:
        return (said,)
    if figure.before.waarde is None and not figure.herhaald:
        return (replace(said, noot=no_comparison(figure)),)
    if figure.now.te_klein == figure.jaar:
        return (replace(said, noot=note(TOO_SMALL, TOO_SMALL, figure)),)
    together = in_one(figure, opening)
    if together != said and len(together.tekst.split()) <= TOGETHER:
        return (together,)
    return said, compared(figure)


def in_one(figure: Figure, opening: str = "") -> Sentence:
    """The level of a figure and its change in one sentence, however long; the level alone where there is no change."""
    said, than = level(figure, opening), _than(figure)
    if not than:
        return said
    return sentence(f"{said.tekst.rstrip('.')}, {than}", figure, printed=[notation.in_text(figure)])


def _than(figure: Figure) -> str:
    """Iets meer dan in 2023 (+0,9%), or that it is not clear; empty where there is nothing to compare."""
    if change := clause(figure):
        return change.than()
    unclear = figure.now.verandering is not None and not figure.herhaald
    return f"niet duidelijk anders dan {moment(figure)}" if unclear else ""


def compared(figure: Figure) -> Sentence:
    """Dat zijn er iets meer dan in 2023 (+0,9%), or why that cannot be said: after a sentence with the level."""
    is_count = clause(figure) is not None and figure.unit.soort == "aantal"
    than = _than(figure)
    return follows(f"dat {'zijn er' if is_count else 'is'} {than}" if than else _why_not(figure), figure)


def follows(text: str, *figures: Figure, printed: Sequence[str] = ()) -> Sentence:
    """A sentence that refers to the one before it, and is told or left out with it."""
    return replace(sentence(text, *figures, printed=printed), volgt=True)


def _why_not(figure: Figure) -> str:
    """Why a figure whose level is told is not compared."""
    if figure.herhaald:
        return "er is nog geen nieuw cijfer"
    if figure.now.te_klein is not None:
        return f"in {figure.now.te_klein} was de groep te klein om te vergelijken"
    # From nothing to something is no percentage.
    were = "waren dat er" if figure.unit.soort == "aantal" else "was dat"
    return f"{moment(figure)} {were} {notation.point(figure.before, figure.unit)}"


def trend(figure: Figure) -> tuple[Sentence, ...]:
    """What the years before add: "ook in 2023 steeg het aantal", "het aantal steeg drie jaar op rij"."""
    first, *earlier = [*_directions(figure)] or [0]
    if not first:
        return ()
    what = WHAT.get(figure.unit.soort, "het aantal")
    same = 1 + sum(1 for _ in takewhile(lambda way: way == first, earlier))
    other = sum(1 for _ in takewhile(lambda way: way == -first, earlier))
    if same >= LEAST_ROW:
        text = f"{what} {_went(first)} {notation.count(same)} jaar op rij"
    elif same > 1:
        text = f"ook in {figure.vorig} {_went(first)} {what}"
    elif other > 1:
        text = f"de {notation.count(other)} jaren daarvoor {_went(-first)} {what}"
    else:
        return ()
    return (follows(text, figure),)


def _directions(figure: Figure) -> Iterator[int]:
    """Which way the figure clearly went, from this year back, as long as the years follow each other."""
    jaar = figure.jaar
    while True:
        point = figure.at(jaar)
        found = move_of(point)
        if found is None or found.is_still or point.tegen != jaar - 1:
            return
        yield found.direction
        jaar -= 1


def _went(direction: int) -> str:
    return "steeg" if direction > 0 else "daalde"


def no_comparison(figure: Figure) -> Note:
    """Why there is nothing to compare a figure with; of the first year of all the same for every figure."""
    name, jaar, vorig = in_full(figure).naam.tekst, figure.jaar, figure.vorig
    if figure.eerste or (figure.is_new and figure.own_years):
        first = f"Het eerste jaar met cijfers is {jaar}. Vergelijken kan nog niet."
        return note(first, first, figure)
    if figure.is_new:
        of_all = f"Deze cijfers zijn nieuw in {jaar}. Vergelijken kan nog niet."
        return note(f"Nieuw in {jaar}: {name}. Vergelijken kan nog niet.", of_all, figure)
    why = notation.point(figure.before, figure.unit)  # not known, or too small to show
    of_all = f"Over {vorig} zijn deze cijfers {why}. Vergelijken kan daarom niet."
    return note(f"Over {vorig} {be(figure)} {name} {why}. Vergelijken kan daarom niet.", of_all, figure)


def against_or_why_not(figure: Figure) -> str:
    """The change beside a large figure, or in a few words why there is none."""
    if figure.value is None:
        return ""
    if claimed := notation.against(figure):
        return claimed
    if figure.herhaald:
        return "nog geen nieuw cijfer"
    if figure.before.waarde is None:
        return "eerste jaar" if figure.is_new else f"{figure.vorig} is {notation.point(figure.before, figure.unit)}"
    if figure.now.te_klein is not None:
        return "te klein om te vergelijken"
    was = f"was {notation.point(figure.before, figure.unit)} in {figure.vorig}"
    return was if figure.now.verandering is None else UNCLEAR


def arrow(figure: Figure) -> str:
    """▲ or ▼ where a figure clearly moved; nothing otherwise."""
    moved = moving(figure)
    return "" if moved is None else "▲" if moved.move.direction > 0 else "▼"


def change_in_short(figure: Figure, vorig: int) -> str:
    """The change beside a large figure where the page names the year once: "+0,5%", or why there is none.

    The year stands behind it where it is another one than `vorig`.
    """
    if figure.value is None or figure.now.grof or not notation.claimed(figure):
        return against_or_why_not(figure)
    if not figure.now.verandering:
        return "gelijk"
    return notation.claimed(figure) + ("" if figure.vorig == vorig else f" sinds {figure.vorig}")


def compared_with(figures: Iterable[Figure], vorig: int) -> str:
    """What all arrows and changes of a page are against, said once; nothing where nothing has a value of before."""
    compared = any(figure.before.waarde is not None for figure in figures)
    return f"Pijlen en veranderingen: ten opzichte van {vorig}." if compared else ""


def since_base_year(
    growth: Figure, basisjaar: int, band: Band | None, opening: str = "", *, named: bool = True
) -> tuple[Sentence, ...]:
    """Dat is 34,4% meer dan in 2021. Nothing in the base year itself, or where rounding leaves nothing certain.

    Without `named` the sentence before says since when.
    """
    value = growth.value
    if not value or band is None or growth.jaar <= basisjaar:
        return ()
    size = notation.value(abs(value), growth.unit)
    more = "meer" if value > 0 else "minder"
    since = f" dan in {basisjaar}" if named else ""
    text = f"{opening} is dat {size} {more}{since}" if opening else f"dat is {size} {more}{since}"
    return (follows(text, growth, printed=[size]),)


def praise(figure: Figure, better_when: Literal["up", "down"] | None) -> tuple[Sentence, ...]:
    """ "Dat is goed nieuws": only where the section declares which way is better."""
    change = moving(figure)
    if change is None or better_when is None or (change.move.direction > 0) != (better_when == "up"):
        return ()
    return (follows("dat is goed nieuws", figure),)
