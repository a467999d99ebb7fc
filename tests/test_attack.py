"""The attacker: it finds nothing in what is published, and what it must in what others do."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from random import Random
from typing import Any

import polars as pl
import pytest

from factsheet.cli import main
from factsheet.release import attack as module
from factsheet.release import publish as publication
from factsheet.release import review
from factsheet.release.attack import ENOUGH, Attacked, Count, Fact, Known, attack, values_kept
from factsheet.release.disclose import LastYear, disclose, stack, without
from factsheet.release.privacy import GivesAway, assess, refuse
from factsheet.release.relations import Place
from factsheet.release.rounding import rounded
from factsheet.rows import PublishedRows
from factsheet.settings import Settings, current
from factsheet.store import Store
from factsheet.validate import check
from tests import example, example_years, small_towns
from tests.examples import TIMES
from tests.naive import NAIVE, facts_of, hidden, kept_under

TOWN = current()
GM = TOWN.gemeente.code


# It counts right: beside every table there is, by plain loops


def by_loops(known: Known) -> tuple[int, ...]:
    """The same by trying everything."""
    ranges = [range(low, high + 1) for low, high in zip(known.least, known.most, strict=True)]
    agreeing = [
        values
        for values in itertools.product(*ranges)
        if all(f.least <= sum(times * values[n] for n, times in f.terms) <= f.most for f in known.facts)
    ]
    return tuple(len({values[n] for values in agreeing}) for n in range(len(ranges)))


def puzzle(rng: Random) -> Known:
    size = rng.randint(1, 4)
    least = tuple(rng.randint(0, 3) for _ in range(size))
    most = tuple(low + rng.randint(0, 5) for low in least)
    facts = []
    for _ in range(rng.randint(0, 3)):
        terms = tuple((n, float(rng.choice((-2, -1, 1, 2)))) for n in rng.sample(range(size), rng.randint(1, size)))
        low = rng.randint(-6, 10)
        facts.append(Fact(terms, float(low), float(low + rng.randint(0, 4))))
    return Known(least, most, tuple(facts))


@pytest.mark.parametrize("seed", range(60))
def test_the_values_that_a_count_keeps_are_those_of_all_tables_that_agree(seed: int) -> None:
    known = puzzle(Random(seed))

    found, expected = values_kept(known), by_loops(known)
    if not any(expected):  # what contradicts itself does so for the counts that it is about
        assert not all(found)
        return

    assert [min(n, ENOUGH) for n in found] == [min(n, ENOUGH) for n in expected]
    assert all(n <= most for n, most in zip(found, expected, strict=True))


# What others do


@pytest.mark.parametrize("policy", NAIVE)
def test_every_naive_policy_gives_small_counts_away(policy: str) -> None:
    town = small_towns.town(4)
    found = facts_of(small_towns.rows(town, 2024, Random(3)), town)

    kept = kept_under(NAIVE[policy], found)

    assert min(kept) < ENOUGH
    assert min(kept) >= 1  # what is so, agrees with what is told of it


def test_hiding_below_ten_gives_some_away_exactly() -> None:
    town = small_towns.town(4)

    kept = kept_under(hidden, facts_of(small_towns.rows(town, 2024, Random(3)), town))

    assert kept.count(1) > 0


def test_percentages_from_exact_counts_give_small_counts_away() -> None:
    """7 of 612 is 1,1%, beside a 0 that hides it: only 7 of all counts below ten prints so."""
    share = Fact(((0, 100.0 / 612),), 1.1 - 0.05, 1.1 + 0.05)

    assert values_kept(Known((0,), (9,), (share,))) == (1,)
    assert min(values_kept(Known((0,), (9,), ()))) >= ENOUGH


# What is published


@pytest.mark.parametrize("year", [2024])
def test_every_count_of_the_example_keeps_enough_values(year: int) -> None:
    found = attack(example.tables(year).frames, TOWN)

    assert found.given_away == ()
    assert {count.jaar for count in found.counts} == {y for y in example.YEARS if y <= year}


def two_years(town: Settings, seed: int, **kind: Any) -> PublishedRows:
    true = {year: small_towns.rows(town, year, Random(seed + year), **kind) for year in (2023, 2024)}
    return example.disclosed(lambda year: true[year], [2023, 2024], town)


KINDS = [(1, {}), (2, {}), (3, {}), (4, {"onbekend": False}), (6, {})]


@pytest.mark.parametrize(("wijken", "kind"), KINDS)
@pytest.mark.parametrize("seed", range(TIMES))
def test_every_count_of_a_small_town_keeps_enough_values(wijken: int, kind: dict[str, bool], seed: int) -> None:
    town = small_towns.town(wijken)

    found = attack(two_years(town, seed, **kind), town)

    assert found.given_away == ()
    assert len(found.counts) > 100


def test_a_town_with_a_missing_wijk_or_without_wijken_gives_nothing_away() -> None:
    town = small_towns.town(3)
    true = small_towns.rows(town, 2024, Random(5))
    lacking = {name: rows.filter(pl.col("gebied") != town.wijken[0].code) for name, rows in true.items()}
    alone = {name: rows.filter(pl.col("gebied") == town.gemeente.code) for name, rows in true.items()}

    for rows in (lacking, alone):
        found = attack(example.disclosed(lambda _, rows=rows: rows, [2024], town), town)
        assert found.given_away == ()
        assert found.counts


def test_three_exact_changes_that_together_tell_too_much_lose_their_decimal() -> None:
    """Of Wmo, Jeugdwet and their sum; found by the attacker in a town of 120 wijken."""
    codes = [GM, *(area.code for area in TOWN.wijken)]
    sizes = {2023: (1113, 1121, 1500), 2024: (1166, 1221, 1500)}

    def gebruik(year: int) -> dict[str, pl.DataFrame]:
        wmo, jeugd, bijstand = sizes[year]
        both = {"Wmo": wmo, "Jeugdwet": jeugd, "Wmo en Jeugdwet": wmo + jeugd, "Bijstand": bijstand}
        groups = {**both, "Sociaal domein": wmo + jeugd + bijstand}
        made = [
            {"jaar": year, "gebied": code, "groep": groep, "aantal": n if code in codes[:2] else 0, "indicaties": None}
            for code in codes
            for groep, n in groups.items()
        ]
        return {"gebruik": pl.DataFrame(made, schema_overrides={"indicaties": pl.Int64})}

    tables = example.disclosed(gebruik, [2023, 2024], TOWN)

    assert attack(tables, TOWN).given_away == ()
    lost = tables["gebruik"].filter(pl.col("jaar") == 2024, pl.col("gebied") == GM, pl.col("aantal") >= 1000)
    assert 0 < lost["aantal_mutatie"].null_count() < lost.height


# It bites on what is published too


def told_exactly() -> PublishedRows:
    """The example of one year with a volume that tells the class of every client of a form of support."""
    tables = dict(example.tables(2021).frames)
    least = {k.naam: k.van for vorm in TOWN.vormen for k in vorm.klassen}
    rows = tables["begeleiding"].filter(pl.col("gebied") == GM, pl.col("vorm") == "groep")
    lowest = sum(least[k] * (n - 4) for k, n in rows.select("klasse", "clienten").rows())
    volume = pl.when(pl.col("vorm") == "groep").then(int(lowest)).otherwise("omvang").alias("omvang")
    tables["begeleiding_omvang"] = tables["begeleiding_omvang"].with_columns(volume)
    return PublishedRows(tables)


def test_what_a_volume_gives_away_is_found_named_and_offered_to_be_left_out() -> None:
    tables = told_exactly()
    now = rounded(example.true_tables(2021), TOWN)

    found = assess(tables, now, {}, None, year=2021, settings=TOWN)

    assert not found.is_safe
    with pytest.raises(
        GivesAway, match=r"te achterhalen: begeleiding\w* 2021, .*het cijfer van begeleiding_omvang .*2021"
    ):
        refuse(found)
    assert [offer.about for offer in found.offers] == ["weglaten begeleiding_omvang|groep"]
    left = without(tables, ["begeleiding_omvang|groep"], TOWN)
    assert assess(left, now, {}, None, year=2021, settings=TOWN).is_safe


def test_without_leaves_out_one_change_and_nothing_else() -> None:
    tables = {name: rows.filter(pl.col("jaar") == 2024) for name, rows in example.tables().frames.items()}

    left = without(PublishedRows(tables), [f"gebruik|aantal|{GM}|Wmo"], TOWN)

    was, now = (t["gebruik"].filter(pl.col("aantal_mutatie").is_not_null()) for t in (tables, left))
    assert set(was["groep"]) - set(now["groep"]) == {"Wmo"}
    assert was.height - now.height == 1
    assert all(left[name].equals(tables[name]) for name in tables if name != "gebruik")


# Publishing


def test_publishing_stops_where_a_small_count_is_given_away_until_that_is_left_out(
    store: Store, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    store.save([check(body, TOWN, name=name) for name, body in example_years.files(2021).items()], who="rik")
    monkeypatch.setattr(publication, "disclose", lambda *_: told_exactly())

    with pytest.raises(GivesAway, match="Laat dat weg"):
        publication.publish(store, 2021, who="els", settings=replace(settings, vier_ogen=False))

    review.confirm(store, 2021, "weglaten begeleiding_omvang|groep", who="els", note="verraadt een klasse")
    edition = publication.publish(store, 2021, who="els", settings=replace(settings, vier_ogen=False))
    assert store.tables(edition.id)["begeleiding_omvang"]["vorm"].to_list() == ["individueel"]


def test_the_command_line_names_what_tells_too_much_and_leaves_it_out_for_a_reason(
    store: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    store.save([check(body, TOWN, name=name) for name, body in example_years.files(2021).items()], who="rik")
    monkeypatch.setattr(publication, "disclose", lambda *_: told_exactly())
    call = ["publiceer", "--jaar", "2021", "--door", "els"]

    assert main(call) == 1
    refused = capsys.readouterr().err
    assert main([*call, "--weglaten", "verraadt een klasse"]) == 0

    assert re.search(r"te achterhalen: begeleiding\w* 2021, Hengelo, groep, 1 of 2 dagdelen: clienten", refused)
    assert "Dat komt door het cijfer van begeleiding_omvang (groep), 2021." in refused
    assert refused.strip().endswith("schrijf achter --weglaten waarom dat mag.")
    assert capsys.readouterr().out.startswith("Weggelaten: het cijfer van begeleiding_omvang (groep), 2021.")
    [entry] = [entry for entry in store.log_entries() if "verraadt een klasse" in entry.details]
    assert "begeleiding_omvang" in entry.details
    assert store.last_edition(2021) is not None


def test_only_what_is_published_now_is_offered_to_be_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("2020|gebruik|aantal|GM0164|Wmo", "2021|begeleiding_omvang|groep")
    away = Attacked((Count(2021, Place("gebruik", "aantal", (GM, "Wmo"), GM)),), (2,), names)
    monkeypatch.setattr(module, "attack", lambda *_: away)
    now = rounded(example.true_tables(2021), TOWN)

    found = assess(told_exactly(), now, {}, None, year=2021, settings=TOWN)

    assert [offer.about for offer in found.offers] == ["weglaten begeleiding_omvang|groep"]


# Revisions


def cells(true: Mapping[str, pl.DataFrame]) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Every count of a wijk in the example: dataset, column and row."""
    for dataset, column in (
        ("gebruik", "aantal"),
        ("begeleiding", "clienten"),
        ("piramide", "clienten"),
        ("loonkostensubsidie", "ontvangers"),
    ):
        keys = [key for key in ("gebied", "groep", "wet", "vorm", "klasse", "laag") if key in true[dataset].columns]
        for row in true[dataset].select(keys).rows(named=True):
            if row["gebied"].startswith("WK"):
                yield dataset, column, row


