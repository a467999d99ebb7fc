"""How many problems there are, in which rows, and what was mended: in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from factsheet.parse import Problem, dutch, listed


def counted(problems: Iterable[Problem]) -> str:
    """ "3 fouten en 1 waarschuwing"; "" when there are none."""
    found = [problem.severity for problem in problems]
    parts = [
        count_of(found.count("fout"), "fout", "fouten"),
        count_of(found.count("waarschuwing"), "waarschuwing", "waarschuwingen"),
    ]
    return " en ".join(part for part in parts if part)


def count_of(number: int, one: str, many: str) -> str:
    """ "1 fout", "1.234 fouten", or "" for none."""
    return f"{dutch(number)} {one if number == 1 else many}" if number else ""


def holds_persons(problems: Iterable[Problem]) -> bool:
    """Whether a file was refused because of persons in it. Nothing of such a file may be shown or given back."""
    return any(problem.personal for problem in problems)


def rows_of(rows: Sequence[int]) -> str:
    """ "rij 12", or "rijen 12, 15 en 18"."""
    return f"{'rij' if len(rows) == 1 else 'rijen'} {listed(rows)}"


@dataclass(frozen=True)
class Correction:
    """A value that took the place of another. `old` is "" for a cell that was empty."""

    column: str
    old: str
    new: str

    def message(self, rows: Sequence[int]) -> str:
        """ "rij 12, gebied: Hasselerees → Hasseler Es"."""
        return f"{rows_of(rows)}, {self.column}: {self.old or 'leeg'} → {self.new}"


def by_correction(corrections: Mapping[tuple[int, str], Correction]) -> dict[Correction, list[int]]:
    """Each different correction once, with the rows where it was made, in order."""
    rows: dict[Correction, list[int]] = {}
    for row, column in sorted(corrections):
        rows.setdefault(corrections[row, column], []).append(row)
    return rows
