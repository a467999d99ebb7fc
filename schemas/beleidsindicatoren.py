from __future__ import annotations

from schemas.columns import column
from schemas.dataset import YearlyCsv
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
    bron: str = column("Bron")

    @classmethod
    def may_move(cls, measure: str) -> PlausibleChange | None:
        # How many people answer, and what the council aims at, may be anything the next year.
        return super().may_move(measure) if measure == "percentage" else None
