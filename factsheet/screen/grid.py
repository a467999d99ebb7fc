"""The grid that figures are typed in: what its script gets and what it sends. Bewerken and Uploaden both have it.

The browser has the table and sends all of it after each pause. A round begins when something else than typing changes
the table: the browser then takes over the table of the round, and types what came too late for it once more.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from factsheet import settings as factsheet_settings
from factsheet import store as stores
from factsheet.editing import sheet
from factsheet.editing.numbering import ROW, Table
from factsheet.editing.sheet import Judged
from factsheet.literal import st
from factsheet.parse import Problem
from factsheet.screen.component import mount
from factsheet.template import describe
from schemas import SCHEMAS, YearlyCsv

CELLS, CELL = "cells", "cell"


@dataclass
class Round:
    """One round of a grid. `name` is like no other, also after the server began anew.

    `after`: the round and the change that its table has in it. `heard` and `kept`: the numbers of the last change that
    came here, and that is kept; `failed`: why these differ.
    """

    name: str
    table: Table
    after: tuple[str, int]
    heard: int = 0
    kept: int = 0
    failed: str = ""


def begin(table: Table, before: Round | None = None) -> Round:
    """A new round of a grid, after another one of this session; what a browser sent to an earlier one is in neither."""
    return Round(secrets.token_hex(8), table, (before.name, before.heard) if before else ("", 0))


def is_there(key: str) -> bool:
    """Whether the grid was on the screen a moment ago; what it remembers is gone once another page was."""
    return key in st.session_state


def hear(key: str, going: Round) -> bool:
    """In the callback of a grid: whether what it sent is of this round. Of a round that is over it is typed again."""
    sent = _sent(key)
    if sent.get("round") != going.name:
        return False
    going.heard = sent["seq"]
    return True


def typed(key: str, going: Round, schema: type[YearlyCsv]) -> Table:
    """The table as the browser has it; that of the round until something was typed in it."""
    sent = _sent(key)
    if sent.get("round") != going.name:
        return going.table
    try:
        table = Table.typed(sent["rows"], going.table.texts.columns)
    except (KeyError, TypeError, ValueError):
        # No browser of ours sends this.
        return going.table
    return table.tidied(lambda texts: sheet.tidied(texts, schema, factsheet_settings.current()))


def asked(key: str) -> Mapping[str, Any]:
    """The cell that the browser asks about: `row` and `column`."""
    return (st.session_state.get(key) or {}).get(CELL) or {}


def show(
    key: str,
    going: Round,
    judged: Judged,
    *,
    dataset: str,
    year: int,
    base: pl.DataFrame,
    on_cells: Callable[[], None],
    on_cell: Callable[[], None] | None = None,
    remarks: Sequence[Mapping[str, Any]] = (),
    only_wrong: bool = False,
) -> None:
    """The grid at `key`, with every problem at its cell.

    Args:
        base: the texts that changes are marked against, under the same columns.
        on_cells: called when the table was typed in; `on_cell` when somebody asks about a cell.
        remarks: what is said of cells: `row`, `column` (its place) and `text`.
        only_wrong: begin with the rows in which something is wrong.
    """
    mount(
        "grid",
        key=key,
        data={
            "round": going.name,
            "after": {"round": going.after[0], "seq": going.after[1]},
            "heard": going.heard,
            "seq": going.kept,
            "failed": going.failed,
            # For who begins in the middle of a round: a browser that has the table keeps its own.
            "rows": typed(key, going, SCHEMAS[dataset]).cells.rows(),
            "base": base.rows(),
            "about": on_cell is not None,
            "remarks": list(remarks),
            "only_wrong": only_wrong,
            **_layout(dataset, year),
            **_judgement(judged, SCHEMAS[dataset]),
        },
        on_cells_change=on_cells,
        on_cell_change=on_cell or _nothing,
    )


def texts_of(dataset: str, version: int) -> pl.DataFrame:
    """A version as texts; of none (0), the rows that a new file begins with."""
    settings, schema = factsheet_settings.current(), SCHEMAS[dataset]
    if not version:
        return sheet.empty(schema, settings)
    return _texts_of(dataset, version, stores.current().version(version).at.isoformat())


@st.cache_data(max_entries=100, show_spinner=False)
def _texts_of(dataset: str, version: int, at: str) -> pl.DataFrame:  # noqa: ARG001 - a backup gives numbers out again
    rows = stores.current().rows(version)
    return sheet.as_texts(rows, SCHEMAS[dataset], factsheet_settings.current())


def _sent(key: str) -> Mapping[str, Any]:
    """What the browser sent last: `round`, `seq` (the number of the last change in it) and `rows`."""
    sent = (st.session_state.get(key) or {}).get(CELLS)
    return sent if isinstance(sent, Mapping) and isinstance(sent.get("seq"), int) else {}


def _layout(dataset: str, year: int) -> dict[str, Any]:
    """What stays the same while an editor types: the columns, which of them name a row, and last year's figures."""
    schema = SCHEMAS[dataset]
    names = list(sheet.columns(schema))
    before = stores.current().last_version(dataset, year - 1)
    return {
        "label": f"De cijfers van {dataset} over {year}, om te bewerken",
        "columns": _columns(dataset),
        "keys": [names.index(name) for name in schema.grid],
        "gebied": names.index("gebied") if schema.per_area else None,
        "most": sheet.MOST_ROWS,
        "last": {
            "year": year - 1 if before else None,
            "rows": texts_of(dataset, before.id).rows() if before else [],
        },
    }


