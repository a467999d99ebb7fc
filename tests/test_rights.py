"""Who may do what: one table, and for every way in one walk along all of it, with every kind of account.

A new role is one line in RIGHTS.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

import factsheet.access
from factsheet import store as stores
from factsheet.access import (
    BEHEERDER,
    MANAGEMENT,
    REDACTEUR,
    ROLES,
    WIJKCOORDINATOR,
    accounts,
    downloads,
    find_pages,
    passwords,
    session_route,
    sessions,
)
from factsheet.cli import main
from factsheet.release import publish as publication
from factsheet.settings import Aanmelden, Groep, Settings, current
from factsheet.store import Store
from tests import example_years
from tests.conftest import Visit
from tests.test_access import OWN as OWN_ORIGIN
from tests.test_access import ask, cookie

pytestmark = pytest.mark.usefixtures("unasked")

ROOT = Path(__file__).parent.parent
PAGES = find_pages(ROOT / "pages")
OWN, OTHER = "berflo-es", "noord"
EVERYBODY = "factsheet alle-cijfers uitleg account"


@dataclass(frozen=True)
class Rights:
    """What somebody gets: pages and areas by address, editions before the embargo is over, uploads with what is made of
    them, and the commands that the log keeps under their name alone."""

    pages: str = ""
    areas: str = ""
    early: bool = False
    uploads: bool = False
    commands: str = ""


RIGHTS = {
    REDACTEUR: Rights(
        f"{EVERYBODY} samenvatting wijk begin uploaden bewerken duiding publiceren versies",
        f"hengelo {OWN} {OTHER}",
        early=True,
        uploads=True,
        commands="laad publiceer",
    ),
    WIJKCOORDINATOR: Rights(f"{EVERYBODY} wijk", f"hengelo {OWN}"),
    MANAGEMENT: Rights(f"{EVERYBODY} samenvatting wijk", f"hengelo {OWN} {OTHER}", early=True),
    BEHEERDER: Rights(f"{EVERYBODY} beheer versies", "hengelo", commands="gebruiker kopie herstel"),
}
# Who had all roles, and what became of that; and who never had any.
GONE = ("uitgezet", "verwijderd", "uitgelogd", "ander wachtwoord", "zonder rol", "niemand")
KINDS = {**RIGHTS, **dict.fromkeys(GONE, Rights())}
# Whoever it is, these are there for all or for nobody.
OPEN = {"/", "/wijk", "/gezondheid", "/_stcore/health"}
CLOSED = {"/_stcore/metrics", "/_stcore/agent/openapi.json", "/component/x/a.js", "/bestaatniet"}
# To the provider of the municipality and back: for all where people log in with its account, else for nobody.
OF_PROVIDER = {"/auth/login", "/auth/logout", "/oauth2callback"}
BY_PASSWORD = Aanmelden()
BY_ACCOUNT = Aanmelden(groepen=(Groep("redactie", (REDACTEUR,)),))


@pytest.fixture(scope="module")
def town(loaded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example with a second edition of 2024 under embargo, and somebody who has every role."""
    settings, folder = current(), tmp_path_factory.mktemp("rechten")
    store = Store(example_years.copy(loaded, folder))
    accounts.add_demo_accounts(store, settings)
    until = store.now() + timedelta(days=2)
    publication.publish(store, 2024, who=REDACTEUR, settings=settings, reason="nog eens bekeken", embargo=until)
    wijken = [settings.area(OWN).code]  # type: ignore[union-attr]
    for name, roles in (("alles", ROLES), ("zonder", ())):
        hashed = passwords.hash_password("paarden draven ver")
        store.add_account(name, name.title(), roles=roles, wijken=wijken if roles else (), password_hash=hashed)
    store.close()
    return folder / "factsheet.db"


@pytest.fixture
def store(town: Path, tmp_path: Path, store_url: str) -> Iterator[Store]:
    shutil.copyfile(town, tmp_path / "factsheet.db")
    opened = stores.current()
    yield opened
    opened.close()


BECOMES: dict[str, Callable[[Store, str], object]] = {
    "uitgezet": lambda store, _: accounts.deactivate(store, "alles", who="bo"),
    "verwijderd": lambda store, _: accounts.delete(store, "alles", who="bo"),
    "uitgelogd": sessions.log_out,
    "ander wachtwoord": lambda store, _: store.set_password_hash("alles", "x"),
}


def name_of(kind: str) -> str:
    return {"zonder rol": "zonder", "niemand": "niemand"}.get(kind, kind if kind in ROLES else "alles")


def cookie_of(store: Store, kind: str) -> str:
    """The cookie that somebody still has: what happened to the account came after it."""
    account = store.account(name_of(kind))
    if account is None:
        return "onzin"
    token = sessions.log_in(store, account).token
    BECOMES.get(kind, lambda *_: None)(store, token)
    return token


# One walk per way in: what of all that there is did this account get?

Walk = Callable[[Store, str], set[str]]


