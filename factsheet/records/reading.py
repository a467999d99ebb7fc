"""A file of records → the tables that are counted from it. The records themselves end with this call."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from factsheet.parse import Parsed, Problem
from factsheet.records.counting import Excluded, count
from factsheet.records.judging import problems
from factsheet.records.keeping import as_parsed
from factsheet.records.products import NO_ANSWERS, Answers
from factsheet.records.unknown import UnknownCode
from factsheet.settings import Settings
from schemas import REGISTRATIE

NO_YEAR = "Over welk jaar moet dit bestand geteld worden? Kies het jaar, of zet het in de naam van het bestand."


@dataclass(frozen=True)
class Recorded:
    """What came of one file of records: what is wrong with it, and, without fouten, what was counted.

    `file` is the file without its rows. `tables` are counted and still to be checked, like any yearly file. `messages`
    and `excluded` say in Dutch how it was counted and what could not be; `unknown` are the codes that nobody said the
    meaning of. Nothing in here is about one client.
    """

    file: Parsed
    year: int | None
    indicaties: int
    problems: tuple[Problem, ...]
    tables: tuple[Parsed, ...] = ()
    messages: tuple[str, ...] = ()
    excluded: tuple[Excluded, ...] = ()
    unknown: tuple[UnknownCode, ...] = ()


def is_records(parsed: Parsed) -> bool:
    """Whether a file holds records of single clients, to be counted, and no yearly table."""
    return parsed.dataset in REGISTRATIE


def read(parsed: Parsed, settings: Settings, year: int | None = None, answers: Answers = NO_ANSWERS) -> Recorded:
    """Judge and count one file of records. Without `year` the name of the file must hold it."""
    year = year or _year_in(parsed.name)
    found = _all_problems(parsed, year, settings)
    empty = _without_records(parsed)
    if year is None or any(problem.severity == "fout" for problem in found):
        return Recorded(empty, year, parsed.table.height, found)
    counted = count(parsed.rows, year, settings, answers)
    told = (counted.messages, counted.excluded, counted.unknown)
    return Recorded(empty, year, parsed.table.height, found, as_parsed(counted), *told)


def _without_records(parsed: Parsed) -> Parsed:
    str(parsed.digest)  # which lets go of the bytes
    # Texts, because codes would bring all that they stand for along.
    return replace(parsed, table=parsed.rows.clear(), row_numbers=parsed.row_numbers.clear(), headings=None)


def _all_problems(parsed: Parsed, year: int | None, settings: Settings) -> tuple[Problem, ...]:
    found = parsed.problems
    if len(parsed.table):
        found += problems(parsed.rows, parsed.row_numbers, settings, parsed.problems)
    return found if year else (*found, Problem("fout", None, None, None, NO_YEAR))


def _year_in(name: str) -> int | None:
    years = set(re.findall(r"(?<!\d)20\d\d(?!\d)", name))
    return int(years.pop()) if len(years) == 1 else None
