"""A part that versions and editions share: which two to compare."""

from __future__ import annotations

from collections.abc import Mapping

from factsheet.literal import st


def choose_two(labels: Mapping[int, str], key: str) -> tuple[int, int]:
    """Two of these, newest first in the list; by default the last one and the one before. Given as before, after."""
    ids = list(labels)
    left, right = st.columns(2)
    with left:
        before = st.selectbox("Van", ids, index=1, format_func=labels.__getitem__, key=f"{key} Van")
    with right:
        after = st.selectbox("Naar", ids, index=0, format_func=labels.__getitem__, key=f"{key} Naar")
    if before == after:
        st.info("Kies er twee die van elkaar verschillen.")
    return before, after
