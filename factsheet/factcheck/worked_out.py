"""Whether an amount is one step away from the figures that a text speaks of: right without being published."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from factsheet.factcheck import parts, published
from factsheet.factcheck.amounts import Amount, Kind
from factsheet.factcheck.kinds import is_alike, wholes
from factsheet.factcheck.published import Print
from factsheet.figures import Figure

MOST = 60  # values that are held beside each other; texts are untrusted, so the work has an end
_KINDS: dict[str, Kind] = {"procent": "punt", "euro": "euro"}


@dataclass(frozen=True)
class Value:
    """What a figure is in a year."""

    figure: Figure
    jaar: int
    waarde: Decimal
    decimals: int

    @property
    def soort(self) -> str:
        return self.figure.unit.soort

    @property
    def place(self) -> tuple[str, int]:
        return self.figure.area.code, self.jaar

    def is_next_to(self, other: Value) -> bool:
        """Whether one thing is different: the year, the area, or what it is of."""
        apart = sum(one != two for one, two in zip(self.place, other.place, strict=True))
        if self.figure.sleutel == other.figure.sleutel:
            return apart == 1 and self.soort != "score"
        return not apart and is_alike(self.figure, other.figure)

    def is_in_other_prices(self, other: Value) -> bool:
        """ "Een gat van ruim 30 miljoen": the same spending with and without price correction."""
        starts = {value.figure.sleutel.partition(".")[0] for value in (self, other)}
        return len(starts) == 1 and self.place == other.place and self.soort == other.soort == "euro"


def is_worked_out(amount: Amount, figures: Iterable[Figure], jaren: Sequence[int]) -> bool:
    """Whether an amount is a difference, a sum, a part or a mean of these figures in these years."""
    every = (Value(f, jaar, p.waarde, p.decimals) for f in figures for jaar in jaren for p in published.values(f, jaar))
    values = list({(value.figure.sleutel, *value.place): value for value in every}.values())[:MOST]
    if amount.soort in {"keer", "deel"}:
        return any(parts.is_near(amount, real) for real in _ratios(values, 1 if amount.soort == "keer" else 100))
    made = _percentages(values, amount.decimals) if amount.soort == "procent" else _made(values)
    return any(published.fit(amount, shown) == "precies" for shown in made)


def _percentages(values: Sequence[Value], decimals: int) -> Iterator[Print]:
    """Each value as a part of another, and how much more or less it is."""
    for ratio in _ratios(values, 100):
        for real in (ratio, abs(ratio - 100)):
            yield Print("procent", _rounded(real, decimals), decimals, 0)


def _ratios(values: Sequence[Value], times: int) -> Iterator[Decimal]:
    counted = [value for value in values if value.soort in {"aantal", "euro"} and value.waarde]
    for one, other in itertools.permutations(counted, 2):
        if one.is_next_to(other):
            yield times * one.waarde / other.waarde
    for first in counted:
        same = [v for v in counted if v.figure.sleutel == first.figure.sleutel and v.jaar == first.jaar]
        wijken = [v.waarde for v in same if v.figure.gemeente]
        if len(wijken) > 1 and first.figure.gemeente and (whole := first.figure.gemeente.at(first.jaar).waarde):
            yield times * sum(wijken) / Decimal(str(whole))


def _made(values: Sequence[Value]) -> Iterator[Print]:
    """Differences, sums, and euros per client; what two laws have in common."""
    for one, other in itertools.permutations(values, 2):
        soort = _KINDS.get(one.soort, "getal")
        near = one.is_next_to(other)
        if near or one.is_in_other_prices(other):
            yield Print(soort, abs(one.waarde - other.waarde), one.decimals, one.jaar)
        if near and one.jaar == other.jaar and soort != "punt":
            yield Print(soort, one.waarde + other.waarde, one.decimals, one.jaar)
        if one.place == other.place and (one.soort, other.soort) == ("euro", "aantal") and other.waarde:
            yield Print("euro", _rounded(one.waarde / other.waarde, 0), 0, one.jaar)
    yield from _in_both(values)


def _in_both(values: Sequence[Value]) -> Iterator[Print]:
    """ "Zowel met de Wmo als met de Jeugdwet": what is counted twice in the sum of two laws."""
    known = {value.figure.sleutel: value.figure for value in values}
    for whole in values:
        each = [v for v in values if v.place == whole.place and wholes(v.figure, known) == [whole.figure]]
        if len(each) > 1:
            yield Print("getal", sum((v.waarde for v in each), -whole.waarde), whole.decimals, whole.jaar)


def _rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
