"""The look of the site: that of all parts of a factsheet, and of what is around them here."""

from __future__ import annotations

import functools
from pathlib import Path

from factsheet.export.drawings import dark_tints
from factsheet.markup import look


@functools.cache
def css() -> str:
    """The one stylesheet of the site."""
    own = (Path(__file__).parent / "site.css").read_text(encoding="utf-8")
    return f"{look.css()}{own}@media screen and (prefers-color-scheme: dark) {{\n{dark_tints()}}}\n"