def _judgement(judged: Judged, schema: type[YearlyCsv]) -> dict[str, Any]:
    """What is wrong and in which cells, and the rows that are not there and must be."""
    names = list(judged.table.texts.columns)
    found = [*judged.problems, *_in_empty_rows(judged, schema)]
    return {
        "problems": [
            {
                "row": problem.row,
                "column": names.index(problem.column),
                "severity": problem.severity,
                "message": problem.message,
            }
            for problem in found
            if problem.row is not None and problem.column in names
        ],
        "faults": len(judged.checked.errors),
        "warnings": len(judged.checked.warnings),
        "lacking": _lacking(judged, schema),
    }


def _in_empty_rows(judged: Judged, schema: type[YearlyCsv]) -> Iterator[Problem]:
    """A row that is told to be missing, and stands there without a figure: the problem is in that cell."""
    missed = [problem for problem in judged.problems if _misses_a_row(problem, schema)]
    rows = judged.table.filled.filter(pl.all_horizontal(pl.col(schema.measures()).is_null()))
    for row in rows.rows(named=True) if missed and rows.height else ():
        for problem in missed:
            if row[problem.column or ""] == problem.value:
                yield replace(problem, row=row[ROW], column=schema.measures()[0])


def _lacking(judged: Judged, schema: type[YearlyCsv]) -> list[tuple[Any, ...]]:
    """The rows of an empty file that a problem misses, as the browser can add them."""
    missed = {problem.value for problem in judged.problems if _misses_a_row(problem, schema)}
    if not missed:
        return []
    template, keys = sheet.empty(schema, factsheet_settings.current()), list(schema.grid)
    rows = template.join(judged.table.texts.select(keys), on=keys, how="anti", nulls_equal=True)
    return rows.filter(pl.any_horizontal(pl.col(keys).is_in(list(missed)))).rows()


def _misses_a_row(problem: Problem, schema: type[YearlyCsv]) -> bool:
    return problem.row is None and problem.column in schema.grid and problem.value is not None


def _columns(dataset: str) -> list[dict[str, Any]]:
    settings, schema = factsheet_settings.current(), SCHEMAS[dataset]
    help_of = {told.column: f"{told.title}. {told.rule}" for told in describe(dataset, settings)}
    return [
        {
            "name": name,
            "label": f"{name} ({info.unit})" if info.unit and info.unit != name else name,
            "help": help_of[name],
            "kind": "number" if info.dtype.is_numeric() else "text",
            "measured": info.is_measure,
            "decimals": sheet.decimals(info),
            "grouped": info.unit != "jaar",
            "options": sheet.choices(schema, name, settings),
        }
        for name, info in sheet.columns(schema).items()
    ]


def _nothing() -> None:
    """For a grid in which no cell can be asked about."""
