"""What an editor needs to see beside a table: sums of the wijken, the municipality, last year, and how far apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from schemas import YearlyCsv
from schemas.columns import IS_GEMEENTE, RATES


@dataclass(frozen=True)
class AreaTotal:
    """One figure per group (() when there are none): all wijken with onbekend, the municipality, and last year's.

    None for what is not there. `missing`: how many figures are in no sum: they, or their wijk, are empty or unreadable.
    """

    group: tuple[str, ...]
    measure: str
    wijken: float | None
    missing: int
    gemeente: float | None
    last_year: float | None


def totals(rows: pl.DataFrame, last_year: pl.DataFrame | None, schema: type[YearlyCsv]) -> list[AreaTotal]:
    """Sums per group, for what can be summed; empty for figures of the whole municipality only."""
    if not schema.per_area or not rows.height:
        return []
    return [
        _total(group, measure, part, then)
        for measure in _summed(schema)
        for group, part, then in _groups(rows, last_year, schema.categories())
    ]


def _summed(schema: type[YearlyCsv]) -> list[str]:
    return [name for name in schema.measures() if schema.columns()[name].unit not in RATES]


def _groups(
    rows: pl.DataFrame, last_year: pl.DataFrame | None, categories: list[str]
) -> Iterator[tuple[tuple[str, ...], pl.DataFrame, pl.DataFrame | None]]:
    """The rows of each group, and those of last year."""
    if not categories:
        yield (), rows, last_year
        return
    for values, part in rows.drop_nulls(categories).group_by(categories, maintain_order=True):
        same = pl.all_horizontal(pl.col(name) == value for name, value in zip(categories, values, strict=True))
        yield tuple(map(str, values)), part, None if last_year is None else last_year.filter(same)


def _total(group: tuple[str, ...], measure: str, rows: pl.DataFrame, last_year: pl.DataFrame | None) -> AreaTotal:
    wijken = rows.filter(~IS_GEMEENTE)[measure]
    known = wijken.drop_nulls()
    # A wijk that cannot be read may be the municipality: its figure is in no sum.
    missing = wijken.null_count() + rows["gebied"].null_count()
    total = float(known.sum()) if len(known) else None
    return AreaTotal(group, measure, total, missing, _own(rows, measure), _last(last_year, measure))


def _own(rows: pl.DataFrame, measure: str) -> float | None:
    own = rows.filter(IS_GEMEENTE)[measure].drop_nulls()
    return float(own[0]) if len(own) else None


def _last(rows: pl.DataFrame | None, measure: str) -> float | None:
    return None if rows is None else _own(rows, measure)
