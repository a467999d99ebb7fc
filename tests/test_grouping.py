"""Problems that say the same thing are told once, in a sentence that reads right for one row and for many."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet.parse import Problem
from factsheet.validate import grouped

WIJK = "'Hasselerees' is geen wijk van Hengelo. Bedoelt u 'Hasseler Es'?"


def wijk(row: int) -> Problem:
    return Problem("fout", row, "gebied", "Hasselerees", WIJK, "Hasseler Es")


def empty(row: int) -> Problem:
    return Problem("fout", row, "inwoners", None, "Deze cel is leeg. Vul een heel getal in.")


def test_one_problem_keeps_its_own_words() -> None:
    (group,) = grouped([wijk(4)])

    assert (group.message, group.rows, group.suggestion) == (WIJK, (4,), "Hasseler Es")


@pytest.mark.parametrize(
    ("rows", "tail"),
    [
        ((4, 12), "Dit staat in 2 rijen: 4 en 12."),
        ((4, 12, 15, 18, 21, 30), "Dit staat in 6 rijen: 4, 12, 15, 18, 21 en 30."),
        ((4, 12, 15, 18, 21, 30, 31, 32, 33), "Dit staat in 9 rijen: 4, 12, 15, 18, 21 en nog 4."),
    ],
)
def test_many_problems_become_one_with_their_rows(rows: tuple[int, ...], tail: str) -> None:
    (group,) = grouped(wijk(row) for row in rows)

    assert group.message == f"{WIJK} {tail}"
    assert group.rows == rows


def test_an_empty_cell_does_not_stand_anywhere() -> None:
    (group,) = grouped([empty(2), empty(3)])

    assert group.message == "Deze cel is leeg. Vul een heel getal in. Dit geldt voor 2 rijen: 2 en 3."


def test_a_message_that_names_its_own_row_is_the_same_message_in_another_row() -> None:
    problems = [
        Problem("fout", row, None, None, f"In rij {row} staat iets in een kolom zonder naam. Maak die cel leeg.")
        for row in (12, 2)
    ]

    (group,) = grouped(problems)

    assert group.message == (
        "In deze rijen staat iets in een kolom zonder naam. Maak die cel leeg. Dit geldt voor 2 rijen: 2 en 12."
    )


def test_other_values_columns_and_suggestions_are_other_groups() -> None:
    other = [
        Problem("waarschuwing", 5, "gebied", "Hasselerees", WIJK, "Hasseler Es"),
        Problem("fout", 5, "wet", "Hasselerees", WIJK, "Hasseler Es"),
        Problem("fout", 5, "gebied", "Hasselerees", WIJK, None),
    ]

    groups = grouped([wijk(4), *other])

    assert len(groups) == 4


def test_the_worst_come_first_and_then_those_that_touch_most_rows() -> None:
    warning = [Problem("waarschuwing", row, "score", "0,7", "Klopt dit?") for row in range(2, 9)]
    whole_file = Problem("fout", None, None, None, "Er zijn nog 12 problemen in dit bestand.")

    groups = grouped([*warning, whole_file, wijk(30), empty(9), empty(10), wijk(3)])

    assert [(group.severity, group.rows[:1]) for group in groups] == [
        ("fout", (3,)),
        ("fout", (9,)),
        ("fout", ()),
        ("waarschuwing", (2,)),
    ]


@given(st.lists(st.builds(wijk, st.integers(2, 50)) | st.builds(empty, st.integers(2, 50)), max_size=30))
def test_no_row_is_lost_and_none_is_added(problems: list[Problem]) -> None:
    groups = grouped(problems)

    found = {(group.column, row) for group in groups for row in group.rows}
    assert found == {(problem.column, problem.row) for problem in problems}
