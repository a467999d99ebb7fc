"""Logging in with an account of the municipality, without a browser: settings, rights, sessions, screens, addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.responses import RedirectResponse, Response
from streamlit.testing.v1 import AppTest

from factsheet import settings as factsheet_settings
from factsheet.access import BEHEERDER, REDACTEUR, ROLES, WIJKCOORDINATOR, accounts, provider, sessions, sign_on
from factsheet.access.passwords import AccountError
from factsheet.access.provider_route import ASKED, ProviderMiddleware
from factsheet.cli import main
from factsheet.release.snapshot import made_with
from factsheet.settings import Aanmelden, Groep, Settings, SettingsError, read
from factsheet.settings.values import Rol
from factsheet.store import Store
from tests.conftest import Clock, Visit
from tests.test_access import Answer, ask
from tests.test_pages import buttons, click, messages

REDACTIE, WIJK, BEHEER = "groep-redactie", "groep-wijk", "groep-beheer"
RULES = f"""
[aanmelden]
groepen = [
    {{ groep = "{REDACTIE}", naam = "Redactie", rollen = ["redacteur", "management"] }},
    {{ groep = "{WIJK}", rollen = ["wijkcoordinator"], wijken = ["Berflo Es", "WK016402"] }},
    {{ groep = "{BEHEER}", rollen = ["beheerder"] }},
]
"""
ONLY = "wachtwoorden = false\n"
MFA = "mfa_vereist = true\n"
BUTTON = "Inloggen met uw account van de gemeente"
GOOD = {
    "client_id": "factsheet",
    "client_secret": "geplant-geheim",
    "server_metadata_url": "https://login.gemeente.nl/.well-known/openid-configuration",
}

Rule = Callable[..., Settings]


@pytest.fixture
def rule(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Rule]:
    """Gives this installation a section [aanmelden], with more lines where asked: `rule(MFA)`."""

    def install(*lines: str, rules: str = RULES) -> Settings:
        town = tmp_path / "gemeente.toml"
        whole = rules.replace("[aanmelden]\n", f"[aanmelden]\n{''.join(lines)}")
        town.write_text(factsheet_settings.GEMEENTE.read_text(encoding="utf-8") + whole, encoding="utf-8")
        monkeypatch.setenv("FACTSHEET_GEMEENTE", str(town))
        factsheet_settings.current.cache_clear()
        return factsheet_settings.current()

    yield install
    factsheet_settings.current.cache_clear()


NUMBERS = count()


def said(store: Store, sub: str = "anna", *groups: str, **claims: Any) -> dict[str, Any]:
    """What the provider says of somebody, just now; each time another answer."""
    who = {"iss": "https://login.gemeente.nl", "sub": sub, "iat": store.now().timestamp(), "groups": [*groups]}
    known = {"name": sub.title(), "preferred_username": f"{sub}@gemeente.nl", "nonce": f"n{next(NUMBERS)}"}
    return {**who, **known, "is_logged_in": True, **claims}


def token(store: Store, settings: Settings, claims: dict[str, Any]) -> str:
    opened = sign_on.enter(store, settings, claims)
    assert opened is not None
    return opened.token


# The settings file


def test_groups_of_the_file_give_known_roles_and_wijken_by_code(rule: Rule) -> None:
    groepen = rule().aanmelden.groepen

    assert [(groep.groep, groep.rollen, groep.wijken) for groep in groepen] == [
        (REDACTIE, ("redacteur", "management"), ()),
        (WIJK, ("wijkcoordinator",), ("WK016405", "WK016402")),
        (BEHEER, ("beheerder",), ()),
    ]
    assert set(Rol.__args__) == ROLES.keys()  # type: ignore[attr-defined]


def group(*roles: str, wijk: str = "", times: int = 1) -> str:
    """A line with a group, as TOML has it."""
    one = f'{{ groep = "a", naam = "Kring", rollen = {[*roles]}, wijken = {[wijk] if wijk else []} }}'
    return f"groepen = [{', '.join([one] * times)}]"


@pytest.mark.parametrize(
    ("section", "told"),
    [
        ("wachtwoord = false", " wachtwoord: 'wachtwoord' bestaat hier niet. Bedoelt u 'wachtwoorden'?"),
        ("wachtwoorden = 'nee'", " wachtwoorden: Vul true (ja) of false (nee) in, zonder aanhalingstekens."),
        ("wachtwoorden = false", " wachtwoorden: Dit kan alleen met groepen: zonder groepen logt niemand in"),
        ("mfa_vereist = true", " mfa_vereist: Dit kan alleen met groepen: zonder groepen logt niemand in"),
        ("mfa_kenmerk = ''", ' mfa_kenmerk: Vul iets in. Er staat "".'),
        (
            f"wachtwoorden = false\n{group('redacteur')}",
            " wachtwoorden: Niemand kan dan de app beheren. Geef een groep",
        ),
        (group("baas"), " groepen, nummer 1 (Kring), rollen, nummer 1: Kies uit: redacteur, wijkcoordinator"),
        (group(), " groepen, Kring: Geef deze groep een of meer rollen."),
        (group("wijkcoordinator"), " groepen, Kring: Geef een wijkcoördinator een of meer wijken"),
        (group("redacteur", wijk="Noord"), " groepen, Kring: Geef een wijkcoördinator een of meer wijken"),
        (group("wijkcoordinator", wijk="Norod"), " groepen, Kring, wijken: 'Norod' bestaat hier niet. Bedoelt u 'No"),
        (group("wijkcoordinator", wijk="Hengelo"), " groepen, Kring, wijken: 'Hengelo' bestaat hier niet."),
        (group("redacteur", times=2), " groepen: De groep 'a' staat er twee keer. Houd er één over."),
    ],
)
def test_a_mistake_in_the_section_is_told_with_its_place(tmp_path: Path, section: str, told: str) -> None:
    town = tmp_path / "gemeente.toml"
    whole = f"{factsheet_settings.GEMEENTE.read_text(encoding='utf-8')}\n[aanmelden]\n{section}\n"
    town.write_text(whole, encoding="utf-8")

    with pytest.raises(SettingsError) as error:
        read(town)

    assert str(error.value).startswith(f"{town}, [aanmelden]{told}")
    assert len(str(error.value).splitlines()) == 1


def test_who_may_log_in_is_no_part_of_what_is_approved(settings: Settings, rule: Rule) -> None:
    assert made_with(rule(ONLY, MFA)) == made_with(settings)


# The provider in secrets.toml


def test_the_address_to_come_back_to_follows_from_that_of_the_app(rule: Rule) -> None:
    settings = replace(rule(), adres="https://hengelo.nl/sociaal-domein")

    section = provider.checked(GOOD, settings)

    assert section == {**GOOD, "redirect_uri": "https://hengelo.nl/sociaal-domein/oauth2callback"}


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "secrets.toml heeft geen onderdeel [auth]"),
        ({**GOOD, "client_secret": ""}, "[auth] client_secret: vul dit in."),
        ({**GOOD, "client_id": 7}, "[auth] client_id: vul dit in."),
        ({**GOOD, "server_metadata_url": "http://login.gemeente.nl/x"}, "server_metadata_url: begin met https://"),
        ({**GOOD, "server_metadata_url": "http://localhost.kwaad.nl/x"}, "server_metadata_url: begin met https://"),
        ({**GOOD, "redirect_uri": "https://hengelo.nl"}, "redirect_uri: eindig met /oauth2callback"),
        ({**GOOD, "cookie_secret": "xxx"}, "cookie_secret: gebruik 32 willekeurige tekens of meer"),
        ({**GOOD, "client_kwargs": "prompt"}, "client_kwargs: schrijf dit tussen { en }"),
        ({**GOOD, "google": {"client_id": "x"}}, "[auth] google: dit bestaat hier niet."),
        ({**GOOD, "expose_tokens": "id"}, "[auth] expose_tokens: dit bestaat hier niet."),
    ],
)
def test_a_mistake_in_the_section_of_the_provider_is_told_without_its_value(
    rule: Rule, given: dict[str, Any], told: str
) -> None:
    with pytest.raises(SettingsError) as error:
        provider.checked(given, rule())

    assert told in str(error.value)
    assert "geplant" not in str(error.value)
    assert len(str(error.value).splitlines()) == 1


def test_without_the_library_it_is_told_what_to_install(rule: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(provider, "LIBRARIES", ("bestaat_niet",))

    with pytest.raises(SettingsError, match=r"Installeer requirements-sso\.lock"):
        provider.checked(GOOD, rule())


# Who the provider says this is


def test_groups_give_roles_and_wijken_to_an_account_of_its_own(store: Store, rule: Rule) -> None:
    settings = rule()

    visitor = sessions.visitor_of(store, token(store, settings, said(store, "anna", REDACTIE, WIJK, "andere")))

    assert visitor is not None
    assert (visitor.name, visitor.display_name) == ("anna@gemeente.nl", "Anna")
    assert visitor.roles == {"redacteur", "management", "wijkcoordinator"}
    assert visitor.wijken == ("WK016402", "WK016405")
    assert [(entry.who, entry.what) for entry in store.log_entries()] == [
        ("anna@gemeente.nl", "ingelogd"),
        ("systeem", "account gemaakt"),
    ]


names = st.one_of(st.none(), st.integers(), st.text(max_size=200))


@given(names, names, names)
def test_whatever_the_provider_calls_somebody_there_is_a_name_to_keep(user: Any, email: Any, name: Any) -> None:
    rules = Aanmelden(groepen=(Groep("a", ("redacteur",)),))
    claims = {"iss": "x", "sub": "y", "preferred_username": user, "email": email, "name": name, "groups": "a"}

    person = sign_on._person(rules, claims)

    assert accounts.clean_name(person.name) == person.name
    assert 1 <= len(person.display_name) <= 100
    assert person.display_name.isprintable()
    assert person.roles == {"redacteur"}


def test_without_a_name_or_address_somebody_still_comes_in_as_the_same_account(store: Store, rule: Rule) -> None:
    settings, bare = rule(), {"name": None, "preferred_username": None}

    first = sessions.account_of(store, token(store, settings, said(store, "x1", REDACTIE, **bare)))
    later = sessions.account_of(store, token(store, settings, said(store, "x1", REDACTIE, name="Xandra")))

    assert first is not None and later is not None
    assert first.name.startswith("gebruiker-")
    assert (later.id, later.name, later.display_name) == (first.id, first.name, "Xandra")


def test_two_people_with_one_name_are_two_and_nobody_gets_another_account(store: Store, rule: Rule) -> None:
    settings = rule()
    accounts.create(store, settings, "anna", "Anna", roles=[BEHEERDER], who="bo")
    same = {"preferred_username": "Anna", "name": "Anna"}

    for sub, issuer in (("1", "https://a.nl"), ("2", "https://a.nl"), ("1", "https://b.nl")):
        token(store, settings, said(store, sub, REDACTIE, iss=issuer, **same))

    assert [(one.name, sorted(one.roles)) for one in store.accounts()] == [
        ("anna", ["beheerder"]),
        *((f"anna-{number}", ["management", "redacteur"]) for number in (2, 3, 4)),
    ]


def test_nobody_is_called_as_the_system_is(store: Store, rule: Rule) -> None:
    token(store, rule(), said(store, "x", REDACTIE, preferred_username="systeem"))

    assert [account.name for account in store.accounts()] == ["systeem-2"]


def test_one_answer_opens_one_session_and_only_soon_after_it_was_given(store: Store, rule: Rule, clock: Clock) -> None:
    settings = rule()
    first, late = said(store, "anna", REDACTIE), said(store, "anna", REDACTIE)
    once = token(store, settings, first)
    sessions.log_out(store, once)

    assert sign_on.enter(store, settings, first) is None
    clock.forward(minutes=6)
    assert sign_on.enter(store, settings, late) is None
    assert store.sessions("anna@gemeente.nl") == []


@pytest.mark.parametrize("without", ["iss", "sub", "nonce", "iat"])
def test_an_answer_that_cannot_be_told_from_another_opens_nothing(store: Store, rule: Rule, without: str) -> None:
    claims = said(store, "anna", REDACTIE)

    assert sign_on.enter(store, rule(), {**claims, without: None}) is None
    assert store.accounts() == []


def test_what_the_provider_says_opens_nothing_where_there_are_no_groups(store: Store, settings: Settings) -> None:
    assert sign_on.enter(store, settings, said(store, "anna", REDACTIE)) is None


@pytest.mark.parametrize(
    ("lines", "claims", "told"),
    [
        ((), {"groups": ["andere"]}, "U bent ingelogd als Anna, maar u zit niet in een groep"),
        ((), {"groups": None}, "U bent ingelogd als Anna, maar u zit niet in een groep"),
        ((), {"groups": None, "_claim_names": {"groups": "s"}}, "U bent ingelogd als Anna, maar u zit in zoveel"),
        ((), {"groups": None, "hasgroups": True}, "U bent ingelogd als Anna, maar u zit in zoveel groepen"),
        ((MFA,), {"amr": ["pwd"]}, "U bent ingelogd als Anna, maar zonder tweede controle"),
        ((MFA,), {}, "U bent ingelogd als Anna, maar zonder tweede controle"),
        ((MFA,), {"amr": "mfamfa"}, "U bent ingelogd als Anna, maar zonder tweede controle"),
    ],
)  # fmt: skip
def test_who_may_not_come_in_is_told_why_and_gets_no_account(
    store: Store, rule: Rule, lines: tuple[str, ...], claims: dict[str, Any], told: str
) -> None:
    with pytest.raises(sign_on.NoEntry) as refusal:
        sign_on.enter(store, rule(*lines), said(store, "anna", REDACTIE, **claims))

    assert str(refusal.value).startswith(told)
    assert store.accounts() == []
    assert [(entry.who, entry.what) for entry in store.log_entries()] == [("systeem", "inloggen geweigerd")]


def test_a_refusal_is_never_told_of_the_account_that_is_called_the_same(store: Store, rule: Rule) -> None:
    settings = rule()
    store.add_account("bo", "Bo", roles=[BEHEERDER])

    with pytest.raises(sign_on.NoEntry):
        sign_on.enter(store, settings, said(store, "eva", "andere", preferred_username="bo"))

    [entry] = store.log_entries()
    assert (entry.who, entry.details[:4]) == ("systeem", "bo: ")


def test_an_answer_that_is_refused_again_and_again_does_not_fill_the_log(
    store: Store, rule: Rule, clock: Clock
) -> None:
    settings = rule()
    answer = said(store, "eva", "andere")

    def refuse() -> int:
        with pytest.raises(sign_on.NoEntry):
            sign_on.enter(store, settings, answer)
        return len(store.log_entries())

    assert [refuse() for _ in range(8)] == [1, 2, 3, 4, 5, 5, 5, 5]
    clock.now += timedelta(minutes=1, seconds=1)
    assert refuse() == 6


def test_which_claims_count_is_a_setting(store: Store, rule: Rule) -> None:
    settings = rule(MFA, 'groepen_kenmerk = "roles"\nmfa_kenmerk = "acrs"\nmfa_waarde = "c1"\n')

    opened = sign_on.enter(store, settings, said(store, "anna", BEHEER, roles=[REDACTIE], acrs=["c1"]))

    assert opened is not None
    assert store.account("anna@gemeente.nl").roles == {"redacteur", "management"}  # type: ignore[union-attr]


def test_other_groups_count_at_the_next_click_of_every_login_of_that_person(store: Store, rule: Rule) -> None:
    settings = rule()
    here = token(store, settings, said(store, "anna", REDACTIE))

    token(store, settings, said(store, "anna", WIJK))

    visitor = sessions.visitor_of(store, here)
    assert visitor is not None
    assert (visitor.roles, visitor.wijken) == ({WIJKCOORDINATOR}, ("WK016402", "WK016405"))
    assert "rechten gewijzigd" in [entry.what for entry in store.log_entries()]


def test_who_is_in_no_group_any_more_is_out_everywhere(store: Store, rule: Rule) -> None:
    settings = rule()
    here = token(store, settings, said(store, "anna", REDACTIE))

    with pytest.raises(sign_on.NoEntry):
        sign_on.enter(store, settings, said(store, "anna"))

    assert sessions.visitor_of(store, here) is None
    assert store.account("anna@gemeente.nl").roles == frozenset()  # type: ignore[union-attr]


def test_who_is_switched_off_in_beheer_is_out_and_stays_out(store: Store, rule: Rule) -> None:
    settings = rule()
    here = token(store, settings, said(store, "anna", REDACTIE))

    accounts.deactivate(store, "anna@gemeente.nl", who="bo")

    assert sessions.visitor_of(store, here) is None
    with pytest.raises(sign_on.NoEntry, match="Uw account staat uit"):
        sign_on.enter(store, settings, said(store, "anna", REDACTIE))


@pytest.mark.parametrize("lines", [(MFA,), ('groepen_kenmerk = "roles"\n',), (ONLY,)])
def test_with_other_settings_everybody_logs_in_again(store: Store, rule: Rule, lines: tuple[str, ...]) -> None:
    here = token(store, rule(), said(store, "anna", REDACTIE))
    assert sessions.visitor_of(store, here)

    rule(*lines)

    assert sessions.visitor_of(store, here) is None


def test_a_session_ends_by_itself_as_after_a_password(store: Store, rule: Rule, clock: Clock) -> None:
    settings = rule()
    still, used = (token(store, settings, said(store, sub, REDACTIE)) for sub in ("anna", "bo"))

    for _ in range(2):
        clock.forward(minutes=40)
        sessions.visitor_of(store, used)

    assert [bool(sessions.visitor_of(store, one)) for one in (still, used)] == [False, True]
    clock.forward(hours=11)
    assert sessions.visitor_of(store, used) is None


def test_of_an_account_of_the_municipality_rights_and_password_are_not_ours(store: Store, rule: Rule) -> None:
    settings = rule()
    token(store, settings, said(store, "anna", REDACTIE))
    name = "anna@gemeente.nl"

    with pytest.raises(AccountError, match="De rollen komen uit de groepen van de gemeente"):
        accounts.set_rights(store, settings, name, roles=[BEHEERDER], who="bo")
    with pytest.raises(AccountError, match="Daar hoort geen wachtwoord van deze app bij"):
        accounts.invite(store, settings, name, who="bo")
    with pytest.raises(AccountError, match="huidige wachtwoord klopt niet"):
        accounts.change_password(store, settings, name, "", "paarden draven ver")


# Without passwords


def test_an_open_session_with_a_password_ends_once_these_are_off(example: Store, rule: Rule) -> None:
    here = sessions.log_in(example, example.account(REDACTEUR)).token  # type: ignore[arg-type]
    assert sessions.visitor_of(example, here)

    rule(ONLY)

    assert sessions.visitor_of(example, here) is None
    assert accounts.demo_accounts(example) == []


def test_without_passwords_no_link_makes_one(store: Store, settings: Settings, rule: Rule) -> None:
    accounts.create(store, settings, "anna", "Anna", roles=[BEHEERDER], who="bo")
    link = accounts.invite(store, settings, "anna", who="bo").partition("#")[2]
    without = rule(ONLY)

    for attempt in (
        lambda: accounts.choose_password(store, without, link, "paarden draven ver"),
        lambda: accounts.invite(store, without, "anna", who="bo"),
        lambda: accounts.create(store, without, "bo", "Bo", roles=[BEHEERDER], who="bo"),
        lambda: accounts.become_first_administrator(store, without, link, "bo", "Bo", password="paarden draven ver"),
    ):
        with pytest.raises(AccountError, match="Inloggen met een wachtwoord staat uit"):
            attempt()


def test_without_passwords_there_is_no_link_for_the_first_administrator(store: Store, rule: Rule) -> None:
    assert accounts.first_administrator(store, rule(ONLY)) is None


def test_the_command_line_says_that_passwords_are_off(
    example: Store, rule: Rule, capsys: pytest.CaptureFixture[str]
) -> None:
    rule(ONLY, MFA)

    codes = [
        main(["gebruiker", "maak", "anna", "--naam", "Anna", "--rol", "beheerder"]),
        main(["gebruiker", "link", "redacteur"]),
        main(["instellingen"]),
        main(["gebruiker", "aan", "redacteur"]),
    ]

    told = capsys.readouterr()
    assert codes == [1, 1, 0, 0]
    assert "redacteur staat weer aan, maar kan niet inloggen." in told.out
    assert "Er is geen account" not in told.err
    assert "Wachtwoorden van de app staan uit." in told.out
    assert "(3 groepen; amr moet mfa hebben)" in told.out


# The screens


def visit_as(visit: Visit, claims: dict[str, Any], path: str = "") -> AppTest:
    app = visit(path)
    app.user = claims
    return app.run()


def test_the_button_stands_beside_the_form_or_in_its_place(example: Store, rule: Rule, visit: Visit) -> None:
    rule()
    both = visit("begin")
    rule(ONLY)
    alone = visit("begin")

    assert buttons(both)[0] == buttons(alone)[0] == BUTTON
    assert [field.label for field in both.text_input] == ["Gebruikersnaam", "Wachtwoord"]
    assert [*alone.text_input, *alone.get("arrow_table"), *alone.get("table")] == []


def test_without_groups_there_is_no_button_and_no_provider(example: Store, visit: Visit) -> None:
    app = visit_as(visit, said(example, "anna", REDACTIE))

    assert BUTTON not in buttons(app)
    assert [title.value for title in app.title] == ["Sociaal domein in beeld"]
    assert example.account("anna@gemeente.nl") is None


def test_who_comes_back_from_the_provider_is_in_and_the_browser_fetches_its_cookie(
    example: Store, rule: Rule, visit: Visit
) -> None:
    rule()

    app = visit_as(visit, said(example, "anna", REDACTIE), "account")

    assert [title.value for title in app.title] == ["Uw account"]
    assert sessions.fetch(example, app.session_state["_cookie"]["ticket"])
    assert (
        "U logt in met het account van de gemeente. Daar wijzigt u uw wachtwoord. Uw rollen komen uit uw groepen."
        in [text.value for text in app.text]
    )
    assert not app.text_input


def test_who_may_not_come_in_sees_why_and_no_page(example: Store, rule: Rule, visit: Visit) -> None:
    settings = rule()

    app = visit_as(visit, said(example, "anna"), "uitleg")

    assert [title.value for title in app.title] == ["Geen toegang"]
    assert messages(app)[0].endswith(f"Wilt u toegang? Vraag het: {settings.contact}.")
    assert buttons(app) == ["Opnieuw inloggen"]
    app.run()
    assert [entry.what for entry in example.log_entries()].count("inloggen geweigerd") == 1


def test_after_the_end_of_a_session_the_same_answer_opens_no_other(example: Store, rule: Rule, visit: Visit) -> None:
    rule()
    claims = said(example, "anna", REDACTIE)
    app = visit_as(visit, claims, "uitleg")

    example.revoke_sessions("anna@gemeente.nl")

    assert [title.value for title in app.run().title] == ["Sociaal domein in beeld"]
    assert buttons(visit_as(visit, claims, "uitleg"))[0] == BUTTON


def test_logging_out_ends_the_session_and_leads_to_the_provider(example: Store, rule: Rule, visit: Visit) -> None:
    rule()
    app = visit_as(visit, said(example, "anna", REDACTIE), "uitleg")

    click(app, "Uitloggen")

    assert example.sessions("anna@gemeente.nl") == []
    assert buttons(app)[0] == BUTTON


def test_a_login_that_failed_is_told(example: Store, rule: Rule, visit: Visit) -> None:
    settings = rule()

    app = visit("begin", query={"aanmelden": "mislukt"})

    assert messages(app) == [
        "Inloggen met uw account van de gemeente is niet gelukt. Probeer het opnieuw. "
        f"Lukt het niet? Vraag het: {settings.contact}."
    ]


def test_beheer_sees_who_logs_in_where_and_changes_what_is_ours(example: Store, rule: Rule, visit: Visit) -> None:
    token(example, rule(), said(example, "anna", REDACTIE, preferred_username="anna"))

    app = visit("beheer", who=BEHEERDER)
    app.selectbox(key="beheer account").select("anna").run()

    table = "".join(html.proto.body for html in app.get("html"))
    assert "kan inloggen bij de gemeente" in table
    assert "Rollen en wijken van Anna (anna) komen uit de groepen van de gemeente. Wijzig ze daar." in [
        text.value for text in app.text
    ]
    assert "Maak een nieuwe link voor het wachtwoord" not in buttons(app)
    assert "Zet Anna (anna) uit" in buttons(app)


def test_without_passwords_beheer_makes_no_accounts_and_sees_who_cannot_log_in(
    example: Store, rule: Rule, visit: Visit
) -> None:
    rule(ONLY)

    app = visit_as(visit, said(example, "bo", BEHEER, preferred_username="bo"), "beheer")
    app.selectbox(key="beheer account").select("bo").run()

    assert "kan niet inloggen: dat staat uit" in "".join(html.proto.body for html in app.get("html"))
    assert "Maak account" not in buttons(app)
    assert any("Dit account komt terug als deze persoon weer inlogt" in text.value for text in app.markdown)


def test_the_password_form_knows_no_account_of_the_municipality(
    example: Store, rule: Rule, visit: Visit, capsys: pytest.CaptureFixture[str]
) -> None:
    token(example, rule(), said(example, "anna", REDACTIE, preferred_username="anna"))
    app = visit("begin")

    for field, value in zip(app.text_input, ("anna", "anna"), strict=True):
        field.input(value)
    click(app, "Inloggen")

    assert messages(app)[0].startswith("Inloggen lukt niet.")
    assert capsys.readouterr().out == ""


# The addresses of the provider


def through(
    store: Store, settings: Settings, address: str, answered: Response, *, base: str = "", **headers: str
) -> Answer:
    """What a browser gets of an answer of Streamlit at this address."""
    path, _, query = address.partition("?")
    inner = ProviderMiddleware(answered, settings=settings, pages=["wijk"], base=base)
    given = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return ask(store, settings, f"{base}{path}", inner=inner, base=base, headers=given, query_string=query.encode())


def known(location: str = "/") -> Response:
    """Streamlit's answer to who comes back, with its cookies."""
    answered = RedirectResponse(location, 302)
    answered.set_cookie("_streamlit_user", "2|wie", max_age=30 * 24 * 3600, httponly=True, samesite="lax")
    answered.delete_cookie("_streamlit_user_tokens")
    answered.set_cookie("_streamlit_user_tokens_1", "2|geheim")
    return answered


