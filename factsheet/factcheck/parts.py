"""Numbers that are no figure themselves: bounds of classes and ages, sums of shares, parts and multiples."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from factsheet.factcheck import published, words
from factsheet.factcheck.amounts import Amount
from factsheet.factcheck.clauses import Sentence
from factsheet.factcheck.reading import Token
from factsheet.factcheck.subjects import Concepts, Index, mentions
from factsheet.figures import Figure
from factsheet.settings import Settings

AGE = "leeftijd:"
OLDEST = 999


def is_class(amount: Amount, sentence: Sentence, settings: Settings) -> bool:
    """The bounds of a class of support: "vanaf 240 minuten", "een dagdeel is hoogstens 4 uur"."""
    texts = sentence.words(amount.laatste + 1, amount.laatste + 3)
    if not words.TIME_UNITS.intersection(texts if texts[:1] in (["tot"], ["of"]) else texts[:1]):
        return False
    bounds = {bound for vorm in settings.vormen for k in vorm.klassen for bound in (k.van, k.tot) if bound}
    return amount.waarde is not None and float(amount.waarde) in bounds | {bound / 60 for bound in bounds}


def is_sum(amount: Amount, sentence: Sentence, figures: Iterable[Figure], seen: set[str]) -> bool:
    """ "Door afronding tellen de percentages op tot 101%": the printed shares of one whole, added up.

    Of the wholes that the text has spoken of (`seen`), where it has of any.
    """
    texts = sentence.vocabulary
    if amount.soort != "procent" or not (texts & {"samen", "opgeteld", "optellen"} or {"tellen", "op"} <= texts):
        return False
    groups: dict[tuple[str, str], list[Figure]] = {}
    for figure in figures:
        start, _, rest = figure.sleutel.partition(".")
        if figure.unit.soort == "procent" and figure.value is not None:
            groups.setdefault((start, rest.rpartition(".")[2]), []).append(figure)
    told = [group for group in groups.values() if any(figure.sleutel in seen for figure in group)]
    return any(amount.waarde == sum(int(f.value or 0) for f in group) for group in told or groups.values())


def ages(tokens: Sequence[Token]) -> list[str]:
    """The age groups that a row of tokens names, published or not."""
    return [m.concept for m in mentions(tokens, lambda concept: concept.startswith(AGE))]


def is_bound(amount: Amount, known: Index, laws: Concepts) -> bool:
    """Whether an age is a bound of a published age group, of the people with these laws."""
    here = [wide for wide in known.wide.values() if wide & words.LAWS == laws]
    bounds = {bound for wide in here for c in wide if c.startswith(AGE) for bound in re.findall(r"\d+", c)}
    return amount.waarde is not None and str(int(amount.waarde)) in bounds


def age_group(known: Index) -> Figure | None:
    """The first figure of an age group."""
    return next((figure for key, figure in known.figures.items() if _group(known, key)), None)


def tiled(named: Sequence[str], known: Index, value: Callable[[Figure], float | None]) -> tuple[float, int] | None:
    """ "Jonger dan 25 jaar": the published age groups in it added up, and how many they are.

    `named` are the age groups that the text names. None for a group that is published, or that does not add up.
    """
    groups = {key: group for key in known.figures if (group := _group(known, key))}
    unknown = [limits for concept in named if (limits := _limits(concept)) not in groups.values()]
    if not unknown:
        return None
    low, high = unknown[0]
    inside = {key: group for key, group in groups.items() if low <= group[0] and group[1] <= high}
    if not inside or min(g[0] for g in inside.values()) != low or max(g[1] for g in inside.values()) != high:
        return None
    return sum(value(known.figures[key]) or 0 for key in inside), len(inside)


def ratios(figure: Figure, pairs: Iterable[tuple[int, int]], others: Iterable[Figure]) -> Iterator[Decimal]:
    """How many times a figure is what it was, or what another figure of the same unit is."""
    for jaar, basis in pairs:
        now, then = figure.at(jaar).waarde, figure.at(basis).waarde
        if now and then:
            yield Decimal(str(now / then))
    for other in others:
        if other.unit == figure.unit and other.value and figure.value and other is not figure:
            yield Decimal(str(figure.value / other.value))
            yield Decimal(str(other.value / figure.value))


def is_near(amount: Amount, real: Decimal) -> bool:
    """Whether "een kwart", "twee keer" or "honderden" may be said of the real part, ratio or size."""
    if amount.waarde is None:
        return False
    if amount.soort == "orde":
        low, high = next(bounds for bounds in words.ORDERS.values() if bounds[0] == amount.waarde)
        return low <= real < high
    if amount.ongeveer:
        return published.about(amount.ongeveer, amount.waarde, real, amount.waarde / 6)
    room = max(amount.waarde * published.NEAR, Decimal(1) if amount.soort == "deel" else Decimal(0))
    return abs(real - amount.waarde) <= room


def _limits(concept: str) -> tuple[int, int]:
    low, _, high = concept.removeprefix(AGE).partition("-")
    return int(low), int(high) if high else OLDEST


def _group(known: Index, key: str) -> tuple[int, int] | None:
    found = next((concept for concept in sorted(known.wide[key]) if concept.startswith(AGE)), None)
    is_share = known.figures[key].unit.soort == "procent" and not known.wide[key] & words.LAWS
    return _limits(found) if found and is_share else None
