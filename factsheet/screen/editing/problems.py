"""What is wrong in the table, with the cell named."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from factsheet.editing.numbering import ROW
from factsheet.editing.sheet import named
from factsheet.literal import st
from factsheet.report import counted
from factsheet.screen.editing.edit_session import EditSession
from factsheet.validate.grouping import Group, grouped

SHOWN = 20
SIGNS = {"fout": "✗", "waarschuwing": "!"}


def problems(at: EditSession) -> None:
    """Every problem with its cell, worst first; a count on top."""
    found = at.judged.problems
    for note in at.checked.notes:
        st.caption(note)
    if not found:
        st.html(
            Markup('<p class="sd-goed"><span aria-hidden="true">✓</span> Er zijn geen fouten of waarschuwingen.</p>')
        )
        return
    groups = grouped(found)
    lines = Markup().join(_group_message(at, group) for group in groups[:SHOWN])
    left = len(groups) - SHOWN
    more = Markup("<p>En nog {} meldingen. Verbeter eerst deze.</p>").format(left) if left > 0 else ""
    # Read aloud when it changes: the cursor is still in the table.
    st.html(Markup('<div role="status"><h2>{}</h2>{}{}</div>').format(counted(found), lines, more))


def _group_message(at: EditSession, group: Group) -> Markup:
    place = f"{group.severity.capitalize()}: {' · '.join(_where(at, group))}"
    return Markup(
        '<div class="sd-melding sd-{}"><p class="sd-soort"><span aria-hidden="true">{}</span> {}</p><p>{}</p></div>'
    ).format(group.severity, SIGNS[group.severity], place, group.message)


def _where(at: EditSession, group: Group) -> Iterator[str]:
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
