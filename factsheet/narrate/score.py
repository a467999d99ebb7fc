"""The socio-economic score: beside the Netherlands, which is about 0, and over the years."""

from __future__ import annotations

from itertools import pairwise

from factsheet.figures import Figure
from factsheet.narrate import notation
from factsheet.narrate.change import compared, follows, no_comparison
from factsheet.narrate.move import move_of
from factsheet.narrate.text import Sentence, as_sentence, missing, sentence

LEAST_ROW = 3  # scores that go one way, before they do so every year
A_LITTLE = {"gelijk", "nagenoeg", "licht"}


def beside_country(score: Figure, average_below: float) -> str:
    """Where the score stands: closer to 0 than `average_below` is average; empty without a score."""
    if score.value is None:
        return ""
    if abs(score.value) < average_below:
        return "rond het gemiddelde van Nederland"
    return f"{'hoger' if score.value > 0 else 'lager'} dan gemiddeld in Nederland"


def score_level(score: Figure, average_below: float) -> Sentence:
    """De score over 2022 is -0,030: rond het gemiddelde van Nederland."""
    if score.value is None:
        return missing(score)
    where = beside_country(score, average_below)
    return sentence(f"de score over {score.jaar} is {notation.shown(score)}: {where}", score)


def score_change(score: Figure) -> tuple[Sentence, ...]:
    """In 2019 was dat -0,041: de score steeg elk jaar een beetje; or against the score before this one."""
    if score.value is None:
        return ()
    if score.herhaald:
        return (follows("het CBS heeft nog geen nieuwe score: deze stond hier al eerder", score),)
    if score.before.waarde is None:
        return (as_sentence(no_comparison(score)),)
    return _every_year(score) or (compared(score),)


def _every_year(score: Figure) -> tuple[Sentence, ...]:
    points = [point for point in score.points if point.waarde is not None]
    steps = [(now.waarde or 0) - (before.waarde or 0) for before, now in pairwise(points)]
    each = all(now.jaar == before.jaar + 1 for before, now in pairwise(points))
    if len(points) < LEAST_ROW or not each or not (min(steps) > 0 or max(steps) < 0):
        return ()
    moves = [move_of(point) for point in points[1:]]
    little = " een beetje" if all(move and move.band in A_LITTLE for move in moves) else ""
    went, first = ("steeg" if steps[0] > 0 else "daalde"), points[0]
    then = notation.point(first, score.unit)
    return (follows(f"over {first.jaar} was dat {then}: de score {went} elk jaar{little}", score, printed=[then]),)
