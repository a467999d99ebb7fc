"""The site: what its pages hold, where they lead, and how it is put on disk."""

from __future__ import annotations

import ast
import functools
import itertools
import math
import posixpath
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from factsheet import charts, geography, wijkblad
from factsheet.explain import TERMS
from factsheet.export import drawings, pictures
from factsheet.export.taken import Taken, taken
from factsheet.export.web import Around, about, pages_of, site, write
from factsheet.export.web import folder as folders
from factsheet.figures import Tables
from factsheet.geography import Shape
from factsheet.narrate import notation
from factsheet.release.snapshot import Concept
from factsheet.settings import Area, current
from factsheet.store import Edition, Store
from tests import example, example_years, sites, small_towns
from tests.sites import Node, Tree

TOWN = current()
ROOT = Path(__file__).parent.parent
MOST = 150_000
SHARED = {"index.html", "uitleg/index.html", "toegankelijkheid/index.html", "colofon/index.html"}
OTHER = {"stijl.css", "404.html", "robots.txt"}
NASTY = "<script>alert(1)</script> \"&' {0} ${x} </style><b onclick=x()>"


@pytest.fixture(scope="module")
def store(loaded: Path) -> Iterator[Store]:
    opened = Store(example_years.url(loaded))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def files(store: Store) -> Mapping[str, bytes]:
    return sites.whole(store)


@pytest.fixture(scope="module")
def pages(files: Mapping[str, bytes]) -> dict[str, Node]:
    return {path: Tree(body).root for path, body in files.items() if path.endswith(".html")}


@pytest.fixture(scope="module")
def of_2024(store: Store) -> Taken:
    return sites.editions(store)[-1]


def area(name: str) -> Area:
    found = TOWN.area(name)
    assert found
    return found


# What is there


def test_every_area_of_every_edition_has_its_pages(files: Mapping[str, bytes]) -> None:
    folders_ = ("2023", "2024", "2024/editie-1")
    of_areas = {"", *(f"{wijk.slug}/" for wijk in TOWN.wijken)}
    expected = {f"{at}/{of}{kind}index.html" for at in folders_ for of in of_areas for kind in ("", "cijfers/")}

    assert files.keys() == expected | SHARED | OTHER


def test_every_page_is_well_formed(files: Mapping[str, bytes]) -> None:
    faults = {path: Tree(body).faults for path, body in files.items() if path.endswith(".html")}

    assert {path: found for path, found in faults.items() if found} == {}
    assert Tree(b"<p><div></div></p>").faults and Tree(b"<ul><li>x</ul>").faults and Tree(b"<td>x</td>").faults


def test_no_page_is_large(files: Mapping[str, bytes]) -> None:
    assert {path: len(body) for path, body in files.items() if len(body) >= MOST} == {}


def test_the_same_editions_give_the_same_bytes_in_any_order(store: Store, files: Mapping[str, bytes]) -> None:
    first, *_ = editions = sites.editions(store)
    around = Around(tuple(reversed(editions)))
    pictures._svg.cache_clear()

    again = pages_of(first, around.folder(first), TOWN, around=around, downloads=sites.downloads)

    assert again == {path: body for path, body in files.items() if path.startswith("2023/")}
    assert about.start(around) == files["index.html"]
    assert about.colophon(around) == files["colofon/index.html"]


def test_there_is_no_script(pages: dict[str, Node]) -> None:
    for path, page in pages.items():
        nodes = list(page.walk())
        assert not [node for node in nodes if node.tag in {"script", "iframe", "object", "form"}], path
        assert not [name for node in nodes for name in node.attributes if name.startswith("on")], path
        [policy] = [n for n in nodes if n.attributes.get("http-equiv") == "Content-Security-Policy"]
        assert policy.attributes["content"].startswith("default-src 'none'; style-src 'self' 'unsafe-inline'; img-src")
        assert "script" not in policy.attributes["content"]


def test_nothing_is_asked_of_another_server(files: Mapping[str, bytes], pages: dict[str, Node]) -> None:
    for path, page in pages.items():
        asked = [
            n.attributes.get("src") or n.attributes.get("href", "") for n in page.walk() if n.tag in {"img", "link"}
        ]
        assert [one for one in asked if urlsplit(one).scheme not in {"", "data"}] == [], path
    assert b"url(" not in files["stijl.css"] and b"@import" not in files["stijl.css"]


