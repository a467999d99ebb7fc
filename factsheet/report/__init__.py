"""What an editor gets back: the count, the wrong rows with their neighbours, and the file itself, marked."""

from factsheet.report.excerpt import Excerpt, Line, neighbours
from factsheet.report.wording import Mend, by_mend, count_of, counted, holds_persons, rows_of
from factsheet.report.workbook import marked

__all__ = [
    "Excerpt",
    "Line",
    "Mend",
    "by_mend",
    "count_of",
    "counted",
    "holds_persons",
    "marked",
    "neighbours",
    "rows_of",
]
