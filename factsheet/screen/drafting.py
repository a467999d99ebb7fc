"""Texts that are being typed: remembered for the editor at every change, and set beside what somebody else kept.

What an editor typed is shown as text, never as markup.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from factsheet import effect
from factsheet import store as stores
from factsheet.access import Visitor, writes
from factsheet.literal import st
from factsheet.narrate import notation
from factsheet.screen import outcome
from factsheet.store import EditedText, StoreError

PREFIX = "tekst "


@dataclass(frozen=True)
class Field:
    """One text on the screen: its key in the store, and the names under which Streamlit remembers what is typed.

    `parts`: what is typed (the text, and perhaps its source) → the name of that field.
    """

    key: str
    year: int
    parts: Mapping[str, str]

    @property
    def basis(self) -> str:
        """The name under which the id is remembered of the text that the editor began with."""
        return f"{next(iter(self.parts.values()))} basis"

    @property
    def result(self) -> str:
        """The place of what the choice between two texts did."""
        return f"{self.basis} resultaat"

    @property
    def typed(self) -> dict[str, str]:
        return {part: st.session_state.get(name) or "" for part, name in self.parts.items()}


def fill(field: Field, kept: Mapping[str, str], basis: int, visitor: Visitor) -> None:
    """Fill the fields when they are not on the screen yet: as this editor left them, or else as they are kept."""
    if next(iter(field.parts.values())) in st.session_state:
        return
    draft = stores.current().draft(visitor.name, PREFIX + field.key, field.year)
    left = _read(draft.body) if draft else None
    for part, name in field.parts.items():
        st.session_state[name] = (kept if left is None else left).get(part, "")
    st.session_state[field.basis] = draft.base if draft and left is not None else basis


@writes
def remember(field: Field, kept: Mapping[str, str], visitor: Visitor) -> None:
    """Callback of a field: what is typed goes into the store; nothing is remembered of a text that is as it is kept."""
    typed, store = field.typed, stores.current()
    # Without a place to keep it, it still stands on the screen; keeping the text itself tells what is wrong.
    try:
        if all(typed[part].strip() == kept.get(part, "").strip() for part in typed):
            store.drop_draft(visitor.name, PREFIX + field.key, field.year)
        else:
            base = st.session_state.get(field.basis, 0)
            store.keep_draft(visitor.name, PREFIX + field.key, field.year, json.dumps(typed), base=base)
    except StoreError:
        return


@writes
def forget(field: Field, visitor: Visitor) -> None:
    """The draft and the fields, once the text is kept; the next time they are filled with what counts then."""
    stores.current().drop_draft(visitor.name, PREFIX + field.key, field.year)
    for name in field.parts.values():
        st.session_state.pop(name, None)


def is_overtaken(field: Field, now: EditedText | None) -> bool:
    """Whether another text counts than the one that the editor began with."""
    return bool(st.session_state.get(field.basis, 0) != (now.id if now else 0))


def side_by_side(field: Field, now: EditedText | None, theirs: str, visitor: Visitor) -> None:
    """Both texts with the difference marked, and the choice: go on with one's own, or begin with the other.

    `theirs` is the text that counts now, as an editor types it.
    """
    if is_overtaken(field, now):
        _both(field, now, theirs, visitor)
    outcome.show(field.result)


def _both(field: Field, now: EditedText | None, theirs: str, visitor: Visitor) -> None:
    who = stores.current().display_name(now.who) if now else "Iemand anders"
    when = f" op {notation.moment(now.at)}" if now else ""
    st.warning(f"{who} heeft deze tekst intussen veranderd{when}. Uw eigen tekst staat er nog.")
    mine = next(iter(field.typed.values()))
    left, right = st.columns(2, gap="large")
    pieces = effect.pieces(theirs, mine)
    with left:
        st.html(_marked_text(f"De tekst van {who}", pieces, "gone"))
    with right:
        st.html(_marked_text("Uw tekst", pieces, "new"))
    other, own = st.columns(2, gap="large")
    with other:
        begin = f"Begin met de tekst van {who}"
        st.button(begin, on_click=_begin_again, args=(field, who, visitor), key=f"{field.basis} ander")
    with own:
        st.button("Ga door met mijn tekst", on_click=_go_on, args=(field, now, visitor), key=f"{field.basis} mijn")


def drafts(visitor: Visitor) -> list[tuple[str, int]]:
    """The texts on which this editor has work that was not kept: key and year."""
    found = stores.current().drafts(visitor.name)
    return [(draft.name.removeprefix(PREFIX), draft.year) for draft in found if draft.name.startswith(PREFIX)]


@writes
def _begin_again(field: Field, who: str, visitor: Visitor) -> None:
    try:
        forget(field, visitor)
    except StoreError as error:
        outcome.keep(field.result, "fout", str(error))
        return
    outcome.keep(field.result, "goed", f"Hieronder staat nu de tekst van {who}. Die van u is weg.")


@writes
def _go_on(field: Field, now: EditedText | None, visitor: Visitor) -> None:
    base = now.id if now else 0
    try:
        stores.current().keep_draft(visitor.name, PREFIX + field.key, field.year, json.dumps(field.typed), base=base)
    except StoreError as error:
        outcome.keep(field.result, "fout", str(error))
        return
    st.session_state[field.basis] = base
    outcome.keep(field.result, "goed", "Hieronder staat uw eigen tekst. Die is nog niet bewaard.")


def _marked_text(title: str, pieces: Sequence[effect.Piece], own: str) -> Markup:
    """One of the two texts; the words that the other has not are marked."""
    words = Markup().join(
        escape(piece.text) if piece.kind == "same" else Markup("<mark>{}</mark>").format(piece.text)
        for piece in pieces
        if piece.kind in {"same", own}
    )
    html = Markup('<p><strong>{}</strong></p><p class="sd-tekst">{}</p>')
    return html.format(title, words or "(leeg)")


def _read(body: str) -> dict[str, str] | None:
    try:
        kept = json.loads(body)
        return {str(part): str(text) for part, text in kept.items()}
    except (ValueError, AttributeError):
        return None
