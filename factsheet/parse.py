"""Bytes of a CSV, as Excel, CBS or a database writes it → typed rows, and what would not parse.

The good rows never pass through a Python loop: each column is converted as a whole, and only the cells that are left
over are looked at one by one, to explain them.
"""

from __future__ import annotations

import csv
import difflib
import functools
import hashlib
import io
import re
import string
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from factsheet.settings import Settings, current
from schemas import SCHEMAS, ColumnInfo, Severity, YearlyCsv
from schemas.base import ONBEKEND

MAX_PROBLEMS = 1000
MAX_COLUMNS = 1000
SHOWN = 60  # characters of a wrong value that a message repeats
SEEN = 20  # columns that a message lists
SEPARATORS = ";,\t"
HEAD = 1_000_000  # bytes in which the header must lie
BOM = b"\xef\xbb\xbf"

# Numbers, with "," as the decimal sign; _mirrored gives the same for ".".
NUMBER = r"^[+-]?(?:[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+)(?:,[0-9]+)?$"
# Can only be meant with a decimal comma: 12,5 · 0,125 · 1234,567 · 1.234,5 · 1.234.567.
CLEAR = (
    r"^[+-]?(?:[0-9]+,(?:[0-9]{1,2}|[0-9]{4,})|(?:0[0-9]*|[0-9]{4,}),[0-9]{3}"
    r"|[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+|[0-9]{1,3}(?:\.[0-9]{3}){2,})$"
)
# Thousands or three decimals.
OPEN_POINT = r"^[+-]?[1-9][0-9]{0,2}\.[0-9]{3}$"
WHOLE = r"^[+-]?(?:[0-9]+(?:[.,]0{1,2})?|[0-9]{1,3}(?:\.[0-9]{3})+(?:,0{1,2})?)$"
WHOLE_POINT = r"^[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.0{1,2})?$"
# How sources write "not known"; in a column that may be empty these count as empty.
NOT_KNOWN = [".", "-", "x", "nb", "n.b.", "nvt", "n.v.t.", "onbekend"]
EXCEL_DATE = re.compile(
    r"(?i)(\d{1,2})[-/ ](?:jan|feb|mrt|maa|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)[a-z]*\.?(?:[-/ ]\d{2,4})?"
    r"|(\d{1,2})[-/]\d{1,2}[-/]\d{2,4}"
)
NO_ROWS = "Onder de kolomnamen staan geen cijfers. Vul de cijfers in en lees het bestand opnieuw in."
PERSONAL = {
    *("bsn", "burgerservicenummer", "naam", "voornaam", "achternaam", "clientnummer"),
    *("geboortedatum", "adres", "postcode", "telefoon", "e-mail", "email"),
}
YES_NO = {
    **dict.fromkeys(("ja", "j", "waar", "true", "yes", "1"), True),
    **dict.fromkeys(("nee", "n", "onwaar", "false", "no", "0"), False),
}

# Quotes as Excel writes them. Polars reads these right, and others in its own way: those go to the csv module.
QUOTED_WELL = {
    separator: re.compile(rf'(?:(?:"(?:[^"]++|"")*+"|[^"\r\n{separator}]*+)(?:{separator}|\r?\n|\Z))*+'.encode())
    for separator in SEPARATORS
}


@dataclass(frozen=True)
class Problem:
    """What is wrong, in Dutch. `row` as Excel numbers it; `suggestion` is the value that was probably meant."""

    severity: Severity
    row: int | None
    column: str | None
    value: str | None
    message: str
    suggestion: str | None = None


@dataclass(frozen=True)
class ReadAs:
    """The dialect that was found: "UTF-8" or "Windows-1252", the separator and the decimal sign."""

    encoding: str = "UTF-8"
    separator: str = ";"
    decimal: str = ","


@dataclass(frozen=True)
class Parsed:
    """Typed rows in the order of the schema, with their row numbers in Excel beside them.

    A cell that would not parse is null and has a Problem. Without usable columns there are no rows at all.
    """

    name: str
    dataset: str | None
    year: int | None
    rows: pl.DataFrame
    row_numbers: pl.Series
    problems: tuple[Problem, ...]
    read_as: ReadAs
    sha256: str


