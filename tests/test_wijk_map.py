"""The map of wijken, on the screen and on paper: every wijk once, in words, in order, and a link where one may be."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from factsheet import charts
from factsheet.export import pdf as paper
from factsheet.figures import Figure
from factsheet.geography import Shape
from factsheet.markup import wijk_map as screen
from factsheet.markup.wijk_map import TileValue, tile_values, wijk_map
from factsheet.narrate import notation
from factsheet.settings import Area, current
from factsheet.summary import Cell, Row
from schemas.domain import WETTEN
from tests import example
from tests.test_charts import contrast

WIJKEN = current().wijken
NASTY = "<script>alert(1)</script>\" onclick='x' --x:{}"
ROOT = Path(__file__).parent.parent
CSS = (ROOT / "factsheet" / "markup" / "wijk_map.css").read_text(encoding="utf-8")
THEME = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
NEUTRAL = "#3B4A63"
KLEUREN = [*(wet.kleur for wet in WETTEN), NEUTRAL]
SIDE = 150


def corner(place: int) -> tuple[int, int]:
    """Where the shape of a wijk begins: four on a row."""
    return SIDE * (place % 4), SIDE * (place // 4)


def holed(code: str, x: int, y: int) -> Shape:
    """A square with a square hole in it, and its label to the upper left of that."""
    outer = ((x, y), (x + 150, y), (x + 150, y + 150), (x, y + 150))
    hole = ((x + 50, y + 50), (x + 50, y + 100), (x + 100, y + 100), (x + 100, y + 50))
    return Shape(code, (outer, hole), (x + 25, y + 25))


SHAPES = tuple(holed(wijk.code, *corner(n)) for n, wijk in enumerate(WIJKEN))


def link_to(area: Area) -> str:
    return f"wijk?wijk={area.slug}&jaar=2024"


def figures() -> list[Figure]:
    return [example.figures(2024, wijk)["wmo.aandeel"] for wijk in WIJKEN]


def rows() -> list[Row]:
    return [
        Row(figure.area, (Cell(figure, distance),))
        for figure, distance in zip(figures(), [1, -0.5, 0, None, *[0.1] * 6], strict=True)
    ]


ITEMS = tile_values(rows(), 0, link_to)


def shown(items: tuple[TileValue, ...] = ITEMS, current: Area | None = None, shapes: tuple[Shape, ...] = ()) -> str:
    return wijk_map(items, "Wmo per wijk", kleur=WETTEN[0].kleur, gemeente="Hengelo", current=current, shapes=shapes)


class Page(HTMLParser):
    """The items of the list as they stand: their words, tags and attributes. Every tag that opens closes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.items: list[list[str]] = []
        self.fields: list[list[tuple[str, dict[str, str | None]]]] = []
        self.tags: list[str] = []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag != "img":
            self.open.append(tag)
        if tag == "li":
            self.items.append([])
            self.fields.append([])
        if "li" in self.open:
            self.fields[-1].append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "li" in self.open:
            self.items[-1].append(data)

    @property
    def words(self) -> list[str]:
        return [" ".join("".join(item).split()) for item in self.items]

    @property
    def boxes(self) -> list[tuple[str, dict[str, str | None]]]:
        """The link of each item, or the span in its place."""
        return [fields[1] for fields in self.fields]


# What is shown of a wijk


def test_the_lowest_gets_the_least_of_the_colour_and_the_highest_all_of_it() -> None:
    values = {figure.area.code: figure.value or 0 for figure in figures()}
    by_value = sorted(ITEMS, key=lambda item: values[item.area.code])
    low, high = min(values.values()), max(values.values())

    assert (by_value[0].deel, by_value[-1].deel) == (0, 1)
    for item in ITEMS:
        assert item.deel == pytest.approx((values[item.area.code] - low) / (high - low))


def test_a_value_is_printed_as_everywhere_and_compared_in_words() -> None:
    assert [item.tekst for item in ITEMS] == [notation.shown(figure) for figure in figures()]
    assert [item.teken for item in ITEMS[:5]] == ["hoger", "lager", "niet duidelijk anders", None, "hoger"]


def test_what_is_not_known_has_words_and_no_shade() -> None:
    empty = [Row(WIJKEN[0], (Cell(None, None),)), *rows()[1:]]

    (unknown, *others) = tile_values(empty, 0, link_to)

    assert (unknown.tekst, unknown.deel, unknown.teken) == (notation.UNKNOWN, None, None)
    assert {0, 1} <= {item.deel for item in others}


