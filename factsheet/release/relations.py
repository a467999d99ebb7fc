"""What holds between the counts of people of one year: what adds up, and what is never more than something else.

Rounding keeps to these, and whoever attacks what was published starts from them. As the schemas declare it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from factsheet.origin import origin
from factsheet.release.tens import Relation
from factsheet.settings import Settings
from schemas import SCHEMAS, YearlyCsv
from schemas.rule import Sums, Union

Rows = Mapping[str, pl.DataFrame]
# The line under the wijken: whom they count twice because people move, or what they differ from the municipality.
MOVED, DIFFERENCE = "verhuisd", "verschil"
LINES = (MOVED, DIFFERENCE)
_PLACE = "_plaats"


@dataclass(frozen=True)
class Place:
    """Where a count stands: a table, a column, and the values of the keys of its row, which begin with its area."""

    table: str
    column: str
    keys: tuple[str, ...]
    gebied: str

    @property
    def row(self) -> dict[str, str]:
        """The keys of its row by name; the area also where its table speaks of the municipality only."""
        return {"gebied": self.gebied, **dict(zip(origin(self.table).keys, self.keys, strict=True))}

    @property
    def name(self) -> str:
        """What names it, the same in every year."""
        return "|".join((self.table, self.column, *self.keys))


@dataclass(frozen=True)
class Counts:
    """Every count of people of one year, and what holds between them (by their number in `places`)."""

    places: tuple[Place, ...]
    values: tuple[int, ...]
    relations: tuple[Relation, ...]

    def families(self) -> Iterator[tuple[list[int], list[Relation]]]:
        """The counts that hang together, directly or through others."""
        between = [[number for number, _ in relation.terms] for relation in self.relations]
        for numbers, places in together(len(self.places), between):
            yield numbers, [self.relations[place] for place in places]


def together(size: int, groups: Sequence[Sequence[int]]) -> list[tuple[list[int], list[int]]]:
    """Numbers below `size` that share a group, directly or through others; and the places of their groups."""
    leader = list(range(size))

    def first(number: int) -> int:
        while leader[number] != number:
            leader[number] = leader[leader[number]]
            number = leader[number]
        return number

    for one, *others in groups:
        for other in others:
            leader[first(other)] = first(one)
    found: dict[int, tuple[list[int], list[int]]] = {}
    for number in range(size):
        found.setdefault(first(number), ([], []))[0].append(number)
    for place, (one, *_) in enumerate(groups):
        found[first(one)][1].append(place)
    return list(found.values())


def complete(true: Rows, settings: Settings) -> dict[str, pl.DataFrame]:
    """The tables of one year with all that is printed of their counts beside them.

    Below the wijken stands the line that makes them add up to the municipality; a table of its own has the sums that a
    schema declares.
    """
    lined = {name: _with_line(rows, SCHEMAS[name], settings) for name, rows in true.items()}
    sums = {
        f"{name}_{one.name}": _summed(rows, one, SCHEMAS[name].people(), settings)
        for name, rows in lined.items()
        for one in SCHEMAS[name].sums()
    }
    return {**lined, **sums}


def values(tables: Rows, settings: Settings) -> dict[Place, int]:
    """Every count of one year, of the rows that have one."""
    return {place: value for column in _columns(tables, settings) for place, value in column.counts()}


def counts(tables: Rows, settings: Settings) -> Counts:
    """All counts of one year, true or published: tables as `complete` makes them."""
    numbered: dict[tuple[str, str], pl.DataFrame] = {}
    places: list[Place] = []
    found: list[int] = []
    for column in _columns(tables, settings):
        rows = column.rows.with_columns(pl.int_range(pl.len()).alias(_PLACE) + len(places))
        numbered[column.table, column.name] = rows
        for place, value in column.counts():
            places.append(place)
            found.append(value)
    between = (relation for table in tables for relation in _relations(table, numbered, found, settings))
    return Counts(tuple(places), tuple(found), tuple(between))


@dataclass(frozen=True)
class _Column:
    """A column of counts, and the rows that have one."""

    table: str
    name: str
    rows: pl.DataFrame
    keys: tuple[str, ...]
    whole: str

    def counts(self) -> Iterator[tuple[Place, int]]:
        areas = self.rows["gebied"] if "gebied" in self.rows.columns else [self.whole] * self.rows.height
        keys = self.rows.select(pl.col(self.keys).cast(pl.String)).rows()
        for key, gebied, value in zip(keys, areas, self.rows[self.name], strict=True):
            yield Place(self.table, self.name, key, gebied), value


def _columns(tables: Rows, settings: Settings) -> Iterator[_Column]:
    for table, rows in tables.items():
        about = origin(table)
        for name in about.people:
            yield _Column(table, name, rows.filter(pl.col(name).is_not_null()), about.keys, settings.gemeente.code)


def _relations(
    table: str, numbered: Mapping[tuple[str, str], pl.DataFrame], values: Sequence[int], settings: Settings
) -> Iterator[Relation]:
    about = origin(table)
    if table not in SCHEMAS:
        return
    for column in about.people:
        frame = numbered[table, column]
        yield from _of_areas(frame, values, about.schema, settings)
        for sums in about.schema.sums():
            # An edition from before has no table of a sum that was declared since.
            if (f"{table}_{sums.name}", column) in numbered:
                yield from _of_sums(frame, sums, numbered[f"{table}_{sums.name}", column], settings)
        yield from _of_unions(frame, values, about.schema)
    for least, most in about.schema.at_most():
        yield from _of_columns(numbered[table, least], numbered[table, most], values, about.keys)


def _of_areas(
    frame: pl.DataFrame, values: Sequence[int], schema: type[YearlyCsv], settings: Settings
) -> Iterator[Relation]:
    """The wijken and onbekend, less the line below them, are the municipality: where every wijk is there."""
    found = [_sum_of(rows, settings) for rows in _combinations(frame, schema, settings)]
    return iter(found if all(relation.holds(values) for relation in found) else ())


def _sum_of(rows: Mapping[str, int], settings: Settings) -> Relation:
    whole = settings.gemeente.code
    parts = ((number, 1 if gebied in LINES else -1) for gebied, number in rows.items() if gebied != whole)
    return Relation(((rows[whole], 1), *parts))


def _of_sums(frame: pl.DataFrame, sums: Sums, summed: pl.DataFrame, settings: Settings) -> Iterator[Relation]:
    whole = {tuple(one): number for *one, number in summed.select(*sums.keys, _PLACE).rows()}
    parts: dict[tuple[Any, ...], list[int]] = {}
    for *key, number in sums.rows(frame, settings).select(*sums.keys, _PLACE).rows():
        parts.setdefault(tuple(key), []).append(number)
    for name, members in parts.items():
        yield Relation(((whole[name], 1), *((number, -1) for number in members)))


def _of_unions(frame: pl.DataFrame, values: Sequence[int], schema: type[YearlyCsv]) -> Iterator[Relation]:
    """A union is at least each of its parts and at most their sum; their sum, where it is so everywhere."""
    for union in schema.unions():
        others = [key for key in schema.grid if key != union.column]
        found: dict[tuple[str, ...], dict[str, int]] = {}
        for *key, name, number in frame.select(*others, union.column, _PLACE).rows():
            if not set(key) & set(LINES):
                found.setdefault(tuple(key), {})[name] = number
        full = [row for row in found.values() if {union.whole, *union.parts} <= row.keys()]
        sums = [Relation(((row[union.whole], 1), *((row[part], -1) for part in union.parts))) for row in full]
        if all(relation.holds(values) for relation in sums):
            yield from sums
            continue
        # A draft may still be wrong.
        yield from (relation for row in full for relation in _bounds_of(row, union) if relation.holds(values))


def _bounds_of(row: Mapping[str, int], union: Union) -> Iterator[Relation]:
    yield Relation((*((row[part], 1) for part in union.parts), (row[union.whole], -1)), at_least=True)
    yield from (Relation(((row[union.whole], 1), (row[part], -1)), at_least=True) for part in union.parts)


def _of_columns(
    least: pl.DataFrame, most: pl.DataFrame, values: Sequence[int], keys: Sequence[str]
) -> Iterator[Relation]:
    """The one column is never more than the other, where that is so in every row."""
    both = least.join(most, on=keys, suffix="_meest")
    if "gebied" in keys:
        both = both.filter(~pl.col("gebied").is_in(LINES))
    found = [
        Relation(((high, 1), (low, -1)), at_least=True) for low, high in both.select(_PLACE, f"{_PLACE}_meest").rows()
    ]
    return iter(found if all(relation.holds(values) for relation in found) else ())


def _combinations(frame: pl.DataFrame, schema: type[YearlyCsv], settings: Settings) -> Iterator[dict[str, int]]:
    """Per combination of categories the number of each area; of those with the municipality and every wijk."""
    if not schema.per_area:
        return
    wanted = {area.code for area in settings.areas}
    found: dict[tuple[str, ...], dict[str, int]] = {}
    for gebied, number, *key in frame.select("gebied", _PLACE, *schema.categories()).rows():
        found.setdefault(tuple(key), {})[gebied] = number
    yield from (rows for rows in found.values() if wanted <= rows.keys())


def _with_line(rows: pl.DataFrame, schema: type[YearlyCsv], settings: Settings) -> pl.DataFrame:
    people = schema.people()
    if not (schema.per_area and people):
        return rows
    moves = any(rule.total and rule.total.share for rule in schema.rules(settings))
    whole = pl.col("gebied") == settings.gemeente.code
    every = pl.col("gebied").is_in([area.code for area in settings.areas])
    lines = (
        rows.group_by("jaar", *schema.categories(), maintain_order=True)
        .agg(
            pl.when(every.sum() == len(settings.areas), pl.col(column).is_not_null().all()).then(
                pl.col(column).filter(~whole).sum() - pl.col(column).filter(whole).sum()
            )
            for column in people
        )
        .filter(pl.any_horizontal(pl.col(people).is_not_null()))
    )
    off = pl.any_horizontal(pl.col(people).fill_null(0) != 0)
    if lines.is_empty() or not (moves or lines.select(off.any()).item()):
        return rows
    line = lines.with_columns(gebied=pl.lit(MOVED if moves else DIFFERENCE))
    return pl.concat([rows, line.cast({name: rows.schema[name] for name in people})], how="diagonal")


def _summed(rows: pl.DataFrame, sums: Sums, people: list[str], settings: Settings) -> pl.DataFrame:
    placed = sums.rows(rows, settings)
    return placed.group_by("jaar", *sums.keys, maintain_order=True).agg(pl.col(people).sum())
