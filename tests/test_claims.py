"""Every D, B and G claim of the two source factsheets comes out of the data, and every T claim in its direction.

Ids are those of the list of claims. A text stands for "this is printed"; it may be in a sentence, a heading, a figure
or a chart. Claims that only an editor can make (R) belong to the editorial texts.
"""

from __future__ import annotations

import json

import pytest

from factsheet.settings import current
from tests import example

# Claim → year, section, what a reader finds there.
PRINTED = {
    "23-06": (2023, "inwoners", "Op 1 januari 2023 woonden 82.324 mensen in Hengelo"),
    "23-07": (2023, "inwoners", "Aandeel 0 tot 15 jaar: 2021: 14%; 2022: 14%; 2023: 14%"),
    "23-08": (2023, "inwoners", "2023: 13%"),
    "23-09": (2023, "inwoners", "2023: 25%"),
    "23-10": (2023, "inwoners", "2023: 28%"),
    "23-11": (2023, "inwoners", "2023: 21%"),
    "23-11 note": (2023, "inwoners", "Door afronding tellen de percentages op tot 101%."),
    "23-12": (2023, "huishoudens", "1-persoons, aandeel van de inwoners: 2021: 19%; 2022: 19%; 2023: 19%"),
    "23-13": (2023, "huishoudens", "Meerpersoons, aandeel van de inwoners: 2021: 81%; 2022: 81%; 2023: 81%"),
    "23-14": (2023, "wonen", "Aandeel koopwoningen: 2021: 57%; 2022: 57%; 2023: 57%"),
    "23-15": (2023, "wonen", "Aandeel huurwoningen van een corporatie: 2021: 31%; 2022: 31%; 2023: 31%"),
    "23-16": (2023, "wonen", "Aandeel overige huurwoningen: 2021: 12%; 2022: 12%; 2023: 12%"),
    "23-17": (2023, "ses", "De score over 2021 is -0,033"),
    "23-18": (2023, "ses", "rond het gemiddelde van Nederland"),
    "23-20": (2023, "gebruik", "7.370 mensen hulp uit de Wmo"),
    "23-21": (2023, "gebruik", "2.820 jeugdhulp"),
    "23-22": (2023, "gebruik", "2.120 huishoudens bijstand"),
    "23-23": (2023, "indicaties", "Minder indicaties, bijna evenveel mensen met hulp"),
    "23-24": (2023, "indicaties", "Bijna evenveel mensen kregen hulp (-0,2%)"),
    "23-25": (2023, "indicaties", "met per persoon minder indicaties (-3,8%)"),
    "23-26": (2023, "indicaties", "Daardoor waren er minder indicaties (-4,0%)."),
    "23-29": (2023, "uitgaven", "kosten meer (na prijscorrectie)"),
    "23-31": (2023, "uitgaven", "Dat is 26,5% meer dan in 2021."),
    "23-32": (2023, "uitgaven", "na prijscorrectie iets meer uit dan in 2022 (+1,2%)."),
    "23-34": (2023, "piramide", "hadden 6.750 mensen een indicatie voor maatwerk"),
    "23-35": (2023, "piramide", "2.880 mensen een indicatie voor de sociale basis"),
    "23-38": (2023, "begeleiding", "Minder intensieve begeleiding, individueel en in groepen"),
    "23-39": (2023, "begeleiding", "intensieve groepsbegeleiding, minder dan in 2022 (-8,5%)."),
    "23-39 and 2021": (2023, "begeleiding", "Ook in 2022 daalde het aantal."),
    "23-40": (2023, "begeleiding", "intensieve individuele begeleiding, minder dan in 2022 (-8,1%)."),
    "23-42": (2023, "loonkostensubsidie", "Meer mensen met loonkostensubsidie dan in 2022"),
    "23-45": (2023, "loonkostensubsidie", "werkten 290 mensen met loonkostensubsidie, meer dan in 2022 (toen 260)."),
    "23-46": (2023, "loonkostensubsidie", "Dat is goed nieuws."),
    "23-48": (2023, "loonkostensubsidie", "€\u00a03.132.000"),
    "23-49..51": (2023, "beleidsindicatoren", "2021: 65%; 2022: 73%; 2023: 77%"),
    "23-52..54": (2023, "beleidsindicatoren", "2021: 77%; 2022: 86%; 2023: 90%"),
    "23-55..57": (2023, "beleidsindicatoren", "2021: 97%; 2022: 88%; 2023: 89%"),
    "23-58": (2023, "beleidsindicatoren", "Oordelen van gebruikers: één van de drie gestegen"),
    "23-61": (2023, "beleidsindicatoren", "Geen van deze oordelen is duidelijk lager dan in 2022."),
    "23-61 and 2021": (2023, "beleidsindicatoren", "In 2021 was dat 97%."),
    "24-07": (2024, "gebruik", "Dat zijn er bijna evenveel als in 2023 (+0,3%)."),
    "24-08": (2024, "gebruik", "kregen 2.190 huishoudens bijstand, meer dan in 2023 (+3,1%)."),
    "24-09": (2024, "inwoners", "mensen in Hengelo, iets meer dan in 2023 (+0,9%)."),
    "24-10": (2024, "huishoudens", "Dat zijn er iets meer dan in 2023 (+1,3%)."),
    "24-11": (2024, "wonen", "Die verdeling is bijna gelijk aan die van 2023."),
    "24-12": (2024, "gebruik", "huishoudens bijstand, meer dan in 2023 (+3,1%)"),
    "24-13": (
        2024,
        "uitgaven",
        "De gemiddelde uitkering per huishouden was €\u00a019.256, iets meer dan in 2023 (+1,3%).",
    ),
    "24-14": (2024, "uitgaven", "bijstand €\u00a00,5 miljoen meer"),
    "24-15": (2024, "indicaties", "Bijna evenveel mensen kregen hulp uit de Wmo (+0,5%)"),
    "24-16": (2024, "indicaties", "met per persoon iets meer indicaties (+1,3%)."),
    "24-17": (2024, "uitgaven", "Dat is iets minder dan in 2023 (-1,7%)."),
    "24-19": (2024, "indicaties", "Bijna evenveel mensen kregen jeugdhulp (+0,3%)"),
    "24-20": (2024, "indicaties", "met per persoon bijna evenveel indicaties (+0,2%)."),
    "24-21": (2024, "uitgaven", "Dat is meer dan in 2023 (+2,5%)."),
    "24-23": (
        2024,
        "loonkostensubsidie",
        "werkten 320 mensen met loonkostensubsidie, meer dan in 2023 (toen 290).",
    ),
    "24-23 spending": (
        2024,
        "loonkostensubsidie",
        "Per persoon kostte de subsidie gemiddeld €\u00a011.556, meer dan in 2023 (+7%).",
    ),
    "24-24": (2024, "loonkostensubsidie", "Dat is goed nieuws."),
    "24-27": (2024, "begeleiding", "intensieve individuele begeleiding, meer dan in 2023 (+22,1%)."),
    "24-28": (2024, "begeleiding", "intensieve groepsbegeleiding, meer dan in 2023 (+14,8%)."),
    "24-29": (2024, "begeleiding", "Dit zijn kleine groepen vergeleken met alle mensen met hulp."),
    "24-30": (2024, "begeleiding", "De stijging komt vooral door jeugdhulp (100 van de 150)."),
    "24-31": (2024, "begeleiding", "De stijging komt vooral door de Wmo (60 van de 80)."),
    "24-32": (2024, "begeleiding", "minder intensieve individuele begeleiding, meer dan in 2023 (+3,2%)."),
    "24-36": (2024, "uitgaven", "Bijna evenveel mensen kregen hulp uit de Wmo, jeugdhulp of bijstand (+0,5%)."),
    "24-37": (2024, "uitgaven", "Toch gaf Hengelo na prijscorrectie opnieuw iets meer uit (+1,0%)."),
    "24-37 mainly": (2024, "uitgaven", "Jeugdhulp kostte €\u00a01,0 miljoen meer,"),
}

