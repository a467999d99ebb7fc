from __future__ import annotations

import polars as pl

from schemas.columns import IS_GEMEENTE, column
from schemas.dataset import YearlyCsv
from schemas.municipality import Municipality
from schemas.rule import HERE, THERE, CrossDatasetRule, Operand, Rule
from schemas.rules.sums import adds_up
from schemas.rules.thresholds import COMPARED_FROM, IN_HOUSEHOLDS

ALONE = pl.col("soort") == "1-persoons"


class Huishoudens(
    YearlyCsv,
    title="Huishoudens per soort",
    source="de basisregistratie personen (BRP) of het CBS",
    grid=("gebied", "soort"),
):
    """Hoeveel huishoudens er zijn, en hoeveel inwoners daarin wonen.

    Periode: 1 januari van het jaar.
    """

    soort: str = column(
        "Soort huishouden",
        isin=["1-persoons", "meerpersoons"],
        synonyms=["type huishouden", "huishoudensamenstelling", "samenstelling"],
        spelled={
            "1-persoons": [
                *("eenpersoons", "eenpersoonshuishouden", "eenpersoonshuishoudens", "1-persoonshuishoudens"),
                *("1 persoon", "1 persoons", "alleenstaand"),
            ],
            "meerpersoons": ["meerpersoonshuishouden", "meerpersoonshuishoudens", "meer personen"],
        },
    )
    huishoudens: int = column(
        "Huishoudens",
        unit="huishoudens",
        ge=0,
        public=True,
        synonyms=["aantal huishoudens", "particuliere huishoudens"],
    )
    inwoners: int = column(
        "Inwoners in deze huishoudens",
        unit="inwoners",
        ge=0,
        public=True,
        synonyms=["aantal inwoners", "personen", "aantal personen", "personen in huishoudens"],
    )

    @classmethod
    def rules(cls, gemeente: Municipality) -> list[Rule]:
        return [
            Rule(
                "inwoners",
                ALONE | (pl.col("inwoners") >= pl.col("huishoudens")),
                "Er staan minder inwoners ({inwoners}) dan huishoudens ({huishoudens}). "
                "In elk huishouden woont minstens één inwoner. Kijk of de getallen verwisseld zijn.",
                help="Er zijn minstens zo veel inwoners als huishoudens.",
            ),
            Rule(
                "inwoners",
                ~ALONE | (pl.col("inwoners") == pl.col("huishoudens")),
                "Bij 1-persoons is het aantal inwoners gelijk aan het aantal huishoudens. "
                "Hier staat {inwoners} bij inwoners en {huishoudens} bij huishoudens. Maak ze gelijk.",
                help="Bij 1-persoons is het aantal inwoners gelijk aan het aantal huishoudens.",
            ),
            adds_up(gemeente, "huishoudens", per=["soort"]),
            adds_up(gemeente, "inwoners", per=["soort"]),
        ]

    @classmethod
    def cross_dataset_rules(cls) -> list[CrossDatasetRule]:
        far = pl.when(IS_GEMEENTE).then(IN_HOUSEHOLDS["gemeente"]).otherwise(IN_HOUSEHOLDS["wijk"])
        gap = (HERE - THERE).abs()
        return [
            CrossDatasetRule(
                "bevolking",
                Operand("inwoners"),
                Operand("inwoners"),
                holds=(gap <= far * THERE) | (gap <= COMPARED_FROM),
                message="{gebied}: het aantal inwoners is {hier} in het bestand huishoudens en {daar} in het bestand "
                "bevolking. Het verschil is {verschil}. Klopt dit? Kijk anders beide getallen na.",
                help="Er zijn ongeveer even veel inwoners als in het bestand bevolking.",
                facts={"verschil": gap},
            )
        ]
