"""What a rerun of the factsheet page costs the server, beside a plain Streamlit page with the same charts."""

from __future__ import annotations

import json
import os
import secrets
import tempfile
import textwrap
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from factsheet.access import MANAGEMENT, sessions
from factsheet.cli import main
from factsheet.settings import ROOT, current
from factsheet.store import Store
from tests.browser.conftest import Server, running
from tests.browser.stream import Stream, open_stream
from tests.example import sheet

TIMES, YEAR = 40, 2024
TICKS = os.sysconf("SC_CLK_TCK")
PLAIN = """
import json, pathlib
import streamlit as st

st.title("Dezelfde grafieken")
for spec in json.loads(pathlib.Path("specs.json").read_text()):
    st.vega_lite_chart(spec, theme=None)
"""


@dataclass(frozen=True)
class Cost:
    """Of one rerun: seconds of processor, and bytes over the websocket."""

    processor: float
    sent: float


def measure() -> Iterator[tuple[str, str]]:
    """A line per page: what its reruns cost."""
    for name, cost in (("the factsheet page", _factsheet()), ("a plain page with the same charts", _plain())):
        yield f"rerun of {name}, processor", f"{1000 * cost.processor:.1f} ms"
        yield f"rerun of {name}, sent", f"{cost.sent / 1000:.0f} kB"


def _factsheet() -> Cost:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'bench.db'}"
        os.environ["FACTSHEET_STORE"] = url
        main(["voorbeeld", "--als-leeg"])
        token = reader(url)
        with running(url) as server:
            return _cost(server, token, lambda stream: stream.visit("factsheet", jaar=str(YEAR)))


def reader(url: str) -> str:
    """The login of somebody with an account of their own, on a server with its key in the environment as in deploy/."""
    os.environ["FACTSHEET_SLEUTEL"] = secrets.token_hex(32)
    store = Store(url)
    account = store.account("lezer") or store.add_account("lezer", "Lea Lezer", roles={MANAGEMENT}, password_hash="-")
    token = sessions.log_in(store, account).token
    store.close()
    return token


def _plain() -> Cost:
    with plain_page() as server:
        return _cost(server, None, Stream.visit)


@contextmanager
def plain_page() -> Iterator[Server]:
    """A Streamlit page with the charts of the factsheet and nothing else."""
    specs = [part.grafiek for part in sheet(YEAR, current().gemeente).secties if part.grafiek]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "streamlit_app.py").write_text(textwrap.dedent(PLAIN), encoding="utf-8")
        (folder / "specs.json").write_text(json.dumps(specs), encoding="utf-8")
        (folder / ".streamlit").symlink_to(ROOT / ".streamlit")
        with running("", folder) as server:
            yield server


def _cost(server: Server, token: str | None, visit: Callable[[Stream], None]) -> Cost:
    with open_stream(server.base, token=token) as stream:
        for _ in range(5):  # what is made once is made
            visit(stream)
        with _counted(server) as spent:
            before = stream.received
            for _ in range(TIMES):
                visit(stream)
            sent = stream.received - before
        return Cost(spent[0] / TIMES, sent / TIMES)


@contextmanager
def _counted(server: Server) -> Iterator[list[float]]:
    """The seconds of processor that the server used in between."""
    spent, start = [0.0], processor(server.pid)
    yield spent
    spent[0] = processor(server.pid) - start


def processor(pid: int) -> float:
    """Of this process since its start, in seconds (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS
