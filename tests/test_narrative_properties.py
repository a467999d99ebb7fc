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

from factsheet.figures import (
    EURO,
    EURO_PER_CLIENT,
    GROEI,
    PER_CLIENT,
    PROCENT,
    SCORE,
    Doel,
    Elders,
    Figure,
    Naam,
    Point,
)
from factsheet.parse import Digest, Parsed, ReadAs
from factsheet.settings import Area
from factsheet.validate import Checked, validate
from tests import bench_narrative, by_hand, checker, example, random_data
from tests.checker import Page, check_page, check_section
from tests.examples import examples
from tests.mutations import swapped

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


# Data sets in which something was once found: growth beside that of elsewhere, chance said of what is the same, growth
# without its base year, two days of which nothing was compared, one sentence for three laws.
@pytest.mark.parametrize("seed", [273, 744, 8, 15, 55, 149, 258, 17, 20])
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
BERFLO = Area("WK016405", "Berflo Es", "wijk", lidwoord="de")


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
    volgt: bool = False

    @property
    def feiten(self) -> tuple[Feit, ...]:
        return tuple(Feit(f.sleutel, f.value, f.before.waarde) for f in self.figures)


def z(tekst: str, *figures: Figure, beside: tuple[Figure, ...] = ()) -> Zin:
    return Zin(tekst, figures, beside)


def v(tekst: str, *figures: Figure, beside: tuple[Figure, ...] = ()) -> Zin:
    """A sentence that refers to the one before it."""
    return Zin(tekst, figures, beside, volgt=True)


def figure(sleutel: str, *values: float | None, **other: Any) -> Figure:
    """A figure up to 2024, as the claims code makes it of these values."""
    area = BERFLO if other.get("gemeente") else HENGELO
    return by_hand.figure(*values, naam=Naam(sleutel), sleutel=sleutel, area=area, **other)


WMO = figure("wmo.clienten", 900, 1000, 1031)
JEUGD = figure("jeugdwet.clienten", 2000, 2000, 2018)
SETTLED = figure("wmo-en-jeugdwet.clienten", 2800, 3000, 3009)
BIJSTAND = figure("bijstand.huishoudens", 2300, 2240, 2120)
SAME = figure("loonkostensubsidie.ontvangers", 300, 300, 300)
MORE = figure("loonkostensubsidie.ontvangers", 240, 260, 290, 320)
TURNED = figure("piramide.sociale-basis", 3000, 2900, 2800, 3000)
BIG = figure("begeleiding.groep.intensief", 400, 410, 820)
MIDDLE = figure("begeleiding.groep.intensief", 400, 410, 440)
SINGLE = figure("begeleiding.individueel.intensief", 100, 110)
LIGHTER = figure("begeleiding.groep.lichter", 1000, 1000, 1012)
VAGUE = figure("piramide.maatwerk", 300, 310, fout=5)
LAYER = figure("piramide.zelfzorg", 500, 530)
TOO_FEW = figure("piramide.zelfzorg", 40, 30, basis=40)
HOMES = figure("huishoudens", 38000, 38590, 39017, 39524)
FIRST = figure("huishoudens", 7130)
ONE = figure("inwoners", 1)
GONE = figure("wmo.clienten", 50, None)
TINY = figure("begeleiding.individueel.intensief", 40, 60, basis=(40, 60))
SHRUNK = figure("begeleiding.individueel.intensief", 60, 40, basis=(60, 40))
FEW = figure("jeugdwet.clienten", 0, fout=9)
ROUGH = figure("jeugdwet.clienten", 80, 100, fout=5)
THEN = figure("wmo.clienten", 900, None, 1000)
SHOWN = figure("loonkostensubsidie.uitgaven", 80_000, 90_000, unit=EURO)
HIDDEN = replace(SHOWN, points=(Point(2023, None, "te klein"), SHOWN.now))
AGAIN = replace(figure("ses.score", 0.1, unit=SCORE), herhaald=True)
COSTS = figure("uitgaven.gecorrigeerd", 3_000_000, 3_060_000, 3_132_000, unit=EURO)
PART = figure("wmo.uitgaven_gecorrigeerd", 1_000_000, 1_000_000, 1_060_000, unit=EURO, label="Wmo")
REST = figure("jeugdwet.uitgaven_gecorrigeerd", 2_000_000, 2_060_000, 2_072_000, unit=EURO, label="Jeugdwet")
DEARER = figure("participatiewet.uitgaven_gecorrigeerd", 40_000_000, 41_000_000, unit=EURO)
CHEAPER = figure("wmo.uitgaven_gecorrigeerd", 42_000_000, 41_000_000, unit=EURO)
TOTAL = figure("uitgaven.gecorrigeerd", 90_000_000, 91_000_000, unit=EURO)
NOMINAL = figure("uitgaven.nominaal", 3_000_000, 3_060_000, 3_132_000, unit=EURO)
GROWN = figure("uitgaven.nominaal.groei", 0.0, 2.0, 4.4, unit=GROEI)
REAL = figure("uitgaven.gecorrigeerd.groei", 0.0, 2.0, 4.4, unit=GROEI)
INVENTED = figure("uitgaven.nominaal.groei", 0.0, 2.0, 9.9, unit=GROEI)
EACH = figure("wmo.uitgaven_per_client", 4551, 4570, 4490, unit=EURO_PER_CLIENT)
PEOPLE = figure("sociaal-domein.clienten", 1000, 1000, 1003)
NUMBER = figure("wmo.clienten", 1000, 1000, 1003)
RATIO = figure("wmo.indicaties_per_client", 1.5, 1.5, 1.6, unit=PER_CLIENT)
LINES = figure("wmo.indicaties", 1500, 1500, 1605)
SES = figure("ses.score", -0.041, -0.038, -0.030, unit=SCORE, last=2022)
LEAPT = figure("ses.score", -0.07, -0.03, unit=SCORE, last=2022)
DIPPED = figure("ses.score", -0.041, -0.045, -0.030, unit=SCORE, last=2022)
YOUNG = figure("inwoners.0-15.aandeel", 14, 14, 15, unit=PROCENT)
ELDERLY = figure("inwoners.65+.aandeel", 15, 15, unit=PROCENT, elders=(Elders("Nederland", 20, "CBS"),))
OLD = figure("inwoners.65+.aandeel", 21, 21, 21, unit=PROCENT)
GROWING = figure("woningen.koop.aandeel", 57, 57, 60, unit=PROCENT)
KOOP = figure("woningen.koop.aandeel", 57, 57, 57.1, unit=PROCENT)
HUUR = figure("woningen.corporatie.aandeel", 31, 31, 31, unit=PROCENT)
GOOD = figure(
    "indicator.good",
    *(88, 90, 92),
    unit=PROCENT,
    label="Ouders die tevreden zijn",
    steekproef=0.5,
    doel=Doel(90, "gehaald"),
    elders=(Elders("Nederland", 80, "CBS"),),
)
UNSURE = figure("indicator.unsure", 88, 90, unit=PROCENT, label="Buren die tevreden zijn", steekproef=3)
BAD = figure("indicator.bad", 88, 90, 86, unit=PROCENT, label="Cliënten die snel hulp kregen")
ALSO = figure("indicator.also", 70, 75, 77, unit=PROCENT, label="Kinderen die tevreden zijn")
NEW = figure("indicator.new", 77, unit=PROCENT, label="Ouderen die tevreden zijn")
CITY_ALONE = figure("huishoudens.1-persoons.aandeel", 19, unit=PROCENT)
CITY = figure("bijstand.aandeel", 12, 12, 12, unit=PROCENT)
WIJK = figure("bijstand.aandeel", 14, 14, 15, unit=PROCENT, gemeente=CITY)
CLOSE = figure("bijstand.aandeel", 12, 12, 13, unit=PROCENT, gemeente=CITY, fout=2)
ALONE = figure("huishoudens.1-persoons.aandeel", 19, unit=PROCENT, gemeente=CITY_ALONE)
DENSER = figure("huishoudens.1-persoons.aandeel", 20, unit=PROCENT, gemeente=CITY_ALONE, fout=2)
TOWN = figure("inwoners", 1000, 1010, 1040)
AREA = figure("inwoners", 100, 100, 110, gemeente=TOWN)
# What stands out in a wijk: people who are counted there, and which share they are.
HELPED = figure("wmo.clienten", 480, 490, gemeente=WMO)
CITY_WMO = figure("wmo.aandeel", 9, unit=PROCENT)
OF_WMO = figure("wmo.aandeel", 12, unit=PROCENT, gemeente=CITY_WMO)
LITTLE_LESS = figure("wmo.aandeel", 8, unit=PROCENT, gemeente=CITY_WMO)
NEAR_WMO = figure("wmo.aandeel", 10, unit=PROCENT, gemeente=CITY_WMO, fout=1)
ALSO_WMO = figure("wmo.aandeel", 9, unit=PROCENT, gemeente=CITY_WMO, fout=1)
HARDLY_WMO = figure("wmo.aandeel", 0.4, unit=PROCENT, gemeente=CITY_WMO)
HELPED_YOUNG = figure("jeugdwet.clienten", 440, 430, gemeente=JEUGD)
CITY_YOUNG = figure("jeugdwet.aandeel_jongeren", 13, unit=PROCENT)
OF_YOUNG = figure("jeugdwet.aandeel_jongeren", 16, unit=PROCENT, gemeente=CITY_YOUNG)
CITY_JEUGD = figure("jeugdwet.aandeel", 3, unit=PROCENT)
OF_JEUGD = figure("jeugdwet.aandeel", 4, unit=PROCENT, gemeente=CITY_JEUGD, fout=1)
HOMES_HELPED = figure("bijstand.huishoudens", 150, 170, gemeente=BIJSTAND, fout=5)

