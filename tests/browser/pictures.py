"""The pictures of the README: `python -m tests.browser.pictures docs` writes docs/pictures/*.png."""

from __future__ import annotations

import sys
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from factsheet import publish, settings
from factsheet.access import REDACTEUR
from factsheet.store import Store
from factsheet.validate import check
from tests import example_years
from tests.browser import drive
from tests.browser.conftest import CHROMIUM, PATIENCE, ROOT, Server

YEAR = max(example_years.YEARS)
# A clock that stands still: the same pictures every time, on one computer.
AT = datetime(YEAR + 1, 6, 2, 8, 30, tzinfo=UTC)
WIDTH = 1280


def main(folder: Path) -> None:
    """Write all pictures below this folder."""
    pictures = folder / "pictures"
    pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "factsheet.db"
        store = _almost_published(path)
        with _site(example_years.url(path)) as base, _tab() as tab:
            for name in _taken(tab, base, store, pictures):
                print(pictures / name)  # noqa: T201 - says what it made
        store.close()


def _taken(tab: Page, base: str, store: Store, pictures: Path) -> Iterator[str]:
    """Take the pictures one by one: the year is published on the way."""

    def take(name: str, height: int) -> str:
        tab.set_viewport_size({"width": WIDTH, "height": height})
        drive.settle(tab)
        tab.screenshot(path=pictures / name, animations="disabled", caret="hide")
        return name

    drive.open_page(tab, f"{base}/")
    yield take("inloggen.png", 900)
    drive.log_in(tab, REDACTEUR)
    drive.open_page(tab, f"{base}/uploaden")
    files = [{"name": name, "mimeType": "text/csv", "buffer": data} for name, data in example_years.files(YEAR).items()]
    tab.locator("input[type=file]").set_input_files(files)  # type: ignore[arg-type]
    tab.get_by_role("button", name="Bewaar 11 bestanden").wait_for()
    yield take("uploaden.png", 1000)
    drive.open_page(tab, f"{base}/publiceren")
    yield take("publiceren.png", 1000)
    publish.publish(store, YEAR, who=REDACTEUR, settings=settings.current())
    for path, height in (("samenvatting", 1400), ("factsheet", 1400), ("wijk?wijk=berflo-es", 1400), ("uitleg", 1100)):
        drive.open_page(tab, f"{base}/{path}")
        yield take(f"{path.partition('?')[0]}.png", height)


def _almost_published(path: Path) -> Store:
    """A store in which the last year waits for its editor to publish it."""
    town = settings.current()
    example_years.load(path, [year for year in example_years.YEARS if year < YEAR], clock=lambda: AT)
    store = Store(example_years.url(path), clock=lambda: AT)
    compare = publish.last_year(store)
    files = [check(data, town, name=name, last_year=compare) for name, data in example_years.files(YEAR).items()]
    store.save(files, who=REDACTEUR)
    texts = tomllib.loads((example_years.VOORBEELD / str(YEAR) / "teksten.toml").read_text(encoding="utf-8"))
    for key, text in texts.items():
        if isinstance(text, str):  # the tables are editorial texts, which these pictures do without
            store.set_text(YEAR, key, text, REDACTEUR)
    return store


@contextmanager
def _site(store_url: str) -> Iterator[str]:
    server = Server(store_url, ROOT)
    try:
        server.wait()
        yield server.base
    finally:
        server.stop()


@contextmanager
def _tab() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM if CHROMIUM.exists() else None, args=["--no-sandbox"]
        )
        context = browser.new_context(locale="nl-NL", color_scheme="light", reduced_motion="reduce")
        context.set_default_timeout(PATIENCE * 1000)
        yield context.new_page()
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
