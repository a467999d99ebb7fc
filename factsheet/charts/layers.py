"""Layers from top to bottom."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from factsheet.charts.rows import frame_of, row_of
from factsheet.charts.theme import SAMEN, TOOLTIP, WHITE, layered
from factsheet.figures import Figure


def pyramid(layers: Sequence[tuple[str, Figure]]) -> alt.LayerChart | None:
    """The layers from top to bottom, centred, their width to scale; a layer without figures is only named."""
    rows = [
        row_of(figure, figure.now) | {"rij": naam, "van": -(figure.value or 0) / 2, "tot": (figure.value or 0) / 2}
        for naam, figure in layers
    ]
    if all(figure.value is None for _, figure in layers):
        return None
    base = alt.Chart().encode(
        y=alt.Y("rij:N", sort=None, title=None, axis=None, scale=alt.Scale(paddingInner=0.12)), tooltip=TOOLTIP
    )
    widest = max(figure.value or 0 for _, figure in layers)
    x = alt.X("van:Q", title=None, axis=None, scale=alt.Scale(domain=[-widest / 2, widest / 2]))
    known = base.transform_filter("datum.waarde != null")
    return layered(
        [
            known.mark_bar(color=SAMEN, cornerRadius=2).encode(x=x, x2=alt.X2("tot:Q")),
            known.mark_text(color=WHITE, fontWeight="bold", dy=-8, fontSize=15).encode(
                x=alt.XDatum(0, type="quantitative"), text=alt.Text("tekst:N")
            ),
            known.mark_text(color=WHITE, dy=10).encode(x=alt.XDatum(0, type="quantitative"), text=alt.Text("rij:N")),
            base.transform_filter("datum.waarde == null")
            .mark_text()
            .encode(x=alt.XDatum(0, type="quantitative"), text=alt.Text("zonder:N")),
        ],
        58 * len(layers),
        frame_of(rows),
    )
