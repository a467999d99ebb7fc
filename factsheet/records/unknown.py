"""The codes of a file of which nobody said what they are, as an editor sees and answers them."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from factsheet.records.naming import CLIENT, nameable
from schemas.codelists import CATEGORIEEN


@dataclass(frozen=True)
class UnknownCode:
    """A code, or a name that many clients have. `categorie`: what the code lists call its category, else ""."""

    wet: str
    code: str
    categorie: str
    indicaties: int
    clienten: int


def unknown_codes(lines: pl.DataFrame) -> tuple[UnknownCode, ...]:
    """Those that may be named, the most used first."""
    unknown = lines.filter(~pl.col("known"))
    found = (
        unknown.filter(nameable("code"))
        .group_by("wet", "code")
        .agg(pl.col("category").min(), pl.len().alias("indicaties"), pl.col(CLIENT).n_unique().alias("clienten"))
        .sort("indicaties", "wet", "code", descending=[True, False, False])
    )
    return tuple(
        UnknownCode(wet, code, _category(category), indicaties, clienten)
        for wet, code, category, indicaties, clienten in found.iter_rows()
    )


def _category(code: str | None) -> str:
    return f"{code} {CATEGORIEEN[code]}" if code and code in CATEGORIEEN else ""
