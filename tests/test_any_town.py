"""Any municipality runs from its own settings file: templates filled in, checked, kept, published and taken along."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest
from markupsafe import escape
from pypdf import PdfReader

from factsheet import settings as factsheet_settings
from factsheet import store as stores
from factsheet.cli import main
from factsheet.geography import tile_places
from factsheet.parse import parse
from factsheet.release.disclose import NO_YEAR, disclose
from factsheet.rows import TrueRows
from factsheet.settings import Area, Settings, read
from factsheet.settings.rules import NOT_A_NAME
from factsheet.summary import figures_known
from factsheet.template import template
from factsheet.validate import check
from schemas import SCHEMAS, of_year
from tests import filled_towns as towns
from tests.conftest import Visit
from tests.sites import Tree

YEAR = 2024
THREE = ("Berflo Es", "Berflo-Es", "'t Zand")


def settings_of(folder: Path, *names: str, vormen: int = 2, klassen: int = 2) -> Settings:
    return read(towns.written(towns.settings_file(names, vormen=vormen, klassen=klassen), folder), figures_known)


# Settings


@pytest.mark.parametrize("wijken", [1, 3, 40, 120, 300])
def test_every_wijk_has_an_address_a_name_and_a_tile_of_its_own(wijken: int, tmp_path: Path) -> None:
    town = settings_of(tmp_path, *towns.many(wijken))

    assert len({area.slug for area in town.areas}) == len({area.naam for area in town.areas}) == 1 + wijken
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", area.slug) for area in town.areas)
    assert [town.area(way) for area in town.areas for way in (area.naam, area.code, area.slug)] == [
        area for area in town.areas for _ in range(3)
    ]
    assert len(set(tile_places(town.wijken).values())) == wijken


def test_an_address_does_not_depend_on_the_order_of_the_file(tmp_path: Path) -> None:
    raw = towns.settings_file(towns.DIFFICULT)
    before = read(towns.written(raw, tmp_path), figures_known)
    raw["wijken"].reverse()

    after = read(towns.written(raw, tmp_path), figures_known)

    assert {a.code: a.slug for a in before.areas} == {a.code: a.slug for a in after.areas}
    assert before.area("Berflo-Es").slug == "berflo-es-wk999908"  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["Cijfers", "Samen", "Editie 1"])
def test_no_wijk_has_the_address_of_something_else(name: str, tmp_path: Path) -> None:
    (wijk,) = settings_of(tmp_path, name).wijken

    assert wijk.slug.endswith("-wk999900")


@pytest.mark.parametrize("vormen", range(1, 7))
def test_every_template_filled_in_is_good_whatever_the_forms_and_classes(vormen: int, tmp_path: Path) -> None:
    town = settings_of(tmp_path, *THREE, vormen=vormen, klassen=7 - vormen)

    for dataset in of_year(YEAR):
        made = towns.filled(template(dataset, YEAR, town), dataset, YEAR, town)
        assert [str(problem) for problem in check(made, town).problems] == []


def test_every_difficult_name_is_read_back_as_its_wijk(tmp_path: Path) -> None:
    town = settings_of(tmp_path, *towns.many(120))

    for dataset in (name for name, schema in SCHEMAS.items() if schema.per_area):
        made = towns.filled(template(dataset, YEAR, town), dataset, YEAR, town)
        parsed = parse(made, dataset, settings=town)
        assert parsed.problems == ()
        assert list(dict.fromkeys(parsed.rows["gebied"])) == [area.code for area in (*town.wijken, town.gemeente)]


def test_the_rounded_counts_of_120_wijken_add_up_without_onbekend(tmp_path: Path) -> None:
    town = settings_of(tmp_path, *towns.many(120))
    counted = ("gebruik", "loonkostensubsidie", "piramide")
    files = {name: towns.filled(template(name, YEAR, town), name, YEAR, town) for name in counted}

    found = disclose(TrueRows({name: check(file, town).rows for name, file in files.items()}), NO_YEAR, town)

    for name, column in (("loonkostensubsidie", "ontvangers"), ("piramide", "clienten")):
        rows = found[name]
        assert NOT_A_NAME not in rows["gebied"]
        wijken = rows.filter(rows["gebied"].str.starts_with("WK"))[column].sum()
        assert wijken == rows.filter(gebied=town.gemeente.code)[column].sum() > 0
    assert all(value % 10 == 0 for value in found["gebruik"]["aantal"])


def test_a_date_that_excel_made_of_a_wijk_is_told_with_its_name(tmp_path: Path) -> None:
    town = settings_of(tmp_path, "1 mei", "Noord")

    (problem,) = check(
        b"jaar;gebied;score;scorejaar\n2024;1-mei;0,1;2022\n2024;Noord;0,1;2022\n2024;Klein Dorp;0;2022", town
    ).errors

    assert "Excel heeft hier een datum van gemaakt" in problem.message
    assert problem.suggestion == "1 mei"


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (("Onbekend",), "zo heet in elk bestand wie bij geen wijk hoort"),
        (("Skûlenboarch", "skulenboarch"), "Hoofdletters, accenten en soorten streepjes tellen niet mee."),
        (("=Som",), "Laat de naam met een letter of een cijfer beginnen."),
        (("…",), "met minstens één letter of cijfer"),
        (("x" * 81,), "kies hoogstens 80 tekens"),
    ],
)
def test_what_cannot_work_is_refused_before_anything_runs(
    names: tuple[str, ...],
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("FACTSHEET_GEMEENTE", str(towns.written(towns.settings_file(names), tmp_path)))

    assert main(["instellingen"]) != 0
    assert told in capsys.readouterr().err


# From template to published factsheet


@dataclass(frozen=True)
class Run:
    """A town that went all the way: its settings, and the folder with what was made."""

    settings: Settings
    folder: Path


def publish(folder: Path, years: tuple[int, ...], workbook: str = "") -> None:
    """By the command line alone; the file of `workbook` is filled in as an Excel workbook."""
    town = factsheet_settings.current()
    for year in years:
        files = []
        for name in of_year(year):
            file = folder / f"{name}-{year}.{'xlsx' if name == workbook else 'csv'}"
            kind = ["--xlsx"] if name == workbook else []
            assert main(["sjabloon", name, "--jaar", str(year), "--naar", str(file), *kind]) == 0
            fill = towns.filled_workbook if name == workbook else towns.filled
            file.write_bytes(fill(file.read_bytes(), name, year, town))
            files.append(str(file))
        assert main(["controleer", *files]) == 0
        assert main(["laad", *files, "--door", "tester", "--reden", "Dit is nagekeken."]) == 0
        assert main(["publiceer", "--jaar", str(year), "--door", "tester"]) == 0


@contextmanager
def published(folder: Path, names: tuple[str, ...], years: tuple[int, ...], workbook: str = "") -> Iterator[Run]:
    """A town with these wijken that went all the way; its settings and store are those of the process meanwhile."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FACTSHEET_GEMEENTE", str(towns.written(towns.settings_file(names), folder)))
        patch.setenv("FACTSHEET_STORE", f"sqlite:///{folder / 'factsheet.db'}")
        factsheet_settings.current.cache_clear()
        publish(folder, years, workbook)
        yield Run(factsheet_settings.current(), folder)
    factsheet_settings.current.cache_clear()


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    with published(tmp_path_factory.mktemp("drie"), THREE, (2023, 2024), workbook="gebruik") as run:
        assert main(["maak", "--jaar", str(YEAR), "--naar", str(run.folder / "uit")]) == 0
        yield run


