"""The difference between two versions, beside a second calculation in plain Python."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet.editing.compare import CellChange, Difference, differences
from factsheet.settings import current
from schemas import SCHEMAS, YearlyCsv, required
from tests import example

TOWN = current()
PLACES = [TOWN.gemeente.code, *(wijk.code for wijk in TOWN.wijken[:2]), "onbekend"]


def bevolking(*rows: tuple[str | None, str | None, int | None]) -> pl.DataFrame:
    schema = {"jaar": pl.Int64, "gebied": pl.String, "leeftijdsgroep": pl.String, "inwoners": pl.Int64}
    return pl.DataFrame([(2024, *row) for row in rows], schema=schema, orient="row")


def between(before: pl.DataFrame, after: pl.DataFrame, dataset: str = "bevolking") -> Difference:
    return differences(before, after, SCHEMAS[dataset], TOWN)


NOORD, WOOLDE = (next(wijk.code for wijk in TOWN.wijken if wijk.naam == name) for name in ("Noord", "Woolde"))


def test_a_changed_cell_is_told_with_its_row_and_both_values() -> None:
    before = bevolking((NOORD, "15-25", 1234), (WOOLDE, "15-25", 900))
    after = bevolking((WOOLDE, "15-25", 900), (NOORD, "15-25", 12345))

    found = between(before, after)

    assert found == Difference((CellChange("Noord, leeftijdsgroep '15-25'", "inwoners", "1.234", "12.345"),))


def test_rows_that_come_and_go_are_told_by_their_keys() -> None:
    found = between(
        bevolking((NOORD, "0-15", 5), (WOOLDE, "0-15", 6)), bevolking((NOORD, "0-15", 5), (NOORD, "65+", 7))
    )

    assert found == Difference(added=("Noord, leeftijdsgroep '65+'",), removed=("Woolde, leeftijdsgroep '0-15'",))


def test_the_same_rows_in_another_order_differ_in_nothing() -> None:
    rows = example.true_tables(2024)["begeleiding"]

    found = between(rows, rows.reverse(), "begeleiding")

    assert found.nothing


def test_rows_with_the_same_keys_are_paired_in_order() -> None:
    found = between(
        bevolking((NOORD, "0-15", 5), (NOORD, "0-15", 6)), bevolking((NOORD, "0-15", 5), (NOORD, "0-15", 8))
    )

    assert found == Difference((CellChange("Noord, leeftijdsgroep '0-15'", "inwoners", "6", "8"),))
    third = between(bevolking((NOORD, "0-15", 5)), bevolking((NOORD, "0-15", 5), (NOORD, "0-15", 6)))
    assert third == Difference(added=("Noord, leeftijdsgroep '0-15'",))


@pytest.mark.parametrize(
    ("dataset", "column", "was", "becomes", "told"),
    [
        ("uitgaven", "uitgaven", 1000.0, 2000.5, ("€\u00a01.000", "€\u00a02.000,5")),
        ("beleidsindicatoren", "percentage", 79.0, 80.5, ("79%", "80,5%")),
        ("beleidsindicatoren", "respondenten", None, 1200, ("leeg", "1.200")),
        ("beleidsindicatoren", "bron", "a" * 70 + "b", "a" * 70 + "c", ("a" * 70 + "b", "a" * 70 + "c")),
        ("prijscorrectie", "definitief", False, True, ("nee", "ja")),
        ("piramide", "peildatum", date(2024, 12, 31), None, ("31-12-2024", "leeg")),
        ("ses", "score", 0.12341, 0.12342, ("0,12341", "0,12342")),
        ("ses", "scorejaar", 2023, 2024, ("2023", "2024")),
    ],
)
def test_values_are_printed_the_dutch_way(
    dataset: str, column: str, was: object, becomes: object, told: tuple[str, str]
) -> None:
    rows = example.true_tables(2024)[dataset].head(1)
    before, after = (rows.with_columns(pl.lit(v).cast(rows[column].dtype).alias(column)) for v in (was, becomes))

    (change,) = between(before, after, dataset).changed

    assert (change.kolom, change.was, change.wordt) == (column, *told)


def test_a_version_that_was_kept_before_the_schema_had_a_column_is_empty_there() -> None:
    rows = example.true_tables(2024)["gebruik"].filter(pl.col("indicaties").is_not_null()).head(1)

    (change,) = between(rows.drop("indicaties"), rows, "gebruik").changed

    assert (change.kolom, change.was) == ("indicaties", "leeg")


def by_hand(before: pl.DataFrame, after: pl.DataFrame, schema: type[YearlyCsv]) -> tuple[int, int, int]:
    """Changed cells, added rows and removed rows, counted with dictionaries."""
    groups: list[dict[Any, list[dict[str, Any]]]] = []
    for rows in (before, after):
        found = defaultdict(list)
        for row in rows.to_dicts():
            found[tuple(row[name] for name in schema.grid)].append(row)
        groups.append(found)
    old, new = groups
    pairs = [(a, b) for key in new for a, b in zip(old.get(key, []), new[key], strict=False)]
    changed = sum(a[name] != b[name] for a, b in pairs for name in a)
    return changed, after.height - len(pairs), before.height - len(pairs)


some_rows = st.lists(
    st.tuples(
        st.sampled_from([*PLACES, None]),
        st.sampled_from(["0-15", "65+", None]),
        st.one_of(st.none(), st.integers(0, 3)),
    ),
    max_size=12,
).map(lambda rows: bevolking(*rows))


@given(some_rows, some_rows)
def test_a_second_count_finds_as_much(before: pl.DataFrame, after: pl.DataFrame) -> None:
    found = between(before, after)

    counts = (len(found.changed), len(found.added), len(found.removed))
    assert counts == by_hand(before, after, SCHEMAS["bevolking"])
    assert all(change.was != change.wordt for change in found.changed)
    assert found.nothing == (sum(counts) == 0)


@given(some_rows, some_rows)
def test_the_way_back_is_the_mirror(before: pl.DataFrame, after: pl.DataFrame) -> None:
    there, back = between(before, after), between(after, before)

    assert sorted(there.added) == sorted(back.removed)
    assert sorted(there.removed) == sorted(back.added)
    mirrored = [CellChange(c.sleutel, c.kolom, c.wordt, c.was) for c in back.changed]
    assert sorted(map(repr, there.changed)) == sorted(map(repr, mirrored))


@pytest.mark.parametrize("dataset", required(2023))
def test_every_dataset_is_compared_with_the_year_before(dataset: str) -> None:
    before, after = (example.true_tables(year)[dataset].with_columns(jaar=pl.lit(2024)) for year in (2023, 2024))

    found = between(before, after, dataset)

    assert (len(found.changed), len(found.added), len(found.removed)) == by_hand(before, after, SCHEMAS[dataset])
    assert not found.nothing
