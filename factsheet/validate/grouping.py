"""Problems that say the same thing, told once with their rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from factsheet.parse import Problem
from schemas import Severity

NAMED = 5


@dataclass(frozen=True)
class Group:
    """Problems with the same severity, column, value and message. `rows` is empty for the file as a whole."""

    severity: Severity
    column: str | None
    value: str | None
    message: str
    suggestion: str | None
    rows: tuple[int, ...]


def grouped(problems: Iterable[Problem]) -> tuple[Group, ...]:
    """Worst first, then those that touch most rows."""
    rows: dict[tuple[Severity, str | None, str | None, str, str | None], list[int]] = {}
    for p in problems:
        key = (p.severity, p.column, p.value, p.message, p.suggestion)
        rows.setdefault(key, []).extend([] if p.row is None else [p.row])
    groups = [
        Group(severity, column, value, message + _where(found), suggestion, tuple(found))
        for (severity, column, value, message, suggestion), found in rows.items()
    ]
    return tuple(sorted(groups, key=lambda group: (group.severity, -len(group.rows))))


def _where(rows: list[int]) -> str:
    if len(rows) <= 1:
        return ""
    more = len(rows) - NAMED
    listed = ", ".join(map(str, rows[:NAMED]))
    return f" Dit staat in {len(rows)} rijen: {listed}{f' en nog {more}' if more > 0 else ''}."
