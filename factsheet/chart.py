"""One theme and the few kinds of chart. Charts get figures, never rows, and print what the text prints.

Every chart is a single view (no facets), so that it takes the width of the page or the phone.
"""

from __future__ import annotations

import base64
import functools
import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import altair as alt
import polars as pl

from factsheet.figures import Figure, Point
from factsheet.narrate import notation
from schemas.domain import WETTEN

Mode = Literal["licht", "donker"]

# One hue per law, everywhere.
HUES = {key: wet.kleur for wet in WETTEN for key in (wet.sleutel, wet.groep.sleutel, *wet.ook)}
SAMEN = "#7D58B6"
EERDER = "#757575"

INK: dict[Mode, str] = {"licht": "#2B2F36", "donker": "#F2F4F7"}
QUIET: dict[Mode, str] = {"licht": "#5A6069", "donker": "#B4BBC6"}
FONT = "Source Sans, Source Sans 3, Segoe UI, Helvetica, Arial, sans-serif"
# Room for one letter above a bar on a phone, in percent of its width.
LETTER = 2.6
WHITE = "#FFFFFF"
BAR = 26
ROOM = 6  # percent of the width that a number needs

_NUMBERS = {
    "decimal": ",",
    "thousands": ".",
    "grouping": [3],
    "currency": ["€\u00a0", ""],
    "percent": "%",
}


def hue(sleutel: str) -> str:
    """The colour of a figure: that of its law, otherwise the common one."""
    return HUES.get(sleutel.split(".", maxsplit=1)[0], SAMEN)


def columns_per_year(figure: Figure) -> alt.LayerChart | None:
    """A column per year, this year in colour, each with its value on top."""
    data = _frame(_rows([figure]))
    if data.is_empty():
        return None
    base = alt.Chart().encode(
        x=alt.X("jaar:O", title=None, axis=alt.Axis(labelAngle=0, domain=True)),
        y=alt.Y("waarde:Q", title=None, axis=None, scale=alt.Scale(zero=True)),
        tooltip=_TOOLTIP,
    )
    bars = base.mark_bar(width=alt.RelativeBandSize(0.62)).encode(color=alt.Color("kleur:N", scale=None))
    return _layered([bars, base.mark_text(dy=-9).encode(text=alt.Text("tekst:N"))], 190, data)


def lines(figures: Sequence[Figure], names: Sequence[str], *, margin: float | None = None) -> alt.LayerChart | None:
    """A line per figure with its last value and short name at its end; the municipality is a thin grey line.

    The scale starts at zero, unless `margin` says how much room stays above and below the values: enough to keep a
    small change small.
    """
    rows = [row | {"kort": name} for f, name in zip(figures, names, strict=True) for row in _rows([f])]
    if not rows:
        return None
    grey = [row for f in figures if f.gemeente and f.unit.comparable for row in _rows([f.gemeente])]
    values = [row["waarde"] for row in (*rows, *grey)]
    scale = alt.Scale(zero=True) if margin is None else alt.Scale(domain=[min(values) - margin, max(values) + margin])
    x = alt.X("jaar:O", title=None, axis=alt.Axis(labelAngle=0), scale=alt.Scale(padding=0.9))
    y = alt.Y("waarde:Q", title=None, axis=None, scale=scale)
    # Letters in ink: a hue that stands out as a line is too dark to read on a dark page.
    own = _frame(rows)
    letters = alt.Chart(own if grey else alt.Undefined).encode(
        x=x, y=y, detail=alt.Detail("sleutel:N"), tooltip=_TOOLTIP
    )
    base = letters.encode(color=_LINE)
    behind = alt.Chart(_frame(grey)).encode(x=x, y=y, detail=alt.Detail("sleutel:N"), tooltip=_TOOLTIP)
    end = letters.transform_filter("datum.laatste")
    layers = [
        *([behind.mark_line(color=EERDER, strokeWidth=1.5)] if grey else []),
        *(
            [behind.transform_filter("datum.laatste").mark_text(align="left", dx=9).encode(text=alt.Text("plaats:N"))]
            if grey
            else []
        ),
        base.mark_line(strokeWidth=3),
        base.mark_point(filled=True, size=55, opacity=1),
        letters.transform_filter("!datum.laatste").mark_text(dy=-14).encode(text=alt.Text("tekst:N")),
        end.mark_text(align="left", dx=9, dy=-7, fontWeight="bold").encode(text=alt.Text("tekst:N")),
        end.mark_text(align="left", dx=9, dy=8).encode(text=alt.Text("kort:N")),
    ]
    return _layered(layers, max(190, 85 * len(figures)), None if grey else own)


