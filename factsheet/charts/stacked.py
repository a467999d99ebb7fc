"""Shares of one whole as a single bar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import polars as pl

from factsheet.charts.reference import SMALL, UNDER, in_words_per_area
from factsheet.charts.rows import frame_of, row_of
from factsheet.charts.theme import EERDER, SAMEN, TOOLTIP, WHITE, layered, pixels
from factsheet.figures import Figure
from factsheet.narrate import notation

# Room for one letter above a bar on a phone, in percent of its width.
LETTER = 2.6
ROOM = 6  # percent of the width that a number needs


def share_bars(figures: Sequence[Figure], titles: Sequence[str]) -> alt.LayerChart | None:
    """Shares of one whole as a single stacked bar, the numbers in it and the names above; a bar for the
    municipality under that of a wijk. Under all of it a line per other area."""
    rows = _stacked(figures, titles, figures[0].area.naam)
    if not rows:
        return None
    if figures[0].gemeente:
        gemeente = [f.gemeente for f in figures if f.gemeente]
        rows += _stacked(gemeente, titles, gemeente[0].area.naam, quiet=True)
    y = alt.Y(
        "rij:N", sort=None, title=None, axis=alt.Axis(labels=bool(figures[0].gemeente), domain=False, ticks=False)
    )
    base = alt.Chart().encode(y=y, tooltip=TOOLTIP)
    x = alt.X("van:Q", title=None, axis=None, scale=alt.Scale(domain=[0, 100]))
    x_end = alt.X("tot:Q", axis=None)
    names = [
        base.transform_filter(f"datum.rechts == {int(right)} && datum.hoog == {int(high)}")
        .mark_text(dy=-42 if high else -27, align="right" if right else "left")
        .encode(x=x_end if right else x, text=alt.Text("kort:N"))
        for right in (False, True)
        for high in (False, True)
        if any((row["rechts"], row["hoog"]) == (right, high) for row in rows)
    ]
    lines = in_words_per_area(figures, titles)
    under = frame_of([{"rij": rows[-1]["rij"], "regel": lines}] if lines else [])
    step = (116 if any(row["hoog"] for row in rows) else 88) + 2 * UNDER * lines.count("\n")
    return layered(
        [
            base.mark_bar(height=34).encode(x=x, x2=alt.X2("tot:Q"), color=alt.Color("kleur:N", scale=None)),
            base.mark_text(color=WHITE, fontWeight="bold").encode(
                x=alt.X("midden:Q", axis=None), text=alt.Text("in_balk:N")
            ),
            *names,
            *([_under(under, y)] if lines else []),
        ],
        step * (2 if figures[0].gemeente else 1),
        frame_of(rows),
    )


def _under(rows: pl.DataFrame, y: alt.Y) -> alt.Chart:
    """Words under the lowest bar."""
    words = alt.Chart(rows).mark_text(align="left", baseline="top", dy=23, fontSize=SMALL, lineBreak="\n")
    found: alt.Chart = words.encode(x=pixels(0), y=y, text=alt.Text("regel:N"))
    return found


def _stacked(
    figures: Sequence[Figure], titles: Sequence[str], rij: str, *, quiet: bool = False
) -> list[dict[str, Any]]:
    """Segments from 0 to 100 with a small gap between them, each with the place of its name."""
    known = [(figure, title) for figure, title in zip(figures, titles, strict=True) if figure.value is not None]
    total = sum(figure.value or 0 for figure, _ in known) or 1
    gap, at, rows = 0.5, 0.0, []
    for figure, title in known:
        width = 100 * (figure.value or 0) / total
        rows.append(
            row_of(figure, figure.now)
            | {"rij": rij, "kort": title, "van": at, "tot": at + width - gap, "midden": at + width / 2}
            | {"in_balk": notation.shown(figure) if width >= ROOM else "", "kleur": EERDER if quiet else SAMEN}
        )
        at += width
    return [row | place for row, place in zip(rows, _name_places(rows), strict=True)]


def _name_places(rows: Sequence[dict[str, Any]]) -> list[dict[str, int]]:
    """For the name of each segment: at its right end (1) or its left (0), and on the higher line or the lower.

    The last name always has the lower line; another goes up where it would touch one that is there.
    """
    last, edges, places = 100 - LETTER * len(rows[-1]["kort"]) if rows else 100, [0.0, 0.0], []
    for row in rows[:-1]:
        width = LETTER * (len(row["kort"]) + 1)
        right = row["van"] + width > 100  # noqa: PLR2004 - the whole bar
        start = row["tot"] - width if right else row["van"]
        high = int(start < edges[0] or start + width > last)
        edges[high] = start + width
        places.append({"rechts": int(right), "hoog": high})
    return [*places, *([{"rechts": 1, "hoog": 0}] if rows else [])]
