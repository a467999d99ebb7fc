"""The files that editors upload: the yearly CSVs, and the records that yearly tables are counted from.

A dataset is one file in this folder, and a kind of record one file in `registratie/`: nothing else lists them.
"""

from __future__ import annotations

import importlib
import pkgutil
from typing import TypeVar

from schemas.base import ColumnInfo, Csv, Rule, Severity, YearlyCsv, column

__all__ = ["REGISTRATIE", "SCHEMAS", "ColumnInfo", "Csv", "Rule", "Severity", "YearlyCsv", "column"]

Kind = TypeVar("Kind", bound=Csv)


def _schemas(folder: str, kind: type[Kind]) -> dict[str, type[Kind]]:
    """The one schema of each file in a folder, by the name of the file."""
    path = [f"{place}{folder.replace('.', '/')}" for place in __path__]
    found = {}
    for module in pkgutil.iter_modules(path):
        if module.ispkg or module.name == "base":
            continue
        members = vars(importlib.import_module(f"{__name__}{folder}.{module.name}")).values()
        (found[module.name],) = (
            member for member in members if isinstance(member, type) and issubclass(member, kind) and member is not kind
        )
    return found


SCHEMAS: dict[str, type[YearlyCsv]] = _schemas("", YearlyCsv)
# One row is one indication of one client: counted at once, and never kept.
REGISTRATIE: dict[str, type[Csv]] = _schemas(".registratie", Csv)
