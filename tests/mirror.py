"""The example turned around: time running backwards, or everything more or less. For the opposite case."""

from __future__ import annotations

import functools
from collections.abc import Callable

import polars as pl

from factsheet.edition import Factsheet, factsheet
from factsheet.figures import Tables
from factsheet.settings import current
from tests import example

AS_THEY_ARE = {"prijscorrectie"}
KEYS = ("jaar", "scorejaar")


@functools.cache
def times(factor: float) -> Factsheet:
    """The factsheet of 2024 in which every figure is that of 2023 times `factor`."""
    return factsheet(Tables(scaled(factor)(dict(example.tables().frames)), current()), {}, current().gemeente, 2024)


def scaled(factor: float) -> Callable[[dict[str, pl.DataFrame]], dict[str, pl.DataFrame]]:
    """The example with every figure of 2024 made from that of 2023, times `factor`."""

    def change(frames: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
        return {name: pl.concat([until(f, 2023), _next_year(only(f, 2023), factor)]) for name, f in frames.items()}

    return change


def until(frame: pl.DataFrame, year: int) -> pl.DataFrame:
    return frame.filter(pl.col("jaar") <= year)


def only(frame: pl.DataFrame, year: int) -> pl.DataFrame:
    return frame.filter(pl.col("jaar") == year)


def _next_year(frame: pl.DataFrame, factor: float) -> pl.DataFrame:
    columns = []
    for name, dtype in frame.schema.items():
        if name == "jaar":
            columns.append((pl.col(name) + 1).alias(name))
        elif name.endswith("_mutatie"):
            columns.append(pl.when(pl.col(name).is_not_null()).then(100 * (factor - 1)).alias(name))
        elif dtype == pl.Int64 and name not in KEYS and not name.endswith("_marge"):
            columns.append(((pl.col(name) * factor / 10).round() * 10).cast(pl.Int64).alias(name))
        elif dtype == pl.Float64 and name not in {"mutatie", "score"}:
            columns.append((pl.col(name) * factor).alias(name))
    return frame.with_columns(columns)


@functools.cache
def backwards(last: int) -> Factsheet:
    """The factsheet of `last`, made of the published rows of `last` and the two years before it in reverse order."""
    frames = {
        name: frame if name in AS_THEY_ARE else _reversed(frame, last)
        for name, frame in example.tables().frames.items()
    }
    return factsheet(Tables(frames, current()), {}, current().gemeente, last)


def _reversed(frame: pl.DataFrame, last: int) -> pl.DataFrame:
    window = frame.filter(pl.col("jaar").is_between(last - 2, last))
    changes = [name for name in window.columns if name.endswith("_mutatie")]
    keys = [name for name, dtype in window.schema.items() if dtype == pl.String and name != "bron"]
    # The change of a year, read backwards, belongs to the year before it.
    back = window.select(
        *keys,
        jaar=pl.col("jaar") - 1,
        **{name: (100 * (1 / (1 + pl.col(name) / 100) - 1)).round(1) for name in changes},
    )
    joined = window.drop(changes).join(back, on=["jaar", *keys], how="left", nulls_equal=True)
    return joined.with_columns(jaar=2 * last - 2 - pl.col("jaar")).select(window.columns)
