"""One figure against the year before: right for rise, fall, no change, first year and a missing value."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from factsheet.figures import STILL, Figure
from factsheet.narrate import notation
from factsheet.narrate.phrase import clause
from factsheet.narrate.text import Note, Sentence, be, in_full, missing, note, say, sentence
from factsheet.narrate.verbs import FALL, REMAIN, RISE, SAME
from factsheet.settings import Band

SINCE_LAST_YEAR = "ten opzichte van vorig jaar"


def changed(figure: Figure, how: str = SINCE_LAST_YEAR) -> Sentence:
    """Het aantal … is licht toegenomen ten opzichte van vorig jaar (+0,9%).

    `how` says against what in other words; it may hold {vorig}, the year that the figure is compared with.
    """
    told = clause(figure)
    if told is None:
        return uncertain(figure)
    return sentence(f"{told.perfect()} {since(figure, how)}{told.percentage}", figure)


def changed_by(figure: Figure) -> Sentence:
    """Het aantal … is met 3,1% toegenomen ten opzichte van 2023. A light change needs its adverb: then as `changed`."""
    told = clause(figure)
    if told is None or told.move.is_still or told.adverb or figure.now.grof:
        return changed(figure)
    size = notation.change(figure.now, figure.unit).lstrip("+-")
    verb = told.verb.perfect(f"met {size}", plural=told.plural)
    return sentence(f"{told.subject} {verb} ten opzichte van {figure.vorig}", figure)


def with_lead(lead: str, figure: Figure) -> Sentence:
    """Na prijscorrectie stijgen de uitgaven licht (+1,3%)."""
    told = clause(figure)
    return sentence(f"{lead} {told.inverted()}", figure) if told else uncertain(figure)


def continued_change(figure: Figure) -> Sentence:
    """As `changed`; "blijven stijgen" when the year before moved the same way."""
    told = clause(figure)
    if told is None or not told.course.continues or told.adverb:
        return changed(figure)
    infinitive = told.verb.particle + told.verb.finite[True]
    return sentence(f"{told.subject} {REMAIN.finite[told.plural]} {infinitive}{told.percentage}", figure)


def uncertain(figure: Figure) -> Sentence:
    """The sentence for a change that cannot be claimed: missing, first year, group too small, or unclear."""
    if figure.value is None:
        return missing(figure)
    subject, now = figure.naam.tekst, notation.shown(figure)
    level = f"{subject} {be(figure)} {now}"
    if figure.herhaald:
        return sentence(f"{level}; er is nog geen nieuw cijfer", figure)
    if figure.before.waarde is None:
        return replace(sentence(level, figure), noot=no_comparison(figure))
    if figure.now.te_klein is not None:
        return sentence(f"{level}; {too_small(figure)}", figure)
    if figure.now.verandering is None:  # from nothing to something is no percentage
        return sentence(f"{level}; in {figure.vorig} was dat {notation.point(figure.before, figure.unit)}", figure)
    finite = "laten" if figure.naam.meervoud else "laat"
    return sentence(f"{subject} {finite} geen duidelijke verandering zien {since(figure)}", figure)


def level_and_change(level: Sentence, figure: Figure, how: str = SINCE_LAST_YEAR) -> tuple[Sentence, ...]:
    """A sentence that already tells the level, and the change where there is one."""
    if figure.value is None or figure.before.waarde is None:
        return (replace(level, noot=no_comparison(figure) if figure.value is not None else None),)
    return level, changed(figure, how)


def too_small(figure: Figure) -> str:
    """Which group is too small for a comparison: that of this year, or that of the year it is compared with."""
    if figure.now.te_klein == figure.jaar:
        return "voor een vergelijking is de groep te klein"
    return f"in {figure.vorig} was de groep te klein om te vergelijken"


def no_comparison(figure: Figure) -> Note:
    """Why there is nothing to compare a figure with; of the first year of all the same for every figure."""
    name, jaar, vorig = in_full(figure).naam.tekst, figure.jaar, figure.vorig
    if figure.eerste:
        first = f"Het eerste jaar met cijfers is {jaar}. Vergelijken kan nog niet."
        return note(first, first, figure)
    if figure.is_new:
        of_all = f"Deze cijfers zijn nieuw in {jaar}. Vergelijken kan nog niet."
        return note(f"Nieuw in {jaar}: {name}. Vergelijken kan nog niet.", of_all, figure)
    of_all = f"Over {vorig} zijn deze cijfers niet bekend. Vergelijken kan daarom niet."
    why = notation.point(figure.before, figure.unit)  # not known, or too small to show
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
    return was if figure.now.verandering is None else "geen duidelijke verandering"


def unclear(figure: Figure) -> bool:
    """Both years are known, but the change is not larger than what rounding can do."""
    return clause(figure) is None and figure.now.verandering is not None


def unclear_together(first: Figure, second: Figure) -> Sentence:
    """Two figures of which no change can be claimed."""
    text = f"{first.naam.tekst} en {second.naam.tekst} laten geen duidelijke verandering zien"
    return sentence(text, first, second)


def since(figure: Figure, how: str = SINCE_LAST_YEAR) -> str:
    """Against which year: a figure that comes in years of its own names the year."""
    return f"ten opzichte van {figure.vorig}" if figure.own_years else how.format(vorig=figure.vorig)


def since_base_year(growth: Figure, basisjaar: int, band: Band | None) -> tuple[Sentence, ...]:
    """Sinds 2021 zijn de uitgaven zonder prijscorrectie sterk gestegen (+26,4%).

    `growth` is the growth in percent since the base year, `band` the word for that much. Nothing in the first two
    years: that is the change itself.
    """
    value = growth.value
    if value is None or band is None or growth.jaar - 1 <= basisjaar:
        return ()
    verb = SAME if band.band in STILL else RISE if value > 0 else FALL
    finite, rest = verb.perfect(band.woord, plural=growth.naam.meervoud).split(" ", maxsplit=1)
    printed = f" ({'+' if value > 0 else ''}{notation.shown(growth)})" if value else ""
    return (sentence(f"sinds {basisjaar} {finite} {growth.naam.tekst} {rest}{printed}", growth),)


def praise(figure: Figure, better_when: Literal["up", "down"] | None) -> tuple[Sentence, ...]:
    """ "Dit is een positieve ontwikkeling": only where the section declares which way is better."""
    told = clause(figure)
    if told is None or told.move.is_still or better_when is None:
        return ()
    if (told.move.direction > 0) != (better_when == "up"):
        return ()
    return (sentence("dit is een positieve ontwikkeling", figure),)


def compared_with_zero(score: Figure, average_below: float) -> Sentence:
    """The socio-economic score against the Netherlands, which is about 0: closer than `average_below` is average."""
    if score.value is None:
        return missing(score)
    word = f"{'hoger' if score.value > 0 else 'lager'} dan gemiddeld in Nederland"
    return say(
        "De sociaal-economische score van {plaats} over {jaar} is {score}: {woord}",
        plaats=score.area.naam,
        jaar=score.jaar,
        score=score,
        woord="gemiddeld voor Nederland" if abs(score.value) < average_below else word,
    )
