"""Text or workbook → sheets: lines of cells with their row numbers in Excel, whatever they were cut with."""

from __future__ import annotations

import csv
import functools
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import polars as pl

from factsheet.parse.coded import by_code
from factsheet.parse.decode import BOM, HEAD, SAVE_AS
from factsheet.parse.parallel import stretches
from factsheet.parse.problem import whole_file
from factsheet.parse.typed import Body, Types, typed
from factsheet.parse.wording import dutch

MAX_COLUMNS = 1000
MAX_CELL = 100_000  # bytes; a longer one is a quote that was never closed
HEAD_LINES = 60
FEWEST_ROW_NAMES = 3
SEPARATORS = ";,\t|"
# From this size on numbers are read as numbers at once; both ways give the same rows.
TYPED_FROM = 1_000_000

# Quotes as Excel writes them. Polars reads these right, and others in its own way: those go to the csv module.
FIELD = r'(?:"(?:[^"\r]|""|\r\n)*"|[^"\r\n{sign}]*)'
QUOTED_WELL = {sign: rf"^{FIELD}(?:(?:[{{sign}}]|\r?\n){FIELD})*$".format(sign=sign) for sign in SEPARATORS}
# The csv module takes it for the end of a line, polars for nothing at all.
LONE_RETURN = r"\r(?:[^\n]|$)"


@dataclass(frozen=True)
class Line:
    """One line of a sheet: its row in Excel, its cells, and where what follows it begins."""

    row: int
    cells: tuple[str, ...]
    end: int


class Sheet(Protocol):
    """A table in a file, not yet understood."""

    @property
    def name(self) -> str: ...
    @property
    def encoding(self) -> str: ...
    @property
    def separator(self) -> str: ...
    @property
    def notes(self) -> Sequence[str]: ...
    @property
    def head(self) -> Sequence[Line]:
        """The first lines that hold anything."""
        ...

    def below(self, line: Line | None, dtypes: Mapping[int, type[pl.DataType]]) -> Body:
        """The rows below a line (None: all) as columns "0", "1"…, and "row" with their numbers in Excel.

        All text, or with the types of `dtypes` where every cell of these places can be read so without any doubt; and
        of these the texts that repeat themselves as Categorical.
        """
        ...


@dataclass(frozen=True)
class Cut:
    """A text, cut with one separator; its first line begins at `start`."""

    text: bytes
    start: int
    encoding: str
    separator: str
    head: tuple[Line, ...]
    name: str = ""
    notes: tuple[str, ...] = ()

    def below(self, line: Line | None, dtypes: Mapping[int, type[pl.DataType]]) -> Body:
        start, offset = (line.end, line.row + 1) if line else (self.start, 1)
        width = len(line.cells) if line else max(len(one.cells) for one in self.head)
        body = (
            self._regular(start, width, dtypes)
            if start < len(self.text)
            else Body(pl.DataFrame(schema=text_columns(width)))
        )
        body = body or Body(_lenient(self.text[start:], width, self.separator))
        height = body.rows.height
        row = pl.int_range(offset, offset + height, eager=True).alias("row")
        return body._replace(rows=body.rows.insert_column(0, row))

    def _regular(self, start: int, width: int, dtypes: Mapping[int, type[pl.DataType]]) -> Body | None:
        """The fast way, for files in which every quote is where it should be and no row is too long."""
        text, texts = self.text, text_columns(width)
        if not _is_regular(text, start, self.separator):
            return None
        read = functools.partial(self._read, start)
        if dtypes and len(text) >= TYPED_FROM:
            wanted = {str(place): dtype for place, dtype in dtypes.items()}
            body = typed(read, texts, wanted, separator=self.separator, count=lambda sign: self._count(sign, start))
            if body:
                return body
        rows = read(texts)
        return None if rows is None else Body(rows)

    def _count(self, sign: str, start: int) -> int:
        # Looking for the first one is five times as fast as counting none.
        found = self.text.find(sign.encode(), start)
        return 0 if found < 0 else self.text.count(sign.encode(), found)

    def _read(
        self,
        start: int,
        schema: Types,
        *,
        decimal_comma: bool = False,
        first: int | None = None,
        only: list[int] | None = None,
        ignore_errors: bool = False,
    ) -> pl.DataFrame | None:
        try:
            return pl.read_csv(
                self.text,
                has_header=False,
                # The lines of the file as they are, whatever stands between quotes.
                skip_lines=self.text.count(b"\n", 0, start),
                separator=self.separator,
                infer_schema=False,
                schema=schema,
                missing_columns="insert",
                decimal_comma=decimal_comma,
                n_rows=first,
                columns=only,
                ignore_errors=ignore_errors,
            )
        except pl.exceptions.PolarsError:
            return None


