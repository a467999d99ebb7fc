"""The sheet of a wijk: its lines against the published figures, and the three things that stand out."""

from __future__ import annotations

import itertools

import pytest

from factsheet import wijkblad
from factsheet.narrate import notation, passages
from factsheet.settings import Area, current
from schemas.domain import WETTEN
from tests import example

SETTINGS = current()
COLUMNS = SETTINGS.samenvatting.wijkblad
YEARS = (2021, 2022, 2023, 2024)
WIJKEN = pytest.mark.parametrize("wijk", SETTINGS.wijken, ids=lambda wijk: wijk.slug)


def lines(wijk: Area, year: int = 2024) -> tuple[wijkblad.Line, ...]:
    sheets = [example.sheet(year, other) for other in SETTINGS.wijken]
    return wijkblad.lines(example.sheet(year, wijk), sheets, COLUMNS)


@WIJKEN
def test_a_wijk_has_twelve_lines_each_beside_the_municipality(wijk):
    found = lines(wijk)

    assert [line.naam for line in found] == [column.naam for column in COLUMNS]
    assert len(found) == 12
    assert all(line.figuur.gemeente for line in found)


@WIJKEN
def test_a_dot_stands_where_the_figure_is_between_those_of_all_wijken(wijk):
    for line, column in zip(lines(wijk), COLUMNS, strict=True):
        values = {w: f.value for w in SETTINGS.wijken if (f := example.sheet(2024, w).figure(column.cijfer))}
        known = [value for value in values.values() if value is not None]
        own = values[wijk]
        if own is None:
            assert line.hier is None
            continue
        assert line.hier is not None
        assert line.gemeente is not None
        # More than the municipality stands to its right, and so for every other wijk.
        whole = line.figuur.gemeente.value if line.figuur.gemeente else None
        assert whole is not None
        assert (line.hier > line.gemeente) == (own > whole)
        assert sum(place > line.hier for place in line.andere) == sum(value > own for value in known)
        assert len(line.andere) == len(known) - 1
        assert all(0 <= place <= 1 for place in (line.hier, line.gemeente, *line.andere))


@pytest.mark.parametrize("year", YEARS)
@WIJKEN
def test_three_things_stand_out_each_with_its_number_of_people(wijk, year):
    sheet = example.sheet(year, wijk)
    found = [passage for passage in passages(sheet.opvallend) if "Vergelijken kan" not in passage[0].tekst]

    assert len(found) == 3
    for passage in found:
        people = sheet.figure(passage[0].feiten[0].sleutel)
        assert people is not None
        assert people.unit.soort == "aantal"
        assert notation.shown(people) in passage[0].tekst
    assert len({passage[0].feiten[0].sleutel for passage in found}) == 3


@pytest.mark.parametrize("year", YEARS)
@WIJKEN
def test_what_stands_out_agrees_with_the_figures(wijk, year):
    for said in example.sheet(year, wijk).opvallend:
        for fact in said.feiten:
            if "meer dan in heel" in said.tekst or "minder dan in heel" in said.tekst:
                own = example.sheet(year, wijk).cijfers[fact.sleutel]
                assert own.gemeente is not None
                assert own.value is not None
                assert own.gemeente.value is not None
                assert (own.value > own.gemeente.value) == ("meer dan" in said.tekst), said.tekst


def test_no_wijk_is_told_that_it_stands_out_where_another_one_does_more():
    """Of the wijken with a clear difference in bijstand, the highest and the lowest tell it."""
    shares = {wijk: example.sheet(2024, wijk).cijfers["bijstand.aandeel"].value or 0 for wijk in SETTINGS.wijken}

    for wijk in (max(shares, key=shares.__getitem__), min(shares, key=shares.__getitem__)):
        assert any("bijstand" in said.tekst for said in example.sheet(2024, wijk).opvallend)


def test_the_municipality_has_nothing_that_stands_out_in_it():
    assert all(example.sheet(year).opvallend == () for year in YEARS)


def test_the_sheet_has_two_charts_the_laws_per_year_and_ages():
    for wijk in itertools.islice(SETTINGS.wijken, 3):
        specs = list(wijkblad.chart_specs(example.sheet(2024, wijk)))

        assert len(specs) == 2
        drawn = str(specs[0]["datasets"])
        assert all(notation.shown(example.sheet(2024, wijk).cijfers[wet.groep.omvang]) in drawn for wet in WETTEN)
