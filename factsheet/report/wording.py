"""How many problems there are, in words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from factsheet.parse import Problem, dutch

# How a message says that there are persons in a file.
PERSONAL = re.compile(r"persoonsgegeven|burgerservicenummer|\bbsn", re.IGNORECASE)


def counted(problems: Iterable[Problem]) -> str:
    """ "3 fouten en 1 waarschuwing"; "" when there are none."""
    found = [problem.severity for problem in problems]
    parts = [
        count_of(found.count("fout"), "fout", "fouten"),
        count_of(found.count("waarschuwing"), "waarschuwing", "waarschuwingen"),
    ]
    return " en ".join(part for part in parts if part)


def count_of(number: int, one: str, many: str) -> str:
    """ "1 fout", "1.234 fouten", or "" for none."""
    return f"{dutch(number)} {one if number == 1 else many}" if number else ""


def holds_persons(problems: Iterable[Problem]) -> bool:
    """Whether a file was refused because of persons in it. Nothing of such a file may be shown or given back."""
    return any(PERSONAL.search(problem.message) for problem in problems)
