"""One-time links that the beheerder still has to hand over: each stays on the page until that is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from factsheet import settings
from factsheet import store as stores
from factsheet.access import accounts
from factsheet.literal import st
from factsheet.narrate import notation
from factsheet.screen.component import mount
from factsheet.store import Account

KEPT = "beheer links"


@dataclass(frozen=True)
class Handed:
    """A link for one account, shown at `place`. It works until a moment, or until it is used."""

    place: str
    person: Account
    address: str
    until: datetime


def keep(place: str, person: Account, address: str) -> None:
    """In a callback: a new link. An earlier one for the same account works no more, so it goes."""
    until = accounts.link_until(stores.current(), settings.current())
    st.session_state[KEPT] = _kept() | {person.name: Handed(place, person, address, until)}


def links(place: str) -> None:
    """The links that were made at this place, each with a button to copy it and one to take it away."""
    for handed in _kept().values():
        if handed.place == place:
            _link(handed)


def _link(handed: Handed) -> None:
    name = handed.person.name
    with st.container(border=True, key=f"link-{name}"):
        st.markdown(
            f"Link voor {accounts.called(handed.person)}. Hiermee kiest deze persoon een wachtwoord. "
            f"De link werkt één keer, tot {notation.moment(handed.until)}."
        )
        st.code(handed.address, language=None, wrap_lines=True)
        with st.container(horizontal=True):
            mount("copy", key=f"kopieer {name}", data={"text": handed.address})
            st.button("Ik heb hem doorgegeven", key=f"doorgegeven {name}", on_click=_done, args=(name,))


def _kept() -> dict[str, Handed]:
    """By account, the first one first; what works no more is gone."""
    now, kept = stores.current().now(), st.session_state.get(KEPT, {})
    return {name: handed for name, handed in kept.items() if handed.until > now}


def _done(name: str) -> None:
    st.session_state[KEPT] = {key: handed for key, handed in _kept().items() if key != name}
