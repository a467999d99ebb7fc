"""The app script without a browser: who sees which page, and what the login form does."""

from __future__ import annotations

import logging
import subprocess
import sys
import tomllib
from pathlib import Path
from types import SimpleNamespace

import bcrypt
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit_authenticator.views import authentication_view

from factsheet.access import BEHEERDER, MANAGEMENT, REDACTEUR, ROLES, WIJKCOORDINATOR, accounts, keys, login, sessions
from factsheet.access.error_handler import apologise
from factsheet.access.login import REFUSED, PasswordRule
from factsheet.store import StoreError, current, places

TOKEN = "_sessie"
GOOD = "paarden draven ver"
PAGE = """
import streamlit as st
from factsheet import settings
from factsheet.access import *

@page("{title}", roles={roles}, order={order})
def {name}(visitor):
    st.title("Pagina {title}")
    areas = visitor.areas_of(settings.current())
    st.text(f"{{visitor.name}} {{[area.naam for area in areas]}} {{dict(st.query_params)}}")
"""
ALLOWED = {
    "factsheet": {REDACTEUR, MANAGEMENT, WIJKCOORDINATOR},
    "wijk": {REDACTEUR, MANAGEMENT, WIJKCOORDINATOR},
    "samenvatting": {MANAGEMENT},
    "gegevens": {REDACTEUR},
    "beheer": {BEHEERDER},
}
STARTS = {REDACTEUR: "factsheet", MANAGEMENT: "samenvatting", WIJKCOORDINATOR: "wijk", BEHEERDER: "beheer"}


@pytest.fixture
def folder(tree) -> Path:
    """The application with a page of every kind."""
    return tree(
        {
            f"{name}.py": PAGE.format(title=name, name=name, roles=roles, order=order)
            for order, (name, roles) in enumerate(ALLOWED.items())
        }
    )


def headings(app: AppTest) -> list[str]:
    assert not app.exception
    return [title.value for title in app.title]


def is_login(app: AppTest) -> bool:
    """Whether the login screen is shown, and nothing else."""
    labels = [field.label for field in app.text_input]
    buttons = [button.label for button in app.button]
    return (headings(app), labels, buttons) == (
        ["Sociaal domein in beeld"],
        ["Gebruikersnaam", "Wachtwoord"],
        ["Inloggen"],
    )


def fill_in(app: AppTest, name: str, password: str) -> AppTest:
    app.text_input[0].input(name)
    app.text_input[1].input(password)
    return app.button[0].click().run()


# Which page


@pytest.mark.parametrize("path", ["", "wijk"])
def test_nobody_sees_anything_but_the_login_without_logging_in(example, visit, folder, path):
    app = visit(path, folder=folder)

    assert is_login(app)


def test_the_login_says_whom_to_ask(example, visit, folder, settings):
    [html] = visit("", folder=folder).get("html")

    assert f"Geen account, of wachtwoord vergeten? Vraag het: {settings.contact}." in html.proto.body


def test_a_page_of_another_role_says_so_and_leads_to_ones_own(example, visit, folder):
    app = visit("gegevens", who=MANAGEMENT, query={"jaar": "2024"}, folder=folder)

    assert headings(app) == ["Geen toegang"]
    assert [link.label for link in app.get("page_link")] == ["factsheet", "wijk", "samenvatting"]


@pytest.mark.parametrize("role", ROLES)
def test_the_start_leads_every_role_to_its_own_page_and_keeps_the_query(example, visit, folder, role):
    app = visit("", who=role, query={"jaar": "2023"}, folder=folder)

    assert headings(app) == [f"Pagina {STARTS[role]}"]
    assert "{'jaar': '2023'}" in app.text[-1].value


def test_an_address_that_is_no_page_leads_to_the_start(example, visit, folder):
    app = visit("bestaatniet", who=REDACTEUR, folder=folder)

    assert headings(app) == ["Pagina factsheet"]


def test_a_page_gets_the_visitor_with_only_the_own_wijken(example, visit, folder):
    app = visit("wijk", who=WIJKCOORDINATOR, folder=folder)

    assert app.text[-1].value == "wijkcoordinator ['Hengelo', 'Berflo Es'] {}"


