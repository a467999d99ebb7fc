"""What stood in one cell: every version in which it became something else. Exact figures: for editors only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import polars as pl

from factsheet.store import Version


@dataclass(frozen=True)
class CellMoment:
    """A version that put something else in the cell; None for an empty cell, or for one that was not there."""

    who: str
    at: datetime
    was: str | None
    wordt: str | None
    reason: str | None


def cell_history(
    versions: Iterable[tuple[Version, pl.DataFrame]], keys: Sequence[str], key: Sequence[str], column: str
) -> list[CellMoment]:
    """The moments of one cell, newest first.

    Args:
        versions: oldest first, each with its rows as texts.
        keys: the columns that name a row; `key`: what stands in them.
    """
    return list(_moments(versions, keys, key, column))[::-1]


def _moments(
    versions: Iterable[tuple[Version, pl.DataFrame]], keys: Sequence[str], key: Sequence[str], column: str
) -> Iterator[CellMoment]:
    before: str | None = None
    for version, texts in versions:
        here = pl.all_horizontal([pl.col(name) == value for name, value in zip(keys, key, strict=True)])
        found = texts.filter(here)[column].to_list() if column in texts.columns else []
        now = found[0] if found else None
        if now != before:
            yield CellMoment(version.who, version.at, before, now, version.reason)
        before = now
