"""The parts that pages share: what they show is exact, escaped, and can be read without eyes."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from factsheet.figures import INWONERS, Figure, Naam, Point
from factsheet.markup import tables
from factsheet.markup.tiles import tiles
from factsheet.narrate import Fact, Sentence
from factsheet.release.snapshot import Front
from factsheet.screen import Shown, look, parts
from factsheet.settings import Area, current
from factsheet.store import Edition
from factsheet.summary import Cell, Row

NASTY = "<script>alert('x')</script> & \"meer\""
NOORD = Area("WK016402", "Noord", "wijk")
WOOLDE = Area("WK016407", "Woolde", "wijk")
HENGELO = Area("GM0164", "Hengelo", "gemeente")
CELLS = re.compile(r"<td[^>]*>(.*?)</td>")
NAMES = re.compile(r'<th scope="row">(.*?)</th>')
HEADS = re.compile(r'<th scope="col">(.*?)</th>')


@pytest.fixture
def shown(monkeypatch) -> list[str]:
    """The pieces of HTML that a part puts on the screen."""
    pieces: list[str] = []
    monkeypatch.setattr(parts.st, "html", pieces.append)
    return pieces


def figure(*values: float | None, label: str = "Inwoners", gemeente: Figure | None = None, **now: Any) -> Figure:
    """A figure with one value per year, the last of 2024; `now` says more about that last point."""
    points = [
        Point(2025 - len(values) + place, value, "onbekend" if value is None else "bekend")
        for place, value in enumerate(values)
    ]
    points[-1] = Point(**(vars(points[-1]) | now))
    area = NOORD if gemeente else HENGELO
    return Figure("inwoners", label, Naam("het aantal inwoners"), INWONERS, area, 2024, tuple(points), "", gemeente)


class Tags(HTMLParser):
    """Fails on a tag that is closed in the wrong order; `open` holds those that were never closed."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {"img", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


# Tables


def test_a_table_has_a_caption_and_headers_for_columns_and_rows():
    made = tables.table("Bestanden", ("Gegevens", "Stand"), [("ses", "aanwezig"), ("gebruik", "ontbreekt")])

    assert "<caption>Bestanden</caption>" in made
    assert HEADS.findall(made) == ["Gegevens", "Stand"]
    assert NAMES.findall(made) == ["ses", "gebruik"]
    assert CELLS.findall(made) == ["aanwezig", "ontbreekt"]
    assert Tags(made).open == []


def test_a_table_scrolls_in_a_box_with_a_name_that_the_keyboard_can_reach():
    made = tables.table("Bestanden", ("Gegevens",), [("ses",)])

    assert made.startswith('<div class="sd-tabel " tabindex="0" role="region" aria-label="Bestanden">')


def test_words_stand_to_the_left_and_numbers_to_the_right():
    assert 'class="sd-tabel sd-woorden"' in tables.table("a", ("b",), [("c",)], words=True)
    assert "sd-woorden" not in tables.table("a", ("b",), [("c",)])


@pytest.mark.parametrize(
    "made",
    [
        tables.table(NASTY, (NASTY,), [(NASTY, NASTY)]),
        tables.figures_table([figure(1, 2, label=NASTY)], NASTY),
        tables.heat_table([Row(Area("W", NASTY, "wijk"), (Cell(None, None),))], [NASTY], NASTY, NASTY),
    ],
    ids=["table", "figures", "heat"],
)
def test_what_others_wrote_is_text_and_never_markup(made):
    assert "<script" not in made
    assert '"meer"' not in made
    assert "&lt;script&gt;" in made
    assert Tags(made).open == []


def test_a_table_of_figures_has_a_row_per_figure_and_a_column_per_year():
    made = tables.figures_table([figure(81418, 81873, 82324, verandering=0.6, duidelijk=True)], "Inwoners")

    assert HEADS.findall(made) == ["Cijfer", "2022", "2023", "2024", "Verandering"]
    assert NAMES.findall(made) == ["Inwoners"]
    assert CELLS.findall(made) == ["81.418", "81.873", "82.324", "+0,6%"]


def test_a_table_of_figures_shows_every_year_that_its_chart_shows():
    made = tables.figures_table([figure(1, 2, 3, 4, 5, 6)], "Inwoners")

    assert HEADS.findall(made) == ["Cijfer", *map(str, range(2019, 2025)), "Verandering"]


def test_a_change_that_may_not_be_claimed_is_not_in_the_table():
    made = tables.figures_table([figure(100, 104, verandering=4.0, duidelijk=False)], "Inwoners")

    assert CELLS.findall(made) == ["100", "104", ""]


def test_what_is_not_there_is_said_in_words():
    made = tables.figures_table([figure(None, None, status="te klein")], "Inwoners")

    assert CELLS.findall(made) == ["niet bekend", "weggelaten vanwege privacy", ""]


def test_a_table_of_a_wijk_has_the_municipality_beside_it():
    made = tables.figures_table([figure(8800, 8900, gemeente=figure(82000, 83061))], "Inwoners")

    assert HEADS.findall(made)[-1] == "Hengelo, 2024"
    assert CELLS.findall(made)[-1] == "83.061"


# The wijken side by side


