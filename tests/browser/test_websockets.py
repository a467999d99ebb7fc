"""Over a real websocket: who may open one, what the server asks of others, and a button of a session that ended."""

from __future__ import annotations

import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus

from factsheet.access import BEHEERDER, REDACTEUR, ROLES, accounts, find_pages, passwords, sessions
from factsheet.settings import Settings, current, read
from factsheet.store import Account, Store
from tests import example_years
from tests.browser.conftest import PATIENCE, ROOT, StartServer, running
from tests.browser.stream import Stream, open_stream

GOOD = "paarden draven ver"
PUBLIC = "https://factsheet.hengelo.nl"
STRANGERS = ("http://ergens-anders.nl", "null", None)
# Loaded by Python itself at every start: no process can ask outside from there, and who tries is known.
ALONE = """
import sys

def alone(event, arguments):
    if event == "socket.connect":
        host = arguments[1][0] if isinstance(arguments[1], tuple) else None
    elif event == "socket.getaddrinfo":
        host = arguments[0]
    else:
        return
    if host not in (None, "", "localhost", "127.0.0.1", "::1"):
        with open({asked!r}, "a") as file:
            print(event, host, file=file)
        raise OSError("this machine is alone")

sys.addaudithook(alone)
"""

pytestmark = pytest.mark.browser


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """Forbids every program that starts from here to ask anything outside this machine; tells what they asked."""
    folder, file = tmp_path / "alone", tmp_path / "asked.txt"
    folder.mkdir()
    file.touch()
    (folder / "sitecustomize.py").write_text(ALONE.format(asked=str(file)))
    monkeypatch.setenv("PYTHONPATH", str(folder))
    return lambda: file.read_text().splitlines()


