"""The checker on exact counts bites: it finds what a fault in the claims makes, and every kind of wrong sentence."""

from __future__ import annotations

import functools
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from factsheet import edition, method
from factsheet.figures import Figure, claims
from factsheet.narrate import change, compare, level, local, sentence
from factsheet.release import rounding
from factsheet.settings import current
from tests import exact_claims, example, random_data
from tests.checker import Wrong
from tests.exact import Exact, Range
from tests.mutations import swapped

TOWN = current()


def untruths(seed: int) -> list[Wrong]:
    """What the exact counts contradict in the factsheet of a random data set."""
    data = random_data.data_set(random_data.random_shape(Random(seed)))
    return random_data.untruths(data, random_data.read(data))


clean = functools.cache(untruths)  # of the program as it is

# Faults in the program


def first_part_over_half(total: Figure, parts: list[Figure]) -> Figure | None:
    whole = (total.value or 0) - (total.before.waarde or 0)
    moves = ((part, (part.value or 0) - (part.before.waarde or 0)) for part in parts)
    return next((part for part, move in moves if whole and move / whole > 0.5), None)


def as_printed(figure: Figure) -> int:
    here, there = figure.value, figure.gemeente.value if figure.gemeente else None
    return 0 if here is None or there is None or not figure.unit.comparable else (here > there) - (here < there)


