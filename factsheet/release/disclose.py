"""True counts → tens: the only way from the source to a reader.

Counts of people in support become multiples of ten, euros become thousands; public statistics (inhabitants,
households, dwellings, SES) stay exact. Two things are computed from exact counts because rounding would spoil them:
the change of a municipal group of 1.000 or more, and the volume of begeleiding of the municipality.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl

from factsheet.settings import Publicatie, Settings
from schemas import SCHEMAS

ZWAARTE = "begeleiding_zwaarte"
GROEP_VAN_WET = {"Wmo": "Wmo", "Jeugdwet": "Jeugdwet", "Participatiewet": "Bijstand"}


def disclose(
    true: Mapping[str, pl.DataFrame], last_year: Mapping[str, pl.DataFrame], settings: Settings
) -> dict[str, pl.DataFrame]:
    """What may be published of one year.

    Takes the canonical rows of that year by dataset, and those of the year before for the changes (may be empty).
    Returns the same datasets with the counts rounded, and:
    - `<column>_mutatie` (percent, one decimal; null for small groups) beside each count of people;
    - `<column>_klein` (boolean) beside euros, true where the amount is left out because the group is too small;
    - `begeleiding_omvang` (jaar, gebied, vorm, omvang) instead of the volumes per row;
    - `begeleiding_zwaarte` (jaar, gebied, vorm, zwaarte, wet, clienten, clienten_mutatie): clients of the intensive
      and the lighter classes together, per wet and for both ("samen"), each rounded once.
    """
    true, last_year = _with_zwaarte(true, settings), _with_zwaarte(last_year, settings)
    published = {dataset: _rounded(dataset, rows, settings.publicatie) for dataset, rows in true.items()}
    for dataset, rows in true.items():
        for column in people_columns(dataset):
            change = _exact_change(dataset, column, rows, last_year.get(dataset), settings)
            published[dataset] = published[dataset].join(change, on=_keys(dataset), how="left", maintain_order="left")
    return _without_small_groups(published, true, settings)


def people_columns(dataset: str) -> list[str]:
    """The counts of people in support of a dataset: what disclosure rounds."""
    if dataset == ZWAARTE:
        return ["clienten"]
    return [name for name, info in SCHEMAS[dataset].columns().items() if info.people]


def euro_columns(dataset: str) -> list[str]:
    """The amounts of a dataset, in euros."""
    if dataset == ZWAARTE:
        return []
    return [name for name, info in SCHEMAS[dataset].columns().items() if info.unit == "euro"]


def stack(parts: Iterable[Mapping[str, pl.DataFrame]]) -> dict[str, pl.DataFrame]:
    """The published tables of several years under each other, by dataset."""
    together: dict[str, list[pl.DataFrame]] = {}
    for part in parts:
        for dataset, rows in part.items():
            together.setdefault(dataset, []).append(rows)
    return {dataset: pl.concat(frames, how="diagonal_relaxed") for dataset, frames in together.items()}


def _rounded(dataset: str, rows: pl.DataFrame, publicatie: Publicatie) -> pl.DataFrame:
    return rows.with_columns(
        *(_nearest(column, publicatie.tiental).cast(pl.Int64) for column in people_columns(dataset)),
        *(_nearest(column, publicatie.euro) for column in euro_columns(dataset)),
    )


def _nearest(column: str, step: int) -> pl.Expr:
    return (pl.col(column) / step).round(mode="half_away_from_zero") * step


def _keys(dataset: str) -> list[str]:
    if dataset == ZWAARTE:
        return ["gebied", "vorm", "zwaarte", "wet"]
    return list(SCHEMAS[dataset].grid)


def _exact_change(
    dataset: str, column: str, rows: pl.DataFrame, last_year: pl.DataFrame | None, settings: Settings
) -> pl.DataFrame:
    """The keys of this dataset with `<column>_mutatie`: percent with one decimal, only for large municipal groups."""
    keys, name = _keys(dataset), f"{column}_mutatie"
    if last_year is None:
        return rows.select(*keys, pl.lit(None, pl.Float64).alias(name))
    both = rows.join(last_year.select(*keys, vorig=column), on=keys, how="left", nulls_equal=True)
    large = pl.min_horizontal(column, "vorig") >= settings.publicatie.exact_vanaf
    allowed = (pl.col("gebied") == settings.gemeente.code) & pl.col("vorig").is_not_null() & large
    change = (100 * (pl.col(column) / pl.col("vorig") - 1)).round(1, mode="half_away_from_zero")
    return both.select(*keys, pl.when(allowed).then(change).alias(name))


def _without_small_groups(
    published: dict[str, pl.DataFrame], true: Mapping[str, pl.DataFrame], settings: Settings
) -> dict[str, pl.DataFrame]:
    """Euros and volumes of a group below the threshold are left out."""
    least = settings.publicatie.per_client_vanaf
    if "loonkostensubsidie" in published:
        lks = published["loonkostensubsidie"]
        published["loonkostensubsidie"] = _left_out(lks, "uitgaven", pl.col("ontvangers") < least)
    if "uitgaven" in published and "gebruik" in published:
        clienten = published["gebruik"].select("gebied", "groep", clienten="aantal")
        with_group = published["uitgaven"].with_columns(groep=pl.col("wet").replace_strict(GROEP_VAN_WET, default=None))
        joined = with_group.join(clienten, on=["gebied", "groep"], how="left", maintain_order="left")
        small = _left_out(joined, "uitgaven", pl.col("clienten").fill_null(0) < least)
        published["uitgaven"] = small.drop("groep", "clienten")
    if "begeleiding" in published:
        published["begeleiding"] = published["begeleiding"].drop("omvang")
        published["begeleiding_omvang"] = _volumes(true["begeleiding"], settings)
    return published


def _left_out(rows: pl.DataFrame, column: str, small: pl.Expr) -> pl.DataFrame:
    return rows.with_columns(
        pl.when(~small).then(column).alias(column), (small & pl.col(column).is_not_null()).alias(f"{column}_klein")
    )


def _with_zwaarte(true: Mapping[str, pl.DataFrame], settings: Settings) -> dict[str, pl.DataFrame]:
    """The tables with the sums of begeleiding beside them, so that a sum is rounded once and not per part."""
    if "begeleiding" not in true:
        return dict(true)
    heavy = pl.lit(value=False)
    for vorm in settings.vormen:
        names = [klasse.naam for klasse in vorm.klassen if klasse.intensief]
        heavy = heavy | ((pl.col("vorm") == vorm.sleutel) & pl.col("klasse").is_in(names))
    rows = true["begeleiding"].with_columns(
        zwaarte=pl.when(heavy).then(pl.lit("intensief")).otherwise(pl.lit("lichter"))
    )
    both = pl.concat([rows, rows.with_columns(wet=pl.lit("samen"))])
    keys = ["jaar", "gebied", "vorm", "zwaarte", "wet"]
    return {**true, ZWAARTE: both.group_by(keys, maintain_order=True).agg(pl.col("clienten").sum())}


def _volumes(begeleiding: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    """Volume per vorm, of the municipality only: that of a small area would tell how its few clients are divided."""
    gemeente = begeleiding.filter(pl.col("gebied") == settings.gemeente.code)
    totals = gemeente.group_by("jaar", "gebied", "vorm", maintain_order=True).agg(
        pl.col("omvang").sum(), pl.col("clienten").sum()
    )
    enough = pl.col("clienten") >= settings.publicatie.per_client_vanaf
    return totals.filter(enough).select(
        "jaar", "gebied", "vorm", omvang=_nearest("omvang", settings.publicatie.tiental).cast(pl.Int64)
    )
