"""Accounts, passwords, sessions, pages and the HTTP guard: everything about access that needs no screen."""

from __future__ import annotations

import asyncio
import hashlib
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import bcrypt
import jwt
import pytest
from starlette.applications import Starlette

from factsheet.access import (
    BEHEERDER,
    MANAGEMENT,
    REDACTEUR,
    ROLES,
    WIJKCOORDINATOR,
    Page,
    Visitor,
    accounts,
    find_pages,
    keys,
    page,
    passwords,
    session_route,
    sessions,
)
from factsheet.access.accounts import AccountError
from factsheet.access.browsers import browser_name
from factsheet.access.http_guard import MOST_HELD, MOST_SAID, SecurityMiddleware, dutch, policy
from factsheet.access.proxies import trusted_proxies
from factsheet.settings import Inloggen, SettingsError
from factsheet.store import Store, StoreError
from tests.awaited import run

GOOD = "paarden draven ver"
OTHER = "koeien grazen lang"


@pytest.fixture
def rik(store, settings):
    """An editor with a password."""
    accounts.create(store, settings, "rik", "Rik de Vries", roles={REDACTEUR}, who="bo")
    return choose(store, settings, "rik")


def choose(store, settings, name, password=GOOD):
    return accounts.choose_password(
        store, settings, token_in(accounts.invite(store, settings, name, who="bo")), password
    )


def token_in(url: str) -> str:
    return url.partition("#")[2]


def create(store, settings, name, *roles, wijken=()):
    return accounts.create(store, settings, name, name.title(), roles=roles, wijken=wijken, who="bo")


# Roles and areas


def test_a_wijkcoordinator_sees_their_own_wijk_in_an_edition_that_was_made_with_others(store, settings):
    account = create(store, settings, "wil", WIJKCOORDINATOR, wijken=["Noord"])
    today = replace(settings, wijken=(settings.area("Woolde"),))

    visitor = visitor_of(store, account)

    assert visitor.areas_of(today) == (settings.gemeente,)
    assert visitor.areas_of(settings) == (settings.gemeente, settings.area("Noord"))


def test_an_administrator_who_is_wijkcoordinator_too_sees_those_wijken(store, settings):
    account = create(store, settings, "bo", BEHEERDER, WIJKCOORDINATOR, wijken=["Noord"])

    assert visitor_of(store, account).areas_of(settings) == (settings.gemeente, settings.area("Noord"))


def test_an_unknown_role_in_the_store_gives_nothing(store, settings):
    account = store.add_account("oud", "Oud", roles={"directeur"}, wijken=["WK016402"])

    visitor = visitor_of(store, account)

    assert (visitor.roles, visitor.areas_of(settings)) == (frozenset(), ())


def visitor_of(store: Store, account: Any) -> Visitor:
    store.set_password_hash(account.name, passwords.hash_password(GOOD))
    token = sessions.log_in(store, store.account(account.name)).token
    visitor = sessions.visitor_of(store, token)
    assert visitor is not None
    return visitor


# Pages


def test_a_page_is_a_declaration_that_does_nothing_by_itself():
    @page("Mijn wijk", roles={MANAGEMENT}, order=3, icon=":material/map:")
    def mijn_wijk(visitor: Visitor) -> None:
        raise AssertionError("nobody asked for this page")

    assert isinstance(mijn_wijk, Page)
    assert (mijn_wijk.title, mijn_wijk.path, mijn_wijk.order, mijn_wijk.icon) == (
        "Mijn wijk",
        "mijn-wijk",
        3,
        ":material/map:",
    )


@pytest.mark.parametrize("roles", [(), {"directeur"}, {MANAGEMENT, "directeur"}, "management"])
def test_a_page_without_known_roles_cannot_be_declared(roles):
    with pytest.raises(TypeError, match="must name roles"):
        page("Wijk", roles=roles)


def test_a_page_must_say_something_about_roles():
    with pytest.raises(TypeError):
        page("Wijk")  # type: ignore[call-arg]


@pytest.mark.parametrize("roles", [frozenset(), frozenset({MANAGEMENT}), frozenset({"directeur"})])
def test_a_page_called_for_who_may_not_see_it_does_not_run(settings, roles):
    ran = []
    shown = page("Beheer", roles={BEHEERDER})(ran.append)
    visitor = Visitor("mies", "Mies", roles)

    with pytest.raises(PermissionError):
        shown.show(visitor)

    assert ran == []


PAGE = """
from factsheet.access import *
@page("{title}", roles={{REDACTEUR}}, order={order})
def {name}(visitor): ...
"""


def test_pages_are_found_by_listing_the_folder_in_the_order_of_the_menu(tmp_path):
    (tmp_path / "a.py").write_text(PAGE.format(title="Laatste", order=2, name="laatste"))
    (tmp_path / "b.py").write_text(PAGE.format(title="Eerste", order=1, name="eerste"))
    (tmp_path / "__init__.py").write_text("raise AssertionError('no page')")

    found = find_pages(tmp_path)

    assert [page.path for page in found] == ["eerste", "laatste"]
    assert find_pages(tmp_path) == found


def test_a_file_without_a_page_is_a_mistake_that_is_named(tmp_path):
    (tmp_path / "los.py").write_text("import streamlit")

    with pytest.raises(TypeError, match=r"los.py declares no page"):
        find_pages(tmp_path)


def test_two_pages_with_one_address_are_a_mistake(tmp_path):
    for name in ("a.py", "b.py"):
        (tmp_path / name).write_text(PAGE.format(title="Wijk", order=1, name="wijk"))

    with pytest.raises(TypeError, match="address 'wijk'"):
        find_pages(tmp_path)


# Passwords


@pytest.mark.parametrize(
    "good",
    [
        GOOD,
        "   met spaties eraan   ",
        "één café té vêr",
        "x7!kQ2#mP9&z",
        "voetbal vriend school",
        "welkom bij ons thuis",
    ],
)
def test_a_long_password_is_good_with_spaces_and_accents(good):
    assert passwords.weakness(good) is None
    assert passwords.is_password(good, passwords.hash_password(good))


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ("kort", "12 tekens of meer"),
        ("elf tekens!", "12 tekens of meer"),
        ("   spaties tel   ", "12 tekens of meer"),
        ("é" * 30 + "abcdefghijklmn", "te lang"),
        ("aaaaaaaaaaaaaa", "te raden"),
        ("rikdevries1234", "te raden"),
        ("mijn de Vries is lang", "niet uw naam"),
        ("wonen in Hengelo is fijn", "die van de gemeente"),
        ("welkom01welkom01", "bekend woord"),
        ("Wachtwoord123!", "bekend woord"),
        ("zomer2024zomer2025", "bekend woord"),
        ("W3lk0m2024!!", "bekend woord"),
        ("qwertyuiop123", "bekend woord"),
        ("correct horse battery staple", "bekend woord"),
        ("a b c d e f g", "bekend woord"),
        ("314159265358979", "bekend woord"),
    ],
)
def test_a_password_that_is_no_good_is_refused_in_dutch(bad, message):
    with pytest.raises(AccountError, match=message):
        passwords.hash_password(bad, "rikdevries", "Rik de Vries", "Hengelo")


