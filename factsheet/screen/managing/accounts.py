"""Accounts: who there are, a new link or on and off for one of them, and a new one."""

from __future__ import annotations

from collections.abc import Mapping

from factsheet import settings as factsheet_settings
from factsheet import store as stores
from factsheet.access import ROLES, Visitor, accounts, writes
from factsheet.literal import st
from factsheet.markup.tables import table
from factsheet.screen import outcome
from factsheet.screen.managing import handing_over
from factsheet.store import Account, StoreError

CHANGED, MADE = "beheer gewijzigd", "beheer gemaakt"
NAME, DISPLAY = "beheer gebruikersnaam", "beheer naam"
BELOW = "De link voor het wachtwoord staat hieronder."


def account_table() -> None:
    """Who has an account, with which rights."""
    settings = factsheet_settings.current()
    rows = [
        (person.name, person.display_name, accounts.rights(person, settings), _state(person)) for person in _everyone()
    ]
    st.html(table("Wie kan inloggen", ("Gebruikersnaam", "Naam", "Rollen en wijken", "Stand"), rows, words=True))


def change_account(visitor: Visitor) -> None:
    """A new link, on or off, for one account; what that did and the links that were made stand below it."""
    people = {person.name: person for person in _everyone()}
    name = st.selectbox(
        "Welk account?",
        list(people),
        format_func=lambda name: accounts.called(people[name]),
        key="beheer account",
        width=420,
    )
    person = people.get(name)
    if person is None:
        return
    with st.container(horizontal=True):
        st.button("Maak een nieuwe link voor het wachtwoord", on_click=_invite, args=(person.name, visitor))
        switch = f"Zet {accounts.called(person)} {'uit' if person.active else 'aan'}"
        st.button(switch, on_click=_switch, args=(person.name, person.active, visitor))
    outcome.show(CHANGED)
    handing_over.links(CHANGED)


def new_account(visitor: Visitor) -> None:
    """A form for a new account; it gives a link with which the user chooses a password."""
    with st.form("nieuw account"):
        st.text_input("Gebruikersnaam, om mee in te loggen", key=NAME, max_chars=60)
        st.text_input("Naam, zoals collega's die kennen", key=DISPLAY, max_chars=100)
        _boxes("Rollen", ROLES)
        _boxes("Wijken, alleen voor een wijkcoördinator", _wijken())
        st.form_submit_button("Maak account", on_click=_create, args=(visitor,))
        outcome.show(MADE)
    handing_over.links(MADE)


def _boxes(label: str, options: Mapping[str, str]) -> None:
    """A box to tick for each option. A list to choose from would offer "Select all"."""
    st.markdown(label)
    with st.container(horizontal=True):
        for option, name in options.items():
            st.checkbox(name, key=_box(option))


def _box(option: str) -> str:
    return f"beheer keuze {option}"


def _wijken() -> dict[str, str]:
    return {wijk.code: wijk.naam for wijk in factsheet_settings.current().wijken}


def _everyone() -> list[Account]:
    return accounts.everyone(stores.current())


def _state(person: Account) -> str:
    if not person.active:
        return "uitgezet"
    return "kan inloggen" if person.can_log_in else "heeft nog geen wachtwoord"


@writes
def _create(visitor: Visitor) -> None:
    """Callback: the account with its link; the form is empty again only when both are there."""
    store, settings = stores.current(), factsheet_settings.current()
    state = st.session_state
    roles, wijken = ([option for option in options if state.get(_box(option))] for options in (ROLES, _wijken()))
    try:
        with store.together():
            made = accounts.create(
                store, settings, state[NAME], state[DISPLAY], roles=roles, wijken=wijken, who=visitor.name
            )
            address = accounts.invite(store, settings, made.name, who=visitor.name)
    except StoreError as error:
        outcome.keep(MADE, "fout", f"{error} Er is nog geen account gemaakt.")
        return
    state[NAME] = state[DISPLAY] = ""
    state.update(dict.fromkeys(map(_box, (*ROLES, *_wijken())), False))
    handing_over.keep(MADE, made, address)
    outcome.keep(MADE, "goed", f"Het account {accounts.called(made)} is gemaakt. {BELOW}")


@writes
def _invite(name: str, visitor: Visitor) -> None:
    store = stores.current()
    try:
        address = accounts.invite(store, factsheet_settings.current(), name, who=visitor.name)
    except StoreError as error:
        outcome.keep(CHANGED, "fout", str(error))
        return
    person = store.account(name)
    assert person is not None  # noqa: S101 - it was invited just now
    handing_over.keep(CHANGED, person, address)
    outcome.keep(CHANGED, "goed", f"Er is een nieuwe link voor {accounts.called(person)}. {BELOW}")


@writes
def _switch(name: str, active: bool, visitor: Visitor) -> None:
    change = accounts.deactivate if active else accounts.activate
    try:
        change(stores.current(), name, who=visitor.name)
    except StoreError as error:
        outcome.keep(CHANGED, "fout", str(error))
        return
    who = stores.current().display_name(name)
    done = f"{who} is uitgezet en kan niet meer inloggen." if active else f"{who} is weer aangezet."
    outcome.keep(CHANGED, "goed", done)
