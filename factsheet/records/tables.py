"""Lines of a year → the yearly tables, complete and in the columns, types and order of their schemas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

import polars as pl

from factsheet.records.lines import CLIENT, valid_on
from factsheet.settings import Settings
from schemas import SCHEMAS, domain
from schemas.columns import ONBEKEND

NONE: Mapping[str, int] = {}


class Where(NamedTuple):
    """Which year and municipality a table is of."""

    year: int
    settings: Settings


def gebruik(lines: pl.DataFrame, where: Where) -> pl.DataFrame:
    """Clients and indications per group; only the groups of which every wet is in the lines."""
    wetten = set(lines["wet"].unique())
    groups = {groep: parts for groep, parts in domain.WETTEN_VAN_GROEP.items() if wetten.issuperset(parts)}
    pairs = pl.DataFrame(
        [(groep, wet) for groep, parts in groups.items() for wet in parts],
        schema={"groep": pl.String, "wet": pl.String},
        orient="row",
    )
    found = lines.join(pairs, on="wet").group_by("gebied", "groep")
    counted = found.agg(pl.col(CLIENT).n_unique().alias("aantal"), pl.len().alias("indicaties"))
    return _complete("gebruik", counted, _texts("groep", groups), where)


def piramide(lines: pl.DataFrame, where: Where) -> pl.DataFrame:
    """Clients per layer on 31 December; only the layers that the lines have."""
    day = date(where.year, 12, 31)
    counted = lines.filter(valid_on(day)).drop_nulls("laag").group_by("gebied", "laag")
    lagen = set(lines["laag"].unique())
    grid = _texts("laag", (laag for laag in where.settings.lagen if laag in lagen))
    clienten = counted.agg(pl.col(CLIENT).n_unique().alias("clienten"))
    return _complete("piramide", clienten, grid.with_columns(peildatum=day), where)


def uitgaven(lines: pl.DataFrame, where: Where) -> pl.DataFrame:
    """Euros per wet; only the wetten with an amount. Cents are added up as whole numbers."""
    amounts = lines.drop_nulls("cents")
    wetten = set(amounts["wet"].unique())
    grid = _texts("wet", (wet for wet in domain.names(domain.WETTEN) if wet in wetten))
    counted = amounts.group_by("gebied", "wet").agg(pl.col("cents").sum().alias("uitgaven"))
    return _complete("uitgaven", counted, grid, where, {"uitgaven": 2})


def begeleiding(volumes: pl.DataFrame, kept: pl.DataFrame, where: Where) -> pl.DataFrame:
    """Clients and volume per week per class; `kept` has the pairs of wet and vorm that could be counted."""
    grid = SCHEMAS["begeleiding"].combinations(where.settings, pl.DataFrame())
    grid = grid.join(kept, on=["wet", "vorm"], how="semi", maintain_order="left")
    counted = volumes.group_by("gebied", "wet", "vorm", "klasse").agg(
        pl.len().alias("clienten"), pl.col("within").sum().alias("omvang")
    )
    return _complete("begeleiding", counted, grid, where, {"omvang": 3})


def _texts(name: str, values: Iterable[str]) -> pl.DataFrame:
    return pl.DataFrame({name: list(values)}, schema={name: pl.String})


def _complete(
    dataset: str, counted: pl.DataFrame, grid: pl.DataFrame, where: Where, decimals: Mapping[str, int] = NONE
) -> pl.DataFrame:
    """Every area and combination once, with 0 where nothing was counted. A measure in `decimals` is a whole number
    that counts in its last decimal (cents).

    A client belongs to one area, so the municipality is the sum of the areas.
    """
    settings = where.settings
    columns = SCHEMAS[dataset].columns()
    measures = SCHEMAS[dataset].measures()
    keys = SCHEMAS[dataset].categories()
    whole = counted.group_by(keys).agg(pl.col(measures).sum(), gebied=pl.lit(settings.gemeente.code))
    codes = [*(wijk.code for wijk in settings.wijken), ONBEKEND, settings.gemeente.code]
    every = pl.DataFrame({"jaar": where.year, "gebied": codes}).join(grid, how="cross", maintain_order="left_right")
    figures = pl.concat([counted.select("gebied", *keys, *measures), whole.select("gebied", *keys, *measures)])
    joined = every.join(figures, on=["gebied", *keys], how="left", maintain_order="left")
    filled = joined.with_columns(pl.col(measures).fill_null(0))
    # Rounded, because polars multiplies by 1/100 instead of dividing, and 2299 cents would be 22,990000000000002.
    exact = filled.with_columns((pl.col(name) / 10**places).round(places) for name, places in decimals.items())
    return exact.select(pl.col(name).cast(info.dtype) for name, info in columns.items())
