"""Rows + schema + last year → what is wrong. The rules stand in the schemas; here they are only put to the rows.

Columns first, content after, and sums last: a sum over rows with a mistake in them would blame the good rows.
"""

from __future__ import annotations

import datetime
import string
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandera.polars as pa
import polars as pl
from pandera.errors import SchemaError, SchemaErrors

from factsheet.parse import MAX_PROBLEMS, Parsed, Problem, ReadAs, Report, closest, dutch, parse, shown
from factsheet.settings import Area, Settings
from schemas import SCHEMAS, ColumnInfo, Rule, Severity, YearlyCsv
from schemas.base import IS_GEMEENTE, ONBEKEND, RATES, general_rules

# A municipal figure of this size or more that moves this much is worth a second look.
COMPARED_FROM = 50
MOVED = 0.5
ROWS_NAMED = 5  # rows that a message about doubles lists


@dataclass(frozen=True)
class Checked:
    """Rows and all that is wrong with them. Only a Checked without fouten can be stored."""

    name: str
    dataset: str | None
    year: int | None
    rows: pl.DataFrame
    problems: tuple[Problem, ...]
    read_as: ReadAs
    sha256: str

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.severity == "fout")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.severity == "waarschuwing")

    @property
    def ok(self) -> bool:
        """No fouten: it can be stored, after the warnings are confirmed."""
        return self.dataset is not None and self.year is not None and not self.errors


def check(
    data: bytes,
    settings: Settings,
    *,
    name: str = "",
    dataset: str | None = None,
    last_year: Callable[[str, int], pl.DataFrame | None] | None = None,
    decimal: str | None = None,
    mends: Mapping[tuple[int, str], str] | None = None,
) -> Checked:
    """Parse and validate one file; raises for no bytes at all.

    `last_year` is called with the dataset and the year before that of the file, and gives those rows when there are.
    """
    parsed = parse(data, dataset, name=name, settings=settings, decimal=decimal, mends=mends)
    if last_year is None or parsed.dataset is None or parsed.year is None:
        return validate(parsed, settings)
    return validate(parsed, settings, last_year(parsed.dataset, parsed.year - 1))


def validate(parsed: Parsed, settings: Settings, last_year: pl.DataFrame | None = None) -> Checked:
    """Put every rule of the schema to the rows, and compare them with the rows of the year before."""
    rows, report = parsed.rows, Report(parsed.problems)
    if parsed.dataset is not None and len(rows) and len(parsed.problems) <= MAX_PROBLEMS:
        sheet = _without_empty_rows(_Sheet(SCHEMAS[parsed.dataset], settings, rows, parsed.row_numbers))
        rows = sheet.rows
        _judge(sheet, report, last_year)
    return Checked(
        name=parsed.name,
        dataset=parsed.dataset,
        year=parsed.year,
        rows=rows,
        problems=report.problems(),
        read_as=parsed.read_as,
        sha256=parsed.sha256,
    )


@dataclass(frozen=True)
class _Sheet:
    """The rows of one file with what is needed to judge them and to talk about them."""

    schema: type[YearlyCsv]
    settings: Settings
    rows: pl.DataFrame
    row_numbers: pl.Series

    @property
    def columns(self) -> Mapping[str, ColumnInfo]:
        return self.schema.columns()

    def said(self, name: str, value: object, like: str = "") -> str:
        """A value as a sentence shows it: areas by name, numbers and dates in Dutch with their unit.

        What is no column of the file (a sum, a bound) has the unit of the column `like`.
        """
        if isinstance(value, str):
            area = self.settings.area(value) if name == "gebied" else None
            return area.naam if area else shown(value)
        if isinstance(value, bool):
            return "ja" if value else "nee"
        if isinstance(value, int | float):
            return _number(value, self.columns[name if name in self.columns else like].unit)
        return f"{value:%d-%m-%Y}" if isinstance(value, datetime.date) else "leeg"

    def combination(self, key: Mapping[str, Any]) -> str:
        """A row by its keys: "Noord, leeftijdsgroep '15-25'"."""
        parts = [
            self.said(name, key[name]) if name == "gebied" else f"{name} '{self.said(name, key[name])}'"
            for name in self.schema.grid
        ]
        text = ", ".join(parts)
        return text[:1].upper() + text[1:]