def _is_regular(text: bytes, start: int, separator: str) -> bool:
    """Whether every quote and every end of a line is as Excel writes them."""
    if text.find(b'"', start) < 0:
        # Who mixes two kinds of ends does so from the start. If not, a row has too many cells, and polars stops there.
        end = text.rfind(b"\n", start, HEAD) + 1 if len(text) > HEAD else len(text)
        return not _has_lone_return(text[start:end])
    # A cell of several lines may lie across two pieces.
    well = QUOTED_WELL[separator]
    pieces = stretches(text, lambda some: _has(some, well) if b'"' in some else not _has_lone_return(some), start)
    return all(pieces) or _has(text[start:], well)


def _has_lone_return(text: bytes) -> bool:
    return b"\r" in text and _has(text, LONE_RETURN)


def _has(text: bytes, pattern: str) -> bool:
    return bool(pl.Series([text], dtype=pl.Binary).cast(pl.String).str.contains(pattern).item())


def cuts(text: bytes, encoding: str) -> list[Cut]:
    """The text cut in every way that could be meant; of some no line can be read."""
    start = len(BOM) if text.startswith(BOM) else 0
    head = text[start:HEAD].decode(errors="ignore")
    used = [sign for sign in SEPARATORS if sign in head] or [";"]
    return [Cut(text, start, encoding, sign, _with_row_names(tuple(_first_lines(head, sign, start)))) for sign in used]


def lines_of(cut: Cut) -> list[Line]:
    """Every line of a small text that holds anything."""
    return list(_first_lines(cut.text[cut.start :].decode(), cut.separator, cut.start, most=None))


def head_of(lines: Sequence[Line]) -> tuple[Line, ...]:
    """What a sheet shows of its lines first."""
    return _with_row_names(tuple(lines[:HEAD_LINES]))


def _with_row_names(head: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines, where the first has no name for a column of numbers that count the rows, as R writes them."""
    first, *rows = head or [Line(0, (), 0)]
    counted = [row.cells[0].strip() for row in rows] == [str(number) for number in range(1, len(rows) + 1)]
    one_more = all(len(row.cells) == len(first.cells) + 1 for row in rows)
    if len(rows) < FEWEST_ROW_NAMES or not counted or not one_more or not all(first.cells):
        return head
    return (replace(first, cells=("", *first.cells)), *rows)


def refuse_width(cells: int) -> None:
    """Stop for a header with more columns than any table has."""
    if cells > MAX_COLUMNS:
        raise whole_file(f"Dit bestand heeft {dutch(cells)} kolommen. Dat zijn er te veel. Verwijder lege kolommen.")


def _first_lines(head: str, separator: str, start: int, most: int | None = HEAD_LINES) -> Iterator[Line]:
    """The first lines that hold anything, as `separator` cuts them, until quotes make them unreadable.

    `head` begins at `start` in the text.
    """
    lines, found = io.StringIO(head, newline=""), 0
    done, end = 0, start
    try:
        for row, cells in enumerate(csv.reader(lines, delimiter=separator), start=1):
            # With one separator another one stands alone in cells: a line of those is empty too.
            if any(cell.strip().strip(SEPARATORS) for cell in cells):
                done, before = lines.tell(), done
                end += len(head[before:done].encode())
                yield Line(row, tuple(cells), end)
                found += 1
                if found == most:
                    return
    except csv.Error:
        return


def text_columns(width: int) -> dict[str, type[pl.DataType]]:
    return {str(place): pl.String for place in range(width)}


def _lenient(rows: bytes, wanted: int, separator: str) -> pl.DataFrame:
    """The slow way, which takes quotes and lengths as they come, like Excel does."""
    try:
        cells = list(csv.reader(io.StringIO(rows.decode(), newline=""), delimiter=separator))
    except csv.Error:
        raise whole_file(f"De aanhalingstekens in dit bestand kloppen niet. {SAVE_AS}") from None
    return as_frame(cells, wanted)


def as_frame(rows: Sequence[Sequence[str | None]], wanted: int) -> pl.DataFrame:
    """Rows of any length as text columns, at least `wanted` of them."""
    width = max([wanted, *map(len, rows)])
    if width > MAX_COLUMNS:
        raise whole_file(f"Een rij in dit bestand heeft {dutch(width)} kolommen. Dat zijn er te veel.")
    padded = [[*(cell or None for cell in row), *[None] * (width - len(row))] for row in rows]
    return pl.DataFrame(padded, schema=text_columns(width), orient="row")


def refuse_long_cells(text: pl.Series, rows: pl.Series) -> None:
    """Stop for a cell that is longer than any text: a quote that was never closed."""
    different = by_code(text) if isinstance(text.dtype, pl.Categorical) else text
    if (different.str.len_bytes().max() or 0) > MAX_CELL:  # type: ignore[operator]
        row = rows.filter(text.cast(pl.String).str.len_bytes() > MAX_CELL)[0]
        raise whole_file(
            f"In rij {row} staat een cel met meer dan {dutch(MAX_CELL)} tekens. "
            "Waarschijnlijk staat er een aanhalingsteken te veel. Haal dat weg."
        )
