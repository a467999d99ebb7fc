"""A table as an editor types it: text cells, numbering, totals; and two editors at once."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as some

from factsheet.editing import sheet
from factsheet.editing.history import cell_history
from factsheet.editing.merge import WHOLE_ROW, Clash, merge
from factsheet.editing.numbering import ROW, Table, as_body, from_body
from factsheet.editing.sheet import Judged
from factsheet.editing.totals import totals
from factsheet.settings import Settings, current
from factsheet.store import Version
from schemas import SCHEMAS
from tests import example

YEAR = 2024
ROWS_TOO_WIDE = '{"kolommen": ["a"], "rijen": [["1", "2"]]}'
COLUMNS_NO_LIST = '{"kolommen": 1, "rijen": 2}'


def true(dataset: str, year: int) -> pl.DataFrame | None:
    return example.true_tables(year).get(dataset) if year in example.YEARS else None


def judged(table: Table, dataset: str) -> Judged:
    return sheet.judge(table, dataset, YEAR, current(), last_year=true, siblings=true)


def table_of(dataset: str) -> Table:
    return Table.of(sheet.as_texts(example.true_tables(YEAR)[dataset], SCHEMAS[dataset], current()))


def typed_in(dataset: str, place: int, **texts: str | None) -> Table:
    """The example with other texts in the row at this place, from 0, as the browser sends it."""
    table = table_of(dataset)
    rows = [list(row) for row in table.cells.rows()]
    for name, text in texts.items():
        rows[place][table.cells.columns.index(name)] = text
    return Table.typed(rows, table.texts.columns)


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
    table = typed_in("gebruik", 0, aantal=typed)

    found = sheet.typed(table, "gebruik", YEAR, current())

    assert found.rows["aantal"][0] == kept
    assert len(found.problems) == (kept is None)


def test_what_ends_the_process_that_draws_a_chart_does_not_come_in() -> None:
    table = typed_in("beleidsindicatoren", 0, indicator="Wie\x0b hulp\ufffe krijgt\uffff\x00")

    found = sheet.typed(table, "beleidsindicatoren", YEAR, current())

    assert found.rows["indicator"][0] == "Wie hulp krijgt"


def test_what_cannot_be_read_is_told_with_its_row_and_stays(settings: Settings) -> None:
    table = typed_in("gebruik", 3, aantal="twaalf")

    found = judged(table, "gebruik")

    assert messages(found)[0] == (5, "aantal", "'twaalf' is geen getal. Vul een getal in, bijvoorbeeld 1234.")
    assert found.table.texts["aantal"][3] == "twaalf"


def test_every_rule_of_the_schema_is_put_to_what_is_typed() -> None:
    table = typed_in("gebruik", 2, aantal="9999")

    found = judged(table, "gebruik")

    assert any(row == 4 and "meer dan de delen samen" in message for row, _, message in messages(found))


def test_a_table_is_compared_with_last_year() -> None:
    table = typed_in("woningen", 0, woningen="9")

    found = judged(table, "woningen")

    assert any(problem.severity == "waarschuwing" and "2023" in problem.message for problem in found.problems)


def test_a_row_of_totals_is_no_area_here() -> None:
    table = typed_in("ses", 0, gebied="Totaal")

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


def test_rows_are_numbered_as_in_a_file_with_a_heading() -> None:
    assert table_of("ses").cells[ROW].to_list() == list(range(2, 13))


def test_rows_keep_their_numbers_while_others_go_and_come() -> None:
    rows = table_of("ses").cells.rows()

    sent = Table.typed(
        [(3, "Noord", " 0,5 "), *(row[:3] for row in rows[2:]), (13, "Noord", None), (14, None, "")],
        ["gebied", "score"],
    )

    assert sent.cells[ROW].to_list() == [3, *range(4, 13), 13, 14]
    assert sent.cells["score"][0] == "0,5"
    assert sent.filled[ROW].to_list() == [3, *range(4, 13), 13]


def test_a_number_in_a_message_is_the_number_on_the_screen() -> None:
    table = Table.typed([*table_of("ses").cells.rows()[3:], (40, "Noord", "veel", None)], table_of("ses").texts.columns)

    told = messages(judged(table, "ses"))

    assert (40, "score") in [(row, column) for row, column, _ in told]


@pytest.mark.parametrize("rows", [[(2, "Noord")], [(2, "Noord", "1", "2")], [("2", "Noord", "1")], [[]]])
def test_what_no_browser_of_ours_sends_is_no_table(rows: list[Any]) -> None:
    with pytest.raises((ValueError, IndexError)):
        Table.typed(rows, ["gebied", "score"])


@pytest.mark.parametrize(
    ("dataset", "column", "text", "tidy"),
    [
        ("gebruik", "aantal", "1513", "1.513"),
        ("gebruik", "aantal", " 1 513 ", "1.513"),
        ("gebruik", "aantal", "1.5x", "1.5x"),
        ("ses", "score", "0,04", "0,040"),
        ("ses", "score", "-0,0335", "-0,0335"),
        ("prijscorrectie", "mutatie", "3,25", "3,25"),
        ("prijscorrectie", "mutatie", "3", "3,0"),
    ],
)
def test_a_number_is_written_as_dutch_people_do_with_the_decimals_of_its_column(
    dataset: str, column: str, text: str, tidy: str
) -> None:
    table = typed_in(dataset, 0, **{column: text})

    texts = sheet.tidied(table.texts, SCHEMAS[dataset], current())

    assert texts[column][0] == tidy
    assert texts.drop(column).equals(table.texts.drop(column))


@given(some.integers(0, 10**9))
def test_tidying_changes_no_value_and_is_done_once(value: int) -> None:
    table = typed_in("gebruik", 0, aantal=str(value))

    once = sheet.tidied(table.texts, SCHEMAS["gebruik"], current())

    assert sheet.tidied(once, SCHEMAS["gebruik"], current()).equals(once)
    assert once["aantal"][0].replace(".", "") == str(value)


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
        table = typed_in("woningen", 0, **change)

        first = totals(judged(table, "woningen").checked.rows, None, SCHEMAS["woningen"])[0]

        assert first.missing == 1


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


# The history of a cell


def test_the_history_of_a_cell_has_every_version_that_changed_it_newest_first() -> None:
    def version(number: int, who: str) -> Version:
        at = datetime(2025, 1, number, tzinfo=UTC)
        return Version(number, "woningen", 2024, 1, who, at, f"reden {number}", "", "", "")

    tables = [{"Noord": "1"}, {"Noord": "1", "Zuid": "9"}, {"Noord": "2"}, {}]
    versions = [(version(n, f"wie {n}"), texts(dict(rows))) for n, rows in enumerate(tables, start=1)]

    found = cell_history(versions, ["wijk"], ["Noord"], "aantal")

    assert [(one.who, one.was, one.wordt, one.reason) for one in found] == [
        ("wie 4", "2", None, "reden 4"),
        ("wie 3", "1", "2", "reden 3"),
        ("wie 1", None, "1", "reden 1"),
    ]
    assert cell_history(versions, ["wijk"], ["Oost"], "aantal") == []
