"""A table of a source → one or more of our datasets, as the CSV that an editor could have typed, and what to tell."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

import polars as pl

from factsheet.parse.wording import dutch, listed
from factsheet.settings import Settings
from factsheet.sources.declared import Doel, Rij
from factsheet.sources.formula import Formula, Value
from factsheet.sources.recognise import Found, Period, year_in
from factsheet.sources.rows import COUNTRY, SHOWN, AskError, Row, rows_of
from schemas import SCHEMAS, ColumnInfo

# Gives the rows of a dataset and a year that are kept, when there are any.
Kept = Callable[[str, int], pl.DataFrame | None]
HALF = Fraction(1, 2)
NONE = "geen cijfer"
NO_YEAR = "Over welk jaar gaat dit bestand? Dat staat er niet in. Kies het jaar, of zet het in de naam van het bestand."
NO_PERIOD = "In dit bestand staat niet over welk jaar de cijfers gaan. Kies bij het downloaden ook de perioden."


@dataclass(frozen=True)
class Table:
    """One of our datasets of one year.

    `doubts`: why cells have no figure, by row in the CSV and column. `estimates`: what to tell of columns with these.
    """

    dataset: str
    year: int
    source: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    doubts: Mapping[tuple[int, str], str] = field(default_factory=dict)
    estimates: Mapping[str, str] = field(default_factory=dict)

    @property
    def csv(self) -> bytes:
        text = io.StringIO()
        csv.writer(text, delimiter=";", lineterminator="\n").writerows([self.columns, *self.rows])
        return text.getvalue().encode()


@dataclass(frozen=True)
class _Job:
    """A table of a source in one year of the factsheet, and what it is beside. `code`: which table of the source."""

    found: Found
    settings: Settings
    kept: Kept | None
    code: str | None
    year: int
    rows: list[Row]

    @property
    def source(self) -> str:
        return self.found.source.line(self.code)


def converted(found: Found, name: str, asked: int | None, settings: Settings, kept: Kept | None) -> list[Table]:
    """Every dataset that the table gives, in the order of the source. Raises AskError when it cannot go on."""
    rows, left_out = rows_of(found, settings)
    code, of_table = _table(found, name)
    if found.source.loopt_achter:
        years = _behind(rows, name, asked)
    else:
        years = _years(rows, of_table or asked or year_in(name), asked, _first_year(found, settings))
    jobs = [_Job(found, settings, kept, code or _only_table(found, [*years]), *year) for year in years.items()]
    made = [_made(job, target) for job in jobs for target in found.source.datasets if found.gives(target)]
    tables = [table for table in made if table.rows]
    if len(years) > 1:
        # A table of many years holds those of before too, which are kept already.
        tables = [table for table in tables if not _is_kept(table, kept)] or tables
    if not tables:
        raise AskError(f"In dit bestand staan geen cijfers van {settings.gemeente.naam} die hier nodig zijn.")
    told = [*left_out, *_lacking(found), *(line for job in jobs for line in _beside_own(job))]
    return [replace(tables[0], notes=(*tables[0].notes, *told)), *tables[1:]]


# ---- which table, which years


def _table(found: Found, name: str) -> tuple[str | None, int | None]:
    """The code of the table, by what is said above the figures or in the name of the file, and its year."""
    years = {one.code: one.jaar for one in found.source.tabellen}
    codes = found.tables(name)
    code = next((code for code in codes if code in years), next(iter(codes), None))
    return code, years.get(code or "") or year_in(f"{found.sheet.around} {found.above}")


def _only_table(found: Found, years: list[int]) -> str | None:
    known = [one.code for one in found.source.tabellen if one.jaar in years]
    return known[0] if len(known) == 1 and len(years) == 1 else None


def _first_year(found: Found, settings: Settings) -> int:
    """Of the base year no change of prices is needed, nor of any year before it."""
    return settings.basisjaar + 1 if found.source.vanaf_basisjaar else 0


def _years(rows: list[Row], of_file: int | None, asked: int | None, first: int) -> dict[int, list[Row]]:
    """The rows of each year: that of the file, or those of the periods in it."""
    periods = sorted({row.period.year for row in rows if row.period})
    if not periods:
        if of_file is None:
            raise AskError(NO_YEAR, year=True)
        return {of_file: rows}
    wanted = [asked] if asked in periods else [year for year in periods if year >= first] or periods[-1:]
    return {year: [row for row in rows if row.period and row.period.year == year] for year in wanted if year}


def _behind(rows: list[Row], name: str, asked: int | None) -> dict[int, list[Row]]:
    """Of a source that runs behind: the last period that there was before the year of the factsheet."""
    periods = sorted({row.period.year for row in rows if row.period})
    if not periods:
        raise AskError(NO_PERIOD)
    of_rows, named = {row.year for row in rows if row.year}, year_in(name)
    year = of_rows.pop() if len(of_rows) == 1 else asked or (named if named and named > periods[0] else None)
    over = listed(periods)
    if year is None:
        raise AskError(
            f"Bij welk jaar van de factsheet horen deze cijfers? Ze gaan over {over}. Kies het jaar van de factsheet, "
            "of zet dat in de naam van het bestand.",
            year=True,
        )
    last = [one for one in periods if one <= year]
    if not last:
        raise AskError(f"Deze cijfers gaan over {over}. Dat is later dan {year}. Kies een ander jaar.", year=True)
    return {year: [row for row in rows if row.period and row.period.year == last[-1]]}


# ---- our rows


def _made(job: _Job, target: Doel) -> Table:
    """One dataset of one year; without rows when the file has none for it."""
    schema = SCHEMAS[target.naam]
    given = {"jaar", "gebied", *target.rijen[0].als, *target.rijen[0].cijfers}
    columns = [name for name in schema.columns() if name in given]
    rows = _ours(job, target)
    made: list[tuple[str, ...]] = []
    doubts: dict[tuple[int, str], str] = {}
    for row in rows:
        # Where a wijk may be left out, one without a figure is.
        may_lack = target.elders or (schema.missing_wijk != "fout" and row.area != job.settings.gemeente.code)
        for one in target.rijen:
            cells, unsure = _cells(job, schema.columns(), one, row, rows)
            if len(cells) < len(columns) or (unsure and may_lack):
                continue
            made.append(tuple(cells[name] for name in columns))
            doubts |= {(len(made) + 1, column): message for column, message in unsure.items()}
    notes = [f"Bron: {job.source}.", *_provisional(rows)]
    if target.aanvullen and made:
        more = _beside(target.naam, job.year, columns, made, job.kept)
        made += more
        notes += (
            [f"Aangevuld met wat er al was: {dutch(len(more))} {'rij' if len(more) == 1 else 'rijen'}."] if more else []
        )
    return Table(
        target.naam, job.year, job.source, tuple(columns), tuple(made), tuple(notes), doubts, _estimates(job, target)
    )


def _ours(job: _Job, target: Doel) -> list[Row]:
    """The rows that a dataset is about: the wijken in their order and then the municipality, or those elsewhere."""
    order = {area.code: place for place, area in enumerate((*job.settings.wijken, job.settings.gemeente))}
    rows = [row for row in job.rows if (row.area == COUNTRY) == target.elders]
    return sorted(rows, key=lambda row: order.get(row.area or "", -1))


def _cells(
    job: _Job, columns: Mapping[str, ColumnInfo], one: Rij, row: Row, rows: Sequence[Row]
) -> tuple[dict[str, str], dict[str, str]]:
    """The cells of one row by column, and why some have no figure; too few when the file has not all that it takes."""
    when = row.period or Period(job.year)
    filled = {"{bron}": job.source, "{periode}": str(when.year), "{definitief}": "nee" if when.provisional else "ja"}
    cells = {"jaar": str(job.year)} | {name: filled.get(value, value) for name, value in one.als.items()}
    if row.area:
        cells["gebied"] = row.area
    unsure: dict[str, str] = {}
    for column, formula in (job.found.formulas(one) or {}).items():
        value = formula.value(row.figures)
        if column in one.schatting and row.area == job.settings.gemeente.code:
            value = _sum_of_wijken(formula, rows, job.settings) or value
        cells[column] = _written(value, formula, row, whole=columns[column].dtype == pl.Int64)
        if cells[column] == NONE or (value and not value.is_known):
            unsure[column] = _doubt(job, formula, value, row, one)
    return cells, unsure


def _sum_of_wijken(formula: Formula, rows: Sequence[Row], settings: Settings) -> Value | None:
    """An estimate for the municipality is the sum of those of its wijken: then it adds up. None while one lacks."""
    by_area = {row.area: formula.value(row.figures) for row in rows}
    values = [by_area.get(wijk.code) for wijk in settings.wijken]
    if not all(value and value.is_known for value in values):
        return None
    return Value.of(sum(_rounded(value.least) for value in values if value))


def _rounded(number: Fraction) -> int:
    return max(0, math.floor(number + HALF))


def _written(value: Value | None, formula: Formula, row: Row, *, whole: bool) -> str:
    if value is None:
        # A text that is no number is told where it stands.
        return row.raw.get(formula.names[0], NONE) if len(formula.names) == 1 else NONE
    if not value.is_known:
        return f"{_rounded(value.least)} tot {_rounded(value.most)}"
    if whole:
        return str(_rounded(value.least))
    number = value.least if formula.is_sum else Fraction(math.floor(value.least * 10 + HALF), 10)
    return f"{float(number):.10g}".replace(".", ",")


# ---- what to tell


def _doubt(job: _Job, formula: Formula, value: Value | None, row: Row, one: Rij) -> str:
    """Why a cell has no figure, and what it may be."""
    source, area = job.found.source, job.settings.area(row.area or "")
    where = ", ".join([area.naam if area else str(row.area), *(text for text in one.als.values() if "{" not in text)])
    known = {name for name in formula.names if (figure := row.figures.get(name)) and figure.is_known}
    lacking = listed([source.figures[name] for name in formula.names if name not in known][:SHOWN])
    message = f"{where}: het {source.uitgever} geeft geen cijfer voor {lacking}"
    if value is None:
        return f"{message}. Vul zelf een getal in."
    return (
        f"{message}: dat is minder dan {(source.geheim_tot or 0) + 1}. Het getal ligt tussen "
        f"{dutch(_rounded(value.least))} en {dutch(_rounded(value.most))}. Kies zelf een getal daartussen."
    )


def _estimates(job: _Job, target: Doel) -> dict[str, str]:
    """Per column that holds estimates what to tell of it, with their formulas."""
    said: dict[str, list[str]] = {}
    for one in target.rijen:
        formulas = job.found.formulas(one) or {}
        for column in one.schatting:
            what = ", ".join(one.als.values())
            said.setdefault(column, []).append(f"{what} = {formulas[column].said(job.found.source.figures)}")
    naam = job.settings.gemeente.naam
    return {
        column: f"Dit zijn schattingen bij '{column}': {'; '.join(formulas)}. {naam} is de som van de wijken. Hebt u "
        "de getallen zelf? Gebruik dan die."
        for column, formulas in said.items()
    }


def _provisional(rows: Sequence[Row]) -> Iterator[str]:
    years = sorted({row.period.year for row in rows if row.period and row.period.provisional})
    if years:
        yield f"Voorlopige cijfers: {listed(years)}."


def _lacking(found: Found) -> Iterator[str]:
    """Datasets of which more than half is there, but not all."""
    for target in found.source.datasets:
        formulas = [Formula(texts[0]) for row in target.rijen for texts in row.cijfers.values()]
        needed = dict.fromkeys(name for formula in formulas for name in formula.names)
        missing = [name for name in needed if name not in found.names]
        if not target.elders and not found.gives(target) and 2 * len(missing) < len(needed):
            named = listed([f"'{found.source.figures[name]}'" for name in missing[:SHOWN]])
            yield f"Voor {target.naam} ontbreekt in dit bestand: {named}."


def _beside_own(job: _Job) -> Iterator[str]:
    """What the source says of the municipality, beside what the municipality counted itself."""
    source, own = job.found.source, job.settings.gemeente
    figures = next((row.figures for row in job.rows if row.area == own.code), {})
    for one in source.controle:
        before = job.kept(one.dataset, job.year) if job.kept else None
        value = figures.get(one.cijfer)
        if before is None or value is None or not value.is_known:
            continue
        mine = before.filter(gebied=own.code, **one.als)[one.kolom].to_list()
        if mine and mine[0] is not None:
            yield (
                f"Ter vergelijking: het {source.uitgever} telt in {own.naam} {dutch(_rounded(value.least))} bij "
                f"{', '.join(one.als.values())}, en u {dutch(mine[0])}. {one.let_op}".rstrip()
            )


# ---- what is kept


def _texts(rows: pl.DataFrame, columns: Sequence[str]) -> list[tuple[str, ...]]:
    def text(value: object) -> str:
        if isinstance(value, bool):
            return "ja" if value else "nee"
        if isinstance(value, float):
            return f"{value:.10g}".replace(".", ",")
        return "" if value is None else str(value)

    return [tuple(map(text, row)) for row in rows.select(columns).iter_rows()]


def _beside(
    dataset: str, year: int, columns: Sequence[str], made: Sequence[tuple[str, ...]], kept: Kept | None
) -> list[tuple[str, ...]]:
    """The rows that are kept of other keys: they stay."""
    before = kept(dataset, year) if kept else None
    if before is None:
        return []
    places = [columns.index(name) for name in SCHEMAS[dataset].grid]
    own = {tuple(row[place] for place in places) for row in made}
    return [row for row in _texts(before, columns) if tuple(row[place] for place in places) not in own]


def _is_kept(table: Table, kept: Kept | None) -> bool:
    """Whether every figure of a table is kept already."""
    before = kept(table.dataset, table.year) if kept else None
    if before is None:
        return False
    schema = SCHEMAS[table.dataset]
    names = [name for name in table.columns if name in {*schema.grid, *schema.measures()}]
    places = [table.columns.index(name) for name in names]
    return {tuple(row[place] for place in places) for row in table.rows} == set(_texts(before, names))
