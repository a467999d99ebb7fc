"""Keep what was dropped: all files together or none, with a reason where there are warnings."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from factsheet import store
from factsheet.access import Visitor
from factsheet.report import count_of
from factsheet.screen.links import link
from factsheet.screen.uploading.desk import Upload
from factsheet.screen.uploading.drop import empty_zone
from factsheet.screen.uploading.mending import told_mends
from factsheet.store import StoreError

RESULT = "uploads resultaat"
REASON = "uploads reden"
AGAIN = "haal het bestand hierboven weg en kies het opnieuw. Er wordt niets bewaard zolang er een fout in staat."


def save_button(files: Sequence[Upload], visitor: Visitor) -> None:
    """Keep all files together or none. Warnings need a reason."""
    if any(file.checked.errors for file in files):
        suggested = any(file.found.suggestions for file in files)
        first = "Neem de voorstellen over. Andere fouten verbetert u" if suggested else "Verbeter ze"
        st.error(f"Er staan nog fouten in. {first} in Excel: {AGAIN}")
        return
    if any(file.checked.warnings for file in files):
        st.text_area(
            "Waarom kloppen de cijfers, ondanks de waarschuwingen?",
            key=REASON,
            max_chars=1000,
            placeholder="Bijvoorbeeld: gecontroleerd met de afdeling; de daling komt door de nieuwe regeling.",
        )
    _told()
    # Of records only the tables are kept that were counted from them.
    tables = [file for file in files if not file.found.recorded]
    if tables:
        label = f"Bewaar {count_of(len(tables), 'bestand', 'bestanden')}"
        st.button(label, type="primary", on_click=_save, args=(tables, visitor))


def last_result() -> None:
    """After saving: what was kept, and where to go now."""
    kept = st.session_state.pop(RESULT, None)
    if isinstance(kept, dict):
        for year, datasets in kept.items():
            st.success(f"Bewaard voor {year}: {', '.join(datasets)}.")
            link("publiceren", f"Naar publiceren van {year}", jaar=str(year))
    elif kept:
        st.error(kept)


def _save(files: list[Upload], visitor: Visitor) -> None:
    checked = [file.checked for file in files]
    mended = {(c.dataset or "", c.year or 0): told_mends(file) for c, file in zip(checked, files, strict=True)}
    try:
        versions = store.current().save(checked, who=visitor.name, reason=st.session_state.get(REASON), mended=mended)
    except StoreError as error:
        st.session_state[RESULT] = str(error)
        return
    kept: dict[int, list[str]] = {}
    for version in versions:
        kept.setdefault(version.year, []).append(version.dataset)
    st.session_state[RESULT] = kept
    empty_zone()


def _told() -> None:
    if isinstance(st.session_state.get(RESULT), str):
        st.error(st.session_state.pop(RESULT))
