"""How every page looks in a real browser: wide and narrow, light and dark, for the eye and for who cannot see it."""

from __future__ import annotations

import re
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from factsheet.access import ROLES, find_pages
from tests.browser import axe, drive, english
from tests.browser.conftest import WIDTHS

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parent.parent.parent
UPLOADS = ROOT / "tests" / "uploads"
PAGES = find_pages(ROOT / "pages")

# Of charts that Streamlit draws, and of those that are a picture.
INKS = """() => {
  const pictures = [...document.querySelectorAll('.sd-tekening img')].map(image =>
    new DOMParser().parseFromString(decodeURIComponent(image.src.split(/,(.*)/)[1]), 'image/svg+xml'));
  const all = 'svg.marks text, svg[viewBox] text';
  const letters = [document, ...pictures].flatMap(page => [...page.querySelectorAll(all)]);
  return [...new Set(letters.map(text => text.closest('[fill]').getAttribute('fill')))];
}"""
LOOK = """() => {
  const main = document.querySelector('[data-testid=stMain]');
  const scrolls = element => ['auto', 'scroll'].includes(getComputedStyle(element).overflowX);
  const inOwnBox = element => {
    for (let box = element; box && box !== main; box = box.parentElement)
      if (scrolls(box) && box.getBoundingClientRect().right <= innerWidth + 1) return true;
    return false;
  };
  const outside = [...main.querySelectorAll('*')].filter(element => {
    const place = element.getBoundingClientRect();
    return place.width > 0 && place.height > 0 && place.right > innerWidth + 1 && !inOwnBox(element);
  });
  return {
    wide: [document.documentElement, main].some(e => e.scrollWidth > Math.max(e.clientWidth, innerWidth)),
    outside: outside.map(element => element.outerHTML.slice(0, 120)),
    charts: [...document.querySelectorAll('[data-testid=stVegaLiteChart], .sd-tekening img')]
      .filter(e => e.checkVisibility()).map(e => e.getAttribute('aria-label') ?? e.alt),
    images: [...document.querySelectorAll('img:not([alt])')].map(image => image.outerHTML.slice(0, 120)),
    unnamed: [...document.querySelectorAll('.sd-tabel')].filter(e => e.tabIndex !== 0 || !e.ariaLabel).length,
    headings: [...main.querySelectorAll('h1, h2, h3, h4')].map(heading => Number(heading.tagName[1])),
    lang: document.documentElement.lang,
    title: document.title,
    background: getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor,
  };
}"""
FOCUS = """() => {
  const look = getComputedStyle(document.activeElement);
  return [look.outlineStyle, look.outlineWidth, look.outlineColor];
}"""
THEME = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
BACKGROUND = {scheme: THEME[scheme]["backgroundColor"] for scheme in ("light", "dark")}


# Every width and every scheme. What is in the way of one is not in the way of the two together.
every_look = pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])


def fits(look: dict[str, Any]) -> bool:
    """Whether the page itself does not scroll sideways, and nothing sticks out of it."""
    assert look["outside"] == []
    return not look["wide"]


@every_look
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_a_page_is_whole_named_and_dutch(visits, page, width, scheme):
    tab = visits.tab(width, scheme, next(role for role in ROLES if role in page.roles))
    visits.errors[tab].clear()

    visits.open(tab, f"{page.path}")
    drive.unfold(tab)

    look = tab.evaluate(LOOK)
    assert fits(look)
    assert [name for name in look["charts"] if not name] == []
    assert len(set(look["charts"])) == len(look["charts"])
    assert look["images"] == []
    assert look["unnamed"] == 0
    assert english.found(tab) == []
    assert axe.violations(tab) == []
    assert look["headings"][0] == 1
    assert all(after <= before + 1 for before, after in pairwise(look["headings"]))
    assert (look["lang"], look["title"]) == ("nl", f"{page.title} · Sociaal domein in beeld")
    assert rgb(look["background"]) == rgb(BACKGROUND[scheme])
    assert visits.errors[tab] == []


@every_look
def test_the_login_screen_is_whole_and_dutch(visits, width, scheme):
    tab = visits.tab(width, scheme, None)
    visits.errors[tab].clear()

    visits.open(tab, "factsheet")

    look = tab.evaluate(LOOK)
    assert fits(look)
    assert (look["lang"], look["title"]) == ("nl", "Factsheet · Sociaal domein in beeld")
    assert look["images"] == []
    assert english.found(tab) == []
    assert axe.violations(tab) == []
    assert look["headings"][0] == 1
    assert rgb(look["background"]) == rgb(BACKGROUND[scheme])
    assert visits.errors[tab] == []


