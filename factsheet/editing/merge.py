"""Two editors changed the same table: cell by cell, what both did, and what one of them must choose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import polars as pl

Key = tuple[str | None, ...]
Row = dict[str, str | None]
Side = Literal["mijn", "ander"]
# A row as a whole instead of one of its cells: one editor took it out while the other changed it.
WHOLE_ROW = ""


@dataclass(frozen=True)
class Clash:
    """A cell that both changed, each in another way. `column` is WHOLE_ROW when one of them took the row out.

    None for a value that was or became empty; for a whole row, None where it was taken out.
    """

    key: Key
    column: str
    was: str | None
    mine: str | None
    theirs: str | None

    @property
    def place(self) -> tuple[Key, str]:
        return self.key, self.column


@dataclass(frozen=True)
class Merged:
    """The table with the changes of both. `clashes` are still to be chosen; until then the own value stands there."""

    texts: pl.DataFrame
    clashes: tuple[Clash, ...]
    taken_over: int


def merge(
    base: pl.DataFrame,
    theirs: pl.DataFrame,
    mine: pl.DataFrame,
    keys: Sequence[str],
    chosen: Mapping[tuple[Key, str], Side] | None = None,
) -> Merged:
    """What both made of `base`: changes of one of them are taken over, the same change of both is one change.

    All three are tables of texts with the same columns; `keys` are those that name a row. `taken_over` counts the
    cells and rows that came from the other. The order is the own one, with rows that the other added behind.
    """
    was, other, own = _by_key(base, keys), _by_key(theirs, keys), _by_key(mine, keys)
    rows: list[Row] = []
    clashes: list[Clash] = []
    taken = 0
    for key in dict.fromkeys([*own, *other]):
        row, found, came = _row(key, was.get(key), other.get(key), own.get(key), chosen or {})
        rows += [row] if row else []
        clashes += found
        taken += came
    taken += sum(1 for key in own if key in was and key not in other and own[key] == was[key])
    return Merged(pl.DataFrame(rows, schema=mine.schema), tuple(clashes), taken)


def _row(
    key: Key, was: Row | None, theirs: Row | None, mine: Row | None, chosen: Mapping[tuple[Key, str], Side]
) -> tuple[Row | None, list[Clash], int]:
    """One row as it must be (None: taken out), what clashes in it, and how many cells came from the other."""
    if mine is None or theirs is None:
        return _one_sided(key, was, theirs, mine, chosen)
    row, clashes, taken = dict(mine), [], 0
    for column in mine:
        before = was[column] if was else None
        if theirs[column] == mine[column] or (theirs[column] == before and was):
            continue
        if was and mine[column] == before:
            row[column], taken = theirs[column], taken + 1
            continue
        clash = Clash(key, column, before, mine[column], theirs[column])
        if clash.place not in chosen:
            clashes.append(clash)
        elif chosen[clash.place] == "ander":
            row[column] = theirs[column]
    return row, clashes, taken


def _one_sided(
    key: Key, was: Row | None, theirs: Row | None, mine: Row | None, chosen: Mapping[tuple[Key, str], Side]
) -> tuple[Row | None, list[Clash], int]:
    """A row that only one of them has: added by that one, or taken out by the other."""
    there = mine or theirs
    if was is None:
        return there, [], int(mine is None)
    if there == was:
        return None, [], 0
    clash = Clash(key, WHOLE_ROW, _row_text(was), _row_text(mine), _row_text(theirs))
    if clash.place not in chosen:
        # Nobody's figures go without a choice.
        return there, [clash], 0
    return (mine if chosen[clash.place] == "mijn" else theirs), [], 0


def _row_text(row: Row | None) -> str | None:
    return None if row is None else ", ".join(value for value in row.values() if value)


def _by_key(texts: pl.DataFrame, keys: Sequence[str]) -> dict[Key, Row]:
    return dict(_keyed(texts, keys))


def _keyed(texts: pl.DataFrame, keys: Sequence[str]) -> Iterator[tuple[Key, Row]]:
    """Rows by their key; the second row with the same key gets a number behind it."""
    seen: Counter[Key] = Counter()
    for row in texts.rows(named=True):
        key = tuple(row[name] for name in keys)
        seen[key] += 1
        yield (*key, *([str(seen[key])] if seen[key] > 1 else [])), row