WITH_WMO = z("In 2024 kregen 1.031 mensen hulp uit de Wmo.", WMO)
RISES = v("Dat zijn er meer dan in 2023 (+3,1%).", WMO)
SPENT = z("In 2024 gaf Hengelo €\u00a03,1 miljoen uit aan de Wmo, jeugdhulp en bijstand.", NOMINAL)
SINCE = v("Dat is 4,4% meer dan in 2022.", GROWN, beside=(NOMINAL,))
AFTER = v("Daarmee gaf Hengelo na prijscorrectie meer uit dan in 2023 (+2,4%).", COSTS)
BOTH = z(
    "Bijna evenveel mensen kregen hulp uit de Wmo (+0,3%), met per persoon meer indicaties (+6,7%).", NUMBER, RATIO
)
LINES_RISE = v("Daardoor waren er meer indicaties uit de Wmo (+7,0%).", LINES)
WORKING = z("In 2024 werkten 320 mensen met loonkostensubsidie, meer dan in 2023 (toen 290).", MORE)
SPLIT = z("Van de woningen is 57% koop en 31% huur van een corporatie.", KOOP, HUUR)
SUBSIDISED = z("In 2024 werkten 300 mensen met loonkostensubsidie.", SAME)
SCORE_NOW = z("De score over 2022 is -0,030: rond het gemiddelde van Nederland.", SES)
GOOD_NOW = z("Bij ‘Ouders die tevreden zijn’ is het percentage 92%.", GOOD)
GROUPS = z("In 2024 kregen 820 mensen intensieve groepsbegeleiding, veel meer dan in 2023 (+100,0%).", BIG)
SMALL = figure("begeleiding.groep.intensief", 40, 60, basis=100)
FEW_GROUPS = z("In 2024 kregen 60 mensen intensieve groepsbegeleiding.", SMALL)
REAL_RISES = z("In 2024 gaf Hengelo na prijscorrectie meer uit dan in 2023 (+2,4%).", COSTS)
IN_WIJK = z("In de Berflo Es woonden 110 mensen.", AREA)
WMO_HERE = z("In de Berflo Es kregen 490 mensen hulp uit de Wmo.", HELPED)
YOUNG_HERE = z("Hier kregen 430 mensen jeugdhulp.", HELPED_YOUNG)
BIJSTAND_HERE = z("Hier kregen 170 huishoudens bijstand.", HOMES_HELPED)
LAYER_OF_A_DAY = z("Op 31 december 2024 hadden 530 mensen een indicatie voor zelfzorg.", LAYER)
GOOD_NEWS = "Dat is goed nieuws."
LEFT_OUT = "Over 2023 zijn de uitgaven aan loonkostensubsidie"
VERY_SMALL = "Heel kleine groepen vergelijken wij niet met een jaar eerder."
LITTLE = "Dit is een kleine groep vergeleken met alle mensen met hulp."
BY_CHANCE = "Het verschil met 2023 kan toeval zijn."
SURVEYED = z("Bij ‘Buren die tevreden zijn’ is het percentage 90% (2023: 88%).", UNSURE)
NONE_LOWER = "Geen van deze oordelen is duidelijk lager dan in 2023."

