from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

from factsheet.consistency import warnings
from factsheet.edition import Factsheet, factsheet
from factsheet.figures import Tables
from factsheet.narrate import Sentence
from factsheet.settings import current
from tests import example

SETTINGS = current()


def with_duiding(sheet: Factsheet, section: str, text: str) -> Factsheet:
    said = Sentence(text, soort="duiding")
    parts = [replace(p, zinnen=(*p.zinnen, said)) if p.sleutel == section else p for p in sheet.secties]
    return replace(sheet, secties=tuple(parts))


def found(sheet: Factsheet, words: str) -> list[str]:
    return [warning.melding for warning in warnings(sheet) if words in warning.melding]


def test_lighter_support_that_grows_beside_intensive_support_is_a_warning() -> None:
    assert found(example.sheet(2024), "Niet alleen lichtere begeleiding groeit")
    assert not found(example.sheet(2023), "Niet alleen lichtere begeleiding groeit")


def test_praise_for_lighter_support_under_a_rise_of_intensive_support_is_a_warning() -> None:
    text = "De toename van minder intensieve begeleiding is positief."

    assert found(with_duiding(example.sheet(2024), "begeleiding", text), "noemt lichtere ondersteuning gunstig")
    assert not found(with_duiding(example.sheet(2023), "begeleiding", text), "noemt lichtere ondersteuning gunstig")


@pytest.mark.parametrize(
    ("section", "text"),
    [
        # 24-18 and 24-33, as the factsheet over 2024 has them.
        ("uitgaven", "De uitgaven dalen door een verschuiving van intensieve naar lichtere ondersteuning."),
        ("begeleiding", "Door minder intensieve begeleiding kunnen meer inwoners passende ondersteuning krijgen."),
    ],
)
def test_lighter_support_as_a_cause_under_a_rise_of_intensive_support_is_a_warning(section: str, text: str) -> None:
    assert found(with_duiding(example.sheet(2024), section, text), "noemt lichtere ondersteuning als oorzaak")
    assert not found(with_duiding(example.sheet(2023), section, text), "noemt lichtere ondersteuning als oorzaak")


def test_stable_above_a_rise_is_a_warning() -> None:
    text = "De uitgaven zijn redelijk stabiel."

    (message,) = found(with_duiding(example.sheet(2023), "uitgaven", text), "redelijk stabiel")

    assert "de uitgaven na prijscorrectie stijgen licht (+1,2%)" in message


def test_a_title_that_says_stable_is_checked_too() -> None:
    sheet = factsheet(example.tables(2023), {"uitgaven.titel": "Uitgaven stabiel"}, SETTINGS.gemeente, 2023)

    assert found(sheet, "Uitgaven stabiel")


def test_a_total_against_a_part_is_a_warning_with_both_figures() -> None:
    (message,) = found(example.sheet(2024), "Het totaal en een deel")

    assert "de uitgaven na prijscorrectie stijgen licht (+1,0%)" in message
    assert "de uitgaven aan de Wmo na prijscorrectie dalen licht (-1,2%)" in message


def test_nothing_to_warn_about_in_a_first_year_or_without_figures() -> None:
    empty = Tables({name: frame.clear() for name, frame in example.tables().frames.items()}, SETTINGS)

    assert warnings(example.sheet(2021)) == ()
    assert warnings(factsheet(empty, {}, SETTINGS.gemeente, 2024)) == ()


def test_a_warning_names_figures_that_exist() -> None:
    for year in example.YEARS:
        sheet = example.sheet(year)
        keys = {figure.sleutel for part in sheet.secties for figure in part.cijfers}
        for warning in warnings(sheet):
            assert warning.sectie in {part.sleutel for part in sheet.secties}
            assert set(warning.sleutels) <= keys


def test_parts_that_move_with_their_total_are_no_warning() -> None:
    frames = dict(example.tables().frames)
    wmo = (pl.col("wet") == "Wmo") & (pl.col("jaar") == 2024)
    frames["uitgaven"] = frames["uitgaven"].with_columns(
        uitgaven=pl.when(wmo).then(pl.col("uitgaven") * 1.05).otherwise("uitgaven")
    )

    sheet = factsheet(Tables(frames, SETTINGS), {}, SETTINGS.gemeente, 2024)

    assert not found(sheet, "Het totaal en een deel")


def without_prices(basisjaar: int, *missing: int) -> Factsheet:
    tables = example.tables(2024)
    prices = tables.frames["prijscorrectie"]
    frames = {**tables.frames, "prijscorrectie": prices.filter(~pl.col("jaar").is_in(missing))}
    town = replace(SETTINGS, basisjaar=basisjaar)
    return factsheet(Tables(frames, town), {}, town.gemeente, 2024)


@pytest.mark.parametrize(
    ("sheet", "why"),
    [
        (
            without_prices(2018),
            "de prijscorrectie van 2019 en 2020 ontbreekt. "
            "Upload die, of kies in de instellingen een later basisjaar dan 2018.",
        ),
        (
            without_prices(2021, 2023),
            "de prijscorrectie van 2023 ontbreekt. "
            "Upload die, of kies in de instellingen een later basisjaar dan 2021.",
        ),
        (without_prices(2025), "2024 ligt voor het basisjaar 2025. Kies in de instellingen een eerder basisjaar."),
    ],
)
def test_spending_that_cannot_be_corrected_is_a_warning_that_names_the_year(sheet: Factsheet, why: str) -> None:
    (message,) = found(sheet, "prijscorrectie zijn niet bekend")

    assert message == (
        "De uitgaven na prijscorrectie zijn niet bekend voor de Wmo, de Jeugdwet en de Participatiewet: " + why
    )


def test_a_base_year_without_prices_of_its_own_is_no_warning() -> None:
    sheet = without_prices(2021, 2021)

    assert not found(sheet, "prijscorrectie zijn niet bekend")
    assert sheet.cijfers["wmo.uitgaven_gecorrigeerd"] == example.sheet(2024).cijfers["wmo.uitgaven_gecorrigeerd"]
