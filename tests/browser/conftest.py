"""Fixtures for tests in a real browser: a server of their own, a tab, and somebody who is logged in."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from factsheet.access import sessions
from factsheet.store import Store
from tests import example_years
from tests.browser import drive
from tests.browser.drive import PATIENCE

ROOT = Path(__file__).parent.parent.parent
PHONE = 850
WIDTHS = {1280: 900, 320: PHONE}
# Streamlit first asks for these beside the address of the page, and then where they are.
PROBES = ("/_stcore/health", "/_stcore/host-config")


class Server:
    """The application, started as `make run` does, on a port of its own."""

    def __init__(self, store_url: str, folder: Path = ROOT, *, base: str = "", **environment: str) -> None:
        with socket.socket() as free:
            free.bind(("localhost", 0))
            self.port: int = free.getsockname()[1]
        self.store_url = store_url
        self.base = f"http://localhost:{self.port}{base}"
        command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py"]
        self._command = [*command, "--server.port", str(self.port), "--server.headless", "true"]
        self._folder, self._environment = folder, {**os.environ, "FACTSHEET_STORE": store_url, **environment}
        self.start()

    def start(self) -> None:
        """Start it, also once more at the same address after it was stopped."""
        self.lines: list[str] = []
        self._up = threading.Event()
        self._process = subprocess.Popen(
            self._command,
            cwd=self._folder,
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.lines.append(line)
            if self.base in line:
                self._up.set()
        self._up.set()

    def wait(self) -> None:
        """Wait until it answers. From its first line on the port is open, so the question just waits for its turn."""
        assert self._up.wait(PATIENCE), "".join(self.lines)
        assert self._process.poll() is None, "".join(self.lines)
        with urllib.request.urlopen(f"{self.base}/_stcore/health", timeout=PATIENCE) as answer:
            assert answer.status == 200

    def cookie_of(self, name: str) -> dict[str, str]:
        """The cookie of a login of this account, as a browser keeps it. The form itself has tests of its own."""
        store = Store(self.store_url)
        account = store.account(name)
        assert account is not None, name
        token = sessions.log_in(store, account).token
        store.close()
        return {"name": sessions.COOKIE, "value": token, "url": self.base}

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def output(self) -> str:
        return "".join(self.lines)

    def stop(self) -> None:
        self._process.kill()
        self._process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        assert self._process.stdout is not None
        self._process.stdout.close()


@contextmanager
def running(store_url: str, folder: Path = ROOT, *, base: str = "", **environment: str) -> Iterator[Server]:
    """A server that answers, as long as it is needed; `base` is the path below which it has its pages."""
    server = Server(store_url, folder, base=base, **environment)
    try:
        server.wait()
        yield server
    finally:
        server.stop()


StartServer = Callable[..., Server]


@pytest.fixture
def start_server() -> Iterator[StartServer]:
    """Starts a server and waits for it: `start_server(store_url, folder)`; stopped at the end of the test."""
    with ExitStack() as started:
        yield lambda *given: started.enter_context(running(*given))


@pytest.fixture
def server(start_server: StartServer) -> Callable[..., str]:
    """The same for who needs the address only: `base = server(store_url)`."""
    return lambda store_url, folder=ROOT: start_server(store_url, folder).base


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE * 1000)
    with sync_playwright() as playwright:
        launched = drive.launch(playwright)
        yield launched
        launched.close()


@contextmanager
def a_window(browser: Browser) -> Iterator[BrowserContext]:
    """A browser of somebody, for who opens tabs in it."""
    context = browser.new_context(locale="nl-NL")
    context.set_default_timeout(PATIENCE * 1000)
    yield context
    context.close()


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[BrowserContext]:
    with a_window(browser) as opened:
        yield opened


@pytest.fixture
def tab(window: BrowserContext) -> Iterator[Page]:
    """A tab without cookies or history. What one test left is gone, but for Streamlit's scripts: reading those takes a
    new browser seconds."""
    window.clear_cookies()
    window.clear_permissions()
    yield window.new_page()
    for page in window.pages:
        if page.url.startswith("http"):
            page.evaluate("localStorage.clear()")
        page.close()


@pytest.fixture
def login() -> Callable[[Page, str], None]:
    """Logs in as a demo account: `login(tab, "redacteur")`."""
    return drive.log_in


class Visits:
    """Tabs that stay open between tests: one per width, colour scheme and role, with a login of the store."""

    def __init__(self, browser: Browser, server: Server) -> None:
        self._browser, self._server, self.base = browser, server, server.base
        self._tabs: dict[tuple[int, str, str | None], Page] = {}
        self.errors: dict[Page, list[str]] = {}

    def tab(self, width: int, scheme: str, who: str | None) -> Page:
        key = (width, scheme, who)
        if key not in self._tabs:
            context = self._browser.new_context(
                viewport={"width": width, "height": WIDTHS.get(width, PHONE)},
                color_scheme=scheme,  # type: ignore[arg-type]
                locale="nl-NL",
            )
            context.set_default_timeout(PATIENCE * 1000)
            if who:
                context.add_cookies([self._server.cookie_of(who)])  # type: ignore[list-item]
            self._tabs[key] = self._listened(context.new_page())
        return self._tabs[key]

    def open(self, tab: Page, path: str) -> None:
        """Go to a page, at this address below the site, and wait until everything on it is drawn."""
        address = f"{self.base}/{path}"
        there = tab.url.startswith(self.base) and urlsplit(tab.url).path != urlsplit(address).path
        there = there and tab.get_by_test_id("stApp").count() == 1
        (drive.turn_to if there else drive.open_page)(tab, address)

    def close(self) -> None:
        for tab in self._tabs.values():
            tab.context.close()

    def _listened(self, tab: Page) -> Page:
        said = self.errors[tab] = []

        def hear(message: ConsoleMessage) -> None:
            if message.type == "error" and not message.location.get("url", "").endswith(PROBES):
                said.append(f"{message.text} {message.location.get('url')}")

        tab.on("console", hear)
        tab.on("pageerror", lambda error: said.append(str(error)))
        return tab


@contextmanager
def visiting(browser: Browser, store_url: str) -> Iterator[Visits]:
    """A server on this store, and its tabs."""
    with running(store_url) as server:
        opened = Visits(browser, server)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def visits(browser: Browser, loaded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visits]:
    """One server with the example and its tabs, for all tests that only look."""
    with visiting(browser, example_years.copy(loaded, tmp_path_factory.mktemp("uiterlijk"))) as opened:
        yield opened
