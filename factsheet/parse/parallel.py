"""Work on a large file on all processors at once: polars leaves them idle while it looks at one column."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import TypeVar

import polars as pl

MANY = 100_000  # rows from which threads are worth their while
STRETCH = 1_000_000  # bytes that are looked at by one processor
Item = TypeVar("Item")
Result = TypeVar("Result")
Table = TypeVar("Table", pl.Series, pl.DataFrame)


def map_columns(work: Callable[[Item], Result], items: Iterable[Item], *, rows: int) -> list[Result]:
    """The work on every item of a table with this many rows, in order."""
    if rows < MANY:
        return [work(item) for item in items]
    with ThreadPoolExecutor() as workers:
        return list(workers.map(work, items))


def map_chunks(table: Table, work: Callable[[Table], Result]) -> list[Result]:
    """The work on the parts of a long column or table, in order."""
    parts = [table.slice(start, MANY) for start in range(0, len(table), MANY)] or [table]
    return map_columns(work, parts, rows=len(table))


def stretches(text: bytes, work: Callable[[bytes], Result], start: int = 0) -> list[Result]:
    """The work on the parts of a long text from `start` on, each of whole lines, in order."""
    ends = [start]
    while ends[-1] < len(text):
        ends.append(text.find(b"\n", ends[-1] + STRETCH) + 1 or len(text))
    return map_columns(lambda piece: work(text[piece[0] : piece[1]]), pairwise(ends), rows=len(text))
