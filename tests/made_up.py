"""Datasets that do not exist: what a successor may add, for tests of what follows from a schema."""

from __future__ import annotations

import polars as pl

from schemas.columns import column
from schemas.dataset import YearlyCsv
from schemas.municipality import Municipality
from schemas.protection import Group, OfGemeente
from schemas.rule import Sums

FASEN = ("aanmelding", "traject")


def _together(rows: pl.DataFrame, gemeente: Municipality) -> pl.DataFrame:
    return rows


class SchuldHulp(YearlyCsv, grid=("gebied", "fase")):
    """Wie schuldhulp krijgt."""

    fase: str = column("Fase", isin=FASEN)
    huishoudens: int = column("Huishoudens met schuldhulp", unit="huishoudens", ge=0, people=True)
    kosten: float = column("Kosten van schuldhulp", unit="euro", ge=0)
    gesprekken: int = column("Gesprekken", unit="gesprekken", ge=0)
    uren: float = column("Uren hulp", unit="uren per week", ge=0, of=OfGemeente(per=("fase",)))

    @classmethod
    def sums(cls) -> list[Sums]:
        return [Sums("alle_fasen", ("gebied",), _together)]


class Kwijtschelding(YearlyCsv, grid=("gebied", "fase"), missing_wijk=None):
    """Hoeveel schulden zijn kwijtgescholden, van de huishoudens in het bestand schuld_hulp."""

    fase: str = column("Fase", isin=FASEN)
    bedrag: float = column(
        "Bedrag",
        unit="euro",
        ge=0,
        of=Group("schuld_hulp", "huishoudens", on={"gebied": pl.col("gebied"), "fase": pl.col("fase")}),
    )


class Meldpunt(YearlyCsv, per_area=False, grid=("soort",)):
    """Meldingen in de hele gemeente."""

    soort: str = column("Soort")
    melders: int = column("Melders", unit="inwoners", ge=0, people=True)
    boetes: float = column("Boetes", unit="euro", ge=0)


DATASETS = {"schuld_hulp": SchuldHulp, "kwijtschelding": Kwijtschelding, "meld_punt": Meldpunt}
