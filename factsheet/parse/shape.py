"""A sheet with its layout → the text of each column of the schema, one row per figure, and what was made of it.

People make tables for people: with groups beside each other, names only once, notes below. Here they become long.
"""

from __future__ import annotations

import functools
import operator
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import polars as pl
from openpyxl.utils import get_column_letter

from factsheet.parse.header import TOTALS, YEAR, Layout
from factsheet.parse.problem import Problem, UnusableError, whole_file
from factsheet.parse.typed import Body
from factsheet.parse.wording import (
    NOT_KNOWN,
    any_match,
    closest,
    distinct_values,
    dutch,
    key,
    keys,
    listed,
    shown,
)
from schemas import SCHEMAS

NO_ROWS = "Onder de kolomnamen staan geen cijfers. Vul de cijfers in en lees het bestand opnieuw in."
NOTE = re.compile(
    r"(?i)(?:bron(?:nen)?|(?:voet)?noot|noten|toelichting|opmerking(?:en)?|let op|n\.?b\.?|peildatum)\b\s*[:;.]"
    r"|[*©¹²³†]|\(?\d\)\s"
)
# How a note begins that belongs to the table of CBS: what its signs mean.
SIGNS = re.compile(r"(?i)verklaring van tekens|.{1,20} = \S")
LEVELS = frozenset({"land", "landsdeel", "provincie", "gemeente", "wijk", "buurt", "gemeenten", "wijken", "buurten"})
NEIGHBOURHOOD = r"^\s*BU[0-9]{8}\s*$"
ELSEWHERE = r"^\s*(?:WK[0-9]{4}[0-9A-Z]{2}|GM[0-9]{4}|NL[0-9]{0,2})\s*$"
SUBTOTAL = re.compile(r"^(?:sub)?totaal:? (?P<before>.+)|(?P<after>.+?)[ :-]+(?:sub)?totaal$")
# The column that a report puts beside the figures, see `report`.
MESSAGES = "meldingen"
COUNTERS = frozenset({"id", "nr", "nr.", "nummer", "#", "volgnummer", "rij", "rijnummer", "index", "unnamed: 0", ""})
ROWS_TOLD = 5
ENOUGH = 3  # numbers in a row that make a counter


@dataclass
class Table:
    """Columns of the schema as text (or as numbers or codes, where they were read so at once), all of one length.

    `decimal` is the decimal sign of the numbers that were read at once; `partly` are those in columns of text.
    `different` are the different texts of a column, where they are known (see `distinct_values`).
    `headings` tells per row under which heading its `measure` stood, where groups stood beside each other.
    """

    cells: dict[str, pl.Series]
    rows: pl.Series
    decimal: str = ","
    partly: dict[str, pl.Series] = field(default_factory=dict)
    different: dict[str, pl.Series] = field(default_factory=dict)
    measure: str = ""
    headings: pl.Series | None = None
    notes: list[str] = field(default_factory=list)

    def keep(self, mask: pl.Series) -> None:
        """Leave out the rows where `mask` is false."""
        self.cells = {name: text.filter(mask) for name, text in self.cells.items()}
        self.partly = {name: numbers.filter(mask) for name, numbers in self.partly.items()}
        self.rows = self.rows.filter(mask)
        self.headings = None if self.headings is None else self.headings.filter(mask)


@dataclass(frozen=True)
class Around:
    """What is known beside the cells: the names of file and sheet, the text above the table, how the cells were cut.

    `areas`: every way to write an area (as a key) → its code.
    """

    name: str
    title: str
    sheet: str
    separator: str
    areas: Mapping[str, str]


