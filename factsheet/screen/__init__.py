"""What pages share on the screen. Pages arrange these parts; the parts calculate nothing."""

from factsheet.screen.cached import Shown, front_of, rendered_of, sheet_of, summary_of
from factsheet.screen.choose import choose_area, choose_data_year, choose_year
from factsheet.screen.explaining import explanation
from factsheet.screen.parts import (
    edition_line,
    headline,
    key_figures,
    paragraph,
    qr,
    revised,
    sections,
    still_missing,
    style,
    true_counts,
)
from factsheet.screen.tables import heat_table, table

__all__ = [
    "Shown",
    "choose_area",
    "choose_data_year",
    "choose_year",
    "edition_line",
    "explanation",
    "front_of",
    "headline",
    "heat_table",
    "key_figures",
    "paragraph",
    "qr",
    "rendered_of",
    "revised",
    "sections",
    "sheet_of",
    "still_missing",
    "style",
    "summary_of",
    "table",
    "true_counts",
]
