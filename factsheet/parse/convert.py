"""A table of texts → typed rows, and a problem for every cell that would not parse."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from factsheet.parse.ages import are_ages, finer
from factsheet.parse.cells import TOTAL, Explain, explained, reader
from factsheet.parse.header import TOTALS, Layout, spellings
from factsheet.parse.numbers import Number, decimal_of_file
from factsheet.parse.parallel import map_columns
from factsheet.parse.problem import MAX_PROBLEMS, Problem, Report, whole_file
from factsheet.parse.shape import NO_ROWS, Table, rows_message, unknown_wijken
from factsheet.parse.wording import NOT_KNOWN, any_match, dutch, key, keys, listed, shown
from factsheet.settings import Settings
from schemas import REGISTRATIE, ColumnInfo, Csv
from schemas.columns import RATES

HINTS: Mapping[type[pl.DataType], str] = {
    pl.Date: "Schrijf een datum als 31-12-2024.",
    pl.Float64: "Vul een getal in, bijvoorbeeld 12,5.",
}

ROW = "row in Excel"  # no column of a schema
# New texts for cells, by row in Excel and column of the schema.
Corrections = Mapping[tuple[int, str], str]


@dataclass(frozen=True)
class Converted:
    """Typed rows with their row numbers in Excel, the decimal sign, and what was made of the file.

    Texts of a large file that repeat themselves are codes; those of wijken and categories as `cells.codes` has them.
    """

    rows: pl.DataFrame = field(default_factory=pl.DataFrame)
    row_numbers: pl.Series = field(default_factory=lambda: pl.Series("row", [], pl.Int64))
    decimal: str = ","
    notes: tuple[str, ...] = ()
    headings: pl.Series | None = None

    @classmethod
    def empty(cls, schema: type[Csv]) -> Converted:
        """No rows, in the columns of a schema."""
        return cls(pl.DataFrame(schema={name: info.dtype for name, info in schema.columns().items()}))


def converted(
    layout: Layout, table: Table, settings: Settings, report: Report, *, decimal: str | None, corrections: Corrections
) -> Converted:
    """Every column typed; `report` gets each cell that would not parse. Stops when no row is left."""
    _correct(table, corrections)
    added_up = _to_our_groups(layout, table, settings)
    columns = layout.schema.columns()
    readers = {
        name: reader(layout.schema, info, settings) for name, info in columns.items() if not info.dtype.is_numeric()
    }
    texts = map_columns(
        lambda name: readers[name].convert(table.cells[name], table.different.get(name)), readers, rows=len(table.rows)
    )
    typed = dict(zip(readers, texts, strict=True))
    # A row of totals is left out below, but how its numbers are written tells of those in other rows.
    numbers = {
        name: Number(columns[name], text, table.decimal, table.partly.get(name))
        for name, text in table.cells.items()
        if name not in readers
    }
    of_file = decimal or decimal_of_file(numbers.values())
    typed |= {name: number.values(of_file) for name, number in numbers.items()}
    typed = _without_rows(_kept(layout, table, typed, settings), table, typed)
    explain = {name: one.explain for name, one in (readers | numbers).items()}
    secret = layout.dataset in REGISTRATIE
    for name, number in numbers.items():
        if number.is_text and any_match(text := table.cells[name], "[eE]"):
            _report_shortened(report, table, name, number.lost_digits(text) & typed[name].is_not_null(), secret=secret)
    failed = _report_all(report, columns, table, typed, explain, secret=secret)
    _scale(layout, table, typed)
    if added_up:
        typed, failed = _summed(layout, table, typed), None
    return _finished(pl.DataFrame({name: typed[name] for name in columns}), columns, table, failed, of_file or ",")


def _correct(table: Table, corrections: Corrections) -> None:
    """Put the new texts in; in a wide table the column is named by the heading of the file."""
    for (row, column), value in corrections.items():
        for name in [column] if column in table.cells else []:
            place = (table.rows == row).arg_true()
            text = table.cells[name].cast(pl.String)
            table.cells[name] = text.scatter(place, value) if len(place) else text
            table.different.pop(name, None)
        if table.headings is not None and column not in table.cells:
            place = ((table.rows == row) & (table.headings == column)).arg_true()
            measure = table.measure
            table.cells[measure] = table.cells[measure].scatter(place, value) if len(place) else table.cells[measure]


# ---- rows that are no figures of their own


def _kept(layout: Layout, table: Table, typed: dict[str, pl.Series], settings: Settings) -> pl.Series | None:
    """Which rows stay; None when all do. Reads a row of totals as the municipality where it has no row of its own."""
    columns = layout.schema.columns()
    named = [name for name in layout.schema.grid if columns[name].is_area or columns[name].allowed is not None]
    totals = {name for name in named if _has_total(typed[name])}
    typed |= {name: typed[name].cast(pl.String) for name in totals}
    masks = [typed[name] != TOTAL for name in totals - {"gebied"}]
    if "gebied" in totals:
        masks += _total_of_wijken(table, typed, settings)
    if masks:
        dropped = table.rows.filter(~_all(masks))
        if len(dropped):
            table.notes.append(rows_message("Rijen met totalen zijn niet gelezen", dropped))
    if "gebied" in named and (unknown := unknown_wijken(layout, table, typed["gebied"])) is not None:
        masks.append(~unknown)
    return _all(masks) if masks else None


def _has_total(values: pl.Series) -> bool:
    """Whether a total is among these values; of codes, among those that there could be."""
    if isinstance(values.dtype, pl.Enum):
        return TOTAL in values.dtype.categories
    return bool((values == TOTAL).any())


def _all(masks: list[pl.Series]) -> pl.Series:
    return (
        pl.DataFrame({str(i): mask.fill_null(True) for i, mask in enumerate(masks)})
        .select(pl.all_horizontal(pl.all()))
        .to_series()
    )


def _total_of_wijken(table: Table, typed: dict[str, pl.Series], settings: Settings) -> list[pl.Series]:
    own = settings.gemeente
    totals = typed["gebied"] == TOTAL
    if (typed["gebied"] == own.code).any():
        return [~totals]
    table.notes.append(rows_message(f"Als totaal van {own.naam} gelezen", table.rows.filter(totals.fill_null(False))))
    typed["gebied"] = typed["gebied"].replace(TOTAL, own.code)
    return []


def _without_rows(keep: pl.Series | None, table: Table, typed: dict[str, pl.Series]) -> dict[str, pl.Series]:
    if keep is None or keep.all():
        return typed
    table.keep(keep)
    return {name: values.filter(keep) for name, values in typed.items()}


def _scale(layout: Layout, table: Table, typed: dict[str, pl.Series]) -> None:
    """Amounts of which the column says that they are in thousands or millions."""
    for name, place in layout.figure_places.items():
        factor = layout.headings[place].factor
        if factor > 1 and layout.schema.columns()[name].unit not in RATES:
            typed[name] = typed[name] * factor
            table.notes.append(f"De waarden van {name} zijn × {dutch(factor)}, zoals de kolomnaam zegt.")


# ---- finer groups than ours


def _to_our_groups(layout: Layout, table: Table, settings: Settings) -> bool:
    """Put our own group in the place of finer ones, where these are together exactly ours; whether it did."""
    done = False
    for name in layout.schema.categories():
        classes = layout.schema.columns()[name].values(settings) or ()
        if not are_ages(classes):
            continue
        texts = table.cells[name].cast(pl.String)
        ways = spellings(layout.schema, name, settings)
        labels = [text for text in texts.unique().drop_nulls() if key(text) not in {*ways, *TOTALS, ""}]
        groups = finer(labels, classes) if labels and table.headings is None else {}
        # Who has both gives the same people twice.
        own = {ways[key(text)] for text in texts.unique().drop_nulls() if key(text) in ways}
        if groups and own.isdisjoint(groups.values()):
            table.cells[name] = texts.replace(groups)
            table.different.pop(name, None)
            table.notes.append(f"De waarden van {name} zijn opgeteld tot {listed(sorted(set(groups.values())))}.")
            done = True
    return done


def _summed(layout: Layout, table: Table, typed: Mapping[str, pl.Series]) -> dict[str, pl.Series]:
    """One row for rows of the same group, in the place of the first; a sum with an unknown part is unknown."""
    figures = layout.schema.measures()
    rows = pl.DataFrame({**typed, ROW: table.rows})
    together = rows.group_by([name for name in typed if name not in figures], maintain_order=True).agg(
        pl.col(ROW).first(), *(pl.when(pl.col(name).null_count() == 0).then(pl.col(name).sum()) for name in figures)
    )
    table.rows = together[ROW]
    return {name: together[name] for name in typed}


# ---- cells that would not parse


def _report_all(
    report: Report,
    columns: Mapping[str, ColumnInfo],
    table: Table,
    typed: Mapping[str, pl.Series],
    explain: Mapping[str, Explain],
    *,
    secret: bool,
) -> pl.Series | None:
    """Report every cell that would not parse; which rows have one, or None."""
    failed: pl.Series | None = None
    for name, info in columns.items():
        wrong = _wrong(table.cells[name], typed[name], info)
        if wrong is not None and wrong.any():
            if secret:
                report.add(_hidden(info, table.rows.filter(wrong)))
            else:
                _report(report, table, name, wrong, explain[name])
            failed = wrong if failed is None else failed | wrong
    return failed


def _wrong(text: pl.Series, typed: pl.Series, info: ColumnInfo) -> pl.Series | None:
    """Which cells hold something, but nothing that could be read."""
    if text.dtype.is_numeric() or text.null_count() == typed.null_count():
        return None
    empty = ["", *NOT_KNOWN] if info.optional else [""]
    left = text.is_not_null() & typed.is_null()
    places = left.arg_true()
    return left.scatter(places, ~keys(text.gather(places).cast(pl.String)).is_in(empty))


def _report(report: Report, table: Table, name: str, wrong: pl.Series, explain: Explain) -> None:
    rows, values = table.rows.filter(wrong), table.cells[name].filter(wrong).cast(pl.String)
    heads = table.headings.filter(wrong) if table.headings is not None and name == table.measure else None
    known: dict[str, tuple[str, str | None]] = {}
    for place, (row, value) in enumerate(zip(rows.head(MAX_PROBLEMS), values.head(MAX_PROBLEMS), strict=True)):
        message, suggestion = known.get(value) or known.setdefault(value, explained(value, explain))
        column = name if heads is None else str(heads[place])
        report.add(Problem("fout", row, column, shown(value), message, suggestion))
    report.count("fout", max(0, len(rows) - MAX_PROBLEMS))


def _report_shortened(report: Report, table: Table, name: str, lost: pl.Series, *, secret: bool) -> None:
    """Numbers that a program wrote as 4,49E+07: what stood behind those digits is not there any more."""
    rows, values = table.rows.filter(lost), table.cells[name].filter(lost)
    for row, value in zip(rows.head(MAX_PROBLEMS), values.head(MAX_PROBLEMS), strict=True):
        told = None if secret else shown(value)
        message = (
            f"{_quoted_or_here(told)} een afgekort getal: de laatste cijfers zijn kwijt. "
            "Typ het hele getal uit de bron."
        )
        report.add(Problem("waarschuwing", row, name, told, message))
    report.count("waarschuwing", max(0, len(rows) - MAX_PROBLEMS))


def _quoted_or_here(told: str | None) -> str:
    return "Hier staat" if told is None else f"'{told}' is"


def _hidden(info: ColumnInfo, rows: pl.Series) -> Problem:
    """What could not be read in a column of records, without any value: that could be about one person."""
    hint = HINTS.get(info.dtype, "Kies een waarde uit de uitleg van deze kolom.")
    where = rows_message(f"In de kolom '{info.name}' is een waarde niet te lezen", rows)
    return Problem("fout", int(rows[0]), info.name, None, f"{where} {hint}")


def _finished(
    rows: pl.DataFrame, columns: Mapping[str, ColumnInfo], table: Table, failed: pl.Series | None, decimal: str
) -> Converted:
    """Without the rows in which nothing stands."""
    row_numbers, headings = table.rows.cast(pl.Int64), table.headings
    if all(column.null_count() for column in rows):
        filled = rows.select(~pl.all_horizontal(pl.all().is_null())).to_series()
        filled = filled if failed is None else filled | failed
        rows, row_numbers = rows.filter(filled), row_numbers.filter(filled)
        headings = None if headings is None else headings.filter(filled)
    if rows.is_empty():
        raise whole_file(NO_ROWS)
    rows = rows.with_columns(
        pl.col(name).cast(info.dtype) for name, info in columns.items() if not isinstance(rows.schema[name], pl.Enum)
    )
    return Converted(rows, row_numbers.rename("row"), decimal, tuple(table.notes), headings)
