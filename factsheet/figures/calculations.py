"""Calculations on the published tables: a yearly series of every area, as polars expressions.

Each carries along how far rounding can have moved it, so that what comes of it knows what may be claimed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

import polars as pl

from factsheet import method

SERIES = pl.Schema(
    {
        "gebied": pl.String,
        "jaar": pl.Int64,
        "over": pl.Int64,
        "waarde": pl.Float64,
        "klein": pl.Boolean,
        "fout": pl.Float64,
        "steekproef": pl.Float64,
        "basis": pl.Float64,
        "mutatie": pl.Float64,
        "mutatie_fout": pl.Float64,
    }
)
EMPTY = pl.DataFrame(schema=SERIES)


class Source(Protocol):
    """What calculations ask of the published tables."""

    def with_area(self, dataset: str) -> pl.DataFrame: ...
    def rounding(self, dataset: str, column: str) -> pl.Expr: ...
    def group(self, dataset: str, column: str) -> str | None: ...
    def price_index(self, wet: str) -> pl.DataFrame: ...
    def series(self, calculation: Calculation) -> pl.DataFrame: ...


class Calculation(Protocol):
    """A calculation on the published tables; equal ones give the same series, so that it is done once.

    The frame of a series (`SERIES`) has one row per area and year: gebied, jaar; over, the year that it is about;
    waarde (null: not known, or too small); klein (true: too small); fout, the most that rounding can have moved the
    value; steekproef, how far a survey among some can be from all (95%); basis, the size of the group behind it;
    mutatie, a change in percent that was published from exact counts (null: compute it from `waarde`), and
    mutatie_fout, how far that can be from what happened.
    """

    def evaluate(self, tables: Source) -> pl.LazyFrame:
        """The series that it makes."""
        ...


@dataclass(frozen=True)
class Read:
    """The sum of a column per area and year, over the rows that match `where`.

    `over` names the column (a year or a date) that tells what year a row is about, where that is not its `jaar`.
    """

    dataset: str
    column: str
    where: tuple[tuple[str, tuple[str, ...]], ...]
    over: str = ""

    def evaluate(self, tables: Source) -> pl.LazyFrame:
        rows = tables.with_area(self.dataset)
        if self.column not in rows.columns:
            return EMPTY.lazy()
        matching = [pl.col(key).is_in(wanted) for key, wanted in self.where]
        exact, excluded = f"{self.column}_mutatie", f"{self.column}_klein"
        mutatie = pl.col(exact) if exact in rows.columns else pl.lit(None, pl.Float64)
        value = pl.col(self.column).cast(pl.Float64)
        small = pl.col(excluded) if excluded in rows.columns else pl.lit(value=False)
        return (
            rows.lazy()
            .filter(pl.lit(value=True), *matching)
            .with_columns(over=self._year(rows))
            .group_by("gebied", "jaar")
            .agg(
                over=pl.col("over").max(),
                waarde=pl.when(value.null_count() == 0).then(value.sum()),
                klein=small.any(),
                fout=tables.rounding(self.dataset, self.column).sum(),
                steekproef=pl.lit(0.0),
                basis=self._basis(rows, tables),
                mutatie=pl.when(pl.len() == 1).then(mutatie.cast(pl.Float64).first()),
                mutatie_fout=pl.lit(method.EXACT_CHANGE_MARGIN),
            )
            .select(list(SERIES))
            .cast(SERIES)
        )

    def _year(self, rows: pl.DataFrame) -> pl.Expr:
        if self.over not in rows.columns:
            return pl.col("jaar")
        if rows.schema[self.over] == pl.Date:
            # A count is about the year of the first file that has it: the same date again is the same count.
            return pl.col("jaar").min().over("gebied", self.over)
        return pl.col(self.over)

    def _basis(self, rows: pl.DataFrame, tables: Source) -> pl.Expr:
        """A count is its own group; an amount has the people beside it, or none."""
        if rows.schema[self.column].is_integer():
            return pl.col(self.column).sum()
        people = tables.group(self.dataset, self.column)
        return pl.col(people).sum() if people in rows.columns else pl.lit(float("inf"))


@dataclass(frozen=True)
class Survey:
    """A percentage of who answered a survey, with its margin where the column `people` says how many they are.

    With a p of n people it is 1,96 × √(p × (100 − p) ÷ n): in 95 of 100 surveys all users together lie within it.
    """

    answers: Read
    people: str

    def evaluate(self, tables: Source) -> pl.LazyFrame:
        asked = tables.series(replace(self.answers, column=self.people)).lazy()
        n, p = pl.when(pl.col("asked") > 0).then("asked"), pl.col("waarde")
        return (
            tables.series(self.answers)
            .lazy()
            .join(asked.select("gebied", "jaar", asked="waarde"), on=["gebied", "jaar"], how="left")
            .with_columns(steekproef=(method.SURVEY_SPREAD * (p * (100 - p) / n).sqrt()).fill_null(0.0))
            .drop("asked")
        )


@dataclass(frozen=True)
class Ratio:
    """One series divided by another; too small where that is below `least`, or where either prints as nothing."""

    top: Calculation
    bottom: Calculation
    times: float
    least: int

    def evaluate(self, tables: Source) -> pl.LazyFrame:
        ratio = self.times * pl.col("waarde") / pl.col("waarde_op")
        error = ratio * (pl.col("fout") / pl.col("waarde") + pl.col("fout_op") / pl.col("waarde_op"))
        # A rounded 0 is a few people: nothing is computed from it.
        few = (pl.col("waarde") == 0) & (pl.col("fout") > 0)
        enough = (pl.col("waarde_op") >= self.least) & pl.col("waarde").is_not_null() & ~few
        klein = pl.col("klein") | pl.col("klein_op") | (pl.col("waarde_op") < self.least) | few
        top_grown, bottom_grown = 100 + pl.col("mutatie"), 100 + pl.col("mutatie_op")
        grown = 100 * top_grown / bottom_grown
        return _both(tables, self.top, self.bottom).select(
            "gebied",
            "jaar",
            "over",
            waarde=pl.when(enough).then(ratio),
            klein=klein.fill_null(value=False),
            fout=pl.when(enough).then(error).fill_nan(0),
            steekproef=pl.lit(0.0),
            basis=pl.col("waarde_op"),
            mutatie=grown - 100,
            mutatie_fout=grown * (pl.col("mutatie_fout") / top_grown + pl.col("mutatie_fout_op") / bottom_grown),
        )


@dataclass(frozen=True)
class Sum:
    """The sum of two series."""

    one: Calculation
    other: Calculation

    def evaluate(self, tables: Source) -> pl.LazyFrame:
        return _both(tables, self.one, self.other).select(
            "gebied",
            "jaar",
            "over",
            waarde=pl.col("waarde") + pl.col("waarde_op"),
            klein=pl.col("klein") | pl.col("klein_op"),
            fout=pl.col("fout") + pl.col("fout_op"),
            steekproef=pl.lit(0.0),
            basis=pl.col("basis") + pl.col("basis_op"),
            mutatie=pl.lit(None, pl.Float64),
            mutatie_fout=pl.lit(0.0),
        )


@dataclass(frozen=True)
class Growth:
    """Percent more than in the year `base`, from that year on."""

    calculation: Calculation
    base: int

    def evaluate(self, tables: Source) -> pl.LazyFrame:
        def at_base(column: str) -> pl.Expr:
            return pl.col(column).filter(pl.col("jaar") == self.base).first().over("gebied")

        rows = tables.series(self.calculation).lazy().filter(pl.col("jaar") >= self.base)
        ratio = pl.col("waarde") / pl.col("start")
        error = 100 * ratio * (pl.col("fout") / pl.col("waarde") + pl.col("fout_start") / pl.col("start"))
        return (
            rows.with_columns(start=at_base("waarde"), fout_start=at_base("fout"))
            .with_columns(
                waarde=pl.when(pl.col("start") > 0).then(100 * (ratio - 1)),
                fout=pl.when(pl.col("jaar") > self.base).then(error).otherwise(0.0).fill_nan(0),
                mutatie=pl.lit(None, pl.Float64),
            )
            .drop("start", "fout_start")
        )


@dataclass(frozen=True)
class Corrected:
    """Euros of one wet in prices of the base year."""

    calculation: Calculation
    wet: str

    def evaluate(self, tables: Source) -> pl.LazyFrame:
        index = tables.price_index(self.wet).lazy()
        rows = tables.series(self.calculation).lazy().join(index, on="jaar", how="left")
        corrected = {column: pl.col(column) / pl.col("index") for column in ("waarde", "fout")}
        return rows.with_columns(**corrected).drop("index")


def _both(tables: Source, one: Calculation, other: Calculation) -> pl.LazyFrame:
    """Two series beside each other where both have the area and the year; the other's columns end in `_op`."""
    return tables.series(one).lazy().join(tables.series(other).lazy(), on=["gebied", "jaar"], suffix="_op")