def test_a_password_spelled_with_loose_accents_is_the_same_password():
    hashed = passwords.hash_password("caf\u00e9 met gebak")

    assert passwords.is_password("cafe\u0301 met gebak ", hashed)


def test_a_password_that_only_starts_the_same_is_another_password():
    longest = "vlzopkra" * 9
    hashed = passwords.hash_password(longest)

    assert passwords.is_password(longest, hashed)
    assert not passwords.is_password(longest + "x", hashed)


@pytest.mark.parametrize(("tried", "hashed"), [("x" * 500, True), (GOOD, False), ("", False), ("a\0b", True)])
def test_a_wrong_password_costs_one_comparison_whatever_is_wrong(monkeypatch, tried, hashed):
    known = passwords.hash_password(OTHER) if hashed else None
    passwords.dummy_hash()
    calls = count_comparisons(monkeypatch)

    assert not passwords.is_password(tried, known)

    assert len(calls) == 1


def count_comparisons(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    calls: list[bytes] = []
    real = bcrypt.checkpw

    def counted(password: bytes, hashed: bytes) -> bool:
        calls.append(hashed)
        return real(password, hashed)

    monkeypatch.setattr(bcrypt, "checkpw", counted)
    return calls


def test_the_hash_of_nobody_costs_as_much_as_a_real_one():
    rounds = [re.match(r"\$2b\$(\d\d)", hashed) for hashed in (passwords.dummy_hash(), passwords.hash_password(GOOD))]

    assert rounds[0] and rounds[1] and rounds[0].group(1) == rounds[1].group(1)


# Attempts


def fail(store: Store, times: int, name: str = "rik", address: str = "10.0.0.1") -> list[bool]:
    return [sessions.attempt(store, name, address) is not None for _ in range(times)]


def test_five_attempts_are_let_through_and_then_one_per_minute(store, clock):
    assert fail(store, 6) == [True] * 5 + [False]

    clock.forward(seconds=59)
    assert fail(store, 1) == [False]

    clock.forward(seconds=1)
    assert fail(store, 2) == [True, False]

    clock.forward(minutes=15)
    assert fail(store, 6) == [True] * 5 + [False]


def test_waiting_does_not_start_anew_by_trying_again(store, clock):
    fail(store, 5)
    clock.forward(seconds=30)
    fail(store, 20)

    clock.forward(seconds=30)

    assert fail(store, 1) == [True]


def test_attempts_of_one_user_do_not_lock_out_another_at_the_same_address(store):
    fail(store, 6)

    assert fail(store, 1, name="bo") == [True]


def test_a_user_who_is_tried_from_many_addresses_is_slowed_down_for_all_and_not_locked(store, clock):
    tried = [fail(store, 1, address=f"10.0.0.{number}")[0] for number in range(52)]

    assert tried == [True] * 50 + [False] * 2
    clock.forward(minutes=1)
    assert fail(store, 2, address="10.0.1.1") == [True, False]


def test_fifty_wrong_tries_from_one_address_keep_nobody_out(store, clock):
    for _ in range(50):
        fail(store, 2)
        clock.forward(seconds=20)

    assert fail(store, 1, address="10.0.0.2") == [True]
    assert fail(store, 1, name="bo") == [True]


def test_an_address_that_tries_many_names_gets_one_try_a_minute_for_each(store, clock):
    for number in range(50):
        fail(store, 1, name=f"naam{number}")

    assert fail(store, 2, name="bo") == [True, False]
    clock.forward(minutes=1)
    assert fail(store, 2, name="bo") == [True, False]


def test_an_address_that_floods_the_server_waits_for_all_names(store, clock, monkeypatch):
    monkeypatch.setattr(sessions, "FLOOD", 60)
    tried = [fail(store, 1, name=f"naam{number}")[0] for number in range(62)]

    assert tried == [True] * 60 + [False] * 2
    assert fail(store, 1, name="naam70", address="10.0.0.2") == [True]
    clock.forward(minutes=1)
    assert [fail(store, 1, name=f"later{number}")[0] for number in range(2)] == [True, False]


def test_in_a_browser_where_a_user_logged_in_before_the_tries_of_others_do_not_count(store, rik):
    browser = sessions.known_browser(store, "rik", sessions.known_token(store, rik))
    fail(store, 50)

    assert [sessions.attempt(store, "rik", "10.0.0.1", browser) is not None for _ in range(6)] == [True] * 5 + [False]


@pytest.mark.parametrize("token", [None, "", "onzin", "a.b.c"])
def test_a_browser_that_nobody_logged_in_with_is_not_known(store, token):
    assert sessions.known_browser(store, "rik", token) is None


def test_a_browser_is_known_for_who_logged_in_there_and_opens_nothing(store, rik):
    token = sessions.known_token(store, rik)

    assert sessions.known_browser(store, "bo", token) is None
    assert sessions.account_of(store, token) is None
    assert "rik" not in str(jwt.decode(token, options={"verify_signature": False}).values())


def test_a_good_attempt_takes_the_failed_ones_of_this_user_away(store):
    fail(store, 4)

    sessions.attempt(store, "rik", "10.0.0.1").forget()

    assert fail(store, 6) == [True] * 5 + [False]


def test_a_hundred_good_logins_from_the_town_hall_lock_nobody_out(store):
    for number in range(100):
        sessions.attempt(store, f"naam{number}", "10.0.0.1").forget()

    assert fail(store, 1) == [True]


def test_a_lock_is_in_the_store_so_another_process_has_it_too(store, store_url, clock):
    fail(store, 5)
    other = Store(store_url, clock=clock)

    assert fail(other, 1) == [False]

    other.close()


def test_names_that_were_tried_are_not_kept_as_they_were_typed(store):
    fail(store, 1, name="mijn wachtwoord per ongeluk")

    with store._database.reading() as connection:
        kept = connection.exec_driver_sql("SELECT key FROM attempt").scalars().all()

    assert len(kept) == 3
    assert all(re.fullmatch("[0-9a-f]{64}", key) for key in kept)


# Sessions


def test_a_login_is_good_until_it_is_logged_out(store, settings, rik):
    token = sessions.log_in(store, rik).token
    copy = str(token)
    assert sessions.visitor_of(store, token).name == "rik"

    sessions.log_out(store, token)

    assert sessions.visitor_of(store, copy) is None


def test_logging_out_in_one_browser_leaves_the_other_logged_in(store, rik):
    here, there = sessions.log_in(store, rik).token, sessions.log_in(store, rik).token

    sessions.log_out(store, here)

    assert sessions.account_of(store, there) == rik


LASTS = Inloggen(sessie_uren=2, stil_minuten=30)


def test_a_login_ends_when_its_hours_are_over_however_much_it_is_used(store, rik, clock):
    token = sessions.log_in(store, rik, LASTS).token

    used = []
    for _ in range(6):
        used.append(sessions.visitor_of(store, token))
        clock.forward(minutes=20)

    assert all(used)
    assert sessions.account_of(store, token) is None


def test_a_login_that_is_not_used_ends(store, rik, clock):
    token = sessions.log_in(store, rik, LASTS).token
    clock.forward(minutes=29)
    assert sessions.visitor_of(store, token)

    clock.forward(minutes=30)

    assert sessions.account_of(store, token) is None
    assert store.sessions("rik") == []


def test_a_login_knows_its_browser_in_words_and_when_it_was_used_last(store, rik, clock):
    token = sessions.log_in(store, rik, LASTS, "Firefox op Windows").token
    begun = clock.now
    clock.forward(minutes=5)
    sessions.visitor_of(store, token)

    [found] = store.sessions("rik")

    assert (found.browser, found.created, found.last_used) == ("Firefox op Windows", begun, clock.now)
    assert store.log_entries(1)[0].details == "Firefox op Windows"


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0",
            "Edge op Windows",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox op Linux"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari op een iPhone"),
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", "Chrome op Android"),
        ("<script>", "Een browser op een onbekend apparaat"),
    ],
)
def test_a_browser_is_named_as_its_user_knows_it(sent, words):
    assert browser_name(sent) == words


