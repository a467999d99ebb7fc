"""Taking rows out of the table, also on a phone and without a mouse."""

from __future__ import annotations

from factsheet.access import Visitor, writes
from factsheet.editing.numbering import ROW
from factsheet.editing.sheet import named
from factsheet.literal import st
from factsheet.report import rows_of
from factsheet.screen.editing.edit_session import RESULT, EditSession, session_now, write_draft
from factsheet.store import StoreError

CHOSEN = "bewerken rijen weg"


def remove_rows(at: EditSession) -> None:
    """Rows by their number and what stands in them, and a button that takes them out."""
    rows = {int(row[ROW]): named(row, at.schema) for row in at.table.filled.rows(named=True)}
    # Those that are gone by now cannot be chosen any more.
    st.session_state[CHOSEN] = [row for row in st.session_state.get(CHOSEN, []) if row in rows]
    with st.expander("Rijen weghalen"):
        st.multiselect(
            "Welke rijen?",
            list(rows),
            format_func=lambda row: f"rij {row}: {rows.get(row, '')}",
            key=CHOSEN,
            placeholder="Kies een of meer rijen",
        )
        st.button("Haal deze rijen weg", on_click=_remove, args=(at.dataset, at.year, at.visitor))


@writes
def _remove(dataset: str, year: int, visitor: Visitor) -> None:
    """Callback: the draft without these rows."""
    chosen: list[int] = st.session_state.get(CHOSEN, [])
    at = session_now(dataset, year, visitor)
    if not chosen:
        st.session_state[RESULT] = ("fout", "Kies eerst welke rijen weg moeten. Er is nog niets veranderd.")
        return
    left = at.table.filled.filter(~at.table.filled[ROW].is_in(chosen))
    try:
        write_draft(dataset, year, visitor, left.drop(ROW), base=at.round.base)
    except StoreError as error:
        st.session_state[RESULT] = ("fout", str(error))
        return
    st.session_state[RESULT] = ("let op", f"U hebt {rows_of(sorted(chosen))} weggehaald. Dat is nog niet bewaard.")
    st.session_state[CHOSEN] = []
