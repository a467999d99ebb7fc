"""A file mended by typing: its rows in the grid, judged like the file; what changed is told, and comes in the log."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

import polars as pl

from factsheet import settings as factsheet_settings
from factsheet.editing import sheet
from factsheet.editing.numbering import ROW, Table
from factsheet.editing.sheet import Judged
from factsheet.literal import st
from factsheet.parse import Parsed
from factsheet.report import holds_persons
from factsheet.screen import grid
from factsheet.screen.uploading.upload_session import Upload, Work, work_on
from schemas import SCHEMAS, YearlyCsv

HERE = "uploads hier"


def can_be_typed(file: Upload) -> bool:
    """Whether the rows of a file fit a grid: a known dataset of one year, read whole, and nothing of persons in it."""
    read = work_on(file.key).read
    return (
        isinstance(read, Parsed)
        and read.dataset in SCHEMAS
        and read.year is not None
        and 0 < read.table.height <= sheet.MOST_ROWS
        and not holds_persons(file.checked.problems)
    )


def chosen(files: Sequence[Upload]) -> Upload | None:
    """The file whose grid is open: the one that was chosen, or else the first one with faults."""
    able = [file for file in files if can_be_typed(file)]
    asked = [file for file in able if file.key == st.session_state.get(HERE)]
    return next(iter([*asked, *(file for file in able if file.checked.errors)]), None)


def open_button(file: Upload) -> None:
    """The button that opens the grid of a file in the place of the one that is open."""
    if can_be_typed(file) and file.checked.problems:
        st.button(f"Verbeter {file.name} hier", on_click=_open, args=(file.key,), key=f"hier-{file.key}")


def type_figures(file: Upload) -> None:
    """The grid of a file that can be typed in."""
    work, key = work_on(file.key), _grid_key(file.key)
    read = work.read
    assert isinstance(read, Parsed) and read.dataset and read.year  # noqa: S101 - it can be typed
    if work.typing is None or not grid.is_there(key):
        work.typing = grid.begin(work.typed or table_of(work.original or read), work.typing)
    table = work.typed or work.typing.table
    st.markdown("Verbeter het hier. Uw bestand zelf blijft zoals het is.")
    if work.typed is not None:
        st.button("Begin opnieuw met het bestand", on_click=work.changed, key=f"opnieuw-{file.key}")
    grid.show(
        key,
        work.typing,
        Judged(table, file.checked),
        dataset=read.dataset,
        year=read.year,
        base=table_of(work.original or read).texts,
        on_cells=partial(_typed, file.key),
        only_wrong=True,
    )


def table_of(read: Parsed) -> Table:
    """The rows of a file as they are typed: what could not be read stands there as it was."""
    schema, settings = SCHEMAS[read.dataset or ""], factsheet_settings.current()
    names = list(sheet.columns(schema))
    rows = read.table.with_columns(
        pl.lit(None, dtype=schema.columns()[name].dtype).alias(name) for name in names if name not in read.table.columns
    )
    texts = sheet.as_texts(rows, schema, settings)
    # Where groups stand beside each other, one row of the file is several here.
    own = read.row_numbers.n_unique() == read.row_numbers.len()
    table = Table(texts.select(read.row_numbers.alias(ROW).cast(pl.Int64), pl.all())) if own else Table.of(texts)
    return _with_unread(table, read) if own else table


def typed_messages(work: Work) -> list[str]:
    """What was typed in a file, in words for the log."""
    if work.original is None or work.typed is None:
        return []
    return list(_differences(table_of(work.original), work.typed, SCHEMAS[work.original.dataset or ""]))


def _differences(before: Table, after: Table, schema: type[YearlyCsv]) -> Iterator[str]:
    was, now = ({row[ROW]: row for row in table.filled.rows(named=True)} for table in (before, after))
    for number, row in now.items():
        if number not in was:
            yield f"rij erbij: {sheet.named(row, schema)}"
            continue
        for name in before.texts.columns:
            if was[number][name] != row[name]:
                yield f"rij {number}, {name}: {was[number][name] or 'leeg'} → {row[name] or 'leeg'}"
    yield from (f"rij {number} weg: {sheet.named(row, schema)}" for number, row in was.items() if number not in now)


def _with_unread(table: Table, read: Parsed) -> Table:
    cells = table.cells
    for problem in read.problems:
        if problem.row is not None and problem.value is not None and problem.column in table.texts.columns:
            here = (pl.col(ROW) == problem.row) & pl.col(problem.column).is_null()
            filled = pl.when(here).then(pl.lit(problem.value)).otherwise(problem.column)
            cells = cells.with_columns(filled.alias(problem.column))
    return Table(cells)


def take_over(work: Work, cells: dict[tuple[int, str], str]) -> None:
    """Put suggestions in the cells of a table that was typed in: it is no longer the file that is mended."""
    assert work.typed is not None  # noqa: S101 - asked before
    table = work.typed.cells
    for (row, column), value in cells.items():
        filled = pl.when(pl.col(ROW) == row).then(pl.lit(value)).otherwise(column)
        table = table.with_columns(filled.alias(column))
    _keep(work, Table(table))
    work.typing = grid.begin(Table(table), work.typing)


def _open(key: str) -> None:
    st.session_state[HERE] = key


def _grid_key(key: str) -> str:
    return f"uploads tabel {key}"


def _typed(key: str) -> None:
    """Callback of the grid: what was typed takes the place of what was read."""
    work = work_on(key)
    _open(key)  # it stays open, also when nothing is wrong in it any more
    if work.typing is None or not isinstance(work.read, Parsed) or not grid.hear(_grid_key(key), work.typing):
        return
    _keep(work, grid.typed(_grid_key(key), work.typing, SCHEMAS[work.read.dataset or ""]))
    work.typing.kept = work.typing.heard


def _keep(work: Work, table: Table) -> None:
    read = work.read
    assert isinstance(read, Parsed) and read.dataset and read.year  # noqa: S101 - only such a file has a grid
    work.original = work.original or read
    now = sheet.typed(table, read.dataset, read.year, factsheet_settings.current())
    work.typed, work.found = table, None
    work.read = replace(now, name=read.name, read_as=read.read_as, notes=(*work.original.notes, *now.notes))
