"""Figures of other areas: the file that holds them, and where readers find them beside our own."""

from __future__ import annotations

import dataclasses
import json
import zlib
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import altair as alt
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet.charts import bars
from factsheet.editing import sheet as editing
from factsheet.edition import Factsheet, factsheet, rendered
from factsheet.effect import FigureMoved, between
from factsheet.export.document import as_document
from factsheet.figures import EURO_PER_CLIENT, INWONERS, PROCENT, SCORE, Elders, Figure, Naam, Tables, clearly_apart
from factsheet.markup.tables import figures_table
from factsheet.release import snapshot
from factsheet.release.disclose import NO_YEAR, disclose
from factsheet.release.snapshot import Concept
from factsheet.rows import PublishedRows, TrueRows
from factsheet.settings import current
from factsheet.summary import figures_known
from factsheet.template import template
from factsheet.validate import check
from schemas import SCHEMAS, cijfers
from tests import example, random_data
from tests.by_hand import figure
from tests.examples import examples

SETTINGS = current()
HENGELO, WIJK = SETTINGS.gemeente, SETTINGS.wijken[0]
YEAR = 2024
FILE = "vergelijking"
HEAD = "jaar;gebied;cijfer;waarde;bron\n"
Row = tuple[str, str, float, str]

SOME: tuple[Row, ...] = (
    ("Twente", "wmo.aandeel", 9.5, "Kennispunt"),
    ("Nederland", "wmo.aandeel", 7.0, "CBS"),
    ("Nederland", "ses.score", 0.01, "CBS"),
    ("Nederland", "inwoners", 17_900_000, "CBS"),
    ("Nederland", "woningen.koop.aandeel", 57.4, "Kadaster"),
)


def beside(*rows: Row, year: int = YEAR) -> Tables:
    """The example with these figures of other areas instead of its own."""
    own = pl.DataFrame(
        [(year, *row) for row in rows], schema=["jaar", "gebied", "cijfer", "waarde", "bron"], orient="row"
    )
    others = {name: frame for name, frame in example.tables().frames.items() if name != FILE}
    return Tables(PublishedRows(others | ({FILE: own} if rows else {})), SETTINGS)


def figure_of(tables: Tables, key: str, area: Any = HENGELO, year: int = YEAR) -> Figure:
    found = factsheet(tables, {}, area, year).figure(key)
    assert found is not None
    return found


def part_of(sheet: Factsheet, key: str) -> Any:
    return next(part for part in sheet.secties if part.sleutel == key)


# The file


def test_the_keys_that_a_file_may_name_are_those_of_the_figures() -> None:
    towns = [SETTINGS, random_data.town(2), dataclasses.replace(SETTINGS, lagen=("sociale basis",), vormen=())]
    towns.append(dataclasses.replace(SETTINGS, vormen=SETTINGS.vormen[1:], lagen=("maatwerk", "nieuwe laag")))

    for town in towns:
        known = cijfers.keys(town)
        assert set(known) == set(figures_known(town.lagen, town.vormen))
        assert len(set(known)) == len(known)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("WMO.aandeel", "wmo.aandeel"), ("ses score", "ses.score"), ("Inwoners 65+ aandeel", "inwoners.65+.aandeel")],
)
def test_the_nearest_key_is_offered_as_what_was_meant(typed: str, meant: str) -> None:
    checked = check(f"{HEAD}2024;Nederland;{typed};7;CBS\n".encode(), SETTINGS)

    assert [(problem.column, problem.suggestion) for problem in checked.problems] == [("cijfer", meant)]


@examples(50)
@given(st.text(max_size=40))
def test_whatever_is_typed_some_key_is_nearest(typed: str) -> None:
    known = cijfers.keys(SETTINGS)

    assert cijfers.nearest(typed, known) in known


@pytest.mark.parametrize("area", SETTINGS.areas, ids=lambda area: area.slug)
def test_our_own_areas_are_refused_by_name_and_by_code(area: Any) -> None:
    for name in (area.naam, area.naam.upper(), area.code):
        checked = check(f"{HEAD}2024;{name};wmo.aandeel;7;CBS\n".encode(), SETTINGS)
        assert [(problem.severity, problem.column) for problem in checked.problems] == [("fout", "gebied")]


def test_any_other_name_is_an_area_and_a_beleidsindicator_any_key() -> None:
    names = ("Nederland", "Twente", "Enschede", "Gemeenten van 50.000 tot 100.000 inwoners", "onbekend gebied")
    rows = "".join(f"2024;{name};indicator.{place};7,5;CBS\n" for place, name in enumerate(names))

    checked = check((HEAD + rows).encode(), SETTINGS)

    assert checked.problems == ()
    assert tuple(checked.rows["gebied"]) == names