def test_one_login_can_be_ended_by_its_own_account_and_no_other(store, settings, rik):
    create(store, settings, "bo", BEHEERDER)
    here, there = (sessions.log_in(store, rik).token for _ in range(2))
    found = sessions.session_of(store, there)

    refused = accounts.end_session(store, "bo", found.id, who="bo")
    ended = accounts.end_session(store, "rik", found.id, who="bo")

    assert (refused, ended.id) == (None, found.id)
    assert [sessions.account_of(store, token) for token in (here, there)] == [rik, None]
    assert accounts.end_session(store, "rik", found.id, who="bo") is None
    assert [entry.what for entry in store.log_entries(1)] == ["sessie beëindigd"]


def test_a_new_password_ends_every_session(store, settings, rik):
    tokens = [sessions.log_in(store, rik).token for _ in range(2)]

    accounts.change_password(store, settings, "rik", GOOD, OTHER)

    assert [sessions.account_of(store, token) for token in tokens] == [None, None]
    assert passwords.is_password(OTHER, store.account("rik").password_hash)


def test_a_token_of_an_older_password_is_refused_even_when_its_session_is_live(store, rik):
    token = sessions.log_in(store, rik).token

    with store._database.writing() as connection:
        connection.exec_driver_sql("UPDATE account SET credential_version = credential_version + 1")

    assert sessions.account_of(store, token) is None


@pytest.mark.parametrize("act", [accounts.deactivate, accounts.delete])
def test_a_deactivated_or_deleted_account_is_out_at_once(store, rik, act):
    token = sessions.log_in(store, rik).token

    act(store, "rik", who="bo")

    assert sessions.account_of(store, token) is None


def test_who_takes_the_name_of_a_deleted_account_does_not_get_its_session(store, settings, rik):
    token = sessions.log_in(store, rik).token
    accounts.delete(store, "rik", who="bo")

    create(store, settings, "rik", BEHEERDER)
    choose(store, settings, "rik")

    assert sessions.account_of(store, token) is None


def test_an_account_that_is_activated_again_has_to_log_in_again(store, rik):
    token = sessions.log_in(store, rik).token
    accounts.deactivate(store, "rik", who="bo")

    accounts.activate(store, "rik", who="bo")

    assert store.account("rik").can_log_in
    assert sessions.account_of(store, token) is None


def test_a_changed_role_works_at_once(store, settings, rik):
    token = sessions.log_in(store, rik).token

    accounts.set_rights(store, settings, "rik", roles={WIJKCOORDINATOR}, wijken=["Noord"], who="bo")

    visitor = sessions.visitor_of(store, token)
    assert visitor.roles == {WIJKCOORDINATOR}
    assert visitor.areas_of(settings)[1:] == (settings.area("Noord"),)


@pytest.mark.parametrize("token", [None, "", "geen.token", "a.b.c", "é" * 40])
def test_nonsense_in_the_cookie_is_nobody(store, token):
    assert sessions.account_of(store, token) is None


def test_a_token_that_somebody_made_himself_is_nobody(store, rik):
    claims = jwt.decode(sessions.log_in(store, rik).token, options={"verify_signature": False})
    forged = [
        jwt.encode(claims, "x" * 64, algorithm="HS256"),
        jwt.encode(claims, "", algorithm="none"),
        jwt.encode({**claims, "username": "bo"}, keys.cookie_key(store), algorithm="HS256"),
        jwt.encode({"username": "rik"}, keys.cookie_key(store), algorithm="HS256"),
    ]

    assert [sessions.account_of(store, token) for token in forged] == [None] * 4


def test_the_keys_are_random_long_and_kept(store, store_url, tmp_path):
    other = Store(f"sqlite:///{tmp_path / 'other.db'}")
    found = {keys.cookie_key(store), keys.server_secret(store), keys.cookie_key(other)}

    assert len(found) == 3
    assert all(len(bytes.fromhex(key)) >= 32 for key in found)
    again = Store(store_url)
    assert keys.cookie_key(again) == keys.cookie_key(store)
    again.close()
    other.close()


# Managing accounts


