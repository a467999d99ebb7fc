"""What an editor gets back: the count, the wrong rows with their neighbours, and the file itself with the marks in it."""

from factsheet.report.marked import marked
from factsheet.report.neighbours import Excerpt, Line, neighbours
from factsheet.report.wording import PERSONAL, count_of, counted, holds_persons

__all__ = ["PERSONAL", "Excerpt", "Line", "count_of", "counted", "holds_persons", "marked", "neighbours"]
