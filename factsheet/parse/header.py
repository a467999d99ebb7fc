"""Which line holds the column names, which dataset they are of, and which column stands where."""

from __future__ import annotations

import functools
import re
from collections import ChainMap, Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import polars as pl
from openpyxl.utils import get_column_letter

from factsheet.parse.lines import MAX_COLUMNS, Line, Sheet, refuse_width
from factsheet.parse.problem import Problem, UnusableError, whole_file
from factsheet.parse.wording import dutch, key, shown
from factsheet.settings import Settings
from schemas import REGISTRATIE, SCHEMAS, Csv

# A view, not a copy: a dataset that comes later is known at once.
KNOWN: Mapping[str, type[Csv]] = ChainMap[str, Any](SCHEMAS, REGISTRATIE)
SEEN = 20  # columns that a message lists
SIGNS = {";": "puntkomma", ",": "komma", "\t": "tab", "|": "streepje"}
TOTALS = frozenset({"totaal", "total", "totalen", "eindtotaal", "som", "totaal gemeente", "gemeente totaal", "alle"})
YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
THOUSANDS = re.compile(r"x ?€? ?1[. ]?000(?![. ]?\d)|duizend|€ ?1[. ]?000(?![. ]?\d)")
MILLIONS = re.compile(r"x ?€? ?1[. ]?000[. ]?000|mln|miljoen")
BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]?")
FEWEST_NAMES = 2
FIGURE = re.compile(r"^\s*[€+(–-]?\s*[0-9][0-9.,\s]*[€%)]?\s*$")
SUM_OF = re.compile(r"^(?:som|sum|totaal) (?:van|of) |^som: ")  # how a pivot table calls a figure
PATH = re.compile(r"\||(?<!\bt)/(?!m\b)")  # "Bevolking/Leeftijdsgroepen/0 tot 15 jaar"; not "0 t/m 14"
UNITS = re.compile(r"\s*,?\s+(?:in )?(?:euro'?s?|€|%|procenten|procent|eur)$|\s*[€%]$")
# What is in cents never goes for the same in euro: only a name that says so may be its column.
CENTS = re.compile(r"\b(?:euro)?cent(?:en)?\b|\bct\b")


@dataclass(frozen=True)
class Heading:
    """One cell of the header: the names it may stand for, best first, its factor, and the year in it."""

    text: str
    names: tuple[str, ...]
    factor: int = 1
    year: int | None = None


@dataclass(frozen=True)
class Wide:
    """Values of one category (or years) that stand beside each other: place in the file → value."""

    column: str
    measure: str
    places: Mapping[int, str]
    lacking: int = 0  # values of the category that have no place


@dataclass(frozen=True)
class Layout:
    """How the columns of a dataset lie in a sheet. `also` are places that say the same as a column of `places`."""

    dataset: str
    line: Line
    headings: tuple[Heading, ...]
    places: Mapping[str, int]
    also: Mapping[int, str]
    unknown: tuple[int, ...]
    wide: Wide | None
    exact: int

    @property
    def schema(self) -> type[Csv]:
        return KNOWN[self.dataset]

    @property
    def missing(self) -> list[str]:
        """Required columns that are not there, in the order of the file."""
        given = {*self.places, *((self.wide.column, self.wide.measure) if self.wide else ())}
        return [name for name in required(self.schema) if name not in given]

    @property
    def figure_places(self) -> dict[str, int]:
        """Where each figure of the schema stands; of figures beside each other the first."""
        beside = {self.wide.measure: min(self.wide.places)} if self.wide else {}
        return {name: place for name, place in self.places.items() if name in self.schema.measures()} | beside

    def column_at(self, place: int) -> str | None:
        """How a message names a column; of records by its letter, because an own name may be that of a person."""
        if self.dataset in REGISTRATIE and place not in {*self.places.values(), *self.also}:
            return get_column_letter(place + 1)
        return shown(self.headings[place].names[0]) or None if place < len(self.headings) else None

    @property
    def distance(self) -> tuple[int, int, int]:
        """How far this is from the dataset: columns missing and unknown, groups missing, how few are named exactly."""
        strange = {self.headings[place].names[0] for place in self.unknown}
        return len(self.missing) + len(strange), self.wide.lacking if self.wide else 0, -self.exact


