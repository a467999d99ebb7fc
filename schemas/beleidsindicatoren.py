from __future__ import annotations

import polars as pl

from schemas.columns import column
from schemas.dataset import YearlyCsv
from schemas.municipality import Municipality
from schemas.rule import Rule
from schemas.rules.thresholds import PlausibleChange


class Beleidsindicatoren(
    YearlyCsv,
    title="Oordeel van gebruikers",
    source="het cliëntervaringsonderzoek",
    per_area=False,
    grid=("indicator",),
):
    """Wat gebruikers van de ondersteuning vinden. Een nieuwe indicator is een nieuwe rij.

    Periode: het jaar waarover gevraagd is.
    """

    indicator: str = column("Indicator", synonyms=["naam indicator", "vraag", "stelling"])
    percentage: float = column(
        "Deel van de gebruikers", unit="%", ge=0, le=100, public=True, synonyms=["score", "uitkomst", "resultaat"]
    )
    respondenten: int = column(
        "Ingevulde vragenlijsten",
        unit="respondenten",
        ge=0,
        public=True,
        optional=True,
        synonyms=["aantal respondenten", "n"],
    )
    streefwaarde: float = column("Streefwaarde", unit="%", ge=0, le=100, public=True, optional=True)
    kort: str = column("Hoe een zin het noemt", optional=True)
    bron: str = column("Bron")

    @classmethod
    def rules(cls, gemeente: Municipality) -> list[Rule]:  # noqa: ARG003
        return [
            Rule(
                "kort",
                pl.col("kort").cast(pl.String).str.count_matches("%", literal=True) == 1,
                "Zet in deze zin één keer %, op de plek van het getal. Er staat: '{kort}'.",
                help="De zin van deze indicator, met één keer % op de plek van het getal, zoals: "
                "Van de mensen met Wmo merkt % dat de hulp werkt.",
            )
        ]

    @classmethod
    def may_move(cls, measure: str) -> PlausibleChange | None:
        # How many people answer, and what the council aims at, may be anything the next year.
        return super().may_move(measure) if measure == "percentage" else None
