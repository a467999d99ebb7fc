"""Before a year is published: what a reader could find out, what it costs in accuracy, and what may be left out.

An exact figure that helps to find a small count is named here, and leaving it out is offered: an editor who confirms
that with a reason publishes without it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from factsheet.origin import origin
from factsheet.release import attack, relations
from factsheet.release.attack import Attacked, Count, Revision
from factsheet.release.review import LEAVE_OUT
from factsheet.release.rounding import Rounded
from factsheet.rows import PublishedRows, TrueRows
from factsheet.settings import Settings
from factsheet.store import StoreError


class GivesAway(StoreError):  # noqa: N818 - a refusal reads better without "Error"
    """What would be published tells too much of a small count; `offers`: what can be left out instead."""

    def __init__(self, privacy: Privacy) -> None:
        names = "; ".join(privacy.given_away[:3])
        what = ", of ".join(offer.naam for offer in privacy.offers[:3])
        way_out = f"Dat komt door {what}. Laat dat weg op de pagina Publiceren. " if what else ""
        super().__init__(
            f"Een klein aantal is te achterhalen: {names}. Het houdt minder dan {attack.ENOUGH} mogelijke waarden. "
            f"{way_out}Er is niets gepubliceerd."
        )
        self.offers = privacy.offers


@dataclass(frozen=True)
class Offer:
    """A published fact that can be left out: `about` is what its confirmation is kept under."""

    about: str
    naam: str


@dataclass(frozen=True)
class Distance:
    """How far the prints are from the counts: on average, and at most."""

    mean: float
    most: int


@dataclass(frozen=True)
class Privacy:
    """What a reader of this year could find out.

    `least`: how many values every small count keeps at least. `given_away`: those that keep too few, and `offers` what
    tells of them. `reprinted`: small counts that stayed the same and print otherwise than in the last edition; who lays
    both beside each other knows more of those. `proven`: no table is nearer to the counts; False when time ran out.
    """

    least: int
    given_away: tuple[str, ...]
    offers: tuple[Offer, ...]
    reprinted: tuple[str, ...]
    wijk: Distance
    gemeente: Distance
    proven: bool

    @property
    def is_safe(self) -> bool:
        return self.least >= attack.ENOUGH

    @property
    def about_reprint(self) -> str:
        """What the confirmation is kept under that exactly these counts may print otherwise."""
        return f"tientallen {hashlib.sha256('; '.join(self.reprinted).encode()).hexdigest()[:40]}"


def assess(
    tables: PublishedRows, now: Rounded, then: TrueRows, known: PublishedRows | None, *, year: int, settings: Settings
) -> Privacy:
    """What a reader could find out of this year.

    Args:
        tables: what would be published: all years up to this one.
        now: the counts of this year, and their print.
        then: the rows behind the last edition of this year, `known` what readers have of it.
    """
    found = attack.attack(tables, settings, year)
    return Privacy(
        least=found.least if found.least is not None else attack.ENOUGH,
        given_away=tuple(called(count, settings) for count in found.given_away),
        offers=tuple(_offers(found, year, settings)),
        reprinted=tuple(_reprinted(tables, now, then, known, found=found, year=year, settings=settings)),
        wijk=_distance(now, settings, gemeente=False),
        gemeente=_distance(now, settings, gemeente=True),
        proven=now.proven,
    )


def called(count: Count, settings: Settings) -> str:
    """A count as an editor finds it: "gebruik 2024, Hengelo, Wmo: aantal"."""
    place = count.place
    keys = (_area(value, settings) for value in place.keys)
    return f"{', '.join((f'{place.table} {count.jaar}', *keys))}: {place.column}"


def reprinted_message(names: Sequence[str]) -> str:
    """What an editor is told of small counts that would print otherwise."""
    which = "; ".join(names[:3]) + (f"; en nog {len(names) - 3}" if len(names) > 3 else "")  # noqa: PLR2004 - as many as are named
    return (
        "Wie deze editie naast de vorige legt, weet meer over kleine aantallen die gelijk bleven. Ze krijgen een ander "
        f"tiental, of hangen samen met wat verbeterd is. Het gaat om: {which}."
    )


def refuse(privacy: Privacy) -> None:
    """Raises GivesAway when a small count keeps too few values."""
    if not privacy.is_safe:
        raise GivesAway(privacy)


def _offers(found: Attacked, year: int, settings: Settings) -> Iterator[Offer]:
    """Facts of this year only: those of earlier years readers already have."""
    for name in found.revealed_by:
        jaar, _, fact = name.partition("|")
        if jaar == str(year):
            yield Offer(f"{LEAVE_OUT}{fact}", f"{fact_called(fact, settings)}, {jaar}")


def fact_called(name: str, settings: Settings) -> str:
    """A published fact as an editor finds it: "de precieze verandering van gebruik (aantal, Hengelo, Wmo)"."""
    table, *keys = name.split("|")
    kind = "de precieze verandering" if origin(table).people else "het cijfer"
    return f"{kind} van {table} ({', '.join(_area(value, settings) for value in keys)})"


def _reprinted(
    tables: PublishedRows,
    now: Rounded,
    then: TrueRows,
    known: PublishedRows | None,
    *,
    found: Attacked,
    year: int,
    settings: Settings,
) -> Iterator[str]:
    """Small counts that both editions together tell too much of; `found` is what the new one tells by itself."""
    if known is None or _says_the_same(tables, known, year):
        return
    before = relations.values(relations.complete(then, settings), settings)
    printed = relations.values(known, settings)
    same, small = set(), {place for place, count in before.items() if abs(count) < settings.publicatie.tiental}
    for place, count, value in zip(now.counts.places, now.counts.values, now.printed, strict=True):
        if before.get(place) == count and printed.get(place) == value:
            same.add(place)
        elif before.get(place) == count and place in small and place in printed:
            yield called(Count(year, place), settings)
    together = attack.attack(tables, settings, year, revision=Revision(year, known, frozenset(same)))
    alone = {count.place for count in found.given_away}
    yield from (called(count, settings) for count in together.given_away if count.place not in alone)


def _says_the_same(tables: PublishedRows, known: PublishedRows, year: int) -> bool:
    """Whether everything that is counted stands in this year as it did in the last edition."""
    own = {name: rows.filter(pl.col("jaar") == year) for name, rows in tables.items() if origin(name).people}
    return all(name in known and _alike(rows, known[name]) for name, rows in own.items())


def _alike(rows: pl.DataFrame, others: pl.DataFrame) -> bool:
    return set(rows.columns) == set(others.columns) and rows.equals(others.select(rows.columns))


def _distance(now: Rounded, settings: Settings, *, gemeente: bool) -> Distance:
    off = [
        abs(printed - count)
        for place, count, printed in zip(now.counts.places, now.counts.values, now.printed, strict=True)
        if (place.gebied == settings.gemeente.code) == gemeente
    ]
    return Distance(sum(off) / len(off) if off else 0.0, max(off, default=0))


def _area(value: str, settings: Settings) -> str:
    area = settings.area(value)
    return area.naam if area else value
