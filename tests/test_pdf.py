"""A factsheet on paper, rendered and looked at: pages, places, sizes, colours, tags, and what can be read of it."""

from __future__ import annotations

import functools
import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import pdfua
import pytest
import typst
from pypdf import PdfReader

from factsheet.cards import cards
from factsheet.edition import SectionResult
from factsheet.export import drawing, pdf
from factsheet.export.taken import Taken, taken
from factsheet.figures import Tables
from factsheet.narrate import Sentence, notation
from factsheet.release.snapshot import Concept
from factsheet.sections import SECTIONS
from factsheet.settings import Area, Settings, current
from factsheet.store import Edition, Store
from factsheet.wijkblad import chart_specs
from tests import example, example_years, large_towns, small_towns
from tests.pdf_marks import overlaps, printed

TOWN = current()
SMALLEST, CONTRAST = 7.0, 4.5
LEFT, RIGHT, BOTTOM, TOP = 33.5, 562.5, 11, 830  # points within which all letters are
PAGE = (595, 842)
WORDS = "Wij zien dat inwoners in onze gemeente langer thuis wonen, en dat vraagt iets van ons allemaal. "
LONG = (WORDS * 40)[: len(WORDS) * 35].strip()  # about six hundred words
AT = datetime(2025, 3, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def store(loaded: Path) -> Iterator[Store]:
    """The example as it was published; nothing is written here."""
    opened = Store(example_years.url(loaded))
    yield opened
    opened.close()


def of_year(store: Store, year: int) -> Taken:
    edition = store.last_edition(year)
    assert edition is not None
    return taken(store, edition, TOWN)


def edition(year: int = 2024, number: int = 1, reason: str | None = None) -> Edition:
    return Edition(number, year, number, "rik", AT, reason)


def made_up(settings: Settings, tables: Tables, texts: dict[str, str], *, reason: str | None = None) -> Taken:
    """An edition that no store has."""
    return Taken(
        Concept(tables, texts, 2024),
        edition(number=2 if reason else 1, reason=reason),
        "https://dorp.example",
        True,
        "",
    )


def example_with(texts: dict[str, str], reason: str | None = None) -> Taken:
    return made_up(TOWN, example.tables(2024), texts, reason=reason)


def with_duiding(of: Taken, text: str, *sections: str) -> Taken:
    """The same edition with this text in these sections, or in all; longer than today's editors may make it."""

    def said(part: SectionResult) -> SectionResult:
        if sections and part.sleutel not in sections:
            return part
        own = [one for one in part.zinnen if one.soort == "gegenereerd"]
        return replace(part, zinnen=(*own, Sentence(text, (), "duiding")))

    sheet = of.sheet(of.front.gemeente)
    return with_sections(of, tuple(map(said, sheet.secties)))


def with_sections(of: Taken, parts: tuple[SectionResult, ...]) -> Taken:
    concept = of.snapshot
    assert isinstance(concept, Concept)
    sheet = replace(concept.sheet(concept.front.gemeente), secties=parts)
    return replace(of, snapshot=replace(concept, _sheets={**concept._sheets, sheet.area.code: sheet}))


@functools.cache
def small(wijken: int) -> Taken:
    """A town of which nothing is known but what is counted."""
    settings = small_towns.town(wijken)
    frames = example.disclosed(lambda year: small_towns.rows(settings, year, Random(year)), (2023, 2024), settings)
    return made_up(settings, Tables(frames, settings), {})


@functools.cache
def large(times: int) -> Taken:
    settings = large_towns.town(times)
    frames = example.disclosed(lambda year: large_towns.rows(times, year), (2023, 2024), settings)
    return made_up(settings, Tables(frames, settings), {})


Paper = Callable[[int, Area], bytes]


@pytest.fixture(scope="module")
def paper(store: Store) -> Paper:
    """The PDF of an area of an example year, made once."""
    editions = {year: of_year(store, year) for year in example.YEARS}
    return functools.cache(lambda year, area: pdf.pdf(editions[year], area))


def fits(of: Taken, area: Area) -> bytes:
    """The PDF of this area; raises where a page is not as it should be."""
    made = pdf.pdf(of, area)
    looks_right(made, area)
    return made


def looks_right(made: bytes, area: Area) -> None:
    """Raises where a page is not as it should be."""
    reader = PdfReader(io.BytesIO(made))
    assert len(reader.pages) == (2 if area.is_gemeente else 1)
    for page in reader.pages:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == PAGE
    found = printed(made)
    assert len({one.page for one in found}) == len(reader.pages)
    for one in found:
        left, low, right, high = one.box
        assert left >= LEFT and right <= RIGHT and low >= BOTTOM and high <= TOP, one
        assert one.size >= SMALLEST - 0.001, one
        assert one.contrast >= CONTRAST, one
    assert list(overlaps(found)) == []


def chosen(of: Taken, area: Area) -> list[dict[str, float]]:
    """Per page which density was taken, and how many points were left."""
    found: list[dict[str, float]] = json.loads(pdf.document(of, area).query("<dichtheid>", field="value"))
    return found


def text_of(made: bytes) -> str:
    """All text, on one line, with words that were broken made whole."""
    pages = PdfReader(io.BytesIO(made)).pages
    lines = "\n".join(page.extract_text() for page in pages).replace("\u00ad\n", "").replace("-\n", "")
    return re.sub(r"\s+", " ", lines)


def bare(text: str) -> str:
    """Without what a line end may have changed."""
    return re.sub(r"[\s\u00ad\u200b-]+", "", text)


def elements(made: bytes) -> list[dict[str, Any]]:
    """All structure elements of the tagged document, in reading order."""

    def under(element: Any) -> Iterator[Any]:
        children = element.get("/K", [])
        for child in children if isinstance(children, list) else [children]:
            found = child.get_object() if hasattr(child, "get_object") else child
            if isinstance(found, dict) and "/S" in found:
                yield found
                yield from under(found)

    return list(under(PdfReader(io.BytesIO(made)).trailer["/Root"]["/StructTreeRoot"]))


def test_what_looks_at_pages_sees_what_is_wrong() -> None:
    page = '#set text(font: "Noto Sans")\n'
    page += "#place(dx: -80pt)[links]#text(5pt)[klein]#place(dy: 90pt)[Een]#place(dy: 92pt, text(silver)[Twee])"

    made = typst.compile(page.encode(), font_paths=[str(drawing.FONTS)], ignore_system_fonts=True)

    assert isinstance(made, bytes)
    found = printed(made)
    assert min(one.size for one in found) == pytest.approx(5, abs=0.01)
    assert min(one.box[0] for one in found) < LEFT
    assert min(one.contrast for one in found) < CONTRAST
    assert len(list(overlaps(found))) == 1


@pytest.mark.parametrize("year", example.YEARS)
def test_every_area_of_every_year_has_its_pages(paper: Paper, year: int) -> None:
    for area in TOWN.areas:
        looks_right(paper(year, area), area)


@pytest.mark.parametrize("year", example.YEARS)
def test_the_example_needs_no_shortening(store: Store, year: int) -> None:
    of = of_year(store, year)

    for area in (of.front.gemeente, of.front.wijken[5]):
        for page in chosen(of, area):
            density = pdf.DENSITIES[int(page["dichtheid"])]
            assert (density.zinnen, density.duiding, density.inleiding, density.rijen) == (3, None, None, None)
            assert page["over"] >= 0


@pytest.mark.parametrize("wijken", [1, 3])
def test_a_town_of_which_little_is_known_fits(wijken: int) -> None:
    of = small(wijken)

    for area in of.front.areas:
        fits(of, area)


def test_a_town_with_forty_wijken_fits_and_names_every_one() -> None:
    of = large(4)

    read = text_of(fits(of, of.front.gemeente))

    assert all(re.search(rf"{wijk.naam}\b", read) for wijk in of.front.wijken)
    fits(of, of.front.wijken[0])


def test_wijken_with_long_names_stand_in_a_table() -> None:
    settings = large_towns.town(2)
    names = ("Buitengebied Noordoost", "Noord", "Sint-Annaparochie")
    wijken = tuple(replace(w, naam=f"{names[n % 3]} {n}") for n, w in enumerate(settings.wijken))
    settings = replace(settings, wijken=wijken)
    of = made_up(settings, Tables(large(2).snapshot.tables.frames, settings), {})  # type: ignore[attr-defined]

    made = fits(of, settings.gemeente)

    read = bare(text_of(made))
    assert all(bare(wijk.naam) in read for wijk in wijken)
    assert sum(element["/S"] == "/Table" for element in elements(made)) == 3


def test_six_hundred_words_in_every_section_are_shortened_and_lead_further() -> None:
    assert len(LONG.split()) >= 590
    of = with_duiding(example_with({}), LONG)

    read = text_of(fits(of, of.front.gemeente))

    assert read.count("lees verder op") == len(of.sheet(of.front.gemeente).secties)
    assert of.address_of(of.front.gemeente) in read


def test_one_long_text_stays_longer_than_many() -> None:
    one = with_duiding(example_with({}), LONG, "loonkostensubsidie")
    many = with_duiding(example_with({}), LONG)

    fits(one, one.front.gemeente)

    kept = [chosen(of, of.front.gemeente)[1]["dichtheid"] for of in (one, many)]
    assert kept[0] < kept[1]


def test_no_duiding_fits() -> None:
    of = example_with({})

    assert "Duiding van de redactie" not in text_of(fits(of, of.front.gemeente))


@pytest.mark.parametrize("text", [LONG, "Donaudampfschifffahrt" * 40, "x" * 700, "a b " * 300])
def test_texts_of_any_length_in_any_place_fit(text: str) -> None:
    texts = dict.fromkeys(("titel", "intro", *(f"{section.sleutel}.titel" for section in SECTIONS)), text)
    of = with_duiding(example_with(texts, reason=text), text)
    of = replace(of, contact=text[:80])

    fits(of, of.front.gemeente)
    fits(of, of.front.wijken[0])


@pytest.mark.parametrize("left_out", [range(4), range(7), range(7, 11), range(10), [6], [0, 2, 4]])
def test_sections_may_be_missing(left_out: Any) -> None:
    whole = example_with({})
    parts = whole.sheet(whole.front.gemeente).secties
    kept = tuple(part for number, part in enumerate(parts) if number not in left_out)
    of = with_sections(whole, kept)

    read = text_of(fits(of, of.front.gemeente))

    assert all(bare(part.kop) in bare(read) for part in kept)


def test_a_text_of_an_editor_is_never_markup_and_every_letter_can_be_printed() -> None:
    nasty = '#panic("x") *vet* _cursief_ $x$ @bron <b>"aanhaling"</b> \\ `code` 😀 漢字 // geen opmerking'
    of = with_duiding(example_with({"intro": nasty, "titel": nasty}), nasty, "inwoners")

    read = text_of(fits(of, of.front.gemeente))

    assert '#panic("x") *vet* _cursief_ $x$' in read
    assert "// geen opmerking" in read


def test_every_letter_of_the_font_can_be_printed() -> None:
    assert {ord(letter) for letter in "aé€ß‘’“”–…ĳŐ"} <= pdf._letters()

    letters = "".join(sorted(map(chr, pdf._letters() - set(range(0x20)))))
    of = with_duiding(example_with({}), letters, "inwoners")

    assert pdf.pdf(of, of.front.gemeente)


def test_key_figures_headline_and_headings_can_be_read(store: Store, paper: Paper) -> None:
    for year in example.YEARS:
        of = of_year(store, year)
        sheet = of.sheet(of.front.gemeente)
        read = bare(text_of(paper(year, of.front.gemeente)))

        assert of.summary.kop and bare(of.summary.kop.tekst) in read
        assert bare(sheet.titel) in read and bare(sheet.intro) in read
        for figure in of.summary.kerncijfers:
            assert bare(figure.label) + bare(notation.in_short(figure)) in read
        for card in cards(sheet, of.summary.kerncijfers):
            assert bare(card.deel.kop) in read
            assert all(bare(said.tekst) in read for said in card.zinnen), (year, card.deel.sleutel)
            assert all(bare(said.tekst) in read for said in card.deel.zinnen if said.soort == "duiding")
        for row in of.summary.wijken:
            assert bare(row.area.naam) in read


def test_a_wijk_has_what_stands_out_and_all_its_lines(store: Store, paper: Paper) -> None:
    of = of_year(store, 2024)
    for wijk in of.front.wijken:
        sheet = of.sheet(wijk)
        read = bare(text_of(paper(2024, wijk)))

        assert all(bare(said.tekst) in read for said in sheet.opvallend)
        for column in of.front.wijkblad:
            figure = sheet.figure(column.cijfer)
            assert figure and bare(column.naam) + bare(notation.shown(figure)) in read


def test_what_stands_around_it_stands_there_once(store: Store, paper: Paper) -> None:
    first = of_year(store, 2024)
    again = replace(first, edition=edition(number=2, reason="De cijfers van de Wmo zijn verbeterd"))
    again = replace(again, contact="Team Onderzoek, 14 074")

    for area in (first.front.gemeente, first.front.wijken[5]):
        read = text_of(pdf.pdf(again, area))
        assert read.count(bare_line(again.front.leeswijzer)) == 1
        assert "Herzien: De cijfers van de Wmo zijn verbeterd" in read
        assert again.line in read and again.contact in read and "Bronnen: " in read
        assert bare(again.address_of(area)) in bare(read)
        assert "Herzien" not in text_of(paper(2024, area))


def bare_line(text: str) -> str:
    """The beginning of a text, which no line end has changed."""
    return text[:40]


def test_it_is_pdf_ua(paper: Paper, tmp_path: Path) -> None:
    for area in (TOWN.gemeente, TOWN.wijken[5]):
        file = tmp_path / f"{area.slug}.pdf"
        file.write_bytes(paper(2024, area))

        report = pdfua.validate(str(file))

        assert [f"{found.rule_id} {found.message}" for found in report.findings] == []


def test_it_says_what_it_is(paper: Paper) -> None:
    for area, title in (
        (TOWN.gemeente, "Sociaal domein in Beeld 2023: Hengelo"),
        (TOWN.wijken[5], "Sociaal domein in Beeld 2023: Berflo Es"),
    ):
        reader = PdfReader(io.BytesIO(paper(2023, area)))
        root: Any = reader.trailer["/Root"]
        about = root["/Metadata"].get_data().decode()

        assert reader.metadata and reader.metadata.title == title
        assert root["/Lang"] == "nl-NL"
        assert root["/MarkInfo"]["/Marked"]
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert "<pdfaid:part>2</pdfaid:part>" in about and "<pdfaid:conformance>A</pdfaid:conformance>" in about
        assert "<pdfuaid:part>1</pdfuaid:part>" in about


def test_bookmarks_are_its_headings(store: Store, paper: Paper) -> None:
    of = of_year(store, 2024)
    sheet = of.sheet(of.front.gemeente)

    def titles(outline: Any) -> list[str]:
        return [title for one in outline for title in (titles(one) if isinstance(one, list) else [one.title])]

    found = titles(PdfReader(io.BytesIO(paper(2024, TOWN.gemeente))).outline)

    groups = dict.fromkeys(part.groep for part in sheet.secties)
    assert found[0] == sheet.titel
    assert {*groups, *(part.kop for part in sheet.secties), "De wijken naast elkaar"} == set(found[1:])


def test_tags_tell_what_is_what(store: Store, paper: Paper) -> None:
    of = of_year(store, 2024)
    gemeente, wijk = of.front.gemeente, of.front.wijken[5]
    sheet = of.sheet(gemeente)

    of_gemeente, of_wijk = (elements(paper(2024, area)) for area in (gemeente, wijk))

    kinds = [element["/S"] for element in of_gemeente]
    assert kinds.count("/H1") == 1 and kinds.count("/H2") == 3 and kinds.count("/H3") == len(sheet.secties)
    kinds = [element["/S"] for element in of_wijk]
    assert kinds.count("/H1") == 1 and kinds.count("/L") == 1 and kinds.count("/Table") == 1
    assert kinds.count("/TH") == 5 and kinds.count("/TR") == 1 + len(of.front.wijkblad)


def test_every_chart_map_and_code_has_words_in_its_place(store: Store, paper: Paper) -> None:
    for year in example.YEARS:
        of = of_year(store, year)
        gemeente, wijk = of.front.gemeente, of.front.wijken[5]
        charts = {
            gemeente: [part.grafiek for part in of.sheet(gemeente).secties if part.grafiek],
            wijk: list(chart_specs(of.sheet(wijk))),
        }
        for area, specs in charts.items():
            figures = [one for one in elements(paper(year, area)) if one["/S"] == "/Figure"]
            alts = [str(one.get("/Alt", "")) for one in figures]
            assert all(alts)
            assert {spec["description"] for spec in specs} <= set(alts)
            assert f"QR-code naar {of.address_of(area)}" in alts
            maps = [alt for alt in alts if alt.startswith("Kaart van de")]
            assert len(maps) == (3 if area.is_gemeente else 1)
            if area.is_gemeente:
                assert all(wijk.naam in alt for alt in maps for wijk in of.front.wijken)


def test_the_same_edition_gives_the_same_bytes(store: Store, paper: Paper) -> None:
    for area in (TOWN.gemeente, TOWN.wijken[5]):
        assert pdf.pdf(of_year(store, 2024), area) == paper(2024, area)


def test_all_letters_are_in_the_file(paper: Paper) -> None:
    for page in PdfReader(io.BytesIO(paper(2024, TOWN.gemeente))).pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            assert {"/FontFile2", "/FontFile3"} & inner["/FontDescriptor"].get_object().keys()
            assert re.search("NotoSans|DejaVuSansMono", inner["/BaseFont"])


def test_tiles_are_darker_where_more_and_letters_on_them_can_be_read() -> None:
    for kleur in ("#1F6FB5", "#B65312", "#1B7F5A"):
        light, middle, dark = (pdf.tint(kleur, part) for part in (0.0, 0.5, 1.0))
        assert light > middle > dark
