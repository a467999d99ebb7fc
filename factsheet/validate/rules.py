"""The checks of the columns and the rules of the schema, put to the rows by pandera and explained in Dutch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandera.polars as pa
import polars as pl
import polars.selectors as cs
from pandera.errors import SchemaError, SchemaErrors

from factsheet.parse import MAX_PROBLEMS, Problem, Report, closest, plain
from factsheet.validate.sheet import Sheet, number, wanted
from schemas import ColumnInfo, Rule, Severity
from schemas.rules.general import general_rules


@dataclass(frozen=True)
class Failure:
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
    def is_sum(self) -> bool:
        return self.rule is not None and self.rule.total is not None

    @property
    def severity(self) -> Severity:
        return self.rule.severity if self.rule else "fout"


def wrong_columns(sheet: Sheet) -> list[Problem]:
    """Rows that were not made by `parse` may lack a column, or have it in another type."""
    expected = {name: info.dtype for name, info in sheet.columns.items()}
    found = {name: pl.String if isinstance(dtype, pl.Enum) else dtype for name, dtype in sheet.table.schema.items()}
    message = "De kolom '{}' ontbreekt of heeft het verkeerde soort waarden. Lees het bestand opnieuw in."
    return [
        Problem("fout", None, name, None, message.format(name))
        for name in {**expected, **found}
        if name not in expected or found.get(name) != expected[name]
    ]


def failures(sheet: Sheet) -> list[Failure]:
    """Every check of a column and every rule about single rows that fails."""
    rules = [rule for rule in rules_of(sheet) if not rule.whole_file]
    schema = sheet.schema.to_schema()
    coded = sheet.coded
    retyped = {name: {"dtype": dtype} for name, dtype in coded.schema.items() if isinstance(dtype, pl.Enum)}
    found = _put(coded, rules, schema.update_columns(retyped).columns, sheet.different)
    return [told for failure in found for told in _explained(sheet, failure)]


def failures_of_all(sheet: Sheet) -> list[Failure]:
    """Every rule that compares rows and fails; for rows that are good by themselves."""
    found = _put(sheet.rows, [rule for rule in rules_of(sheet) if rule.whole_file], {})
    return [told for failure in found for told in _explained(sheet, failure)]


def rules_of(sheet: Sheet) -> list[Rule]:
    """The rules for every file, and those of its schema."""
    return [*general_rules(sheet.schema, sheet.settings), *sheet.schema.rules(sheet.settings)]


def _put(
    rows: pl.DataFrame, rules: Sequence[Rule], columns: Mapping[str, Any], different: pl.DataFrame | None = None
) -> list[Failure]:
    """What fails, all at once. Pandera must get an eager frame: of a lazy one it sees only the columns.

    Most rules hold, which polars tells of all of them in one go; pandera gets those that do not. Most columns are
    good, which pandera tells from their ends; it gets all rows of those that are not. `different`: see `Sheet`.
    """
    by_name = _broken({f"rule {place}": rule for place, rule in enumerate(rules)}, rows, different)
    wrong = _wrong(columns, rows)
    if not wrong and not by_name:
        return []
    checks = [pa.Check(_holds(rule), name=name, n_failure_cases=1) for name, rule in by_name.items()]
    try:
        pa.DataFrameSchema({name: columns[name] for name in wrong}, checks=checks).validate(rows, lazy=True)
    except SchemaErrors as failed:
        return [_failure(error, by_name) for error in failed.schema_errors]
    return []


def _broken(rules: Mapping[str, Rule], rows: pl.DataFrame, different: pl.DataFrame | None) -> dict[str, Rule]:
    """The rules that do not hold. One about wijken and categories, or about dates, is judged for each value once."""
    held: dict[str, bool] = {}
    for table in (_dates(rows), *([] if different is None else [different]), rows):
        about = [
            rule.holds.all().alias(name)
            for name, rule in rules.items()
            if name not in held and set(rule.holds.meta.root_names()) <= set(table.columns)
        ]
        # In one go: polars works them out side by side.
        held |= table.select(about).row(0, named=True) if about else {}
    return {name: rule for name, rule in rules.items() if held[name] is not True}


def _dates(rows: pl.DataFrame) -> pl.DataFrame:
    """The years in the rows, each once; with each date beside it where there is one year."""
    years, dates = rows["jaar"].drop_nulls(), rows.select(cs.date())
    if years.min() != years.max():
        return years.unique().to_frame()
    year = years.head(1).to_frame()
    return year.join(dates.unique(), how="cross") if dates.width else year


def _wrong(columns: Mapping[str, Any], rows: pl.DataFrame) -> list[str]:
    """The columns in which pandera finds anything wrong, by the values that decide on it."""
    # Types were looked at by `wrong_columns`.
    asked = {name: of for name, of in columns.items() if of.checks or (rows[name].null_count() and not of.nullable)}
    ends = [_ends(rows[name], checked=bool(of.checks)) for name, of in asked.items()]
    height = max(map(len, ends), default=0)
    # Side by side, but not from the same rows.
    together = pl.DataFrame([end.gather([min(place, len(end) - 1) for place in range(height)]) for end in ends])
    try:
        pa.DataFrameSchema(asked).validate(together, lazy=True)
    except SchemaErrors as failed:
        wrong = {error.schema.name for error in failed.schema_errors}
        return [name for name in asked if name in wrong]
    return []


def _ends(values: pl.Series, *, checked: bool) -> pl.Series:
    """The least and the most, or the different texts when something is asked of them; and a gap when there is one."""
    if not values.dtype.is_numeric():
        found = values.unique() if checked else values.head(1)
    else:
        most = values.nan_max() if values.dtype.is_float() else values.max()
        found = pl.Series(values.name, [values.min(), most], values.dtype)
    return pl.concat([found, values.filter(values.is_null()).head(1)]) if values.null_count() else found


def _explained(sheet: Sheet, failure: Failure) -> list[Failure]:
    """The failure, or what explains nearly all of it at once."""
    if failure.rule is None or not failure.rule.instead:
        return [failure]
    return _put(sheet.rows, failure.rule.instead, {})[:1] or [failure]


def explain(sheet: Sheet, failed: Iterable[Failure], report: Report) -> None:
    """A sentence for each row in which a check failed; of very many the first."""
    # A cell that could not be read is empty by now, and has its own message already.
    unread = {(problem.row, problem.column) for problem in report.problems()}
    for failure in failed:
        for position, (row, cells) in zip(failure.positions, failing(sheet, failure), strict=False):
            column = sheet.heading(failure.column, position)
            if (row, column) not in unread:
                report.add(replace(_problem(sheet, failure, row, cells), column=column))
        report.count(failure.severity, max(0, len(failure.positions) - MAX_PROBLEMS))


def failing(sheet: Sheet, failure: Failure) -> Iterable[tuple[int, dict[str, Any]]]:
    """The first rows in which a check failed: number in Excel, and the cells with the facts of the rule."""
    first = failure.positions.head(MAX_PROBLEMS)
    cells = plain(sheet.table[first])
    if failure.rule and failure.rule.facts:
        cells = cells.with_columns(sheet.rows.with_columns(**failure.rule.facts)[first])
    return zip(sheet.row_numbers.gather(first), cells.rows(named=True), strict=True)


def _holds(rule: Rule) -> Callable[[Any], pl.LazyFrame]:
    return lambda data: data.lazyframe.select(rule.holds)


def _failure(error: SchemaError, by_name: Mapping[str, Rule]) -> Failure:
    name = str(getattr(error.check, "name", error.check))
    statistics = getattr(error.check, "statistics", None) or {"none": None}
    rule = by_name.get(name)
    column = rule.column if rule else str(error.schema.name)
    return Failure(column, _positions(error), name, next(iter(statistics.values())), rule)


def _positions(error: SchemaError) -> pl.Series:
    """The rows, from 0, for which the check came out false."""
    if not isinstance(error.check_output, pl.DataFrame):
        # No check of ours gives this; it would mean that a rule itself is broken.
        raise error
    return error.check_output.to_series().eq(False).arg_true()


def _problem(sheet: Sheet, failure: Failure, row: int, cells: Mapping[str, object]) -> Problem:
    column, rule = failure.column, failure.rule
    told = None if cells[column] is None else sheet.said(column, cells[column])
    if rule:
        meant = str(cells[rule.meant]) if rule.meant else None
        return Problem(failure.severity, row, column, told, sheet.filled(rule.message, cells, column), meant)
    message, meant = _of_column(sheet.columns[column], failure, told)
    return Problem("fout", row, column, told, message, meant)


def _of_column(info: ColumnInfo, failure: Failure, told: str | None) -> tuple[str, str | None]:
    """The sentence for a check that a column makes by itself, and the value that was probably meant."""
    if told is None:
        return f"Deze cel is leeg. Vul {wanted(info)} in.", None
    if isinstance(failure.limit, int | float):
        return _out_of_bounds(failure, told, number(failure.limit, info.unit)), None
    options = [str(option) for option in failure.limit] if isinstance(failure.limit, Iterable) else []
    meant = closest(told, options)
    hint = f"Bedoelt u '{meant}'? " if meant else ""
    return f"'{told}' mag hier niet staan. {hint}Kies uit: {', '.join(options)}.", meant


def _out_of_bounds(failure: Failure, told: str, bound: str) -> str:
    if failure.check.startswith("greater"):
        return f"{told} is lager dan {bound}. Vul {bound} of meer in."
    return f"{told} is hoger dan {bound}. Vul {bound} of minder in."
