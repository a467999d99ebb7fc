"""The sections of the factsheet: one file each, found by listing this folder, in the order of their place."""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any

from factsheet.sections.base import Section


def _found() -> tuple[Section[Any], ...]:
    names = [module.name for module in pkgutil.iter_modules(__path__) if module.name != "base"]
    return tuple(sorted((_section(f"{__name__}.{name}") for name in names), key=lambda section: section.order))


def _section(module: str) -> Section[Any]:
    found = getattr(importlib.import_module(module), "SECTION", None)
    if not isinstance(found, Section):
        raise TypeError(
            f"{module.replace('.', '/')}.py declares no SECTION. A file in this folder is a section; "
            "what sections share stands in base.py."
        )
    return found


SECTIONS: tuple[Section[Any], ...] = _found()
