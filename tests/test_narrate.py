"""Sentences for a rise, a fall, no change, a first year, a missing value, a small group; and every band of words."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet.figures import CLIENTEN, EURO, PROCENT, SCORE, Figure, Naam, Point, Unit
from factsheet.narrate import (
    although_spending,
    both,
    changed,
    changed_by,
    compared_with_zero,
    complete,
    distribution,
    good,
    heading,
    keeps,
    mostly,
    none_worse,
    notation,
    pair,
    pair_heading,
    rounding_note,
    say,
    sentence,
    since_base_year,
    small_groups,
    text_of_wijk,
    than_before,
    therefore,
    third,
)
from factsheet.narrate.move import band_of, course
from factsheet.settings import Area, current

HENGELO = current().gemeente
WMO = Naam("het aantal inwoners met Wmo")
UITGAVEN = Naam("de uitgaven", meervoud=True)


def fig(
    *values: float | None,
    change: float | None = None,
    before: float | None = None,
    naam: Naam = WMO,
    unit: Unit = CLIENTEN,
    clear: bool = True,
    **other: Any,
) -> Figure:
    """A figure up to 2024 with these values. `change` and `before` are the printed changes of 2024 and 2023."""
    first = 2024 - len(values) + 1
    changes = {2024: change, 2023: before}
    points = tuple(
        Point(
            first + i,
            value,
            "bekend" if value is not None else "onbekend",
            changes.get(first + i),
            0 if unit == PROCENT else unit.decimals or 1,
            duidelijk=clear and changes.get(first + i) is not None,
        )
        for i, value in enumerate(values)
    )
    key = other.pop("sleutel", naam.tekst)
    return Figure(key, other.pop("label", "Wmo"), naam, unit, HENGELO, 2024, points, "test", **other)


def rising(change: float = 3.1, **kwargs: Any) -> Figure:
    return fig(1000, 1000 * (1 + change / 100), change=change, **kwargs)


def texts(sentences: Any) -> list[str]:
    return [said.tekst for said in (sentences if isinstance(sentences, tuple) else (sentences,))]


# Notation


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (82324, CLIENTEN, "82.324"),
        (3132000, EURO, "€\u00a03.132.000"),
        (-0.033, SCORE, "-0,033"),
        (14, PROCENT, "14%"),
        (0.0, CLIENTEN, "0"),
    ],
)
def test_numbers_are_written_the_dutch_way(value: float, unit: Unit, expected: str) -> None:
    assert notation.value(value, unit) == expected


def test_halves_are_rounded_up_as_people_do() -> None:
    assert notation.number(2.675, 2) == "2,68"
    assert notation.number(0.5) == "1"
    assert notation.number(-0.0001, 1) == "0,0"


def test_there_are_words_for_what_is_not_there() -> None:
    assert notation.point(Point(2024, None, "onbekend"), CLIENTEN) == "niet bekend"
    assert notation.point(Point(2024, None, "te klein"), CLIENTEN) == "te klein om te tonen"


# The word scale


@pytest.mark.parametrize(
    ("change", "band"),
    [
        (0, "gelijk"),
        (0.3, "nagenoeg"),
        (0.5, "nagenoeg"),
        (0.7, "nagenoeg"),
        (0.8, "licht"),
        (0.9, "licht"),
        (1.3, "licht"),
        (1.9, "licht"),
        (2.0, "gewoon"),
        (3, "gewoon"),
        (3.1, "gewoon"),
        (14.8, "gewoon"),
        (22.1, "gewoon"),
        (24.9, "gewoon"),
        (25, "sterk"),
        (-0.9, "licht"),
    ],
)
def test_the_printed_change_picks_the_word(change: float, band: str) -> None:
    assert band_of(change, current().woordschaal).band == band


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (0.0, "Het aantal inwoners met Wmo is gelijk gebleven ten opzichte van vorig jaar."),
        (0.3, "Het aantal inwoners met Wmo is nagenoeg gelijk gebleven ten opzichte van vorig jaar (+0,3%)."),
        (-0.3, "Het aantal inwoners met Wmo is nagenoeg gelijk gebleven ten opzichte van vorig jaar (-0,3%)."),
        (0.9, "Het aantal inwoners met Wmo is licht toegenomen ten opzichte van vorig jaar (+0,9%)."),
        (-0.9, "Het aantal inwoners met Wmo is licht afgenomen ten opzichte van vorig jaar (-0,9%)."),
        (3.1, "Het aantal inwoners met Wmo is toegenomen ten opzichte van vorig jaar (+3,1%)."),
        (-3.1, "Het aantal inwoners met Wmo is afgenomen ten opzichte van vorig jaar (-3,1%)."),
        (30.0, "Het aantal inwoners met Wmo is sterk toegenomen ten opzichte van vorig jaar (+30,0%)."),
    ],
)
def test_one_figure_against_last_year(change: float, expected: str) -> None:
    assert changed(rising(change)).tekst == expected


def test_euros_rise_and_fall_in_the_plural() -> None:
    assert changed(rising(2.4, naam=UITGAVEN, unit=EURO)).tekst.startswith("De uitgaven zijn gestegen")
    assert changed(rising(-1.0, naam=UITGAVEN, unit=EURO)).tekst.startswith("De uitgaven zijn licht gedaald")


def test_percentages_change_in_percentage_points() -> None:
    risen = fig(73, 77, change=4, naam=Naam("het percentage tevreden inwoners"), unit=PROCENT)

    assert changed(risen).tekst.endswith("is gestegen ten opzichte van vorig jaar (+4 procentpunt).")


def test_a_first_year_gives_the_level_and_a_note() -> None:
    first = complete((changed(fig(7130)),))

    assert [said.tekst for said in first] == [
        "Het aantal inwoners met Wmo is 7.130.",
        "Over 2023 hebben wij geen cijfers. Vergelijken kan daarom niet.",
    ]


def test_a_missing_value_is_said() -> None:
    assert changed(fig(7130, None)).tekst == "Over 2024 is het aantal inwoners met Wmo niet bekend."
    assert changed(fig(naam=UITGAVEN)).tekst == "Over 2024 zijn de uitgaven niet bekend."


def test_a_group_too_small_is_said() -> None:
    hidden = Figure("x", "X", WMO, CLIENTEN, HENGELO, 2024, (Point(2024, None, "te klein"),), "test")

    assert changed(hidden).tekst == "Over 2024 is het aantal inwoners met Wmo te klein om te tonen."


def test_a_change_that_rounding_can_make_is_not_claimed() -> None:
    unclear = fig(300, 310, change=3, clear=False)

    assert changed(unclear).tekst.startswith("Het aantal inwoners met Wmo laat geen duidelijke verandering zien")


def test_a_small_group_gets_its_level_only() -> None:
    assert changed(fig(40, 60)).tekst == (
        "Het aantal inwoners met Wmo is 60; voor een vergelijking met vorig jaar is de groep te klein."
    )


# Words that need the year before


def test_it_stabilises_only_after_a_real_move() -> None:
    moved = fig(900, 1000, 1005, change=0.5, before=11.1)
    still = fig(1000, 1000, 1005, change=0.5, before=0.0)

    assert heading(moved) == "Aantal inwoners met Wmo stabiliseert"
    assert heading(still) == "Aantal inwoners met Wmo blijft nagenoeg gelijk"


def test_it_keeps_rising_only_when_it_rose_before() -> None:
    again = fig(900, 1000, 1030, change=3.0, before=11.1, naam=UITGAVEN, unit=EURO)
    turned = fig(1100, 1000, 1030, change=3.0, before=-9.1, naam=UITGAVEN, unit=EURO)

    assert keeps(again).tekst == "De uitgaven blijven stijgen (+3,0%)."
    assert keeps(turned).tekst == "De uitgaven zijn gestegen ten opzichte van vorig jaar (+3,0%)."


# Several figures


A, B = Naam("het aantal huishoudens"), Naam("de hoogte van de uitkering")


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (3.1, 1.3, "Het aantal huishoudens neemt toe (+3,1%), net zoals de hoogte van de uitkering (+1,3%)."),
        (-3.1, -1.3, "Het aantal huishoudens neemt af (-3,1%), net zoals de hoogte van de uitkering (-1,3%)."),
        (
            3.1,
            -1.3,
            "Het aantal huishoudens neemt toe (+3,1%), maar de hoogte van de uitkering neemt licht af (-1,3%).",
        ),
        (
            0.3,
            1.3,
            "Het aantal huishoudens is nagenoeg gelijk (+0,3%), "
            "maar de hoogte van de uitkering neemt licht toe (+1,3%).",
        ),
        (
            0.3,
            -0.3,
            "Het aantal huishoudens (+0,3%) en de hoogte van de uitkering (-0,3%) zijn nagenoeg gelijk.",
        ),
    ],
)
def test_two_figures_agree_or_differ(first: float, second: float, expected: str) -> None:
    assert texts(pair(rising(first, naam=A), rising(second, naam=B))) == [expected]


def test_a_pair_with_one_unknown_keeps_what_is_known() -> None:
    said = texts(pair(rising(3.1, naam=A), fig(naam=B)))

    assert said == [
        "Het aantal huishoudens is toegenomen ten opzichte van vorig jaar (+3,1%).",
        "Over 2024 is de hoogte van de uitkering niet bekend.",
    ]


def test_two_unclear_changes_are_one_sentence() -> None:
    said = texts(pair(rising(1.0, naam=A, clear=False), rising(1.0, naam=B, clear=False)))

    assert said == ["Het aantal huishoudens en de hoogte van de uitkering laten geen duidelijke verandering zien."]


def test_both_rise() -> None:
    assert texts(both(rising(10.0, naam=A), rising(7.0, naam=B))) == [
        "Zowel het aantal huishoudens (+10,0%) als de hoogte van de uitkering (+7,0%) neemt toe."
    ]
    assert texts(both(rising(10.0, naam=A), rising(7.0, naam=UITGAVEN, unit=EURO)))[0].endswith("nemen toe.")


def test_hierdoor_only_when_the_arithmetic_holds() -> None:
    people, ratio, whole = Naam("het aantal inwoners"), Naam("het aantal per inwoner"), Naam("het totaal")

    holds = texts(therefore(rising(-0.2, naam=people), rising(-3.8, naam=ratio), rising(-4.0, naam=whole)))
    fails = texts(therefore(rising(3.0, naam=people), rising(-1.0, naam=ratio), rising(2.0, naam=whole)))

    assert holds[-1] == "Hierdoor neemt het totaal af (-4,0%)."
    assert fails[-1] == "Het totaal is toegenomen ten opzichte van vorig jaar (+2,0%)."


def test_although_people_stand_still_spending_rises_further() -> None:
    still = fig(1100, 1000, 1005, change=0.5, before=-9.1, naam=A)
    again = fig(100, 110, 114, change=3.6, before=10.0, naam=UITGAVEN, unit=EURO)
    youth = fig(50, 55, 58.5, change=6.4, naam=Naam("de uitgaven aan de Jeugdwet", meervoud=True), unit=EURO)

    assert texts(although_spending(still, again, (youth,))) == [
        "Hoewel het aantal huishoudens stabiliseert (+0,5%), stijgen de uitgaven verder (+3,6%).",
        "De stijging zit met name in de uitgaven aan de Jeugdwet.",
    ]


def test_no_part_is_named_that_is_half_of_the_change_or_less() -> None:
    whole = fig(1000, 1100, change=10.0)
    half = fig(500, 550, change=10.0, naam=A)

    assert mostly(whole, (half, half), "zorg", ("Wmo", "Jeugdwet")) == ()


def test_a_part_of_more_than_half_is_named() -> None:
    whole = fig(1000, 1100, change=10.0)
    parts = (fig(500, 570, change=14.0, naam=A), fig(500, 530, change=6.0, naam=B))

    assert texts(mostly(whole, parts, "begeleiding", ("Wmo", "Jeugdwet"))) == [
        "De stijging bij intensieve begeleiding betreft met name de Wmo."
    ]


def test_two_years_ago_is_named_only_when_it_says_the_same() -> None:
    down = fig(780, 740, 680, change=-8.1)
    back = fig(650, 740, 680, change=-8.1)

    assert texts(than_before(down)) == ["Ook ten opzichte van 2022 is dit een afname."]
    assert than_before(back) == ()


def test_small_groups_get_a_caution() -> None:
    group, whole = fig(680, 830, change=22.1), fig(9990, 10020, change=0.3, naam=A)

    assert texts(small_groups((group,), whole)) == [
        "Deze groep is klein ten opzichte van alle inwoners met ondersteuning."
    ]
    assert small_groups((fig(4000, 4400, change=10.0),), whole) == ()


def test_praise_needs_a_declared_direction() -> None:
    assert texts(good(rising(10.0), "up")) == ["Dit is een positieve ontwikkeling."]
    assert good(rising(-10.0), "up") == ()
    assert texts(good(rising(-10.0), "down")) == ["Dit is een positieve ontwikkeling."]
    assert good(rising(10.0), None) == ()


def test_growth_since_the_base_year() -> None:
    growth = fig(0.0, 15.5, 26.4, naam=UITGAVEN, unit=Unit("procent", "procent", 1))

    assert texts(since_base_year(growth, 2022)) == ["Sinds 2022 zijn de uitgaven sterk gestegen (+26,4%)."]
    assert since_base_year(growth, 2023) == ()


def test_shares_that_stay_and_shares_that_move() -> None:
    still, moved = fig(57, 57, change=0, unit=PROCENT, naam=A), fig(31, 33, change=2, unit=PROCENT, naam=B)

    assert distribution((still, still), "de verdeling").tekst == (
        "De verdeling is gelijk gebleven ten opzichte van vorig jaar."
    )
    assert distribution((still, moved), "de verdeling").tekst.startswith("De hoogte van de uitkering is gestegen")


def test_a_note_where_shares_do_not_add_up() -> None:
    parts = [fig(n, unit=PROCENT, naam=Naam(str(n))) for n in (14, 13, 25, 28, 21)]

    assert texts(rounding_note(parts)) == ["Door afronding tellen de percentages op tot 101%."]
    assert rounding_note([*parts[:2], fig(73, unit=PROCENT)]) == ()


def test_none_got_worse_names_the_year() -> None:
    up = fig(97, 88, 89, change=1, unit=PROCENT, naam=Naam("het percentage jeugd"))

    assert texts(none_worse((up,))) == [
        "Geen van de percentages is gedaald ten opzichte van 2023.",
        "Het percentage jeugd is lager dan in 2022: 97% toen en 89% nu.",
    ]


def test_the_one_that_got_worse_is_named() -> None:
    down = fig(90, 89, change=-1, unit=PROCENT, naam=Naam("het percentage Wmo"))

    assert texts(none_worse((down,)))[0] == (
        "Het percentage Wmo is licht gedaald ten opzichte van vorig jaar (-1 procentpunt)."
    )


def test_a_heading_of_two_layers() -> None:
    down, up = rising(-1.3, label="Maatwerk, cliënten"), rising(6.2, label="Sociale basis, cliënten", naam=A)

    assert pair_heading(down, up) == "Minder maatwerk, meer sociale basis"
    assert pair_heading(up, up) == "Meer sociale basis en meer sociale basis"


# What a sentence must be


def test_a_hole_in_a_sentence_raises() -> None:
    with pytest.raises(KeyError):
        say("In {jaar} waren er {wmo} inwoners", wmo=rising())
    with pytest.raises(KeyError):
        say("In 2024 waren er inwoners", wmo=rising())


def test_a_sentence_does_not_start_with_a_digit() -> None:
    with pytest.raises(ValueError, match="digit"):
        sentence("7.370 inwoners krijgen ondersteuning")


def test_a_sentence_tells_its_facts() -> None:
    (fact,) = changed(rising(3.1)).feiten

    assert (fact.sleutel, fact.nu, fact.vorig, fact.getoond) == (WMO.tekst, 1031.0, 1000, ("+3,1%",))


@given(st.floats(-99, 400).map(lambda n: round(n, 1)), st.floats(-99, 400).map(lambda n: round(n, 1)))
def test_words_and_signs_always_agree(first: float, second: float) -> None:
    for said in texts(pair(rising(first, naam=A), rising(second, naam=B))) + texts(changed(rising(first))):
        for clause in re.split(r", (?:maar|en) ", said):
            for sign in re.findall(r"\(([+-])", clause):
                if re.search(r"\b(toe|toegenomen)\b", clause):
                    assert sign == "+"
                if re.search(r"\b(af|afgenomen)\b", clause):
                    assert sign == "-"


@given(st.floats(-99, 400).map(lambda n: round(n, 1)))
def test_the_claimed_course_has_the_sign_of_the_printed_change(change: float) -> None:
    found = course(rising(change), current())

    assert found is not None
    assert found.now.direction == (change > 0) - (change < 0)


@pytest.mark.parametrize(
    ("score", "words"),
    [
        (-0.033, "-0,033: gemiddeld voor Nederland."),  # 23-17, 23-18
        (0.2, "0,200: hoger dan gemiddeld in Nederland."),
        (-0.2, "-0,200: lager dan gemiddeld in Nederland."),
    ],
)
def test_the_socio_economic_score_is_set_beside_the_netherlands(score: float, words: str) -> None:
    said = compared_with_zero(fig(score, unit=SCORE), 2021).tekst

    assert said == f"De sociaal-economische score van Hengelo over 2021 is {words}"


def test_the_third_figure_joins_in_or_goes_the_other_way() -> None:
    assert third(rising(3.0), rising(2.5, naam=A)).tekst == "Ook het aantal huishoudens neemt toe (+2,5%)."
    assert third(rising(3.0), rising(-2.5, naam=A)).tekst == "Het aantal huishoudens neemt juist af (-2,5%)."
    assert third(rising(0.1), rising(-2.5, naam=A)).tekst == "Het aantal huishoudens neemt af (-2,5%)."


def test_it_remains_only_when_the_year_before_is_known() -> None:
    assert heading(rising(0.3)) == "Aantal inwoners met Wmo is nagenoeg gelijk"
    assert heading(fig(1000, 1000, 1003, change=0.3, before=0.0)) == "Aantal inwoners met Wmo blijft nagenoeg gelijk"


def test_a_plain_change_may_stand_inside_the_sentence() -> None:
    assert changed_by(rising(3.1)).tekst == "Het aantal inwoners met Wmo is met 3,1% toegenomen ten opzichte van 2023."
    assert changed_by(rising(0.9)).tekst.endswith("is licht toegenomen ten opzichte van vorig jaar (+0,9%).")


def wijk_figure(value: float, whole: float, *, change: float, change_whole: float, unit: Unit = CLIENTEN) -> Figure:
    wijk = Area("WK016405", "Berflo Es", "wijk")
    points = (Point(2023, value, "bekend"), Point(2024, value, "bekend", change, 1, duidelijk=True))
    gemeente = fig(whole, whole, change=change_whole, unit=unit)
    return Figure("x", "X", WMO, unit, wijk, 2024, points, "test", gemeente)


@pytest.mark.parametrize(
    ("change", "whole", "words"),
    [
        (9.0, 0.5, "(+9,0%), maar in heel Hengelo is dat nagenoeg gelijk gebleven (+0,5%)."),
        (9.0, -3.0, "(+9,0%), anders dan in heel Hengelo (-3,0%)."),
        (9.0, 3.0, "(+9,0%), meer dan in heel Hengelo (+3,0%)."),
        (3.5, 3.0, "toegenomen ten opzichte van vorig jaar (+3,5%)."),
    ],
)
def test_the_change_of_a_wijk_stands_beside_that_of_the_municipality(change: float, whole: float, words: str) -> None:
    (said,) = text_of_wijk([wijk_figure(500, 9000, change=change, change_whole=whole)])

    assert said.tekst.startswith("In Berflo Es is het aantal inwoners met Wmo toegenomen")
    assert said.tekst.endswith(words)


def test_a_wijk_that_differs_from_the_municipality_says_so() -> None:
    (said,) = text_of_wijk([wijk_figure(15, 12, change=0, change_whole=0, unit=PROCENT)])

    assert said.tekst == "Het aantal inwoners met Wmo is 15%: hoger dan gemiddeld in Hengelo (12%)."


def test_a_wijk_says_at_most_three_things_and_not_all_of_one_kind() -> None:
    many = [wijk_figure(500 + n, 9000, change=9.0 + n, change_whole=0.5) for n in range(5)]

    assert len(text_of_wijk(many)) == 2
    assert len(text_of_wijk([*many, wijk_figure(15, 12, change=0, change_whole=0, unit=PROCENT)])) == 3


def test_a_wijk_stays_silent_where_nothing_is_certain() -> None:
    (said,) = text_of_wijk([wijk_figure(500, 9000, change=0.2, change_whole=0.3)])

    assert said.tekst == "De cijfers van Berflo Es laten hier geen duidelijke verandering zien."