def share_bars(figures: Sequence[Figure], titles: Sequence[str]) -> alt.LayerChart | None:
    """Shares of one whole as a single stacked bar, the numbers in it and the names above; a bar for the
    municipality under that of a wijk."""
    rows = _stacked(figures, titles, figures[0].area.naam)
    if not rows:
        return None
    if figures[0].gemeente:
        gemeente = [f.gemeente for f in figures if f.gemeente]
        rows += _stacked(gemeente, titles, gemeente[0].area.naam, quiet=True)
    base = alt.Chart().encode(
        y=alt.Y(
            "rij:N", sort=None, title=None, axis=alt.Axis(labels=bool(figures[0].gemeente), domain=False, ticks=False)
        ),
        tooltip=_TOOLTIP,
    )
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
    step = 116 if any(row["hoog"] for row in rows) else 88
    return _layered(
        [
            base.mark_bar(height=34).encode(x=x, x2=alt.X2("tot:Q"), color=alt.Color("kleur:N", scale=None)),
            base.mark_text(color=WHITE, fontWeight="bold").encode(
                x=alt.X("midden:Q", axis=None), text=alt.Text("in_balk:N")
            ),
            *names,
        ],
        step * (2 if figures[0].gemeente else 1),
        _frame(rows),
    )


def with_and_without(figures: Sequence[Figure], titles: Sequence[str]) -> alt.LayerChart | None:
    """A full bar per share: the part that has it in colour, the rest in grey; for a wijk a white line where the
    municipality stands."""
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
    return _layered(
        [
            base.mark_bar(height=BAR).encode(
                x=x, x2=alt.X2("tot:Q"), color=alt.Color("kleur:N", scale=None), tooltip=_TOOLTIP
            ),
            base.mark_text(align="left", dx=6, color=WHITE, fontWeight="bold").encode(
                x=alt.X("label:Q", axis=None), text=alt.Text("tekst:N")
            ),
            # Without anything to put beside it, a screen reader would name marks that are not there.
            *(there if any(row["daar"] is not None for row in rows) else []),
        ],
        46 * len(known),
        _frame(rows),
    )


