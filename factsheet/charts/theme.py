"""The one theme: hues, letters, notation, and what every chart is put together with."""

from __future__ import annotations

import functools
import textwrap
from collections.abc import Sequence
from typing import Any, Literal

import altair as alt
import polars as pl

from schemas.domain import WETTEN

Mode = Literal["licht", "donker"]
# One hue per law, everywhere.
HUES = {key: wet.kleur for wet in WETTEN for key in (wet.sleutel, wet.groep.sleutel, *wet.ook)}
SAMEN = "#7D58B6"
EERDER = "#757575"
INK: dict[Mode, str] = {"licht": "#2B2F36", "donker": "#F2F4F7"}
QUIET: dict[Mode, str] = {"licht": "#5A6069", "donker": "#B4BBC6"}
FONT = "Source Sans, Source Sans 3, Segoe UI, Helvetica, Arial, sans-serif"
WHITE = "#FFFFFF"
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


def wrapped(name: str) -> str:
    """Lines short enough for a phone."""
    return "\n".join(textwrap.wrap(name, 46))


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


TOOLTIP = [
    alt.Tooltip("kort:N", title="cijfer"),
    alt.Tooltip("jaar:O", title="jaar"),
    alt.Tooltip("tekst:N", title="waarde"),
]


class _Layers(alt.LayerChart):
    """Layers that are used as they are. Altair's own class copies each of them three times to look for parameters."""

    def __init__(self, **given: Any) -> None:
        super(alt.LayerChart, self).__init__(**given)


def layered(layers: Sequence[alt.Chart], height: int, data: pl.DataFrame | None = None) -> alt.LayerChart:
    """The layers over each other, on the data that they share.

    Altair copies a chart for everything that is added to it later, so all that it has is given at once.
    """
    shared = alt.Undefined if data is None else data
    return _Layers(data=shared, layer=list(layers), height=height, width="container")


def pixels(place: int) -> alt.XValue:
    """A fixed place from the left of the chart. (`alt.value` gives a dict, which takes Altair a search to read.)"""
    return alt.XValue(place)  # type: ignore[no-untyped-call]


LINE = alt.Color("lijn:N", scale=None)