def corrected(true: Mapping[str, pl.DataFrame], dataset: str, column: str, row: dict[str, str], by: int) -> Any:
    """The year in which one count of a wijk was wrong, and with it that of the municipality."""
    same = pl.all_horizontal([pl.lit(value=True), *(pl.col(k) == value for k, value in row.items() if k != "gebied")])
    here = same & pl.col("gebied").is_in([row["gebied"], GM])
    frame = true[dataset].with_columns(
        pl.when(here).then(pl.max_horizontal(column, -by) + by).otherwise(column).alias(column)
    )
    return {**true, dataset: frame.cast(true[dataset].schema)}


def test_after_a_correction_of_one_count_both_editions_together_tell_no_more() -> None:
    true, known = example.true_tables(2024), only(example.tables().frames, 2024)
    last = LastYear(example.true_tables(2023), only(example.tables().frames, 2023))
    earlier = last.published
    rng = Random(13)
    tried = [*cells(true)] if TIMES > 1 else rng.sample([*cells(true)], 3)
    kept = asked = 0

    for dataset, column, row in tried:
        now = corrected(true, dataset, column, row, rng.choice((-3, -2, -1, 1, 2, 3)))
        tables = stack([earlier, disclose(now, last, TOWN, known)])
        found = assess(tables, rounded(now, TOWN, known), true, known, year=2024, settings=TOWN)
        assert found.is_safe, (dataset, row)
        asked += bool(found.reprinted)
        kept += rounded(now, TOWN, known).printed == rounded(true, TOWN).printed

    assert kept >= 0.6 * len(tried)
    assert asked <= 0.1 * len(tried)


