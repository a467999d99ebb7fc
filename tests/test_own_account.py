"""The page about one's own account: another password, and the logins that there are."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from factsheet.access import MANAGEMENT, ROLES, accounts, sessions
from factsheet.settings import Inloggen, Settings
from factsheet.store import Store
from tests.conftest import Visit
from tests.test_pages import buttons, click, messages

OLD, NEW = "paarden draven ver", "koeien grazen lang"


@pytest.fixture
def anna(example: Store, settings: Settings) -> str:
    """An account with a password of its own."""
    accounts.create(example, settings, "anna", "Anna Jansen", roles=[MANAGEMENT], who="bo")
    token = accounts.invite(example, settings, "anna", who="bo").partition("#")[2]
    return accounts.choose_password(example, settings, token, OLD).name


def change(app: AppTest, old: str, new: str, again: str) -> AppTest:
    for field, value in zip(app.text_input, (old, new, again), strict=True):
        field.input(value)
    return click(app, "Wijzig wachtwoord")


@pytest.mark.parametrize("role", ROLES)
def test_the_name_in_the_bar_leads_everybody_to_their_own_account(example: Store, visit: Visit, role: str) -> None:
    own = example.account(role)
    assert own

    links = [(link.page, link.label) for link in visit("uitleg", who=role).get("page_link")]
    said = [text.value for text in visit("account", who=role).text]

    assert ("account", own.display_name) in links
    assert any(line.startswith(f"{own.display_name} ({role}): {ROLES[role]}") for line in said)


def test_a_new_password_counts_here_and_ends_every_other_login(
    example: Store, settings: Settings, visit: Visit, anna: str
) -> None:
    elsewhere = visit("uitleg", who=anna)
    app = visit("account", who=anna)

    change(app, OLD, NEW, NEW)

    assert messages(app) == ["Uw wachtwoord is gewijzigd. In andere browsers moet u opnieuw inloggen."]
    assert [title.value for title in app.run().title] == ["Uw account"]
    assert [title.value for title in elsewhere.run().title] == ["Sociaal domein in beeld"]
    assert [field.value for field in app.text_input] == ["", "", ""]
    # The cookie of before is worth nothing, so the browser fetches another.
    assert sessions.fetch(example, app.session_state["_cookie"]["ticket"])
    assert accounts.change_password(example, settings, anna, NEW, OLD).name == anna


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("verkeerd wachtwoord", NEW, NEW), "Uw huidige wachtwoord klopt niet."),
        ((OLD, NEW, "iets anders dan dat"), "De twee nieuwe wachtwoorden zijn niet gelijk."),
        ((OLD, "welkom01welkom01", "welkom01welkom01"), "Dit wachtwoord is te makkelijk te raden"),
    ],
)
def test_a_password_that_is_not_changed_says_why(example: Store, visit: Visit, anna: str, given, told) -> None:
    before = example.account(anna)

    app = change(visit("account", who=anna), *given)

    assert [said for said in messages(app) if said.startswith(told)]
    assert example.account(anna) == before


def test_a_login_elsewhere_is_seen_and_ended(example: Store, visit: Visit, anna: str) -> None:
    account = example.account(anna)
    assert account
    elsewhere = sessions.log_in(example, account, Inloggen(), "Safari op een iPhone").token
    app = visit("account", who=anna)
    lines = [text.value for text in app.text if "laatst gebruikt op" in text.value]

    click(app, "Beëindig Safari op een iPhone")

    assert [line.partition(":")[0] for line in lines] == ["Onbekende browser (hier)", "Safari op een iPhone"]
    assert sessions.account_of(example, elsewhere) is None
    assert [label for label in buttons(app) if label.startswith("Beëindig")] == ["Beëindig deze sessie"]
    assert "De sessie is beëindigd. Wie daar zit, moet opnieuw inloggen." in messages(app)
