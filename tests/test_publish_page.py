"""The publish page and the start page: what is still to do, the review, and the button."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from factsheet import settings as factsheet_settings
from factsheet.access import MANAGEMENT, REDACTEUR, WIJKCOORDINATOR, accounts
from factsheet.release import publish, review
from factsheet.release.privacy import Offer
from factsheet.release.review import Standing
from factsheet.screen import publishing
from factsheet.store import Store
from factsheet.validate import check
from schemas import required, titled
from tests import example_years
from tests.test_pages import buttons, click, links, messages, sent, tables, told_after

pytestmark = pytest.mark.usefixtures("unasked")

COLLEGA = "collega"
AGAIN = "Publiceer 2024 opnieuw zonder controle"
STANDS = ("concept", "aangeboden", "goedgekeurd")
# A figure of a survey that changes by more than its margin.
CHANGED = ("beleidsindicatoren.csv", 2024, ";79;", ";90;")
LOOK = "Kijk na wat er nog open staat, of schrijf op waarom u toch publiceert. Er is nog niets gepubliceerd."


@pytest.fixture(autouse=True)
def collega(published: Store) -> None:
    """A second editor."""
    published.add_account(COLLEGA, "Cor Collega", roles={REDACTEUR}, password_hash="x")


@pytest.fixture
def four_eyes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A municipality that asks for four eyes."""
    town = tmp_path / "gemeente.toml"
    text = factsheet_settings.GEMEENTE.read_text(encoding="utf-8")
    town.write_text(text.replace("vier_ogen = false", "vier_ogen = true"), encoding="utf-8")
    monkeypatch.setenv("FACTSHEET_GEMEENTE", str(town))
    factsheet_settings.current.cache_clear()
    yield
    factsheet_settings.current.cache_clear()


Change = Callable[..., None]


@pytest.fixture
def change(settings) -> Change:
    """Keeps a file of the example with other text in it, as REDACTEUR."""

    def keep(store: Store, name: str, year: int, old: str, new: str, *, who: str = REDACTEUR) -> None:
        text = example_years.files(year)[name].decode("utf-8-sig")
        assert old in text
        file = check(text.replace(old, new).encode(), settings, name=name, last_year=store.last_rows)
        store.save([file], who=who, reason="gecontroleerd")

    return keep


def open_(visit: Callable[..., AppTest], who: str = REDACTEUR, year: int = 2024) -> AppTest:
    app = visit("publiceren", who=who, query={"jaar": str(year)})
    assert not app.exception
    return app


def write(app: AppTest, label: str, text: str) -> AppTest:
    fields = [*app.text_input, *app.text_area]
    next(field for field in fields if label in field.label).input(text)
    return app


def ready(app: AppTest, reason: str = "het onderzoek is herzien") -> AppTest:
    """Fill in what publishing asks."""
    write(app, "Wat is er veranderd", reason)
    return write(app, "Waarom publiceert u toch", "de teksten kloppen nog")


# Publishing


def test_missing_files_are_named_and_there_is_no_button(published, visit, change):
    change(published, "ses.csv", 2024, "2024;", "2025;")

    app = visit("publiceren", who=REDACTEUR)

    others = [dataset for dataset in required(2025) if dataset != "ses"]
    assert app.selectbox[0].value == "2025"
    assert [part.value for part in app.warning] == [
        f"Er ontbreken 10 bestanden: {', '.join(others)}. Upload eerst alles; daarna kunt u publiceren."
    ]
    assert "Nog 10 bestanden nodig" in sent(app)
    assert all(f"<strong>{titled(dataset)}</strong>" in sent(app) for dataset in others)
    assert buttons(app) == []
    assert "Van 2025 is nog niets gepubliceerd." in [text.value for text in app.markdown]


