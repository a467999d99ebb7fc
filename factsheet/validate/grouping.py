"""Problems that say the same thing, told once with their rows: "in 9 rijen" instead of nine messages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from factsheet.parse import Problem, dutch, listed
from schemas import Severity

ROWS_NAMED = 5


@dataclass(frozen=True)
class Group:
    """Problems that are the same but for their row. `rows` as Excel numbers them; empty for the file as a whole.

    `message` is a whole text, for one row and for many: it names the rows where there are more than one.
    """

    severity: Severity
    column: str | None
    value: str | None
    message: str
    suggestion: str | None
    rows: tuple[int, ...]


def grouped(problems: Iterable[Problem]) -> tuple[Group, ...]:
    """Worst first, then those that touch most rows, then from top to bottom."""
    alike: dict[tuple[object, ...], list[Problem]] = {}
    for problem in problems:
        key = (problem.severity, problem.column, problem.value, _everywhere(problem), problem.suggestion)
        alike.setdefault(key, []).append(problem)
    groups = [_group(found) for found in alike.values()]
    return tuple(sorted(groups, key=lambda group: (group.severity, -len(group.rows), group.rows[:1])))


def _group(alike: list[Problem]) -> Group:
    first = alike[0]
    rows = tuple(sorted({problem.row for problem in alike if problem.row is not None}))
    message = first.message if len(rows) <= 1 else f"{_everywhere(first)} {_where(first, rows)}"
    return Group(first.severity, first.column, first.value, message, first.suggestion, rows)


def _everywhere(problem: Problem) -> str:
    """The message without the number of its own row."""
    if problem.row is None:
        return problem.message
    return re.sub(rf"\b([Ii])n rij {problem.row}\b", r"\1n deze rijen", problem.message)


def _where(problem: Problem, rows: tuple[int, ...]) -> str:
    # An empty cell holds nothing that could "staan" somewhere.
    what = "Dit geldt voor" if problem.value is None else "Dit staat in"
    more = len(rows) - ROWS_NAMED
    # A row more takes no more room than "nog 1".
    if more > 1:
        return f"{what} {dutch(len(rows))} rijen: {', '.join(map(str, rows[:ROWS_NAMED]))} en nog {dutch(more)}."
    return f"{what} {len(rows)} rijen: {listed(rows)}."
