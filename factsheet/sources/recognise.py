"""Which source a table is of, which column is which figure, and the year, the table and the period that it is about."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from factsheet.parse.wording import key
from factsheet.sources.declared import Doel, Rij, Source, sources
from factsheet.sources.files import Sheet
from factsheet.sources.formula import Formula

UNIT = re.compile(r"\s*\([^()]*\)\s*$")
NUMBER = re.compile(r"_\d+$")
THOUSANDS = re.compile(r"\(\s*x ?1[ .]?000\s*\)|^x ?1[ .]?000$")
MILLIONS = re.compile(r"\(\s*x ?(?:1[ .]?000[ .]?000|mln|miljoen)\s*\)")
TABLE = re.compile(r"(?<![0-9])[0-9]{5}NED", re.IGNORECASE)
YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
PERIOD = re.compile(r"(?:1 januari )?((?:19|20)\d\d)(?:JJ00)?\s*(\*{0,2})")


@dataclass(frozen=True)
class Period:
    """A year, and whether its figures are provisional ("2024*")."""

    year: int
    provisional: bool = False


def period(text: str) -> Period | None:
    """ "2024", "2024JJ00", "2024**" and "1 januari 2024"; None for anything else, such as a month."""
    found = PERIOD.fullmatch(text.strip())
    return Period(int(found[1]), bool(found[2])) if found else None


def year_in(text: str) -> int | None:
    """The one year in a text or a name: not in "11122025", which is a date of download."""
    years = set(YEAR.findall(text))
    return int(years.pop()) if len(years) == 1 else None


@dataclass(frozen=True)
class Places:
    """In which columns everything stands; None for what has none. `only`: the values that a column must have."""

    areas: tuple[int, ...]
    kind_of_area: int | None
    period: int | None
    year: int | None
    kind: int | None
    only: Mapping[int, frozenset[str]]
    figures: Mapping[str, int]


@dataclass(frozen=True)
class Found:
    """A table of a source, with `header` lines above its figures. `factors`: for what is written in thousands."""

    source: Source
    sheet: Sheet
    header: int
    above: str
    places: Places
    factors: Mapping[str, int]
    headings: tuple[str, ...]

    @property
    def names(self) -> frozenset[str]:
        """The figures of formulas that this table has a column for."""
        if self.places.kind is None:
            return frozenset(self.places.figures)
        return frozenset(f"{name}.{kind}" for name in self.places.figures for kind in self.source.soorten)

    def formulas(self, row: Rij) -> dict[str, Formula] | None:
        """For every figure of a row the first formula of which everything is there; None when one has none."""
        first = {
            column: next((one for one in formulas if self.names.issuperset(one.names)), None)
            for column, formulas in row.formulas.items()
        }
        good = {column: one for column, one in first.items() if one}
        return good if len(good) == len(first) else None

    def gives(self, target: Doel) -> bool:
        """Whether a dataset can be made of it: whole, or for areas elsewhere any figure."""
        able = [self.formulas(row) is not None for row in target.rijen]
        return any(able) if target.elders else all(able)

    def tables(self, name: str) -> list[str]:
        """The codes of tables that are named above the figures, or in the name of the file."""
        return [code.upper() for code in TABLE.findall(f"{self.sheet.around} {self.above} {name}")]


def find(sheets: Iterable[Sheet]) -> Found | None:
    """The first table of a source of which at least one dataset can be made."""
    return next((found for sheet in sheets for found in _found(sheet)), None)


def _found(sheet: Sheet) -> Iterator[Found]:
    for number, line in enumerate(sheet.head):
        second = sheet.second or ()
        yield from _of_header(sheet, number, line, second)
    for number, (line, below) in enumerate(zip(sheet.head, sheet.head[1:], strict=False)):
        # Headings in two lines: what the figures are, and under it the names of the dimensions.
        yield from _of_header(sheet, number + 1, line, below)


def _of_header(sheet: Sheet, number: int, line: Sequence[str], second: Sequence[str]) -> Iterator[Found]:
    cells = [(cell, second[place] if place < len(second) else "") for place, cell in enumerate(line)]
    names = [frozenset(name for cell in pair for name in _names(cell)) for pair in cells]
    if not any(names):
        return
    above = " ".join(cell for before in sheet.head[:number] for cell in before if cell)
    headings = tuple(next((cell for cell in pair if cell.strip()), "") for pair in cells)
    units = [_factor(" ".join(pair)) for pair in cells]
    for source in sources():
        places = _places(source, names)
        if places:
            factors = {name: units[place] for name, place in places.figures.items()}
            found = Found(source, sheet, number + 1, above, places, factors, headings)
            if any(found.gives(target) for target in source.datasets if not target.elders):
                yield found


def _places(source: Source, names: Sequence[frozenset[str]]) -> Places | None:
    """How the columns would lie if the table were of this source; None when one that it needs is not there."""
    areas = [place for way in source.gebied if (place := _place(names, (way,))) is not None]
    figures = {name: place for name, ways in source.cijfers.items() if (place := _place(names, ways)) is not None}
    only = [(_place(names, one.kolom), frozenset(map(key, one.waarden))) for one in source.alleen]
    kind = _place(names, source.soort)
    needs = (bool(source.gebied) == bool(areas), bool(source.soort) == (kind is not None))
    if not figures or not all(needs) or any(place is None for place, _ in only):
        return None
    return Places(
        areas=tuple(dict.fromkeys(areas)),
        kind_of_area=_place(names, source.soort_gebied),
        period=_place(names, source.periode),
        year=_place(names, source.jaar),
        kind=kind,
        only={place: values for place, values in only if place is not None},
        figures=figures,
    )


def _place(names: Sequence[frozenset[str]], ways: Sequence[str]) -> int | None:
    """The first column with one of these names, or with a path of headings that ends in one."""
    wanted = [_plain(way) for way in ways]
    exact = (place for place, known in enumerate(names) if any(way in known for way in wanted))
    ending = (place for place, known in enumerate(names) if any(n.endswith(f"/{way}") for n in known for way in wanted))
    return next(exact, next(ending, None))


def _names(cell: str) -> list[str]:
    """What a heading may be called: without its unit, and without the number that OData puts behind it."""
    full = _plain(UNIT.sub("", cell))
    return [name for name in dict.fromkeys((full, NUMBER.sub("", full))) if name]


@functools.lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    """A heading as it is compared: the headings above it with slashes."""
    return re.sub(r"\s*[/|]\s*", "/", key(text))


def _factor(heading: str) -> int:
    small = key(heading)
    return 1_000_000 if MILLIONS.search(small) else 1_000 if THOUSANDS.search(small) else 1
