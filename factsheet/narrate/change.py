"""One figure against the year before: right for rise, fall, no change, first year and a missing value."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from factsheet.derive import Figure
from factsheet.narrate import notation
from factsheet.narrate.move import STILL, band_of
from factsheet.narrate.phrase import clause
from factsheet.narrate.text import Sentence, be, missing, say, sentence
from factsheet.narrate.verbs import FALL, REMAIN, RISE, SAME
from factsheet.settings import current

SINCE_LAST_YEAR = "ten opzichte van vorig jaar"


def changed(figure: Figure, since: str = SINCE_LAST_YEAR) -> Sentence:
    """Het aantal … is licht toegenomen ten opzichte van vorig jaar (+0,9%).

    `since` says it in other words; it may hold {vorig}, the year before.
    """
    told = clause(figure)
    if told is None:
        return uncertain(figure)
    return sentence(f"{told.perfect()} {since.format(vorig=figure.jaar - 1)}{told.percentage}", figure)


def changed_by(figure: Figure) -> Sentence:
    """Het aantal … is met 3,1% toegenomen ten opzichte van 2023. A light change needs its adverb: then as `changed`."""
    told = clause(figure)
    if told is None or told.move.is_still or told.adverb:
        return changed(figure)
    size = notation.change(figure.now, figure.unit).lstrip("+-")
    verb = told.verb.perfect(f"met {size}", plural=told.plural)
    return sentence(f"{told.subject} {verb} ten opzichte van {figure.jaar - 1}", figure)


def after(lead: str, figure: Figure) -> Sentence:
    """Na prijscorrectie stijgen de uitgaven licht (+1,3%)."""
    told = clause(figure)
    return sentence(f"{lead} {told.inverted()}", figure) if told else uncertain(figure)


def keeps(figure: Figure) -> Sentence:
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
    if figure.before.waarde is None:
        return replace(sentence(f"{subject} {be(figure)} {now}", figure), noot=_no_last_year(figure))
    if figure.now.verandering is None:
        return sentence(
            f"{subject} {be(figure)} {now}; voor een vergelijking met vorig jaar is de groep te klein", figure
        )
    finite = "laten" if figure.naam.meervoud else "laat"
    return sentence(f"{subject} {finite} geen duidelijke verandering zien {SINCE_LAST_YEAR}", figure)


def level_and_change(level: Sentence, figure: Figure, since: str = SINCE_LAST_YEAR) -> tuple[Sentence, ...]:
    """A sentence that already tells the level, and the change where there is one."""
    if figure.value is None or figure.before.waarde is None:
        return (replace(level, noot=_no_last_year(figure) if figure.value is not None else ""),)
    return level, changed(figure, since)


def unclear(figure: Figure) -> bool:
    """Both years are known, but the change is not larger than what rounding can do."""
    return clause(figure) is None and figure.now.verandering is not None


def unclear_together(first: Figure, second: Figure) -> Sentence:
    """Two figures of which no change can be claimed."""
    text = f"{first.naam.tekst} en {second.naam.tekst} laten geen duidelijke verandering zien"
    return sentence(text, first, second)


def _no_last_year(figure: Figure) -> str:
    return f"Over {figure.jaar - 1} hebben wij geen cijfers. Vergelijken kan daarom niet."


def since_base_year(growth: Figure, basisjaar: int) -> tuple[Sentence, ...]:
    """Sinds 2021 zijn de uitgaven zonder prijscorrectie sterk gestegen (+26,4%).

    `growth` is the growth in percent since the base year. Nothing in the first two years: that is the change itself.
    """
    value = growth.value
    if value is None or growth.jaar - 1 <= basisjaar:
        return ()
    band = band_of(value, current().woordschaal)
    verb = SAME if band.band in STILL else RISE if value > 0 else FALL
    finite, rest = verb.perfect(band.woord, plural=growth.naam.meervoud).split(" ", maxsplit=1)
    printed = f"{'+' if value > 0 else ''}{notation.shown(growth)}"
    return (sentence(f"sinds {basisjaar} {finite} {growth.naam.tekst} {rest} ({printed})", growth),)


def good(figure: Figure, better_when: Literal["up", "down"] | None) -> tuple[Sentence, ...]:
    """ "Dit is een positieve ontwikkeling": only where the section declares which way is better."""
    told = clause(figure)
    if told is None or told.move.is_still or better_when is None:
        return ()
    if (told.move.direction > 0) != (better_when == "up"):
        return ()
    return (sentence("dit is een positieve ontwikkeling", figure),)


def rises(figure: Figure) -> bool:
    """Whether a real rise may be claimed."""
    told = clause(figure)
    return told is not None and not told.move.is_still and told.move.direction > 0


def compared_with_zero(score: Figure, scorejaar: int | None) -> Sentence:
    """The socio-economic score against the Netherlands, which is about 0."""
    if score.value is None:
        return missing(score)
    better = "hoger" if score.value > 0 else "lager"
    average = abs(score.value) < current().ses_gemiddeld_tot
    return say(
        "De sociaal-economische score van {plaats}{over} is {score}: {woord}",
        plaats=score.area.naam,
        over=f" over {scorejaar}" if scorejaar else "",
        score=score,
        woord="gemiddeld voor Nederland" if average else f"{better} dan gemiddeld in Nederland",
    )
