"""The page of the editorial texts without a browser."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape
from streamlit.testing.v1 import AppTest

from factsheet import editorial
from factsheet.access import MANAGEMENT, REDACTEUR, find_pages
from factsheet.factcheck import Finding
from factsheet.release import publish as publication
from factsheet.screen import editorial_page, fixed_texts
from factsheet.screen.findings import with_marks
from factsheet.settings import Settings, rules
from factsheet.store import Store
from factsheet.validate import check
from schemas import required
from tests import example, example_years
from tests.conftest import Visit
from tests.examples import examples
from tests.test_pages import OUTCOME, links, messages, told_after

pytestmark = pytest.mark.usefixtures("unasked")

ROOT = Path(__file__).parent.parent
WRONG = "Er zijn 12.345 indicaties."
SAVE, SAVE_FIXED, HOLDS = "Bewaar de duiding voor 2024", "Bewaar voor 2024", "Klopt nog voor 2024"
ARRIVED = editorial_page.ARRIVALS
CARRIED = "Uit 2023, controleren"
Open = Callable[..., AppTest]


@pytest.fixture
def open_page(published: Store, visit: Visit) -> Open:
    """Opens the page at a section: `open_page("wonen")`."""

    def open_(section: str = "", year: int = 2024, who: str = REDACTEUR) -> AppTest:
        query = {"jaar": str(year)} | ({"sectie": section} if section else {})
        app = visit("duiding", who=who, query=query)
        assert not app.exception
        return app

    return open_


def html(app: AppTest) -> str:
    assert not app.exception
    return "".join(part.proto.body for part in app.get("html")).replace("\u00a0", " ")


def click(app: AppTest, label: str) -> AppTest:
    app = next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def buttons(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def write(app: AppTest, section: str, text: str, *, source: str = "", reason: str = "", year: int = 2024) -> AppTest:
    """Type in the fields of a section."""
    app.text_area(key=f"duiding tekst {year} {section}").input(text)
    app.text_input(key=f"duiding bron {year} {section}").input(source)
    app.run()
    if reason:
        app.text_area(key=f"duiding reden {year} {section}").input(reason).run()
    return app


def save(app: AppTest, year: int = 2024) -> AppTest:
    return click(app, f"Bewaar de duiding voor {year}")


def kept(store: Store, section: str, year: int = 2024) -> list[str]:
    """The texts that were kept for a section and a year, oldest first; "" where one was taken away."""
    history = store.text_history(year, f"{section}.duiding")
    return [editorial.read(text.body).tekst if text.body else "" for text in history]


def carried(app: AppTest) -> list[str]:
    """The lines of the list of texts to look at."""
    return [text.value for text in app.markdown if text.value.startswith(CARRIED)]


def told_before_the_text(app: AppTest) -> str:
    """What is told between the standing of a text and the text itself, where the choice between two texts stands."""
    above = itertools.takewhile(lambda part: part.type != "text_area", app.main)
    return "".join(text for part in above if part.type == "html" for text in OUTCOME.findall(part.proto.body))


# What is there


def test_the_page_is_for_editors_only() -> None:
    [page] = [page for page in find_pages(ROOT / "pages") if page.path == "duiding"]

    assert (page.title, page.roles, page.order) == ("Duiding", {REDACTEUR}, 35)


def test_a_section_shows_the_generated_text_beside_the_editorial_one(open_page: Open) -> None:
    generated = next(part for part in example.sheet(2024).secties if part.sleutel == "uitgaven")

    app = open_page("uitgaven")

    shown = html(app)
    told = [escape(said.tekst.replace("\u00a0", " ")) for said in generated.zinnen]
    assert [text for text in told if text not in shown] == []
    assert "Zonder de ingezette transformatie zouden de kosten nog hoger zijn geweest." in shown
    assert app.text_area(key="duiding tekst 2024 uitgaven").value.startswith("De uitgaven per persoon met Wmo dalen")
    assert "Bewaard door voorbeeld op " in shown


def test_a_section_is_chosen_with_the_control_and_then_stands_in_the_address(open_page: Open) -> None:
    app = open_page()

    next(box for box in app.selectbox if box.label == "Onderdeel").select("wonen").run()

    assert app.query_params["sectie"] == "wonen"
    assert app.text_area(key="duiding tekst 2024 wonen").value == ""
    assert [caption.value for caption in app.caption] == ["Bij dit onderdeel staat nog geen duiding."]


@pytest.mark.parametrize("section", ["bestaat-niet", "<b>", ""])
def test_an_unknown_section_is_the_factsheet_as_a_whole(open_page: Open, section: str) -> None:
    app = open_page(section)

    assert app.query_params["sectie"] == "factsheet"
    assert [field.label for field in app.text_input] == ["Titel"]
    assert [field.label for field in app.text_area] == ["Inleiding"]


def test_texts_of_last_year_are_on_the_list_until_somebody_looked(open_page: Open) -> None:
    app = open_page("indicaties")

    assert len(carried(app)) == 3
    assert HOLDS in buttons(app)
    [control] = [box for box in app.selectbox if box.label == "Onderdeel"]
    assert "Indicaties (controleren)" in control.options
    assert "Wonen" in control.options


def test_headings_go_down_step_by_step(open_page: Open) -> None:
    app = open_page("indicaties")

    found = [(part.tag, part.value) for part in app.main if part.type in {"title", "header", "subheader"}]
    assert found == [
        ("h1", "Duiding"),
        ("h2", "Controleren"),
        ("h2", "Indicaties"),
        ("h3", "Automatische tekst"),
        ("h3", "Duiding"),
    ]


# From text to text


def to_text(label: str, section: str) -> tuple[str, str, str]:
    return label, "duiding", f"jaar=2024&sectie={section}&naar=tekst"


def test_the_list_leads_to_every_text_once_and_each_text_to_the_next(open_page: Open) -> None:
    first, last = links(open_page("indicaties")), links(open_page("beleidsindicatoren"))

    listed = [
        to_text("Indicaties", "indicaties"),
        to_text("Transformatiepiramide", "piramide"),
        to_text("Oordeel van inwoners", "beleidsindicatoren"),
    ]
    assert first == [*listed, to_text("Volgende: Transformatiepiramide", "piramide")]
    assert last == [*listed, to_text("Volgende: Indicaties", "indicaties")]


def test_after_the_last_text_all_are_done(open_page: Open) -> None:
    for section in ("indicaties", "piramide"):
        click(open_page(section), HOLDS)
    app = open_page("beleidsindicatoren")
    at_last = [caption.value for caption in app.caption]

    click(app, HOLDS)

    assert at_last == ["Dit is de laatste tekst die u nog moet nakijken."]
    assert {caption.value for caption in app.caption} == {"Alle teksten zijn nagekeken."}
    assert set(links(app)) == {("Naar publiceren van 2024", "publiceren", "jaar=2024")}


def test_a_text_with_two_things_to_look_at_is_on_the_list_once() -> None:
    sheet = example.sheet(2024)
    shown = editorial.DuidingShown("rik", None, None, 2023, geldt=True, controleren=("Uit 2023.", "Let op.", "Let op."))
    first, *others = sheet.secties
    at = editorial_page.EditorialSession(replace(sheet, secties=(replace(first, duiding=shown), *others)), {}, {})

    assert editorial_page._to_look_at(at) == {first.sleutel: "Uit 2023. Let op."}


def test_only_who_was_led_to_a_text_has_it_brought_into_view(open_page: Open) -> None:
    by_menu, app = open_page(), open_page("wonen")
    arrivals = [page.session_state[ARRIVED] for page in (by_menu, app) if ARRIVED in page.session_state]
    next(box for box in app.selectbox if box.label == "Onderdeel").select("ses").run()
    chosen = app.session_state[ARRIVED]
    app.query_params["naar"] = "tekst"
    app.run()

    assert arrivals == [1]
    assert chosen == 1
    assert app.session_state[ARRIVED] == 2
    assert "naar" not in app.query_params


def test_a_year_that_lacks_files_says_which(published: Store, visit: Visit, settings: Settings) -> None:
    text = example_years.files(2024)["ses.csv"].decode("utf-8-sig").replace("2024;", "2025;")
    published.save([check(text.encode(), settings, name="ses.csv")], who="rik", reason="nieuw")

    app = visit("duiding", who=REDACTEUR)

    others = ", ".join(dataset for dataset in required(2025) if dataset != "ses")
    assert messages(app) == [
        f"Van 2025 ontbreken nog 10 bestanden: {others}. Duiding schrijft u als alle cijfers er zijn."
    ]
    assert "Bewaar voor 2025" not in buttons(app)


def test_an_empty_store_has_nothing_to_interpret(example: Store, visit: Visit) -> None:
    app = visit("duiding", who=REDACTEUR)

    assert messages(app) == ["Er zijn nog geen cijfers. Upload eerst de CSV-bestanden van een jaar."]


# Writing


def test_the_result_is_seen_at_once_and_nothing_is_kept_by_looking(open_page: Open, published: Store) -> None:
    app = write(open_page("wonen"), "wonen", "Er zijn nu {woningen} woningen in {plaats}.")

    app.run()

    assert "Zo ziet de lezer het" in html(app)
    assert "Er zijn nu 39.019 woningen in Hengelo." in html(app)
    assert kept(published, "wonen") == []


def test_a_figure_is_found_by_its_name_and_put_into_the_text(open_page: Open) -> None:
    app = write(open_page("wonen"), "wonen", "Nu zijn er")

    box = app.selectbox(key="duiding cijfer 2024 wonen")
    box.select("woningen").run()
    click(app, "Zet het cijfer in de tekst")

    assert told_after(app, "Zet het cijfer in de tekst") == editorial_page.FIGURE_IN
    assert "Woningen: 39.019 {woningen}" in box.options
    assert "Woningen, verandering: +1,1% {woningen.verandering}" in box.options
    assert box.options[0].startswith("Woningen")
    assert app.text_area(key="duiding tekst 2024 wonen").value == "Nu zijn er {woningen}"
    assert "Nu zijn er 39.019" in html(app)


def test_a_text_is_kept_with_its_author_and_readers_get_it_with_the_next_edition(
    open_page: Open, published: Store, visit: Visit, settings: Settings
) -> None:
    app = save(write(open_page("wonen"), "wonen", "Er zijn nu {woningen} woningen."))
    said = "Er zijn nu 39.019 woningen."
    before = html(visit("factsheet", who=MANAGEMENT, query={"jaar": "2024"}))
    concept = html(visit("factsheet", who=REDACTEUR, query={"jaar": "2024", "concept": "ja"}))

    publication.publish(published, 2024, who="rik", settings=settings, reason="duiding")

    [text] = published.text_history(2024, "wonen.duiding")
    assert told_after(app, SAVE) == (
        "De duiding voor 2024 is bewaard. Lezers zien de verandering als u 2024 publiceert."
    )
    assert (text.who, text.year) == (REDACTEUR, 2024)
    assert said not in before
    assert said in concept
    assert said in html(visit("factsheet", who=MANAGEMENT, query={"jaar": "2024"}))


def test_without_a_figure_there_is_nothing_to_put_into_the_text(open_page: Open) -> None:
    app = click(open_page("wonen"), "Zet het cijfer in de tekst")

    assert told_after(app, "Zet het cijfer in de tekst") == editorial_page.NO_FIGURE


def test_all_that_is_wrong_is_told_at_once_with_its_words_and_its_sentence(open_page: Open) -> None:
    text = "Nu {wonigen}.\nUit onderzoek blijkt dat. Er zijn 12.345 woningen."

    shown = html(write(open_page("wonen"), "wonen", text))

    assert "<strong>“{wonigen}”</strong> (zin 1): {wonigen} is onbekend. Bedoelt u {woningen}?" in shown
    assert "<strong>“onderzoek blijkt”</strong> (zin 2): “onderzoek blijkt” vraagt om een bron." in shown
    assert "<strong>“12.345”</strong> (zin 3): Dit getal staat niet bij de gepubliceerde cijfers." in shown
    assert "Zo ziet de lezer het" not in shown


@pytest.mark.parametrize(
    ("text", "source", "told"),
    [
        ("Nu {wonigen}.", "", "{wonigen} is onbekend. Bedoelt u {woningen}?"),
        ("Nu {woningen.", "", "Deze { heeft geen }."),
        ("a" * 2001, "", "De tekst is 2.001 tekens lang. Er passen er 2.000."),
        ("Onderzoek wijst uit dat het helpt.", "", "“Onderzoek wijst” vraagt om een bron."),
        ("Onderzoek wijst uit dat het helpt.", "javascript:alert(1)", "De bron is geen webadres."),
    ],
)
def test_a_text_that_cannot_be_used_is_refused_with_the_reason_and_stays_in_the_field(
    open_page: Open, published: Store, text: str, source: str, told: str
) -> None:
    app = save(write(open_page("wonen"), "wonen", text, source=source))

    assert messages(app) == [told_after(app, SAVE)] == [editorial_page.NOT_KEPT]
    assert told in html(app).replace("&#39;", "'")
    assert kept(published, "wonen") == []
    assert app.text_area(key="duiding tekst 2024 wonen").value == text


def test_a_claim_from_outside_is_kept_with_its_source(open_page: Open, published: Store) -> None:
    app = write(open_page("wonen"), "wonen", "Onderzoek wijst uit dat het helpt.", source="https://www.cbs.nl/?a=1&b=2")
    shown = html(app)

    save(app)

    [text] = published.text_history(2024, "wonen.duiding")
    assert text.source == "https://www.cbs.nl/?a=1&b=2"
    assert '<a href="https://www.cbs.nl/?a=1&amp;b=2" rel="noopener noreferrer"' in shown


def test_a_flagged_text_is_kept_only_with_a_reason_and_the_reason_is_in_the_log(
    open_page: Open, published: Store
) -> None:
    app = write(open_page("wonen"), "wonen", WRONG)
    marked = html(app)

    refused = messages(save(app))
    app.text_area(key="duiding reden 2024 wonen").input("geteld door de afdeling").run()
    save(app)

    assert "<mark>" in marked
    assert "<strong>“12.345”</strong> (zin 1): Dit getal staat niet bij de gepubliceerde cijfers." in marked
    assert refused == [
        "De controle twijfelt aan “12.345”. Verbeter dat, of schrijf op waarom het toch klopt. Er is niets bewaard."
    ]
    assert kept(published, "wonen") == [WRONG]
    [text] = published.text_history(2024, "wonen.duiding")
    assert set(editorial.read(text.body).redenen.values()) == {"geteld door de afdeling"}
    assert "geteld door de afdeling" in published.log_entries(1)[0].details
    assert "geteld door de afdeling" in html(app)


def test_every_time_a_flagged_text_is_kept_the_reason_is_asked_again(open_page: Open, published: Store) -> None:
    app = save(write(open_page("wonen"), "wonen", WRONG, reason="geteld"))

    save(write(app, "wonen", f"{WRONG} Nog steeds."))

    assert kept(published, "wonen") == [WRONG]


def test_an_empty_text_takes_the_text_of_last_year_away(open_page: Open, published: Store) -> None:
    app = save(write(open_page("piramide"), "piramide", ""))

    assert messages(app)[0].startswith("De duiding voor 2024 is weggehaald.")
    assert kept(published, "piramide") == [""]
    assert "(weggehaald)" in html(app)
    assert "piramide.duiding" not in publication.texts(published, 2024)


def test_there_is_nothing_to_keep_without_a_text(open_page: Open, published: Store) -> None:
    app = save(open_page("wonen"))

    assert messages(app) == ["Er is nog geen tekst om te bewaren. Schrijf eerst uw tekst."]
    assert kept(published, "wonen") == []


def test_who_keeps_a_text_on_top_of_that_of_another_is_told_and_loses_nothing(
    open_page: Open, published: Store
) -> None:
    app = write(open_page("wonen"), "wonen", "Mijn tekst.")
    editorial.keep(published, "wonen", editorial.Duiding("Die van Bo."), year=2024, who="bo")

    told = messages(save(app))
    mine = app.text_area(key="duiding tekst 2024 wonen").value
    between = kept(published, "wonen")
    shown = html(app)
    click(app, "Ga door met mijn tekst")
    went_on = told_before_the_text(app)
    save(app)

    assert went_on == "Hieronder staat uw eigen tekst. Die is nog niet bewaard."
    assert editorial_page.CHANGED in told
    assert mine == "Mijn tekst."
    assert "De tekst van bo" in shown
    assert "<mark>Die van Bo.</mark>" in shown
    assert "<mark>Mijn tekst.</mark>" in shown
    assert between == ["Die van Bo."]
    assert kept(published, "wonen") == ["Die van Bo.", "Mijn tekst."]


def test_who_finds_the_text_of_another_can_begin_with_that_one(open_page: Open, published: Store) -> None:
    app = write(open_page("wonen"), "wonen", "Mijn tekst.")
    editorial.keep(published, "wonen", editorial.Duiding("Die van Bo."), year=2024, who="bo")
    app.run()

    click(app, "Begin met de tekst van bo")

    assert app.text_area(key="duiding tekst 2024 wonen").value == "Die van Bo."
    assert messages(app) == [told_before_the_text(app)]
    assert messages(app) == ["Hieronder staat nu de tekst van bo. Die van u is weg."]
    assert published.drafts(REDACTEUR) == []


def test_a_text_that_was_not_kept_is_there_again_and_for_nobody_else(open_page: Open, published: Store) -> None:
    write(open_page("wonen"), "wonen", "Half af", source="https://www.cbs.nl")
    published.add_account("rik", "Rik", roles={REDACTEUR}, password_hash="x")

    again, other = open_page("wonen"), open_page("wonen", who="rik")

    assert again.text_area(key="duiding tekst 2024 wonen").value == "Half af"
    assert again.text_input(key="duiding bron 2024 wonen").value == "https://www.cbs.nl"
    assert other.text_area(key="duiding tekst 2024 wonen").value == ""


def test_a_draft_goes_when_the_text_is_kept_or_is_as_it_was(open_page: Open, published: Store) -> None:
    app = write(open_page("wonen"), "wonen", "Half af")
    begun = [draft.name for draft in published.drafts(REDACTEUR)]
    write(app, "wonen", "")
    undone = published.drafts(REDACTEUR)
    save(write(app, "wonen", "Af."))

    assert begun == ["tekst wonen.duiding"]
    assert undone == []
    assert published.drafts(REDACTEUR) == []


# The next year, and turned figures


def test_a_text_of_last_year_is_confirmed_with_one_click(open_page: Open, published: Store) -> None:
    app = click(open_page("piramide"), HOLDS)

    [standing] = [text for text in app.get("html") if "Bewaard door Rik Redacteur" in text.proto.body]
    under = list(app.main)[[part is standing for part in app.main].index(True) + 1]
    [text] = published.text_history(2024, "piramide.duiding")
    assert editorial.read(text.body).gecontroleerd == 2024
    assert text.who == REDACTEUR
    assert len(carried(app)) == 2
    assert HOLDS not in buttons(app)
    assert len(kept(published, "piramide", 2023)) == 1
    assert OUTCOME.findall(under.proto.body) == messages(app)


def test_a_text_that_was_changed_in_the_field_cannot_be_confirmed_as_it_was(open_page: Open) -> None:
    app = write(open_page("piramide"), "piramide", "Wij gaan door.")

    assert HOLDS not in buttons(app)


def test_a_text_whose_figure_turned_is_on_the_list_and_not_for_readers(
    open_page: Open, published: Store, visit: Visit, settings: Settings
) -> None:
    text = example_years.files(2024)["beleidsindicatoren.csv"].decode("utf-8-sig")
    risen, fallen = (check(text.replace(";79;", f";{p};").encode(), settings, name="b.csv") for p in (90, 60))
    published.save([risen], who="rik", reason="herzien")
    [name] = [o.split("{")[1].rstrip("}") for o in indicator_options(open_page("beleidsindicatoren"))]
    save(write(open_page("beleidsindicatoren"), "beleidsindicatoren", f"Het gaat om {{{name}}}."))
    published.save([fallen], who="rik", reason="herzien")

    app = open_page("beleidsindicatoren")

    assert "ging omhoog toen de tekst geschreven werd, en ging omlaag in 2024." in html(app)
    concept = html(visit("factsheet", who=REDACTEUR, query={"jaar": "2024", "concept": "ja"}))
    assert "Het gaat om" not in concept


def indicator_options(app: AppTest) -> list[str]:
    options = app.selectbox(key="duiding cijfer 2024 beleidsindicatoren").options
    return [option for option in options if "re-integratie" in option and ", verandering:" in option]


def test_earlier_texts_stay_to_be_read(open_page: Open) -> None:
    app = save(write(open_page("piramide"), "piramide", "Een nieuwe tekst."))

    shown = html(app)
    assert shown.index("Een nieuwe tekst.</td>") < shown.index("Wij gaan naar minder maatwerk ({piramide.maatwerk")


def test_a_text_that_cannot_be_read_is_told_and_can_be_written_anew(open_page: Open, published: Store) -> None:
    published.set_text(2024, "wonen.duiding", "<b>geen document</b>", "rik")

    app = open_page("wonen")

    assert "De duiding kan niet gelezen worden. Schrijf de tekst opnieuw." in html(app)
    assert "<b>geen" not in html(app)
    save(write(app, "wonen", "Nieuw."))
    assert editorial.read(published.text_history(2024, "wonen.duiding")[-1].body).tekst == "Nieuw."


# Untrusted


@pytest.mark.parametrize("text", ["<img src=x onerror=alert(1)>", "{<b>}", "[klik](javascript:x) <script>", "**&lt;**"])
def test_what_an_editor_types_is_never_markup(open_page: Open, published: Store, text: str) -> None:
    app = save(write(open_page("wonen"), "wonen", text, source="<i>", reason=""))

    shown = html(app)
    assert not [tag for tag in ("<img", "<b>", "<script", "<i>") if tag in shown]
    assert text not in "".join(part.value for part in (*app.markdown, *app.error, *app.success, *app.caption))


@given(st.text(), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=5))
@examples(60)
def test_marks_leave_every_character_and_no_markup(text: str, places: list[tuple[int, int]]) -> None:
    findings = [Finding("getal", van, tot, text[van:tot], "", None) for van, tot in places]

    marked = with_marks(text, findings)

    assert str(marked).replace("<mark>", "").replace("</mark>", "") == escape(text)


# Fixed texts


def test_every_word_that_a_fixed_text_may_hold_is_explained(open_page: Open) -> None:
    assert set(fixed_texts.WORDS) == set(rules.WORDS)
    assert "<li>{vorig}: vorig jaar (2023)</li>" in html(open_page())


def test_all_that_is_wrong_with_a_fixed_text_is_told_at_once(open_page: Open) -> None:
    app = open_page()
    app.text_area(key="vast 2024 intro").input("Beeld van {jaer}. Er zijn 12.345 indicaties.").run()

    shown = html(app)
    assert "<strong>“{jaer}”</strong> (zin 1): {jaer} is onbekend." in shown
    assert "<strong>“12.345”</strong> (zin 2): " in shown


def test_title_and_introduction_are_kept_for_the_next_edition(open_page: Open, published: Store) -> None:
    app = open_page()
    app.text_input(key="vast 2024 titel").input("Zo gaat het in {gemeente}, {jaar}")

    click(app, SAVE_FIXED)

    assert publication.texts(published, 2024)["titel"] == "Zo gaat het in {gemeente}, {jaar}"
    assert [text.key for text in published.text_history(2024)][-1] == "titel"
    assert told_after(app, SAVE_FIXED).startswith("De teksten voor 2024 zijn bewaard. Lezers zien")


def test_title_and_explanation_of_a_section_are_kept_and_an_empty_field_is_the_standard_text(
    open_page: Open, published: Store
) -> None:
    app = open_page("wonen")
    app.text_input(key="vast 2024 wonen.titel").input("Huizen")
    app.text_area(key="vast 2024 wonen.uitleg").input("Woningen in {plaats}.")
    click(app, SAVE_FIXED)
    named = next(box.options for box in app.selectbox if box.label == "Onderdeel")
    app.text_input(key="vast 2024 wonen.titel").input("")

    click(app, SAVE_FIXED)

    texts = publication.texts(published, 2024)
    assert "Huizen" in named
    assert "wonen.titel" not in texts
    assert texts["wonen.uitleg"] == "Woningen in {plaats}."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Beeld van {jaer}", "{jaer} is onbekend. Bedoelt u {jaar}?"),
        ("a" * 121, "De tekst is 121 tekens lang. Er passen er 120."),
        ("Volgens het CBS", "“Volgens” vraagt om een bron. Schrijf dit als duiding bij een onderdeel."),
    ],
)
def test_a_fixed_text_that_cannot_be_used_is_refused(open_page: Open, published: Store, text: str, told: str) -> None:
    app = open_page()
    app.text_input(key="vast 2024 titel").input(text)

    click(app, SAVE_FIXED)

    assert messages(app) == [editorial_page.NOT_KEPT]
    assert told in html(app)
    assert publication.texts(published, 2024)["titel"] == "Sociaal domein in beeld {jaar}"


def test_a_flagged_fixed_text_needs_a_reason_too(open_page: Open, published: Store) -> None:
    app = open_page()
    app.text_area(key="vast 2024 intro").input(WRONG)
    refused = messages(click(app, SAVE_FIXED))

    app.text_area(key="vast reden 2024").input("geteld").run()
    click(app, SAVE_FIXED)

    assert refused == ["Schrijf op waarom de tekst klopt. Er is niets bewaard."]
    assert publication.texts(published, 2024)["intro"] == WRONG
    [entry] = published.log_entries(1)
    assert (entry.what, entry.about, entry.year, entry.details) == ("tekst bewaard", "intro", 2024, "geteld")


def test_a_fixed_text_that_somebody_else_kept_is_not_lost(open_page: Open, published: Store) -> None:
    app = open_page()
    published.set_text(2024, "titel", "Die van Bo", "bo")
    app.text_input(key="vast 2024 titel").input("De mijne")

    told = messages(click(app, SAVE_FIXED))

    assert editorial_page.CHANGED in told
    assert "Die van Bo" in html(app)
    assert publication.texts(published, 2024)["titel"] == "Die van Bo"
    assert app.text_input(key="vast 2024 titel").value == "De mijne"


def test_without_a_change_there_is_nothing_to_keep(open_page: Open, published: Store) -> None:
    before = len(published.text_history(2024))

    app = click(open_page(), SAVE_FIXED)

    assert told_after(app, SAVE_FIXED) == "Er is niets veranderd aan deze teksten."
    assert len(published.text_history(2024)) == before
