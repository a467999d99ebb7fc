"""No key is lost: sixty figures typed without a pause, on slow browsers and with a slow server."""

from __future__ import annotations

import functools
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from factsheet.access import REDACTEUR
from factsheet.store import Store
from tests import example_years
from tests.browser import drive
from tests.browser.conftest import Server, a_window, running
from tests.browser.slow import Network, network

pytestmark = pytest.mark.browser

KEPT = "Alles wat u typte is onthouden."
SIXTY = 60
LATE = 3.0
# What a key that is no letter sends: its number, and the text that comes of it.
KEYS = {"Enter": (13, "\r"), "Tab": (9, ""), "ArrowDown": (40, "")}


@pytest.fixture(scope="module")
def served(loaded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Network]]:
    url = example_years.copy(loaded, tmp_path_factory.mktemp("typing"))
    with running(url) as server, network(server.base) as between:
        yield server, between


@pytest.fixture(scope="module")
def logged_in(served: tuple[Server, Network], browser: Browser) -> Iterator[Page]:
    with a_window(browser) as window:
        window.add_cookies([served[0].cookie_of(REDACTEUR) | {"url": served[1].base}])  # type: ignore[list-item]
        yield window.new_page()


@pytest.fixture
def editor(served: tuple[Server, Network], logged_in: Page) -> Page:
    slow_down(logged_in, 1)
    drive.open_page(logged_in, f"{served[1].base}/bewerken?jaar=2024&gegevens=gebruik")
    logged_in.locator(".sd-vel input").first.wait_for()
    return logged_in


@functools.cache
def keys_of(tab: Page) -> CDPSession:
    """The way to the keyboard and the processor of a tab; what is set by one is not undone by another."""
    return tab.context.new_cdp_session(tab)


def slow_down(tab: Page, times: int) -> None:
    keys_of(tab).send("Emulation.setCPUThrottlingRate", {"rate": times})


def press(keys: CDPSession, *texts: str) -> None:
    """Keys as a keyboard sends them, without waiting until each is let go: twice as fast on a slow browser."""
    for text in texts:
        name, number, typed = (text, *KEYS[text]) if text in KEYS else (text, ord(text), text)
        event = {"type": "keyDown", "key": name, "code": name, "windowsVirtualKeyCode": number, "text": typed}
        keys.send("Input.dispatchKeyEvent", event)


def values(salt: int) -> list[int]:
    """Sixty figures, each like no other."""
    return [100 + (137 * salt + 61 * number) % 900 for number in range(SIXTY)]


def fill(tab: Page, column: str, figures: list[int], key: str, first: int = 0) -> None:
    """Type them one below the other, or from left to right, as fast as the browser takes them."""
    tab.locator(f'.sd-vel input[aria-label^="{column}, "]').nth(first).focus()
    for figure in figures:
        press(keys_of(tab), *str(figure), key)


def shown(tab: Page, column: str) -> list[int]:
    cells = tab.locator(f'.sd-vel input[aria-label^="{column}, "]')
    found: list[str] = cells.evaluate_all("cells => cells.map(cell => cell.value)")
    return [int(text.replace(".", "") or "0") for text in found]


def kept(url: str, column: str) -> list[int]:
    """The draft in the store, as another process reads it."""
    with sqlite3.connect(url.removeprefix("sqlite:///")) as database:
        [(body,)] = database.execute("SELECT body FROM draft WHERE name = 'tabel gebruik'")
    table = json.loads(body)
    place = table["kolommen"].index(column)
    return [int((row[place] or "0").replace(".", "")) for row in table["rijen"]]


def test_sixty_figures_all_arrive_in_a_browser_at_a_sixth_of_its_speed(
    served: tuple[Server, Network], editor: Page
) -> None:
    slow_down(editor, 6)
    below, beside = values(6)[:40], values(6)[40:]

    fill(editor, "aantal", below[:20], "Enter")
    fill(editor, "aantal", below[20:], "ArrowDown", first=20)
    fill(editor, "aantal", beside, "Tab", first=40)

    expect(editor.get_by_text(KEPT)).to_be_visible()
    for found in (lambda column: shown(editor, column), lambda column: kept(served[0].store_url, column)):
        assert found("aantal")[:50] == [*below, *beside[::2]]
        assert found("indicaties")[40:50] == beside[1::2]


def test_a_server_that_answers_after_three_seconds_loses_nothing(served: tuple[Server, Network], editor: Page) -> None:
    served[1].delay = LATE
    try:
        fill(editor, "aantal", values(3), "Enter")
        expect(editor.get_by_text("Wordt onthouden…")).to_be_visible()
        expect(editor.get_by_text(KEPT)).to_be_visible()
    finally:
        served[1].delay = 0.0

    assert shown(editor, "aantal") == values(3)
    assert kept(served[0].store_url, "aantal") == values(3)


def test_what_cannot_be_kept_is_told_and_kept_as_soon_as_it_can(served: tuple[Server, Network], editor: Page) -> None:
    def rename(old: str, new: str) -> None:
        with sqlite3.connect(served[0].store_url.removeprefix("sqlite:///")) as database:
            database.execute(f"ALTER TABLE {old} RENAME TO {new}")

    rename("draft", "away")
    try:
        fill(editor, "indicaties", [4321], "Enter")
        expect(editor.get_by_text("Uw laatste wijziging staat alleen nog op dit scherm.")).to_be_visible()
        assert shown(editor, "indicaties")[0] == 4321
    finally:
        rename("away", "draft")

    expect(editor.get_by_text(KEPT)).to_be_visible()
    assert kept(served[0].store_url, "indicaties")[0] == 4321


def test_who_leaves_at_once_has_kept_the_last_figure(served: tuple[Server, Network], editor: Page) -> None:
    slow_down(editor, 4)

    fill(editor, "indicaties", [7654], "Enter", first=5)
    editor.get_by_role("link", name="Dit jaar").click()
    expect(editor.get_by_text("U hebt Gebruik van ondersteuning (gebruik) van 2024 veranderd")).to_be_visible()

    assert kept(served[0].store_url, "indicaties")[5] == 7654


def test_a_server_that_goes_and_comes_back_gets_what_was_typed_meanwhile(
    served: tuple[Server, Network], editor: Page
) -> None:
    fill(editor, "indicaties", [501], "Enter", first=15)
    expect(editor.get_by_text(KEPT)).to_be_visible()
    served[0].stop()

    fill(editor, "indicaties", [502, 503], "Enter", first=16)
    expect(editor.get_by_text("Nog niet onthouden: er komt geen antwoord.")).to_be_visible()
    served[0].start()
    served[0].wait()

    expect(editor.get_by_text(KEPT)).to_be_visible()
    assert kept(served[0].store_url, "indicaties")[15:18] == [501, 502, 503]


def test_what_was_on_its_way_when_a_session_ended_is_told(served: tuple[Server, Network], editor: Page) -> None:
    store = Store(served[0].store_url)
    store.revoke_sessions(REDACTEUR)

    fill(editor, "indicaties", [8765], "Enter", first=10)

    expect(
        editor.get_by_role("alert").filter(has_text="Niet onthouden, want u was niet meer ingelogd")
    ).to_contain_text("indicaties: 8.765")
    editor.get_by_role("button", name="Gezien").click()
    expect(editor.get_by_role("textbox", name="Wachtwoord")).to_be_visible()
    store.close()
