"""One's own account, for everybody who can log in; the name in the bar leads to it."""

from __future__ import annotations

from factsheet import screen
from factsheet.access import ROLES, Visitor, page
from factsheet.literal import st
from factsheet.screen import logins, own_account


@page("Uw account", roles=ROLES, path="account", order=70, in_menu=False)
def account(visitor: Visitor) -> None:
    screen.page_bar("Uw account")
    own_account.who(visitor)
    st.header("Wachtwoord", anchor=False)
    own_account.change_password(visitor)
    st.header("Waar u bent ingelogd", anchor=False)
    logins.logins(visitor.name, visitor)