def test_every_area_is_told(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    for area in run.settings.areas:
        assert main(["toon", "--jaar", str(YEAR), "--gebied", area.naam, "--json"]) == 0
        told = json.loads(capsys.readouterr().out)
        assert told["gebied"] in {area.naam, area.code}
        assert all(part["zinnen"] for part in told["secties"])


def test_every_area_has_its_files(run: Run) -> None:
    for area in run.settings.areas:
        paper = PdfReader(run.folder / f"uit/pdf/sociaal-domein-{YEAR}-{area.slug}.pdf")
        assert len(paper.pages) == (2 if area.is_gemeente else 1)
        book = (run.folder / f"uit/cijfers/sociaal-domein-{YEAR}-{area.slug}.xlsx").read_bytes()
        assert openpyxl.load_workbook(io.BytesIO(book)).worksheets
        assert list((run.folder / f"uit/grafieken/{area.slug}").iterdir())


def test_every_address_in_the_site_exists(run: Run) -> None:
    site = run.folder / "uit/web"
    pages = sorted(site.rglob("*.html"))
    assert {
        page.parent.relative_to(site / str(YEAR)).as_posix() for page in (site / str(YEAR)).rglob("index.html")
    } == {
        *(".", "cijfers"),
        *(f"{wijk.slug}{kind}" for wijk in run.settings.wijken for kind in ("", "/cijfers")),
    }
    for page in pages:
        tree = Tree(page.read_bytes())
        assert tree.faults == []
        for node in tree.root.walk():
            way = (node.attributes.get("href") or "").partition("#")[0]
            if way and ":" not in way and page.name != "404.html":
                target = (page.parent / way).resolve()
                assert (target / "index.html" if target.is_dir() else target).is_file(), (page, way)


PAGES = {"redacteur": ("factsheet", "wijk", "samenvatting"), "coordinator": ("factsheet", "wijk")}


def shown(visit: Visit, page: str, who: str, wijk: Area) -> str:
    """What a page shows to an account, which a coordinator has for this wijk."""
    if stores.current().account(who) is None:
        own = {"roles": {"redacteur"}} if who == "redacteur" else {"roles": {"wijkcoordinator"}, "wijken": [wijk.code]}
        stores.current().add_account(who, who.capitalize(), password_hash="x", **own)
    app = visit(page, who=who, query={"jaar": str(YEAR)} | ({"wijk": wijk.slug} if page == "wijk" else {}))
    assert not app.exception and not app.error, page
    return " ".join(str(html.proto.body) for html in app.get("html"))


@pytest.mark.parametrize("who", PAGES)
def test_its_pages_open(who: str, run: Run, visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACTSHEET_STORE", f"sqlite:///{run.folder / 'factsheet.db'}")
    wijk = run.settings.wijken[1]

    for page in PAGES[who]:
        assert (wijk.naam if page == "wijk" else "Klein Dorp") in shown(visit, page, who, wijk)


# 120 wijken with difficult names, the same way


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    with published(tmp_path_factory.mktemp("veel"), towns.many(120), (YEAR,)) as large:
        yield large


HARD = ("Noord & Zuid <oost>", "Berflo/Es")


def test_a_town_of_120_wijken_is_told_as_a_whole(large: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["toon", "--jaar", str(YEAR), "--json"]) == 0

    told = json.loads(capsys.readouterr().out)
    wmo = next(f for part in told["secties"] for f in part["cijfers"] if f["sleutel"] == "wmo.clienten")
    people = sum(towns.GROUPS["Wmo"] * towns.size(wijk, large.settings, YEAR) for wijk in large.settings.wijken)
    assert abs(wmo["waarde"] - people) <= 5
    assert all(part["zinnen"] for part in told["secties"])
    assert (
        main(["maak", "--jaar", str(YEAR), "--gebied", "Klein Dorp", "--alleen", "pdf", "--naar", str(large.folder)])
        == 0
    )
    (paper,) = large.folder.rglob("*.pdf")
    assert len(PdfReader(paper).pages) == 2


@pytest.mark.parametrize("name", HARD)
def test_a_wijk_with_a_difficult_name_has_its_text_its_sheet_and_its_page(
    name: str, large: Run, visit: Visit, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FACTSHEET_STORE", f"sqlite:///{large.folder / 'factsheet.db'}")
    wijk = large.settings.area(name)
    assert wijk is not None

    assert main(["toon", "--jaar", str(YEAR), "--gebied", name, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    out = large.folder / wijk.slug
    assert main(["maak", "--jaar", str(YEAR), "--gebied", name, "--alleen", "pdf", "--naar", str(out)]) == 0
    (paper,) = out.rglob("*.pdf")
    (sheet,) = PdfReader(paper).pages

    assert told["gebied"] == name
    assert all(part["zinnen"] for part in told["secties"])
    assert paper.name == f"sociaal-domein-{YEAR}-{wijk.slug}.pdf"
    assert name in " ".join(sheet.extract_text().split())
    assert str(escape(name)) in shown(visit, "wijk", "redacteur", wijk)