@pytest.mark.really
def test_the_first_edition_of_a_year_is_published(published, visit, settings):
    new = [
        check(data.replace(b"2024;", b"2025;").replace(b"-2024", b"-2025"), settings, name=name)
        for name, data in example_years.files(2024).items()
    ]
    published.save(new, who="rik", reason="voor de test")
    app = open_(visit, year=2025)
    offered, told = links(app), " ".join(caption.value for caption in app.caption)

    write(app, "Waarom publiceert u toch", "voor de test")
    click(app, "Publiceer 2025 zonder controle")

    assert ("Bekijk het concept van 2025", "factsheet", "jaar=2025&concept=ja") in offered
    assert "Elk aantal onder tien houdt minstens 5 mogelijke waarden." in told
    assert messages(app)[-1] == "Factsheet 2025 is gepubliceerd, editie 1."
    assert published.last_edition(2025).who == REDACTEUR
    assert 'row">Editie 1</th>' in tables(app)[-1]
    assert "Er is niets veranderd sinds editie 1. Lezers zien de laatste cijfers." in messages(app)
    assert published.log_entries(1)[0].what == "toch gepubliceerd"


def test_a_year_without_changes_cannot_be_published_again(published, visit):
    app = open_(visit, year=2023)

    assert "Er is niets veranderd sinds editie 1. Lezers zien de laatste cijfers." in messages(app)
    assert not [label for label in buttons(app) if label.startswith("Publiceer")]


@pytest.mark.parametrize("reason", ["slechts één gezin in Noord", "13 in plaats van 7", "cli\ufffdnten in Noord"])
def test_a_reason_that_readers_may_not_see_is_stopped_while_it_is_typed_and_again_by_the_button(
    published, visit, change, reason
):
    change(published, *CHANGED)
    app = ready(open_(visit), reason).run()
    told = sent(app)

    click(app, AGAIN)

    assert "Wat u nog moet doen" in told
    assert any("Lezers zien deze reden" in said or "is een letter kwijt" in said for said in messages(app))
    assert published.last_edition(2024).number == 1


def test_a_reason_that_the_figures_contradict_is_used_only_when_the_editor_says_why(published, visit, change):
    change(published, *CHANGED)
    app = ready(open_(visit), "Het aantal Wmo-cliënten is gedaald.").run()

    click(app, AGAIN)
    assert any("De controle vond iets in de reden. “gedaald”" in message for message in messages(app))
    write(app, "Waarom klopt de tekst toch?", "de vorige telling was te hoog")
    click(app, AGAIN)

    assert published.last_edition(2024).reason == "Het aantal Wmo-cliënten is gedaald."
    assert "reden toch gebruikt" in [entry.what for entry in published.log_entries(3)]


def test_publishing_again_needs_a_reason_and_readers_get_the_new_figures(published, visit, change):
    change(published, *CHANGED)
    app = open_(visit)

    click(app, AGAIN)
    refused, editions_before = messages(app), len(published.editions(2024))
    write(app, "Wat is er veranderd", "het onderzoek is herzien")
    click(app, AGAIN)
    refused_again = messages(app)
    click(ready(app), AGAIN)

    assert "Schrijf op wat er veranderd is. Er is nog niets gepubliceerd." in refused
    assert LOOK in refused_again
    assert editions_before == 1
    assert "Factsheet 2024 is gepubliceerd, editie 2." in messages(app)
    shown = tables(app)[-1]
    assert re.findall(r"Editie \d", shown.partition("<tbody>")[2]) == ["Editie 2", "Editie 1"]
    assert "<td>het onderzoek is herzien</td>" in shown
    assert "(+13 procentpunt)" in sent(visit("factsheet", who=MANAGEMENT, query={"jaar": "2024"}))


def test_an_older_edition_is_never_changed(published, visit, change):
    first = published.last_edition(2024)
    before = published.tables(first.id)["beleidsindicatoren"]
    change(published, *CHANGED)

    click(ready(open_(visit)), AGAIN)

    assert published.last_edition(2024).id != first.id
    assert published.tables(first.id)["beleidsindicatoren"].equals(before)