RIGHT: tuple[tuple[Zin, ...], ...] = (
    (WITH_WMO, RISES),
    (z("In 2024 kregen 1.031 inwoners hulp uit de Wmo, meer dan in 2023 (+3,1%).", WMO),),
    (z("Meer mensen kregen hulp uit de Wmo (+3,1%).", WMO),),
    (z("In 2024 kregen 2.120 huishoudens bijstand, minder dan in 2023 (-5,4%).", BIJSTAND),),
    (z("In 2024 kregen 2.018 mensen jeugdhulp, iets meer dan in 2023 (+0,9%).", JEUGD),),
    (z("In 2024 kregen 3.009 mensen hulp uit de Wmo of de Jeugdwet, bijna evenveel als in 2023 (+0,3%).", SETTLED),),
    (z("In 2024 kregen 1.031 mensen hulp uit de Wmo en 2.018 jeugdhulp.", WMO, JEUGD),),
    (SUBSIDISED, v("Dat zijn er evenveel als in 2023.", SAME)),
    (GROUPS,),
    (z("Op 31 december 2024 hadden 310 mensen een indicatie voor maatwerk.", VAGUE),),
    (
        z("Op 31 december 2024 hadden 310 mensen een indicatie voor maatwerk.", VAGUE),
        v("Dat is niet duidelijk anders dan in 2023.", VAGUE),
        z("Ook hadden 530 mensen een indicatie voor zelfzorg, meer dan in 2023 (+6,0%).", LAYER),
    ),
    (LAYER_OF_A_DAY, z("Ook hadden 310 mensen een indicatie voor maatwerk.", VAGUE)),
    (z("Op 1 januari 2024 waren er 7.130 huishoudens in Hengelo.", FIRST),),
    (z("Op 1 januari 2024 woonde 1 persoon in Hengelo.", ONE),),
    (z("Over 2024 is het aantal mensen met hulp uit de Wmo niet bekend.", GONE),),
    (
        z("In 2024 kregen 60 mensen intensieve individuele begeleiding.", TINY),
        v("In 2023 was de groep te klein om te vergelijken.", TINY),
    ),
    (z(VERY_SMALL, SHRUNK),),
    (SPENT, SINCE, v("Na prijscorrectie is dat 4,4% meer.", REAL, beside=(COSTS,))),
    (SPENT, v("Dat is 4,4% meer dan in 2022.", GROWN), AFTER),
    (SPENT, AFTER, v("De Wmo kostte €\u00a060.000 meer en jeugdhulp €\u00a012.000 meer.", PART, REST)),
    (
        z("Bijna evenveel mensen kregen hulp uit de Wmo, jeugdhulp of bijstand (+0,3%).", PEOPLE),
        v("Toch gaf Hengelo na prijscorrectie opnieuw meer uit (+2,4%).", COSTS),
    ),
    (z("In 2024 gaf Hengelo na prijscorrectie meer uit dan in 2023 (+2,4%), met nog voorlopige prijzen.", COSTS),),
    (
        z("Per persoon met Wmo gaf Hengelo na prijscorrectie €\u00a04.490 uit.", EACH),
        v("Dat is iets minder dan in 2023 (-1,8%).", EACH),
    ),
    (SCORE_NOW, v("Dat is iets hoger dan die over 2021 (+0,008).", SES)),
    (SCORE_NOW, v("Over 2020 was dat -0,041: de score steeg elk jaar een beetje.", SES)),
    (z("In 2024 kregen 100 mensen jeugdhulp, meer dan in 2023 (toen 80).", ROUGH),),
    (z("Meer mensen kregen jeugdhulp (van 80 naar 100).", ROUGH),),
    (z("In 2024 kregen minder dan 10 mensen jeugdhulp.", FEW),),
    (z("Nieuw in 2024: het aantal huishoudens. Vergelijken kan nog niet.", FIRST),),
    (z("Het eerste jaar met cijfers is 2024. Vergelijken kan nog niet.", FIRST),),
    (z("Over 2023 is het aantal mensen met hulp uit de Wmo niet bekend. Vergelijken kan daarom niet.", THEN),),
    (z(f"{LEFT_OUT} weggelaten vanwege privacy. Vergelijken kan daarom niet.", HIDDEN),),
    (z("Over 2024 hebben wij geen cijfers voor hulp.", beside=(GONE,)),),
    (z("Het CBS heeft nog geen nieuwe score: deze stond hier al eerder.", AGAIN),),
    (z("Wij vergelijken 31 december 2024 met 1 oktober 2023.", LAYER),),
    (z(NONE_LOWER, GOOD, ALSO),),
    (z("Van de inwoners is 15% jonger dan 15 jaar en 21% 65 jaar of ouder.", YOUNG, OLD),),
    (z("Door afronding tellen de percentages op tot 36%.", YOUNG, OLD),),
    (SPLIT, v("Die verdeling is bijna gelijk aan die van 2023.", KOOP, HUUR)),
    (GOOD_NOW, v("In 2022 was dat 88%.", GOOD)),
    (z("Bij ‘Ouders die tevreden zijn’ is het percentage 92% (2023: 90%).", GOOD),),
    (z("Bij ‘Ouders die tevreden zijn’ is het percentage 92%, meer dan in 2023 (+2 procentpunt).", GOOD),),
    (GOOD_NOW, v("Het doel van 90% is gehaald.", GOOD)),
    (GOOD_NOW, v("Dat is meer dan in Nederland (80%).", GOOD)),
    (GOOD_NOW, v("In Nederland was dat 80%.", GOOD)),
    (
        z("Van de inwoners is 15% 65 jaar of ouder.", ELDERLY),
        v("In Nederland is 20% van de inwoners 65 jaar of ouder.", ELDERLY),
    ),
    (SURVEYED, z(BY_CHANCE, UNSURE)),
    (WORKING, v(GOOD_NEWS, MORE), v("Het aantal steeg drie jaar op rij.", MORE)),
    (WORKING, v("Ook in 2023 steeg het aantal.", MORE)),
    (
        z("In 2024 hadden 3.000 mensen een indicatie voor de sociale basis, meer dan in 2023 (+7,1%).", TURNED),
        v("De twee jaren daarvoor daalde het aantal.", TURNED),
    ),
    (REAL_RISES, v("De stijging komt vooral door de Wmo (€\u00a060.000 van de €\u00a072.000).", PART, COSTS)),
    (BOTH, LINES_RISE),
    (FEW_GROUPS, v(LITTLE, SMALL, SETTLED)),
    (GROUPS, z("Daarnaast kregen 1.012 mensen minder intensieve groepsbegeleiding.", LIGHTER)),
    (z("Van de huishoudens kreeg 15% bijstand.", WIJK),),
    (z("Van de huishoudens kreeg 15% bijstand, meer dan in heel Hengelo (12%).", WIJK, CITY),),
    (z("Van de huishoudens kreeg 13% bijstand (in heel Hengelo 12%).", CLOSE, CITY),),
    (z("Van de inwoners woont 19% alleen (in heel Hengelo ook 19%).", ALONE, CITY_ALONE),),
    (WMO_HERE, v("Dat is 12% van de inwoners, meer dan in heel Hengelo (9%).", OF_WMO, CITY_WMO)),
    (WMO_HERE, v("Dat is 8% van de inwoners, iets minder dan in heel Hengelo (9%).", LITTLE_LESS, CITY_WMO)),
    (WMO_HERE, v("Dat is 10% van de inwoners (in heel Hengelo 9%).", NEAR_WMO, CITY_WMO)),
    (WMO_HERE, v("Dat is 9% van de inwoners (in heel Hengelo ook 9%).", ALSO_WMO, CITY_WMO)),
    (WMO_HERE, v("Dat is minder dan 1% van de inwoners, minder dan in heel Hengelo (9%).", HARDLY_WMO, CITY_WMO)),
    (
        WMO_HERE,
        YOUNG_HERE,
        v("Dat is 16% van de jongeren tot 25 jaar, meer dan in heel Hengelo (13%).", OF_YOUNG, CITY_YOUNG),
    ),
    (WMO_HERE, YOUNG_HERE, v("Dat is 4% van de inwoners (in heel Hengelo 3%).", OF_JEUGD, CITY_JEUGD)),
    (WMO_HERE, BIJSTAND_HERE, v("Dat is 15% van de huishoudens, meer dan in heel Hengelo (12%).", WIJK, CITY)),
    (WMO_HERE, z("Hier kregen 170 huishoudens bijstand, meer dan in 2023 (toen 150).", HOMES_HELPED)),
    (
        z("In de Berflo Es woonden 110 mensen, meer dan in 2023 (+10,0%).", AREA),
        v("In heel Hengelo waren dat er meer (+3,0%).", TOWN),
    ),
)

