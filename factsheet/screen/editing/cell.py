"""One cell of the grid, looked at closely: its history, and what editors said about it."""

from __future__ import annotations

import secrets

from markupsafe import Markup

from factsheet import store as stores
from factsheet.access import Visitor, writes
from factsheet.editing.history import cell_history
from factsheet.editing.numbering import ROW
from factsheet.literal import st
from factsheet.markup.tables import table
from factsheet.narrate import notation
from factsheet.report import count_of
from factsheet.screen import grid, outcome
from factsheet.screen.component import mount
from factsheet.screen.editing.edit_session import EditSession, grid_key, schema_keys, session_now
from factsheet.screen.grid import texts_of
from factsheet.store import Remark, StoreError

CELL = "bewerken cel"
REMARKED = "bewerken opmerking resultaat"
FIELD = "bewerken opmerking"
Cell = tuple[tuple[str, ...], str]  # what names its row, and its column


def choose_cell(dataset: str, year: int, visitor: Visitor) -> None:
    """Callback of the grid: the cell that was asked about is shown below it."""
    asked = grid.asked(grid_key(dataset, year))
    cells = session_now(dataset, year, visitor).table.cells
    rows = cells.filter(cells[ROW].is_in([asked.get("row")]))
    if rows.height and asked.get("column") in cells.columns:
        key = tuple(value or "" for value in rows.select(schema_keys(dataset)).row(0))
        st.session_state[CELL] = (key, asked["column"], secrets.token_hex(6))


def about_cell(at: EditSession) -> None:
    """Below the grid: the cell that was asked about, until it is closed."""
    chosen = st.session_state.get(CELL)
    if chosen is None or chosen[1] not in at.table.cells.columns or len(chosen[0]) != len(schema_keys(at.dataset)):
        return
    key, column, token = chosen
    with st.container(border=True, key="bewerken over cel"):
        name = ", ".join([*filter(None, key), column])
        st.html(Markup('<div id="{0}" tabindex="-1"><h2>Over de cel {1}</h2></div>').format(f"cel-{token}", name))
        mount("outcome", key="over cel", data={"token": f"cel-{token}", "focus": True})
        _history(at, key, column)
        here = [remark for remark in at.remarks if (remark.key, remark.column) == (key, column)]
        for remark in here:
            _remark(remark, at.visitor)
        st.text_area("Uw opmerking over deze cel, voor uw collega's", key=FIELD, max_chars=500, height=70)
        with st.container(horizontal=True):
            st.button("Plaats de opmerking", on_click=_place, args=(at.dataset, at.year, (key, column), at.visitor))
            st.button("Sluit", on_click=_close)
        outcome.show(REMARKED)


def open_remarks(at: EditSession) -> None:
    """All remarks of this table that nobody resolved yet, each with its cell."""
    found = [remark for remark in at.remarks if remark.resolved_at is None]
    if not found:
        return
    with st.expander(count_of(len(found), "opmerking is nog open", "opmerkingen zijn nog open")):
        for remark in found:
            st.html(Markup("<p><strong>{}</strong></p>").format(", ".join([*filter(None, remark.key), remark.column])))
            _remark(remark, at.visitor, where=" lijst")


def _history(at: EditSession, key: tuple[str, ...], column: str) -> None:
    kept = reversed(stores.current().history(at.dataset, at.year))
    found = cell_history(((one, texts_of(at.dataset, one.id)) for one in kept), schema_keys(at.dataset), key, column)
    if not found:
        st.markdown("Deze cel is nog niet eerder bewaard.")
        return
    name = stores.current().display_name
    rows = [(notation.moment(m.at), name(m.who), m.was or "leeg", m.wordt or "leeg", m.reason or "") for m in found]
    st.html(table("Geschiedenis van deze cel", ("Wanneer", "Wie", "Was", "Werd", "Waarom"), rows, words=True))


def _remark(remark: Remark, visitor: Visitor, where: str = "") -> None:
    said = Markup("<p>“{}”<br>{} op {}{}</p>")
    name = stores.current().display_name
    done = f", opgelost door {name(remark.resolved_by)}" if remark.resolved_by else ""
    text, button = st.columns([4, 1], vertical_alignment="center")
    with text:
        st.html(said.format(remark.text, name(remark.who), notation.moment(remark.at), done))
    with button:
        if remark.resolved_at is None:
            st.button("Opgelost", key=f"opgelost {remark.id}{where}", on_click=_resolve, args=(remark.id, visitor))


def _close() -> None:
    st.session_state.pop(CELL, None)


@writes
def _place(dataset: str, year: int, cell: Cell, visitor: Visitor) -> None:
    try:
        key, column = cell
        text = st.session_state.get(FIELD) or ""
        stores.current().add_remark(dataset, year, key, column, text, who=visitor.name)
    except StoreError as error:
        outcome.keep(REMARKED, "fout", str(error))
        return
    st.session_state[FIELD] = ""
    outcome.keep(REMARKED, "goed", "Uw opmerking staat bij de cel. Uw collega's zien hem ook.")


@writes
def _resolve(number: int, visitor: Visitor) -> None:
    try:
        stores.current().resolve_remark(number, who=visitor.name)
    except StoreError as error:
        outcome.keep(REMARKED, "fout", str(error))
        return
    outcome.keep(REMARKED, "goed", "De opmerking is opgelost.")
