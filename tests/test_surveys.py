"""Percentages of surveys: their margin, what may be said of a change, and whether a target was reached."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from typing import Any

import altair as alt
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet.edition import factsheet
from factsheet.explain import METHOD
from factsheet.export.document import as_document
from factsheet.figures import PROCENT, Doel, Figure, Naam, Tables, indicatoren, moved_since
from factsheet.markup.tables import figures_table
from factsheet.narrate import notation
from factsheet.sections import SECTIONS
from factsheet.settings import current
from tests import example
from tests.by_hand import figure
from tests.examples import examples

SETTINGS = current()
HENGELO = SETTINGS.gemeente
NAME = "Cliënten die hulp snel genoeg kregen"
KORT = "Van de cliënten kreeg % snel genoeg hulp"
SHARES = st.floats(0, 100).map(lambda share: round(share, 1))
ASKED = st.integers(1, 5000)


def margin(p: float, n: float | None) -> float:
    """The same once more, in plain Python: 1,96 standard errors of a share, in percentage points."""
    return 100 * 1.96 * ((p / 100) * (1 - p / 100) / n) ** 0.5 if n else 0.0


def surveys(*years: tuple[float, int | None], aim: float | None = None, **more: Any) -> Tables:
    """A survey up to 2024: of each year the percentage and how many answered."""
    first = 2025 - len(years)
    rows = [
        {"jaar": first + i, "indicator": NAME, "percentage": p, "respondenten": n, "streefwaarde": aim, "bron": "CEO"}
        | {"kort": KORT, **more}
        for i, (p, n) in enumerate(years)
    ]
    types = {"percentage": pl.Float64, "respondenten": pl.Int64, "streefwaarde": pl.Float64}
    return Tables({"beleidsindicatoren": pl.DataFrame(rows, schema_overrides=types)}, SETTINGS)  # type: ignore[arg-type]


def asked(*years: tuple[float, int | None], aim: float | None = None) -> Figure:
    (found,) = indicatoren(surveys(*years, aim=aim), HENGELO, 2024)
    return found


# The margin


def test_the_margin_is_the_standard_one_of_95_percent() -> None:
    now = asked((50.0, 400)).now

    assert (now.steekproef, now.marge) == (pytest.approx(4.9), pytest.approx(4.9))
    assert (now.lowest, now.highest) == (pytest.approx(45.1), pytest.approx(54.9))


@pytest.mark.parametrize("year", example.YEARS)
def test_the_margins_of_the_example_are_those_of_its_rows(year: int) -> None:
    rows = {row["indicator"]: row for row in example.true_tables(year)["beleidsindicatoren"].rows(named=True)}

    for found in indicatoren(example.tables(year), HENGELO, year):
        row = rows[found.label]
        assert found.now.marge == pytest.approx(margin(row["percentage"], row["respondenten"]))


@given(SHARES, ASKED)
def test_the_margin_of_any_survey_is_that_of_the_formula(p: float, n: int) -> None:
    assert asked((p, n)).now.marge == pytest.approx(margin(p, n), abs=1e-9)


@pytest.mark.parametrize("n", [None, 0])
def test_without_respondents_there_is_no_margin(n: int | None) -> None:
    found = asked((73.0, n), (77.0, n))

    assert (found.now.marge, found.now.steekproef) == (0, 0)
    assert notation.claimed(found) == "+4 procentpunt"
    assert found.formule == f"percentage: {NAME}"


def test_rows_of_an_edition_from_before_need_neither_respondents_nor_sentence() -> None:
    rows = surveys((73.0, 200), (77.0, 200)).frames["beleidsindicatoren"]
    old = Tables({"beleidsindicatoren": rows.select("jaar", "indicator", "percentage", "bron")}, SETTINGS)  # type: ignore[arg-type]

    (found,) = indicatoren(old, HENGELO, 2024)

    assert (found.value, found.now.marge, found.doel, found.naam.kort_zin) == (77, 0, None, "")


def test_the_explanation_names_the_formula() -> None:
    said = "Betrouwbaarheidsmarge van 95%, berekend uit het aantal respondenten: 1,96 × √(p × (100 − p) ÷ n)"

    assert asked((77.0, 200)).formule == f"percentage: {NAME}. {said}"
    assert said in dict(METHOD)["Uitkomsten van een vragenlijst"]


def test_a_sentence_of_its_own_comes_from_the_file() -> None:
    assert asked((77.0, 200)).naam.kort_zin == KORT


# Changes


def test_a_change_within_the_margin_is_neither_a_rise_nor_standing_still() -> None:
    found = asked((73.0, 200), (77.0, 200))

    assert found.now.verandering == 4
    assert not found.now.duidelijk
    assert notation.claimed(found) == notation.against(found) == notation.in_brackets(found) == ""


def test_a_survey_that_gave_the_same_twice_need_not_stand_still() -> None:
    assert not asked((77.0, 200), (77.0, 200)).now.duidelijk


def test_a_change_beyond_the_margin_is_told_in_points() -> None:
    assert notation.claimed(asked((73.0, 600), (79.0, 600))) == "+6 procentpunt"


@given(st.tuples(SHARES, ASKED), st.tuples(SHARES, ASKED))
def test_a_change_is_claimed_just_when_it_is_beyond_the_root_of_the_squares(
    then: tuple[float, int], now: tuple[float, int]
) -> None:
    found, room = asked(then, now), math.hypot(margin(*then), margin(*now))
    difference = now[0] - then[0]

    point = found.now

    assert (point.laagste, point.hoogste) == (pytest.approx(difference - room), pytest.approx(difference + room))
    if abs(abs(difference) - room) > 1e-6 and point.band.band not in {"gelijk", "nagenoeg"}:
        assert point.duidelijk == (abs(difference) > room and abs(difference) >= 1 - 1e-9)
    if point.duidelijk and point.band.band in {"gelijk", "nagenoeg"}:
        assert abs(difference) + room < (point.band.tot or 0) + 1e-6


@given(st.tuples(SHARES, ASKED), st.tuples(SHARES, ASKED))
def test_an_earlier_year_is_compared_in_the_same_way(then: tuple[float, int], now: tuple[float, int]) -> None:
    found, room = asked(then, (50.0, 100), now), math.hypot(margin(*then), margin(*now))
    difference = now[0] - then[0]

    if abs(abs(difference) - room) > 1e-6:
        assert moved_since(found, 2022) == (0 if abs(difference) <= room else 1 if difference > 0 else -1)


def test_an_earlier_year_that_is_not_known_is_not_compared() -> None:
    assert moved_since(asked((77.0, 200)), 2019) == 0


def test_roundings_of_counts_add_up_as_they_did() -> None:
    counted = figure(40.0, 44.0, naam=Naam("het aandeel"), unit=PROCENT, fout=1.5)

    assert (counted.now.laagste, counted.now.hoogste) == (1.0, 7.0)
    assert counted.now.grof


# What is aimed at


def test_a_target_is_reached_only_beyond_the_margin() -> None:
    assert asked((90.0, 600), aim=80).doel == Doel(80, "gehaald")
    assert asked((81.0, 600), aim=80).doel == Doel(80, "niet te zeggen")
    assert asked((79.0, 600), aim=80).doel == Doel(80, "niet te zeggen")
    assert asked((70.0, 600), aim=80).doel == Doel(80, "nog niet")
    assert asked((90.0, 600)).doel is None


def test_without_respondents_nobody_can_say_whether_it_was_reached() -> None:
    assert asked((100.0, None), aim=10).doel == Doel(10, "niet te zeggen")


@given(SHARES, ASKED, SHARES)
def test_a_target_is_judged_by_the_least_and_the_most_that_the_percentage_can_be(p: float, n: int, aim: float) -> None:
    least, most = p - margin(p, n), p + margin(p, n)
    judged = "gehaald" if least >= aim else "nog niet" if most < aim else "niet te zeggen"

    doel = asked((p, n), aim=aim).doel

    if min(abs(least - aim), abs(most - aim)) > 1e-9:
        assert doel == Doel(aim, judged)


def test_the_table_has_a_column_for_targets_only_where_there_are() -> None:
    shown = str(figures_table([asked((90.0, 600), aim=80)], "Oordeel"))

    assert '<th scope="col">Doel</th>' in shown
    assert "<td>80%: gehaald</td>" in shown
    assert "Doel" not in str(figures_table([asked((90.0, 600))], "Oordeel"))


@examples(20)
@given(years=st.lists(st.tuples(SHARES, st.none() | ASKED), min_size=1, max_size=4), aim=st.none() | SHARES)
def test_the_section_of_surveys_tells_and_draws_whatever_was_answered(
    years: list[tuple[float, int | None]], aim: float | None
) -> None:
    section = next(section for section in SECTIONS if section.sleutel == "beleidsindicatoren")
    figures = section.figures(surveys(*years, aim=aim), HENGELO, 2024)

    spec = section.chart(figures).to_dict()

    assert section.text(figures).zinnen
    texts = [row.get("tekst") for rows in spec["datasets"].values() for row in rows]
    assert (aim is not None) == any(str(text).startswith("doel ") for text in texts)


def test_the_document_of_a_section_has_its_targets() -> None:
    rows = example.tables().frames["beleidsindicatoren"].with_columns(streefwaarde=pl.lit(80.0))
    frames = {**example.tables().frames, "beleidsindicatoren": rows}

    sheet = factsheet(Tables(frames, SETTINGS), {}, HENGELO, 2024)  # type: ignore[arg-type]

    part = next(s for s in as_document(sheet, 1)["secties"] if s["sleutel"] == "beleidsindicatoren")
    assert [(doel["jaar"], doel["streefwaarde"], doel["oordeel"]) for doel in part["doelen"]] == [
        (2024, 80, "niet te zeggen"),  # 79%
        (2024, 80, "gehaald"),  # 89%
        (2024, 80, "gehaald"),  # 90%
    ]
    assert "2024: 89%; doel 80%: gehaald" in example.as_text(sheet)
    assert json.dumps(part["grafiek"]).count("doel 80%") >= 3
    assert isinstance(alt.Chart.from_dict(part["grafiek"]), alt.TopLevelMixin)


def test_a_target_changes_nothing_else() -> None:
    with_aim, without = asked((90.0, 600), (88.0, 600), aim=80), asked((90.0, 600), (88.0, 600))

    assert replace(with_aim, doel=None) == without
