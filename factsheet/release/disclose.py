"""True counts → tens: the only way from the source to a reader.

Counts of people in support become multiples of ten, euros become thousands; public statistics (inhabitants,
households, dwellings, SES) stay exact. Two things are computed from exact counts because rounding would spoil them:
the change of a municipal group of 1.000 or more, and the volumes of the municipality.

Which figures are which is declared by the schemas (`schemas.protection`); no dataset is named here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl

from factsheet.origin import Origin, keys_of, origin, volumes
from factsheet.settings import Settings
from schemas import SCHEMAS, ColumnInfo, YearlyCsv
from schemas.protection import Group, OfGemeente
from schemas.rule import Sums

Rows = Mapping[str, pl.DataFrame]
# How many people an amount is about, while it is decided whether it may be published.
GROUP = "_groep"


def disclose(true: Rows, last_year: Rows, settings: Settings) -> dict[str, pl.DataFrame]:
    """What may be published of one year.

    Takes the canonical rows of that year by dataset, and those of the year before for the changes (may be empty).
    Returns the same datasets with the counts rounded, and:
    - `<column>_mutatie` (percent, one decimal; null for small groups) beside each count of people;
    - `<column>_klein` (boolean) beside amounts, true where one is left out because the group is too small;
    - a table for each sum that a schema declares, such as `begeleiding_zwaarte`;
    - a table for each volume of the municipality, such as `begeleiding_omvang`, instead of the volumes per row.
    """
    now, before = _with_sums(true, settings), _with_sums(last_year, settings)
    published = {name: _published(name, now, before.get(name), settings) for name in now}
    for dataset, rows in true.items():
        for column, of in volumes(SCHEMAS[dataset]).items():
            published[f"{dataset}_{column}"] = _of_gemeente(rows, column, of, SCHEMAS[dataset], settings)
    return published


def stack(parts: Iterable[Rows]) -> dict[str, pl.DataFrame]:
    """The published tables of several years under each other, by dataset."""
    together: dict[str, list[pl.DataFrame]] = {}
    for part in parts:
        for dataset, rows in part.items():
            together.setdefault(dataset, []).append(rows)
    return {dataset: pl.concat(frames, how="diagonal_relaxed") for dataset, frames in together.items()}


def _with_sums(true: Rows, settings: Settings) -> dict[str, pl.DataFrame]:
    """The tables with the sums that are declared beside them, so that a sum is rounded once and not per part."""
    sums = {
        f"{dataset}_{sums.name}": _summed(rows, sums, SCHEMAS[dataset].people(), settings)
        for dataset, rows in true.items()
        for sums in SCHEMAS[dataset].sums()
    }
    return {**true, **sums}


def _summed(rows: pl.DataFrame, sums: Sums, people: list[str], settings: Settings) -> pl.DataFrame:
    placed = sums.rows(rows, settings)
    return placed.group_by("jaar", *sums.keys, maintain_order=True).agg(pl.col(people).sum())


def _published(name: str, now: Rows, before: pl.DataFrame | None, settings: Settings) -> pl.DataFrame:
    about, true, steps = origin(name), now[name], settings.publicatie
    rows = true.drop(volumes(about.schema), strict=False).with_columns(
        *(_nearest(column, steps.tiental).cast(pl.Int64) for column in about.people),
        *(_nearest(column, steps.euro) for column in about.euros),
        *(_nearest(column, steps.tiental) for column in about.volumes),
    )
    for column in about.people:
        change = _exact_change(about, column, true, before, settings)
        rows = rows.join(change, on=about.keys, how="left", maintain_order="left", nulls_equal=True)
    for info in about.amounts:
        group = _group(info, about, true, now, settings)
        rows = _left_out(rows.with_columns(group), info.name, about, settings)
    return rows


def _nearest(column: str, step: int) -> pl.Expr:
    return (pl.col(column) / step).round(mode="half_away_from_zero") * step


def _whole(rows: pl.DataFrame, settings: Settings) -> pl.Expr:
    """Which rows are of the municipality as a whole; a dataset without areas speaks of nothing else."""
    return pl.col("gebied") == settings.gemeente.code if "gebied" in rows.columns else pl.lit(value=True)


def _exact_change(
    about: Origin, column: str, rows: pl.DataFrame, last_year: pl.DataFrame | None, settings: Settings
) -> pl.DataFrame:
    """The keys of this table with `<column>_mutatie`: percent with one decimal, only for large municipal groups."""
    keys, name = about.keys, f"{column}_mutatie"
    if last_year is None:
        return rows.select(*keys, pl.lit(None, pl.Float64).alias(name))
    both = rows.join(last_year.select(*keys, vorig=column), on=keys, how="left", nulls_equal=True)
    large = pl.min_horizontal(column, "vorig") >= settings.publicatie.exact_vanaf
    allowed = _whole(rows, settings) & pl.col("vorig").is_not_null() & large
    change = (100 * (pl.col(column) / pl.col("vorig") - 1)).round(1, mode="half_away_from_zero")
    return both.select(*keys, pl.when(allowed).then(change).alias(name))


def _group(info: ColumnInfo, about: Origin, rows: pl.DataFrame, now: Rows, settings: Settings) -> pl.Series:
    """How many people each amount is about: the smallest count of its row, or those of another file.

    Null where that is not known: then the amount is left out too.
    """
    if not isinstance(info.of, Group):
        return rows.select(pl.min_horizontal(about.people).alias(GROUP)).to_series()
    if info.of.dataset not in now:
        return pl.Series(GROUP, [None] * rows.height, pl.Int64)
    there = now[info.of.dataset]
    if "gebied" not in about.keys:
        there = there.filter(_whole(there, settings))
    people = there.select(pl.col(info.of.column).alias(GROUP), **info.of.on).group_by(about.keys).sum()
    return rows.join(people, on=about.keys, how="left", maintain_order="left")[GROUP].fill_null(0)


def _left_out(rows: pl.DataFrame, column: str, about: Origin, settings: Settings) -> pl.DataFrame:
    """The amounts of groups from this size. The exact count decides: one of 45 to 49 prints as 50, and is too small.

    One amount that is left out is the municipality's less all others. So the next smallest go along, until those that
    are left out are together large enough to be shown: always two at least.
    """
    least = settings.publicatie.per_client_vanaf
    small = (pl.col(GROUP) < least).fill_null(value=True)
    if "gebied" in about.keys:
        small = small | _goes_along(column, about, least, settings)
    hidden = small & pl.col(column).is_not_null()
    return rows.with_columns(
        pl.when(~small).then(column).alias(column),
        (hidden & pl.col(GROUP).is_not_null()).alias(f"{column}_klein"),
    ).drop(GROUP)


def _goes_along(column: str, about: Origin, least: int, settings: Settings) -> pl.Expr:
    """Which areas are among the smallest that are left out together, wherever one has to be."""
    whole, size = pl.col("gebied") == settings.gemeente.code, pl.col(GROUP).fill_null(0)
    part = ~whole & pl.col(column).is_not_null()
    alike = ["jaar", *(key for key in about.keys if key != "gebied")]
    # By size, and areas of one size by name; what is no part comes last.
    order = [~part, size, pl.col("gebied")]
    together = (pl.when(part).then(size).otherwise(0).cum_sum() - size).over(alike, order_by=order)
    needed = (part & (size < least)).any().over(alike) & (whole & (size >= least)).any().over(alike)
    return part & needed & (together < least)


def _of_gemeente(
    rows: pl.DataFrame, column: str, of: OfGemeente, schema: type[YearlyCsv], settings: Settings
) -> pl.DataFrame:
    """The volume of the whole municipality, per category that is declared."""
    people, step = schema.people(), settings.publicatie.tiental
    keys = ["jaar", *keys_of(schema, of)]
    whole = rows.filter(_whole(rows, settings)).group_by(keys, maintain_order=True).agg(pl.col(column, *people).sum())
    enough = whole.filter(pl.min_horizontal(people) >= settings.publicatie.per_client_vanaf)
    return enough.select(*keys, _nearest(column, step).cast(pl.Int64))
