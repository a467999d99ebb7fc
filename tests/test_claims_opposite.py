"""For every claim that follows from a comparison: the sentence of the opposite case, from data that turn around.

The sentence of the claim itself is in test_claims.py. `backwards` is the example with time running back; `times` makes
every figure of 2024 that of 2023 times a factor.
"""

from __future__ import annotations

import pytest

from factsheet.edition import Factsheet
from tests.mirror import backwards, times

UP, DOWN, SAME = 1.1, 0.9, 1.0

# Claim → which data, section, what is said then.
OPPOSITE: dict[str, tuple[tuple[str, float], str, str]] = {
    "23-23": (("backwards", 2023), "indicaties", "Totaal aantal indicaties neemt toe"),
    "23-24": (("times", UP), "indicaties", "Het aantal inwoners dat ondersteuning ontvangt neemt toe (+10,0%)"),
    "23-25": (("backwards", 2023), "indicaties", "maar het aantal indicaties per inwoner neemt toe (+3,1%)"),
    "23-26": (("backwards", 2023), "indicaties", "Hierdoor neemt het totaal aantal indicaties toe (+2,5%)."),
    "23-29": (("backwards", 2023), "uitgaven", "Uitgaven na prijscorrectie dalen"),
    "23-31": (("backwards", 2023), "uitgaven", "Sinds 2021 zijn de uitgaven zonder prijscorrectie gedaald (-21,0%)."),
    "23-32": (("backwards", 2024), "uitgaven", "De totale uitgaven na prijscorrectie zijn gedaald"),
    "23-36": (("backwards", 2023), "piramide", "Meer maatwerk, minder sociale basis"),
    "23-38": (("backwards", 2023), "begeleiding", "Omvang van begeleiding neemt toe"),
    "23-39": (("backwards", 2023), "begeleiding", "intensieve groepsbegeleiding (+8,5%) neemt toe."),
    "23-40": (("backwards", 2023), "begeleiding", "intensieve individuele begeleiding (+5,4%)"),
    "23-42": (("backwards", 2023), "loonkostensubsidie", "Aantal ontvangers van loonkostensubsidie neemt af"),
    "23-45": (("backwards", 2023), "loonkostensubsidie", "het aantal ontvangers van loonkostensubsidie (-8%)"),
    "23-58": (("backwards", 2024), "tevredenheid", "Oordeel van inwoners is deels gedaald"),
    "23-61": (("backwards", 2024), "tevredenheid", "is gedaald ten opzichte van vorig jaar (-4 procentpunt)."),
    "24-07": (("times", UP), "gebruik", "(Jeugdwet en Wmo) is toegenomen ten opzichte van vorig jaar (+10,0%)."),
    "24-08": (("times", DOWN), "gebruik", "(Participatiewet) is met 10,0% afgenomen ten opzichte van 2023."),
    "24-09": (("times", DOWN), "inwoners", "in Hengelo is afgenomen ten opzichte van vorig jaar (-10,0%)."),
    "24-10": (("backwards", 2024), "huishoudens", "in Hengelo is licht afgenomen vergeleken met 2023 (-1,1%)."),
    "24-12": (("times", DOWN), "uitgaven", "Het aantal huishoudens met een uitkering"),
    "24-13": (("backwards", 2024), "uitgaven", "maar de hoogte van de uitkering daalt (-8,6%)."),
    "24-14": (("backwards", 2024), "uitgaven", "Na prijscorrectie dalen de uitgaven aan de Participatiewet (-6,5%)."),
    "24-15": (("backwards", 2024), "indicaties", "vanuit de Wmo neemt licht af (-1,4%)"),
    "24-16": (("backwards", 2024), "indicaties", "maar het aantal indicaties per inwoner neemt toe (+5,0%)."),
    "24-17": (("backwards", 2024), "uitgaven", "vanuit de Wmo blijven dalen (-14,8%)."),
    "24-19": (("backwards", 2024), "indicaties", "vanuit de Jeugdwet neemt toe (+4,0%)"),
    "24-20": (("backwards", 2024), "indicaties", "net zoals het aantal indicaties per inwoner (+2,2%)."),
    "24-21": (("backwards", 2024), "uitgaven", "vanuit de Jeugdwet blijven dalen (-19,4%)."),
    "24-23": (("backwards", 2024), "loonkostensubsidie", "als de gemiddelde uitgaven per inwoner (-6%) nemen af."),
    "24-27": (("backwards", 2023), "begeleiding", "intensieve individuele begeleiding (+5,4%)"),
    "24-28": (("times", DOWN), "begeleiding", "intensieve groepsbegeleiding (-9%) neemt af."),
    "24-32": (("backwards", 2024), "begeleiding", "minder intensieve individuele begeleiding neemt juist licht af"),
    "24-36": (("times", DOWN), "gebruik", "Aantal inwoners met ondersteuning neemt af"),
    "24-37": (("times", DOWN), "uitgaven", "Uitgaven na prijscorrectie dalen"),
}
# Claim → data in which it may not be said at all.
SILENT: dict[str, tuple[tuple[str, float], str, str]] = {
    "23-26": (("times", UP), "indicaties", "Hierdoor"),
    "23-39": (("backwards", 2024), "begeleiding", "Ook ten opzichte van"),
    "23-46": (("backwards", 2023), "loonkostensubsidie", "positieve ontwikkeling"),
    "24-11": (("times", SAME), "wonen", "gestegen"),
    "24-21": (("times", UP), "uitgaven", "Wmo blijven"),
    "24-24": (("times", DOWN), "loonkostensubsidie", "positieve ontwikkeling"),
    "24-29": (("times", SAME), "begeleiding", "groepen zijn klein"),
    "24-30": (("backwards", 2024), "begeleiding", "individuele begeleiding betreft met name"),
    "24-31": (("times", DOWN), "begeleiding", "groepsbegeleiding betreft met name"),
    "24-36": (("times", UP), "uitgaven", "Hoewel"),
    "24-37": (("times", DOWN), "uitgaven", "opnieuw"),
}


def sheet(which: tuple[str, float]) -> Factsheet:
    name, number = which
    return backwards(int(number)) if name == "backwards" else times(number)


def said(which: tuple[str, float], key: str) -> str:
    part = next(part for part in sheet(which).secties if part.sleutel == key)
    return "\n".join([part.kop, *(sentence.tekst for sentence in part.zinnen)])


@pytest.mark.parametrize("claim", OPPOSITE)
def test_the_opposite_data_give_the_opposite_sentence(claim: str) -> None:
    which, section, words = OPPOSITE[claim]

    assert words in said(which, section)


@pytest.mark.parametrize("claim", SILENT)
def test_what_the_data_do_not_support_is_not_said(claim: str) -> None:
    which, section, words = SILENT[claim]

    assert words not in said(which, section)
