"""The work of editors in a real browser: a figure from its cell to every reader and back, and two editors at once."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from factsheet.access import REDACTEUR, WIJKCOORDINATOR
from factsheet.access.passwords import hash_password
from factsheet.settings import GEMEENTE
from factsheet.store import Store
from tests import example_years
from tests.browser import drive
from tests.browser.conftest import Server, a_window, running

pytestmark = pytest.mark.browser
COLLEGA, PASSWORD = "collega", "vier ogen zien meer"
WIJK, SLUG = "Berflo Es", "berflo-es"
KEPT = "Alles wat u typte is onthouden."
OWN_ROW, COLUMN = 26, 2  # Berflo Es, Wmo; the column aantal


@pytest.fixture(scope="module")
def server(loaded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The example years and a second editor, for a municipality that asks for four eyes: one for all tests here."""
    folder = tmp_path_factory.mktemp("bewerken")
    address, town = example_years.copy(loaded, folder), folder / "gemeente.toml"
    town.write_text(GEMEENTE.read_text(encoding="utf-8").replace("vier_ogen = false", "vier_ogen = true"))
    store = Store(address)
    store.add_account(COLLEGA, "Cor Collega", roles={REDACTEUR}, password_hash=hash_password(PASSWORD))
    store.close()
    with running(address, FACTSHEET_GEMEENTE=str(town)) as started:
        yield started


@pytest.fixture
def url(server: Server) -> str:
    return server.store_url


@pytest.fixture
def base(server: Server) -> str:
    return server.base


@pytest.fixture
def other_tab(browser: Browser) -> Iterator[Page]:
    """A tab of somebody else, in a browser of their own."""
    with a_window(browser) as window:
        yield window.new_page()


def main(tab: Page) -> Locator:
    return tab.get_by_test_id("stMain")


def log_in(tab: Page, server: Server, name: str) -> None:
    tab.context.add_cookies([server.cookie_of(name)])  # type: ignore[list-item]


def open_table(tab: Page, base: str, dataset: str = "gebruik") -> None:
    drive.open_page(tab, f"{base}/bewerken?jaar=2024&gegevens={dataset}")
    expect(tab.locator(".sd-vel input").first).to_be_visible()


def cell(tab: Page, row: int, column: int = COLUMN) -> Locator:
    """The field in a row of the grid, from 1; columns from 0."""
    return tab.locator(".sd-vel tbody tr").nth(row - 1).locator(f'[data-column="{column}"]')


def listed(tab: Page, message: str) -> Locator:
    """A message in the list below the grid; the cell has it too."""
    return tab.locator(".sd-melding").get_by_text(message)


def type_in(tab: Page, row: int, text: str, column: int = COLUMN) -> None:
    cell(tab, row, column).focus()
    tab.keyboard.type(text)
    tab.keyboard.press("Enter")
    expect(tab.get_by_text(KEPT)).to_be_visible()


def draft(url: str) -> str:
    """The one draft in the store; "" when there is none."""
    with sqlite3.connect(url.removeprefix("sqlite:///")) as database:
        return "".join(body for (body,) in database.execute("SELECT body FROM draft"))