def test_the_page_shows_what_readers_will_see_change(published, visit, change):
    change(published, *CHANGED)

    shown = sent(open_(visit))

    assert "Cijfers van Hengelo die veranderen" in shown
    assert "<ins>" in shown


def test_what_changed_since_the_page_was_shown_is_not_published(published, visit, change):
    change(published, *CHANGED)
    app = ready(open_(visit))
    change(published, "ses.csv", 2024, "-0,030", "-0,031", who="rik")

    click(app, AGAIN)

    assert any("Er is intussen iets veranderd aan 2024." in message for message in messages(app))
    assert len(published.editions(2024)) == 1


def test_a_warning_is_confirmed_with_a_reason_and_stays_so(published, visit, change):
    change(published, *CHANGED)
    app = open_(visit)
    before = [button.label for button in app.button if button.label.startswith("Bevestig")]
    fields = [field for field in app.text_input if field.label == "Waarom klopt dit?"]

    app.button(key=f"{fields[0].key} knop").click().run()
    refused = told_after(app, before[0])
    app.text_input(key=fields[0].key).input("uitgelegd aan de raad")
    app.button(key=f"{fields[0].key} knop").click().run()

    assert refused == "Schrijf op waarom het klopt. Er is nog niets bevestigd."
    assert messages(app)[-1] == before[0].replace("Bevestig", "Bevestigd") + "."
    after = open_(visit)
    assert len([button for button in after.button if button.label.startswith("Bevestig")]) == len(before) - 1
    assert "Bevestigd door Rik Redacteur: uitgelegd aan de raad" in sent(after)


def test_an_embargo_keeps_the_figures_from_who_has_to_wait(published, visit, change):
    change(published, *CHANGED)
    app = open_(visit)
    app.checkbox[0].check().run()
    click(ready(app), AGAIN)
    without_day = messages(app)
    app.date_input[0].set_value(date.today() - timedelta(days=2)).run()  # noqa: DTZ011 - the screen has no zone
    click(ready(app), AGAIN)
    in_the_past = messages(app)
    app.date_input[0].set_value(date.today() + timedelta(days=9)).run()  # noqa: DTZ011
    click(ready(app), AGAIN)

    assert any("Kies de dag" in message for message in without_day)
    assert any("Dat moment is al voorbij." in message for message in in_the_past)
    assert any("Management ziet hem nu; de anderen vanaf" in message for message in messages(app))
    early, late = (visit("factsheet", who=role, query={"jaar": "2024"}) for role in (MANAGEMENT, WIJKCOORDINATOR))
    assert "(+13 procentpunt)" in sent(early)
    assert "(+13 procentpunt)" not in sent(late)


def test_last_years_figures_that_changed_stand_in_the_way_until_somebody_says_why(published, visit, change):
    change(published, *CHANGED)
    change(published, "ses.csv", 2023, "-0,033", "-0,034", who="rik")
    blocked = open_(visit)
    [button] = [button for button in blocked.button if button.label == "Bevestig: Cijfers van 2023"]
    warned = messages(blocked)
    labels = buttons(blocked)

    blocked.text_input(key=str(button.key).removesuffix(" knop")).input("een tikfout in de score")
    blocked.button(key=button.key).click().run()

    assert any("Publiceren kan nog niet." in message for message in warned)
    assert AGAIN not in labels
    assert AGAIN in buttons(open_(visit))


# Four eyes


@pytest.mark.usefixtures("four_eyes")
def test_with_four_eyes_nothing_is_published_before_somebody_else_approved(published, visit, change):
    change(published, *CHANGED)
    maker = open_(visit)
    at_first = buttons(maker)
    write(maker, "Wat moet uw collega weten?", "graag nakijken")
    click(maker, "Bied 2024 aan ter controle")
    offered = [*buttons(maker), *messages(maker)]

    other = open_(visit, who=COLLEGA)
    click(other, "Keur 2024 goed")
    click(ready(open_(visit)), "Publiceer 2024 opnieuw")

    assert "Publiceer 2024 opnieuw" not in at_first
    assert "Keur 2024 goed" not in offered
    assert "Stuur 2024 terug" in offered
    assert review.OWN_WORK in offered
    assert published.last_edition(2024).number == 2