def table_in(layout: Layout, read: Body, different: Mapping[int, pl.Series], around: Around) -> Table:
    """The table in a sheet. Stops when a column is missing, doubled or unknown.

    `different`: by place, the different texts of each column, see `distinct_values`.
    """
    notes: list[str] = []
    read, different = _without_other_rows(layout, read, different, around, notes)
    body = _without_notes(read.rows, around, notes)
    layout, body = _of_one_year(layout, body, around, notes)
    layout = _without_copies(layout, body, around, notes)
    year = _year(layout, around)
    _refuse_columns(layout, body, around, {"jaar"} if year else set(), notes)
    if body.is_empty():
        raise whole_file(NO_ROWS)
    table = _long(layout, body, around.name, notes) if layout.wide else _as_it_is(layout, body)
    if not layout.wide:
        table.different = {name: different[place] for name, place in layout.places.items()}
        places = {name: place for name, place in layout.places.items() if place in read.partly}
        table.partly = {name: read.partly[place].head(body.height) for name, place in places.items()}
    table.decimal = read.decimal
    if year and "jaar" in table.cells and "jaar" in layout.missing:
        table.cells["jaar"] = pl.Series([year[0]]).new_from_index(0, len(table.rows))
        notes.append(f"Het jaar {year[0]} komt uit {year[1]}.")
    _filled_down(layout, table)
    _tell_names(layout, around, notes)
    table.notes[:0] = notes
    return table


# ---- rows that are no figures of their own


def _without_other_rows(
    layout: Layout, read: Body, different: Mapping[int, pl.Series], around: Around, notes: list[str]
) -> tuple[Body, Mapping[int, pl.Series]]:
    """Leave out column names that are repeated, subtotals, and areas that are no part of the municipality."""
    rows = read.rows
    kinds = [("De kolomnamen staan er nog eens; niet gelezen", _repeats_header(layout, rows))]
    if layout.dataset in SCHEMAS:
        places = [layout.places[name] for name in layout.schema.grid if name in layout.places]
        # Looked for among the different texts first: of a large file no row need be looked at for that.
        places = [place for place in places if _told_by(different.get(place), "(?i)totaal")]
        area = [place for place, column in _area_places(layout) if column in layout.schema.grid]
        area = [place for place in area if _told_by(different.get(place), f"{NEIGHBOURHOOD}|{ELSEWHERE}")]
        kinds += [
            ("Subtotalen zijn niet gelezen", _any_of([_subtotals(layout, rows, place, around) for place in places])),
            ("Buurten zijn niet gelezen", _any_of([_has(rows[str(place)], NEIGHBOURHOOD) for place in area])),
            ("Andere gemeenten zijn niet gelezen", _any_of([_elsewhere(rows[str(place)], around) for place in area])),
        ]
    # A year from elsewhere would fill an empty row.
    dropped = ~_holds_text(rows) if "jaar" in layout.missing else pl.Series([False]).new_from_index(0, rows.height)
    for told, mask in kinds:
        if mask is not None and mask.any():
            notes.append(rows_message(told, rows["row"].filter(mask)))
            dropped |= mask
    if not dropped.any():
        return read, different
    kept = rows.filter(~dropped)
    partly = {place: numbers.filter(~dropped) for place, numbers in read.partly.items()}
    return read._replace(rows=kept, partly=partly), {
        place: distinct_values(kept[str(place)]) if kept.schema[str(place)] == pl.String else values
        for place, values in different.items()
    }


def _told_by(texts: pl.Series | None, pattern: str) -> bool:
    return texts is not None and texts.dtype == pl.String and any_match(texts, pattern)


def rows_message(what: str, rows: pl.Series) -> str:
    """ "Subtotalen zijn niet gelezen: rij 7 en 13." """
    numbers = rows.unique().sort().to_list()
    if len(numbers) > ROWS_TOLD:
        return f"{what}: {dutch(len(numbers))} rijen, vanaf rij {numbers[0]}."
    return f"{what}: rij {listed(numbers)}."


def _area_places(layout: Layout) -> list[tuple[int, str]]:
    columns = layout.schema.columns()
    found = [*((place, name) for name, place in layout.places.items()), *layout.also.items()]
    return [(place, name) for place, name in found if columns[name].is_area]


def _any_of(masks: Sequence[pl.Series]) -> pl.Series | None:
    return functools.reduce(operator.or_, masks) if masks else None


def _has(text: pl.Series, pattern: str) -> pl.Series:
    return text.cast(pl.String).str.contains(pattern).fill_null(False)