def kept(answer: Answer, name: str) -> str:
    [found] = [cookie for cookie in answer.cookies if cookie.startswith(f"{name}=")]
    return found


@pytest.fixture
def plain(rule: Rule) -> Settings:
    """With groups, where the app has no https."""
    return replace(rule(), adres="http://sdib.hengelo.nl")


@pytest.mark.parametrize("base", ["", "/sociaal-domein"])
@pytest.mark.parametrize(
    ("asked", "then"),
    [
        ("/wijk?wijk=noord&jaar=2024", "/wijk?wijk=noord&jaar=2024"),
        ("/wijk?aanmelden=mislukt&naam=a%26b%0d%0aX:+y", "/wijk?naam=a%26b%0D%0AX%3A+y"),
        ("/bestaatniet?x=1", "/?x=1"),
        ("", "/"),
    ],
)
def test_who_comes_back_gets_the_address_that_was_asked_for(
    store: Store, plain: Settings, base: str, asked: str, then: str
) -> None:
    at = f"http://sdib.hengelo.nl{base}{asked}" if asked else ""

    gone = through(store, plain, "/auth/login?provider=x", RedirectResponse("https://p.nl", 302), base=base, referer=at)
    cookie = kept(gone, ASKED)
    back = through(store, plain, "/oauth2callback?state=s", known(f"{base}/"), base=base, cookie=cookie.split(";")[0])

    assert (gone.status, gone.headers["location"]) == (302, "https://p.nl")
    assert "HttpOnly" in cookie and "SameSite=lax" in cookie and "Max-Age=600" in cookie
    assert (back.status, back.headers["location"]) == (302, f"{base}{then}")
    assert "Max-Age=0" in kept(back, ASKED)


