"""What is wrong with a file: one problem, all of them, and the stop when reading cannot go on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from factsheet.parse.wording import dutch
from schemas import Severity

MAX_PROBLEMS = 1000


@dataclass(frozen=True)
class Problem:
    """What is wrong, in Dutch. `row` as Excel numbers it; `suggestion` is the value that was probably meant.

    `personal`: the file holds something of one person, so nothing of it may be shown or given back.
    """

    severity: Severity
    row: int | None
    column: str | None
    value: str | None
    message: str
    suggestion: str | None = None
    personal: bool = False


class Report:
    """Problems as they are found. Of very many it keeps the first, and counts the others."""

    def __init__(self, problems: Iterable[Problem] = ()) -> None:
        self._listed = list(problems)
        self._unlisted: Counter[Severity] = Counter()

    def add(self, *problems: Problem) -> None:
        self._listed += problems

    def count(self, severity: Severity, number: int) -> None:
        """Problems that are too many to list."""
        self._unlisted[severity] += number

    def take(self, other: Report) -> None:
        """All that another report holds."""
        self._listed += other._listed
        self._unlisted += other._unlisted

    @property
    def blocks(self) -> bool:
        return any(problem.severity == "fout" for problem in self._listed) or self._unlisted["fout"] > 0

    def problems(self) -> tuple[Problem, ...]:
        """By row, those of the file as a whole last; at most MAX_PROBLEMS and a line that counts the others."""
        ordered = sorted(self._listed, key=lambda problem: (problem.row is None, problem.row or 0))
        unlisted = self._unlisted + Counter(problem.severity for problem in ordered[MAX_PROBLEMS:])
        if not unlisted.total():
            return tuple(ordered)
        are = "is nog 1 probleem" if unlisted.total() == 1 else f"zijn nog {dutch(unlisted.total())} problemen"
        message = f"Er {are} in dit bestand. Los eerst de problemen hierboven op en lees het bestand opnieuw in."
        severity: Severity = "fout" if unlisted["fout"] else "waarschuwing"
        return (*ordered[:MAX_PROBLEMS], Problem(severity, None, None, None, message))


class UnusableError(Exception):
    """The file as a whole cannot be read any further."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__()
        self.problems = problems


def whole_file(message: str) -> UnusableError:
    """A stop for a reason that has no row or column."""
    return UnusableError(Problem("fout", None, None, None, message))
