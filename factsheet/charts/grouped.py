"""Bars per class and year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from factsheet.charts.rows import frame_of, rows_of
from factsheet.charts.theme import EERDER, SAMEN, TOOLTIP, layered, pixels
from factsheet.figures import Figure


def classes(groups: Sequence[tuple[str, Sequence[tuple[str, Figure]]]]) -> alt.LayerChart | None:
    """Horizontal bars per class and year under a heading per group; this year in colour and with its value."""
    rows: list[dict[str, Any]] = []
    for title, figures in groups:
        rows.append({"rij": f"{title}|", "kop": title, "jaar": str(figures[0][1].jaar), "waarde": None})
        for name, figure in figures:
            rows += [row | {"rij": f"{title}|{name}", "kop": None, "kleur": _past(row)} for row in rows_of([figure])]
    if all(row["waarde"] is None for row in rows):
        return None
    order = [place for title, figures in groups for place in (f"{title}|", *(f"{title}|{name}" for name, _ in figures))]
    y = alt.Y(
        "rij:N",
        sort=order,
        title=None,
        scale=alt.Scale(paddingInner=0.25, domain=order),
        axis=alt.Axis(domain=False, labelExpr="split(datum.label, '|')[1]"),
    )
    x = alt.X("waarde:Q", title=None, axis=None, scale=alt.Scale(zero=True))
    base = alt.Chart().encode(y=y, tooltip=TOOLTIP)
    bars = base.transform_filter("isValid(datum.waarde)").encode(yOffset=alt.YOffset("jaar:O"), x=x)
    heads = base.transform_filter("isValid(datum.kop)").mark_text(align="left", fontWeight="bold")
    return layered(
        [
            bars.mark_bar().encode(color=alt.Color("kleur:N", scale=None)),
            bars.transform_filter("datum.nu").mark_text(align="left", dx=5).encode(text=alt.Text("tekst:N")),
            heads.encode(x=pixels(-118), text=alt.Text("kop:N")),
        ],
        sum(52 + 52 * len(figures) for _, figures in groups),
        frame_of(rows),
    )


def _past(row: dict[str, Any]) -> str:
    return SAMEN if row["nu"] else EERDER