def test_a_new_account_cannot_log_in_before_it_chose_a_password(store, settings):
    account = create(store, settings, " Rik ", REDACTEUR)

    assert (account.name, account.can_log_in) == ("rik", False)
    assert accounts.everyone(store) == [account]


@pytest.mark.parametrize("name", ["", "-rik", "rik de vries", "rík", "r" * 61, "../rik"])
def test_a_name_that_cannot_be_typed_is_refused(store, settings, name):
    with pytest.raises(AccountError, match="gebruikersnaam"):
        create(store, settings, name, REDACTEUR)


@pytest.mark.parametrize("display_name", ["", "   ", "x" * 101])
def test_an_account_needs_a_name_that_colleagues_know(store, settings, display_name):
    with pytest.raises(AccountError, match="zoals collega's die kennen"):
        accounts.create(store, settings, "rik", display_name, roles={REDACTEUR}, who="bo")


def test_two_accounts_cannot_have_one_name(store, settings, rik):
    with pytest.raises(StoreError, match="al een account met de naam rik"):
        create(store, settings, "RIK", BEHEERDER)


@pytest.mark.parametrize("roles", [(), ("directeur",)])
def test_an_account_has_known_roles(store, settings, roles):
    with pytest.raises(AccountError, match="Kies een of meer rollen uit: redacteur"):
        create(store, settings, "rik", *roles)


@pytest.mark.parametrize(("role", "wijken"), [(WIJKCOORDINATOR, []), (REDACTEUR, ["Noord"])])
def test_wijken_belong_to_a_wijkcoordinator_and_to_nobody_else(store, settings, role, wijken):
    with pytest.raises(AccountError, match="alleen een wijkcoördinator"):
        create(store, settings, "rik", role, wijken=wijken)


@pytest.mark.parametrize("wijk", ["Enschede", "Hengelo"])
def test_a_wijk_that_is_none_is_refused(store, settings, wijk):
    with pytest.raises(AccountError, match=f"'{wijk}' is geen wijk van Hengelo"):
        create(store, settings, "rik", WIJKCOORDINATOR, wijken=[wijk])


@pytest.mark.parametrize(
    "act",
    [
        lambda store, _: accounts.deactivate(store, "bo", who="bo"),
        lambda store, _: accounts.delete(store, "bo", who="bo"),
        lambda store, settings: accounts.set_rights(store, settings, "bo", roles={REDACTEUR}, who="bo"),
    ],
)
def test_the_last_administrator_stays(store, settings, rik, act):
    create(store, settings, "bo", BEHEERDER)
    choose(store, settings, "bo")
    create(store, settings, "zonder-wachtwoord", BEHEERDER)

    with pytest.raises(AccountError, match="bo is de enige beheerder"):
        act(store, settings)

    assert store.account("bo").roles == {BEHEERDER}


@pytest.mark.parametrize("act", [accounts.deactivate, accounts.activate, accounts.delete])
def test_an_account_that_is_not_there_is_said_in_dutch(store, act):
    with pytest.raises(StoreError, match="geen account met de naam niemand"):
        act(store, "niemand", who="bo")


def test_a_wrong_old_password_changes_nothing_and_is_counted(store, settings, rik):
    for _ in range(5):
        with pytest.raises(AccountError, match="Uw huidige wachtwoord klopt niet"):
            accounts.change_password(store, settings, "rik", "verkeerd wachtwoord", OTHER)

    with pytest.raises(AccountError, match="één keer per minuut"):
        accounts.change_password(store, settings, "rik", GOOD, OTHER)

    assert store.account("rik") == rik


def test_a_weak_new_password_changes_nothing(store, settings, rik):
    with pytest.raises(AccountError, match="12 tekens"):
        accounts.change_password(store, settings, "rik", GOOD, "kort")

    assert store.account("rik") == rik


def test_everything_about_accounts_is_in_the_log_without_secrets(store, settings, rik):
    token = sessions.log_in(store, rik).token
    accounts.change_password(store, settings, "rik", GOOD, OTHER)
    invitation = token_in(accounts.invite(store, settings, "rik", who="bo"))

    entries = store.log_entries(100)

    assert [(entry.who, entry.what) for entry in reversed(entries)] == [
        ("bo", "account gemaakt"),
        ("bo", "uitnodiging gemaakt"),
        ("rik", "wachtwoord gekozen"),
        ("rik", "ingelogd"),
        ("rik", "wachtwoord gewijzigd"),
        ("bo", "uitnodiging gemaakt"),
    ]
    written = repr(entries) + repr(store.account("rik")) + repr(store.accounts())
    secrets = [GOOD, OTHER, token, invitation, keys.cookie_key(store), store.account("rik").password_hash]
    assert not any(secret in written for secret in secrets)


# Invitations


def test_an_invitation_works_once(store, settings):
    create(store, settings, "rik", REDACTEUR)
    token = token_in(accounts.invite(store, settings, "rik", who="bo"))

    account = accounts.choose_password(store, settings, token, GOOD)

    assert account.can_log_in
    with pytest.raises(AccountError, match="al gebruikt of verlopen"):
        accounts.choose_password(store, settings, token, OTHER)
    assert passwords.is_password(GOOD, store.account("rik").password_hash)


def test_an_invitation_ends_after_two_days(store, settings, clock):
    create(store, settings, "rik", REDACTEUR)
    token = token_in(accounts.invite(store, settings, "rik", who="bo"))

    clock.forward(hours=48)

    assert accounts.find_invitation(store, token) is None
    with pytest.raises(AccountError, match="al gebruikt of verlopen"):
        accounts.choose_password(store, settings, token, GOOD)


def test_a_new_invitation_ends_the_old_one(store, settings):
    create(store, settings, "rik", REDACTEUR)
    old, new = (token_in(accounts.invite(store, settings, "rik", who="bo")) for _ in range(2))

    assert accounts.find_invitation(store, old) is None
    assert accounts.find_invitation(store, new).account.name == "rik"


def test_a_weak_password_does_not_use_the_invitation_up(store, settings):
    create(store, settings, "rik", REDACTEUR)
    token = token_in(accounts.invite(store, settings, "rik", who="bo"))

    with pytest.raises(AccountError, match="12 tekens"):
        accounts.choose_password(store, settings, token, "kort")

    assert accounts.choose_password(store, settings, token, GOOD).can_log_in


