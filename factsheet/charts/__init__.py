"""One theme and the few kinds of chart. Charts get figures, never rows, and print what the text prints.

Every chart is a single view (no facets), so that it takes the width of its card or of a phone. It carries its own
title, source and year, and a sentence that says what there is to see.
"""

from factsheet.charts.bars import bars
from factsheet.charts.columns import columns
from factsheet.charts.dots import dots
from factsheet.charts.line import indexed, lines
from factsheet.charts.pyramid import pyramid
from factsheet.charts.spark import sparkline
from factsheet.charts.surveys import surveys
from factsheet.charts.theme import FONT, HUES, NEUTRAL, TINTS, Mode, as_spec, hue, in_mode

__all__ = [
    "FONT",
    "HUES",
    "NEUTRAL",
    "TINTS",
    "Mode",
    "as_spec",
    "bars",
    "columns",
    "dots",
    "hue",
    "in_mode",
    "indexed",
    "lines",
    "pyramid",
    "sparkline",
    "surveys",
]
