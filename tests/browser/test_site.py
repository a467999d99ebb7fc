"""The site in a real browser: on a wide and a narrow screen, light and dark, by keyboard, on paper and from disk."""

from __future__ import annotations

import functools
import http.server
import io
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Any

import pypdf
import pytest
from playwright.sync_api import Browser, Page

from factsheet.export.web import site, write
from factsheet.settings import current
from factsheet.store import Store
from tests import example_years, sites
from tests.browser import axe
from tests.browser.conftest import PATIENCE

pytestmark = pytest.mark.browser
PAGES = {
    "begin": "",
    "jaar": "2024/",
    "wijk": "2024/berflo-es/",
    "cijfers": "2024/cijfers/",
    "cijfers van een wijk": "2024/berflo-es/cijfers/",
    "oudere editie": "2024/editie-1/",
    "uitleg": "uitleg/",
    "toegankelijkheid": "toegankelijkheid/",
    "colofon": "colofon/",
    "niet gevonden": "404.html",
}
EVERY = pytest.mark.parametrize("name", PAGES)
# An older edition is the page of a year with a note above it, and the figures of a wijk are those of Hengelo with less.
OF_ITS_KIND = pytest.mark.parametrize("name", [name for name in PAGES if name not in {"jaar", "cijfers van een wijk"}])
# What is in the way of a narrow page or of a dark one is not in the way of the two together.
LOOKS = ((320, "dark"), (1280, "light"))
OPEN = "() => document.querySelectorAll('details').forEach(details => { details.open = true; })"
OUTSIDE = """() => {
  const scrolls = element => ['auto', 'scroll'].includes(getComputedStyle(element).overflowX);
  const inOwnBox = element => {
    for (let box = element; box; box = box.parentElement)
      if (scrolls(box) && box.getBoundingClientRect().right <= innerWidth + 1) return true;
    return false;
  };
  const found = [...document.body.querySelectorAll('*')].filter(element => {
    const place = element.getBoundingClientRect();
    return element.checkVisibility() && place.width > 1 && place.right > innerWidth + 1 && !inOwnBox(element);
  });
  return [document.documentElement.scrollWidth, found.map(element => element.outerHTML.slice(0, 120))];
}"""
# Every letter in a chart beside the page that it is on: the least contrast, and the smallest letter in pixels.
LETTERS = """() => {
  const light = colour => {
    const parts = colour.match(/[\\d.]+/g).slice(0, 3).map(part => part / 255)
      .map(part => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  };
  const paper = light(getComputedStyle(document.body).backgroundColor);
  const texts = [...document.querySelectorAll('.sd-tekening text')].filter(text => text.checkVisibility());
  const contrast = text => {
    const ink = light(getComputedStyle(text).fill);
    return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
  };
  const size = text => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a;
  return [Math.min(...texts.map(contrast)), Math.min(...texts.map(size)), texts.length];
}"""
FOCUSABLE = (
    "() => [...document.querySelectorAll('a, summary, [tabindex=\"0\"]')].filter(e => e.checkVisibility()).length"
)
FOCUS = """() => {
  const element = document.activeElement, place = element.getBoundingClientRect(), look = getComputedStyle(element);
  const top = document.elementFromPoint(place.x + place.width / 2, place.y + Math.min(place.height / 2, 20));
  return {
    what: element.outerHTML.slice(0, 100),
    seen: look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2,
    inView: place.bottom > 0 && place.top < innerHeight && place.right > 0 && place.left < innerWidth,
    onTop: !!top && (element.contains(top) || top.contains(element)),
    number: [...document.querySelectorAll('*')].indexOf(element),
  };
}"""