def test_a_reset_ends_the_sessions_of_the_old_password(store, settings, rik):
    token = sessions.log_in(store, rik).token

    choose(store, settings, "rik", OTHER)

    assert sessions.account_of(store, token) is None


def test_an_invitation_is_not_kept_as_it_was_sent(store, settings):
    create(store, settings, "rik", REDACTEUR)
    url = accounts.invite(store, settings, "rik", who="bo")

    with store._database.reading() as connection:
        kept = connection.exec_driver_sql("SELECT token_sha256 FROM link").scalars().all()

    assert url.startswith(f"{settings.adres}/?uitnodiging=ja#")
    assert len(token_in(url)) >= 43
    assert token_in(url) not in kept


def test_an_invitation_for_nobody_is_refused(store, settings):
    with pytest.raises(StoreError, match="geen account met de naam niemand"):
        accounts.invite(store, settings, "niemand", who="bo")


def test_the_first_administrator_is_invited_at_each_start_until_there_is_one(store, settings):
    first, second = (token_in(accounts.first_administrator(store, settings)) for _ in range(2))

    with pytest.raises(AccountError, match="al gebruikt of verlopen"):
        accounts.become_first_administrator(store, settings, first, "bo", "Bo", password=GOOD)
    account = accounts.become_first_administrator(store, settings, second, "Bo", "Bo de Boer", password=GOOD)

    assert (account.name, account.roles, account.can_log_in) == ("bo", {BEHEERDER}, True)
    assert accounts.first_administrator(store, settings) is None
    with pytest.raises(AccountError, match="al gebruikt of verlopen"):
        accounts.become_first_administrator(store, settings, second, "boef", "Boef", password=GOOD)


def test_the_link_of_the_first_administrator_is_worth_nothing_once_there_is_an_account(store, settings):
    token = token_in(accounts.first_administrator(store, settings))
    create(store, settings, "rik", REDACTEUR)

    with pytest.raises(AccountError):
        accounts.become_first_administrator(store, settings, token, "boef", "Boef", password=GOOD)

    assert store.account("boef") is None


def test_an_invitation_cannot_make_an_administrator_nor_the_other_way_round(store, settings):
    first = token_in(accounts.first_administrator(store, settings))
    with pytest.raises(AccountError):
        accounts.choose_password(store, settings, first, GOOD)

    create(store, settings, "rik", REDACTEUR)
    invitation = token_in(accounts.invite(store, settings, "rik", who="bo"))
    with pytest.raises(AccountError):
        accounts.become_first_administrator(store, settings, invitation, "boef", "Boef", password=GOOD)

    assert [account.name for account in store.accounts()] == ["rik"]


# The example


def test_demo_accounts_exist_one_per_role_in_the_example(store, settings):
    store.mark_as_example()

    accounts.add_demo_accounts(store, settings)
    accounts.add_demo_accounts(store, settings)

    assert {account.name: account.roles for account in store.accounts()} == {role: {role} for role in ROLES}
    assert store.account(WIJKCOORDINATOR).wijken == (settings.area("Berflo Es").code,)
    for demo in accounts.demo_accounts(store):
        assert passwords.is_password(demo.password, store.account(demo.name).password_hash)
        assert passwords.weakness(demo.password) is None
    assert len(accounts.demo_accounts(store)) == 4


def test_demo_accounts_cannot_be_made_elsewhere(store, settings):
    with pytest.raises(AccountError, match="alleen in een opslag met het voorbeeld"):
        accounts.add_demo_accounts(store, settings)

    assert store.accounts() == []


def test_a_demo_account_that_got_elsewhere_cannot_log_in(store):
    hashed = passwords.hash_password(GOOD)
    account = store.add_account("redacteur", "Rik", roles={REDACTEUR}, password_hash=hashed, demo=True)

    token = sessions.log_in(store, account).token

    assert sessions.account_of(store, token) is None
    assert accounts.demo_accounts(store) == []


def test_the_password_of_a_demo_account_stays_as_it_is_shown(store, settings):
    store.mark_as_example()
    accounts.add_demo_accounts(store, settings)

    with pytest.raises(AccountError, match="voorbeeldaccount"):
        accounts.change_password(store, settings, "redacteur", "cijfers op tafel", OTHER)
    with pytest.raises(AccountError, match="Een voorbeeldaccount heeft al een wachtwoord"):
        accounts.invite(store, settings, "redacteur", who="beheerder")


# The HTTP guard around the server

HTML = b'<html lang="en"><head><title>Streamlit</title><script>window.x = 1</script></head><noscript>English</noscript>'


class Inner:
    """The application behind the guard: remembers what reached it and answers with a page."""

    def __init__(self) -> None:
        self.asked: list[Any] = []

    async def __call__(self, scope: Any, _receive: Any, send: Any) -> None:
        self.asked.append(scope)
        if scope["type"] == "http":
            headers = [(b"content-type", b"text/html; charset=utf-8"), (b"etag", b"x"), (b"content-length", b"1")]
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            await send({"type": "http.response.body", "body": HTML[:20], "more_body": True})
            await send({"type": "http.response.body", "body": HTML[20:]})


class Answer:
    """What came back through the guard."""

    def __init__(self, messages: list[Any]) -> None:
        self.status = messages[0]["status"]
        self.cookies = [value.decode() for name, value in messages[0]["headers"] if name == b"set-cookie"]
        self.headers = {name.decode(): value.decode() for name, value in messages[0]["headers"]}
        self.body = b"".join(message.get("body", b"") for message in messages[1:])


def ask(
    store: Store, settings: Any, path: str, *, inner: Any = None, base: str = "", body: str = "", **scope: Any
) -> Answer:
    messages: list[Any] = []

    async def send(message: Any) -> None:
        messages.append(message)

    async def receive() -> Any:
        return {"type": "http.request", "body": body.encode(), "more_body": False}

    headers = [(b"host", b"sdib.hengelo.nl"), *scope.pop("headers", [])]
    asked = {"type": "http", "scheme": "http", "path": path, "method": "GET", "headers": headers, **scope}
    guard = SecurityMiddleware(inner or Inner(), store=lambda: store, settings=settings, pages=["wijk"], base=base)
    run(guard(asked, receive, send))
    return Answer(messages)


OWN = (b"origin", b"http://sdib.hengelo.nl")


def cookie(token: str) -> list[tuple[bytes, bytes]]:
    return [(b"cookie", f"_streamlit_xsrf=2|x; {sessions.COOKIE}={token}".encode())]


# The route of the login cookie