def required(schema: type[Csv]) -> list[str]:
    """The columns that may not be left out."""
    return [name for name, info in schema.columns().items() if not info.optional]


@functools.lru_cache(maxsize=4096)
def heading(text: str) -> Heading:
    """What a cell of a header may stand for: "Uitgaven (x € 1.000)", "AantalInwoners_5", "Inwoners 2024"."""
    full = key(text)
    bare = BRACKETS.sub("", full)
    bare = UNITS.sub("", re.sub(r"\s*(?:\d\)|\*+|¹|²)$", "", bare)).strip()
    spaced = key(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", re.sub(r"_\d+$", "", text)).replace("_", " "))
    years = set(YEAR.findall(bare))
    yearless = YEAR.sub("", bare).strip(" -:") if len(years) == 1 else bare
    factor = 1_000_000 if MILLIONS.search(full) else 1_000 if THOUSANDS.search(full) else 1
    year = int(years.pop()) if len(years) == 1 and yearless else None
    last = PATH.split(bare)[-1].strip()
    whole = SUM_OF.sub("", bare)
    ways = (full,) if CENTS.search(full) else (full, bare, spaced, yearless, whole, last)
    names = tuple(dict.fromkeys(name for name in ways if name))
    return Heading(text, names or ("",), factor, year)


@functools.cache
def _names(dataset: str) -> dict[str, str]:
    """Every name of a column of a dataset → the column. Its own names go before what others call it."""
    columns = KNOWN[dataset].columns()
    synonyms = {key(name): info.name for info in columns.values() for name in info.synonyms}
    titles = {BRACKETS.sub("", key(info.title)): info.name for info in columns.values()}
    return synonyms | titles | {key(name): name for name in columns}


@dataclass(frozen=True)
class Words:
    """What a header is made of: the names of all columns, and the values that may stand beside each other."""

    names: frozenset[str]
    values: frozenset[str]


def spellings(schema: type[Csv], column: str, settings: Settings) -> dict[str, str]:
    """Every way to write a value of a category → the value, by key. Empty when any text may stand there."""
    info = schema.columns()[column]
    values = info.values(settings) or ()
    other = {key(way): value for value, ways in info.spelled.items() if value in values for way in ways}
    return other | {key(value): value for value in values}


def words_of(settings: Settings) -> Words:
    """The words of every dataset."""
    return Words(frozenset(way for known in KNOWN for way in _names(known)), _every_value(settings))


def is_header(cells: Sequence[str], words: Words) -> bool:
    """Whether a line is one of column names beyond doubt: nearly all are known, and no figure is among them."""
    filled = [cell for cell in cells[:MAX_COLUMNS] if cell.strip()]
    if len(filled) < FEWEST_NAMES or any(FIGURE.match(cell) and not YEAR.fullmatch(cell.strip()) for cell in filled):
        return False
    # A value may be called as a column is ("groep"), but not in the first one.
    if words.names.isdisjoint(heading(filled[0]).names):
        return False
    score, _ = _score(filled, words)
    return score >= 2 * FEWEST_NAMES and 2 * score >= len(filled)


def find(sheets: Sequence[Sheet], dataset: str | None, name: str, settings: Settings) -> tuple[Sheet, Layout]:
    """The sheet with a table, and how its columns lie. Stops when there is none, or none that is known."""
    words = words_of(settings)
    found = [(sheet, _with_line_above(sheet, line, words)) for sheet in sheets if (line := _header(sheet, words))]
    if not found:
        raise whole_file("In dit bestand staan geen kolomnamen. Zet in de eerste rij de namen van de kolommen.")
    best = max(_score(line.cells, words) for _, line in found)
    fitting = [(sheet, line) for sheet, line in found if _score(line.cells, words) == best]
    if not best[0]:
        fitting = [max(fitting, key=lambda one: len(one[1].cells))]
    for _, line in fitting:
        refuse_width(len(line.cells))
    layouts = [(sheet, layout) for sheet, line in fitting for layout in _layouts(line, dataset, settings)]
    return _nearest(layouts, name.casefold(), words)


def _header(sheet: Sheet, words: Words) -> Line | None:
    """The line that looks most like column names; the first one when none does."""
    return max(sheet.head, key=lambda line: (*_score(line.cells, words), -line.row), default=None)


def _with_line_above(sheet: Sheet, line: Line, words: Words) -> Line:
    """A header of two lines as one: with years or groups above names that are there more than once."""
    above = next((one for one in sheet.head if one.row == line.row - 1), None)
    counts = Counter(key(cell) for cell in line.cells if cell.strip())
    if above is None or not any(number > 1 for number in counts.values()):
        return line
    cells, last = list(line.cells), ""
    for place, cell in enumerate(line.cells):
        # A cell over several columns holds its text in the first of them.
        last = (above.cells[place].strip() if place < len(above.cells) else "") or last
        if not last or counts[key(cell)] < 2:  # noqa: PLR2004 - a name that is there once tells enough
            continue
        figure = not words.names.isdisjoint(heading(cell).names)
        cells[place] = last if figure and not YEAR.fullmatch(last) else f"{cell} {last}"
    return replace(line, cells=tuple(cells)) if len(set(cells)) > len(set(line.cells)) else line


def _score(cells: Sequence[str], words: Words) -> tuple[int, int]:
    """How much a line looks like a header: names of columns, and then values that stand beside each other."""
    names = {name for cell in cells[:MAX_COLUMNS] if cell for name in heading(cell).names}
    known = len(names & words.names)
    beside = len(names & words.values) + sum(1 for name in names if YEAR.fullmatch(name))
    return 2 * known + beside if known else 0, known


def _every_value(settings: Settings) -> frozenset[str]:
    return frozenset(
        way
        for schema in SCHEMAS.values()
        if len(schema.categories()) == 1
        for column in schema.categories()
        for way in spellings(schema, column, settings)
    )


def _layouts(line: Line, dataset: str | None, settings: Settings) -> Iterator[Layout]:
    headings = tuple(heading(cell) for cell in line.cells)
    for name in [dataset] if dataset else KNOWN:
        yield _layout(name, line, headings, settings)


def _layout(dataset: str, line: Line, headings: tuple[Heading, ...], settings: Settings) -> Layout:
    schema, names = KNOWN[dataset], _names(dataset)
    places: dict[str, int] = {}
    also: dict[int, str] = {}
    unknown: list[int] = []
    exact = 0
    for place, head in enumerate(headings):
        column = next((names[one] for one in head.names if one in names), None)
        if column is None:
            unknown += [place] if head.names[0] else []
        elif column not in places:
            places[column] = place
            exact += head.names[0] == column
        elif head.names[0] == column and headings[places[column]].names[0] != column:
            also[places[column]] = column
            places[column] = place
            exact += 1
        else:
            also[place] = column
    wide = _wide(schema, headings, places, unknown, settings)
    if wide:
        taken = {*wide.places, *(place for place in unknown if headings[place].names[0] in TOTALS)}
        unknown = [place for place in unknown if place not in taken]
        places = {column: place for column, place in places.items() if place not in taken}
    return Layout(dataset, line, headings, places, also, tuple(unknown), wide, exact)


def _wide(
    schema: type[Csv],
    headings: Sequence[Heading],
    places: Mapping[str, int],
    unknown: Sequence[int],
    settings: Settings,
) -> Wide | None:
    """One column per category or per year, as people make tables: only where there is one figure to fill in."""
    measures = [name for name in schema.measures() if not schema.columns()[name].optional]
    if len(measures) != 1 or (measures[0] in places and headings[places[measures[0]]].names[0] == measures[0]):
        return None
    for column in schema.categories():
        ways = spellings(schema, column, settings)
        found = {place: value for place in unknown if (value := _first(headings[place].names, ways))}
        if column not in places and len(found) > 1:
            return Wide(column, measures[0], found, len(set(ways.values()) - set(found.values())))
    years = {place: head.names[0] for place, head in enumerate(headings) if YEAR.fullmatch(head.names[0])}
    return Wide("jaar", measures[0], years) if "jaar" not in places and len(years) > 1 else None


def _first(names: Iterable[str], ways: Mapping[str, str]) -> str | None:
    return next((ways[name] for name in names if name in ways), None)


def _nearest(layouts: Sequence[tuple[Sheet, Layout]], name: str, words: Words) -> tuple[Sheet, Layout]:
    """The dataset whose columns are nearest to the header; the name of the file decides between equals."""
    least = min(layout.distance for _, layout in layouts)
    nearest = [(sheet, layout) for sheet, layout in layouts if layout.distance == least]
    if nearest[0][1].wide:
        # Nothing says what the figures are: clients per wet look just like euros per wet.
        nearest = [(sheet, layout) for sheet, layout in layouts if layout.distance[0] == least[0]]
    nearest = [one for one in nearest if one[1].dataset in name] or nearest
    sheet, layout = nearest[0]
    # Another sheet may hold another table; that makes this one no less clear.
    nearest = [one for one in nearest if one[0] is sheet]
    if len({one.dataset for _, one in nearest}) == 1 and _is_recognised(layout):
        return sheet, layout
    whole = [one for _, one in nearest if not set(one.missing) - {"jaar"}]
    raise UnusableError(_undecided(whole) if len(whole) > 1 else _unrecognised(sheet, layout, words))


def _is_recognised(layout: Layout) -> bool:
    """At least half of the columns that tell this dataset from others."""
    own = [name for name in required(layout.schema) if name not in {"jaar", "gebied"}]
    return 2 * len([name for name in own if name not in layout.missing]) >= len(own)


def _undecided(layouts: Sequence[Layout]) -> Problem:
    names = [f"'{name}'" for name in dict.fromkeys(layout.dataset for layout in layouts)]
    message = (
        f"Dit bestand kan {', '.join(names[:-1])} of {names[-1]} zijn. Zet een van deze woorden in de naam van het "
        "bestand, en kies het opnieuw."
    )
    return Problem("fout", layouts[0].line.row, None, None, message)


def _unrecognised(sheet: Sheet, layout: Layout, words: Words) -> Problem:
    """What the file looks like, and which names of ours are in it. Any other cell could be of a person."""
    known = [name for head in layout.headings if (name := next((n for n in head.names if n in words.names), None))]
    missing = "ontbreekt de kolom" if len(layout.missing) == 1 else "ontbreken de kolommen"
    nearest = (
        f"Bekende kolomnamen: {', '.join(known[:SEEN])}. Het lijkt het meest op '{layout.dataset}', "
        f"maar dan {missing} {', '.join(layout.missing)}."
        if known
        else "Geen enkele kolomnaam is bekend."
    )
    message = (
        f"Dit bestand wordt niet herkend. {_shape(sheet, layout)} {nearest} "
        "Controleer of de kolomnamen boven de cijfers staan."
    )
    return Problem("fout", layout.line.row, None, None, message)


def _shape(sheet: Sheet, layout: Layout) -> str:
    """ "Het heeft 3 kolommen, gescheiden met een puntkomma, en 12 rijen onder rij 1." """
    body = sheet.below(layout.line, {}).rows.drop("row")
    filled = body.select(pl.any_horizontal(pl.all().str.strip_chars() != "").fill_null(False)).to_series()
    cut = f", gescheiden met een {SIGNS[sheet.separator]}," if sheet.separator and len(layout.headings) > 1 else ""
    columns = "één kolom" if len(layout.headings) == 1 else f"{len(layout.headings)} kolommen"
    number = len(filled.arg_true())
    rows = "1 rij" if number == 1 else f"{dutch(number)} rijen"
    return f"Het heeft {columns}{cut} en {rows} onder rij {layout.line.row}."


def typed_places(layout: Layout) -> dict[int, type[pl.DataType]]:
    """Where the columns of the schema stand, with the type that their cells may be read as at once."""
    if layout.wide:
        return {}
    dtypes = {place: layout.schema.columns()[name].dtype for name, place in layout.places.items()}
    return {place: dtype if dtype.is_numeric() else pl.String for place, dtype in dtypes.items()}