# What is broken, in which module, by what; the seed of a data set in which that shows, and the rule that finds it.
FAULTS: dict[str, tuple[Any, str, Any, int, str]] = {
    "counts have no margin": (rounding, "_margins", lambda found, *_: [0] * len(found.places), 2, "richting"),
    "every change is clear": (claims, "_is_clear", lambda *_, **__: True, 24, "staat niet stil"),
    "sterk by what is printed": (claims, "_is_coarse", lambda *_: False, 2, "sterk"),
    "points by what is printed": (claims, "_is_rough", lambda *_: False, 6, "procentpunt"),
    "the first part over half": (compare, "largest_part", first_part_over_half, 10, "vooral"),
    "above average by what is printed": (local, "above_or_below", as_printed, 2, "vergelijking"),
    "the table of wijken by what is printed": (random_data.summary, "above_or_below", as_printed, 24, "kaart"),
    "a share of others": (edition, "_share_of", lambda _, sheet: sheet.figure("wmo.aandeel"), 0, "aandeel"),
    "surveys have no margin": (method, "SURVEY_SPREAD", 0.0, 8, "marge"),
    "two years ago is not looked at": (change, "_directions", lambda _: iter((1, 1, 1)), 24, "twee jaren"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_the_claims_is_found(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    module, name, broken, seed, rule = FAULTS[fault]
    assert clean(seed) == []

    monkeypatch.setattr(module, name, broken)

    assert rule in {wrong.regel for wrong in untruths(seed)}


# Faults in a sentence of the example

SWAPS = (("meer", "minder"), ("hoger", "lager"), ("steeg", "daalde"), ("stijging", "daling"))
# "of meer" and "meer dan 10" are no comparison; "minder intensieve hulp" is a kind of help.
COMPARED = r"(?<!\w)(?<!of ){}(?!\w)(?! (?:dan \d|dan €|intensieve))"


def exact_of(year: int) -> Exact:
    return Exact({y: example.true_tables(y) for y in example.YEARS if y <= year}, year, TOWN)


@pytest.mark.parametrize("place", [area.naam for area in TOWN.areas])
@pytest.mark.parametrize("year", example.YEARS)
def test_the_example_says_nothing_that_its_exact_counts_contradict(year: int, place: str) -> None:
    wrong = exact_claims.untrue(exact_of(year), random_data.example_sections(year, place))

    assert wrong == [], "\n".join(map(str, wrong))


def test_no_sentence_that_says_the_opposite_passes() -> None:
    passed, exact = [], exact_of(2024)

    for place in ("Hengelo", "Berflo Es"):
        for part in random_data.example_sections(2024, place):
            for said in part.zinnen:
                for text in swapped(said.tekst, SWAPS, place=COMPARED):
                    if not exact_claims.untrue(exact, [replace(part, kop="", zinnen=(replace(said, tekst=text),))]):
                        passed.append(text)

    assert passed == []


# Sentences that no change of a word makes: told of the example, and not so


def told(section: str, text: str, *keys: str, place: str = "Hengelo") -> list[Wrong]:
    """What is found wrong in one sentence of a section of 2024 about these figures."""
    part = next(part for part in random_data.example_sections(2024, place) if part.section == section)
    figures = [next(f for f in part.page.figures if f.sleutel == key) for key in keys]
    if place != "Hengelo":
        figures = [found for figure in figures for found in (figure, figure.gemeente) if found]
    return exact_claims.untrue(exact_of(2024), [replace(part, kop="", zinnen=(sentence(text, *figures),))])


SPENDING = "uitgaven.gecorrigeerd"
LAWS = tuple(f"{wet}.uitgaven_gecorrigeerd" for wet in ("jeugdwet", "wmo"))
BIJSTAND = "In 2024 kregen 2.190 huishoudens bijstand"
WRONG: tuple[tuple[str, str, str, tuple[str, ...], str], ...] = (
    (
        "staat niet stil",
        "gebruik",
        f"{BIJSTAND}, bijna evenveel als in 2023.",
        ("bijstand.huishoudens",),
        "Hengelo",
    ),
    ("sterk", "gebruik", f"{BIJSTAND}, veel meer dan in 2023.", ("bijstand.huishoudens",), "Hengelo"),
    ("richting", "gebruik", f"{BIJSTAND}, minder dan in 2023.", ("bijstand.huishoudens",), "Hengelo"),
    (
        "vooral",
        "uitgaven",
        "De stijging komt vooral door de Wmo (€\u00a00,4 miljoen van de €\u00a01,0 miljoen).",
        (LAWS[1], SPENDING),
        "Hengelo",
    ),
    (
        "bedrag",
        "begeleiding",
        "De stijging komt vooral door jeugdhulp (110 van de 150).",
        ("begeleiding.individueel.intensief.jeugdwet", "begeleiding.individueel.intensief"),
        "Hengelo",
    ),
    ("bedrag", "uitgaven", "Jeugdhulp kostte €\u00a02,0 miljoen meer.", LAWS[:1], "Hengelo"),
    ("bedrag", "uitgaven", "De Wmo kostte €\u00a00,4 miljoen meer.", LAWS[1:], "Hengelo"),
    (
        "kleine groep",
        "begeleiding",
        "Dit is een kleine groep vergeleken met alle mensen met hulp.",
        ("begeleiding.individueel.lichter", "wmo-en-jeugdwet.clienten"),
        "Hengelo",
    ),
    (
        "daardoor",
        "indicaties",
        "Daardoor waren er minder indicaties voor jeugdhulp.",
        ("jeugdwet.indicaties",),
        "Berflo Es",
    ),
    (
        "ontbreekt",
        "gebruik",
        "Over 2023 is het aantal mensen met hulp uit de Wmo niet bekend.",
        ("wmo.clienten",),
        "Hengelo",
    ),
    (
        "ontbreekt",
        "gebruik",
        "Nieuw in 2024: het aantal mensen met hulp uit de Wmo. Vergelijken kan nog niet.",
        ("wmo.clienten",),
        "Hengelo",
    ),
    (
        "ontbreekt",
        "gebruik",
        "Het eerste jaar met cijfers is 2022. Vergelijken kan nog niet.",
        ("wmo.clienten",),
        "Hengelo",
    ),
    (
        "herhaald",
        "ses",
        "Het CBS heeft nog geen nieuwe score: deze stond hier al eerder.",
        ("ses.score",),
        "Hengelo",
    ),
    ("te klein", "gebruik", "In 2023 was de groep te klein om te vergelijken.", ("wmo.clienten",), "Hengelo"),
    ("twee jaren", "gebruik", "Ook in 2023 steeg het aantal.", ("bijstand.huishoudens",), "Hengelo"),
    ("twee jaren", "gebruik", "De drie jaren daarvoor daalde het aantal.", ("bijstand.huishoudens",), "Hengelo"),
    ("twee jaren", "ses", "Over 2019 was dat -0,041: de score daalde elk jaar.", ("ses.score",), "Hengelo"),
    ("richting", "ses", "De score over 2022 is -0,030, lager dan die over 2021.", ("ses.score",), "Hengelo"),
    (
        "vergelijking",
        "ses",
        "De score over 2022 is -0,231: rond het gemiddelde van Nederland.",
        ("ses.score",),
        "Berflo Es",
    ),
    (
        "vergelijking",
        "ses",
        "De score over 2022 is -0,030: lager dan gemiddeld in Nederland.",
        ("ses.score",),
        "Hengelo",
    ),
    (
        "vergelijking",
        "gebruik",
        "Van de huishoudens kreeg 9% bijstand, minder dan in heel Hengelo (6%).",
        ("bijstand.aandeel",),
        "Berflo Es",
    ),
    ("richting", "uitgaven", "Dat is 34,4% minder dan in 2021.", ("uitgaven.nominaal.groei",), "Hengelo"),
    ("staat niet stil", "uitgaven", "Na prijscorrectie is dat evenveel.", ("uitgaven.gecorrigeerd.groei",), "Hengelo"),
    (
        "nul",
        "gebruik",
        "In 2024 kregen minder dan 10 mensen hulp uit de Wmo.",
        ("wmo.clienten",),
        "Hengelo",
    ),
    (
        "staat niet stil",
        "inwoners",
        "Die verdeling is gelijk aan die van 2023.",
        ("inwoners.45-65.aandeel",),
        "Hengelo",
    ),
    (
        "richting",
        "piramide",
        "Ook hadden 3.050 mensen een indicatie voor de sociale basis, minder dan in 2023 (-5,9%).",
        ("piramide.sociale-basis",),
        "Hengelo",
    ),
    (
        "richting",
        random_data.STANDS_OUT,
        "Hier kregen 460 huishoudens bijstand, minder dan in 2023.",
        ("bijstand.huishoudens",),
        "Berflo Es",
    ),
    (
        "vergelijking",
        random_data.STANDS_OUT,
        "Dat is 9% van de huishoudens, minder dan in heel Hengelo (6%).",
        ("bijstand.aandeel",),
        "Berflo Es",
    ),
    (
        "oordeel",
        "begeleiding",
        "Dat is goed nieuws.",
        ("begeleiding.individueel.intensief",),
        "Hengelo",
    ),
)


@pytest.mark.parametrize(("rule", "section", "text", "keys", "place"), WRONG)
def test_a_wrong_sentence_is_found(rule: str, section: str, text: str, keys: tuple[str, ...], place: str) -> None:
    assert rule in {wrong.regel for wrong in told(section, text, *keys, place=place)}


@pytest.mark.parametrize(
    ("counted", "share", "wrong"),
    [
        ("bijstand.huishoudens", "9% van de huishoudens", set()),
        ("bijstand.huishoudens", "minder dan 10% van de huishoudens", set()),
        ("bijstand.huishoudens", "minder dan 1% van de huishoudens", {"aandeel", "nul"}),
        ("bijstand.huishoudens", "9% van de inwoners", {"aandeel"}),
        ("bijstand.huishoudens", "7% van de huishoudens", {"aandeel"}),
        ("bijstand.huishoudens", "9% van de buren", {"aandeel"}),
        ("jeugdwet.clienten", "16% van de jongeren tot 25 jaar", set()),
        ("jeugdwet.clienten", "16% van de inwoners", {"aandeel"}),
        ("wmo.clienten", "16% van de jongeren tot 25 jaar", {"aandeel"}),
    ],
)
def test_a_share_is_that_of_the_people_just_counted(counted: str, share: str, wrong: set[str]) -> None:
    part = next(p for p in random_data.example_sections(2024, "Berflo Es") if p.section == random_data.STANDS_OUT)
    people = next(figure for figure in part.page.figures if figure.sleutel == counted)
    rate = "jeugdwet.aandeel_jongeren" if "jongeren" in share else "bijstand.aandeel"
    of_them = next(figure for figure in part.page.figures if figure.sleutel == rate)

    said = level(people, "in de Berflo Es"), sentence(f"dat is {share}", of_them)

    found = exact_claims.untrue(exact_of(2024), [replace(part, zinnen=said)])
    assert {one.regel for one in found} == wrong


@pytest.mark.parametrize(
    ("section", "kop"),
    [
        ("piramide", "Meer maatwerk, minder sociale basis"),
        ("wonen", "Veel groter deel koopwoningen dan in 2023"),
        ("ses", "Score lager dan gemiddeld in Nederland"),
        ("ses", "Nog geen nieuwe score"),
        ("begeleiding", "Minder intensieve begeleiding, individueel en in groepen"),
        ("beleidsindicatoren", "Oordelen van gebruikers: alle drie gestegen"),
        ("beleidsindicatoren", "Oordelen van gebruikers: drie van de drie gedaald"),
        ("uitgaven", "Minder uitgaven na prijscorrectie dan in 2023"),
        ("uitgaven", "Jeugdhulp en de Wmo kosten meer (na prijscorrectie)"),
    ],
)
def test_a_wrong_title_is_found(section: str, kop: str) -> None:
    part = next(part for part in random_data.example_sections(2024, "Hengelo") if part.section == section)

    assert exact_claims.untrue(exact_of(2024), [replace(part, kop=kop, zinnen=())])


# Its own arithmetic


def test_a_share_and_a_change_lie_between_what_rounding_leaves_open() -> None:
    people, all_ = Range(100, 95, 105), Range(1000, 1000, 1000)

    share, grown = people.over(all_, 100), Range(110, 105, 115).growth_from(people)

    assert share == Range(10, 9.5, 10.5)
    assert (round(grown.exact, 6), grown.low, grown.high) == (10, 0, pytest.approx(100 * (115 / 95 - 1)))


def test_every_figure_of_the_example_has_a_second_calculation() -> None:
    exact = exact_of(2024)

    for part in random_data.example_sections(2024, "Hengelo"):
        for figure in part.page.figures:
            assert (exact.value(figure.sleutel, figure.area.code, figure.jaar) is None) == (figure.value is None)
