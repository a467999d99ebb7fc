"""What readers will see change, and the button that keeps the table as a new version."""

from __future__ import annotations

from factsheet import settings, store
from factsheet.access import Visitor, writes
from factsheet.editing.compare import differences
from factsheet.literal import st
from factsheet.release import publish as publication
from factsheet.report import count_of
from factsheet.screen import differing, effects
from factsheet.screen.cached import effect_of_edit
from factsheet.screen.editing.edit_session import RESULT, EditSession, draft_name, drop_draft, session_now
from factsheet.screen.links import link
from factsheet.store import Conflict, StoreError

REASON = "bewerken reden"


def outcome(year: int) -> None:
    """What the last button did."""
    kind, message = st.session_state.pop(RESULT, ("", ""))
    if kind == "goed":
        st.success(message)
        link("publiceren", f"Naar publiceren van {year}", jaar=str(year))
    elif kind == "let op":
        st.info(message)
    elif kind:
        st.error(message)


def own_changes(at: EditSession) -> None:
    """What this editor changed, cell by cell."""
    if not at.is_changed or not at.round.base:
        return
    before = store.current().rows(at.round.base)
    found = differences(before, at.checked.rows, at.schema, settings.current())
    count = len(found.changed) + len(found.added) + len(found.removed)
    if count:
        with st.expander(f"Wat u veranderd hebt: {count_of(count, 'verandering', 'veranderingen')}, nog niet bewaard"):
            differing.show(found)


def reader_effect(at: EditSession) -> None:
    """What changes for readers when this table is kept and the year is published."""
    if not at.is_changed or not at.checked.ok or at.is_overtaken:
        return
    st.header("Wat de lezer ziet veranderen", anchor=False)
    lacking = [name for name in publication.missing(store.current(), at.year) if name != at.dataset]
    if lacking:
        st.info(f"Dat is te zien als alle bestanden van {at.year} er zijn. Nu ontbreekt nog: {', '.join(lacking)}.")
        return
    effects.show(effect_of_edit(at.checked), key=f"bewerken {at.dataset}")


def save(at: EditSession) -> None:
    """Keep the table for all editors, with a reason; or forget what was typed."""
    if not at.is_changed:
        st.caption("U hebt nog niets veranderd.")
        return
    where = (at.dataset, at.year, at.visitor)
    st.header("Bewaren", anchor=False)
    st.caption(
        "Wat u typt, wordt meteen voor u onthouden, ook als u weggaat. Anderen zien het pas als u het hier bewaart. "
        "Lezers zien het als het jaar gepubliceerd wordt."
    )
    # Always there, so that what was typed in it stays while something else is mended first.
    st.text_area("Wat hebt u veranderd, en waarom?", key=_reason(at.dataset, at.year), max_chars=1000)
    if at.checked.errors:
        st.error(f"Er {_are(len(at.checked.errors))}. Verbeter dat eerst; daarna kunt u bewaren.")
    elif at.is_overtaken:
        st.error("Voeg eerst de wijzigingen samen; daarna kunt u bewaren.")
    else:
        if at.checked.warnings:
            warned = count_of(len(at.checked.warnings), "waarschuwing", "waarschuwingen")
            st.caption(f"Schrijf ook waarom het klopt, ondanks {warned}.")
        st.button(f"Bewaar {at.dataset} van {at.year}", type="primary", on_click=_save, args=where)
    with st.popover("Gooi mijn wijzigingen weg"):
        st.markdown("Dan ziet u weer de laatste versie. Terughalen kan niet.")
        st.button("Ja, gooi ze weg", on_click=_forget, args=where)


@writes
def _save(dataset: str, year: int, visitor: Visitor) -> None:
    """Callback: a new version on top of the one that the work began with."""
    at = session_now(dataset, year, visitor)
    reason = (st.session_state.get(_reason(dataset, year)) or "").strip()
    if not reason:
        st.session_state[RESULT] = ("fout", "Schrijf op wat u veranderd hebt, en waarom. Er is nog niets bewaard.")
        return
    base = {(dataset, year): at.round.base or None}
    try:
        store.current().save([at.checked], who=visitor.name, reason=reason, based_on=base)
        drop_draft(dataset, year, visitor)
    except Conflict:
        # The page says who kept what, and how to put it together.
        st.session_state[RESULT] = (
            "let op",
            "Iemand anders was u net voor. Uw wijzigingen zijn er nog; zie hieronder.",
        )
        return
    except StoreError as error:
        st.session_state[RESULT] = ("fout", str(error))
        return
    st.session_state[_reason(dataset, year)] = ""
    st.session_state[RESULT] = ("goed", f"De tabel {dataset} van {year} is bewaard. Lezers zien het als u publiceert.")


@writes
def _forget(dataset: str, year: int, visitor: Visitor) -> None:
    try:
        drop_draft(dataset, year, visitor)
    except StoreError as error:
        st.session_state[RESULT] = ("fout", str(error))
        return
    st.session_state[RESULT] = ("let op", "Uw wijzigingen zijn weg. U ziet weer de laatste versie.")


def drafts(visitor: Visitor) -> list[tuple[str, int]]:
    """The tables on which this editor has work that was not kept: dataset and year."""
    prefix = draft_name("")
    found = store.current().drafts(visitor.name)
    return [(draft.name.removeprefix(prefix), draft.year) for draft in found if draft.name.startswith(prefix)]


def _reason(dataset: str, year: int) -> str:
    return f"{REASON} {dataset} {year}"


def _are(errors: int) -> str:
    return "staat nog 1 fout in de tabel" if errors == 1 else f"staan nog {errors} fouten in de tabel"
