"""Ways to recognise a product: a code or a name, in which * stands for any text and ? for one sign."""

from __future__ import annotations

import functools
import re

WILD = re.compile(r"[*?]")
CATEGORY = re.compile("[0-9]{2}")


def is_pattern(way: str) -> bool:
    return bool(WILD.search(way))


def is_category(way: str) -> bool:
    """Whether a code is that of a category, with product codes below it."""
    return bool(CATEGORY.fullmatch(way))


def precision(way: str, *, named: bool) -> tuple[int, int, int]:
    """How much a way says, to compare with another of the same wet; the highest counts.

    A whole code says most, then a pattern of codes, a name, and a category; of two patterns the one with more signs of
    its own, and then the one with more ? in it.
    """
    kind = 1 if named else 2 if is_pattern(way) else 0 if is_category(way) else 3
    return kind, len(WILD.sub("", way)), way.count("?")


def fitting(way: str) -> str:
    """The regular expression of a way; codes in capitals, names in small letters, as they are compared."""
    signs = {"*": ".*", "?": "."}
    return f"^(?i:{''.join(signs.get(sign) or re.escape(sign) for sign in way)})$"


def meet(one: str, other: str) -> bool:
    """Whether some text fits both ways."""
    a, b = one.casefold(), other.casefold()

    @functools.cache
    def from_here(i: int, j: int) -> bool:
        if i == len(a) or j == len(b):
            return not (a[i:] + b[j:]).strip("*")
        if "*" in (a[i], b[j]):
            return from_here(i + 1, j) or from_here(i, j + 1)
        return (a[i] == b[j] or "?" in (a[i], b[j])) and from_here(i + 1, j + 1)

    return from_here(0, 0)
