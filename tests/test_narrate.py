"""Sentences for a rise, a fall, no change, a first year, a missing value, a small group; and every band of words."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet.figures import (
    CLIENTEN,
    EURO,
    GROEI,
    PER_CLIENT,
    PROCENT,
    SCORE,
    Doel,
    Elders,
    Figure,
    Naam,
    Point,
    Unit,
    Zin,
)
from factsheet.figures.claims import band_of, band_of_growth
from factsheet.narrate import (
    Sentence,
    Wijktekst,
    against_or_why_not,
    amounts,
    beside_heading,
    complete,
    costs_heading,
    count_heading,
    distribution,
    heading,
    level,
    local_heading,
    main_contributor,
    notation,
    pair_heading,
    people_and_ratio,
    praise,
    rounding_note,
    say,
    score_change,
    score_level,
    sentence,
    since_base_year,
    small_groups,
    still_but,
    surveys,
    text_of_wijk,
    therefore,
    told,
    told_once,
    trend,
    with_others,
)
from factsheet.narrate.move import course
from factsheet.settings import Area, current
from tests import by_hand

HENGELO = current().gemeente
VERDICTS: tuple[Any, ...] = ("gehaald", "nog niet", "niet te zeggen")
BERFLO = Area("WK016405", "Berflo Es", "wijk", lidwoord="de")
WMO = Naam("het aantal inwoners met Wmo", kop="mensen met Wmo", zin=Zin("kregen", "mensen", "hulp uit de Wmo"))
HULP = Naam("het aantal inwoners met hulp", kop="mensen met hulp", zin=Zin("kregen", "mensen", "hulp"))
PER_PERSOON = Naam("het aantal indicaties", zin=Zin("waren er", "indicaties", aanhef="per persoon met hulp"))
INDICATIES = Naam("het totaal aantal indicaties", kop="indicaties", zin=Zin("waren er", "indicaties"))
UITGAVEN = Naam("de uitgaven", meervoud=True, kop="uitgaven", zin=Zin("gaf Hengelo na prijscorrectie", rest="uit"))
ALLEEN = Naam("het aandeel dat alleen woont", kop="mensen alleen", zin=Zin("woont", "", "alleen", "van de inwoners"))


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
        (0.0, "In 2024 kregen 1.000 mensen hulp uit de Wmo, evenveel als in 2023."),
        (0.3, "In 2024 kregen 1.003 mensen hulp uit de Wmo, bijna evenveel als in 2023 (+0,3%)."),
        (-0.3, "In 2024 kregen 997 mensen hulp uit de Wmo, bijna evenveel als in 2023 (-0,3%)."),
        (0.9, "In 2024 kregen 1.009 mensen hulp uit de Wmo, iets meer dan in 2023 (+0,9%)."),
        (-0.9, "In 2024 kregen 991 mensen hulp uit de Wmo, iets minder dan in 2023 (-0,9%)."),
        (3.1, "In 2024 kregen 1.031 mensen hulp uit de Wmo, meer dan in 2023 (+3,1%)."),
        (-3.1, "In 2024 kregen 969 mensen hulp uit de Wmo, minder dan in 2023 (-3,1%)."),
        (30.0, "In 2024 kregen 1.300 mensen hulp uit de Wmo, veel meer dan in 2023 (+30,0%)."),
    ],
)
def test_the_level_comes_first_and_then_the_change(change: float, expected: str) -> None:
    assert texts(told(rising(change), "in 2024")) == [expected]


def test_what_is_too_long_for_one_sentence_becomes_two_that_go_together() -> None:
    long = Naam("het aantal", zin=Zin("kregen", "mensen", "hulp uit de Wmo of de Jeugdwet of van de kerk"))

    first, second = told(rising(naam=long), "in 2024")

    assert first.tekst == "In 2024 kregen 1.031 mensen hulp uit de Wmo of de Jeugdwet of van de kerk."
    assert second.tekst == "Dat zijn er meer dan in 2023 (+3,1%)."
    assert (first.volgt, second.volgt) == (False, True)


def test_an_amount_is_no_number_of_people() -> None:
    amount = fig(40_000_000, 41_234_567, naam=UITGAVEN, unit=EURO)

    assert texts(told(amount, "in 2024")) == [
        "In 2024 gaf Hengelo na prijscorrectie €\u00a041,2 miljoen uit, meer dan in 2023 (+3,1%)."
    ]


def test_a_share_changes_in_percentage_points() -> None:
    assert texts(told(fig(18, 20, naam=ALLEEN, unit=PROCENT))) == [
        "Van de inwoners woont 20% alleen, meer dan in 2023 (+2 procentpunt)."
    ]


def test_a_small_group_is_told_in_numbers() -> None:
    small = fig(80, 100, basis=(80, 100), fout=5)
    middle = fig(290, 320, basis=(290, 320))

    assert texts(told(small, "hier")) == ["Hier kregen 100 mensen hulp uit de Wmo, meer dan in 2023 (toen 80)."]
    assert texts(told(middle, "hier")) == ["Hier kregen 320 mensen hulp uit de Wmo, meer dan in 2023 (toen 290)."]
    assert told(small, "hier")[0].feiten[0].getoond == ("100", "80")


def test_one_of_a_kind_is_singular() -> None:
    naam = Naam("het aantal huishoudens", zin=Zin("waren er", "huishoudens", een=("huishouden", "was er")))

    assert texts(told(fig(1, naam=naam), "hier"))[0] == "Hier was er 1 huishouden."


def test_a_first_year_gives_the_level_and_a_note() -> None:
    said = complete(told(fig(7130), "in 2024"))

    assert texts(said) == [
        "In 2024 kregen 7.130 mensen hulp uit de Wmo.",
        "Nieuw in 2024: het aantal inwoners met Wmo. Vergelijken kan nog niet.",
    ]


def test_a_missing_value_is_said() -> None:
    assert texts(told(fig(50, None))) == ["Over 2024 is het aantal inwoners met Wmo niet bekend."]


def test_a_value_left_out_is_said() -> None:
    hidden = replace(fig(1), points=(Point(2024, None, "te klein"),))

    assert texts(told(hidden)) == ["Over 2024 is het aantal inwoners met Wmo weggelaten vanwege privacy."]


def test_a_change_that_rounding_can_make_is_not_claimed() -> None:
    assert texts(told(fig(300, 310, fout=5), "hier")) == [
        "Hier kregen 310 mensen hulp uit de Wmo, niet duidelijk anders dan in 2023."
    ]


def test_a_group_that_is_too_small_gets_its_level_and_a_note() -> None:
    said = complete(told(fig(60, 40, basis=(60, 40)), "hier"))

    assert texts(said) == [
        "Hier kregen 40 mensen hulp uit de Wmo.",
        "Heel kleine groepen vergelijken wij niet met een jaar eerder.",
    ]


def test_a_group_that_was_too_small_is_named_by_its_year() -> None:
    assert texts(told(fig(40, 60, basis=(40, 60)), "hier"))[1] == "In 2023 was de groep te klein om te vergelijken."


def test_from_nothing_to_something_gives_both_numbers() -> None:
    started = fig(0, 5_000, naam=UITGAVEN, unit=EURO)

    assert texts(told(started, "in 2024"))[1] == "In 2023 was dat €\u00a00."
    assert against_or_why_not(started) == "was €\u00a00 in 2023"


# What the years before add


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((1000, 1031), []),
        ((1000, 1050, 1100), ["Ook in 2023 steeg het aantal."]),
        ((1000, 950, 900), ["Ook in 2023 daalde het aantal."]),
        ((1000, 1050, 1100, 1150), ["Het aantal steeg drie jaar op rij."]),
        ((1000, 950, 900, 930), ["De twee jaren daarvoor daalde het aantal."]),
        ((1000, 950, 980), []),
        ((1000, 1050, 1051), []),
        ((1000, None, 1050, 1100), []),
        ((1000,), []),
        ((None,), []),
        ((1000, 1050, 1051, 1100), []),
    ],
)
def test_the_years_before_are_told_only_where_each_is_sure(
    values: tuple[float | None, ...], expected: list[str]
) -> None:
    assert texts(trend(fig(*values))) == expected


def test_growth_since_the_base_year_in_percent_and_without_a_word_of_one_year() -> None:
    growth = fig(0.0, 15.5, 26.4, naam=UITGAVEN, unit=GROEI)
    word = band_of_growth(growth, current().woordschaal)

    assert texts(since_base_year(growth, 2022, word)) == ["Dat is 26,4% meer dan in 2022."]
    assert texts(since_base_year(growth, 2022, word, "na prijscorrectie")) == [
        "Na prijscorrectie is dat 26,4% meer dan in 2022."
    ]
    assert texts(since_base_year(growth, 2022, word, "na prijscorrectie", named=False)) == [
        "Na prijscorrectie is dat 26,4% meer."
    ]
    assert since_base_year(growth, 2024, word) == ()
    assert since_base_year(growth, 2022, None) == ()


def test_a_fall_since_the_base_year_has_no_minus_sign() -> None:
    growth = fig(0.0, -15.5, naam=UITGAVEN, unit=GROEI)
    word = band_of_growth(growth, current().woordschaal)

    (said,) = since_base_year(growth, 2023, word)

    assert said.tekst == "Dat is 15,5% minder dan in 2023."
    assert said.feiten[0].getoond == ("15,5%",)


# More figures in one breath


def ratio(*values: float, **other: Any) -> Figure:
    return fig(*values, naam=PER_PERSOON, unit=PER_CLIENT, **other)


def test_people_and_what_each_of_them_has() -> None:
    people, each = fig(1000, 1003, naam=HULP), ratio(1.70, 1.73)

    assert texts(people_and_ratio(people, each, "indicaties")) == [
        "Bijna evenveel mensen kregen hulp (+0,3%), met per persoon iets meer indicaties (+1,8%)."
    ]


def test_people_that_are_not_known_leave_the_ratio_to_itself() -> None:
    each = ratio(1.70, 1.73)

    assert texts(people_and_ratio(fig(None, naam=HULP), each, "indicaties")) == [
        "Per persoon met hulp waren er 1,73 indicaties, iets meer dan in 2023 (+1,8%)."
    ]


def test_daardoor_only_when_the_arithmetic_holds() -> None:
    still, up = fig(1000, 1003, naam=HULP), ratio(1.5, 1.6)
    total = fig(1500, 1605, naam=INDICATIES)

    assert texts(therefore(still, up, total)) == ["Daardoor waren er meer indicaties (+7,0%)."]
    assert therefore(fig(1000, 1050, naam=HULP), up, total) == ()
    assert therefore(still, ratio(1.6, 1.5), total) == ()
    assert therefore(still, up, fig(1500, 1502, naam=INDICATIES)) == ()


def test_spending_is_set_against_people_that_stand_still() -> None:
    total = fig(100e6, 101.3e6, naam=UITGAVEN, unit=EURO)

    assert texts(still_but(fig(1000, 1003, naam=HULP), total)) == [
        "Bijna evenveel mensen kregen hulp (+0,3%).",
        "Toch gaf Hengelo na prijscorrectie iets meer uit (+1,3%).",
    ]
    assert texts(still_but(fig(1000, 1050, naam=HULP), total)) == [
        "Daarmee gaf Hengelo na prijscorrectie iets meer uit dan in 2023 (+1,3%)."
    ]


def test_spending_that_rose_before_rises_again() -> None:
    total = fig(98e6, 100e6, 101.3e6, naam=UITGAVEN, unit=EURO)

    assert texts(still_but(fig(1000, 1003, naam=HULP), total))[1] == (
        "Toch gaf Hengelo na prijscorrectie opnieuw iets meer uit (+1,3%)."
    )


def law(name: str, before: float, now: float, **other: Any) -> Figure:
    naam = Naam(f"de uitgaven aan {name}", meervoud=True, kort=name)
    return fig(before * 1e6, now * 1e6, naam=naam, sleutel=name, unit=EURO, **other)


def total_of(*parts: Figure) -> Figure:
    before, now = (sum(getattr(part, when).precies or 0 for part in parts) for when in ("before", "now"))
    return fig(before, now, naam=UITGAVEN, unit=EURO, sleutel="totaal")


def test_a_part_of_two_thirds_or_more_is_named_with_its_amount() -> None:
    parts = law("jeugdhulp", 30, 31.6), law("de Wmo", 30, 30.4), law("bijstand", 30, 30.2)

    assert texts(main_contributor(total_of(*parts), parts)) == [
        "De stijging komt vooral door jeugdhulp (€\u00a01,6 miljoen van de €\u00a02,2 miljoen)."
    ]


def test_the_part_of_a_count_is_told_in_people() -> None:
    parts = tuple(
        fig(350, 450, naam=Naam("het aantal", kort=name), sleutel=name)
        if name == "jeugdhulp"
        else fig(330, 380, naam=Naam("het aantal", kort=name), sleutel=name)
        for name in ("jeugdhulp", "de Wmo")
    )

    assert texts(main_contributor(fig(680, 830), parts)) == ["De stijging komt vooral door jeugdhulp (100 van de 150)."]


def test_the_largest_part_is_named_and_not_the_first() -> None:
    parts = law("jeugdhulp", 30, 30.6), law("de Wmo", 30, 33), law("bijstand", 30, 30.1)

    assert "vooral door de Wmo" in texts(main_contributor(total_of(*parts), parts))[0]


def test_where_no_part_is_two_thirds_of_the_change_none_is_named() -> None:
    parts = law("jeugdhulp", 30, 30.8), law("de Wmo", 30, 30.6)

    assert main_contributor(total_of(*parts), parts) == ()


def test_spending_that_goes_both_ways_comes_from_no_part_but_has_amounts() -> None:
    parts = law("jeugdhulp", 35, 36), law("de Wmo", 33.7, 33.3), law("bijstand", 35, 35.5)

    assert main_contributor(total_of(*parts), parts) == ()
    assert texts(amounts(parts)) == [
        "Jeugdhulp kostte €\u00a01,0 miljoen meer, bijstand €\u00a00,5 miljoen meer "
        "en de Wmo €\u00a00,4 miljoen minder."
    ]


def test_a_part_is_named_only_where_rounding_leaves_no_doubt() -> None:
    rough = tuple(
        fig(before, now, fout=30, naam=Naam("het aantal", kort=name), sleutel=name)
        for name, before, now in (("jeugdhulp", 350, 450), ("de Wmo", 330, 370))
    )

    assert main_contributor(fig(680, 820), rough) == ()


def test_amounts_are_in_thousands_where_one_is_small() -> None:
    parts = law("jeugdhulp", 30, 31), law("de Wmo", 1, 1.05)

    assert "€\u00a050.000 meer" in texts(amounts(parts))[0]


def test_small_groups_get_a_caution() -> None:
    whole = fig(10_000, 10_020, naam=HULP)

    assert texts(small_groups((fig(680, 830), fig(540, 620)), whole, 0.1)) == [
        "Dit zijn kleine groepen vergeleken met alle mensen met hulp."
    ]
    assert texts(small_groups((fig(680, 830), fig(540, 540)), whole, 0.1)) == [
        "Dit is een kleine groep vergeleken met alle mensen met hulp."
    ]
    assert small_groups((fig(3000, 3300),), whole, 0.1) == ()
    assert small_groups((fig(680, 681),), whole, 0.1) == ()


def test_good_news_needs_a_declared_direction_and_a_real_move() -> None:
    assert texts(praise(rising(3.1), "up")) == ["Dat is goed nieuws."]
    assert praise(rising(3.1), "down") == ()
    assert praise(rising(3.1), None) == ()
    assert praise(rising(0.3), "up") == praise(rising(-0.3), "down") == ()


def test_shares_that_stay_and_shares_that_move() -> None:
    still, moved = fig(57, 57, unit=PROCENT, naam=ALLEEN), fig(31, 33, unit=PROCENT, naam=ALLEEN)

    assert texts(distribution((still, still))) == ["Die verdeling is gelijk aan die van 2023."]
    assert texts(distribution((still, moved))) == [
        "Van de inwoners woont 33% alleen, meer dan in 2023 (+2 procentpunt)."
    ]


def test_a_note_where_shares_do_not_add_up() -> None:
    parts = [fig(n, unit=PROCENT, naam=Naam(str(n))) for n in (14, 13, 25, 28, 21)]

    assert texts(rounding_note(parts)) == ["Door afronding tellen de percentages op tot 101%."]
    assert rounding_note([*parts[:2], fig(73, unit=PROCENT)]) == ()


# Surveys


def answer(*values: float, kort: str = "", **other: Any) -> Figure:
    naam = Naam("het percentage tevreden cliënten", kort_zin=kort)
    return fig(*values, naam=naam, label="Tevreden cliënten", unit=PROCENT, **other)


def test_a_survey_is_told_as_the_editor_says_it() -> None:
    clear = answer(73, 77, kort="Van de mensen met Wmo merkt % dat de hulp werkt.")

    assert texts(surveys([clear])) == [
        "Van de mensen met Wmo merkt 77% dat de hulp werkt, meer dan in 2023 (+4 procentpunt)."
    ]


def test_a_statement_without_such_a_text_is_told_by_its_name() -> None:
    assert texts(surveys([answer(73, 77)])) == [
        "Bij ‘Tevreden cliënten’ is het percentage 77%, meer dan in 2023 (+4 procentpunt)."
    ]


def test_a_difference_that_may_be_chance_is_no_rise_and_no_fall() -> None:
    unsure = answer(90, 89, steekproef=4, kort="Van hen zegt % ja")

    assert texts(surveys([unsure])) == ["Van hen zegt 89% ja (2023: 90%).", "Het verschil met 2023 kan toeval zijn."]
    assert texts(surveys([unsure, answer(90, 90, steekproef=4)]))[-1] == "Het verschil met 2023 kan toeval zijn."
    assert len(surveys([answer(90, 90, steekproef=4)])) == 1
    assert texts(surveys([unsure, replace(unsure, sleutel="b", label="b")]))[-1] == (
        "De verschillen met 2023 kunnen toeval zijn."
    )


def test_none_is_lower_only_where_all_are_compared() -> None:
    up, still, new = answer(70, 75), answer(90, 90), answer(80)

    assert texts(surveys([up, still]))[-1] == "Geen van deze oordelen is duidelijk lager dan in 2023."
    assert not any("Geen van" in text for text in texts(surveys([up, answer(90, 86)])))
    assert not any("Geen van" in text for text in texts(surveys([up, new])))
    assert texts(surveys([up, new]))[-1] == (
        "Nieuw in 2024: het percentage tevreden cliënten. Vergelijken kan nog niet."
    )


def test_what_was_higher_in_the_first_year_is_told() -> None:
    assert "In 2022 was dat 97%." in texts(surveys([answer(97, 88, 89)]))
    assert "In 2022 was dat 97%." not in texts(surveys([answer(97, 88, 96, steekproef=4)]))


def test_the_target_is_told_as_far_as_the_margin_allows() -> None:
    said = [texts(surveys([replace(answer(79, 80), doel=Doel(75, oordeel))]))[1] for oordeel in VERDICTS]

    assert said == [
        "Het doel van 75% is gehaald.",
        "Het doel van 75% is nog niet gehaald.",
        "Of het doel van 75% is gehaald, is niet te zeggen.",
    ]


# Beside others


def rate(value: float, elsewhere: float, **other: Any) -> Figure:
    beside = (Elders("Nederland", elsewhere, "CBS"),)
    return fig(value, unit=PROCENT, naam=ALLEEN, sleutel="alleen", elders=beside, **other)


def test_a_level_stands_beside_another_area_where_that_is_sure() -> None:
    more, less, like, rounded = rate(15, 12), rate(9, 12), rate(12.2, 12), rate(15, 12, fout=3)

    told_beside = [texts(with_others((level(figure),), [figure])) for figure in (more, less, like, rounded)]

    assert told_beside == [
        ["Van de inwoners woont 15% alleen, meer dan in Nederland (12%)."],
        ["Van de inwoners woont 9% alleen, minder dan in Nederland (12%)."],
        ["Van de inwoners woont 12% alleen."],
        ["Van de inwoners woont 15% alleen."],
    ]


def test_a_level_that_was_told_among_others_is_not_told_again() -> None:
    figure = rate(15, 12)
    among = say("Van alle inwoners woont {een} alleen en 85% met anderen", een=figure)

    assert texts(with_others((among,), [figure])) == [among.tekst, "In Nederland woont 12% van de inwoners alleen."]
    assert with_others((among,), [figure])[1].feiten[0].getoond == ("12%",)


def test_there_is_one_sentence_at_most_and_a_class_of_municipalities_is_no_name() -> None:
    figure = replace(rate(15, 12), elders=(Elders("Gemeenten tot 50.000", 12, "CBS"), Elders("Nederland", 30, "CBS")))

    assert texts(with_others((), [figure, rate(40, 12)])) == [
        "Van de inwoners woont 15% alleen, meer dan in gemeenten tot 50.000 (12%)."
    ]


# The score


@pytest.mark.parametrize(
    ("score", "words"),
    [
        (-0.033, "De score over 2024 is -0,033: rond het gemiddelde van Nederland."),  # 23-17, 23-18
        (0.2, "De score over 2024 is 0,200: hoger dan gemiddeld in Nederland."),
        (-0.2, "De score over 2024 is -0,200: lager dan gemiddeld in Nederland."),
    ],
)
def test_the_socio_economic_score_is_set_beside_the_netherlands(score: float, words: str) -> None:
    assert score_level(fig(score, unit=SCORE), 0.05).tekst == words


def test_a_score_that_goes_one_way_every_year_is_one_sentence() -> None:
    assert texts(score_change(fig(-0.041, -0.038, -0.033, -0.030, unit=SCORE))) == [
        "Over 2021 was dat -0,041: de score steeg elk jaar een beetje."
    ]
    assert texts(score_change(fig(0.2, 0.1, 0.0, unit=SCORE))) == ["Over 2022 was dat 0,200: de score daalde elk jaar."]
    assert texts(score_change(fig(-0.041, -0.038, -0.039, unit=SCORE))) == [
        "Dat is bijna gelijk aan die over 2023 (toen -0,038)."
    ]


# Titles


def test_a_title_says_what_happened_or_names_the_topic() -> None:
    assert heading(rising(0.9)) == "Iets meer mensen met Wmo dan in 2023"
    assert heading(rising(0.3)) == "Bijna evenveel mensen met Wmo als in 2023"
    assert heading(fig(300, 310, fout=5)) == "Mensen met Wmo"


def test_a_title_of_two_figures() -> None:
    a, b = rising(-0.9), fig(100_000, 105_900, naam=HULP)

    assert pair_heading(a, b) == "Iets minder mensen met Wmo, meer mensen met hulp"
    assert pair_heading(a, fig(300, 310, fout=5)) == "Iets minder mensen met Wmo dan in 2023"
    assert pair_heading(rising(9), b, "hulp van alle soorten") == "Meer hulp van alle soorten"
    assert pair_heading(a, b, "hulp van alle soorten").startswith("Iets minder")


def test_a_title_of_what_costs_more_and_less() -> None:
    parts = law("jeugdhulp", 35, 36), law("de Wmo", 33.7, 33.3), law("bijstand", 35, 35.5)

    assert costs_heading(parts, total_of(*parts), "na prijscorrectie") == (
        "Jeugdhulp en bijstand kosten meer, de Wmo minder (na prijscorrectie)"
    )
    assert costs_heading(parts[:1], parts[0], "na prijscorrectie") == "Jeugdhulp kost meer (na prijscorrectie)"


def test_a_title_counts_the_answers_that_moved() -> None:
    up, down, still = answer(70, 75), answer(90, 86), answer(80, 80)

    assert count_heading([up, up, still], "oordelen") == "Oordelen: twee van de drie gestegen"
    assert count_heading([down, down], "oordelen") == "Oordelen: alle twee gedaald"
    assert count_heading([up, down, still], "oordelen") == "Oordelen: één gestegen en één gedaald"
    assert count_heading([still, still], "oordelen") == "Oordelen ongeveer als in 2023"
    assert count_heading([up, answer(80)], "oordelen") == "Oordelen"


# A wijk


def wijk_figure(change: float, change_whole: float, *, value: float = 500, fout: float = 0.0) -> Figure:
    """A number of people in a wijk of which this is the change, beside that of the municipality."""
    gemeente = fig(9000, 9000 * (1 + change_whole / 100))
    return fig(value, value * (1 + change / 100), area=BERFLO, gemeente=gemeente, sleutel=f"{change}", fout=fout)


def share(value: float, whole: float, *, fout: float = 0.0) -> Figure:
    """A share in a wijk beside that of the municipality."""
    gemeente = fig(whole, whole, unit=PROCENT, naam=ALLEEN)
    return fig(value, value, unit=PROCENT, naam=ALLEEN, area=BERFLO, gemeente=gemeente, fout=fout)


@pytest.mark.parametrize(
    ("change", "whole", "words"),
    [
        (9.0, 0.5, ["In heel Hengelo waren dat er bijna evenveel (+0,5%)."]),
        (9.0, -3.0, ["In heel Hengelo waren dat er minder (-3,0%)."]),
        (9.0, 3.0, []),
        (0.0, 3.0, []),
    ],
)
def test_the_municipality_is_named_where_it_went_another_way(change: float, whole: float, words: list[str]) -> None:
    first, *others = texts(text_of_wijk(Wijktekst("", (wijk_figure(change, whole),))))

    assert first.startswith("In de Berflo Es kregen 5")
    assert [text for text in others if "heel Hengelo" in text] == words


def test_a_rate_of_a_wijk_stands_beside_that_of_the_municipality() -> None:
    said = [text_of_wijk(Wijktekst("", (), naast=(f,)))[0].tekst for f in (share(15, 12), share(13, 12), share(10, 12))]

    assert said == [
        "Van de inwoners woont 15% alleen, meer dan in heel Hengelo (12%).",
        "Van de inwoners woont 13% alleen, iets meer dan in heel Hengelo (12%).",
        "Van de inwoners woont 10% alleen, minder dan in heel Hengelo (12%).",
    ]


def test_a_wijk_that_may_be_like_the_municipality_is_only_set_beside_it() -> None:
    near, rounded = share(35.1, 34.9), share(15, 12, fout=2.5)

    assert text_of_wijk(Wijktekst("", (), naast=(near,)))[0].tekst == (
        "Van de inwoners woont 35% alleen (in heel Hengelo ook 35%)."
    )
    assert "meer" not in text_of_wijk(Wijktekst("", (), naast=(rounded,)))[0].tekst


def test_of_other_figures_the_two_that_stand_out_most_are_told() -> None:
    others = tuple(wijk_figure(9.0 + n, 0.5) for n in range(5))

    said = text_of_wijk(Wijktekst("", (wijk_figure(3.0, 3.0),), verder=others))

    assert [text.tekst for text in said if text.tekst.startswith("Hier")] == [
        "Hier kregen 560 mensen hulp uit de Wmo, meer dan in 2023 (+12,0%).",
        "Hier kregen 565 mensen hulp uit de Wmo, meer dan in 2023 (+13,0%).",
    ]


def test_a_wijk_of_which_nothing_changed_still_has_its_level_and_comparison() -> None:
    said = text_of_wijk(Wijktekst("", (wijk_figure(0.2, 0.3),), naast=(share(12.2, 12),)))

    assert texts(said) == [
        "In de Berflo Es kregen 501 mensen hulp uit de Wmo.",
        "Dat zijn er bijna evenveel als in 2023 (+0,2%).",
        "Van de inwoners woont 12% alleen (in heel Hengelo ook 12%).",
    ]


def test_the_title_of_a_wijk_is_its_change_or_how_it_differs() -> None:
    rate = share(15, 12)
    moved, unclear = rising(3.1), fig(300, 310, fout=5)

    assert local_heading("Meer mensen met Wmo dan in 2023", (unclear, moved), rate) == "Meer mensen met Wmo dan in 2023"
    assert local_heading("Mensen met Wmo", (unclear,), rate) == "Naar verhouding meer mensen met Wmo dan in Hengelo"
    assert local_heading("Mensen met Wmo", (unclear,), share(12.2, 12)) == "Mensen met Wmo"
    assert beside_heading((rate, share(10, 15)), "Wonen") == ("Naar verhouding meer mensen alleen dan in Hengelo")
    assert beside_heading((share(12.5, 12),), "Wonen") == "Wonen"


# Whole sentences


def test_a_hole_in_a_sentence_raises() -> None:
    with pytest.raises(KeyError):
        say("In {jaar} waren er {wmo} inwoners", wmo=rising())
    with pytest.raises(KeyError):
        say("In 2024 waren er inwoners", wmo=rising())


def test_a_sentence_does_not_start_with_a_digit() -> None:
    with pytest.raises(ValueError, match="digit"):
        sentence("7.370 inwoners krijgen hulp")


def test_a_sentence_tells_its_facts() -> None:
    ((fact,),) = (said.feiten for said in told(rising(3.1), "in 2024"))

    assert (fact.sleutel, fact.nu, fact.vorig, fact.getoond) == (WMO.tekst, 1031.0, 1000, ("1.031", "+3,1%"))


def test_a_number_inside_another_is_not_printed() -> None:
    said = sentence("er waren 1.290 mensen, van 90 naar 91", fig(290, 90))

    assert said.feiten[0].getoond == ("90",)


@given(st.floats(-99, 400).map(lambda n: round(n, 1)))
def test_words_and_signs_always_agree(change: float) -> None:
    for said in texts(told(rising(change), "in 2024")):
        for sign in re.findall(r"\(([+-])", said):
            if "evenveel" not in said:
                assert sign == ("+" if re.search(r"\bmeer dan\b", said) else "-")


@given(st.floats(-99, 400).map(lambda n: round(n, 1)))
def test_the_claimed_course_has_the_sign_of_the_printed_change(change: float) -> None:
    found = course(rising(change))

    assert found is not None
    assert found.now.direction == (change > 0) - (change < 0)


# What the page said before


def once(*sections: tuple[Sentence, ...]) -> list[list[str]]:
    return [texts(said) for said in told_once(sections)]


def test_what_an_earlier_section_told_is_not_told_again() -> None:
    people, money = told(rising(3.1), "in 2024"), told(fig(10, 20, unit=EURO, naam=UITGAVEN, sleutel="geld"), "in 2024")

    assert once(people, (*money, *people)) == [texts(people), texts(money)]


def test_the_first_of_a_section_stays() -> None:
    people = told(rising(3.1), "in 2024")

    assert once(people, people) == [texts(people), texts(people)]


def test_a_sentence_goes_with_what_refers_to_it() -> None:
    people, years = told(fig(1000, 1050, 1100), "in 2024"), trend(fig(1000, 1050, 1100))
    other = told(fig(5, 6, naam=HULP, sleutel="hulp"), "hier")

    assert once((*people, *years), (*other, *people)) == [texts((*people, *years)), texts(other)]
    assert once(people, (*other, *people, *years))[1] == texts((*other, *people, *years))


def test_a_note_is_told_once_on_a_page() -> None:
    first, second = (
        complete(told(fig(7130, naam=naam, eerste=True, sleutel=naam.tekst), "hier")) for naam in (WMO, HULP)
    )

    assert once(first, second)[1] == ["Hier kregen 7.130 mensen hulp."]


# Rounding: what it leaves open is not said


def test_strong_is_said_only_where_all_that_prints_the_same_is_strong() -> None:
    rough, sure = fig(80, 100, fout=5), fig(80, 200, fout=5)

    assert texts(told(rough, "hier"))[0].endswith(", meer dan in 2023 (toen 80).")
    assert texts(told(sure, "hier"))[0].endswith(", veel meer dan in 2023 (+150,0%).")


def test_both_numbers_stand_where_a_difference_in_points_is_rougher_than_its_print() -> None:
    rough = fig(12, 17, unit=PROCENT, naam=ALLEEN, fout=1)

    assert texts(told(rough)) == ["Van de inwoners woont 17% alleen, meer dan in 2023 (toen 12%)."]


def test_a_small_difference_between_rounded_shares_is_not_told() -> None:
    unclear = fig(5.4, 5.5, unit=PROCENT, naam=ALLEEN)

    assert notation.shown(unclear) == "6%"
    assert texts(told(unclear)) == ["Van de inwoners woont 6% alleen, bijna evenveel als in 2023."]


def test_nearly_the_same_is_said_only_as_far_as_rounding_shows_it() -> None:
    sure, unsure = fig(10_000, 10_010, fout=5), fig(800, 800, fout=5)

    assert "bijna evenveel" in texts(told(sure, "hier"))[0]
    assert "niet duidelijk anders" in texts(told(unsure, "hier"))[0]


# A rounded zero is not zero


def test_a_rounded_zero_is_told_as_less_than_what_it_can_be() -> None:
    few, none = fig(0, 0, fout=9, basis=0), fig(0, 0)

    assert notation.shown(few) == "minder dan 10"
    assert notation.shown(none) == "0"
    assert texts(told(few, "hier"))[0] == "Hier kregen minder dan 10 mensen hulp uit de Wmo."


def test_a_growth_of_nothing_is_told_as_that() -> None:
    assert notation.shown(fig(0.0, fout=0.04, unit=GROEI)) == "0,0%"


def test_a_share_that_prints_as_zero_and_is_not_says_so() -> None:
    assert notation.shown(fig(0.3, unit=PROCENT)) == "minder dan 1%"
    assert notation.shown(fig(0.0, unit=PROCENT)) == "0%"


# Why there is nothing to compare with


def test_one_new_figure_names_itself() -> None:
    said = complete((*told(fig(700, 800), "hier"), *told(fig(89, naam=HULP), "hier")))

    assert texts(said)[1:] == [
        "Hier kregen 89 mensen hulp.",
        "Nieuw in 2024: het aantal inwoners met hulp. Vergelijken kan nog niet.",
    ]


def test_a_year_that_a_figure_misses_is_told_with_the_name_of_the_figure() -> None:
    said = complete((*told(fig(700, 800), "hier"), *told(fig(80, None, 89, naam=UITGAVEN, unit=EURO), "hier")))

    assert texts(said)[-1] == "Over 2023 zijn de uitgaven niet bekend. Vergelijken kan daarom niet."


def test_a_year_that_all_figures_miss_is_told_once() -> None:
    said = complete((*told(fig(700, None, 800), "hier"), *told(fig(80, None, 89, naam=HULP), "hier")))

    assert texts(said)[-1] == "Over 2023 zijn deze cijfers niet bekend. Vergelijken kan daarom niet."
    assert len(said) == 3


def test_a_year_in_which_the_amount_was_left_out_is_not_called_unknown() -> None:
    amount = fig(80, 90, naam=UITGAVEN, unit=EURO)
    left_out = replace(amount, points=(Point(2023, None, "te klein"), amount.now))

    _, note = complete(told(left_out, "in 2024"))

    assert note.tekst == "Over 2023 zijn de uitgaven weggelaten vanwege privacy. Vergelijken kan daarom niet."


def test_figures_that_print_alike_keep_their_own_sentences() -> None:
    per_client = [ratio(1.87, sleutel=wet) for wet in ("Wmo", "Jeugdwet")]

    said = texts(complete([said for figure in per_client for said in told(figure)]))

    assert [text for text in said if "1,87" in text] == ["Per persoon met hulp waren er 1,87 indicaties."] * 2