@dataclass(frozen=True)
class Grid:
    """All lines of a file as text: "row" is the number in Excel, then "0", "1", …; `columns`: schema column → place."""

    cells: pl.DataFrame
    header_row: int
    columns: Mapping[str, int]


def grid(data: bytes, name: str = "") -> Grid | None:  # noqa: ARG001
    """The file as its editor sees it; None when it cannot be read."""
    try:
        text, _ = _decode(data)
        header = _header(text)
        cells = _lenient(text, header).fill_null("").with_row_index("row", offset=1)
    except _UnusableError:
        return None
    return Grid(cells, header.row, {cell: place for place, cell in enumerate(header.cells) if cell})


def parse(
    data: bytes,
    dataset: str | None = None,
    *,
    name: str = "",
    settings: Settings | None = None,
    decimal: str | None = None,
    mends: Mapping[tuple[int, str], str] | None = None,
) -> Parsed:
    """Read one CSV. Never raises for any bytes: what is wrong stands in `problems`.

    Without `dataset` the columns tell which one it is; `name` (of the file) decides between two that fit equally.
    """
    found = _Found(dataset)
    try:
        _read(found, data, name, settings or current(), decimal, mends or {})
    except _UnusableError as stop:
        found.report.add(*stop.problems)
    return Parsed(
        name=name,
        dataset=found.dataset if found.dataset in SCHEMAS else None,
        year=_only_year(found.rows),
        rows=found.rows,
        row_numbers=found.row_numbers,
        problems=found.report.problems(),
        read_as=ReadAs(found.encoding, found.separator, found.decimal),
        sha256=hashlib.sha256(data).hexdigest(),
    )


class Report:
    """Problems as they are found. Of very many it keeps the first, and counts the others."""

    def __init__(self, problems: Iterable[Problem] = ()) -> None:
        self._listed = list(problems)
        self._unlisted: Counter[Severity] = Counter()

    def add(self, *problems: Problem) -> None:
        self._listed += problems

    def count(self, severity: Severity, number: int) -> None:
        """Problems that are too many to list."""
        self._unlisted[severity] += number

    @property
    def blocks(self) -> bool:
        return any(problem.severity == "fout" for problem in self._listed) or self._unlisted["fout"] > 0

    def problems(self) -> tuple[Problem, ...]:
        """By row, those of the file as a whole last; at most MAX_PROBLEMS and a line that counts the others."""
        ordered = sorted(self._listed, key=lambda problem: (problem.row is None, problem.row or 0))
        unlisted = self._unlisted + Counter(problem.severity for problem in ordered[MAX_PROBLEMS:])
        if not unlisted.total():
            return tuple(ordered)
        are = "is nog 1 probleem" if unlisted.total() == 1 else f"zijn nog {dutch(unlisted.total())} problemen"
        message = f"Er {are} in dit bestand. Los eerst de problemen hierboven op en lees het bestand opnieuw in."
        severity: Severity = "fout" if unlisted["fout"] else "waarschuwing"
        return (*ordered[:MAX_PROBLEMS], Problem(severity, None, None, None, message))


def dutch(value: float) -> str:
    """A number in Dutch notation, with as many decimals as it has (three at most)."""
    text = f"{value:,}" if isinstance(value, int) else f"{value:,.3f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


def shown(value: str) -> str:
    """A value from a file as a message may repeat it: on one line, not too long, nothing invisible."""
    line = "".join(char if char.isprintable() else " " for char in value).strip()
    return line if len(line) <= SHOWN else f"{line[:SHOWN]}…"


def closest(value: str, options: Collection[str]) -> str | None:
    """The option that looks most like the value, whatever its capitals; None when none does."""
    by_key = dict(zip(_keys(pl.Series(list(options), dtype=pl.String)), options, strict=True))
    found = difflib.get_close_matches(_keys(pl.Series([value[:SHOWN]]))[0], by_key, n=1)
    return by_key[found[0]] if found else None


@dataclass
class _Found:
    """What is known so far while one file is read."""

    dataset: str | None
    encoding: str = "UTF-8"
    separator: str = ";"
    decimal: str = ","
    rows: pl.DataFrame = field(default_factory=pl.DataFrame)
    row_numbers: pl.Series = field(default_factory=lambda: pl.Series("row", [], pl.Int64))
    report: Report = field(default_factory=Report)


