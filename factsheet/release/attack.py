"""What a reader who knows the method can find out: how many values each count keeps beside all that was published.

Everything published is a linear fact about whole numbers; integer programming finds tables of counts that agree with
all of it. A program apart: it starts from published tables, and knows of the rounding only what readers are told.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

import polars as pl

from factsheet import method
from factsheet.origin import origin, volumes
from factsheet.release import relations
from factsheet.release.relations import Place
from factsheet.release.solver import INFINITE, OPTIMAL, Row, relaxed_first, solve
from factsheet.rows import PublishedRows
from factsheet.settings import Settings
from schemas import SCHEMAS
from schemas.protection import PerPerson

# A count keeps this many values at least, or publishing stops.
ENOUGH = 5
# A group that the solver has no answer for within this time is told as one of which nothing is known.
SECONDS = 20.0
# What floats may cost a fact.
HAIR = 1e-6


@dataclass(frozen=True)
class Fact:
    """Counts times something are together between `least` and `most`. `name`: what was published that tells so."""

    terms: tuple[tuple[int, float], ...]
    least: float = -INFINITE
    most: float = INFINITE
    name: str = ""


@dataclass(frozen=True)
class Known:
    """What a reader knows: counts, each between its `least` and `most`, and the facts about them (by number).

    `about`: the counts that are asked for; None for all.
    """

    least: tuple[int, ...]
    most: tuple[int, ...]
    facts: tuple[Fact, ...]
    about: tuple[int, ...] | None = None

    @property
    def asked(self) -> Sequence[int]:
        return range(len(self.least)) if self.about is None else self.about


@dataclass(frozen=True)
class Count:
    """A count of one year, as a reader finds it; `previous`: in the last edition of it."""

    jaar: int
    place: Place
    previous: bool = False

    @property
    def name(self) -> str:
        return f"{self.jaar}|{self.place.name}"


@dataclass(frozen=True)
class Revision:
    """The last edition of a year, beside what would be published of it now; and the counts that stayed the same.

    It is told that these did, and that a reader knows so: which file was corrected, and where, is seldom a secret.
    """

    jaar: int
    published: PublishedRows
    same: frozenset[Place]


@dataclass(frozen=True)
class Attacked:
    """How many values each count keeps, in the order of `counts`; and what the facts about those with too few are."""

    counts: tuple[Count, ...]
    values: tuple[int, ...]
    revealed_by: tuple[str, ...]

    @property
    def least(self) -> int | None:
        """The fewest values that a count keeps; None without counts."""
        return min(self.values, default=None)

    @property
    def given_away(self) -> tuple[Count, ...]:
        """Those with too few values, the fewest first."""
        few = [(kept, count.name, count) for count, kept in zip(self.counts, self.values, strict=True) if kept < ENOUGH]
        return tuple(count for _, _, count in sorted(few, key=lambda one: one[:2]))


def attack(
    tables: PublishedRows,
    settings: Settings,
    year: int | None = None,
    *,
    beside_exact: bool = False,
    revision: Revision | None = None,
) -> Attacked:
    """What was published of all years, against the counts of all of them.

    Or against fewer: those that hang together with counts of one `year`; those that more than one exact fact is about.
    With a `revision` both editions are laid beside each other.
    """
    reader = _Reader(settings)
    reader.read(tables)
    if revision:
        reader.read_again(revision)
    counts, known = reader.counts, reader.known
    wanted = {number for number, count in enumerate(counts) if year in {None, count.jaar}}
    parts = [
        (numbers, facts)
        for numbers, facts in _parts(known)
        if wanted & set(numbers) and (not beside_exact or len({fact.name for fact in facts} - {""}) > 1)
    ]
    kept = _kept(known, parts, beside_exact=beside_exact)
    few = {number for number, values in kept.items() if values < ENOUGH}
    revealed_by = [fact.name for numbers, facts in parts if few & set(numbers) for fact in facts if fact.name]
    return Attacked(tuple(counts[number] for number in kept), tuple(kept.values()), tuple(dict.fromkeys(revealed_by)))


def may_grow(percent: float, now: int, before: int, settings: Settings) -> bool:
    """Whether a change from exact counts by itself leaves enough values to both prints. Quick: most that tell too much
    do so by themselves."""
    below, above = _around(settings, adding_up=True)
    low, high = (1 + (percent + sign * method.EXACT_CHANGE_MARGIN) / 100 for sign in (-1, 1))
    pairs = [
        (x, y)
        for y in range(max(0, before - below), before + above + 1)
        for x in range(max(0, now - below), now + above + 1)
        if low * y - HAIR <= x <= high * y + HAIR
    ]
    return min(len({x for x, _ in pairs}), len({y for _, y in pairs})) >= ENOUGH


class _Reader:
    """A reader who takes down what published tables say of the counts behind them."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.counts: list[Count] = []
        self._least: list[int] = []
        self._most: list[int] = []
        self._facts: list[Fact] = []

    @property
    def known(self) -> Known:
        return Known(tuple(self._least), tuple(self._most), tuple(self._facts))

    def read(self, tables: PublishedRows) -> None:
        """All years, beside each other."""
        for year in sorted({int(year) for rows in tables.values() for year in rows["jaar"].unique()}):
            self._counts_of(tables, year, previous=False)
        self._facts += _exact(tables, self._numbers(), self.settings)

    def read_again(self, revision: Revision) -> None:
        """The last edition of a year: the same counts, but for those that were corrected."""
        now, size = self._numbers(), len(self.counts)
        self._counts_of(revision.published, revision.jaar, previous=True)
        then = {(count.jaar, count.place): size + at for at, count in enumerate(self.counts[size:])}
        self._facts += _exact(revision.published, {**now, **then}, self.settings)
        for at, number in then.items():
            if at[1] in revision.same and at in now:
                self._facts.append(Fact(((now[at], 1.0), (number, -1.0)), 0.0, 0.0))

    def _numbers(self) -> dict[tuple[int, Place], int]:
        return {(count.jaar, count.place): at for at, count in enumerate(self.counts)}

    def _counts_of(self, tables: PublishedRows, year: int, *, previous: bool) -> None:
        rows = {name: frame.filter(pl.col("jaar") == year) for name, frame in tables.items()}
        own = {name: frame for name, frame in rows.items() if frame.height}
        found = relations.counts(own, self.settings)
        first = len(self.counts)
        for place, printed in zip(found.places, found.values, strict=True):
            low, high = _bounds(own[place.table], place, printed, self.settings)
            self.counts.append(Count(year, place, previous))
            self._least.append(low)
            self._most.append(high)
        self._facts += (_shifted(relation.terms, relation.at_least, first) for relation in found.relations)


