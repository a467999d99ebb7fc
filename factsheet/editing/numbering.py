"""The table on the screen: its rows keep their numbers while others are taken out or added, so messages stay true."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

ROW = "rij"


@dataclass(frozen=True)
class Table:
    """Rows of text with their number on the screen in the column "rij", which is the first one."""

    cells: pl.DataFrame

    @classmethod
    def of(cls, texts: pl.DataFrame) -> Table:
        """Number rows from 1."""
        numbers = pl.int_range(1, texts.height + 1, dtype=pl.Int64, eager=True).alias(ROW)
        return cls(texts.select(numbers, pl.all()))

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

    def changed(self, state: Mapping[str, Any]) -> Table:
        """The table with what was done to it on the screen.

        `state` is what Streamlit remembers of its editor: `edited_rows` (place → column → value), `added_rows` and
        `deleted_rows`. Added rows get the numbers after the last one.
        """
        names = self.texts.columns
        rows = [dict(row) for row in self.cells.rows(named=True)]
        for place, cells in state.get("edited_rows", {}).items():
            if int(place) < len(rows):
                rows[int(place)] |= {name: _clean(value) for name, value in cells.items() if name in names}
        gone = set(state.get("deleted_rows", ()))
        kept = [row for place, row in enumerate(rows) if place not in gone]
        added = [
            {ROW: len(rows) + number, **{name: _clean(row.get(name)) for name in names}}
            for number, row in enumerate(state.get("added_rows", ()), start=1)
        ]
        return Table(pl.DataFrame([*kept, *added], schema=self.cells.schema))


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
