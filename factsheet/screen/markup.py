"""Text that somebody typed, where Streamlit reads markdown."""

from __future__ import annotations

import re

MARKUP = re.compile(r"([\\`*_{}\[\]()#+.!:$|~<>-])")


def plain(text: str) -> str:
    """A text as it must stand in the label of a button, which Streamlit reads as markup."""
    return MARKUP.sub(r"\\\1", text)