@pytest.mark.parametrize("width", WIDTHS)
def test_the_report_of_files_scrolls_in_its_own_box(visits, width):
    tab = visits.tab(width, "light", "redacteur")
    names = ("wijk-onbekend.csv", "categorie-onbekend.csv", "niet-herkend.csv", "score-ongewoon.csv")

    visits.open(tab, "uploaden")
    tab.locator("input[type=file]").set_input_files([UPLOADS / "fout" / name for name in names])
    expect(tab.get_by_text("Verbeter dat hierboven, of kies een beter bestand.")).to_be_visible()
    drive.settle(tab)

    look = tab.evaluate(LOOK)
    assert fits(look)
    assert look["unnamed"] == 0


def test_wide_tables_on_a_phone_can_be_scrolled_sideways(visits):
    tab = visits.tab(320, "light", "redacteur")

    visits.open(tab, "samenvatting")
    tab.get_by_text("Alle wijken in een tabel").click()
    box = tab.locator(".sd-kaart")
    box.focus()
    box.evaluate("box => { box.scrollLeft = box.scrollWidth }")

    assert box.evaluate("box => box.scrollLeft > 0 && document.activeElement === box")
    expect(box.get_by_role("columnheader").last).to_be_in_viewport()


@pytest.mark.parametrize("page", ["factsheet", "alle-cijfers"])
@pytest.mark.parametrize("scheme", BACKGROUND)
def test_letters_in_charts_stand_out_against_the_page(visits, scheme, page):
    tab = visits.tab(1280, scheme, "redacteur")

    visits.open(tab, f"{page}")

    inks = tab.evaluate(INKS)
    assert inks
    assert [ink for ink in inks if contrast(ink, BACKGROUND[scheme]) < 4.5] == []


# The two sheets of paper on the screen. A screen of a phone is 800 pixels high.
HEIGHT = "document.querySelector('[data-testid=stMainBlockContainer]').getBoundingClientRect().height"
FIGURES = "[...document.querySelectorAll('.sd-tegel strong')].map(e => e.getBoundingClientRect().bottom)"
MOST_HIGH = {1280: 3000, 400: 6 * 800}


@pytest.mark.parametrize("width", MOST_HIGH)
def test_the_factsheet_is_as_long_as_two_sheets_and_begins_with_figures(visits, width):
    tab = visits.tab(width, "light", "management")

    visits.open(tab, "factsheet?jaar=2024")

    assert tab.evaluate(HEIGHT) <= MOST_HIGH[width]
    figures = tab.evaluate(FIGURES)
    assert len(figures) >= 4
    assert (max(figures) if width > 400 else figures[0]) <= 720


def test_a_wijk_begins_with_figures_and_is_one_sheet(visits):
    tab = visits.tab(1280, "light", "management")

    visits.open(tab, "wijk?wijk=noord&jaar=2024")

    assert tab.evaluate(HEIGHT) <= 1500
    assert max(tab.evaluate(FIGURES)) <= 720


def test_a_card_unfolds_on_a_phone(visits):
    tab = visits.tab(400, "light", "management")
    visits.open(tab, "factsheet?jaar=2024")
    card = tab.locator(".sd-kaartje").filter(has_text="Gebruik van maatwerk")
    expect(card.get_by_role("img")).to_have_count(0)

    card.get_by_text("Meer over gebruik van maatwerk").click()

    box = card.get_by_role("img").bounding_box()
    assert box is not None
    assert 250 < box["width"] < 400
    expect(card.get_by_text("Herkomst")).to_be_visible()


def test_a_wijk_on_the_map_is_reached_with_the_keyboard_and_opens(visits):
    tab = visits.tab(1280, "light", "management")
    visits.open(tab, "wijk?wijk=noord&jaar=2024")
    tab.get_by_role("link", name="Woolde").focus()
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.textContent").strip().startswith("Hengelose Es")

    tab.keyboard.press("Enter")

    expect(tab.get_by_role("heading", level=1)).to_have_text("Hengelose Es in 2024")


def test_a_development_leads_to_all_figures_of_its_section(visits):
    tab = visits.tab(1280, "light", "management")
    visits.open(tab, "samenvatting?jaar=2024")

    tab.get_by_role("link", name="Meer cijfers over gebruik van maatwerk").click()

    expect(tab.get_by_role("heading", level=1)).to_have_text("Alle cijfers van Hengelo, 2024")
    expect(tab.locator("h3#gebruik")).to_be_in_viewport()


