"""Callbacks that write: only for who may still do so.

Streamlit runs the callback of a button before the script, and so before the door looks who this is. Without this, a
session that was ended a moment ago could do one more thing with a button that is still on its screen.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import ParamSpec

from factsheet import settings, store
from factsheet.access.roles import Visitor
from factsheet.access.sessions import visitor_of
from factsheet.store import StoreError

P = ParamSpec("P")


def writes(callback: Callable[P, None]) -> Callable[P, None]:
    """A callback that takes a Visitor, and does nothing when that session ended or lost a role since.

    The session is asked as the door asks it, because an account that is still good says nothing of who sits there.
    """

    @functools.wraps(callback)
    def only_who_may(*args: P.args, **kwargs: P.kwargs) -> None:
        visitor = next(value for value in (*args, *kwargs.values()) if isinstance(value, Visitor))
        if _still_may(visitor):
            callback(*args, **kwargs)

    return only_who_may


def _still_may(visitor: Visitor) -> bool:
    try:
        settings.current()  # nothing is written while these are wrong
        now = visitor_of(store.current(), visitor.token)
    except (StoreError, settings.SettingsError):
        # The app script says what is wrong, when the page is drawn again.
        return False
    return now is not None and visitor.roles <= now.roles
