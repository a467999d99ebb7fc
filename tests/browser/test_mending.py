"""Mending a file on the spot, and stopping one that takes too long, in a real browser."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Locator, Page, expect

from factsheet.access import REDACTEUR
from factsheet.store import Store
from tests import example_years
from tests.browser.conftest import Server, running

pytestmark = pytest.mark.browser
LARGE_ROWS = 600_000


@pytest.fixture(scope="module")
def server(loaded_before: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The years up to 2023; the one test that keeps a file comes last."""
    with running(example_years.copy(loaded_before, tmp_path_factory.mktemp("verbeteren"))) as started:
        yield started


@pytest.fixture
def page(server: Server, tab: Page) -> Page:
    """The upload page, as an editor sees it."""
    tab.context.add_cookies([server.cookie_of(REDACTEUR)])  # type: ignore[list-item]
    tab.goto(f"{server.base}/uploaden")
    expect(tab.get_by_role("heading", name="Uploaden")).to_be_visible()
    return tab


def main(tab: Page) -> Locator:
    return tab.get_by_test_id("stMain")


def choose(tab: Page, name: str, data: bytes) -> None:
    tab.locator("input[type=file]").set_input_files([{"name": name, "mimeType": "text/csv", "buffer": data}])


def with_three_faults() -> bytes:
    text = example_years.files(2024)["bevolking.csv"].decode("utf-8-sig")
    changes = {"Hasseler Es;0-15": "Hasselerees;0-15", "Noord;65+": "Nord;65+", "Woolde;15-25": "Woolde;15-26"}
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    return text.encode("utf-8-sig")


def test_faults_are_mended_by_keyboard_alone(page):
    choose(page, "bevolking.csv", with_three_faults())
    button = page.get_by_role("button", name="Neem over: Noord")

    button.focus()
    page.keyboard.press("Enter")

    expect(main(page).get_by_role("heading", name="2 fouten in 1 bestand")).to_be_visible()
    back = page.get_by_role("button", name="Draai rij 16 terug")
    back.focus()
    page.keyboard.press("Space")
    expect(main(page).get_by_role("heading", name="3 fouten in 1 bestand")).to_be_visible()


def test_another_page_and_back_loses_nothing(page):
    choose(page, "bevolking.csv", with_three_faults())
    page.get_by_role("button", name="Neem over: Noord").click()
    expect(main(page).get_by_role("heading", name="2 fouten in 1 bestand")).to_be_visible()

    page.get_by_role("link", name="Uitleg").click()
    expect(page.get_by_role("heading", level=1, name="Uitleg")).to_be_visible()
    page.get_by_role("link", name="Uploaden").click()

    expect(main(page).get_by_role("heading", name="2 fouten in 1 bestand")).to_be_visible()
    expect(main(page).get_by_text("Deze bestanden koos u eerder.")).to_be_visible()
    # A better file of the same takes its place, and the other can go.
    choose(page, "beter.csv", example_years.files(2024)["bevolking.csv"])
    expect(main(page).get_by_text("beter.csv komt in de plaats van bevolking.csv")).to_be_visible()
    expect(main(page).get_by_role("heading", name="2 fouten in 1 bestand")).to_have_count(0)
    page.get_by_role("button", name="✕ bevolking.csv").click()
    expect(main(page).get_by_text("Deze bestanden koos u eerder.")).to_have_count(0)


def test_closing_the_page_asks_first_while_something_is_not_kept(page):
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    choose(page, "bevolking.csv", with_three_faults())
    expect(main(page).get_by_role("heading", name="3 fouten in 1 bestand")).to_be_visible()
    main(page).get_by_role("heading", name="3 fouten in 1 bestand").click()

    page.reload()

    expect(main(page).get_by_text("Welke bestanden?")).to_be_visible()
    assert asked == ["beforeunload"]


def test_any_file_may_be_chosen_and_is_answered_in_dutch(page):
    picture, other = ("foto.png", b"\x89PNG\r\n\x1a\n\x00"), ("iets.zzz", b"\x00\x01\x02")

    page.locator("input[type=file]").set_input_files(
        [{"name": name, "mimeType": "application/octet-stream", "buffer": data} for name, data in (picture, other)]
    )

    expect(main(page).get_by_role("heading", name="2 fouten in 2 bestanden")).to_be_visible()
    expect(main(page)).to_contain_text("Dit is een afbeelding.")
    expect(main(page)).to_contain_text("Dit is geen bestand met tekst.")


def test_the_file_comes_back_with_its_marks(page):
    choose(page, "bevolking.csv", with_three_faults())

    with page.expect_download() as download:
        page.get_by_role("button", name="Download het bestand met meldingen (.xlsx)").click()

    assert download.value.suggested_filename == "bevolking-meldingen.xlsx"
    workbook = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes()))
    assert workbook["Uw bestand"]["B17"].comment.text.startswith("✗ Fout: 'Hasselerees' is geen wijk")


def test_reading_a_large_file_shows_progress_and_stops_when_it_is_told_to(page):
    rows = "".join(f"2024;Noord;0-15;{number}\n" for number in range(LARGE_ROWS))
    choose(page, "groot.csv", f"jaar;gebied;leeftijdsgroep;inwoners\n{rows}".encode())
    expect(page.get_by_text("Bestand 1 van 1 lezen…")).to_be_visible()

    page.get_by_role("button", name="Stop met lezen").click()

    expect(page.get_by_text("U hebt het lezen gestopt. 1 bestand is niet gelezen.")).to_be_visible()
    expect(page.get_by_role("button", name="Lees 1 bestand alsnog")).to_be_visible()
    expect(page.get_by_text("Bestand 1 van 1 lezen…")).to_have_count(0)


def test_three_faults_are_mended_with_one_click_and_the_file_is_kept(page, server):
    choose(page, "bevolking.csv", with_three_faults())
    expect(main(page).get_by_role("heading", name="3 fouten in 1 bestand")).to_be_visible()
    expect(main(page).get_by_role("cell", name="fout: Nord")).to_be_visible()

    page.get_by_role("button", name="Neem alle 3 voorstellen over").click()
    expect(main(page).get_by_role("heading", name="Het bestand is goed")).to_be_visible()
    expect(main(page).get_by_text("Hasselerees → Hasseler Es")).to_be_visible()
    page.get_by_role("button", name="Bewaar 1 bestand").click()
    expect(page.get_by_text("Bewaard voor 2024: bevolking.")).to_be_visible()

    kept = Store(server.store_url)
    told = [entry.details for entry in kept.log_entries() if entry.what == "bestand verbeterd"]
    assert len(told) == 3
    assert "Hasselerees → Hasseler Es" in (kept.last_version("bevolking", 2024).reason or "")
    kept.close()
