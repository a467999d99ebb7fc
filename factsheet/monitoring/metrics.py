"""What Prometheus reads: counts of this process and of the store, none of them about a person."""

from __future__ import annotations

import resource
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from factsheet.store import Store, StoreError

MEMORY = Path("/proc/self/statm")


class Counter:
    """A number that only grows, also when threads add to it at the same moment."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.value = 0

    def add(self) -> None:
        with self._lock:
            self.value += 1


RERUNS = Counter()
ERRORS = Counter()

# Name, kind, help, value with its labels.
Metric = tuple[str, str, str, str]


def text(store: Callable[[], Store], sessions: Callable[[], int]) -> str:
    """All metrics in the text format of Prometheus; those of the store only while it answers."""
    lines: list[str] = []
    for name, kind, explained, value in [*_of_process(sessions()), *_of_store(store)]:
        lines += [f"# HELP {name} {explained}", f"# TYPE {name} {kind}", f"{name}{value}"]
    return "\n".join(lines) + "\n"


def _of_process(sessions: int) -> Iterator[Metric]:
    yield "factsheet_sessions", "gauge", "Open screens.", f" {sessions}"
    yield "factsheet_reruns_total", "counter", "Times that a page was made.", f" {RERUNS.value}"
    yield "factsheet_errors_total", "counter", "Errors with a reference in the log.", f" {ERRORS.value}"
    if MEMORY.exists():
        resident = int(MEMORY.read_text(encoding="ascii").split()[1]) * resource.getpagesize()
        yield "process_resident_memory_bytes", "gauge", "Memory of this process.", f" {resident}"


def _of_store(store: Callable[[], Store]) -> Iterator[Metric]:
    name, explained = "factsheet_store_up", "1 while the store answers."
    try:
        opened = store()
        revision, editions = opened.revision(), len(opened.editions())
    except StoreError:
        yield name, "gauge", explained, " 0"
        return
    yield name, "gauge", explained, " 1"
    yield "factsheet_editions", "gauge", "Editions of all years.", f" {editions}"
    yield "factsheet_store_info", "gauge", "The revision of the store.", f'{{revision="{revision}"}} 1'
