"""How our workbooks look, and how text gets into them: as text, whatever it begins with."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from typing import cast

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

LONGEST = 32_000  # characters; Excel has room for 32.767
MOST_ROWS = 1_048_576
# What XML has no place for; Excel would call the file damaged.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# A text that Excel would calculate if somebody typed it.
LIKE_FORMULA = ("=", "+", "-", "@", "\t", "\r")

HEAD = PatternFill("solid", fgColor="0B5C8A")
GREY = PatternFill("solid", fgColor="E3E8ED")
HEAD_FONT = Font(bold=True, color="FFFFFF")
TITLE_FONT = Font(bold=True, size=14)
BOLD = Font(bold=True)
WRAP = Alignment(wrap_text=True, vertical="top")
LINE = Side(style="thin", color="B4BFC9")
BOX = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)


def write_text(cell: Cell, text: str) -> None:
    """Put text in a cell that stays text: never a formula, a date or a number, also when somebody edits the cell."""
    clean = FORBIDDEN.sub(" ", text)[:LONGEST]
    cell.value = clean
    cell.number_format = "@"
    if clean.startswith(LIKE_FORMULA):
        cell.data_type = "s"
        cell.quotePrefix = True


def cell_at(sheet: Worksheet, row: int, column: int) -> Cell:
    """A cell by numbers that begin at 1. Our sheets have no merged cells."""
    return cast(Cell, sheet.cell(row, column))


def write_row(
    sheet: Worksheet,
    row: int,
    texts: Sequence[str],
) -> list[Cell]:
    """Put texts in the cells of a row, from column A; empty texts leave their cell as it is."""
    cells = [cell_at(sheet, row, place) for place in range(1, 1 + len(texts))]
    for cell, text in zip(cells, texts, strict=True):
        if text:
            write_text(cell, text)
    return cells


def write_head(sheet: Worksheet, row: int, texts: Sequence[str]) -> None:
    """A row of column names, in the style of all our tables."""
    for cell in write_row(sheet, row, texts):
        cell.fill, cell.font, cell.alignment = HEAD, HEAD_FONT, WRAP


def set_widths(sheet: Worksheet, widths: Mapping[int, float]) -> None:
    """How wide columns are, in characters, by number (A is 1)."""
    for place, width in widths.items():
        sheet.column_dimensions[get_column_letter(place)].width = width


def fit_for_paper(sheet: Worksheet, head_row: int) -> None:
    """Printed: as wide as the paper, with the column names on every page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{head_row}:{head_row}"


def as_bytes(workbook: Workbook) -> bytes:
    """The workbook as an .xlsx file."""
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()