@pytest.fixture
def pages(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> Walk:
    """Every real page by its address, with the cookie; only what it shows is left out."""
    stubs = [replace(page, function=partial(_stub, page.path)) for page in PAGES]
    monkeypatch.setattr(factsheet.access, "find_pages", lambda _: stubs)

    def walk(store: Store, kind: str) -> set[str]:
        sent = {sessions.COOKIE: cookie_of(store, kind)}
        monkeypatch.setattr(type(streamlit.context), "cookies", property(lambda _: sent))
        return {page.path for page in PAGES if f"Pagina {page.path}" in [t.value for t in visit(page.path).title]}

    return walk


def _stub(path: str, _visitor: object) -> None:
    streamlit.title(f"Pagina {path}")


@pytest.fixture
def wijken(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> Walk:
    """The page of a wijk as it is, by an address that anybody may type."""

    def walk(store: Store, kind: str) -> set[str]:
        sent = {sessions.COOKIE: cookie_of(store, kind)}
        monkeypatch.setattr(type(streamlit.context), "cookies", property(lambda _: sent))
        found = {slug: visit("wijk", query={"wijk": slug, "jaar": "2024"}) for slug in (OWN, OTHER)}
        return {slug for slug, app in found.items() if any(title.value.endswith(" in 2024") for title in app.title)}

    return walk


@pytest.fixture
def get(settings: Settings) -> Callable[..., Any]:
    """Asks the server, through its guard; what Streamlit would answer is only that it was asked."""

    def asked(store: Store, token: str, path: str, method: str = "GET", aanmelden: Aanmelden = BY_PASSWORD) -> int:
        routes = [route.route(lambda: store, lambda: settings) for route in (downloads, session_route)]
        beyond = Route("/{path:path}", lambda _: PlainTextResponse("gevraagd"), methods=["GET", "PUT"])
        how = {"method": method, "query_string": b"", "root_path": "", "raw_path": path.encode()}
        inner = Starlette(routes=[*routes, beyond])
        town = replace(settings, aanmelden=aanmelden)
        return ask(store, town, path, inner=inner, headers=[*cookie(token), OWN_ORIGIN], **how).status

    return asked


@pytest.mark.parametrize("kind", KINDS)
def test_pages(store: Store, pages: Walk, kind: str) -> None:
    assert pages(store, kind) == set(KINDS[kind].pages.split())


@pytest.mark.parametrize("kind", KINDS)
def test_areas_by_a_deep_link(store: Store, wijken: Walk, kind: str) -> None:
    may = set(KINDS[kind].areas.split()) & {OWN, OTHER} if "wijk" in KINDS[kind].pages.split() else set()

    assert wijken(store, kind) == may


@pytest.mark.parametrize("kind", KINDS)
def test_files_of_an_edition(store: Store, get: Callable[..., int], kind: str) -> None:
    token, rights = cookie_of(store, kind), KINDS[kind]

    answers = {
        (area, edition): get(store, token, f"/bestand/2024/{edition}/{area}/gebruik.svg")
        for area in ("hengelo", OWN, OTHER)
        for edition in (1, 2)
    }

    got = {key for key, status in answers.items() if status == 200}
    assert got == {(area, edition) for area in rights.areas.split() for edition in (1, 2)[: 1 + rights.early]}
    # Whether there is such a file is nobody's business who may not have it.
    assert {status for key, status in answers.items() if key not in got} <= {404 if rights.areas else 403}


@pytest.mark.parametrize("kind", KINDS)
def test_addresses_of_the_server(store: Store, get: Callable[..., int], kind: str) -> None:
    token = cookie_of(store, kind)
    uploads = {("PUT", "/_stcore/upload_file/a/b"), ("GET", "/media/abc.xlsx")}

    got = {(method, path) for method, path in uploads if get(store, token, path, method) == 200}

    assert got == (uploads if KINDS[kind].uploads else set())
    assert {path for path in OPEN | CLOSED | OF_PROVIDER if get(store, token, path) == 200} == OPEN
    assert {path for path in OF_PROVIDER if get(store, token, path, aanmelden=BY_ACCOUNT) == 200} == OF_PROVIDER


# A cookie says nothing there: the account itself is good.
NAMED = KINDS.keys() - {"uitgelogd", "ander wachtwoord"}
COMMANDS: dict[str, Callable[[Path], list[str]]] = {
    "laad": lambda file: ["laad", str(file), "--reden", "proef"],
    "publiceer": lambda _: ["publiceer", "--jaar", "2023"],
    "gebruiker": lambda _: ["gebruiker", "aan", "zonder"],
    "kopie": lambda file: ["kopie", str(file), "--overschrijf"],
    "herstel": lambda file: ["herstel", str(file)],
}


@pytest.fixture
def commands(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Walk:
    """Every command that takes a name; what it does takes long, and only who did it is asked."""

    def done(*_: object, who: str, **__: object) -> object:
        store.log(who, "gedaan")
        return store.last_edition(2023)

    monkeypatch.setattr(publication, "publish", done)
    monkeypatch.setattr(stores, "restore", lambda _, who: done(who=who) and None)
    monkeypatch.setattr(stores, "copy", lambda _: None)
    file = tmp_path / "ses.csv"
    shutil.copyfile(ROOT / "data" / "voorbeeld" / "2024" / "ses.csv", file)

    def walk(store: Store, kind: str) -> set[str]:
        cookie_of(store, kind)
        return {name for name, call in COMMANDS.items() if _signed(store, call(file), name_of(kind))}

    return walk


def _signed(store: Store, call: list[str], name: str) -> bool:
    """Whether the log says that this account did it, and not who is logged in on the computer."""
    code = main([*call, "--door", name])
    assert code in {0, 2}
    return code == 0 and store.log_entries(1)[0].who == name


@pytest.mark.parametrize("kind", sorted(NAMED))
def test_names_on_the_command_line(store: Store, commands: Walk, kind: str) -> None:
    assert commands(store, kind) == set(KINDS[kind].commands.split())


def test_every_role_and_every_page_is_in_the_table() -> None:
    assert set(RIGHTS) == set(ROLES)
    assert {path for rights in RIGHTS.values() for path in rights.pages.split()} == {page.path for page in PAGES}
