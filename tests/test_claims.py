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
    "23-06": (2023, "inwoners", "In 2023 telt Hengelo 82.324 inwoners."),
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
    "23-17": (2023, "ses", "De sociaal-economische score van Hengelo over 2021 is -0,033"),
    "23-18": (2023, "ses", "gemiddeld voor Nederland"),
    "23-20": (2023, "gebruik", "7.370 inwoners ondersteuning vanuit de Wmo"),
    "23-21": (2023, "gebruik", "2.820 vanuit de Jeugdwet"),
    "23-22": (2023, "gebruik", "2.120 huishoudens"),
    "23-23": (2023, "indicaties", "Totaal aantal indicaties neemt af"),
    "23-24": (2023, "indicaties", "Het aantal inwoners dat ondersteuning ontvangt blijft nagenoeg gelijk"),
    "23-25": (2023, "indicaties", "maar het aantal indicaties per inwoner neemt af"),
    "23-26": (2023, "indicaties", "Hierdoor neemt het totaal aantal indicaties af"),
    "23-29": (2023, "uitgaven", "Uitgaven na prijscorrectie stijgen licht"),
    "23-31": (2023, "uitgaven", "Sinds 2021 zijn de uitgaven zonder prijscorrectie sterk gestegen (+26,5%)."),
    "23-32": (2023, "uitgaven", "De totale uitgaven na prijscorrectie zijn licht gestegen"),
    "23-34": (2023, "piramide", "hebben 6.750 cliënten een indicatie voor maatwerk"),
    "23-35": (2023, "piramide", "2.880 cliënten een indicatie voor de sociale basis"),
    "23-38": (2023, "begeleiding", "Omvang van begeleiding neemt af"),
    "23-39": (2023, "begeleiding", "het aantal inwoners met intensieve groepsbegeleiding (-8,5%) neemt af."),
    "23-39 and 2021": (2023, "begeleiding", "Ook ten opzichte van 2021 is dit een afname."),
    "23-40": (2023, "begeleiding", "het aantal inwoners met intensieve individuele begeleiding (-8,1%)"),
    "23-42": (2023, "loonkostensubsidie", "Aantal ontvangers van loonkostensubsidie neemt toe"),
    "23-45": (2023, "loonkostensubsidie", "het aantal ontvangers van loonkostensubsidie (+12%)"),
    "23-46": (2023, "loonkostensubsidie", "Dit is een positieve ontwikkeling."),
    "23-48": (2023, "loonkostensubsidie", "€\u00a03.132.000"),
    "23-49..51": (2023, "beleidsindicatoren", "2021: 65%; 2022: 73%; 2023: 77%"),
    "23-52..54": (2023, "beleidsindicatoren", "2021: 77%; 2022: 86%; 2023: 90%"),
    "23-55..57": (2023, "beleidsindicatoren", "2021: 97%; 2022: 88%; 2023: 89%"),
    # 23-58 and 23-61, that nobody's judgement fell, do not follow from surveys as small as these.
    "23-61": (2023, "tevredenheid", "effecten ervaren is gestegen ten opzichte van vorig jaar (+4 procentpunt)."),
    "23-61 and 2021": (2023, "tevredenheid", "is lager dan in 2021: 97% toen en 89% nu"),
    "24-07": (2024, "gebruik", "is nagenoeg gelijk gebleven ten opzichte van vorig jaar (+0,3%)."),
    "24-08": (2024, "gebruik", "(Participatiewet) is met 3,1% toegenomen ten opzichte van 2023."),
    "24-09": (2024, "inwoners", "in Hengelo is licht toegenomen ten opzichte van vorig jaar (+0,9%)."),
    "24-10": (2024, "huishoudens", "in Hengelo is licht toegenomen vergeleken met 2023 (+1,3%)."),
    "24-11": (2024, "wonen", "is nagenoeg gelijk gebleven ten opzichte van vorig jaar."),
    "24-12": (2024, "uitgaven", "Het aantal huishoudens met een uitkering neemt toe (+3,1%)"),
    "24-13": (2024, "uitgaven", ", net zoals de hoogte van de uitkering (+1,3%)."),
    "24-14": (2024, "uitgaven", "Na prijscorrectie stijgen de uitgaven aan de Participatiewet licht (+1,3%)."),
    "24-15": (2024, "indicaties", "met ondersteuning vanuit de Wmo stabiliseert (+0,5%)"),
    "24-16": (2024, "indicaties", "maar het aantal indicaties per inwoner neemt licht toe"),
    "24-17": (2024, "uitgaven", "De uitgaven per inwoner met ondersteuning vanuit de Wmo zijn licht gedaald"),
    "24-19": (2024, "indicaties", "Het aantal inwoners met ondersteuning vanuit de Jeugdwet (+0,3%)"),
    "24-20": (2024, "indicaties", "en het aantal indicaties per inwoner (+0,2%) stabiliseren."),
    "24-21": (2024, "uitgaven", "vanuit de Jeugdwet blijven stijgen"),
    "24-23": (
        2024,
        "loonkostensubsidie",
        "Zowel het aantal ontvangers van loonkostensubsidie (+10%) als de gemiddelde",
    ),
    "24-24": (2024, "loonkostensubsidie", "Dit is een positieve ontwikkeling."),
    "24-27": (2024, "begeleiding", "Zowel het aantal inwoners met intensieve individuele begeleiding (+22,1%)"),
    "24-28": (2024, "begeleiding", "als het aantal inwoners met intensieve groepsbegeleiding (+14,8%) neemt toe."),
    "24-29": (2024, "begeleiding", "Deze groepen zijn klein ten opzichte van alle inwoners met ondersteuning."),
    "24-30": (2024, "begeleiding", "bij intensieve individuele begeleiding betreft met name de Jeugdwet."),
    "24-31": (2024, "begeleiding", "bij intensieve groepsbegeleiding betreft met name de Wmo."),
    "24-32": (2024, "begeleiding", "met minder intensieve individuele begeleiding neemt toe (+3,2%)."),
    "24-36": (2024, "uitgaven", "Hoewel het aantal inwoners met ondersteuning van de gemeente stabiliseert (+0,5%)"),
    "24-37": (2024, "uitgaven", "opnieuw licht (+1,0%)."),
    "24-37 mainly": (2024, "uitgaven", "Na prijscorrectie kostte de Jeugdwet €\u00a01,0 miljoen meer,"),
}

# Claim → year, section whose chart shows it, and values that stand in the chart.
DRAWN = {
    "23-28": (2023, "indicaties", ["17.110", "9.990", "2021"]),
    "23-33": (2023, "uitgaven", ["€\u00a044,6 mln", "Jeugdwet", "Wmo", "Participatiewet"]),
    "23-37": (2023, "piramide", ["6.750", "2.880"]),
    "23-41": (2023, "begeleiding", ["Groepsbegeleiding", "Individuele begeleiding", "2021", "2022", "2023"]),
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