WRONG: tuple[tuple[str, tuple[Zin, ...]], ...] = (
    ("hoofdletter", (z("in 2024 kregen 1.031 mensen hulp uit de Wmo.", WMO),)),
    ("cijfer vooraan", (z("1.031 mensen kregen hulp uit de Wmo.", WMO),)),
    ("punt", (z("In 2024 kregen 1.031 mensen hulp uit de Wmo", WMO),)),
    ("gat", (z("In 2024 kregen None mensen hulp uit de Wmo.", WMO),)),
    ("gat", (z("In 2024 kregen {aantal} mensen hulp uit de Wmo.", WMO),)),
    ("gat", (z("In 2024 kregen  1.031 mensen hulp uit de Wmo.", WMO),)),
    ("dubbel woord", (z("In 2024 kregen kregen 1.031 mensen hulp uit de Wmo.", WMO),)),
    ("Engels", (z("In 2024 kregen 1.031 mensen hulp uit the Wmo.", WMO),)),
    ("lengte", (z(f"In 2024 kregen {'en straks ' * 10}1.031 mensen hulp uit de Wmo.", WMO),)),
    ("herhaling", (WITH_WMO, WITH_WMO)),
    ("herhaling", (z(VERY_SMALL, TINY), WITH_WMO, z(VERY_SMALL, TINY))),
    ("dubbel verteld", (z("In 2024 kregen 1.031 mensen hulp uit de Wmo, meer dan in 2023 (+3,1%).", WMO), WITH_WMO)),
    ("naam", (z("In 2024 kregen 1.031 mensen hulp uit de Wmo.", JEUGD, beside=(WMO,)),)),
    ("naam", (z("In 2024 kregen 1.031 mensen hulp.", WMO),)),
    ("naam", (z("In 2024 kregen 1.031 mensen hulp uit de Wmo of de Jeugdwet.", WMO),)),
    ("naam", (z("Van de inwoners is 15% jonger dan 25 jaar en 21% 65 jaar of ouder.", YOUNG, OLD),)),
    ("naam", (z("Bij ‘Ouders die ontevreden zijn’ is het percentage 92%.", GOOD),)),
    ("naam", (z("Nieuw in 2024: het aantal woningen. Vergelijken kan nog niet.", FIRST),)),
    ("naam", (WORKING, v("Het bedrag steeg drie jaar op rij.", MORE))),
    (
        "naam",
        (z("Bijna evenveel mensen kregen hulp (+0,3%), met per persoon meer indicaties (+6,7%).", SETTLED, RATIO),),
    ),
    ("naam", (SPENT, AFTER, v("Bijstand kostte €\u00a060.000 meer en jeugdhulp €\u00a012.000 meer.", PART, REST))),
    (
        "naam",
        (REAL_RISES, v("De stijging komt vooral door jeugdhulp (€\u00a060.000 van de €\u00a072.000).", PART, COSTS)),
    ),
    ("jaar", (z("In 2023 kregen 1.031 mensen hulp uit de Wmo.", WMO),)),
    ("jaar", (WITH_WMO, v("Dat zijn er meer dan in 2022 (+3,1%).", WMO))),
    ("jaar", (z("De score over 2023 is -0,030: rond het gemiddelde van Nederland.", SES),)),
    ("jaar", (SPENT, v("Dat is 4,4% meer dan in 2021.", GROWN))),
    ("jaar", (SPENT, v("Na prijscorrectie is dat 4,4% meer.", REAL, beside=(COSTS,)))),
    ("jaar", (WORKING, v("Ook in 2022 steeg het aantal.", MORE))),
    ("jaar", (GOOD_NOW, v("In 2019 was dat 88%.", GOOD))),
    ("jaar", (SPLIT, v("Die verdeling is bijna gelijk aan die van 2022.", KOOP, HUUR))),
    ("jaar", (z("Geen van deze oordelen is duidelijk lager dan in 2022.", GOOD, ALSO),)),
    ("jaar", (z("Bij ‘Ouders die tevreden zijn’ is het percentage 92% (2022: 88%).", GOOD),)),
    ("datum", (z("Op 30 december 2024 hadden 310 mensen een indicatie voor maatwerk.", VAGUE),)),
    ("datum", (z("Op 1 januari 2023 waren er 7.130 huishoudens in Hengelo.", FIRST),)),
    ("datum", (z("Wij vergelijken 31 december 2024 met 31 december 2023.", LAYER),)),
    ("datum", (z("Wij vergelijken 31 december 2024 met 1 oktober 2023.", TOO_FEW),)),
    ("datum", (z("Op 1 oktober 2023 hadden 530 mensen een indicatie voor zelfzorg.", LAYER),)),
    ("getal", (z("In 2024 kregen 1.032 mensen hulp uit de Wmo.", WMO),)),
    ("getal", (WITH_WMO, v("Dat zijn er meer dan in 2023 (+3,2%).", WMO))),
    ("getal", (WITH_WMO, v("Dat zijn er meer dan in 2023 (+3%).", WMO))),
    ("getal", (WITH_WMO, v("Dat zijn er meer dan in 2023 (-3,1%).", WMO))),
    ("getal", (WITH_WMO, v("Dat zijn er meer dan in 2023 (+3,1 procentpunt).", WMO))),
    ("getal", (z("Bij ‘Ouders die tevreden zijn’ is het percentage 92%, meer dan in 2023 (+2%).", GOOD),)),
    ("getal", (z("In 2024 kregen 1.031 mensen hulp uit de Wmo (+3,1%).", WMO),)),
    ("getal", (z("In 2024 gaf Hengelo €\u00a03,2 miljoen uit aan de Wmo, jeugdhulp en bijstand.", NOMINAL),)),
    ("getal", (z("In 2024 gaf Hengelo 3.132.000 uit aan de Wmo, jeugdhulp en bijstand.", NOMINAL),)),
    ("getal", (z("Van de inwoners is 21% jonger dan 15 jaar en 15% 65 jaar of ouder.", YOUNG, OLD),)),
    ("getal", (z("Door afronding tellen de percentages op tot 101%.", YOUNG, OLD),)),
    ("getal", (GOOD_NOW, v("In 2022 was dat 89%.", GOOD))),
    ("getal", (z("Bij ‘Ouders die tevreden zijn’ is het percentage 92% (2023: 91%).", GOOD),)),
    ("getal", (GOOD_NOW, v("Dat is meer dan in Nederland (81%).", GOOD))),
    ("getal", (GOOD_NOW, v("In Nederland was dat 81%.", GOOD))),
    (
        "getal",
        (
            z("Van de inwoners is 15% 65 jaar of ouder.", ELDERLY),
            v("In Nederland is 15% van de inwoners 65 jaar of ouder.", ELDERLY),
        ),
    ),
    ("verwijzing", (WITH_WMO, v("In Nederland is 20% van de inwoners 65 jaar of ouder.", ELDERLY))),
    ("getal", (SPENT, v("Dat is 4,5% meer dan in 2022.", GROWN))),
    ("getal", (z("In 2024 kregen 100 mensen jeugdhulp, meer dan in 2023 (toen 90).", ROUGH),)),
    ("getal", (z("In 2024 kregen 100 mensen jeugdhulp, meer dan in 2023 (+25,0%).", ROUGH),)),
    ("getal", (z("In 2024 kregen minder dan 20 mensen jeugdhulp.", FEW),)),
    ("getal", (z("Van de huishoudens kreeg 15% bijstand, meer dan in heel Hengelo (13%).", WIJK, CITY),)),
    ("getal", (z("Van de huishoudens kreeg 12% bijstand, meer dan in heel Hengelo (15%).", WIJK, CITY),)),
    ("getal", (SCORE_NOW, v("Dat is iets hoger dan die over 2021 (-0,008).", SES))),
    ("nul", (z("In 2024 kregen 0 mensen jeugdhulp.", FEW),)),
    ("notatie", (WITH_WMO, v("Dat zijn er meer dan in 2023 (toen 10000).", WMO))),
    ("notatie", (z("In 2024 gaf Hengelo € 3,1 miljoen uit aan de Wmo, jeugdhulp en bijstand.", NOMINAL),)),
    ("notatie", (WITH_WMO, v("Dat zijn er meer dan in 2023 (–3,1%).", WMO))),
    ("enkelvoud", (z("Op 1 januari 2024 woonde 1 mensen in Hengelo.", ONE),)),
    ("enkelvoud", (z("In 2024 kregen 1.031 persoon hulp uit de Wmo.", WMO),)),
    ("getal van het werkwoord", (z("In 2024 kreeg 1.031 mensen hulp uit de Wmo.", WMO),)),
    ("getal van het werkwoord", (z("Op 1 januari 2024 woonden 1 persoon in Hengelo.", ONE),)),
    ("getal van het werkwoord", (z("Van de inwoners zijn 15% jonger dan 15 jaar.", YOUNG),)),
    ("getal van het werkwoord", (WITH_WMO, v("Dat is meer dan in 2023 (+3,1%).", WMO))),
    ("getal van het werkwoord", (z("Over 2024 zijn het aantal mensen met hulp uit de Wmo niet bekend.", GONE),)),
    ("plaats", (z("In de Berflo Es woonden 110 mensen in Hengelo.", AREA),)),
    ("prijzen", (z("In 2024 kregen 1.031 mensen hulp uit de Wmo, met nog voorlopige prijzen.", WMO),)),
    ("niet gelezen", (z("In 2024 kregen gelukkig 1.031 mensen hulp uit de Wmo.", WMO),)),
    ("niet gelezen", (z("In Berflo Es woonden 110 mensen.", AREA),)),
    ("niet gelezen", (z("Het gaat goed in Hengelo.", WMO),)),
    ("niet gelezen", (WITH_WMO, v("Dat zijn er meer dan vorig jaar (+3,1%).", WMO))),
    ("eerste jaar", (z("In 2024 waren er 7.130 huishoudens, meer dan in 2023.", FIRST),)),
    (
        "niet duidelijk",
        (z("Op 31 december 2024 hadden 310 mensen een indicatie voor maatwerk, meer dan in 2023.", VAGUE),),
    ),
    ("niet duidelijk", (z("In 2024 kregen 60 mensen intensieve individuele begeleiding, meer dan in 2023.", TINY),)),
    ("onduidelijk", (WITH_WMO, v("Dat is niet duidelijk anders dan in 2023.", WMO))),
    (
        "onduidelijk",
        (z("In 2024 kregen 60 mensen intensieve individuele begeleiding, niet duidelijk anders dan in 2023.", TINY),),
    ),
    ("richting", (z("In 2024 kregen 2.120 huishoudens bijstand, meer dan in 2023 (-5,4%).", BIJSTAND),)),
    ("richting", (z("In 2024 kregen 2.120 huishoudens bijstand, evenveel als in 2023.", BIJSTAND),)),
    (
        "richting",
        (z("In 2024 kregen 3.009 mensen hulp uit de Wmo of de Jeugdwet, meer dan in 2023 (+0,3%).", SETTLED),),
    ),
    ("richting", (SPENT, v("Dat is 4,4% minder dan in 2022.", GROWN))),
    ("richting", (SPENT, AFTER, v("De Wmo kostte €\u00a060.000 minder en jeugdhulp €\u00a012.000 meer.", PART, REST))),
    (
        "richting",
        (
            z("Van de inwoners is 15% jonger dan 15 jaar en 21% 65 jaar of ouder.", YOUNG, OLD),
            v("Die verdeling is gelijk aan die van 2023.", YOUNG, OLD),
        ),
    ),
    (
        "richting",
        (REAL_RISES, v("De daling komt vooral door de Wmo (€\u00a060.000 van de €\u00a072.000).", PART, COSTS)),
    ),
    ("woordschaal", (z("In 2024 kregen 1.031 mensen hulp uit de Wmo, iets meer dan in 2023 (+3,1%).", WMO),)),
    ("woordschaal", (z("In 2024 kregen 1.031 mensen hulp uit de Wmo, veel meer dan in 2023 (+3,1%).", WMO),)),
    ("woordschaal", (z("In 2024 kregen 2.018 mensen jeugdhulp, meer dan in 2023 (+0,9%).", JEUGD),)),
    ("woordschaal", (z("In 2024 kregen 820 mensen intensieve groepsbegeleiding, meer dan in 2023 (+100,0%).", BIG),)),
    (
        "woordschaal",
        (z("In 2024 kregen 3.009 mensen hulp uit de Wmo of de Jeugdwet, evenveel als in 2023 (+0,3%).", SETTLED),),
    ),
    ("woordschaal", (SUBSIDISED, v("Dat zijn er bijna evenveel als in 2023.", SAME))),
    ("woordschaal", (z("In 2024 kregen 100 mensen jeugdhulp, veel meer dan in 2023 (toen 80).", ROUGH),)),
    ("woordschaal", (z("Van de huishoudens kreeg 15% bijstand, iets meer dan in heel Hengelo (12%).", WIJK, CITY),)),
    (
        "woordschaal",
        (
            z("De score over 2022 is -0,030: rond het gemiddelde van Nederland.", LEAPT),
            v("Over 2021 was dat -0,070: de score steeg elk jaar een beetje.", LEAPT),
        ),
    ),
    ("woordkeus", (SCORE_NOW, v("Dat is iets meer dan die over 2021 (+0,008).", SES))),
    ("woordkeus", (z("In 2024 kregen 1.031 mensen hulp uit de Wmo, hoger dan in 2023 (+3,1%).", WMO),)),
    ("als of dan", (z("In 2024 kregen 1.031 mensen hulp uit de Wmo, meer als in 2023 (+3,1%).", WMO),)),
    ("als of dan", (SUBSIDISED, v("Dat zijn er evenveel dan in 2023.", SAME))),
    ("ontbreekt", (z("Over 2024 is het aantal mensen met hulp uit de Wmo niet bekend.", WMO),)),
    ("ontbreekt", (z("Over 2024 is het aantal mensen met hulp uit de Wmo weggelaten vanwege privacy.", GONE),)),
    ("ontbreekt", (z("Over 2023 is het aantal mensen met hulp uit de Wmo niet bekend.", THEN),)),
    (
        "ontbreekt",
        (z("Over 2023 is het aantal mensen met hulp uit de Wmo niet bekend. Vergelijken kan daarom niet.", WMO),),
    ),
    (
        "ontbreekt",
        (z(f"{LEFT_OUT} niet bekend. Vergelijken kan daarom niet.", HIDDEN),),
    ),
    ("ontbreekt", (z("Over 2024 hebben wij geen cijfers voor de wijken.", beside=(WMO,)),)),
    ("ontbreekt", (z("Over 2023 hebben wij geen cijfers voor de wijken.", beside=(THEN,)),)),
    ("ontbreekt", (z("Nieuw in 2024: het aantal mensen met hulp uit de Wmo. Vergelijken kan nog niet.", WMO),)),
    ("ontbreekt", (z("Deze cijfers zijn nieuw in 2024. Vergelijken kan nog niet.", FIRST, WMO),)),
    ("ontbreekt", (z("Het eerste jaar met cijfers is 2024. Vergelijken kan nog niet.", FIRST, beside=(WMO,)),)),
    ("herhaald", (z("Het CBS heeft nog geen nieuwe score: deze stond hier al eerder.", SES),)),
    ("herhaald", (WITH_WMO, v("Er is nog geen nieuw cijfer.", WMO))),
    ("te klein", (WITH_WMO, v("In 2023 was de groep te klein om te vergelijken.", WMO))),
    ("te klein", (z("In 2023 was de groep te klein om te vergelijken.", SHRUNK),)),
    ("te klein", (z(VERY_SMALL, WMO),)),
    ("verwijzing", (z("Dat zijn er meer dan in 2023 (+3,1%).", WMO),)),
    ("verwijzing", (WORKING, v("Dat zijn er meer dan in 2023 (+3,1%).", WMO))),
    ("verwijzing", (WITH_WMO, z("Ook hadden 530 mensen een indicatie voor zelfzorg.", LAYER))),
    (
        "verwijzing",  # there is a day, but no other layer
        (
            z("Op 1 januari 2024 waren er 7.130 huishoudens in Hengelo.", FIRST),
            z("Ook hadden 530 mensen een indicatie voor zelfzorg.", LAYER),
        ),
    ),
    (
        "verwijzing",  # another layer, but no day
        (
            z("In 2024 hadden 310 mensen een indicatie voor maatwerk.", VAGUE),
            z("Ook hadden 530 mensen een indicatie voor zelfzorg.", LAYER),
        ),
    ),
    ("verwijzing", (LAYER_OF_A_DAY, z("Ook hadden 530 mensen een indicatie voor zelfzorg.", LAYER))),
    (
        "richting",
        (LAYER_OF_A_DAY, z("Ook hadden 3.000 mensen een indicatie voor de sociale basis, minder dan in 2023.", TURNED)),
    ),
    ("niet gelezen", (LAYER_OF_A_DAY, z("Op die dag hadden 310 mensen een indicatie voor maatwerk.", VAGUE))),
    ("verwijzing", (WITH_WMO, z("Hier kregen 2.018 mensen jeugdhulp.", JEUGD))),
    ("verwijzing", (WORKING, z("Daarvan kregen 1.031 mensen hulp uit de Wmo.", WMO))),
    ("verwijzing", (WITH_WMO, z("Daarnaast kregen 1.012 mensen minder intensieve groepsbegeleiding.", LIGHTER))),
    ("verwijzing", (WITH_WMO, AFTER)),
    ("verwijzing", (WITH_WMO, SINCE)),
    ("verwijzing", (WITH_WMO, v("De Wmo kostte €\u00a060.000 meer en jeugdhulp €\u00a012.000 meer.", PART, REST))),
    (
        "verwijzing",
        (WITH_WMO, v("De stijging komt vooral door de Wmo (€\u00a060.000 van de €\u00a072.000).", PART, COSTS)),
    ),
    ("verwijzing", (WITH_WMO, v(LITTLE, SMALL, SETTLED))),
    ("twee jaren", (WORKING, v("Het aantal steeg vier jaar op rij.", MORE))),
    ("twee jaren", (WORKING, v("Het aantal daalde drie jaar op rij.", MORE))),
    (
        "twee jaren",
        (
            z("In 2024 hadden 3.000 mensen een indicatie voor de sociale basis.", TURNED),
            v("Ook in 2023 steeg het aantal.", TURNED),
        ),
    ),
    (
        "twee jaren",
        (
            z("In 2024 hadden 3.000 mensen een indicatie voor de sociale basis.", TURNED),
            v("De drie jaren daarvoor daalde het aantal.", TURNED),
        ),
    ),
    ("twee jaren", (WORKING, v("De twee jaren daarvoor steeg het aantal.", MORE))),
    (
        "twee jaren",
        (z("Meer mensen kregen hulp uit de Wmo (+3,1%).", WMO), v("Het aantal steeg één jaar op rij.", WMO)),
    ),
    (
        "twee jaren",
        (
            z("Bijna evenveel mensen kregen hulp uit de Wmo, jeugdhulp of bijstand (+0,3%).", PEOPLE),
            v("Toch gaf Hengelo na prijscorrectie opnieuw meer uit (+1,1%).", TOTAL),
        ),
    ),
    (
        "elk jaar",
        (
            z("De score over 2022 is -0,030: rond het gemiddelde van Nederland.", DIPPED),
            v("Over 2020 was dat -0,041: de score steeg elk jaar.", DIPPED),
        ),
    ),
    (
        "toch",
        (
            z("Meer mensen kregen hulp uit de Wmo (+3,1%).", WMO),
            v("Toch gaf Hengelo na prijscorrectie meer uit (+2,4%).", COSTS),
        ),
    ),
    ("daardoor", (LINES_RISE,)),
    ("daardoor", (z("In 2024 kregen 1.031 mensen hulp uit de Wmo en 2.018 jeugdhulp.", WMO, JEUGD), LINES_RISE)),
    (
        "vooral",
        (REAL_RISES, v("De stijging komt vooral door jeugdhulp (€\u00a012.000 van de €\u00a072.000).", REST, COSTS)),
    ),
    (
        "bedrag",
        (REAL_RISES, v("De stijging komt vooral door de Wmo (€\u00a070.000 van de €\u00a072.000).", PART, COSTS)),
    ),
    ("bedrag", (SPENT, AFTER, v("De Wmo kostte €\u00a061.000 meer en jeugdhulp €\u00a012.000 meer.", PART, REST))),
    (
        "feiten",
        (SPENT, AFTER, v("De Wmo kostte €\u00a060.000 meer en jeugdhulp €\u00a012.000 meer.", PART, beside=(REST,))),
    ),
    ("sinds", (SPENT, v("Dat is 9,9% meer dan in 2022.", INVENTED))),
    ("verdeling", (SPLIT, v("Die verdeling is gelijk aan die van 2023.", HUUR, beside=(KOOP,)))),
    ("kleine groep", (GROUPS, v(LITTLE, BIG, SETTLED))),
    ("kleine groep", (FEW_GROUPS, v("Dit zijn kleine groepen vergeleken met alle mensen met hulp.", SMALL, SETTLED))),
    (
        "oordeel",
        (z("In 2024 kregen 2.120 huishoudens bijstand, minder dan in 2023 (-5,4%).", BIJSTAND), v(GOOD_NEWS, BIJSTAND)),
    ),
    ("verwijzing", (WITH_WMO, v(GOOD_NEWS, MORE))),
    ("geen van de", (z(NONE_LOWER, GOOD, BAD),)),
    ("geen van de", (z(NONE_LOWER, GOOD),)),
    ("geen van de", (z(NONE_LOWER, GOOD, ALSO, beside=(OLD,)),)),
    ("geen van de", (z("Geen van deze oordelen is duidelijk hoger dan in 2023.", GOOD, ALSO),)),
    ("toeval", (GOOD_NOW, z(BY_CHANCE, GOOD))),
    ("toeval", (SURVEYED, z("De verschillen met 2023 kunnen toeval zijn.", UNSURE))),
    ("verwijzing", (GOOD_NOW, z(BY_CHANCE, UNSURE))),
    ("doel", (GOOD_NOW, v("Het doel van 90% is nog niet gehaald.", GOOD))),
    ("doel", (GOOD_NOW, v("Of het doel van 90% is gehaald, is niet te zeggen.", GOOD))),
    ("doel", (GOOD_NOW, v("Het doel van 95% is gehaald.", GOOD))),
    ("vergelijking", (z("De score over 2022 is -0,030: lager dan gemiddeld in Nederland.", SES),)),
    ("vergelijking", (z("Van de huishoudens kreeg 13% bijstand, meer dan in heel Hengelo (12%).", CLOSE, CITY),)),
    ("richting", (GOOD_NOW, v("Dat is minder dan in Nederland (80%).", GOOD))),
    ("niet gelezen", (GOOD_NOW, v("Dat is meer dan in Twente (80%).", GOOD))),
    ("vergelijking", (z("In de Berflo Es woonden 110 mensen, minder dan in heel Hengelo (1.040).", AREA, TOWN),)),
    ("richting", (z("Van de huishoudens kreeg 15% bijstand, minder dan in heel Hengelo (12%).", WIJK, CITY),)),
    ("richting", (IN_WIJK, v("In heel Hengelo waren dat er evenveel.", TOWN))),
    ("ook", (z("Van de inwoners woont 19% alleen (in heel Hengelo 19%).", ALONE, CITY_ALONE),)),
    ("ook", (z("Van de inwoners woont 20% alleen (in heel Hengelo ook 19%).", DENSER, CITY_ALONE),)),
    ("ook", (WMO_HERE, v("Dat is 9% van de inwoners (in heel Hengelo 9%).", ALSO_WMO, CITY_WMO))),
    ("ook", (WMO_HERE, v("Dat is 10% van de inwoners (in heel Hengelo ook 9%).", NEAR_WMO, CITY_WMO))),
    ("getal", (WMO_HERE, v("Dat is 13% van de inwoners, meer dan in heel Hengelo (9%).", OF_WMO, CITY_WMO))),
    ("getal", (WMO_HERE, v("Dat is 12% van de inwoners, meer dan in heel Hengelo (8%).", OF_WMO, CITY_WMO))),
    ("getal", (WMO_HERE, v("Dat is 10% van de inwoners (in heel Hengelo 8%).", NEAR_WMO, CITY_WMO))),
    ("richting", (WMO_HERE, v("Dat is 12% van de inwoners, minder dan in heel Hengelo (9%).", OF_WMO, CITY_WMO))),
    ("woordschaal", (WMO_HERE, v("Dat is 12% van de inwoners, iets meer dan in heel Hengelo (9%).", OF_WMO, CITY_WMO))),
    ("vergelijking", (WMO_HERE, v("Dat is 10% van de inwoners, meer dan in heel Hengelo (9%).", NEAR_WMO, CITY_WMO))),
    ("niet gelezen", (WMO_HERE, v("Dat is 12% van alle inwoners, meer dan in heel Hengelo (9%).", OF_WMO, CITY_WMO))),
    ("naam", (WMO_HERE, v("Dat is 12% van de huishoudens, meer dan in heel Hengelo (9%).", OF_WMO, CITY_WMO))),
    (
        "naam",
        (WMO_HERE, YOUNG_HERE, v("Dat is 16% van de inwoners, meer dan in heel Hengelo (13%).", OF_YOUNG, CITY_YOUNG)),
    ),
    (
        "naam",  # of young people it is known
        (
            WMO_HERE,
            replace(YOUNG_HERE, beside=(OF_YOUNG,)),
            v("Dat is 4% van de inwoners (in heel Hengelo 3%).", OF_JEUGD, CITY_JEUGD),
        ),
    ),
    ("naam", (WMO_HERE, BIJSTAND_HERE, v("Dat is 15% van de inwoners, meer dan in heel Hengelo (12%).", WIJK, CITY))),
    (
        "verwijzing",  # these are not those whom the sentence before counts
        (WMO_HERE, YOUNG_HERE, v("Dat is 12% van de inwoners, meer dan in heel Hengelo (9%).", OF_WMO, CITY_WMO)),
    ),
    ("verwijzing", (v("Dat is 12% van de inwoners, meer dan in heel Hengelo (9%).", OF_WMO, CITY_WMO),)),
    (
        "verwijzing",  # it would be told without the sentence before
        (WMO_HERE, z("Dat is 12% van de inwoners, meer dan in heel Hengelo (9%).", OF_WMO, CITY_WMO)),
    ),
    ("verwijzing", (BIJSTAND_HERE,)),
    ("plaats", (WMO_HERE, z("In de Berflo Es kregen 430 mensen jeugdhulp.", HELPED_YOUNG))),
    ("plaats", (z("In 2024 kregen 490 mensen hulp uit de Wmo.", HELPED),)),
    (
        "richting",
        (WMO_HERE, z("Hier kregen 170 huishoudens bijstand, minder dan in 2023 (toen 150).", HOMES_HELPED)),
    ),
    ("getal", (WMO_HERE, z("Hier kregen 170 huishoudens bijstand, meer dan in 2023 (toen 160).", HOMES_HELPED))),
    ("getal van het werkwoord", (IN_WIJK, v("In heel Hengelo was dat meer (+3,0%).", TOWN))),
)

