"""What people say in surveys: a small line per question, with the margin of the survey behind it."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from factsheet.charts import beside
from factsheet.charts.canvas import LINE, Layer, Words, label, layered, marks, room, stretches, under, where_wide
from factsheet.charts.description import known, of_surveys
from factsheet.charts.line import Course, Frame, drawn, value, years_of
from factsheet.charts.theme import wrapped
from factsheet.figures import Figure

NAME, LETTERS = 152, 24  # pixels for the name of a question, and how many letters fit in a line of it
HIGH, GAP, CLOSE = 44, 7, 13  # pixels for the line of a question, under it, and from one line of its name to the next


def surveys(figures: Sequence[Figure]) -> alt.LayerChart | None:
    """A line per question beside its name, all on one scale, with the first value before it and the last behind it;
    those in between above it, where there is room.

    A light band is what chance may do in a survey among some. What is aimed at is a dashed line, another area a small
    mark, both with their name.
    """
    own = [figure for figure in figures if known(figure)]
    if not own:
        return None
    years, values = years_of(own), [end for figure in own for end in _values(figure)]
    left = NAME + room(value(figure, 0) for figure in own) + 12
    right = room([words for f in own for _, words in beside.of_one(f)] + [value(f, -1) for f in own]) + 10
    layers: list[Layer] = []
    y = 0.0
    for figure in own:
        name, others = wrapped(figure.label, LETTERS), beside.of_one(figure)
        height = max(HIGH, (LINE + 1) * (1 + len(others)))
        frame = Frame(years, min(values), max(values), height, left, right, y)
        course = Course(figure, (value(figure, -1),), value(figure, 0) if len(known(figure)) > 1 else "")
        layers += Words("noot").of([{"naam": line, "y": y + 6 + CLOSE * n} for n, line in enumerate(name)])
        layers += [*_ground(figure, frame), *drawn([course], others, frame), *_between(figure, frame)]
        y += max(height, CLOSE * len(name)) + GAP
    return layered([*layers, *under(years, frame.x, y + 4)], y + 10, of_surveys(own))


def _values(figure: Figure) -> list[float]:
    """All that must be on the scale."""
    ends = [(point.waarde or 0) + sign * point.steekproef for point in known(figure) for sign in (-1, 1)]
    return [*ends, *(height for height, _ in beside.of_one(figure))]


def _between(figure: Figure, frame: Frame) -> list[Layer]:
    """The values between the first and the last, above the line."""
    rows = [{"x": p.jaar, "y": frame.down(p.waarde or 0), "naam": label(figure, p)} for p in known(figure)[1:-1]]
    return where_wide(Words("noot", frame.x, "center", dy=-9).of(rows), frame.years)


def _ground(figure: Figure, frame: Frame) -> list[Layer]:
    """The margin of the survey, and what is aimed at."""
    band = [
        {"x": p.jaar, "y": frame.down((p.waarde or 0) + p.steekproef), "y2": frame.down((p.waarde or 0) - p.steekproef)}
        | {"deel": stretch}
        for p, stretch in zip(known(figure), stretches(known(figure)), strict=True)
        if p.steekproef
    ]
    first, last = frame.years[0], frame.years[-1]
    aim = [{"x": first, "x2": last, "y": frame.down(figure.doel.waarde)}] if figure.doel else []
    return [
        *marks("area", band, "marge", frame.x),
        *marks("rule", band, "marge", frame.x, strokeWidth=6),
        *marks("rule", aim, "stil", frame.x, strokeWidth=1.5, strokeDash=[5, 4]),
    ]
