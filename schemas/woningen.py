from __future__ import annotations

import polars as pl

from schemas.columns import IS_GEMEENTE, column
from schemas.dataset import YearlyCsv
from schemas.municipality import Municipality
from schemas.rule import HERE, THERE, CrossDatasetRule, Operand, Rule
from schemas.rules.sums import adds_up
from schemas.rules.thresholds import COMPARED_FROM, PER_DWELLING


class Woningen(
    YearlyCsv,
    title="Woningen per soort eigenaar",
    source="CBS, tabel 82900NED",
    grid=("gebied", "eigendom"),
):
    """Hoeveel woningen er zijn, en van wie ze zijn.

    Periode: 1 januari van het jaar.
    """

    eigendom: str = column(
        "Eigendom",
        isin=["koop", "corporatie", "overige huur", "onbekend"],
        synonyms=["eigendomsvorm", "soort woning", "type eigendom", "eigenaar"],
        spelled={
            "koop": ["koopwoning", "koopwoningen", "eigen woning", "eigen woningen"],
            "corporatie": [
                *("coöperatie", "huur coöperatie", "huur corporatie", "corporatiehuur", "woningcorporatie"),
                *("eigendom woningcorporatie", "corporatiewoning", "corporatiewoningen", "sociale huur", "coorporatie"),
            ],
            "overige huur": [
                *("huur vrije sector", "vrije sector", "particuliere huur", "overige huurwoning", "huur overig"),
                *("eigendom overige verhuurders", "overige verhuurders", "overige huurwoningen"),
            ],
            "onbekend": ["eigendom onbekend", "niet bekend"],
        },
    )
    woningen: int = column(
        "Woningen",
        unit="woningen",
        ge=0,
        public=True,
        synonyms=["aantal woningen", "woningvoorraad", "aantal", "totale woningvoorraad"],
    )

    @classmethod
    def rules(cls, gemeente: Municipality) -> list[Rule]:
        return [adds_up(gemeente, "woningen", per=["eigendom"])]

    @classmethod
    def cross_dataset_rules(cls) -> list[CrossDatasetRule]:
        far = pl.when(IS_GEMEENTE).then(PER_DWELLING["gemeente"]).otherwise(PER_DWELLING["wijk"])
        gap, smallest = (HERE - THERE).abs(), pl.min_horizontal(HERE, THERE)
        return [
            CrossDatasetRule(
                "huishoudens",
                Operand("woningen"),
                Operand("huishoudens"),
                holds=(gap <= far * smallest) | (gap <= COMPARED_FROM),
                message="{gebied}: het aantal woningen is {hier}, maar in het bestand huishoudens is het aantal "
                "huishoudens {daar}. Klopt dit grote verschil? Kijk anders beide getallen na.",
                help="Er zijn ongeveer even veel woningen als huishoudens.",
            )
        ]
