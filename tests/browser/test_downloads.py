"""In a real browser: each role takes along what it may, and the file that arrives opens as what it is.

Per role what differs from the others; that every address is refused to who may not see it is in test_rights.py.
"""

from __future__ import annotations

import io
import struct
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from pathlib import Path

import frictionless
import openpyxl
import pytest
from playwright.sync_api import Browser, Locator, Page
from pypdf import PdfReader

from factsheet.access import BEHEERDER, MANAGEMENT, REDACTEUR, WIJKCOORDINATOR
from tests import example_years
from tests.browser import drive
from tests.browser.conftest import Visits, visiting

pytestmark = pytest.mark.browser
REFUSED = "Dit bestand is er niet, of het is niet voor u."
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def own(browser: Browser, loaded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visits]:
    """One server for this file: the zip of an edition comes in its log."""
    with visiting(browser, example_years.copy(loaded, tmp_path_factory.mktemp("meenemen"))) as opened:
        yield opened


def opened(own: Visits, who: str, path: str) -> Page:
    """A tab of this role on this page."""
    tab = own.tab(1280, "light", who)
    own.open(tab, path)
    return tab


def taken(tab: Page, what: Locator) -> tuple[str, bytes]:
    """What comes when it is clicked: the name of the file, and what is in it."""
    with tab.expect_download() as coming:
        what.click()
    return coming.value.suggested_filename, Path(coming.value.path()).read_bytes()


def of_page(tab: Page, name: str) -> Locator:
    """A way to a file of all that the page is about."""
    return tab.get_by_role("list", name="Meenemen").get_by_role("link", name=name, exact=True)


def of_card(tab: Page, section: str, name: str) -> Locator:
    """A way to a file on the card of a section, which is unfolded first."""
    panel = tab.locator("details.sd-paneel", has=tab.locator(f'a[href*="/{section}."]'))
    panel.locator("summary").click()
    return panel.get_by_role("link", name=name, exact=True)


def is_paper(body: bytes, pages: int, area: str) -> None:
    reader = PdfReader(io.BytesIO(body))
    assert len(reader.pages) == pages
    assert reader.metadata and reader.metadata.title == f"Sociaal domein in beeld 2024: {area}"
    assert reader.trailer["/Root"]["/Lang"] == "nl-NL"  # type: ignore[index]
    assert area in reader.pages[0].extract_text()


def is_workbook(body: bytes, *words: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(body))
    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    assert sum(isinstance(value, int | float) for value in cells) > 10
    assert [word for word in words if not any(word in str(value) for value in cells)] == []


def is_svg(body: bytes, *words: str) -> None:
    root = ET.fromstring(body)
    assert root.tag == f"{SVG}svg"
    said = " ".join(root.itertext())
    assert [word for word in words if word not in said] == []


def is_png(body: bytes) -> None:
    assert body.startswith(b"\x89PNG\r\n\x1a\n") and body.endswith(b"IEND\xaeB`\x82")
    width, height = struct.unpack(">II", body[16:24])
    assert width > 1000 and height > 100


def test_an_editor_takes_paper_a_drawing_and_an_empty_file_to_fill_in(own: Visits) -> None:
    tab = opened(own, REDACTEUR, "samenvatting?jaar=2024")
    name, body = taken(tab, of_page(tab, "PDF"))
    assert name == "sociaal-domein-2024-hengelo.pdf"
    is_paper(body, 2, "Hengelo")

    tab = opened(own, REDACTEUR, "factsheet?jaar=2024")
    name, body = taken(tab, of_card(tab, "uitgaven", "Afbeelding (SVG)"))
    assert name == "sociaal-domein-2024-hengelo-uitgaven.svg"
    is_svg(body, "Hengelo, 2024", "Participatiewet")

    tab = opened(own, REDACTEUR, "uploaden")
    drive.unfold(tab)
    name, body = taken(tab, tab.get_by_role("button", name="Leeg bestand gebruik (.xlsx)"))
    assert name == "gebruik-2025.xlsx"
    head = [cell.value for cell in openpyxl.load_workbook(io.BytesIO(body)).worksheets[0][1]]
    assert head[:4] == ["jaar", "gebied", "groep", "aantal"]


