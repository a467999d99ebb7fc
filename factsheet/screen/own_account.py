"""The account of who looks: what it may do, another password, and where it is logged in."""

from __future__ import annotations

from factsheet import settings as factsheet_settings
from factsheet import store as stores
from factsheet.access import Visitor, accounts, login, writes
from factsheet.access.passwords import AccountError
from factsheet.literal import st
from factsheet.screen import outcome
from factsheet.store import StoreError

OLD, NEW, AGAIN = "wachtwoord oud", "wachtwoord nieuw", "wachtwoord nog eens"
CHANGED = "wachtwoord gewijzigd"


def who(visitor: Visitor) -> None:
    """By which name somebody logs in, and what they may see."""
    account, settings = stores.current().account(visitor.name), factsheet_settings.current()
    assert account is not None  # noqa: S101 - somebody is logged in with it
    st.text(f"{accounts.called(account)}: {accounts.rights(account, settings)}")
    st.text(f"Klopt dit niet? Vraag het: {settings.contact or f'gemeente {settings.gemeente.naam}'}.")


def change_password(visitor: Visitor) -> None:
    """A form for another password; the old one is asked. Nothing for who has none here."""
    account = stores.current().account(visitor.name)
    if account is not None and account.subject is not None:
        st.text(
            "U logt in met het account van de gemeente. Daar wijzigt u uw wachtwoord. Uw rollen komen uit uw groepen."
        )
        return
    with st.form("wachtwoord"):
        st.text_input("Uw huidige wachtwoord", type="password", key=OLD, autocomplete="current-password")
        help_ = "12 tekens of meer. Een zin met spaties mag ook."
        st.text_input("Nieuw wachtwoord", type="password", key=NEW, autocomplete="new-password", help=help_)
        st.text_input("Nieuw wachtwoord, nog een keer", type="password", key=AGAIN, autocomplete="new-password")
        st.form_submit_button("Wijzig wachtwoord", on_click=_change, args=(visitor,))
        outcome.show(CHANGED)


@writes
def _change(visitor: Visitor) -> None:
    """Callback: the new password, with a new session here in the place of all that there were."""
    store, settings, state = stores.current(), factsheet_settings.current(), st.session_state
    try:
        if state[NEW] != state[AGAIN]:
            raise AccountError("De twee nieuwe wachtwoorden zijn niet gelijk. Vul ze opnieuw in.")
        account = accounts.change_password(store, settings, visitor.name, state[OLD], state[NEW])
    except StoreError as error:
        outcome.keep(CHANGED, "fout", str(error))
        return
    login.enter(store, settings, account)
    state.update(dict.fromkeys((OLD, NEW, AGAIN), ""))
    outcome.keep(CHANGED, "goed", "Uw wachtwoord is gewijzigd. In andere browsers moet u opnieuw inloggen.")
