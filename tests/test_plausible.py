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
from hypothesis import strategies as st

from factsheet.parse import Parsed, parse
from factsheet.settings import current
from factsheet.template import describe
from factsheet.validate import Checked, check, validate, validate_together
from schemas import SCHEMAS
from schemas.columns import RATES
from tests.beside_files import BESIDE
from tests.example_years import VOORBEELD, YEARS, files
from tests.examples import examples

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

    for rule in SCHEMAS[dataset].cross_dataset_rules():
        # The longest stretch without a figure in it.
        words = max(rule.message.replace("{", "}").split("}")[::2], key=len)
        assert any(words in message for message in said), rule.message


@pytest.mark.parametrize("dataset", SCHEMAS)
def test_every_rule_between_files_is_told_beforehand(dataset: str) -> None:
    told = " ".join(described.rule for described in describe(dataset, current()))

    assert all(rule.help and rule.help in told for rule in SCHEMAS[dataset].cross_dataset_rules())


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
@examples(12)
@given(by=factors())
def test_wijken_that_differ_by_fifteen_percent_give_no_warning(dataset: str, by: dict[str, float]) -> None:
    changed = noisy(dataset, by)

    checked = beside(dataset, changed)

    # Noise may happen to make a wijk exactly what it was the year before: then that is what it is told of.
    assert [problem for problem in checked.problems if "zijn blijven staan" not in problem.message] == []


@examples(15)
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


# ---- slips of the keys


def slips(value: int) -> list[tuple[int, str]]:
    """What a number becomes when two digits change places, one is typed twice, or one is missing: the first of each."""
    digits = str(value)
    swapped = [digits[:at] + digits[at : at + 2][::-1] + digits[at + 2 :] for at in range(len(digits) - 1)]
    return [
        *[(int(one), "twee cijfers omgewisseld") for one in swapped if one != digits and one[0] != "0"][:1],
        (int(digits[:2] + digits[1:]), "een cijfer te veel"),
        (int(digits[:-2] + digits[-1:]), "een cijfer te weinig"),
    ]


# In the other datasets another rule mostly stops such a figure first.
EXACT = [
    *(("bevolking", "inwoners"), ("woningen", "woningen"), ("loonkostensubsidie", "ontvangers")),
    *(("piramide", "clienten"), ("uitgaven", "uitgaven")),
]


def largest(dataset: str, column: str, area: str) -> dict[str, Any]:
    """The row of an area with the largest figure."""
    here = this_year(dataset).filter(pl.col("gebied") == area).drop_nulls(column)
    return here.sort(column, descending=True).row(0, named=True)


def keys_of(dataset: str, row: Mapping[str, Any]) -> dict[str, str]:
    return {name: row[name] for name in SCHEMAS[dataset].grid}


def mistyped(dataset: str, column: str, typed: int, row: Mapping[str, Any]) -> Checked:
    changed = this_year(dataset).with_columns(where(column, pl.lit(typed), **keys_of(dataset, row)))
    return beside(dataset, changed.cast({column: this_year(dataset).schema[column]}))


@pytest.mark.parametrize(("dataset", "column"), EXACT)
@pytest.mark.parametrize("slip", range(3))
@pytest.mark.parametrize("area", ["GM0164", "WK016403"])
def test_a_slip_of_the_keys_that_breaks_a_sum_is_found_with_what_was_meant(
    dataset: str, column: str, slip: int, area: str
) -> None:
    row = largest(dataset, column, area)
    before = rows(dataset, 2023)
    assert before is not None
    then = before.filter(*(pl.col(name) == key for name, key in keys_of(dataset, row).items()))[column].item()
    typed, how = slips(int(row[column]))[slip]

    found = [problem for problem in mistyped(dataset, column, typed, row).problems if how in problem.message]

    if abs(typed - then) >= 2 * abs(row[column] - then):
        assert [(problem.column, problem.suggestion) for problem in found] == [(column, str(int(row[column])))]
        assert "Klopt" in found[0].message and "In 2023 was het" in found[0].message
    else:
        # A slip that makes little difference could be in any figure.
        assert found == []


@pytest.mark.parametrize("area", ["GM0164", "WK016403"])
@pytest.mark.parametrize("column", ["aantal", "indicaties"])
def test_two_digits_that_changed_places_are_found_where_a_sum_may_be_more(area: str, column: str) -> None:
    row = largest("gebruik", column, area)
    typed, how = slips(row[column])[0]

    checked = mistyped("gebruik", column, typed, row)

    (problem,) = [problem for problem in checked.problems if how in problem.message]
    assert (problem.column, problem.suggestion) == (column, str(row[column]))
    assert not any("bij 'onbekend'" in one.message for one in checked.problems)


