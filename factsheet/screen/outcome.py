"""What a button did, told beside that button, read aloud, and with the focus where something must be done."""

from __future__ import annotations

import secrets
from typing import Literal

from markupsafe import Markup

from factsheet.literal import st
from factsheet.screen.component import mount

Kind = Literal["goed", "let op", "fout"]
SIGNS: dict[Kind, tuple[str, str]] = {"goed": ("✓", "Gelukt"), "let op": ("i", "Let op"), "fout": ("✗", "Niet gelukt")}


def keep(place: str, kind: Kind, message: str) -> None:
    """In a callback: what there is to tell at `place` when the page is drawn again."""
    st.session_state[place] = (kind, message)


def show(place: str) -> Kind | None:
    """Beside the button: what it did, told once. Its kind; None when there is nothing to tell."""
    told: tuple[Kind, str] | None = st.session_state.pop(place, None)
    kind, message = told or (None, "")
    if kind:
        box(place, kind, message)
    return kind


def box(place: str, kind: Kind, message: str) -> None:
    """A message beside what it is about. Each one is new, so that the same words are told again."""
    token = f"uitkomst-{secrets.token_hex(6)}"
    sign, aloud = SIGNS[kind]
    html = Markup(
        '<div class="sd-uitkomst sd-uitkomst-{name}" role="{role}" tabindex="-1" id="{token}">'
        '<span aria-hidden="true">{sign}</span><div class="sd-uitkomst-tekst">'
        '<span class="sd-voorlezen">{aloud}: </span>{message}</div></div>'
    )
    role = "alert" if kind == "fout" else "status"
    st.html(html.format(name=kind.replace(" ", "-"), role=role, token=token, sign=sign, aloud=aloud, message=message))
    mount("outcome", key=f"uitkomst {place}", data={"token": token, "focus": kind == "fout"})