def test_a_page_has_its_language_its_title_and_one_heading(pages: dict[str, Node]) -> None:
    for path, page in pages.items():
        [html], [title], [heading] = page.all("html"), page.all("title"), page.all("h1")
        assert html.attributes["lang"] == "nl"
        assert title.text.startswith(heading.text) and TOWN.gemeente.naam in title.text, path
        assert page.all("main")[0].attributes["id"] == "inhoud"
    newest = [page.all("title")[0].text for path, page in pages.items() if "editie-" not in path]
    assert len(set(newest)) == len(newest)


def test_headings_go_down_one_step_at_a_time(pages: dict[str, Node]) -> None:
    for path, page in pages.items():
        levels = [int(node.tag[1]) for node in page.walk() if re.fullmatch(r"h\d", node.tag)]
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels)), path


def test_the_first_link_leads_to_the_contents(pages: dict[str, Node]) -> None:
    for path, page in pages.items():
        if path != "404.html":
            first = page.all("a")[0]
            assert (first.attributes["href"], first.text) == ("#inhoud", "Naar de inhoud")


# Where pages lead


def test_every_link_leads_to_a_page_and_its_part(files: Mapping[str, bytes], pages: dict[str, Node]) -> None:
    names = {path: {n.attributes["id"] for n in page.walk() if "id" in n.attributes} for path, page in pages.items()}
    taken_along = re.compile(r"sociaal-domein-20\d\d-[a-z-]+\.(pdf|xlsx)")
    outside = set()
    for path, page in pages.items():
        ids = [node.attributes["id"] for node in page.walk() if "id" in node.attributes]
        assert len(set(ids)) == len(ids), path
        for href in (n.attributes["href"] for n in page.walk() if n.tag in {"a", "link"}):
            to = urlsplit(href)
            if to.scheme:
                outside.add(href)
                continue
            assert not href.startswith("/")
            there = posixpath.normpath(posixpath.join(posixpath.dirname(path), to.path)) if to.path else path
            if taken_along.fullmatch(posixpath.basename(there)):
                page_there = posixpath.join(posixpath.dirname(there), "index.html")
                assert page_there in files and "cijfers" not in page_there
                continue
            assert there in files, (path, href)
            assert not to.fragment or to.fragment in names[there], (path, href)
    assert outside == {"data:,", about.OMBUDSMAN, "https://www.berenschot.nl"}


def test_every_page_can_be_reached_from_the_start(pages: dict[str, Node]) -> None:
    reached, waiting = set(), ["index.html"]
    while waiting:
        path = waiting.pop()
        reached.add(path)
        for link in pages[path].all("a"):
            to = posixpath.normpath(posixpath.join(posixpath.dirname(path), urlsplit(link.attributes["href"]).path))
            if to in pages and to not in reached:
                waiting.append(to)

    assert reached == pages.keys() - {"404.html"}


def test_the_years_lead_to_the_same_page_of_another_year(pages: dict[str, Node]) -> None:
    [years] = pages["2024/berflo-es/cijfers/index.html"].all("nav", "sd-jaren")

    assert [(a.text, a.attributes["href"]) for a in years.all("a")] == [
        ("2023", "../../../2023/berflo-es/cijfers/index.html"),
        ("2024", "index.html"),
    ]
    assert [a.attributes.get("aria-current") for a in years.all("a")] == [None, "page"]


def test_an_older_edition_stands_under_its_number_and_says_that_there_is_a_newer_one(pages: dict[str, Node]) -> None:
    older, newer = pages["2024/editie-1/berflo-es/index.html"], pages["2024/berflo-es/index.html"]
    [notice] = older.all("p", "sd-ouder")

    assert notice.text == "Dit is editie 1 van 2024. Er is een nieuwere. Bekijk editie 2."
    assert notice.all("a")[0].attributes["href"] == "../../berflo-es/index.html"
    assert [n.attributes["content"] for n in older.all("meta") if n.attributes.get("name") == "robots"] == ["noindex"]
    assert newer.all("p", "sd-ouder") == []
    assert [n.text for n in newer.all("p", "sd-herzien")] == [f"Herzien: {sites.REASON}"]
    assert older.all("p", "sd-herzien") == []
    assert "Eerdere edities van 2024 Editie 1, tot 31 maart 2025" in pages["2024/index.html"].all("main")[
        0
    ].text.replace("2024Editie", "2024 Editie")


