"""One theme and the few kinds of chart. Charts get figures, never rows, and print what the text prints.

Every chart is a single view (no facets), so that it takes the width of the page or the phone.
"""

from factsheet.charts.band import Band, bands
from factsheet.charts.columns import columns_per_year
from factsheet.charts.divided import BAR, with_and_without
from factsheet.charts.grouped import classes
from factsheet.charts.layers import pyramid
from factsheet.charts.line import lines
from factsheet.charts.spark import sparkline
from factsheet.charts.stacked import LETTER, ROOM, share_bars
from factsheet.charts.theme import EERDER, FONT, HUES, INK, QUIET, SAMEN, WHITE, Mode, as_spec, hue, in_mode

__all__ = [
    "BAR",
    "EERDER",
    "FONT",
    "HUES",
    "INK",
    "LETTER",
    "QUIET",
    "ROOM",
    "SAMEN",
    "WHITE",
    "Band",
    "Mode",
    "as_spec",
    "bands",
    "classes",
    "columns_per_year",
    "hue",
    "in_mode",
    "lines",
    "pyramid",
    "share_bars",
    "sparkline",
    "with_and_without",
]