def only(frames: Mapping[str, pl.DataFrame], year: int) -> PublishedRows:
    return PublishedRows({name: rows.filter(pl.col("jaar") == year) for name, rows in frames.items()})


def test_small_counts_that_print_otherwise_than_readers_know_ask_the_editor() -> None:
    """Where readers had another table, such as from another method, two tables tell more than one."""
    true, known = example.true_tables(2024), only(example.tables().frames, 2024)
    moved = pl.when(pl.col("gebied") != GM).then(pl.col("clienten") + 20).otherwise("clienten").alias("clienten")
    other = PublishedRows({**known, "begeleiding": known["begeleiding"].with_columns(moved)})

    found = assess(example.tables().frames, rounded(true, TOWN, other), true, other, year=2024, settings=TOWN)

    small = true["begeleiding"].filter(pl.col("clienten").is_between(0, 9), pl.col("gebied") != GM)
    names = {area.code: area.naam for area in TOWN.wijken} | {"onbekend": "onbekend"}
    expected = {
        f"begeleiding 2024, {names[area]}, {wet}, {vorm}, {klasse}: clienten"
        for area, wet, vorm, klasse in small.select("gebied", "wet", "vorm", "klasse").rows()
    }
    assert len(expected) > 10
    assert expected <= set(found.reprinted)


def test_a_solver_without_an_answer_is_no_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_table", lambda *_, **__: None)
    module._of_part.cache_clear()

    found = values_kept(Known((0, 0), (7, 9), ()))

    module._of_part.cache_clear()
    assert found == (0, 0)


def before(rows: pl.DataFrame) -> pl.DataFrame:
    """A table of 2023 without what this method added."""
    kept = rows.filter(pl.col("jaar") == 2023).select(name for name in rows.columns if not name.endswith("_marge"))
    return kept.filter(pl.col("gebied") != "verhuisd") if "gebied" in kept.columns else kept


def test_an_edition_from_before_this_method_can_stand_beside_a_new_one() -> None:
    """Its counts were rounded one by one, and a sum that is declared now was not there."""
    old = {name: before(rows) for name, rows in example.tables().frames.items() if name != "begeleiding_klasse"}
    new = disclose(example.true_tables(2024), LastYear(example.true_tables(2023), PublishedRows(old)), TOWN)

    found = attack(stack([PublishedRows(old), new]), TOWN, 2024)

    assert {count.jaar for count in found.counts} == {2023, 2024}
