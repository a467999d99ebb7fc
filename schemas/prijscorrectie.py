from __future__ import annotations

import polars as pl

from schemas import domain
from schemas.columns import column
from schemas.dataset import YearlyCsv
from schemas.municipality import Municipality


class Prijscorrectie(
    YearlyCsv,
    title="Stijging van prijzen en tarieven",
    source="het CBS (inflatie) en het rapport reële tarieven",
    per_area=False,
    grid=("wet", "reeks"),
    missing="waarschuwing",
):
    """Hoeveel prijzen en tarieven veranderden. Hiermee worden uitgaven van verschillende jaren vergelijkbaar.

    Periode: het jaar ten opzichte van het jaar ervoor.
    """

    wet: str = column(
        "Wet",
        isin=domain.names(domain.WETTEN),
        spelled=domain.spelled(domain.WETTEN),
    )
    reeks: str = column(
        "Reeks", isin=["inflatie", "reële tarieven"], spelled={"reële tarieven": ["reeel tarief", "tarieven"]}
    )
    mutatie: float = column(
        "Verandering ten opzichte van het jaar ervoor",
        unit="%",
        ge=-20,
        le=50,
        public=True,
        synonyms=["verandering", "percentage"],
    )
    bron: str = column("Bron")
    definitief: bool = column("Is dit cijfer definitief?", synonyms=["definitief cijfer"])

    @classmethod
    def combinations(cls, gemeente: Municipality, rows: pl.DataFrame) -> pl.DataFrame:
        """Inflation for every wet; benefits have no tariffs, so the other series may be left out."""
        every = super().combinations(gemeente, rows)
        return every.filter(pl.col("reeks") == "inflatie")