class _UnusableError(Exception):
    """The file as a whole cannot be read any further."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__()
        self.problems = problems


def _whole_file(message: str) -> _UnusableError:
    return _UnusableError(Problem("fout", None, None, None, message))


def _read(  # noqa: PLR0917
    found: _Found,
    data: bytes,
    name: str,
    settings: Settings,
    decimal: str | None,
    mends: Mapping[tuple[int, str], str],
) -> None:
    text, found.encoding = _decode(data)
    header = _header(text)
    found.separator = header.separator
    found.dataset = found.dataset or _recognise(header, name)
    schema = _schema(found.dataset)
    found.rows = pl.DataFrame(schema={name: info.dtype for name, info in schema.columns().items()})
    body = _body(text, header)
    cells = {
        column: _mended(text, body["row"], {row: value for (row, name), value in mends.items() if name == column})
        for column, text in _columns(header, body, schema).items()
    }
    _convert(found, cells, body["row"], settings, decimal)


def _mended(text: pl.Series, rows: pl.Series, mends: Mapping[int, str]) -> pl.Series:
    places = [place for place, row in enumerate(rows) if row in mends] if mends else []
    return text.scatter(places, [mends[rows[place]] for place in places]) if places else text


# ---- bytes → text


def _decode(data: bytes) -> tuple[bytes, str]:
    """The text as UTF-8 without byte order mark, and the encoding it came in."""
    if data.startswith(b"PK\x03\x04"):
        raise _whole_file("Dit is een Excel-bestand. Kies in Excel 'Opslaan als' en dan 'CSV UTF-8'.")
    if b"\0" in data[:HEAD]:
        raise _whole_file("Dit is geen CSV-bestand. Kies in Excel 'Opslaan als' en dan 'CSV UTF-8'.")
    text, encoding = _as_utf8(data.removeprefix(BOM))
    if not text[:HEAD].strip() and not text.strip():
        raise _whole_file("Het bestand is leeg. Kies een bestand met bovenaan de kolomnamen en daaronder de cijfers.")
    return (text if b"\n" in text else text.replace(b"\r", b"\n")), encoding


def _as_utf8(data: bytes) -> tuple[bytes, str]:
    try:
        if not data.isascii():
            data.decode()
    except UnicodeDecodeError:
        return _from_windows(data), "Windows-1252"
    return data, "UTF-8"


def _from_windows(data: bytes) -> bytes:
    try:
        return data.decode("cp1252").encode()
    except UnicodeDecodeError:
        message = "De tekens in dit bestand zijn niet te lezen. Kies in Excel 'Opslaan als' en dan 'CSV UTF-8'."
        raise _whole_file(message) from None


# ---- text → cells


@dataclass(frozen=True)
class _Header:
    """The first line with text: its cells, its row in Excel, and where the rows below it start."""

    separator: str
    cells: tuple[str, ...]
    row: int
    end: int

    @property
    def names(self) -> set[str]:
        return {cell for cell in self.cells if cell}


def _header(text: bytes) -> _Header:
    """The header by the separator that makes most sense of it: known columns first, then the number of columns."""
    head = text[:HEAD].decode(errors="ignore")
    known = {column for schema in SCHEMAS.values() for column in schema.columns()}
    headers = [_first_line(head, separator) for separator in SEPARATORS]
    best = max(headers, key=lambda header: (len(known & header.names), len(header.cells)))
    if not best.cells:
        raise _whole_file("In dit bestand staan geen kolomnamen. Zet in de eerste rij de namen van de kolommen.")
    if len(best.cells) > MAX_COLUMNS:
        message = f"Dit bestand heeft {dutch(len(best.cells))} kolommen. Dat zijn er te veel. Verwijder lege kolommen."
        raise _whole_file(message)
    return best


def _first_line(head: str, separator: str) -> _Header:
    """The first row that is not empty, as `separator` cuts it; without cells when quotes make it unreadable."""
    lines = io.StringIO(head, newline="")
    try:
        for row, cells in enumerate(csv.reader(lines, delimiter=separator), start=1):
            if any(cell.strip(SEPARATORS + string.whitespace) for cell in cells):
                return _Header(separator, tuple(_keys(pl.Series(cells))), row, len(head[: lines.tell()].encode()))
    except csv.Error:
        pass
    return _Header(separator, (), 1, 0)


def _body(text: bytes, header: _Header) -> pl.DataFrame:
    """The rows below the header as text, columns "0", "1"…; a column "row" holds their numbers in Excel."""
    rows = text[header.end :]
    body = _regular(rows, header) if rows else pl.DataFrame(schema=_text_columns(len(header.cells)))
    return (_lenient(rows, header) if body is None else body).with_row_index("row", offset=header.row + 1)


def _text_columns(width: int) -> dict[str, type[pl.String]]:
    return {str(place): pl.String for place in range(width)}


def _regular(rows: bytes, header: _Header) -> pl.DataFrame | None:
    """The fast way, for files in which every quote is where it should be and no row is too long."""
    lone_return = re.search(rb"\r[^\n]", rows[:HEAD])
    if lone_return or (b'"' in rows and not QUOTED_WELL[header.separator].fullmatch(rows)):
        return None
    try:
        return pl.read_csv(
            rows,
            has_header=False,
            separator=header.separator,
            infer_schema=False,
            schema=_text_columns(len(header.cells)),
            missing_columns="insert",
        )
    except pl.exceptions.PolarsError:
        return None


def _lenient(rows: bytes, header: _Header) -> pl.DataFrame:
    """The slow way, which takes quotes and lengths as they come, like Excel does."""
    try:
        cells = list(csv.reader(io.StringIO(rows.decode(), newline=""), delimiter=header.separator))
    except csv.Error:
        message = "De aanhalingstekens in dit bestand kloppen niet. Kies in Excel 'Opslaan als' en dan 'CSV UTF-8'."
        raise _whole_file(message) from None
    width = max(len(header.cells), *map(len, cells))
    if width > MAX_COLUMNS:
        raise _whole_file(f"Een rij in dit bestand heeft {dutch(width)} kolommen. Dat zijn er te veel.")
    padded = [[*row, *[None] * (width - len(row))] for row in cells]
    return pl.DataFrame(padded, schema=_text_columns(width), orient="row")


# ---- which dataset, which columns


def _schema(dataset: str) -> type[YearlyCsv]:
    if dataset not in SCHEMAS:
        raise _whole_file(f"Het soort bestand '{shown(dataset)}' bestaat niet. Kies uit: {', '.join(SCHEMAS)}.")
    return SCHEMAS[dataset]


def _required(schema: type[YearlyCsv]) -> set[str]:
    return {name for name, info in schema.columns().items() if not info.optional}


def _own(schema: type[YearlyCsv]) -> set[str]:
    """The columns that tell this dataset from others."""
    return _required(schema) - {"jaar", "gebied"}


def _recognise(header: _Header, name: str) -> str:
    """The dataset whose columns are nearest to the header: fewest missing, fewest unknown."""
    distance = {
        dataset: len(_required(schema) - header.names) + len(header.names - schema.columns().keys())
        for dataset, schema in SCHEMAS.items()
    }
    nearest = [dataset for dataset in SCHEMAS if distance[dataset] == min(distance.values())]
    if len(nearest) > 1:
        nearest = [dataset for dataset in nearest if dataset in name.casefold()] or nearest
    own = _own(SCHEMAS[nearest[0]])
    if len(nearest) == 1 and 2 * len(own & header.names) >= len(own):
        return nearest[0]
    raise _UnusableError(_unrecognised(header, nearest[0]))


def _unrecognised(header: _Header, nearest: str) -> Problem:
    seen = [shown(cell) for cell in header.cells if cell]
    listed = ", ".join(seen[:SEEN]) + (", …" if len(seen) > SEEN else "")
    missing = [name for name in SCHEMAS[nearest].columns() if name in _required(SCHEMAS[nearest]) - header.names]
    word = "ontbreekt de kolom" if len(missing) == 1 else "ontbreken de kolommen"
    message = (
        f"Dit bestand wordt niet herkend. De kolommen zijn: {listed}. Het lijkt het meest op '{nearest}', "
        f"maar dan {word} {', '.join(missing)}. Controleer of de kolomnamen in de eerste rij staan."
    )
    return Problem("fout", header.row, None, None, message)


def _columns(header: _Header, body: pl.DataFrame, schema: type[YearlyCsv]) -> dict[str, pl.Series]:
    """The text of each column of the schema; stops when a column is missing, doubled or unknown."""
    wrong = [
        *_doubled(header, schema),
        *_unknown(header, body, schema),
        *_missing(header, schema),
    ]
    if wrong:
        raise _UnusableError(*dict.fromkeys(wrong))
    if body.is_empty():
        raise _whole_file(NO_ROWS)
    return {
        name: body[str(header.cells.index(name))]
        if name in header.names
        else pl.Series([None] * body.height, dtype=pl.String)
        for name in schema.columns()
    }


def _missing(header: _Header, schema: type[YearlyCsv]) -> list[Problem]:
    return [
        Problem("fout", header.row, name, None, f"De kolom '{name}' ontbreekt. Voeg deze kolom toe.")
        for name in schema.columns()
        if name in _required(schema) - header.names
    ]


def _doubled(header: _Header, schema: type[YearlyCsv]) -> list[Problem]:
    return [
        Problem(
            "fout", header.row, name, None, f"De kolom '{name}' staat {count} keer in het bestand. Houd er één over."
        )
        for name, count in Counter(header.cells).items()
        if count > 1 and name in schema.columns()
    ]


def _unknown(header: _Header, body: pl.DataFrame, schema: type[YearlyCsv]) -> list[Problem]:
    """Columns that the schema does not know and that are not empty. Their values are never repeated."""
    missing = _required(schema) - header.names
    names = (*header.cells, *[""] * (body.width - 1 - len(header.cells)))
    found = []
    for place, name in enumerate(names):
        if name in schema.columns():
            continue
        filled = body.filter(pl.col(str(place)).str.strip_chars() != "")["row"]
        if len(filled):
            found.append(_unknown_column(name, int(filled[0]), closest(name, missing), header.separator))
    return found


def _unknown_column(name: str, row: int, meant: str | None, separator: str) -> Problem:
    if not name:
        message = f"In rij {row} staat iets in een kolom zonder naam. Maak die cel leeg, of verwijder de kolom."
        if separator == ",":
            message += " Staan er getallen met een komma in dit bestand? Scheid de kolommen dan met een puntkomma."
        return Problem("fout", row, None, None, message)
    if name in PERSONAL:
        message = f"In de kolom '{name}' staan persoonsgegevens. Die horen niet in dit bestand. Verwijder deze kolom."
        return Problem("fout", row, name, None, message)
    hint = f"Bedoelt u '{meant}'?" if meant else "Verwijder deze kolom."
    message = f"De kolom '{shown(name)}' hoort niet in dit bestand. De eerste waarde staat in rij {row}. {hint}"
    return Problem("fout", row, shown(name), None, message, meant)


# ---- cells → values


@dataclass(frozen=True)
class _Reader:
    """How to read a column: text → values (null where it cannot), and what to say of a value that cannot be read."""

    convert: Callable[[pl.Series], pl.Series]
    explain: Callable[[str], tuple[str, str | None]]


def _convert(
    found: _Found, cells: Mapping[str, pl.Series], row_numbers: pl.Series, settings: Settings, decimal: str | None
) -> None:
    """Fill in the rows, and report every cell that would not parse."""
    columns = _schema(found.dataset or "").columns()
    numbers = {name: _Number(columns[name], text) for name, text in cells.items() if columns[name].dtype.is_numeric()}
    of_file = decimal or _decimal_of_file(numbers.values())
    found.decimal = of_file or ","
    typed, failed = {}, pl.Series([False]).new_from_index(0, len(row_numbers))
    for name, text in cells.items():
        number = numbers.get(name)
        reader = number.reader(of_file) if number else _reader(columns[name], settings)
        typed[name] = reader.convert(text).cast(columns[name].dtype)
        wrong = _wrong(text, typed[name], columns[name])
        if wrong.any():
            _report(found.report, columns[name], row_numbers.filter(wrong), text.filter(wrong), reader)
            failed |= wrong
    rows = pl.DataFrame(typed)
    filled = rows.select(~pl.all_horizontal(pl.all().is_null())).to_series() | failed
    found.rows, found.row_numbers = rows.filter(filled), row_numbers.filter(filled).cast(pl.Int64)
    if found.rows.is_empty():
        raise _whole_file(NO_ROWS)


def _wrong(text: pl.Series, typed: pl.Series, info: ColumnInfo) -> pl.Series:
    """Which cells hold something, but nothing that could be read."""
    left = text.is_not_null() & typed.is_null()
    if not left.any():
        return left
    empty = ["", *NOT_KNOWN] if info.optional else [""]
    return left & ~_keys(text).is_in(empty)


def _report(report: Report, info: ColumnInfo, rows: pl.Series, values: pl.Series, reader: _Reader) -> None:
    explained: dict[str, tuple[str, str | None]] = {}
    for row, value in zip(rows.head(MAX_PROBLEMS), values.head(MAX_PROBLEMS), strict=True):
        message, suggestion = explained.setdefault(value, explained.get(value) or _explain(value, reader))
        report.add(Problem("fout", row, info.name, shown(value), message, suggestion))
    report.count("fout", max(0, len(rows) - MAX_PROBLEMS))


def _explain(value: str, reader: _Reader) -> tuple[str, str | None]:
    if value.lstrip().startswith("#"):
        return f"'{shown(value)}' is een foutmelding van Excel. Herstel de formule of typ het getal.", None
    if "\n" in value.strip():
        return "In deze cel staan meerdere regels. Waarschijnlijk staat er een aanhalingsteken te veel.", None
    return reader.explain(value.strip())


def _reader(info: ColumnInfo, settings: Settings) -> _Reader:
    """The reader of a column that holds no numbers."""
    if info.name == "gebied":
        return _Reader(_looked_up(_area_names(settings)), lambda value: _no_area(value, settings))
    values = info.values(settings)
    if values is not None:
        return _Reader(_looked_up({value: value for value in values}), lambda value: _no_value(value, values))
    if info.dtype == pl.Date:
        return _Reader(
            _dates, lambda value: (f"'{shown(value)}' is geen datum. Schrijf een datum als 31-12-2024.", None)
        )
    if info.dtype == pl.Boolean:
        return _Reader(
            _looked_up(YES_NO), lambda value: (f"'{shown(value)}' is geen ja of nee. Vul ja of nee in.", None)
        )
    return _Reader(_texts, lambda value: (f"'{shown(value)}' is niet te lezen.", None))


def _keys(text: pl.Series) -> pl.Series:
    """Texts as they are compared: without capitals, accents, spaces around or kinds of dashes."""
    return (
        text.str.normalize("NFKD")
        .str.replace_all(r"\p{M}", "")
        .str.to_lowercase()
        .str.replace_all(r"\s*[-‐‑‒–—−]\s*", "-")
        .str.replace_all(r"\s+", " ")
        .str.strip_chars()
    )


def _by_unique(text: pl.Series, convert: Callable[[pl.Series], pl.Series]) -> pl.Series:
    """Convert each different text once."""
    different = text.drop_nulls().unique()
    return text.replace_strict(different, convert(different), default=None) if len(different) else text


def _looked_up(values: Mapping[str, str] | Mapping[str, bool]) -> Callable[[pl.Series], pl.Series]:
    by_key = dict(zip(_keys(pl.Series(list(values))), values.values(), strict=True))

    def convert(text: pl.Series) -> pl.Series:
        return _by_unique(text, lambda different: _keys(different).replace_strict(by_key, default=None))

    return convert


def _texts(text: pl.Series) -> pl.Series:
    return text.str.replace_all(r"\s+", " ").str.strip_chars().replace("", None)


def _dates(text: pl.Series) -> pl.Series:
    """31-12-2024, 31/12/2024 and 2024-12-31, also with a time of midnight behind it."""
    day = (
        text.str.strip_chars()
        .str.replace(r"[ T]0{1,2}:00(?::00(?:\.0+)?)?$", "")
        .str.replace_all("/", "-", literal=True)
    )
    dutch_order = day.str.contains(r"^[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}$")
    iso_order = day.str.contains(r"^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}$")
    frame = pl.DataFrame({"day": day, "dutch": dutch_order, "iso": iso_order})
    dates = pl.coalesce(
        pl.when("dutch").then("day").str.to_date("%d-%m-%Y", strict=False),
        pl.when("iso").then("day").str.to_date("%Y-%m-%d", strict=False),
    )
    return frame.select(dates).to_series()


def _area_names(settings: Settings) -> dict[str, str]:
    """Every way in which sources write an area → its code."""
    own = settings.gemeente
    names = {ONBEKEND: ONBEKEND, f"gemeente {own.naam}": own.code, f"{own.naam} (gemeente)": own.code}
    for area in settings.areas:
        names |= dict.fromkeys((area.code, area.naam, *area.spellings), area.code)
    for wijk in settings.wijken:
        number = wijk.code[-2:]
        names |= dict.fromkeys((f"wijk {number} {wijk.naam}", f"{number} {wijk.naam}", f"wijk {wijk.naam}"), wijk.code)
    return names


def _no_area(value: str, settings: Settings) -> tuple[str, str | None]:
    meant = closest(value, [area.naam for area in settings.areas] + [ONBEKEND])
    naam = settings.gemeente.naam
    hint = f"Bedoelt u '{meant}'?" if meant else f"Kies een wijk, '{naam}' of '{ONBEKEND}'."
    return f"'{shown(value)}' is geen wijk van {naam}. {hint}", meant


def _no_value(value: str, options: Sequence[str]) -> tuple[str, str | None]:
    date = EXCEL_DATE.fullmatch(value)
    if date:
        start = f"{int(date[1] or date[2])}-"
        meant = next((option for option in options if option.startswith(start)), None)
        typed = f"typ '{meant}' opnieuw" if meant else "typ de waarde opnieuw"
        return f"Excel heeft hier een datum van gemaakt: '{shown(value)}'. Maak de cel op als Tekst en {typed}.", meant
    meant = closest(value, options)
    hint = f"Bedoelt u '{meant}'? " if meant else ""
    return f"'{shown(value)}' mag hier niet staan. {hint}Kies uit: {', '.join(options)}.", meant


# ---- numbers


class _Number:
    """A column of numbers: those that are plain digits, and the texts that need a closer look."""

    def __init__(self, info: ColumnInfo, text: pl.Series) -> None:
        self._info = info
        self._whole = info.dtype == pl.Int64
        self._plain = text.cast(pl.Int64, strict=False)
        self._left = text.is_not_null() & self._plain.is_null()
        self._rest = _clean(text.filter(self._left), info.unit)

    @functools.cached_property
    def decimals(self) -> frozenset[str]:
        """The decimal signs that this column shows beyond doubt."""
        return frozenset(sign for sign in ",." if self._shows(sign))

    def _shows(self, sign: str) -> bool:
        if self._whole:
            # Only thousands can show it here, and a single comma may just as well be a mistake.
            pattern = r"^[+-]?[0-9]{1,3}(?:\.[0-9]{3})+$" if sign == "," else r"^[+-]?[0-9]{1,3}(?:,[0-9]{3}){2,}$"
        else:
            pattern = _for(sign, CLEAR)
        return bool(self._rest.str.contains(pattern).any())

    def reader(self, of_file: str | None) -> _Reader:
        if self._whole:
            return _Reader(lambda _: self._filled(_whole_numbers(self._rest, of_file)), _no_whole_number)
        return _Reader(lambda _: self._filled(self._fractions(of_file)), _no_number)

    def _filled(self, rest: pl.Series) -> pl.Series:
        values = self._plain.cast(self._info.dtype)
        return values.scatter(self._left.arg_true(), rest) if len(rest) else values

    def _fractions(self, of_file: str | None) -> pl.Series:
        own = self.decimals
        if len(own) == 1 or (not own and of_file):
            return _numbers(self._rest, next(iter(own), of_file or ","))
        if not own:
            # A comma is how editors here write it; a point with three digits could be either, so it is asked.
            return _numbers(self._rest.set(self._rest.str.contains(OPEN_POINT), None), ",")
        read = [_numbers(self._rest.set(~self._rest.str.contains(_for(sign, CLEAR)), None), sign) for sign in ",."]
        return read[0].zip_with(read[0].is_not_null(), read[1])


def _decimal_of_file(columns: Iterable[_Number]) -> str | None:
    """The decimal sign that the columns agree on; None when they show none, or both."""
    signs = set().union(*(column.decimals for column in columns))
    return signs.pop() if len(signs) == 1 else None


def _for(sign: str, pattern: str) -> str:
    """The pattern, written for a decimal comma, for this decimal sign."""
    return (
        pattern
        if sign == ","
        else pattern.replace(r"\.", "§").replace(",[", r"\.[").replace(",(", r"\.(").replace("§", ",")
    )


def _clean(text: pl.Series, unit: str | None) -> pl.Series:
    """Without the signs around a number: spaces, €, %, other minus signs. Only the sign of the column's own unit."""
    if not text.str.contains(r"[^0-9.,+-]|,-").any():
        return text
    text = text.str.strip_chars().str.replace_all("[‐‑‒–—−]", "-")
    if unit == "euro":
        text = text.str.replace(r"(?i)^([+-]?)\s*(?:€|eur)\s*([+-]?)", "$1$2").str.replace(r"(?i)\s*(?:€|euro?)$", "")
        text = text.str.replace(r"([0-9]),-{1,2}$", "$1")
    if unit == "%":
        text = text.str.replace(r"\s*%$", "")
    text = text.str.replace(r"^([+-])\s+", "$1")
    spaced = text.str.contains(r"^[+-]?[0-9]{1,3}(?:\s[0-9]{3})+(?:[.,][0-9]+)?$")
    return text.zip_with(~spaced.fill_null(False), text.str.replace_all(r"\s", ""))