@pytest.mark.parametrize("area", ["GM0164", "WK016403"])
def test_the_figure_that_moved_is_where_to_look_first_when_several_numbers_could_be_meant(area: str) -> None:
    row = largest("gebruik", "aantal", area)

    checked = mistyped("gebruik", "aantal", slips(row["aantal"])[1][0], row)

    naam = "Hengelo" if area == "GM0164" else "Hasseler Es"
    assert any(f"Kijk eerst bij {naam}" in problem.message for problem in checked.problems)
    assert not any("bij 'onbekend'" in problem.message for problem in checked.problems)


def old_advice(total: int, part: int) -> pl.DataFrame:
    """Bijstand of 2024 with another total, and the difference put at onbekend as a message once advised."""
    bijstand, beside_it = {"groep": "Bijstand"}, {"groep": "Sociaal domein"}
    changed = this_year("gebruik").with_columns(where("aantal", pl.lit(total), gebied="GM0164", **bijstand))
    changed = changed.with_columns(where("aantal", pl.lit(part), gebied="onbekend", **bijstand))
    more = part - 6
    return changed.with_columns(where("aantal", pl.col("aantal") + more, gebied="onbekend", **beside_it))


def test_the_difference_at_onbekend_is_a_warning_about_that_group_and_its_total() -> None:
    checked = beside("gebruik", old_advice(2_818, 610))

    told = {problem.row: problem.message.replace("\u00a0", " ") for problem in checked.warnings}
    assert not checked.errors
    assert told[55] == (
        "Onbekend, groep 'Bijstand': 'aantal' was 6 in 2023 en is nu 610. Dat is 22% van Hengelo. Klopt dit? Kijk ook "
        "het getal van Hengelo na."
    )
    assert told[60] == (
        "Hengelo, groep 'Bijstand': 'aantal' was 2.122 in 2023 en is nu 2.818. Dat is 33% meer. Klopt dit? Of bedoelt "
        "u 2.188 (twee cijfers omgewisseld)?"
    )


def test_without_a_year_before_much_at_onbekend_is_a_warning() -> None:
    parsed = example("gebruik", 2024)
    assert parsed

    checked = validate(replace(parsed, table=old_advice(2_818, 610)), current())

    assert not checked.errors
    assert [problem.message for problem in checked.warnings if problem.row == 55] == [
        "Onbekend, groep 'Bijstand': bij 'aantal' staat 610. Dat is 22% van Hengelo. Klopt dit? Kijk ook het getal van "
        "Hengelo na."
    ]


def test_without_a_year_before_a_total_with_two_digits_swapped_is_found() -> None:
    parsed = example("gebruik", 2024)
    assert parsed
    typed = this_year("gebruik").with_columns(where("aantal", pl.lit(2_818), gebied="GM0164", groep="Bijstand"))

    checked = validate(replace(parsed, table=typed), current())

    (problem,) = checked.problems
    assert problem.message == (
        "Groep 'Bijstand': de wijken en onbekend zijn samen 2.214. Dat is minder dan bij Hengelo: 2.818. Het verschil "
        "is 604. Klopt 2.818 bij Hengelo (rij 60)? Bedoelt u 2.188 (twee cijfers omgewisseld)?"
    )
    assert problem.suggestion == "2188"


@pytest.mark.parametrize("dataset", COUNTED)
def test_much_at_onbekend_is_a_warning_in_every_dataset_that_has_it(dataset: str) -> None:
    schema, hengelo = SCHEMAS[dataset], this_year(dataset).filter(pl.col("gebied") == "GM0164")
    measures = [name for name in schema.measures() if schema.columns()[name].unit not in RATES]
    halves = hengelo.with_columns((pl.col(name) // 2).cast(hengelo.schema[name]) for name in measures)
    changed = pl.concat(
        [this_year(dataset).filter(pl.col("gebied") != "onbekend"), halves.with_columns(gebied=pl.lit("onbekend"))]
    )

    checked = beside(dataset, changed)

    assert any(
        problem.message.startswith("Onbekend") and "% van Hengelo" in problem.message for problem in checked.problems
    )


def test_a_suggestion_for_a_figure_beside_others_is_for_its_own_column() -> None:
    groups = ["0-15", "15-25", "25-45", "45-65", "65+"]
    table = this_year("bevolking").pivot("leeftijdsgroep", index="gebied", values="inwoners")
    lines = [";".join(map(str, row)) for row in table.select("gebied", *groups).iter_rows()]
    text = "\n".join(["gebied;" + ";".join(groups), *lines]).replace("1061;", "1601;")

    checked = check(text.encode(), current(), name="bevolking 2024.csv", last_year=rows)

    (problem,) = [problem for problem in checked.errors if problem.suggestion]
    assert (problem.column, problem.suggestion) == ("15-25", "1061")


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

    monkeypatch.setattr("factsheet.validate.pipeline.parse", reading)

    check(files(2024)["ses.csv"], current(), decimal=",", corrections={(2, "score"): "0,1"})

    assert given_to_parse["decimal"] == ","
    assert given_to_parse["corrections"] == {(2, "score"): "0,1"}


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


@examples(25)
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
