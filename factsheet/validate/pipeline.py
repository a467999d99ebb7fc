"""Rows + schema + last year + other files → what is wrong. The rules stand in the schemas; here they are only put.

Columns first, content after, and sums and comparisons last: a sum over rows with a mistake in them would blame the
good rows. Files of one upload are compared with each other, and not with what they are about to replace.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from factsheet.parse import MAX_PROBLEMS, NO_ROWS, Corrections, Decimal, Parsed, Problem, Report, parse
from factsheet.settings import Settings
from factsheet.validate.checked import Checked
from factsheet.validate.completeness import completeness
from factsheet.validate.cross_dataset import compare_datasets, related
from factsheet.validate.gone import gone
from factsheet.validate.roundings import roundings
from factsheet.validate.rules import explain, failures, failures_of_all, wrong_columns
from factsheet.validate.sheet import Sheet, without_empty_rows
from factsheet.validate.sums import explain_sums
from factsheet.validate.unplaced import unplaced
from factsheet.validate.year_on_year import Explained, compare
from factsheet.validate.years import comparable
from schemas import REGISTRATIE, SCHEMAS

RECORDS = "In dit bestand staat één rij per indicatie. Zo'n bestand wordt geteld, en niet zelf bewaard."
# Gives the rows of a dataset and a year that are kept, when there are any.
Kept = Callable[[str, int], pl.DataFrame | None]


def check(
    data: bytes,
    settings: Settings,
    *,
    name: str = "",
    dataset: str | None = None,
    last_year: Kept | None = None,
    siblings: Kept | None = None,
    decimal: Decimal | None = None,
    corrections: Corrections | None = None,
) -> Checked:
    """Parse and validate one file; raises for no bytes at all.

    `last_year` is called with the dataset and the year before that of the file, `siblings` with other datasets and
    the same year; both give those rows when there are.
    """
    parsed = parse(data, dataset, name=name, settings=settings, decimal=decimal, corrections=corrections)
    return validate_together([parsed], settings, last_year=last_year, siblings=siblings)[0]


def validate(
    parsed: Parsed,
    settings: Settings,
    last_year: pl.DataFrame | None = None,
    siblings: Mapping[str, pl.DataFrame] | None = None,
) -> Checked:
    """Put every rule of the schema to the rows, and compare them with those of last year and of other datasets."""
    others = siblings or {}
    return validate_together(
        [parsed], settings, last_year=lambda *_: last_year, siblings=lambda dataset, _: others.get(dataset)
    )[0]


def validate_together(
    files: Iterable[Parsed],
    settings: Settings,
    *,
    last_year: Kept | None = None,
    siblings: Kept | None = None,
) -> tuple[Checked, ...]:
    """The same for files that were parsed before: each by itself first, then beside each other and what is kept."""
    judged = [_alone(parsed, settings) for parsed in files]
    together = {file.key: file for file in judged if file.key}
    for file in judged:
        if file.sound:
            _compared(file, together, last_year, siblings)
    return tuple(file.checked for file in judged)


@dataclass
class _Judged:
    """One file on its way through the rules. `sheet` is None when there is nothing to judge."""

    parsed: Parsed
    report: Report
    sheet: Sheet | None = None
    sound: bool = False
    notes: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, int] | None:
        dataset, year = self.parsed.dataset, self.parsed.year
        return (dataset, year) if dataset is not None and year is not None else None

    @property
    def checked(self) -> Checked:
        return Checked(
            name=self.parsed.name,
            dataset=self.parsed.dataset,
            year=self.parsed.year,
            table=self.sheet.table if self.sheet else self.parsed.table,
            problems=self.report.problems(),
            read_as=self.parsed.read_as,
            digest=self.parsed.digest,
            notes=(*self.parsed.notes, *self.notes),
        )


def _alone(parsed: Parsed, settings: Settings) -> _Judged:
    """Columns, cells and rows: all that a file tells by itself. Sound means that its sums mean something."""
    file = _Judged(parsed, Report(parsed.problems))
    if parsed.dataset in REGISTRATIE:
        file.report.add(Problem("fout", None, None, None, RECORDS))
        return file
    if parsed.dataset is None or not len(parsed.table) or len(parsed.problems) > MAX_PROBLEMS:
        return file
    sheet = Sheet(SCHEMAS[parsed.dataset], settings, parsed.table, parsed.row_numbers, parsed.headings)
    sheet = without_empty_rows(sheet)
    file.sheet = sheet
    if sheet.table.is_empty():
        if not file.report.blocks:
            file.report.add(Problem("fout", None, None, None, NO_ROWS))
        return file
    wrong = wrong_columns(sheet)
    file.report.add(*wrong)
    if wrong:
        return file
    explain(sheet, failures(sheet), file.report)
    years = sheet.table["jaar"]
    if years.min() is not None and years.min() == years.max():
        file.report.take(completeness(sheet))
    file.sound = not file.report.blocks
    return file


def _compared(
    file: _Judged, together: Mapping[tuple[str, int], _Judged], last_year: Kept | None, siblings: Kept | None
) -> None:
    """Sums, the year before, and the other files of the year."""
    if file.sheet is None or file.key is None:
        return
    dataset, year = file.key
    before = _rows(dataset, year - 1, together, last_year)
    before = before if comparable(file.sheet, before) else None
    last = failures_of_all(file.sheet)
    file.notes = tuple(roundings(file.sheet))
    explain(file.sheet, [failure for failure in last if not failure.is_sum], file.report)
    explain_sums(file.sheet, [failure for failure in last if failure.is_sum], before, file.report)
    explained = Explained()
    if before is not None:
        explained = compare(file.sheet, before, file.report)
        gone(file.sheet, before, file.report)
    unplaced(file.sheet, before, file.report, explained=explained.columns)
    others = {name: _rows(name, year, together, siblings) for name in sorted(related(dataset))}
    known = {name: rows for name, rows in others.items() if rows is not None}
    present = {name for name in others if (name, year) in together}
    compare_datasets(file.sheet, dataset, known, file.report, explained=explained, together=present)


def _rows(
    dataset: str, year: int, together: Mapping[tuple[str, int], _Judged], kept: Kept | None
) -> pl.DataFrame | None:
    """The rows to compare with: of this upload, or else those that are kept. Nothing while a file is not sound."""
    uploaded = together.get((dataset, year))
    if uploaded is not None:
        return uploaded.sheet.rows if uploaded.sheet is not None and uploaded.sound else None
    return kept(dataset, year) if kept else None