def _repeats_header(layout: Layout, rows: pl.DataFrame) -> pl.Series | None:
    """Rows in which every named column holds its own name, as at the top of each page that was printed."""
    named = {place: key(head.text) for place, head in enumerate(layout.headings) if key(head.text)}
    texts = {place: name for place, name in named.items() if rows.schema.get(str(place)) == pl.String}
    if len(texts) < len(named) or len(named) < 2:  # noqa: PLR2004 - of numbers none is a name; one name is no header
        return None
    first, *others = texts.items()
    mask = _holds(rows, *first)
    for place, name in others if mask.any() else ():
        mask &= _holds(rows, place, name)
    return mask


def _holds(rows: pl.DataFrame, place: int, name: str) -> pl.Series:
    return (keys(rows[str(place)]) == name).fill_null(False)


def _subtotals(layout: Layout, rows: pl.DataFrame, place: int, around: Around) -> pl.Series:
    """Rows of "Binnenstad Totaal", of an area or of a value of another column of this table."""
    text = rows[str(place)].cast(pl.String)
    here = {key(str(value)) for value in text.unique() if value}
    # "Hengelo totaal" is Hengelo, unless that is there too.
    whole = {key(layout.headings[place].text)} | around.areas.keys()
    totals = [
        value
        for value in text.unique().drop_nulls()
        if (found := SUBTOTAL.match(key(value)))
        and ((part := found["before"] or found["after"]) in here or (part in around.areas and key(value) not in whole))
    ]
    return text.is_in(totals).fill_null(False)


def _elsewhere(text: pl.Series, around: Around) -> pl.Series:
    """Codes of areas that are not of this municipality, where there are others that are."""
    codes = _has(text, ELSEWHERE)
    if not codes.any():
        return codes
    own = keys(text.cast(pl.String)).is_in(list(around.areas)).fill_null(False)
    return codes & ~own if own.any() else codes & ~codes


# ---- below the table


def _without_notes(body: pl.DataFrame, around: Around, notes: list[str]) -> pl.DataFrame:
    """Leave out the lines below the table that hold words instead of figures."""
    last = body.height
    while last and _is_note(body.row(last - 1)[1:], around.areas):
        last -= 1
    dropped = body[last:].filter(_holds_text(body[last:])) if last < body.height else body.clear()
    if dropped.height:
        rows = "1 regel" if dropped.height == 1 else f"{dutch(dropped.height)} regels"
        notes.append(f"Onder de tabel {'staat' if dropped.height == 1 else 'staan'} {rows} tekst: niet gelezen.")
    return body[:last]


def _holds_text(body: pl.DataFrame) -> pl.Series:
    return body.select(
        pl.any_horizontal(pl.exclude("row").cast(pl.String).str.strip_chars() != "").fill_null(False)
    ).to_series()


def _is_note(cells: Sequence[object], areas: Mapping[str, str]) -> bool:
    """An empty line, or one with words where figures should be: "Bron: CBS", "* voorlopige cijfers"."""
    filled = [text for cell in cells if (text := str("" if cell is None else cell).strip())]
    if not filled or NOTE.match(filled[0]):
        return True
    text = key(filled[0])
    alone = len(filled) == 1 and len(cells) > 1
    if alone and SIGNS.match(filled[0]):
        return True
    return alone and " " in text and not text[0].isdigit() and text not in areas and text not in TOTALS


# ---- columns


def _without_copies(layout: Layout, body: pl.DataFrame, around: Around, notes: list[str]) -> Layout:
    """Two columns may say the same (a name and a code): the one that tells most is read."""
    places, unknown = dict(layout.places), list(layout.unknown)
    left: dict[int, str] = {}
    for place, column in layout.also.items():
        if layout.headings[place].names[0] == layout.headings[places[column]].names[0]:
            unknown.append(place)
            continue
        both = body.select(str(place), str(places[column])).unique()
        if not _agree(both[str(place)], both[str(places[column])], around.areas):
            raise UnusableError(_disagree(layout, place, places[column], column))
        if both[str(place)].n_unique() > both[str(places[column])].n_unique():
            place, places[column] = places[column], place  # noqa: PLW2901 - swapped: the other one is left out
        notes.append(
            f"De kolom '{_text(layout, place)}' zegt hetzelfde als '{_text(layout, places[column])}': niet gelezen."
        )
        left[place] = column
    return replace(layout, places=places, also=left, unknown=tuple(unknown))


