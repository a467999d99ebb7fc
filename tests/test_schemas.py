"""The schemas: each is complete, none depends on the program, and a new file is all that a new dataset takes."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

import schemas
from factsheet.parse import parse
from factsheet.settings import current
from factsheet.template import describe
from factsheet.validate import check
from schemas import SCHEMAS, YearlyCsv, column, titled

FOLDER = Path(schemas.__file__).parent
GOED = Path(__file__).parent / "uploads" / "goed"


def test_there_is_one_dataset_per_file() -> None:
    files = {path.stem for path in FOLDER.glob("*.py")} - {"__init__", *schemas.HELPERS}

    assert set(SCHEMAS) == files


def test_the_datasets_are_those_of_the_design() -> None:
    assert set(SCHEMAS) == {
        *("bevolking", "huishoudens", "woningen", "ses", "gebruik", "piramide", "uitgaven", "prijscorrectie"),
        *("begeleiding", "loonkostensubsidie", "beleidsindicatoren", "vergelijking"),
    }


def test_schemas_import_nothing_of_the_program() -> None:
    for path in FOLDER.rglob("*.py"):
        imports = [
            node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Import | ast.ImportFrom)
        ]
        names = {alias.name for node in imports for alias in node.names} | {
            node.module for node in imports if isinstance(node, ast.ImportFrom)
        }
        assert not {name for name in names if name and name.startswith("factsheet")}


@pytest.mark.parametrize("dataset", SCHEMAS)
def test_every_schema_has_help_that_names_period_and_source(dataset: str) -> None:
    text = "\n".join(SCHEMAS[dataset].about())

    assert "Periode: " in text
    assert "Bron: " in text


@pytest.mark.parametrize("dataset", SCHEMAS)
def test_every_dataset_has_a_name_in_words(dataset: str) -> None:
    assert titled(dataset) == f"{SCHEMAS[dataset].title} ({dataset})"
    assert len(SCHEMAS[dataset].title) > len("woningen")


def test_a_dataset_that_is_no_more_keeps_its_name() -> None:
    assert titled("bankjes") == "bankjes"


@pytest.mark.parametrize("dataset", SCHEMAS)
def test_every_column_has_a_title_and_every_figure_a_unit(dataset: str) -> None:
    schema = SCHEMAS[dataset]

    assert all(info.title for info in schema.columns().values())
    assert all(schema.columns()[name].unit for name in schema.measures())


@pytest.mark.parametrize("dataset", SCHEMAS)
def test_columns_begin_with_jaar_and_gebied(dataset: str) -> None:
    schema = SCHEMAS[dataset]

    expected = ["jaar", "gebied"] if schema.per_area else ["jaar"]
    assert list(schema.columns())[: len(expected)] == expected
    assert [name for name, info in schema.columns().items() if info.is_area] == (["gebied"] if schema.per_area else [])


@pytest.mark.parametrize("dataset", SCHEMAS)
def test_the_keys_of_a_row_are_columns_and_no_figures(dataset: str) -> None:
    schema = SCHEMAS[dataset]

    assert schema.grid
    assert set(schema.grid) <= set(schema.columns()) - set(schema.measures())
    assert any(schema.columns()[name].is_area for name in schema.grid) == schema.per_area


def test_counts_of_people_in_support_are_marked_and_no_others() -> None:
    marked = {
        (dataset, name) for dataset, schema in SCHEMAS.items() for name, info in schema.columns().items() if info.people
    }

    assert marked == {
        ("gebruik", "aantal"),
        ("gebruik", "indicaties"),
        ("piramide", "clienten"),
        ("begeleiding", "clienten"),
        ("loonkostensubsidie", "ontvangers"),
    }


def test_euros_are_marked() -> None:
    marked = {
        (dataset, name)
        for dataset, schema in SCHEMAS.items()
        for name, info in schema.columns().items()
        if info.unit == "euro"
    }

    assert marked == {("uitgaven", "uitgaven"), ("loonkostensubsidie", "uitgaven")}


@pytest.mark.parametrize("dataset", SCHEMAS)
def test_good_rows_pass_the_schema_by_itself(dataset: str) -> None:
    rows = parse((GOED / f"{dataset}.csv").read_bytes()).rows

    assert SCHEMAS[dataset].validate(rows, lazy=True) is not None


@pytest.mark.parametrize("dataset", SCHEMAS)
def test_every_rule_is_told_beforehand(dataset: str) -> None:
    told = " ".join(described.rule for described in describe(dataset, current()))

    assert all(rule.help in told for rule in SCHEMAS[dataset].rules(current()))
    assert all(rule.help for rule in SCHEMAS[dataset].rules(current()))


def test_combinations_of_begeleiding_pair_each_klasse_with_its_vorm() -> None:
    combinations = SCHEMAS["begeleiding"].combinations(current(), pl.DataFrame())

    expected = {
        (wet, vorm.sleutel, klasse.naam)
        for wet in ("Wmo", "Jeugdwet")
        for vorm in current().vormen
        for klasse in vorm.klassen
    }
    assert set(combinations.rows()) == expected
    assert len(combinations) == len(expected)


def test_a_new_dataset_works_without_a_change_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    class Fietsen(YearlyCsv, grid=("gebied",)):
        """Hoeveel fietsen er zijn."""

        fietsen: int = column("Fietsen", unit="fietsen", ge=0, public=True)

    monkeypatch.setitem(SCHEMAS, "fietsen", Fietsen)
    areas = [area.naam for area in current().areas]
    file = "jaar;gebied;fietsen\n" + "".join(f"2024;{area};1.000\n" for area in areas)

    checked = check(file.encode(), current())

    assert (checked.dataset, checked.ok, checked.rows["fietsen"].sum()) == ("fietsen", True, 11_000)
    assert [described.column for described in describe("fietsen", current())] == ["jaar", "gebied", "fietsen"]


def found_with(folder: Path, name: str, text: str) -> subprocess.CompletedProcess[str]:
    """What happens when the schemas are found with one more file in their folder; prints the columns of its dataset."""
    shutil.copytree(FOLDER, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / f"{name}.py").write_text(text)
    program = (
        "import importlib.util, sys\n"
        f"spec = importlib.util.spec_from_file_location('schemas', {str(folder / '__init__.py')!r}, "
        f"submodule_search_locations=[{str(folder)!r}])\n"
        "module = importlib.util.module_from_spec(spec); sys.modules['schemas'] = module\n"
        "spec.loader.exec_module(module)\n"
        f"print(*module.SCHEMAS[{name!r}].columns())\n"
    )
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)


FIETSEN = """
from schemas.columns import column
from schemas.dataset import YearlyCsv
class Fietsen(YearlyCsv, grid=("gebied",)):
    fietsen: int = column("Fietsen", unit="fietsen", {})
"""


def test_a_new_file_in_the_folder_is_found(tmp_path: Path) -> None:
    run = found_with(tmp_path, "fietsen", FIETSEN.format("public=True"))

    assert run.stdout.split() == ["jaar", "gebied", "fietsen"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (FIETSEN.format("ge=0"), "TypeError: schemas/nieuw.py, column fietsen: say whom it is about"),
        ("def help(): ...\n", "TypeError: schemas/nieuw.py declares 0 schemas."),
        (
            FIETSEN.format("public=True") + "class Meer(Fietsen, grid=('gebied',)): ...\n",
            "nieuw.py declares 2 schemas.",
        ),
    ],
)
def test_a_file_that_is_no_dataset_or_says_too_little_is_refused_by_name(tmp_path: Path, text: str, said: str) -> None:
    run = found_with(tmp_path, "nieuw", text)

    assert run.returncode != 0
    assert said in run.stderr.splitlines()[-1]
