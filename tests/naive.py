"""What others do with small counts, so that it is known what the attacker finds there."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import polars as pl

from factsheet.release import relations
from factsheet.release.attack import Fact, Known, values_kept
from factsheet.settings import Settings

INF = float("inf")


def facts_of(true: Mapping[str, pl.DataFrame], settings: Settings) -> relations.Counts:
    return relations.counts(relations.complete(true, settings), settings)


def small_ones(found: relations.Counts) -> list[int]:
    return [number for number, count in enumerate(found.values) if 0 < count < 10]


Policy = Callable[[int], tuple[int, int]]


def nearest(step: int) -> Policy:
    """Each figure by itself to the nearest multiple."""

    def between(count: int) -> tuple[int, int]:
        printed = step * int(count / step + 0.5)
        return max(0, printed - step // 2), printed + (step - 1) // 2

    return between


def hidden(count: int) -> tuple[int, int]:
    """Nothing below ten, and the rest exactly."""
    return (0, 9) if 0 <= count < 10 else (count, count)


def cbs(count: int) -> tuple[int, int]:
    """To the nearest five, and nothing below ten."""
    return (0, 9) if 0 <= count < 10 else nearest(5)(count)


def kept_under(policy: Policy, found: relations.Counts) -> list[int]:
    """How many values each small count keeps when figures are published this way."""
    ends = [policy(count) for count in found.values]
    between = tuple(
        Fact(tuple((n, float(times)) for n, times in r.terms), 0.0, INF if r.at_least else 0.0) for r in found.relations
    )
    kept = values_kept(Known(tuple(low for low, _ in ends), tuple(high for _, high in ends), between))
    return [kept[number] for number in small_ones(found)]


NAIVE = {
    "hide below ten": hidden,
    "nearest ten": nearest(10),
    "nearest five": nearest(5),
    "nearest three": nearest(3),
    "CBS": cbs,
}