def test_without_the_page_of_the_role_the_start_is_the_first_allowed_page(example, visit, tree):
    folder = tree({"overzicht.py": PAGE.format(title="overzicht", name="overzicht", roles=set(ROLES), order=1)})

    assert headings(visit("", who=MANAGEMENT, folder=folder)) == ["Pagina overzicht"]


@pytest.mark.parametrize("path", ["", "wijk"])
def test_an_account_without_roles_is_told_whom_to_ask(example, visit, folder, path):
    example.change_account(REDACTEUR, roles=[])

    app = visit(path, who=REDACTEUR, folder=folder)

    assert headings(app) == ["Geen toegang"]
    assert app.markdown[-1].value == "Uw account heeft nog geen pagina's. Vraag de beheerder om een rol."


def test_the_name_of_who_is_logged_in_is_shown_with_a_way_out(example, visit, folder):
    app = visit("wijk", who=REDACTEUR, folder=folder)

    assert app.text[0].value == "Rik Redacteur"
    assert [button.label for button in app.button] == ["Uitloggen"]


# At the next click


def test_a_role_that_was_taken_away_closes_the_page_at_the_next_click(example, visit, folder, settings):
    app = visit("gegevens", who=REDACTEUR, folder=folder)

    accounts.set_rights(example, settings, REDACTEUR, roles={MANAGEMENT}, who="bo")

    assert headings(app.run()) == ["Geen toegang"]


def test_a_role_that_was_given_opens_the_page_at_the_next_click(example, visit, folder, settings):
    app = visit("samenvatting", who=REDACTEUR, folder=folder)

    accounts.set_rights(example, settings, REDACTEUR, roles={MANAGEMENT}, who="bo")

    assert headings(app.run()) == ["Pagina samenvatting"]


@pytest.mark.parametrize("act", [accounts.delete, accounts.deactivate])
def test_a_deleted_or_deactivated_account_is_out_at_the_next_click(example, visit, folder, act):
    app = visit("wijk", who=MANAGEMENT, folder=folder)
    app.session_state["geheim"] = "van mies"

    act(example, MANAGEMENT, who="bo")

    assert is_login(app.run())
    assert "geheim" not in app.session_state


def test_a_session_that_was_ended_elsewhere_is_out_at_the_next_click(example, visit, folder):
    app = visit("wijk", who=MANAGEMENT, folder=folder)

    example.revoke_sessions(MANAGEMENT)

    assert is_login(app.run())


# Logging in and out


def test_a_good_password_shows_the_page_that_was_asked_for_with_its_query(example, visit, folder):
    app = visit("wijk", query={"wijk": "noord"}, folder=folder)

    fill_in(app, " Redacteur", "cijfers op tafel ")

    assert headings(app) == ["Pagina wijk"]
    assert "{'wijk': 'noord'}" in app.text[-1].value


def test_a_login_makes_a_session_that_is_in_the_cookie(example, visit, folder):
    app = fill_in(visit("wijk", folder=folder), REDACTEUR, "cijfers op tafel")

    token = app.session_state[TOKEN]

    assert sessions.account_of(example, token).name == REDACTEUR
    session = sessions.fetch(example, app.session_state["_cookie"]["ticket"])
    assert session and session[0] == token


@pytest.mark.parametrize(
    ("name", "password"),
    [
        (REDACTEUR, "verkeerd wachtwoord"),
        ("niemand", "cijfers op tafel"),
        (REDACTEUR, ""),
        ("", "cijfers op tafel"),
        ("", ""),
        (REDACTEUR, "x" * 100),
        (MANAGEMENT, "cijfers op tafel"),
        ("' OR 1=1 --", "x"),
    ],
)
def test_every_failed_login_gets_the_same_message(example, visit, folder, name, password):
    app = fill_in(visit("wijk", folder=folder), name, password)

    assert is_login(app)
    assert [error.value for error in app.error] == [REFUSED]
    assert TOKEN not in app.session_state


def test_an_account_without_password_cannot_log_in(example, visit, folder, settings):
    accounts.create(example, settings, "nieuw", "Nieuw", roles={REDACTEUR}, who="bo")

    app = fill_in(visit("wijk", folder=folder), "nieuw", "samen vooruit kijken")

    assert [error.value for error in app.error] == [REFUSED]