def test_a_site_with_an_address_says_where_its_pages_are(store: Store) -> None:
    edition = store.last_edition(2024)
    assert edition
    town = replace(TOWN, publieke_url="https://voorbeeld.example/sociaal")

    found = site([taken(store, edition, town)], town)

    assert (
        b'<link rel="canonical" href="https://voorbeeld.example/sociaal/2024/berflo-es/">'
        in found["2024/berflo-es/index.html"]
    )
    assert b"Sitemap: https://voorbeeld.example/sociaal/sitemap.xml\n" in found["robots.txt"]
    addresses = {loc.text for loc in ElementTree.fromstring(found["sitemap.xml"]).iter() if loc.tag.endswith("loc")}
    assert len(addresses) == len(SHARED) + 2 * len(TOWN.areas)
    assert "https://voorbeeld.example/sociaal/" in addresses
    assert b'href="https://voorbeeld.example/sociaal/"' in found["404.html"]


# What pages say


def test_all_figures_of_every_area_are_those_of_the_edition(of_2024: Taken, pages: dict[str, Node]) -> None:
    for one in of_2024.front.areas:
        page = pages[f"2024/{'' if one.is_gemeente else one.slug + '/'}cijfers/index.html"]
        sheet = of_2024.sheet(one)
        sections = {node.attributes["aria-labelledby"]: node for node in page.all("section", "sd-deel")}
        assert list(sections) == [part.sleutel for part in sheet.secties]
        for part in sheet.secties:
            node = sections[part.sleutel]
            assert all(clean(said.tekst) in node.text for said in part.zinnen)
            assert (part.titel in node.text, part.uitleg in node.text, node.all("h3")[0].text) == (True, True, part.kop)
            [table] = node.all("table")
            head = [cell.text for cell in table.all("th") if cell.attributes["scope"] == "col"]
            for row, figure in zip(table.all("tr")[1:], part.cijfers, strict=True):
                cells = dict(zip(head, (cell.text for cell in row.children if isinstance(cell, Node)), strict=True))
                assert cells["Cijfer"] == figure.label
                years = [name for name in head if re.fullmatch(r"20\d\d", name)]
                assert {name: cells[name] for name in years} == {
                    year: clean(notation.point(figure.at(int(year)), figure.unit)) for year in years
                }


def clean(text: str) -> str:
    return " ".join(text.split())


def test_the_factsheet_prints_the_key_figures_and_every_card(of_2024: Taken, pages: dict[str, Node]) -> None:
    page, sheet = pages["2024/index.html"], of_2024.sheet(of_2024.front.gemeente)

    shown = [tile.all("strong")[0].text for tile in page.all("div", "sd-tegel")]
    assert shown == [clean(notation.in_short(figure)) for figure in of_2024.summary.kerncijfers]
    assert [node.text for node in page.all("h3")] == [part.kop for part in sheet.secties]
    assert of_2024.summary.kop and of_2024.summary.kop.tekst in page.text
    assert sheet.titel == page.all("h1")[0].text
    assert len(page.all("figure", "sd-tekening")) == sum(part.grafiek is not None for part in sheet.secties)
    assert len(page.all("figure", "sd-tegelkaart")) == 3


