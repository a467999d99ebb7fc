"""Files to take along: who gets which, by an address that anybody may type."""

from __future__ import annotations

import asyncio
import io
import threading
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import openpyxl
import pytest
from starlette.applications import Starlette

from factsheet.access import MANAGEMENT, REDACTEUR, WIJKCOORDINATOR, downloads, sessions
from factsheet.settings import Settings
from factsheet.store import Store
from tests import example_years
from tests.awaited import run

OWN = "berflo-es"
SEE_ALL = {REDACTEUR, MANAGEMENT}
FILES = ("factsheet.pdf", "cijfers.xlsx", "uitgaven.xlsx", "uitgaven.svg", "uitgaven.png")
BEGIN = {"pdf": b"%PDF-", "xlsx": b"PK", "svg": b"<svg", "png": b"\x89PNG"}


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes
    name: str


Get = Callable[..., Answer]


@pytest.fixture
def get(published: Store, settings: Settings) -> Get:
    """Asks for a file as somebody who is logged in: `get("2024/1/hengelo/factsheet.pdf", who="management")`."""
    app = Starlette(routes=[downloads.route(lambda: published, lambda: settings)])

    def asked(path: str, who: str | None = None, token: str = "") -> Answer:
        if who:
            account = published.account(who)
            assert account is not None
            token = sessions.log_in(published, account).token
        return run(answer(app, f"{downloads.FOLDER}{path}", token))

    return asked


async def answer(app: Starlette, path: str, token: str) -> Answer:
    """What the server says to a GET of this address."""
    said: list[MutableMapping[str, Any]] = []

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        said.append(message)

    cookie = [(b"cookie", f"{sessions.COOKIE}={token}".encode())] if token else []
    scope = {"type": "http", "method": "GET", "path": unquote(path), "query_string": b"", "headers": cookie}
    await app({**scope, "raw_path": path.encode(), "root_path": "", "scheme": "http"}, receive, send)
    start, *rest = said
    headers = {name.decode(): value.decode() for name, value in start["headers"]}
    body = b"".join(part.get("body", b"") for part in rest)
    return Answer(start["status"], body, headers.get("content-disposition", ""))


@pytest.mark.parametrize("name", FILES)
def test_every_kind_of_file_is_what_its_name_says(get: Get, name: str) -> None:
    answer = get(f"2024/1/hengelo/{name}", MANAGEMENT)

    assert answer.status == 200
    assert answer.body.startswith(BEGIN[name.rpartition(".")[2]])
    assert answer.name.startswith('attachment; filename="sociaal-domein-2024-hengelo')


@pytest.mark.parametrize(
    "path",
    [
        "2024/7/hengelo/factsheet.pdf",
        "2031/1/hengelo/factsheet.pdf",
        "2024/1/bestaat-niet/factsheet.pdf",
        "2024/1/hengelo/bestaat-niet.xlsx",
        "2024/1/hengelo/gebruik.exe",
        "2024/1/hengelo/gebruik",
        "2024/1/hengelo/..%2f..%2fgebruik.svg",
        "0/0/hengelo/factsheet.pdf",
        "99999999999999999999/1/hengelo/factsheet.pdf",
    ],
)
def test_what_does_not_exist_is_not_there(get: Get, path: str) -> None:
    assert get(path, REDACTEUR).status == 404


def test_the_workbook_of_a_wijk_has_that_wijk_and_the_municipality_only(get: Get) -> None:
    book = openpyxl.load_workbook(io.BytesIO(get(f"2024/1/{OWN}/cijfers.xlsx", WIJKCOORDINATOR).body))

    said = " ".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value)
    assert "Berflo Es" in said
    others = set(example_years.inwoners(2024)) - {"Berflo Es", "Hengelo", "onbekend"}
    assert [name for name in others if name in said] == []


def test_who_asks_for_many_files_gets_them_one_by_one_and_keeps_nobody_waiting(
    published: Store, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str] = []
    go_on = threading.Event()

    def given(_: Store, __: Settings, asked: Mapping[str, str], ___: str) -> tuple[bytes, str, str]:
        begun.append(asked["naam"])
        if asked["naam"] == "ander.pdf":
            go_on.set()
        assert go_on.wait(30)
        return b"", "application/pdf", "x.pdf"

    monkeypatch.setattr(downloads, "_given", given)
    app = Starlette(routes=[downloads.route(lambda: published, lambda: settings)])
    many, one = (sessions.log_in(published, published.account(who)).token for who in (REDACTEUR, MANAGEMENT))  # type: ignore[arg-type]

    async def ask_all() -> list[Answer]:
        at_once = [answer(app, f"/bestand/2024/1/hengelo/{number}.pdf", many) for number in range(20)]
        return await asyncio.gather(*at_once, answer(app, "/bestand/2024/1/hengelo/ander.pdf", one))

    assert {told.status for told in run(ask_all())} == {200}
    assert begun.index("ander.pdf") == 1


def test_the_files_are_on_no_disk(get: Get, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    get("2024/1/hengelo/gebruik.svg", MANAGEMENT)

    assert sorted(path for path in tmp_path.rglob("*") if path.suffix in {".svg", ".pdf"}) == [
        path for path in before if path.suffix in {".svg", ".pdf"}
    ]
