"""The grid of the edit page: every change goes into the draft, and a cell can be asked about."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from factsheet import store as stores
from factsheet.editing.numbering import ROW
from factsheet.literal import st
from factsheet.screen import grid
from factsheet.screen.editing.cell import choose_cell
from factsheet.screen.editing.edit_session import EditSession, keep_draft


def type_figures(at: EditSession) -> None:
    """The table to type in."""
    st.caption("Typ in een cel, of plak er cellen uit Excel. Enter gaat naar beneden, Tab naar rechts.")
    here = (at.dataset, at.year, at.visitor)
    grid.show(
        at.grid_key,
        at.work.round,
        at.judged,
        dataset=at.dataset,
        year=at.year,
        base=grid.texts_of(at.dataset, at.work.base),
        on_cells=partial(keep_draft, *here),
        on_cell=partial(choose_cell, *here),
        remarks=list(_remarks(at)),
    )


def _remarks(at: EditSession) -> Iterator[dict[str, Any]]:
    """The cells about which something is said that is not resolved."""
    said: dict[tuple[tuple[str, ...], str], list[str]] = {}
    for remark in at.remarks:
        if remark.resolved_at is None:
            who = stores.current().display_name(remark.who)
            said.setdefault((remark.key, remark.column), []).append(f"{who}: {remark.text}")
    names, keys = list(at.table.texts.columns), list(at.schema.grid)
    for row in at.table.cells.rows(named=True) if said else ():
        key = tuple(row[name] or "" for name in keys)
        for (place, column), texts in said.items():
            if place == key and column in names:
                yield {"row": row[ROW], "column": names.index(column), "text": "; ".join(texts)}