def test_an_empty_file_has_room_for_one_row_and_names_no_wijken() -> None:
    text = template(FILE, YEAR, SETTINGS).decode("utf-8-sig")

    assert text.splitlines() == [HEAD.strip(), "2024;;;;"]
    assert editing.choices(SCHEMAS[FILE], "gebied", SETTINGS) is None


def test_what_is_published_of_it_is_what_was_uploaded() -> None:
    true = example.true_tables(YEAR)

    published = disclose(TrueRows(true), NO_YEAR, SETTINGS)

    assert published[FILE].equals(true[FILE])


def test_rows_from_before_a_column_existed_can_still_be_edited() -> None:
    rows = example.true_tables(YEAR)["beleidsindicatoren"].drop("kort")

    texts = editing.as_texts(rows, SCHEMAS["beleidsindicatoren"], SETTINGS)

    assert texts["kort"].null_count() == rows.height
    assert texts["percentage"].to_list() == ["79,0", "89,0", "90,0"]


# Figures


def test_a_figure_has_the_other_areas_of_its_year_in_the_order_of_the_file() -> None:
    tables = beside(*SOME)

    assert figure_of(tables, "wmo.aandeel").elders == (
        Elders("Twente", 9.5, "Kennispunt"),
        Elders("Nederland", 7, "CBS"),
    )
    assert figure_of(tables, "ses.score").elders == (Elders("Nederland", 0.01, "CBS"),)
    assert figure_of(tables, "jeugdwet.aandeel").elders == ()
    assert figure_of(tables, "wmo.aandeel", year=2023).elders == ()


def test_a_wijk_reaches_them_by_way_of_its_municipality() -> None:
    own = figure_of(beside(*SOME), "wmo.aandeel", WIJK)

    assert own.elders == ()
    assert own.gemeente is not None
    assert own.elsewhere == own.gemeente.elders != ()


def test_a_beleidsindicator_is_named_by_its_key() -> None:
    key = next(key for key in example.sheet(YEAR).cijfers if key.startswith(cijfers.INDICATOR))

    assert figure_of(beside(("Nederland", key, 80.0, "CBS")), key).elders == (Elders("Nederland", 80, "CBS"),)


def test_a_share_of_the_young_counts_all_who_are_younger_than_25() -> None:
    rows = example.true_tables(YEAR)
    young = sum(
        row["inwoners"]
        for row in rows["bevolking"].rows(named=True)
        if row["gebied"] == HENGELO.code and row["leeftijdsgroep"] in {"0-15", "15-25"}
    )

    found = figure_of(example.tables(), "jeugdwet.aandeel_jongeren")

    printed = figure_of(example.tables(), "jeugdwet.clienten").value
    assert printed is not None
    assert found.now.precies == pytest.approx(100 * printed / young)


# Above or below


def of(value: float, unit: Any, fout: float = 0.0) -> Figure:
    return figure(value, naam=Naam("het cijfer"), unit=unit, fout=fout)


@pytest.mark.parametrize(
    ("own", "fout", "unit", "other", "expected"),
    [
        (9.0, 0.0, PROCENT, 7.0, 1),
        (7.0, 0.0, PROCENT, 9.0, -1),
        (9.0, 0.0, PROCENT, 8.5, 0),  # which prints as 9%
        (9.4, 0.0, PROCENT, 8.6, 0),  # both print as 9%
        (9.0, 1.6, PROCENT, 7.0, 0),  # 7,4 and 7,5 may be all there is between them
        (9.0, 1.4, PROCENT, 7.0, 1),
        (-0.030, 0.0, SCORE, 0.0, -1),
        (0.0005, 0.0, SCORE, 0.0, 0),
        (2100.0, 80.0, EURO_PER_CLIENT, 2000.0, 1),
        (2100.0, 99.6, EURO_PER_CLIENT, 2000.0, 0),
        (80_000.0, 0.0, INWONERS, 17_900_000.0, 0),  # numbers are of areas of another size
    ],
)
def test_above_or_below_another_area_is_told_beyond_both_roundings(
    own: float, fout: float, unit: Any, other: float, expected: int
) -> None:
    assert clearly_apart(of(own, unit, fout), Elders("Nederland", other, "CBS")) == expected


TENTHS = st.integers(0, 1000).map(lambda number: number / 10)


