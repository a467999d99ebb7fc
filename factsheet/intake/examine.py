"""One dropped file: read, checked, its problems grouped, and the wrong rows with their neighbours."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from factsheet import records, sources
from factsheet.parse import Decimal, Digest, Parsed, Problem, grid, parse, tables_in
from factsheet.records import Answers, Meaning, Recorded
from factsheet.report import Excerpt, holds_persons, neighbours
from factsheet.settings import Settings
from factsheet.sources import Origin
from factsheet.store import Store
from factsheet.validate import Checked, validate_together
from factsheet.validate.grouping import Group, grouped
from schemas import SCHEMAS

Cell = tuple[int, str]  # the row in Excel, and the column of the schema
GROUPS_SHOWN = 50
ROWS_SHOWN = 3  # of one group


@dataclass(frozen=True)
class Dropped:
    """A file as it was dropped, with what the editor said about it since.

    `decimal` answers what a point means ("," when it means thousands), `year` which year it is about when it does not
    tell; `corrections` are cells that were mended. `origin`: it is one of the tables in a file of the CBS.
    """

    name: str
    data: bytes = field(repr=False)
    decimal: Decimal | None = None
    year: int | None = None
    corrections: Mapping[Cell, str] = field(default_factory=dict)
    origin: Origin | None = None


@dataclass(frozen=True)
class Examined:
    """What is wrong with a file: every group of problems, with an excerpt for each of the first GROUPS_SHOWN.

    A file of records is not kept itself: `recorded` tells how it was counted, and `counted` are the tables.
    """

    checked: Checked
    groups: tuple[Group, ...]
    excerpts: Mapping[int, Excerpt]
    recorded: Recorded | None = None
    counted: tuple[Examined, ...] = ()

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


def examine(file: Dropped, store: Store | None, settings: Settings) -> Examined:
    """Read and check one file, against what is kept too. Raises for no bytes at all."""
    return judge([file], [read(file, settings, answering(store))], store, settings)[0]


def answering(store: Store | None) -> Callable[[], Answers]:
    """What editors said of codes, for `read`: asked of the store only for a file that has any."""
    return lambda: {
        (one.wet, one.code): Meaning(one.as_wet, one.laag, one.vorm) if one.as_wet else None
        for one in (store.code_answers() if store else ())
    }


def unpacked(file: Dropped, store: Store | None, settings: Settings, *, split: bool = True) -> list[Dropped]:
    """A file as it was dropped, or every table of ours in it: of a source such as the CBS, or of a workbook.

    `split` is False where a workbook may not be read at once; a source is known by the first lines of it.
    """
    kept = store.last_rows if store else None
    found = sources.datasets_in(file.data, file.name, settings, year=file.year, kept=kept)
    if found:
        return [replace(file, data=data, origin=origin) for data, origin in found]
    digest = Digest(file.data)
    return [
        replace(file, data=table.data, decimal=",", origin=Origin(table.dataset, table.read_as, digest, table.notes))
        for table in (tables_in(file.data, file.name, settings) if split else ())
    ] or [file]


def read(file: Dropped, settings: Settings, answers: Callable[[], Answers] = dict) -> Parsed | Recorded:
    """What stands in a file, by itself; of records only what was counted from them, with these answers."""
    parsed = parse(file.data, name=file.name, settings=settings, decimal=file.decimal, corrections=file.corrections)
    if file.origin:
        return sources.with_origin(parsed, file.origin)
    return records.read(parsed, settings, file.year, answers()) if records.is_records(parsed) else parsed


def judge(
    files: Sequence[Dropped], found: Sequence[Parsed | Recorded], store: Store | None, settings: Settings
) -> list[Examined]:
    """Check files that were read, beside each other and what is kept: one answer for each."""
    tables = [list(one.tables) if isinstance(one, Recorded) else [one] for one in found]
    checked = iter(
        validate_together(
            [table for some in tables for table in some],
            settings,
            last_year=store.last_rows if store else None,
            siblings=store.last_rows if store else None,
        )
    )
    return [
        _recorded(one, [next(checked) for _ in some]) if isinstance(one, Recorded) else _examined(file, next(checked))
        for file, one, some in zip(files, found, tables, strict=True)
    ]


def _examined(file: Dropped, checked: Checked) -> Examined:
    groups = grouped(checked.problems)
    return Examined(checked, groups, _excerpts(file, checked, groups))


def _recorded(found: Recorded, tables: Sequence[Checked]) -> Examined:
    """A file of records with the tables that were counted from it; no row of it is ever shown."""
    file = found.file
    checked = Checked(
        file.name, file.dataset, found.year, file.rows, found.problems, file.read_as, file.digest, file.notes
    )
    counted = tuple(Examined(table, grouped(table.problems), {}) for table in tables)
    return Examined(checked, grouped(found.problems), {}, found, counted)


def _mendable(checked: Checked) -> Iterator[tuple[int, str, Problem]]:
    columns = SCHEMAS[checked.dataset].columns() if checked.dataset in SCHEMAS else {}
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
        place: neighbours(lines, group.rows[:ROWS_SHOWN], group.column, file.corrections)
        for place, group in shown.items()
    }