class Browser:
    """Fetches its cookies from the server, as a browser does, and shows what it was told of them."""

    def __init__(self, store: Store, settings: Any, *, scheme: str = "http") -> None:
        self._app = Starlette(routes=[session_route.route(lambda: store, lambda: settings)])
        self._asked = (store, settings, scheme)

    def ask(self, method: str, body: str = "", token: str = "") -> list[str]:
        store, settings, scheme = self._asked
        how = {"method": method, "scheme": scheme, "query_string": b"", "root_path": "", "raw_path": b"/sessie"}
        answer = ask(store, settings, "/sessie", inner=self._app, body=body, headers=[*cookie(token), OWN], **how)
        self.status = answer.status
        return answer.cookies


def test_the_cookie_is_fetched_once_with_the_ticket_of_the_login(store, settings, rik):
    login, browser = sessions.log_in(store, rik), Browser(store, settings)

    session, known = browser.ask("POST", login.ticket)

    assert session.startswith(f"factsheet-sessie={login.token}; ")
    assert known.startswith("factsheet-browser=")
    for one in (session, known):
        assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(one.split("; "))
        assert "Secure" not in one
    assert (browser.ask("POST", login.ticket), browser.status) == ([], 403)


@pytest.mark.parametrize("behind_tls", [True, False], ids=["named in the settings", "seen"])
def test_over_https_the_cookie_is_of_this_host_alone(store, settings, rik, *, behind_tls):
    address = "https://factsheet.hengelo.nl" if behind_tls else settings.adres
    browser = Browser(store, replace(settings, adres=address), scheme="http" if behind_tls else "https")

    cookies = browser.ask("POST", sessions.log_in(store, rik).ticket)

    assert [one.partition("=")[0] for one in cookies] == ["__Host-factsheet-sessie", "__Host-factsheet-browser"]
    assert all("; Secure" in one and "Domain" not in one for one in cookies)


def test_where_the_app_has_https_a_cookie_without_it_is_not_read(settings):
    public = replace(settings, adres="https://factsheet.hengelo.nl")
    both = {"factsheet-sessie": "geplant", "__Host-factsheet-sessie": "eigen"}

    assert sessions.cookie_of({"factsheet-sessie": "geplant"}, public) is None
    assert sessions.cookie_of(both, public) == sessions.cookie_of(both, settings) == "eigen"
    assert sessions.cookie_of({"factsheet-sessie": "eigen"}, settings) == "eigen"


@pytest.mark.parametrize("spoil", ["other", "late", "ended", "empty"])
def test_a_ticket_that_is_no_good_gives_no_cookie(store, settings, rik, clock, spoil):
    login = sessions.log_in(store, rik)
    if spoil == "late":
        clock.forward(minutes=2)
    if spoil == "ended":
        sessions.log_out(store, login.token)
    ticket = {"other": login.token, "empty": ""}.get(spoil, login.ticket)
    browser = Browser(store, settings)

    assert (browser.ask("POST", ticket), browser.status) == ([], 403)


def test_a_ticket_is_not_kept_and_does_not_give_the_id_of_its_session(store, rik):
    login = sessions.log_in(store, rik)
    jti = jwt.decode(login.token, options={"verify_signature": False})["jti"]

    [kept] = store.sessions("rik")

    assert not {login.ticket, jti} & {kept.id, hashlib.sha256(login.ticket.encode()).hexdigest()}


def test_a_cookie_that_opens_nothing_is_cleared_and_one_that_is_good_stays(store, settings, rik):
    token, browser = sessions.log_in(store, rik).token, Browser(store, settings)

    kept = browser.ask("DELETE", token=token)
    sessions.log_out(store, token)
    [cleared] = browser.ask("DELETE", token=token)

    assert kept == []
    assert cleared.startswith('factsheet-sessie=""; ')
    assert "Max-Age=0" in cleared


@pytest.mark.parametrize(
    ("given", "read"), [("", []), ("127.0.0.1, 10.0.0.0/8,::1", ["127.0.0.1", "10.0.0.0/8", "::1"])]
)
def test_the_proxies_that_are_believed_are_named(monkeypatch, given, read):
    monkeypatch.setenv("FACTSHEET_TRUSTED_PROXIES", given)

    assert trusted_proxies() == read


@pytest.mark.parametrize("given", ["*", "proxy", "10.0.0.1/8", "127.0.0.1;::1"])
def test_a_proxy_that_is_no_address_is_refused_in_dutch(monkeypatch, given):
    monkeypatch.setenv("FACTSHEET_TRUSTED_PROXIES", given)

    with pytest.raises(SettingsError, match="geen adres of netwerk"):
        trusted_proxies()


def test_a_page_comes_out_in_dutch_with_a_policy_that_knows_its_scripts(store, settings):
    answer = ask(store, settings, "/wijk")

    assert b'<html lang="nl">' in answer.body
    assert b"<title>Sociaal domein in beeld</title>" in answer.body
    assert b"English" not in answer.body
    assert answer.headers["content-length"] == str(len(answer.body))
    assert "etag" not in answer.headers
    assert re.search(
        r"script-src 'self' 'unsafe-eval'( 'sha256-[\w+/]+=*'){3};", answer.headers["content-security-policy"]
    )
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert "frame-src 'none'" in answer.headers["content-security-policy"]
    assert "'unsafe-inline'" not in answer.headers["content-security-policy"].split("style-src")[0]


def test_a_site_that_the_settings_name_may_show_the_page_in_a_frame(store, settings):
    intranet = "https://intranet.hengelo.nl"

    answer = ask(store, replace(settings, inloggen=Inloggen(inbedden=(intranet,))), "/wijk")

    assert f"frame-ancestors {intranet};" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("path", ["/", "/wijk", "/bestaatniet", "/_stcore/metrics", "/media/x", "/static/js/x.js"])
def test_every_answer_has_the_security_headers(store, settings, path):
    headers = ask(store, settings, path).headers

    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]
    assert ("cache-control" not in headers) if path.startswith("/static") else headers["cache-control"] == "no-store"


def test_https_is_remembered_by_the_browser_and_http_is_not(store, settings):
    assert "strict-transport-security" in ask(store, settings, "/", scheme="https").headers
    assert "strict-transport-security" not in ask(store, settings, "/").headers