# Claim → year, section whose chart shows it, and values that stand in the chart.
DRAWN = {
    "23-28": (2023, "indicaties", ["17.110", "9.990", "2021"]),
    "23-33": (2023, "uitgaven", ["€\u00a035,3 mln", "Jeugdwet", "Wmo", "Participatiewet", "samen €\u00a0127,9 mln"]),
    "23-37": (2023, "piramide", ["6.750", "2.880"]),
    "23-41": (2023, "begeleiding", ["Groepsbegeleiding", "Individuele begeleiding", "2022", "2023"]),
    "23-43": (2023, "loonkostensubsidie", ["240", "260", "290"]),
    "24-06": (2024, "gebruik", ["12%", "6%", "Bijstand"]),
    "24-26": (2024, "loonkostensubsidie", ["320"]),
    "24-34": (2024, "begeleiding", ["Groepsbegeleiding, dagdelen per week"]),
    "24-35": (2024, "begeleiding", ["Individuele begeleiding, minuten per week"]),
    "24-39": (2024, "uitgaven", ["Jeugdwet", "€\u00a036,3 mln"]),
}


def section_text(year: int, key: str) -> str:
    """What `toon` prints of one section."""
    whole = example.as_text(example.sheet(year))
    title = next(part.titel for part in example.sheet(year).secties if part.sleutel == key)
    return next(part for part in whole.split("\n## ") if part.startswith(f"{title}: "))


@pytest.mark.parametrize("claim", PRINTED)
def test_the_claim_is_printed(claim: str) -> None:
    year, section, words = PRINTED[claim]

    assert words in section_text(year, section)


@pytest.mark.parametrize("claim", DRAWN)
def test_the_claim_is_drawn(claim: str) -> None:
    year, key, values = DRAWN[claim]
    part = next(part for part in example.sheet(year).secties if part.sleutel == key)

    drawing = json.dumps(part.grafiek, ensure_ascii=False)

    assert [value for value in values if value not in drawing] == []


def test_the_address_of_the_wijken_is_in_the_text_for_who_has_no_camera() -> None:
    text = example.as_text(example.sheet(2023))

    assert f"{current().adres}/wijk" in text  # 23-05


def test_one_change_is_printed_with_one_rounding() -> None:
    text = example.as_text(example.sheet(2024))

    assert "(+3,1%)" in text
    assert "(+3%)" not in text  # the source prints 24-08 and 24-12 two ways
