"""A file of records → the tables that are counted from it. The records themselves end with this call."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from factsheet.parse import Parsed, Problem, ReadAs, parse
from factsheet.records.counting import LeftOut, count
from factsheet.records.judging import problems
from factsheet.records.keeping import checked
from factsheet.settings import Settings
from factsheet.validate import Checked
from schemas import REGISTRATIE

NO_YEAR = "Over welk jaar moet dit bestand geteld worden? Zet het jaar in de naam van het bestand, of kies het jaar."


@dataclass(frozen=True)
class Recorded:
    """What came of one file of records: what is wrong with it, and, without fouten, what was counted.

    `tables` are counted and checked as if they were uploaded; `told` and `left_out` say in Dutch how it was counted
    and what could not be. Nothing in here is about one client.
    """

    name: str
    year: int | None
    rows: int
    read_as: ReadAs
    problems: tuple[Problem, ...]
    tables: tuple[Checked, ...] = ()
    told: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    @property
    def ok(self) -> bool:
        return not any(problem.severity == "fout" for problem in self.problems)


def is_records(data: bytes, settings: Settings, name: str = "") -> bool:
    """Whether a file holds records of single clients, to be counted, and no yearly table."""
    return parse(data, name=name, settings=settings).dataset in REGISTRATIE


def read(
    data: bytes,
    settings: Settings,
    *,
    year: int | None = None,
    name: str = "",
    last_year: Callable[[str, int], pl.DataFrame | None] | None = None,
) -> Recorded:
    """Read, judge and count one file of records; raises for no bytes at all. Without `year` the name must hold it."""
    parsed = parse(data, "indicaties", name=name, settings=settings)
    year = year or _year_in(name)
    found = _all_problems(parsed, year, settings)
    outcome = Recorded(name, year, parsed.rows.height, parsed.read_as, found)
    if year is None or not outcome.ok:
        return outcome
    counted = count(parsed.rows, year, settings)
    tables = tuple(checked(counted, settings, last_year))
    return Recorded(name, year, parsed.rows.height, parsed.read_as, found, tables, counted.told, counted.left_out)


def _all_problems(parsed: Parsed, year: int | None, settings: Settings) -> tuple[Problem, ...]:
    found = parsed.problems
    if len(parsed.rows):
        found += problems(parsed.rows, parsed.row_numbers, settings, parsed.problems)
    return found if year else (*found, Problem("fout", None, None, None, NO_YEAR))


def _year_in(name: str) -> int | None:
    years = set(re.findall(r"(?<!\d)20\d\d(?!\d)", name))
    return int(years.pop()) if len(years) == 1 else None
