"""Beside others: "…, meer dan in Nederland (12%)", where the difference is larger than what rounding can do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from factsheet.figures import Elders, Figure, clearly_apart
from factsheet.narrate import notation
from factsheet.narrate.comparison import value
from factsheet.narrate.phrase import in_order
from factsheet.narrate.text import Sentence, sentence


def with_others(sentences: Sequence[Sentence], figures: Iterable[Figure]) -> tuple[Sentence, ...]:
    """The sentences of a section, one of them beside another area: the first figure of which that can be said.

    A sentence that tells its level and nothing else gets it; without one it is a sentence more, at the end.
    """
    found = next(_apart(figures), None)
    if found is None:
        return tuple(sentences)
    figure, other, way = found
    beside = f"{'meer' if way > 0 else 'minder'} dan in {_called(other)} ({value(figure, other)})"
    level = in_order(figure, notation.shown(figure))
    own = _said(f"{level}, {beside}", figure, other)
    told = [i for i, said in enumerate(sentences) if said.tekst.lower() == f"{level}.".lower()]
    if told:
        return (*sentences[: told[0]], replace(own, volgt=sentences[told[0]].volgt), *sentences[told[0] + 1 :])
    return (*sentences, own)


def _apart(figures: Iterable[Figure]) -> Iterator[tuple[Figure, Elders, int]]:
    """Rates that are surely above or below those of another area. Of a score the section tells where it stands."""
    for figure in figures:
        is_rate = figure.naam.zin is not None and figure.naam.zin.aanhef and figure.unit.soort != "score"
        for other in figure.elders if is_rate else ():
            if way := clearly_apart(figure, other):
                yield figure, other, way


def _called(other: Elders) -> str:
    """The name of an area inside a sentence; a class of municipalities is no name."""
    return re.sub("^Gemeenten\\b", "gemeenten", other.gebied)


def _said(text: str, figure: Figure, other: Elders) -> Sentence:
    return sentence(text, figure, printed=[value(figure, other)])