@given(TENTHS, TENTHS, TENTHS)
def test_what_is_above_is_so_for_everything_that_may_be_behind_both(own: float, fout: float, other: float) -> None:
    found = clearly_apart(of(own, PROCENT, fout), Elders("Nederland", other, "CBS"))

    least, most = (Fraction(str(own)) + sign * Fraction(str(fout)) for sign in (-1, 1))
    below, above = (Fraction(str(other)) + sign * Fraction(1, 2) for sign in (-1, 1))
    if found == 1:
        assert least > above
    if found == -1:
        assert most < below
    if not found:
        alike = int(own + 0.5) == int(other + 0.5)
        assert (least <= above and most >= below) or alike


def test_a_figure_that_is_not_known_is_not_compared() -> None:
    assert clearly_apart(figure(None, naam=Naam("x"), unit=PROCENT), Elders("Nederland", 7, "CBS")) == 0


def test_the_margin_of_a_survey_counts() -> None:
    survey = figure(84.0, naam=Naam("x"), unit=PROCENT, steekproef=4.0)

    assert clearly_apart(survey, Elders("Nederland", 80, "CBS")) == 0
    assert clearly_apart(survey, Elders("Nederland", 79, "CBS")) == 1


# Tables and texts


def test_a_table_has_a_column_for_each_area_and_tells_where_it_comes_from() -> None:
    sheet = factsheet(beside(*SOME), {}, HENGELO, YEAR)

    shown = str(figures_table(part_of(sheet, "gebruik").cijfers, "Gebruik"))

    assert "<caption>Gebruik. Ter vergelijking: Twente (bron: Kennispunt), Nederland (bron: CBS).</caption>" in shown
    assert '<th scope="col">Twente</th><th scope="col">Nederland</th>' in shown
    assert "<td>10%</td><td>7%</td></tr>" in shown


def test_the_table_of_a_wijk_has_them_beside_its_municipality() -> None:
    sheet = factsheet(beside(*SOME), {}, WIJK, YEAR)

    shown = str(figures_table(part_of(sheet, "ses").cijfers, "Score"))

    assert '<th scope="col">Hengelo, 2022</th><th scope="col">Nederland</th>' in shown
    assert "<td>0,010</td></tr>" in shown


def test_what_is_printed_names_each_area_and_its_source() -> None:
    text = example.as_text(factsheet(beside(*SOME), {}, HENGELO, YEAR))

    assert "2024: 9%; Twente 10%; Nederland 7%\n" in text
    assert "  Inwoners: " in text and "; Nederland 17.900.000\n" in text
    assert "  Ter vergelijking: Nederland (bron: Kadaster).\n" in text


def test_the_document_has_them_by_key() -> None:
    part = part_of_document(factsheet(beside(*SOME), {}, HENGELO, YEAR), "wonen")

    assert part["vergelijking"] == [
        {
            "sleutel": "woningen.koop.aandeel",
            "jaar": 2024,
            "gebied": "Nederland",
            "waarde": 57.4,
            "bron": "Kadaster",
        }
    ]
    assert part_of_document(factsheet(beside(), {}, HENGELO, YEAR), "wonen")["vergelijking"] == []


def part_of_document(sheet: Factsheet, key: str) -> Any:
    return next(part for part in as_document(sheet, 1)["secties"] if part["sleutel"] == key)


def test_without_the_file_no_table_has_a_word_of_it() -> None:
    sheet = factsheet(beside(), {}, HENGELO, YEAR)

    assert "ergelijking" not in "".join(str(figures_table(part.cijfers, part.titel)) for part in sheet.secties)
    assert "Nederland 7%" not in example.as_text(sheet)
    assert "Ter vergelijking" not in example.as_text(sheet)


# Charts


def specs(tables: Tables, area: Any = HENGELO) -> dict[str, str]:
    return {part.sleutel: json.dumps(part.grafiek) for part in factsheet(tables, {}, area, YEAR).secties}


def everything(*names: str) -> Iterator[Row]:
    """A value of each of these areas for every figure."""
    keys = [*cijfers.keys(SETTINGS), *(k for k in example.sheet(YEAR).cijfers if k.startswith(cijfers.INDICATOR))]
    yield from ((name, key, 3.0 + 40 * place, "CBS") for place, name in enumerate(names) for key in keys)


@pytest.mark.parametrize("area", [HENGELO, WIJK], ids=lambda area: area.slug)
def test_a_chart_without_other_areas_is_the_same_to_the_byte(area: Any) -> None:
    without, only_numbers = specs(beside(), area), specs(beside(("Nederland", "wmo.clienten", 1e6, "CBS")), area)

    assert without == only_numbers
    assert "Nederland" not in "".join(without.values())


DRAWN = {"inwoners", "huishoudens", "wonen", "ses", "gebruik"}


