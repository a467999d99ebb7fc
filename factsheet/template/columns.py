"""What stands in a file of a dataset, for who fills it in: its columns in words, and the keys of its rows."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from factsheet.settings import Settings
from factsheet.validate import wanted
from schemas import SCHEMAS, ColumnInfo, YearlyCsv
from schemas.columns import ONBEKEND
from schemas.rules.general import general_rules


class Described(NamedTuple):
    """One column as an editor needs to know it, in Dutch. `unit` is "" for a column without."""

    column: str
    title: str
    unit: str
    rule: str


def describe(dataset: str, settings: Settings) -> list[Described]:
    """Every column with its title, unit and rules, in the order of the file. Raises KeyError for an unknown dataset."""
    schema = SCHEMAS[dataset]
    return [
        Described(name, info.title, info.unit or "", _rule(schema, info, settings))
        for name, info in schema.columns().items()
    ]


def keys(schema: type[YearlyCsv], settings: Settings) -> list[dict[str, str]]:
    """The rows of an empty file: every area with every combination, by column; one row when the keys are free."""
    combinations = schema.combinations(settings, pl.DataFrame()).rows(named=True) or [{}]
    if not schema.per_area:
        return combinations
    names = [wijk.naam for wijk in settings.wijken]
    names += [ONBEKEND, settings.gemeente.naam] if schema.onbekend else [settings.gemeente.naam]
    return [{"gebied": name, **combination} for name in names for combination in combinations]


def _rule(schema: type[YearlyCsv], info: ColumnInfo, settings: Settings) -> str:
    rules = [*general_rules(schema, settings), *schema.rules(settings)]
    sentences = [kind(info, settings), *(rule.help for rule in rules if rule.column == info.name)]
    sentences += [rule.help for rule in schema.cross_dataset_rules() if rule.column == info.name]
    if info.optional:
        sentences.append("Mag leeg blijven.")
    return " ".join(dict.fromkeys(sentence for sentence in sentences if sentence))


def kind(info: ColumnInfo, settings: Settings) -> str:
    """What may stand in a column by itself, as a sentence; empty for wijken, which have a rule of their own."""
    values = info.values(settings)
    if values is not None:
        return f"Kies uit: {', '.join(values)}."
    return "" if info.is_area else f"Vul {wanted(info)} in{_bounds(info)}."


def _bounds(info: ColumnInfo) -> str:
    if info.ge is not None and info.le is not None:
        return f", van {info.ge:g} tot en met {info.le:g}"
    return f", {info.ge:g} of meer" if info.ge is not None else ""
