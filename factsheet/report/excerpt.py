"""Wrong rows with the rows around them, as the editor sees them in Excel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl
from openpyxl.utils import get_column_letter

from factsheet.parse import Grid, shown

AROUND = 2  # rows above and below
MOST_COLUMNS = 8
CELL_SHOWN = 40  # characters of a cell


@dataclass(frozen=True)
class Line:
    """One row of the file: its number in Excel, its cells, and which of them is wrong (a place in `cells`)."""

    row: int
    cells: tuple[str, ...]
    wrong: int | None = None
    is_header: bool = False


@dataclass(frozen=True)
class Excerpt:
    """A few rows of a file; `letters` are the columns as Excel names them. Rows that are skipped are not there."""

    letters: tuple[str, ...]
    lines: tuple[Line, ...]


def neighbours(
    grid: Grid, rows: Sequence[int], column: str | None, corrections: Mapping[tuple[int, str], str] | None = None
) -> Excerpt:
    """The rows with these numbers, two above and two below each, and the header; the cell in `column` is marked.

    `corrections` (row and column → value) shows the file as it was mended. Of a wide file only the columns that matter.
    """
    wanted = {near for row in rows for near in range(row - AROUND, row + AROUND + 1)} | {grid.header_row}
    lines = grid.cells.filter(pl.col("row").is_in(list(wanted))).sort("row")
    wrong = grid.columns.get(column or "")
    places = _places(lines.drop("row"), wrong)
    mended = {
        (row, grid.columns[name]): value for (row, name), value in (corrections or {}).items() if name in grid.columns
    }
    return Excerpt(
        letters=tuple(get_column_letter(place + 1) for place in places),
        lines=tuple(
            Line(
                row=row,
                cells=tuple(_shortened(mended.get((row, place), cells[place])) for place in places),
                wrong=places.index(wrong) if wrong is not None and row in rows else None,
                is_header=row == grid.header_row,
            )
            for row, *cells in lines.select("row", *map(str, range(lines.width - 1))).iter_rows()
        ),
    )


def _places(lines: pl.DataFrame, wrong: int | None) -> list[int]:
    """The columns to show: those with text in them, the first and those around the wrong one when there are many."""
    filled = [place for place in range(lines.width) if place == wrong or _has_text(lines[str(place)])]
    if len(filled) <= MOST_COLUMNS:
        return filled
    kept = filled[:3]
    middle = filled.index(wrong) if wrong in filled else 0
    near = sorted(filled, key=lambda place: (abs(filled.index(place) - middle), place))
    kept += [place for place in near if place not in kept][: MOST_COLUMNS - len(kept)]
    return sorted(kept)


def _has_text(column: pl.Series) -> bool:
    return bool((column.fill_null("").str.strip_chars() != "").any())


def _shortened(text: str | None) -> str:
    line = shown(text or "")
    return line if len(line) <= CELL_SHOWN else f"{line[:CELL_SHOWN]}…"
