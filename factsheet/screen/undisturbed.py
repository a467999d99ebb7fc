"""What a click does is done as a whole, whatever the browser sends after it."""

from __future__ import annotations

import functools
from typing import Any

from streamlit.runtime.state import SafeSessionState


def let_callbacks_finish() -> None:
    """Let callbacks run to their end, whatever the browser sends meanwhile. For the start of the server.

    Streamlit ends a run that something newer follows at the first thing that reads or writes the session state: also
    within a callback, and even before it. The click would be lost, or do half of what it should.
    """
    run_callbacks = SafeSessionState.on_script_will_rerun

    @functools.wraps(run_callbacks)
    def undisturbed(self: SafeSessionState, *args: Any, **kwargs: Any) -> None:
        give_way = self._yield_callback
        object.__setattr__(self, "_yield_callback", lambda: None)  # SafeSessionState keeps its own attributes this way
        try:
            run_callbacks(self, *args, **kwargs)
        finally:
            object.__setattr__(self, "_yield_callback", give_way)

    SafeSessionState.on_script_will_rerun = undisturbed  # type: ignore[method-assign]
