"""Figures as the rows of a chart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import polars as pl

from factsheet.charts.theme import EERDER, hue
from factsheet.figures import Figure, Point
from factsheet.narrate import notation


def rows_of(figures: Iterable[Figure]) -> list[dict[str, Any]]:
    return [row_of(figure, point) for figure in figures for point in figure.points if point.waarde is not None]


def row_of(figure: Figure, point: Point) -> dict[str, Any]:
    known = [p.jaar for p in figure.points if p.waarde is not None]
    now = point.jaar == figure.jaar
    text = notation.point(point, figure.unit)
    return {
        "sleutel": figure.sleutel,
        "kort": figure.label,
        "jaar": str(point.jaar),
        "waarde": point.waarde,
        "tekst": text,
        "zonder": f"{figure.label.split(',')[0]}: niet geteld",
        "nu": now,
        "eerste": bool(known) and point.jaar == known[0],
        "laatste": bool(known) and point.jaar == known[-1],
        "kleur": hue(figure.sleutel) if now else EERDER,
        "lijn": hue(figure.sleutel),
        "plaats": figure.area.naam,
    }


def frame_of(rows: Sequence[dict[str, Any]]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), infer_schema_length=None)
