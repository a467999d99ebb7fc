"""The file back as a workbook: the same rows, the wrong cells marked, the messages beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import polars as pl
from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from factsheet.parse import Grid, Problem, grid
from factsheet.report.wording import counted, holds_persons
from factsheet.template.excel import (
    BOX,
    FORBIDDEN,
    MOST_ROWS,
    TITLE_FONT,
    WRAP,
    as_bytes,
    cell_at,
    fit_for_paper,
    set_widths,
    write_head,
    write_row,
    write_text,
)
from factsheet.validate import Checked
from schemas import Severity

MESSAGES, FILE = "Meldingen", "Uw bestand"
WHOLE = 20_000  # rows; of a longer file only the rows with problems come back
AROUND = 2
MOST_COLUMNS = 200
MOST_FROZEN = 10
AUTHOR = "Sociaal domein in beeld"
COLUMNS = ("Soort", "Cel", "Kolom", "Waarde", "Melding", "Voorstel")
FILLS: Mapping[Severity, PatternFill] = {
    "fout": PatternFill("solid", fgColor="F6B8B1"),
    "waarschuwing": PatternFill("solid", fgColor="FFD08A"),
}
FONTS: Mapping[Severity, Font] = {"fout": Font(bold=True, color="7A120C"), "waarschuwing": Font(color="5C3300")}
SIGNS: Mapping[Severity, str] = {"fout": "✗ Fout", "waarschuwing": "! Waarschuwing"}
MENDED = PatternFill("solid", fgColor="CFE8CF")
LINK = Font(underline="single", color="0B5C8A")
ADVICE = (
    f"Verbeter de cellen op het blad '{FILE}', bewaar het bestand en upload het opnieuw. "
    f"De kolom '{MESSAGES}' naast uw cijfers mag blijven staan."
)
ONLY_A_PART = (
    f"Uw bestand is groot. Op het blad '{FILE}' staan alleen de rijen met een melding en de rijen eromheen, met hun "
    "eigen rijnummer. Verbeter ze in uw eigen bestand en upload dat opnieuw."
)
NOTHING_BACK = "Uw bestand staat er niet bij. Verbeter het in uw eigen bestand en upload dat opnieuw."


def marked(data: bytes, name: str, checked: Checked, corrections: Mapping[tuple[int, str], str] | None = None) -> bytes:
    """The file as .xlsx: a sheet with all messages, worst first, and a sheet with the editor's own rows, marked.

    `corrections` are cells that were mended since (row and column → value): they come back mended. A file that cannot
    be read, or that has persons in it, comes back as messages only. All text stays text; nothing becomes a formula.
    """
    read = None if holds_persons(checked.problems) else grid(data, name)
    page = _Page(read, checked, corrections or {}) if read else None
    workbook = Workbook()
    _list(workbook.worksheets[0], name, checked, page)
    if page:
        _copy(workbook.create_sheet(FILE), page)
    return as_bytes(workbook)


@dataclass(frozen=True)
class _Page:
    """The editor's rows with what must be marked in them; places count from 0, columns of Excel from 1."""

    grid: Grid
    checked: Checked
    corrections: Mapping[tuple[int, str], str]

    @cached_property
    def by_row(self) -> Mapping[int, list[Problem]]:
        found: dict[int, list[Problem]] = {}
        for problem in _worst_first(self.checked):
            if problem.row is not None and problem.row <= MOST_ROWS:
                found.setdefault(problem.row, []).append(problem)
        return found

    @property
    def whole(self) -> bool:
        return self.grid.cells.height <= WHOLE

    @cached_property
    def rows(self) -> pl.DataFrame:
        """The rows that come back: all of them, or the header and what lies around a problem."""
        cells = self.grid.cells
        if self.whole:
            return cells
        near = {row + step for row in self.by_row for step in range(-AROUND, AROUND + 1)} | {self.grid.header_row}
        return cells.filter(pl.col("row").is_in(list(near)), pl.col("row") <= MOST_ROWS)

    @cached_property
    def width(self) -> int:
        """How many columns hold anything."""
        texts = self.rows.drop("row").select(pl.all().fill_null("").str.strip_chars().ne("").any())
        filled = [place for place in range(texts.width) if texts.height and texts[str(place)][0]]
        return min(MOST_COLUMNS, 1 + max(filled, default=0))

    def column_of(self, problem: Problem) -> int | None:
        """The column of Excel that a problem is about; None when it is about a row, or about a missing column."""
        place = self.grid.columns.get(problem.column or "")
        return place + 1 if place is not None and place < self.width else None


