"""Behind nginx with the configuration of deploy/: a sub-path, TLS, websockets, and the same replica for all of it."""

from __future__ import annotations

import json
import re
import sqlite3
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from factsheet.access import accounts, sessions
from factsheet.settings import Settings
from factsheet.store import Store
from tests.browser.conftest import PATIENCE, Server, running
from tests.browser.nginx import Nginx, nginx
from tests.browser.stream import Stream

BELOW = "/sociaal-domein"
TOKEN = "metingen-van-de-beheerder-van-deze-app"
PLANTED = (
    "geplant-wachtwoord-7",
    "geplant-in-het-adres",
    "geplante-waarde-van-een-bestand",
    "geplant-token-van-iemand",
)

pytestmark = pytest.mark.browser


@pytest.fixture
def token(published: Store, settings: Settings) -> str:
    accounts.add_demo_accounts(published, settings)
    account = published.account("redacteur")
    assert account is not None
    return sessions.log_in(published, account).token


@contextmanager
def behind(store_url: str, folder: Path) -> Iterator[tuple[Nginx, Server]]:
    """The application below a path, and nginx in front of it."""
    given = {"STREAMLIT_SERVER_BASE_URL_PATH": BELOW.strip("/"), "FACTSHEET_METRICS_TOKEN": TOKEN}
    given["FACTSHEET_TRUSTED_PROXIES"] = "127.0.0.1"  # what nginx says of https counts
    (folder / "nginx").mkdir()
    with running(store_url, base=BELOW, **given) as server, nginx(folder / "nginx", [server.port]) as proxy:
        yield proxy, server


@contextmanager
def screen(proxy: Nginx, token: str = "", origin: str = "") -> Iterator[Stream]:
    with connect(
        f"wss://{proxy.netloc}{BELOW}/_stcore/stream",
        origin=origin or f"https://{proxy.netloc}",  # type: ignore[arg-type]
        additional_headers={"Cookie": cookie(token)},
        ssl=proxy.tls,
        open_timeout=PATIENCE,
        max_size=None,
        proxy=None,
    ) as socket:
        yield Stream(socket)


def cookie(token: str) -> str:
    return f"{sessions.COOKIE}={token}; __Host-{sessions.COOKIE}={token}"


def ruin(store: Store, file: Path) -> None:
    """Put something else in the place of the store."""
    store.close()
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    file.write_bytes(PLANTED[2].encode() * 500)


def metrics(server: Server, token: str = TOKEN) -> dict[str, str]:
    request = urllib.request.Request(f"{server.base}/metrics", headers={"Authorization": f"Bearer {token}"})
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
        lines = answer.read().decode().splitlines()
    return dict(line.rsplit(" ", 1) for line in lines if not line.startswith("#"))