def test_a_referer_that_is_no_address_is_none(store: Store, plain: Settings) -> None:
    gone = through(
        store, plain, "/auth/login?provider=x", RedirectResponse("https://p.nl", 302), referer="http://[/wijk"
    )

    assert kept(gone, ASKED).startswith(f"{ASKED}=%2F;")


def test_what_stands_in_a_cookie_leads_nowhere_else(store: Store, plain: Settings) -> None:
    for there in (
        "http%3A%2F%2F%5B",
        "https%3A%2F%2Fkwaad.nl%2Fwijk",
        "%2F%2Fkwaad.nl%2Fwijk",
        "%5C%5Ckwaad.nl",
        "javascript%3Ax",
    ):
        back = through(store, plain, "/oauth2callback?state=s", known(), cookie=f"{ASKED}={there}")

        assert back.headers["location"] in {"/", "/wijk"}


@pytest.mark.parametrize(
    ("address", "answered", "then"),
    [
        ("/auth/login?provider=x", Response("Authentication error", 400), "/?aanmelden=mislukt"),
        ("/oauth2callback?error=access_denied", RedirectResponse("/"), "/?aanmelden=mislukt"),
        ("/oauth2callback?state=s&code=c", RedirectResponse("/"), "/?aanmelden=mislukt"),
        ("/oauth2callback", RedirectResponse("/"), "/"),
        ("/auth/logout", RedirectResponse("https://p.nl/uit"), "https://p.nl/uit"),
    ],
)
def test_a_login_that_fails_is_said_and_logging_out_is_none(
    store: Store, plain: Settings, address: str, answered: Response, then: str
) -> None:
    answer = through(store, plain, address, answered)

    assert (answer.headers["location"], answer.body) == (then, b"")
    assert 302 <= answer.status <= 307


