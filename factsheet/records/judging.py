"""Records + schema → what is wrong. The same rules as for every file, told without a single value of a record."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import polars as pl

from factsheet.parse import Problem, dutch, listed, shown
from factsheet.records.naming import nameable
from factsheet.settings import Settings
from factsheet.validate import wanted
from schemas import REGISTRATIE, ColumnInfo, Rule

ROWS_NAMED = 5  # rows that a message lists
CODED = ("eenheid", "frequentie")  # columns of which a message repeats what it does not know
DATASET = "indicaties"


def problems(
    records: pl.DataFrame, row_numbers: pl.Series, settings: Settings, known: Collection[Problem] = ()
) -> tuple[Problem, ...]:
    """Every rule that the records break: one Problem each, at its first row, with how many rows and which.

    Args:
        records: rows in the columns and types of the schema; an unreadable cell is null.
        row_numbers: the numbers of these rows in Excel.
        known: what reading the file already found. Those cells are empty because of it, and not judged again.
    """
    schema = REGISTRATIE[DATASET]
    wrong = [name for name, info in schema.columns().items() if records.schema.get(name) != info.dtype()]
    if wrong:
        return tuple(_wrong_column(name) for name in wrong)
    of_columns = [rule for info in schema.columns().values() for rule in _of_column(info, settings)]
    rules = [*of_columns, *schema.rules(settings)]
    numbered = records.with_columns(row_numbers.alias("row"))
    found = list(_judge(numbered, [rule for rule in rules if not rule.whole_file], known))
    if not any(problem.severity == "fout" for problem in (*known, *found)):
        found += _judge(numbered, [rule for rule in rules if rule.whole_file], known)
    return tuple(sorted(found, key=lambda problem: (problem.severity != "fout", problem.row or 0)))


def _judge(numbered: pl.DataFrame, rules: list[Rule], known: Collection[Problem]) -> Iterator[Problem]:
    held = numbered.select(rule.holds.fill_null(True).alias(str(place)) for place, rule in enumerate(rules))
    for place, rule in enumerate(rules):
        unread = [problem.row for problem in known if problem.column == rule.column and problem.row is not None]
        broken = numbered["row"].filter(~held[str(place)])
        rows = broken.filter(~broken.is_in(unread))
        if len(rows):
            values = _values(numbered, rule.column, rows) if rule.column in CODED else []
            quoted = [f"'{value}'" for value in values]
            what = f" Er staat: {listed(quoted)}." if quoted else ""
            message, value = f"{rule.message}{what} {_where(rows)}", values[0] if values else None
            yield Problem(rule.severity, int(rows[0]), rule.column, value, message, personal=rule.personal)


def _values(numbered: pl.DataFrame, column: str, rows: pl.Series) -> list[str]:
    """What stands in these rows, as far as it may be named; the most used first."""
    named = numbered.filter(pl.col("row").is_in(rows.implode()), nameable(column).fill_null(False))
    most = named.group_by(column).agg(pl.len(), pl.col("row").min()).sort("len", "row", descending=[True, False])
    return [shown(value) for value in most[column].head(ROWS_NAMED)]


def _where(rows: pl.Series) -> str:
    """ "Dit staat in rij 5." or "Dit staat in 1.234 rijen: 2, 3, 4, 5, 6 en nog 1.229 andere." """
    if len(rows) == 1:
        return f"Dit staat in rij {rows[0]}."
    more = len(rows) - ROWS_NAMED
    named = [*rows.head(ROWS_NAMED), *([f"nog {dutch(more)} andere"] if more > 0 else [])]
    return f"Dit staat in {dutch(len(rows))} rijen: {listed(named)}."


def _of_column(info: ColumnInfo, settings: Settings) -> Iterator[Rule]:
    """What a column asks by itself, as rules."""
    cell = pl.col(info.name)
    if not info.optional:
        yield Rule(info.name, cell.is_not_null(), f"Deze cel is leeg. Vul {wanted(info)} in.", help="")
    values = info.values(settings)
    if values is not None:
        yield Rule(info.name, cell.is_in(values), f"Dit mag hier niet staan. Kies uit: {', '.join(values)}.", help="")
    if info.ge is not None:
        yield Rule(info.name, cell >= info.ge, f"Het getal is lager dan {dutch(info.ge)}.", help="")
    if info.le is not None:
        yield Rule(
            info.name, cell <= info.le, f"Het getal is hoger dan {dutch(info.le)}. Controleer de komma.", help=""
        )


def _wrong_column(name: str) -> Problem:
    message = f"De kolom '{name}' ontbreekt of heeft het verkeerde soort waarden."
    return Problem("fout", None, name, None, message)
