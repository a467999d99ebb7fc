"""Somebody else kept a newer version while this editor was typing: both changes side by side, and one table of both."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from factsheet.access import Visitor, writes
from factsheet.editing.merge import WHOLE_ROW, Clash, Key, Merged, Side, merge
from factsheet.literal import st
from factsheet.narrate import notation
from factsheet.report import count_of
from factsheet.screen import outcome
from factsheet.screen.editing.edit_session import (
    RESULT,
    EditSession,
    drop_draft,
    schema_keys,
    session_now,
    write_draft,
)
from factsheet.screen.grid import texts_of
from factsheet.store import StoreError

SHOWN = 50
CHOSEN = "bewerken keuze"
CHOOSING = "bewerken samen resultaat"


def overtaken(at: EditSession) -> None:
    """Say who kept what meanwhile, let the editor choose where both changed the same cell, and put it together."""
    if not at.is_overtaken or at.last is None:
        return
    last = at.last
    st.warning(
        f"{at.other} heeft op {notation.moment(last.at)} een nieuwere versie van {at.dataset} bewaard"
        f"{f' ({last.reason})' if last.reason else ''}. Uw eigen wijzigingen staan er nog."
    )
    if not at.is_changed:
        st.button("Begin met de nieuwe versie", type="primary", on_click=_begin_again, args=_named(at))
        outcome.show(CHOOSING)
        return
    both = _both(at, _chosen(at))
    if both.clashes:
        st.header("U hebt allebei iets anders ingevuld. Wat moet het worden?", anchor=False)
        for clash in both.clashes[:SHOWN]:
            _choice(at, clash)
        if len(both.clashes) > SHOWN:
            st.caption(f"En nog {len(both.clashes) - SHOWN} cellen. Voeg eerst deze samen.")
    many = count_of(both.taken_over, "andere wijziging" if both.clashes else "wijziging", "wijzigingen")
    if many:
        st.markdown(f"{many} van {at.other} {'past' if both.taken_over == 1 else 'passen'} naast die van u.")
    st.button("Voeg de wijzigingen samen", type="primary", on_click=_put_together, args=_named(at))
    st.button("Gooi mijn wijzigingen weg en begin met de nieuwe versie", on_click=_begin_again, args=_named(at))
    outcome.show(CHOOSING)


def _choice(at: EditSession, clash: Clash) -> None:
    """One cell, with what stood there and what both made of it."""
    name = _said(", ".join(part for part in clash.key if part))
    where = f"De hele rij {name}" if clash.column == WHOLE_ROW else f"{name}: {clash.column}"
    gone = "(rij weggehaald)" if clash.column == WHOLE_ROW else "(leeg)"
    labels: dict[Side, str] = {
        "mijn": f"van u: {_said(clash.mine) or gone}",
        "ander": f"van {at.other}: {_said(clash.theirs) or gone}",
    }
    st.radio(
        f"{where} (was: {_said(clash.was) or 'leeg'})",
        list(labels),
        format_func=lambda side: labels[side],
        index=None,
        key=_choice_key(at, clash),
        horizontal=True,
    )


def _choice_key(at: EditSession, clash: Clash) -> str:
    return f"{CHOSEN} {at.grid_key} {at.last.id if at.last else 0} {clash.place}"


def _remembered() -> dict[Clash, Side]:
    """What this editor chose so far; a cell that is typed anew is another clash, and is asked again."""
    remembered: dict[Clash, Side] = st.session_state.setdefault(f"{CHOSEN} tot nu toe", {})
    return remembered


def _chosen(at: EditSession) -> dict[tuple[Key, str], Side]:
    remembered = _remembered()
    return {clash.place: remembered[clash] for clash in _both(at).clashes if clash in remembered}


def _both(at: EditSession, chosen: Mapping[tuple[Key, str], Side] | None = None) -> Merged:
    last = texts_of(at.dataset, at.last.id if at.last else 0)
    mine = at.table.filled.drop("rij")
    return merge(_base(at), last, mine, schema_keys(at.dataset), chosen)


def _base(at: EditSession) -> pl.DataFrame:
    """What the work began with. When that was nothing, no row was there: all that both have is theirs and mine."""
    texts = texts_of(at.dataset, at.work.base)
    return texts if at.work.base else texts.clear()


@writes
def _put_together(dataset: str, year: int, visitor: Visitor) -> None:
    """Callback: the draft becomes one table of both, on top of the newest version; what is not chosen stays asked."""
    at, state = session_now(dataset, year, visitor), st.session_state
    for clash in _both(at, _chosen(at)).clashes:
        if side := state.get(_choice_key(at, clash)):
            _remembered()[clash] = side
    both = _both(at, _chosen(at))
    if both.clashes or at.last is None:
        outcome.keep(CHOOSING, "fout", "Kies eerst bij elke cel wat het moet worden. Er is nog niets samengevoegd.")
        return
    try:
        write_draft(dataset, year, visitor, both.texts, base=at.last.id)
    except StoreError as error:
        outcome.keep(CHOOSING, "fout", str(error))
        return
    outcome.keep(RESULT, "let op", "De wijzigingen staan nu samen in uw tabel. Kijk ze na en bewaar dan.")


@writes
def _begin_again(dataset: str, year: int, visitor: Visitor) -> None:
    try:
        drop_draft(dataset, year, visitor)
    except StoreError as error:
        outcome.keep(CHOOSING, "fout", str(error))


def _named(at: EditSession) -> tuple[str, int, Visitor]:
    return at.dataset, at.year, at.visitor


def _said(text: str | None) -> str:
    return text or ""
