"""Sentences for a rise, a fall, no change, a first year, a missing value, a small group; and every band of words."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet.figures import CLIENTEN, EURO, GROEI, PER_CLIENT, PROCENT, SCORE, Figure, Naam, Point, Unit
from factsheet.figures.claims import band_of, band_of_growth
from factsheet.narrate import (
    against_or_why_not,
    also_or_contrary,
    although_spending,
    both_change,
    changed,
    changed_by,
    compared_with_zero,
    complete,
    continued_change,
    count_heading,
    distribution,
    heading,
    level_and_change,
    main_contributor,
    none_worse,
    none_worse_heading,
    notation,
    pair,
    pair_heading,
    praise,
    rounding_note,
    say,
    sentence,
    since_base_year,
    small_groups,
    text_of_wijk,
    than_before,
    therefore,
)
from factsheet.narrate.move import course
from factsheet.settings import Area, current
from tests import by_hand

HENGELO = current().gemeente
BERFLO = Area("WK016405", "Berflo Es", "wijk")
WMO = Naam("het aantal inwoners met Wmo")
UITGAVEN = Naam("de uitgaven", meervoud=True)


def fig(*values: float | None, naam: Naam = WMO, **other: Any) -> Figure:
    """A figure up to 2024 with these values: see `by_hand.figure`."""
    return by_hand.figure(*values, naam=naam, **other)


def rising(change: float = 3.1, **kwargs: Any) -> Figure:
    return fig(1000, 1000 * (1 + change / 100), **kwargs)


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
    assert notation.point(Point(2024, None, "te klein"), CLIENTEN) == "weggelaten vanwege privacy"


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
    risen = fig(73, 77, naam=Naam("het percentage tevreden inwoners"), unit=PROCENT)

    assert changed(risen).tekst.endswith("is gestegen ten opzichte van vorig jaar (+4 procentpunt).")


def test_a_first_year_gives_the_level_and_a_note() -> None:
    first = complete((changed(fig(7130)),))

    assert [said.tekst for said in first] == [
        "Het aantal inwoners met Wmo is 7.130.",
        "Nieuw in 2024: het aantal inwoners met Wmo. Vergelijken kan nog niet.",
    ]


def test_a_missing_value_is_said() -> None:
    assert changed(fig(7130, None)).tekst == "Over 2024 is het aantal inwoners met Wmo niet bekend."
    assert changed(fig(naam=UITGAVEN)).tekst == "Over 2024 zijn de uitgaven niet bekend."


def test_a_group_too_small_is_said() -> None:
    hidden = Figure("x", "X", WMO, CLIENTEN, HENGELO, 2024, (Point(2024, None, "te klein"),), "test")

    assert changed(hidden).tekst == "Over 2024 is het aantal inwoners met Wmo weggelaten vanwege privacy."


def test_a_change_that_rounding_can_make_is_not_claimed() -> None:
    unclear = fig(300, 310, fout=5)

    assert changed(unclear).tekst.startswith("Het aantal inwoners met Wmo laat geen duidelijke verandering zien")


def test_a_small_group_gets_its_level_only() -> None:
    assert changed(fig(60, 40, basis=(60, 40))).tekst == (
        "Het aantal inwoners met Wmo is 40; voor een vergelijking is de groep te klein."
    )


def test_a_group_that_was_small_last_year_is_named_by_its_year() -> None:
    grown = fig(40, 13_700, basis=(40, 13_700))

    assert changed(grown).tekst == (
        "Het aantal inwoners met Wmo is 13.700; in 2023 was de groep te klein om te vergelijken."
    )
    assert against_or_why_not(grown) == "te klein om te vergelijken"


# Words that need the year before


def test_it_stabilises_only_after_a_real_move() -> None:
    moved = fig(900, 1000, 1005)
    still = fig(1000, 1000, 1005)

    assert heading(moved) == "Aantal inwoners met Wmo stabiliseert"
    assert heading(still) == "Aantal inwoners met Wmo blijft nagenoeg gelijk"


def test_it_keeps_rising_only_when_it_rose_before() -> None:
    again = fig(900_000, 1_000_000, 1_030_000, naam=UITGAVEN, unit=EURO)
    turned = fig(1_100_000, 1_000_000, 1_030_000, naam=UITGAVEN, unit=EURO)

    assert continued_change(again).tekst == "De uitgaven blijven stijgen (+3,0%)."
    assert continued_change(turned).tekst == "De uitgaven zijn gestegen ten opzichte van vorig jaar (+3,0%)."


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


def test_two_that_do_not_share_an_adverb_are_two_sentences_that_stand_alone() -> None:
    short = Naam("het aantal per inwoner", voluit="het aantal per inwoner met Wmo")

    said = texts(pair(rising(1.0, naam=A), rising(3.1, naam=short)))

    assert said == [
        "Het aantal huishoudens neemt licht toe (+1,0%).",
        "Ook het aantal per inwoner met Wmo neemt toe (+3,1%).",
    ]


def test_two_names_that_are_too_long_for_one_sentence_get_two() -> None:
    one, other = (Naam(f"het aantal inwoners van een wijk {'of buurt ' * 4}met {wet}") for wet in ("Wmo", "Jeugdwet"))

    said = pair(rising(3.1, naam=one), rising(4.0, naam=other))

    assert [len(sentence.tekst.split()) <= 25 for sentence in said] == [True, True]


def test_a_pair_with_one_unknown_keeps_what_is_known() -> None:
    said = texts(pair(rising(3.1, naam=A), fig(naam=B)))

    assert said == [
        "Het aantal huishoudens is toegenomen ten opzichte van vorig jaar (+3,1%).",
        "Over 2024 is de hoogte van de uitkering niet bekend.",
    ]


def test_two_unclear_changes_are_one_sentence() -> None:
    said = texts(pair(rising(1.0, naam=A, fout=9), rising(1.0, naam=B, fout=9)))

    assert said == ["Het aantal huishoudens en de hoogte van de uitkering laten geen duidelijke verandering zien."]


def test_both_rise() -> None:
    assert texts(both_change(rising(10.0, naam=A), rising(7.0, naam=B))) == [
        "Zowel het aantal huishoudens (+10,0%) als de hoogte van de uitkering (+7,0%) neemt toe."
    ]
    assert texts(both_change(rising(10.0, naam=A), rising(7.0, naam=UITGAVEN, unit=EURO)))[0].endswith("nemen toe.")


def test_hierdoor_only_when_the_arithmetic_holds() -> None:
    people, ratio, whole = Naam("het aantal inwoners"), Naam("het aantal per inwoner"), Naam("het totaal")

    holds = texts(therefore(rising(-0.2, naam=people), rising(-3.8, naam=ratio), rising(-4.0, naam=whole)))
    fails = texts(therefore(rising(3.0, naam=people), rising(-1.0, naam=ratio), rising(2.0, naam=whole)))

    assert holds[-1] == "Hierdoor neemt het totaal af (-4,0%)."
    assert fails[-1] == "Het totaal is toegenomen ten opzichte van vorig jaar (+2,0%)."


def test_although_people_stand_still_spending_rises_further() -> None:
    still = fig(1100, 1000, 1005, naam=A)
    again = fig(100_000, 110_000, 114_000, naam=UITGAVEN, unit=EURO)
    youth = fig(50_000, 55_000, 58_500, naam=Naam("de uitgaven aan de Jeugdwet", meervoud=True), unit=EURO)

    assert texts(although_spending(still, again, (youth,))) == [
        "Hoewel het aantal huishoudens stabiliseert (+0,5%), stijgen de uitgaven verder (+3,6%).",
        "De stijging zit met name in de uitgaven aan de Jeugdwet.",
    ]


def test_where_no_part_is_two_thirds_of_the_change_none_is_named() -> None:
    whole = fig(1000, 1100)
    half = (fig(500, 550, naam=A), fig(500, 550, naam=B))
    most = (fig(500, 560, naam=A), fig(500, 540, naam=B))

    assert main_contributor(whole, half, "begeleiding", ("Wmo", "Jeugdwet")) == ()
    assert main_contributor(whole, most, "begeleiding", ("Wmo", "Jeugdwet")) == ()


def test_a_part_of_two_thirds_or_more_is_named() -> None:
    whole = fig(1000, 1100)
    parts = (fig(500, 570, naam=A), fig(500, 530, naam=B))

    assert texts(main_contributor(whole, parts, "begeleiding", ("Wmo", "Jeugdwet"))) == [
        "De stijging bij intensieve begeleiding betreft met name de Wmo."
    ]


def test_the_largest_part_is_named_and_not_the_first_over_half() -> None:
    whole = fig(10_000, 11_000)
    parts = (fig(1000, 1100, naam=A), fig(9000, 9900, naam=B))

    assert texts(main_contributor(whole, parts, "begeleiding", ("Wmo", "Jeugdwet"))) == [
        "De stijging bij intensieve begeleiding betreft met name de Jeugdwet."
    ]


LAWS = ("Jeugdwet", "Wmo", "Participatiewet")


def spending(*moves: int) -> tuple[Figure, ...]:
    """The total and its parts, of which each was 40 million and moved by so much."""
    names = [Naam(f"de uitgaven aan de {wet}", meervoud=True, kort=f"de {wet}") for wet in LAWS]
    total = fig(120_000_000, 120_000_000 + sum(moves), naam=UITGAVEN, unit=EURO)
    parts = [fig(40_000_000, 40_000_000 + m, naam=n, unit=EURO) for n, m in zip(names, moves, strict=True)]
    return total, *parts


def test_spending_that_goes_both_ways_comes_from_no_part_but_has_amounts() -> None:
    people, (total, *parts) = rising(3.1, naam=A), spending(600_000, 1_500_000, -1_100_000)

    said = texts(although_spending(people, total, parts))

    assert said[1:] == [
        "Na prijscorrectie kostte de Wmo €\u00a01,5 miljoen meer, de Participatiewet €\u00a01,1 miljoen minder en "
        "de Jeugdwet €\u00a00,6 miljoen meer."
    ]


def test_amounts_are_in_thousands_where_one_is_small() -> None:
    people, (total, *parts) = rising(3.1, naam=A), spending(1_000_000, 900_000, 44_000)
    small = fig(4_000_000, 4_044_000, naam=parts[2].naam, unit=EURO)

    assert texts(although_spending(people, total, [*parts[:2], small]))[1:] == [
        "Na prijscorrectie kostte de Jeugdwet €\u00a01.000.000 meer, de Wmo €\u00a0900.000 meer en "
        "de Participatiewet €\u00a044.000 meer."
    ]


def test_a_part_is_named_only_where_rounding_leaves_no_doubt() -> None:
    whole = fig(100, 130, fout=5)
    parts = (fig(60, 80, naam=A, fout=5), fig(50, 60, naam=B, fout=5))

    assert main_contributor(whole, parts, "begeleiding", ("Wmo", "Jeugdwet")) == ()


def test_two_years_ago_is_named_only_when_it_says_the_same() -> None:
    down = fig(780, 740, 680)
    back = fig(650, 740, 680)

    assert texts(than_before(down)) == ["Ook ten opzichte van 2022 is dit een afname."]
    assert than_before(back) == ()


def test_small_groups_get_a_caution() -> None:
    group, whole = fig(680, 830), fig(9990, 10020, naam=A)

    assert texts(small_groups((group,), whole, 0.1)) == [
        "Deze groep is klein ten opzichte van alle inwoners met ondersteuning."
    ]
    assert small_groups((fig(4000, 4400),), whole, 0.1) == ()


def test_praise_needs_a_declared_direction() -> None:
    assert texts(praise(rising(10.0), "up")) == ["Dit is een positieve ontwikkeling."]
    assert praise(rising(-10.0), "up") == ()
    assert texts(praise(rising(-10.0), "down")) == ["Dit is een positieve ontwikkeling."]
    assert praise(rising(10.0), None) == ()


def test_growth_since_the_base_year() -> None:
    growth = fig(0.0, 15.5, 26.4, naam=UITGAVEN, unit=GROEI)
    word = band_of_growth(growth, current().woordschaal)

    assert texts(since_base_year(growth, 2022, word)) == ["Sinds 2022 zijn de uitgaven sterk gestegen (+26,4%)."]
    assert since_base_year(growth, 2023, word) == ()


def test_growth_that_may_be_below_the_bound_is_not_called_sterk() -> None:
    growth = fig(0.0, 15.5, 25.0, naam=UITGAVEN, unit=GROEI, fout=0.1)

    word = band_of_growth(growth, current().woordschaal)

    assert texts(since_base_year(growth, 2022, word)) == ["Sinds 2022 zijn de uitgaven gestegen (+25,0%)."]


def test_shares_that_stay_and_shares_that_move() -> None:
    still, moved = fig(57, 57, unit=PROCENT, naam=A), fig(31, 33, unit=PROCENT, naam=B)

    assert distribution((still, still), "de verdeling").tekst == (
        "De verdeling is gelijk gebleven ten opzichte van vorig jaar."
    )
    assert distribution((still, moved), "de verdeling").tekst.startswith("De hoogte van de uitkering is gestegen")


def test_a_note_where_shares_do_not_add_up() -> None:
    parts = [fig(n, unit=PROCENT, naam=Naam(str(n))) for n in (14, 13, 25, 28, 21)]

    assert texts(rounding_note(parts)) == ["Door afronding tellen de percentages op tot 101%."]
    assert rounding_note([*parts[:2], fig(73, unit=PROCENT)]) == ()


JEUGD, OORDEEL = Naam("het percentage jeugd"), Naam("het percentage Wmo")


def test_none_got_worse_names_the_year() -> None:
    up, other = fig(97, 88, 89, unit=PROCENT, naam=JEUGD), fig(80, 88, 89, unit=PROCENT, naam=OORDEEL)

    assert texts(none_worse((up, other))) == [
        "Geen van de percentages is gedaald ten opzichte van 2023.",
        "Het percentage jeugd is lager dan in 2022: 97% toen en 89% nu.",
    ]
    assert none_worse_heading((up, other), "Oordeel") == "Oordeel is niet gedaald"


def test_the_one_that_got_worse_is_named() -> None:
    down = fig(90, 89, unit=PROCENT, naam=OORDEEL)

    assert texts(none_worse((down,)))[0] == (
        "Het percentage Wmo is licht gedaald ten opzichte van vorig jaar (-1 procentpunt)."
    )


def test_none_is_said_only_where_all_are_known() -> None:
    up, new = fig(87, 89, unit=PROCENT, naam=JEUGD), fig(89, unit=PROCENT, naam=OORDEEL)

    assert texts(none_worse((up, new))) == [
        "Het percentage jeugd is gestegen ten opzichte van vorig jaar (+2 procentpunt)."
    ]
    assert none_worse_heading((up, new), "Oordeel") == "Oordeel"
    assert count_heading("Beleidsindicatoren", (up, new)) == "Beleidsindicatoren"


def test_a_fall_that_does_not_show_in_print_is_still_a_fall() -> None:
    up, down = fig(87, 89, unit=PROCENT, naam=JEUGD), fig(88.4, 88.0, unit=PROCENT, naam=OORDEEL)

    assert texts(none_worse((up, down))) == [
        "Het percentage Wmo is nagenoeg gelijk gebleven ten opzichte van vorig jaar."
    ]
    assert none_worse_heading((up, down), "Oordeel") == "Oordeel"


def test_one_figure_is_not_none_of_the_figures() -> None:
    up = fig(87, 89, unit=PROCENT, naam=JEUGD)

    assert texts(none_worse((up,))) == [
        "Het percentage jeugd is gestegen ten opzichte van vorig jaar (+2 procentpunt)."
    ]


def test_a_heading_counts_those_that_rose_or_says_that_all_fell() -> None:
    up, down = fig(87, 89, unit=PROCENT, naam=JEUGD), fig(90, 85, unit=PROCENT, naam=OORDEEL)

    assert count_heading("Oordelen", (up, up, down)) == "Oordelen: 2 van de 3 gestegen"
    assert count_heading("Oordelen", (down, down)) == "Oordelen: alle gedaald"
    assert count_heading("Oordelen", (up, up)) == "Oordelen: alle gestegen"


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
    found = course(rising(change))

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
    said = compared_with_zero(fig(score, unit=SCORE), current().ses_gemiddeld_tot).tekst

    assert said == f"De sociaal-economische score van Hengelo over 2024 is {words}"


def test_the_third_figure_joins_in_or_goes_the_other_way() -> None:
    assert also_or_contrary(rising(3.0), rising(2.5, naam=A)).tekst == "Ook het aantal huishoudens neemt toe (+2,5%)."
    assert also_or_contrary(rising(3.0), rising(-2.5, naam=A)).tekst == "Het aantal huishoudens neemt juist af (-2,5%)."
    assert also_or_contrary(rising(0.1), rising(-2.5, naam=A)).tekst == "Het aantal huishoudens neemt af (-2,5%)."


def test_it_remains_only_when_the_year_before_is_known() -> None:
    assert heading(rising(0.3)) == "Aantal inwoners met Wmo is nagenoeg gelijk"
    assert heading(fig(1000, 1000, 1003)) == "Aantal inwoners met Wmo blijft nagenoeg gelijk"


def test_a_plain_change_may_stand_inside_the_sentence() -> None:
    assert changed_by(rising(3.1)).tekst == "Het aantal inwoners met Wmo is met 3,1% toegenomen ten opzichte van 2023."
    assert changed_by(rising(0.9)).tekst.endswith("is licht toegenomen ten opzichte van vorig jaar (+0,9%).")


def wijk_figure(change: float, change_whole: float, *, value: float = 500, fout: float = 0.0) -> Figure:
    """A number of people in a wijk of which this is the change, beside that of the municipality."""
    gemeente = fig(9000, 9000 * (1 + change_whole / 100))
    return fig(value, value * (1 + change / 100), area=BERFLO, gemeente=gemeente, sleutel=f"{change}", fout=fout)


def share(value: float, whole: float, *, fout: float = 0.0) -> Figure:
    """A share in a wijk beside that of the municipality."""
    return fig(value, value, unit=PROCENT, area=BERFLO, gemeente=fig(whole, whole, unit=PROCENT), fout=fout)


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
    (said,) = text_of_wijk([wijk_figure(change, whole)])

    assert said.tekst.startswith("In Berflo Es is het aantal inwoners met Wmo toegenomen")
    assert said.tekst.endswith(words)


def test_a_wijk_that_differs_from_the_municipality_says_so() -> None:
    (said,) = text_of_wijk([share(15, 12)])

    assert said.tekst == "Het aantal inwoners met Wmo is 15%: hoger dan gemiddeld in Hengelo (12%)."


def test_a_wijk_that_may_be_like_the_municipality_is_not_set_beside_it() -> None:
    near, rounded = share(35.1, 34.9), share(15, 12, fout=2.5)

    for figure in (near, rounded):
        assert "gemiddeld" not in text_of_wijk([figure])[0].tekst


def test_a_wijk_says_at_most_three_things_and_not_all_of_one_kind() -> None:
    many = [wijk_figure(9.0 + n, 0.5) for n in range(5)]

    assert len(text_of_wijk(many)) == 2
    assert len(text_of_wijk([*many, share(15, 12)])) == 3


def test_a_wijk_stays_silent_where_nothing_is_certain() -> None:
    (said,) = text_of_wijk([wijk_figure(0.2, 0.3)])

    assert said.tekst == "De cijfers van Berflo Es laten hier geen duidelijke verandering zien."


def test_a_wijk_goes_further_than_the_municipality_only_where_rounding_leaves_no_doubt() -> None:
    (certain,) = text_of_wijk([wijk_figure(33.3, 22.1, value=300)])
    (perhaps,) = text_of_wijk([wijk_figure(33.3, 22.1, value=60, fout=5)])

    assert certain.tekst.endswith("(+33,3%), meer dan in heel Hengelo (+22,1%).")
    assert "meer dan" not in perhaps.tekst


def test_a_figure_of_a_wijk_without_a_year_before_gives_its_level_and_why() -> None:
    said = complete(text_of_wijk([fig(500, area=BERFLO, gemeente=fig(9000), eerste=True)]))

    assert texts(said) == [
        "Het aantal inwoners met Wmo is 500.",
        "Het eerste jaar met cijfers is 2024. Vergelijken kan nog niet.",
    ]


# Rounding: what it leaves open is not said


def test_strong_is_said_only_where_all_that_prints_the_same_is_strong() -> None:
    rough, sure = fig(80, 100, fout=5), fig(80, 200, fout=5)

    assert changed(rough).tekst == (
        "Het aantal inwoners met Wmo is toegenomen ten opzichte van vorig jaar (van 80 naar 100)."
    )
    assert changed(sure).tekst.endswith(
        "is sterk toegenomen ten opzichte van vorig jaar (+150%).".replace("150", "150,0")
    )


def test_both_numbers_stand_where_a_difference_in_points_is_rougher_than_its_print() -> None:
    rough = fig(12, 17, unit=PROCENT, fout=1)

    assert changed(rough).tekst.endswith("is gestegen ten opzichte van vorig jaar (van 12% naar 17%).")


def test_a_small_difference_between_rounded_shares_is_not_told() -> None:
    unclear = fig(5.4, 5.5, unit=PROCENT)

    assert notation.shown(unclear) == "6%"
    assert "nagenoeg gelijk gebleven" in changed(unclear).tekst
    assert "procentpunt" not in changed(unclear).tekst


def test_nearly_the_same_is_said_only_as_far_as_rounding_shows_it() -> None:
    sure, unsure = fig(10_000, 10_010, fout=5), fig(800, 800, fout=5)

    assert "nagenoeg gelijk gebleven" in changed(sure).tekst
    assert "geen duidelijke verandering" in changed(unsure).tekst


# A rounded zero is not zero


def test_a_rounded_zero_is_told_as_less_than_what_it_can_be() -> None:
    few, none = fig(0, 0, fout=9, basis=0), fig(0, 0)

    assert notation.shown(few) == "minder dan 10"
    assert notation.shown(none) == "0"
    assert changed(few).tekst == (
        "Het aantal inwoners met Wmo is minder dan 10; voor een vergelijking is de groep te klein."
    )


def test_a_growth_of_nothing_is_told_as_that() -> None:
    assert notation.shown(fig(0.0, fout=0.04, unit=GROEI)) == "0,0%"


def test_a_share_that_prints_as_zero_and_is_not_says_so() -> None:
    assert notation.shown(fig(0.3, unit=PROCENT)) == "minder dan 1%"
    assert notation.shown(fig(0.0, unit=PROCENT)) == "0%"


def test_from_nothing_to_something_gives_both_numbers() -> None:
    started = fig(0, 5_000, naam=UITGAVEN, unit=EURO)

    assert changed(started).tekst == "De uitgaven zijn €\u00a05.000; in 2023 was dat €\u00a00."
    assert against_or_why_not(started) == "was €\u00a00 in 2023"


# Why there is nothing to compare with


def test_one_new_figure_names_itself() -> None:
    said = complete((changed(fig(700, 800)), changed(fig(89, naam=A))))

    assert texts(said)[1:] == [
        "Het aantal huishoudens is 89.",
        "Nieuw in 2024: het aantal huishoudens. Vergelijken kan nog niet.",
    ]


def test_a_year_that_a_figure_misses_is_told_with_the_name_of_the_figure() -> None:
    said = complete((changed(fig(700, 800)), changed(fig(80, None, 89, naam=UITGAVEN, unit=EURO))))

    assert texts(said)[-1] == "Over 2023 zijn de uitgaven niet bekend. Vergelijken kan daarom niet."


def test_a_year_that_all_figures_miss_is_told_once() -> None:
    said = complete((changed(fig(700, None, 800)), changed(fig(80, None, 89, naam=A))))

    assert texts(said)[-1] == "Over 2023 zijn deze cijfers niet bekend. Vergelijken kan daarom niet."
    assert len(said) == 3


def test_the_first_year_of_all_is_told_once() -> None:
    said = complete((changed(fig(700, eerste=True)), changed(fig(80, naam=A, eerste=True))))

    assert texts(said)[-1] == "Het eerste jaar met cijfers is 2024. Vergelijken kan nog niet."
    assert len(said) == 3


def test_a_year_in_which_the_amount_was_left_out_is_not_called_unknown() -> None:
    amount = fig(80, 90, naam=UITGAVEN, unit=EURO)
    left_out = replace(amount, points=(Point(2023, None, "te klein"), amount.now))

    _, note = complete(level_and_change(say("Er is {uitgaven} uitgegeven", uitgaven=left_out), left_out))

    assert note.tekst == "Over 2023 zijn de uitgaven weggelaten vanwege privacy. Vergelijken kan daarom niet."


def test_figures_that_print_alike_keep_their_own_sentences() -> None:
    per_client = [
        fig(1.87, unit=PER_CLIENT, naam=Naam("het aantal indicaties per inwoner", voluit=f"het aantal met {wet}"))
        for wet in ("Wmo", "Jeugdwet")
    ]
    people = [fig(n, naam=Naam(f"het aantal inwoners met {wet}")) for n, wet in ((7130, "Wmo"), (3010, "Jeugdwet"))]

    said = texts(complete([s for p, r in zip(people, per_client, strict=True) for s in pair(p, r)]))

    assert [text for text in said if "1,87" in text] == [
        "Het aantal met Wmo is 1,87.",
        "Het aantal met Jeugdwet is 1,87.",
    ]


def test_the_same_figure_is_told_once() -> None:
    assert len(complete((changed(rising(3.1)), changed(rising(3.1))))) == 1


def test_no_praise_for_a_figure_that_stands_still() -> None:
    assert praise(rising(0.3), "up") == ()
    assert praise(rising(-0.3), "down") == ()
