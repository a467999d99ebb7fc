"""The text of a wijk: what is different from the municipality, and what really changed. At most three things.

Where rounding leaves nothing certain it stays silent.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from factsheet.figures import Figure, above_or_below
from factsheet.narrate import notation
from factsheet.narrate.change import no_comparison, since
from factsheet.narrate.phrase import Clause, clause
from factsheet.narrate.text import LONGEST, Sentence, be, in_full, sentence
from factsheet.narrate.verbs import SAME, words

MOST = 3
MUCH = 2.0  # how much further (percent, or points) a change must go than that of the municipality to say so
AGAINST = 2.0  # what it counts for when a wijk goes the other way than the municipality
FULL = 10.0  # a change of this many percent counts as much as a figure that is half as high again as elsewhere
HALF = 0.5


@dataclass(frozen=True)
class Finding:
    """Something worth saying about a figure; `weight` says how much."""

    figure: Figure
    weight: float
    level: bool


def text_of_wijk(figures: Iterable[Figure]) -> tuple[Sentence, ...]:
    """Up to three sentences about these figures of one wijk, in the order of the section.

    One of a figure: its level beside the municipality, or its change, whichever says more. At most two of a kind.
    """
    own = tuple(figures)
    if not own:
        return ()
    chosen = _chosen(own)
    if not chosen:
        return (_nothing(own[0]),)
    first, *others = (finding for figure in own for finding in chosen if finding.figure is figure)
    return _said(first, first=True), *(_said(finding, first=False) for finding in others)


def _chosen(figures: tuple[Figure, ...]) -> list[Finding]:
    best = [max(found, key=lambda f: f.weight) for figure in figures if (found := _findings(figure))]
    best.sort(key=lambda finding: -finding.weight)
    chosen: list[Finding] = []
    for finding in best:
        if sum(other.level == finding.level for other in chosen) < MOST - 1:
            chosen.append(finding)
    return chosen[:MOST]


def _findings(figure: Figure) -> list[Finding]:
    level, change = _level_weight(figure), _change_weight(figure)
    return [Finding(figure, weight, is_level) for weight, is_level in ((level, True), (change, False)) if weight > 0]


def _level_weight(figure: Figure) -> float:
    """How far a rate is from that of the municipality, as a share of it; 0 where rounding could do that."""
    whole = figure.gemeente
    if whole is None or whole.value is None or figure.value is None or not above_or_below(figure):
        return 0.0
    distance = abs(figure.value - whole.value)
    return distance if figure.unit.soort == "score" else distance / max(abs(whole.value), 1) / HALF


def _change_weight(figure: Figure) -> float:
    told = clause(figure)
    if told is None or told.move.is_still:
        return 0.0
    size = abs(figure.now.verandering or 0) / FULL
    return size * AGAINST if _goes_against(told) else size


def _goes_against(told: Clause) -> bool:
    whole = clause(told.figure.gemeente) if told.figure.gemeente else None
    return whole is not None and not whole.move.is_still and whole.move.direction != told.move.direction


def _said(finding: Finding, *, first: bool) -> Sentence:
    figure = in_full(finding.figure)
    return _level(figure) if finding.level else _change(figure, first=first)


def _level(figure: Figure) -> Sentence:
    """Het aandeel … is 15%: hoger dan gemiddeld in Hengelo (12%)."""
    whole = figure.gemeente
    assert whole is not None and whole.value is not None and figure.value is not None  # noqa: S101 - it has a weight
    word = "hoger" if above_or_below(figure) > 0 else "lager"
    there = f"{word} dan gemiddeld in {whole.area.naam} ({notation.shown(whole)})"
    return sentence(f"{figure.naam.tekst} {be(figure)} {notation.shown(figure)}: {there}", figure, whole)


def _change(figure: Figure, *, first: bool) -> Sentence:
    """In Berflo Es is het aantal … toegenomen (+9%), meer dan in heel Hengelo (+2,5%)."""
    told = clause(figure)
    assert told is not None  # noqa: S101 - it has a weight
    place = figure.area.naam
    if first and place not in told.subject:
        finite, rest = told.verb.perfect(told.move.adverb, plural=told.plural).split(" ", maxsplit=1)
        text = f"in {place} {finite} {told.subject} {rest}"
    else:
        text = told.perfect()
    beside = _beside(told)
    together = f"{text}{told.percentage}, {beside}"
    if beside and figure.gemeente and len(together.split()) <= LONGEST:
        return sentence(together, figure, figure.gemeente)
    alone = f"{text} {since(figure)}{told.percentage}"
    return sentence(alone if len(alone.split()) <= LONGEST else f"{text}{told.percentage}", figure)


def _beside(told: Clause) -> str:
    """How the municipality changed, where that is another way, nothing, or clearly less."""
    whole = clause(told.figure.gemeente) if told.figure.gemeente else None
    if whole is None:
        return ""
    there = f"heel {whole.figure.area.naam}"
    if whole.move.is_still:
        still = words(whole.move.adverb, SAME.participle)
        them = "die" if whole.plural else "dat"
        return f"maar in {there} {be(whole.figure)} {them} {still}{whole.percentage}"
    if whole.move.direction != told.move.direction:
        return f"anders dan in {there}{whole.percentage}"
    return f"meer dan in {there}{whole.percentage}" if _surely_further(told.figure, whole.figure) else ""


def _surely_further(figure: Figure, whole: Figure) -> bool:
    """Whether a change goes well further than that of the municipality, whatever rounding hides of both."""
    own, there = figure.now, whole.now
    if own.verandering is None or there.verandering is None or abs(own.verandering) - abs(there.verandering) < MUCH:
        return False
    return own.moved[0] > there.moved[1]


def _nothing(figure: Figure) -> Sentence:
    """The one sentence of a section in which nothing is certain or different."""
    place = figure.area.naam
    if figure.value is None:
        return sentence(f"van {place} zijn er hier te weinig cijfers om te vergelijken", figure)
    if figure.before.waarde is None:
        level = sentence(f"{in_full(figure).naam.tekst} {be(figure)} {notation.shown(figure)}", figure)
        return replace(level, noot=no_comparison(figure))
    return sentence(f"de cijfers van {place} laten hier geen duidelijke verandering zien", figure)