RIGHT_TITLES: tuple[tuple[str, tuple[Figure, ...]], ...] = (
    ("Mensen met hulp", (SETTLED,)),
    ("Sociaal-economische score", (SES,)),
    ("Bijna evenveel mensen met hulp als in 2023", (SETTLED,)),
    ("Bijna evenveel mensen met hulp, minder huishoudens met bijstand", (SETTLED, BIJSTAND)),
    ("Meer uitgaven na prijscorrectie dan in 2023", (COSTS,)),
    ("De Wmo en jeugdhulp kosten meer (na prijscorrectie)", (PART, REST)),
    ("Bijstand kost meer, de Wmo minder (na prijscorrectie)", (DEARER, CHEAPER)),
    ("Verdeling van koop en huur bijna gelijk", (KOOP, HUUR)),
    ("Groter deel koopwoningen dan in 2023", (GROWING,)),
    ("Meer intensieve begeleiding, individueel en in groepen", (SINGLE, MIDDLE)),
    ("Naar verhouding meer huishoudens met bijstand dan in Hengelo", (WIJK,)),
    ("Score rond het gemiddelde van Nederland", (SES,)),
    ("Score hoger dan gemiddeld in Nederland", (AGAIN,)),
    ("Nog geen nieuwe score", (AGAIN,)),
    ("Oordelen van gebruikers: één gestegen en één gedaald", (GOOD, BAD)),
    ("Oordelen van gebruikers: één van de twee gestegen", (GOOD, NEW)),
    ("Oordelen van gebruikers: alle twee gestegen", (GOOD, ALSO)),
    ("Oordelen van gebruikers gestegen", (GOOD,)),
)

