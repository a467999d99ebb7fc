"""A workbook → its sheets, every cell as the text that an editor sees in Excel, without the doubt that a CSV leaves.

openpyxl reads of an .xlsx what others leave out: how a number is shown (14% is 0,14 inside). What it does not read
(.xls, .xlsb, .ods) python-calamine does.
"""

from __future__ import annotations

import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import openpyxl
import polars as pl
import python_calamine as calamine
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet._reader import WorkSheetParser

from factsheet.parse.decode import OLD_EXCEL, SAVE_AS, visible
from factsheet.parse.lines import HEAD_LINES, MAX_COLUMNS, Line, as_frame
from factsheet.parse.problem import UnusableError, whole_file
from factsheet.parse.typed import Body
from factsheet.parse.wording import dutch, listed

MAX_UNPACKED = 300_000_000
MAX_PARTS = 2_000
MAX_SHEETS = 50
MAX_ROWS = 200_000
MAX_GAP = 1_000  # empty rows; what lies further down is no part of a table
MAX_CELLS = 20_000_000
# A cell with a formula of which nobody saved the outcome.
NO_OUTCOME = "#FORMULE"
# Formats of a cell that show no more of a day than its year.
YEAR_FORMATS = frozenset({"yyyy", "jjjj", "yy", "jj"})
STRICT_NAMES = (
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
)
HIDDEN_ROW = re.compile(rb'<row\b(?=[^>]*\bhidden="(?:1|true)")[^>]*\br="(\d+)"')
HIDDEN_COLUMN = re.compile(rb'<col\b(?=[^>]*\bhidden="(?:1|true)")[^>]*>')
FORMULA = re.compile(
    rb'<c\b(?![^>]*\bt="str")[^>]*\br="([A-Z]+)(\d+)"[^>]*>\s*<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>'
)
PROTECTED = (
    "Dit bestand is beveiligd met een wachtwoord. Open het in Excel, haal het wachtwoord weg (Bestand, Info, Werkmap "
    "beveiligen), bewaar het en kies het opnieuw."
)
# Other files that are packed in the same way, by the folder or the kind of file that is in them.
OTHERS = {
    "word/": "Dit is een Word-bestand. Zet de tabel in Excel, bewaar die als .xlsx en kies dat bestand.",
    "ppt/": "Dit is een PowerPoint-bestand. Zet de tabel in Excel, bewaar die als .xlsx en kies dat bestand.",
    "Index/": "Dit is een bestand van Numbers. Kies in Numbers 'Exporteer naar' en dan 'Excel' of 'CSV'.",
    "Index.zip": "Dit is een bestand van Numbers. Kies in Numbers 'Exporteer naar' en dan 'Excel' of 'CSV'.",
}
OTHER_OLD = f"Dit oude Excel-bestand (.xls) is niet te lezen, of het is een ander oud bestand van Office. {SAVE_AS}"
BROKEN = "Dit Excel-bestand is niet te lezen. Open het in Excel en kies 'Opslaan als' en dan 'Excel-werkmap (.xlsx)'."


@dataclass(frozen=True)
class Page:
    """One sheet of a workbook. `lines` holds every row up to the last one with something in it.

    `doubt` is what an editor must look at because it was interpreted. Without lines nothing of it was read, because it
    is `hidden` or one of too many.
    """

    name: str
    lines: Sequence[tuple[str, ...]]
    head: tuple[Line, ...]
    separator: str = ""
    hidden: bool = False
    notes: tuple[str, ...] = ()
    doubt: str = ""

    @property
    def encoding(self) -> str:
        return f"Excel, werkblad '{self.name}'"

    def below(self, line: Line | None, dtypes: Mapping[int, type[pl.DataType]]) -> Body:  # noqa: ARG002
        start, width = (line.row, len(line.cells)) if line else (0, 0)
        return Body(as_frame(self.lines[start:], width).with_row_index("row", offset=start + 1))


def pages(data: bytes) -> list[Page]:
    """Every sheet that holds anything, those that can be seen first. Stops for what is no workbook, or far too large.

    Of sheets that are hidden, or that are too many, only the name is known.
    """
    if data.startswith(OLD_EXCEL):
        return _others(data, OTHER_OLD)
    names = _refuse_bomb(data)
    if names & {"xl/workbook.bin", "content.xml"}:
        return _others(data, f"Dit bestand (.xlsb of .ods) is niet te lezen. {SAVE_AS}")
    try:
        data = _ordinary(data)
        with warnings.catch_warnings():
            # What a workbook has beyond its cells (styles, lists, pictures) may be unknown to the reader.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                found = [_page(sheet, _source(archive, sheet)) for sheet in visible[:MAX_SHEETS]]
            # What a program hides from its users in Excel too ("veryHidden") is no sheet to them.
            hidden = [sheet for sheet in book.worksheets if sheet.sheet_state == "hidden"]
            unread = [Page(sheet.title, (), (), hidden=sheet in hidden) for sheet in (*visible[MAX_SHEETS:], *hidden)]
            book.close()
    except UnusableError:
        raise
    except Exception as error:
        # A broken file can make its reader raise anything; the editor only needs to know that it is broken.
        raise whole_file(BROKEN) from error
    return ([page for page in found if page.head] or _empty()) + unread


