"""What an administrator watches: the technical log without values of users, /gereed, and /metrics behind a token."""

from __future__ import annotations

import json
import logging
import re
import subprocess
import sys
from collections.abc import Callable, MutableMapping
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from starlette.applications import Starlette

from factsheet.monitoring import metrics, routes, technical_log
from factsheet.settings import SettingsError
from factsheet.store import Store, StoreError
from tests.awaited import run

ROOT = Path(__file__).parent.parent
TOKEN = "metingen-van-de-beheerder-van-deze-app"
SECRET = "Jansen-190283-geheim"


def ask(app: Starlette, path: str, authorization: str | None = None) -> tuple[int, str]:
    """Status and text that come back of an address."""
    said: list[MutableMapping[str, Any]] = []

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        said.append(message)

    headers = [] if authorization is None else [(b"authorization", authorization.encode("latin-1"))]
    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": headers}
    run(app({**scope, "raw_path": path.encode(), "root_path": "", "scheme": "http"}, receive, send))
    start, *rest = said
    return start["status"], b"".join(part["body"] for part in rest).decode()


def watched(store: Callable[[], Store]) -> Starlette:
    return Starlette(routes=list(routes.routes(store, lambda: 3)))


@pytest.fixture
def token(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv(routes.TOKEN, TOKEN)
    return TOKEN


def test_a_server_is_ready_while_its_store_is_of_this_program(store: Store) -> None:
    assert ask(watched(lambda: store), "/gereed") == (200, "De server is gereed.")


def test_a_server_is_not_ready_when_another_program_took_the_store_further(store: Store) -> None:
    with store._database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    assert ask(watched(lambda: store), "/gereed") == (503, routes.OTHER_REVISION)


def test_a_server_is_not_ready_without_its_store_and_says_why() -> None:
    def gone() -> Store:
        raise StoreError("De schijf is vol.")

    assert ask(watched(gone), "/gereed") == (503, "De schijf is vol.")


def test_a_server_that_started_without_its_store_becomes_ready_by_itself(tmp_path: Path) -> None:
    program = (
        "import sys, pathlib, streamlit_app as app\n"
        "first = app.PREPARED.is_set()\n"
        "pathlib.Path(sys.argv[1]).unlink()\n"
        "print(first, app.ready().is_of_this_program(), app.PREPARED.is_set())\n"
    )
    (tmp_path / "factsheet.db").write_bytes(b"geen database" * 1000)
    command = [sys.executable, "-c", program, str(tmp_path / "factsheet.db")]
    environment = {"FACTSHEET_STORE": f"sqlite:///{tmp_path / 'factsheet.db'}", "PYTHONPATH": str(ROOT)}

    started = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)

    assert started.stdout.splitlines()[-1] == "False True True"
    assert started.stdout.count("Maak hier de eerste beheerder") == 1
    lines = [json.loads(line) for line in started.stderr.splitlines()]
    [said] = [line for line in lines if "The server runs without its store" in line["message"]]
    assert re.fullmatch(r"F-\w{6}", said["reference"])


