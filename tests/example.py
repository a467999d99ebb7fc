"""The example as tests use it: read and published once, without a store."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from factsheet.edition import Factsheet, factsheet
from factsheet.export import plain
from factsheet.figures import Figure, Tables
from factsheet.release.disclose import NO_YEAR, LastYear, disclose, stack
from factsheet.release.snapshot import Concept
from factsheet.sections import SECTIONS
from factsheet.sections.base import figures_in
from factsheet.settings import VOORBEELD, Area, Settings, current
from factsheet.validate import check

YEARS = (2021, 2022, 2023, 2024)


@functools.cache
def true_tables(year: int) -> dict[str, pl.DataFrame]:
    """The checked rows of every dataset of one example year."""
    files = [check(path.read_bytes(), current(), name=path.name) for path in _files(year)]
    assert all(not file.problems for file in files), [file.problems for file in files if file.problems]
    return {file.dataset: file.rows for file in files if file.dataset}


def disclosed(true: Callable[[int], Mapping[str, pl.DataFrame]], years: Sequence[int], settings: Settings) -> Any:
    """What is published of these years, each with the one before it as it was published."""
    parts: dict[int, Any] = {}
    for year in years:
        last = LastYear(true(year - 1), parts[year - 1]) if year - 1 in parts else NO_YEAR
        parts[year] = disclose(true(year), last, settings)
    return stack(parts.values())


@functools.cache
def tables(last: int = 2024) -> Tables:
    """What the edition of year `last` publishes."""
    return Tables(disclosed(true_tables, [year for year in YEARS if year <= last], current()), current())


@functools.cache
def sheet(year: int, area: Area | None = None) -> Factsheet:
    """The factsheet of an example year, of the municipality unless an area is given."""
    return factsheet(tables(year), {}, area or current().gemeente, year)


def as_text(sheet: Factsheet) -> str:
    """A factsheet as `factsheet toon` prints it."""
    front = Concept(tables(sheet.jaar), {}, sheet.jaar).front
    return plain.as_text(sheet, 1, front, current().adres)


@functools.cache
def figures(year: int, area: Area) -> dict[str, Figure]:
    """All figures of one area and year by key, without texts and charts."""
    return {
        figure.sleutel: figure
        for section in SECTIONS
        if section.per_wijk or area.is_gemeente
        for figure in figures_in(section.figures(tables(year), area, year))
    }


def _files(year: int) -> list[Path]:
    return sorted((VOORBEELD / str(year)).glob("*.csv"))
