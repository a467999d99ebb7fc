"""The wijken as a map on paper: tiles of one size, or their own shapes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from factsheet.charts.canvas import frame, layered, pixels
from factsheet.charts.description import of_map
from factsheet.charts.theme import NEUTRAL
from factsheet.figures import Figure
from factsheet.geography import Shape, box, tile_places
from factsheet.narrate import notation

TILE = 62  # pixels
LIGHTEST, DARKEST = 0.08, 0.55  # of the colour; letters can be read on all of it
WIDTH, HEIGHT = 280, 380  # pixels that a map of shapes may take
LINE, NAMES = 19, 155  # pixels: the height of a line of the list beside it, and its width
EDGE = 12  # pixels: what the theme takes of the height


def wijk_map(figures: Sequence[Figure], kleur: str, shapes: Sequence[Shape] = ()) -> alt.LayerChart | None:
    """The same figure of every wijk in one colour, each with its name and value; None when no value is known.

    Without `shapes` of just these wijken each is a tile, in the places that the settings give them.
    """
    known = [figure.value for figure in figures if figure.value is not None]
    if not known:
        return None
    rows = {figure.area.code: _row(figure, min(known), max(known)) for figure in figures}
    drawn = {shape.code: shape for shape in shapes}
    return _drawn(figures, rows, drawn, kleur) if drawn.keys() == rows.keys() else _tiles(figures, rows, kleur)


def _row(figure: Figure, low: float, high: float) -> dict[str, Any]:
    """What is printed of a wijk, and how much of the colour it gets: none at all when its value is not known."""
    value = figure.value
    share = 0 if value is None else (value - low) / ((high - low) or 1)
    opacity = 0 if value is None else LIGHTEST + (DARKEST - LIGHTEST) * share
    return {"naam": figure.area.naam, "tekst": notation.shown(figure), "dekking": opacity}


def _tiles(figures: Sequence[Figure], rows: dict[str, dict[str, Any]], kleur: str) -> alt.LayerChart:
    places = tile_places([figure.area for figure in figures])
    placed = [rows[code] | {"x": x, "y": y} for code, (x, y) in places.items()]
    base = alt.Chart().encode(
        x=alt.X("x:O", axis=None, scale=alt.Scale(paddingInner=0.04)),
        y=alt.Y("y:O", axis=None, scale=alt.Scale(paddingInner=0.06)),
    )
    shade = alt.FillOpacity("dekking:Q", scale=None)
    tile = base.mark_rect(fill=kleur, stroke=NEUTRAL, cornerRadius=3).encode(fillOpacity=shade)
    name = base.mark_text(dy=-8, fontSize=12).encode(text=alt.Text("naam:N"))
    value = base.mark_text(dy=9, fontSize=14, fontWeight="bold").encode(text=alt.Text("tekst:N"))
    layers = [layer.properties(data=frame(placed)) for layer in (tile, name, value)]
    return layered(layers, TILE * max(y for _, y in places.values()), of_map(figures))


def _drawn(
    figures: Sequence[Figure], rows: dict[str, dict[str, Any]], shapes: dict[str, Shape], kleur: str
) -> alt.LayerChart:
    """The shapes with a number in each, and beside them a list of what the numbers are: names would touch."""
    width, height = box(shapes.values())
    scale = min(WIDTH / width, HEIGHT / height)
    listed = [
        row | {"nummer": str(number), "x": x * scale, "y": y * scale, "regel": LINE * (number - 0.5)}
        for number, (code, row) in enumerate(rows.items(), start=1)
        for x, y in [shapes[code].middle]
    ]
    features = [
        {"type": "Feature", "properties": row, "geometry": {"type": "Polygon", "coordinates": _lists(shapes[code])}}
        for code, row in rows.items()
    ]
    shade = alt.FillOpacity("properties.dekking:Q", scale=None)
    # On the plane that the shapes are on already: a projection of the globe would paint all of it.
    shape = (
        alt.Chart(alt.Data(values=features))  # type: ignore[no-untyped-call]
        .mark_geoshape(fill=kleur, stroke=NEUTRAL)
        .encode(fillOpacity=shade)
        .project(type="identity", scale=scale, translate=[0, 0])
    )
    base = alt.Chart(frame(listed))
    line = base.encode(y=alt.Y("regel:Q", scale=None, axis=None))
    number, start = alt.Text("nummer:N"), round(width * scale) + 32
    words = [
        base.mark_text(fontWeight="bold", fontSize=11).encode(
            x=alt.X("x:Q", scale=None, axis=None), y=alt.Y("y:Q", scale=None, axis=None), text=number
        ),
        line.mark_text(align="right", fontSize=11).encode(x=pixels(start), text=number),
        line.mark_text(align="left").encode(x=pixels(start + 8), text=alt.Text("naam:N")),
        line.mark_text(align="right", fontWeight="bold").encode(x=pixels(start + NAMES), text=alt.Text("tekst:N")),
    ]
    return layered([shape, *words], round(max(height * scale, LINE * len(listed))) + EDGE, of_map(figures))


def _lists(shape: Shape) -> list[list[list[float]]]:
    return [[list(spot) for spot in ring] for ring in shape.rings]