WRONG_TITLES: tuple[tuple[str, str, tuple[Figure, ...]], ...] = (
    ("richting", "Minder uitgaven na prijscorrectie dan in 2023", (COSTS,)),
    ("woordschaal", "Veel meer uitgaven na prijscorrectie dan in 2023", (COSTS,)),
    ("als of dan", "Meer uitgaven na prijscorrectie als in 2023", (COSTS,)),
    ("jaar", "Meer uitgaven na prijscorrectie dan in 2022", (COSTS,)),
    ("punt", "Meer uitgaven na prijscorrectie dan in 2023.", (COSTS,)),
    ("hoofdletter", "meer uitgaven na prijscorrectie dan in 2023", (COSTS,)),
    ("lengte", "Meer uitgaven na prijscorrectie dan in 2023 en dat is dus echt veel", (COSTS,)),
    ("titel", "Meer fietsers dan in 2023", (WMO,)),
    ("titel", "Mensen met hulp", (COSTS,)),
    ("titel", "Hulp groeit", (SETTLED,)),
    ("titel", "Meer koopwoningen dan in 2023", (GROWING,)),
    ("titel", "Naar verhouding meer huishoudens met bijstand dan in Hengelo", (CITY,)),
    ("richting", "Bijna evenveel mensen met hulp, meer huishoudens met bijstand", (SETTLED, BIJSTAND)),
    ("richting", "De Wmo en jeugdhulp kosten minder (na prijscorrectie)", (PART, REST)),
    ("getal van het werkwoord", "De Wmo en jeugdhulp kost meer (na prijscorrectie)", (PART, REST)),
    ("titel", "De Wmo en de Wmo kosten meer (na prijscorrectie)", (PART, REST)),
    ("richting", "Verdeling van koop en huur gelijk", (KOOP, HUUR)),
    ("richting", "Minder intensieve begeleiding, individueel en in groepen", (SINGLE, MIDDLE)),
    ("woordschaal", "Veel meer intensieve begeleiding, individueel en in groepen", (SINGLE, MIDDLE)),
    ("richting", "Naar verhouding minder huishoudens met bijstand dan in Hengelo", (WIJK,)),
    ("vergelijking", "Naar verhouding meer huishoudens met bijstand dan in Hengelo", (CLOSE,)),
    ("vergelijking", "Score lager dan gemiddeld in Nederland", (SES,)),
    ("titel", "Score lager dan in Hengelo", (SES,)),
    ("herhaald", "Nog geen nieuwe score", (SES,)),
    ("getal", "Oordelen van gebruikers: alle twee gestegen", (GOOD, BAD)),
    ("getal", "Oordelen van gebruikers: twee van de twee gestegen", (GOOD, BAD)),
    ("getal", "Oordelen van gebruikers: één van de twee gestegen", (GOOD, BAD)),
    ("getal", "Oordelen van gebruikers: twee gestegen en één gedaald", (GOOD, BAD)),
    ("getal", "Oordelen van gebruikers gedaald", (GOOD,)),
    ("getal", "Oordelen van gebruikers ongeveer als in 2023", (GOOD,)),
)