@pytest.mark.usefixtures("four_eyes")
def test_two_editors_who_both_changed_something_approve_each_others_work(published, visit, change):
    change(published, *CHANGED)
    change(published, "ses.csv", 2024, "-0,030", "-0,031", who=COLLEGA)
    click(open_(visit), "Bied 2024 aan ter controle")

    first = click(open_(visit), "Keur 2024 goed")
    half = [*messages(first), *buttons(first)]
    click(open_(visit, who=COLLEGA), "Keur 2024 goed")

    assert review.HALF in half
    assert "De wijzigingen van Rik Redacteur heeft nog niemand anders goedgekeurd." in half
    assert not {"Keur 2024 goed", "Publiceer 2024 opnieuw"} & set(half)
    assert "Publiceer 2024 opnieuw" in buttons(open_(visit))


@pytest.mark.usefixtures("four_eyes")
def test_what_is_sent_back_says_what_must_change_and_can_be_offered_again(published, visit, change):
    change(published, *CHANGED)
    click(open_(visit), "Bied 2024 aan ter controle")
    other = open_(visit, who=COLLEGA)

    click(other, "Stuur 2024 terug")
    refused = messages(other)
    write(other, "Uw opmerking", "noem het onderzoek")
    click(other, "Stuur 2024 terug")
    maker = open_(visit)

    assert "Schrijf op wat er anders moet. Er is nog niets teruggestuurd." in refused
    assert "noem het onderzoek" in sent(maker)
    assert any("<td>noem het onderzoek</td>" in table for table in tables(maker))
    assert "Bied 2024 aan ter controle" in buttons(maker)


@pytest.mark.usefixtures("four_eyes")
def test_an_approval_counts_no_more_once_anything_changes(published, visit, change):
    change(published, *CHANGED)
    town = factsheet_settings.current()
    content = review.content(published, 2024, town)
    review.offer(published, 2024, who=REDACTEUR, content=content, note=None, settings=town)
    review.approve(published, 2024, who=COLLEGA, content=content, note=None, settings=town)
    change(published, "ses.csv", 2024, "-0,030", "-0,031")

    app = open_(visit)

    assert any("Na “goedgekeurd” is er iets veranderd." in message for message in messages(app))
    assert "Publiceer 2024 opnieuw" not in buttons(app)


def test_without_four_eyes_a_look_by_a_colleague_may_be_asked(published, visit, change):
    change(published, *CHANGED)
    maker = open_(visit)
    headings = [[part.value for part in maker.header]]
    click(maker, "Bied 2024 aan ter controle")
    asked, warned = buttons(maker), [text.value for text in maker.markdown]

    click(open_(visit, who=COLLEGA), "Keur 2024 goed")
    approved = open_(visit)

    headings += [[part.value for part in app.header] for app in (maker, approved)]
    assert {"Stuur 2024 terug", AGAIN} <= set(asked)
    assert "Keur 2024 goed" not in asked
    assert publishing.UNCHECKED in warned
    assert [found[-3] for found in headings] == list(map(publishing.HEADINGS.__getitem__, STANDS))
    assert {"Stuur 2024 terug", "Publiceer 2024 opnieuw"} <= set(buttons(approved))
    assert publishing.UNCHECKED not in [text.value for text in approved.markdown]
    assert [entry.who for entry in published.log_entries() if entry.what == "goedgekeurd"] == [COLLEGA]


# Every stand, with and without four eyes: which buttons there are, the main one with *
OFFER, APPROVE, BACK = "Bied 2024 aan ter controle", "Keur 2024 goed", "Stuur 2024 terug"


