"""One dropped file: read, checked, its problems grouped, and the wrong rows with their neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from factsheet import publish as publication
from factsheet.parse import Problem, grid
from factsheet.report import Excerpt, holds_persons, neighbours
from factsheet.settings import Settings
from factsheet.store import Store
from factsheet.validate import Checked, check
from factsheet.validate.grouping import Group, grouped
from schemas import SCHEMAS

Cell = tuple[int, str]  # the row in Excel, and the column of the schema
GROUPS_SHOWN = 50
ROWS_SHOWN = 3  # of one group


@dataclass(frozen=True)
class Dropped:
    """A file as it was dropped, with what the editor said about it since.

    `decimal` answers what a point means ("," when it means thousands); `mends` are cells that were mended.
    """

    name: str
    data: bytes = field(repr=False)
    decimal: str | None = None
    mends: Mapping[Cell, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Examined:
    """What is wrong with a file: every group of problems, with an excerpt for each of the first GROUPS_SHOWN."""

    checked: Checked
    groups: tuple[Group, ...]
    excerpts: Mapping[int, Excerpt]

    @property
    def suggestions(self) -> dict[Cell, Problem]:
        """The cells for which a value can be taken over at once."""
        return {(row, column): problem for row, column, problem in _mendable(self.checked)}

    def suggestions_of(self, group: Group) -> dict[Cell, Problem]:
        """Those of one group."""
        alike = (group.column, group.suggestion)
        return {
            cell: problem
            for cell, problem in self.suggestions.items()
            if cell[0] in group.rows and (problem.column, problem.suggestion) == alike
        }


def examine(file: Dropped, store: Store, settings: Settings) -> Examined:
    """Read and check one file, against last year's version too. Raises for no bytes at all."""
    checked = check(
        file.data,
        settings,
        name=file.name,
        last_year=publication.last_year(store),
        decimal=file.decimal,
        mends=file.mends or None,
    )
    groups = grouped(checked.problems)
    return Examined(checked, groups, _excerpts(file, checked, groups))


def _mendable(checked: Checked) -> Iterator[tuple[int, str, Problem]]:
    columns = SCHEMAS[checked.dataset].columns() if checked.dataset else {}
    for problem in checked.problems:
        row, column = problem.row, problem.column
        if problem.suggestion is not None and row is not None and column is not None and column in columns:
            yield row, column, problem


def _excerpts(file: Dropped, checked: Checked, groups: tuple[Group, ...]) -> dict[int, Excerpt]:
    """By place in `groups`. Of a file that holds persons, or that nobody recognises, nothing is shown."""
    shown = {place: group for place, group in enumerate(groups[:GROUPS_SHOWN]) if group.rows}
    if not shown or checked.dataset is None or holds_persons(checked.problems):
        return {}
    lines = grid(file.data, file.name)
    if lines is None:
        return {}
    return {
        place: neighbours(lines, group.rows[:ROWS_SHOWN], group.column, file.mends) for place, group in shown.items()
    }
