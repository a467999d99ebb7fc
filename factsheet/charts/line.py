"""A line per figure."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from factsheet.charts.reference import UNDER, at_the_line, marks_of
from factsheet.charts.rows import frame_of, rows_of
from factsheet.charts.theme import EERDER, LINE, TOOLTIP, layered
from factsheet.figures import Figure


def lines(figures: Sequence[Figure], names: Sequence[str], *, margin: float | None = None) -> alt.LayerChart | None:
    """A line per figure with its last value and short name at its end; the municipality is a thin grey line, another
    area a small grey mark.

    The scale starts at zero, unless `margin` says how much room stays above and below the values: enough to keep a
    small change small.
    """
    rows = [row | {"kort": name} for f, name in zip(figures, names, strict=True) for row in rows_of([f])]
    if not rows:
        return None
    grey = [row for f in figures if f.gemeente and f.unit.comparable for row in rows_of([f.gemeente])]
    marks = [row for f in figures for row in marks_of(f)]
    values = [row["waarde"] for row in (*rows, *grey, *marks)]
    scale = alt.Scale(zero=True) if margin is None else alt.Scale(domain=[min(values) - margin, max(values) + margin])
    height = max(190, 85 * len(figures))
    x = alt.X("jaar:O", title=None, axis=alt.Axis(labelAngle=0), scale=alt.Scale(padding=0.9))
    y = alt.Y("waarde:Q", title=None, axis=None, scale=scale)
    # Letters in ink: a hue that stands out as a line is too dark to read on a dark page.
    own = frame_of(rows)
    letters = alt.Chart(own if grey else alt.Undefined).encode(
        x=x, y=y, detail=alt.Detail("sleutel:N"), tooltip=TOOLTIP
    )
    base = letters.encode(color=LINE)
    behind = alt.Chart(frame_of(grey)).encode(x=x, y=y, detail=alt.Detail("sleutel:N"), tooltip=TOOLTIP)
    end = letters.transform_filter("datum.laatste")
    layers = [
        *([behind.mark_line(color=EERDER, strokeWidth=1.5)] if grey else []),
        *(
            [behind.transform_filter("datum.laatste").mark_text(align="left", dx=9).encode(text=alt.Text("plaats:N"))]
            if grey
            else []
        ),
        *at_the_line(marks, x, y, UNDER * (max(values) - min(values) + 2 * (margin or 0)) / height),
        base.mark_line(strokeWidth=3),
        base.mark_point(filled=True, size=55, opacity=1),
        letters.transform_filter("!datum.laatste").mark_text(dy=-14).encode(text=alt.Text("tekst:N")),
        end.mark_text(align="left", dx=9, dy=-7, fontWeight="bold").encode(text=alt.Text("tekst:N")),
        end.mark_text(align="left", dx=9, dy=8).encode(text=alt.Text("kort:N")),
    ]
    return layered(layers, height, None if grey else own)
