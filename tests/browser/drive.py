"""What both the tests and the pictures do in a browser."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from playwright.sync_api import Browser, Page, Playwright, expect

from factsheet.access import accounts, session_route

CHROMIUM = Path("/usr/bin/chromium-headless-shell")
PATIENCE = 120  # seconds; a busy machine may take them, a test never waits longer than it must
DRAWN = """() => {
  const charts = [...document.querySelectorAll('[data-testid=stVegaLiteChart]')];
  const waiting = document.querySelector('[data-testid=stSkeleton]');
  const drawn = chart => chart.querySelector('svg.marks') || !chart.checkVisibility();
  return !waiting && charts.every(drawn) && document.fonts.status === 'loaded';
}"""

# What a browser does for who goes back or forward: the page is not loaded anew, which takes a slow machine seconds.
TURN = "at => { history.pushState({}, '', at); dispatchEvent(new PopStateEvent('popstate', { state: {} })); }"
OPEN = "() => document.querySelectorAll('details:not([open]) > summary').forEach(summary => summary.click())"


def launch(playwright: Playwright) -> Browser:
    """Chromium: that of the system, else the one that Playwright installed. Without either, this fails."""
    path = CHROMIUM if CHROMIUM.exists() else None
    # Of a graphics card that is not there it would ask again and again.
    return playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])


def log_in(tab: Page, name: str, password: str = "") -> None:
    """Fill in the login form, by default as a demo account; afterwards the cookie is there."""
    password = password or next(demo.password for demo in accounts.DEMO if demo.name == name)
    tab.get_by_role("textbox", name="Gebruikersnaam").fill(name)
    tab.get_by_role("textbox", name="Wachtwoord").fill(password)
    with answered(tab, "POST"):
        tab.get_by_role("button", name="Inloggen").click()
    tab.get_by_role("button", name="Uitloggen").wait_for()


def answered(tab: Page, method: str) -> AbstractContextManager[object]:
    """What is done inside makes the browser fetch its cookie (POST), or that it has none any more (DELETE)."""
    return tab.expect_response(lambda got: got.url.endswith(session_route.PATH) and got.request.method == method)


def open_page(tab: Page, address: str) -> None:
    """Go to an address and wait until everything on it is drawn."""
    tab.goto(address)
    settle(tab)


def turn_to(tab: Page, address: str) -> None:
    """Go to another page of the application that this tab shows; each has a title of its own."""
    before = tab.title()
    tab.evaluate(TURN, address)
    tab.wait_for_function("before => document.title !== before", arg=before)
    settle(tab)


def settle(tab: Page) -> None:
    """Wait until the script is done and all charts and letters are drawn."""
    patience = PATIENCE * 1000
    expect(tab.get_by_role("heading", level=1).first).to_be_visible(timeout=patience)
    expect(tab.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=patience)
    tab.wait_for_function(DRAWN)


def unfold(tab: Page) -> None:
    """Open everything on the page that folds."""
    tab.evaluate(OPEN)
    settle(tab)