def broken(*zinnen: Zin) -> set[str]:
    """The rules that the last of these sentences breaks."""
    wijk = any(figure.gemeente for zin in zinnen for figure in zin.figures)
    own = (f for zin in zinnen for f in (*zin.figures, *zin.beside) if not (wijk and f.gemeente is None))
    page = page_of(*own, plaats="de Berflo Es" if wijk else "Hengelo")
    return {wrong.regel for wrong in check_section("", zinnen, page) if wrong.zin == zinnen[-1].tekst}


def page_of(*figures: Figure, plaats: str = "Hengelo") -> Page:
    known = tuple({figure.sleutel: figure for figure in figures}.values())
    days = {2024: date(2024, 12, 31), 2023: date(2023, 10, 1)}
    return Page(2024, plaats, "Hengelo", known, "up", 2022, days, False)


def last(zinnen: tuple[Zin, ...]) -> str:
    return zinnen[-1].tekst


@pytest.mark.parametrize("zinnen", RIGHT, ids=last)
def test_the_checker_lets_a_true_sentence_pass(zinnen: tuple[Zin, ...]) -> None:
    assert broken(*zinnen) == set()


@pytest.mark.parametrize(("regel", "zinnen"), WRONG)
def test_the_checker_catches_a_wrong_sentence(regel: str, zinnen: tuple[Zin, ...]) -> None:
    assert regel in broken(*zinnen)