def test_without_a_token_there_are_no_metrics(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(routes.TOKEN, raising=False)

    assert ask(watched(lambda: store), "/metrics", "Bearer ")[0] == 404


@pytest.mark.parametrize("given", [None, "", "Bearer", "Bearer ", TOKEN, f"Bearer {TOKEN[:-1]}", "Bearer é", "Basic x"])
def test_without_the_right_token_there_are_no_metrics(store: Store, token: str, given: str | None) -> None:
    status, said = ask(watched(lambda: store), "/metrics", given)

    assert (status, said) == (401, "Geef het token van de beheerder mee.")


def test_a_token_that_can_be_guessed_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(routes.TOKEN, "kort")

    with pytest.raises(SettingsError, match="FACTSHEET_METRICS_TOKEN is te kort"):
        routes.routes(lambda: None, lambda: 0)  # type: ignore[arg-type, return-value]


def test_metrics_are_what_prometheus_reads_and_tell_of_nobody(published: Store, token: str) -> None:
    before = metrics.RERUNS.value
    metrics.RERUNS.add()

    status, said = ask(watched(lambda: published), "/metrics", f"Bearer {token}")

    names = re.findall(r"^# TYPE (\w+) (?:gauge|counter)$", said, re.MULTILINE)
    values = dict(line.rsplit(" ", 1) for line in said.splitlines() if not line.startswith("#"))
    assert status == 200
    assert [name.split("{")[0] for name in values] == names
    assert values["factsheet_sessions"] == "3"
    assert values["factsheet_reruns_total"] == str(before + 1)
    assert values["factsheet_editions"] == str(len(published.editions()))
    assert values[f'factsheet_store_info{{revision="{published.revision()}"}}'] == "1"
    assert int(values["process_resident_memory_bytes"]) > 10_000_000


def test_metrics_go_on_without_the_store(token: str) -> None:
    def gone() -> Store:
        raise StoreError("weg")

    _, said = ask(watched(gone), "/metrics", f"Bearer {token}")

    assert "factsheet_store_up 0" in said
    assert "factsheet_editions" not in said


# The technical log

LOGGED = """
import asyncio, logging, sys, threading, warnings

from factsheet.monitoring import technical_log

secret = sys.argv[1]
for name in ("uvicorn", "streamlit.iets"):
    logging.getLogger(name).addHandler(logging.StreamHandler())
    logging.getLogger(name).propagate = False
technical_log.install(lambda: f"https://app.example/sociaal-domein/wijk?wijk={secret}#{secret}")

def fail(*_):
    raise ValueError(secret)

async def fail_later():
    fail()

logging.getLogger("factsheet").error("F-ABC234 the store failed: SQLITE_FULL")
try:
    fail()
except ValueError:
    logging.getLogger("uvicorn").exception("Exception in ASGI application\\n%s", secret)
logging.getLogger("streamlit.iets").warning("not read: %s", secret)
logging.getLogger("uvicorn.access").info("GET /?uitnodiging=%s", secret)
logging.getLogger("other").error("asked /?uitnodiging=abc#def now")
warnings.warn(secret)
thread = threading.Thread(target=fail)
thread.start()
thread.join()

async def forget():
    task = asyncio.ensure_future(fail_later())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    del task

asyncio.run(forget())
"""


def test_the_technical_log_is_lines_of_json_without_any_value() -> None:
    command = [sys.executable, "-c", LOGGED, SECRET]

    wrote = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)

    lines = [json.loads(line) for line in wrote.stderr.splitlines()]
    assert SECRET not in wrote.stderr + wrote.stdout
    assert {key: lines[0][key] for key in ("level", "logger", "reference", "message", "path")} == {
        "level": "ERROR",
        "logger": "factsheet",
        "reference": "F-ABC234",
        "message": "the store failed: SQLITE_FULL",
        "path": "/sociaal-domein/wijk",
    }
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]{12}\+00:00", lines[0]["time"])
    assert [(line["logger"], line["message"]) for line in lines[1:]] == [
        ("uvicorn", "Exception in ASGI application"),
        ("streamlit.iets", "not read: %s"),
        ("other", "asked / now"),
        ("warnings", "UserWarning at <string>:26"),
        ("threading", "A thread failed"),
        ("asyncio", "Task exception was never retrieved"),
    ]
    assert [line["message"] for line in lines if "ValueError" in line.get("error", "")] == [
        "Exception in ASGI application",
        "A thread failed",
        "Task exception was never retrieved",
    ]


def test_each_error_of_our_own_is_counted() -> None:
    handler, before = technical_log._Handler(), metrics.ERRORS.value

    for name, level in (("factsheet", logging.ERROR), ("factsheet", logging.INFO), ("uvicorn", logging.ERROR)):
        handler.handle(logging.LogRecord(name, level, "", 0, "F-ABC234 iets", None, None))

    assert metrics.ERRORS.value == before + 1
