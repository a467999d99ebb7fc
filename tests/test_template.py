"""Templates: an empty file that is right but for its empty cells, and the help that goes with it."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

import openpyxl
import polars as pl
import pytest
from openpyxl import Workbook

from factsheet.parse import parse
from factsheet.settings import current
from factsheet.template import describe, template, workbook_template
from factsheet.validate import check
from schemas import SCHEMAS


@pytest.mark.parametrize("dataset", SCHEMAS)
def test_a_template_lacks_nothing_but_values(dataset: str) -> None:
    checked = check(template(dataset, 2024, current()), current())

    assert checked.problems
    assert {problem.message.split(".")[0] for problem in checked.problems} == {"Deze cel is leeg"}


@pytest.mark.parametrize("dataset", SCHEMAS)
def test_a_dataset_is_recognised_by_the_header_of_its_template(dataset: str) -> None:
    parsed = parse(template(dataset, 2024, current()))

    assert (parsed.dataset, parsed.year, parsed.problems) == (dataset, 2024, ())


@pytest.mark.parametrize("dataset", [name for name, schema in SCHEMAS.items() if schema.per_area])
def test_a_template_has_a_row_for_every_area_and_combination(dataset: str) -> None:
    schema = SCHEMAS[dataset]
    rows = parse(template(dataset, 2024, current())).rows

    combinations = max(1, len(schema.combinations(current(), pl.DataFrame())))
    assert len(rows) == (len(current().areas) + schema.onbekend) * combinations
    assert rows.select(schema.grid).is_duplicated().sum() == 0


@pytest.mark.parametrize("dataset", SCHEMAS)
def test_a_template_that_is_filled_in_has_no_problems_of_form(dataset: str) -> None:
    schema = SCHEMAS[dataset]
    fill = {"Int64": "0", "Float64": "0", "Date": "31-12-2024", "Boolean": "ja", "String": "x"}
    header, *lines = template(dataset, 2024, current()).decode("utf-8-sig").splitlines()
    empty = [fill[str(info.dtype)] for info in schema.columns().values()]
    special = {"scorejaar": "2022", "kort": "Van allen is % tevreden", "cijfer": "wmo.aandeel"}
    empty = [special.get(name, value) for name, value in zip(schema.columns(), empty, strict=True)]
    filled = [";".join(cell or value for cell, value in zip(line.split(";"), empty, strict=True)) for line in lines]

    checked = check("\n".join([header, *filled]).encode(), current())

    assert checked.problems == ()


def test_a_template_is_written_as_dutch_excel_does() -> None:
    data = template("ses", 2024, current())

    assert data.startswith("\ufeffjaar;gebied;score;scorejaar\r\n2024;Binnenstad;;\r\n".encode())
    assert data.endswith(b"2024;Hengelo;;\r\n")


def test_an_unknown_dataset_has_no_template() -> None:
    with pytest.raises(KeyError):
        template("fietsen", 2024, current())


@pytest.mark.parametrize("dataset", SCHEMAS)
def test_every_column_is_described(dataset: str) -> None:
    described = describe(dataset, current())

    assert [column.column for column in described] == list(SCHEMAS[dataset].columns())
    assert all(column.title and column.rule.endswith(".") for column in described)


def test_a_description_names_the_allowed_values_and_the_rules() -> None:
    by_column = {column.column: column for column in describe("begeleiding", current())}

    assert by_column["vorm"].rule == "Kies uit: individueel, groep."
    assert "1 of 2 dagdelen" in by_column["klasse"].rule
    assert "De klasse hoort bij de vorm." in by_column["klasse"].rule
    assert by_column["clienten"].rule.startswith("Vul een heel getal in, 0 of meer.")
    assert by_column["omvang"].unit == "minuten of dagdelen per week"


def test_a_description_says_which_columns_may_stay_empty() -> None:
    by_column = {column.column: column for column in describe("gebruik", current())}

    assert by_column["indicaties"].rule.endswith("Mag leeg blijven.")
    assert "leeg" not in by_column["aantal"].rule


# The workbook


def opened(dataset: str, year: int = 2024) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook_template(dataset, year, current())))


@pytest.mark.parametrize("dataset", SCHEMAS)
def test_a_workbook_has_the_same_header_and_rows_as_the_csv(dataset: str) -> None:
    lines = [line.split(";") for line in template(dataset, 2024, current()).decode("utf-8-sig").splitlines()]

    sheet = opened(dataset).worksheets[0]

    assert sheet.title == dataset
    assert [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)] == lines


@pytest.mark.parametrize("dataset", SCHEMAS)
def test_what_is_filled_in_is_grey_and_what_must_be_filled_in_is_white_and_empty(dataset: str) -> None:
    sheet = opened(dataset).worksheets[0]

    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row]

    assert {cell.fill.fgColor.rgb for cell in cells if cell.value is not None} == {"00E3E8ED"}
    assert {cell.fill.fill_type for cell in cells if cell.value is None} == {None}
    assert any(cell.value is None for cell in cells)


@pytest.mark.parametrize("dataset", SCHEMAS)
def test_every_column_but_those_of_free_text_is_checked_in_dutch(dataset: str) -> None:
    schema, sheet = SCHEMAS[dataset], opened(dataset).worksheets[0]
    free = [n for n, i in schema.columns().items() if i.dtype == pl.String and not i.is_area and i.allowed is None]

    checked = {
        sheet.cell(1, area.min_col).value: validation
        for validation in sheet.data_validations.dataValidation
        for area in validation.sqref.ranges
    }

    assert sorted([*checked, *free]) == sorted(schema.columns())
    assert all(check.error.endswith(".") and len(check.error) <= 255 for check in checked.values())
    assert all(check.showErrorMessage and check.errorStyle in (None, "stop") for check in checked.values())
    assert all(area.max_row > sheet.max_row for c in checked.values() for area in c.sqref.ranges)


def test_lists_offer_every_wijk_and_every_category() -> None:
    workbook = opened("bevolking")

    lists = {
        column[0].value: [cell.value for cell in column[1:] if cell.value]
        for column in workbook["Keuzelijsten"].columns
    }

    town = current()
    assert lists["gebied"] == [*(wijk.naam for wijk in town.wijken), "onbekend", town.gemeente.naam]
    assert lists["leeftijdsgroep"] == ["0-15", "15-25", "25-45", "45-65", "65+"]
    assert workbook["Keuzelijsten"].sheet_state == "veryHidden"
    (gebied,) = [v for v in workbook.worksheets[0].data_validations.dataValidation if str(v.sqref).startswith("B2")]
    assert gebied.formula1 == f"'Keuzelijsten'!$B$2:$B${len(town.wijken) + 3}"


@pytest.mark.parametrize(
    ("dataset", "column", "of_kind", "bounds"),
    [
        ("bevolking", "inwoners", "whole", ("0", None)),
        ("beleidsindicatoren", "percentage", "decimal", ("0", "100")),
        ("ses", "score", "decimal", ("-1", "1")),
        ("prijscorrectie", "mutatie", "decimal", ("-20", "50")),
        ("piramide", "peildatum", "date", ("36526", "73415")),
        ("bevolking", "jaar", "whole", ("2024", None)),
    ],
)
def test_numbers_and_dates_have_the_bounds_of_the_schema(
    dataset: str, column: str, of_kind: str, bounds: tuple[str, str | None]
) -> None:
    place = list(SCHEMAS[dataset].columns()).index(column) + 1

    (found,) = [
        validation
        for validation in opened(dataset).worksheets[0].data_validations.dataValidation
        if next(iter(validation.sqref.ranges)).min_col == place
    ]

    assert (found.type, found.formula1, found.formula2) == (of_kind, *bounds)


@pytest.mark.parametrize("dataset", SCHEMAS)
def test_the_second_sheet_explains_the_file_and_every_column(dataset: str) -> None:
    sheet = opened(dataset)["Uitleg"]

    said = [tuple(cell or "" for cell in row) for row in sheet.iter_rows(values_only=True)]

    assert said[0][0] == f"{dataset} 2024"
    assert said[1][0] == (SCHEMAS[dataset].__doc__ or "").splitlines()[0]
    assert [row for row in said if row in describe(dataset, current())] == describe(dataset, current())


@pytest.mark.parametrize("dataset", SCHEMAS)
def test_a_workbook_is_sound_inside_and_calculates_nothing(dataset: str) -> None:
    archive = zipfile.ZipFile(io.BytesIO(workbook_template(dataset, 2024, current())))

    parts = {name: archive.read(name) for name in archive.namelist()}

    assert archive.testzip() is None
    for name, data in parts.items():
        ElementTree.fromstring(data)
        assert f'/{name}"'.encode() in parts["[Content_Types].xml"] or name.endswith((".rels", "Types].xml"))
    assert not any(b"<f>" in data for name, data in parts.items() if name.startswith("xl/worksheets/"))


@pytest.mark.parametrize("dataset", SCHEMAS)
def test_a_workbook_template_is_read_back_and_lacks_nothing_but_values(dataset: str) -> None:
    checked = check(workbook_template(dataset, 2024, current()), current())

    assert (checked.dataset, checked.year) == (dataset, 2024)
    assert {problem.message.split(".")[0] for problem in checked.problems} == {"Deze cel is leeg"}
