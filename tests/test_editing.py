"""A table as an editor types it: text cells, numbering, totals; and two editors at once."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as some

from factsheet.editing import sheet
from factsheet.editing.merge import WHOLE_ROW, Clash, merge
from factsheet.editing.numbering import ROW, Table, as_body, from_body
from factsheet.editing.sheet import Judged
from factsheet.editing.totals import comparison, totals
from factsheet.settings import Settings, current
from schemas import SCHEMAS
from tests import example

YEAR = 2024
ROWS_TOO_WIDE = '{"kolommen": ["a"], "rijen": [["1", "2"]]}'
COLUMNS_NO_LIST = '{"kolommen": 1, "rijen": 2}'
State = dict[str, Any]


def true(dataset: str, year: int) -> pl.DataFrame | None:
    return example.true_tables(year).get(dataset) if year in example.YEARS else None


def judged(table: Table, dataset: str) -> Judged:
    return sheet.judge(table, dataset, YEAR, current(), last_year=true, siblings=true)


def table_of(dataset: str) -> Table:
    return Table.of(sheet.as_texts(example.true_tables(YEAR)[dataset], SCHEMAS[dataset], current()))


def messages(found: Judged) -> list[tuple[int | None, str | None, str]]:
    return [(problem.row, problem.column, problem.message) for problem in found.problems]


# Rows ↔ texts


@pytest.mark.parametrize("dataset", SCHEMAS)
def test_rows_that_become_texts_come_back_as_they_were(dataset: str) -> None:
    rows = example.true_tables(YEAR)[dataset]

    found = judged(table_of(dataset), dataset)

    assert found.checked.rows.equals(rows)
    assert found.problems == ()
    assert found.checked.ok


@pytest.mark.parametrize("dataset", SCHEMAS)
def test_an_empty_table_has_a_row_for_every_wijk_and_asks_for_every_figure(dataset: str, settings: Settings) -> None:
    empty = sheet.empty(SCHEMAS[dataset], settings)

    found = judged(Table.of(empty), dataset)

    assert empty.columns == [name for name in SCHEMAS[dataset].columns() if name != "jaar"]
    assert not found.checked.ok
    if SCHEMAS[dataset].per_area:
        assert set(empty["gebied"]) >= {area.naam for area in settings.areas}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("1.234", 1234), ("1234", 1234), ("€ 1.234", None), (" 1 234 ", 1234), ("twaalf", None), ("12,5", None)],
)
def test_a_cell_is_read_as_a_dutch_file_is(typed: str, kept: int | None) -> None:
    table = table_of("gebruik").changed({"edited_rows": {0: {"aantal": typed}}})

    found = sheet.typed(table, "gebruik", YEAR, current())

    assert found.rows["aantal"][0] == kept
    assert len(found.problems) == (kept is None)


def test_what_cannot_be_read_is_told_with_its_row_and_stays(settings: Settings) -> None:
    table = table_of("gebruik").changed({"edited_rows": {3: {"aantal": "twaalf"}}})

    found = judged(table, "gebruik")

    assert messages(found)[0] == (4, "aantal", "'twaalf' is geen getal. Vul een getal in, bijvoorbeeld 1234.")
    assert found.table.texts["aantal"][3] == "twaalf"


def test_every_rule_of_the_schema_is_put_to_what_is_typed() -> None:
    table = table_of("gebruik").changed({"edited_rows": {2: {"aantal": "9999"}}})

    found = judged(table, "gebruik")

    assert any(row == 3 and "meer dan de delen samen" in message for row, _, message in messages(found))


def test_a_table_is_compared_with_last_year() -> None:
    table = table_of("woningen").changed({"edited_rows": {0: {"woningen": "9"}}})

    found = judged(table, "woningen")

    assert any(problem.severity == "waarschuwing" and "2023" in problem.message for problem in found.problems)


def test_a_row_of_totals_is_no_area_here() -> None:
    table = table_of("ses").changed({"edited_rows": {0: {"gebied": "Totaal"}}})

    found = sheet.typed(table, "ses", YEAR, current())

    assert found.rows["gebied"][0] is None
    assert [problem.column for problem in found.problems] == ["gebied"]


def test_an_empty_table_is_told_to_be_empty() -> None:
    table = Table.of(sheet.empty(SCHEMAS["ses"], current()).clear())

    assert [message for _, _, message in messages(judged(table, "ses"))] == [sheet.NOTHING]


def test_whole_amounts_and_decimals_are_typed_the_dutch_way() -> None:
    rows = pl.DataFrame(
        {"wet": ["Wmo"], "reeks": ["inflatie"], "mutatie": [3.25], "bron": ["CBS"], "definitief": [True]}
    )

    texts = sheet.as_texts(rows, SCHEMAS["prijscorrectie"], current())

    assert texts.row(0) == ("Wmo", "inflatie", "3,25", "CBS", "ja")


# Numbering


def test_rows_keep_their_numbers_while_others_go_and_come() -> None:
    state: State = {
        "edited_rows": {"1": {"score": " 0,5 "}},
        "deleted_rows": [0],
        "added_rows": [{"gebied": "Noord"}, {}],
    }

    changed = table_of("ses").changed(state)

    assert changed.cells[ROW].to_list() == [*range(2, 12), 12, 13]
    assert changed.cells["score"][0] == "0,5"
    assert changed.filled[ROW].to_list() == list(range(2, 13))
    assert changed.cells["gebied"][10] == "Noord"


def test_a_number_in_a_message_is_the_number_on_the_screen() -> None:
    table = table_of("ses").changed({"deleted_rows": [0, 1, 2], "added_rows": [{"gebied": "Noord", "score": "veel"}]})

    told = messages(judged(table, "ses"))

    assert (12, "score") in [(row, column) for row, column, _ in told]


def test_other_columns_and_places_that_do_not_exist_are_left_alone() -> None:
    table = table_of("ses")

    changed = table.changed({"edited_rows": {999: {"score": "1"}, 0: {"score in 2023": "1", "rij": 7}}})

    assert changed.cells.equals(table.cells)


@given(some.lists(some.tuples(*[some.none() | some.text(max_size=8)] * 2), max_size=6))
def test_a_draft_comes_back_as_it_was(rows: list[tuple[str | None, str | None]]) -> None:
    texts = pl.DataFrame(rows, schema={"gebied": pl.String, "score": pl.String}, orient="row")

    assert from_body(as_body(texts), ["gebied", "score"]).equals(texts)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "body", ["", "{}", "[]", '{"kolommen": ["a"], "rijen": [["1", "2"]]}', '{"kolommen": 1, "rijen": 2}']
)
def test_a_draft_that_cannot_be_read_is_none(body: str) -> None:
    assert from_body(body, ["a"]) is None


def test_a_draft_of_other_columns_is_none() -> None:
    assert from_body(as_body(pl.DataFrame({"a": ["1"]})), ["b"]) is None


# Totals


@pytest.mark.parametrize("dataset", [name for name, schema in SCHEMAS.items() if schema.per_area])
def test_totals_are_those_that_a_plain_loop_adds_up(dataset: str, settings: Settings) -> None:
    schema = SCHEMAS[dataset]
    rows, last = example.true_tables(YEAR)[dataset], example.true_tables(YEAR - 1)[dataset]

    found = totals(rows, last, schema)

    for total in found:
        same = [row for row in rows.rows(named=True) if tuple(str(row[c]) for c in schema.categories()) == total.group]
        wijken = [row[total.measure] for row in same if row["gebied"] != settings.gemeente.code]
        known = [value for value in wijken if value is not None]
        own = [row[total.measure] for row in same if row["gebied"] == settings.gemeente.code]
        assert (total.wijken is None) == (not known)
        assert total.wijken is None or math.isclose(total.wijken, sum(known))
        assert total.missing == len(wijken) - len(known)
        assert total.gemeente == next((value for value in own if value is not None), None)
    assert bool(found) == (dataset != "ses")


def test_a_figure_that_cannot_be_read_is_missing_from_its_sum() -> None:
    for change in ({"woningen": "veel"}, {"gebied": "Nergens"}):
        table = table_of("woningen").changed({"edited_rows": {0: change}})

        first = totals(judged(table, "woningen").checked.rows, None, SCHEMAS["woningen"])[0]

        assert first.missing == 1


def test_every_figure_stands_beside_that_of_last_year(settings: Settings) -> None:
    rows, last = example.true_tables(YEAR)["woningen"], example.true_tables(YEAR - 1)["woningen"]

    found = list(comparison(rows, last, SCHEMAS["woningen"], settings))

    before = {(row["gebied"], row["eigendom"]): row["woningen"] for row in last.rows(named=True)}
    assert len(found) == rows.height
    for row, one in zip(rows.rows(named=True), found, strict=True):
        assert (one.now, one.last_year) == (row["woningen"], before[row["gebied"], row["eigendom"]])
        assert one.key["gebied"] in {area.naam for area in settings.areas} | {"onbekend"}


def test_without_last_year_there_is_nothing_beside(settings: Settings) -> None:
    rows = example.true_tables(YEAR)["ses"]

    assert {one.last_year for one in comparison(rows, None, SCHEMAS["ses"], settings)} == {None}


# Two at once


def texts(rows: dict[str, str | None]) -> pl.DataFrame:
    return pl.DataFrame([*rows.items()], schema={"wijk": pl.String, "aantal": pl.String}, orient="row")


BASE: dict[str, str | None] = {"Noord": "1", "Zuid": "2", "Oost": "3"}


def test_different_cells_are_put_together() -> None:
    both = merge(texts(BASE), texts(BASE | {"Zuid": "20"}), texts(BASE | {"Noord": "10"}), ["wijk"])

    assert both.texts.equals(texts(BASE | {"Noord": "10", "Zuid": "20"}))
    assert (both.clashes, both.taken_over) == ((), 1)


def test_the_same_cell_in_two_ways_is_asked() -> None:
    both = merge(texts(BASE), texts(BASE | {"Zuid": "20"}), texts(BASE | {"Zuid": "22"}), ["wijk"])

    assert both.clashes == (Clash(("Zuid",), "aantal", "2", "22", "20"),)
    assert both.texts.equals(texts(BASE | {"Zuid": "22"}))


@pytest.mark.parametrize(("side", "value"), [("mijn", "22"), ("ander", "20")])
def test_what_was_chosen_stands(side: Any, value: str) -> None:
    chosen = {(("Zuid",), "aantal"): side}

    both = merge(texts(BASE), texts(BASE | {"Zuid": "20"}), texts(BASE | {"Zuid": "22"}), ["wijk"], chosen)

    assert both.texts.equals(texts(BASE | {"Zuid": value}))
    assert both.clashes == ()


def test_rows_that_either_added_or_took_out_are_so_in_both() -> None:
    theirs = {"Noord": "1", "Oost": "3", "West": "4"}
    mine = {"Noord": "1", "Zuid": "2", "Midden": "5"}

    both = merge(texts(BASE), texts(theirs), texts(mine), ["wijk"])

    assert both.texts.equals(texts({"Noord": "1", "Midden": "5", "West": "4"}))
    assert both.clashes == ()


def test_a_row_that_one_took_out_and_the_other_changed_is_asked_and_stays_until_then() -> None:
    theirs = {name: value for name, value in BASE.items() if name != "Zuid"}
    mine = texts(BASE | {"Zuid": "22"})

    asked = merge(texts(BASE), texts(theirs), mine, ["wijk"])
    gone = merge(texts(BASE), texts(theirs), mine, ["wijk"], {(("Zuid",), WHOLE_ROW): "ander"})

    assert [(clash.column, clash.mine, clash.theirs) for clash in asked.clashes] == [(WHOLE_ROW, "Zuid, 22", None)]
    assert asked.texts.equals(mine)
    assert gone.texts.equals(texts(theirs))


def test_rows_with_the_same_key_are_told_apart() -> None:
    def double(second: str) -> pl.DataFrame:
        return pl.DataFrame({"wijk": ["Noord", "Noord"], "aantal": ["1", second]})

    both = merge(double("2"), double("20"), double("2"), ["wijk"])

    assert both.texts.equals(double("20"))


Rows = dict[str, str | None]
TABLES = some.dictionaries(some.sampled_from("abcdef"), some.none() | some.sampled_from("123"), max_size=6)


@given(TABLES, TABLES, TABLES)
def test_merging_loses_no_change_of_either(base: Rows, theirs: Rows, mine: Rows) -> None:
    """A second calculation: what each key must be, by the rules in words."""
    both = merge(texts(base), texts(theirs), texts(mine), ["wijk"])

    found = dict(both.texts.iter_rows())
    asked = {clash.key[0] for clash in both.clashes}
    for key in {*base, *theirs, *mine}:
        was, other, own = ((key in rows, rows.get(key)) for rows in (base, theirs, mine))
        if key in asked:
            assert other != own != was != other
        elif own == was:
            assert (key in found, found.get(key)) == other
        elif other in (was, own):
            assert (key in found, found.get(key)) == own
        else:
            pytest.fail(f"both changed {key}, and nobody was asked")


@given(TABLES, TABLES)
def test_who_changed_nothing_gets_what_the_other_made(base: Rows, theirs: Rows) -> None:
    both = merge(texts(base), texts(theirs), texts(base), ["wijk"])

    assert dict(both.texts.iter_rows()) == theirs
    assert both.clashes == ()


@given(TABLES, TABLES, TABLES, some.sampled_from(["mijn", "ander"]))
def test_after_choosing_nothing_is_asked_any_more(base: Rows, theirs: Rows, mine: Rows, side: Any) -> None:
    asked = merge(texts(base), texts(theirs), texts(mine), ["wijk"]).clashes

    both = merge(texts(base), texts(theirs), texts(mine), ["wijk"], {clash.place: side for clash in asked})

    chosen: Callable[[str], Rows] = lambda _: mine if side == "mijn" else theirs  # noqa: E731
    assert both.clashes == ()
    found = dict(both.texts.iter_rows())
    assert all(found.get(str(clash.key[0])) == chosen(side).get(str(clash.key[0])) for clash in asked)