def test_a_figure_goes_from_its_cell_to_every_reader_and_back(
    server: Server, base: str, tab: Page, other_tab: Page
) -> None:
    # The editor changes a cell, and sees what it does before anybody else.
    log_in(tab, server, REDACTEUR)
    drive.open_page(tab, base)
    expect(main(tab).get_by_role("heading", name="Dit jaar")).to_be_visible()
    open_table(tab, base)
    type_in(tab, OWN_ROW, "1.5x")
    expect(listed(tab, "'1.5x' is geen getal.")).to_be_visible()
    type_in(tab, OWN_ROW, "1093")
    type_in(tab, OWN_ROW + 2, "1488")
    expect(main(tab).get_by_role("heading", name="Wat de lezer ziet veranderen")).to_be_visible()
    expect(main(tab).get_by_text(f"Cijfers van {WIJK} die veranderen")).to_be_visible()
    expect(main(tab).locator("ins").first).to_be_visible()

    # It is kept with a reason, and offered; a maker cannot approve.
    main(tab).get_by_role("textbox", name=re.compile("Wat hebt u veranderd")).fill("Nagekomen aanvragen.")
    main(tab).get_by_role("button", name="Bewaar gebruik van 2024").click()
    main(tab).get_by_role("link", name="Naar publiceren van 2024").click()
    expect(main(tab).get_by_text("Publiceren kan nog niet.")).to_be_visible()
    main(tab).get_by_role("textbox", name="Wat moet uw collega weten?").fill("Graag nakijken.")
    main(tab).get_by_role("button", name="Bied 2024 aan ter controle").click()
    expect(main(tab).get_by_text("2024 ligt klaar voor controle.")).to_be_visible()
    expect(main(tab).get_by_text("Vraag een collega om het goed te keuren.")).to_be_visible()
    expect(main(tab).get_by_role("button", name="Keur 2024 goed")).to_have_count(0)

    # The colleague finds it on the start page, looks and approves; then it is published.
    log_in(other_tab, server, COLLEGA)
    drive.open_page(other_tab, base)
    expect(main(other_tab).get_by_text("Wacht op goedkeuring")).to_be_visible()
    main(other_tab).get_by_role("link", name="Naar publiceren").first.click()
    expect(main(other_tab).get_by_text(f"Cijfers van {WIJK} die veranderen")).to_be_visible()
    main(other_tab).get_by_role("button", name="Keur 2024 goed").click()
    expect(main(other_tab).get_by_text("2024 is goedgekeurd en kan gepubliceerd worden.")).to_be_visible()
    main(other_tab).get_by_role("textbox", name=re.compile("Wat is er veranderd")).fill("nagekomen aanvragen")
    main(other_tab).get_by_role("textbox", name=re.compile("Waarom publiceert u toch")).fill(
        "teksten van 2023 kloppen nog"
    )
    main(other_tab).get_by_role("button", name="Publiceer 2024 opnieuw").click()
    expect(main(other_tab).get_by_text("Factsheet 2024 is gepubliceerd, editie 2.")).to_be_visible()

    # The wijkcoördinator sees it, and why; the first edition opens by its address.
    reader = other_tab
    log_in(reader, server, WIJKCOORDINATOR)
    drive.open_page(reader, f"{base}/wijk?wijk={SLUG}&jaar=2024")
    expect(main(reader).get_by_text("Herzien: nagekomen aanvragen")).to_be_visible()
    expect(main(reader).get_by_text("1.090").filter(visible=True).first).to_be_visible()
    drive.open_page(reader, f"{base}/wijk?wijk={SLUG}&jaar=2024&editie=1")
    expect(main(reader).get_by_text("U leest een oudere editie")).to_be_visible()

    # Back to the first edition, for every reader at once.
    drive.open_page(tab, f"{base}/versies?jaar=2024")
    main(tab).get_by_text("Alleen wat lezers zien.").click()
    main(tab).get_by_role("textbox", name="Waarom?").first.fill("de aanvragen waren van 2025")
    main(tab).get_by_role("button", name="Zet editie 1 terug voor lezers").click()
    expect(main(tab).get_by_text("terug naar editie 1: de aanvragen waren van 2025").first).to_be_visible()
    drive.open_page(reader, f"{base}/wijk?wijk={SLUG}&jaar=2024")
    expect(main(reader).get_by_text("terug naar editie 1")).to_be_visible()


def test_what_was_typed_survives_a_reload_and_another_page(server: Server, base: str, url: str, tab: Page) -> None:
    log_in(tab, server, REDACTEUR)
    open_table(tab, base)
    type_in(tab, 1, "twaalf")
    expect(listed(tab, "'twaalf' is geen getal.")).to_be_visible()

    tab.reload()
    expect(listed(tab, "'twaalf' is geen getal.")).to_be_visible()
    tab.get_by_role("link", name="Dit jaar").click()
    expect(main(tab).get_by_text("U hebt Gebruik van ondersteuning (gebruik) van 2024 veranderd")).to_be_visible()
    main(tab).get_by_role("link", name="Ga verder met Gebruik van ondersteuning (gebruik) van 2024").click()
    expect(listed(tab, "'twaalf' is geen getal.")).to_be_visible()
    main(tab).get_by_role("button", name="Gooi mijn wijzigingen weg").click()
    tab.get_by_role("button", name="Ja, gooi ze weg").click()
    expect(main(tab).get_by_text("U hebt nog niets veranderd.")).to_be_visible()

    assert draft(url) == ""


def test_two_editors_at_once_lose_nothing(server: Server, base: str, tab: Page, other_tab: Page, url: str) -> None:
    for one, name in ((tab, REDACTEUR), (other_tab, COLLEGA)):
        log_in(one, server, name)
        open_table(one, base, "loonkostensubsidie")
    type_in(tab, 1, "23", 1)
    type_in(tab, 2, "55", 1)
    type_in(other_tab, 2, "58", 1)
    type_in(other_tab, 3, "31", 1)
    # The work of one is not on the page of the other.
    expect(cell(other_tab, 1, 1)).to_have_value("21")

    # One keeps first; the other sees both changes side by side, chooses, and keeps one table of both.
    for one in (tab, other_tab):
        main(one).get_by_role("textbox", name=re.compile("Wat hebt u veranderd")).fill("nagekomen")
    main(tab).get_by_role("button", name="Bewaar loonkostensubsidie van 2024").click()
    expect(main(tab).get_by_text("loonkostensubsidie van 2024 is bewaard.")).to_be_visible()
    main(other_tab).get_by_role("button", name="Bewaar loonkostensubsidie van 2024").click()
    expect(main(other_tab).get_by_text("U hebt allebei iets anders ingevuld.")).to_be_visible()
    expect(main(other_tab).get_by_text("van u: 58")).to_be_visible()
    main(other_tab).get_by_text("van Rik Redacteur: 55").click()
    main(other_tab).get_by_role("button", name="Voeg de wijzigingen samen").click()
    expect(main(other_tab).get_by_text("De wijzigingen staan nu samen in uw tabel.")).to_be_visible()
    main(other_tab).get_by_role("button", name="Bewaar loonkostensubsidie van 2024").click()
    expect(main(other_tab).get_by_text("loonkostensubsidie van 2024 is bewaard.")).to_be_visible()

    store = Store(url)
    last = store.last_version("loonkostensubsidie", 2024)
    assert last is not None and last.who == COLLEGA
    assert store.rows(last.id)["ontvangers"].to_list()[:3] == [23, 55, 31]
    store.close()