def values_kept(known: Known) -> tuple[int, ...]:
    """How many values each count can have: exactly so below `ENOUGH`, otherwise as many as are known to be possible."""
    found = _kept(known, _parts(known))
    return tuple(found[number] for number in range(len(known.least)))


def _kept(known: Known, parts: Iterable[tuple[list[int], list[Fact]]], *, beside_exact: bool = False) -> dict[int, int]:
    """The values of each count; with `beside_exact` of those that something exact is about."""
    kept: dict[int, int] = {}
    for numbers, facts in parts:
        own = {number: at for at, number in enumerate(numbers)}
        inside = (
            Fact(tuple((own[number], times) for number, times in fact.terms), fact.least, fact.most) for fact in facts
        )
        least, most = (tuple(ends[number] for number in numbers) for ends in (known.least, known.most))
        exact = {own[number] for fact in facts if fact.name for number, _ in fact.terms}
        part = Known(least, most, tuple(inside), tuple(sorted(exact)) if beside_exact else None)
        kept.update(zip((numbers[number] for number in part.asked), _of_part(part), strict=True))
    return kept


@functools.lru_cache(maxsize=32)
def _of_part(known: Known) -> tuple[int, ...]:
    """The same for counts that hang together. Each table that agrees is a value for every count in it, so that tables
    are sought with as many missing values as will go together; what then has too few is tried value by value."""
    possible: list[set[int]] = [set() for _ in known.least]
    columns = _columns(known)
    rng, progress = Random(0), True  # noqa: S311 - any order will do, as long as it is the same
    while progress and any(len(possible[number]) < ENOUGH for number in known.asked):
        missing = {number: _missing(known, number, possible[number], rng) for number in known.asked}
        table = _table(known, [missing.get(number) for number in range(len(possible))], columns=columns)
        progress = _note(possible, table, known.asked)
    # Where no table agrees, none does with a single value either.
    for number in known.asked if any(possible) else ():
        found = possible[number]
        for value in range(known.least[number], known.most[number] + 1):
            if len(found) < ENOUGH and value not in found:
                table = _table(known, [None] * len(possible), (number, value), columns)
                _note(possible, table, known.asked)
    return tuple(len(possible[number]) for number in known.asked)


