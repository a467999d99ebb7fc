"""What the page Uitleg says of the method is so: counted again, on the example that it was measured on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from factsheet import explain
from factsheet.release import relations
from factsheet.release.attack import ENOUGH, attack
from factsheet.release.relations import Counts
from factsheet.release.rounding import Rounded, rounded
from factsheet.settings import current
from tests import example
from tests.naive import cbs, hidden, kept_under, nearest

TOWN = current()


@pytest.fixture(scope="module")
def years() -> list[Rounded]:
    return [rounded(example.true_tables(2024), TOWN)]


def mean(values: list[int]) -> str:
    return f"{sum(values) / len(values):.1f}".replace(".", ",")


def broken(found: Counts, printed: list[int], least: int = 0) -> tuple[int, int]:
    """How many sums of printed figures are off, and of how many: of those whose parts are all this large at least."""
    judged = [
        relation
        for relation in found.relations
        if not relation.at_least and all(found.values[number] >= least for number, _ in relation.terms)
    ]
    return sum(not relation.holds(printed) for relation in judged), len(judged)


def test_what_our_way_costs_was_measured(years: list[Rounded]) -> None:
    off = [
        (place.gebied == TOWN.gemeente.code, abs(count - printed))
        for found in years
        for place, count, printed in zip(found.counts.places, found.counts.values, found.printed, strict=True)
    ]
    in_wijk, in_gemeente = (mean([distance for whole, distance in off if whole is of]) for of in (False, True))

    assert explain.COMPARED[0][1:] == (f"{in_wijk} in een wijk, {in_gemeente} in de gemeente", "geen", "geen")
    assert all(broken(found.counts, list(found.printed))[0] == 0 for found in years)
    assert min(attack(example.tables().frames, TOWN).values) >= ENOUGH


def test_what_other_ways_cost_was_measured(years: list[Rounded]) -> None:
    tens = [[10 * ((count + 5) // 10) for count in found.counts.values] for found in years]
    fives = [[5 * int(count / 5 + 0.5) for count in found.counts.values] for found in years]
    counted = {"tens": [*map(broken, (f.counts for f in years), tens)]}
    counted["fives"] = [broken(found.counts, printed, 10) for found, printed in zip(years, fives, strict=True)]
    sums = {name: tuple(map(sum, zip(*rows, strict=True))) for name, rows in counted.items()}
    kept = {policy: [n for f in years for n in kept_under(policy, f.counts)] for policy in (nearest(10), cbs, hidden)}
    away = [f"{sum(n < ENOUGH for n in few)} van {len(few)}" for few in kept.values()]
    distance = [
        mean(
            [
                abs(a - b)
                for f, own in zip(years, printed, strict=True)
                for a, b in zip(f.counts.values, own, strict=True)
                if a >= low
            ]
        )
        for printed, low in ((tens, 0), (fives, 10))
    ]

    by_tens, by_cbs, by_hiding = explain.COMPARED[1:]

    assert by_tens[1:] == (distance[0], "{} van {}".format(*sums["tens"]), away[0])
    assert by_cbs[1:] == (distance[1], "{} van {}".format(*sums["fives"]), away[1])
    assert by_hiding[1:] == ("0", "geen", f"{away[2]}, waarvan {kept[hidden].count(1)} precies")


def test_the_example_adds_up_here_and_not_when_each_figure_is_rounded_by_itself() -> None:
    rows = explain.example_that_adds_up(TOWN)
    counts, alone, here = ([int(row[column]) for row in rows] for column in (1, 2, 3))

    assert counts[-1] == sum(counts[:-1])
    assert here[-1] == sum(here[:-1])
    assert alone[-1] != sum(alone[:-1])


@pytest.mark.parametrize("step", [10, 20, 100])
def test_the_proof_holds_for_the_figures_in_it(step: int) -> None:
    words = explain.audit_words(replace(TOWN, publicatie=replace(TOWN.publicatie, tiental=step)))

    assert words["kost_binnen"] < words["kost_buiten"]
    assert words["binnen"] + words["buiten"] == step
    assert words["waarden_nul"] >= ENOUGH
    filled = [text for _, text in explain.AUDIT]
    assert all(name in "".join(filled) for name in ("{binnen}", "{buiten}", "{kost_binnen}"))


def test_the_line_under_the_wijken_is_named_as_it_is_printed() -> None:
    text = " ".join(text for _, text in explain.METHOD)

    assert f"‘{relations.MOVED}’" in text
