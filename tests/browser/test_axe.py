"""What axe-core says of the screens that tests/browser/test_looks.py does not visit: other roles, and dead ends."""

from __future__ import annotations

import pytest

from factsheet.access import BEHEERDER, MANAGEMENT, REDACTEUR, WIJKCOORDINATOR
from tests.browser import axe, drive, english

pytestmark = pytest.mark.browser
LOOKS = [(1280, "light"), (320, "dark")]
# Who sees something else on a page than the first of its roles does.
OTHERS = [
    ("samenvatting", MANAGEMENT),
    ("factsheet", MANAGEMENT),
    ("factsheet", WIJKCOORDINATOR),
    ("factsheet", BEHEERDER),
    ("wijk", MANAGEMENT),
    ("wijk", WIJKCOORDINATOR),
    ("alle-cijfers", WIJKCOORDINATOR),
    ("versies", BEHEERDER),
]


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
@pytest.mark.parametrize(("path", "who"), OTHERS)
def test_a_page_is_in_nobodys_way(visits, path, who, width, scheme):
    tab = visits.tab(width, scheme, who)
    visits.open(tab, f"{path}")
    drive.unfold(tab)

    assert english.found(tab) == []
    assert axe.violations(tab) == []


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
@pytest.mark.parametrize("path", ["beheer", "bestaat-niet"])
def test_neither_is_a_page_that_is_not_there_or_not_yours(visits, path, width, scheme):
    tab = visits.tab(width, scheme, REDACTEUR)
    tab.goto(f"{visits.base}/{path}")
    tab.get_by_role("heading", name="Geen toegang").or_(tab.get_by_role("heading", name="bestaat niet")).wait_for()

    assert english.found(tab) == []
    assert axe.violations(tab) == []


def test_what_is_in_the_way_is_found(visits):
    tab = visits.tab(1280, "light", None)
    tab.set_content("<html lang=nl><title>x</title><main><img src=x><p aria-label='Close' style='color:#ddd'>Dag")

    assert {fault.partition(":")[0] for fault in axe.violations(tab)} == {"image-alt", "color-contrast"}
    assert english.found(tab) == ["Close"]
