"""From last year to this year, a row per figure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from factsheet.charts.comparison import in_rows, marks_of
from factsheet.charts.rows import frame_of, row_of
from factsheet.charts.theme import EERDER, SAMEN, TOOLTIP, layered, pixels, wrapped
from factsheet.figures import Figure
from factsheet.narrate import notation

ABOVE = 0.17  # of a row, from its dots to what they stand beside


def dumbbells(figures: Sequence[Figure]) -> alt.LayerChart | None:
    """From last year (grey dot) to this year (colour), a row per figure with its name above and both values below."""
    known = [figure for figure in figures if figure.value is not None]
    if not known:
        return None
    rows = [_dumbbell(figure, place) for place, figure in enumerate(reversed(known))]
    marks = [
        [mark | {"hoogte": row["hoogte"] + ABOVE} for mark in marks_of(figure)]
        for row, figure in zip(rows, reversed(known), strict=True)
    ]
    drawn = [value for row in rows for value in (row["waarde"], row["vorig"]) if value is not None]
    lowest = min([*drawn, *(mark["waarde"] for of in marks for mark in of)])
    scale = (10 * ((lowest - 5) // 10), 103)
    y = alt.Y("hoogte:Q", title=None, axis=None, scale=alt.Scale(domain=[0, len(rows)]))
    x = alt.X("waarde:Q", title=None, axis=None, scale=alt.Scale(domain=list(scale)))
    base = alt.Chart().encode(y=y, tooltip=TOOLTIP)
    was = base.transform_filter("isValid(datum.vorig)")
    name = base.mark_text(align="left", fontWeight="bold", lineBreak="\n")
    return layered(
        [
            was.mark_rule(color=EERDER, strokeWidth=3).encode(x=x, x2=alt.X2("vorig:Q")),
            was.mark_point(filled=True, size=110, color=EERDER, opacity=1).encode(x=alt.X("vorig:Q", axis=None)),
            base.mark_point(filled=True, size=150, color=SAMEN, opacity=1).encode(x=x),
            base.mark_text(dy=20).encode(x=x, text=alt.Text("van_naar:N")),
            name.encode(x=pixels(0), y=alt.Y("naamhoogte:Q", axis=None), text=alt.Text("naam:N")),
            *in_rows(marks, scale, x, y),
        ],
        104 * len(rows),
        frame_of(rows),
    )


def _dumbbell(figure: Figure, place: int) -> dict[str, Any]:
    shown, before = notation.shown(figure), notation.point(figure.before, figure.unit)
    known = figure.before.waarde is not None
    return row_of(figure, figure.now) | {
        "vorig": figure.before.waarde,
        "van_naar": f"{before} → {shown}" if known else shown,
        "naam": wrapped(figure.label),
        "hoogte": place + 0.3,
        "naamhoogte": place + 0.8,
    }