def _agree(one: pl.Series, other: pl.Series, areas: Mapping[str, str]) -> bool:
    """Whether each value of one goes with one value of the other. The name of the municipality in every row is fine."""
    same = one.n_unique() == other.n_unique() == len(one)
    alone = [values[0] for values in (one, other) if values.n_unique() == 1]
    whole = any(areas.get(key(str(value)), "").startswith("GM") for value in alone)
    return same or whole or all(_one_area(*pair, areas) for pair in zip(one, other, strict=True))


def _one_area(one: object, other: object, areas: Mapping[str, str]) -> bool:
    """Whether two cells can be the same area: the name of the municipality may also be that of a wijk with a code."""
    meant = [{areas.get(key(f"{wijk}{cell}")) for wijk in ("", "wijk ")} - {None} for cell in (one, other)]
    return bool(meant[0] & meant[1])


def _disagree(layout: Layout, place: int, other: int, column: str) -> Problem:
    message = (
        f"De kolommen '{_text(layout, other)}' en '{_text(layout, place)}' kunnen allebei '{column}' zijn, maar zeggen "
        "niet hetzelfde. Houd één van deze kolommen over."
    )
    return Problem("fout", layout.line.row, column, None, message)


def _text(layout: Layout, place: int) -> str:
    return shown(layout.headings[place].text)


def _refuse_columns(layout: Layout, body: pl.DataFrame, around: Around, given: set[str], notes: list[str]) -> None:
    missing = [name for name in layout.missing if name not in given]
    comma = around.separator == ","
    _refuse_beside(layout)
    wrong = [*_doubled(layout), *_unknown(layout, body, missing, notes, comma=comma)]
    wrong += [
        Problem("fout", layout.line.row, name, None, f"De kolom '{name}' ontbreekt. Voeg deze kolom toe.")
        for name in missing
    ]
    if wrong:
        raise UnusableError(*dict.fromkeys(wrong))


def _refuse_beside(layout: Layout) -> None:
    """Stop for tables beside each other: names of columns that are there twice, with an empty column between them."""
    runs: list[list[int]] = [[]]
    for place, head in enumerate(layout.headings):
        if head.names[0]:
            runs[-1].append(place)
        elif runs[-1]:
            runs.append([])
    names = [{layout.headings[place].names[0] for place in run} for run in runs if len(run) > 1]
    if len(names) > 1 and names[0] & names[1]:
        letters = [
            f"{get_column_letter(run[0] + 1)} t/m {get_column_letter(run[-1] + 1)}" for run in runs if len(run) > 1
        ]
        raise UnusableError(
            Problem(
                "fout",
                layout.line.row,
                None,
                None,
                f"Hier staan tabellen naast elkaar: in de kolommen {listed(letters)}. Zet elke tabel op een eigen "
                "werkblad, of in een eigen bestand.",
            )
        )


def _doubled(layout: Layout) -> list[Problem]:
    counts = Counter(head.names[0] for head in layout.headings)
    return [
        Problem(
            "fout",
            layout.line.row,
            name,
            None,
            f"De kolom '{name}' staat {counts[head]} keer in het bestand. Houd er één over.",
        )
        for name, place in layout.places.items()
        if counts[head := layout.headings[place].names[0]] > 1
    ]


