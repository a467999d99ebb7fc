"""More than one table in a file: on several sheets, or under each other on one of them."""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from factsheet.parse.header import YEAR, Layout, Words, find, is_header
from factsheet.parse.lines import TYPED_FROM, Cut, Line, Sheet, head_of, lines_of
from factsheet.parse.problem import UnusableError
from factsheet.parse.wording import key
from factsheet.parse.workbook import Page, first_lines
from factsheet.settings import Settings
from schemas import SCHEMAS

MOST = 50  # tables under each other


@dataclass(frozen=True)
class Part:
    """One of the tables in a workbook: as a CSV with its cells where they were, and where it was."""

    dataset: str
    data: bytes
    sheet: Page


def divided(sheet: Page | Cut, words: Words) -> list[Page | Cut]:
    """The tables under each other on a sheet, each as a sheet of its own; its rows keep their numbers."""
    if isinstance(sheet, Page):
        lines = [Line(row, cells, row) for row, cells in enumerate(sheet.lines, start=1) if any(cells)]
    elif len(sheet.text) < TYPED_FROM:
        lines = lines_of(sheet)
    else:
        return [sheet]
    starts = _starts(lines, words)
    if not starts:
        return [sheet]
    bounds = [0, *starts, len(lines)]
    return [_between(sheet, lines, start, end) for start, end in itertools.pairwise(bounds)][:MOST]


def _starts(lines: Sequence[Line], words: Words) -> list[int]:
    """Where in `lines` a table begins after the first: at its title, or at its column names."""
    starts: list[int] = []
    current: tuple[str, ...] = ()
    for place, line in enumerate(lines):
        if not is_header(line.cells, words):
            continue
        names = tuple(key(cell) for cell in line.cells if cell.strip())
        start = _with_title(lines, place)
        titled = any(YEAR.search(cell) for title in lines[start:place] for cell in title.cells)
        # Column names that are repeated at the top of a page belong to the same table, unless they have a year above.
        if current and (names != current or titled):
            starts.append(start)
        current = names
    return starts


def _with_title(lines: Sequence[Line], place: int) -> int:
    """Where the lines begin that are directly above column names and have text in one cell only."""
    start = place
    while start and lines[start].row - lines[start - 1].row == 1 and _is_title(lines[start - 1]):
        start -= 1
    return start


def _is_title(line: Line) -> bool:
    return sum(1 for cell in line.cells if cell.strip()) == 1


def _between(sheet: Page | Cut, lines: Sequence[Line], start: int, end: int) -> Page | Cut:
    """The sheet with empty rows for what is above a table: that is not looked at, so it may not be shown either."""
    own, above = lines[start:end], lines[start - 1] if start else None
    last = own[-1]
    if isinstance(sheet, Page):
        rows = [()] * (above.row if above else 0) + list(sheet.lines[above.row if above else 0 : last.row])
        return replace(sheet, lines=rows, head=first_lines(own))
    if above is None:
        return replace(sheet, text=sheet.text[: last.end], head=head_of(own))
    empty = b"\n" * above.row
    moved = [replace(line, end=line.end - above.end + len(empty)) for line in own]
    return replace(sheet, text=empty + sheet.text[above.end : last.end], start=0, head=head_of(moved))


def parts(sheets: Sequence[Sheet], name: str, settings: Settings) -> list[Part]:
    """Every table of ours on the sheets of a workbook, when there is more than one."""
    found = [
        part for sheet in sheets if isinstance(sheet, Page) and sheet.head for part in _part(sheet, name, settings)
    ]
    return found if len(found) > 1 else []


def _part(sheet: Page, name: str, settings: Settings) -> Iterator[Part]:
    try:
        _, layout = find([sheet], None, f"{sheet.name} {name}", settings)
    except UnusableError:
        return
    if layout.dataset in SCHEMAS and not set(layout.missing) - {"jaar"}:
        yield Part(layout.dataset, _as_csv(sheet, layout), sheet)


def _as_csv(sheet: Page, layout: Layout) -> bytes:
    """The cells where they were, without what is above this table; a year in the name of the sheet is beside them."""
    width = max(map(len, sheet.lines))
    year = _year_of_sheet(sheet, layout)
    text = io.StringIO()
    rows = csv.writer(text, delimiter=";")
    for row, cells in enumerate(sheet.lines, start=1):
        above = row < sheet.head[0].row
        line = ["" if above else cell for cell in cells] + [""] * (width - len(cells))
        beside = "jaar" if row == layout.line.row else year if row > layout.line.row and any(cells) else ""
        rows.writerow([*line, beside] if year else line)
    return text.getvalue().encode("utf-8-sig")


def _year_of_sheet(sheet: Page, layout: Layout) -> str:
    """The year in the name of a sheet, where neither a column nor its heading tells it; otherwise ""."""
    years = set(YEAR.findall(sheet.name))
    told = "jaar" not in layout.missing or any(head.year for head in layout.headings)
    return years.pop() if len(years) == 1 and not told else ""
