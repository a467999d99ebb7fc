"""Volume per week of begeleiding: from unit and frequency to a class per client."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from itertools import pairwise

import polars as pl

from factsheet.records.lines import CLIENT
from factsheet.settings import Klasse, Settings, Vorm
from schemas.codelists import NOT_TIME, TOTAL

# What one unit is worth, by the unit in which a vorm is counted. A dagdeel is at most four hours (code list: "Dagdeel
# (4 uur)") and often less, so neither hours into dagdelen nor dagdelen into minutes would be true; and an etmaal is a
# stay, of which nobody says how much is begeleiding.
WORTH: Mapping[str, Mapping[str, int]] = {
    "minuten per week": {"01": 1, "04": 60},
    "dagdelen per week": {"16": 1},
}
# Millionths are summed as whole numbers: the heaviest day is then the same in whatever order it is added up.
MILLION, THOUSAND = 1_000_000, 1_000
# What once per period is per week, by frequency, as a fraction: twelve months or one year are 52 weeks.
PER_WEEK: Mapping[str, tuple[int, int]] = {"1": (7, 1), "2": (1, 1), "3": (1, 4), "4": (12, 52), "5": (1, 52)}

GIVEN = ["wet", "vorm", CLIENT]

# Why a line has no volume per week: the key of its sentence. The first that holds is the reason.
OUTPUT, NO_UNIT, OTHER_UNIT, NO_VOLUME = "stuks", "eenheid", "past niet", "omvang"
NO_FREQUENCY, NO_END = "frequentie", "duur"


def per_week(begeleiding: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    """The lines with `millionths` (of a minute or dagdeel, per week), or `reden` why there are none."""
    found = begeleiding.with_columns(_worth(settings).alias("worth"))
    return found.with_columns(_reason().alias("reden")).with_columns(
        pl.when(pl.col("reden").is_null()).then(_millionths()).alias("millionths")
    )


def heaviest(counted: pl.DataFrame) -> pl.DataFrame:
    """Per client, wet and vorm the volume per week on the heaviest day: `thousandths`.

    Of lines that all touch one year that is a day of the year: whatever runs together before it still runs on its
    first day, and whatever runs together after it ran on its last.
    """
    starts = counted.select(*GIVEN, pl.col("begin").alias("day"), "millionths")
    ended = counted.drop_nulls("einde")
    stops = ended.select(*GIVEN, (pl.col("einde") + timedelta(days=1)).alias("day"), -pl.col("millionths"))
    days = pl.concat([starts, stops]).group_by(*GIVEN, "day").agg(pl.col("millionths").sum()).sort(*GIVEN, "day")
    at_once = days.with_columns(pl.col("millionths").cum_sum().over(GIVEN))
    most = at_once.group_by(GIVEN).agg(pl.col("millionths").max())
    return most.select(*GIVEN, (pl.col("millionths") + THOUSAND // 2).floordiv(THOUSAND).alias("thousandths"))


def classed(volumes: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    """The volumes with their `klasse`, and `within`: the thousandths as they count, within the bounds of the class.

    Classes leave gaps (2,5 dagdelen) and have ends. Who falls outside counts in the nearest class, the higher one when
    both are as near, with the nearest volume that the class allows.
    """
    found = [_classed(volumes.filter(pl.col("vorm") == vorm.sleutel), vorm) for vorm in settings.vormen]
    return pl.concat(found)


def countable(lines: pl.DataFrame, support: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    """The pairs of wet and vorm of which the records tell the volume; without a line of it that is zero.

    Not those of a wet that has no line at all, nor those whose lines all lack a volume: they are unknown.
    """
    wetten = set(lines["wet"].unique())
    named = dict.fromkeys((p.wet, p.vorm) for p in settings.producten if p.vorm and p.wet in wetten)
    every = pl.DataFrame(list(named), schema={"wet": pl.String, "vorm": pl.String}, orient="row")
    known = support.group_by("wet", "vorm").agg(pl.col("millionths").is_not_null().any().alias("known"))
    return every.join(known.filter(~pl.col("known")), on=["wet", "vorm"], how="anti", maintain_order="left")


def _worth(settings: Settings) -> pl.Expr:
    worth = {
        (vorm.sleutel, unit): value for vorm in settings.vormen for unit, value in WORTH.get(vorm.eenheid, {}).items()
    }
    pair = pl.concat_str("vorm", "eenheid", separator=" ")
    return pair.replace_strict(
        {" ".join(key): value for key, value in worth.items()}, default=None, return_dtype=pl.Int64
    )


def _reason() -> pl.Expr:
    total_without_end = (pl.col("frequentie") == TOTAL) & pl.col("einde").is_null()
    return (
        pl.when(pl.col("eenheid").is_in(NOT_TIME).fill_null(False))
        .then(pl.lit(OUTPUT))
        .when(pl.col("volume").is_null())
        .then(pl.lit(NO_VOLUME))
        .when(pl.col("eenheid").is_null())
        .then(pl.lit(NO_UNIT))
        .when(pl.col("worth").is_null())
        .then(pl.lit(OTHER_UNIT))
        .when(pl.col("frequentie").is_null())
        .then(pl.lit(NO_FREQUENCY))
        .when(total_without_end)
        .then(pl.lit(NO_END))
        .otherwise(None)
    )


def _millionths() -> pl.Expr:
    """A total is spread over the duration, but never over less than one week."""
    volume, days = pl.col("volume") * pl.col("worth"), (pl.col("einde") - pl.col("begin")).dt.total_days() + 1
    times, weeks = (
        pl.col("frequentie").replace_strict(
            {code: part[place] for code, part in PER_WEEK.items()}, default=1, return_dtype=pl.Int64
        )
        for place in range(2)
    )
    spread = pl.when(pl.col("frequentie") == TOTAL).then(volume * 7 / pl.max_horizontal(days, 7))
    return (spread.otherwise(volume * times / weeks) * MILLION).round().cast(pl.Int64, strict=False)


def _classed(volumes: pl.DataFrame, vorm: Vorm) -> pl.DataFrame:
    klassen = sorted(vorm.klassen, key=lambda klasse: klasse.van)
    volume = pl.col("thousandths")
    steps = [(volume >= _thousandths(_step(low, high))).cast(pl.Int64) for low, high in pairwise(klassen)]
    place = pl.sum_horizontal(pl.lit(0), *steps)
    bounds = pl.DataFrame(
        {
            "place": range(len(klassen)),
            "klasse": [klasse.naam for klasse in klassen],
            "least": [_thousandths(klasse.van) for klasse in klassen],
            "most": [None if klasse.tot is None else _thousandths(klasse.tot) for klasse in klassen],
        },
        schema={"place": pl.Int64, "klasse": pl.String, "least": pl.Int64, "most": pl.Int64},
    )
    within = pl.max_horizontal("least", pl.min_horizontal("most", volume)).alias("within")
    return (
        volumes.with_columns(place.cast(pl.Int64).alias("place"))
        .join(bounds, on="place")
        .select(*GIVEN, "klasse", "thousandths", within)
    )


def _step(low: Klasse, high: Klasse) -> float:
    """From where the higher of two classes counts: where it begins, or halfway the gap between them."""
    gap = low.tot is not None and low.tot < high.van
    return (low.tot + high.van) / 2 if gap and low.tot is not None else high.van


def _thousandths(bound: float) -> int:
    return round(bound * THOUSAND)
