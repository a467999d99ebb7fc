"""True counts → tens: the only way from the source to a reader.

Counts of people in support become tens that add up (`rounding`), euros become thousands; public statistics
(inhabitants, households, dwellings, SES) stay exact. Two things are computed from exact counts because rounding would
spoil them: the change of a municipal group of 1.000 or more, and the volumes of the municipality.

Which figures are which is declared by the schemas (`schemas.protection`); no dataset is named here. What is shown and
what is left out follows from what is printed, so that it tells no more than that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from factsheet import method
from factsheet.origin import Origin, keys_of, origin, volumes
from factsheet.release import relations
from factsheet.release.attack import Attacked, attack, may_grow
from factsheet.release.kept import Kept
from factsheet.release.rounding import Rounded, digest, rounded
from factsheet.rows import PublishedRows, TrueRows
from factsheet.settings import Settings
from schemas import SCHEMAS, ColumnInfo, YearlyCsv
from schemas.protection import Group, OfGemeente

Rows = Mapping[str, pl.DataFrame]
# How many people an amount is about at least, while it is decided whether it may be published.
GROUP = "_groep"
# What was found out of the municipality, which most edits leave as it is.
_ATTACKED = Kept[Attacked](50)


@dataclass(frozen=True)
class LastYear:
    """The year before, for the changes: its rows, and what readers got of them."""

    true: TrueRows
    published: PublishedRows


NO_YEAR = LastYear(TrueRows({}), PublishedRows({}))


def disclose(true: TrueRows, last: LastYear, settings: Settings, known: PublishedRows | None = None) -> PublishedRows:
    """What may be published of one year.

    Takes the canonical rows of that year by dataset, those of the year before for the changes, and what readers
    already have of this year. Returns the same datasets with the counts rounded, and:
    - a row "verhuisd" (or "verschil") where the wijken count people twice (or do not add up): the wijken and onbekend
      are the municipality and that row together;
    - `<column>_marge`, how far a count may be from what is printed, and `<column>_mutatie` (percent, one decimal; null
      for small groups), beside each count of people;
    - `<column>_klein` (boolean) beside amounts, true where one is left out because the group is too small;
    - a table for each sum that a schema declares, such as `begeleiding_zwaarte`;
    - a table for each volume of the municipality, such as `begeleiding_omvang`, instead of the volumes per row.

    Raises NoTableError.
    """
    now = rounded(true, settings, known)
    before = LastYear(TrueRows(relations.complete(last.true, settings)), last.published)
    counted = {name: _printed(name, now) for name in now.tables}
    published = {name: _published(name, now, counted, before, settings) for name in now.tables}
    published = _weakened(published, last.published, settings)
    for dataset in true:
        for column, of in volumes(SCHEMAS[dataset]).items():
            volume = _of_gemeente(counted[dataset], column, of, SCHEMAS[dataset], settings)
            published[f"{dataset}_{column}"] = volume
    return PublishedRows(published)


def without(tables: PublishedRows, names: Iterable[str], settings: Settings) -> PublishedRows:
    """The tables of one year without some published facts: exact changes ("gebruik|aantal|GM0164|Wmo") and volumes of
    the municipality ("begeleiding_omvang|groep")."""
    found = dict(tables)
    for name in names:
        table, *keys = name.split("|")
        if table in found:
            found[table] = _without(found[table], origin(table), keys, settings)
    return PublishedRows(found)


def _without(rows: pl.DataFrame, about: Origin, keys: list[str], settings: Settings) -> pl.DataFrame:
    column, values = (keys[0], keys[1:]) if about.people else ("", [settings.gemeente.code, *keys])
    here = pl.all_horizontal([pl.col(key) == value for key, value in zip(about.keys, values, strict=True)])
    if not column:
        return rows.filter(~here)
    change = f"{column}_mutatie"
    return rows.with_columns(pl.when(~here).then(change).alias(change))


def stack(parts: Iterable[PublishedRows]) -> PublishedRows:
    """The published tables of several years under each other, by dataset."""
    together: dict[str, list[pl.DataFrame]] = {}
    for part in parts:
        for dataset, rows in part.items():
            together.setdefault(dataset, []).append(rows)
    return PublishedRows({name: pl.concat(frames, how="diagonal_relaxed") for name, frames in together.items()})


def _printed(name: str, now: Rounded) -> pl.DataFrame:
    """A table with its counts as they are printed, and their margins."""
    rows = now.tables[name]
    return rows.with_columns(
        *(now.column(name, column, now.printed) for column in origin(name).people),
        *(now.column(name, column, now.margins).alias(method.margin_of(column)) for column in origin(name).people),
    )


def _published(name: str, now: Rounded, counted: Rows, before: LastYear, settings: Settings) -> pl.DataFrame:
    about, steps = origin(name), settings.publicatie
    rows = counted[name].drop(volumes(about.schema), strict=False)
    rows = rows.with_columns(
        *(_nearest(column, steps.euro) for column in about.euros),
        *(_nearest(column, steps.tiental) for column in about.volumes),
    )
    changes = [_exact_change(column, now, counted, before, table=name, settings=settings) for column in about.people]
    rows = rows.with_columns(changes)
    for info in about.amounts:
        rows = _left_out(rows.with_columns(_group(info, about, counted, name, settings)), info.name, about, settings)
    return rows


def _nearest(column: str, step: int) -> pl.Expr:
    return (pl.col(column) / step).round(mode="half_away_from_zero") * step


def _whole(rows: pl.DataFrame, settings: Settings) -> pl.Expr:
    """Which rows are of the municipality as a whole; a dataset without areas speaks of nothing else."""
    return pl.col("gebied") == settings.gemeente.code if "gebied" in rows.columns else pl.lit(value=True)


def _exact_change(
    column: str, now: Rounded, counted: Rows, before: LastYear, *, table: str, settings: Settings
) -> pl.Series:
    """`<column>_mutatie` of each row: percent with one decimal, only for large municipal groups.

    What is printed decides which groups are large.
    """
    rows, keys, name = now.tables[table], origin(table).keys, f"{column}_mutatie"
    there = {
        "vorig": before.true.get(table),
        "groot": counted[table],
        "groot_vorig": before.published.get(table),
    }
    for label, other in there.items():
        if other is None or column not in other.columns:
            return pl.Series(name, [None] * rows.height, pl.Float64)
        found = other.select(*keys, pl.col(column).alias(label))
        rows = rows.join(found, on=keys, how="left", maintain_order="left", nulls_equal=True)
    large = pl.all_horizontal(pl.col("groot", "groot_vorig") >= settings.publicatie.exact_vanaf)
    change = (100 * (pl.col(column) / pl.col("vorig") - 1)).round(1, mode="half_away_from_zero")
    allowed = _whole(rows, settings) & large & (pl.col("vorig") > 0)
    kept = [
        percent if percent is not None and may_grow(percent, printed, was, settings) else None
        for percent, printed, was in rows.select(pl.when(allowed).then(change), "groot", "groot_vorig").rows()
    ]
    return pl.Series(name, kept, pl.Float64)


def _weakened(own: dict[str, pl.DataFrame], last: PublishedRows, settings: Settings) -> dict[str, pl.DataFrame]:
    """Without the exact changes that only together leave a count of the municipality too few values.

    Readers then have the change between the tens. One by one, that of the count with the fewest values first.
    """
    while True:
        both = stack([PublishedRows(_of_municipality(last, settings)), PublishedRows(_of_municipality(own, settings))])
        found = _attacked(both, settings)
        if not found.given_away or not found.revealed_by:
            return own
        worst = next(
            (count.name for count in found.given_away if count.name in found.revealed_by), found.revealed_by[0]
        )
        own = dict(without(PublishedRows(own), [worst.partition("|")[2]], settings))


def _attacked(tables: PublishedRows, settings: Settings) -> Attacked:
    """What is found out of counts that exact facts are about: once for the same tables and settings."""
    key = (digest(tables), repr(settings))
    return _ATTACKED.get(key, lambda: attack(tables, settings, beside_exact=True))


def _of_municipality(tables: Rows, settings: Settings) -> dict[str, pl.DataFrame]:
    """The counts of the municipality alone."""
    return {name: rows.filter(_whole(rows, settings)) for name, rows in tables.items() if origin(name).people}


def _at_least(column: str) -> pl.Expr:
    """The least that a printed count can be."""
    return (pl.col(column) - pl.col(method.margin_of(column))).clip(lower_bound=0)


def _group(info: ColumnInfo, about: Origin, counted: Rows, table: str, settings: Settings) -> pl.Series:
    """How many people each amount is about at least: the smallest count of its row, or those of another file.

    Null where that is not known: then the amount is left out too.
    """
    rows = counted[table]
    if not isinstance(info.of, Group):
        return rows.select(pl.min_horizontal(map(_at_least, about.people)).alias(GROUP)).to_series()
    if info.of.dataset not in counted:
        return pl.Series(GROUP, [None] * rows.height, pl.Int64)
    there = counted[info.of.dataset]
    if "gebied" not in about.keys:
        there = there.filter(_whole(there, settings))
    people = there.select(_at_least(info.of.column).alias(GROUP), **info.of.on).group_by(about.keys).sum()
    return rows.join(people, on=about.keys, how="left", maintain_order="left")[GROUP].fill_null(0)


def _left_out(rows: pl.DataFrame, column: str, about: Origin, settings: Settings) -> pl.DataFrame:
    """The amounts of groups from this size, for sure: what is printed decides, less what it may be off.

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
    counted: pl.DataFrame, column: str, of: OfGemeente, schema: type[YearlyCsv], settings: Settings
) -> pl.DataFrame:
    """The volume of the whole municipality, per category that is declared."""
    people, step = schema.people(), settings.publicatie.tiental
    keys = ["jaar", *keys_of(schema, of)]
    whole = counted.filter(_whole(counted, settings)).group_by(keys, maintain_order=True)
    rows = whole.agg(pl.col(column).sum(), *(_at_least(name).sum() for name in people))
    enough = rows.filter(pl.min_horizontal(people) >= settings.publicatie.per_client_vanaf)
    return enough.select(*keys, _nearest(column, step).cast(pl.Int64))
