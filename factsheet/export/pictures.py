"""Charts as pictures, for paper, web and whoever takes one along; by vl-convert.

That starts slowly and keeps a processor busy, so it works in processes of its own: no visitor waits for another.
"""

from __future__ import annotations

import functools
import json
import multiprocessing
import os
import re
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

from factsheet import charts
from factsheet.export import drawing

FONT = "Noto Sans"  # what a chart is drawn with wherever no browser chooses; it comes with this package
WORKERS = 2
# What is no character ends the process that draws it. It does not come in, but an edition from before may have it.
UNDRAWABLE = re.compile(r"(?<!\\)\\uff(fe|ff)")
WHITE = {"background": "#FFFFFF"}

Spec = dict[str, Any]
T = TypeVar("T")


def svg(spec: Spec, width: int) -> str:
    """A chart as SVG of this width, in the colours of a light page. The same spec gives the same bytes."""
    return svgs([spec], width)[0]


def svgs(specs: Iterable[Spec], width: int) -> list[str]:
    """More of them, at the same time."""
    return drawn((spec, width) for spec in specs)


def drawn(wanted: Iterable[tuple[Spec, int]]) -> list[str]:
    """The same of charts that each have a width of their own."""
    texts = [_as_text(spec, width) for spec, width in wanted]
    return _made(lambda: [_svg(text) for text in texts])


def to_take_along(specs: Iterable[Spec], width: int) -> list[tuple[str, bytes]]:
    """Charts as SVG and as a picture, on white, whatever page they come to stand on; at the same time."""
    texts = [_as_text(spec | WHITE, width) for spec in specs]
    return _made(lambda: [_pool().submit(drawing.both, text) for text in texts])


def warm() -> None:
    """Start the workers while nobody waits for them."""
    for _ in range(WORKERS):
        _pool().submit(drawing.ready)


def forget() -> None:
    """Draw every chart again: for whoever measures how long that takes."""
    _svg.cache_clear()


def _made(ask: Callable[[], list[Future[T]]]) -> list[T]:
    """What the workers made; by new ones when one was killed, as a machine without memory does."""
    try:
        return [future.result() for future in ask()]
    except BrokenProcessPool:
        _pool.cache_clear()
        forget()
        return [future.result() for future in ask()]


def _as_text(spec: Spec, width: int) -> str:
    light = charts.in_mode(spec, "licht")
    config = light["config"] | {"font": FONT} | ({"background": spec["background"]} if "background" in spec else {})
    return UNDRAWABLE.sub("", json.dumps(light | {"width": width, "config": config}, sort_keys=True))


@functools.lru_cache(maxsize=512)
def _svg(text: str) -> Future[str]:
    return _pool().submit(drawing.svg, text)


@functools.cache
def _pool() -> ProcessPoolExecutor:
    # Spawned: a fork would copy the threads of the server in the middle of their work.
    workers = min(WORKERS, os.cpu_count() or 1)
    return ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), initializer=drawing.begin)
