"""Where somebody is logged in now, with a button to end each login."""

from __future__ import annotations

from factsheet import store as stores
from factsheet.access import Visitor, accounts, writes
from factsheet.literal import st
from factsheet.narrate import notation
from factsheet.screen import outcome
from factsheet.store import Session


def logins(name: str, visitor: Visitor) -> None:
    """The logins of an account: since when, last used, in which browser. That of who looks is marked."""
    for session in stores.current().sessions(name):
        text, button = st.columns([4, 1], vertical_alignment="center")
        with text:
            st.text(_described(session, visitor))
        with button:
            label = f"Beëindig {session.browser or 'deze sessie'}"
            st.button(label, key=f"sessie {session.id}", on_click=_end, args=(name, session, visitor))
    outcome.show(_place(name))


def _described(session: Session, visitor: Visitor) -> str:
    mark = " (hier)" if session.id == visitor.session else ""
    since, last = notation.moment(session.created), notation.moment(session.last_used)
    return f"{session.browser or 'Onbekende browser'}{mark}: ingelogd op {since}, laatst gebruikt op {last}."


def _place(name: str) -> str:
    return f"sessies {name}"


@writes
def _end(name: str, session: Session, visitor: Visitor) -> None:
    ended = accounts.end_session(stores.current(), name, session.id, who=visitor.name)
    told = "De sessie is beëindigd. Wie daar zit, moet opnieuw inloggen." if ended else "Deze sessie was al afgelopen."
    outcome.keep(_place(name), "goed", told)