def _others(data: bytes, broken: str) -> list[Page]:
    """The sheets of a workbook that is no .xlsx. How a number is shown is not known there."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise whole_file(PROTECTED)
    try:
        with calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            sheets = [sheet for sheet in book.sheets_metadata if sheet.typ == calamine.SheetTypeEnum.WorkSheet]
            seen = [sheet.name for sheet in sheets if sheet.visible == calamine.SheetVisibleEnum.Visible]
            found = [_calamine_page(book.get_sheet_by_name(name)) for name in seen[:MAX_SHEETS]]
            hidden = [sheet.name for sheet in sheets if sheet.visible == calamine.SheetVisibleEnum.Hidden]
    except UnusableError:
        raise
    except calamine.PasswordError:
        raise whole_file(PROTECTED) from None
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        # As below: a broken file can make its reader raise anything; one in Rust raises more than an Exception.
        raise whole_file(broken) from error
    unread = [Page(name, (), (), hidden=name in hidden) for name in (*seen[MAX_SHEETS:], *hidden)]
    return ([page for page in found if page.head] or _empty()) + unread


def _calamine_page(sheet: calamine.CalamineSheet) -> Page:
    if sheet.end and (sheet.end[0] + 1) * (sheet.end[1] + 1) > MAX_CELLS:
        raise whole_file(f"Het werkblad '{sheet.name}' is te groot. Bewaar alleen de tabel, als .xlsx of CSV UTF-8.")
    # From the first cell on: otherwise the second column is the first when that is empty.
    rows = sheet.to_python(skip_empty_area=False)
    cells = ((number, [_shown(value) for value in row[: MAX_COLUMNS + 1]]) for number, row in enumerate(rows, 1))
    lines, notes = _used(sheet.name, cells)
    return Page(sheet.name, lines, first_lines_of(lines), notes=notes)


def _ordinary(data: bytes) -> bytes:
    """The same workbook as Excel writes it by default: other programs use other slashes, or Strict Open XML."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        book = next((part for part in parts if part.filename.replace("\\", "/") == "xl/workbook.xml"), None)
        strict = book is not None and STRICT_NAMES[0][0] in archive.read(book)
        if not strict and not any("\\" in part.filename for part in parts):
            return data
        copy = io.BytesIO()
        with zipfile.ZipFile(copy, "w") as other:
            for part in parts:
                text = archive.read(part)
                for name, usual in STRICT_NAMES if strict else ():
                    text = text.replace(name, usual)
                other.writestr(part.filename.replace("\\", "/"), text)
    return copy.getvalue()


def _source(archive: zipfile.ZipFile, sheet: Any) -> bytes:
    """The sheet as it is kept: openpyxl does not tell which rows are hidden, or which formulas have no value."""
    return archive.read(sheet._worksheet_path.lstrip("/"))


def _empty() -> list[Page]:
    raise whole_file("In dit Excel-bestand staan geen cijfers. Vul het in en kies het opnieuw.")