def _number(value: float, unit: str | None) -> str:
    if unit == "jaar":
        return str(value)
    if unit == "euro":
        return f"€\u00a0{dutch(value)}"
    return f"{dutch(value)}%" if unit == "%" else dutch(value)


def _without_empty_rows(sheet: _Sheet) -> _Sheet:
    """Leave out the rows that may be left out and hold nothing but their keys: of a template that was not filled in."""
    values = [name for name in sheet.rows.columns if name not in {"jaar", *sheet.schema.grid}]
    if not sheet.schema.per_area or "gebied" not in sheet.rows.columns or not values:
        return sheet
    optional = [ONBEKEND] if sheet.schema.onbekend else []
    if sheet.schema.missing_wijk is None:
        optional += [wijk.code for wijk in sheet.settings.wijken]
    empty = pl.col("gebied").is_in(optional) & pl.all_horizontal(pl.col(values).is_null())
    keep = ~sheet.rows.select(empty.fill_null(False)).to_series()
    return _Sheet(sheet.schema, sheet.settings, sheet.rows.filter(keep), sheet.row_numbers.filter(keep))


def _judge(sheet: _Sheet, report: Report, last_year: pl.DataFrame | None) -> None:
    wrong = _wrong_columns(sheet)
    report.add(*wrong)
    if wrong:
        return
    failures = _failures(sheet)
    _explain(sheet, [failure for failure in failures if not failure.whole_file], report)
    if sheet.rows["jaar"].drop_nulls().n_unique() == 1:
        _grid(sheet, report)
    if report.blocks:
        return
    _explain(sheet, [failure for failure in failures if failure.whole_file], report)
    if last_year is not None and set(last_year.columns) >= {*sheet.schema.grid, *sheet.schema.measures()}:
        _compare(sheet, last_year, report)


def _wrong_columns(sheet: _Sheet) -> list[Problem]:
    """Rows that were not made by `parse` may lack a column, or have it in another type."""
    wanted = {name: info.dtype for name, info in sheet.columns.items()}
    return [
        Problem("fout", None, name, None, f"De kolom '{name}' ontbreekt of heeft het verkeerde soort waarden.")
        for name in {**wanted, **sheet.rows.schema}
        if name not in wanted or sheet.rows.schema.get(name) != wanted[name]
    ]


# ---- the checks of the columns and the rules of the schema, by pandera


@dataclass(frozen=True)
class _Failure:
    """One check that failed: in which rows, and what it asked. `rule` is None for a check of a column by itself."""

    column: str
    positions: pl.Series
    check: str
    limit: object
    rule: Rule | None

    @property
    def whole_file(self) -> bool:
        return self.rule is not None and self.rule.whole_file

    @property
    def severity(self) -> Severity:
        return self.rule.severity if self.rule else "fout"


def _failures(sheet: _Sheet) -> list[_Failure]:
    """Everything that fails, all at once. Pandera must get an eager frame: of a lazy one it sees only the columns."""
    rules = [*general_rules(sheet.schema, sheet.settings), *sheet.schema.rules(sheet.settings)]
    by_name = {f"rule {place}": rule for place, rule in enumerate(rules)}
    checks = [pa.Check(_holds(rule), name=name, n_failure_cases=1) for name, rule in by_name.items()]
    schema = pa.DataFrameSchema(sheet.schema.to_schema().columns, checks=checks, strict=True)
    try:
        schema.validate(sheet.rows, lazy=True)
    except SchemaErrors as failed:
        return [_failure(error, by_name) for error in failed.schema_errors]
    return []


def _holds(rule: Rule) -> Callable[[Any], pl.LazyFrame]:
    return lambda data: data.lazyframe.select(rule.holds)


def _failure(error: SchemaError, by_name: Mapping[str, Rule]) -> _Failure:
    name = str(getattr(error.check, "name", error.check))
    statistics = getattr(error.check, "statistics", None) or {"none": None}
    rule = by_name.get(name)
    column = rule.column if rule else str(error.schema.name)
    return _Failure(column, _positions(error), name, next(iter(statistics.values())), rule)


def _positions(error: SchemaError) -> pl.Series:
    """The rows, from 0, for which the check came out false."""
    if not isinstance(error.check_output, pl.DataFrame):
        # No check of ours gives this; it would mean that a rule itself is broken.
        raise error
    return error.check_output.to_series().eq(False).arg_true()


