from __future__ import annotations

from schemas.base import Municipality, Rule, YearlyCsv, adds_up, column


class Uitgaven(YearlyCsv, grid=("gebied", "wet"), missing_wijk=None):
    """Wat de gemeente per wet uitgeeft, zonder correctie voor prijzen.

    Periode: het hele jaar. Bron: de jaarrekening. Uitgaven per wijk zijn niet verplicht.
    """

    wet: str = column(
        "Wet",
        isin=["Wmo", "Jeugdwet", "Participatiewet"],
        synonyms=["taakveld", "regeling"],
        spelled={
            "Wmo": ["Wmo 2015", "Wet maatschappelijke ondersteuning"],
            "Jeugdwet": ["Jeugd", "Jeugdhulp", "jeugdzorg"],
            "Participatiewet": ["Bijstand", "participatie", "BUIG"],
        },
    )
    uitgaven: float = column("Uitgaven", unit="euro", ge=0, synonyms=["bedrag", "kosten", "lasten", "totale uitgaven"])

    @classmethod
    def rules(cls, gemeente: Municipality) -> list[Rule]:
        # A thousand euro is what readers see: smaller differences come from rounding each wijk.
        return [adds_up(gemeente, "uitgaven", per=["wet"], severity="waarschuwing", tolerance=1000, why="Klopt dit?")]
