"""The pictures of the README: `python -m tests.browser.pictures docs` writes docs/pictures/*.png."""

from __future__ import annotations

import math
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
from PIL import Image
from playwright.sync_api import Page, sync_playwright

from factsheet import settings
from factsheet.access import MANAGEMENT, REDACTEUR
from factsheet.editing import sheet
from factsheet.editing.numbering import as_body
from factsheet.export import pdf
from factsheet.export.taken import taken
from factsheet.store import Store
from factsheet.validate import check
from schemas import SCHEMAS
from tests import example_years
from tests.browser import drive
from tests.browser.conftest import PATIENCE, running

YEAR = max(example_years.YEARS)
# A clock that stands still: the same pictures every time, on one computer.
AT = datetime(YEAR + 1, 6, 2, 8, 30, tzinfo=UTC)
WIDTH, PHONE, MARGIN = 1280, 400, 20
ON_PAPER = ("hengelo", "berflo-es", "buitengebied")
NAMES = {"light": "licht", "dark": "donker"}
HIGH = "document.querySelector('[data-testid=stMainBlockContainer]').getBoundingClientRect().bottom"


def main(folder: Path) -> None:
    """Write all pictures below this folder."""
    pictures = folder / "pictures"
    pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        for shoot, load in (
            (_editing, _almost_published),
            (_correcting, _corrected),
            (_reading, _published),
            (_looking, _published),
        ):
            store_url = example_years.url(load(Path(place) / f"{shoot.__name__}.db"))
            with running(store_url) as server, _tab() as tab:
                drive.open_page(tab, f"{server.base}/")
                for name in shoot(tab, server.base, pictures):
                    print(pictures / name)  # noqa: T201 - says what it made
        _paper(Path(place) / "papier.db", pictures)


def _paper(path: Path, pictures: Path) -> None:
    """The sheets of paper of three areas and two years, by pdftoppm (poppler-utils)."""
    store, town = Store(example_years.url(_published(path))), settings.current()
    for year in (YEAR - 1, YEAR):
        edition = store.last_edition(year)
        assert edition is not None
        kept = taken(store, edition, town)
        for area in (one for one in town.areas if one.slug in ON_PAPER):
            command = ["pdftoppm", "-r", "75", "-png", "-", str(pictures / f"papier-{year}-{area.slug}")]
            subprocess.run(command, input=pdf.pdf(kept, area), check=True)
    store.close()


def _editing(tab: Page, base: str, pictures: Path) -> Iterator[str]:
    """The work of an editor, up to the button that publishes."""
    yield _take(tab, pictures / "inloggen.png", 900)
    drive.log_in(tab, REDACTEUR)
    drive.open_page(tab, f"{base}/uploaden")
    files = [{"name": name, "mimeType": "text/csv", "buffer": data} for name, data in example_years.files(YEAR).items()]
    tab.locator("input[type=file]").set_input_files(files)  # type: ignore[arg-type]
    tab.get_by_role("button", name="Bewaar 12 bestanden").wait_for()
    yield _take(tab, pictures / "uploaden.png", 1000)


def _correcting(tab: Page, base: str, pictures: Path) -> Iterator[str]:
    """A figure of a published year that an editor corrects, and what that means for readers."""
    drive.log_in(tab, REDACTEUR)
    drive.open_page(tab, f"{base}/bewerken?jaar={YEAR}&gegevens=loonkostensubsidie")
    yield _take(tab, pictures / "bewerken.png", 1900)
    drive.open_page(tab, f"{base}/begin?jaar={YEAR}")
    yield _take(tab, pictures / "begin.png", 1000)
    drive.open_page(tab, f"{base}/publiceren?jaar={YEAR}")
    yield _take(tab, pictures / "publiceren.png", 2400)


