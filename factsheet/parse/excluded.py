"""The sheets of a workbook that were not read: told by name, and a warning when another table is on one of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factsheet.parse.header import find
from factsheet.parse.lines import Sheet
from factsheet.parse.problem import Problem, UnusableError
from factsheet.parse.wording import listed, shown
from factsheet.parse.workbook import Page
from factsheet.settings import Settings

NAMED = 5  # sheets that a sentence lists


def excluded_sheets(sheets: Sequence[Sheet], read: Sheet) -> list[str]:
    """ "Werkblad 'Toelichting' is niet gelezen." """
    others = [f"{_quoted(page)}{' (verborgen)' if page.hidden else ''}" for page in _others(sheets, read)]
    others = list(dict.fromkeys(others))
    if not others:
        return []
    one = len(others) == 1
    return [f"Werkblad{'' if one else 'en'} {_listed(others)} {'is' if one else 'zijn'} niet gelezen."]


def other_tables(sheets: Sequence[Sheet], read: Sheet, settings: Settings) -> Iterator[Problem]:
    """A file holds one table. Of a workbook with more of them somebody may think that all were read."""
    others = [_quoted(page) for page in _others(sheets, read) if page.head and _has_table(page, settings)]
    others = list(dict.fromkeys(others))
    if others:
        message = (
            f"Alleen werkblad '{shown(read.name)}' is gelezen. Op werkblad {_listed(others)} staat ook een tabel. "
            "Zet elke tabel in een eigen bestand, en kies ze allemaal."
        )
        yield Problem("waarschuwing", None, None, None, message)


def tables_below(sheets: Sequence[Sheet], read: Sheet, line: int) -> Iterator[Problem]:
    """Of tables under each other one is read, and somebody may think that all were."""
    same = [sheet for sheet in sheets if (sheet.name, sheet.separator) == (read.name, read.separator)]
    rows = [sheet.head[0].row for sheet in same if sheet is not read and sheet.head]
    if rows:
        message = (
            f"In dit bestand staan meer tabellen onder elkaar. Gelezen is de tabel vanaf rij {line}. Niet gelezen is "
            f"wat vanaf rij {listed(rows)} staat. Zet elke tabel in een eigen bestand, en kies ze allemaal."
        )
        yield Problem("waarschuwing", rows[0], None, None, message)


def about_hidden(sheets: Sequence[Sheet]) -> Iterator[Problem]:
    """For a workbook in which no table was found: it may be where nobody sees it."""
    if any(isinstance(page, Page) and page.hidden for page in sheets):
        message = (
            "Dit bestand heeft een verborgen werkblad. Dat lezen wij niet. Staan de cijfers daar? Maak het zichtbaar."
        )
        yield Problem("waarschuwing", None, None, None, message)


def _others(sheets: Sequence[Sheet], read: Sheet) -> list[Page]:
    return [page for page in sheets if isinstance(page, Page) and page.name != read.name]


def _has_table(page: Page, settings: Settings) -> bool:
    try:
        _, layout = find([page], None, page.name, settings)
    except UnusableError:
        return False
    return not set(layout.missing) - {"jaar"}


def _quoted(page: Page) -> str:
    return f"'{shown(page.name)}'"


def _listed(names: Sequence[str]) -> str:
    more = len(names) - NAMED
    return listed([*names[:NAMED], *([f"nog {more} andere"] if more > 0 else [])])
