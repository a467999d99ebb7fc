"""Layers of a pyramid, from the top down."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from factsheet.charts.canvas import ACROSS, Layer, Row, Words, layered, marks, row, scale
from factsheet.charts.description import of_pyramid
from factsheet.figures import Figure

STEP, GAP = 32, 3
SIDE = 120  # pixels that the pyramid is wide


def pyramid(layers: Sequence[tuple[str, Figure]]) -> alt.LayerChart | None:
    """A pyramid with all its layers, and beside each its name and its number as a bar to scale. Layers that nobody
    counts have a dashed outline: the shape of the pyramid says nothing about numbers."""
    if all(figure.value is None for _, figure in layers):
        return None
    most = max(figure.value or 0 for _, figure in layers) or 1
    bar = scale(0, most, SIDE + 14, 52)
    rows = [_layer(naam, figure, place) for place, (naam, figure) in enumerate(layers)]
    counted, others = ([one for one in rows if (one["x2"] is not None) is there] for there in (True, False))
    return layered(
        [
            *_slices(counted, len(layers), "cijfer"),
            *_slices(others, len(layers), "leeg", filled=False),
            *Words("naam", bar, dy=-9).of(rows),
            *marks("rect", counted, "cijfer", bar, strokeWidth=0),
            *Words("waarde", bar, dx=5, dy=4.5).of([one | {"x": one["x2"]} for one in counted], "label"),
            *Words("noot", bar, dy=4.5).of([one | {"niet": "niet geteld"} for one in others], "niet"),
        ],
        STEP * len(layers),
        of_pyramid(layers),
    )


def _layer(naam: str, figure: Figure, place: int) -> Row:
    y = STEP * place + 16
    return row(figure, figure.now, kleur=None, naam=naam, laag=place, x=0, x2=figure.value, y=y, y2=y + 9)


def _slices(rows: Sequence[Row], count: int, style: str, **look: Any) -> list[Layer]:
    """The part of the pyramid that each layer is, a little apart from the next."""
    corners = []
    for one in rows:
        for y in (STEP * one["laag"], STEP * (one["laag"] + 1) - GAP):
            half = SIDE / 2 * y / (STEP * count - GAP)
            corners.append({"deel": one["laag"], "y": y, "x": SIDE / 2 - half, "x2": SIDE / 2 + half})
    return marks("area", corners, style, ACROSS, orient="horizontal", **look)
