from __future__ import annotations

from schemas.columns import column
from schemas.dataset import YearlyCsv
from schemas.municipality import Municipality
from schemas.rule import Rule
from schemas.rules.sums import adds_up

GROUPS = ["0-15", "15-25", "25-45", "45-65", "65+"]


def _spellings(group: str) -> list[str]:
    """CBS writes "0 tot 15 jaar", others "0 t/m 14 jaar" or "0-14": the same people."""
    if group == "65+":
        return [
            "65 jaar of ouder",
            "65 jaar en ouder",
            "65 of ouder",
            "65 en ouder",
            "65-plus",
            "65 plus",
            "65plus",
            "65 +",
            "65+ jaar",
        ]
    low, high = group.split("-")
    last = int(high) - 1
    ways = [f"{low} tot {high}", f"{low} t/m {last}", f"{low} tot en met {last}", f"{low}-{last}", group]
    if low == "0":
        ways += [f"jonger dan {high}", f"tot {high}", f"onder {high}"]
    return [*ways, *(f"{way} jaar" for way in ways)]


class Bevolking(
    YearlyCsv,
    title="Inwoners per leeftijd",
    source="de basisregistratie personen (BRP) of het CBS",
    grid=("gebied", "leeftijdsgroep"),
):
    """Hoeveel inwoners er zijn, per leeftijdsgroep.

    Periode: 1 januari van het jaar.
    """

    leeftijdsgroep: str = column(
        "Leeftijdsgroep",
        isin=GROUPS,
        synonyms=["leeftijd", "leeftijden", "leeftijdsklasse", "leeftijdsklassen", "leeftijdscategorie"],
        spelled={group: _spellings(group) for group in GROUPS},
    )
    inwoners: int = column(
        "Inwoners",
        unit="inwoners",
        ge=0,
        public=True,
        synonyms=["aantal inwoners", "bevolking", "totale bevolking", "bevolking op 1 januari", "aantal", "personen"],
    )

    @classmethod
    def rules(cls, gemeente: Municipality) -> list[Rule]:
        return [adds_up(gemeente, "inwoners", per=["leeftijdsgroep"])]
