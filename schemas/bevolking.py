from __future__ import annotations

from schemas.base import Municipality, Rule, YearlyCsv, column
from schemas.rules.sums import adds_up


class Bevolking(YearlyCsv, grid=("gebied", "leeftijdsgroep")):
    """Hoeveel inwoners er zijn, per leeftijdsgroep.

    Periode: 1 januari van het jaar. Bron: de basisregistratie personen (BRP) of het CBS.
    """

    leeftijdsgroep: str = column("Leeftijdsgroep", isin=["0-15", "15-25", "25-45", "45-65", "65+"])
    inwoners: int = column("Inwoners", unit="inwoners", ge=0)

    @classmethod
    def rules(cls, gemeente: Municipality) -> list[Rule]:
        return [adds_up(gemeente, "inwoners", per=["leeftijdsgroep"])]