@pytest.mark.parametrize("area", [HENGELO, WIJK], ids=lambda area: area.slug)
def test_every_chart_with_other_areas_names_them_and_is_valid(area: Any) -> None:
    without, found = specs(beside(), area), specs(beside(*everything("Nederland", "Twente")), area)

    drawn = {key for key, spec in found.items() if spec != without[key]}

    assert drawn == DRAWN | ({"beleidsindicatoren"} if area.is_gemeente else set())
    for key in drawn:
        assert "Nederland" in found[key] and "Twente" in found[key]
        assert alt.LayerChart.from_dict(json.loads(found[key]))  # validated against the schema of Vega-Lite


def test_under_the_bars_stands_which_mark_is_which_area() -> None:
    areas = (Elders("Nederland", 7.0, "CBS"), Elders("Twente", 97.0, "CBS"))
    chart = bars([dataclasses.replace(of(50.0, PROCENT), elders=areas)], ["Wmo"])

    assert chart is not None
    spec = chart.to_dict()
    rows = [row for rows in spec["datasets"].values() for row in rows]
    assert [name for row in rows if (name := row.get("naam", ""))[:1] in "▲◆" and name] == [
        "▲ Nederland: Wmo 7%",
        "◆ Twente: Wmo 97%",
    ]
    shapes = [layer["mark"]["shape"] for layer in spec["layer"] if "shape" in layer["mark"]]
    assert shapes == ["triangle-up", "diamond"]


# What an edit does, and what is kept


def concept(*rows: Row) -> Concept:
    return Concept(beside(*rows), {}, YEAR)


def moved(before: Concept, after: Concept, area: Any = HENGELO) -> tuple[FigureMoved, ...]:
    (found,) = between(before, after, [area])
    return found.figures


ONE: Row = ("Nederland", "wmo.aandeel", 7.0, "CBS")
LABEL = "Aandeel inwoners met Wmo, Nederland"


@pytest.mark.parametrize("area", [HENGELO, WIJK], ids=lambda area: area.slug)
@pytest.mark.parametrize(
    ("before", "after", "was", "becomes"),
    [
        ([ONE], [("Nederland", "wmo.aandeel", 8.0, "CBS")], "7% (CBS)", "8% (CBS)"),
        ([ONE], [("Nederland", "wmo.aandeel", 7.0, "RIVM")], "7% (CBS)", "7% (RIVM)"),
        ([ONE], [], "7% (CBS)", None),
        ([], [ONE], None, "7% (CBS)"),
    ],
)
def test_readers_see_another_area_change_come_and_go(
    before: list[Row], after: list[Row], was: str | None, becomes: str | None, area: Any
) -> None:
    found = moved(concept(*before), concept(*after), area)

    assert [(one.label, one.was, one.wordt) for one in found] == [(LABEL, was, becomes)]


def test_an_edit_of_another_area_is_seen_without_making_all_anew() -> None:
    before = concept(ONE)
    now = Tables(beside(("Twente", *ONE[1:])).frames, SETTINGS, before.tables)

    after = Concept(now, {}, YEAR, before)

    assert [one.label for one in moved(before, after)] == [LABEL, LABEL.replace("Nederland", "Twente")]
    assert after.sheet(WIJK) == factsheet(now, {}, WIJK, YEAR)


@pytest.mark.parametrize("area", [HENGELO, WIJK], ids=lambda area: area.slug)
def test_an_edition_keeps_them(area: Any) -> None:
    rows = example.tables().frames["beleidsindicatoren"].with_columns(streefwaarde=pl.lit(80.0))
    tables = Tables(PublishedRows({**beside(*SOME).frames, "beleidsindicatoren": rows}), SETTINGS)
    made = Concept(tables, {}, YEAR)

    kept = snapshot._read(Factsheet, snapshot.documents(made)[area.code])

    assert kept == rendered(made.sheet(area))
    assert kept.cijfers["wmo.aandeel"].elsewhere == made.sheet(area).cijfers["wmo.aandeel"].elsewhere != ()
    assert {f.doel.oordeel for f in kept.cijfers.values() if f.doel} == (
        {"gehaald", "niet te zeggen"} if area.is_gemeente else set()
    )


def test_a_document_from_before_says_what_it_said() -> None:
    body = snapshot.documents(concept())[WIJK.code]

    assert not snapshot.differs({WIJK.code: aged(body)}, {WIJK.code: body})


def aged(body: bytes) -> bytes:
    """A document as it was kept before figures had targets, margins of surveys and other areas."""
    later = {"doel", "elders", "kort_zin", "steekproef"}

    def older(value: Any) -> Any:
        if isinstance(value, list):
            return [older(one) for one in value]
        if isinstance(value, dict):
            return {name: older(one) for name, one in value.items() if name not in later}
        return value

    raw = json.loads(zlib.decompress(body))
    return zlib.compress(json.dumps(older(raw)).encode())