def _numbers(text: pl.Series, sign: str) -> pl.Series:
    """Numbers with this decimal sign; null where the text is no such number."""
    good = text.set(~text.str.contains(_for(sign, NUMBER)), None)
    thousands = "." if sign == "," else ","
    return good.str.replace_all(thousands, "", literal=True).str.replace(sign, ".", literal=True).cast(pl.Float64)


def _whole_numbers(text: pl.Series, of_file: str | None) -> pl.Series:
    """Whole numbers, with thousands signs or with decimals that are zero. A point means thousands here."""
    good = text.str.contains(WHOLE)
    if of_file == ".":
        good |= text.str.contains(WHOLE_POINT)
    digits = text.set(~good, None).str.replace(r"[.,]0{1,2}$", "").str.replace_all(r"[.,]", "")
    return digits.cast(pl.Int64, strict=False)


def _no_whole_number(value: str) -> tuple[str, str | None]:
    if "%" in value:
        return f"'{shown(value)}' is een percentage. Vul hier een aantal in.", None
    if re.fullmatch(r"[+-]?[0-9]{1,3}(,[0-9]{3})+", value):
        meant = value.replace(",", "")
        return f"'{shown(value)}' is geen heel getal. Bedoelt u {meant}? Schrijf dat dan zonder komma.", meant
    if re.fullmatch(r"[+-]?[0-9]+[.,][0-9]+", value):
        return f"'{shown(value)}' is geen heel getal. Vul een getal in zonder cijfers achter de komma.", None
    return _no_number(value)


def _no_number(value: str) -> tuple[str, str | None]:
    bare = value.strip("€% +-–−")
    if re.fullmatch(r"[0-9]{1,3}[.,][0-9]{3}", bare):
        sign = "punt" if "." in bare else "komma"
        decimal, thousands = re.sub("[.,]", ",", bare), re.sub("[.,]", "", bare)
        message = f"Bij '{shown(value)}' is niet duidelijk wat de {sign} betekent. Schrijf {decimal} of {thousands}."
        return message, None
    return f"'{shown(value)}' is geen getal. Vul een getal in, bijvoorbeeld 1234.", None


def _only_year(rows: pl.DataFrame) -> int | None:
    """The year of the file; None when there is none, or more than one."""
    years = rows["jaar"].drop_nulls().unique().to_list() if "jaar" in rows.columns else []
    return int(years[0]) if len(years) == 1 else None
