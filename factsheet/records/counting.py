"""The whole way from records to tables, and what could not be counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from factsheet.records import messages, tables
from factsheet.records.lines import CLIENT, lines, touches, with_one_wijk
from factsheet.records.messages import Excluded
from factsheet.records.products import NO_ANSWERS, Answers
from factsheet.records.unknown import UnknownCode, unknown_codes
from factsheet.records.volume import classed, countable, heaviest, per_week
from factsheet.settings import Settings
from schemas import domain

__all__ = ["Counted", "Excluded", "count"]


@dataclass(frozen=True)
class Counted:
    """The yearly tables by dataset, in Dutch what could not be counted, and in Dutch how the rest was.

    `unknown`: the codes that an editor can say the meaning of.

    A table holds areas as codes, every combination that could be counted, and the municipality. What the records say
    nothing about (a wet or a layer without any indication in the year) is not in it: that is not zero.
    """

    year: int
    tables: dict[str, pl.DataFrame]
    excluded: tuple[Excluded, ...]
    messages: tuple[str, ...]
    unknown: tuple[UnknownCode, ...] = ()


def count(records: pl.DataFrame, year: int, settings: Settings, answers: Answers = NO_ANSWERS) -> Counted:
    """Count the indications that were valid in a year.

    Args:
        records: rows in the columns and types of `REGISTRATIE["indicaties"]`, without fouten (see `problems`).
        year: the year to count; an indication belongs to it when it was valid on at least one day of it,
            and was not withdrawn.
        answers: what editors said of codes that the settings do not know.

    Tables of which nothing could be counted are left out of `tables`, and told.
    """
    every = lines(records, settings, answers)
    of_year = every.filter(touches(year))
    given = of_year.filter(pl.col("withdrawn").is_null())
    own = given.filter("counts")
    counted = with_one_wijk(own)
    support = per_week(
        counted.filter(pl.col("wet").is_in(domain.names(domain.BEGELEIDING))).drop_nulls("vorm"), settings
    )
    volumes = classed(heaviest(support.drop_nulls("millionths")), settings)
    found = dict(_tables(counted, support, volumes, tables.Where(year, settings)))
    return Counted(
        year=year,
        tables=found,
        excluded=(
            *messages.outside(every.filter(~touches(year)), year),
            *messages.withdrawn(of_year),
            *messages.ignored(given.filter(~pl.col("counts"))),
            *messages.unknown_codes(counted, settings),
            *messages.without_amount(counted),
            *messages.without_volume(support),
            *messages.absent(counted, support, year, settings),
        ),
        messages=(*messages.counted(own, year), *messages.moved(own), *messages.adjusted(volumes, settings)),
        unknown=unknown_codes(counted) if settings.producten else (),
    )


def _tables(
    counted: pl.DataFrame, support: pl.DataFrame, volumes: pl.DataFrame, where: tables.Where
) -> Iterator[tuple[str, pl.DataFrame]]:
    wijk = counted.select(CLIENT, "gebied").unique()
    placed = volumes.join(wijk, on=CLIENT)
    made = {
        "gebruik": tables.gebruik(counted, where),
        "begeleiding": tables.begeleiding(placed, countable(counted, support, where.settings), where),
        "piramide": tables.piramide(counted, where),
        "uitgaven": tables.uitgaven(counted, where),
    }
    return ((dataset, table) for dataset, table in made.items() if len(table))
