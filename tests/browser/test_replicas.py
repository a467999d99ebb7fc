"""Two replicas behind nginx on one PostgreSQL: nobody notices which one answers, or that one is gone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from factsheet.access import BEHEERDER, MANAGEMENT, REDACTEUR
from factsheet.store import backup
from tests import example_years
from tests.browser import drive
from tests.browser.conftest import PATIENCE, Server
from tests.browser.nginx import Nginx, nginx
from tests.postgres import Cluster

BELOW = "/sociaal-domein"
STICKY = "factsheet_replica"

pytestmark = pytest.mark.browser


def two_at_once(store_url: str) -> list[Server]:
    """Started on a database without tables: one of them makes those, the other waits for it."""
    given = {"STREAMLIT_SERVER_BASE_URL_PATH": BELOW.strip("/"), "FACTSHEET_TRUSTED_PROXIES": "127.0.0.1"}
    made = [Server(store_url, base=BELOW, **given) for _ in range(2)]
    with ThreadPoolExecutor() as pool:
        list(pool.map(Server.wait, made))
    return made


def visitor_of(proxy: Nginx, replica: Server) -> str:
    """A visitor whom nginx brings to this replica."""
    for number in range(100):
        visitor = f"bezoeker-{number}"
        answered = proxy.replica_of(f"{BELOW}/_stcore/health", Cookie=f"{STICKY}={visitor}")
        if answered == f"127.0.0.1:{replica.port}":
            return visitor
    raise AssertionError(proxy.log)


@contextmanager
def tab_of(browser: Browser, address: str, visitor: str, who: str) -> Iterator[Page]:
    context = browser.new_context(locale="nl-NL", ignore_https_errors=True)
    context.set_default_timeout(PATIENCE * 1000)
    if visitor:
        context.add_cookies([{"name": STICKY, "value": visitor, "url": f"{address}/"}])
    tab = context.new_page()
    drive.open_page(tab, f"{address}/")
    drive.log_in(tab, who)
    drive.settle(tab)
    yield tab
    context.close()


def test_one_replica_dies_while_an_editor_types_and_a_reader_reads(
    browser: Browser, cluster: Cluster, loaded: Path, tmp_path: Path
) -> None:
    with cluster.database(filled=False) as place, ExitStack() as opened:
        url = place.render_as_string(hide_password=False)
        one, two = two_at_once(url)
        opened.callback(lambda: [server.stop() for server in (one, two)])
        # The example comes in while both run, as a copy that is put back.
        backup.restore(Path(example_years.copy(loaded, tmp_path).removeprefix("sqlite:///")), who="test", url=url)
        proxy = opened.enter_context(nginx(tmp_path, [one.port, two.port]))
        site = f"https://{proxy.netloc}{BELOW}"
        first, second = visitor_of(proxy, one), visitor_of(proxy, two)

        editor = opened.enter_context(tab_of(browser, site, first, REDACTEUR))
        reader = opened.enter_context(tab_of(browser, site, first, MANAGEMENT))
        boss = opened.enter_context(tab_of(browser, site, second, BEHEERDER))
        drive.open_page(reader, f"{site}/factsheet?jaar=2024")
        drive.open_page(editor, f"{site}/bewerken?jaar=2024&gegevens=gebruik")
        field = editor.locator(".sd-vel tbody tr").nth(25).locator('[data-column="2"]')
        field.fill("1093")
        field.press("Enter")
        expect(editor.get_by_text("Alles wat u typte is onthouden.")).to_be_visible()

        # One replica is killed. Both go on at the other, with what was typed.
        one.stop()
        field.fill("1094")
        field.press("Enter")
        reader.get_by_role("link", name="Alle cijfers", exact=True).click()
        expect(reader.get_by_role("heading", level=1)).to_have_text("Alle cijfers van Hengelo, 2024")
        expect(editor.get_by_text("Alles wat u typte is onthouden.")).to_be_visible()
        drive.open_page(editor, f"{site}/bewerken?jaar=2024&gegevens=gebruik")
        expect(field).to_have_value(re.compile("1.?09[34]"))

        # It comes back. What changes of an account at one holds at the next click at the other.
        one.start()
        one.wait()
        drive.open_page(boss, f"{site}/beheer")
        boss.get_by_role("combobox", name="Welk account?").fill("management")
        boss.keyboard.press("Enter")
        boss.get_by_role("button", name=re.compile("Zet Mies Management .*uit")).click()
        expect(boss.get_by_text("is uitgezet en kan niet meer inloggen.").first).to_be_visible()
        reader.get_by_role("link", name="Factsheet", exact=True).click()
        expect(reader.get_by_role("textbox", name="Gebruikersnaam")).to_be_visible()
