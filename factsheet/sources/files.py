"""Bytes as a source gives them → tables of texts, whatever they are packed in. To look at them the head will do."""

from __future__ import annotations

import csv
import io
import itertools
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import openpyxl

from factsheet.parse.decode import decode
from factsheet.parse.problem import UnusableError
from factsheet.parse.workbook import MAX_PARTS, MAX_UNPACKED

ZIP = b"PK\x03\x04"
HEAD_BYTES, HEAD_LINES = 65_536, 12
SEPARATORS = ";,\t|"
OBSERVATIONS, MEASURES, PROPERTIES = "observations.csv", "measurecodes.csv", "properties.csv"
CODES = "codes.csv"
# Columns of Observations.csv that are no dimension.
OWN = ("id", "measure", "value", "stringvalue", "valueattribute")
REGION = re.compile(r"[A-Z]{2}\d+")
Lines = list[list[str]]


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
        else:
            yield from _texts(data, data[:HEAD_BYTES])
    except (UnusableError, csv.Error, zipfile.BadZipFile, UnicodeError, KeyError, ValueError, OSError):
        return


def _texts(data: bytes, head: bytes) -> Iterator[Sheet]:
    start, _ = decode(head)
    text = start.decode(errors="ignore").removeprefix("\ufeff")
    for sign in (sign for sign in SEPARATORS if sign in text):
        lines = [*itertools.islice(csv.reader(io.StringIO(text, newline=""), delimiter=sign), HEAD_LINES)]
        if _is_observations(lines):
            yield _wide(_rows(data, sign), {}, {}, "")
        yield Sheet(lines, lambda sign=sign: _rows(data, sign), "UTF-8", sign)  # type: ignore[misc]


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
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for page in book.worksheets:
            if page.sheet_state == "visible":
                page.reset_dimensions()
                head = [*_cells(itertools.islice(page.iter_rows(values_only=True), HEAD_LINES))]
                title = page.title
                yield Sheet(head, lambda page=page: [*_cells(page.iter_rows(values_only=True))], "Excel", around=title)  # type: ignore[misc]
    except UnusableError:
        raise
    except Exception as error:
        # A broken workbook can make its reader raise anything; the ordinary reader tells that it is broken.
        raise ValueError("unreadable workbook") from error


def _cells(rows: Iterator[Any]) -> Iterator[list[str]]:
    for row in rows:
        yield [_text(value) for value in row]


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
    return Sheet(wide[:HEAD_LINES], lambda: wide, "UTF-8", ";", around, second)


def _called(code: str, dimension: str, titles: dict[tuple[str, str], str]) -> str:
    """The title of a code; an area keeps its code."""
    return code if REGION.fullmatch(code) else titles.get((dimension, code)) or code
