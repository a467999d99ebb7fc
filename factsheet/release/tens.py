"""Counts → tens that add up: the one table, of all tables of tens in which every relation holds, nearest to the counts.

An integer programme, solved by HiGHS. What it answers is not taken on trust: the table is checked and its cost is
counted again in whole numbers, and a second search proves that no other table is as near.
"""

from __future__ import annotations

import functools
import hashlib
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import highspy

from factsheet import method
from factsheet.release.kept import Kept
from factsheet.release.solver import INFEASIBLE, INFINITE, OPTIMAL, TIME_OUT, WHOLE, Row, relaxed_first, solve

# A unit of distance beyond the cap of a figure costs so many times as much as one within it.
BEYOND = 20
CHEAPEST, DEAREST = 1000, 1400
# How long one family may take; the best table by then is used, and told to be so.
SECONDS = 60.0
# How many figures are kept with their tens, of half a kilobyte each: a year of 120 wijken has 6.000, of 500 25.000.
MOST_KEPT = 100_000
# How many sets of prices are tried until one leaves a single table.
TRIES = 20


class NoTableError(Exception):
    """The solver gave no table, or one that does not hold. Of no influence of a user: a table always exists."""


@dataclass(frozen=True)
class Counted:
    """A count that will be printed. `key` names it, the same in every year; `cap`: how far its print may be from it.

    `signed`: it is a difference, which may be below zero. `known`: what readers already have of it.
    """

    key: str
    count: int
    cap: int
    signed: bool = False
    known: int | None = None

    def keeps(self, step: int) -> bool:
        """Whether its print can stay what readers know.

        Of a step only a count of half of it or more stays one: what becomes 0 is then any count below that.
        """
        if self.known is None or abs(self.count - self.known) > self.cap:
            return False
        return self.count < step if self.known == 0 else self.known != step or 2 * self.count >= step


@dataclass(frozen=True)
class Relation:
    """Figures that hang together: the terms (place of a figure, times) add up to 0, or to at least 0 (`at_least`)."""

    terms: tuple[tuple[int, int], ...]
    at_least: bool = False

    def holds(self, values: Sequence[int]) -> bool:
        total = sum(times * values[place] for place, times in self.terms)
        return total >= 0 if self.at_least else total == 0


@dataclass(frozen=True)
class Family:
    """Counts that share people, and what holds between them."""

    figures: tuple[Counted, ...]
    relations: tuple[Relation, ...]
    step: int = 10


@dataclass(frozen=True)
class Tens:
    """The print of each figure of a family. `proven`: False when time ran out before it was known to be the nearest."""

    printed: tuple[int, ...]
    proven: bool = True


def tens(family: Family, seconds: float = SECONDS) -> Tens:
    """The nearest table, the same on every machine. Kept, because pages ask for the same family again and again.

    Raises NoTableError.
    """
    return _KEPT.get((family, seconds), lambda: _nearest(family, seconds), len(family.figures))


def _nearest(family: Family, seconds: float) -> Tens:
    keeping = [figure.keeps(family.step) for figure in family.figures]
    if all(keeping):
        printed = tuple(figure.known or 0 for figure in family.figures)
        if all(relation.holds(printed) for relation in family.relations):
            return Tens(printed)
    for salt in range(TRIES):
        programme = _Programme(family, salt, reach=2)
        printed, proven = programme.nearest(seconds)
        while not programme.tells_apart(printed):
            programme = _Programme(family, salt, programme.reach * 2)
            printed, proven = programme.nearest(seconds)
        only = programme.is_unique(printed, seconds) if proven else None
        if only is not False:
            return Tens(printed, proven=only is True)
    raise NoTableError(f"{len(family.figures)} figures keep more than one nearest table.")


_KEPT = Kept[Tens](MOST_KEPT)


