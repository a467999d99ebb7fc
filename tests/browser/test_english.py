"""Nothing English in what opens: menus, lists, the days of a month, chosen files, and what is said when it goes wrong.

What stands on the pages themselves is read in tests/browser/test_looks.py.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from factsheet.access import ROLES, find_pages
from tests.browser import axe, drive, english
from tests.browser.conftest import ROOT

pytestmark = pytest.mark.browser
PAGES = find_pages(ROOT / "pages")
NO_FILE = {"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": b"x" * 389}
FILE = {"name": "cijfers.csv", "mimeType": "text/csv", "buffer": b"a;b\n" * 1400}


@pytest.fixture
def editor(visits) -> Page:
    return visits.tab(1280, "light", "redacteur")


def faults(tab: Page) -> list[str]:
    return [*english.found(tab), *axe.violations(tab)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_the_lists_to_choose_from_are_dutch(visits, page):
    tab = visits.tab(1280, "light", next(role for role in ROLES if role in page.roles))
    visits.open(tab, f"{page.path}")

    opened = tab.get_by_test_id("stSelectboxVirtualDropdown")
    # By its tag: while a list is open, all else is hidden for who looks by roles.
    for box in tab.get_by_test_id("stMain").locator("input[role=combobox]").filter(visible=True).all()[:1]:
        box.click()
        expect(opened).to_be_visible()
        assert english.found(tab) == []
        box.fill("xyzzy")
        expect(opened).to_have_text("Niets gevonden")
        assert english.found(tab) == []
        tab.keyboard.press("Escape")
        expect(opened).to_be_hidden()


def test_the_menu_is_dutch_and_only_about_the_factsheet(visits, editor):
    visits.open(editor, "begin")
    editor.get_by_role("button", name="Menu", exact=True).click()

    menu = editor.get_by_role("menu")
    expect(menu.get_by_role("menuitemradio")).to_have_text(
        ["contrastAutomatisch", "light_modeLicht", "dark_modeDonker"]
    )
    expect(menu.get_by_role("menuitem").filter(visible=True)).to_have_text(["Afdrukken"])
    assert faults(editor) == []
    editor.keyboard.press("Escape")


def test_the_navigation_on_a_phone_has_names(visits):
    tab = visits.tab(320, "dark", "redacteur")
    visits.open(tab, "begin")
    tab.get_by_role("button", name="Open het menu").click()
    expect(tab.get_by_role("link", name="Samenvatting").last).to_be_visible()

    assert faults(tab) == []
    tab.get_by_role("button", name="Sluit het menu").click()


def test_chosen_files_are_named_in_dutch(visits, editor):
    visits.open(editor, "uploaden")
    editor.locator("input[type=file]").set_input_files([NO_FILE, FILE])  # type: ignore[list-item]

    chosen = editor.get_by_test_id("stFileUploader")
    expect(chosen.get_by_text("389 B")).to_be_visible()
    expect(chosen.get_by_text("5,6 kB")).to_be_visible()
    expect(chosen.get_by_role("button", name="Verwijder foto.jpg")).to_be_visible()
    drive.settle(editor)
    assert faults(editor) == []
    chosen.get_by_role("button", name="Uitleg bij Bestanden van een jaar").hover()
    expect(editor.get_by_test_id("stTooltipContent")).to_be_visible()
    assert faults(editor) == []


def test_days_are_dutch(visits, editor):
    visits.open(editor, "versies")
    editor.get_by_role("button", name="Kies een dag").click()
    expect(editor.get_by_role("button", name="Vorige maand")).to_be_visible()
    assert faults(editor) == []
    editor.keyboard.press("Escape")


def test_a_server_that_does_not_answer_is_told_in_dutch(visits, editor):
    editor.route("**/_stcore/**", lambda route: route.abort())
    editor.goto(f"{visits.base}/begin")

    expect(editor.get_by_role("dialog", name="Geen verbinding")).to_be_visible()
    assert faults(editor) == []
    editor.unroute_all()