def test_only_who_has_the_password_of_an_account_is_told_that_it_is_switched_off(example, visit, folder, settings):
    accounts.deactivate(example, MANAGEMENT, who="bo")
    app = visit("wijk", folder=folder)

    told = [
        fill_in(app, MANAGEMENT, password).error[0].value
        for password in ("samen vooruit kijken", "verkeerd wachtwoord", "samen vooruit kijken")
    ]

    off = f"Uw account staat uit. Wilt u weer inloggen? Vraag het: {settings.contact}."
    assert told == [off, REFUSED, off]
    assert is_login(app)
    assert TOKEN not in app.session_state


def test_after_five_failures_the_right_password_waits_except_in_a_browser_that_is_known(
    example, visit, folder, cookies
):
    app = visit("wijk", folder=folder)
    for _ in range(5):
        fill_in(app, REDACTEUR, "verkeerd wachtwoord")

    fill_in(app, REDACTEUR, "cijfers op tafel")

    assert is_login(app)
    assert [error.value for error in app.error] == [REFUSED]
    cookies[sessions.KNOWN] = sessions.known_token(example, example.account(REDACTEUR))
    assert headings(fill_in(app, REDACTEUR, "cijfers op tafel")) == ["Pagina wijk"]


@pytest.mark.parametrize("name", [REDACTEUR, MANAGEMENT, "niemand"])
def test_a_name_that_does_not_exist_or_is_switched_off_costs_the_same_work(example, visit, folder, monkeypatch, name):
    accounts.deactivate(example, MANAGEMENT, who="bo")
    app = visit("wijk", folder=folder)
    calls, real = [], bcrypt.checkpw

    def counted(password: bytes, hashed: bytes) -> bool:
        calls.append(hashed[:7])
        return real(password, hashed)

    monkeypatch.setattr(bcrypt, "checkpw", counted)
    fill_in(app, name, "verkeerd wachtwoord")

    assert calls == [b"$2b$04$"]


def test_logging_out_ends_the_session_and_keeps_nothing(example, visit, folder):
    app = visit("wijk", who=REDACTEUR, folder=folder)
    token = app.session_state[TOKEN]
    app.session_state["geheim"] = "van rik"

    app.button[0].click().run()

    assert is_login(app)
    assert sessions.account_of(example, token) is None
    assert "geheim" not in app.session_state
    assert list(app.session_state["_cookie"]) == ["drop"]


def test_the_next_who_logs_in_after_a_logout_is_somebody_else(example, visit, folder):
    app = visit("wijk", who=REDACTEUR, folder=folder)
    app.button[0].click().run()

    fill_in(app, WIJKCOORDINATOR, "thuis in de wijk")

    assert app.run().text[-1].value.startswith("wijkcoordinator ['Hengelo', 'Berflo Es']")


# The cookie