def _explain(sheet: _Sheet, failures: Iterable[_Failure], report: Report) -> None:
    # A cell that could not be read is empty by now, and has its own message already.
    unread = {(problem.row, problem.column) for problem in report.problems()}
    for failure in failures:
        listed = failure.positions.head(MAX_PROBLEMS)
        facts = failure.rule.facts if failure.rule else {}
        values = sheet.rows.with_columns(**facts)[listed].rows(named=True)
        for row, cells in zip(sheet.row_numbers.gather(listed), values, strict=True):
            if (row, failure.column) not in unread:
                report.add(_problem(sheet, failure, row, cells))
        report.count(failure.severity, len(failure.positions) - len(listed))


def _problem(sheet: _Sheet, failure: _Failure, row: int, cells: Mapping[str, object]) -> Problem:
    column = failure.column
    told = None if cells[column] is None else sheet.said(column, cells[column])
    if failure.rule:
        return Problem(failure.severity, row, column, told, _filled(sheet, failure.rule, cells))
    message, meant = _of_column(sheet.columns[column], failure, told)
    return Problem("fout", row, column, told, message, meant)


def _filled(sheet: _Sheet, rule: Rule, cells: Mapping[str, object]) -> str:
    named = {name for _, name, _, _ in string.Formatter().parse(rule.message) if name}
    return rule.message.format(**{name: sheet.said(name, cells[name], like=rule.column) for name in named})


def _of_column(info: ColumnInfo, failure: _Failure, told: str | None) -> tuple[str, str | None]:
    """The sentence for a check that a column makes by itself, and the value that was probably meant."""
    if told is None:
        return f"Deze cel is leeg. Vul {wanted(info)} in.", None
    if isinstance(failure.limit, int | float):
        return _out_of_bounds(failure, told, _number(failure.limit, info.unit)), None
    options = [str(option) for option in failure.limit] if isinstance(failure.limit, Iterable) else []
    meant = closest(told, options)
    hint = f"Bedoelt u '{meant}'? " if meant else ""
    return f"'{told}' mag hier niet staan. {hint}Kies uit: {', '.join(options)}.", meant


def _out_of_bounds(failure: _Failure, told: str, bound: str) -> str:
    if failure.check.startswith("greater"):
        return f"{told} is lager dan {bound}. Vul {bound} of meer in."
    return f"{told} is hoger dan {bound}. Vul {bound} of minder in."


def wanted(info: ColumnInfo) -> str:
    """What an empty cell of this column asks for, in Dutch."""
    by_unit = {"euro": "een bedrag", "%": "een percentage", "score": "een score", "jaar": "een jaar"}
    by_dtype = {pl.Date: "een datum", pl.Boolean: "ja of nee", pl.Float64: "een getal", pl.Int64: "een heel getal"}
    return by_unit.get(info.unit or "") or by_dtype.get(info.dtype, "een waarde")


# ---- every combination once


def _grid(sheet: _Sheet, report: Report) -> None:
    keys = sheet.rows.select(sheet.schema.grid)
    _doubles(sheet, keys, report)
    # A key that could not be read may be the very one that seems to be missing.
    if not any(keys.null_count().row(0)):
        report.add(*_gaps(sheet, keys.unique()))


def _doubles(sheet: _Sheet, keys: pl.DataFrame, report: Report) -> None:
    grid = list(sheet.schema.grid)
    # Categories are spelled in one way by now; a text that editors type is the same text in other capitals.
    typed = [name for name in grid if name != "gebied" and sheet.columns[name].allowed is None]
    same = keys.with_columns(pl.col(typed).str.to_lowercase()) if typed else keys
    doubled = same.drop_nulls().group_by(grid).len().filter(pl.col("len") > 1)
    if doubled.is_empty():
        return
    spelled = keys.select(pl.all().name.suffix(" as typed"))
    numbered = pl.concat([same, spelled], how="horizontal").with_columns(row=sheet.row_numbers)
    groups = (
        numbered.join(doubled, on=grid, how="semi", maintain_order="left")
        .group_by(grid, maintain_order=True)
        .agg(pl.col(spelled.columns).first(), pl.col("row"))
    )
    for key in groups.head(MAX_PROBLEMS).rows(named=True):
        report.add(_doubled(sheet, {name: key[f"{name} as typed"] for name in grid}, key["row"]))
    report.count("fout", max(0, groups.height - MAX_PROBLEMS))


