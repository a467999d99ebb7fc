"""What every chart is put together with: rows, marks, letters, and a scale that leaves room for letters.

A chart has no axes. Heights are pixels from the top; widths are a share of what the page gives, less the pixels that
the letters beside it need. So nothing moves or is cut off, whatever the width.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import altair as alt
import polars as pl

from factsheet.charts.theme import hue
from factsheet.figures import Figure, Point
from factsheet.narrate import notation

Row = dict[str, Any]
Kind = Literal["area", "bar", "line", "point", "rect", "rule"]
Align = Literal["left", "center", "right"]
Across = alt.X | alt.XValue
# The width of a letter of 12 pixels in the widest of the fonts, on average over a word.
LETTER = 6.6
LINE = 14  # pixels from one line of small letters to the next
DOWN = alt.Y("y:Q", scale=None, axis=None)
TOOLTIP = {"kort": "cijfer", "jaar": "jaar", "tekst": "waarde"}
# What else a mark shows of its row, where that has it: `deel` keeps the parts of a line apart.
CHANNELS: dict[str, tuple[str, Any]] = {
    "x2": ("x2", alt.X2("x2:Q")),
    "y2": ("y2", alt.Y2("y2:Q")),
    "deel": ("detail", alt.Detail("deel:N")),
    "tekst": ("tooltip", [alt.Tooltip(f"{field}:N", title=title) for field, title in TOOLTIP.items()]),
    "kleur": ("color", alt.Color("kleur:N", scale=None)),
}


def room(texts: Iterable[str]) -> int:
    """How many pixels the longest of these texts needs."""
    return math.ceil(max((len(text) for text in texts), default=0) * LETTER)


def scale(low: float, high: float, left: float, right: float) -> alt.X:
    """From `low`, so many pixels from the left, to `high`, so many pixels from the right."""
    ends: list[Any] = [left, alt.ExprRef(f"width - {right}")]
    return alt.X("x:Q", axis=None, scale=alt.Scale(domain=[low, high], range=ends, nice=False, zero=False))


def pixels(place: float) -> alt.XValue:
    """A fixed place from the left. (`alt.value` gives a dict, which takes Altair a search to read.)"""
    return alt.XValue(place)  # type: ignore[no-untyped-call]


def right_edge(before: float = 0) -> alt.XValue:
    """A fixed place from the right."""
    return alt.XValue(alt.ExprRef(f"width - {before}"))  # type: ignore[no-untyped-call]


def ceiling(value: float) -> float:
    """The first round number from this value on, for the end of a scale."""
    if value <= 0:
        return 1
    power: float = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10) if step * power >= value * (1 - 1e-9))


def row(figure: Figure, point: Point, **place: Any) -> Row:
    """A row for the value of one year, with its letters, what its tooltip says, and the colour of its law if any."""
    told = {"kort": figure.label, "jaar": str(point.jaar), "tekst": notation.point(point, figure.unit)}
    return told | {"label": label(figure, point), "kleur": hue(figure.sleutel)} | place


def label(figure: Figure, point: Point) -> str:
    """A value as it is printed, or where that takes words, shorter: "< 10"."""
    return notation.point(point, figure.unit).replace("minder dan ", "<\u00a0")


def stretches(points: Sequence[Point]) -> list[int]:
    """For each year which unbroken stretch it is in: a line stops where a year is missing."""
    return [point.jaar - place for place, point in enumerate(points)]


def marks(kind: Kind, rows: Sequence[Row], style: str, x: Across, **look: Any) -> list[alt.Chart]:
    """A mark per row, in the colour of its law or else in that of the style; nothing without rows."""
    hues = [[row for row in rows if row.get("kleur")], [row for row in rows if not row.get("kleur")]]
    return [_marks(kind, some, style, x, look) for some in hues if some]


def _marks(kind: Kind, rows: Sequence[Row], style: str, x: Across, look: dict[str, Any]) -> alt.Chart:
    channels = {name: channel for field, (name, channel) in CHANNELS.items() if rows[0].get(field) is not None}
    mark = alt.MarkDef(type=kind, style=style, aria=False, **look)
    return alt.Chart(frame(rows), mark=mark).encode(x=x, y=DOWN, **channels)


@dataclass(frozen=True)
class Words:
    """Letters in one style at one place of their row; at the left edge unless another is given."""

    style: str
    x: Across | None = None
    align: Align = "left"
    dx: float = 0
    dy: float = 0

    def of(self, rows: Sequence[Row], field: str = "naam") -> list[alt.Chart]:
        if not rows:
            return []
        look = alt.MarkDef(
            type="text", style=self.style, aria=False, align=self.align, baseline="middle", dx=self.dx, dy=self.dy
        )
        return [alt.Chart(frame(rows), mark=look).encode(x=self.x or pixels(0), y=DOWN, text=alt.Text(f"{field}:N"))]


def under(years: Sequence[int], x: alt.X, y: float) -> list[alt.Chart]:
    """The first year and the last; those between them where there is room."""
    style = Words("noot", x, "center")
    rows: list[Row] = [{"x": year, "y": y, "naam": str(year)} for year in years]
    between = [layer.transform_filter(f"width > {100 * len(years)}") for layer in style.of(rows[1:-1])]
    return [*style.of(rows[:1] + rows[1:][-1:]), *between]


def frame(rows: Sequence[Row]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), infer_schema_length=None)


def apart(wanted: Sequence[float], least: float, bottom: float) -> list[float]:
    """Heights near those that are wanted, in the same order, so many pixels from each other, and above the bottom."""
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    placed, above = [0.0] * len(wanted), -math.inf
    for place in order:
        above = placed[place] = max(wanted[place], above + least)
    below = math.inf
    for number, place in enumerate(reversed(order)):
        below = placed[place] = min(placed[place], bottom if number == 0 else below - least)
    return placed


class _Layers(alt.LayerChart):
    """Layers that are used as they are. Altair's own class copies each of them three times to look for parameters."""

    def __init__(self, **given: Any) -> None:
        super(alt.LayerChart, self).__init__(**given)


def layered(layers: Sequence[alt.Chart], height: float, description: str) -> alt.LayerChart:
    """The layers over each other; `description` says in a sentence what there is to see.

    Altair copies a chart for everything that is added to it later, so all that it has is given at once.
    """
    return _Layers(layer=list(layers), height=math.ceil(height), width="container", description=description)
