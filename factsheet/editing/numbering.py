"""The table on the screen: its rows keep their numbers while others are taken out or added, so messages stay true."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

ROW, FIRST = "rij", 2


@dataclass(frozen=True)
class Table:
    """Rows of text with their number on the screen in the column "rij", which is the first one."""

    cells: pl.DataFrame

    @classmethod
    def of(cls, texts: pl.DataFrame) -> Table:
        """Number rows as a file does that has its headings in row 1."""
        numbers = pl.int_range(FIRST, texts.height + FIRST, dtype=pl.Int64, eager=True).alias(ROW)
        return cls(texts.select(numbers, pl.all()))

    @classmethod
    def typed(cls, rows: Sequence[Sequence[Any]], names: Sequence[str]) -> Table:
        """The rows as a browser sends them: each with its number first, and a text or nothing for every column.

        Raises ValueError for what is no such table.
        """
        if any(len(row) != len(names) + 1 or not isinstance(row[0], int) for row in rows):
            raise ValueError("rows of other columns")
        cells = [(number, *map(_clean, texts)) for number, *texts in rows]
        return cls(pl.DataFrame(cells, schema={ROW: pl.Int64, **dict.fromkeys(names, pl.String)}, orient="row"))

    def tidied(self, tidy: Callable[[pl.DataFrame], pl.DataFrame]) -> Table:
        """The same rows with other texts."""
        return Table(tidy(self.texts).select(self.cells[ROW], pl.all()))

    @property
    def texts(self) -> pl.DataFrame:
        """The rows without their numbers."""
        return self.cells.drop(ROW)

    @property
    def filled(self) -> pl.DataFrame:
        """The rows in which anything stands, numbers included."""
        if not self.cells.height:
            return self.cells
        return self.cells.filter(~pl.all_horizontal(pl.exclude(ROW).is_null()))


def as_body(texts: pl.DataFrame) -> str:
    """A table of texts as the store keeps it in a draft."""
    return json.dumps({"kolommen": texts.columns, "rijen": texts.rows()}, ensure_ascii=False)


def from_body(body: str, names: Sequence[str]) -> pl.DataFrame | None:
    """The table in a draft; None when it is of other columns than these, or cannot be read."""
    try:
        kept = json.loads(body)
        found = pl.DataFrame(kept["rijen"], schema=dict.fromkeys(kept["kolommen"], pl.String), orient="row")
    except (ValueError, KeyError, TypeError, pl.exceptions.PolarsError):
        return None
    return found if found.columns == list(names) else None


def _clean(value: object) -> str | None:
    """What was typed, as text; nothing for an empty cell."""
    text = "" if value is None else str(value).strip()
    return text or None
