"""The key figures of a year, side by side."""

from __future__ import annotations

import functools

from markupsafe import Markup

from factsheet import charts
from factsheet.figures import Figure
from factsheet.narrate import arrow, change_in_short, compared_with, notation


@functools.lru_cache(maxsize=256)
def tiles(figures: tuple[Figure, ...], jaar: int) -> Markup:
    """The tiles, and what all arrows and changes of the page are against."""
    shown = Markup().join(_tile(figure, jaar) for figure in figures)
    since = compared_with(figures, jaar - 1)
    line = Markup('<p class="sd-sinds">{}</p>').format(since) if since else ""
    return Markup('<div class="sd-kern">{}</div>{}').format(shown, line)


def _tile(figure: Figure, jaar: int) -> Markup:
    line = charts.sparkline(figure)
    image = Markup('<img src="{}" alt="">').format(line) if line else ""
    return Markup(
        '<div class="sd-tegel"><p>{}</p><strong>{}</strong><span><b aria-hidden="true">{}</b> {}</span>{}</div>'
    ).format(figure.label, notation.in_short(figure), arrow(figure), change_in_short(figure, jaar - 1), image)
