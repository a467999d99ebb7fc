"""Records → the lines of one year, with what each counts for, whatever the spelling in the file."""

from __future__ import annotations

from datetime import date

import polars as pl

from factsheet.records.products import NO_ANSWERS, PRODUCT, Answers, found
from factsheet.settings import Settings
from schemas.codelists import EENHEDEN, FREQUENTIES, REDENEN, WITHDRAWN, code
from schemas.registratie.indicaties import EUROCENT, OPEN_ENDS

CLIENT = "clientsleutel"
BY_REASON, BY_DAYS = "reden", "dagen"


def lines(records: pl.DataFrame, settings: Settings, answers: Answers = NO_ANSWERS) -> pl.DataFrame:
    """One line per record: keys and days as they were, `einde` empty when it still runs, units as codes, cents.

    `withdrawn`: why it is as if it had never been there, null for others. What it is about: see `products.found`.
    """
    kept = records.select(
        CLIENT,
        "gebied",
        *PRODUCT,
        "begin",
        pl.when(pl.col("einde").is_in(OPEN_ENDS)).then(None).otherwise("einde").alias("einde"),
        _withdrawn().alias("withdrawn"),
        "volume",
        code("eenheid", EENHEDEN).alias("eenheid"),
        code("frequentie", FREQUENTIES).alias("frequentie"),
        _cents().alias("cents"),
    )
    products = found(records, settings, answers)
    joined = kept.join(products, on=PRODUCT, how="left", maintain_order="left", nulls_equal=True)
    return joined.drop(PRODUCT).rename({"as_wet": "wet"})


def touches(year: int) -> pl.Expr:
    """Valid on at least one day of the year."""
    return (pl.col("begin") <= date(year, 12, 31)) & valid_from(date(year, 1, 1))


def valid_on(day: date) -> pl.Expr:
    return (pl.col("begin") <= day) & valid_from(day)


def valid_from(day: date) -> pl.Expr:
    """Not ended before this day."""
    return pl.col("einde").is_null() | (pl.col("einde") >= day)


def with_one_wijk(of_year: pl.DataFrame) -> pl.DataFrame:
    """The same lines, with for each client the wijk of the line that began last.

    When several began on that day: a known wijk before onbekend, then the lowest code, so that the order of the file
    makes no difference.
    """
    last = of_year.sort(CLIENT, "begin", "gebied", descending=[False, True, False])
    wijk = last.unique(CLIENT, keep="first", maintain_order=True).select(CLIENT, "gebied")
    return of_year.drop("gebied").join(wijk, on=CLIENT, how="left", maintain_order="left")


def _withdrawn() -> pl.Expr:
    """Why a line is as if it had never been there: its reason, or an end on its first day; null when it is not."""
    return (
        pl.when(code("reden", REDENEN) == WITHDRAWN)
        .then(pl.lit(BY_REASON))
        .when(pl.col("einde") == pl.col("begin"))
        .then(pl.lit(BY_DAYS))
    )


def _cents() -> pl.Expr:
    """Whole cents; euros when neither the column nor the unit says so."""
    factor = pl.when(pl.col("bedrag_eenheid") == EUROCENT).then(1).otherwise(100)
    return pl.coalesce("bedrag_eurocent", pl.col("bedrag") * factor).round().cast(pl.Int64, strict=False)