def _unknown(layout: Layout, body: pl.DataFrame, missing: list[str], notes: list[str], *, comma: bool) -> list[Problem]:
    """Columns that the schema does not know and that are not empty. Their values are never repeated."""
    doubled = Counter(head.names[0] for head in layout.headings)
    used = {*layout.places.values(), *layout.also, *(layout.wide.places if layout.wide else ())}
    totals = {place for place, head in enumerate(layout.headings) if layout.wide and head.names[0] in TOTALS}
    found = []
    for place in range(body.width - 1):
        name = layout.headings[place].names[0] if place < len(layout.headings) else ""
        if place in used or place in totals or (name and doubled[name] > 1 and name in layout.schema.columns()):
            continue
        filled = body.filter(pl.col(str(place)).str.strip_chars() != "")["row"]
        if not len(filled):
            continue
        if name == MESSAGES:
            notes.append("De kolom met meldingen is niet gelezen.")
            continue
        if name in COUNTERS and _counts(body[str(place)]):
            notes.append("Een kolom met rijnummers is niet gelezen.")
            continue
        if set(keys(body[str(place)].cast(pl.String)).drop_nulls()) <= LEVELS:
            notes.append(f"De kolom '{_text(layout, place)}' zegt wat voor gebied het is: niet gelezen.")
            continue
        meant = closest(name, missing) if name else None
        told = (layout.column_at(place) or "") if name else ""
        shifted = not name and not comma and len(filled) == body.height >= ENOUGH
        found.append(_shifted(layout) if shifted else _unknown_column(told, int(filled[0]), meant, comma=comma))
    return found


def _shifted(layout: Layout) -> Problem:
    """Every row has a cell without a name: names are likely to be above the wrong columns. Nothing is emptied."""
    message = (
        "Elke rij heeft een cel meer dan er kolomnamen zijn. Zet boven elke kolom een naam, en kijk of elke naam boven "
        "de goede kolom staat."
    )
    return Problem("fout", layout.line.row, None, None, message)


def _counts(text: pl.Series) -> bool:
    numbers = text.cast(pl.Int64, strict=False)
    return len(numbers) >= ENOUGH and bool((numbers.diff(null_behavior="drop") == 1).all()) and not numbers.has_nulls()


def _unknown_column(name: str, row: int, meant: str | None, *, comma: bool) -> Problem:
    if not name:
        message = f"In rij {row} staat iets in een kolom zonder naam. Maak die cel leeg, of verwijder de kolom."
        if comma:
            message += " Staan er getallen met een komma in dit bestand? Scheid de kolommen dan met een puntkomma."
        return Problem("fout", row, None, None, message)
    hint = f"Bedoelt u '{meant}'?" if meant else "Verwijder deze kolom."
    message = f"De kolom '{name}' hoort niet in dit bestand. De eerste waarde staat in rij {row}. {hint}"
    return Problem("fout", row, name, None, message, meant)


def _tell_names(layout: Layout, around: Around, notes: list[str]) -> None:
    """What was read under another name than its own."""
    own = {
        name: layout.headings[place]
        for name, place in layout.places.items()
        if key(name) not in layout.headings[place].names[:1]
    }
    read = [f"'{shown(head.text.strip())}' als {name}" for name, head in own.items()]
    if read:
        notes.append(f"Gelezen: {', '.join(read)}.")
    if around.title:
        notes.append(f"De kolomnamen staan in rij {layout.line.row}; wat daarboven staat, hoort niet bij de tabel.")


# ---- the year


def _year(layout: Layout, around: Around) -> tuple[str, str] | None:
    """The year where no column holds it: from a column name, what is above the table, the name of sheet or file."""
    if "jaar" not in layout.missing or "jaar" not in layout.schema.columns():
        return None
    measures = {*layout.places.values(), *(layout.wide.places if layout.wide else ())}
    named = {str(head.year) for place, head in enumerate(layout.headings) if place in measures and head.year}
    told = ((around.title, "de titel"), (around.sheet, "de naam van het werkblad"), (around.name, "de bestandsnaam"))
    for years, source in ((named, "de kolomnaam"), *((set(YEAR.findall(text)), source) for text, source in told)):
        if len(years) == 1:
            return years.pop(), source
    return None


# ---- wide and long


def _of_one_year(layout: Layout, body: pl.DataFrame, around: Around, notes: list[str]) -> tuple[Layout, pl.DataFrame]:
    """Groups beside each other for more than one year: those of one year, see `_chosen_year`."""
    wide = layout.wide
    years = {place: str(layout.headings[place].year or "") for place in (wide.places if wide else ())}
    if wide is None or len(set(years.values())) == 1 or "" in years.values():
        return layout, body
    chosen = _chosen_year(years, around.name, notes)
    places = {place: value for place, value in wide.places.items() if place in chosen}
    others = [pl.lit(None, pl.String).alias(str(place)) for place in years if place not in chosen]
    return replace(layout, wide=replace(wide, places=places)), body.with_columns(others)