def test_a_strange_host_gets_no_place_in_the_policy():
    assert "evil" not in policy(HTML, "evil.nl; script-src *")
    assert "ws://[::1]:8501" in policy(HTML, "[::1]:8501")


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/agent/interact",
        "/_stcore/agent/openapi.json",
        "/_stcore/script-health-check",
        "/_stcore/iets-nieuws",
        "/auth/login",
        "/auth/logout",
        "/oauth2callback",
        "/app/static/geheim.csv",
        "/bestaatniet",
        "/wijk/dieper",
        "/_stcore/healthx",
        "/component/x/a.js",
        "//media/x",
    ],
)
def test_what_is_not_on_the_list_is_closed(store, settings, path):
    inner = Inner()

    answer = ask(store, settings, path, inner=inner)

    assert (answer.status, inner.asked) == (404, [])
    assert "Deze pagina bestaat niet" in answer.body.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/wijk",
        "/wijk/",
        "/_stcore/health",
        "/_stcore/host-config",
        "/static/js/x.js",
        "/_stcore/bidi-components/x/a.js",
    ],
)
def test_what_the_login_screen_needs_is_open(store, settings, path):
    assert ask(store, settings, path).status == 200


@pytest.mark.parametrize("origin", [None, "http://evil.nl", "null"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("path", ["/sessie", "/_stcore/upload_file/a/b", "/wijk"])
def test_nothing_is_changed_for_a_page_of_another_site(store, settings, *, path, method, origin):
    inner, sent = Inner(), cookie(sessions.log_in(store, create(store, settings, "rik", REDACTEUR)).token)
    said = [(b"origin", origin.encode())] if origin else []

    answer = ask(store, settings, path, inner=inner, method=method, headers=[*sent, *said])

    assert (answer.status, inner.asked) == (403, [])


def test_files_stay_closed_when_the_store_cannot_be_asked(settings):
    def broken() -> Store:
        raise StoreError("stuk")

    messages: list[Any] = []

    async def send(message: Any) -> None:
        messages.append(message)

    scope = {"type": "http", "scheme": "http", "path": "/media/x", "method": "GET", "headers": cookie("x")}
    run(SecurityMiddleware(Inner(), store=broken, settings=settings, pages=[])(scope, None, send))  # type: ignore[arg-type]

    assert messages[0]["status"] == 403


def test_health_says_that_the_store_answers(store, settings):
    answer = ask(store, settings, "/gezondheid")

    assert (answer.status, answer.body) == (200, b"De opslag geeft antwoord.")


def damage(file: Path) -> None:
    file.write_bytes(b"geen database" * 1000)


@pytest.mark.parametrize("spoil", [damage, Path.unlink], ids=["damaged", "gone"])
@pytest.mark.parametrize("base", ["", "/sdib"])
def test_health_says_so_when_the_store_does_not_answer_any_more(store, settings, tmp_path, spoil, base):
    inner = Inner()
    store.accounts()  # a connection is open, and remembers
    spoil(tmp_path / "factsheet.db")

    answer = ask(store, settings, f"{base}/gezondheid", inner=inner, base=base)

    assert (answer.status, answer.body, inner.asked) == (503, b"De opslag geeft geen antwoord.", [])
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"


def test_a_screen_that_holds_too_much_gets_no_more_files_and_may_take_them_away(store, settings, rik):
    token = sessions.log_in(store, rik).token
    held = {"vol": MOST_HELD, "ruim": MOST_HELD - 1}

    def status(screen: str, method: str) -> int:
        guard = SecurityMiddleware(Inner(), store=lambda: store, settings=settings, pages=[], held=held.__getitem__)
        headers = [(b"host", b"sdib.hengelo.nl"), OWN, *cookie(token)]
        asked = {"type": "http", "scheme": "http", "method": method, "headers": headers}
        got: list[Any] = []

        async def send(message: Any) -> None:
            got.append(message)

        run(guard({**asked, "path": f"/_stcore/upload_file/{screen}/1"}, None, send))  # type: ignore[arg-type]
        return got[0]["status"]  # type: ignore[no-any-return]

    assert [status("vol", "PUT"), status("ruim", "PUT"), status("vol", "DELETE")] == [413, 200, 200]


def test_files_that_come_at_once_do_not_pass_the_limit_together(store, settings, rik):
    held = 0

    async def inner(_: Any, __: Any, send: Any) -> None:
        nonlocal held
        await asyncio.sleep(0)  # as long as the file is on its way
        held += MOST_HELD // 2
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    guard = SecurityMiddleware(inner, store=lambda: store, settings=settings, pages=[], held=lambda _: held)
    headers = [(b"host", b"sdib.hengelo.nl"), OWN, *cookie(sessions.log_in(store, rik).token)]
    scope = {"type": "http", "scheme": "http", "method": "PUT", "path": "/_stcore/upload_file/a/b", "headers": headers}

    async def put() -> int:
        messages: list[Any] = []

        async def send(message: Any) -> None:
            messages.append(message)

        await guard(scope, None, send)  # type: ignore[arg-type]
        return messages[0]["status"]  # type: ignore[no-any-return]

    async def put_all() -> list[int]:
        return await asyncio.gather(*(put() for _ in range(6)))

    assert sorted(run(put_all())) == [204, 204, 413, 413, 413, 413]


def test_what_goes_wrong_behind_the_guard_is_told_in_dutch_and_kept(store, settings, caplog):
    class Broken:
        async def __call__(self, _scope: Any, _receive: Any, _send: Any) -> None:
            raise ValueError("geheim van een gebruiker")

    answer = ask(store, settings, "/wijk", inner=Broken())

    told = re.search(r"Noem dan (F-\w{6}) bij de beheerder", answer.body.decode())
    assert (answer.status, answer.headers["content-type"]) == (500, "text/html; charset=utf-8")
    assert told
    assert told[1] in caplog.text
    assert "geheim" not in answer.body.decode() + caplog.text
    assert [line.reference for line in store.log_entries() if line.what == "onverwachte fout"] == [told[1]]


def test_an_answer_that_breaks_off_is_not_finished_as_another(store, settings):
    class Broken:
        async def __call__(self, _scope: Any, _receive: Any, send: Any) -> None:
            await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/csv")]})
            raise ValueError

    with pytest.raises(ValueError):
        ask(store, settings, "/wijk", inner=Broken())


def connect(
    settings: Any, origin: str | None, *, host: str = "sdib.hengelo.nl", path: str = "/_stcore/stream", base: str = ""
) -> tuple[list[Any], list[Any]]:
    """A handshake: what reached the application, and what came back."""
    headers = [(b"host", host.encode()), *([(b"origin", origin.encode("latin-1"))] if origin is not None else [])]
    return handshake(settings, headers, path=path, base=base)


def handshake(
    settings: Any, headers: list[tuple[bytes, bytes]], *, path: str = "/_stcore/stream", base: str = ""
) -> tuple[list[Any], list[Any]]:
    inner, messages = Inner(), []

    async def send(message: Any) -> None:
        messages.append(message)

    guard = SecurityMiddleware(inner, store=lambda: None, settings=settings, pages=[], base=base)  # type: ignore[arg-type, return-value]
    run(guard({"type": "websocket", "scheme": "ws", "path": path, "headers": headers}, None, send))  # type: ignore[arg-type]
    return inner.asked, messages


REFUSED = ([], [{"type": "websocket.close", "code": 1008}])


@pytest.mark.parametrize(("logged_in", "passed"), [(True, b"streamlit, x, scherm"), (False, b"streamlit, x")])
def test_the_name_of_a_closed_screen_is_no_way_into_it(store, settings, rik, logged_in, passed):
    inner = Inner()
    guard = SecurityMiddleware(inner, store=lambda: store, settings=settings, pages=[])
    sent = cookie(sessions.log_in(store, rik).token) if logged_in else []
    headers = [(b"host", b"sdib.hengelo.nl"), OWN, (b"sec-websocket-protocol", b"streamlit, x, scherm"), *sent]

    run(guard({"type": "websocket", "scheme": "ws", "path": "/_stcore/stream", "headers": headers}, None, None))  # type: ignore[arg-type]

    [reached] = inner.asked
    assert dict(reached["headers"])[b"sec-websocket-protocol"] == passed


@pytest.mark.parametrize(("size", "heard"), [(MOST_SAID, "websocket.receive"), (MOST_SAID + 1, "websocket.disconnect")])
def test_a_message_that_would_fill_the_memory_ends_its_websocket(settings, size, heard):
    reached, answered = [], []

    async def inner(_: Any, receive: Any, __: Any) -> None:
        reached.append((await receive())["type"])

    async def receive() -> Any:
        return {"type": "websocket.receive", "bytes": b"x" * size}

    async def send(message: Any) -> None:
        answered.append(message)

    guard = SecurityMiddleware(inner, store=lambda: None, settings=settings, pages=[])  # type: ignore[arg-type, return-value]
    headers = [(b"host", b"sdib.hengelo.nl"), OWN]
    run(guard({"type": "websocket", "scheme": "ws", "path": "/_stcore/stream", "headers": headers}, receive, send))

    assert reached == [heard]
    assert answered == ([] if heard == "websocket.receive" else [{"type": "websocket.close", "code": 1009}])


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("http://sdib.hengelo.nl", "sdib.hengelo.nl"),
        ("https://sdib.hengelo.nl", "sdib.hengelo.nl"),
        ("https://SDIB.hengelo.nl", "sdib.Hengelo.nl"),
        ("https://sdib.hengelo.nl", "sdib.hengelo.nl:443"),
        ("http://sdib.hengelo.nl:80", "sdib.hengelo.nl"),
        ("http://localhost:8501", "localhost:8501"),
        ("http://[::1]:8501", "[::1]:8501"),
        ("https://factsheet.hengelo.nl", "10.0.0.7:8501"),  # a proxy that does not pass the host on
    ],
)
def test_a_websocket_from_a_page_of_this_site_passes_through(settings, origin, host):
    public = replace(settings, adres="https://factsheet.hengelo.nl")

    [reached], answered = connect(public, origin, host=host)

    assert answered == []
    # Streamlit compares these two letter by letter, and asks the internet when they differ.
    assert dict(reached["headers"])[b"host"].decode() == origin.partition("://")[2]


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "",
        "null",
        "http://",
        "http://evil.nl",
        "http://sdib.hengelo.nl.evil.nl",
        "http://evil.nl/sdib.hengelo.nl",
        "http://evil.nl@sdib.hengelo.nl",
        "http://sdib.hengelo.nl@evil.nl",
        "http://sdib.hengelo.nl/",
        "http://sdib.hengelo.nl:8501",
        "https://sdib.hengelo.nl:80",
        "ftp://sdib.hengelo.nl",
        "file://",
        "sdib.hengelo.nl",
        "http://localhost",
        "http://127.0.0.1:8501",
        "http://[sdib.hengelo.nl",
        "http://sdib.hengelo.nl:x",
        "http://sdib.hengel\u00f3.nl",
    ],
)
def test_a_websocket_of_a_stranger_is_refused_before_anybody_looks_at_it(settings, origin):
    assert connect(settings, origin) == REFUSED


