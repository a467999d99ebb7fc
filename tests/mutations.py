"""Sentences with one word turned round, to prove that what judges sentences notices."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence


def swapped(text: str, pairs: Sequence[tuple[str, str]], *, place: str = r"(?<!\w){}(?!\w)") -> Iterator[str]:
    """The text with one word of a pair replaced by the other, either way, at each place that the pattern finds."""
    for pair in pairs:
        for old, new in (pair, pair[::-1]):
            for match in re.finditer(place.format(old), text):
                yield f"{text[: match.start()]}{new}{text[match.end() :]}"
