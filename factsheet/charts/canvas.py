"""What every chart is put together with: rows, marks, letters, and a scale that leaves room for letters.

A chart has no axes. Heights are pixels from the top; widths are a share of what the page gives, less the pixels that
the letters beside it need. So nothing moves or is cut off, whatever the width.

Layers are Vega-Lite as it stands in a specification. Altair's classes for marks and channels check themselves and are
searched again for every chart, which is most of the time that publishing takes; a test validates every chart.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

import altair as alt
import polars as pl

from factsheet.charts.theme import hue
from factsheet.figures import Figure, Point
from factsheet.narrate import notation

Row = dict[str, Any]
Kind = Literal["area", "bar", "line", "point", "rect", "rule"]
Align = Literal["left", "center", "right"]
Channel = dict[str, Any]
Layer = dict[str, Any]
# The width of a letter of 12 pixels in the widest of the fonts, on average over a word.
LETTER = 6.6
LINE = 14  # pixels from one line of small letters to the next
ACROSS: Channel = {"axis": None, "field": "x", "scale": None, "type": "quantitative"}
DOWN = ACROSS | {"field": "y"}
TOOLTIP = {"kort": "cijfer", "jaar": "jaar", "tekst": "waarde"}
# What else a mark shows of its row, where that has it: `deel` keeps the parts of a line apart.
CHANNELS: dict[str, tuple[str, Channel | list[Channel]]] = {
    "x2": ("x2", {"field": "x2"}),
    "y2": ("y2", {"field": "y2"}),
    "deel": ("detail", {"field": "deel", "type": "nominal"}),
    "tekst": ("tooltip", [{"field": field, "title": title, "type": "nominal"} for field, title in TOOLTIP.items()]),
    "kleur": ("color", {"field": "kleur", "scale": None, "type": "nominal"}),
}


def room(texts: Iterable[str]) -> int:
    """How many pixels the longest of these texts needs."""
    return math.ceil(max((len(text) for text in texts), default=0) * LETTER)


def scale(low: float, high: float, left: float, right: float) -> Channel:
    """From `low`, so many pixels from the left, to `high`, so many pixels from the right."""
    ends = [left, {"expr": f"width - {right}"}]
    return ACROSS | {"scale": {"domain": [low, high], "nice": False, "range": ends, "zero": False}}


def pixels(place: float) -> Channel:
    """A fixed place from the left."""
    return {"value": place}


def right_edge(before: float = 0) -> Channel:
    """A fixed place from the right."""
    return {"value": {"expr": f"width - {before}"}}


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


def marks(kind: Kind, rows: Sequence[Row], style: str, x: Channel, **look: Any) -> list[Layer]:
    """A mark per row, in the colour of its law or else in that of the style; nothing without rows."""
    hues = [[row for row in rows if row.get("kleur")], [row for row in rows if not row.get("kleur")]]
    return [_marks(kind, some, style, x, look) for some in hues if some]


def _marks(kind: Kind, rows: Sequence[Row], style: str, x: Channel, look: dict[str, Any]) -> Layer:
    channels = {name: channel for field, (name, channel) in CHANNELS.items() if rows[0].get(field) is not None}
    return _layer(rows, kind, look | {"style": style}, channels | {"x": x})


def _layer(rows: Sequence[Row], kind: str, look: Mapping[str, Any], channels: Mapping[str, Any]) -> Layer:
    """Keys in the order of Altair, which editions from before have too."""
    mark = {"type": kind, **dict(sorted({"aria": False, **look}.items()))}
    return {"data": frame(rows).to_dicts(), "mark": mark, "encoding": dict(sorted({"y": DOWN, **channels}.items()))}


@dataclass(frozen=True)
class Words:
    """Letters in one style at one place of their row; at the left edge unless another is given."""

    style: str
    x: Channel | None = None
    align: Align = "left"
    dx: float = 0
    dy: float = 0

    def of(self, rows: Sequence[Row], field: str = "naam") -> list[Layer]:
        if not rows:
            return []
        look = {"align": self.align, "baseline": "middle", "dx": self.dx, "dy": self.dy, "style": self.style}
        text = {"field": field, "type": "nominal"}
        return [_layer(rows, "text", look, {"text": text, "x": self.x or pixels(0)})]


def under(years: Sequence[int], x: Channel, y: float) -> list[Layer]:
    """The first year and the last; those between them where there is room."""
    style = Words("noot", x, "center")
    rows: list[Row] = [{"x": year, "y": y, "naam": str(year)} for year in years]
    return [*style.of(rows[:1] + rows[1:][-1:]), *where_wide(style.of(rows[1:-1]), years)]


def where_wide(layers: Sequence[Layer], years: Sequence[int]) -> list[Layer]:
    """These only where there is room for something at every year."""
    return [layer | {"transform": [{"filter": f"width > {100 * len(years)}"}]} for layer in layers]


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


class _Plain(alt.SchemaBase):
    """A part of a chart that is Vega-Lite already: Altair need not look at each of its values."""

    _schema: ClassVar = {"type": "object"}

    def to_dict(self, *_: object, **__: object) -> dict[str, Any]:
        plain: dict[str, Any] = self._args[0]
        return plain


class _Layers(alt.LayerChart):
    """Layers that are used as they are. Altair's own class copies each of them three times to look for parameters."""

    def __init__(self, **given: Any) -> None:
        super(alt.LayerChart, self).__init__(**given)


def layered(layers: Sequence[Layer], height: float, description: str) -> alt.LayerChart:
    """The layers over each other; `description` says in a sentence what there is to see.

    Altair copies a chart for everything that is added to it later, so all that it has is given at once.
    """
    rows = {_name(layer["data"]): layer["data"] for layer in layers}
    named = [_Plain(layer | {"data": {"name": _name(layer["data"])}}) for layer in layers]
    return _Layers(
        layer=named, description=description, height=math.ceil(height), width="container", datasets=_Plain(rows)
    )


def _name(rows: Sequence[Row]) -> str:
    """As Altair names rows: by what they are."""
    return f"data-{hashlib.sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest()[:32]}"
