"""Plausibility: what is only wrong beside last year or beside other files, and that real figures are left alone."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from factsheet.parse import Parsed, parse
from factsheet.settings import current
from factsheet.template import describe
from factsheet.validate import Checked, check, validate, validate_together
from schemas import SCHEMAS
from schemas.base import RATES
from tests.beside_files import BESIDE
from tests.example_years import VOORBEELD, YEARS, files

FOUT = Path(__file__).parent / "uploads" / "fout"
COUNTED = [name for name, schema in SCHEMAS.items() if schema.per_area and name != "ses"]
Kept = Callable[[str, int], pl.DataFrame | None]


@functools.cache
def example(dataset: str, year: int) -> Parsed | None:
    path = VOORBEELD / str(year) / f"{dataset}.csv"
    return parse(path.read_bytes(), dataset) if path.exists() else None


def together(files: list[tuple[bytes, str]], **kept: Any) -> tuple[Checked, ...]:
    """The files of one upload, by bytes and name, which see each other."""
    return validate_together([parse(data, name=name) for data, name in files], current(), **kept)


def rows(dataset: str, year: int) -> pl.DataFrame | None:
    """The example years, as a store that has them gives them."""
    parsed = example(dataset, year)
    return parsed.rows if parsed else None


def this_year(dataset: str) -> pl.DataFrame:
    found = rows(dataset, 2024)
    assert found is not None
    return found


def siblings() -> dict[str, pl.DataFrame]:
    return {dataset: this_year(dataset) for dataset in SCHEMAS}


def beside(dataset: str, changed: pl.DataFrame, **others: pl.DataFrame) -> Checked:
    """A dataset of 2024 with other rows, beside the example."""
    parsed = example(dataset, 2024)
    assert parsed
    numbers = pl.Series("row", range(2, 2 + changed.height))
    return validate(
        replace(parsed, table=changed, row_numbers=numbers),
        current(),
        rows(dataset, 2023),
        {**siblings(), **others},
    )


def where(column: str, value: pl.Expr, **keys: str) -> pl.Expr:
    """The column with another value in the rows of these keys."""
    here = pl.all_horizontal(pl.lit(True), *(pl.col(name) == key for name, key in keys.items()))
    return pl.when(here).then(value).otherwise(pl.col(column)).alias(column)


# ---- a file for every rule


@functools.cache
def bad(name: str) -> Checked:
    return check((FOUT / f"{name}.csv").read_bytes(), current(), name=f"{name}.csv", last_year=rows, siblings=rows)


@pytest.mark.parametrize("name", BESIDE)
def test_a_file_that_is_wrong_beside_others_gets_its_own_messages(name: str) -> None:
    checked = bad(name)

    told = [
        (problem.severity, problem.row, problem.column, problem.message.replace("\u00a0", " "))
        for problem in checked.problems
    ]
    assert told == BESIDE[name]


@pytest.mark.parametrize("name", [name for name in BESIDE if not name.startswith("som-")])
def test_it_is_only_beside_others_that_such_a_file_is_wrong(name: str) -> None:
    checked = check((FOUT / f"{name}.csv").read_bytes(), current(), name=f"{name}.csv")

    assert checked.problems == ()


@pytest.mark.parametrize("dataset", SCHEMAS)
def test_every_rule_between_files_has_a_file_that_breaks_it(dataset: str) -> None:
    said = [problem.message for name in BESIDE if bad(name).dataset == dataset for problem in bad(name).problems]

    for rule in SCHEMAS[dataset].against():
        # The longest stretch without a figure in it.
        words = max(rule.message.replace("{", "}").split("}")[::2], key=len)
        assert any(words in message for message in said), rule.message


@pytest.mark.parametrize("dataset", SCHEMAS)
def test_every_rule_between_files_is_told_beforehand(dataset: str) -> None:
    told = " ".join(described.rule for described in describe(dataset, current()))

    assert all(rule.help and rule.help in told for rule in SCHEMAS[dataset].against())


# ---- no false alarms


@pytest.mark.parametrize("year", YEARS)
def test_an_example_file_is_plausible_beside_the_year_before_and_the_other_files(year: int) -> None:
    found = [
        (name, check(data, current(), name=name, last_year=rows, siblings=rows).problems)
        for name, data in files(year).items()
    ]

    assert [(name, problems) for name, problems in found if problems] == []


def test_all_years_at_once_are_plausible_beside_each_other() -> None:
    uploads = [(data, name) for year in YEARS for name, data in files(year).items()]

    checked = together(uploads)

    assert [file.problems for file in checked if file.problems] == []


@st.composite
def factors(draw: st.DrawFn) -> dict[str, float]:
    """How much each wijk differs from the example, between 15% less and 15% more."""
    return {wijk.code: draw(st.floats(0.85, 1.15)) for wijk in current().wijken}


def noisy(dataset: str, by: Mapping[str, float]) -> pl.DataFrame:
    """The counts of the wijken times their factor; the totals stay, but for what rounding asks."""
    table, schema = this_year(dataset), SCHEMAS[dataset]
    figures = [name for name in schema.measures() if schema.columns()[name].unit not in RATES]
    kept = sum(by.values()) / len(by)
    factor = pl.col("gebied").replace_strict({code: value / kept for code, value in by.items()}, default=1.0)
    scaled = table.with_columns((pl.col(name) * factor).round().cast(table.schema[name]) for name in figures)
    if "omvang" in figures:
        # The same volume for each client, whatever their number has become.
        each = (pl.col("omvang") / pl.col("clienten")).fill_nan(0)
        scaled = scaled.with_columns(omvang=scaled["clienten"] * table.select(each).to_series())
    if dataset == "gebruik":
        scaled = unions_within_bounds(scaled)
    return with_totals(scaled, schema.categories(), figures)


def unions_within_bounds(table: pl.DataFrame) -> pl.DataFrame:
    """What rounding by itself may have pushed over the bounds of a union."""
    for whole, one, other in (
        ("Wmo en Jeugdwet", "Wmo", "Jeugdwet"),
        ("Sociaal domein", "Wmo en Jeugdwet", "Bijstand"),
    ):
        for name in ("aantal", "indicaties"):
            parts = [pl.col(name).filter(pl.col("groep") == part).first().over("gebied") for part in (one, other)]
            union = pl.col(name).clip(pl.max_horizontal(parts), parts[0] + parts[1])
            table = table.with_columns(where(name, union, groep=whole))
    return table


def with_totals(table: pl.DataFrame, categories: list[str], figures: list[str]) -> pl.DataFrame:
    """The municipality as the sum of its parts, where it is one."""
    hengelo = pl.col("gebied").str.starts_with("GM")
    whole = [pl.col(name).filter(~hengelo).sum() for name in figures]
    if categories:
        whole = [total.over(categories) for total in whole]
    known = [pl.col(name).is_not_null() for name in figures]
    return table.with_columns(
        pl.when(hengelo & here).then(total).otherwise(pl.col(name)).alias(name)
        for name, total, here in zip(figures, whole, known, strict=True)
    )


@pytest.mark.parametrize("dataset", COUNTED)
@effort(max_examples=60, deadline=None)
@given(by=factors())
def test_wijken_that_differ_by_fifteen_percent_give_no_warning(dataset: str, by: dict[str, float]) -> None:
    changed = noisy(dataset, by)

    checked = beside(dataset, changed)

    # Noise may happen to make a wijk exactly what it was the year before: then that is what it is told of.
    assert [problem for problem in checked.problems if "zijn blijven staan" not in problem.message] == []


@effort(max_examples=60, deadline=None)
@given(moves=st.lists(st.floats(-0.05, 0.05), min_size=11, max_size=11))
def test_scores_that_move_as_scores_do_give_no_warning(moves: list[float]) -> None:
    changed = this_year("ses").with_columns(score=pl.col("score") + pl.Series(moves))

    checked = beside("ses", changed)

    assert checked.problems == ()


# ---- the year before


def test_a_wijk_that_moves_with_the_whole_municipality_is_not_told_by_itself() -> None:
    doubled = this_year("piramide").with_columns(where("clienten", pl.col("clienten") * 2, laag="sociale basis"))

    checked = beside("piramide", doubled)

    assert [(problem.row, problem.column) for problem in checked.problems] == [(25, "clienten")]


def test_a_small_group_may_double() -> None:
    noord = {"gebied": "WK016409", "wet": "Wmo", "klasse": "tot 1 uur"}
    changed = this_year("begeleiding").with_columns(
        where("clienten", pl.col("clienten") * 4, **noord), where("omvang", pl.col("omvang") * 4, **noord)
    )

    checked = beside("begeleiding", with_totals(changed, ["wet", "vorm", "klasse"], ["clienten", "omvang"]))

    assert checked.problems == ()


def test_the_number_of_respondents_may_move_as_it_likes() -> None:
    changed = this_year("beleidsindicatoren").with_columns(respondenten=pl.lit(5_000, pl.Int64))

    assert beside("beleidsindicatoren", changed).problems == ()


@pytest.mark.parametrize("factor", [10, 100, 1000])
@pytest.mark.parametrize("smaller", [True, False])
def test_a_column_in_another_unit_is_told_once_with_its_factor(factor: int, smaller: bool) -> None:
    by = 1 / factor if smaller else float(factor)
    changed = this_year("uitgaven").with_columns(uitgaven=(pl.col("uitgaven") * by).round())

    checked = beside("uitgaven", changed)

    (problem,) = checked.problems
    times = f"{factor:,}".replace(",", ".")
    assert f"ongeveer {times} keer zo {'klein' if smaller else 'groot'} als in 2023" in problem.message
    assert (problem.row, problem.column) == (None, "uitgaven")


def test_inflation_as_a_fraction_is_told_once() -> None:
    changed = this_year("prijscorrectie").with_columns(mutatie=pl.col("mutatie") / 100)

    (problem,) = beside("prijscorrectie", changed).problems

    assert "100 keer zo klein" in problem.message
    assert problem.message.endswith("Schrijf 12,5 als u 12,5% bedoelt.")


def test_scores_of_two_wijken_that_changed_places_are_told() -> None:
    names = {"WK016405": "WK016407", "WK016407": "WK016405"}
    changed = this_year("ses").with_columns(pl.col("gebied").replace(names))

    (problem,) = beside("ses", changed).problems

    assert problem.message.startswith("Zijn Berflo Es en Woolde verwisseld?")


def test_all_wijken_that_are_last_years_are_told_together() -> None:
    before = rows("bevolking", 2023)
    assert before is not None
    changed = before.with_columns(
        where("inwoners", pl.col("inwoners") + 100, gebied="onbekend"), jaar=pl.lit(2024, pl.Int64)
    )

    checked = beside("bevolking", with_totals(changed, ["leeftijdsgroep"], ["inwoners"]))

    assert [problem.message for problem in checked.problems] == [
        "Van alle wijken zijn alle cijfers precies gelijk aan die van 2023. Andere cijfers veranderden wel. "
        "Kijk of hier cijfers van 2023 zijn blijven staan."
    ]


# ---- files of one year


def test_the_second_of_two_files_gets_the_rule_of_the_first() -> None:
    many = this_year("huishoudens").with_columns(
        where("inwoners", pl.col("inwoners") + 4_000, gebied="WK016402", soort="meerpersoons")
    )

    checked = beside("bevolking", this_year("bevolking"), huishoudens=many)

    assert [(problem.row, problem.value, problem.message) for problem in checked.problems] == [
        (
            15,
            "2.478",
            "Noord: het aantal inwoners is 12.964 in het bestand huishoudens en 8.964 in het bestand bevolking. "
            "Het verschil is 4.000. Klopt dit? Kijk anders beide getallen na.",
        )
    ]


def test_a_fault_that_may_be_in_the_kept_file_does_not_block_the_new_one() -> None:
    many = this_year("gebruik").with_columns(
        where("aantal", pl.lit(5_000, pl.Int64), gebied="WK016409", groep="Jeugdwet")
    )

    checked = beside("bevolking", this_year("bevolking"), gebruik=many)

    assert [problem.severity for problem in checked.problems] == ["waarschuwing"]
    assert checked.ok


def test_files_of_one_upload_are_compared_with_each_other_and_not_with_the_kept_ones() -> None:
    tenfold = {dataset: this_year(dataset).with_columns(inwoners=pl.lit(1, pl.Int64)) for dataset in SCHEMAS}
    uploads = [(data, name) for name, data in files(2024).items()]

    checked = together(uploads, siblings=lambda dataset, _: tenfold[dataset])

    assert [file.problems for file in checked if file.problems] == []


def test_a_difference_between_two_files_of_one_upload_is_told_once() -> None:
    name = "inwoners-anders-dan-in-bevolking"
    uploads = [((FOUT / f"{name}.csv").read_bytes(), ""), (files(2024)["bevolking.csv"], "")]

    huishoudens, bevolking = together(uploads)

    assert [problem.row for problem in huishoudens.problems] == [7]
    assert bevolking.problems == ()


def test_a_file_with_faults_is_not_what_others_are_compared_with() -> None:
    broken = files(2024)["bevolking.csv"].replace(b";275\r\n", b";veel\r\n")
    uploads = [(broken, ""), ((FOUT / "inwoners-anders-dan-in-bevolking.csv").read_bytes(), "")]

    bevolking, huishoudens = together(uploads, siblings=rows)

    assert not bevolking.ok
    assert huishoudens.problems == ()


def test_the_year_before_in_the_same_upload_is_what_a_file_is_compared_with() -> None:
    before = files(2023)["woningen.csv"]
    same = (FOUT / "gelijk-aan-vorig-jaar.csv").read_bytes()

    _, checked = together([(before, ""), (same, "")], last_year=lambda *_: rows("woningen", 2022))

    assert [problem.message for problem in checked.problems] == [
        "Alle cijfers zijn precies gelijk aan die van 2023. Is dit het goede bestand? Kies anders het bestand van 2024."
    ]


def test_siblings_are_asked_for_the_same_year_and_only_for_what_a_rule_is_about() -> None:
    asked = []

    def kept(dataset: str, year: int) -> None:
        asked.append((dataset, year))

    check(files(2024)["huishoudens.csv"], current(), siblings=kept)

    assert asked == [("bevolking", 2024), ("gebruik", 2024), ("woningen", 2024)]


def test_kept_rows_in_another_form_are_not_compared() -> None:
    other = pl.DataFrame({"gebied": ["GM0164"]})

    checked = beside("huishoudens", this_year("huishoudens"), bevolking=other, gebruik=other, woningen=other)

    assert checked.problems == ()


def test_answers_of_the_editor_reach_parse_by_their_name(monkeypatch: pytest.MonkeyPatch) -> None:
    given_to_parse = {}

    def reading(data: bytes, dataset: str | None, **answers: object) -> Parsed:
        given_to_parse.update(answers)
        return parse(data, dataset)

    monkeypatch.setattr("factsheet.validate.checking.parse", reading)

    check(files(2024)["ses.csv"], current(), decimal=",", mends={(2, "score"): "0,1"})

    assert given_to_parse["decimal"] == ","
    assert given_to_parse["mends"] == {(2, "score"): "0,1"}


# ---- whatever comes in


def figure(draw: st.DrawFn) -> str:
    digits = draw(st.sampled_from([0, 1, 2, 3, 4, 9, 18, 308, 400]))
    return "0" if digits == 0 else str(draw(st.integers(1, 9))) * digits


@st.composite
def any_figures(draw: st.DrawFn) -> tuple[str, bytes]:
    """A complete file of which some figures are anything, up to those that no number type holds."""
    dataset = draw(st.sampled_from(sorted(SCHEMAS)))
    lines = files(2024)[f"{dataset}.csv"].decode("utf-8-sig").splitlines()
    header = lines[0].split(";")
    places = [header.index(name) for name in SCHEMAS[dataset].measures()]
    for number in draw(st.lists(st.integers(1, len(lines) - 1), max_size=len(lines))):
        cells = lines[number].split(";")
        cells[draw(st.sampled_from(places))] = figure(draw)
        lines[number] = ";".join(cells)
    return dataset, "\n".join(lines).encode()


@effort(max_examples=200, deadline=None)
@given(given_file=any_figures(), before=any_figures(), other=any_figures())
def test_no_figures_make_checking_fail(
    given_file: tuple[str, bytes], before: tuple[str, bytes], other: tuple[str, bytes]
) -> None:
    kept = {dataset: parse(data, dataset).rows for dataset, data in (before, other)}

    checked = check(
        given_file[1],
        current(),
        last_year=lambda dataset, _: kept.get(dataset, rows(dataset, 2023)),
        siblings=lambda dataset, _: kept.get(dataset, rows(dataset, 2024)),
    )

    assert checked.dataset == given_file[0]
    assert all(problem.message for problem in checked.problems)
