"""A factsheet on paper: how long it takes, beside a browser that prints the same page."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

from factsheet.export import everything, pdf, pictures, web
from factsheet.export.taken import Taken, taken
from factsheet.settings import current
from factsheet.store import Store
from tests import example_years
from tests.bench import best, seconds
from tests.browser import drive
from tests.browser.conftest import running

YEAR = 2024


def measure() -> Iterator[tuple[str, str]]:
    """What and how long."""
    with tempfile.TemporaryDirectory() as folder:
        address = example_years.url(example_years.load(Path(folder) / "factsheet.db"))
        store = Store(address)
        edition = store.last_edition(YEAR)
        assert edition is not None

        def opened() -> Taken:
            return taken(store, edition, current())

        gemeente, areas = current().gemeente, current().areas
        first = best(lambda: pdf.pdf(opened(), gemeente), 1)
        yield "PDF of the municipality: the first of all, with charts to be drawn", seconds(first)
        yield "the same, warm", seconds(best(lambda: pdf.pdf(opened(), gemeente)))

        def all_areas() -> None:
            pictures.forget()
            of = opened()
            for area in areas:
                pdf.pdf(of, area)

        yield f"PDFs of all {len(areas)} areas, every chart drawn anew", seconds(best(all_areas, 2))
        yield "the page of the site, printed by WeasyPrint", seconds(by_weasyprint(opened(), Path(folder)))
        yield "everything of an edition in one zip, warm", seconds(best(lambda: whole(opened()), 2))
        store.close()
        yield "beside it: Chromium prints the page Factsheet, once it is open", seconds(printing(address))


def whole(of: Taken) -> bytes:
    """The archive that the button on Publiceren makes."""
    return everything.zipped(of, (part.make() for part in everything.parts(of, of.front.areas, current())))


def by_weasyprint(of: Taken, folder: Path) -> float:
    """How long a library that prints web pages takes for the page of the municipality, charts and all."""
    from weasyprint import HTML  # noqa: PLC0415 - it is there for the bench only

    for name, body in web.site([of], current()).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(body)
    page = folder / str(YEAR) / "index.html"
    return best(lambda: HTML(filename=page).write_pdf(), 1)


def printing(address: str) -> float:
    """How long a browser takes to print what is on its screen."""
    with running(address) as app, sync_playwright() as playwright:
        browser = drive.launch(playwright)
        tab = browser.new_page()
        tab.goto(app.base)
        drive.log_in(tab, "management")
        tab.goto(f"{app.base}/factsheet?jaar={YEAR}")
        drive.settle(tab)
        return best(lambda: tab.pdf(format="A4"))
