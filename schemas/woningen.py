from __future__ import annotations

from schemas.base import Municipality, Rule, YearlyCsv, adds_up, column


class Woningen(YearlyCsv, grid=("gebied", "eigendom")):
    """Hoeveel woningen er zijn, en van wie ze zijn.

    Periode: 1 januari van het jaar. Bron: CBS, tabel 82900NED.
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
        synonyms=["aantal woningen", "woningvoorraad", "aantal", "totale woningvoorraad"],
    )

    @classmethod
    def rules(cls, gemeente: Municipality) -> list[Rule]:
        return [adds_up(gemeente, "woningen", per=["eigendom"])]
