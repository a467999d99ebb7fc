"""A column per year."""

from __future__ import annotations

import altair as alt

from factsheet.charts.canvas import Words, layered, marks, row, scale, under
from factsheet.charts.description import known, of_lines
from factsheet.figures import Figure

HEIGHT, SIDE = 100, 40  # pixels; half a column at most at either side


def columns(figure: Figure) -> alt.LayerChart | None:
    """A column per year from zero, this year full and others light, with the first value and the last above them."""
    points = known(figure)
    if not points:
        return None
    most = max(point.waarde or 0 for point in points) or 1
    x = scale(points[0].jaar, max(points[-1].jaar, points[0].jaar + 1), SIDE, SIDE)
    thick = {"expr": f"min({2 * SIDE - 8}, 0.62 * width / {len(points)})"}
    rows = [row(figure, p, x=p.jaar, y=HEIGHT - (HEIGHT - 16) * (p.waarde or 0) / most, y2=HEIGHT) for p in points]
    this = [one for one, p in zip(rows, points, strict=True) if p.jaar == figure.jaar]
    others = [one for one in rows if one not in this]
    return layered(
        [
            *marks("bar", [one | {"kleur": None} for one in others], "spoor", x, width=thick),
            *marks("bar", others, "stil", x, width=thick, filled=False, strokeWidth=1.5),
            *marks("bar", this, "cijfer", x, width=thick),
            *Words("waarde", x, "center", dy=-8).of(rows[:1] + rows[1:][-1:], "label"),
            *under([point.jaar for point in points], x, HEIGHT + 11),
        ],
        HEIGHT + 20,
        of_lines([figure], "Kolommen"),
    )
