"""The page of the beheerder: accounts, the links to hand over, and the log."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Checkbox

from factsheet.access import BEHEERDER, REDACTEUR, WIJKCOORDINATOR, accounts
from factsheet.release import review
from factsheet.screen.managing import events
from factsheet.settings import Settings
from factsheet.store import LogEntry, Store
from tests.conftest import Visit
from tests.test_pages import buttons, click, messages, tables
from tests.test_writes import changes_the_store

pytestmark = pytest.mark.usefixtures("unasked")

AT = datetime(2025, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def anna(example: Store, settings: Settings) -> None:
    """An account of which the password is not one of the example."""
    accounts.create(example, settings, "anna", "Anna Jansen", roles=[REDACTEUR], who=BEHEERDER)


NEW = "nieuw"


def boxes(app: AppTest, who: str = NEW) -> dict[str, Checkbox]:
    """The boxes of one form by their label: those of a new account, or of the account that is chosen."""
    return {box.label: box for box in app.checkbox if (box.key or "").split(" ")[3] == who}


def fill(app: AppTest, name: str = "bea", display: str = "Bea Bakker", *ticked: str) -> AppTest:
    """Fill in the form of a new account and send it."""
    for label, value in (("Gebruikersnaam", name), ("Naam", display)):
        next(field for field in app.text_input if field.label.startswith(label)).input(value)
    for label in ticked:
        boxes(app)[label].check()
    return click(app, "Maak account")


def links(app: AppTest) -> list[str]:
    assert not app.exception
    return [code.value for code in app.code]


def typed(app: AppTest) -> list[object]:
    form = [field.value for field in app.text_input if field.label != "Zoek in het log"]
    return [*form, *(label for label, box in boxes(app).items() if box.value)]


# Accounts


def test_a_new_account_empties_the_form_and_gives_a_link_that_works(
    example: Store, visit: Visit, settings: Settings
) -> None:
    app = fill(visit("beheer", who=BEHEERDER), "bea", "Bea Bakker", "Wijkcoördinator", "Noord")

    assert typed(app) == ["", ""]
    assert "Het account Bea Bakker (bea) is gemaakt. De link voor het wachtwoord staat hieronder." in messages(app)
    assert ["bea", "Bea Bakker", "Wijkcoördinator (Noord)", "heeft nog geen wachtwoord"] in rows(
        app, "Wie kan inloggen"
    )
    [link] = links(app)
    token = link.partition("#")[2]
    assert accounts.choose_password(example, settings, token, "een lang genoeg wachtwoord").name == "bea"


@pytest.mark.usefixtures("anna")
@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("anna", "Anna Twee", "Redacteur"), "Er is al een account met de naam anna."),
        (("bea", "", "Redacteur"), "Vul een naam in van 1 tot 100 tekens"),
        (("bea", "Bea Bakker", "Wijkcoördinator"), "Geef een wijkcoördinator een of meer wijken"),
    ],
)
def test_what_was_typed_stays_when_no_account_was_made(example: Store, visit: Visit, given, told) -> None:
    before = [len(example.accounts()), len(example.log_entries())]

    app = fill(visit("beheer", who=BEHEERDER), *given)

    assert typed(app) == list(given)
    assert [message for message in messages(app) if message.startswith(told)]
    assert links(app) == []
    # Whoever opened the page logged in.
    assert [len(example.accounts()), len(example.log_entries()) - 1] == before


def test_an_account_without_its_link_is_not_made(example: Store, visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise accounts.AccountError("De schijf is vol.")

    monkeypatch.setattr(example, "add_link", refuse)

    app = fill(visit("beheer", who=BEHEERDER), "bea", "Bea Bakker", "Redacteur")

    assert "De schijf is vol. Er is nog geen account gemaakt." in messages(app)
    assert example.account("bea") is None
    assert "account gemaakt" not in [entry.what for entry in example.log_entries()]


@pytest.mark.usefixtures("anna")
def test_a_link_stays_until_it_was_handed_over(visit: Visit) -> None:
    app = fill(visit("beheer", who=BEHEERDER), "bea", "Bea Bakker", "Redacteur")
    [first] = links(app)
    app.selectbox(key="beheer account").select("anna").run()
    click(app, "Maak een nieuwe link voor het wachtwoord")
    second = next(link for link in links(app) if link != first)
    click(app, "Zet Anna Jansen (anna) uit")

    assert set(links(app)) == {first, second}
    assert "Anna Jansen is uitgezet en kan niet meer inloggen." in messages(app)
    told = [part.value for part in app.markdown if part.value.startswith("Link voor")]
    assert [re.sub(r"tot \d.*", "tot", line) for line in told] == [
        f"Link voor {who}. Hiermee kiest deze persoon een wachtwoord. De link werkt één keer, tot"
        for who in ("Anna Jansen (anna)", "Bea Bakker (bea)")
    ]
    app.button(key="doorgegeven bea").click().run()
    assert links(app) == [second]
    assert links(app.run()) == [second]


@pytest.mark.usefixtures("anna")
def test_a_link_goes_when_there_is_another_for_that_account_or_when_it_is_over(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = visit("beheer", who=BEHEERDER)
    app.selectbox(key="beheer account").select("anna").run()
    [first] = links(click(app, "Maak een nieuwe link voor het wachtwoord"))
    [second] = links(click(app, "Maak een nieuwe link voor het wachtwoord"))
    monkeypatch.setattr(accounts, "link_until", lambda store, _: store.now())
    over = links(click(app, "Maak een nieuwe link voor het wachtwoord"))

    assert first != second
    assert over == []


@pytest.mark.usefixtures("anna")
def test_roles_and_wijken_are_changed_and_count_at_the_next_click(
    example: Store, settings: Settings, visit: Visit
) -> None:
    app = visit("beheer", who=BEHEERDER)
    app.selectbox(key="beheer account").select("anna").run()
    before = [label for label, box in boxes(app, "anna").items() if box.value]

    boxes(app, "anna")["Redacteur"].uncheck()
    boxes(app, "anna")["Wijkcoördinator"].check()
    boxes(app, "anna")["Noord"].check()
    click(app, "Bewaar rollen en wijken")

    assert before == ["Redacteur"]
    assert "Anna Jansen (anna) is nu: Wijkcoördinator (Noord). Dat geldt meteen." in messages(app)
    assert [label for label, box in boxes(app, "anna").items() if box.value] == ["Wijkcoördinator", "Noord"]
    anna = example.account("anna")
    assert anna and (anna.roles, anna.wijken) == ({WIJKCOORDINATOR}, (settings.area("Noord").code,))  # type: ignore[union-attr]


@pytest.mark.usefixtures("anna")
def test_rights_that_a_colleague_changed_meanwhile_are_shown_as_they_are(
    example: Store, settings: Settings, visit: Visit
) -> None:
    app = visit("beheer", who=BEHEERDER)
    app.selectbox(key="beheer account").select("anna").run()

    accounts.set_rights(example, settings, "anna", roles=[BEHEERDER], who="bo")
    app.run()

    assert [label for label, box in boxes(app, "anna").items() if box.value] == ["Beheerder"]


@pytest.mark.usefixtures("anna")
def test_rights_that_cannot_be_are_told_and_stay_as_they_were_ticked(example: Store, visit: Visit) -> None:
    app = visit("beheer", who=BEHEERDER)
    app.selectbox(key="beheer account").select("anna").run()

    boxes(app, "anna")["Noord"].check()
    click(app, "Bewaar rollen en wijken")

    assert any(said.startswith("Geef een wijkcoördinator een of meer wijken") for said in messages(app))
    assert [label for label, box in boxes(app, "anna").items() if box.value] == ["Redacteur", "Noord"]
    assert example.account("anna").wijken == ()  # type: ignore[union-attr]


@pytest.mark.usefixtures("anna")
def test_an_account_is_deleted_after_a_second_question(example: Store, visit: Visit) -> None:
    app = visit("beheer", who=BEHEERDER)
    app.selectbox(key="beheer account").select("anna").run()

    click(app, "Ja, verwijder Anna Jansen (anna)")

    assert "Het account van Anna Jansen is verwijderd." in messages(app)
    assert example.account("anna") is None


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize(
    "button", ["Zet Bo Beheerder (beheerder) uit", "Ja, verwijder Bo Beheerder (beheerder)", "Bewaar rollen en wijken"]
)
def test_the_only_beheerder_stays(example: Store, visit: Visit, button: str) -> None:
    app = visit("beheer", who=BEHEERDER)
    app.selectbox(key="beheer account").select(BEHEERDER).run()

    boxes(app, BEHEERDER)["Beheerder"].uncheck()
    boxes(app, BEHEERDER)["Management"].check()
    click(app, button)

    assert any(said.startswith("beheerder is de enige beheerder. Maak eerst een andere") for said in messages(app))
    kept = example.account(BEHEERDER)
    assert kept and kept.can_log_in
    assert kept.roles == {BEHEERDER}


def test_a_session_that_the_beheerder_ends_is_out_at_its_next_click(example: Store, visit: Visit) -> None:
    reader = visit("uitleg", who=REDACTEUR)
    app = visit("beheer", who=BEHEERDER)
    app.selectbox(key="beheer account").select(REDACTEUR).run()

    click(app, "Beëindig deze sessie")

    assert "De sessie is beëindigd. Wie daar zit, moet opnieuw inloggen." in messages(app)
    assert [title.value for title in reader.run().title] == ["Sociaal domein in beeld"]
    assert [entry.what for entry in example.log_entries(1)] == ["sessie beëindigd"]


# The log on the screen


def rows(app: AppTest, caption: str) -> list[list[str]]:
    """The cells of the table with this caption, as text."""
    [found] = [body for body in tables(app) if f"<caption>{caption}" in body]
    lines = re.findall(r"<tr.*?</tr>", found.partition("<tbody>")[2], re.DOTALL)
    return [[re.sub("<[^>]+>", "", cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line)] for line in lines]


@pytest.fixture
def logged(example: Store) -> Store:
    """A log of 120 lines of two accounts and of one that is gone, before the login of who looks."""
    with example.together():
        for number in range(118):
            example.log(REDACTEUR, "cijfers bewaard", f"ses.csv, nummer-{number}", about="ses", year=2024)
        example.log("vertrokken", "rechten gewijzigd", "wil: wijkcoordinator, WK016405")
        example.log(BEHEERDER, "gepubliceerd", "editie 2: telling herzien", year=2023)
    return example


def test_the_log_shows_the_newest_fifty_and_more_when_asked(logged: Store, visit: Visit) -> None:
    app = visit("beheer", who=BEHEERDER)
    first = rows(app, "121 gebeurtenissen. Dit zijn de laatste 50")
    click(app, "Toon 50 meer")
    more = rows(app, "121 gebeurtenissen. Dit zijn de laatste 100")
    click(app, "Toon 21 meer")
    everything = rows(app, "121 gebeurtenissen")

    assert [cells[1:] for cells in first[:4]] == [
        ["Bo Beheerder (beheerder)", "ingelogd", "", ""],
        ["Bo Beheerder (beheerder)", "gepubliceerd", "Factsheet 2023", "editie 2: telling herzien"],
        ["vertrokken", "rechten gewijzigd", "", "wil: wijkcoordinator, Berflo Es"],
        ["Rik Redacteur (redacteur)", "cijfers bewaard", "Sociaal-economische score (ses) 2024", "ses.csv, nummer-117"],
    ]
    assert (len(first), len(more), len(everything)) == (50, 100, 121)
    assert (first, more) == (everything[:50], everything[:100])
    assert not [label for label in buttons(app) if label.startswith("Toon")]


def test_the_whole_log_is_searched_and_filtered_together(logged: Store, visit: Visit) -> None:
    app = visit("beheer", who=BEHEERDER)

    app.text_input(key="log zoek").input("Score NUMMER-11").run()
    found = rows(app, "9 gebeurtenissen")
    app.selectbox(key="log Wie").select(BEHEERDER).run()
    nothing = messages(app)
    app.text_input(key="log zoek").input("").run()
    app.selectbox(key="log Wat").select("gepubliceerd").run()

    assert [cells[4] for cells in found][-2:] == ["ses.csv, nummer-110", "ses.csv, nummer-11"]
    assert "Er is niets gevonden. Zoek op minder woorden, of kies minder filters." in nothing
    assert [cells[3] for cells in rows(app, "1 gebeurtenis")] == ["Factsheet 2023"]
    app.selectbox(key="log Jaar van de gebeurtenis").select(str(datetime.now(UTC).year)).run()
    assert len(rows(app, "1 gebeurtenis")) == 1


def test_a_line_leads_to_the_versions_that_it_is_about(logged: Store, visit: Visit) -> None:
    app = visit("beheer", who=BEHEERDER)

    found = next(body for body in tables(app) if "gebeurtenissen" in body)

    assert '<a href="versies?jaar=2024&amp;gegevens=ses">Sociaal-economische score (ses) 2024</a>' in found
    assert '<a href="versies?jaar=2023">Factsheet 2023</a>' in found


# What a line says


def line(settings: Settings, **given: object) -> events.Line:
    entry = LogEntry(id=1, at=AT, who="rik", what="cijfers bewaard", details="", reference=None)
    [made] = events.lines([replace(entry, **given)], {"rik": "Rik (rik)"}, settings)  # type: ignore[arg-type]
    return made


@pytest.mark.parametrize(
    ("about", "words", "leads"),
    [
        (None, "Factsheet 2024", True),
        ("gebruik", "Gebruik van ondersteuning (gebruik) 2024", True),
        ("wonen.duiding", "Wonen, duiding 2024", False),
        ("intro", "Factsheet, inleiding 2024", False),
        ("verdwenen.titel", "verdwenen, titel 2024", False),
    ],
)
def test_what_a_line_is_about_is_said_in_words(settings: Settings, about, words, leads) -> None:
    made = line(settings, about=about, year=2024)

    assert made.cells[3] == words
    assert (made.link is not None) == leads


def test_a_line_says_when_in_dutch_time(settings: Settings) -> None:
    made = line(settings, at=datetime(2024, 12, 31, 23, 5, tzinfo=UTC))

    assert (made.cells[0], made.year) == ("1 januari 2025 00:05", "2025")


@pytest.mark.parametrize(
    ("details", "shown"),
    [
        ("rij 2, gebied: Nord → Noord", "rij 2, gebied: Nord → Noord"),
        ("rij 3, aantal: 12 → 13", "rij 3, aantal"),
        ("rij 3, aantal: een: 12; → 1:3", "rij 3, aantal"),
        ("een punt in een getal is gelezen als komma", "een punt in een getal is gelezen als komma"),
    ],
)
def test_a_cell_that_was_mended_shows_no_true_count(settings: Settings, details, shown) -> None:
    assert line(settings, what="bestand verbeterd", details=details).cells[4] == shown


@pytest.mark.parametrize("what", ["opmerking geplaatst", "opmerking opgelost"])
def test_what_is_said_of_a_cell_is_not_in_the_log_where_it_may_be_a_true_count(settings: Settings, what: str) -> None:
    told = [line(settings, what=what, details=f"Noord, ontvangers: {text}") for text in ("Is dit 4?", "Klopt dit?")]

    assert [one.cells[4] for one in told] == ["Noord, ontvangers", "Noord, ontvangers: Klopt dit?"]


def test_an_error_shows_the_reference_only(settings: Settings) -> None:
    assert (
        line(settings, what="onverwachte fout", details="regel 3", reference="F-234567").cells[4] == "kenmerk F-234567"
    )


# Everything that is changed has its line

# Which methods of the store write their own line, which ones get it from who calls them, and which ones need none.
OWN_LINE = {"save", "restore", "set_text", "add_step", "add_remark", "resolve_remark", "answer_codes"}
OWN_LINE |= {"log", "clear_log"}
LINE_OF_CALLER = {
    *("add_account", "change_account", "delete_account", "set_password_hash", "add_link", "add_edition"),
    *("use_link_for_password", "use_link_for_first_account", "open_session", "revoke_session", "revoke_sessions"),
    "end_session",
}
NO_LINE = {
    *("together", "keep_draft", "drop_draft", "count_attempt", "forget_attempts", "use_session", "fetch_cookie"),
    *("setting_once", "mark_as_example", "add_documents"),
}


def test_of_every_way_to_write_is_known_where_its_line_comes_from() -> None:
    assert {name for name in dir(Store) if changes_the_store(name)} == OWN_LINE | LINE_OF_CALLER | NO_LINE


CHANGES: dict[str, Callable[[Store, Settings], object]] = {
    "account gemaakt": lambda store, s: accounts.create(store, s, "bea", "Bea", roles=[REDACTEUR], who="bo"),
    "rechten gewijzigd": lambda store, s: accounts.set_rights(
        store, s, "anna", roles=[WIJKCOORDINATOR], wijken=["Noord"], who="bo"
    ),
    "account uitgezet": lambda store, _: accounts.deactivate(store, "anna", who="bo"),
    "account aangezet": lambda store, _: accounts.activate(store, "anna", who="bo"),
    "account verwijderd": lambda store, _: accounts.delete(store, "anna", who="bo"),
    "uitnodiging gemaakt": lambda store, s: accounts.invite(store, s, "anna", who="bo"),
    "tekst bewaard": lambda store, _: store.set_text(2024, "intro", "Hallo", "bo", why="mooier"),
    "tekst weggehaald": lambda store, _: store.set_text(2024, "intro", " ", "bo"),
    "bevestigd": lambda store, _: review.confirm(store, 2024, "x", who="bo", note="gezien", title="Wonen"),
    "aangeboden": lambda store, s: review.offer(
        store, 2024, who="bo", content=review.content(store, 2024, s), note="kijk", settings=s
    ),
}
TOLD = {
    "account gemaakt": "Bea (bea): Redacteur",
    "rechten gewijzigd": "Anna Jansen (anna): Wijkcoördinator (Noord)",
    "tekst bewaard": "mooier",
    "tekst weggehaald": "",
    "bevestigd": "Wonen: gezien",
    "aangeboden": "kijk",
}


@pytest.mark.usefixtures("anna")
@pytest.mark.parametrize("what", CHANGES)
def test_a_change_and_its_line_are_kept_together(example: Store, settings: Settings, what: str) -> None:
    CHANGES[what](example, settings)

    [entry] = example.log_entries(1)
    assert (entry.who, entry.what) == ("bo", what)
    assert entry.details == TOLD.get(what, "Anna Jansen (anna)")


def state(store: Store) -> object:
    return store.accounts(), store.text_history(2024), store.steps(2024), store.log_entries(None)


@pytest.mark.usefixtures("anna")
@pytest.mark.parametrize("what", CHANGES)
def test_a_change_without_its_line_is_not_kept(
    example: Store, settings: Settings, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise accounts.AccountError("vol")

    before = state(example)
    for module in ("logbook", "editions", "steps", "versions"):
        monkeypatch.setattr(f"factsheet.store.{module}.add_line", full)

    with pytest.raises(accounts.AccountError, match="vol"):
        CHANGES[what](example, settings)

    assert state(example) == before
