"""A column per year."""

from __future__ import annotations

import altair as alt

from factsheet.charts.rows import frame_of, rows_of
from factsheet.charts.theme import TOOLTIP, layered
from factsheet.figures import Figure


def columns_per_year(figure: Figure) -> alt.LayerChart | None:
    """A column per year, this year in colour, each with its value on top."""
    data = frame_of(rows_of([figure]))
    if data.is_empty():
        return None
    base = alt.Chart().encode(
        x=alt.X("jaar:O", title=None, axis=alt.Axis(labelAngle=0, domain=True)),
        y=alt.Y("waarde:Q", title=None, axis=None, scale=alt.Scale(zero=True)),
        tooltip=TOOLTIP,
    )
    bars = base.mark_bar(width=alt.RelativeBandSize(0.62)).encode(color=alt.Color("kleur:N", scale=None))
    return layered([bars, base.mark_text(dy=-9).encode(text=alt.Text("tekst:N"))], 190, data)
