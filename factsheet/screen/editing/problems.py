"""What is wrong in the table, with the cell named."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

import streamlit as st

from factsheet.editing.numbering import ROW
from factsheet.editing.sheet import named
from factsheet.report import counted
from factsheet.screen.editing.desk import Desk
from factsheet.validate.grouping import Group, grouped

SHOWN = 20
SIGNS = {"fout": "✗", "waarschuwing": "!"}


def problems(at: Desk) -> None:
    """Every problem with its cell, worst first; a count on top."""
    found = at.judged.problems
    if not found:
        st.html('<p class="sd-goed"><span aria-hidden="true">✓</span> Er zijn geen fouten of waarschuwingen.</p>')
        return
    groups = grouped(found)
    lines = "".join(_told(at, group) for group in groups[:SHOWN])
    more = f"<p>En nog {len(groups) - SHOWN} meldingen. Verbeter eerst deze.</p>" if len(groups) > SHOWN else ""
    # Read aloud when it changes: the cursor is still in the table.
    st.html(f'<div role="status"><h2>{escape(counted(found))}</h2>{lines}{more}</div>')


def _told(at: Desk, group: Group) -> str:
    place = " · ".join(_where(at, group))
    return (
        f'<div class="sd-melding sd-{group.severity}"><p class="sd-soort"><span aria-hidden="true">'
        f"{SIGNS[group.severity]}</span> {escape(f'{group.severity.capitalize()}: {place}')}</p>"
        f"<p>{escape(group.message)}</p></div>"
    )


def _where(at: Desk, group: Group) -> Iterator[str]:
    """The place of a problem: "rij 12 · Noord, 15-25 · kolom inwoners"."""
    if len(group.rows) == 1:
        yield f"rij {group.rows[0]}"
        row = at.table.cells.filter(at.table.cells[ROW] == group.rows[0])
        name = named(row.row(0, named=True), at.schema) if row.height else ""
        if name:
            yield name
    elif group.rows:
        yield f"{len(group.rows)} rijen"
    yield f"kolom {group.column}" if group.column else "de hele tabel"
