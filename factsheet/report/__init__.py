"""What an editor gets back: the count, the wrong rows with their neighbours, and the file itself, marked."""

from factsheet.report.excerpt import Excerpt, Line, neighbours
from factsheet.report.wording import Correction, by_correction, count_of, counted, holds_persons, rows_of
from factsheet.report.workbook import marked

__all__ = [
    "Correction",
    "Excerpt",
    "Line",
    "by_correction",
    "count_of",
    "counted",
    "holds_persons",
    "marked",
    "neighbours",
    "rows_of",
]