def test_the_cookies_of_streamlit_last_as_a_session_and_need_https(store: Store, plain: Settings) -> None:
    there = replace(plain, adres="https://sdib.hengelo.nl")

    without, with_ = (through(store, one, "/oauth2callback?state=s", known()) for one in (plain, there))

    assert "Secure" not in kept(without, "_streamlit_user")
    assert kept(with_, "_streamlit_user").endswith("; Secure")
    assert "Max-Age=43200;" in kept(with_, "_streamlit_user")
    assert "Max-Age=0;" in kept(with_, "_streamlit_user_tokens")
    assert "geheim" not in "".join(without.cookies)
    assert kept(with_, f"__Host-{ASKED}").endswith("; Secure")


def test_other_addresses_are_left_alone(store: Store, plain: Settings) -> None:
    answered = Response("pagina", 400)
    answered.set_cookie("_streamlit_xsrf", "x")

    answer = through(store, plain, "/wijk", answered)

    assert (answer.status, answer.body) == (400, b"pagina")
    assert kept(answer, "_streamlit_xsrf").endswith("SameSite=lax")


@pytest.mark.parametrize(
    ("site", "status"), [("cross-site", 403), ("same-site", 403), ("same-origin", 200), ("none", 200)]
)
def test_no_other_site_logs_somebody_out(store: Store, plain: Settings, site: str, status: int) -> None:
    assert through(store, plain, "/auth/logout", Response(), sec_fetch_site=site).status == status
