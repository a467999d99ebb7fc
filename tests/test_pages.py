"""Every page without a browser: who sees what, which figures, and what a page says when there is nothing to show."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from streamlit.runtime.scriptrunner import exec_code
from streamlit.testing.v1 import AppTest

from factsheet import cards, template
from factsheet.access import BEHEERDER, MANAGEMENT, REDACTEUR, ROLES, WIJKCOORDINATOR, accounts, find_pages
from factsheet.access.error_handler import apologise
from factsheet.release import publish as publication
from factsheet.release import snapshot
from factsheet.screen import cached
from factsheet.store import Store
from factsheet.validate import check
from schemas import SCHEMAS, required, titled
from tests import example_years

pytestmark = pytest.mark.usefixtures("unasked")

ROOT = Path(__file__).parent.parent
UPLOADS = ROOT / "tests" / "uploads"
PAGES = {
    "begin": {REDACTEUR},
    "samenvatting": {MANAGEMENT, REDACTEUR},
    "factsheet": {REDACTEUR, WIJKCOORDINATOR, MANAGEMENT, BEHEERDER},
    "wijk": {WIJKCOORDINATOR, MANAGEMENT, REDACTEUR},
    "alle-cijfers": {REDACTEUR, WIJKCOORDINATOR, MANAGEMENT, BEHEERDER},
    "uploaden": {REDACTEUR},
    "bewerken": {REDACTEUR},
    "publiceren": {REDACTEUR},
    "versies": {REDACTEUR, BEHEERDER},
    "duiding": {REDACTEUR},
    "beheer": {BEHEERDER},
    "uitleg": {REDACTEUR, WIJKCOORDINATOR, MANAGEMENT, BEHEERDER},
    "account": {REDACTEUR, WIJKCOORDINATOR, MANAGEMENT, BEHEERDER},
}
HENGELO_2023 = "82.324"
# A page that shows figures, and one of 2023 and of 2024 that everybody who may see the page finds on it.
WITH_FIGURES = {
    "samenvatting": (HENGELO_2023, "83.061"),
    "factsheet": (HENGELO_2023, "83.061"),
    "wijk": ("Heel Hengelo", "Heel Hengelo"),
    "alle-cijfers": (HENGELO_2023, "83.061"),
}
OWN_WIJK = "Berflo Es"


Save = Callable[..., None]


@pytest.fixture
def save(settings) -> Save:
    """Keeps a file of the example with other text in it: `save(store, "gebruik.csv", 2024, "2024;", "2025;")`."""

    def keep(store: Store, name: str, year: int, old: str = "", new: str = "", *, who: str = "rik") -> None:
        text = example_years.files(year)[name].decode("utf-8-sig")
        assert old in text
        file = check(text.replace(old, new).encode(), settings, name=name, last_year=store.last_rows)
        store.save([file], who=who, reason="gecontroleerd")

    return keep


def titles(app: AppTest) -> list[str]:
    assert not app.exception
    return [title.value for title in app.title]


def sent(app: AppTest) -> str:
    """Everything that goes to the browser, the data of charts included."""
    return b"\n".join(
        element.proto.SerializeToString()
        for element in app.main
        if getattr(element, "proto", None) is not None and hasattr(element.proto, "SerializeToString")
    ).decode("utf-8", errors="replace")


def tables(app: AppTest) -> list[str]:
    return [part.proto.body for part in app.get("html") if "<table>" in part.proto.body]


OUTCOME = re.compile(
    r'<div class="sd-uitkomst-tekst"><span class="sd-voorlezen">[^<]*</span>(.*?)</div></div>', re.DOTALL
)


def messages(app: AppTest) -> list[str]:
    """What the page tells in boxes, those beside a button included."""
    boxes = [part.value for kind in (app.info, app.warning, app.error, app.success) for part in kind]
    return boxes + [html.unescape(text) for body in app.get("html") for text in OUTCOME.findall(body.proto.body)]


def told_after(app: AppTest, label: str) -> str:
    """What is told directly after the button with this label: the next thing on the page."""
    parts = list(app.main)
    place = next(i for i, part in enumerate(parts) if part.type == "button" and part.label == label)
    [text] = OUTCOME.findall(parts[place + 1].proto.body)
    return html.unescape(text)


def buttons(app: AppTest) -> list[str]:
    return [button.label for button in app.button if button.label != "Uitloggen"]


def links(app: AppTest) -> list[tuple[str, str, str]]:
    """The links to other pages: what they say, the page, and the rest of the address. Not the name in the bar."""
    found = [(link.proto.label, link.proto.page, link.proto.query_string) for link in app.get("page_link")]
    return [link for link in found if link[1] != "account"]


def click(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


@pytest.mark.parametrize("path", ["factsheet", "wijk"])
def test_who_scanned_a_code_reads_what_this_is_for_whom_and_whom_to_ask(published, visit, path):
    app = visit(path, query={"jaar": "2024"})

    [said] = [part.proto.body for part in app.get("html") if "sd-welkom" in part.proto.body]
    assert "De cijfers van Hengelo over hulp uit de Wmo, jeugdhulp en bijstand." in said
    assert "Vraag het: Gemeente Hengelo, telefoon 14 074." in said


# Roles × pages


def test_the_table_of_pages_and_roles_is_the_one_that_the_pages_declare():
    declared = {page.path: page.roles for page in find_pages(ROOT / "pages")}

    assert declared == PAGES


@pytest.mark.parametrize("path", ["", *PAGES])
def test_nobody_sees_a_figure_without_logging_in(published, visit, path):
    app = visit(path, query={"jaar": "2023", "wijk": "noord", "concept": "ja"})

    assert titles(app) == ["Sociaal domein in beeld"]
    assert [field.label for field in app.text_input] == ["Gebruikersnaam", "Wachtwoord"]
    assert HENGELO_2023 not in sent(app)
    assert not app.get("vega_lite_chart")
    assert not app.get("page_link")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("role", ROLES)
def test_every_role_sees_its_own_pages_and_no_figure_of_another(published, visit, role, path):
    app = visit(path, who=role, query={"jaar": "2023"})

    if role in PAGES[path]:
        assert titles(app)[0] != "Geen toegang"
        assert path not in WITH_FIGURES or WITH_FIGURES[path][0] in sent(app)
    else:
        assert titles(app) == ["Geen toegang"]
        assert HENGELO_2023 not in sent(app)
        assert not app.get("vega_lite_chart")
        assert not app.get("file_uploader")
        own = [page.title for page in find_pages(ROOT / "pages") if page.in_menu and role in PAGES[page.path]]
        assert [label for label, _, _ in links(app)] == own


@pytest.mark.parametrize("path", ["", *PAGES])
def test_an_account_without_a_role_sees_nothing(published, visit, path):
    published.change_account(REDACTEUR, roles=[])

    app = visit(path, who=REDACTEUR, query={"jaar": "2023"})

    assert titles(app) == ["Geen toegang"]
    assert HENGELO_2023 not in sent(app)
    assert not app.get("page_link")


# The figures of the published edition


@pytest.mark.parametrize(
    ("path", "title", "figures"),
    [
        ("samenvatting", "Samenvatting 2023", ["82.324", "7.370", "2.820", "2.120", "€ 104,2 mln"]),
        ("factsheet", "Sociaal domein in Beeld", ["82.324", "39.017", "14%", "€ 3.132.000", "680", "2.880"]),
        ("alle-cijfers", "Alle cijfers van Hengelo, 2023", ["82.324", "39.017", "€ 3.132.000", "2.880", "Aandeel"]),
        ("wijk", "Binnenstad in 2023", [example_years.inwoners(2023)["Binnenstad"], "Heel Hengelo", "Wat opvalt"]),
    ],
)
def test_a_page_shows_the_figures_of_the_year_in_the_address(published, visit, path, title, figures):
    app = visit(path, who=MANAGEMENT, query={"jaar": "2023"})

    assert titles(app) == [title]
    shown = sent(app).replace("\u00a0", " ")
    assert [figure for figure in figures if figure not in shown] == []
    assert "83.061" not in shown


@pytest.mark.parametrize("path", WITH_FIGURES)
def test_without_a_year_in_the_address_the_newest_edition_is_shown(published, visit, path):
    app = visit(path, who=MANAGEMENT)

    assert WITH_FIGURES[path][1] in sent(app)
    assert app.selectbox[0].value == "2024"
    assert app.query_params["jaar"] == "2024"


@pytest.mark.parametrize("path", WITH_FIGURES)
def test_another_year_is_chosen_with_the_control_and_then_stands_in_the_address(published, visit, path):
    app = visit(path, who=MANAGEMENT)

    next(box for box in app.selectbox if box.label == "Jaar").select("2023").run()

    assert app.query_params["jaar"] == "2023"
    assert WITH_FIGURES[path][0] in sent(app)


@pytest.mark.parametrize("path", WITH_FIGURES)
def test_a_page_says_which_edition_it_shows_and_how_figures_are_rounded(published, visit, path):
    app = visit(path, who=MANAGEMENT, query={"jaar": "2023"})

    assert edition_of(app).startswith("Factsheet 2023, editie 1, gepubliceerd op ")
    assert "tientallen, zo dat ze optellen. Bij heel kleine groepen staat er ‘minder dan 10’" in edition_of(app)


def edition_of(app: AppTest) -> str:
    """The line at the foot of a page that says which edition it shows."""
    [line] = re.findall(r'<p class="sd-editie">(.*?)</p>', sent(app))
    return line


@pytest.mark.parametrize("path", WITH_FIGURES)
def test_a_year_that_is_not_published_gives_a_warning_and_the_newest_edition(published, visit, path):
    app = visit(path, who=MANAGEMENT, query={"jaar": "2031"})

    assert [warning.value for warning in app.warning] == ["Over 2031 is geen factsheet gepubliceerd. U ziet nu 2024."]
    assert WITH_FIGURES[path][1] in sent(app)


@pytest.mark.parametrize("year", ["", "²", "9" * 5000, "[klik hier](https://voorbeeld.example)", "2023'--"])
def test_a_year_that_is_no_year_is_not_said_back(published, visit, year):
    app = visit("factsheet", who=REDACTEUR, query={"jaar": year, "concept": "ja"})

    assert [warning.value for warning in app.warning] == [
        "Over dat jaar is geen factsheet gepubliceerd. U ziet nu 2024."
    ]
    assert "voorbeeld.example" not in sent(app)


def test_every_section_has_its_heading_its_sentences_its_chart_and_its_table(published, visit, settings):
    sheet = snapshot.published(published, published.last_edition(2024), settings).sheet(settings.gemeente)

    app = visit("alle-cijfers", who=MANAGEMENT, query={"jaar": "2024"})

    shown = "".join(html.unescape(part.proto.body) for part in app.get("html"))
    assert [(head.value, head.proto.anchor) for head in app.subheader] == [
        (part.kop, part.sleutel) for part in sheet.secties
    ]
    for part in sheet.secties:
        assert f'<a href="#{part.sleutel}">{part.kop}</a>' in shown
        assert [said.tekst for said in part.zinnen if said.tekst not in shown] == []
    assert charts_of(app) == [part.grafiek["description"] for part in sheet.secties if part.grafiek]
    assert len(tables(app)) == len(sheet.secties)


def test_every_section_is_a_card_with_one_title_few_sentences_and_the_way_to_the_rest(published, visit, settings):
    town = snapshot.published(published, published.last_edition(2024), settings)
    sheet = town.sheet(settings.gemeente)

    app = visit("factsheet", who=MANAGEMENT, query={"jaar": "2024"})

    found = {
        key: html.unescape(body)
        for body, key in re.findall(r'(<section .*?id="kaart-(\w+)".*?</section>)', sent(app), re.S)
    }
    for card in cards.cards(sheet, town.summary.kerncijfers):
        body, part = found.pop(card.deel.sleutel), card.deel
        assert f"<h3>{part.kop}</h3>" in body
        assert f"<p>{part.uitleg}</p>" in body
        assert [said.tekst for said in card.zinnen if said.tekst not in body] == []
        assert "<summary>Tabel</summary>" in body
        assert set(re.findall(r'alt="(.*?) De cijfers staan in de tabel."', body)) == (
            {part.grafiek["description"]} if part.grafiek else set()
        )
    assert found == {}
    assert sent(app).count("<table>") == len(sheet.secties)


def charts_of(app: AppTest) -> list[str]:
    """What is read aloud in the place of every chart, without the sentence that they all end with."""
    end = " De cijfers staan in de tabel."
    names = [chart.proto.alt for chart in app.get("vega_lite_chart")]
    assert all(name.endswith(end) for name in names)
    return [name.removesuffix(end) for name in names]


@pytest.mark.parametrize(
    ("path", "area"), [("factsheet", "hengelo"), ("samenvatting", "hengelo"), ("wijk", "binnenstad")]
)
def test_a_page_offers_paper_and_figures_of_what_it_shows(published, visit, path, area):
    app = visit(path, who=MANAGEMENT, query={"jaar": "2024"})

    shown = "".join(part.proto.body for part in app.get("html"))
    assert f'href="bestand/2024/1/{area}/factsheet.pdf"' in shown
    assert f'href="bestand/2024/1/{area}/cijfers.xlsx"' in shown
    assert path != "factsheet" or f'href="bestand/2024/1/{area}/uitgaven.png"' in shown


def test_a_concept_cannot_be_taken_along(published, visit):
    app = visit("factsheet", who=REDACTEUR, query={"jaar": "2024", "concept": "ja"})

    assert "bestand/" not in "".join(part.proto.body for part in app.get("html"))


def test_the_summary_sets_every_wijk_beside_hengelo(published, visit, settings):
    app = visit("samenvatting", who=MANAGEMENT, query={"jaar": "2024"})

    [wijken] = [body for body in tables(app) if "Wijken in 2024" in body]
    assert re.findall(r'<th scope="row">(.*?)</th>', wijken) == [
        *(wijk.naam for wijk in settings.wijken),
        settings.gemeente.naam,
    ]
    assert re.findall(r'<th scope="col">(.*?)</th>', wijken)[1:] == [c.naam for c in settings.samenvatting.kaart]
    maps = next(part.proto.body for part in app.get("html") if "sd-kaarten" in part.proto.body)
    assert maps.count("<figure") == 3
    assert all(maps.count(f'href="wijk?wijk={wijk.slug}&amp;jaar=2024"') == 3 for wijk in settings.wijken)


def test_the_summary_tells_three_developments_of_three_sections_and_why(published, visit):
    app = visit("samenvatting", who=MANAGEMENT, query={"jaar": "2024"})

    told = next(part.proto.body for part in app.get("html") if "sd-ontwikkelingen" in part.proto.body)
    subjects = re.findall(r'<article><p class="sd-titel">(.*?)</p>', told)
    assert len(subjects) == len(set(subjects)) == 3
    assert "Duiding van de redactie" in told


def test_what_management_reads_has_no_list_of_missing_files(published, visit, save):
    save(published, "ses.csv", 2024, "2024;", "2025;")

    app = visit("samenvatting", who=MANAGEMENT)

    assert "ontbreken" not in sent(app)
    assert links(app) == []


def test_the_explanation_has_every_term_and_the_rules_in_dutch_notation(published, visit):
    app = visit("uitleg", who=BEHEERDER)

    assert titles(app) == ["Uitleg"]
    assert "Transformatiepiramide" in tables(app)[0]
    assert "{" not in " ".join(text.value for text in app.markdown)
    assert "1.000 of meer" in " ".join(text.value for text in app.markdown)
    proof = "hoogstens 4 × 1.400 = 5.600 en de andere minstens 6 × 1.000 = 6.000"
    assert [html for html in app.get("html") if proof in html.proto.body]
    assert [table for table in tables(app) if "Elk cijfer los op tientallen" in table]


@pytest.mark.parametrize(
    ("path", "address"),
    [("factsheet", "/wijk?jaar=2023"), ("wijk", "/wijk?wijk=binnenstad&amp;jaar=2023")],
)
def test_the_qr_code_leads_to_the_wijk_page_of_the_same_year(published, visit, settings, path, address):
    app = visit(path, who=MANAGEMENT, query={"jaar": "2023"})

    [code] = [part.proto.body for part in app.get("html") if '<div class="sd-qr">' in part.proto.body]
    assert f'alt="QR-code naar {settings.adres}{address}"' in code
    assert f'href="{settings.adres}{address}"' in code


# Wijken


def test_a_wijkcoordinator_starts_at_the_own_wijk_and_has_no_other_to_choose(published, visit):
    app = visit("", who=WIJKCOORDINATOR, query={"jaar": "2023"})

    assert titles(app) == [f"{OWN_WIJK} in 2023"]
    assert example_years.inwoners(2023)[OWN_WIJK] in sent(app)
    assert [box.label for box in app.selectbox] == ["Jaar"]


@pytest.mark.parametrize("wijk", ["noord", "NOORD", "WK016402", "hengelo", "onbekend", "bestaat-niet", ""])
def test_a_wijkcoordinator_sees_no_figure_of_a_wijk_that_is_not_theirs(published, visit, wijk):
    app = visit("wijk", who=WIJKCOORDINATOR, query={"jaar": "2023", "wijk": wijk})

    assert [error.value for error in app.error] == [
        "Deze wijk kunt u niet bekijken. Hij hoort niet bij uw account, of hij bestaat niet."
    ]
    assert titles(app) == ["Wijk"]
    assert example_years.inwoners(2023)["Noord"] not in sent(app)
    assert not app.get("vega_lite_chart")
    assert not tables(app)
    assert links(app) == [(f"Naar {OWN_WIJK}", "wijk", "wijk=berflo-es")]


@pytest.mark.parametrize("year", example_years.YEARS)
@pytest.mark.parametrize("path", WITH_FIGURES)
def test_no_page_sends_a_wijkcoordinator_the_figures_of_another_wijk(published, visit, path, year):
    own = (OWN_WIJK, "Hengelo", "onbekend")
    others = {area: count for area, count in example_years.inwoners(year).items() if area not in own}

    app = visit(path, who=WIJKCOORDINATOR, query={"jaar": str(year), "concept": "ja"})

    # The map names them; their figures are what nobody else may see.
    shown = sent(app)
    # Buitengebied is so small that a count of another kind may happen to be the same.
    del others["Buitengebied"]
    assert [area for area, count in others.items() if re.search(rf"\b{re.escape(count)}\b", shown)] == []


@pytest.mark.parametrize("role", [MANAGEMENT, REDACTEUR])
def test_management_and_editors_see_every_wijk(published, visit, settings, role):
    for wijk in settings.wijken:
        app = visit("wijk", who=role, query={"jaar": "2023", "wijk": wijk.slug})

        assert titles(app) == [f"{wijk.naam} in 2023"]
        assert example_years.inwoners(2023)[wijk.naam] in sent(app)


def test_a_wijk_is_chosen_with_the_control_and_then_stands_in_the_address(published, visit):
    app = visit("wijk", who=MANAGEMENT, query={"jaar": "2023"})

    app.selectbox[-1].select("noord").run()

    assert titles(app) == ["Noord in 2023"]
    assert app.query_params["wijk"] == "noord"
    assert app.query_params["jaar"] == "2023"


def test_a_wijkcoordinator_with_more_wijken_first_sees_them_side_by_side(published, visit, settings):
    accounts.set_rights(
        published, settings, WIJKCOORDINATOR, roles={WIJKCOORDINATOR}, wijken=["Woolde", "Noord"], who="bo"
    )

    app = visit("wijk", who=WIJKCOORDINATOR, query={"jaar": "2023"})

    assert titles(app) == ["Mijn wijken in 2023"]
    [made] = tables(app)
    assert re.findall(r'<th scope="col">(?:<a href="(.*?)">)?(.*?)(?:</a>)?</th>', made) == [
        ("", "Cijfer"),
        ("wijk?wijk=noord&amp;jaar=2023", "Noord"),
        ("wijk?wijk=woolde&amp;jaar=2023", "Woolde"),
        ("", "Heel Hengelo"),
    ]
    assert len(re.findall("<tr", made)) == 1 + len(settings.samenvatting.wijkblad)
    next(box for box in app.selectbox if box.label == "Wijk").select("woolde").run()
    assert titles(app) == ["Woolde in 2023"]
    assert [label for label, _, _ in links(app)] == ["← Noord", "Noord →", "Alle cijfers van Woolde"]


@pytest.mark.parametrize("wijk", ["noord", "onbekend", "bestaat-niet"])
def test_all_figures_of_another_wijk_are_closed_too(published, visit, wijk):
    app = visit("alle-cijfers", who=WIJKCOORDINATOR, query={"jaar": "2023", "wijk": wijk})

    assert [error.value for error in app.error] == [
        "Dit gebied kunt u niet bekijken. Het hoort niet bij uw account, of het bestaat niet."
    ]
    assert not tables(app)
    assert not app.get("vega_lite_chart")


def test_a_wijk_lies_between_two_others_and_the_map_shows_where(published, visit, settings):
    app = visit("wijk", who=MANAGEMENT, query={"jaar": "2024", "wijk": "noord"})

    assert [(label, query) for label, _, query in links(app)] == [
        ("← Hengelose Es", "wijk=hengelose-es&jaar=2024"),
        ("Hasseler Es →", "wijk=hasseler-es&jaar=2024"),
        ("Alle cijfers van Noord", "wijk=noord&jaar=2024"),
    ]
    shown = next(part.proto.body for part in app.get("html") if "sd-tegelkaart" in part.proto.body)
    assert re.findall(r'aria-current="page"[^>]*>.*?sd-naam">(.*?)<', shown) == ["Noord"]
    assert all(wijk.naam in shown for wijk in settings.wijken)


def test_a_wijkcoordinator_without_a_wijk_is_told_whom_to_ask(published, visit):
    published.change_account(WIJKCOORDINATOR, wijken=[])

    app = visit("wijk", who=WIJKCOORDINATOR)

    assert titles(app) == ["Wijk"]
    assert messages(app) == ["Aan uw account is nog geen wijk gekoppeld. Vraag de beheerder om uw wijk."]


def test_a_wijk_that_was_taken_away_is_closed_at_the_next_click(published, visit, settings):
    app = visit("wijk", who=WIJKCOORDINATOR, query={"jaar": "2023"})

    accounts.set_rights(published, settings, WIJKCOORDINATOR, roles={WIJKCOORDINATOR}, wijken=["Woolde"], who="bo")
    app.run()

    assert titles(app) == ["Wijk"]
    assert example_years.inwoners(2023)[OWN_WIJK] not in sent(app)


# Nothing there yet


@pytest.mark.parametrize("path", WITH_FIGURES)
def test_an_empty_store_says_what_an_editor_can_do(example, visit, path):
    app = visit(path, who=REDACTEUR)

    assert messages(app) == ["Er is nog geen factsheet gepubliceerd."]
    assert [text.value for text in app.markdown] == ["Upload de CSV-bestanden van een jaar. Daarna kunt u publiceren."]
    assert links(app) == [("Naar uploaden", "uploaden", "")]


@pytest.mark.parametrize("path", WITH_FIGURES)
def test_an_empty_store_leads_readers_nowhere(example, visit, path):
    app = visit(path, who=MANAGEMENT)

    assert titles(app)
    assert messages(app) == ["Er is nog geen factsheet gepubliceerd."]
    assert [text.value for text in app.markdown] == []
    assert links(app) == []


def test_an_empty_store_has_nothing_to_publish(example, visit):
    app = visit("publiceren", who=REDACTEUR)

    assert messages(app) == ["Er zijn nog geen cijfers. Upload eerst de CSV-bestanden van een jaar."]
    assert buttons(app) == []


def test_an_empty_store_offers_every_file_to_begin_with(example, visit):
    app = visit("uploaden", who=REDACTEUR)

    assert [part.label for part in app.expander] == [titled(name) for name in SCHEMAS]
    assert [part.proto.label for part in app.get("download_button")] == [
        f"Leeg bestand {name} (.{kind})" for name in SCHEMAS for kind in ("xlsx", "csv")
    ]


def test_the_help_of_a_file_names_every_column_and_its_rule(published, visit, settings):
    app = visit("uploaden", who=REDACTEUR)

    for shown, dataset in zip(tables(app), SCHEMAS, strict=True):
        for column in template.describe(dataset, settings):
            assert f'<th scope="row">{column.column}</th>' in shown


# The concept of an editor


CHANGED = ("beleidsindicatoren.csv", 2024, ";79;", ";90;")


def test_an_editor_sees_the_concept_before_readers_do(published, visit, save):
    save(published, *CHANGED)

    app = visit("factsheet", who=REDACTEUR, query={"jaar": "2024", "concept": "ja"})

    assert [info.value for info in app.info] == [
        "Concept van 2024: zo ziet de factsheet eruit als u nu publiceert. Lezers zien dit nog niet."
    ]
    assert "meer dan in 2023 (+13 procentpunt)" in sent(app)
    assert not any(caption.value.startswith("Factsheet 2024, editie") for caption in app.caption)


@pytest.mark.parametrize("role", [MANAGEMENT, WIJKCOORDINATOR, BEHEERDER])
def test_nobody_but_an_editor_sees_a_concept(published, visit, save, role):
    save(published, *CHANGED)

    app = visit("factsheet", who=role, query={"jaar": "2024", "concept": "ja"})

    assert messages(app) == []
    assert "+13 procentpunt" not in sent(app)
    assert edition_of(app).startswith("Factsheet 2024, editie 1")


def test_a_concept_follows_every_file_that_is_kept(published, visit, save):
    query = {"jaar": "2024", "concept": "ja"}
    save(published, *CHANGED)
    before = sent(visit("factsheet", who=REDACTEUR, query=query))

    save(published, "beleidsindicatoren.csv", 2024, ";79;", ";92;")

    assert "(+13 procentpunt)" in before
    assert "(+15 procentpunt)" in sent(visit("factsheet", who=REDACTEUR, query=query))


def test_a_concept_follows_a_correction_of_the_year_before(published, visit, save, settings):
    query = {"jaar": "2024", "concept": "ja"}
    before = sent(visit("alle-cijfers", who=REDACTEUR, query=query))

    save(published, "beleidsindicatoren.csv", 2023, ";77;", ";78;")
    publication.publish(published, 2023, who="rik", settings=settings, reason="het onderzoek was herzien")

    assert "(2023: 77%)" in before
    after = sent(visit("alle-cijfers", who=REDACTEUR, query=query))
    assert "(2023: 78%)" in after
    assert "(2023: 77%)" not in after


def test_a_concept_of_a_year_that_lacks_files_says_which(published, visit, save):
    save(published, "ses.csv", 2024, "2024;", "2025;")

    app = visit("factsheet", who=REDACTEUR, query={"jaar": "2025", "concept": "ja"})

    others = [dataset for dataset in required(2025) if dataset != "ses"]
    assert messages(app) == [f"Van 2025 is nog geen concept te zien. Er ontbreken 10 bestanden: {', '.join(others)}."]
    assert titles(app) == ["Concept"]
    assert links(app) == [("Naar uploaden", "uploaden", "")]


# An empty store


def test_an_empty_store_begins_with_last_year(store_url, visit, example):
    app = visit("begin", who=REDACTEUR)

    assert not app.exception
    assert any(message.startswith("Nog 11 dingen te doen voor") for message in messages(app))


# When something goes wrong


def test_an_unexpected_error_shows_an_apology_with_a_reference_that_stands_in_the_log(published, visit, monkeypatch):
    def broken(*_: object) -> pl.DataFrame:
        raise ValueError("mevrouw Jansen, Noord")

    handle = exec_code.handle_user_script_exception
    monkeypatch.setattr(exec_code, "handle_user_script_exception", lambda error, _: handle(error, apologise))
    monkeypatch.setattr(cached, "_summary", broken)

    app = visit("samenvatting", who=MANAGEMENT, query={"jaar": "2023"})

    [apology] = [error.value for error in app.error]
    [entry] = [entry for entry in published.log_entries() if entry.reference]
    assert apology == (
        f"Er ging iets mis. Probeer het opnieuw. Blijft het misgaan? Noem dan {entry.reference} bij de beheerder."
    )
    assert "samenvatting.py" in entry.details
    assert "Jansen" not in entry.details + sent(app)
    assert not app.exception