def test_cells_of_excel_are_pasted_in_the_grid(server: Server, base: str, url: str, tab: Page) -> None:
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    log_in(tab, server, REDACTEUR)
    open_table(tab, base, "loonkostensubsidie")

    tab.evaluate("navigator.clipboard.writeText('22\\t1.234.567\\n57\\tveel')")
    cell(tab, 1, 1).focus()
    tab.keyboard.press("Control+v")

    expect(listed(tab, "'veel' is geen getal.")).to_be_visible()
    assert '["Binnenstad", "22", "1.234.567"], ["Hengelose Es", "57", "veel"]' in draft(url)


def test_the_grid_marks_filters_undoes_and_explains(server: Server, base: str, url: str, tab: Page) -> None:
    log_in(tab, server, REDACTEUR)
    open_table(tab, base, "ses")
    count = tab.locator(".sd-telling")

    # What is typed is marked at once, also where it is wrong, and the message is at the cell.
    type_in(tab, 3, "veel", 1)
    type_in(tab, 1, "-0,12", 1)
    expect(count).to_have_text("2 cellen veranderd, 1 fout")
    wrong = cell(tab, 3, 1)
    expect(wrong).to_have_attribute("aria-invalid", "true")
    expect(wrong).to_have_accessible_description(re.compile("'veel' is geen getal.*Veranderd, was -0,"))
    expect(tab.locator(".sd-vel tbody tr").first).to_contain_text("+0,0")

    # Only what is wrong, or what changed, or one wijk; and from one fault to the next.
    tab.get_by_role("button", name="Volgende fout").click()
    expect(wrong).to_be_focused()
    for choice, rows in (("alleen fouten", 1), ("alleen veranderd", 2), ("Noord", 1), ("alles", 11)):
        tab.get_by_label("Toon").select_option(choice)
        expect(tab.locator(".sd-vel tbody tr").filter(visible=True)).to_have_count(rows)

    # Back and forth, with keys and with buttons; rows go and come the same way.
    wrong.focus()
    tab.keyboard.press("Control+z")
    expect(cell(tab, 1, 1)).to_have_value("-0,123")
    tab.keyboard.press("Control+z")
    expect(count).to_have_text("0 cellen veranderd, 0 fouten")
    tab.get_by_role("button", name="Opnieuw doen").click()
    expect(cell(tab, 3, 1)).to_have_value("veel")
    cell(tab, 3, 1).focus()
    tab.get_by_role("button", name="Rij weg").click()
    expect(count).to_contain_text("1 rij weg")
    tab.get_by_role("button", name="Rij erbij", exact=True).click()
    tab.get_by_role("combobox", name=re.compile("^gebied")).select_option("Noord")
    tab.keyboard.press("Tab")
    tab.keyboard.type("0,1")
    expect(count).to_have_text(re.compile("^2 cellen veranderd"))
    tab.keyboard.press("Escape")
    expect(tab.get_by_text(KEPT)).to_be_visible()
    assert '["Noord", null, null]' in draft(url)

    # A cell tells what it was, and why; what is said of it stays at the cell.
    cell(tab, 2, 1).focus()
    tab.keyboard.press("Shift+F2")
    about = main(tab).get_by_role("heading", name="Over de cel Hengelose Es, score")
    expect(about).to_be_visible()
    main(tab).get_by_role("textbox", name=re.compile("Uw opmerking")).fill("Is dit definitief?")
    main(tab).get_by_role("button", name="Plaats de opmerking").click()
    expect(cell(tab, 2, 1)).to_have_accessible_description(re.compile("Opmerking: .*Is dit definitief[?]"))


def test_who_saves_at_once_keeps_the_last_figure_digit_for_digit(
    server: Server, base: str, url: str, tab: Page
) -> None:
    log_in(tab, server, COLLEGA)
    open_table(tab, base, "ses")
    type_in(tab, 1, "-0,124", 1)
    reason = main(tab).get_by_role("textbox", name=re.compile("Wat hebt u veranderd"))
    reason.fill("nagekomen")
    reason.press("Tab")
    drive.settle(tab)

    cell(tab, 2, 1).focus()
    tab.keyboard.type("-0,2033333333")
    main(tab).get_by_role("button", name="Bewaar ses van 2024").click()
    expect(main(tab).get_by_text("De tabel ses van 2024 is bewaard.")).to_be_visible()

    store = Store(url)
    last = store.last_version("ses", 2024)
    assert last is not None and store.rows(last.id)["score"].to_list()[:2] == [-0.124, -0.2033333333]
    store.close()
