"""What a reader can find out, and what the rounding costs: over random small towns, and by what others do there.

BENCH_TOWNS asks for another number of towns.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from random import Random

from factsheet.release.attack import ENOUGH, attack
from factsheet.release.disclose import NO_YEAR, disclose
from factsheet.release.rounding import rounded
from tests import example, small_towns
from tests.naive import NAIVE, facts_of, kept_under

TOWNS = 1000
LARGER = (10, 25, 120)


@dataclass
class Tally:
    """Of one town: how many small counts keep too few values, by us and by others; how far prints are off; seconds."""

    small: int
    below: int
    off: float
    cells: int
    worst: int
    seconds: float
    naive: dict[str, tuple[int, int]] = field(default_factory=dict)


def measure() -> Iterator[tuple[str, str]]:
    """What is measured and its value, a line each."""
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as processes:
        found = list(processes.map(town, range(int(os.environ.get("BENCH_TOWNS", TOWNS))), chunksize=10))
    yield "random small towns, each published and attacked", f"{len(found):,}"
    yield "small counts in them", f"{sum(one.small for one in found):,}"
    yield "counts that keep fewer than five values", f"{sum(one.below for one in found):,}"
    yield "mean distance of a print from its count", f"{sum(t.off for t in found) / sum(t.cells for t in found):.2f}"
    yield "the largest distance", f"{max(one.worst for one in found)}"
    yield "rounding an edition: mean, longest", _seconds([one.seconds for one in found])
    # The others take long: of every twentieth town.
    others = [one for one in found if one.naive]
    for policy in NAIVE:
        below, exactly = (sum(one.naive[policy][n] for one in others) for n in (0, 1))
        share = 100 * below / sum(one.small for one in others)
        yield f"by {policy}: below five values, found exactly", f"{share:.0f}%, {exactly:,}"
    for wijken in LARGER:
        settings = small_towns.town(wijken)
        start = time.perf_counter()
        tables = disclose(small_towns.rows(settings, 2024, Random(1)), NO_YEAR, settings)
        middle = time.perf_counter()
        attack(tables, settings)
        times = f"{middle - start:.1f}, {time.perf_counter() - middle:.1f} s"
        yield f"a town of {wijken} wijken: publishing, attacking", times
    start = time.perf_counter()
    attack(example.tables().frames, small_towns.current())
    yield "attacking four example years beside each other", f"{time.perf_counter() - start:.1f} s"


def town(seed: int) -> Tally:
    """One random town of some wijken."""
    rng = Random(seed)
    settings = small_towns.town(rng.randint(2, 6))
    true = small_towns.rows(settings, 2024, rng, onbekend=rng.random() < 0.8)
    start = time.perf_counter()
    found = rounded(true, settings)
    took = time.perf_counter() - start
    off = [abs(count - printed) for count, printed in zip(found.counts.values, found.printed, strict=True)]
    attacked = attack(disclose(true, NO_YEAR, settings), settings)
    below = sum(values < ENOUGH for values in attacked.values)
    counts = facts_of(true, settings)
    small = sum(0 < count < 10 for count in counts.values)
    naive = {name: kept_under(policy, counts) for name, policy in NAIVE.items()} if seed % 20 == 0 else {}
    told = {name: (sum(n < ENOUGH for n in naive[name]), naive[name].count(1)) for name in naive}
    return Tally(small, below, sum(off), len(off), max(off), took, told)


def _seconds(times: list[float]) -> str:
    return f"{sum(times) / len(times):.2f}, {max(times):.2f} s"
