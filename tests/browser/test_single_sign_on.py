"""Logging in with an account of the municipality: in a real browser, at a real provider, both on this computer."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from factsheet import settings as factsheet_settings
from factsheet.access import REDACTEUR, accounts, keys, sessions
from factsheet.store import Store
from tests import example_years
from tests.browser import drive
from tests.browser.conftest import PATIENCE, Server, running
from tests.browser.nginx import answers, free_port

pytestmark = pytest.mark.browser

EDITORS, OWN_WIJK, MANAGERS = (f"0f8fad5b-d9cb-469f-a165-70867728950{number}" for number in range(3))
SECRET = "het-geheim-van-de-app-bij-de-gemeente"
BUTTON = "Inloggen met uw account van de gemeente"
RULES = f"""
[aanmelden]
wachtwoorden = false
mfa_vereist = true
groepen = [
    {{ groep = "{EDITORS}", naam = "Redactie", rollen = ["redacteur"] }},
    {{ groep = "{OWN_WIJK}", naam = "Wijk Berflo Es", rollen = ["wijkcoordinator"], wijken = ["Berflo Es"] }},
    {{ groep = "{MANAGERS}", naam = "Beheer", rollen = ["beheerder"] }},
]
"""


@dataclass(frozen=True)
class Town:
    """The application of a municipality that logs in at its own provider only."""

    server: Server
    store: Store
    provider: str

    def knows(self, sub: str, *groups: str, **claims: Any) -> None:
        """Let the provider know somebody, who logs in with a second check unless `amr` says otherwise."""
        known = {"name": sub.title(), "preferred_username": f"{sub}@hengelo.nl", "amr": ["pwd", "mfa"], **claims}
        body = json.dumps({"groups": groups, **known}).encode()
        headers = {"Content-Type": "application/json"}
        asked = urllib.request.Request(f"{self.provider}/users/{sub}", body, headers, method="PUT")
        with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:
            assert answer.status == 204


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """A provider of OpenID Connect; its address. In a process of its own, as it warns of things that are not ours."""
    port = free_port()
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), "--require-nonce"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while not answers(port):
            assert process.poll() is None
            time.sleep(0.02)
        yield f"http://localhost:{port}"
        process.kill()


@pytest.fixture(scope="module")
def town(provider: str, loaded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    folder = tmp_path_factory.mktemp("gemeente")
    url = example_years.copy(loaded, folder)
    secrets, rules = folder / "secrets.toml", folder / "gemeente.toml"
    rules.write_text(factsheet_settings.GEMEENTE.read_text(encoding="utf-8") + RULES, encoding="utf-8")
    secrets.write_text(
        '[auth]\nredirect_uri = "http://localhost:{port}/oauth2callback"\nclient_id = "factsheet"\n'
        f'client_secret = "{SECRET}"\nserver_metadata_url = "{provider}/.well-known/openid-configuration"\n',
        encoding="utf-8",
    )
    store = Store(url)
    accounts.add_demo_accounts(store, factsheet_settings.current())
    given = {"FACTSHEET_GEMEENTE": str(rules), "STREAMLIT_SECRETS_FILES": str(secrets)}
    with running(url, **given) as server:
        yield Town(server, store, provider)
    store.close()


def log_in(tab: Page, sub: str) -> None:
    tab.get_by_role("button", name=BUTTON).click()
    tab.get_by_placeholder("sub").fill(sub)
    tab.get_by_role("button", name="Authorize").click()


def is_out(tab: Page) -> None:
    expect(tab.get_by_role("button", name=BUTTON)).to_be_visible()
    expect(tab.get_by_role("button", name="Uitloggen")).to_have_count(0)


def test_an_editor_gets_the_page_that_was_asked_for_and_logging_out_is_out_everywhere(town: Town, tab: Page) -> None:
    town.knows("anna", EDITORS, "een-andere-groep")

    tab.goto(f"{town.server.base}/wijk?wijk=noord&jaar=2024")
    log_in(tab, "anna")
    expect(tab.get_by_role("heading", level=1)).to_contain_text("Noord in 2024")
    drive.settle(tab)
    asked, cookies = tab.url, {cookie["name"]: cookie for cookie in tab.context.cookies()}
    tab.reload()
    expect(tab.get_by_role("link", name="Anna")).to_be_visible()
    tab.get_by_role("button", name="Uitloggen").click()
    tab.get_by_role("button", name="End session").click()

    assert asked == f"{town.server.base}/wijk?wijk=noord&jaar=2024"
    assert cookies[sessions.COOKIE]["httpOnly"]
    assert "_streamlit_user_tokens" not in cookies
    is_out(tab)
    assert [cookie for cookie in tab.context.cookies() if cookie["name"].startswith("_streamlit_user")] == []
    assert town.store.sessions("anna@hengelo.nl") == []
    tab.context.add_cookies([cookies[sessions.COOKIE], cookies["_streamlit_user"]])  # type: ignore[list-item]
    tab.reload()
    is_out(tab)
    assert town.store.account("anna@hengelo.nl").roles == {REDACTEUR}  # type: ignore[union-attr]


def test_a_coordinator_sees_the_wijk_of_the_group_and_gets_its_files_only(town: Town, tab: Page) -> None:
    town.knows("wil", OWN_WIJK)
    files = [f"{town.server.base}/bestand/2024/1/{area}/gebruik.svg" for area in ("berflo-es", "noord")]

    before = [tab.request.get(file).status for file in files]
    tab.goto(town.server.base)
    with drive.answered(tab, "POST"):
        log_in(tab, "wil")
    expect(tab.get_by_role("heading", level=1)).to_contain_text("Berflo Es in 2024")
    after = [tab.request.get(file).status for file in files]
    tab.goto(f"{town.server.base}/wijk?wijk=noord&jaar=2024")
    expect(tab.get_by_role("heading", level=1)).not_to_contain_text("Noord")
    tab.goto(f"{town.server.base}/beheer")

    expect(tab.get_by_role("heading", name="Geen toegang")).to_be_visible()
    assert (before, after) == ([403, 403], [200, 404])


def test_who_may_not_come_in_reads_why_and_whom_to_ask(town: Town, tab: Page) -> None:
    town.knows("piet", "een-andere-groep")
    town.knows("els", EDITORS, amr=["pwd"])
    told = tab.get_by_role("alert")

    tab.goto(f"{town.server.base}/factsheet")
    log_in(tab, "piet")
    expect(told).to_contain_text("U bent ingelogd als Piet, maar u zit niet in een groep die deze app mag gebruiken.")
    expect(told).to_contain_text("Vraag het: ")
    tab.goto(f"{town.server.base}/samenvatting")
    expect(tab.get_by_role("heading", name="Geen toegang")).to_be_visible()
    status = tab.request.get(f"{town.server.base}/bestand/2024/1/hengelo/gebruik.svg").status
    tab.get_by_role("button", name="Opnieuw inloggen").click()
    tab.get_by_role("button", name="End session").click()
    log_in(tab, "els")
    expect(told).to_contain_text("U bent ingelogd als Els, maar zonder tweede controle")

    assert status == 403
    assert [account.name for account in town.store.accounts() if account.name.startswith(("piet", "els"))] == []


def test_a_login_ends_in_beheer_and_the_name_of_another_account_is_not_the_way_into_it(town: Town, tab: Page) -> None:
    town.knows("rik", MANAGERS, preferred_username=REDACTEUR)
    other, own = town.store.account(REDACTEUR), "redacteur-2"

    tab.goto(town.server.base)
    log_in(tab, "rik")
    expect(tab.get_by_role("heading", name="Beheer", level=1)).to_be_visible()
    [session] = town.store.sessions(own)
    accounts.end_session(town.store, own, session.id, who="bo")
    tab.get_by_role("link", name="Versies").click()
    is_out(tab)
    # The cookie of Streamlit is still good, and opens nothing more.
    tab.reload()
    is_out(tab)
    town.store.change_account(own, active=False)
    log_in(tab, "rik")

    expect(tab.get_by_role("alert")).to_contain_text("Uw account staat uit. Wilt u weer inloggen? Vraag het: ")
    assert town.store.account(REDACTEUR) == other


def test_passwords_that_are_off_open_nothing(town: Town, tab: Page) -> None:
    account = town.store.account(REDACTEUR)
    assert account
    token = sessions.log_in(town.store, account).token
    tab.context.add_cookies([{"name": sessions.COOKIE, "value": token, "url": town.server.base}])

    tab.goto(f"{town.server.base}/begin")

    is_out(tab)
    expect(tab.get_by_role("textbox")).to_have_count(0)
    assert "voorbeeld" not in tab.get_by_test_id("stMain").inner_text()


def test_an_identity_counts_only_with_the_key_of_this_server(town: Town, tab: Page) -> None:
    claims = {"iss": town.provider, "sub": "anna", "nonce": "n", "iat": int(time.time()), "provider": "default"}
    whole = {**claims, "groups": [EDITORS], "amr": ["mfa"], "origin": town.server.base, "is_logged_in": True}

    def show(secret: str) -> None:
        made = create_signed_value(secret, "_streamlit_user", json.dumps(whole)).decode()
        tab.context.add_cookies([{"name": "_streamlit_user", "value": made, "url": town.server.base}])
        tab.goto(town.server.base)

    for forged in ("", "niet het geheim van deze server, al is het lang"):
        show(forged)
        is_out(tab)
    show(keys.server_secret(town.store))

    expect(tab.get_by_role("button", name="Uitloggen")).to_be_visible()


def test_a_login_that_was_broken_off_is_told(town: Town, tab: Page) -> None:
    tab.goto(f"{town.server.base}/versies")
    tab.get_by_role("button", name=BUTTON).click()
    tab.get_by_role("button", name="Deny").click()

    expect(tab.get_by_role("alert")).to_contain_text("Inloggen met uw account van de gemeente is niet gelukt.")
    is_out(tab)


def test_nothing_secret_is_in_the_output_of_the_server(town: Town) -> None:
    said = town.server.output

    assert '"message"' in said
    assert [secret for secret in (SECRET, "eyJ", EDITORS, "@hengelo.nl") if secret in said] == []
