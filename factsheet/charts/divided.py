"""A full bar per share: with and without."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from factsheet.charts.reference import UNDER, in_rows, marks_of
from factsheet.charts.rows import frame_of, row_of
from factsheet.charts.theme import EERDER, TOOLTIP, WHITE, hue, layered
from factsheet.figures import Figure
from factsheet.narrate import notation

BAR = 26


def with_and_without(figures: Sequence[Figure], titles: Sequence[str]) -> alt.LayerChart | None:
    """A full bar per share: the part that has it in colour, the rest in grey; for a wijk a white line where the
    municipality stands. Small marks under the bar for other areas."""
    known = [(figure, title) for figure, title in zip(figures, titles, strict=True) if figure.value is not None]
    if not known:
        return None
    rows = [row for figure, title in known for row in _with_rest(figure, title)]
    y = alt.Y("rij:N", sort=None, title=None, axis=alt.Axis(domain=False, labelLimit=150))
    x = alt.X("van:Q", title=None, axis=None, scale=alt.Scale(domain=[0, 100]))
    base = alt.Chart().encode(y=y)
    beside = base.transform_filter("isValid(datum.daar)")
    there = [
        beside.mark_tick(color=WHITE, thickness=2, size=BAR).encode(x=alt.X("daar:Q", axis=None)),
        beside.mark_text(align="right", dx=-8, color=WHITE).encode(
            x=alt.XDatum(100, type="quantitative"), text=alt.Text("daar_tekst:N")
        ),
    ]
    marks = in_rows(
        [[mark | {"rij": title} for mark in marks_of(figure)] for figure, title in known],
        (0, 100),
        alt.X("waarde:Q", axis=None),
        y,
        down=BAR / 2 + 7,
    )
    return layered(
        [
            base.mark_bar(height=BAR).encode(
                x=x, x2=alt.X2("tot:Q"), color=alt.Color("kleur:N", scale=None), tooltip=TOOLTIP
            ),
            base.mark_text(align="left", dx=6, color=WHITE, fontWeight="bold").encode(
                x=alt.X("label:Q", axis=None), text=alt.Text("tekst:N")
            ),
            *marks,
            # Without anything to put beside it, a screen reader would name marks that are not there.
            *(there if any(row["daar"] is not None for row in rows) else []),
        ],
        (46 + (UNDER if marks else 0)) * len(known),
        frame_of(rows),
    )


def _with_rest(figure: Figure, title: str) -> list[dict[str, Any]]:
    """The part that has it, and the rest of the bar."""
    value, whole = figure.value or 0, figure.gemeente
    there = whole.value if whole else None
    part = row_of(figure, figure.now) | {
        "rij": title,
        "van": 0,
        "tot": value,
        "kleur": hue(figure.sleutel),
        "label": max(value, there or 0),
        "daar": there,
        "daar_tekst": f"{whole.area.naam} {notation.shown(whole)}" if whole else None,
    }
    rest = {"van": value, "tot": 100, "kleur": EERDER, "tekst": "", "daar": None, "daar_tekst": None}
    return [part, part | rest]
