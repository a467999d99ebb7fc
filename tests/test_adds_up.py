"""Every table that readers get adds up: from the published store, by plain loops over what `factsheet tabel` prints."""

from __future__ import annotations

import functools
import io
import itertools
import json
from collections import defaultdict
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from factsheet.cli import main
from factsheet.settings import current
from factsheet.store import Store
from tests import example_years
from tests.example import YEARS

TOWN = current()
GM = TOWN.gemeente.code
COUNTS = {
    "gebruik": ("aantal", "indicaties"),
    "loonkostensubsidie": ("ontvangers",),
    **dict.fromkeys(("begeleiding", "begeleiding_zwaarte", "begeleiding_klasse", "piramide"), ("clienten",)),
}
KEYS = ("groep", "wet", "vorm", "klasse", "zwaarte", "laag")
Row = dict[str, Any]
Tabel = Callable[[int, str], list[Row]]


@pytest.fixture(scope="module")
def tabel(loaded: Path) -> Tabel:
    """What the command prints, asked once: nothing is written here."""

    @functools.cache
    def rows(year: int, dataset: str) -> list[Row]:
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(io.StringIO()) as printed:
            patch.setenv("FACTSHEET_STORE", example_years.url(loaded))
            assert main(["tabel", "--jaar", str(year), "--dataset", dataset, "--json"]) == 0
        return [*json.loads(printed.getvalue())]

    return rows


def each_year(test: Callable[[Tabel, int], None]) -> Callable[[Tabel], None]:
    """The same test for every year, in one store."""

    def over_all(tabel: Tabel) -> None:
        for year in YEARS:
            test(tabel, year)

    return over_all


def known(rows: list[Row], column: str) -> list[Row]:
    """Those that have a figure."""
    return [row for row in rows if row[column] is not None]


def of(row: Row) -> tuple[str, ...]:
    """The categories of a row."""
    return tuple(row[key] for key in KEYS if key in row)


def test_the_wijken_and_onbekend_are_the_municipality_and_the_line_below_them(tabel: Tabel) -> None:
    sides: dict[tuple[object, ...], dict[str, int]] = defaultdict(lambda: {"wijken": 0, "gemeente": 0})
    for year, (dataset, columns) in itertools.product(YEARS, COUNTS.items()):
        rows = tabel(year, dataset)
        for column in columns:
            for row in known(rows, column):
                side = "gemeente" if row["gebied"] in {GM, "verhuisd", "verschil"} else "wijken"
                sides[year, dataset, column, *of(row)][side] += row[column]
                assert row[column] % 10 == 0

    assert {key: side for key, side in sides.items() if side["wijken"] != side["gemeente"]} == {}
    assert len(sides) > 100


@each_year
def test_classes_are_their_sums(tabel: Tabel, year: int) -> None:
    heavy = {(vorm.sleutel, klasse.naam): klasse.intensief for vorm in TOWN.vormen for klasse in vorm.klassen}
    by_weight: dict[tuple[str, ...], int] = defaultdict(int)
    by_class: dict[tuple[str, ...], int] = defaultdict(int)
    for row in tabel(year, "begeleiding"):
        zwaarte = "intensief" if heavy[row["vorm"], row["klasse"]] else "lichter"
        for wet in (row["wet"], "samen"):
            by_weight[row["gebied"], row["vorm"], zwaarte, wet] += row["clienten"]
        by_class[row["gebied"], row["vorm"], row["klasse"]] += row["clienten"]

    weights, classes = tabel(year, "begeleiding_zwaarte"), tabel(year, "begeleiding_klasse")
    printed = {(row["gebied"], row["vorm"], row["zwaarte"], row["wet"]): row["clienten"] for row in weights}

    assert printed == by_weight
    assert {(row["gebied"], row["vorm"], row["klasse"]): row["clienten"] for row in classes} == by_class


@each_year
def test_unions_are_at_least_their_parts_and_at_most_their_sum(tabel: Tabel, year: int) -> None:
    for column in ("aantal", "indicaties"):
        found: dict[str, dict[str, int]] = defaultdict(dict)
        for row in known(tabel(year, "gebruik"), column):
            if row["gebied"] != "verhuisd":
                found[row["gebied"]][row["groep"]] = row[column]
        for groups, (whole, one, other) in itertools.product(
            found.values(), (("Wmo en Jeugdwet", "Wmo", "Jeugdwet"), ("Sociaal domein", "Wmo en Jeugdwet", "Bijstand"))
        ):
            if whole in groups:
                assert max(groups[one], groups[other]) <= groups[whole] <= groups[one] + groups[other]


@each_year
def test_no_print_is_further_from_its_count_than_it_says(tabel: Tabel, year: int) -> None:
    from tests.example import true_tables  # noqa: PLC0415 - the truth, for this test alone

    for dataset in ("gebruik", "begeleiding", "piramide", "loonkostensubsidie"):
        true = {(row["gebied"], *of(row)): row for row in true_tables(year)[dataset].rows(named=True)}
        for column in COUNTS[dataset]:
            for row in known(tabel(year, dataset), column):
                if row["gebied"] not in {"verhuisd", "verschil"}:
                    off = abs(true[row["gebied"], *of(row)][column] - row[column])
                    assert off <= row[f"{column}_marge"] == (5 if row["gebied"] == GM else 9)


def test_an_edition_keeps_the_method_and_a_hash_of_its_tables(published: Store) -> None:
    for edition in published.editions():
        made = published.build_of(edition.id)
        assert made is not None
        assert made.method == "tientallen 1"
        assert len(made.tables) == 64