def _worst_first(checked: Checked) -> list[Problem]:
    return sorted(checked.problems, key=lambda p: (p.severity, p.row is None, p.row or 0))


def _list(sheet: Worksheet, name: str, checked: Checked, page: _Page | None) -> None:
    """All messages, each with a link to its cell."""
    sheet.title = MESSAGES
    write_text(cell_at(sheet, 1, 1), f"{name}: {counted(checked.problems) or 'geen meldingen'}")
    cell_at(sheet, 1, 1).font = TITLE_FONT
    write_text(cell_at(sheet, 2, 1), NOTHING_BACK if page is None else ADVICE if page.whole else ONLY_A_PART)
    write_head(sheet, 4, COLUMNS)
    for row, problem in enumerate(_worst_first(checked), start=5):
        cells = write_row(sheet, row, _message_cells(problem, page))
        for cell in cells:
            cell.border, cell.alignment = BOX, WRAP
        cells[0].fill, cells[0].font = FILLS[problem.severity], FONTS[problem.severity]
        if page and problem.row in page.by_row:
            place = f"{quote_sheetname(FILE)}!{_address(problem, page)}"
            cells[1].hyperlink = Hyperlink(ref=cells[1].coordinate, location=place)
            cells[1].font = LINK
    set_widths(sheet, {1: 18, 2: 10, 3: 20, 4: 24, 5: 90, 6: 24})
    sheet.freeze_panes = "A5"
    fit_for_paper(sheet, 4)


def _message_cells(problem: Problem, page: _Page | None) -> list[str]:
    where = _address(problem, page) if page else f"rij {problem.row}" if problem.row else ""
    parts = (problem.column, problem.value, problem.message, problem.suggestion)
    return [SIGNS[problem.severity], where, *(part or "" for part in parts)]


def _address(problem: Problem, page: _Page) -> str:
    """ "B17", or "A17" for a whole row; "" for the file as a whole."""
    return f"{get_column_letter(page.column_of(problem) or 1)}{problem.row}" if problem.row else ""


def _copy(sheet: Worksheet, page: _Page) -> None:
    """The rows of the editor under their own numbers, marked, with the messages beside them."""
    for row, *texts in page.rows.select("row", *map(str, range(min(page.width, page.rows.width - 1)))).iter_rows():
        write_row(sheet, row, [text or "" for text in texts])
    for (row, name), value in page.corrections.items():
        if name in page.grid.columns and (page.whole or row in page.by_row):
            _mend(cell_at(sheet, row, page.grid.columns[name] + 1), value)
    beside = page.width + 1
    write_head(sheet, page.grid.header_row, [""] * page.width + [MESSAGES])
    for row, problems in page.by_row.items():
        _mark(sheet, row, problems, page)
        cell = cell_at(sheet, row, beside)
        write_text(cell, "\n".join(f"{SIGNS[p.severity]}: {p.message}" for p in problems))
        cell.alignment, cell.font = WRAP, FONTS[problems[0].severity]
    set_widths(sheet, {**dict.fromkeys(range(1, beside), 18), beside: 80})
    if page.grid.header_row <= MOST_FROZEN:
        sheet.freeze_panes = f"A{page.grid.header_row + 1}"
    # Rows that are not there are hidden, so that the others stand together under their own numbers.
    sheet.sheet_format.zeroHeight = None if page.whole else True


def _mark(sheet: Worksheet, row: int, problems: list[Problem], page: _Page) -> None:
    """Colour, letter and comment on each wrong cell of a row; the worst problem of a cell gives the colour."""
    by_column: dict[int, list[Problem]] = {}
    for problem in problems:
        column = page.column_of(problem)
        if column:
            by_column.setdefault(column, []).append(problem)
    for column, found in by_column.items():
        cell, worst = cell_at(sheet, row, column), found[0].severity
        cell.fill, cell.font, cell.border = FILLS[worst], FONTS[worst], BOX
        _comment(cell, "\n".join(f"{SIGNS[problem.severity]}: {problem.message}" for problem in found))


def _mend(cell: Cell, value: str) -> None:
    before = str(cell.value or "")
    write_text(cell, value)
    cell.fill = MENDED
    _comment(cell, f"Voorstel overgenomen. Er stond: {before or 'niets'}")


def _comment(cell: Cell, text: str) -> None:
    cell.comment = Comment(FORBIDDEN.sub(" ", text), AUTHOR, height=120, width=320)