def test_management_takes_figures_a_picture_and_the_paper_of_any_wijk(own: Visits) -> None:
    tab = opened(own, MANAGEMENT, "factsheet?jaar=2024")

    name, body = taken(tab, of_page(tab, "Cijfers (Excel)"))
    assert name == "sociaal-domein-2024-hengelo-cijfers.xlsx"
    is_workbook(body, "Hengelo", "Wmo")
    name, body = taken(tab, of_card(tab, "gebruik", "Afbeelding (PNG)"))
    assert name == "sociaal-domein-2024-hengelo-gebruik.png"
    is_png(body)

    tab = opened(own, MANAGEMENT, "wijk?jaar=2024&wijk=noord")
    name, body = taken(tab, of_page(tab, "PDF"))
    assert name == "sociaal-domein-2024-noord.pdf"
    is_paper(body, 1, "Noord")


def test_a_coordinator_takes_their_own_wijk_and_is_refused_all_others(own: Visits) -> None:
    tab = opened(own, WIJKCOORDINATOR, "wijk?jaar=2024")

    name, body = taken(tab, of_page(tab, "PDF"))
    assert name == "sociaal-domein-2024-berflo-es.pdf"
    is_paper(body, 1, "Berflo Es")
    name, body = taken(tab, of_page(tab, "Cijfers (Excel)"))
    assert name == "sociaal-domein-2024-berflo-es-cijfers.xlsx"
    is_workbook(body, "Berflo Es")

    assert offered(tab) == {"berflo-es"}
    assert offered(opened(own, WIJKCOORDINATOR, "factsheet?jaar=2024")) == {"hengelo"}
    for file in ("noord/factsheet.pdf", "noord/cijfers.xlsx", "woolde/gebruik.svg", "woolde/gebruik.png"):
        refuses(tab, f"{own.base}/bestand/2024/1/{file}")


def offered(tab: Page) -> set[str]:
    """The areas of all files that a page leads to."""
    addresses = tab.locator('a[href*="bestand/"]').evaluate_all("all => all.map(one => one.href)")
    return {address.split("/")[-2] for address in addresses}


def test_an_administrator_takes_what_is_about_the_municipality_only(own: Visits) -> None:
    tab = opened(own, BEHEERDER, "factsheet?jaar=2024")

    name, body = taken(tab, of_page(tab, "PDF"))
    assert name == "sociaal-domein-2024-hengelo.pdf"
    is_paper(body, 2, "Hengelo")
    name, body = taken(tab, of_card(tab, "wonen", "Cijfers (Excel)"))
    assert name == "sociaal-domein-2024-hengelo-wonen.xlsx"
    is_workbook(body, "Aandeel koopwoningen")

    assert offered(tab) == {"hengelo"}
    refuses(tab, f"{own.base}/bestand/2024/1/berflo-es/factsheet.pdf")


def test_an_editor_takes_the_zip_of_an_edition_and_nobody_else_opens_its_address(own: Visits, tmp_path: Path) -> None:
    tab = opened(own, REDACTEUR, "publiceren?jaar=2021")
    tab.get_by_role("button", name="Maak de zip").click()

    with tab.expect_download() as coming:
        tab.get_by_role("button", name="Bewaar de zip").click()

    assert coming.value.suggested_filename == "sociaal-domein-2021-editie-1.zip"
    with zipfile.ZipFile(coming.value.path()) as archive:
        assert archive.testzip() is None
        names = set(archive.namelist())
        archive.extractall(tmp_path, [one for one in names if one.startswith("cijfers/datapackage/")])
    pictures = {f"grafieken/hengelo/2021-hengelo-wonen.{kind}" for kind in ("svg", "png")}
    assert {"pdf/sociaal-domein-2021-berflo-es.pdf", "web/index.html", *pictures} <= names
    assert frictionless.validate(str(tmp_path / "cijfers/datapackage/datapackage.json")).valid
    for who in (WIJKCOORDINATOR, None):
        assert own.tab(1280, "light", who).request.get(coming.value.url).status in {401, 403, 404}


def test_who_is_not_logged_in_gets_no_file(own: Visits) -> None:
    answer = own.tab(1280, "light", None).goto(f"{own.base}/bestand/2021/1/hengelo/factsheet.pdf")

    assert answer is not None and answer.status == 403
    assert not answer.body().startswith(b"%PDF")


def refuses(tab: Page, address: str) -> None:
    """Going there in this browser, with the cookie of who is logged in, gives the refusal."""
    answer = tab.goto(address)

    assert answer is not None and answer.status == 404
    assert tab.locator("body").inner_text().strip() == REFUSED