@pytest.mark.parametrize("wijk", [area("Berflo Es"), area("Buitengebied")], ids=lambda wijk: wijk.slug)
def test_a_sheet_of_a_wijk_has_its_lines_and_what_stands_out(
    of_2024: Taken, pages: dict[str, Node], wijk: Area
) -> None:
    page, sheet = pages[f"2024/{wijk.slug}/index.html"], of_2024.sheet(wijk)
    all_wijken = [of_2024.sheet(other) for other in of_2024.front.wijken]
    lines = wijkblad.lines(sheet, all_wijken, of_2024.front.wijkblad)

    rows = page.all("div", "sd-regels")[0].all("tr")[1:]
    assert [row.all("th")[0].text for row in rows] == [line.naam for line in lines]
    assert [row.all("td")[0].text for row in rows] == [clean(notation.shown(line.figuur)) for line in lines]
    assert all(clean(said.tekst) in page.text for said in sheet.opvallend)
    linked = {a.attributes["href"] for a in page.all("figure", "sd-tegelkaart")[0].all("a")}
    assert linked == {"index.html" if other == wijk else f"../{other.slug}/index.html" for other in TOWN.wijken}


def test_the_start_leads_to_the_newest_year_first(pages: dict[str, Node]) -> None:
    main = pages["index.html"].all("main")[0]

    assert main.all("a")[0].attributes["href"] == "2024/index.html"
    assert [a.text for a in main.all("nav")[-1].all("a")] == ["2024", "2023"]


def test_the_explanation_has_every_term_and_no_hole(pages: dict[str, Node]) -> None:
    page = pages["uitleg/index.html"]

    assert all(clean(cell) in page.text for term in TERMS for cell in term)
    assert not re.search(r"[{}]", page.text)


def test_the_colophon_says_whom_to_ask_and_where_figures_come_from(of_2024: Taken, pages: dict[str, Node]) -> None:
    page = pages["colofon/index.html"]

    editions, sources = page.all("table")
    assert [[cell.text for cell in row.children if isinstance(cell, Node)] for row in editions.all("tr")[1:]] == [
        ["2024", "2", "31 maart 2025", sites.REASON],
        ["2024", "1", "1 maart 2025", ""],
        ["2023", "1", "1 maart 2025", ""],
    ]
    assert len(sources.all("tr")) == 1 + len(of_2024.sheet(of_2024.front.gemeente).secties)
    assert TOWN.contact in page.text and "SIL Open Font License" in page.text


