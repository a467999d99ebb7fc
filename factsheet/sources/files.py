"""Bytes as a source gives them → tables of texts, whatever they are packed in. To look at them the head will do."""

from __future__ import annotations

import csv
import functools
import io
import itertools
import logging
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import openpyxl
import python_calamine

from factsheet.parse.decode import decode
from factsheet.parse.problem import UnusableError
from factsheet.parse.workbook import MAX_PARTS, MAX_UNPACKED

ZIP, OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
UTF16 = (b"\xff\xfe", b"\xfe\xff")
HEAD_BYTES, HEAD_LINES = 65_536, 12
SEPARATORS = ";,\t|"
OBSERVATIONS, MEASURES, PROPERTIES = "observations.csv", "measurecodes.csv", "properties.csv"
CODES = "codes.csv"
# Columns of Observations.csv that are no dimension.
OWN = ("id", "measure", "value", "stringvalue", "valueattribute")
REGION = re.compile(r"[A-Z]{2}\d+")
Lines = list[list[str]]
# What the ordinary reader explains better.
UNREADABLE = (UnusableError, csv.Error, UnicodeError, python_calamine.CalamineError)


@dataclass(frozen=True)
class Sheet:
    """A table that may be of a source: its first lines, all of them when asked, and what stands around it.

    `second`: other names of its columns, beside those in the first line.
    """

    head: Lines
    lines: Callable[[], Lines]
    encoding: str
    separator: str = ""
    around: str = ""
    second: tuple[str, ...] = ()


def sheets(data: bytes) -> Iterator[Sheet]:
    """Every table that the file may hold. Nothing for what cannot be read: then the ordinary reader tells why."""
    try:
        if data.startswith(ZIP):
            yield from _packed(data)
        elif data.startswith(OLD):
            yield from _old_workbook(data)
        else:
            yield from _texts(data, _head(data))
    except UNREADABLE:
        return
    except Exception as error:
        # A broken zip or workbook can make its reader raise anything; of a text nothing else is expected.
        if not data.startswith((ZIP, OLD)):
            raise
        logging.getLogger(__name__).debug("unreadable as a source: %s", type(error).__name__)


def _head(data: bytes) -> bytes:
    """The first lines, cut where one ends: half a letter would look like another encoding."""
    head = data[:HEAD_BYTES]
    return head if len(head) == len(data) or head.startswith(UTF16) else head[: head.rfind(b"\n") + 1] or head


def _texts(data: bytes, head: bytes) -> Iterator[Sheet]:
    start, _ = decode(head)
    text = start.decode(errors="ignore").removeprefix("\ufeff")
    for sign in (sign for sign in SEPARATORS if sign in text):
        lines = [*itertools.islice(csv.reader(io.StringIO(text, newline=""), delimiter=sign), HEAD_LINES)]
        if _is_observations(lines):
            yield _wide(_rows(data, sign), {}, {}, "")
        yield Sheet(lines, functools.partial(_rows, data, sign), "UTF-8", sign)


def _rows(data: bytes, sign: str) -> Lines:
    text = decode(data)[0].decode().removeprefix("\ufeff")
    return [*csv.reader(io.StringIO(text, newline=""), delimiter=sign)]


# ---- zip: a workbook, or the bundle with observations


def _packed(data: bytes) -> Iterator[Sheet]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
            return
        names = {part.filename.rpartition("/")[2].lower(): part.filename for part in parts}
        if OBSERVATIONS in names:
            yield _bundle({name: archive.read(full) for name, full in names.items() if name.endswith(".csv")})
            return
    if any(part.filename.lower().startswith("xl/") for part in parts):
        yield from _workbook(data)


def _workbook(data: bytes) -> Iterator[Sheet]:
    """Every sheet that can be seen. openpyxl reads the head alone, and calamine all of it ten times as fast."""
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    for page in book.worksheets:
        if page.sheet_state == "visible":
            page.reset_dimensions()
            head = [[_text(cell) for cell in row] for row in itertools.islice(page.values, HEAD_LINES)]
            yield Sheet(head, functools.partial(_all_rows, data, page.title), "Excel", around=page.title)


def _old_workbook(data: bytes) -> Iterator[Sheet]:
    with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        names = list(book.sheet_names)
    for name in names:
        lines = _all_rows(data, name)
        yield Sheet(lines[:HEAD_LINES], functools.partial(_same, lines), "Excel", around=name)


def _same(lines: Lines) -> Lines:
    return lines


def _all_rows(data: bytes, name: str) -> Lines:
    with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    return [[_text(cell) for cell in row] for row in rows]


def _text(value: object) -> str:
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() else repr(value)
    return "" if value is None else str(value)


def _bundle(parts: dict[str, bytes]) -> Sheet:
    """The bundle of OData 4: one line per observation, and tables of what its codes stand for."""
    tables = {name: _table(data) for name, data in parts.items()}
    measures = {row["identifier"]: row for row in tables.pop(MEASURES, [])}
    observations = _rows(parts[OBSERVATIONS], ";")
    properties = tables.pop(PROPERTIES, [])
    around = " ".join(f"{row.get('identifier', '')} {row.get('title', '')}" for row in properties)
    titles = {
        (name.removesuffix(CODES), row["identifier"]): row.get("title", "")
        for name, rows in tables.items()
        if name.endswith(CODES)
        for row in rows
    }
    return _wide(observations, measures, titles, around)


def _table(data: bytes) -> list[dict[str, str]]:
    lines = _rows(data, ";")
    names = [name.strip().lower() for name in lines[0]] if lines else []
    return [{name: cell.strip() for name, cell in zip(names, line, strict=False)} for line in lines[1:]]


def _is_observations(lines: Lines) -> bool:
    return bool(lines) and {"measure", "value"} <= {cell.strip().lower() for cell in lines[0]}


def _wide(lines: Lines, measures: dict[str, dict[str, str]], titles: dict[tuple[str, str], str], around: str) -> Sheet:
    """Observations with one line per area (and period, and kind) and one column per measure."""
    names = [name.strip().lower() for name in lines[0]]
    measure, value = names.index("measure"), names.index("value")
    dimensions = [place for place, name in enumerate(names) if name not in OWN]
    found: dict[tuple[str, ...], dict[str, str]] = {}
    codes: dict[str, None] = {}
    for line in lines[1:]:
        if len(line) < len(names):
            continue
        keys = tuple(_called(line[place].strip(), names[place], titles) for place in dimensions)
        code = line[measure].strip()
        codes[code] = None
        found.setdefault(keys, {})[code] = line[value]
    headings = [lines[0][place].strip() for place in dimensions]
    first = [*headings, *(f"{code} ({measures.get(code, {}).get('unit', '')})" for code in codes)]
    second = (*headings, *(measures.get(code, {}).get("title", "") for code in codes))
    wide = [first, *([*keys, *(cells.get(code, "") for code in codes)] for keys, cells in found.items())]
    return Sheet(wide[:HEAD_LINES], functools.partial(_same, wide), "UTF-8", ";", around, second)


def _called(code: str, dimension: str, titles: dict[tuple[str, str], str]) -> str:
    """The title of a code; an area keeps its code."""
    return code if REGION.fullmatch(code) else titles.get((dimension, code)) or code
