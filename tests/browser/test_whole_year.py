"""The yearly work in a real browser: from twelve files to what management and a wijkcoördinator read."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from factsheet.access import MANAGEMENT, REDACTEUR, WIJKCOORDINATOR
from tests import example_years
from tests.browser import drive

pytestmark = pytest.mark.browser
MOST_CLICKS = 6


class Hand:
    """Clicks, and counts how often."""

    def __init__(self) -> None:
        self.clicks = 0

    def click(self, target: Locator) -> None:
        target.click()
        self.clicks += 1


@pytest.fixture
def base(loaded_before, tmp_path, server: Callable[..., str]) -> str:
    """The application with a store that holds the years up to 2023."""
    return server(example_years.copy(loaded_before, tmp_path))


def main(tab: Page) -> Locator:
    return tab.get_by_test_id("stMain")


def log_out(tab: Page) -> None:
    with drive.answered(tab, "DELETE"):
        tab.get_by_role("button", name="Uitloggen").click()
    expect(tab.get_by_role("textbox", name="Wachtwoord")).to_be_visible()


def test_a_year_goes_from_files_to_every_reader(base, tab, login):
    hand = Hand()
    files = [{"name": name, "mimeType": "text/csv", "buffer": data} for name, data in example_years.files(2024).items()]

    # The editor: log in, drop, keep, publish.
    tab.goto(f"{base}/")
    login(tab, REDACTEUR)
    hand.clicks += 1  # the button of the login form
    hand.click(tab.get_by_role("link", name="Uploaden"))
    with tab.expect_file_chooser() as chooser:
        hand.click(tab.get_by_test_id("stFileUploaderDropzone").locator("button"))
    chooser.value.set_files(files)
    hand.click(tab.get_by_role("button", name="Bewaar 12 bestanden"))
    # The year is complete, so the editor lands where it is published.
    expect(tab.get_by_text("Bewaard voor 2024: ")).to_be_visible()
    expect(tab.get_by_text("Van 2024 is nog niets gepubliceerd.")).to_be_visible()
    why = main(tab).get_by_role("textbox", name=re.compile("Waarom publiceert u toch"))
    hand.click(why)
    why.fill("de teksten van 2023 kloppen nog")
    hand.click(tab.get_by_role("button", name="Publiceer 2024"))
    expect(tab.get_by_text("Factsheet 2024 is gepubliceerd, editie 1.")).to_be_visible()
    assert hand.clicks <= MOST_CLICKS
    log_out(tab)

    # Management: the summary, then the factsheet.
    tab.goto(f"{base}/")
    login(tab, MANAGEMENT)
    expect(main(tab).get_by_role("heading", name="Samenvatting 2024")).to_be_visible()
    for figure in ("83.061", "+0,9%", "+3,1%", "135,8 miljoen"):
        expect(main(tab).get_by_text(figure).filter(visible=True).first).to_be_visible()
    expect(tab.get_by_role("link", name="Uploaden")).to_have_count(0)
    tab.get_by_role("link", name="Factsheet").click()
    expect(main(tab).get_by_role("heading", name="Sociaal domein in Beeld")).to_be_visible()
    for figure in ("83.061", "+0,3%", "3,1%", "17.360"):
        expect(main(tab).get_by_text(figure).filter(visible=True).first).to_be_visible()
    expect(main(tab).get_by_text("Factsheet 2024, editie 1, gepubliceerd op")).to_be_visible()
    log_out(tab)

    # The wijkcoördinator: the own wijk, and no other.
    own, other = (example_years.inwoners(2024)[wijk] for wijk in ("Berflo Es", "Noord"))
    tab.goto(f"{base}/")
    login(tab, WIJKCOORDINATOR)
    expect(main(tab).get_by_role("heading", name="Berflo Es in 2024")).to_be_visible()
    expect(main(tab).get_by_text(own).filter(visible=True).first).to_be_visible()
    tab.goto(f"{base}/wijk?wijk=noord&jaar=2024")
    expect(main(tab).get_by_text("Deze wijk kunt u niet bekijken.")).to_be_visible()
    expect(tab.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    assert other not in main(tab).inner_text()
    assert main(tab).get_by_test_id("stVegaLiteChart").count() == 0
    main(tab).get_by_role("link", name="Naar Berflo Es").click()
    expect(main(tab).get_by_role("heading", name="Berflo Es in 2024")).to_be_visible()