@pytest.mark.parametrize(
    ("distance", "arrow", "words", "side"),
    [
        (0.5, "▲", "hoger dan de gemeente", "sd-meer"),
        (-0.5, "▼", "lager dan de gemeente", "sd-minder"),
        (0.0, "≈", "niet duidelijk anders dan de gemeente", "sd-minder"),
    ],
)
def test_above_and_below_are_said_in_a_sign_in_words_and_in_a_shade(distance, arrow, words, side):
    made = tables.heat_table(
        [Row(NOORD, (Cell(figure(10, gemeente=figure(9)), distance),))], ["Wmo"], "Wijken", "Hengelo"
    )

    [cell] = re.findall(r'<td class="[^"]*" style.*?</td>', made)
    assert f'class="{side}"' in cell
    assert f'<span aria-hidden="true">{arrow}</span><span class="sd-voorlezen">{words}</span>' in cell
    assert f"--sterkte:{abs(distance) * 100:.0f}%" in cell
    assert "10" in cell


def test_the_last_row_is_the_municipality():
    rows = [Row(wijk, (Cell(figure(10, gemeente=figure(9)), 1.0),)) for wijk in (NOORD, WOOLDE)]

    made = tables.heat_table(rows, ["Wmo"], "Wijken", "Hengelo")

    assert NAMES.findall(made) == ["Noord", "Woolde", "Hengelo"]
    assert CELLS.findall(made)[-1] == "9"
    assert Tags(made).open == []


def test_a_wijk_without_a_figure_says_so():
    rows = [Row(NOORD, (Cell(None, None), Cell(figure(None, gemeente=figure(9)), None)))]

    made = tables.heat_table(rows, ["Wmo", "Jeugdwet"], "Wijken", "Hengelo")

    assert CELLS.findall(made)[:2] == ["niet bekend", "niet bekend"]


# Parts of a page


def test_a_tile_has_the_figure_its_change_and_a_line_that_is_for_the_eye_only():
    made = tiles((figure(82324, 83061, verandering=0.9, duidelijk=True),), 2024)

    assert "<strong>83.061</strong>" in made
    assert "</b> +0,9%</span>" in made
    assert "ten opzichte van 2023." in made
    assert 'alt=""' in made
    assert Tags(made).open == []


def test_a_first_year_speaks_of_no_year_before():
    made = tiles((figure(None, 104),), 2024)

    assert "eerste jaar" in made
    assert "ten opzichte van" not in made


def test_a_tile_without_a_clear_change_says_so():
    made = tiles((figure(100, 104, verandering=4.0),), 2024)

    assert "geen duidelijke verandering" in made
    assert "+4" not in made


def test_the_summary_is_one_paragraph_of_text(shown):
    parts.paragraph([Sentence("Het neemt toe."), Sentence(NASTY)])

    assert shown[0].startswith('<p class="sd-tekst">Het neemt toe. ')
    assert "<script" not in shown[0]


def test_without_developments_there_is_a_sentence(shown):
    parts.paragraph([])

    assert shown == ['<p class="sd-tekst">Er zijn dit jaar geen duidelijke veranderingen.</p>']


def test_sentences_tell_what_they_stand_on_behind_one_button(shown):
    fact = Fact("wmo.clienten", NASTY, 2024, 7410.0, 7370.0, 2023, "cliënten", NASTY, 0, 5.0, ("+0,5%",))

    parts.paragraph([Sentence("Het stabiliseert (+0,5%).", (fact,)), Sentence("Dat is zo.")])

    assert shown[0].count("<summary>") == 1
    assert "tabindex" not in shown[0]
    assert "7.410 in 2024, 7.370 in 2023 (cliënten)" in shown[0]
    assert "<script" not in shown[0]
    assert Tags(shown[0]).open == []


OF_2024 = Edition(1, 2024, 2, "rik", datetime(2025, 6, 30, 22, 30, tzinfo=UTC), None)


@pytest.fixture
def front(monkeypatch):
    town = current()
    monkeypatch.setattr(Shown, "front", Front(2024, town.gemeente, town.wijken, "", "Zo leest u dit."))


@pytest.mark.usefixtures("front", "example")
def test_a_qr_code_has_its_address_as_text_and_as_link(shown):
    parts.colophon(Shown(2024, "x", OF_2024), "https://hengelo.example/wijk?wijk=noord&jaar=2024", NASTY)

    address = "https://hengelo.example/wijk?wijk=noord&amp;jaar=2024"
    assert f'alt="QR-code naar {address}"' in shown[0]
    assert f'<a href="{address}">{address}</a>' in shown[0]
    assert 'src="data:image/svg+xml' in shown[0]
    assert "<script" not in shown[0]
    assert Tags(shown[0]).open == []


@pytest.mark.usefixtures("front", "example")
def test_the_line_under_a_factsheet_names_the_edition_and_its_day_in_the_netherlands(shown):
    parts.colophon(Shown(2024, "x", OF_2024))
    parts.colophon(Shown(2024, "x", None))

    line = "Factsheet 2024, editie 2, gepubliceerd op 1 juli 2025. Zo leest u dit."
    assert shown == [f'<p class="sd-editie">{line}</p>']


def test_the_look_of_a_page_needs_nothing_from_elsewhere_and_hides_the_controls_in_print():
    styles = look.css()

    assert "url(" not in styles
    assert "@import" not in styles
    assert "</" not in styles
    assert ".stSelectbox" in styles.rpartition("@media print")[2]


def test_the_look_of_every_class_that_is_used_is_described():
    folders = [Path(parts.__file__).parent, Path(tables.__file__).parent]
    css = "".join(path.read_text(encoding="utf-8") for folder in folders for path in folder.glob("*.css"))
    code = "".join(path.read_text(encoding="utf-8") for folder in folders for path in folder.rglob("*.py"))
    used = {name for names in re.findall(r'class="(sd-[\w -]+)', code) for name in names.split() if name != "sd-"}

    assert {name for name in used if f".{name}" not in css} == set()
