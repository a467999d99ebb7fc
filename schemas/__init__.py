"""The files that editors upload: the yearly CSVs, and the records that yearly tables are counted from.

A dataset is one file in this folder, and a kind of record one file in `registratie/`: nothing else lists them.
"""

from __future__ import annotations

import importlib
import pkgutil
from typing import TypeVar

from schemas.columns import ColumnInfo, Severity, column
from schemas.dataset import Csv, YearlyCsv
from schemas.declared import undeclared
from schemas.rule import Rule

__all__ = [
    "REGISTRATIE",
    "SCHEMAS",
    "ColumnInfo",
    "Csv",
    "Rule",
    "Severity",
    "YearlyCsv",
    "column",
    "of_year",
    "required",
    "titled",
]

Kind = TypeVar("Kind", bound=Csv)
HELPERS = frozenset(
    {"cijfers", "codelists", "columns", "dataset", "declared", "domain", "municipality", "protection", "rule"}
)


def _schemas(folder: str, kind: type[Kind]) -> dict[str, type[Kind]]:
    """The one schema of each file in a folder, by the name of the file. Raises TypeError for a file without."""
    path = [f"{place}{folder.replace('.', '/')}" for place in __path__]
    modules = [module.name for module in pkgutil.iter_modules(path) if not module.ispkg]
    return {name: _schema(f"{__name__}{folder}.{name}", kind) for name in modules if folder or name not in HELPERS}


def _schema(module: str, kind: type[Kind]) -> type[Kind]:
    members = vars(importlib.import_module(module)).values()
    found = [one for one in members if isinstance(one, type) and issubclass(one, kind) and one.__module__ == module]
    if len(found) != 1:
        raise TypeError(
            f"{module.replace('.', '/')}.py declares {len(found)} schemas. A file in this folder is a dataset: "
            f"give it one {kind.__name__}, or name it among the HELPERS in schemas/__init__.py."
        )
    return found[0]


def of_year(year: int) -> dict[str, type[YearlyCsv]]:
    """The datasets that exist in a year."""
    return {name: schema for name, schema in SCHEMAS.items() if (schema.since or year) <= year}


def required(year: int) -> list[str]:
    """The datasets that a year cannot do without."""
    return [name for name, schema in of_year(year).items() if not schema.optional]


def titled(dataset: str) -> str:
    """A dataset in words, with the name of its file: "Sociaal-economische score (ses)"."""
    schema = SCHEMAS.get(dataset)
    return f"{schema.title} ({dataset})" if schema and schema.title else dataset


SCHEMAS: dict[str, type[YearlyCsv]] = _schemas("", YearlyCsv)
# One row is one indication of one client: counted at once, and never kept.
REGISTRATIE: dict[str, type[Csv]] = _schemas(".registratie", Csv)

if wrong := list(undeclared(SCHEMAS)):
    raise TypeError("\n".join(wrong))
