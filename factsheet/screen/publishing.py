"""The publish page in parts: the checklist, the button, and the editions there are."""

from __future__ import annotations

import streamlit as st

from factsheet import consistency, settings, store
from factsheet import publish as publication
from factsheet.access import Visitor
from factsheet.edition import Factsheet, to_check
from factsheet.narrate import notation
from factsheet.screen.cached import concept_of, sheet_of
from factsheet.screen.links import link
from factsheet.screen.tables import table
from factsheet.store import StoreError

RESULT = "publiceren resultaat"
REASON = "publiceren reden"


def checklist(year: int) -> None:
    """Every dataset: who kept which file when, or that it is missing."""
    rows = []
    for dataset, version in publication.checklist(store.current(), year).items():
        if version is None:
            rows.append((dataset, "ontbreekt", "", "", ""))
        else:
            day = notation.moment(version.at)
            rows.append((dataset, "aanwezig", version.name, f"{version.who}, {day}", version.reason or ""))
    st.html(table(f"Bestanden van {year}", ("Gegevens", "Stand", "Bestand", "Bewaard door", "Reden"), rows, words=True))


def publish_button(year: int, visitor: Visitor) -> None:
    """Publish, when everything is there and something is new."""
    shelves = store.current()
    _told()
    lacking = publication.missing(shelves, year)
    if lacking:
        what = "Er ontbreekt 1 bestand" if len(lacking) == 1 else f"Er ontbreken {len(lacking)} bestanden"
        st.warning(f"{what}: {', '.join(lacking)}. Upload eerst alles; daarna kunt u publiceren.")
        link("uploaden", "Naar uploaden")
        return
    link("factsheet", f"Bekijk eerst het concept van {year}", jaar=str(year), concept="ja")
    last = shelves.last_edition(year)
    if not publication.is_new(shelves, year):
        st.info(f"Er is niets veranderd sinds editie {last.number if last else 1}. Lezers zien de laatste cijfers.")
        return
    if last is not None:
        st.text_input("Wat is er veranderd sinds de vorige editie? Lezers kunnen dit zien.", key=REASON, max_chars=500)
    st.button(
        f"Publiceer {year}" if last is None else f"Publiceer {year} opnieuw",
        type="primary",
        on_click=_publish,
        args=(year, visitor, last is not None),
        help="Daarna ziet iedereen met een account deze cijfers.",
    )


def cautions(year: int) -> None:
    """Texts to check, and what texts and figures of the concept say against each other; no reader sees this."""
    if publication.missing(store.current(), year):
        return
    sheet = sheet_of(concept_of(year), settings.current().gemeente)
    found = [*to_check(sheet), *((caution.sectie, caution.melding) for caution in consistency.warnings(sheet))]
    rows = [(_title(sheet, key), what) for key, what in found]
    if rows:
        st.html(table("Let op bij deze factsheet", ("Onderdeel", "Wat u moet weten"), rows, words=True))


def _title(sheet: Factsheet, key: str) -> str:
    return next(part.titel for part in sheet.secties if part.sleutel == key)


def editions(year: int) -> None:
    """The editions of a year, newest first."""
    rows = [
        (f"Editie {e.number}", notation.moment(e.at), e.who, e.reason or "") for e in store.current().editions(year)
    ]
    if rows:
        st.html(table(f"Edities van {year}", ("Editie", "Gepubliceerd", "Door", "Wat is veranderd"), rows, words=True))
    else:
        st.markdown(f"Van {year} is nog niets gepubliceerd.")


def _publish(year: int, visitor: Visitor, needs_reason: bool) -> None:
    reason = (st.session_state.get(REASON) or "").strip()
    if needs_reason and not reason:
        st.session_state[RESULT] = ("fout", "Schrijf op wat er veranderd is. Er is nog niets gepubliceerd.")
        return
    try:
        edition = publication.publish(
            store.current(), year, who=visitor.name, reason=reason or None, settings=settings.current()
        )
    except StoreError as error:
        st.session_state[RESULT] = ("fout", str(error))
        return
    st.session_state[RESULT] = ("goed", f"Factsheet {year} is gepubliceerd, editie {edition.number}.")


def _told() -> None:
    kind, message = st.session_state.pop(RESULT, ("", ""))
    if kind == "goed":
        st.success(message)
    elif kind:
        st.error(message)