def test_all_of_the_app_works_below_a_path_and_its_log_tells_no_secret(
    published: Store, token: str, store_url: str, tmp_path: Path
) -> None:
    with behind(store_url, tmp_path) as (proxy, server):
        # The page, what it may do, and which way leads to it.
        assert proxy.ask("/").headers["Location"] == f"{BELOW}/"
        page = proxy.ask(f"{BELOW}/wijk?wijk={PLANTED[1]}")
        assert (page.status, b'<html lang="nl">' in page.body) == (200, True)
        assert page.headers["Strict-Transport-Security"]
        script = re.search(rb'src="\./(static/js/[^"]+)"', page.body)
        assert script and proxy.ask(f"{BELOW}/{script[1].decode()}").status == 200

        # The cookie of a login, screens over the websocket, files, uploads.
        account = published.account("redacteur")
        assert account is not None
        ticket, own = sessions.log_in(published, account).ticket.encode(), f"https://{proxy.netloc}"
        given = proxy.ask(f"{BELOW}/sessie", method="POST", body=ticket, Origin=own)
        assert (given.status, given.headers["Set-Cookie"].partition("=")[0]) == (204, "__Host-factsheet-sessie")

        with screen(proxy, token) as shown:
            shown.visit("factsheet", jaar="2024")
            assert "Geen toegang" not in shown.titles
            assert metrics(server)["factsheet_sessions"] == "1"
        with pytest.raises(InvalidStatus, match="403"), screen(proxy, token, "https://ergens-anders.nl"):
            pass
        file = f"{BELOW}/bestand/2024/1/hengelo/cijfers.xlsx"
        assert proxy.ask(file, Cookie=cookie(token)).body.startswith(b"PK")
        assert proxy.ask(file).status == 403
        upload = {"method": "PUT", "body": PLANTED[2].encode(), "Cookie": cookie(PLANTED[3])}
        assert proxy.ask(f"{BELOW}/_stcore/upload_file/a/b", **upload).status == 403  # type: ignore[arg-type]
        upload |= {"body": b"", "Content_Length": "23000000"}
        assert proxy.ask(f"{BELOW}/_stcore/upload_file/a/b", **upload).status == 413  # type: ignore[arg-type]

        # What an administrator watches.
        assert proxy.ask(f"{BELOW}/gereed").status == 200
        assert proxy.ask(f"{BELOW}/metrics", Authorization=f"Bearer {TOKEN}").status == 404
        measured = metrics(server)
        assert int(measured["factsheet_reruns_total"]) > 0
        assert (measured["factsheet_store_up"], measured["factsheet_errors_total"]) == ("1", "0")

        # What the log keeps of a wrong password, and of a store that fails.
        with screen(proxy) as form:
            form.visit("")
            form.fill("Gebruikersnaam", "redacteur")
            form.fill("Wachtwoord", PLANTED[0])
            form.press("Inloggen")
            ruin(published, Path(store_url.removeprefix("sqlite:///")))
            form.visit("wijk", wijk=PLANTED[1])
            told = re.search(r"Kenmerk: (F-\w{6})", form.text)
        refused = proxy.ask(f"{BELOW}/gereed")
        assert refused.status == 503
        assert "geen database" in refused.body.decode()
        assert metrics(server)["factsheet_store_up"] == "0"
        wrote, logged = server.output, proxy.log

    lines = [json.loads(line) for line in wrote.splitlines() if line.startswith("{")]
    assert told
    [line] = [line for line in lines if line.get("reference") == told[1]]
    assert (line["level"], line["path"]) == ("ERROR", "/wijk")
    assert [secret for secret in (*PLANTED, token, TOKEN) if secret in wrote + logged] == []
    assert f"GET {BELOW}/wijk 200" in logged


class Replica(BaseHTTPRequestHandler):
    """Answers everything with its own port."""

    protocol_version = "HTTP/1.1"

    def answer(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        body = f"{self.server.server_address[1]} {self.headers['X-Forwarded-For']}".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_PUT = answer  # noqa: N815

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def replica() -> Iterator[ThreadingHTTPServer]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Replica) as server:
        running = threading.Thread(target=server.serve_forever, args=[0.05])
        running.start()
        try:
            yield server
        finally:
            server.shutdown()
            running.join()


def test_a_visitor_stays_with_one_replica_until_that_is_gone(tmp_path: Path) -> None:
    with replica() as one, replica() as two:
        ports = [one.server_address[1], two.server_address[1]]
        with nginx(tmp_path, ports) as proxy:
            where: dict[str, str] = {}
            for _ in range(40):
                first = proxy.ask(f"{BELOW}/", X_Forwarded_For="10.9.8.7")
                given = first.headers["Set-Cookie"]
                assert given.endswith(f"; Path={BELOW}/; HttpOnly; Secure; SameSite=Strict")
                where[given.split(";")[0]], address = first.body.decode().split()
                assert address == "127.0.0.1"
            assert set(where.values()) == set(map(str, ports))

            for visitor, there in where.items():
                paths = {"_stcore/stream": "GET", "_stcore/upload_file/a/b": "PUT", "media/x.csv": "GET"}
                for path, method in paths.items():
                    answer = proxy.ask(
                        f"{BELOW}/{path}", method=method, body=b"" if method == "PUT" else None, Cookie=visitor
                    )
                    assert (answer.body.decode().split()[0], answer.headers["Set-Cookie"]) == (there, None)

            one.shutdown()
            one.server_close()
            after = {proxy.ask(f"{BELOW}/", Cookie=visitor).body.decode().split()[0] for visitor in where}
            assert after == {str(ports[1])}
