"""The rules that hold for every dataset: one year, known areas, known categories."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from schemas.columns import ONBEKEND, ColumnInfo
from schemas.dataset import YearlyCsv
from schemas.municipality import Municipality
from schemas.rule import Rule


def general_rules(schema: type[YearlyCsv], gemeente: Municipality) -> list[Rule]:
    """The rules that hold for every dataset: one year, known areas, known categories."""
    found = [_one_year(), *([_exists(schema.since)] if schema.since else [])]
    if schema.per_area:
        found.append(_known_area(schema, gemeente))
    for info in schema.columns().values():
        if callable(info.allowed):
            found.append(_known_value(info, info.values(gemeente) or ()))
        if info.unit == "%" and info.ge == 0 and not info.optional:
            found.append(_no_fractions(info))
    return found


def _one_year() -> Rule:
    year = pl.col("jaar").drop_nulls().mode().min()
    return Rule(
        "jaar",
        pl.col("jaar") == year,
        "Dit bestand gaat over {jaar_bestand}, maar in deze rij staat {jaar}. Zet elk jaar in een eigen bestand.",
        help="In een bestand staat één jaar.",
        facts={"jaar_bestand": year.cast(pl.String)},
    )


def _exists(since: int) -> Rule:
    return Rule(
        "jaar",
        pl.col("jaar") >= since,
        f"Dit bestand is er pas vanaf {since}, maar in deze rij staat {{jaar}}. Kijk of het jaar klopt.",
        help=f"Dit bestand is er vanaf {since}.",
    )


def _known_area(schema: type[YearlyCsv], gemeente: Municipality) -> Rule:
    codes = [place.code for place in (gemeente.gemeente, *gemeente.wijken)]
    codes += [ONBEKEND] if schema.onbekend else []
    choice = "een wijk, de gemeente of 'onbekend'" if schema.onbekend else "een wijk of de gemeente"
    return Rule(
        "gebied",
        pl.col("gebied").is_in(codes),
        f"'{{gebied}}' mag hier niet staan. Kies {choice}.",
        help=f"Kies {choice}. Gebruik de naam of de code van het CBS.",
    )


def _known_value(info: ColumnInfo, values: Sequence[str]) -> Rule:
    return Rule(
        info.name,
        pl.col(info.name).is_in(values),
        f"'{{{info.name}}}' mag hier niet staan. Kies uit: {', '.join(values)}.",
        help="",
    )


def _no_fractions(info: ColumnInfo) -> Rule:
    """A column of shares in which all are 1 or less was not meant in percent. Told once, in the first row."""
    share = pl.col(info.name)
    return Rule(
        info.name,
        (share.max() > 1) | (share.max() <= 0) | (pl.int_range(pl.len()) > 0),
        f"Alle percentages in deze kolom zijn 1 of lager; hier staat {{{info.name}}}. "
        "Schrijf 79 als u 79% bedoelt, en niet 0,79.",
        help="Schrijf 79 voor 79%, en niet 0,79.",
        severity="waarschuwing",
    )
