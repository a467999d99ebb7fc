"""A line per band, one under the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from factsheet.charts.reference import beside_the_line, in_words, marks_of
from factsheet.charts.rows import frame_of, rows_of
from factsheet.charts.theme import EERDER, LINE, TOOLTIP, layered, pixels, wrapped
from factsheet.figures import Figure


@dataclass(frozen=True)
class Band:
    """One row of `bands`: a name, a figure, and the same figure in another measure as a dashed line behind it."""

    naam: str
    figure: Figure
    behind: Figure | None = None


def bands(items: Sequence[Band], *, write: Callable[[float], str] | None = None) -> alt.LayerChart | None:
    """A line per band, one under the other on the same scale, its values at the points and its name above.

    `write` prints a value shorter than the text does, where the room asks for it. What a figure stands beside is a
    small grey mark in its year.
    """
    known = [item for item in items if any(p.waarde is not None for p in item.figure.points)]
    values = [p.waarde for i in known for f in (i.figure, i.behind) if f for p in f.points if p.waarde is not None]
    if not values:
        return None
    spread = max(_range(item) for item in known) or 1
    rows: list[dict[str, Any]] = []
    marks: list[dict[str, Any]] = []
    words: list[dict[str, Any]] = []
    for place, item in enumerate(reversed(known)):
        low = min(_values(item))
        for figure in (item.figure, item.behind):
            for row in rows_of([figure]) if figure else []:
                text = write(row["waarde"]) if write else row["tekst"]
                height = _height(row["waarde"], place, low, spread)
                above = {"naamhoogte": place + 0.87, "naam": wrapped(item.naam)}
                rows.append(row | above | {"hoogte": height, "tekst": text, "achter": figure is item.behind})
        found = marks_of(item.figure)
        marks += [row | {"hoogte": _height(row["waarde"], place, low, spread)} for row in found]
        words += [{"hoogte": place + 0.04, "regel": f"◆ {in_words(found)}"}] if found else []
    return _drawn_bands(rows, marks, words, len(known))


def _height(value: float, place: int, low: float, spread: float) -> float:
    return place + 0.26 + 0.36 * (value - low) / spread


def _drawn_bands(
    rows: list[dict[str, Any]], marks: list[dict[str, Any]], words: list[dict[str, Any]], count: int
) -> alt.LayerChart:
    x = alt.X("jaar:O", title=None, axis=alt.Axis(labelAngle=0, domain=False))
    y = alt.Y("hoogte:Q", title=None, axis=None, scale=alt.Scale(domain=[0, count]))
    base = alt.Chart().encode(x=x, y=y, detail=alt.Detail("sleutel:N"), tooltip=TOOLTIP)
    front, behind = base.transform_filter("!datum.achter"), base.transform_filter("datum.achter")
    name = front.transform_filter("datum.eerste").mark_text(align="left", fontWeight="bold", lineBreak="\n")
    return layered(
        [
            behind.mark_line(color=EERDER, strokeWidth=1.5, strokeDash=[4, 3]),
            behind.transform_filter("datum.laatste").mark_text(dy=-10).encode(text=alt.Text("tekst:N")),
            front.mark_line(strokeWidth=2.5).encode(color=LINE),
            front.mark_point(filled=True, size=45, opacity=1).encode(color=LINE),
            front.mark_text(dy=14).encode(text=alt.Text("tekst:N")),
            name.encode(x=pixels(0), y=alt.Y("naamhoogte:Q", axis=None), text=alt.Text("naam:N")),
            *beside_the_line(marks, words, x, y, pixels(0)),
        ],
        150 * count + 20,
        frame_of(rows),
    )


def _values(item: Band) -> list[float]:
    drawn = [p.waarde for f in (item.figure, item.behind) if f for p in f.points if p.waarde is not None]
    return [*drawn, *(row["waarde"] for row in marks_of(item.figure))]


def _range(item: Band) -> float:
    return max(_values(item)) - min(_values(item))