def _missing(known: Known, number: int, found: set[int], rng: Random) -> int | None:
    """A value that is not known to be possible yet; None where enough are.

    Any of them: when all counts go the same way, a total that they add up to cannot follow.
    """
    values = [value for value in range(known.least[number], known.most[number] + 1) if value not in found]
    return rng.choice(values) if values and len(found) < ENOUGH else None


def _note(possible: Sequence[set[int]], table: Sequence[int] | None, asked: Sequence[int]) -> bool:
    """Add the values of a table to those that are possible; whether any is new."""
    if table is None:
        return False
    new = [number for number in asked if table[number] not in possible[number]]
    for number in new:
        possible[number].add(table[number])
    return bool(new)


def _table(
    known: Known,
    aim: Sequence[int | None],
    fixed: tuple[int, int] | None = None,
    columns: Sequence[Mapping[int, float]] = (),
) -> list[int] | None:
    """The table that agrees with all facts, nearest to what is wanted (None: anything); None when none agrees."""
    size = len(known.least)
    least, most = list(known.least), list(known.most)
    if fixed:
        least[fixed[0]] = most[fixed[0]] = fixed[1]
    wanted = [
        min(max(low if value is None else value, low), high) for value, low, high in zip(aim, least, most, strict=True)
    ]
    costs = [0.0 if value is None else 1.0 for value in aim] * 2
    # Steps up from what is wanted, then steps down.
    up = [high - at for high, at in zip(most, wanted, strict=True)]
    down = [at - low for low, at in zip(least, wanted, strict=True)]
    rows = [_from(wanted, fact, terms) for fact, terms in zip(known.facts, columns or _columns(known), strict=True)]
    # Any table that agrees will do.
    solver = relaxed_first(lambda whole: solve(costs, [*up, *down], rows, seconds=SECONDS, gap=0.5, whole=whole))
    if solver.getModelStatus() != OPTIMAL:
        return None
    moved = [round(value) for value in solver.getSolution().col_value]
    table = [at + moved[number] - moved[number + size] for number, at in enumerate(wanted)]
    return table if all(_agrees(table, fact) for fact in known.facts) else None


def _columns(known: Known) -> list[dict[int, float]]:
    """The terms of each fact about steps up and down: the same for every table that is sought."""
    size = len(known.least)
    return [
        {column: sign * times for n, times in fact.terms for column, sign in ((n, 1), (n + size, -1))}
        for fact in known.facts
    ]


def _from(wanted: Sequence[int], fact: Fact, terms: Mapping[int, float]) -> Row:
    """A fact as a row about steps up and down from a table."""
    at = _total(wanted, fact)
    return Row(terms, fact.least - at, fact.most - at)


def _agrees(table: Sequence[int], fact: Fact) -> bool:
    """Whether a fact holds; a solver is not taken at its word."""
    return fact.least - HAIR <= _total(table, fact) <= fact.most + HAIR


def _total(table: Sequence[int], fact: Fact) -> float:
    return sum(times * table[number] for number, times in fact.terms)


def _parts(known: Known) -> Iterator[tuple[list[int], list[Fact]]]:
    """The counts that hang together through facts."""
    groups = relations.together(len(known.least), [[number for number, _ in fact.terms] for fact in known.facts])
    for numbers, about in groups:
        yield numbers, [known.facts[at] for at in about]


