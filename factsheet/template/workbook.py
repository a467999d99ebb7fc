"""An empty Excel workbook for a dataset and a year, that checks what is filled in."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Literal

import polars as pl
from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from factsheet.settings import Settings
from factsheet.template.columns import describe, keys, kind
from factsheet.template.excel import (
    BOLD,
    BOX,
    GREY,
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
from schemas import SCHEMAS, ColumnInfo, YearlyCsv
from schemas.columns import ONBEKEND

EXPLANATION, LISTS = "Uitleg", "Keuzelijsten"
EXTRA_ROWS = 200  # below the last row that we fill in, where the lists and checks work too
FORMATS = {"jaar": "0", "euro": "#,##0.00", "%": "0.0", "score": "0.000"}
BY_DTYPE = {pl.Int64: "#,##0", pl.Float64: "#,##0.0", pl.Date: "dd-mm-yyyy"}
EXCEL_DAY_0 = datetime.date(1899, 12, 30)
FIRST_DAY, LAST_DAY = datetime.date(2000, 1, 1), datetime.date(2100, 12, 31)
HOW_TO = (
    "Vul de witte cellen in. De grijze cellen zijn al ingevuld.",
    "Schrijf een percentage als getal: 45, en niet 45%.",
    "Laat de kolomnamen staan. Voeg geen kolommen toe.",
    "Bewaar het bestand als Excel-bestand (.xlsx) en kies het op de pagina Uploaden.",
)


def workbook_template(dataset: str, year: int, settings: Settings) -> bytes:
    """An .xlsx with a row for every area and combination, lists and checks per column, and a sheet that explains.

    Raises KeyError for an unknown dataset.
    """
    schema = SCHEMAS[dataset]
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = dataset
    _fill_in(sheet, schema, year, settings)
    _explain(workbook.create_sheet(EXPLANATION), dataset, year, settings)
    lists = workbook.create_sheet(LISTS)
    # Not even in Excel's own list of hidden sheets, so that nobody is told that it was not read.
    lists.sheet_state = "veryHidden"
    for validation in _validations(lists, schema, year, settings, sheet.max_row + EXTRA_ROWS):
        sheet.add_data_validation(validation)
    return as_bytes(workbook)


def _fill_in(sheet: Worksheet, schema: type[YearlyCsv], year: int, settings: Settings) -> None:
    """The header, the keys in grey and the cells to fill in."""
    columns = schema.columns()
    write_head(sheet, 1, list(columns))
    rows = keys(schema, settings)
    for number, row in enumerate(rows, start=2):
        for place, (name, info) in enumerate(columns.items(), start=1):
            cell = cell_at(sheet, number, place)
            cell.border, cell.number_format = BOX, _format(info)
            if name == "jaar":
                cell.value = year
            elif name in row:
                write_text(cell, row[name])
            if name == "jaar" or name in row:
                cell.fill = GREY
    given = 1 + len([name for name in columns if name in rows[0]])
    sheet.freeze_panes = cell_at(sheet, 2, given + 1)
    set_widths(sheet, dict(enumerate(_widths(schema, settings), start=1)))
    fit_for_paper(sheet, 1)


def _format(info: ColumnInfo) -> str:
    """How Excel writes the numbers of a column; text stays text."""
    return FORMATS.get(info.unit or "") or BY_DTYPE.get(info.dtype, "@")


def _widths(schema: type[YearlyCsv], settings: Settings) -> Iterator[float]:
    for name, info in schema.columns().items():
        texts = [name, *(_choices(schema, info, settings) or ())]
        yield max(14, 3 + max(len(text) for text in texts))


def _choices(schema: type[YearlyCsv], info: ColumnInfo, settings: Settings) -> tuple[str, ...] | None:
    """What the list of a column offers; None when it has none."""
    if info.is_area:
        names = [wijk.naam for wijk in settings.wijken]
        return (*names, *([ONBEKEND] if schema.onbekend else []), settings.gemeente.naam)
    return ("ja", "nee") if info.dtype == pl.Boolean else info.values(settings)


def _validations(
    lists: Worksheet, schema: type[YearlyCsv], year: int, settings: Settings, last_row: int
) -> Iterator[DataValidation]:
    """The check of each column; its choices go to a column of the sheet with lists."""
    for place, (name, info) in enumerate(schema.columns().items(), start=1):
        choices = _choices(schema, info, settings)
        found: DataValidation | None
        if choices:
            found = _one_of(lists, place, name, choices)
        elif name == "jaar":
            found = _checked("whole", f"Dit bestand gaat over {year}. Vul {year} in.", "equal", year)
        else:
            found = _bounded(info, settings)
        if found:
            letter = get_column_letter(place)
            found.add(f"{letter}2:{letter}{last_row}")
            yield found


def _one_of(lists: Worksheet, place: int, name: str, choices: tuple[str, ...]) -> DataValidation:
    letter = get_column_letter(place)
    for row, text in enumerate((name, *choices), start=1):
        write_text(cell_at(lists, row, place), text)
    source = f"{quote_sheetname(LISTS)}!${letter}$2:${letter}${len(choices) + 1}"
    return _checked("list", f"Kies bij '{name}' een waarde uit de lijst.", None, source)


def _bounded(info: ColumnInfo, settings: Settings) -> DataValidation | None:
    """Whole numbers, numbers and dates within the bounds of the schema; None for a column of free text."""
    if info.dtype == pl.Date:
        days = [(day - EXCEL_DAY_0).days for day in (FIRST_DAY, LAST_DAY)]
        return _checked("date", "Vul een datum in, bijvoorbeeld 31-12-2024.", "between", *days)
    if not info.dtype.is_numeric():
        return None
    of_kind: Literal["whole", "decimal"] = "whole" if info.dtype == pl.Int64 else "decimal"
    if info.ge is not None and info.le is not None:
        return _checked(of_kind, kind(info, settings), "between", info.ge, info.le)
    return _checked(of_kind, kind(info, settings), "greaterThanOrEqual", info.ge if info.ge is not None else -1e12)


def _checked(
    of_kind: Literal["whole", "decimal", "list", "date"],
    message: str,
    operator: Literal["equal", "between", "greaterThanOrEqual"] | None,
    first: float | str,
    second: float | None = None,
) -> DataValidation:
    return DataValidation(
        type=of_kind,
        operator=operator,
        formula1=first if isinstance(first, str) else f"{first:.15g}",
        formula2=None if second is None else f"{second:.15g}",
        allow_blank=True,
        showErrorMessage=True,
        errorTitle="Dit kan hier niet",
        error=message,
    )


def _explain(sheet: Worksheet, dataset: str, year: int, settings: Settings) -> None:
    """What the file is, how to fill it in, and every column with its unit and rules."""
    write_text(cell_at(sheet, 1, 1), f"{dataset} {year}")
    cell_at(sheet, 1, 1).font = TITLE_FONT
    about = SCHEMAS[dataset].about()
    lines = [*about, "", "Zo vult u dit bestand in", *HOW_TO, ""]
    for row, line in enumerate(lines, start=2):
        write_row(sheet, row, [line])
    cell_at(sheet, 2 + len(about) + 1, 1).font = BOLD
    head = 2 + len(lines)
    write_head(sheet, head, ["Kolom", "Betekenis", "Eenheid", "Regels"])
    for row, column in enumerate(describe(dataset, settings), start=head + 1):
        for cell in write_row(sheet, row, column):
            cell.alignment, cell.border = WRAP, BOX
        cell_at(sheet, row, 1).font = BOLD
    set_widths(sheet, {1: 20, 2: 36, 3: 22, 4: 80})
    sheet.sheet_view.showGridLines = False
    for row in range(1, head):
        cell_at(sheet, row, 1).alignment = Alignment(vertical="top")
    fit_for_paper(sheet, head)
