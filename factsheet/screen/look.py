"""The look of all pages."""

from __future__ import annotations

import functools
from pathlib import Path

from factsheet.markup import look


@functools.cache
def css() -> str:
    """The styles of everything on a page: the parts of a factsheet, and what stands around them."""
    own = sorted(Path(__file__).parent.glob("*.css"))
    return "".join([look.css(), *(file.read_text(encoding="utf-8") for file in own)])
