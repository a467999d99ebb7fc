from __future__ import annotations

import polars as pl

from schemas.columns import column
from schemas.dataset import YearlyCsv
from schemas.municipality import Municipality
from schemas.rule import Rule


# CBS gives no score for an area with few households: a wijk that is missing may be right.
class Ses(
    YearlyCsv,
    title="Sociaal-economische score",
    source="CBS, tabel 85163NED",
    grid=("gebied",),
    onbekend=False,
    missing_wijk="waarschuwing",
):
    """Hoe welvaart, opleiding en werk ervoor staan (SES-WOA). Het gemiddelde van Nederland is ongeveer 0.

    Periode: het jaar van de score; die loopt een of twee jaar achter.
    """

    score: float = column(
        "Sociaal-economische score",
        unit="score",
        ge=-1,
        le=1,
        public=True,
        synonyms=["ses-woa", "ses woa", "ses", "ses-score", "ses-woa totaalscore", "totaalscore", "gemiddelde score"],
    )
    scorejaar: int = column("Jaar van de score", unit="jaar", ge=2000, le=2100, synonyms=["jaar score"])

    @classmethod
    def rules(cls, gemeente: Municipality) -> list[Rule]:  # noqa: ARG003
        return [
            Rule(
                "score",
                pl.col("score").is_between(-0.6, 0.6) | ~pl.col("score").is_between(-1, 1),
                "Een score van {score} komt bijna nooit voor. De meeste scores liggen tussen -0,6 en 0,6. "
                "Klopt dit? Verbeter anders de score.",
                help="Ligt de score niet tussen -0,6 en 0,6, dan krijgt u een waarschuwing.",
                severity="waarschuwing",
            ),
            Rule(
                "scorejaar",
                pl.col("scorejaar") <= pl.col("jaar"),
                "Het jaar van de score ({scorejaar}) ligt na het jaar van het bestand ({jaar}). "
                "Vul het jaar in waarover het CBS de score berekende.",
                help="Het jaar van de score is het jaar van het bestand of eerder.",
            ),
        ]
