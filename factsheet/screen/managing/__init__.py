"""The page of the beheerder in parts: accounts with their links, a new account, and the log."""

from factsheet.screen.managing.accounts import account_table, change_account, new_account
from factsheet.screen.managing.events import log

__all__ = ["account_table", "change_account", "log", "new_account"]
