"""Accounts and the log, for the beheerder only."""

from __future__ import annotations

from factsheet import screen
from factsheet.access import BEHEERDER, Visitor, page
from factsheet.literal import st
from factsheet.screen import managing


@page("Beheer", roles={BEHEERDER}, order=50)
def beheer(visitor: Visitor) -> None:
    screen.page_bar("Beheer")
    st.header("Accounts", anchor=False)
    managing.account_table()
    st.subheader("Wijzig een account", anchor=False)
    managing.change_account(visitor)
    st.subheader("Nieuw account", anchor=False)
    managing.new_account(visitor)
    st.header("Log", anchor=False)
    managing.log()