@pytest.fixture(scope="module")
def folder(loaded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with two editions of one year, as files."""
    store = Store(example_years.url(loaded))
    made, folder = (
        site(sites.editions(store)[-2:], current(), downloads=sites.downloads),
        tmp_path_factory.mktemp("www"),
    )
    store.close()
    write(made, folder / "sociaal")
    return folder


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A plain web server, without a log."""

    def log_message(self, *given: Any) -> None:
        pass


@pytest.fixture(scope="module")
def base(folder: Path) -> Iterator[str]:
    """Where a plain web server has the site, in a folder of its own."""
    server = http.server.ThreadingHTTPServer(("localhost", 0), functools.partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://localhost:{server.server_port}/sociaal"
    server.shutdown()
    thread.join()
    server.server_close()


@contextmanager
def opened(browser: Browser, address: str, width: int = 1280, scheme: Any = "light") -> Iterator[Page]:
    """A page in a browser that says what goes wrong in it."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, locale="nl-NL")
    context.set_default_timeout(PATIENCE * 1000)
    tab, wrong = context.new_page(), []
    tab.on("console", lambda message: wrong.append(message.text))
    tab.on("requestfailed", lambda request: wrong.append(request.url))
    tab.goto(address)
    yield tab
    context.close()
    assert wrong == []


def look_at(tab: Page, width: int, scheme: Any = "light") -> None:
    tab.set_viewport_size({"width": width, "height": 900})
    tab.emulate_media(color_scheme=scheme)


@OF_ITS_KIND
def test_axe_finds_nothing(browser: Browser, base: str, name: str) -> None:
    with opened(browser, f"{base}/{PAGES[name]}") as tab:
        tab.evaluate(OPEN)
        for width, scheme in LOOKS:
            look_at(tab, width, scheme)
            assert axe.violations(tab) == [], (width, scheme)


@EVERY
def test_nothing_is_wider_than_the_screen(browser: Browser, base: str, name: str) -> None:
    with opened(browser, f"{base}/{PAGES[name]}") as tab:
        for prepare in ("() => 0", OPEN):
            tab.evaluate(prepare)
            for width in (320, 400, 700, 1000, 1280):
                look_at(tab, width)
                wide, outside = tab.evaluate(OUTSIDE)
                assert (wide <= width, outside) == (True, []), width


@pytest.mark.parametrize("name", ["jaar", "wijk", "cijfers"])
def test_letters_in_charts_can_be_read(browser: Browser, base: str, name: str) -> None:
    with opened(browser, f"{base}/{PAGES[name]}") as tab:
        tab.evaluate(OPEN)
        for width, scheme in product((320, 700, 1000, 1280), ("light", "dark")):
            look_at(tab, width, scheme)
            contrast, size, count = tab.evaluate(LETTERS)
            assert contrast >= 4.5, (scheme, width)
            assert size >= 8, (scheme, width)
            assert count > 10


@pytest.mark.parametrize(("name", "width"), [("jaar", 1280), ("jaar", 320), ("wijk", 1280), ("cijfers", 1280)])
def test_all_of_it_works_by_keyboard(browser: Browser, base: str, name: str, width: int) -> None:
    with opened(browser, f"{base}/{PAGES[name]}", width) as tab:
        expected, reached = tab.evaluate(FOCUSABLE), set()
        for _ in range(expected):
            tab.keyboard.press("Tab")
            focus = tab.evaluate(FOCUS)
            assert (focus["seen"], focus["inView"], focus["onTop"]) == (True, True, True), focus["what"]
            reached.add(focus["number"])
        assert len(reached) == expected


def test_a_panel_opens_and_the_contents_are_reached_by_keyboard(browser: Browser, base: str) -> None:
    with opened(browser, f"{base}/2024/") as tab:
        tab.keyboard.press("Tab")
        tab.keyboard.press("Enter")
        assert tab.evaluate("document.activeElement.id") == "inhoud"
        panel = tab.locator("details", has_text="Tabel").first
        panel.locator("summary").focus()
        tab.keyboard.press("Enter")
        assert panel.locator("table").is_visible()
        tab.keyboard.press("Enter")
        assert not panel.locator("table").is_visible()


def letters(text: str) -> str:
    """A text without spaces and ligatures: in a PDF these stand where its program likes."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def test_on_paper_is_the_same_without_controls(browser: Browser, base: str) -> None:
    for path, most in (("2024/", 3), ("2024/berflo-es/", 1), ("2024/cijfers/", 8)):
        # A printer is asked for while the screen is dark.
        with opened(browser, f"{base}/{path}", scheme="dark") as tab:
            headings = tab.locator("h1, h2, h3").all_inner_texts()
            paper = pypdf.PdfReader(io.BytesIO(tab.pdf(prefer_css_page_size=True, print_background=True)))
            text = letters("".join(page.extract_text() for page in paper.pages))
            assert len(paper.pages) <= most, path
            assert [heading for heading in headings if letters(heading) not in text] == ["Meenemen"]
            assert not [control for control in ("Kies een wijk", "Naar de inhoud") if letters(control) in text]


def test_paper_is_white_on_a_dark_screen(browser: Browser, base: str) -> None:
    with opened(browser, f"{base}/2024/", scheme="dark") as tab:
        dark = tab.evaluate("getComputedStyle(document.body).backgroundColor")
        tab.emulate_media(media="print")
        assert dark == "rgb(14, 26, 36)"
        assert tab.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert tab.evaluate(LETTERS)[0] >= 4.5


def test_it_works_from_disk(browser: Browser, folder: Path) -> None:
    with opened(browser, (folder / "sociaal" / "index.html").as_uri()) as tab:
        tab.get_by_role("link", name="Sociaal domein in beeld 2024").click()
        assert tab.get_by_role("heading", level=1).inner_text() == "Sociaal domein in beeld 2024"
        tab.get_by_role("link", name="Berflo Es").first.click()
        assert tab.get_by_role("heading", level=1).inner_text() == "Berflo Es in 2024"
        assert tab.evaluate("getComputedStyle(document.querySelector('.sd-raster')).display") == "grid"


def test_a_page_without_its_address_in_full_is_found(browser: Browser, base: str) -> None:
    """The address on paper ends in a slash; a server gives the page of the folder."""
    with opened(browser, f"{base}/2024/berflo-es/") as tab:
        tab.get_by_text("Wijk: Berflo Es").click()
        tab.get_by_role("link", name="Noord", exact=True).last.click()
        assert tab.get_by_role("heading", level=1).inner_text() == "Noord in 2024"
