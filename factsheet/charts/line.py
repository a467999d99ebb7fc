"""Lines over the years, with words at both ends and none in between."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from factsheet.charts import beside
from factsheet.charts.canvas import (
    LINE,
    Channel,
    Layer,
    Row,
    Words,
    apart,
    label,
    layered,
    marks,
    room,
    row,
    scale,
    stretches,
    under,
)
from factsheet.charts.description import known, of_index, of_lines
from factsheet.figures import Figure
from factsheet.narrate import notation

HEIGHT, TALL = 96, 186
EDGE = 8  # pixels above the highest line and under the lowest
STEPS, MOST = (10, 20, 50, 100, 200, 500, 1000), 6  # between the numbers of an index, and how many of these
LOOKS: dict[str, dict[str, Any]] = {
    "stil": {"strokeWidth": 1.5},
    "gestippeld": {"strokeWidth": 2, "strokeDash": [5, 4]},
}


@dataclass(frozen=True)
class Course:
    """A line: a figure, the words at its end, one under the other, and how high each of its values stands."""

    figure: Figure
    words: tuple[str, ...]
    begin: str = ""
    style: str = "cijfer"
    height: Callable[[float], float] = float

    @property
    def heights(self) -> list[float]:
        return [self.height(point.waarde or 0.0) for point in known(self.figure)]


@dataclass(frozen=True)
class Frame:
    """Where years and values stand: `left` and `right` are the pixels for the words beside the lines."""

    years: Sequence[int]
    low: float
    high: float
    height: int
    left: int
    right: int
    top: float = 0

    @property
    def x(self) -> Channel:
        return scale(self.years[0], max(self.years[-1], self.years[0] + 1), self.left, self.right)

    def down(self, value: float) -> float:
        return self.top + EDGE + (self.height - 2 * EDGE) * (self.high - value) / ((self.high - self.low) or 1)


def lines(figures: Sequence[Figure], names: Sequence[str], *, margin: float | None = None) -> alt.LayerChart | None:
    """A line per figure with its first value before it, and its last with its short name behind it; the municipality
    is a thin line, another area a small mark, both with their names. Nothing for a single year.

    The scale starts at zero, unless `margin` says how much room stays above and below the values: enough to keep a
    small change small.
    """
    own = [(figure, name) for figure, name in zip(figures, names, strict=True) if len(known(figure)) > 1]
    if not own:
        return None
    there = [f.gemeente for f, _ in own if f.gemeente and f.unit.comparable and known(f.gemeente)]
    courses = [Course(figure, (f"{value(figure, -1)} {name}".rstrip(),), value(figure, 0)) for figure, name in own]
    courses += [Course(figure, (f"{figure.area.naam} {value(figure, -1)}",), style="stil") for figure in there]
    others = [mark for figure, _ in own for mark in beside.of_one(figure)]
    values = [height for course in courses for height in course.heights] + [height for height, _ in others]
    low, high = (
        (min(*values, 0.0), max(*values, 0.0)) if margin is None else (min(values) - margin, max(values) + margin)
    )
    frame = Frame(
        years_of([course.figure for course in courses]),
        low,
        high,
        height=max(HEIGHT, (LINE + 1) * (len(courses) + len(others))),
        left=room(course.begin for course in courses) + 10,
        right=room([course.words[0] for course in courses] + [words for _, words in others]) + 10,
    )
    layers = [*(_ground(frame, [frame.down(0)]) if margin is None else []), *drawn(courses, others, frame)]
    return layered([*layers, *under(frame.years, frame.x, frame.height + 14)], frame.height + 22, of_lines(figures))


def indexed(items: Sequence[tuple[Figure, str]], base: int, dashed: tuple[Figure, str]) -> alt.LayerChart | None:
    """The amounts of each year when those of the base year are 100, with this year's amounts at the end of the lines.

    Args:
        items: a figure and its name per line.
        base: the year that is 100; a figure that is not known for it is left out.
        dashed: another measure of the same, as a dashed line.
    """
    own = [
        Course(figure, (name, _amount(figure)), height=_index(figure, base))
        for figure, name in items
        if starts(figure, base)
    ]
    if not own:
        return None
    whole, words = dashed
    more = [Course(whole, (words, f"samen {_amount(whole)}"), "", "gestippeld", _index(whole, base))]
    courses = own + (more if starts(whole, base) else [])
    heights = [height for course in courses for height in course.heights]
    step = next((step for step in STEPS if max(heights) - min(heights) <= MOST * step), STEPS[-1])
    first, last = int((min(heights) - 100) // step), int(-((100 - max(heights)) // step))
    numbers = {100 + step * n: str(100 + step * n) for n in range(first, max(last, first + 1) + 1)} | {
        100: f"{base} = 100"
    }
    frame = Frame(
        years_of([course.figure for course in courses]),
        min(numbers),
        max(numbers),
        height=max(TALL, (2 * LINE + 1) * len(courses)),
        left=room(numbers.values()) + 8,
        right=room(line for course in courses for line in course.words) + 10,
    )
    layers = [*_ground(frame, [frame.down(number) for number in numbers]), *drawn(courses, [], frame)]
    layers += Words("noot").of([{"naam": name, "y": frame.down(number)} for number, name in numbers.items()])
    told = of_index([(course.figure, course.words[0], course.heights[-1]) for course in own], base, dashed)
    return layered([*layers, *under(frame.years, frame.x, frame.height + 14)], frame.height + 22, told)


def value(figure: Figure, place: int) -> str:
    """The value of one of the years that are known, in letters."""
    return label(figure, known(figure)[place])


def years_of(figures: Sequence[Figure]) -> list[int]:
    return sorted({point.jaar for figure in figures for point in known(figure)})


def starts(figure: Figure, base: int) -> bool:
    """Whether there is a line from the base year on."""
    return bool(figure.at(base).waarde) and len(known(figure)) > 1


def _index(figure: Figure, base: int) -> Callable[[float], float]:
    whole = figure.at(base).waarde or 1.0
    return lambda amount: 100 * amount / whole


def _amount(figure: Figure) -> str:
    return notation.millions(known(figure)[-1].waarde or 0.0) if known(figure) else ""


def _ground(frame: Frame, heights: Sequence[float]) -> list[Layer]:
    """Light lines from the first year to the last."""
    rows = [{"x": frame.years[0], "x2": frame.years[-1], "y": height} for height in heights]
    return marks("rule", rows, "marge", frame.x, strokeWidth=1)


def drawn(courses: Sequence[Course], others: Sequence[tuple[float, str]], frame: Frame) -> list[Layer]:
    """Lines and the words at their ends, what stands beside them first; `others` are marks at the last year."""
    layers: list[Layer] = []
    for number, course in sorted(enumerate(courses), key=lambda pair: pair[1].style == "cijfer"):
        points = known(course.figure)
        rows = [
            row(course.figure, point, x=point.jaar, y=frame.down(height), deel=f"{number} {stretch}")
            for point, height, stretch in zip(points, course.heights, stretches(points), strict=True)
        ]
        if course.style == "cijfer":
            layers += marks("line", rows, "cijfer", frame.x, strokeWidth=2.5)
            layers += marks("point", [rows[0], rows[-1]], "cijfer", frame.x, filled=True, size=50, opacity=1)
        else:
            quiet = [one | {"kleur": None} for one in rows]
            layers += marks("line", quiet, "stil", frame.x, **LOOKS[course.style])
    year, named = frame.years[-1], courses[0].figure.label
    found: list[Row] = [
        {"kort": named, "jaar": str(year), "tekst": words, "x": year, "y": frame.down(height)}
        for height, words in others
    ]
    layers += marks("point", found, "stil", frame.x, shape="diamond", filled=True, size=55, opacity=1)
    return layers + _ends(courses, others, frame)


def _ends(courses: Sequence[Course], others: Sequence[tuple[float, str]], frame: Frame) -> list[Layer]:
    """The words before and behind the lines, none over another."""
    bottom = frame.top + frame.height
    begun = [course for course in courses if course.begin]
    heights = apart([frame.down(course.heights[0]) for course in begun], LINE + 1, bottom)
    first: list[Row] = [
        {"x": frame.years[0], "y": y, "naam": course.begin} for y, course in zip(heights, begun, strict=True)
    ]
    tail = [(course.heights[-1], course.words, course.style == "cijfer") for course in courses]
    tail += [(height, (words,), False) for height, words in others]
    deep = LINE * (max(len(words) for _, words, _ in tail) - 1)
    heights = apart([frame.down(height) - deep / 2 for height, *_ in tail], deep + LINE + 1, bottom - deep)
    last: list[Row] = [
        {"x": frame.years[-1], "y": y + LINE * n, "naam": line, "vet": bold and not n}
        for y, (_, words, bold) in zip(heights, tail, strict=True)
        for n, line in enumerate(words)
    ]
    return [
        *Words("waarde", frame.x, "right", dx=-8).of(first),
        *Words("waarde", frame.x, dx=8).of([one for one in last if one["vet"]]),
        *Words("noot", frame.x, dx=8).of([one for one in last if not one["vet"]]),
    ]
