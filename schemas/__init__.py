"""The yearly CSVs. A dataset is one file in this folder, found by its name: nothing else lists them."""

from __future__ import annotations

import importlib
import pkgutil

from schemas.base import ColumnInfo, Rule, Severity, YearlyCsv, column

__all__ = ["SCHEMAS", "ColumnInfo", "Rule", "Severity", "YearlyCsv", "column"]


def _schemas() -> dict[str, type[YearlyCsv]]:
    found = {}
    for module in pkgutil.iter_modules(__path__):
        if module.ispkg or module.name == "base":
            continue
        members = vars(importlib.import_module(f"{__name__}.{module.name}")).values()
        (found[module.name],) = (
            member
            for member in members
            if isinstance(member, type) and issubclass(member, YearlyCsv) and member is not YearlyCsv
        )
    return found


SCHEMAS: dict[str, type[YearlyCsv]] = _schemas()
