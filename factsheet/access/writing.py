"""Callbacks that write: only for who may still do so.

Streamlit runs the callback of a button before the script, and so before the door looks who this is. Without this, an
account that was closed a moment ago could do one more thing with a button that is still on its screen.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import ParamSpec

from factsheet import store
from factsheet.access.roles import Visitor
from factsheet.store import StoreError

P = ParamSpec("P")


def writes(callback: Callable[P, None]) -> Callable[P, None]:
    """A callback that takes a Visitor, and does nothing when that account lost a role since the page was shown."""

    @functools.wraps(callback)
    def only_who_may(*args: P.args, **kwargs: P.kwargs) -> None:
        visitor = next(value for value in (*args, *kwargs.values()) if isinstance(value, Visitor))
        if _still_may(visitor):
            callback(*args, **kwargs)

    return only_who_may


def _still_may(visitor: Visitor) -> bool:
    try:
        account = store.current().account(visitor.name)
    except StoreError:
        # The door says what is wrong with the store, when the page is drawn again.
        return False
    return account is not None and account.can_log_in and visitor.roles <= account.roles
