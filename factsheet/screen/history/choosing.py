"""What versions and editions share: which editions somebody may see, and which two to compare."""

from __future__ import annotations

from collections.abc import Mapping

from factsheet import store as stores
from factsheet.access import Visitor
from factsheet.literal import st
from factsheet.store import Edition


def editions_for(year: int, visitor: Visitor) -> list[Edition]:
    """The editions of a year, newest first; one under embargo is not there for who does not see it early."""
    store = stores.current()
    now = store.now()
    return [one for one in store.editions(year) if visitor.early or one.public_from <= now]


def choose_two(labels: Mapping[int, str], key: str, first: int | None = None) -> tuple[int, int]:
    """Two of these, newest first in the list; by default `first`, or else the one before, and the last one.

    Given as before, after.
    """
    ids = list(labels)
    place = ids.index(first) if first in ids[1:] else 1
    left, right = st.columns(2)
    with left:
        before = st.selectbox("Van", ids, index=place, format_func=labels.__getitem__, key=f"{key} Van")
    with right:
        after = st.selectbox("Naar", ids, index=0, format_func=labels.__getitem__, key=f"{key} Naar")
    if before == after:
        st.info("Kies er twee die van elkaar verschillen.")
    return before, after