def _doubled(sheet: _Sheet, key: Mapping[str, Any], rows: list[int]) -> Problem:
    column = sheet.schema.grid[-1]
    named = [str(row) for row in rows[:ROWS_NAMED]]
    more = len(rows) - len(named)
    last = f"nog {dutch(more)} andere" if more else named.pop()
    message = (
        f"{sheet.combination(key)} staat {dutch(len(rows))} keer in dit bestand: "
        f"in de rijen {', '.join(named)} en {last}. Houd één rij over."
    )
    return Problem("fout", rows[1], column, sheet.said(column, key[column]), message)


def _gaps(sheet: _Sheet, keys: pl.DataFrame) -> list[Problem]:
    """Each combination that the file lacks, or the area when nothing of it is there."""
    combinations = sheet.schema.combinations(sheet.settings, sheet.rows)
    if not sheet.schema.per_area:
        return _lacking(sheet, combinations, keys, {})
    found = []
    for area in (*sheet.settings.wijken, sheet.settings.gemeente):
        rows = keys.filter(pl.col("gebied") == area.code)
        found += _lacking(sheet, combinations, rows, {"gebied": area.code}) if len(rows) else _without(sheet, area)
    return found


def _without(sheet: _Sheet, area: Area) -> list[Problem]:
    severity = sheet.schema.missing if area.is_gemeente else sheet.schema.missing_wijk
    what = "de rijen" if sheet.schema.categories() else "de rij"
    advice = "Klopt dit?" if severity == "waarschuwing" else f"Voeg {what} van {area.naam} toe."
    message = f"{area.naam} ontbreekt in dit bestand. {advice}"
    return [Problem(severity, None, "gebied", area.naam, message)] if severity else []


def _lacking(sheet: _Sheet, combinations: pl.DataFrame, rows: pl.DataFrame, area: Mapping[str, str]) -> list[Problem]:
    severity, column = sheet.schema.missing, sheet.schema.grid[-1]
    if severity is None or not combinations.width:
        return []
    counts = not any(sheet.columns[name].unit in RATES for name in sheet.schema.measures())
    advice = "Voeg deze rij toe, met 0 als er niets te tellen is." if counts else "Voeg deze rij toe."
    return [
        Problem(severity, None, column, key[column], f"{sheet.combination({**area, **key})} ontbreekt. {advice}")
        for key in combinations.join(rows, on=combinations.columns, how="anti").rows(named=True)
    ]


# ---- the year before


def _compare(sheet: _Sheet, last_year: pl.DataFrame, report: Report) -> None:
    grid, measures = list(sheet.schema.grid), sheet.schema.measures()
    year = int(sheet.rows["jaar"][0]) - 1
    if sheet.rows.select(grid + measures).sort(grid).equals(last_year.select(grid + measures).sort(grid)):
        message = f"Alle cijfers zijn precies gelijk aan die van {year}. Is dit het goede bestand?"
        report.add(Problem("waarschuwing", None, None, None, message))
    if sheet.schema.per_area:
        before = last_year.select(*grid, pl.col(measures).name.suffix(" before"))
        numbered = sheet.rows.with_columns(row=sheet.row_numbers).filter(IS_GEMEENTE)
        both = numbered.join(before, on=grid, how="inner", maintain_order="left")
        for measure in measures:
            report.add(*_moved(sheet, both, measure, year))


def _moved(sheet: _Sheet, both: pl.DataFrame, measure: str, year: int) -> list[Problem]:
    """Municipal figures that are more than half of last year's away from it."""
    info = sheet.columns[measure]
    if info.unit in RATES:
        return []
    now, then = pl.col(measure), pl.col(f"{measure} before")
    far = both.filter((now - then).abs() > MOVED * then, pl.max_horizontal(now, then) >= COMPARED_FROM)
    return [
        Problem("waarschuwing", row["row"], measure, sheet.said(measure, row[measure]), message)
        for row in far.rows(named=True)
        for message in [
            f"{sheet.combination(row)}: dit verschilt meer dan 50% van het jaar ervoor. In {year} was het "
            f"{sheet.said(measure, row[f'{measure} before'], measure)}, nu {sheet.said(measure, row[measure])}. "
            "Klopt dit?"
        ]
    ]