def test_a_websocket_that_names_two_origins_or_no_host_is_refused(settings):
    host, origin = (b"host", b"sdib.hengelo.nl"), (b"origin", b"http://sdib.hengelo.nl")

    for headers in ([host, origin, origin], [host, host, origin], [origin], [(b"origin", b"http://")]):
        assert handshake(settings, headers) == REFUSED


@pytest.mark.parametrize("path", ["/", "/wijk", "/_stcore/iets-nieuws", "/_stcore/stream/", "/component/x"])
def test_a_websocket_elsewhere_is_refused(settings, path):
    assert connect(settings, "http://sdib.hengelo.nl", path=path) == REFUSED


def test_a_site_below_an_address_has_its_websocket_there(settings):
    reached, _ = connect(settings, "http://sdib.hengelo.nl", path="/sdib/_stcore/stream", base="sdib")

    assert [scope["path"] for scope in reached] == ["/sdib/_stcore/stream"]


def test_a_page_is_asked_for_as_a_whole_and_unpacked_because_it_is_rewritten(store, settings):
    inner = Inner()

    ask(store, settings, "/wijk", inner=inner, headers=[(b"accept-encoding", b"gzip"), (b"range", b"bytes=0-1")])

    assert [name for name, _ in inner.asked[0]["headers"]] == [b"host"]


def test_a_site_below_an_address_has_its_pages_there(store, settings):
    assert ask(store, settings, "/sdib/wijk", base="/sdib/").status == 200
    assert ask(store, settings, "/sdib/_stcore/metrics", base="sdib").status == 404


def test_the_look_of_the_pages_comes_once_after_all_else(store, settings):
    page = dutch(HTML + b"<body></body>", ".sd-tekst {margin: 0}")

    assert page.count(b".sd-tekst {margin: 0}") == 1
    assert page.index(b"<style>.sd-tekst") < page.index(b"</body>")
