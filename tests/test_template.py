"""Templates: an empty file that is right but for its empty cells, and the help that goes with it."""

from __future__ import annotations

import polars as pl
import pytest

from factsheet.parse import parse
from factsheet.settings import current
from factsheet.template import describe, template
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
    empty[-1 if dataset != "ses" else 3] = "2022" if dataset == "ses" else empty[-1]
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
