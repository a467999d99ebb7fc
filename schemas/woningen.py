from __future__ import annotations

from schemas.base import Municipality, Rule, YearlyCsv, adds_up, column


class Woningen(YearlyCsv, grid=("gebied", "eigendom")):
    """Hoeveel woningen er zijn, en van wie ze zijn.

    Periode: 1 januari van het jaar. Bron: CBS, tabel 82900NED.
    """

    eigendom: str = column("Eigendom", isin=["koop", "corporatie", "overige huur", "onbekend"])
    woningen: int = column("Woningen", unit="woningen", ge=0)

    @classmethod
    def rules(cls, gemeente: Municipality) -> list[Rule]:
        return [adds_up(gemeente, "woningen", per=["eigendom"])]