def titled(kop: str, figures: tuple[Figure, ...], *zinnen: Zin) -> set[str]:
    """The rules that this title breaks."""
    plaats = "de Berflo Es" if any(figure.gemeente for figure in figures) else "Hengelo"
    return {wrong.regel for wrong in check_section(kop, zinnen, page_of(*figures, plaats=plaats)) if wrong.zin == kop}


@pytest.mark.parametrize(("kop", "figures"), RIGHT_TITLES)
def test_the_checker_lets_a_true_title_pass(kop: str, figures: tuple[Figure, ...]) -> None:
    assert titled(kop, figures) == set()


@pytest.mark.parametrize(("regel", "kop", "figures"), WRONG_TITLES)
def test_the_checker_catches_a_wrong_title(regel: str, kop: str, figures: tuple[Figure, ...]) -> None:
    assert regel in titled(kop, figures)


def test_a_title_may_not_contradict_its_sentences() -> None:
    says_so = z("In 2024 kregen 2.120 huishoudens bijstand, iets minder dan in 2023 (-5,4%).", BIJSTAND)

    assert titled("Minder huishoudens met bijstand dan in 2023", (BIJSTAND,), says_so) == {"titel"}


def test_what_another_section_told_is_told_twice() -> None:
    page = page_of(WMO)

    wrong = check_page([("", (WITH_WMO,), page), ("", (z("In 2024 kregen 1.031 mensen hulp uit de Wmo.", WMO),), page)])

    assert {found.regel for found in wrong} == {"herhaling", "dubbel verteld"}


def test_a_section_without_a_judgement_may_not_praise() -> None:
    page = replace(page_of(MORE), beter=None)

    wrong = check_section("", (WORKING, v(GOOD_NEWS, MORE)), page)

    assert {found.regel for found in wrong} == {"oordeel"}


def test_prices_that_are_final_are_not_called_provisional() -> None:
    said = z("In 2024 gaf Hengelo na prijscorrectie meer uit dan in 2023 (+2,4%), met nog voorlopige prijzen.", COSTS)

    wrong = check_section("", (said,), replace(page_of(COSTS), definitief=True))

    assert {found.regel for found in wrong} == {"prijzen"}


def test_facts_must_be_those_of_the_figures() -> None:
    @dataclass(frozen=True)
    class Invented:
        tekst: str = WITH_WMO.tekst
        feiten: tuple[Feit, ...] = (Feit(WMO.sleutel, 1031, 999, ("1.032",)), Feit("fiets", 1, 1))
        volgt: bool = False

    wrong = check_section("", (Invented(),), page_of(WMO))

    assert [found.regel for found in wrong] == ["feiten", "feiten", "feiten"]


RULES = 40  # at least as many: what finds them in the source finds them all


def test_every_rule_of_the_checker_is_proven_by_a_wrong_sentence() -> None:
    _, source = Path(checker.__file__).read_text(encoding="utf-8").split("# The word scale")
    rules = set(re.findall(r'(?:yield|Wrong\(|append\(\(|\[\()\s*"([^"]+)", f?"', source))

    proven = {regel for regel, _ in WRONG} | {regel for regel, *_ in WRONG_TITLES}

    assert rules | {"gat", "dubbel woord", "Engels"} <= proven
    assert len(rules) >= RULES


# Mutations of real sentences

SWAPS = (
    ("meer", "minder"),
    ("hoger", "lager"),
    ("steeg", "daalde"),
    ("stijging", "daling"),
    ("evenveel als", "meer dan"),
    ("bijna evenveel", "evenveel"),
    ("iets meer", "meer"),
    ("iets minder", "minder"),
    ("iets", "veel"),
    ("bijna", "iets"),
    ("drie jaar", "vier jaar"),
    ("twee jaren", "drie jaren"),
    ("Daardoor", "Toch"),
    ("Daarvan", "Daarnaast"),
    ("hulp uit de Wmo", "jeugdhulp"),
    ("de Wmo", "bijstand"),
    ("mensen", "huishoudens"),
    ("kregen", "kreeg"),
    ("zijn er", "is"),
    ("heel Hengelo", "Friesland"),
    ("Hengelo ook", "Hengelo"),
    ("In de Berflo Es", "Hier"),
    ("inwoners", "huishoudens"),
    ("inwoners", "jongeren tot 25 jaar"),
    ("alleen", "met anderen"),
    ("koop", "overige huur"),
)
# "of meer" and "minder intensieve" compare nothing with a year.
COMPARED = r"(?<!\w)(?<!of ){}(?!\w)(?! intensieve)"


def mutations(text: str) -> Iterator[str]:
    """The sentence with one digit, year, sign, direction word, band word, name or connective changed."""
    for match in re.finditer(r"(?<!\d)(?!20\d\d\b)\d[\d.]*(?:,\d+)?", text):
        for place in (i for i in range(*match.span()) if text[i].isdigit()):
            yield f"{text[:place]}{(int(text[place]) + 1) % 10}{text[place + 1 :]}"
    for match in re.finditer(r"\b20\d\d\b", text):
        yield f"{text[: match.start()]}{int(match[0]) - 1}{text[match.end() :]}"
    for match in re.finditer(r"[+-](?=\d)", text):
        yield f"{text[: match.start()]}{'-' if match[0] == '+' else '+'}{text[match.end() :]}"
    yield from swapped(text, SWAPS, place=COMPARED)


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

    style = tally.style
    assert tally.data_sets == style.texts == 2
    assert 0 < len(style.skeletons) <= style.sentences < style.words
    assert style.words / style.sentences <= style.longest
    assert sum(part.sentences for part in tally.sections.values()) == style.sentences
    assert "Flesch-Douma" in str(tally.sections["inwoners"])


def test_a_sentence_that_begins_with_a_number_of_something_is_stiff() -> None:
    style = bench_narrative.Style()

    style.count(["Het aantal steeg.", "Het percentage steeg.", "Dat zijn er meer.", "Het bedrag steeg."], ())

    assert (style.stiff, style.sentences, len(style.skeletons)) == (2, 4, 4)


def test_a_skeleton_has_no_numbers_years_or_places() -> None:
    text = "In de Berflo Es kregen 1.430 mensen hulp, iets meer dan in 2023 (+0,9%)."

    assert (
        bench_narrative.skeleton(text, ["Hengelo", "Berflo Es"])
        == "In @ kregen # mensen hulp, iets meer dan in # (#%)."
    )


def test_reading_ease_follows_the_formula_of_douma() -> None:
    # Six words of eight syllables, in two sentences.
    assert bench_narrative.flesch_douma(["De kat zit.", "Cliënten gaan weg 3."]) == pytest.approx(
        206.84 - 77 * 8 / 6 - 2.79
    )


@pytest.mark.parametrize(("word", "expected"), [("cliënten", 3), ("individuele", 6), ("zijn", 1), ("Wmo", 1)])
def test_syllables_are_counted_by_their_vowels(word: str, expected: int) -> None:
    assert bench_narrative.syllables(word) == expected
