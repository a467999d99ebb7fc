"""What a process that draws charts does. It knows nothing of the rest of the program, so that it starts soon."""

from __future__ import annotations

import multiprocessing
import os
import threading
from pathlib import Path

import vl_convert

FONTS = Path(__file__).parent / "fonts"
SHARP = 2.0  # pixels of a picture per pixel of a chart
SMALLEST = '{"data": {"values": [{}]}, "mark": "point"}'


def begin() -> None:
    """Once per process: the letters that come with this package. A process ends with the one that began it."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    vl_convert.register_font_directory(str(FONTS))


def _end_with_parent() -> None:
    # A server that is killed cannot end its workers, and these wait for work for ever.
    if (parent := multiprocessing.parent_process()) is not None:
        parent.join()
        os._exit(0)


def ready() -> bool:
    """Draw something, which costs more the first time."""
    return bool(svg(SMALLEST))


def svg(spec: str) -> str:
    """The chart of a spec as JSON."""
    return vl_convert.vegalite_to_svg(spec)


def both(spec: str) -> tuple[str, bytes]:
    """The chart as SVG, and that as a picture: drawn once."""
    drawn = svg(spec)
    return drawn, vl_convert.svg_to_png(drawn, scale=SHARP)