@pytest.mark.parametrize(
    ("stand", "makers", "offered_by", "approvers", "shown"),
    [
        ("concept", "rik", "", "", [OFFER]),
        ("aangeboden", "rik", "rik", "", [BACK]),
        ("aangeboden", "rik", "els", "", [BACK]),
        ("aangeboden", "els", "els", "", [f"{APPROVE}*", BACK]),
        ("aangeboden", "els", "rik", "", [APPROVE, BACK]),
        ("aangeboden", "", "rik", "", [APPROVE, BACK]),
        ("aangeboden", "rik els", "els", "", [APPROVE, BACK]),
        ("aangeboden", "rik els", "els", "rik", [BACK]),
        ("aangeboden", "rik els", "els", "els", [APPROVE, BACK]),
        ("teruggestuurd", "rik", "rik", "", [OFFER]),
        ("teruggestuurd", "els", "els", "", [OFFER]),
        ("goedgekeurd", "rik", "rik", "els", [BACK]),
        ("goedgekeurd", "els", "els", "rik", [BACK]),
    ],
)
def test_nobody_approves_their_own_work_and_who_offered_is_not_led_to_it(stand, makers, offered_by, approvers, shown):
    sides = {"makers": frozenset(makers.split()), "approvers": frozenset(approvers.split())}
    now = Standing(2024, stand, "", offered_by=offered_by, **sides)

    found = publishing._actions(now, "rik")

    assert [f"{label}{'*' if weight == 'primary' else ''}" for label, weight, _ in found] == shown


@pytest.mark.parametrize("edition", [None, 1])
@pytest.mark.parametrize("stand", publishing.HEADINGS)
def test_what_nobody_approved_is_published_with_a_button_that_says_so(stand, edition):
    label, weight = publishing._publish_label(Standing(2024, stand, "", frozenset()), edition)

    approved = stand == "goedgekeurd"
    again = " opnieuw" if edition else ""
    assert label == f"Publiceer 2024{again}{'' if approved else ' zonder controle'}"
    assert weight == ("primary" if approved else "secondary")


# Beside the button


def test_what_publishing_did_stands_directly_after_its_button_or_where_that_was(published, visit, change):
    change(published, *CHANGED)
    app = click(open_(visit), AGAIN)
    refused = told_after(app, AGAIN)

    click(ready(app), AGAIN)

    assert refused == "Schrijf op wat er veranderd is. Er is nog niets gepubliceerd."
    assert AGAIN not in buttons(app)
    assert messages(app)[-1] == "Factsheet 2024 is gepubliceerd, editie 2."
    assert messages(app.run()) == ["Er is niets veranderd sinds editie 2. Lezers zien de laatste cijfers."]


def test_what_leaving_something_out_did_stands_after_its_button_and_then_where_that_was(
    published, visit, change, monkeypatch
):
    change(published, *CHANGED)
    offer = Offer(f"{review.LEAVE_OUT}begeleiding_omvang|groep", "de omvang van groepsbegeleiding")
    unsafe = replace(example_years.SAFE, least=2, given_away=("een aantal",), offers=(offer,))
    monkeypatch.setattr(
        publish, "privacy", lambda *_: example_years.SAFE if review.left_out(published, 2024) else unsafe
    )
    app = open_(visit)
    label = f"Laat {offer.naam} weg"
    refused = told_after(click(app, label), label)

    write(app, "Waarom laat u dit weg?", "te klein")
    click(app, label)

    assert refused == "Schrijf op waarom het klopt. Er is nog niets bevestigd."
    assert messages(app)[-1] == f"Bevestigd: {label}."
    assert label not in buttons(app)


