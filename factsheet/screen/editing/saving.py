"""What readers will see change, and the button that keeps the table as a new version."""

from __future__ import annotations

from factsheet import settings, store
from factsheet.access import Visitor, writes
from factsheet.editing.compare import differences
from factsheet.literal import st
from factsheet.release import publish as publication
from factsheet.report import count_of
from factsheet.screen import differing, effects, outcome
from factsheet.screen.cached import effect_of_edit
from factsheet.screen.editing.edit_session import RESULT, EditSession, draft_name, drop_draft, session_now
from factsheet.screen.links import link
from factsheet.store import Conflict, StoreError

REASON = "bewerken reden"


def own_changes(at: EditSession) -> None:
    """What this editor changed, cell by cell."""
    if not at.is_changed or not at.work.base:
        return
    before = store.current().rows(at.work.base)
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
    """The bar that stays in view: keep the table for all editors, with a reason; or forget what was typed."""
    with st.container(key="bewerken balk"):
        if at.is_changed:
            _save_fields(at)
        else:
            st.caption("U hebt nog niets veranderd.")
        if outcome.show(RESULT) == "goed":
            link("publiceren", f"Naar publiceren van {at.year}", jaar=str(at.year))


def _save_fields(at: EditSession) -> None:
    where = (at.dataset, at.year, at.visitor)
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    with left:
        # Always there, so that what was typed in it stays while something else is mended first.
        st.text_area(_question(at), key=_reason(at.dataset, at.year), max_chars=1000, height=68)
    with right, st.container(horizontal=True):
        if at.checked.errors:
            st.error(f"Er {_are(len(at.checked.errors))}. Verbeter dat eerst; daarna kunt u bewaren.")
        elif at.is_overtaken:
            st.error("Voeg eerst de wijzigingen samen; daarna kunt u bewaren.")
        else:
            st.button(f"Bewaar {at.dataset} van {at.year}", type="primary", on_click=_save, args=where)
        with st.popover("Gooi mijn wijzigingen weg"):
            st.markdown("Dan ziet u weer de laatste versie. Zolang u op deze pagina blijft, haalt Ctrl+Z ze terug.")
            st.button("Ja, gooi ze weg", on_click=_forget, args=where)


def _question(at: EditSession) -> str:
    if not at.checked.warnings:
        return "Wat hebt u veranderd, en waarom?"
    warned = count_of(len(at.checked.warnings), "waarschuwing", "waarschuwingen")
    return f"Wat hebt u veranderd, en waarom klopt het ondanks {warned}?"


@writes
def _save(dataset: str, year: int, visitor: Visitor) -> None:
    """Callback: a new version on top of the one that the work began with."""
    at = session_now(dataset, year, visitor)
    reason = (st.session_state.get(_reason(dataset, year)) or "").strip()
    if not reason:
        outcome.keep(RESULT, "fout", "Schrijf op wat u veranderd hebt, en waarom. Er is nog niets bewaard.")
        return
    base = {(dataset, year): at.work.base or None}
    try:
        store.current().save([at.checked], who=visitor.name, reason=reason, based_on=base)
        drop_draft(dataset, year, visitor)
    except Conflict:
        # The page says who kept what, and how to put it together.
        outcome.keep(RESULT, "let op", "Iemand anders was u net voor. Uw wijzigingen zijn er nog; zie bovenaan.")
        return
    except StoreError as error:
        outcome.keep(RESULT, "fout", str(error))
        return
    st.session_state[_reason(dataset, year)] = ""
    outcome.keep(RESULT, "goed", f"De tabel {dataset} van {year} is bewaard. Lezers zien het als u publiceert.")


@writes
def _forget(dataset: str, year: int, visitor: Visitor) -> None:
    try:
        drop_draft(dataset, year, visitor)
    except StoreError as error:
        outcome.keep(RESULT, "fout", str(error))
        return
    outcome.keep(RESULT, "let op", "Uw wijzigingen zijn weg. U ziet weer de laatste versie.")


def drafts(visitor: Visitor) -> list[tuple[str, int]]:
    """The tables on which this editor has work that was not kept: dataset and year."""
    prefix = draft_name("")
    found = store.current().drafts(visitor.name)
    return [(draft.name.removeprefix(prefix), draft.year) for draft in found if draft.name.startswith(prefix)]


def _reason(dataset: str, year: int) -> str:
    return f"{REASON} {dataset} {year}"


def _are(errors: int) -> str:
    return "staat nog 1 fout in de tabel" if errors == 1 else f"staan nog {errors} fouten in de tabel"