def _with_rest(figure: Figure, title: str) -> list[dict[str, Any]]:
    """The part that has it, and the rest of the bar."""
    value, whole = figure.value or 0, figure.gemeente
    there = whole.value if whole else None
    part = _row(figure, figure.now) | {
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


def pyramid(layers: Sequence[tuple[str, Figure]]) -> alt.LayerChart | None:
    """The layers from top to bottom, centred, their width to scale; a layer without figures is only named."""
    rows = [
        _row(figure, figure.now) | {"rij": naam, "van": -(figure.value or 0) / 2, "tot": (figure.value or 0) / 2}
        for naam, figure in layers
    ]
    if all(figure.value is None for _, figure in layers):
        return None
    base = alt.Chart().encode(
        y=alt.Y("rij:N", sort=None, title=None, axis=None, scale=alt.Scale(paddingInner=0.12)), tooltip=_TOOLTIP
    )
    widest = max(figure.value or 0 for _, figure in layers)
    x = alt.X("van:Q", title=None, axis=None, scale=alt.Scale(domain=[-widest / 2, widest / 2]))
    known = base.transform_filter("datum.waarde != null")
    return _layered(
        [
            known.mark_bar(color=SAMEN, cornerRadius=2).encode(x=x, x2=alt.X2("tot:Q")),
            known.mark_text(color=WHITE, fontWeight="bold", dy=-8, fontSize=15).encode(
                x=alt.XDatum(0, type="quantitative"), text=alt.Text("tekst:N")
            ),
            known.mark_text(color=WHITE, dy=10).encode(x=alt.XDatum(0, type="quantitative"), text=alt.Text("rij:N")),
            base.transform_filter("datum.waarde == null")
            .mark_text()
            .encode(x=alt.XDatum(0, type="quantitative"), text=alt.Text("zonder:N")),
        ],
        58 * len(layers),
        _frame(rows),
    )


def classes(groups: Sequence[tuple[str, Sequence[tuple[str, Figure]]]]) -> alt.LayerChart | None:
    """Horizontal bars per class and year under a heading per group; this year in colour and with its value."""
    rows: list[dict[str, Any]] = []
    for title, figures in groups:
        rows.append({"rij": f"{title}|", "kop": title, "jaar": str(figures[0][1].jaar), "waarde": None})
        for name, figure in figures:
            rows += [row | {"rij": f"{title}|{name}", "kop": None, "kleur": _past(row)} for row in _rows([figure])]
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
    base = alt.Chart().encode(y=y, tooltip=_TOOLTIP)
    bars = base.transform_filter("isValid(datum.waarde)").encode(yOffset=alt.YOffset("jaar:O"), x=x)
    heads = base.transform_filter("isValid(datum.kop)").mark_text(align="left", fontWeight="bold")
    return _layered(
        [
            bars.mark_bar().encode(color=alt.Color("kleur:N", scale=None)),
            bars.transform_filter("datum.nu").mark_text(align="left", dx=5).encode(text=alt.Text("tekst:N")),
            heads.encode(x=_pixels(-118), text=alt.Text("kop:N")),
        ],
        sum(52 + 52 * len(figures) for _, figures in groups),
        _frame(rows),
    )


@dataclass(frozen=True)
class Band:
    """One row of `bands`: a name, a figure, and the same figure in another measure as a dashed line behind it."""

    naam: str
    figure: Figure
    behind: Figure | None = None


def bands(items: Sequence[Band], *, write: Callable[[float], str] | None = None) -> alt.LayerChart | None:
    """A line per band, one under the other on the same scale, its values at the points and its name above.

    `write` prints a value shorter than the text does, where the room asks for it.
    """
    known = [item for item in items if any(p.waarde is not None for p in item.figure.points)]
    values = [p.waarde for i in known for f in (i.figure, i.behind) if f for p in f.points if p.waarde is not None]
    if not values:
        return None
    spread = max(_range(item) for item in known) or 1
    rows: list[dict[str, Any]] = []
    for place, item in enumerate(reversed(known)):
        low = min(_values(item))
        for figure in (item.figure, item.behind):
            for row in _rows([figure]) if figure else []:
                text = write(row["waarde"]) if write else row["tekst"]
                height = place + 0.26 + 0.36 * (row["waarde"] - low) / spread
                above = {"naamhoogte": place + 0.87, "naam": _wrapped(item.naam)}
                rows.append(row | above | {"hoogte": height, "tekst": text, "achter": figure is item.behind})
    return _drawn_bands(rows, len(known))


def _drawn_bands(rows: list[dict[str, Any]], count: int) -> alt.LayerChart:
    base = alt.Chart().encode(
        x=alt.X("jaar:O", title=None, axis=alt.Axis(labelAngle=0, domain=False)),
        y=alt.Y("hoogte:Q", title=None, axis=None, scale=alt.Scale(domain=[0, count])),
        detail=alt.Detail("sleutel:N"),
        tooltip=_TOOLTIP,
    )
    front, behind = base.transform_filter("!datum.achter"), base.transform_filter("datum.achter")
    name = front.transform_filter("datum.eerste").mark_text(align="left", fontWeight="bold", lineBreak="\n")
    return _layered(
        [
            behind.mark_line(color=EERDER, strokeWidth=1.5, strokeDash=[4, 3]),
            behind.transform_filter("datum.laatste").mark_text(dy=-10).encode(text=alt.Text("tekst:N")),
            front.mark_line(strokeWidth=2.5).encode(color=_LINE),
            front.mark_point(filled=True, size=45, opacity=1).encode(color=_LINE),
            front.mark_text(dy=14).encode(text=alt.Text("tekst:N")),
            name.encode(x=_pixels(0), y=alt.Y("naamhoogte:Q", axis=None), text=alt.Text("naam:N")),
        ],
        150 * count + 20,
        _frame(rows),
    )


def _values(item: Band) -> list[float]:
    return [p.waarde for f in (item.figure, item.behind) if f for p in f.points if p.waarde is not None]


def _range(item: Band) -> float:
    return max(_values(item)) - min(_values(item))


def _wrapped(name: str) -> str:
    """Lines short enough for a phone."""
    return "\n".join(textwrap.wrap(name, 46))


def dumbbells(figures: Sequence[Figure]) -> alt.LayerChart | None:
    """From last year (grey dot) to this year (colour), a row per figure with its name above and both values below."""
    known = [figure for figure in figures if figure.value is not None]
    if not known:
        return None
    rows = [_dumbbell(figure, place) for place, figure in enumerate(reversed(known))]
    lowest = min(value for row in rows for value in (row["waarde"], row["vorig"]) if value is not None)
    y = alt.Y("hoogte:Q", title=None, axis=None, scale=alt.Scale(domain=[0, len(rows)]))
    x = alt.X("waarde:Q", title=None, axis=None, scale=alt.Scale(domain=[10 * ((lowest - 5) // 10), 103]))
    base = alt.Chart().encode(y=y, tooltip=_TOOLTIP)
    was = base.transform_filter("isValid(datum.vorig)")
    name = base.mark_text(align="left", fontWeight="bold", lineBreak="\n")
    return _layered(
        [
            was.mark_rule(color=EERDER, strokeWidth=3).encode(x=x, x2=alt.X2("vorig:Q")),
            was.mark_point(filled=True, size=110, color=EERDER, opacity=1).encode(x=alt.X("vorig:Q", axis=None)),
            base.mark_point(filled=True, size=150, color=SAMEN, opacity=1).encode(x=x),
            base.mark_text(dy=20).encode(x=x, text=alt.Text("van_naar:N")),
            name.encode(x=_pixels(0), y=alt.Y("naamhoogte:Q", axis=None), text=alt.Text("naam:N")),
        ],
        104 * len(rows),
        _frame(rows),
    )


def _dumbbell(figure: Figure, place: int) -> dict[str, Any]:
    shown, before = notation.shown(figure), notation.point(figure.before, figure.unit)
    known = figure.before.waarde is not None
    return _row(figure, figure.now) | {
        "vorig": figure.before.waarde,
        "van_naar": f"{before} → {shown}" if known else shown,
        "naam": _wrapped(figure.label),
        "hoogte": place + 0.3,
        "naamhoogte": place + 0.8,
    }


def sparkline(figure: Figure) -> str:
    """The years of a figure as a very small SVG line, as the address of an image; empty for fewer than two years.

    The values stand in words beside it, so it is only for the eye.
    """
    known = [p for p in figure.points if p.waarde is not None]
    if len(known) < 2:  # noqa: PLR2004 - a line has two ends
        return ""
    values = [p.waarde or 0.0 for p in known]
    low, spread = min(values), (max(values) - min(values)) or 1
    first, years = known[0].jaar, max(known[-1].jaar - known[0].jaar, 1)
    at = [(4 + 92 * (p.jaar - first) / years, 26 - 20 * (v - low) / spread) for p, v in zip(known, values, strict=True)]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in at)
    (x, y), colour = at[-1], hue(figure.sleutel)
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 32" width="200" height="64">'
        f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.4" fill="{colour}"/></svg>'
    )
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


def as_spec(chart: alt.Chart | alt.LayerChart, title: str) -> dict[str, Any]:
    """The chart as a Vega-Lite dict in Dutch notation. `title` becomes its description for who cannot see it."""
    # Without validation, which takes most of the time; a test validates every chart of every section.
    spec: dict[str, Any] = chart.to_dict(validate=False)
    spec["description"] = title
    spec["autosize"] = {"type": "fit", "contains": "padding"}
    return in_mode(spec, "licht")


def in_mode(spec: dict[str, Any], mode: Mode) -> dict[str, Any]:
    """The same chart for a light or a dark page."""
    return spec | {"config": theme(mode)}


@functools.cache
def theme(mode: Mode) -> dict[str, Any]:
    """The one theme: no frame, no grid, Dutch notation, letters that can be read on this background."""
    ink, quiet = INK[mode], QUIET[mode]
    return {
        "locale": {"number": _NUMBERS},
        "background": "transparent",
        "font": FONT,
        "view": {"stroke": None},
        "text": {"color": ink, "fontSize": 13},
        "axis": {
            "grid": False,
            "ticks": False,
            "labelColor": quiet,
            "labelFontSize": 13,
            "labelPadding": 6,
            "labelLimit": 170,
            "domainColor": EERDER,
        },
    }


_TOOLTIP = [
    alt.Tooltip("kort:N", title="cijfer"),
    alt.Tooltip("jaar:O", title="jaar"),
    alt.Tooltip("tekst:N", title="waarde"),
]


class _Layers(alt.LayerChart):
    """Layers that are used as they are. Altair's own class copies each of them three times to look for parameters."""

    def __init__(self, **given: Any) -> None:
        super(alt.LayerChart, self).__init__(**given)


def _layered(layers: Sequence[alt.Chart], height: int, data: pl.DataFrame | None = None) -> alt.LayerChart:
    """The layers over each other, on the data that they share.

    Altair copies a chart for everything that is added to it later, so all that it has is given at once.
    """
    shared = alt.Undefined if data is None else data
    return _Layers(data=shared, layer=list(layers), height=height, width="container")


def _pixels(place: int) -> alt.XValue:
    """A fixed place from the left of the chart. (`alt.value` gives a dict, which takes Altair a search to read.)"""
    return alt.XValue(place)  # type: ignore[no-untyped-call]


_LINE = alt.Color("lijn:N", scale=None)


def _past(row: dict[str, Any]) -> str:
    return SAMEN if row["nu"] else EERDER


def _rows(figures: Iterable[Figure]) -> list[dict[str, Any]]:
    return [_row(figure, point) for figure in figures for point in figure.points if point.waarde is not None]


def _row(figure: Figure, point: Point) -> dict[str, Any]:
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
            _row(figure, figure.now)
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


def _frame(rows: Sequence[dict[str, Any]]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), infer_schema_length=None)
