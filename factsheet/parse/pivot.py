"""A pivot table in the form that Excel makes by itself: wijken and groups in one column, one under the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from factsheet.parse.cells import area_names
from factsheet.parse.header import TOTALS, spellings
from factsheet.parse.wording import key
from factsheet.parse.workbook import Page, first_lines_of
from factsheet.settings import Settings
from schemas import SCHEMAS

LABELS = frozenset({"rijlabels", "row labels"})
FEWEST = 2  # groups that must be known


def unfolded(page: Page, settings: Settings) -> Page:
    """The sheet with the outer labels in a column of their own, at the end; any other sheet as it is."""
    header = next((row for row, cells in enumerate(page.lines) if cells and key(cells[0]) in LABELS), None)
    if header is None:
        return page
    areas = frozenset(map(key, area_names(settings)))
    labels = [key(cells[0]) for cells in page.lines[header + 1 :] if cells]
    column, groups = _groups(labels, areas, settings)
    first = next((label for label in labels if label in groups or label in areas), "")
    inner, outer = ("gebied", column) if first in groups else (column or "gebied", "gebied")
    outside = groups.keys() if first in groups else areas if column else frozenset()
    width = max(map(len, page.lines))
    lines: list[tuple[str, ...]] = list(page.lines)
    current = ""
    for row, cells in enumerate(lines[header:], start=header):
        if row == header:
            lines[row] = _line(cells, inner, outer if column else "", width)
        elif cells and key(cells[0]) in outside:
            current, lines[row] = cells[0], ()
        elif cells and column and key(cells[0]) in TOTALS:
            lines[row] = ()
        elif cells:
            lines[row] = _line(cells, cells[0], current, width)
    names = " en ".join(sorted({inner, outer}))
    doubt = f"Dit is een draaitabel. De rijlabels zijn gelezen als {names}. Kijk of dat klopt."
    return replace(page, lines=lines, head=first_lines_of(lines), doubt=doubt)


def _line(cells: Sequence[str], label: str, beside: str, width: int) -> tuple[str, ...]:
    return (label.strip(), *cells[1:], *[""] * (width - len(cells)), beside.strip())


def _groups(labels: Sequence[str], areas: frozenset[str], settings: Settings) -> tuple[str, Mapping[str, str]]:
    """The column of which most labels are values, and those; an area may be called "onbekend" too."""
    found: list[tuple[int, str, Mapping[str, str]]] = []
    for schema in SCHEMAS.values():
        for column in schema.categories():
            ways = {way: value for way, value in spellings(schema, column, settings).items() if way not in areas}
            known = len(ways.keys() & set(labels))
            found += [(known, column, ways)] if known >= FEWEST else []
    return max(found, key=lambda one: one[0], default=(0, "", {}))[1:]