def _refuse_bomb(data: bytes) -> set[str]:
    """A small file may unpack to a hundred gigabytes; zipfile never unpacks more than a part says of itself."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise whole_file(BROKEN) from error
    names = {part.filename.replace("\\", "/") for part in parts}
    for start, message in OTHERS.items():
        if any(name.startswith(start) for name in names):
            raise whole_file(message)
    is_open = "mimetype" in names and "content.xml" in names
    if not is_open and ("[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names)):
        raise whole_file("Dit is een ingepakt bestand (zip), maar geen Excel-bestand. Pak het eerst uit.")
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise whole_file("Dit Excel-bestand is uitgepakt veel te groot. Bewaar alleen het werkblad met de cijfers.")
    return names


def _page(sheet: Any, source: bytes) -> Page:
    lines, notes = _used(sheet.title, _rows(sheet))
    for letters, number in FORMULA.findall(source) if b"<f" in source else ():
        row, place = int(number) - 1, column_index_from_string(letters.decode()) - 1
        if row < len(lines) and place <= MAX_COLUMNS:
            cells = list(lines[row]) + [""] * (place + 1 - len(lines[row]))
            cells[place] = cells[place] or NO_OUTCOME
            lines[row] = tuple(cells)
    return Page(sheet.title, lines, first_lines_of(lines), notes=(*notes, *_hidden(source, lines)))


def _rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    """The rows that a workbook has, with their numbers: openpyxl itself would give all that lie between them too."""
    with sheet._get_source() as source:
        book = sheet.parent
        known = {"date_formats": book._date_formats, "timedelta_formats": book._timedelta_formats}
        reader = WorkSheetParser(source, sheet._shared_strings, data_only=True, epoch=book.epoch, **known)
        for number, row in reader.parse():
            within = [cell for cell in row if cell["column"] <= MAX_COLUMNS + 1]
            yield number, [_text(cell) for cell in sheet._get_row(within, 1, None)] if within else []


def first_lines_of(lines: Sequence[tuple[str, ...]]) -> tuple[Line, ...]:
    """The first of these rows that hold anything, with their numbers."""
    return first_lines(Line(row, cells, row) for row, cells in enumerate(lines, start=1) if any(cells))


def first_lines(lines: Iterable[Line]) -> tuple[Line, ...]:
    """As many as are looked at to find column names."""
    return tuple(line for line, _ in zip(lines, range(HEAD_LINES), strict=False))


def _used(name: str, rows: Iterable[tuple[int, list[str]]]) -> tuple[list[tuple[str, ...]], tuple[str, ...]]:
    """The rows up to the last one that is in use, and what is told of cells far below them."""
    lines: list[tuple[str, ...]] = []
    for number, cells in rows:
        while cells and not cells[-1].strip():
            cells.pop()
        if not cells or number <= len(lines):
            continue
        if lines and number - len(lines) > MAX_GAP:
            return lines, (f"In rij {dutch(number)} staat nog iets, ver onder de tabel: niet gelezen.",)
        lines += [()] * (number - 1 - len(lines))
        lines.append(tuple(cells))
        if len(lines) > MAX_ROWS:
            raise whole_file(f"Het werkblad '{name}' heeft meer dan {dutch(MAX_ROWS)} rijen. Bewaar het als CSV UTF-8.")
    return lines, ()


def _hidden(source: bytes, lines: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Rows and columns that nobody sees in Excel are read all the same, which somebody may not expect."""
    if b"hidden=" not in source:
        return
    rows = sorted(
        row for found in HIDDEN_ROW.findall(source) if (row := int(found)) <= len(lines) and any(lines[row - 1])
    )
    if rows:
        where = f"rij {rows[0]} is" if len(rows) == 1 else f"{dutch(len(rows))} rijen zijn"
        more = "" if len(rows) == 1 else f" (de eerste is rij {rows[0]}, de laatste rij {rows[-1]})"
        yield f"Verborgen in Excel, maar wel gelezen: {where} verborgen of weggefilterd{more}."
    width = max(map(len, lines), default=0)
    places = [place for found in HIDDEN_COLUMN.findall(source) for place in _columns_of(found) if place <= width]
    if places:
        yield f"Verborgen in Excel, maar wel gelezen: kolom {listed([get_column_letter(place) for place in places])}."


def _columns_of(found: bytes) -> range:
    bounds = [re.search(rb"\b" + name + rb'="(\d+)"', found) for name in (b"min", b"max")]
    first, last = (int(bound[1]) if bound else 0 for bound in bounds)
    return range(first, min(last, MAX_COLUMNS) + 1)


def _text(cell: Any) -> str:
    return "" if cell.value is None else _shown(cell.value, cell.number_format or "")


def _shown(value: object, number_format: str = "") -> str:
    """A value as Excel shows it. A whole number in another kind of workbook is a fraction of zero."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, int | float):
        return _number(value, number_format)
    if isinstance(value, datetime.date):
        if re.sub(r"\[[^\]]*\]|;.*|[\\@\"]", "", number_format).strip().lower() in YEAR_FORMATS:
            return f"{value:%Y}"
        midnight = not isinstance(value, datetime.datetime) or value.time() == datetime.time()
        return f"{value:%d-%m-%Y}" if midnight else f"{value:%d-%m-%Y %H:%M:%S}"
    return visible(str(value))


def _number(value: float, number_format: str) -> str:
    """With a decimal comma and no thousands; a percentage as it is shown."""
    if "%" in number_format:
        return f"{_plain(round(value * 100, 10))}%"
    return _plain(value)


def _plain(value: float) -> str:
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:  # noqa: PLR2004 - exact in a float
        value = int(value)
    return str(value).replace(".", ",")
