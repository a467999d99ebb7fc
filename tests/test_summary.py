from __future__ import annotations

from factsheet import summary
from factsheet.settings import current
from tests import example

SETTINGS = current()


def test_key_figures_stand_in_the_order_of_the_settings() -> None:
    figures = summary.key_figures(example.sheet(2024), SETTINGS.samenvatting.kerncijfers)

    assert [figure.sleutel for figure in figures] == list(SETTINGS.samenvatting.kerncijfers)


def test_a_key_that_a_factsheet_lacks_is_left_out() -> None:
    assert summary.key_figures(example.sheet(2024), ["bestaat.niet"]) == ()


def test_the_three_developments_have_the_largest_change_times_weight() -> None:
    sheet, weights = example.sheet(2024), SETTINGS.samenvatting.gewicht
    figures = [figure for key in weights if (figure := sheet.figure(key)) is not None]
    scored = sorted(figures, key=lambda f: abs(f.now.verandering or 0) * weights[f.sleutel], reverse=True)

    told = summary.developments(sheet, weights)

    assert [said.feiten[0].sleutel for said in told] == [figure.sleutel for figure in scored[:3]]


def test_a_first_year_has_no_developments() -> None:
    assert summary.developments(example.sheet(2021), SETTINGS.samenvatting.gewicht) == ()


def test_every_wijk_is_set_beside_the_municipality() -> None:
    rows = summary.wijken_at_a_glance(example.tables(), 2024, SETTINGS.wijken, SETTINGS.samenvatting.kaart)

    assert [row.area for row in rows] == list(SETTINGS.wijken)
    for row in rows:
        for cell in row.cells:
            assert cell.figure is not None and cell.figure.gemeente is not None
            assert cell.figure.value is not None and cell.figure.gemeente.value is not None
            difference = cell.figure.value - cell.figure.gemeente.value
            assert cell.afstand is not None
            assert -1 <= cell.afstand <= 1
            assert (cell.afstand > 0) == (difference > 0)


def test_only_the_wijken_that_were_asked_for_are_there() -> None:
    rows = summary.wijken_at_a_glance(example.tables(), 2024, SETTINGS.wijken[:2], SETTINGS.samenvatting.kaart)

    assert [row.area for row in rows] == list(SETTINGS.wijken[:2])
