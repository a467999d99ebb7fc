"""One file beside the others of the same year: inhabitants beside households, clients beside inhabitants."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import polars as pl

from factsheet.parse import MAX_PROBLEMS, Problem, Report
from factsheet.validate.sheet import Sheet, number
from factsheet.validate.year_on_year import Explained
from schemas import SCHEMAS, YearlyCsv
from schemas.columns import ONBEKEND
from schemas.rule import CrossDatasetRule, Operand


def related(dataset: str) -> set[str]:
    """The datasets that this one is compared with, whichever of the two declares the rule."""
    others = {
        name
        for name, schema in SCHEMAS.items()
        if any(rule.dataset == dataset for rule in schema.cross_dataset_rules())
    }
    return others | {rule.dataset for rule in SCHEMAS[dataset].cross_dataset_rules()}


def compare_datasets(
    sheet: Sheet,
    dataset: str,
    others: Mapping[str, pl.DataFrame],
    report: Report,
    *,
    explained: Explained,
    together: Collection[str],
) -> None:
    """Compare with the rows of other datasets of the same year, except for what last year `explained` already.

    A rule between two files of one upload is told with the file that declares it: `together` names the others.
    """
    for rule in sheet.schema.cross_dataset_rules():
        there = others.get(rule.dataset)
        if there is not None and _has(SCHEMAS[rule.dataset], there) and rule.column not in explained.columns:
            report.add(*_declared(sheet, rule, there, explained))
    for name, schema, rule in _about(dataset):
        here = others.get(name)
        if (
            here is not None
            and name not in together
            and _has(schema, here)
            and rule.there.column not in explained.columns
        ):
            report.add(*_declared_elsewhere(sheet, rule, schema, here, explained))


def _about(dataset: str) -> Iterator[tuple[str, type[YearlyCsv], CrossDatasetRule]]:
    """The rules of other datasets about this one."""
    for name, schema in SCHEMAS.items():
        yield from ((name, schema, rule) for rule in schema.cross_dataset_rules() if rule.dataset == dataset)


def _has(schema: type[YearlyCsv], rows: pl.DataFrame) -> bool:
    """Rows that were stored by an older version may lack a column."""
    return set(rows.columns) >= {*schema.grid, *(name for name in schema.measures() if not _optional(schema, name))}


def _optional(schema: type[YearlyCsv], name: str) -> bool:
    return schema.columns()[name].optional


def _declared(sheet: Sheet, rule: CrossDatasetRule, there: pl.DataFrame, explained: Explained) -> list[Problem]:
    broken = _broken(rule, sheet.rows, there, explained)
    return [
        Problem(rule.severity, *_place(sheet, rule.here, _own(rule), cells), _message(sheet, rule, cells))
        for cells in broken.rows(named=True)
    ]


def _declared_elsewhere(
    sheet: Sheet, rule: CrossDatasetRule, schema: type[YearlyCsv], here: pl.DataFrame, explained: Explained
) -> list[Problem]:
    """The same rule, beside the other file. The file that is kept may be the wrong one, so this never blocks."""
    declaring = Sheet(schema, sheet.settings, here, pl.Series("row", [], pl.Int64))
    broken = _broken(rule, here, sheet.rows, explained)
    return [
        Problem("waarschuwing", *_place(sheet, rule.there, rule.on, cells), _message(declaring, rule, cells))
        for cells in broken.rows(named=True)
    ]


def _broken(rule: CrossDatasetRule, here: pl.DataFrame, there: pl.DataFrame, explained: Explained) -> pl.DataFrame:
    """Each combination that does not hold, with `hier`, `daar` and the facts of the rule."""
    mine = _figures(here, rule.here, _own(rule), "hier")
    theirs = _figures(there, rule.there, rule.on, "daar")
    both = mine.join(theirs, on=list(rule.on), how="inner", maintain_order="left").with_columns(**rule.facts)
    return both.filter(~pl.col("gebied").is_in([ONBEKEND, *explained.areas]), ~rule.holds).head(MAX_PROBLEMS)


def _own(rule: CrossDatasetRule) -> dict[str, pl.Expr]:
    return {name: pl.col(name) for name in rule.per}


def _figures(rows: pl.DataFrame, operand: Operand, keys: Mapping[str, pl.Expr], name: str) -> pl.DataFrame:
    counted = rows.filter(operand.where).select(pl.col(operand.column).alias(name), **keys)
    return counted.group_by(list(keys), maintain_order=True).agg(pl.col(name).sum())


def _message(declaring: Sheet, rule: CrossDatasetRule, cells: Mapping[str, Any]) -> str:
    unit = SCHEMAS[rule.dataset].columns()[rule.there.column].unit
    # Other datasets have other units: a count of people beside euros is no amount.
    return declaring.filled(rule.message, {**cells, "daar": number(cells["daar"], unit)}, rule.column)


def _place(
    sheet: Sheet, operand: Operand, keys: Mapping[str, pl.Expr], cells: Mapping[str, Any]
) -> tuple[int, str, str]:
    """Row, column and value of the cell of this file that counts most in the figure."""
    rows = sheet.numbered.filter(operand.where, *(key == cells[name] for name, key in keys.items()))
    largest = rows.sort(operand.column, descending=True, nulls_last=True, maintain_order=True).row(0, named=True)
    return largest["row"], operand.column, sheet.said(operand.column, largest[operand.column])
