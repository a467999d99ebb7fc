"""Headings of sections: what happened, or the topic when nothing may be claimed."""

from __future__ import annotations

from collections.abc import Sequence

from factsheet.figures import Figure
from factsheet.narrate.compare import fell
from factsheet.narrate.phrase import clause
from factsheet.narrate.text import capital


def heading(figure: Figure, short: str = "") -> str:
    """ "Aantal indicaties neemt af"; the topic alone when nothing is known about its change.

    `short` replaces a name that is too long for a heading.
    """
    told = clause(figure)
    subject = short or figure.naam.tekst
    return topic(f"{subject} {told.verb.main(told.adverb, plural=told.plural)}" if told else subject)


def topic(text: str) -> str:
    """A noun phrase as a heading: "Aantal indicaties"."""
    return capital(text.removeprefix("het ").removeprefix("de "))


def pair_heading(first: Figure, second: Figure) -> str:
    """ "Minder maatwerk, meer sociale basis": labels of two figures with what they did."""
    a, b = clause(first), clause(second)
    if a is None or b is None or a.move.is_still or b.move.is_still:
        return heading(first)
    link = "en" if a.agrees_with(b) else ","
    words = [f"{'meer' if t.move.direction > 0 else 'minder'} {t.figure.label.split(',')[0].lower()}" for t in (a, b)]
    return capital(f"{words[0]}{' ' if link == 'en' else ''}{link} {words[1]}")


def common_heading(what: str, figures: Sequence[Figure]) -> str:
    """ "Omvang van begeleiding neemt af" when all figures say so; empty when they do not."""
    told = [clause(figure) for figure in figures]
    first = told[0]
    if first is None or any(t is None or not first.agrees_with(t) for t in told):
        return ""
    adverb = first.adverb if all(t and t.adverb == first.adverb for t in told) else ""
    return capital(f"{what} {first.verb.main(adverb, plural=False)}")


def split_heading(shares: Sequence[Figure], what: str) -> str:
    """ "Verdeling van de woningen blijft gelijk", or the share that moved most; "blijft" needs the year before too."""
    told = [clause(s) for s in shares]
    moved = [t for t in told if t and not t.move.is_still]
    if moved:
        return heading(max(moved, key=lambda t: abs(t.figure.now.verandering or 0)).figure)
    if any(t is None or t.course.before is None or not t.course.before.is_still for t in told):
        return what
    nearly = "" if all(t and t.move.band == "gelijk" for t in told) else "nagenoeg "
    return f"{what} blijft {nearly}gelijk"


def count_heading(what: str, figures: Sequence[Figure]) -> str:
    """ "Beleidsindicatoren: 2 van de 3 gestegen"; the topic alone where not of all it is known."""
    told = [t for f in figures if (t := clause(f))]
    if len(told) < len(figures) or len(told) <= 1:
        return what
    risen, fallen = (sum(t.move.direction == way for t in told) for way in (1, -1))
    if len(told) in {risen, fallen}:
        return f"{what}: alle {'gestegen' if risen else 'gedaald'}"
    if not risen and not fallen:
        return what
    return f"{what}: {risen} van de {len(told)} gestegen" if risen else f"{what}: {fallen} van de {len(told)} gedaald"


def none_worse_heading(figures: Sequence[Figure], what: str) -> str:
    """ "Oordeel van inwoners is niet gedaald", or that part of it has; that nothing has only where all are known."""
    told = [t for f in figures if (t := clause(f))]
    worse = [t for t in told if t.move.direction < 0]
    if not worse and any(fell(t.figure) for t in told):  # by less than what is printed
        return what
    if not worse:
        return f"{what} is niet gedaald" if told and len(told) == len(figures) else what
    return f"{what} is gedaald" if len(worse) == len(figures) else f"{what} is deels gedaald"
