"""In a real browser: addresses, the cookie, and what the server gives to strangers."""

from __future__ import annotations

import itertools
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from factsheet import access, settings
from factsheet.access import REDACTEUR, ROLES, accounts, find_pages, sessions
from factsheet.store import Store
from tests import example_years
from tests.browser import drive
from tests.browser.conftest import Server, Visits, running
from tests.conftest import application

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parent.parent.parent
PAGES = {
    "wijk.py": """
import streamlit as st
from factsheet.access import *

@page("Wijk", roles=ROLES.keys() - {BEHEERDER}, icon=":material/map:")
def wijk(visitor):
    st.title("Pagina wijk")
    st.text(f"vraag {dict(st.query_params)}")
    st.vega_lite_chart(
        {
            "data": {"values": [{"wet": "Wmo", "aantal": 10}]},
            "transform": [{"calculate": "datum.aantal * 2", "as": "dubbel"}],
            "mark": "bar",
            "encoding": {"x": {"field": "dubbel", "type": "quantitative"}, "y": {"field": "wet"}},
        }
    )
    st.download_button("Haal op", b"wijk;aantal", "wijk.csv")
    if st.button("Ga stuk"):
        raise ValueError("mevrouw Jansen")
""",
    "gegevens.py": """
import streamlit as st
from factsheet.access import *

@page("Gegevens", roles={REDACTEUR})
def gegevens(visitor):
    st.title("Pagina gegevens")
    st.text(f"vraag {dict(st.query_params)}")
    file = st.file_uploader("Bestand")
    st.text(f"gelezen: {len(file.getvalue()) if file else 'niets'}")
""",
}


