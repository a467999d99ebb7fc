"""Records → the lines of one year, with what each counts for, whatever the spelling in the file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

import polars as pl

from factsheet.settings import Product
from schemas.registratie.indicaties import (
    EENHEDEN,
    EUROCENT,
    FREQUENTIES,
    OPEN_ENDS,
    REDENEN,
    WITHDRAWN,
    code,
)

CLIENT = "clientsleutel"


def lines(records: pl.DataFrame, producten: Sequence[Product]) -> pl.DataFrame:
    """One line per record: keys and days as they were, `einde` empty when it still runs, units as codes, cents.

    `withdrawn`: taken back before it began, which administrations write as an end on the first day.
    `product` is the place of its Product in the settings, with `laag` and `vorm` beside it; null when none fits.
    """
    return records.select(
        CLIENT,
        "gebied",
        "wet",
        "productcategorie",
        "begin",
        pl.when(pl.col("einde").is_in(OPEN_ENDS)).then(None).otherwise("einde").alias("einde"),
        _is_withdrawn().alias("withdrawn"),
        "volume",
        code("eenheid", EENHEDEN).alias("eenheid"),
        code("frequentie", FREQUENTIES).alias("frequentie"),
        _cents().alias("cents"),
    ).join(_found(records, producten), on=["wet", "productcategorie"], how="left", maintain_order="left")


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


def _is_withdrawn() -> pl.Expr:
    return ((code("reden", REDENEN) == WITHDRAWN) & (pl.col("einde") == pl.col("begin"))).fill_null(False)


def _cents() -> pl.Expr:
    """Whole cents; euros when no unit is given."""
    factor = pl.when(pl.col("bedrag_eenheid") == EUROCENT).then(1).otherwise(100)
    return (pl.col("bedrag") * factor).round().cast(pl.Int64, strict=False)


def _found(records: pl.DataFrame, producten: Sequence[Product]) -> pl.DataFrame:
    """What each product category of the file is, looked up once."""
    different = records.select("wet", "productcategorie").unique(maintain_order=True)
    fits = [pl.when(_fits(product)).then(place) for place, product in enumerate(producten)]
    known = pl.DataFrame(
        [(place, product.laag, product.vorm) for place, product in enumerate(producten)],
        schema={"product": pl.Int32, "laag": pl.String, "vorm": pl.String},
        orient="row",
    )
    place = pl.coalesce(*fits, pl.lit(None)).cast(pl.Int32).alias("product")
    return different.with_columns(place).join(known, on="product", how="left", maintain_order="left")


def _fits(product: Product) -> pl.Expr:
    """By code: "2", "02", "02A03" and "02 Begeleiding"; or by the name without such a code."""
    text = pl.col("productcategorie").str.to_lowercase().str.strip_chars()
    found = pl.coalesce(
        text.str.extract("^([0-9]{1,2})$").str.zfill(2),
        text.str.extract(r"^([0-9]{2})(?:[a-z][0-9]{2}\b|[\s:.-]+[^0-9\s])"),
    )
    name = text.str.replace(r"^[0-9]{2}(?:[a-z][0-9]{2})?[\s:.-]+", "")
    named = [name.str.contains(_pattern(naam)) for naam in product.namen]
    fits = pl.any_horizontal(found.is_in(product.codes).fill_null(False), *named)
    return (pl.col("wet") == product.wet) & fits


def _pattern(naam: str) -> str:
    parts = (re.escape(part) for part in naam.lower().split("*"))
    return f"^{'.*'.join(parts)}$"
