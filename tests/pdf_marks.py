"""What is printed on the pages of a PDF: every piece of text with its place, size and colours. Reads streams itself."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
Box = tuple[float, float, float, float]
Colour = tuple[float, ...]
UNIT: Matrix = (1, 0, 0, 1, 0, 0)
WHITE: Colour = (1.0, 1.0, 1.0)
CAPITAL = 0.7  # of the size of a letter is above its line


@dataclass(frozen=True)
class Printed:
    """A piece of text in one style. `box` is left, bottom, right, top of its capitals, in points from below left."""

    page: int
    box: Box
    size: float
    ink: Colour
    paper: Colour

    @property
    def contrast(self) -> float:
        """As WCAG counts it."""
        light, dark = sorted((_luminance(self.ink), _luminance(self.paper)), reverse=True)
        return (light + 0.05) / (dark + 0.05)


def printed(made: bytes) -> list[Printed]:
    """All pieces of text of a PDF, on what was painted under them."""
    reader = PdfReader(io.BytesIO(made))
    return [one for number, page in enumerate(reader.pages) for one in _Page(number, reader).of(page)]


@dataclass
class _Page:
    """What was found on a page so far, and what was painted on it."""

    number: int
    reader: PdfReader
    found: list[Printed] = field(default_factory=list)
    fills: list[tuple[Box, Colour]] = field(default_factory=list)

    def of(self, page: Any) -> list[Printed]:
        _Stream(self, page["/Resources"].get_object(), UNIT, (0.0,)).run(page.get_contents())
        return self.found

    def under(self, spot: Point) -> Colour:
        """What was painted last on this place."""
        fills = (
            colour
            for (left, low, right, high), colour in reversed(self.fills)
            if left <= spot[0] <= right and low <= spot[1] <= high
        )
        return next(fills, WHITE)


@dataclass
class _Stream:
    """The state in which a stream of operators is, of a page or of a drawing on it."""

    page: _Page
    resources: Any
    at: Matrix
    colour: Colour
    kept: list[tuple[Matrix, Colour]] = field(default_factory=list)
    line: Matrix = UNIT
    font: dict[int, float] = field(default_factory=dict)
    size: float = 0
    path: list[Point] = field(default_factory=list)

    def run(self, stream: Any) -> None:
        for given, operator in ContentStream(stream, self.page.reader).operations:
            name = OPERATORS.get(operator)
            if name:
                getattr(self, name)(given)

    def keep(self, _: Any) -> None:
        self.kept.append((self.at, self.colour))

    def restore(self, _: Any) -> None:
        self.at, self.colour = self.kept.pop()

    def move(self, given: Any) -> None:
        self.at = _times(_matrix(given), self.at)

    def ink(self, given: Any) -> None:
        self.colour = tuple(float(part) for part in given if isinstance(part, int | float))

    def set_font(self, given: Any) -> None:
        self.font, self.size = _widths(self.resources["/Font"][given[0]].get_object()), float(given[1])

    def begin(self, _: Any) -> None:
        self.line = UNIT

    def place(self, given: Any) -> None:
        self.line = _matrix(given)

    def shift(self, given: Any) -> None:
        self.line = _times((1, 0, 0, 1, float(given[0]), float(given[1])), self.line)

    def text(self, given: Any) -> None:
        parts = given[0] if isinstance(given[0], list) else given
        at, width = _times(self.line, self.at), sum(map(self._width, parts))
        box = _around([_spot(at, 0, 0), _spot(at, width, CAPITAL * self.size)])
        middle = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        size = (box[3] - box[1]) / CAPITAL
        self.page.found.append(Printed(self.page.number, box, size, _rgb(self.colour), self.page.under(middle)))
        self.line = _times((1, 0, 0, 1, width, 0), self.line)

    def _width(self, part: Any) -> float:
        if isinstance(part, int | float):
            return -float(part) * self.size / 1000
        raw = part if isinstance(part, bytes) else part.original_bytes
        codes = (int.from_bytes(raw[n : n + 2], "big") for n in range(0, len(raw), 2))
        return sum(self.font.get(code, self.font[-1]) for code in codes) * self.size / 1000

    def to(self, given: Any) -> None:
        spots = zip(given[::2], given[1::2], strict=True)
        self.path += [_spot(self.at, float(x), float(y)) for x, y in spots]

    def rectangle(self, given: Any) -> None:
        x, y, width, height = map(float, given)
        self.path += [_spot(self.at, x, y), _spot(self.at, x + width, y + height)]

    def fill(self, _: Any) -> None:
        self.page.fills.append((_around(self.path), _rgb(self.colour)))
        self.path = []

    def forget(self, _: Any) -> None:
        self.path = []

    def draw(self, given: Any) -> None:
        form = self.resources["/XObject"][given[0]].get_object()
        if form["/Subtype"] == "/Form":
            at = _times(_matrix(form.get("/Matrix", UNIT)), self.at)
            own = form.get("/Resources", self.resources).get_object()
            _Stream(self.page, own, at, self.colour).run(form)


OPERATORS = {
    b"q": "keep",
    b"Q": "restore",
    b"cm": "move",
    **dict.fromkeys((b"g", b"rg", b"sc", b"scn"), "ink"),
    b"Tf": "set_font",
    b"BT": "begin",
    b"Tm": "place",
    b"Td": "shift",
    **dict.fromkeys((b"Tj", b"TJ"), "text"),
    **dict.fromkeys((b"m", b"l", b"c", b"v", b"y"), "to"),
    b"re": "rectangle",
    **dict.fromkeys((b"f", b"f*", b"B", b"B*", b"b", b"b*"), "fill"),
    **dict.fromkeys((b"S", b"s", b"n"), "forget"),
    b"Do": "draw",
}


def _widths(font: Any) -> dict[int, float]:
    """Per code how wide it is, in thousandths of its size; -1 for all others."""
    inner = font["/DescendantFonts"][0].get_object()
    found = {-1: float(inner.get("/DW", 1000))}
    given = list(inner.get("/W", []))
    while given:
        first, second = int(given.pop(0)), given.pop(0).get_object()
        if isinstance(second, list):
            found.update({first + place: float(width) for place, width in enumerate(second)})
        else:
            found.update(dict.fromkeys(range(first, int(second) + 1), float(given.pop(0))))
    return found


def _matrix(given: Any) -> Matrix:
    a, b, c, d, e, f = map(float, given)
    return a, b, c, d, e, f


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _spot(at: Matrix, x: float, y: float) -> Point:
    a, b, c, d, e, f = at
    return a * x + c * y + e, b * x + d * y + f


def _around(spots: list[Point]) -> Box:
    xs, ys = [x for x, _ in spots] or [0.0], [y for _, y in spots] or [0.0]
    return min(xs), min(ys), max(xs), max(ys)


def _rgb(colour: Colour) -> Colour:
    return colour if len(colour) == 3 else (*colour[:1] * 3,)


def _luminance(colour: Colour) -> float:
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def overlaps(found: list[Printed]) -> Iterator[tuple[Printed, Printed]]:
    """Pieces of text on the same page that cover each other, by more than a hair."""
    hair = 0.6
    ordered = sorted(found, key=lambda one: (one.page, one.box[0]))
    for place, one in enumerate(ordered):
        _, low, right, high = one.box
        for other in ordered[place + 1 :]:
            west, south, _, north = other.box
            if other.page != one.page or west >= right - hair:
                break
            if min(right, other.box[2]) - west > hair and min(high, north) - max(low, south) > hair:
                yield one, other
