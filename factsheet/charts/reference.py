"""Quiet marks for what a figure stands beside: the same in other areas, and what is aimed at. Nothing without these."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from factsheet.charts.rows import frame_of
from factsheet.charts.theme import EERDER, TOOLTIP, wrapped
from factsheet.figures import Elders, Figure
from factsheet.narrate import notation, reference

SMALL = 12
UNDER = 14  # pixels that a line of such words needs
Rows = list[dict[str, Any]]


def elsewhere(figure: Figure) -> tuple[Elders, ...]:
    """The areas that can stand on the scale of this figure, whatever their size."""
    return figure.elsewhere if figure.unit.per_person else ()


def marks_of(figure: Figure) -> Rows:
    """A row per mark: its value, and the words for it."""
    found = [(other.waarde, reference.named(figure, other)) for other in elsewhere(figure)]
    if figure.doel:
        found.append((figure.doel.waarde, f"doel {notation.value(figure.doel.waarde, figure.unit)}"))
    return [
        {"kort": figure.label, "jaar": str(figure.jaar), "waarde": value, "tekst": text, "sleutel": figure.sleutel}
        for value, text in found
    ]


def in_words(rows: Sequence[dict[str, Any]]) -> str:
    """Marks in one line, the order of their values: "Nederland 7% · Twente 9%"."""
    return " · ".join(row["tekst"] for row in sorted(rows, key=lambda row: row["waarde"]))


def in_words_per_area(figures: Sequence[Figure], titles: Sequence[str]) -> str:
    """A line per area with what it has of each figure: "Nederland: koop 57%, corporatie 29%"."""
    found: dict[str, list[str]] = {}
    for figure, title in zip(figures, titles, strict=True):
        for other in elsewhere(figure):
            found.setdefault(other.gebied, []).append(f"{title} {reference.value(figure, other)}")
    return "\n".join(wrapped(f"{gebied}: {', '.join(parts)}") for gebied, parts in found.items())


def at_the_line(rows: Rows, x: alt.X, y: alt.Y, least: float) -> list[alt.Chart]:
    """A small grey mark in its year with its words to the left; words are at least so far above each other."""
    if not rows:
        return []
    height = float("-inf")
    placed = []
    for row in sorted(rows, key=lambda row: row["waarde"]):
        height = max(row["waarde"], height + least)
        placed.append(row | {"woordhoogte": height})
    base = alt.Chart(frame_of(placed)).encode(x=x, tooltip=TOOLTIP)
    words = base.mark_text(align="right", dx=-9, fontSize=SMALL)
    return [
        _diamonds(base).encode(y=y),
        words.encode(y=alt.Y("woordhoogte:Q", axis=None), text=alt.Text("tekst:N")),
    ]


def beside_the_line(rows: Rows, words: Rows, x: alt.X, y: alt.Y, left: alt.XValue) -> list[alt.Chart]:
    """The same where the values stand under the points: the marks beside these, and all words in a line of their own.

    Takes rows with their place as `hoogte`.
    """
    if not rows:
        return []
    marks = _diamonds(alt.Chart(frame_of(rows)), aside=22).encode(x=x, y=y, tooltip=TOOLTIP)
    line = alt.Chart(frame_of(words)).mark_text(align="left", fontSize=SMALL)
    return [marks, line.encode(x=left, y=y, text=alt.Text("regel:N"))]


def in_rows(
    rows: Sequence[Rows], scale: tuple[float, float], x: alt.X, y: alt.Y, *, down: float = 0
) -> list[alt.Chart]:
    """Small grey marks above or under the bars of a chart, and beside those of each bar in one line what they are.

    Args:
        rows: the marks of each bar, with what `y` needs to know.
        scale: the ends of the scale, so that the words stand where there is room.
        down: how many pixels they stand below their place.
    """
    filled = [marks for marks in rows if marks]
    if not filled:
        return []
    marks = alt.Chart(frame_of([row for marks in filled for row in marks])).mark_point(
        shape="triangle-up" if down else "diamond", filled=True, size=45, color=EERDER, opacity=1, yOffset=down
    )
    lines = [_line(marks, scale) for marks in filled]
    return [
        marks.encode(x=x, y=y, tooltip=TOOLTIP),
        *(
            _words(of, y, down, right=right)
            for right in (True, False)
            if (of := [r for r in lines if r["rechts"] is right])
        ),
    ]


def _line(rows: Rows, scale: tuple[float, float]) -> dict[str, Any]:
    """The words for the marks of one bar: behind the last of them, or before the first."""
    least, most = (end(row["waarde"] for row in rows) for end in (min, max))
    right = scale[1] - most >= least - scale[0]
    return rows[0] | {"regel": in_words(rows), "bij": most if right else least, "rechts": right}


def _words(rows: Rows, y: alt.Y, down: float, *, right: bool) -> alt.Chart:
    words = alt.Chart(frame_of(rows)).mark_text(
        align="left" if right else "right", dx=8 if right else -8, dy=down + 1, fontSize=SMALL
    )
    found: alt.Chart = words.encode(x=alt.X("bij:Q", axis=None), y=y, text=alt.Text("regel:N"))
    return found


def _diamonds(base: alt.Chart, aside: int = 0) -> alt.Chart:
    found: alt.Chart = base.mark_point(shape="diamond", filled=True, size=60, color=EERDER, opacity=1, xOffset=aside)
    return found
