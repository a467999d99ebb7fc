"""The page of the beheerder in parts: accounts, a new account, the log."""

from __future__ import annotations

from factsheet import settings as factsheet_settings
from factsheet import store as stores
from factsheet.access import ROLES, WIJKCOORDINATOR, Visitor, accounts, writes
from factsheet.literal import st
from factsheet.narrate import notation
from factsheet.screen.tables import table
from factsheet.store import Account, StoreError

RESULT = "beheer resultaat"
LOG_LINES = 100
NEW = {"name": "beheer gebruikersnaam", "display": "beheer naam", "roles": "beheer rollen", "wijken": "beheer wijken"}


def flash() -> None:
    """What the last button did; a link for one person is shown once."""
    kind, message = st.session_state.pop(RESULT, ("", ""))
    if kind == "link":
        st.success("Geef deze link aan de gebruiker. Hij werkt één keer en 24 uur lang. U ziet hem alleen nu.")
        st.code(message, language=None, wrap_lines=True)
    elif kind:
        st.error(message)


def account_table() -> None:
    """Who has an account, with which rights."""
    rows = [(person.name, person.display_name, _rights(person), _state(person)) for person in _everyone()]
    st.html(table("Accounts", ("Gebruikersnaam", "Naam", "Rollen en wijken", "Stand"), rows, words=True))


def change_account(visitor: Visitor) -> None:
    """A new link, on or off, for one account."""
    people = {person.name: person for person in _everyone()}
    name = st.selectbox("Account", list(people), key="beheer account", width=320)
    if name is None:
        return
    left, right = st.columns(2)
    with left:
        st.button("Maak een nieuwe link voor het wachtwoord", on_click=_invite, args=(name, visitor))
    with right:
        active = people[name].active
        st.button(f"Zet {name} uit" if active else f"Zet {name} aan", on_click=_switch, args=(name, active, visitor))


def new_account(visitor: Visitor) -> None:
    """A form for a new account; it gives a link with which the user chooses a password."""
    with st.form("nieuw account"):
        st.text_input("Gebruikersnaam", key=NEW["name"], max_chars=60)
        st.text_input("Naam, zoals collega's die kennen", key=NEW["display"], max_chars=100)
        st.multiselect("Rollen", list(ROLES), format_func=ROLES.__getitem__, key=NEW["roles"], placeholder="Kies")
        wijken = [wijk.naam for wijk in factsheet_settings.current().wijken]
        st.multiselect("Wijken, alleen voor een wijkcoördinator", wijken, key=NEW["wijken"], placeholder="Kies")
        st.form_submit_button("Maak account", on_click=_create, args=(visitor,))


def log_table() -> None:
    """The last lines of the log."""
    rows = [
        (notation.moment(line.at), line.who, line.what, line.reference or line.details)
        for line in stores.current().log_entries(LOG_LINES)
    ]
    st.html(table("Laatste gebeurtenissen", ("Wanneer", "Wie", "Wat", "Bijzonderheden"), rows, words=True))


def _everyone() -> list[Account]:
    return accounts.everyone(stores.current())


def _rights(person: Account) -> str:
    roles = ", ".join(ROLES[role] for role in sorted(person.roles))
    wijken = ", ".join(wijk.naam for wijk in factsheet_settings.current().wijken if wijk.code in person.wijken)
    return f"{roles} ({wijken})" if wijken else roles


def _state(person: Account) -> str:
    if not person.active:
        return "uitgezet"
    return "kan inloggen" if person.can_log_in else "heeft nog geen wachtwoord"


@writes
def _create(visitor: Visitor) -> None:
    store, settings, values = (
        stores.current(),
        factsheet_settings.current(),
        {k: st.session_state[v] for k, v in NEW.items()},
    )
    wijken = values["wijken"] if WIJKCOORDINATOR in values["roles"] else []
    try:
        made = accounts.create(
            store, settings, values["name"], values["display"], roles=values["roles"], wijken=wijken, who=visitor.name
        )
        st.session_state[RESULT] = ("link", accounts.invite(store, settings, made.name, who=visitor.name))
    except StoreError as error:
        st.session_state[RESULT] = ("fout", str(error))


@writes
def _invite(name: str, visitor: Visitor) -> None:
    try:
        link = accounts.invite(stores.current(), factsheet_settings.current(), name, who=visitor.name)
    except StoreError as error:
        st.session_state[RESULT] = ("fout", str(error))
    else:
        st.session_state[RESULT] = ("link", link)


@writes
def _switch(name: str, active: bool, visitor: Visitor) -> None:
    change = accounts.deactivate if active else accounts.activate
    try:
        change(stores.current(), name, who=visitor.name)
    except StoreError as error:
        st.session_state[RESULT] = ("fout", str(error))
