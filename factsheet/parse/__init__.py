"""Bytes of a file, as Excel, CBS or a database writes it → typed rows, what was made of it, and what would not parse.

The good rows never pass through a Python loop: each column is converted as a whole, and only the cells that are left
over are looked at one by one, to explain them. In the order of the line: `decode` (bytes → text), `lines` and
`workbook` (text → cells), `pivot` and `tables` (sheets → one table each), `header` (which dataset, which columns),
`repair` (damaged letters, what was put around cells), `persons` (what may not be here), `excluded` (what was not read),
`shape` (one row per figure), `cells`, `numbers` and `ages` (text → values), `convert` (all columns).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import polars as pl

from factsheet.parse import repair
from factsheet.parse.cells import area_names, codes
from factsheet.parse.coded import Coded, as_codes, plain
from factsheet.parse.convert import Converted, Corrections, converted
from factsheet.parse.decode import decode, is_workbook, refuse_beside, refuse_size
from factsheet.parse.digest import Digest
from factsheet.parse.excluded import about_hidden, excluded_sheets, other_tables, tables_below
from factsheet.parse.header import KNOWN, Layout, find, typed_places, words_of
from factsheet.parse.lines import Cut, Sheet, cuts, refuse_long_cells
from factsheet.parse.parallel import map_chunks, map_columns
from factsheet.parse.persons import refuse_names, refuse_persons, refuse_strangers, tells_persons
from factsheet.parse.pivot import unfolded
from factsheet.parse.problem import MAX_PROBLEMS, Problem, Report, UnusableError
from factsheet.parse.shape import NO_ROWS, Around, table_in
from factsheet.parse.tables import Part, divided, parts
from factsheet.parse.wording import HIDDEN, area_hint, closest, distinct_values, dutch, few, key, listed, shown
from factsheet.parse.workbook import Page, pages
from factsheet.settings import Settings, current
from schemas import REGISTRATIE

__all__ = [
    "MAX_PROBLEMS",
    "NO_ROWS",
    "Coded",
    "Corrections",
    "Decimal",
    "Digest",
    "Grid",
    "Parsed",
    "Problem",
    "ReadAs",
    "Report",
    "TableInFile",
    "area_hint",
    "as_codes",
    "closest",
    "codes",
    "dutch",
    "few",
    "grid",
    "listed",
    "map_chunks",
    "map_columns",
    "parse",
    "plain",
    "shown",
    "tables_in",
    "tells_persons",
]

Decimal = Literal[",", "."]
# In a column that nobody knows: nothing, the number of a row, a year.
HARMLESS = r"^\s*[0-9]{0,4}\s*$"


@dataclass(frozen=True)
class ReadAs:
    """The dialect that was found: "UTF-8", "Windows-1252", "UTF-16" or a sheet, the separator and the decimal sign."""

    encoding: str = "UTF-8"
    separator: str = ";"
    decimal: str = ","


@dataclass(frozen=True)
class Parsed(Coded):
    """Typed rows in the order of the schema, with their row numbers in Excel beside them.

    A cell that would not parse is null and has a Problem. Without usable columns there are no rows at all.
    `notes` are Dutch sentences on what was interpreted. `headings` names, per row, the column of the file that its
    figure came from, where groups stood beside each other.
    """

    name: str
    dataset: str | None
    year: int | None
    table: pl.DataFrame
    row_numbers: pl.Series
    problems: tuple[Problem, ...]
    read_as: ReadAs
    digest: Digest
    notes: tuple[str, ...] = ()
    headings: pl.Series | None = None

    @property
    def sha256(self) -> str:
        """Of the bytes that were read."""
        return str(self.digest)


@dataclass(frozen=True)
class TableInFile:
    """One of the tables in a workbook, as a CSV with its cells where they were, and what is told of it."""

    dataset: str
    data: bytes
    read_as: ReadAs
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """A file as an editor sees it: every line as text, with "row" as Excel numbers it, and what stands where.

    `columns`: column of the schema (or, for groups beside each other, the text above it) → place.
    """

    cells: pl.DataFrame
    header_row: int
    columns: Mapping[str, int]


def parse(
    data: bytes,
    dataset: str | None = None,
    *,
    name: str = "",
    settings: Settings | None = None,
    decimal: Decimal | None = None,
    corrections: Corrections | None = None,
) -> Parsed:
    """Read one file. Never raises for any bytes: what is wrong stands in `problems`.

    Without `dataset` the columns tell which one it is; `name` (of the file) decides between two that fit equally.
    `decimal` answers what the point or comma means where the file does not tell. `corrections` replaces cells by row in
    Excel and column of the schema, before anything is read from them.
    """
    found, asked = _Found(dataset), _Asked(name, settings or current(), decimal, corrections or {})
    try:
        _read(found, data, asked)
    except UnusableError as stop:
        found.report.add(*stop.problems)
    return Parsed(
        name=name,
        dataset=found.dataset if found.dataset in KNOWN else None,
        year=_only_year(found.done.rows),
        table=found.done.rows,
        row_numbers=found.done.row_numbers,
        problems=found.report.problems(),
        read_as=ReadAs(found.encoding, found.separator, found.done.decimal),
        digest=Digest(data),
        notes=tuple(dict.fromkeys([*found.notes, *found.done.notes])),
        headings=found.done.headings,
    )


def grid(data: bytes, name: str = "", settings: Settings | None = None) -> Grid | None:
    """The lines of a file for a report; None when they cannot be read, or hold what belongs to persons.

    Of columns that are not of the dataset nobody knows what is in them, so their cells are hidden.
    """
    try:
        sheet, layout = find(_sheets(data, settings or current()), None, name, settings or current())
        refuse_persons(sheet, layout, _different(sheet.below(layout.line, {}).rows))
        cells = _without_strange_cells(layout, sheet.below(None, {}).rows)
    except UnusableError:
        return None
    if layout.dataset in REGISTRATIE:
        return None
    places = dict(layout.places)
    if layout.wide:
        places |= {layout.headings[place].text: place for place in layout.wide.places}
    return Grid(cells, layout.line.row, places)


def _without_strange_cells(layout: Layout, cells: pl.DataFrame) -> pl.DataFrame:
    known = {*layout.places.values(), *layout.also, *(layout.wide.places if layout.wide else ())}
    strange = [str(place) for place in range(cells.width - 1) if place not in known]
    hidden = (pl.col("row") > layout.line.row) & ~pl.col(strange).str.contains(HARMLESS)
    return cells.with_columns(pl.when(hidden).then(pl.lit(HIDDEN)).otherwise(pl.col(strange)).name.keep())


class _Found:
    """What is known so far while one file is read."""

    def __init__(self, dataset: str | None) -> None:
        self.dataset = dataset
        self.encoding, self.separator = "UTF-8", ";"
        self.done = Converted()
        self.notes: list[str] = []
        self.report = Report()


@dataclass(frozen=True)
class _Asked:
    """What the caller of `parse` knows beside the bytes."""

    name: str
    settings: Settings
    decimal: Decimal | None
    corrections: Corrections


def _read(found: _Found, data: bytes, asked: _Asked) -> None:
    if found.dataset is not None and found.dataset not in KNOWN:
        message = f"Het soort bestand '{shown(found.dataset)}' bestaat niet. Kies uit: {', '.join(KNOWN)}."
        raise UnusableError(Problem("fout", None, None, None, message))
    refuse_names([asked.name])
    refuse_beside(asked.name)
    sheets = _sheets(data, asked.settings)
    refuse_names(sheet.name for sheet in sheets)
    # The name of a sheet is told only when it is known what is on it.
    found.encoding, found.separator = "Excel" if is_workbook(data) else sheets[0].encoding, sheets[0].separator
    try:
        sheet, layout = find(sheets, found.dataset, asked.name, asked.settings)
    except UnusableError:
        refuse_strangers(sheets)
        found.report.add(*about_hidden(sheets))
        raise
    found.encoding, found.separator, found.dataset = sheet.encoding, sheet.separator, layout.dataset
    found.done = Converted.empty(layout.schema)
    # What is said of the file from outside changes what its numbers mean.
    body = sheet.below(layout.line, {} if asked.corrections or asked.decimal else typed_places(layout))
    rows, different, mended = repair.repaired(body.rows, _different(body.rows))
    body = body._replace(rows=rows)
    refuse_persons(sheet, layout, different)
    found.notes += [*excluded_sheets(sheets, sheet), *sheet.notes]
    found.report.add(*other_tables(sheets, sheet, asked.settings), *tables_below(sheets, sheet, layout.line.row))
    if isinstance(sheet, Page) and sheet.doubt:
        found.report.add(Problem("waarschuwing", layout.line.row, None, None, sheet.doubt))
    areas = {key(way): code for way, code in area_names(asked.settings).items()}
    around = Around(asked.name, _above(sheet, layout), sheet.name, sheet.separator, areas)
    table = table_in(layout, body, different, around)
    names = {place: heading.text for place, heading in enumerate(layout.headings)}
    table.notes += repair.notes(mended, names, secret=layout.dataset in REGISTRATIE)
    decimal = asked.decimal or ("," if is_workbook(data) else None)
    found.done = converted(layout, table, asked.settings, found.report, decimal=decimal, corrections=asked.corrections)


def _different(body: pl.DataFrame) -> dict[int, pl.Series]:
    """The different texts of each column (or all of them), by place; of numbers all. Stops for one that is absurd."""

    def of_column(values: pl.Series) -> pl.Series:
        if values.dtype.is_numeric():
            return values
        # Before anything else: looking at a cell of a hundred megabytes takes a gigabyte.
        refuse_long_cells(values, body["row"])
        return distinct_values(values)

    columns = [body[str(place)] for place in range(body.width - 1)]
    return dict(enumerate(map_columns(of_column, columns, rows=body.height)))


def tables_in(data: bytes, name: str, settings: Settings) -> list[TableInFile]:
    """Every table of ours in a workbook with more than one, each as a file of its own. Otherwise nothing."""
    if not is_workbook(data):
        return []
    try:
        refuse_names([name])
        refuse_beside(name)
        sheets = _sheets(data, settings)
        refuse_names(sheet.name for sheet in sheets)
    except UnusableError:
        return []
    found = parts(sheets, name, settings)
    return [TableInFile(part.dataset, part.data, _read_as(part), _notes(part, found, sheets)) for part in found]


def _read_as(part: Part) -> ReadAs:
    return ReadAs(part.sheet.encoding, part.sheet.separator)


def _notes(part: Part, found: Sequence[Part], sheets: Sequence[Sheet]) -> tuple[str, ...]:
    read = [one.sheet for one in found]
    pages = {sheet.name for sheet in read}
    others = [sheet for sheet in sheets if sheet.name not in pages]
    left = [sheet for sheet in sheets if sheet.name in pages and sheet.head and sheet not in read]
    told = f"Uit dit bestand zijn {len(found)} tabellen gelezen. Deze stond {_where(part.sheet)}."
    return (
        told,
        *(f"Niet gelezen: wat {_where(sheet)} staat." for sheet in left),
        *excluded_sheets(others, part.sheet),
        *part.sheet.notes,
    )


def _where(sheet: Sheet) -> str:
    return f"op werkblad '{shown(sheet.name)}', vanaf rij {sheet.head[0].row}"


def _sheets(data: bytes, settings: Settings) -> list[Sheet]:
    """Every way to see tables in the file, at least one."""
    refuse_size(data)
    sheets: list[Page] | list[Cut] = pages(data) if is_workbook(data) else cuts(*decode(data))
    words = words_of(settings)
    plain_sheets = [unfolded(sheet, settings) if isinstance(sheet, Page) else sheet for sheet in sheets]
    found = [part for sheet in plain_sheets for part in divided(sheet, words)]
    return [replace(sheet, head=repair.head_repaired(sheet.head)) for sheet in found]


def _above(sheet: Sheet, layout: Layout) -> str:
    """The text above the column names."""
    return " ".join(cell for line in sheet.head if line.row < layout.line.row for cell in line.cells if cell.strip())


def _only_year(rows: pl.DataFrame) -> int | None:
    """The year of the file; None when there is none, or more than one."""
    years = rows["jaar"] if "jaar" in rows.columns else pl.Series([], dtype=pl.Int64)
    first, last = years.min(), years.max()
    return first if isinstance(first, int) and first == last else None