def test_the_accessibility_statement_says_what_tests_looked_at(
    pages: dict[str, Node], store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = pages["toegankelijkheid/index.html"]
    tests = {
        node.name
        for name in ("test_web.py", "browser/test_site.py")
        for node in ast.walk(ast.parse((ROOT / "tests" / name).read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    }

    assert about.CHECKED.keys() <= tests
    assert all(said in page.text for said in (*about.CHECKED.values(), *about.NOT_CHECKED))
    assert "Nalevingsstatus: voldoet gedeeltelijk" in page.text
    assert "opgesteld op 31 maart 2025, bij editie 2 van 2024" in page.text and TOWN.contact in page.text
    monkeypatch.setattr(about, "NOT_CHECKED", ())
    in_full = about.accessibility(Around(tuple(sites.editions(store)))).decode()
    assert "voldoet volledig" in in_full and "nog niet getest" not in in_full


# Charts


def test_every_drawing_says_what_it_shows(of_2024: Taken, pages: dict[str, Node]) -> None:
    for path, page in pages.items():
        for figure in page.all("figure", "sd-tekening"):
            [image] = [node for node in figure.walk() if node.attributes.get("role") == "img"]
            assert image.attributes["aria-label"].endswith(". De cijfers staan in de tabel."), path
            assert image.all("svg") and all(svg.attributes["aria-hidden"] == "true" for svg in image.all("svg"))
            assert figure.all("figcaption")[0].all("strong")[0].text
    sheet = of_2024.sheet(of_2024.front.gemeente)
    named = [n.attributes["aria-label"] for n in pages["2024/index.html"].walk() if n.attributes.get("role") == "img"]
    assert named == [f"{p.grafiek['description']} De cijfers staan in de tabel." for p in sheet.secties if p.grafiek]


NUMBER = re.compile(r"-?\d*\.?\d+(?:e-?\d+)?")


def leaves(element: Element, above: Mapping[str, str]) -> Iterator[tuple[Any, ...]]:
    """All that is painted: its shape to a tenth, where it is, and its paint, whatever group says so."""
    own = {drawings.NAMESPACES.sub("", name): value for name, value in element.attrib.items()}
    got = {**above, **{name: own[name] for name in drawings.INHERITED if name in own}}
    moved = own.get("transform", "")
    got["transform"] = f"{above.get('transform', '')} {moved}".replace("translate(0,0)", "").strip()
    tag = drawings.NAMESPACES.sub("", element.tag)
    if tag in {"path", "text", "rect", "line"} and any(got.get(paint, "none") != "none" for paint in drawings.PAINT):
        shape = [round(float(found), 1) for found in NUMBER.findall(f"{own.get('d', '')} {got['transform']}")]
        paint = {name: got.get(name) for name in drawings.INHERITED}
        yield tag, element.text, own.get("opacity"), own.get("stroke-dasharray"), paint, shape
    for child in element:
        yield from leaves(child, got)


def test_a_drawing_in_a_page_is_the_whole_drawing(of_2024: Taken) -> None:
    for part in of_2024.sheet(of_2024.front.gemeente).secties:
        if part.grafiek is None:
            continue
        bare = {name: value for name, value in part.grafiek.items() if name != "title"}
        whole = pictures.svg(bare, drawings.WIDE)
        [made] = drawings.drawings([part.grafiek])
        lean = re.findall(r"<svg.*?</svg>", made, re.DOTALL)[1]
        assert [*leaves(ElementTree.fromstring(whole), {})] == [*leaves(ElementTree.fromstring(lean), {})], part.sleutel
        assert len(lean) < 0.7 * len(whole)


def test_every_colour_of_a_chart_has_one_for_a_dark_page(files: Mapping[str, bytes]) -> None:
    used = {found for body in files.values() for found in re.findall(rb'(?:fill|stroke)="(#[^"]*)"', body)}
    dark = files["stijl.css"].decode().rpartition("@media screen and (prefers-color-scheme: dark)")[2]

    for colour in (found.decode() for found in used):
        assert colour in charts.HUES.values() or all(f'[{paint}="{colour}"]' in dark for paint in ("fill", "stroke"))
    assert b"#1F2733" in used


# Any text, any municipality


def concept(town: Any, tables: Tables, texts: Mapping[str, str]) -> Taken:
    edition = Edition(1, 2024, 1, "red", datetime(2025, 3, 1, 12, tzinfo=UTC), None)
    return Taken(Concept(tables, texts, 2024), edition, town.adres, public=False, contact=town.contact)


def test_no_text_can_be_read_as_markup() -> None:
    sections = ("inwoners", "gebruik", "uitgaven")
    texts = {"titel": NASTY, "intro": NASTY} | {f"{key}.{of}": NASTY for key in sections for of in ("titel", "uitleg")}
    texts |= {f"{key}.duiding": NASTY.replace("{0} ${x} ", "") for key in sections}
    wijken = (replace(TOWN.wijken[0], naam=f"{NASTY} wijk"), *TOWN.wijken[1:3])
    town = replace(TOWN, contact=NASTY, wijken=wijken, gemeente=replace(TOWN.gemeente, naam=f"{NASTY} stad"))
    made = concept(town, Tables(example.tables().frames, town), texts)
    made = replace(made, edition=replace(made.edition, number=2, reason=NASTY))

    found = site([made], town, downloads=lambda *_: {NASTY: 'x".pdf'})

    for path, body in found.items():
        if path.endswith(".html"):
            tree = Tree(body)
            nodes = list(tree.root.walk())
            assert tree.faults == [], path
            assert not [n for n in nodes if n.tag == "script" or "onclick" in n.attributes], path
            assert not [n for n in nodes if n.tag == "b" and "x()" in n.text], path
    assert found["2024/index.html"].count(b"alert(1)") > 5


def test_another_municipality_needs_nothing_but_its_settings_and_figures() -> None:
    town = small_towns.town(3)
    texts = {name: text.replace("Hengelo", "Klein Dorp") for name, text in town.teksten.items()}
    town = replace(town, teksten=texts, contact="Gemeente Klein Dorp")
    true = small_towns.rows(town, 2024, Random(1))
    tables = Tables(example.disclosed(lambda _: true, [2024], town), town)

    found = site([concept(town, tables, {})], town)

    assert {path for path in found if path.startswith("2024/wijk-")} == {
        f"2024/wijk-{n}/{kind}index.html" for n in (1, 2, 3) for kind in ("", "cijfers/")
    }
    for path, body in found.items():
        assert len(body) < MOST
        if path.endswith(".html"):
            assert Tree(body).faults == [], path
            assert b"Hengelo" not in body, path


@pytest.mark.parametrize(("points", "drawn"), [(500, True), (5000, False)])
def test_a_page_with_maps_is_not_large_either(monkeypatch: pytest.MonkeyPatch, points: int, drawn: bool) -> None:
    town = small_towns.town(5)
    true = small_towns.rows(town, 2024, Random(1))
    tables = Tables(example.disclosed(lambda _: true, [2024], town), town)
    each = points // len(town.wijken)
    ring = tuple((round(300 + 250 * math.sin(n)), round(300 + 250 * math.cos(n))) for n in range(each))
    shapes = tuple(Shape(wijk.code, (ring,), (300, 300)) for wijk in town.wijken)
    monkeypatch.setattr(geography, "shapes_of", lambda _: shapes)

    found = pages_of(concept(town, tables, {}), "2024", town)

    assert b"sd-plaat" in found["2024/wijk-1/index.html"]
    assert (b"sd-plaat" in found["2024/index.html"], b"sd-tegels" in found["2024/index.html"]) == (drawn, not drawn)
    assert {path: len(body) for path, body in found.items() if len(body) >= MOST} == {}


def test_one_edition_can_be_made_by_itself() -> None:
    town = small_towns.town(1)
    true = small_towns.rows(town, 2024, Random(1))
    tables = Tables(example.disclosed(lambda _: true, [2024], town), town)

    found = pages_of(concept(town, tables, {}), "2024", town)

    assert found.keys() == {f"2024/{of}{kind}index.html" for of in ("", "wijk-1/") for kind in ("", "cijfers/")}


def test_a_site_needs_an_edition() -> None:
    with pytest.raises(ValueError, match="needs an edition"):
        site([], TOWN)


# On disk

OLD = {"index.html": f'<meta name="generator" content="{folders.MADE_BY}">old'.encode(), "2023/index.html": b"old"}
NEW = {"index.html": f'<meta name="generator" content="{folders.MADE_BY}">new'.encode(), "2024/index.html": b"new"}


def on_disk(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_new_site_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    folder = tmp_path / "site"

    write(OLD, folder)
    assert on_disk(folder) == OLD
    write(NEW, folder)
    assert on_disk(folder) == NEW
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


class Killed(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("step", range(6))
def test_a_reader_never_sees_half_a_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    """Whatever step is the last one: one of the two is complete, and the next time all is well."""
    folder, count = tmp_path / "site", iter(range(100))
    write(OLD, folder)

    def killed_at(real: Any) -> Any:
        @functools.wraps(real)
        def wrapped(*args: Any, **kwargs: Any) -> Any:
            if next(count) == step:
                raise Killed
            return real(*args, **kwargs)

        return wrapped

    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(Path, "write_bytes", killed_at(Path.write_bytes))
        patch.setattr(Path, "rename", killed_at(Path.rename))
        patch.setattr(shutil, "rmtree", killed_at(shutil.rmtree))
        write(NEW, folder)
        raise Killed  # after the last step

    under_its_name = folder if folder.exists() else tmp_path / "site.oud"
    assert on_disk(under_its_name) in (OLD, NEW)
    write(NEW, folder)
    assert on_disk(folder) == NEW
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_what_is_not_a_site_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text("niet weggooien")
    (tmp_path / "index.html").write_text("<p>een andere site</p>")

    with pytest.raises(FileExistsError, match="iets anders dan deze site"):
        write(NEW, tmp_path)

    assert (tmp_path / "brief.txt").read_text() == "niet weggooien"


def test_what_is_no_character_does_not_stop_what_draws(of_2024: Taken) -> None:
    spec = next(part.grafiek for part in of_2024.sheet(of_2024.front.gemeente).secties if part.grafiek)

    assert "Wat er is" in pictures.svg(spec | {"title": "Wat\ufffe er\uffff is"}, 300)
