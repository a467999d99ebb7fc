from __future__ import annotations

from random import Random

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet.origin import origin
from factsheet.release.disclose import NO_YEAR, LastYear, disclose, stack
from factsheet.release.relations import LINES
from factsheet.settings import current
from schemas import SCHEMAS
from tests import example, small_towns

SETTINGS = current()
COUNTS = st.integers(min_value=0, max_value=20_000)


def lks(year: int, ontvangers: int, uitgaven: float = 2_345_678.0, gebied: str = "GM0164") -> pl.DataFrame:
    return pl.DataFrame({"jaar": [year], "gebied": [gebied], "ontvangers": [ontvangers], "uitgaven": [uitgaven]})


def published(now: pl.DataFrame, before: pl.DataFrame | None = None) -> dict[str, object]:
    last = NO_YEAR
    if before is not None:
        true = {"loonkostensubsidie": before}
        last = LastYear(true, disclose(true, NO_YEAR, SETTINGS))
    return disclose({"loonkostensubsidie": now}, last, SETTINGS)["loonkostensubsidie"].row(0, named=True)


@given(COUNTS)
def test_a_count_that_stands_alone_becomes_the_nearest_ten(count: int) -> None:
    row = published(lks(2024, count))

    nearest = {10 * ((count + 5) // 10), -10 * ((5 - count) // 10)} if count >= 10 else {0, 10 * (count >= 5)}
    assert row["ontvangers"] in nearest
    assert row["ontvangers_marge"] == 5


def test_euros_become_the_nearest_thousand() -> None:
    row = published(lks(2024, 300, 2_345_678.0))

    assert row["uitgaven"] == 2_346_000


def test_the_amount_of_a_small_group_is_left_out_and_marked() -> None:
    row = published(lks(2024, 44))

    assert row["uitgaven"] is None
    assert row["uitgaven_klein"] is True


@given(COUNTS, COUNTS)
def test_only_large_groups_of_the_municipality_get_a_change_from_exact_counts(now: int, before: int) -> None:
    row, then = published(lks(2024, now), lks(2023, before)), published(lks(2023, before))

    if min(row["ontvangers"], then["ontvangers"]) < 1000:
        assert row["ontvangers_mutatie"] is None
    elif row["ontvangers_mutatie"] is not None:
        assert row["ontvangers_mutatie"] == pytest.approx(100 * (now - before) / before, abs=0.0501)


def test_a_wijk_never_gets_a_change_from_exact_counts() -> None:
    row = published(lks(2024, 1512, gebied="WK016405"), lks(2023, 1498, gebied="WK016405"))

    assert row["ontvangers_mutatie"] is None


@pytest.mark.parametrize("dataset", SCHEMAS)
def test_every_count_of_people_is_a_multiple_of_ten_and_nothing_else_is_changed(dataset: str) -> None:
    true = example.true_tables(2024)[dataset]
    people = origin(dataset).people

    rows = example.tables().frames[dataset].filter(pl.col("jaar") == 2024)

    for column in people:
        assert (rows[column].drop_nulls() % 10 == 0).all()
    rows = rows.filter(pl.col("gebied").is_in(LINES).not_()) if "gebied" in rows.columns else rows
    same = [
        c for c in true.columns if c not in people and SCHEMAS[dataset].columns()[c].unit != "euro" and c != "omvang"
    ]
    assert rows.select(same).equals(true.select(same))


def test_volumes_are_published_for_the_municipality_only() -> None:
    tables = disclose(example.true_tables(2024), NO_YEAR, SETTINGS)

    assert "omvang" not in tables["begeleiding"].columns
    assert tables["begeleiding_omvang"]["gebied"].unique().to_list() == [SETTINGS.gemeente.code]


def test_years_are_stacked_by_dataset() -> None:
    together = stack(
        [{"a": pl.DataFrame({"jaar": [2023]})}, {"a": pl.DataFrame({"jaar": [2024]}), "b": pl.DataFrame()}]
    )

    assert together["a"]["jaar"].to_list() == [2023, 2024]
    assert set(together) == {"a", "b"}


@pytest.mark.parametrize("wijken", [2, 5])
@pytest.mark.parametrize("seed", range(3))
def test_no_print_of_a_small_town_is_further_off_than_its_table_says(wijken: int, seed: int) -> None:
    town = small_towns.town(wijken)
    true = small_towns.rows(town, 2024, Random(seed))

    published = disclose(true, NO_YEAR, town)

    told = set()
    for dataset, rows in true.items():
        keys = list(SCHEMAS[dataset].grid)
        prints = {tuple(row[key] for key in keys): row for row in published[dataset].rows(named=True)}
        for row in rows.rows(named=True):
            found = prints[tuple(row[key] for key in keys)]
            for column in origin(dataset).people:
                assert abs(found[column] - row[column]) <= found[f"{column}_marge"]
                assert found[column] or row[column] < 10
                told.add((row["gebied"] == town.gemeente.code, found[f"{column}_marge"]))
    assert told <= {(True, 5), (True, 9), (False, 9)}
