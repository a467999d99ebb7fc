"""The look of the parts of a factsheet."""

from __future__ import annotations

import functools
from pathlib import Path


@functools.cache
def css() -> str:
    """The styles of everything in this package."""
    return "".join(file.read_text(encoding="utf-8") for file in sorted(Path(__file__).parent.glob("*.css")))
