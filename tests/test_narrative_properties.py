"""The narrative over random data sets: an independent checker finds nothing. And the checker finds what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import polars as pl
import pytest
from hypothesis import Phase, given

from factsheet.figures import EURO, GROEI, PER_CLIENT, PROCENT, SCORE, Figure, Naam, Point
from factsheet.parse import Digest, Parsed, ReadAs
from factsheet.settings import Area
from factsheet.validate import Checked, validate
from tests import bench_narrative, by_hand, checker, example, random_data
from tests.checker import Page, check_heading, check_section
from tests.examples import examples
from tests.mutations import DIRECTIONS, swapped

# Random data sets. A Shape is nothing but a few choices and a seed: small as it is.
few = partial(examples, phases=[Phase.generate])


@few(4)
@given(random_data.shapes(0))
def test_random_tables_keep_every_rule_of_the_contract(shape: random_data.Shape) -> None:
    data = random_data.data_set(shape)

    checked = [validated(data, year, dataset) for year, tables in data.true.items() for dataset in tables]

    assert [file.errors for file in checked if file.errors] == []


# The bench reads 10.000 data sets; here are enough to see that something broke.
@few(8)
@given(random_data.shapes(0, 0, 1, 2))
def test_a_factsheet_says_nothing_that_is_not_so(shape: random_data.Shape) -> None:
    data = random_data.data_set(shape)

    sections = random_data.read(data)

    wrong = [*random_data.errors(sections), *random_data.untruths(data, sections)]
    assert wrong == [], "\n".join(map(str, wrong))


# Data sets in which the bench once found something: "ook" after the opposite, two that print alike, a sentence of 26
# words in two ways, growth that rounding leaves near zero or near "sterk", the change to a count that came once more.
@pytest.mark.parametrize("seed", [1969, 2592, 2454, 1547, 1050, 5968, 3189])
def test_what_was_found_once_is_not_there_again(seed: int) -> None:
    data = random_data.data_set(random_data.random_shape(Random(seed)))

    sections = random_data.read(data)

    assert [*random_data.errors(sections), *random_data.untruths(data, sections)] == []


def test_a_shape_always_gives_the_same_tables() -> None:
    shape = random_data.random_shape(Random(1))

    first, second = random_data.data_set(shape), random_data.data_set(shape)

    assert all(first.true[year][name].equals(rows) for year in shape.years for name, rows in second.true[year].items())


@pytest.mark.parametrize("place", ["Hengelo", "Berflo Es", "Buitengebied"])
@pytest.mark.parametrize("year", example.YEARS)
def test_the_example_says_nothing_that_is_not_so(year: int, place: str) -> None:
    sections = random_data.example_sections(year, place)

    wrong = random_data.errors(sections)

    assert wrong == [], "\n".join(map(str, wrong))


def validated(data: random_data.DataSet, year: int, dataset: str) -> Checked:
    """A random table as if it were a file that an editor uploads, beside that of the year before."""
    rows = data.true[year][dataset]
    parsed = Parsed(dataset, dataset, year, rows, pl.Series(range(2, len(rows) + 2)), (), ReadAs(), Digest(b""))
    return validate(parsed, data.settings, data.true.get(year - 1, {}).get(dataset))


# What the checker must catch: figures with a known course, and at least one wrong sentence for every rule

HENGELO = Area("GM0164", "Hengelo", "gemeente")
BERFLO = Area("WK016405", "Berflo Es", "wijk")


@dataclass(frozen=True)
class Feit:
    sleutel: str
    nu: float | None
    vorig: float | None
    getoond: tuple[str, ...] = ()


@dataclass(frozen=True)
class Zin:
    """A sentence with the figures of its facts; `beside` are other figures of the same section."""

    tekst: str
    figures: tuple[Figure, ...]
    beside: tuple[Figure, ...] = ()

    @property
    def feiten(self) -> tuple[Feit, ...]:
        return tuple(Feit(f.sleutel, f.value, f.before.waarde) for f in self.figures)


def z(tekst: str, *figures: Figure, beside: tuple[Figure, ...] = ()) -> Zin:
    return Zin(tekst, figures, beside)


def figure(sleutel: str, naam: str, *values: float | None, **other: Any) -> Figure:
    """A figure up to 2024, as the claims code makes it of these values."""
    own = Naam(naam, meervoud=naam.startswith("de uitgaven"))
    area = BERFLO if other.get("gemeente") else HENGELO
    return by_hand.figure(*values, naam=own, sleutel=sleutel, area=area, **other)


WMO = figure("wmo", "het aantal inwoners met Wmo", 900, 1000, 1031, label="Wmo, cliënten")
JEUGD = figure("jeugd", "het aantal inwoners met Jeugdwet", 2000, 2000, 2018, label="Jeugdwet, cliënten")
BIJSTAND = figure("bijstand", "het aantal huishoudens met bijstand", 2300, 2240, 2120, label="Bijstand")
SETTLED = figure("gezinnen", "het aantal gezinnen", 2000, 2200, 2207)
SAME = figure("ontvangers", "het aantal ontvangers", 300, 300, 300)
TURNED = figure("woningen", "het aantal woningen", 3000, 2900, 3000)
BIG = figure("plekken", "het aantal plekken", 400, 410, 820)
VAGUE = figure("aanvragen", "het aantal aanvragen", 300, 310, fout=5)
FIRST = figure("meldingen", "het aantal meldingen", 7130)
ONE = figure("meldingen", "het aantal meldingen", 1)
GONE = figure("ouders", "het aantal ouders", 50, None)
TINY = figure("tiny", "het aantal inwoners met intensieve hulp", 40, 60, basis=(40, 60))
SHRUNK = figure("shrunk", "het aantal inwoners met zware hulp", 60, 40, basis=(60, 40))
FEW = figure("few", "het aantal inwoners met hulp in huis", 0, fout=9)
ROUGH = figure("rough", "het aantal inwoners met hulp op school", 80, 100, fout=5)
THEN = figure("then", "het aantal inwoners met schuldhulp", 900, None, 1000)
SHOWN = figure("hidden", "de uitgaven aan hulp", 80_000, 90_000, unit=EURO)
HIDDEN = replace(SHOWN, points=(Point(2023, None, "te klein"), SHOWN.now))
AGAIN = replace(figure("again", "het aantal bij een telling", 700), herhaald=True)
LAW = figure("law", "de uitgaven na correctie", 40_000_000, 41_000_000, label="Wmo, na prijscorrectie", unit=EURO)
CARE = figure("care", "het aantal mensen met intensieve zorg", 500, 530, label="Intensieve zorg, Wmo")
ALSO = figure("also", "het percentage tevreden kinderen", 70, 75, 77, unit=PROCENT)
NEW = figure("new", "het percentage tevreden ouderen", 77, unit=PROCENT)
COSTS = figure("costs", "de uitgaven", 3_000_000, 3_060_000, 3_132_000, unit=EURO)
PART = figure("part", "de uitgaven aan de Wmo", 1_000_000, 1_000_000, 1_060_000, unit=EURO)
REST = figure("rest", "de uitgaven aan de Jeugdwet", 2_000_000, 2_060_000, 2_072_000, unit=EURO)
NUMBER = figure("number", "het aantal inwoners dat ondersteuning ontvangt", 1000, 1000, 1003)
RATIO = figure("ratio", "het aantal indicaties per inwoner", 1.5, 1.5, 1.6, unit=PER_CLIENT)
LINES = figure("lines", "het totaal aantal indicaties", 1500, 1500, 1605)
NOMINAL = figure("nominal", "de uitgaven zonder correctie", 3_000_000, 3_060_000, 3_132_000, unit=EURO)
GROWN = figure("nominal.groei", "de uitgaven zonder correctie", 0.0, 2.0, 4.4, unit=GROEI)
INVENTED = figure("nominal.groei", "de uitgaven zonder correctie", 0.0, 2.0, 9.9, unit=GROEI)
SES = figure("ses", "de sociaal-economische score", -0.041, -0.038, -0.030, unit=SCORE, last=2022)
YOUNG = figure("young.aandeel", "het aandeel inwoners van 0 tot 15 jaar", 14, 14, 15, unit=PROCENT)
OLD = figure("old.aandeel", "het aandeel inwoners van 65 jaar en ouder", 21, 21, 21, unit=PROCENT)
GOOD = figure("good", "het percentage tevreden ouders", 88, 90, 92, unit=PROCENT)
BAD = figure("bad", "het percentage tevreden cliënten", 88, 90, 86, unit=PROCENT)
CITY = figure("share", "het aandeel inwoners met bijstand", 12, 12, 12, unit=PROCENT)
WIJK = figure("share", "het aandeel inwoners met bijstand", 14, 14, 15, unit=PROCENT, gemeente=CITY)
THERE = figure("ratio", "het aantal indicaties per inwoner", 1.0845, unit=PER_CLIENT)
HERE = figure("ratio", "het aantal indicaties per inwoner", 1.0875, unit=PER_CLIENT, gemeente=THERE)
TOWN = figure("people", "het aantal bewoners", 1000, 1010, 1040)
AREA = figure("people", "het aantal bewoners", 100, 100, 110, gemeente=TOWN)

RISES = z("Het aantal inwoners met Wmo is toegenomen ten opzichte van vorig jaar (+3,1%).", WMO)
COSTS_RISE = z("De uitgaven zijn gestegen ten opzichte van vorig jaar (+2,4%).", COSTS)
SMALL = "Deze groep is klein ten opzichte van alle inwoners met ondersteuning."
GOOD_NEWS = "Dit is een positieve ontwikkeling."
LINES_RISE = z("Hierdoor neemt het totaal aantal indicaties toe (+7,0%).", LINES)

RIGHT: tuple[tuple[Zin, ...], ...] = (
    (RISES,),
    (COSTS_RISE,),
    (z("Het aantal inwoners met Wmo is met 3,1% toegenomen ten opzichte van 2023.", WMO),),
    (z("Het aantal inwoners met Wmo blijft toenemen (+3,1%).", WMO),),
    (z("Het aantal huishoudens met bijstand neemt verder af (-5,4%).", BIJSTAND),),
    (z("Het aantal inwoners met Jeugdwet is licht toegenomen vergeleken met 2023 (+0,9%).", JEUGD),),
    (z("Het aantal gezinnen stabiliseert (+0,3%).", SETTLED),),
    (z("Het aantal gezinnen is nagenoeg gelijk gebleven ten opzichte van vorig jaar (+0,3%).", SETTLED),),
    (z("Het aantal ontvangers blijft gelijk.", SAME),),
    (z("Het aantal plekken neemt sterk toe (+100,0%).", BIG),),
    (z("Het aantal aanvragen laat geen duidelijke verandering zien ten opzichte van vorig jaar.", VAGUE),),
    (z("Het aantal meldingen is 7.130.", FIRST),),
    (z("Over 2024 is het aantal ouders niet bekend.", GONE),),
    (
        z(
            "Het aantal inwoners met intensieve hulp is 60; in 2023 was de groep te klein om te vergelijken.",
            TINY,
        ),
    ),
    (z("De uitgaven zijn €\u00a03.132.000.", COSTS),),
    (z("De uitgaven zijn €\u00a03,1 miljoen.", COSTS),),
    (
        z(
            "Het aantal inwoners met Wmo neemt toe (+3,1%), maar het aantal huishoudens met bijstand neemt af (-5,4%).",
            WMO,
            BIJSTAND,
        ),
    ),
    (z("Het aantal inwoners met Wmo neemt toe (+3,1%), net zoals de uitgaven (+2,4%).", WMO, COSTS),),
    (z("Zowel het aantal inwoners met Wmo (+3,1%) als het aantal woningen (+3,4%) neemt toe.", WMO, TURNED),),
    (z("Hoewel het aantal gezinnen stabiliseert (+0,3%), stijgen de uitgaven verder (+2,4%).", SETTLED, COSTS),),
    (z("Sinds 2022 zijn de uitgaven zonder correctie gestegen (+4,4%).", GROWN, beside=(NOMINAL,)),),
    (z("De sociaal-economische score van Hengelo over 2022 is -0,030: gemiddeld voor Nederland.", SES),),
    (z("De sociaal-economische score is licht gestegen ten opzichte van 2021 (+0,008).", SES),),
    (z("Het aantal inwoners met hulp op school is toegenomen ten opzichte van vorig jaar (van 80 naar 100).", ROUGH),),
    (z("Het aantal inwoners met hulp in huis is minder dan 10.", FEW),),
    (z("Het aantal inwoners met zware hulp is 40; voor een vergelijking is de groep te klein.", SHRUNK),),
    (z("Nieuw in 2024: het aantal meldingen. Vergelijken kan nog niet.", FIRST),),
    (z("Het eerste jaar met cijfers is 2024. Vergelijken kan nog niet.", FIRST),),
    (z("Over 2023 is het aantal inwoners met schuldhulp niet bekend. Vergelijken kan daarom niet.", THEN),),
    (z("Over 2023 zijn de uitgaven aan hulp weggelaten vanwege privacy. Vergelijken kan daarom niet.", HIDDEN),),
    (z("Het aantal bij een telling is 700; er is nog geen nieuw cijfer.", AGAIN),),
    (z("Na prijscorrectie kostte de Wmo €\u00a01,0 miljoen meer.", LAW),),
    (z("Bij intensieve zorg waren het er 30 meer vanuit de Wmo.", CARE),),
    (z("Geen van de percentages is gedaald ten opzichte van 2023.", GOOD, ALSO),),
    (z("Van de inwoners is 15% jonger dan 15 jaar en 21% is 65 jaar of ouder.", YOUNG, OLD),),
    (z("Op 31 december 2024 waren er 1.031 inwoners met Wmo.", WMO),),
    (z("Het percentage tevreden cliënten is lager dan in 2022: 88% toen en 86% nu.", BAD),),
    (z("Ook ten opzichte van 2022 is geen percentage lager.", GOOD, ALSO),),
    (RISES, z("Ook het aantal woningen neemt toe (+3,4%).", TURNED)),
    (RISES, z("Het aantal huishoudens met bijstand neemt juist af (-5,4%).", BIJSTAND)),
    (RISES, z("Ook ten opzichte van 2022 is dit een toename.", WMO)),
    (RISES, z(GOOD_NEWS, WMO)),
    (COSTS_RISE, z("De stijging zit met name in de uitgaven aan de Wmo.", COSTS, PART)),
    (
        z(
            "Het aantal inwoners dat ondersteuning ontvangt blijft nagenoeg gelijk (+0,3%), "
            "maar het aantal indicaties per inwoner neemt toe (+6,7%).",
            NUMBER,
            RATIO,
        ),
        LINES_RISE,
    ),
    (z("Het aantal inwoners met intensieve hulp is 60.", replace(TINY, points=TINY.points[1:])), z(SMALL, TINY, JEUGD)),
    (z("Het aandeel inwoners met bijstand is 15%: hoger dan gemiddeld in Hengelo (12%).", WIJK, CITY),),
    (z("Het aantal indicaties per inwoner is 1,09: hoger dan gemiddeld in Hengelo (1,08).", HERE, THERE),),
    (z("In Berflo Es is het aantal bewoners toegenomen (+10,0%), meer dan in heel Hengelo (+3,0%).", AREA, TOWN),),
)

WRONG: tuple[tuple[str, tuple[Zin, ...]], ...] = (
    ("hoofdletter", (z("het aantal inwoners met Wmo neemt toe (+3,1%).", WMO),)),
    ("cijfer vooraan", (z("1.031 inwoners hebben Wmo.", WMO),)),
    ("punt", (z("Het aantal inwoners met Wmo neemt toe (+3,1%)", WMO),)),
    ("gat", (z("Het aantal inwoners met Wmo is None.", WMO),)),
    ("gat", (z("Het aantal inwoners met Wmo neemt toe ({verandering}).", WMO),)),
    ("gat", (z("Het aantal inwoners met Wmo  neemt toe (+3,1%).", WMO),)),
    ("dubbel woord", (z("Het aantal inwoners met Jeugdwet neemt licht licht toe (+0,9%).", JEUGD),)),
    ("Engels", (z("Het aantal inwoners met Wmo neemt toe compared with vorig jaar (+3,1%).", WMO),)),
    ("lengte", (z(f"Het aantal inwoners met Wmo neemt nu {'en straks ' * 10}toe (+3,1%).", WMO),)),
    ("herhaling", (RISES, RISES)),
    ("feiten", (z("Het aantal inwoners met Wmo neemt toe (+3,1%).", JEUGD, beside=(WMO,)),)),
    ("naam", (z("Het aantal inwoners zonder Wmo is 1.031.", WMO),)),
    ("jaar", (z("In 2023 waren er 1.031 inwoners met Wmo.", WMO),)),
    ("jaar", (z("Het aantal inwoners met Wmo is toegenomen ten opzichte van 2018 (+3,1%).", WMO),)),
    ("jaar", (z("De sociaal-economische score van Hengelo over 2023 is -0,030: gemiddeld voor Nederland.", SES),)),
    ("jaar", (z("Sinds 2021 zijn de uitgaven zonder correctie gestegen (+4,4%).", GROWN, beside=(NOMINAL,)),)),
    ("datum", (z("Op 30 december 2024 waren er 1.031 inwoners met Wmo.", WMO),)),
    ("getal", (z("Het aantal inwoners met Wmo neemt toe (+3,2%).", WMO),)),
    ("getal", (z("Het aantal inwoners met Wmo neemt toe (+3%).", WMO),)),
    ("getal", (z("Het aantal inwoners met Wmo neemt toe (-3,1%).", WMO),)),
    ("getal", (z("Het aantal inwoners met Wmo neemt toe (+3,1 procentpunt).", WMO),)),
    ("getal", (z("Het percentage tevreden ouders stijgt (+2%).", GOOD),)),
    ("getal", (z("Het aantal meldingen is 7.131.", FIRST),)),
    ("getal", (z("Het aantal inwoners met Wmo is met 3,2% toegenomen ten opzichte van 2023.", WMO),)),
    ("getal", (z("Het aantal inwoners met Wmo is toegenomen ten opzichte van 2022 (+3,1%).", WMO),)),
    ("getal", (z("Het aantal inwoners met Wmo is 1.031 (+3,1%).", WMO),)),
    ("getal", (z("De uitgaven zijn €\u00a03.131.000.", COSTS),)),
    ("getal", (z("De uitgaven zijn €\u00a03,2 miljoen.", COSTS),)),
    ("getal", (z("De uitgaven zijn 3.132.000.", COSTS),)),
    ("getal", (z("Van de inwoners is 21% jonger dan 15 jaar en 15% is 65 jaar of ouder.", YOUNG, OLD),)),
    ("getal", (z("Van de inwoners is 15% jonger dan 25 jaar en 21% is 65 jaar of ouder.", YOUNG, OLD),)),
    ("getal", (z("Door afronding tellen de percentages op tot 101%.", YOUNG, OLD),)),
    ("getal", (z("Het percentage tevreden cliënten is lager dan in 2022: 89% toen en 86% nu.", BAD),)),
    ("notatie", (z("Het aantal meldingen is 7130.", FIRST),)),
    ("notatie", (z("De uitgaven zijn € 3.132.000.", COSTS),)),
    ("enkelvoud", (z("Daarnaast waren er 1 meldingen.", ONE),)),
    ("getal van het werkwoord", (z("De uitgaven stijgt (+2,4%).", COSTS),)),
    ("getal van het werkwoord", (z("Het aantal inwoners met Wmo zijn toegenomen (+3,1%).", WMO),)),
    ("ontbreekt", (z("Over 2024 is het aantal inwoners met Wmo niet bekend.", WMO),)),
    ("ontbreekt", (z("Over 2024 is het aantal ouders weggelaten vanwege privacy.", GONE),)),
    ("ontbreekt", (z("Over 2023 is de verdeling van de leeftijden niet bekend.", YOUNG, OLD),)),
    ("ontbreekt", (z("Over 2023 hebben wij geen cijfers voor de wijken.", beside=(WMO,)),)),
    ("ontbreekt", (z("Over 2023 is het aantal inwoners met Wmo niet bekend. Vergelijken kan daarom niet.", WMO),)),
    ("ontbreekt", (z("Over 2023 zijn de uitgaven aan hulp niet bekend. Vergelijken kan daarom niet.", HIDDEN),)),
    ("ontbreekt", (z("Nieuw in 2024: het aantal inwoners met Wmo. Vergelijken kan nog niet.", WMO),)),
    ("ontbreekt", (z("Deze cijfers zijn nieuw in 2024. Vergelijken kan nog niet.", FIRST, WMO),)),
    ("ontbreekt", (z("Het eerste jaar met cijfers is 2024. Vergelijken kan nog niet.", FIRST, beside=(WMO,)),)),
    ("herhaald", (z("Het aantal inwoners met Wmo is 1.031; er is nog geen nieuw cijfer.", WMO),)),
    ("bedrag", (z("Na prijscorrectie kostte de Wmo €\u00a01,0 miljoen minder.", LAW),)),
    ("bedrag", (z("Na prijscorrectie kostte de Wmo €\u00a01,1 miljoen meer.", LAW),)),
    ("bedrag", (z("Bij intensieve zorg waren het er 20 meer vanuit de Wmo.", CARE),)),
    ("te klein", (z("Het aantal inwoners met Wmo is 1.031; voor een vergelijking is de groep te klein.", WMO),)),
    (
        "te klein",
        (z("Het aantal inwoners met intensieve hulp is 60; voor een vergelijking is de groep te klein.", TINY),),
    ),
    (
        "te klein",
        (z("Het aantal inwoners met zware hulp is 40; in 2023 was de groep te klein om te vergelijken.", SHRUNK),),
    ),
    ("getal", (z("Het aantal inwoners met hulp in huis is 0.", FEW),)),
    ("getal", (z("Het aantal inwoners met hulp in huis is minder dan 20.", FEW),)),
    ("getal", (z("Het aantal inwoners met hulp op school is toegenomen ten opzichte van vorig jaar (+25%).", ROUGH),)),
    ("getal", (z("Het aantal inwoners met hulp op school is toegenomen (van 70 naar 100).", ROUGH),)),
    ("woordschaal", (z("Het aantal inwoners met hulp op school is sterk toegenomen (van 80 naar 100).", ROUGH),)),
    ("jaar", (z("De sociaal-economische score is licht gestegen ten opzichte van vorig jaar (+0,008).", SES),)),
    ("geen van de", (z("Geen van de percentages is gedaald ten opzichte van 2023.", GOOD, NEW),)),
    ("geen van de", (z("Geen van de percentages is gedaald ten opzichte van 2023.", GOOD),)),
    ("onduidelijk", (z("Het aantal inwoners met Wmo laat geen duidelijke verandering zien.", WMO),)),
    ("richting", (z("Het aantal huishoudens met bijstand neemt toe (-5,4%).", BIJSTAND),)),
    ("richting", (z("Het aantal huishoudens met bijstand is gestegen ten opzichte van vorig jaar.", BIJSTAND),)),
    ("richting", (z("Het aantal inwoners met Wmo is gelijk gebleven ten opzichte van vorig jaar.", WMO),)),
    ("richting", (z("Het aantal gezinnen neemt toe (+0,3%).", SETTLED),)),
    ("richting", (z("Het aantal inwoners met Wmo neemt toe en daalt (+3,1%).", WMO),)),
    ("richting", (z("Het percentage tevreden cliënten is hoger dan in 2022: 88% toen en 86% nu.", BAD),)),
    ("richting", (z("Geen van de percentages is gedaald ten opzichte van 2023.", GOOD, BAD),)),
    ("richting", (z("De verdeling tussen jong en oud is gelijk gebleven ten opzichte van vorig jaar.", YOUNG, OLD),)),
    ("richting", (z("Sinds 2022 zijn de uitgaven zonder correctie gedaald (+4,4%).", GROWN, beside=(NOMINAL,)),)),
    (
        "verdeling",
        (z("De verdeling tussen jong en oud is gelijk gebleven ten opzichte van vorig jaar.", OLD, beside=(YOUNG,)),),
    ),
    ("sinds", (z("Sinds 2022 zijn de uitgaven zonder correctie gestegen (+9,9%).", INVENTED, beside=(NOMINAL,)),)),
    ("kleine groep", (RISES, z(SMALL, WMO, JEUGD))),
    (
        "kleine groep",
        (RISES, z("Deze groepen zijn klein ten opzichte van alle inwoners met ondersteuning.", TINY, JEUGD)),
    ),
    (
        "vergelijking",
        (z("De sociaal-economische score van Hengelo over 2022 is -0,030: lager dan gemiddeld in Nederland.", SES),),
    ),
    ("geen van de", (z("Geen van de percentages is gedaald ten opzichte van 2023.", GOOD, beside=(OLD,)),)),
    ("niet gelezen", (z("Het gaat goed in Hengelo.", WMO),)),
    ("onderwerp", (z("Er is een stijging van 3,1%.", WMO),)),
    ("niet duidelijk", (z("Het aantal aanvragen neemt toe.", VAGUE),)),
    ("niet duidelijk", (z("Het aantal meldingen neemt toe.", FIRST),)),
    ("stabiliseert", (z("Het aantal ontvangers stabiliseert.", SAME),)),
    ("twee jaren", (z("Het aantal woningen neemt verder toe (+3,4%).", TURNED),)),
    ("twee jaren", (z("Het aantal inwoners met Jeugdwet blijft licht toenemen (+0,9%).", JEUGD),)),
    ("twee jaren", (z("Het aantal inwoners met Jeugdwet neemt opnieuw licht toe (+0,9%).", JEUGD),)),
    ("twee jaren", (z("Het aantal gezinnen blijft nagenoeg gelijk (+0,3%).", SETTLED),)),
    ("woordschaal", (z("Het aantal inwoners met Wmo neemt licht toe (+3,1%).", WMO),)),
    ("woordschaal", (z("Het aantal inwoners met Wmo neemt sterk toe (+3,1%).", WMO),)),
    ("woordschaal", (z("Het aantal inwoners met Jeugdwet neemt toe (+0,9%).", JEUGD),)),
    ("woordschaal", (z("Het aantal plekken neemt toe (+100,0%).", BIG),)),
    ("woordschaal", (z("Het aantal gezinnen is gelijk gebleven ten opzichte van vorig jaar (+0,3%).", SETTLED),)),
    ("woordschaal", (z("Het aantal ontvangers is nagenoeg gelijk gebleven ten opzichte van vorig jaar.", SAME),)),
    ("woordschaal", (z("Het aantal plekken neemt sterk toe (+100,0%), net zoals de uitgaven (+2,4%).", BIG, COSTS),)),
    (
        "woordschaal",
        (z("Sinds 2022 zijn de uitgaven zonder correctie sterk gestegen (+4,4%).", GROWN, beside=(NOMINAL,)),),
    ),
    (
        "tegenstelling",
        (z("Het aantal inwoners met Wmo neemt toe (+3,1%), maar de uitgaven stijgen (+2,4%).", WMO, COSTS),),
    ),
    (
        "tegenstelling",
        (z("Hoewel het aantal inwoners met Wmo toeneemt (+3,1%), stijgen de uitgaven (+2,4%).", WMO, COSTS),),
    ),
    (
        "tegenstelling",
        (
            z(
                "Het aantal woningen neemt toe (+3,4%), en het aantal huishoudens met bijstand neemt af (-5,4%).",
                TURNED,
                BIJSTAND,
            ),
        ),
    ),
    (
        "net zoals",
        (z("Het aantal inwoners met Wmo neemt toe (+3,1%), net zoals het aantal gezinnen (+0,3%).", WMO, SETTLED),),
    ),
    (
        "zowel",
        (z("Zowel het aantal inwoners met Wmo (+3,1%) als het aantal gezinnen (+0,3%) neemt toe.", WMO, SETTLED),),
    ),
    ("ook", (z("Ook het aantal inwoners met Wmo neemt toe (+3,1%).", WMO),)),
    ("ook", (RISES, z("Ook het aantal huishoudens met bijstand neemt af (-5,4%).", BIJSTAND))),
    ("juist", (z("Het aantal inwoners met Wmo neemt juist toe (+3,1%).", WMO),)),
    ("juist", (RISES, z("Het aantal woningen neemt juist toe (+3,4%).", TURNED))),
    ("verwijzing", (z("Ook ten opzichte van 2022 is dit een toename.", WMO),)),
    ("verwijzing", (RISES, z(SMALL, TINY, JEUGD))),
    ("met name", (COSTS_RISE, z("De stijging zit met name in de uitgaven aan de Jeugdwet.", COSTS, REST))),
    ("met name", (z("De uitgaven stijgen met name in de winter (+2,4%).", COSTS),)),
    ("met name", (z("De stijging bij intensieve hulp betreft met name de Wmo.", COSTS, PART),)),
    ("hierdoor", (LINES_RISE,)),
    (
        "hierdoor",
        (z("Het aantal inwoners met Wmo neemt toe (+3,1%), net zoals de uitgaven (+2,4%).", WMO, COSTS), LINES_RISE),
    ),
    ("oordeel", (z(GOOD_NEWS, WMO),)),
    ("oordeel", (RISES, z(GOOD_NEWS, TURNED))),
    (
        "oordeel",
        (z("Het aantal huishoudens met bijstand neemt verder af (-5,4%).", BIJSTAND), z(GOOD_NEWS, BIJSTAND)),
    ),
    (
        "oordeel",
        (
            z(
                "Het aantal inwoners met Wmo neemt toe (+3,1%), maar het aantal gezinnen stabiliseert (+0,3%).",
                WMO,
                SETTLED,
            ),
            z(GOOD_NEWS, WMO),
        ),
    ),
    (
        "vergelijking",
        (z("Het aandeel inwoners met bijstand is 15%: lager dan gemiddeld in Hengelo (12%).", WIJK, CITY),),
    ),
    ("getal", (z("Het aandeel inwoners met bijstand is 15%: hoger dan gemiddeld in Hengelo (13%).", WIJK, CITY),)),
    ("getal", (z("Het aandeel inwoners met bijstand is 12%: hoger dan gemiddeld in Hengelo (15%).", WIJK, CITY),)),
    (
        "vergelijking",
        (
            z(
                "In Berflo Es is het aantal bewoners toegenomen (+10,0%), minder dan in heel Hengelo (+3,0%).",
                AREA,
                TOWN,
            ),
        ),
    ),
    (
        "vergelijking",
        (
            z(
                "In Berflo Es is het aantal bewoners toegenomen (+10,0%), anders dan in heel Hengelo (+3,0%).",
                AREA,
                TOWN,
            ),
        ),
    ),
    (
        "richting",
        (
            z(
                "In Berflo Es is het aantal bewoners toegenomen (+10,0%), "
                "maar in heel Hengelo is dat gelijk gebleven (+3,0%).",
                AREA,
                TOWN,
            ),
        ),
    ),
    ("onduidelijk", (z("De cijfers van Berflo Es laten hier geen duidelijke verandering zien.", AREA),)),
    ("ontbreekt", (z("Van Berflo Es zijn er hier te weinig cijfers om te vergelijken.", AREA),)),
    (
        "getal van het werkwoord",
        (
            z(
                "In Berflo Es is het aantal bewoners toegenomen (+10,0%), maar in heel Hengelo zijn dat minder.",
                AREA,
                TOWN,
            ),
        ),
    ),
)

RIGHT_HEADINGS: tuple[tuple[str, tuple[Figure, ...]], ...] = (
    ("Aantal inwoners met Wmo neemt toe", (WMO,)),
    ("Uitgaven stijgen", (COSTS,)),
    ("Minder bijstand, meer wmo", (WMO, BIJSTAND)),
    ("Aantal gezinnen stabiliseert", (SETTLED,)),
    ("Aantal gezinnen", (SETTLED,)),
    ("Oordeel van inwoners is deels gedaald", (GOOD, BAD)),
    ("Percentages: 1 van de 2 gestegen", (GOOD, BAD)),
    ("Percentages: alle gedaald", (BAD,)),
    ("Nog geen nieuwe sociaal-economische score", (AGAIN,)),
    ("Verdeling van de inwoners blijft gelijk", (OLD,)),
)

WRONG_HEADINGS: tuple[tuple[str, str, tuple[Figure, ...]], ...] = (
    ("richting", "Aantal inwoners met Wmo neemt af", (WMO,)),
    ("woordschaal", "Aantal inwoners met Wmo neemt licht toe", (WMO,)),
    ("getal van het werkwoord", "Uitgaven stijgt", (COSTS,)),
    ("twee jaren", "Aantal gezinnen blijft nagenoeg gelijk", (SETTLED,)),
    ("onderwerp", "Aantal fietsers neemt toe", (WMO,)),
    ("punt", "Aantal inwoners met Wmo neemt toe.", (WMO,)),
    ("hoofdletter", "aantal inwoners met Wmo neemt toe", (WMO,)),
    ("richting", "Meer bijstand, minder wmo", (WMO, BIJSTAND)),
    ("tegenstelling", "Minder bijstand en meer wmo", (WMO, BIJSTAND)),
    ("richting", "Oordeel van inwoners is niet gedaald", (GOOD, BAD)),
    ("richting", "Oordeel van inwoners is gedaald", (GOOD, BAD)),
    ("getal", "Percentages: alle gestegen", (GOOD, BAD)),
    ("getal", "Percentages: 2 van de 2 gestegen", (GOOD, BAD)),
    ("enkelvoud", "Percentages: 0 van de 1 gestegen", (BAD,)),
    ("getal", "Percentages: alle gestegen", (GOOD, NEW)),
    ("getal", "Percentages: alle gedaald", (GOOD, BAD)),
    ("herhaald", "Nog geen nieuwe sociaal-economische score", (SES,)),
    ("richting", "Oordeel van inwoners is niet gedaald", (GOOD, NEW)),
    ("richting", "Verdeling van de inwoners is gelijk", (YOUNG, OLD)),
    ("twee jaren", "Verdeling van de inwoners blijft gelijk", (replace(OLD, points=OLD.points[2:]),)),
)


def broken(*zinnen: Zin) -> set[str]:
    """The rules that the last of these sentences breaks."""
    wijk = any(figure.gemeente for zin in zinnen for figure in zin.figures)
    own = (f for zin in zinnen for f in (*zin.figures, *zin.beside) if not (wijk and f.gemeente is None))
    page = page_of(*own, plaats="Berflo Es" if wijk else "Hengelo")
    return {wrong.regel for wrong in check_section("", zinnen, page) if wrong.zin == zinnen[-1].tekst}


def page_of(*figures: Figure, plaats: str = "Hengelo") -> Page:
    known = tuple({figure.sleutel: figure for figure in figures}.values())
    return Page(2024, plaats, "Hengelo", known, known, "up", (2022,), (date(2024, 12, 31),))


def last(zinnen: tuple[Zin, ...]) -> str:
    return zinnen[-1].tekst


@pytest.mark.parametrize("zinnen", RIGHT, ids=last)
def test_the_checker_lets_a_true_sentence_pass(zinnen: tuple[Zin, ...]) -> None:
    assert broken(*zinnen) == set()


@pytest.mark.parametrize(("regel", "zinnen"), WRONG)
def test_the_checker_catches_a_wrong_sentence(regel: str, zinnen: tuple[Zin, ...]) -> None:
    assert regel in broken(*zinnen)


@pytest.mark.parametrize(("kop", "figures"), RIGHT_HEADINGS)
def test_the_checker_lets_a_true_heading_pass(kop: str, figures: tuple[Figure, ...]) -> None:
    assert check_heading(kop, page_of(*figures)) == []


@pytest.mark.parametrize(("regel", "kop", "figures"), WRONG_HEADINGS)
def test_the_checker_catches_a_wrong_heading(regel: str, kop: str, figures: tuple[Figure, ...]) -> None:
    assert regel in {wrong.regel for wrong in check_heading(kop, page_of(*figures))}


def test_a_sentence_without_a_judgement_of_the_section_may_not_praise() -> None:
    page = replace(page_of(WMO), beter=None)

    wrong = check_section("", (RISES, z(GOOD_NEWS, WMO)), page)

    assert {found.regel for found in wrong} == {"oordeel"}


def test_facts_must_be_those_of_the_figures() -> None:
    @dataclass(frozen=True)
    class Invented:
        tekst: str = RISES.tekst
        feiten: tuple[Feit, ...] = (Feit("wmo", 1031, 999), Feit("fiets", 1, 1))

    wrong = check_section("", (Invented(),), page_of(WMO))

    assert [found.regel for found in wrong] == ["feiten", "feiten"]


def test_every_rule_of_the_checker_is_proven_by_a_wrong_sentence() -> None:
    source = Path(checker.__file__).read_text(encoding="utf-8")
    rules = set(re.findall(r'(?:yield|Wrong\(|\(\()\s*"([^"]+)",', source)) | {"feiten", "naam"}

    proven = {regel for regel, _ in WRONG} | {regel for regel, *_ in WRONG_HEADINGS}

    assert rules == proven


# Mutations of real sentences

SWAPS = (
    *DIRECTIONS,
    ("licht", "sterk"),
    ("nagenoeg", "sterk"),
    ("maar", "net zoals"),
    ("stabiliseert", "neemt toe"),
    ("gelijk gebleven", "sterk gestegen"),
)


def mutations(text: str) -> Iterator[str]:
    """The sentence with one digit, sign, direction word, band word or connective changed. Years stay as they are."""
    for match in re.finditer(r"(?<!\d)(?!20\d\d\b)\d[\d.]*(?:,\d+)?", text):
        for place in (i for i in range(*match.span()) if text[i].isdigit()):
            yield f"{text[:place]}{(int(text[place]) + 1) % 10}{text[place + 1 :]}"
    for match in re.finditer(r"[+-](?=\d)", text):
        yield f"{text[: match.start()]}{'-' if match[0] == '+' else '+'}{text[match.end() :]}"
    yield from swapped(text, SWAPS)


def test_no_mutation_of_a_true_sentence_passes() -> None:
    passed = []

    for place in ("Hengelo", "Berflo Es"):
        for part in random_data.example_sections(2024, place):
            for position, said in enumerate(part.zinnen):
                for text in mutations(said.tekst):
                    wrong = check_section("", [*part.zinnen[:position], replace(said, tekst=text)], part.page)
                    if not any(found.zin == text and found.regel != "feiten" for found in wrong):
                        passed.append(text)

    assert passed == []


# The benchmark


def test_the_benchmark_counts_sentences_words_and_errors() -> None:
    tally = bench_narrative.count(0, 2)

    assert tally.data_sets == tally.texts == 2
    assert 0 < tally.sentences < tally.words
    assert tally.words / tally.sentences <= tally.longest


def test_reading_ease_follows_the_formula_of_douma() -> None:
    # Six words of eight syllables, in two sentences.
    assert bench_narrative.flesch_douma(["De kat zit.", "Cliënten gaan weg 3."]) == pytest.approx(
        206.84 - 77 * 8 / 6 - 2.79
    )


@pytest.mark.parametrize(("word", "expected"), [("cliënten", 3), ("individuele", 6), ("zijn", 1), ("Wmo", 1)])
def test_syllables_are_counted_by_their_vowels(word: str, expected: int) -> None:
    assert bench_narrative.syllables(word) == expected