def test_wijken_that_are_all_alike_have_one_shade() -> None:
    same = [Row(wijk, (Cell(figures()[0], 0),)) for wijk in WIJKEN]

    assert {item.deel for item in tile_values(same, 0, link_to)} == {0}


# As HTML

MAPS = {"tiles": (), "shapes": SHAPES}


@pytest.mark.parametrize("shapes", MAPS.values(), ids=MAPS)
def test_every_wijk_is_there_once_with_its_name_its_value_and_its_link(shapes: tuple[Shape, ...]) -> None:
    page = Page(shown(shapes=shapes))
    links = {fields["href"]: words for (_, fields), words in zip(page.boxes, page.words, strict=True)}

    assert len(page.words) == len(WIJKEN)
    for item in ITEMS:
        assert item.area.naam in links[item.href] and item.tekst in links[item.href]


def test_tiles_stand_in_their_places_and_are_read_row_by_row() -> None:
    html = shown()
    places = [(int(row), int(column)) for column, row in re.findall(r"grid-column:(\d+);grid-row:(\d+)", html)]

    assert places == sorted(set(places))
    assert [words.split(" ")[0] for words in Page(html).words[:3]] == ["Slangenbeek", "Hasseler", "Woolde"]


def test_shapes_are_numbered_in_the_order_of_their_list() -> None:
    html = shown(shapes=SHAPES)

    assert re.findall(r'sd-nummer" aria-hidden="true">(\d+)<', html) == [str(n) for n in range(1, len(WIJKEN) + 1)]
    assert [wijk.naam in words for wijk, words in zip(WIJKEN, Page(html).words, strict=True)] == [True] * len(WIJKEN)


def test_a_shape_with_a_hole_is_one_line_that_comes_back_to_where_it_began() -> None:
    (first, *_) = re.findall(r"--vorm:polygon\(([^)]*)\)", shown(shapes=SHAPES))
    spots = first.split(",")

    # Both rings closed, and after each the way back to the first point.
    assert len(spots) == 2 * (4 + 1 + 1)
    assert [spots[n] for n in (4, 5, 11)] == [spots[0]] * 3
    assert spots[6] == spots[10] != spots[0]


@pytest.mark.parametrize("shapes", [SHAPES[:-1], (*SHAPES, replace(SHAPES[0], code="WK016499"))])
def test_a_map_of_other_wijken_is_not_drawn(shapes: tuple[Shape, ...]) -> None:
    assert "sd-tegels" in shown(shapes=shapes) and "sd-plaat" not in shown(shapes=shapes)


@pytest.mark.parametrize("shapes", MAPS.values(), ids=MAPS)
def test_only_a_wijk_that_may_be_opened_is_a_link(shapes: tuple[Shape, ...]) -> None:
    own = WIJKEN[4]
    items = tile_values(rows(), 0, lambda area: link_to(area) if area == own else None)

    page = Page(shown(items, shapes=shapes))

    assert [fields["href"] for tag, fields in page.boxes if tag == "a"] == [link_to(own)]
    assert [tag for tag, _ in page.boxes].count("span") == len(WIJKEN) - 1


@pytest.mark.parametrize("shapes", MAPS.values(), ids=MAPS)
def test_the_wijk_of_the_page_is_marked_for_eye_and_ear(shapes: tuple[Shape, ...]) -> None:
    page = Page(shown(current=WIJKEN[4], shapes=shapes))
    marked = [words for (_, fields), words in zip(page.boxes, page.words, strict=True) if "aria-current" in fields]

    assert len(marked) == 1
    assert "Groot Driene" in marked[0] and marked[0].endswith("deze wijk")
    assert "deze wijk" not in " ".join(words for words in page.words if words not in marked)


def test_nothing_is_told_in_colour_alone() -> None:
    words = Page(shown()).words
    legend = shown().partition("sd-legenda")[2]

    assert sum("▲" in item and "hoger dan de gemeente" in item for item in words) == 7
    assert sum("▼" in item and "lager dan de gemeente" in item for item in words) == 1
    assert sum("≈" in item and "niet duidelijk anders dan de gemeente" in item for item in words) == 1
    assert "Hoe sterker de kleur, hoe hoger." in legend
    assert "▲ hoger, ▼ lager, ≈ niet duidelijk anders dan heel Hengelo." in legend