@functools.lru_cache(maxsize=20_000)
def prices(key: str, step: int, salt: int = 0) -> tuple[int, int]:
    """What a unit costs upwards and downwards: from the name of the figure and the method, never from its count.

    The dearest is so little above the cheapest that a table within less than half a step of all counts always wins
    from any other: see the explanation of the method.
    """
    digest = hashlib.sha256(f"{method.VERSION}|{salt}|{key}".encode()).digest()
    room = dearest(step) - CHEAPEST + 1
    return CHEAPEST + int.from_bytes(digest[:8]) % room, CHEAPEST + int.from_bytes(digest[8:16]) % room


def dearest(step: int) -> int:
    """The highest price of a unit: (half a step - 1) times that stays below (half a step + 1) times the cheapest."""
    half = step // 2
    return min(DEAREST, -(-(half + 1) * CHEAPEST // (half - 1)) - 1)


def cost(figure: Counted, printed: int, step: int, salt: int = 0) -> int:
    """What this print of a figure costs, in whole numbers."""
    up, down = prices(figure.key, step, salt)
    distance = abs(printed - figure.count)
    within = min(distance, figure.cap)
    return (up if printed > figure.count else down) * (within + BEYOND * (distance - within))


@dataclass(frozen=True)
class _Segment:
    """A stretch of the print of one figure: each step along it (up or down) costs as much, up to `most` steps.

    `first`: where it begins, in steps. `is_open`: the last stretch in its direction, of any length.
    """

    place: int
    direction: int
    first: int
    cost: int
    most: float
    is_open: bool = False


class _Programme:
    """The integer programme of a family: steps up and down from the ten below each count.

    Costs are convex, so that the steps of a figure are taken in their order, and between two tens nothing is cheaper
    than at one of them: the relaxation is nearly always whole. `reach`: how many steps of a figure are told apart.
    """

    def __init__(self, family: Family, salt: int, reach: int) -> None:
        self.family, self.salt, self.reach = family, salt, reach
        self.start = [figure.count // family.step for figure in family.figures]
        self.segments = [s for place in range(len(family.figures)) for s in self._segments(place)]
        self.of_figure: list[list[int]] = [[] for _ in family.figures]
        for number, segment in enumerate(self.segments):
            self.of_figure[segment.place].append(number)
        self.most_kept: Row | None = None
        self.in_time = True

    def nearest(self, seconds: float) -> tuple[tuple[int, ...], bool]:
        """The nearest table, of those that change least of what readers know; and whether that is sure.

        How little can change follows from which figures can stay, whatever the counts are. Raises NoTableError.
        """
        self.most_kept = self._most_kept(seconds)
        solver = self._solved(seconds, self.costs)
        status, solution = solver.getModelStatus(), solver.getSolution()
        if status not in {OPTIMAL, TIME_OUT} or not solution.value_valid:
            raise NoTableError(f"{len(self.family.figures)} figures: {status.name}")
        steps = [round(value) for value in solution.col_value]
        printed = tuple(
            self.family.step
            * (self.start[place] + sum(steps[s] * self.segments[s].direction for s in self.of_figure[place]))
            for place in range(len(self.family.figures))
        )
        self._check(printed)
        proven = status == OPTIMAL and self.in_time
        if status == OPTIMAL and abs(solver.getInfo().objective_function_value - self._from_start(printed)) > WHOLE:
            raise NoTableError(f"{len(self.family.figures)} figures: their cost is not what the solver says")
        return printed, proven

    def tells_apart(self, printed: Sequence[int]) -> bool:
        """Whether no open stretch is taken, so that the search for another table sees every difference."""
        return not any(steps and self.segments[s].is_open for s, steps in enumerate(self._taken(printed)))

    def is_unique(self, printed: Sequence[int], seconds: float) -> bool | None:
        """Whether every other table costs more; None when time ran out.

        A table differs when some step is not taken, or one more is. That steps may be taken out of their order here
        only makes a table dearer than it is, and the same table dearer than itself.
        """
        taken = list(self._taken(printed))
        differs = {s: -1 if steps else 1 for s, steps in enumerate(taken)}
        other, dearer = Row(differs, 1 - sum(taken), INFINITE), self._from_start(printed) + WHOLE
        # What costs more even when it need not be whole, does so when it must.
        relaxed = self._run(seconds, self.costs, (other,), False)
        if relaxed.getModelStatus() == OPTIMAL and relaxed.getInfo().objective_function_value > dearer:
            return True
        solver = self._run(seconds, self.costs, (other,))
        if solver.getModelStatus() != OPTIMAL:
            return True if solver.getModelStatus() == INFEASIBLE else None
        return solver.getInfo().objective_function_value > dearer

    def _segments(self, place: int) -> Iterator[_Segment]:
        figure, start = self.family.figures[place], self.start[place]
        # A printed 0 is a count below a step: a larger one prints as a step at least.
        room = math.inf if figure.signed else start - (figure.count >= self.family.step)
        for direction, longest in ((1, math.inf), (-1, room)):
            for steps in range(self.reach + 1):
                if steps < longest:
                    most = longest - steps if steps == self.reach else 1
                    first = start + direction * steps
                    rise = self._cost(place, first + direction) - self._cost(place, first)
                    yield _Segment(place, direction, first, rise, most, is_open=steps == self.reach)

    def _cost(self, place: int, steps: int) -> int:
        return cost(self.family.figures[place], steps * self.family.step, self.family.step, self.salt)

    def _from_start(self, printed: Sequence[int]) -> int:
        """What this table costs more than the tens below all counts, in whole numbers."""
        return sum(
            self._cost(place, value // self.family.step) - self._cost(place, self.start[place])
            for place, value in enumerate(printed)
        )

    def _taken(self, printed: Sequence[int]) -> Iterator[int]:
        """How many steps of each segment this table takes."""
        left = [value // self.family.step - start for value, start in zip(printed, self.start, strict=True)]
        for segment in self.segments:
            steps = int(min(max(left[segment.place] * segment.direction, 0), segment.most))
            left[segment.place] -= steps * segment.direction
            yield steps

    def _check(self, printed: Sequence[int]) -> None:
        """The solver is not taken at its word. Raises NoTableError."""
        if not all(relation.holds(printed) for relation in self.family.relations):
            raise NoTableError(f"{len(printed)} figures: the table of the solver does not add up")
        for figure, value in zip(self.family.figures, printed, strict=True):
            if not figure.signed and value < (self.family.step if figure.count >= self.family.step else 0):
                raise NoTableError(f"{len(printed)} figures: the table of the solver prints a count too low")

    @property
    def costs(self) -> list[int]:
        return [segment.cost for segment in self.segments]

    def _most_kept(self, seconds: float) -> Row | None:
        """The fewest steps away from what readers know, over all figures that can stay; None where none can."""
        away = {
            number: self._away(segment)
            for number, segment in enumerate(self.segments)
            if self.family.figures[segment.place].keeps(self.family.step)
        }
        if not away:
            return None
        solver = self._solved(seconds, [away.get(number, 0) for number in range(len(self.segments))])
        self.in_time = solver.getModelStatus() == OPTIMAL
        if not solver.getSolution().value_valid:
            return None
        return Row(away, -INFINITE, round(solver.getInfo().objective_function_value))

    def _away(self, segment: _Segment) -> int:
        """Whether a step along this segment leads away from what readers know (1), or towards it (-1)."""
        known = (self.family.figures[segment.place].known or 0) // self.family.step
        return 1 if (segment.first - known) * segment.direction >= 0 else -1

    def _solved(self, seconds: float, costs: Sequence[int]) -> highspy.Highs:
        """The cheapest table."""
        return relaxed_first(lambda whole: self._run(seconds, costs, (), whole))

    def _run(self, seconds: float, costs: Sequence[int], more: Sequence[Row], whole: bool = True) -> highspy.Highs:
        kept = [self.most_kept] if self.most_kept else []
        rows = [*map(self._row, self.family.relations), *kept, *more]
        return solve(costs, [segment.most for segment in self.segments], rows, seconds=seconds, whole=whole)

    def _row(self, relation: Relation) -> Row:
        terms = {
            s: times * self.segments[s].direction for place, times in relation.terms for s in self.of_figure[place]
        }
        at_start = sum(times * self.start[place] for place, times in relation.terms)
        return Row(terms, -at_start, INFINITE if relation.at_least else -at_start)
