"""The sections of the factsheet: one file each, found by listing this folder, in the order of their place."""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any

from factsheet.sections.base import Section


def _found() -> tuple[Section[Any], ...]:
    names = [module.name for module in pkgutil.iter_modules(__path__) if module.name != "base"]
    sections = [importlib.import_module(f"{__name__}.{name}").SECTION for name in names]
    return tuple(sorted(sections, key=lambda section: section.plaats))


SECTIONS: tuple[Section[Any], ...] = _found()
