from __future__ import annotations

from schemas.base import Municipality, Rule, YearlyCsv, adds_up, column


class Loonkostensubsidie(YearlyCsv, grid=("gebied",)):
    """Wie met loonkostensubsidie werkt, en wat dat kost.

    Periode: het hele jaar, niet een peildatum. Bron: de administratie van de gemeente.
    """

    ontvangers: int = column(
        "Inwoners met loonkostensubsidie",
        unit="inwoners",
        ge=0,
        people=True,
        synonyms=["aantal ontvangers", "aantal ontvangers lks", "ontvangers lks"],
    )
    uitgaven: float = column(
        "Uitgaven aan loonkostensubsidie", unit="euro", ge=0, synonyms=["bedrag", "kosten", "uitgaven lks", "lasten"]
    )

    @classmethod
    def rules(cls, gemeente: Municipality) -> list[Rule]:
        return [adds_up(gemeente, "ontvangers", severity="waarschuwing", why="Klopt dit?")]
