from __future__ import annotations

from schemas.base import YearlyCsv, column


class Beleidsindicatoren(YearlyCsv, per_area=False, grid=("indicator",)):
    """Wat gebruikers van de ondersteuning vinden. Een nieuwe indicator is een nieuwe rij.

    Periode: het jaar waarover gevraagd is. Bron: het cliëntervaringsonderzoek.
    """

    indicator: str = column("Indicator", synonyms=["naam indicator", "vraag", "stelling"])
    percentage: float = column(
        "Deel van de gebruikers", unit="%", ge=0, le=100, synonyms=["score", "uitkomst", "resultaat"]
    )
    respondenten: int = column(
        "Ingevulde vragenlijsten", unit="respondenten", ge=0, optional=True, synonyms=["aantal respondenten", "n"]
    )
    streefwaarde: float = column("Streefwaarde", unit="%", ge=0, le=100, optional=True)
    bron: str = column("Bron")