@pytest.fixture
def cookies(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The cookies that the browser sends."""
    sent: dict[str, str] = {}
    monkeypatch.setattr(type(st.context), "cookies", property(lambda _: sent))
    return sent


def test_a_cookie_restores_the_login_in_a_new_tab(example, visit, folder, cookies):
    cookies[sessions.COOKIE] = sessions.log_in(example, example.account(REDACTEUR)).token

    assert headings(visit("wijk", folder=folder)) == ["Pagina wijk"]


def test_a_cookie_of_a_session_that_was_logged_out_is_refused_and_dropped(example, visit, folder, cookies):
    cookies[sessions.COOKIE] = sessions.log_in(example, example.account(REDACTEUR)).token
    sessions.log_out(example, cookies[sessions.COOKIE])

    app = visit("wijk", folder=folder)

    assert is_login(app)
    assert list(app.session_state["_cookie"]) == ["drop"]


def test_a_cookie_of_a_deleted_account_shows_the_login_and_no_error(example, visit, folder, cookies):
    cookies[sessions.COOKIE] = sessions.log_in(example, example.account(REDACTEUR)).token
    accounts.delete(example, REDACTEUR, who="bo")

    assert is_login(visit("wijk", folder=folder))


def test_an_account_that_is_deleted_while_its_cookie_is_read_shows_the_login(
    example, visit, folder, cookies, monkeypatch
):
    cookies[sessions.COOKIE] = sessions.log_in(example, example.account(REDACTEUR)).token
    monkeypatch.setattr(login, "_credentials", lambda _: {"usernames": {}})

    assert is_login(visit("wijk", folder=folder))


def test_a_cookie_that_makes_no_sense_shows_the_login(example, visit, folder, cookies):
    cookies[sessions.COOKIE] = "onzin"

    assert is_login(visit("wijk", folder=folder))


def test_nobody_waits_for_the_library(example, visit, folder, monkeypatch):
    slept: list[float] = []
    monkeypatch.setattr(authentication_view, "time", SimpleNamespace(sleep=slept.append))

    visit("wijk", folder=folder)

    assert set(slept) == {0}


def test_the_rule_of_the_library_is_ours(example):
    rule = PasswordRule()

    assert rule.validate_password("een zin met spaties en meer dan twintig tekens")
    assert not rule.validate_password("Kort1!")
    assert "12 tekens" in rule.diagnose_password("Kort1!")
    assert rule.diagnose_password(GOOD) == ""


# Invitations, and the first administrator


def invited(visit, folder, url: str) -> AppTest:
    """Who opened a link: the browser says what stands behind the #."""
    app = visit("", query={"uitnodiging": "ja"}, folder=folder)
    app.session_state["_link"] = url.partition("#")[2]
    return app.run()


def test_an_invitation_asks_for_a_password_and_then_shows_the_login(example, visit, folder, settings):
    accounts.create(example, settings, "nieuw", "Nieuw", roles={REDACTEUR}, who="bo")
    app = invited(visit, folder, accounts.invite(example, settings, "nieuw", who="bo"))
    assert headings(app) == ["Kies een wachtwoord"]

    app.text_input[0].input(GOOD)
    app.text_input[1].input(GOOD)
    app.button[0].click().run()

    assert is_login(app)
    assert [message.value for message in app.success] == ["Uw wachtwoord is bewaard. U kunt nu inloggen."]
    assert "uitnodiging" not in app.query_params
    fill_in(app, "nieuw", GOOD)
    assert headings(app.run()) == ["Pagina factsheet"]


@pytest.mark.parametrize(("first", "second"), [(GOOD, "iets anders dan dat"), ("kort", "kort")])
def test_a_password_that_is_no_good_can_be_chosen_again(example, visit, folder, settings, *, first, second):
    accounts.create(example, settings, "nieuw", "Nieuw", roles={REDACTEUR}, who="bo")
    app = invited(visit, folder, accounts.invite(example, settings, "nieuw", who="bo"))

    app.text_input[0].input(first)
    app.text_input[1].input(second)
    app.button[0].click().run()

    assert headings(app) == ["Kies een wachtwoord"]
    assert app.error[0].value.startswith(("De twee wachtwoorden zijn niet gelijk", "Kies een wachtwoord van 12 tekens"))
    assert not example.account("nieuw").can_log_in


def test_an_invitation_that_was_used_shows_no_form(example, visit, folder, settings):
    accounts.create(example, settings, "nieuw", "Nieuw", roles={REDACTEUR}, who="bo")
    url = accounts.invite(example, settings, "nieuw", who="bo")
    accounts.choose_password(example, settings, url.partition("#")[2], GOOD)

    app = invited(visit, folder, url)

    assert "al gebruikt of verlopen" in app.error[0].value
    assert len(app.text_input) == len(app.button) == 0


def test_the_first_administrator_makes_the_account_with_the_link_of_the_console(store_url, visit, folder, settings):
    app = invited(visit, folder, accounts.first_administrator(current(), settings))

    for field, value in zip(app.text_input, ["bo", "Bo de Boer", GOOD, GOOD], strict=True):
        field.input(value)
    app.button[0].click().run()
    fill_in(app, "bo", GOOD)

    assert headings(app.run()) == ["Pagina beheer"]


# The example


def test_the_login_of_the_example_shows_the_demo_accounts(example, visit, folder):
    app = visit("", folder=folder)

    shown = app.table[0].value
    assert list(shown["Gebruikersnaam"]) == [demo.name for demo in accounts.DEMO]
    assert list(shown["Wachtwoord"]) == [demo.password for demo in accounts.DEMO]


def test_the_login_of_a_real_store_shows_no_accounts(store_url, visit, folder):
    app = visit("", folder=folder)

    assert is_login(app)
    assert len(app.table) == 0


# When something is wrong


def test_a_store_that_cannot_be_opened_is_said_in_dutch(visit, folder, monkeypatch):
    monkeypatch.setenv("FACTSHEET_STORE", "sqlite:////bestaat/niet/factsheet.db")

    app = visit("", folder=folder)

    assert app.error[0].value.startswith("De opslag kan niet geopend worden.")
    assert len(app.text_input) == 0


def failing() -> Exception:
    try:
        try:
            raise ValueError("bsn 123456782 van mevrouw Jansen")
        except ValueError as error:
            raise KeyError("mevrouw Jansen") from error
    except KeyError as error:
        return error


def test_an_unexpected_error_gives_the_reader_a_reference_that_stands_in_the_log(example, caplog):
    def script() -> None:
        import streamlit as st  # noqa: PLC0415

        from factsheet.access.error_handler import apologise  # noqa: PLC0415

        apologise(st.session_state["error"])

    app = AppTest.from_function(script, default_timeout=30)
    app.session_state["error"] = failing()
    with caplog.at_level(logging.ERROR, logger="factsheet"):
        app.run()

    [entry] = [entry for entry in example.log_entries(10) if entry.reference]
    assert app.error[0].value == (
        f"Er ging iets mis. Probeer het opnieuw. Blijft het misgaan? Noem dan {entry.reference} bij de beheerder."
    )
    assert entry.reference in caplog.text
    for written in (entry.details, caplog.text, app.error[0].value):
        assert "Jansen" not in written
        assert "123456782" not in written
    assert "KeyError" in entry.details
    assert "ValueError" in entry.details
    assert "test_app_script.py" in entry.details


def test_an_error_of_the_store_says_itself_what_to_do(example):
    assert apologise(StoreError("De schijf is vol."))

    assert example.log_entries(10) == []


def test_the_reader_gets_a_reference_also_when_the_store_cannot_be_written(store_url, monkeypatch, caplog):
    monkeypatch.setenv("FACTSHEET_STORE", "sqlite:////bestaat/niet/factsheet.db")

    assert apologise(failing())

    assert "could not be written to the log of the store" in caplog.text


def test_an_error_that_causes_itself_does_not_go_on_for_ever():
    error = failing()
    error.__cause__ = None
    error.__context__ = error

    assert places(error).count("KeyError") == 1


# How it is started, and its colours

ROOT = Path(__file__).parent.parent


def test_the_server_gets_a_key_from_the_store_that_stays_the_same(store_url):
    program = (
        "import streamlit_app; from streamlit import config; first = config.get_option('server.cookieSecret');"
        "config.get_config_options(force_reparse=True); print(first, config.get_option('server.cookieSecret'))"
    )
    command = [sys.executable, "-c", program]

    started = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)

    key = keys.server_secret(current())  # as another process finds it
    assert started.stdout.split()[-2:] == [key, key]
    assert "Maak hier de eerste beheerder" in started.stdout
    assert "uitnodiging" not in started.stderr
    assert "cookieSecret" not in (ROOT / ".streamlit" / "config.toml").read_text()


