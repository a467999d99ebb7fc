"""The years of a figure as a very small line."""

from __future__ import annotations

import base64

from factsheet.charts.theme import NEUTRAL, hue
from factsheet.figures import Figure


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
    (x, y), colour = at[-1], hue(figure.sleutel) or NEUTRAL
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 32" width="200" height="64">'
        f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.4" fill="{colour}"/></svg>'
    )
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"
