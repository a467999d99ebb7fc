"""A bar per share, with its name before it and its value behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from factsheet.charts import beside
from factsheet.charts.canvas import (
    LINE,
    Channel,
    Layer,
    Row,
    Words,
    ceiling,
    label,
    layered,
    marks,
    right_edge,
    room,
    row,
    scale,
)
from factsheet.charts.description import of_bars
from factsheet.figures import Figure
from factsheet.narrate import notation

MANY = 3  # more rows than this stand closer


def bars(figures: Sequence[Figure], titles: Sequence[str]) -> alt.LayerChart | None:
    """A bar per share on a light track that ends at a round number; those of a law in its colour.

    In a wijk a line through the bar says where the municipality is, with its value in a column at the right; under the
    bars are small marks for other areas, and under all of them what these are.
    """
    known = [(figure, title) for figure, title in zip(figures, titles, strict=True) if figure.value is not None]
    if not known:
        return None
    own, names = [figure for figure, _ in known], [title for _, title in known]
    whole = own[0].gemeente
    areas = beside.areas(own)
    thick, step = (11, 19) if len(known) > MANY else (15, 24)
    top = LINE + 2 if whole else 0
    most = ceiling(max(value for figure in own for value in _values(figure)))
    left = room(names) + 8
    behind = room(label(figure, figure.now) for figure in own) + 8
    column = room([f"| {whole.area.naam}"]) if whole else 0
    x = scale(0, most, left, behind + column)
    rows = [
        row(figure, figure.now, naam=title, x=0.0, x2=figure.value, y=top + place * step, y2=top + place * step + thick)
        for place, (figure, title) in enumerate(known)
    ]
    middle = thick / 2
    # In a wijk in a column of their own: at the end of a bar the line of the municipality could run through it.
    value = Words("waarde", x, dx=5, dy=middle)
    if whole:
        value = Words("waarde", right_edge(column), "right", dy=middle)
    lines = beside.per_area(own, names)
    under = [{"naam": line, "y": top + len(known) * step + 7 + place * LINE} for place, line in enumerate(lines)]
    return layered(
        [
            *marks("rect", [{**_place(one), "x2": most} for one in rows], "spoor", x, strokeWidth=0),
            *marks("rect", rows, "cijfer", x, strokeWidth=0),
            *Words("naam", dy=middle).of(rows),
            *value.of([{**one, "x": one["x2"]} for one in rows], "label"),
            *(_municipality(rows, own, whole, x, top) if whole else []),
            *(layer for place, area in enumerate(areas) for layer in _elsewhere(rows, own, area, place, x)),
            *Words("noot").of(under),
        ],
        top + len(known) * step + LINE * len(lines),
        of_bars(own),
    )


def _values(figure: Figure) -> list[float]:
    there = figure.gemeente.value if figure.gemeente else None
    return [figure.value or 0.0, there or 0.0, *(other.waarde for other in beside.elsewhere(figure))]


def _place(one: Row) -> Row:
    return {key: one[key] for key in ("x", "x2", "y", "y2")}


def _municipality(rows: Sequence[Row], figures: Sequence[Figure], whole: Figure, x: Channel, top: int) -> list[Layer]:
    """A line through each bar, and a column with the name of the municipality above its values."""
    known = [(one, f.gemeente) for one, f in zip(rows, figures, strict=True) if f.gemeente]
    lines = [
        row(there, there.now, kleur=None, x=there.value, y=one["y"] - 3, y2=one["y2"] + 3)
        for one, there in known
        if there.value is not None
    ]
    column = [{"y": (one["y"] + one["y2"]) / 2, "naam": label(there, there.now)} for one, there in known]
    quiet = Words("noot", right_edge(), align="right")
    return [
        *marks("rule", lines, "papier", x, strokeWidth=5),
        *marks("rule", lines, "inkt", x, strokeWidth=2),
        *quiet.of([{"y": top - LINE / 2 - 3, "naam": f"| {whole.area.naam}"}]),
        *quiet.of(column),
    ]


def _elsewhere(rows: Sequence[Row], figures: Sequence[Figure], area: str, place: int, x: Channel) -> list[Layer]:
    """The marks of one other area, under the bars."""
    found: list[dict[str, Any]] = [
        {"kort": f"{figure.label}, {area}", "jaar": str(figure.jaar), "x": other.waarde, "y": one["y2"] + 4}
        | {"tekst": notation.value(other.waarde, figure.unit)}
        for one, figure in zip(rows, figures, strict=True)
        for other in beside.elsewhere(figure)
        if other.gebied == area
    ]
    shape = beside.SHAPES[place % len(beside.SHAPES)]
    return marks("point", found, "stil", x, shape=shape, filled=True, size=38, opacity=1)
