"""Counted tables as files that the store can keep. Nothing in them leads back to the file with the records."""

from __future__ import annotations

import polars as pl

from factsheet.parse import Digest, Parsed, ReadAs
from factsheet.records.counting import Counted


def as_parsed(counted: Counted) -> tuple[Parsed, ...]:
    """Each counted table as if it had been read from a file: to be checked like any other.

    The name says that it was counted, and the sha256 is that of the counted figures.
    """
    return tuple(_parsed(dataset, table, counted.year) for dataset, table in counted.tables.items())


def _parsed(dataset: str, table: pl.DataFrame, year: int) -> Parsed:
    return Parsed(
        name=f"{dataset} {year} (geteld)",
        dataset=dataset,
        year=year,
        table=table,
        # There is no file in which an editor could look a row up.
        row_numbers=pl.Series("row", [None] * len(table), dtype=pl.Int64),
        problems=(),
        read_as=ReadAs(),
        digest=Digest(table.write_csv().encode()),
    )
