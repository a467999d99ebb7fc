"""The one theme: hues, tints and letters for a light and a dark page, and what a finished chart gets around it."""

from __future__ import annotations

import functools
import textwrap
from collections.abc import Mapping
from typing import Any, Literal

import altair as alt

from schemas.domain import WETTEN

Mode = Literal["licht", "donker"]
# Colour is for the laws only: one hue each, everywhere, on a light page and a dark one.
HUES = {key: wet.kleur for wet in WETTEN for key in (wet.sleutel, wet.groep.sleutel, *wet.ook)}
# A tint for where nobody knows what page it stands on.
NEUTRAL = "#5E6E86"
# All else is one blue-grey. `cijfer` is what a chart is about, `stil` what stands beside it, `spoor` and `marge` the
# light ground under it, which says nothing that is not said otherwise.
_TINTS = {
    "papier": ("#FFFFFF", "#0E1A24"),
    "inkt": ("#1F2733", "#F0F3F7"),
    "klein": ("#566072", "#B4BFCC"),
    "cijfer": ("#3B4A63", "#B7C4D6"),
    "stil": ("#76869B", "#8191A7"),
    "spoor": ("#E6EAEE", "#1A2834"),
    "marge": ("#D3DAE3", "#34465A"),
}
TINTS: Mapping[Mode, Mapping[str, str]] = {
    "licht": {name: light for name, (light, _) in _TINTS.items()},
    "donker": {name: dark for name, (_, dark) in _TINTS.items()},
}
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif"
TITLE, SMALL = 13, 11  # pixels
# How many letters a line takes on a narrow card, and how many of those of a title and of the line under it.
WIDE, BOLD, NARROW = 42, 40, 52
PADDING = {"left": 2, "right": 4, "top": 4, "bottom": 2}
_NUMBERS = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["€\u00a0", ""], "percent": "%"}


def hue(sleutel: str) -> str | None:
    """The colour of the law that a figure is about; None for any other, which gets a tint."""
    return HUES.get(sleutel.split(".", maxsplit=1)[0])


def wrapped(text: str, width: int = WIDE) -> list[str]:
    """Lines short enough for the narrowest card."""
    return textwrap.wrap(text, width)


def as_spec(chart: alt.LayerChart, title: str, under: str) -> dict[str, Any]:
    """The chart as a Vega-Lite dict in Dutch notation, with its title and in small letters under it what it is of."""
    # Without validation, which takes most of the time; a test validates every chart of every section.
    spec: dict[str, Any] = chart.to_dict(validate=False)
    spec["datasets"] = spec.pop("datasets")  # behind the layers, as in editions from before
    what, dot, source = under.partition(". ")
    small = [under] if len(under) <= NARROW else [f"{what}{dot.strip()}", source]
    # No limit: these lines are short enough, and a page would cut them off too early.
    spec["title"] = {"text": wrapped(title, BOLD), "subtitle": small, "limit": 0, "aria": False}
    spec["autosize"] = {"type": "fit-x", "contains": "padding"}
    spec["padding"] = PADDING
    return in_mode(spec, "licht")


def in_mode(spec: dict[str, Any], mode: Mode) -> dict[str, Any]:
    """The same chart for a light or a dark page."""
    return spec | {"config": theme(mode)}


@functools.cache
def theme(mode: Mode) -> dict[str, Any]:
    """Tints and letters by the name of their style; no frame, Dutch notation, and nothing for a screen reader inside:
    that reads the description, and Vega would add its own words in English."""
    tint = TINTS[mode]
    return {
        "aria": False,
        "locale": {"number": _NUMBERS},
        "background": "transparent",
        "font": FONT,
        "view": {"stroke": None},
        "title": {
            "anchor": "start",
            "color": tint["inkt"],
            "fontSize": TITLE,
            "fontWeight": "bold",
            "subtitleColor": tint["klein"],
            "subtitleFontSize": SMALL,
            "subtitlePadding": 3,
            "offset": 8,
        },
        "style": {name: {"color": colour} for name, colour in tint.items()}
        | {
            "naam": _letters(tint["inkt"], 12),
            "waarde": _letters(tint["inkt"], 12, "bold"),
            "noot": _letters(tint["klein"], SMALL),
            "open": {"fill": tint["papier"], "color": tint["stil"], "strokeWidth": 2},
            "leeg": {"color": tint["stil"], "strokeWidth": 1.3, "strokeDash": [4, 3]},
        },
        # For charts of editions from before, which have axes and words without a style.
        "text": {"color": tint["inkt"]},
        "axis": {"grid": False, "ticks": False, "labelColor": tint["klein"], "labelFontSize": TITLE},
    }


def _letters(colour: str, size: int, weight: str = "normal") -> dict[str, Any]:
    return {"color": colour, "fontSize": size, "fontWeight": weight}
