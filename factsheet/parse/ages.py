"""Ages in finer groups than ours, as CBS has them by five years: known by the ages in their names, and added up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from factsheet.parse.wording import key

Ages = tuple[int, float]  # from, and up to but not including
OLDEST = float("inf")
WAYS = (
    re.compile(r"(?:van )?(?P<low>\d{1,3}) (?:jaar )?tot (?P<high>\d{1,3})(?: jaar)?"),
    re.compile(r"(?:van )?(?P<low>\d{1,3})(?:-| ?t/m | tot en met )(?P<last>\d{1,3})(?: jaar)?"),
    re.compile(r"(?P<low>\d{1,3})(?: jaar)? (?:of|en) ouder|(?P<plus>\d{1,3}) ?(?:\+|plus)(?: jaar)?"),
    re.compile(r"(?P<low>\d{1,3}) jaar"),
)
CLASS = re.compile(r"(?P<low>\d+)-(?P<high>\d+)|(?P<oldest>\d+)\+")


def are_ages(classes: Sequence[str]) -> bool:
    """Whether the values of a column are ages."""
    return bool(classes) and all(CLASS.fullmatch(name) for name in classes)


def finer(labels: Iterable[str], classes: Sequence[str]) -> dict[str, str]:
    """Each label → the class that its ages are in; empty unless together they are exactly the ages of each class.

    Without a class of which there is no label: a file may leave one out, and then that is told as for any other file.
    """
    ranges = {name: found for name in classes if (found := _of_class(name))}
    ages = {label: found for label in labels if (found := _ages(key(label)))}
    inside = {
        label: name
        for label, (low, high) in ages.items()
        for name, (start, end) in ranges.items()
        if start <= low and high <= end
    }
    whole = len(ages) == len(inside) > 0
    return inside if whole and all(_fills(name, ranges, inside, ages) for name in set(inside.values())) else {}


def _fills(name: str, ranges: Mapping[str, Ages], inside: Mapping[str, str], ages: Mapping[str, Ages]) -> bool:
    """Whether the groups in a class follow each other from its first age to its last."""
    at, end = ranges[name]
    for low, high in sorted({ages[label] for label, of in inside.items() if of == name}):
        if low != at:
            return False
        at = high  # type: ignore[assignment]
    return at == end


def _of_class(name: str) -> Ages | None:
    found = CLASS.fullmatch(name)
    if found is None:
        return None
    return (int(found["oldest"]), OLDEST) if found["oldest"] else (int(found["low"]), int(found["high"]))


def _ages(label: str) -> Ages | None:
    found = next((match for way in WAYS if (match := way.fullmatch(label))), None)
    if found is None:
        return None
    named = {name: int(text) for name, text in found.groupdict().items() if text}
    if found.re is WAYS[2]:
        return next(iter(named.values())), OLDEST
    return named["low"], named.get("high") or named.get("last", named["low"]) + 1