@pytest.fixture
def public(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The same municipality, whose readers come through a proxy at another address."""
    file = tmp_path / "gemeente.toml"
    file.write_text((ROOT / "data" / "gemeente.toml").read_text().replace(settings.adres, PUBLIC))
    monkeypatch.setenv("FACTSHEET_GEMEENTE", str(file))
    return read(file)


def test_a_program_that_asks_outside_is_refused_and_known(asked: Callable[[], list[str]]) -> None:
    program = "import socket; socket.create_connection(('192.0.2.1', 80))"

    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

    assert "this machine is alone" in ran.stderr
    assert asked() == ["socket.getaddrinfo 192.0.2.1"]


def test_no_visitor_makes_the_server_ask_anything_outside(
    published: Store, public: Settings, store_url: str, start_server: StartServer, asked: Callable[[], list[str]]
) -> None:
    accounts.add_demo_accounts(published, public)
    base = start_server(store_url).base
    pages = find_pages(ROOT / "pages")

    with open_stream(base) as form:
        form.visit()
        form.fill("Gebruikersnaam", REDACTEUR)
        form.fill("Wachtwoord", "cijfers op tafel")
        form.press("Inloggen")
        assert form.titles[0] == "Dit jaar"
    for page in pages:
        account = published.account(sorted(page.roles)[0])
        assert account is not None
        with open_stream(base, token=sessions.log_in(published, account).token) as stream:
            stream.visit(page.path)
            assert stream.titles
            assert not {"Geen toegang", "Sociaal domein in beeld"} & set(stream.titles)
    for path in ("", *(page.path for page in pages), "_stcore/health", "_stcore/host-config", "media/x", "bestaatniet"):
        fetch(f"{base}/{path}")
    with open_stream(base, origin=PUBLIC) as behind_a_proxy:
        behind_a_proxy.visit()
        assert behind_a_proxy.titles[0] == "Sociaal domein in beeld"
    for stranger in STRANGERS:
        with pytest.raises(InvalidStatus, match="403"), open_stream(base, origin=stranger):
            pass

    assert asked() == []


def fetch(address: str) -> None:
    request = urllib.request.Request(address, headers={"Origin": "http://ergens-anders.nl"})
    try:
        urllib.request.urlopen(request, timeout=PATIENCE).close()
    except urllib.error.HTTPError as error:
        error.close()


@pytest.fixture(scope="module")
def site(empty: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, str]]:
    """The store with the demo accounts, and the address of the server on it. It stands behind a proxy at 127.0.0.2."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "ROUNDS", 4)
        store = Store(url := example_years.copy(empty, tmp_path_factory.mktemp("site")))
        store.mark_as_example()
        accounts.add_demo_accounts(store, current())
    with running(url, FACTSHEET_TRUSTED_PROXIES="127.0.0.2") as server:
        yield store, server.base
    store.close()


def test_a_closed_screen_is_given_back_to_who_opened_it_and_to_nobody_else(site: tuple[Store, str]) -> None:
    store, base = site
    editor, other = (store.account(name) for name in (REDACTEUR, BEHEERDER))
    assert editor is not None
    assert other is not None
    token = sessions.log_in(store, editor).token

    def back(token: str | None) -> list[str]:
        """What somebody with this cookie sees who names the screen that was closed just now."""
        with open_stream(base, token=token, screen=screen) as stream:
            stream.visit("account")
            assert (stream.screen == screen) == (token is not None)
            return ["Rik Redacteur" in stream.text, "Bo Beheerder" in stream.text]

    with open_stream(base, token=token) as first:
        first.visit("account")
        screen = first.screen

    assert back(None) == [False, False]
    assert back(sessions.log_in(store, other).token) == [False, True]


@pytest.mark.parametrize("ended", ["logged out", "new password"])
def test_a_screen_that_stayed_open_makes_no_account_once_its_session_ended(
    site: tuple[Store, str], settings: Settings, ended: str
) -> None:
    (store, base), name = site, ended.replace(" ", "-")
    token = sessions.log_in(store, administrator(store, settings, name)).token

    with open_stream(base, token=token) as screen:
        screen.visit("beheer")
        make_administrator(screen, f"eerst-{name}")
        if ended == "logged out":
            sessions.log_out(store, token)
        else:
            accounts.change_password(store, settings, name, GOOD, "koeien grazen lang")
        make_administrator(screen, f"daarna-{name}")
        left = screen.titles[0]

    assert store.account(f"eerst-{name}") is not None
    assert store.account(f"daarna-{name}") is None
    assert left == "Sociaal domein in beeld"


def test_a_click_is_not_lost_when_something_else_follows_at_once(site: tuple[Store, str]) -> None:
    store, base = site
    names = [f"snel-{number}" for number in range(8)]

    with open_stream(base, token=sessions.log_in(store, store.account(BEHEERDER)).token) as screen:  # type: ignore[arg-type]
        screen.visit("beheer")
        for name in names:
            fill_in(screen, name)
            screen.press_and_go_on("Maak account")

    assert [name for name in names if store.account(name) is None] == []


def test_what_was_typed_and_clicked_on_the_screen_of_another_role_does_nothing(site: tuple[Store, str]) -> None:
    store, base = site
    tokens = {role: sessions.log_in(store, store.account(role)).token for role in ROLES}  # type: ignore[arg-type]
    tokens["uitgelogd"] = sessions.log_in(store, store.account(BEHEERDER)).token  # type: ignore[arg-type]
    sessions.log_out(store, tokens["uitgelogd"])

    with open_stream(base, token=tokens.pop(BEHEERDER)) as screen:
        screen.visit("beheer")
        fill_in(screen, "vals")
        for who, token in {**tokens, "niemand": ""}.items():
            for page in ("beheer", "uitleg"):
                with open_stream(base, token=token) as forger:
                    forger.visit(page)
                    forger.forge(screen, "Maak account")
                assert store.account("vals") is None, (who, page)
        screen.press("Maak account")

    assert store.account("vals") is not None


@pytest.mark.parametrize(("source", "believed"), [("127.0.0.1", False), ("127.0.0.2", True)])
def test_the_address_of_a_visitor_is_believed_of_a_proxy_that_is_named_only(
    site: tuple[Store, str], source: str, *, believed: bool
) -> None:
    store, base = site

    with open_stream(base, source=source, says="192.0.2.9") as form:
        form.visit()
        form.fill("Gebruikersnaam", source)
        form.fill("Wachtwoord", "verkeerd wachtwoord")
        form.press("Inloggen")

    with store._database.reading() as connection:
        kept = connection.exec_driver_sql("SELECT key FROM attempt").scalars().all()
    counted = {
        address for address in ("192.0.2.9", "lokaal") if sessions._digest(store, f"b {source} {address}") in kept
    }
    assert counted == {"192.0.2.9" if believed else "lokaal"}


def administrator(store: Store, settings: Settings, name: str) -> Account:
    """Somebody with a password of their own, which a demo account has not."""
    accounts.create(store, settings, name, "Bo de Boer", roles={BEHEERDER}, who="bo")
    return store.set_password_hash(name, passwords.hash_password(GOOD))


def make_administrator(screen: Stream, name: str) -> None:
    fill_in(screen, name)
    screen.press("Maak account")


def fill_in(screen: Stream, name: str) -> None:
    screen.fill("Gebruikersnaam, om mee in te loggen", name)
    screen.fill("Naam, zoals collega's die kennen", name)
    screen.tick("Beheerder", last=True)  # the same box stands in the form of an account that there is
