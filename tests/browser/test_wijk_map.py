"""The map of wijken in a real browser: it fits a phone, names stay in their tiles, and a shape is a link."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from factsheet.screen.look import css
from tests.test_wijk_map import ITEMS, SHAPES, WIJKEN, corner, link_to, shown

pytestmark = pytest.mark.browser
PAGE = '<!doctype html><html lang="nl"><title>Kaart</title><style>{}</style><body style="margin:1rem">{}'
OUTSIDE = """() => [...document.querySelectorAll('.sd-tegels li')].filter(tile => {
  const box = tile.getBoundingClientRect();
  return [...tile.querySelectorAll('.sd-naam, strong, .sd-hier')].some(words => {
    const place = words.getBoundingClientRect();
    return place.left < box.left || place.right > box.right || place.top < box.top || place.bottom > box.bottom;
  });
}).map(tile => tile.innerText)"""
LINES = """() => [...document.querySelectorAll('.sd-tegels .sd-naam')].map(name => name.getClientRects().length)"""
AT = """([right, down]) => {
  const box = document.querySelector('.sd-grenzen').getBoundingClientRect();
  const there = document.elementFromPoint(box.left + right * box.width, box.top + down * box.height);
  return there.closest('a')?.getAttribute('href') ?? null;
}"""


@pytest.fixture(params=[360, 600])
def tab(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": request.param, "height": 1200})
    yield page
    page.close()


def test_it_fits_the_page_with_every_name_in_its_tile_on_one_line(tab: Page) -> None:
    tab.set_content(PAGE.format(css(), shown(current=WIJKEN[4])))

    assert tab.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert tab.evaluate(OUTSIDE) == []
    assert tab.evaluate(LINES) == [1] * len(WIJKEN)
    tiles = {(box["width"], box["height"]) for li in tab.locator(".sd-tegels li").all() if (box := li.bounding_box())}
    assert len({(round(width), round(height)) for width, height in tiles}) == 1


def test_the_keyboard_goes_through_the_tiles_row_by_row(tab: Page) -> None:
    tab.set_content(PAGE.format(css(), shown()))

    places = []
    for _ in ITEMS:
        tab.keyboard.press("Tab")
        places.append(tab.evaluate("(({top, left}) => [top, left])(document.activeElement.getBoundingClientRect())"))

    assert places == sorted(places)
    assert len({tuple(place) for place in places}) == len(ITEMS)


def test_a_shape_is_a_link_and_its_hole_is_none(tab: Page) -> None:
    tab.set_content(PAGE.format(css(), shown(shapes=SHAPES)))

    for number, wijk in enumerate(WIJKEN):
        left, top = corner(number)
        assert tab.evaluate(AT, [(left + 125) / 600, (top + 125) / 450]) == link_to(wijk)
        assert tab.evaluate(AT, [(left + 75) / 600, (top + 75) / 450]) is None
    assert tab.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
