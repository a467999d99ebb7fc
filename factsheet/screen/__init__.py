"""What pages share on the screen. Pages arrange these parts; the parts calculate nothing."""

from factsheet.markup.tables import table
from factsheet.screen.bar import page_bar
from factsheet.screen.cached import Shown, rendered_of, sheet_of
from factsheet.screen.choose import choose_area_or_whole, choose_areas, choose_data_year, choose_year
from factsheet.screen.explaining import explanation
from factsheet.screen.links import link
from factsheet.screen.management import beside_others, developments, targets, wijken_table
from factsheet.screen.maps import wijken_on_maps
from factsheet.screen.parts import colophon, opening, revised, true_counts
from factsheet.screen.sections import all_figures, cards
from factsheet.screen.wijk_sheet import wijk_sheet, wijken_side_by_side

__all__ = [
    "Shown",
    "all_figures",
    "beside_others",
    "cards",
    "choose_area_or_whole",
    "choose_areas",
    "choose_data_year",
    "choose_year",
    "colophon",
    "developments",
    "explanation",
    "link",
    "opening",
    "page_bar",
    "rendered_of",
    "revised",
    "sheet_of",
    "table",
    "targets",
    "true_counts",
    "wijk_sheet",
    "wijken_on_maps",
    "wijken_side_by_side",
    "wijken_table",
]
