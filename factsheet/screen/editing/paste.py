"""A whole table from Excel, pasted as text: read as a file is read, and put in the place of what is typed."""

from __future__ import annotations

from factsheet import settings as factsheet_settings
from factsheet import store as stores
from factsheet.access import Visitor, writes
from factsheet.editing import sheet
from factsheet.literal import st
from factsheet.narrate import notation
from factsheet.report import holds_persons
from factsheet.screen import outcome
from factsheet.screen.editing.edit_session import RESULT, EditSession, session_now, write_draft
from factsheet.store import StoreError
from factsheet.validate import Checked, check
from factsheet.validate.grouping import grouped

FIELD = "bewerken plakken"
SAID = "bewerken plakken gezegd"
SHOWN = 10


def paste(at: EditSession) -> None:
    """A field for a whole table with its column names; what cannot be used stays in the field, with the reason."""
    said: list[str] = st.session_state.pop(SAID, [])
    with st.expander("Plak een hele tabel uit Excel", expanded=bool(said)):
        names = ", ".join(sheet.columns(at.schema))
        st.caption(f"Met de kolomnamen erboven: {names}. De tabel komt in de plaats van wat er nu staat.")
        st.text_area("De tabel", key=FIELD, height=160, placeholder="Kopieer de cellen in Excel en plak ze hier")
        st.button("Zet deze tabel in de plaats", on_click=_take, args=(at.dataset, at.year, at.visitor))
        if said:
            outcome.box(FIELD, "fout", " ".join(said))


@writes
def _take(dataset: str, year: int, visitor: Visitor) -> None:
    """Callback: the pasted table becomes the draft, when all of it can be read."""
    at = session_now(dataset, year, visitor)
    text = st.session_state.get(FIELD) or ""
    refused = _refused(text)
    if refused:
        st.session_state[SAID] = [refused]
        return
    store, settings = stores.current(), factsheet_settings.current()
    # By its name the year is known where no column holds it.
    checked = check(
        text.encode(),
        settings,
        name=f"geplakt {at.year}.csv",
        dataset=at.dataset,
        last_year=store.last_rows,
        siblings=store.last_rows,
    )
    wrong = list(_wrong(checked, at.year))
    if wrong:
        st.session_state[SAID] = wrong
        return
    texts = sheet.as_texts(checked.rows, at.schema, settings)
    try:
        write_draft(at.dataset, at.year, at.visitor, texts, base=at.work.base)
    except StoreError as error:
        st.session_state[SAID] = [str(error)]
        return
    st.session_state[FIELD] = ""
    outcome.keep(RESULT, "let op", f"De geplakte tabel staat er: {notation.number(texts.height)} rijen.")


def _refused(text: str) -> str | None:
    lines = text.count("\n") + 1
    if not text.strip():
        return "Er staat nog niets in het veld. Kopieer de cellen in Excel en plak ze hier."
    if lines > sheet.MOST_ROWS:
        many, most = notation.number(lines), notation.number(sheet.MOST_ROWS)
        return f"U plakt {many} regels. Hier passen er {most}. Is dit de goede tabel? Upload anders het bestand."
    return None


def _wrong(checked: Checked, year: int) -> list[str]:
    """Why a table cannot be used; of a table that can, what is left to mend is shown below it."""
    if checked.year is not None and checked.year != year:
        return [f"Deze tabel gaat over {checked.year}. Kies bovenaan dat jaar, of plak de tabel van {year}."]
    if holds_persons(checked.problems):
        return [problem.message for problem in checked.problems]
    if checked.rows.is_empty() or any(problem.row is not None for problem in checked.errors):
        return [_placed(group.message, group.rows, group.column) for group in grouped(checked.errors)[:SHOWN]]
    return []


def _placed(message: str, rows: tuple[int, ...], column: str | None) -> str:
    where = f"Regel {rows[0]}" if len(rows) == 1 else ""
    parts = [part for part in (where, f"kolom {column}" if column else "") if part]
    return f"{', '.join(parts)}: {message}" if parts else message
