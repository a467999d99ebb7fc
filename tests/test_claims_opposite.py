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
    "23-23": (("backwards", 2023), "indicaties", "Meer indicaties, bijna evenveel mensen met hulp"),
    "23-24": (("times", UP), "gebruik", "Dat zijn er meer dan in 2023 (+10,0%)."),
    "23-25": (("backwards", 2023), "indicaties", "met per persoon meer indicaties (+3,1%)."),
    "23-26": (("backwards", 2023), "indicaties", "Daardoor waren er meer indicaties (+2,5%)."),
    "23-29": (("backwards", 2023), "uitgaven", "kosten minder (na prijscorrectie)"),
    "23-31": (("backwards", 2023), "uitgaven", "Dat is 21,0% minder dan in 2021."),
    "23-32": (("backwards", 2024), "uitgaven", "gaf Hengelo na prijscorrectie minder uit dan in 2023 (-12,9%)."),
    "23-36": (("backwards", 2023), "piramide", "Iets meer maatwerk, minder sociale basis"),
    "23-38": (("backwards", 2023), "begeleiding", "Meer intensieve begeleiding, individueel en in groepen"),
    "23-39": (("backwards", 2023), "begeleiding", "intensieve groepsbegeleiding, meer dan in 2022 (+8,5%)."),
    "23-40": (("backwards", 2023), "begeleiding", "intensieve individuele begeleiding, meer dan in 2022 (+5,4%)."),
    "23-42": (("backwards", 2023), "loonkostensubsidie", "Minder mensen met loonkostensubsidie dan in 2022"),
    "23-45": (("backwards", 2023), "loonkostensubsidie", "met loonkostensubsidie, minder dan in 2022 (toen 260)."),
    "23-58": (("backwards", 2024), "beleidsindicatoren", "één van de drie gedaald"),
    "23-61": (("backwards", 2024), "beleidsindicatoren", "minder dan in 2023 (-4 procentpunt)."),
    "24-07": (("times", UP), "gebruik", "Dat zijn er meer dan in 2023 (+10,0%)."),
    "24-08": (("times", DOWN), "gebruik", "huishoudens bijstand, minder dan in 2023 (-10,0%)."),
    "24-09": (("times", DOWN), "inwoners", "mensen in Hengelo, minder dan in 2023 (-10,0%)."),
    "24-10": (("backwards", 2024), "huishoudens", "Dat zijn er iets minder dan in 2023 (-1,1%)."),
    "24-12": (("times", DOWN), "gebruik", "huishoudens bijstand, minder dan in 2023 (-10,0%)."),
    "24-13": (("backwards", 2024), "uitgaven", "De gemiddelde uitkering per huishouden was €\u00a017.384, minder"),
    "24-14": (("backwards", 2024), "uitgaven", "bijstand €\u00a02,3 miljoen minder."),
    "24-15": (("backwards", 2024), "indicaties", "Iets minder mensen kregen hulp uit de Wmo (-1,4%)"),
    "24-16": (("backwards", 2024), "indicaties", "met per persoon meer indicaties (+5,0%)."),
    "24-17": (("backwards", 2024), "uitgaven", "Dat is minder dan in 2023 (-14,8%)."),
    "24-19": (("backwards", 2024), "indicaties", "Meer mensen kregen jeugdhulp (+4,0%)"),
    "24-20": (("backwards", 2024), "indicaties", "met per persoon meer indicaties (+2,2%)."),
    "24-21": (("backwards", 2024), "uitgaven", "Dat is minder dan in 2023 (-19,4%)."),
    "24-23": (("backwards", 2024), "loonkostensubsidie", "minder dan in 2023 (-6%)."),
    "24-27": (("times", DOWN), "begeleiding", "intensieve individuele begeleiding, minder dan in 2023 (-10,3%)."),
    "24-28": (("times", DOWN), "begeleiding", "intensieve groepsbegeleiding, minder dan in 2023 (toen 540)."),
    "24-32": (("backwards", 2024), "begeleiding", "minder intensieve individuele begeleiding, iets minder dan in 2023"),
    "24-36": (("times", DOWN), "gebruik", "Minder mensen met hulp, minder huishoudens met bijstand"),
    "24-37": (("times", DOWN), "uitgaven", "gaf Hengelo na prijscorrectie minder uit dan in 2023 (-16,7%)."),
}
# Claim → data in which it may not be said at all.
SILENT: dict[str, tuple[tuple[str, float], str, str]] = {
    "23-26": (("times", UP), "indicaties", "Daardoor"),
    "23-39": (("backwards", 2024), "begeleiding", "Ook in"),
    "23-46": (("backwards", 2023), "loonkostensubsidie", "goed nieuws"),
    "23-61": (("backwards", 2024), "beleidsindicatoren", "Geen van"),
    "24-11": (("times", SAME), "wonen", "meer"),
    "24-24": (("times", DOWN), "loonkostensubsidie", "goed nieuws"),
    "24-29": (("times", SAME), "begeleiding", "kleine groep"),
    "24-30": (("backwards", 2024), "begeleiding", "vooral door jeugdhulp"),
    "24-31": (("times", DOWN), "begeleiding", "vooral door"),
    "24-36": (("times", UP), "uitgaven", "Toch"),
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