def test_what_a_step_of_the_review_did_stands_directly_after_its_buttons(published, visit, change):
    change(published, *CHANGED)
    app = click(open_(visit), OFFER)
    offered = told_after(app, BACK)

    click(app, BACK)

    assert offered == "2024 ligt klaar voor controle. Uw collega ziet het op de pagina Dit jaar."
    assert told_after(app, BACK) == "Schrijf op wat er anders moet. Er is nog niets teruggestuurd."


# The start page


def test_the_start_page_says_that_readers_have_it_all_and_leads_to_the_next_year(published, visit):
    app = visit("begin", who=REDACTEUR)

    assert "Lezers zien alles wat er over 2024 is: editie 1." in messages(app)
    assert ("Begin met 2025", "begin", "jaar=2025") in links(app)
    before = visit("begin", who=REDACTEUR, query={"jaar": "2023"})
    assert ("Ga naar 2024", "begin", "jaar=2024") in links(before)


def test_every_line_of_the_start_page_leads_to_the_place_where_it_is_done(published, visit, change):
    change(published, "ses.csv", 2024, "2024;", "2025;")

    app = visit("begin", who=REDACTEUR)

    found = links(app)
    assert app.selectbox[0].value == "2025"
    assert found[0] == ("Upload de bestanden van 2025", "uploaden", "jaar=2025")
    # One for all files that are needed, and one for the file that may be absent.
    assert found.count(("Naar uploaden", "uploaden", "jaar=2025")) == 2
    assert (
        "<strong>Inwoners per leeftijd (bevolking)</strong><br>"
        "Komt uit: de basisregistratie personen (BRP) of het CBS. "
        "Vorig jaar bewaard door voorbeeld op 1 maart 2025."
    ) in sent(app)
    assert ("Bekijk of bewerk", "bewerken", "jaar=2025&gegevens=ses") in found
    assert any(message.startswith("Nog 10 dingen te doen voor 2025") for message in messages(app))


def test_texts_and_warnings_lead_to_the_text(published, visit, change):
    change(published, *CHANGED)

    app = visit("begin", who=REDACTEUR, query={"jaar": "2024"})

    assert ("Naar de tekst", "duiding", "jaar=2024&sectie=piramide") in links(app)
    assert "niemand heeft de tekst voor 2024 bekeken" in sent(app)


def test_unsaved_work_is_on_the_start_page_of_its_editor_only(published, visit):
    published.keep_draft(REDACTEUR, "tabel ses", 2024, "{}", base=0)
    published.keep_draft(REDACTEUR, "tekst wonen.duiding", 2024, "{}", base=0)

    mine, other = visit("begin", who=REDACTEUR), visit("begin", who=COLLEGA)

    assert ("Ga verder met Sociaal-economische score (ses) van 2024", "bewerken", "jaar=2024&gegevens=ses") in links(
        mine
    )
    assert ("Ga verder met de tekst voor 2024", "duiding", "jaar=2024&sectie=wonen") in links(mine)
    assert not [label for label, _, _ in links(other) if label.startswith("Ga verder")]


def test_unsaved_work_of_the_year_is_named_where_it_would_not_be_published(published, visit):
    published.keep_draft(REDACTEUR, "tabel ses", 2024, "{}", base=0)
    published.keep_draft(REDACTEUR, "tabel ses", 2023, "{}", base=0)

    app = open_(visit)

    assert "U hebt Sociaal-economische score (ses) van 2024 veranderd, maar nog niet bewaard." in messages(app)
    assert [found for found in links(app) if found[0].startswith("Ga verder")] == [
        ("Ga verder met Sociaal-economische score (ses) van 2024", "bewerken", "jaar=2024&gegevens=ses")
    ]


def test_who_lost_the_role_since_the_page_was_shown_publishes_nothing(published, visit, change, settings):
    change(published, *CHANGED)
    app = ready(open_(visit))
    accounts.set_rights(published, settings, REDACTEUR, roles={MANAGEMENT}, who="bo")

    click(app, AGAIN)

    assert [title.value for title in app.title] == ["Geen toegang"]
    assert len(published.editions(2024)) == 1
