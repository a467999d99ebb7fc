"""An .xlsx → its sheets, every cell as the text that an editor sees in Excel, without the doubt that a CSV leaves.

openpyxl reads what the others leave out: how a number is shown (14% is 0,14 inside).
"""

from __future__ import annotations

import datetime
import io
import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import openpyxl
import polars as pl

from factsheet.parse.decode import SAVE_AS
from factsheet.parse.lines import HEAD_LINES, MAX_COLUMNS, Line, as_frame
from factsheet.parse.problem import UnusableError, whole_file
from factsheet.parse.typed import Body
from factsheet.parse.wording import dutch

MAX_UNPACKED = 300_000_000
MAX_PARTS = 2_000
MAX_SHEETS = 50
MAX_ROWS = 200_000
BROKEN = "Dit Excel-bestand is niet te lezen. Open het in Excel en kies 'Opslaan als' en dan 'Excel-werkmap (.xlsx)'."


@dataclass(frozen=True)
class Page:
    """One sheet of a workbook. `lines` holds every row up to the last one with something in it.

    Without lines nothing of it was read, because it is `hidden` or one of too many.
    """

    name: str
    lines: Sequence[tuple[str, ...]]
    head: tuple[Line, ...]
    separator: str = ""
    hidden: bool = False

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
    _refuse_bomb(data)
    try:
        with warnings.catch_warnings():
            # What a workbook has beyond its cells (styles, lists, pictures) may be unknown to the reader.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
            found = [_page(sheet) for sheet in visible[:MAX_SHEETS]]
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


def _empty() -> list[Page]:
    raise whole_file("In dit Excel-bestand staan geen cijfers. Vul het in en kies het opnieuw.")


def _refuse_bomb(data: bytes) -> None:
    """A small file may unpack to a hundred gigabytes; zipfile never unpacks more than a part says of itself."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise whole_file(BROKEN) from error
    names = {part.filename for part in parts}
    if "mimetype" in names and "content.xml" in names:
        raise whole_file(f"Dit is een OpenDocument-bestand (.ods). {SAVE_AS}")
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise whole_file("Dit is een ingepakt bestand (zip), maar geen Excel-bestand. Pak het eerst uit.")
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise whole_file("Dit Excel-bestand is uitgepakt veel te groot. Bewaar alleen het werkblad met de cijfers.")


def _page(sheet: Any) -> Page:
    lines = list(_lines(sheet))
    while lines and not any(lines[-1]):
        lines.pop()
    filled = ((row, cells) for row, cells in enumerate(lines, start=1) if any(cells))
    head = tuple(Line(row, cells, row) for (row, cells), _ in zip(filled, range(HEAD_LINES), strict=False))
    return Page(sheet.title, lines, head)


def _lines(sheet: Any) -> Iterator[tuple[str, ...]]:
    # Without this a workbook that lies about its size is read as one cell.
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS + 1), start=1):
        if number > MAX_ROWS:
            raise whole_file(
                f"Het werkblad '{sheet.title}' heeft meer dan {dutch(MAX_ROWS)} rijen. Bewaar het als CSV UTF-8."
            )
        cells = [_text(cell) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        yield tuple(cells)


def _text(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, int | float):
        return _number(value, cell.number_format or "")
    if isinstance(value, datetime.datetime):
        return f"{value:%d-%m-%Y}" if value.time() == datetime.time() else f"{value:%d-%m-%Y %H:%M:%S}"
    return f"{value:%d-%m-%Y}" if isinstance(value, datetime.date) else str(value)


def _number(value: float, number_format: str) -> str:
    """With a decimal comma and no thousands; a percentage as it is shown."""
    if "%" in number_format:
        return f"{_plain(round(value * 100, 10))}%"
    return _plain(value)


def _plain(value: float) -> str:
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:  # noqa: PLR2004 - exact in a float
        value = int(value)
    return str(value).replace(".", ",")