def _as_it_is(layout: Layout, body: pl.DataFrame) -> Table:
    empty = pl.Series([None], dtype=pl.String).new_from_index(0, body.height)
    cells = {
        name: body[str(layout.places[name])] if name in layout.places else empty for name in layout.schema.columns()
    }
    return Table(cells, body["row"])


def _long(layout: Layout, body: pl.DataFrame, name: str, notes: list[str]) -> Table:
    """Groups or years beside each other → one row for each."""
    wide = layout.wide
    assert wide is not None  # noqa: S101 - asked by the caller
    places = _chosen_year(wide.places, name, notes) if wide.column == "jaar" else wide.places
    long = body.unpivot(
        on=[str(place) for place in places],
        index=["row", *(str(place) for place in layout.places.values())],
        variable_name="place",
        value_name="figure",
    ).sort("row", maintain_order=True)
    values = long["place"].replace_strict({str(place): value for place, value in places.items()})
    heads = long["place"].replace_strict({str(place): _text(layout, place) for place in places})
    table = _as_it_is(layout, long)
    table.cells |= {wide.column: values, wide.measure: long["figure"]}
    table.measure, table.headings = wide.measure, heads
    if len(places) > 1:
        notes.append(f"De waarden van {wide.column} stonden naast elkaar; ze zijn onder elkaar gezet.")
    return table


def _chosen_year(places: Mapping[int, str], name: str, notes: list[str]) -> dict[int, str]:
    """A file holds one year: the one in its name, or else the last."""
    named = set(YEAR.findall(name)) & set(places.values())
    year = named.pop() if len(named) == 1 else max(places.values())
    others = sorted(set(places.values()) - {year})
    notes.append(f"Van de jaren naast elkaar is {year} gelezen; {', '.join(others)} niet.")
    return {place: value for place, value in places.items() if value == year}


def _filled_down(layout: Layout, table: Table) -> None:
    """In a pivot table a name stands only in the first row of its group."""
    if not layout.schema.categories() or layout.wide:
        return
    rest = [text for name, text in table.cells.items() if name in layout.schema.measures()]
    for name in ("jaar", *layout.schema.grid[:-1]):
        text = table.cells[name]
        if text.null_count() * 2 >= len(text) and text[0] is not None:
            text = text if text.dtype.is_numeric() else text.cast(pl.String)
            table.cells[name] = text.fill_null(strategy="forward").zip_with(_any_filled(rest), text)
            table.different.pop(name, None)
            table.partly.pop(name, None)
            table.notes.append(f"Lege cellen onder '{name}' zijn gelezen als de cel erboven.")


def _any_filled(columns: Sequence[pl.Series]) -> pl.Series:
    """The rows in which at least one of these columns holds something."""
    held = pl.DataFrame({str(place): text.cast(pl.String) for place, text in enumerate(columns)})
    return held.select(pl.any_horizontal(pl.all().str.strip_chars() != "").fill_null(False)).to_series()


def unknown_wijken(layout: Layout, table: Table, gebied: pl.Series) -> pl.Series | None:
    """The wijken of which nothing is known, where a wijk may be left out: CBS writes "." for small ones."""
    measures = [table.cells[name] for name in layout.schema.measures()]
    if layout.schema.missing_wijk == "fout" or not measures or not any(text.dtype == pl.String for text in measures):
        return None
    wijken = gebied.cast(pl.String).str.starts_with("WK").fill_null(False)
    known = pl.DataFrame({str(place): _not_known(text) for place, text in enumerate(measures)})
    nothing = known.select(pl.all_horizontal(pl.all().fill_null(True))).to_series() & wijken & _any_filled(measures)
    if not nothing.any():
        return None
    count = int(nothing.sum())
    table.notes.append(f"Van {count} {'wijk' if count == 1 else 'wijken'} is niets bekend: niet gelezen.")
    return nothing


def _not_known(figures: pl.Series) -> pl.Series:
    return keys(figures).is_in(NOT_KNOWN) if figures.dtype == pl.String else figures.is_null()
