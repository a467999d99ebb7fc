"""Words that stretch a direction over more years: "na twee jaar daling", "voor het derde jaar op rij", "dan ooit"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from factsheet.factcheck import words
from factsheet.factcheck.reading import Token

SOME = 2  # years in "na jaren van daling"
ALL = 99  # years in "elk jaar": as many as are published
_NUMBER = rf"(?P<n>{'|'.join([*words.NUMBERS, *words.ORDINALS])}|enkele|paar|meerdere|aantal|\d)"
_YEARS = r"(?:jaar|jaren)"
# Before the noun that they belong to.
_AFTER = re.compile(
    rf"\bna (?:een )?(?:{_NUMBER} )?{_YEARS}(?: lang| achtereen)?(?: van| met)?(?: (?:een|lichte|sterke|gestage))?$"
)
_FOR_YEARS = re.compile(rf"(?:{_NUMBER} )?{_YEARS} (?:op rij|achtereen|achter elkaar|na elkaar)")
_ALWAYS = re.compile(rf"\b(?:(?:elk|ieder|alle) {_YEARS}|jaar op jaar|jaar na jaar|jaarlijks|al jaren|ononderbroken)\b")
_EARLIER = re.compile(rf"\b{_NUMBER} {_YEARS} (?:daarvoor|ervoor|daaraan voorafgaand)\b")
_AGAIN = re.compile(r"\b(?:opnieuw|wederom|nog steeds|andermaal|steeds (?:meer|minder|vaker|hoger|lager))\b")
_FIRST = re.compile(r"\bvoor het eerst\b(?! (?:in beeld|gemeten|gepubliceerd|cijfers))")


@dataclass(frozen=True)
class Course:
    """`terug`: of which changes something is said, 0 for that of the year itself, 1 for the one before it, and so on.

    `eerst`: it had not gone that way in the years before.
    """

    terug: tuple[int, ...] = (0,)
    eerst: bool = False


PLAIN = Course()


def course(tokens: Sequence[Token], verb: int, first: int, last: int) -> Course:
    """Of which years the word at token `verb` speaks, in a clause from token `first` up to and including `last`."""
    before = " ".join(t.tekst for t in tokens[max(first, verb - 9) : verb])
    if (after := _AFTER.search(before)) and tokens[verb].tekst in words.COURSES:
        return Course(tuple(range(1, 1 + _count(after.group("n"), SOME))))
    text = " ".join(t.tekst for t in tokens[first : last + 1])
    if earlier := _EARLIER.search(text):
        return Course(tuple(range(1, 1 + _count(earlier.group("n"), SOME))))
    if row := _FOR_YEARS.search(text):
        return Course(tuple(range(_count(row.group("n"), SOME))))
    if _ALWAYS.search(text):
        return Course(tuple(range(ALL)))
    return Course((0, 1) if _AGAIN.search(text) else (0,), eerst=bool(_FIRST.search(text)))


def _count(text: str | None, otherwise: int) -> int:
    if text is None:
        return otherwise
    return int(text) if text.isdecimal() else words.NUMBERS.get(text) or words.ORDINALS.get(text) or otherwise