def test_without_signs_the_legend_explains_none() -> None:
    assert "▲" not in shown(tuple(replace(item, teken=None) for item in ITEMS))


def test_what_is_not_known_is_marked_without_colour() -> None:
    html = shown((replace(ITEMS[0], deel=None, tekst="niet bekend"), *ITEMS[1:]))

    assert html.count('<li class="sd-onbekend"') == 1
    assert "dashed" in CSS.partition(".sd-tegels .sd-onbekend .sd-vak")[2].partition("}")[0]


@pytest.mark.parametrize("shapes", MAPS.values(), ids=MAPS)
def test_a_nasty_name_stays_text(shapes: tuple[Shape, ...]) -> None:
    items = tuple(TileValue(replace(item.area, naam=NASTY), NASTY, 0.5, "hoger", f"wijk?{NASTY}") for item in ITEMS)

    html = wijk_map(items, NASTY, kleur="#000000", gemeente=NASTY, current=WIJKEN[0], shapes=shapes)

    assert not {"script", "svg", "style"} & set(Page(html).tags)
    assert all(set(fields) <= {"class", "href", "aria-current"} for _, fields in Page(html).boxes)


def test_it_needs_no_script_and_nothing_from_elsewhere() -> None:
    for shapes in MAPS.values():
        html = shown(shapes=shapes)

        assert set(Page(html).tags) <= {"figure", "figcaption", "div", "ol", "li", "a", "span", "strong", "p", "img"}
        assert not re.search(r"https?:|url\(|\son\w+=", html)
    assert "url(" not in CSS and "@import" not in CSS


@pytest.mark.parametrize(
    ("names", "a_list"), [(["Noord"] * 9, False), (["Noord"] * 100, True), (["Wilderinkshoeken"] * 9, True)]
)
def test_tiles_that_a_phone_has_no_room_for_are_a_list_there(names: list[str], a_list: bool) -> None:
    wide = math.isqrt(len(names))
    placed = [Area(f"WK{n:06}", naam, "wijk", x=n % wide + 1, y=n // wide + 1) for n, naam in enumerate(names)]

    assert ("sd-breed" in shown(tuple(TileValue(area, "1", 0.5) for area in placed))) == a_list


def test_a_hundred_wijken_without_places_go_where_there_is_room() -> None:
    free = shown(tuple(TileValue(Area(f"WK{n:06}", "Noord", "wijk"), "1", 0.5) for n in range(100)))

    assert "sd-vrij" in free
    assert "grid-column" not in free


def test_no_wijken_at_all_is_an_empty_map() -> None:
    assert Page(shown(())).words == []


# Can it be read?


def shades() -> Callable[[int], float]:
    """How much of the colour a tile gets at each strength, as the style has it."""
    found = re.search(
        r"--schaduw: color-mix\(in srgb, var\(--kleur\) calc\((\d+)% \+ var\(--sterkte\) \* (\.\d+)\)", CSS
    )
    assert found is not None
    least, most = float(found[1]), float(found[2])
    return lambda strength: (least + most * strength) / 100


def mixed(kleur: str, ground: str, part: float) -> str:
    pairs = [(int(kleur[at : at + 2], 16), int(ground[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(part * one + (1 - part) * other):02X}" for one, other in pairs)


@pytest.mark.parametrize("kleur", KLEUREN)
@pytest.mark.parametrize("ground", ["backgroundColor", "secondaryBackgroundColor"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_letters_can_be_read_on_every_shade(scheme: str, ground: str, kleur: str) -> None:
    share, theme = shades(), THEME[scheme]

    least = min(contrast(mixed(kleur, theme[ground], share(strength)), theme["textColor"]) for strength in range(101))

    assert least >= 4.5


@pytest.mark.parametrize("kleur", KLEUREN)
def test_letters_can_be_read_on_every_shade_on_paper(kleur: str) -> None:
    for part in (paper.LIGHTEST, paper.STRONGEST):
        assert contrast(mixed(kleur, charts.TINTS["licht"]["papier"], part), charts.TINTS["licht"]["inkt"]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_borders_can_be_seen(scheme: str) -> None:
    assert contrast(screen.BORDER, THEME[scheme]["backgroundColor"]) >= 3