def _reading(tab: Page, base: str, pictures: Path) -> Iterator[str]:
    """What management reads, which is all that readers see."""
    drive.log_in(tab, MANAGEMENT)
    for path, height in (("samenvatting", 1400), ("factsheet", 1400), ("wijk?wijk=berflo-es", 1400), ("uitleg", 1100)):
        drive.open_page(tab, f"{base}/{path}")
        yield _take(tab, pictures / f"{path.partition('?')[0]}.png", height)


def _looking(tab: Page, base: str, pictures: Path) -> Iterator[str]:
    """What readers see in full: on a screen and a phone, light, dark, and as a printer without colour gives it."""
    drive.log_in(tab, MANAGEMENT)
    for width in (WIDTH, PHONE):
        tab.set_viewport_size({"width": width, "height": 800})
        for scheme in ("light", "dark"):
            tab.emulate_media(color_scheme=scheme)
            for path in ("factsheet", "wijk?wijk=berflo-es", "samenvatting"):
                drive.open_page(tab, f"{base}/{path}")
                name = f"{path.partition('?')[0]}-{width}-{NAMES[scheme]}.png"
                yield _whole(tab, pictures / name)
                if scheme == "light":
                    tab.add_style_tag(content="html {filter: grayscale(1)}")
                    yield _whole(tab, pictures / name.replace(NAMES[scheme], "grijs"))


def _whole(tab: Page, picture: Path) -> str:
    """All of a page, in few colours: these are many."""
    width, high = tab.evaluate("innerWidth"), tab.evaluate(HIGH)
    tab.set_viewport_size({"width": width, "height": math.ceil(high) + MARGIN})
    drive.settle(tab)
    tab.screenshot(path=picture, animations="disabled", caret="hide")
    with Image.open(picture) as taken:
        taken.convert("RGB").quantize(64).save(picture, optimize=True)
    tab.set_viewport_size({"width": width, "height": 800})
    return picture.name


def _take(tab: Page, picture: Path, height: int) -> str:
    """The top of a page, as high as this."""
    tab.set_viewport_size({"width": WIDTH, "height": height})
    drive.settle(tab)
    tab.screenshot(path=picture, animations="disabled", caret="hide")
    return picture.name


def _published(path: Path) -> Path:
    return example_years.load(path, clock=lambda: AT)


def _almost_published(path: Path) -> Path:
    """A store in which the last year waits for its editor to publish it."""
    example_years.load(path, [year for year in example_years.YEARS if year < YEAR], clock=lambda: AT)
    store, town = Store(example_years.url(path), clock=lambda: AT), settings.current()
    compare = store.last_rows
    files = [check(data, town, name=name, last_year=compare) for name, data in example_years.files(YEAR).items()]
    store.save(files, who=REDACTEUR)
    store.close()
    return path


def _corrected(path: Path) -> Path:
    """A store with a correction that was kept and not published, and one that an editor is typing."""
    _published(path)
    store, town = Store(example_years.url(path), clock=lambda: AT), settings.current()
    text = example_years.files(YEAR)["gebruik.csv"].replace(b"Berflo Es;Wmo;1063", b"Berflo Es;Wmo;1093")
    store.save([check(text, town, name="gebruik.csv")], who=REDACTEUR, reason="nagekomen aanvragen uit december")
    last = store.last_version("loonkostensubsidie", YEAR)
    assert last is not None
    texts = sheet.as_texts(store.rows(last.id), SCHEMAS["loonkostensubsidie"], town).to_dict(as_series=False)
    texts["ontvangers"][0], texts["ontvangers"][-1] = "34", "334"
    body = as_body(pl.DataFrame(texts))
    store.keep_draft(REDACTEUR, "tabel loonkostensubsidie", YEAR, body, base=last.id)
    store.close()
    return path


@contextmanager
def _tab() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = drive.launch(playwright)
        context = browser.new_context(locale="nl-NL", color_scheme="light", reduced_motion="reduce")
        context.set_default_timeout(PATIENCE * 1000)
        yield context.new_page()
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
