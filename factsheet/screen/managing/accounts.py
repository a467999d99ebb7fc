"""Accounts: who there are, a new one, and all that can be changed about one of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from factsheet import settings as factsheet_settings
from factsheet import store as stores
from factsheet.access import ROLES, Visitor, accounts, sessions, writes
from factsheet.literal import st
from factsheet.markup.tables import table
from factsheet.screen import outcome
from factsheet.screen.logins import logins
from factsheet.screen.managing import handing_over
from factsheet.store import Account, StoreError

CHANGED, MADE = "beheer gewijzigd", "beheer gemaakt"
CHOSEN = "beheer account"
NEW = "nieuw"
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
    """Rights, a new link, sessions, on or off, and delete, of one account; what that did stands below it."""
    people = {person.name: person for person in _everyone()}
    name = st.selectbox(
        "Welk account?",
        list(people),
        format_func=lambda name: accounts.called(people[name]),
        key=CHOSEN,
        width=420,
    )
    person = people.get(name)
    if person:
        _rights(person, visitor)
        _actions(person, visitor)
    outcome.show(CHANGED)
    handing_over.links(CHANGED)
    if person:
        _logins(person, visitor)


def _logins(person: Account, visitor: Visitor) -> None:
    there = stores.current().sessions(person.name)
    st.text(f"Waar {accounts.called(person)} is ingelogd{':' if there else ': nergens.'}")
    logins(person.name, visitor)


def _rights(person: Account, visitor: Visitor) -> None:
    """A form with the roles and wijken of an account as they are now; those that groups give are not changed here."""
    if person.subject is not None:
        st.text(f"Rollen en wijken van {accounts.called(person)} komen uit de groepen van de gemeente. Wijzig ze daar.")
        return
    # Other boxes once the rights are others, also when a colleague changed them.
    who = f"{person.name} {sorted(person.roles)} {person.wijken}"
    with st.expander(f"Rollen en wijken van {accounts.called(person)}"), st.form(f"rechten {person.name}"):
        _boxes("Rollen", ROLES, who, person.roles)
        _boxes("Wijken, alleen voor een wijkcoördinator", _wijken(), who, person.wijken)
        st.form_submit_button("Bewaar rollen en wijken", on_click=_set_rights, args=(person.name, who, visitor))


def _actions(person: Account, visitor: Visitor) -> None:
    called = accounts.called(person)
    with st.container(horizontal=True):
        if person.subject is None and _with_passwords():
            st.button("Maak een nieuwe link voor het wachtwoord", on_click=_invite, args=(person.name, visitor))
        switch = f"Zet {called} {'uit' if person.active else 'aan'}"
        st.button(switch, on_click=_switch, args=(person.name, person.active, visitor))
        with st.popover(f"Verwijder {called}"):
            st.markdown(f"{_back(person)} Wat het bewaarde en publiceerde, blijft staan.")
            st.button(f"Ja, verwijder {called}", on_click=_delete, args=(person.name, visitor))


def _back(person: Account) -> str:
    if person.subject is None:
        return "Dit account komt niet terug."
    return "Dit account komt terug als deze persoon weer inlogt bij de gemeente. Zet het uit als dat niet mag."


def _with_passwords() -> bool:
    return factsheet_settings.current().aanmelden.wachtwoorden


def new_account(visitor: Visitor) -> None:
    """A form for a new account; it gives a link with which the user chooses a password."""
    if not _with_passwords():
        st.markdown(
            "Iedereen logt in met het account van de gemeente. Wie in een groep van deze app zit, kan inloggen."
        )
        return
    with st.form("nieuw account"):
        st.text_input("Gebruikersnaam, om mee in te loggen", key=NAME, max_chars=60)
        st.text_input("Naam, zoals collega's die kennen", key=DISPLAY, max_chars=100)
        _boxes("Rollen", ROLES)
        _boxes("Wijken, alleen voor een wijkcoördinator", _wijken())
        st.form_submit_button("Maak account", on_click=_create, args=(visitor,))
        outcome.show(MADE)
    handing_over.links(MADE)


def _boxes(label: str, options: Mapping[str, str], who: str = NEW, ticked: Collection[str] = ()) -> None:
    """A box to tick for each option. A list to choose from would offer "Select all"."""
    st.markdown(label)
    with st.container(horizontal=True):
        for option, name in options.items():
            st.session_state.setdefault(_box(option, who), option in ticked)
            st.checkbox(name, key=_box(option, who))


def _box(option: str, who: str = NEW) -> str:
    return f"beheer keuze {option} {who}"


def _ticked(who: str = NEW) -> tuple[list[str], list[str]]:
    """The roles and the wijken that are ticked."""
    roles, wijken = (
        [option for option in options if st.session_state.get(_box(option, who))] for options in (ROLES, _wijken())
    )
    return roles, wijken


def _wijken() -> dict[str, str]:
    return {wijk.code: wijk.naam for wijk in factsheet_settings.current().wijken}


def _everyone() -> list[Account]:
    return accounts.everyone(stores.current())


def _state(person: Account) -> str:
    if not person.active:
        return "uitgezet"
    if not person.can_log_in:
        return "heeft nog geen wachtwoord"
    if not sessions.may_log_in(stores.current(), person):
        return "kan niet inloggen: dat staat uit"
    return "kan inloggen" if person.subject is None else "kan inloggen bij de gemeente"


@writes
def _create(visitor: Visitor) -> None:
    """Callback: the account with its link; the form is empty again only when both are there."""
    store, settings = stores.current(), factsheet_settings.current()
    state = st.session_state
    roles, wijken = _ticked()
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
def _set_rights(name: str, who: str, visitor: Visitor) -> None:
    """Callback: what was ticked stays on the screen when it cannot be kept."""
    roles, wijken = _ticked(who)
    store, settings = stores.current(), factsheet_settings.current()
    try:
        changed = accounts.set_rights(store, settings, name, roles=roles, wijken=wijken, who=visitor.name)
    except StoreError as error:
        outcome.keep(CHANGED, "fout", f"{error} Er is nog niets gewijzigd.")
        return
    told = f"{accounts.called(changed)} is nu: {accounts.rights(changed, settings)}. Dat geldt meteen."
    outcome.keep(CHANGED, "goed", told)


@writes
def _delete(name: str, visitor: Visitor) -> None:
    store = stores.current()
    called = store.display_name(name)
    try:
        accounts.delete(store, name, who=visitor.name)
    except StoreError as error:
        outcome.keep(CHANGED, "fout", str(error))
        return
    st.session_state.pop(CHOSEN, None)
    outcome.keep(CHANGED, "goed", f"Het account van {called} is verwijderd.")


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
