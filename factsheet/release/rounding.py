"""The counts of one year → their tens, per family, and what that cost.

A figure keeps the print that readers know for as long as that is within its distance: who lays two editions beside each
other then finds no difference.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from factsheet import method
from factsheet.origin import origin
from factsheet.release import relations
from factsheet.release.relations import Counts, Place
from factsheet.release.tens import Counted, Family, Relation, tens
from factsheet.rows import PublishedRows, TrueRows
from factsheet.settings import Settings


@dataclass(frozen=True)
class Rounded:
    """The counts of one year with their print, and the tables that they stand in.

    `margins`: per count how far its print may be from it, as readers are told. `proven`: no other table is as near;
    False when time ran out.
    """

    tables: Mapping[str, pl.DataFrame]
    counts: Counts
    printed: tuple[int, ...]
    margins: tuple[int, ...]
    proven: bool

    def column(self, table: str, column: str, values: Sequence[int]) -> pl.Series:
        """What belongs to each row of a table; null where nothing is counted."""
        known = self.tables[table][column].is_not_null()
        found = iter(values[number] for number in self._at(table, column))
        return pl.Series(column, [next(found) if there else None for there in known], pl.Int64)

    def _at(self, table: str, column: str) -> list[int]:
        return self._by_column.get((table, column), [])

    @functools.cached_property
    def _by_column(self) -> dict[tuple[str, str], list[int]]:
        found: dict[tuple[str, str], list[int]] = {}
        for number, place in enumerate(self.counts.places):
            found.setdefault((place.table, place.column), []).append(number)
        return found


def rounded(true: TrueRows, settings: Settings, known: PublishedRows | None = None) -> Rounded:
    """The print of every count of one year. `known`: what readers already have of that year. Raises NoTableError."""
    tables = relations.complete(true, settings)
    found = relations.counts(tables, settings)
    before = _known(known, settings) if known else {}
    printed, proven = [0] * len(found.places), True
    for numbers, between in found.families():
        table = tens(_family(numbers, between, found, before, settings))
        proven = proven and table.proven
        for number, value in zip(numbers, table.printed, strict=True):
            printed[number] = value
    margins = tuple(_margins(found, printed, settings))
    return Rounded(tables, found, tuple(printed), margins, proven)


def digest(tables: PublishedRows) -> str:
    """A hash of published tables: the same for the same figures."""
    found = hashlib.sha256()
    for name in sorted(tables):
        found.update(f"{name}\n{tables[name].write_csv()}".encode())
    return found.hexdigest()


def _family(
    numbers: Sequence[int], between: Sequence[Relation], found: Counts, before: Mapping[Place, int], settings: Settings
) -> Family:
    own = {number: place for place, number in enumerate(numbers)}
    figures = (_counted(found.places[number], found.values[number], before, settings) for number in numbers)
    inside = (
        Relation(tuple((own[number], times) for number, times in relation.terms), relation.at_least)
        for relation in between
    )
    return Family(tuple(figures), tuple(inside), settings.publicatie.tiental)


def _counted(place: Place, count: int, before: Mapping[Place, int], settings: Settings) -> Counted:
    signed = place.gebied in relations.LINES and count < 0
    return Counted(place.name, count, method.cap(settings, place.gebied), signed, before.get(place))


def _known(known: PublishedRows, settings: Settings) -> dict[Place, int]:
    """The prints that readers have, of counts that were rounded by this method."""
    adding_up = {
        name: rows
        for name, rows in known.items()
        if all(method.margin_of(column) in rows.columns for column in origin(name).people)
    }
    return relations.values(adding_up, settings)


def _margins(found: Counts, printed: Sequence[int], settings: Settings) -> Iterator[int]:
    """Per count the most that its print is off: of all counts of its table, of wijken or of the municipality alike.

    Of one figure alone it would tell how far that one is off.
    """
    worst: dict[tuple[str, int], int] = {}
    keys = [(place.table, method.cap(settings, place.gebied)) for place in found.places]
    for key, count, value in zip(keys, found.values, printed, strict=True):
        worst[key] = max(worst.get(key, 0), abs(count - value))
    step = settings.publicatie.tiental
    for table, cap in keys:
        # Coarsely: the more exactly this is told, the more it tells.
        beyond = step - 1 + step * max(0, -(-(worst[table, cap] - step + 1) // step))
        yield cap if worst[table, cap] <= cap else beyond
