"""Many readers at once, who click every 10 to 15 seconds: how long a click takes, and what each costs the server."""

from __future__ import annotations

import random
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from factsheet.store import backup
from tests import example_years, postgres
from tests.bench_reruns import plain_page, processor, reader
from tests.browser.conftest import Server, running
from tests.browser.stream import Stream, open_stream

LONG, PAUSE = 60.0, (10.0, 15.0)  # seconds of clicking, and between two clicks
YEARS = ("2023", "2024")


@dataclass
class Clicks:
    """What readers saw: seconds per click, and what went wrong."""

    took: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    processor: float = 0.0
    memory: float = 0.0  # bytes per reader

    def lines(self, who: str) -> Iterator[tuple[str, str]]:
        p95 = statistics.quantiles(self.took, n=20)[-1]
        yield f"{who}: clicks, of which failed", f"{len(self.took)}, {len(self.errors)}"
        yield f"{who}: a click, half of them", f"{1000 * statistics.median(self.took):.0f} ms"
        yield f"{who}: a click, 95 of 100", f"{1000 * p95:.0f} ms"
        yield f"{who}: processor per click", f"{1000 * self.processor / len(self.took):.1f} ms"
        yield f"{who}: memory per reader", f"{self.memory / 1e6:.2f} MB"


def measure() -> Iterator[tuple[str, str]]:
    """A few lines for 100 readers of one process, for the same of a plain page, and for 300 of two replicas."""
    with example() as path:
        url = example_years.url(path)
        token = reader(url)
        with running(url) as server:
            yield from clicks([server], 100, token, of_the_factsheet).lines("100 readers")
        with plain_page() as server:
            yield from clicks([server], 100, None, of_a_plain_page).lines("100 readers of a plain page")
        with postgres.cluster() as cluster, cluster.database(filled=True) as place, ExitStack() as opened:
            two = place.render_as_string(hide_password=False)
            backup.restore(path, who="bench", url=two)
            token = reader(two)
            servers = [opened.enter_context(running(two)) for _ in range(2)]
            yield from clicks(servers, 300, token, of_the_factsheet).lines("300 readers, two replicas")


@contextmanager
def example() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield example_years.load(Path(folder) / "bench.db")


def of_the_factsheet(stream: Stream) -> None:
    stream.visit("factsheet", jaar=random.choice(YEARS))


def of_a_plain_page(stream: Stream) -> None:
    stream.visit()


def clicks(servers: Sequence[Server], readers: int, token: str | None, visit: Callable[[Stream], None]) -> Clicks:
    """Let so many readers come in one after the other, and then click for a while."""
    found, lock = Clicks(), threading.Lock()
    for server in servers:  # what is made once is made
        with open_stream(server.base, token=token) as stream:
            for _ in range(2 * len(YEARS)):
                visit(stream)
    before = sum(resident(server) for server in servers)
    all_in, start = threading.Barrier(readers + 1), threading.Event()

    def read(server: Server) -> None:
        with open_stream(server.base, token=token) as stream:
            visit(stream)
            all_in.wait()
            start.wait()
            until = time.monotonic() + LONG
            time.sleep(random.uniform(0, PAUSE[1]))
            while time.monotonic() < until:
                began = time.perf_counter()
                try:
                    visit(stream)
                except Exception as error:
                    with lock:
                        found.errors.append(repr(error))
                    return
                with lock:
                    found.took.append(time.perf_counter() - began)
                time.sleep(random.uniform(*PAUSE))

    threads = [threading.Thread(target=read, args=[servers[number % len(servers)]]) for number in range(readers)]
    for thread in threads:
        thread.start()
        time.sleep(0.05)
    all_in.wait()
    found.memory = (sum(resident(server) for server in servers) - before) / readers
    spent = sum(processor(server.pid) for server in servers)
    start.set()
    for thread in threads:
        thread.join()
    found.processor = sum(processor(server.pid) for server in servers) - spent
    return found


def resident(server: Server) -> int:
    """The memory of a server, in bytes (Linux)."""
    pages = Path(f"/proc/{server.pid}/statm").read_text(encoding="utf-8").split()[1]
    return int(pages) * 4096
