"""Numbers that are not published themselves but follow from those that are: a sum, a share, what is left."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from factsheet.factcheck import parts, published
from factsheet.factcheck.amounts import Amount, Kind
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


def is_difference(amount: Amount, group: Sequence[Figure]) -> bool:
    """Whether an amount is how far the same figure of two areas is apart."""
    kinds = {"punt": "procent", "euro": "euro", "getal": "aantal"}
    values = [f.value for f in group if f.value is not None and f.unit.soort == kinds.get(amount.soort)]
    apart = (Decimal(str(abs(one - other))) for one, other in itertools.combinations(values, 2))
    return amount.waarde is not None and any(abs(amount.waarde - real) <= amount.stap / 2 for real in apart)


def quotients(written: Sequence[Decimal], times: int) -> Iterator[Decimal]:
    """Each of these numbers as a part or a multiple of another."""
    for one, other in itertools.permutations(dict.fromkeys(written), 2):
        yield times * one / other


def is_share(amount: Amount, real: Decimal) -> bool:
    """Whether a percentage is this one, rounded."""
    return amount.waarde is not None and abs(amount.waarde - real) <= amount.stap / 2


@dataclass(frozen=True)
class _Value:
    """What a figure is in a year."""

    figure: Figure
    jaar: int
    waarde: Decimal
    decimals: int

    @property
    def unit(self) -> str:
        return "aantal" if self.figure.unit.soort == "aantal" else self.figure.unit.naam

    @property
    def place(self) -> tuple[str, int]:
        return self.figure.area.code, self.jaar

    def is_next_to(self, other: _Value) -> bool:
        """Whether one thing is different: the year, the area, or what it is of."""
        apart = sum(one != two for one, two in zip(self.place, other.place, strict=True))
        if self.figure.unit.soort == "score":
            return False
        if self.figure.sleutel == other.figure.sleutel:
            return apart == 1
        return not apart and is_alike(self.figure, other.figure)

    def is_in_other_prices(self, other: _Value) -> bool:
        """ "Een gat van ruim 30 miljoen": the same spending with and without price correction."""
        law = self.figure.sleutel.partition(".")[0] == other.figure.sleutel.partition(".")[0]
        return law and self.place == other.place and self.unit == other.unit == "euro"


def is_worked_out(amount: Amount, figures: Iterable[Figure], jaren: Sequence[int]) -> bool:
    """Whether an amount is one step away from these figures in these years: a difference, a sum, a part, a mean."""
    every = {(f.sleutel, f.area.code, j): _Value(f, j, p.waarde, p.decimals) for f in figures for j in jaren for p in published.values(f, j)}
    values = list(every.values())
    if amount.soort in {"keer", "deel"}:
        return any(parts.is_near(amount, real) for real in _ratios(values, 1 if amount.soort == "keer" else 100))
    if amount.soort == "procent":
        ratios = [r for ratio in _ratios(values, 100) for r in (ratio, abs(ratio - 100))]
        return any(published.fit(amount, Print("procent", published.half_up(r, amount.decimals), amount.decimals, 0)) == "precies" for r in ratios)
    return any(published.fit(amount, made) == "precies" for made in _made(values))


def _ratios(values: Sequence[_Value], times: int) -> Iterator[Decimal]:
    for one, other in itertools.permutations(values, 2):
        if one.is_next_to(other) and other.waarde and one.unit in {"aantal", "euro"}:
            yield times * one.waarde / other.waarde
    for first in values:
        wijken = [v for v in values if v == first or (v.figure.sleutel == first.figure.sleutel and v.is_next_to(first))]
        wijken = [v for v in wijken if v.jaar == first.jaar and v.figure.gemeente]
        whole = first.figure.gemeente
        if len(wijken) > 1 and first.unit in {"aantal", "euro"} and whole and (of := whole.at(first.jaar).waarde):
            yield times * sum(v.waarde for v in wijken) / Decimal(str(of))


def _in_both(values: Sequence[_Value]) -> Iterator[Print]:
    """ "Zowel met de Wmo als met de Jeugdwet": what is counted twice in the sum of two laws."""
    known = {value.figure.sleutel: value.figure for value in values}
    for whole in values:
        each = [v for v in values if v.place == whole.place and wholes(v.figure, known) == [whole.figure]]
        if len(each) > 1:
            yield Print("getal", sum((v.waarde for v in each), -whole.waarde), whole.decimals, whole.jaar)


def _made(values: Sequence[_Value]) -> Iterator[Print]:
    yield from _in_both(values)
    kinds: dict[str, Kind] = {"procent": "punt", "euro": "euro"}
    for one, other in itertools.permutations(values, 2):
        soort = kinds.get(one.figure.unit.soort, "getal")
        if one.is_next_to(other):
            yield Print(soort, abs(one.waarde - other.waarde), one.decimals, one.jaar)
            if one.jaar == other.jaar and soort != "punt":
                yield Print(soort, one.waarde + other.waarde, one.decimals, one.jaar)
        elif one.is_in_other_prices(other):
            yield Print(soort, abs(one.waarde - other.waarde), one.decimals, one.jaar)
        if one.place == other.place and one.figure.unit.soort == "euro" and other.unit == "aantal" and other.waarde:
            yield Print("euro", published.half_up(one.waarde / other.waarde, 0), 0, one.jaar)