def _shifted(terms: Iterable[tuple[int, int]], at_least: bool, by: int) -> Fact:
    moved = tuple((number + by, float(times)) for number, times in terms)
    return Fact(moved, 0.0, INFINITE if at_least else 0.0)


def _bounds(rows: pl.DataFrame, place: Place, printed: int, settings: Settings) -> tuple[int, int]:
    """Between what a count lies, for a reader who knows the method.

    Of tens that add up: whatever lies within less than half a step of all prints certainly prints so, so that these
    counts cannot be told apart. Of tens that were rounded one by one: what rounds to it.
    """
    below, above = _around(settings, adding_up=method.margin_of(place.column) in rows.columns)
    low = printed - below
    return (low if place.gebied in relations.LINES and printed < 0 else max(0, low)), printed + above


def _around(settings: Settings, *, adding_up: bool) -> tuple[int, int]:
    """How far below and above a print a count surely may lie; `adding_up`: of tens that add up."""
    half = settings.publicatie.tiental // 2
    return half - 1 if adding_up else half, half - 1


def _exact(tables: PublishedRows, number: Mapping[tuple[int, Place], int], settings: Settings) -> Iterator[Fact]:
    """What was published from exact counts."""
    yield from _changes(tables, number, settings.gemeente.code)
    yield from _volumes(tables, number, settings)


def _changes(tables: PublishedRows, number: Mapping[tuple[int, Place], int], whole: str) -> Iterator[Fact]:
    """The changes that were published from exact counts."""
    for table, rows in tables.items():
        for column in origin(table).people:
            change = f"{column}_mutatie"
            known = rows.filter(pl.col(change).is_not_null()) if change in rows.columns else rows.clear()
            for row in known.iter_rows(named=True):
                yield from _change(row[change], Count(row["jaar"], _place(table, column, row, whole)), number)


def _change(percent: float, count: Count, number: Mapping[tuple[int, Place], int]) -> Iterator[Fact]:
    """This year lies between the lowest and the highest growth of the year before."""
    now, before = number.get((count.jaar, count.place)), number.get((count.jaar - 1, count.place))
    if now is None or before is None:
        return
    for sign in (1, -1):
        grown = 1 + (percent + sign * method.EXACT_CHANGE_MARGIN) / 100
        yield Fact(((before, sign * grown), (now, -sign)), least=-HAIR, name=count.name)


def _volumes(tables: PublishedRows, number: Mapping[tuple[int, Place], int], settings: Settings) -> Iterator[Fact]:
    """The volumes of the municipality: they lie between what its people have at least and at most together."""
    for dataset, schema in SCHEMAS.items():
        for column, of in volumes(schema).items():
            persons = [one for one in schema.per_person(settings) if one.column == column]
            for row in tables.get(f"{dataset}_{column}", pl.DataFrame()).iter_rows(named=True):
                here = {"gebied": settings.gemeente.code, **{key: row[key] for key in of.per}}
                rows = (
                    (at, place.row.items())
                    for (jaar, place), at in number.items()
                    if (jaar, place.table, place.gebied) == (row["jaar"], dataset, here["gebied"])
                )
                each = [
                    (at, one)
                    for at, keys in rows
                    for one in persons
                    if here.items() <= keys and one.where.items() <= keys
                ]
                name = "|".join((str(row["jaar"]), f"{dataset}_{column}", *(str(row[key]) for key in of.per)))
                yield from _volume(row[column], each, name, method.unknown_margin(settings.publicatie))


def _volume(published: float, each: Sequence[tuple[int, PerPerson]], name: str, off: float) -> Iterator[Fact]:
    yield Fact(tuple((at, one.least) for at, one in each), most=published + off, name=name)
    if all(one.most is not None for _, one in each):
        yield Fact(tuple((at, one.most or 0.0) for at, one in each), least=published - off, name=name)


def _place(table: str, column: str, row: Mapping[str, Any], whole: str) -> Place:
    return Place(table, column, tuple(str(row[key]) for key in origin(table).keys), row.get("gebied", whole))
