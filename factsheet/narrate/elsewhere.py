"""Beside others: "…, meer dan in Nederland (12%)", where the difference is larger than what rounding can do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from factsheet.figures import Elders, Figure, clearly_apart
from factsheet.narrate import notation
from factsheet.narrate.phrase import in_order
from factsheet.narrate.reference import value
from factsheet.narrate.text import Sentence, sentence


def with_others(sentences: Sequence[Sentence], figures: Iterable[Figure]) -> tuple[Sentence, ...]:
    """The sentences of a section, and how the first figure of which that can be said stands beside another area.

    A sentence that tells its level and nothing else gets it. Where the level stands among others, the other area gets
    a sentence of its own, as what was told is not told again.
    """
    found = next(_apart(figures), None)
    if found is None:
        return tuple(sentences)
    figure, other, way = found
    level, there = in_order(figure, notation.shown(figure)), value(figure, other)
    beside = _said(f"{level}, {'meer' if way > 0 else 'minder'} dan in {_called(other)} ({there})", figure, there)
    if any(_is_level(said, level) for said in sentences):
        return tuple(replace(beside, volgt=said.volgt) if _is_level(said, level) else said for said in sentences)
    if any(_tells(said, figure) for said in sentences):
        return (*sentences, _said(in_order(figure, there, f"in {_called(other)}"), figure, there))
    return (*sentences, beside)


def _is_level(said: Sentence, level: str) -> bool:
    return said.tekst.lower() == f"{level}.".lower()


def _tells(said: Sentence, figure: Figure) -> bool:
    return any(fact.sleutel == figure.sleutel and notation.shown(figure) in fact.getoond for fact in said.feiten)


def _apart(figures: Iterable[Figure]) -> Iterator[tuple[Figure, Elders, int]]:
    """Rates of people that are surely above or below those of another area.

    Of a score the section tells where it stands; what this municipality spends, another does not.
    """
    for figure in figures:
        of_whom = figure.naam.zin.aanhef if figure.naam.zin else ""
        for other in figure.elders if of_whom and figure.unit.soort in {"procent", "verhouding"} else ():
            if way := clearly_apart(figure, other):
                yield figure, other, way


def _called(other: Elders) -> str:
    """The name of an area inside a sentence; a class of municipalities is no name."""
    return re.sub("^Gemeenten\\b", "gemeenten", other.gebied)


def _said(text: str, figure: Figure, there: str) -> Sentence:
    return sentence(text, figure, printed=[there])
