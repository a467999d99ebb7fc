"""Numbers that are not published themselves but follow from those that are: a sum, a share, what is left."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from factsheet.factcheck import published
from factsheet.factcheck.amounts import Amount
from factsheet.factcheck.kinds import is_alike, wholes
from factsheet.factcheck.published import Print
from factsheet.figures import Figure

RECENT = 6  # numbers of the text that a share may be of


def is_sum(amount: Amount, groups: Iterable[Sequence[Figure]], jaren: Iterable[int]) -> bool:
    """Whether an amount is what some figures are together: of two laws, of two wijken."""
    return any(published.fit(amount, total) for group in groups for jaar in jaren for total in _totals(group, jaar))


def _totals(group: Sequence[Figure], jaar: int) -> Iterator[Print]:
    parts = [shown for figure in group for shown in published.values(figure, jaar)]
    if len(parts) == len(group) > 1:
        first = parts[0]
        yield Print(first.soort, sum((p.waarde for p in parts), Decimal(0)), first.decimals, jaar)


def same_of_each(figures: Sequence[Figure], laws: int) -> Iterator[tuple[Figure, ...]]:
    """The figures that tell the same of each of so many laws."""
    for first in figures:
        group = (first, *(other for other in figures if other is not first and is_alike(first, other)))
        if len(group) == laws:
            yield group


def shares(
    figures: Iterable[Figure], everything: Mapping[str, Figure], jaar: int, written: Sequence[Decimal]
) -> Iterator[Decimal]:
    """The percentages that a text may work out: of two numbers that it gives, of a figure and its whole."""
    yield from (share for share in quotients(written[-RECENT:], 100) if share < 100)  # noqa: PLR2004
    for figure in figures:
        whole = sum(other.at(jaar).waarde or 0 for other in wholes(figure, everything))
        part = figure.at(jaar).waarde
        if whole and part:
            yield Decimal(str(100 * part / whole))


def quotients(written: Sequence[Decimal], times: int) -> Iterator[Decimal]:
    """Each of these numbers as a part or a multiple of another."""
    for one, other in itertools.permutations(dict.fromkeys(written), 2):
        yield times * one / other


def is_share(amount: Amount, real: Decimal) -> bool:
    """Whether a percentage is this one, rounded."""
    return amount.waarde is not None and abs(amount.waarde - real) <= amount.stap / 2
