"""Rows ↔ the table that an editor types in, where every cell is text.

Text, because a cell of numbers would throw away what it cannot read, and would read a Dutch 1.234 as one and a bit.
What was typed stays, and is explained.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from factsheet.editing.numbering import ROW, Table
from factsheet.letters import message
from factsheet.parse import Digest, Parsed, Problem, ReadAs, shown, tells_persons
from factsheet.parse.cells import TOTAL, Explain, explained, reader
from factsheet.parse.decode import UNSEEN
from factsheet.parse.numbers import Number
from factsheet.parse.repair import mendable
from factsheet.parse.wording import NOT_KNOWN, keys
from factsheet.settings import Settings
from factsheet.template.columns import keys as rows_of_an_empty_file
from factsheet.validate import Checked, validate_together
from schemas import SCHEMAS, ColumnInfo, YearlyCsv
from schemas.columns import ONBEKEND
from schemas.rules.persons import is_personal

NAME = "bewerkt in de app"
# More rows than any yearly file has; a browser shows them without waiting.
MOST_ROWS = 2000
Kept = Callable[[str, int], pl.DataFrame | None]


@dataclass(frozen=True)
class Judged:
    """A table with all that is wrong with it. `checked` is what can be kept when there are no fouten."""

    table: Table
    checked: Checked

    @property
    def problems(self) -> tuple[Problem, ...]:
        return self.checked.problems


def columns(schema: type[YearlyCsv]) -> dict[str, ColumnInfo]:
    """The columns that an editor fills in: all but the year, which is chosen above the table."""
    return {name: info for name, info in schema.columns().items() if name != "jaar"}


def choices(schema: type[YearlyCsv], name: str, settings: Settings) -> tuple[str, ...] | None:
    """What may stand in a column, in order; None for what is typed freely."""
    if schema.columns()[name].is_area:
        names = [wijk.naam for wijk in settings.wijken]
        return (*names, *([ONBEKEND] if schema.onbekend else []), settings.gemeente.naam)
    if schema.columns()[name].dtype == pl.Boolean:
        return ("ja", "nee")
    return schema.columns()[name].values(settings)


def as_texts(rows: pl.DataFrame, schema: type[YearlyCsv], settings: Settings) -> pl.DataFrame:
    """Rows as they are kept → the same rows as texts, in Dutch notation and with names of wijken.

    Rows that were kept before a column existed have nothing in it.
    """
    empty = pl.repeat(None, rows.height, eager=True)
    cells = {name: rows[name] if name in rows.columns else empty for name in columns(schema)}
    return pl.DataFrame({name: _texts(info, cells[name], settings) for name, info in columns(schema).items()})


def tidied(texts: pl.DataFrame, schema: type[YearlyCsv], settings: Settings) -> pl.DataFrame:
    """Texts as they were typed, with every number that can be read written as `as_texts` does: "1513" is "1.513"."""
    numbers = {name: info for name, info in columns(schema).items() if info.dtype.is_numeric()}
    return texts.with_columns(
        _texts(info, Number(info, texts[name]).values(",").cast(info.dtype), settings).fill_null(texts[name])
        for name, info in numbers.items()
    )


def decimals(info: ColumnInfo) -> int:
    """How many decimals a figure of this column has at least, where it is shown."""
    return {"score": 3, "%": 1}.get(info.unit or "", 0)


def empty(schema: type[YearlyCsv], settings: Settings) -> pl.DataFrame:
    """A row for every wijk and group, with nothing filled in yet."""
    rows = [{name: row.get(name) for name in columns(schema)} for row in rows_of_an_empty_file(schema, settings)]
    return pl.DataFrame(rows, schema=dict.fromkeys(columns(schema), pl.String))


def judge(table: Table, dataset: str, year: int, settings: Settings, *, last_year: Kept, siblings: Kept) -> Judged:
    """Every rule of the schema on every cell, beside last year and the other files of the year."""
    parsed = typed(table, dataset, year, settings)
    (checked,) = validate_together([parsed], settings, last_year=last_year, siblings=siblings)
    return Judged(table, checked)


def typed(table: Table, dataset: str, year: int, settings: Settings) -> Parsed:
    """The texts as values; what cannot be read is null and has a problem. Rows in which nothing stands are left out."""
    schema = SCHEMAS[dataset]
    filled = table.filled
    numbers = filled[ROW]
    values, problems, notes = {}, list[Problem](), list[str]()
    for name, info in columns(schema).items():
        damaged = mendable(filled[name])
        texts = filled[name].replace(damaged).str.replace_all(UNSEEN, "")
        values[name], wrong = _typed(schema, info, texts, numbers, settings)
        problems += wrong
        notes += [f"Kolom '{name}'. {message(damaged.items())}"] if damaged else []
    rows = pl.DataFrame({"jaar": pl.repeat(year, filled.height, dtype=pl.Int64, eager=True), **values})
    rows = rows.select(pl.col(name).cast(info.dtype) for name, info in schema.columns().items())
    return Parsed(
        name=NAME,
        dataset=dataset,
        year=year,
        table=rows,
        row_numbers=numbers.cast(pl.Int64),
        problems=tuple(problems) if filled.height else (Problem("fout", None, None, None, NOTHING),),
        read_as=ReadAs(NAME, "", ""),
        digest=Digest(rows.write_csv().encode()),
        notes=tuple(notes),
    )


def holds_persons(texts: pl.DataFrame, schema: type[YearlyCsv]) -> bool:
    """Whether something of a person was typed or pasted in: that is nowhere kept, not even as a draft."""
    return any(tells_persons(texts[name], info) for name, info in columns(schema).items())


PERSONAL = "In deze cel lijken persoonsgegevens te staan. Die horen hier niet. Haal ze weg."
NOTHING = "De tabel is leeg. Vul minstens één rij in."


def named(row: Mapping[str, str | None], schema: type[YearlyCsv]) -> str:
    """A row by what an editor sees in it: "Noord, 15-25"; empty when nothing is filled in yet."""
    return ", ".join(shown(row[name] or "") for name in schema.grid if row.get(name))


def _typed(
    schema: type[YearlyCsv], info: ColumnInfo, text: pl.Series, numbers: pl.Series, settings: Settings
) -> tuple[pl.Series, Sequence[Problem]]:
    """One column as values, and a problem for each cell that could not be read."""
    explain: Explain
    if info.dtype.is_numeric():
        number = Number(info, text)
        values, explain = number.values(","), number.explain
    else:
        one = reader(schema, info, settings)
        values, explain = one.convert(text, None), one.explain
        # There are no rows of totals here: the municipality has a row of its own.
        values = values.set(values == TOTAL, None) if values.dtype == pl.String else values
    if tells_persons(text, info):
        rows = numbers.filter(pl.Series([is_personal(cell or "") for cell in text], dtype=pl.Boolean))
        return values, [Problem("fout", row, info.name, None, PERSONAL, personal=True) for row in rows]
    empty = ["", *NOT_KNOWN] if info.optional else [""]
    wrong = text.is_not_null() & values.is_null() & ~keys(text).is_in(empty).fill_null(True)
    return values, [
        Problem("fout", row, info.name, shown(value), *explained(value, explain))
        for row, value in zip(numbers.filter(wrong), text.filter(wrong), strict=True)
    ]


def _texts(info: ColumnInfo, values: pl.Series, settings: Settings) -> pl.Series:
    return pl.Series(info.name, [_text(info, value, settings) for value in values], dtype=pl.String)


def _text(info: ColumnInfo, value: object, settings: Settings) -> str | None:
    """One value as an editor reads and types it."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, int | float):
        return str(value) if info.unit == "jaar" else _number(value, decimals(info))
    if hasattr(value, "strftime"):
        return str(value.strftime("%d-%m-%Y"))
    area = settings.area(str(value)) if info.is_area else None
    return area.naam if area else str(value)


def _number(value: float, least: int) -> str:
    """All decimals that there are, and at least so many: "1.234,50"."""
    whole, _, rest = f"{value:,.10f}".partition(".")
    rest = rest.rstrip("0").ljust(least, "0")
    return f"{whole.replace(',', '.')}{',' if rest else ''}{rest}"