@pytest.fixture(scope="module")
def site(empty: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server with the pages above and the demo accounts, which was just started when the first test asks it."""
    folder = tmp_path_factory.mktemp("site")
    with running(_with_accounts(empty, folder), application(folder, PAGES)) as server:
        yield server


def _with_accounts(empty: Path, folder: Path) -> str:
    address = example_years.copy(empty, folder)
    store = Store(address)
    store.mark_as_example()
    accounts.add_demo_accounts(store, settings.current())
    store.close()
    return address


def expect_login(tab: Page) -> None:
    """The login screen, and nothing else."""
    expect(tab.get_by_role("textbox", name="Wachtwoord")).to_be_visible()
    expect(tab.get_by_role("heading", level=1)).to_have_text(["Sociaal domein in beeld"])
    expect(tab.get_by_role("button", name="Uitloggen")).to_have_count(0)


@pytest.mark.parametrize("path", ["wijk", "gegevens"])
def test_an_address_as_the_first_question_to_a_new_server_shows_the_login_and_then_that_page(site, tab, login, path):
    tab.goto(f"{site.base}/{path}?wijk=noord&jaar=2024")
    expect_login(tab)
    login(tab, REDACTEUR)

    expect(tab.get_by_role("heading", name=f"Pagina {path}")).to_be_visible()
    expect(tab.get_by_text("vraag {'wijk': 'noord', 'jaar': '2024'}")).to_be_visible()
    assert tab.url == f"{site.base}/{path}?wijk=noord&jaar=2024"


def test_every_real_page_shows_the_login_and_then_what_the_role_may_see(visits: Visits, tab: Page) -> None:
    """Each as the first of its roles; the other roles and pages are walked in test_rights.py."""
    wrong, base = [], visits.base
    pages = sorted(find_pages(ROOT / "pages"), key=_first_role)
    for role, own in itertools.groupby(pages, key=_first_role):
        tab.context.clear_cookies()
        for number, page in enumerate(own):
            tab.goto(f"{base}/{page.path}?jaar=2024")
            if not number:
                expect_login(tab)
                drive.log_in(tab, role)
            drive.settle(tab)

            refused = tab.get_by_role("heading", name="Geen toegang").count()
            kept = tab.url.startswith(f"{base}/{page.path}?") and "jaar=2024" in tab.url
            if refused or not kept or tab.title() != f"{page.title} · Sociaal domein in beeld":
                wrong.append((page.path, tab.url, tab.title()))

    assert wrong == []


def _first_role(page: access.Page) -> str:
    return next(role for role in ROLES if role in page.roles)


def test_the_cookie_keeps_the_login_for_f5_and_new_tabs_until_it_is_logged_out(site, tab, login):
    tab.goto(f"{site.base}/wijk?jaar=2024")
    login(tab, REDACTEUR)

    tab.reload()
    expect(tab.get_by_text("vraag {'jaar': '2024'}")).to_be_visible()
    other = tab.context.new_page()
    other.goto(f"{site.base}/gegevens")
    expect(other.get_by_role("heading", name="Pagina gegevens")).to_be_visible()
    copied = tab.context.cookies()
    of_logins = [cookie for cookie in copied if cookie["name"].startswith("factsheet-")]
    assert {cookie["name"] for cookie in of_logins} == {sessions.COOKIE, sessions.KNOWN}
    assert {(cookie["httpOnly"], cookie["sameSite"], cookie["path"]) for cookie in of_logins} == {(True, "Strict", "/")}
    assert "factsheet-" not in tab.evaluate("document.cookie")

    with drive.answered(tab, "DELETE"):
        tab.get_by_role("button", name="Uitloggen").click()
    expect_login(tab)
    assert sessions.COOKIE not in [cookie["name"] for cookie in tab.context.cookies()]
    other.reload()
    expect_login(other)
    tab.context.add_cookies(copied)  # type: ignore[arg-type]
    other.goto(f"{site.base}/wijk")
    expect_login(other)
    login(other, REDACTEUR)
    expect(other.get_by_role("heading", name="Pagina wijk")).to_be_visible()


def test_a_page_of_another_role_says_so_and_leads_to_ones_own(site, tab, login):
    tab.goto(f"{site.base}/gegevens")

    login(tab, "management")

    expect(tab.get_by_role("heading", name="Geen toegang")).to_be_visible()
    expect(tab.get_by_role("link", name="Gegevens")).to_have_count(0)
    assert tab.url == f"{site.base}/gegevens"
    tab.get_by_test_id("stPageLink").get_by_role("link", name="Wijk").click()
    expect(tab.get_by_role("heading", name="Pagina wijk")).to_be_visible()


def test_charts_uploads_downloads_and_menus_work_within_the_policy(site, tab, login):
    refused: list[str] = []
    tab.on("console", lambda message: refused.append(message.text) if "Content Security" in message.text else None)
    tab.goto(f"{site.base}/wijk")
    login(tab, REDACTEUR)

    expect(tab.locator("[data-testid=stVegaLiteChart] canvas, [data-testid=stVegaLiteChart] svg").first).to_be_visible()
    with tab.expect_download() as download:
        tab.get_by_role("button", name="Haal op").click()
    assert download.value.path().read_bytes() == b"wijk;aantal"
    tab.get_by_role("link", name="Gegevens").click()
    tab.locator("input[type=file]").set_input_files({"name": "a.csv", "mimeType": "text/csv", "buffer": b"a;b"})
    expect(tab.get_by_text("gelezen: 3")).to_be_visible()

    assert refused == []
    assert tab.locator("html").get_attribute("lang") == "nl"
    assert tab.title() == "Gegevens · Sociaal domein in beeld"


def test_an_error_shows_a_reference_and_nothing_else(site, tab, login):
    tab.goto(f"{site.base}/wijk")
    login(tab, REDACTEUR)

    tab.get_by_role("button", name="Ga stuk").click()

    message = tab.get_by_role("alert").filter(has_text="Er ging iets mis")
    expect(message).to_be_visible()
    reference = re.search(r"F-\w{6}", message.inner_text())
    assert reference and reference.group() in site.output
    store = Store(site.store_url)
    assert [entry.reference for entry in store.log_entries(1)] == [reference.group()]
    store.close()
    assert "Jansen" not in site.output + tab.content()
    assert "wijk.py" not in tab.content()


def test_an_empty_store_invites_the_first_administrator_who_copies_a_link_for_a_colleague(store_url, start_server, tab):
    server = start_server(store_url)
    [link] = re.findall(r"\?uitnodiging=ja#[\w-]+", server.output)

    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url.partition("#")[0]))
    tab.goto(f"{server.base}/{link}")
    fields = {"Gebruikersnaam": "bo", "Uw naam": "Bo de Boer"}
    for label, value in {
        **fields,
        "Nieuw wachtwoord": "paarden draven ver",
        "Nog een keer": "paarden draven ver",
    }.items():
        tab.get_by_role("textbox", name=label).fill(value)
    tab.get_by_role("button", name="Bewaar wachtwoord").click()
    expect(tab.get_by_text("U kunt nu inloggen.")).to_be_visible()
    expect(tab.get_by_role("textbox", name="Nog een keer")).to_have_count(0)
    tab.get_by_role("textbox", name="Gebruikersnaam").fill("bo")
    tab.get_by_role("textbox", name="Wachtwoord").fill("paarden draven ver")
    tab.get_by_role("button", name="Inloggen").click()

    expect(tab.get_by_role("button", name="Uitloggen")).to_be_visible()
    assert "uitnodiging" not in tab.url
    # What stands behind the # came to the server in no address.
    assert not [address for address in asked if link.partition("#")[2] in address]

    drive.open_page(tab, f"{server.base}/beheer")
    tab.get_by_role("textbox", name="Gebruikersnaam").fill("bea")
    tab.get_by_role("textbox", name="Naam, zoals").fill("Bea Bakker")
    tab.get_by_text("Redacteur", exact=True).last.click()
    tab.get_by_role("button", name="Maak account").click()
    tab.get_by_role("button", name="Kopieer de link").click()
    expect(tab.get_by_role("button", name="Gekopieerd")).to_be_visible()
    search = tab.get_by_role("textbox", name="Zoek in het log")
    search.click()
    tab.keyboard.press("ControlOrMeta+v")
    expect(search).to_have_value(re.compile(r"/\?uitnodiging=ja#[\w-]{20}"))


def test_strangers_get_no_file_no_upload_and_no_metrics(site):
    questions = {"/media/x.csv": 403, "/_stcore/metrics": 404, "/_stcore/agent/openapi.json": 404, "/bestaatniet": 404}

    answers = {path: status(site.base + path) for path in questions}
    upload = status(f"{site.base}/_stcore/upload_file/a/b", method="PUT", data=b"x")

    assert (answers, upload) == (questions, 403)


def status(url: str, *, method: str = "GET", data: bytes | None = None) -> int:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, data, method=method)) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        error.close()
        return error.code
