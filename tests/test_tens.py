"""Tens that add up: what a reader who knows the method cannot tell, for every small table there is."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from random import Random
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet.release import attack, relations, rounding
from factsheet.release import tens as module
from factsheet.release.attack import Fact, Known
from factsheet.release.kept import Kept
from factsheet.release.tens import Counted, Family, NoTableError, Relation, cost, prices, tens
from factsheet.settings import current
from tests import example, small_towns
from tests.examples import TIMES, examples

WIJK, GEMEENTE = 9, 5
Prints = dict[tuple[int, ...], list[tuple[int, ...]]]


def family(counts: Sequence[int], caps: Sequence[int], adds: Iterable[tuple[int, ...]], **more: Any) -> Family:
    """Counts of which the first of each of `adds` is the sum of the others."""
    known = more.pop("known", [None] * len(counts))
    figures = (Counted(f"v{n}", count, caps[n], known=known[n]) for n, count in enumerate(counts))
    relations = (Relation(((whole, 1), *((part, -1) for part in parts))) for whole, *parts in adds)
    return Family(tuple(figures), (*relations, *more.pop("also", ())))


def line(counts: Sequence[int], known: Sequence[int | None] | None = None) -> Family:
    """Counts of wijken, and the municipality that they add up to."""
    size = len(counts)
    before = {"known": known} if known else {}
    return family([*counts, sum(counts)], [WIJK] * size + [GEMEENTE], [(size, *range(size))], **before)


def square(a: int, b: int, c: int, d: int) -> Family:
    """Two wijken and two classes, with the totals of both, and the total of all."""
    counts = (a, b, c, d, a + b, c + d, a + c, b + d, a + b + c + d)
    return family(counts, [WIJK] * 6 + [GEMEENTE] * 3, [(4, 0, 1), (5, 2, 3), (6, 0, 2), (7, 1, 3), (8, 6, 7)])


def by_print(families: Iterable[Family]) -> Prints:
    """All counts that print the same, by what is printed."""
    found = defaultdict(list)
    for one in families:
        found[tens(one).printed].append(tuple(figure.count for figure in one.figures))
    return found


def too_few(found: Prints, cells: int, most: int) -> Iterator[tuple[int, ...]]:
    """Prints in which a 0 keeps fewer than five values, or another figure fewer than nine.

    Of those at the edge of what was tried not all counts were there: these are left out.
    """
    for printed, realities in found.items():
        if max(printed[:cells]) <= most - 4:
            for place, value in enumerate(printed):
                if len({counts[place] for counts in realities}) < (5 if value == 0 else 9):
                    yield printed


# Every small table: in the suite those with smaller counts, in the bench all


@pytest.mark.more_in_bench
def test_in_every_line_a_printed_zero_keeps_five_values_and_another_figure_nine() -> None:
    size, most = (2, 13) if TIMES == 1 else (3, 24)

    found = by_print(line(counts) for counts in itertools.product(range(most + 1), repeat=size))

    assert [*too_few(found, size, most)] == []
    assert len(found) > 2


@pytest.mark.more_in_bench
def test_in_every_square_a_printed_zero_keeps_five_values_and_another_figure_nine() -> None:
    most = 3 if TIMES == 1 else 14

    found = by_print(square(*counts) for counts in itertools.product(range(most + 1), repeat=4))

    assert [*too_few(found, 4, most)] == []
    assert len(found) > 2


def test_rounding_each_figure_by_itself_falls_to_the_same_test() -> None:
    """0 + 0 = 10 tells that both are 3 or 4, or that one of them is."""
    found = defaultdict(list)
    for a, b in itertools.product(range(25), repeat=2):
        found[tuple(10 * ((n + 5) // 10) for n in (a, b, a + b))].append((a, b, a + b))

    assert [*too_few(found, 2, 24)] != []


# The nearest, by another hand


def nearest(one: Family, most: int = 60) -> tuple[int, tuple[int, ...]]:
    """The cost and the print of the nearest table, by trying every table of tens."""
    cells = 4 if len(one.figures) == 9 else len(one.figures) - 1
    best: list[tuple[int, tuple[int, ...]]] = []
    for tried in itertools.product(range(0, most, 10), repeat=cells):
        a, b, c, d = (*tried, 0, 0, 0)[:4]
        printed = (a, b, c, d, a + b, c + d, a + c, b + d, a + b + c + d) if cells == 4 else (*tried, sum(tried))
        if all(value or figure.count < 10 for figure, value in zip(one.figures, printed, strict=True)):
            best.append((sum(cost(f, value, 10) for f, value in zip(one.figures, printed, strict=True)), printed))
    return min(best)


SMALL = st.integers(0, 35)


@examples(60)
@given(st.one_of(st.lists(SMALL, min_size=1, max_size=3).map(line), st.tuples(SMALL, SMALL, SMALL, SMALL)))
def test_no_table_of_tens_is_nearer(made: Family | tuple[int, int, int, int]) -> None:
    one = made if isinstance(made, Family) else square(*made)

    assert tens(one).printed == nearest(one)[1]
    assert tens(one).proven


@examples(100)
@given(st.text(max_size=30), st.sampled_from([10, 20, 50, 100, 1000]), st.integers(0, 5))
def test_the_dearest_price_is_little_above_the_cheapest(key: str, step: int, salt: int) -> None:
    up, down = prices(key, step, salt)

    assert (step // 2 - 1) * max(up, down) < (step // 2 + 1) * min(up, down)
    assert prices(key, step, salt) == (up, down)


@pytest.mark.parametrize("step", [20, 50, 100])
def test_another_step_adds_up_too(step: int) -> None:
    one = Family(line((3, 48, 171)).figures, line((3, 48, 171)).relations, step)

    printed = tens(one).printed

    assert all(value % step == 0 for value in printed)
    assert printed[3] == sum(printed[:3])


# Whatever lies within four of all prints, prints the same: on families as they are


FAMILIES = {
    "example": lambda: (example.true_tables(2024), current()),
    "three wijken": lambda: (small_towns.rows(small_towns.town(3), 2024, Random(1)), small_towns.town(3)),
    "seven wijken": lambda: (small_towns.rows(small_towns.town(7), 2024, Random(2)), small_towns.town(7)),
}


def families(name: str) -> list[Family]:
    true, settings = FAMILIES[name]()
    found = rounding.rounded(true, settings)
    return [
        rounding._family(numbers, between, found.counts, {}, settings) for numbers, between in found.counts.families()
    ]


@pytest.mark.parametrize("name", FAMILIES)
def test_counts_within_four_of_what_is_printed_print_the_same(name: str) -> None:
    rng, moved = Random(name), 0

    for one in families(name):
        printed = tens(one).printed
        facts = tuple(Fact(r.terms, 0.0, float("inf") if r.at_least else 0.0) for r in one.relations)
        reality = Known(
            tuple(value - 4 if f.signed else max(0, value - 4) for f, value in zip(one.figures, printed, strict=True)),
            tuple(value + 4 for value in printed),
            facts,
        )
        for _ in range(3 * TIMES):
            aim = [rng.randint(low, high) for low, high in zip(reality.least, reality.most, strict=True)]
            others = attack._table(reality, aim)
            assert others is not None
            changed = (Counted(f.key, count, f.cap, f.signed) for f, count in zip(one.figures, others, strict=True))
            moved += others != [figure.count for figure in one.figures]
            assert tens(Family(tuple(changed), one.relations, one.step)).printed == printed

    assert moved > 10


@pytest.mark.parametrize("name", FAMILIES)
def test_every_relation_holds_in_print_and_no_zero_stands_for_ten_or_more(name: str) -> None:
    for one in families(name):
        printed = tens(one).printed
        assert all(relation.holds(printed) for relation in one.relations)
        assert all(value or abs(f.count) < 10 for f, value in zip(one.figures, printed, strict=True))


# The solver is not trusted


class Liar:
    """A solver that says something else than it found."""

    def __init__(self, real: Any, *, add: float = 0.0, value: float = 0.0) -> None:
        self.real, self.add, self.value = real, add, value

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)

    def getInfo(self) -> Any:  # noqa: N802 - as highspy has it
        info = self.real.getInfo()
        return type("Info", (), {"objective_function_value": info.objective_function_value + self.value})

    def getSolution(self) -> Any:  # noqa: N802
        found = self.real.getSolution()
        steps = [found.col_value[0] + self.add, *found.col_value[1:]]
        return type("Solution", (), {"value_valid": True, "col_value": steps})


@pytest.mark.parametrize("lie", [{"add": 1.0}, {"value": 1000.0}, {"value": -1.0}])
def test_a_table_that_is_not_what_the_solver_says_is_not_used(lie: dict[str, float], monkeypatch) -> None:
    run = module._Programme._run
    monkeypatch.setattr(module._Programme, "_run", lambda *args: Liar(run(*args), **lie))

    with pytest.raises(NoTableError):
        tens(line((17, 23, 5)))


def test_a_tie_is_decided_by_other_prices_and_never_by_the_solver(monkeypatch) -> None:
    tried = []

    def same_for_all(key: str, step: int, salt: int = 0) -> tuple[int, int]:
        tried.append(salt)
        return (1000, 1000) if salt == 0 else prices(key, step, salt)

    monkeypatch.setattr(module, "prices", same_for_all)

    found = tens(line((15, 35, 50)))

    assert found.proven
    assert set(tried) == {0, 1}


def test_a_tie_that_no_prices_decide_gives_no_table(monkeypatch) -> None:
    monkeypatch.setattr(module, "prices", lambda *_: (1000, 1000))

    with pytest.raises(NoTableError, match="more than one"):
        tens(line((15, 35, 51)))


def test_out_of_time_the_best_table_is_used_and_said_to_be_so(monkeypatch) -> None:
    run = module._Programme._run

    class Late(Liar):
        def getModelStatus(self) -> Any:  # noqa: N802
            return module.TIME_OUT

    monkeypatch.setattr(module._Programme, "_run", lambda *args: Late(run(*args)))

    found = tens(line((16, 36, 7)))

    assert not found.proven
    assert found.printed[3] == sum(found.printed[:3])


# What readers know stays


@examples(60)
@given(st.lists(st.integers(0, 60), min_size=2, max_size=4), st.integers(0, 3), st.integers(-40, 40))
def test_after_a_correction_of_one_count_the_others_keep_their_print(counts: list[int], at: int, by: int) -> None:
    before = tens(line(counts)).printed
    at %= len(counts)
    corrected = [max(0, count + by * (n == at)) for n, count in enumerate(counts)]

    after = tens(line(corrected, before)).printed

    moved = [n for n, (was, now) in enumerate(zip(before[:-1], after[:-1], strict=True)) if was != now]
    assert moved in ([], [at]) or abs(by) > 4
    assert len([n for n in moved if n != at]) <= 1
    if line(corrected, before).figures[at].keeps(10) and line(corrected, before).figures[-1].keeps(10):
        assert after == before


@pytest.mark.parametrize(
    ("known", "count", "stays"),
    [(0, 9, True), (0, 10, False), (10, 5, True), (10, 4, False), (10, 19, True), (10, 20, False), (20, 11, True)],
)
def test_how_far_a_count_may_go_before_its_print_does(known: int, count: int, stays: bool) -> None:
    assert Counted("x", count, WIJK, known=known).keeps(10) is stays


@pytest.mark.parametrize("name", FAMILIES)
def test_what_the_relaxation_gives_is_what_whole_numbers_give(name: str) -> None:
    run = module._Programme._run
    found = [*families(name), *corrected_families(name)]

    quick = [module._nearest(one, 60) for one in found]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module._Programme, "_run", lambda *given: run(*given[:4]))
        thorough = [module._nearest(one, 60) for one in found]

    assert quick == thorough


def corrected_families(name: str) -> list[Family]:
    """Those of the same year after a correction, when readers know the print of before."""
    true, settings = FAMILIES[name]()
    first = rounding.rounded(true, settings)
    known = dict(zip(first.counts.places, first.printed, strict=True))
    more = pl.when(pl.int_range(pl.len()) % 7 == 3).then(12).otherwise(0)
    mended = {**true, "gebruik": true["gebruik"].with_columns(pl.col("aantal") + more)}
    counts = relations.counts(relations.complete(mended, settings), settings)
    return [rounding._family(numbers, between, counts, known, settings) for numbers, between in counts.families()]


# What is kept


def test_what_was_asked_for_last_is_kept_up_to_a_weight() -> None:
    kept, made = Kept[str](5), list[str]()

    for key, weight in (("a", 2), ("b", 2), ("a", 2), ("c", 2), ("a", 2), ("b", 2), ("e", 9), ("a", 2)):
        assert kept.get(key, lambda key=key: made.append(key) or key, weight) == key  # type: ignore[misc]

    assert made == ["a", "b", "c", "b", "e", "a"]


def test_what_could_not_be_made_is_not_kept() -> None:
    kept = Kept[int](5)

    with pytest.raises(ZeroDivisionError):
        kept.get("a", lambda: 1 // 0)

    assert kept.get("a", lambda: 3) == 3


def test_a_family_is_solved_once(monkeypatch: pytest.MonkeyPatch) -> None:
    one, solved = line((18, 27, 36)), list[float]()
    monkeypatch.setattr(module, "_KEPT", Kept(100))
    real = module._nearest
    monkeypatch.setattr(module, "_nearest", lambda *args: solved.append(1) or real(*args))

    assert tens(one) == tens(line((18, 27, 36)))
    assert tens(line((18, 27, 37))) != tens(one)
    assert len(solved) == 2