def test_the_server_does_not_start_with_settings_that_are_wrong(store_url, tmp_path, monkeypatch):
    path = tmp_path / "gemeente.toml"
    text = (ROOT / "data" / "gemeente.toml").read_text()
    path.write_text(text.replace("tiental = 10 ", "tiental = 1 ").replace('"inwoners",', '"inwonrs",'))
    monkeypatch.setenv("FACTSHEET_GEMEENTE", str(path))

    command = [sys.executable, "-c", "import streamlit_app"]
    started = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert started.returncode == 1
    assert "Traceback" not in started.stderr
    assert started.stderr.strip().splitlines() == [
        "De server start niet:",
        f"{path}, [publicatie] tiental: Vul een veelvoud van 10 in. Er staat 1. Anders zijn mensen te herkennen.",
        f"{path}, [samenvatting] kerncijfers: 'inwonrs' bestaat hier niet. Bedoelt u 'inwoners'?",
    ]


def brightness(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((brightness(one), brightness(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_colours_can_be_told_apart_in_light_and_dark(mode):
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())["theme"][mode]
    backgrounds = [theme["backgroundColor"], theme["secondaryBackgroundColor"]]

    for background in backgrounds:
        assert contrast(theme["textColor"], background) >= 7
        assert contrast(theme["linkColor"], background) >= 4.5
        assert contrast(theme["primaryColor"], background) >= 3
        assert contrast(theme["borderColor"], background) >= 3
    assert contrast(theme["primaryColor"], "#FFFFFF") >= 4.5