@every_look
def test_the_keyboard_is_seen_in_the_navigation(visits, width, scheme):
    tab = visits.tab(width, scheme, "redacteur")
    visits.open(tab, "begin")
    tab.keyboard.press("Tab")
    tab.locator("header").locator("a, button").filter(visible=True).first.focus()

    style, thickness, ink = tab.evaluate(FOCUS)
    assert (style, thickness) == ("solid", "3px")
    # Streamlit writes its navigation at eight tenths: twice what is needed leaves enough.
    opaque = "rgb({}, {}, {})".format(*re.findall(r"\d+", ink)[:3])
    assert contrast(opaque, BACKGROUND[scheme]) >= 6


def test_a_page_can_be_taken_along(visits):
    tab = visits.tab(1280, "light", "management")
    visits.open(tab, "factsheet?jaar=2024")

    with tab.expect_download() as paper:
        tab.get_by_role("link", name="PDF", exact=True).click()
    card = tab.get_by_role("region", name="Uitgaven en prijscorrectie")
    card.get_by_text("Meenemen").click()
    with tab.expect_download() as picture:
        card.get_by_role("link", name="Afbeelding (PNG)").click()

    assert paper.value.suggested_filename == "sociaal-domein-2024-hengelo.pdf"
    assert paper.value.path().read_bytes().startswith(b"%PDF-")
    assert picture.value.suggested_filename == "sociaal-domein-2024-hengelo-uitgaven.png"


def test_the_sentences_of_a_card_go_to_the_clipboard(visits):
    tab = visits.tab(1280, "light", "management")
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visits.open(tab, "factsheet?jaar=2024")
    card = tab.get_by_role("region", name="Gebruik van maatwerk")
    card.get_by_text("Meenemen").click()

    card.get_by_role("button", name="Kopieer de tekst").click()

    expect(card.get_by_role("button", name="Gekopieerd")).to_be_visible()
    assert "Van de jongeren tot 25 jaar kreeg 13% jeugdhulp." in tab.evaluate("navigator.clipboard.readText()")


def test_print_has_the_figures_and_tables_and_nothing_to_press(visits):
    tab = visits.tab(1280, "light", "management")
    visits.open(tab, "factsheet?jaar=2024")

    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    tab.emulate_media(media="print")

    expect(tab.get_by_role("button", name="Uitloggen")).to_be_hidden()
    expect(tab.get_by_role("link", name="PDF", exact=True)).to_be_hidden()
    expect(tab.get_by_role("heading", name="Iets meer indicaties, bijna evenveel mensen met hulp")).to_be_visible()
    assert tab.locator(".sd-breed table").filter(visible=True).count() == 11
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")
    tab.emulate_media(media="screen")


def contrast(one: str, other: str) -> float:
    """The contrast between two colours as WCAG defines it: 1 … 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """How light a colour is: 0 … 1."""
    red, green, blue = (
        p / 12.92 if p <= 0.04 else ((p + 0.055) / 1.055) ** 2.4 for p in (c / 255 for c in rgb(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def rgb(colour: str) -> tuple[int, ...]:
    """`rgb(1, 2, 3)` or `#010203`, as a stylesheet and a browser write it."""
    if colour.startswith("#"):
        return tuple(bytes.fromhex(colour[1:]))
    return tuple(int(part) for part in colour.removeprefix("rgb(").rstrip(")").split(","))


def test_a_link_brings_a_text_into_view_and_a_figure_goes_to_its_cursor(visits):
    tab = visits.tab(1280, "light", "redacteur")
    visits.open(tab, "duiding?jaar=2024")
    tab.get_by_test_id("stMain").get_by_role("link", name="Transformatiepiramide").click()
    text = tab.get_by_role("textbox", name="Uw tekst")
    expect(text).to_be_in_viewport(ratio=1)
    expect(tab.get_by_role("button", name="Klopt nog voor 2024")).to_be_in_viewport(ratio=1)
    before = text.input_value()

    text.evaluate("area => { area.focus(); area.setSelectionRange(3, 3) }")
    tab.get_by_role("combobox", name="Zoek een cijfer").fill("Woningen: ")
    tab.keyboard.press("Enter")
    tab.get_by_role("button", name="Zet het cijfer in de tekst").click()

    expect(text).to_have_value(f"{before[:3]} {{woningen}} {before[3:].lstrip()}")
    expect(text).to_be_focused()
    expect(tab.get_by_text("Het cijfer staat in uw tekst.")).to_be_in_viewport()
    expect(tab.get_by_text("Wij 39.019 gaan")).to_be_visible()
    tab.keyboard.press("Control+z")
    expect(text).to_have_value(before)
