"""Two dots per class: last year and this year."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from factsheet.charts.canvas import Row, Words, layered, marks, room, row, scale
from factsheet.charts.description import known, of_dots
from factsheet.figures import Figure, Point

Group = tuple[str, Sequence[tuple[str, Figure]]]
STEP, HEAD = 19, 22


def dots(groups: Sequence[Group]) -> alt.LayerChart | None:
    """Under a heading per group a row per class: an open dot for the last year that is known, a filled one for this
    year, and between them a light line; both values beside them."""
    points = [
        point for _, figures in groups for _, figure in figures for point in (figure.now, _before(figure)) if point
    ]
    most = max((point.waarde for point in points if point.waarde is not None), default=None)
    if most is None:
        return None
    left = room(name for _, figures in groups for name, _ in figures) + 40
    x = scale(0, most or 1, left, 44)
    heads: list[Row] = []
    zero: list[Row] = []
    names: list[Row] = []
    rows: list[Row] = []
    y = 14.0
    for title, figures in groups:
        heads.append({"naam": title, "y": y + HEAD / 2 + 2})
        y += HEAD
        zero.append({"x": 0, "y": y, "y2": y + STEP * len(figures)})
        for name, figure in figures:
            names.append({"naam": name, "y": y + STEP / 2})
            rows += _row(figure, y + STEP / 2)
            y += STEP
    now, before = ([one for one in rows if one["nu"] is this] for this in (True, False))
    joined = [one | {"x2": other["x"]} for one in now for other in before if one["y"] == other["y"]]
    open_dot, dot = {"filled": False, "size": 70, "opacity": 1}, {"filled": True, "size": 75, "opacity": 1}
    years = sorted({one["jaar"] for one in before})
    key = ([f"○ {' / '.join(years)}"] if years else []) + [f"● {one}" for one in sorted({one["jaar"] for one in now})]
    return layered(
        [
            *Words("noot").of([{"naam": "     ".join(key), "y": 6}]),
            *Words("waarde").of(heads),
            *Words("naam").of(names),
            *marks("rule", zero, "spoor", x),
            *marks("rule", joined, "stil", x, strokeWidth=3),
            *marks("point", before, "open", x, **open_dot),
            *marks("point", now, "cijfer", x, **dot),
            *(
                layer
                for this, style in ((True, "waarde"), (False, "noot"))
                for right in (True, False)
                for layer in Words(style, x, "left" if right else "right", dx=9 if right else -9).of(
                    [one for one in rows if one["nu"] is this and one["rechts"] is right], "label"
                )
            ),
        ],
        y,
        of_dots(groups),
    )


def _before(figure: Figure) -> Point | None:
    """The last year before this one that is known."""
    return next((point for point in reversed(known(figure)) if point.jaar < figure.jaar), None)


def _row(figure: Figure, y: float) -> list[Row]:
    """The dots of a class, each with its value on the outer side."""
    before, now = _before(figure), figure.now
    more = before is None or now.waarde is None or now.waarde >= (before.waarde or 0)
    found = [row(figure, now, x=now.waarde, nu=True, rechts=more)] if now.waarde is not None else []
    if before:
        found.append(row(figure, before, x=before.waarde, nu=False, rechts=not more))
    return [one | {"y": y, "kleur": None} for one in found]
