from __future__ import annotations

import polars as pl

from factsheet import summary
from factsheet.edition import factsheet
from factsheet.figures import Tables
from factsheet.settings import current
from tests import example

SETTINGS = current()
WEIGHTS = SETTINGS.samenvatting.gewicht


def test_key_figures_stand_in_the_order_of_the_settings() -> None:
    figures = summary.key_figures(example.sheet(2024), SETTINGS.samenvatting.kerncijfers)

    assert [figure.sleutel for figure in figures] == list(SETTINGS.samenvatting.kerncijfers)


def test_a_key_that_a_factsheet_lacks_is_left_out() -> None:
    assert summary.key_figures(example.sheet(2024), ["bestaat.niet"]) == ()


def test_the_three_developments_have_the_largest_change_times_weight() -> None:
    sheet = example.sheet(2024)
    figures = [figure for key in WEIGHTS if (figure := sheet.figure(key)) is not None]
    scored = sorted(figures, key=lambda f: abs(f.now.verandering or 0) * WEIGHTS[f.sleutel], reverse=True)

    told = summary.developments(sheet, WEIGHTS)

    assert [figure.sleutel for figure in told] == [figure.sleutel for figure in scored[:3]]


def test_a_first_year_has_no_developments_but_levels_and_says_why() -> None:
    told = summary.text(example.sheet(2021), WEIGHTS)

    assert summary.developments(example.sheet(2021), WEIGHTS) == ()
    assert [said.tekst for said in told] == [
        "Het totaal aantal inwoners in Hengelo is 81.418.",
        "Het aantal inwoners met ondersteuning vanuit de Wmo is 7.130.",
        "Het aantal inwoners met ondersteuning vanuit de Jeugdwet is 3.010.",
        "Het aantal huishoudens met een uitkering vanuit de gemeente (Participatiewet) is 2.330.",
        "Het eerste jaar met cijfers is 2021. Vergelijken kan nog niet.",
    ]
    assert all(said.feiten for said in told)


def test_a_year_after_a_missing_one_has_levels_and_says_what_is_missing() -> None:
    frames = {name: rows.filter(pl.col("jaar") != 2023) for name, rows in example.tables().frames.items()}
    sheet = factsheet(Tables(frames, SETTINGS), {}, SETTINGS.gemeente, 2024)

    told = summary.text(sheet, WEIGHTS)

    assert told[0].tekst == "Het totaal aantal inwoners in Hengelo is 83.061."
    assert told[-1].tekst == "Over 2023 zijn deze cijfers niet bekend. Vergelijken kan daarom niet."


def test_the_year_is_told_in_five_sentences_the_most_important_first() -> None:
    told = summary.text(example.sheet(2024), WEIGHTS)

    assert [said.tekst for said in told] == [
        "Zowel het aantal inwoners met intensieve individuele begeleiding (+22,1%) als het aantal inwoners met "
        "intensieve groepsbegeleiding (+14,8%) neemt toe.",
        "Hoewel het aantal inwoners met ondersteuning (Jeugdwet, Wmo of bijstand) stabiliseert (+0,5%), stijgen de "
        "totale uitgaven na prijscorrectie opnieuw licht (+1,0%).",
        "Na prijscorrectie kostte de Jeugdwet €\u00a01,0 miljoen meer, de Participatiewet €\u00a00,5 miljoen meer en "
        "de Wmo €\u00a00,4 miljoen minder.",
        "Het aantal huishoudens met een uitkering vanuit de gemeente (Participatiewet) neemt toe (+3,1%), net zoals "
        "de hoogte van de uitkering (+1,3%).",
        "Het aantal inwoners met ondersteuning vanuit de Jeugdwet stabiliseert (+0,3%), maar de uitgaven per inwoner "
        "met ondersteuning vanuit de Jeugdwet stijgen (+2,5%).",
    ]


def test_every_sentence_of_the_summary_tells_its_figures() -> None:
    for year in (2022, 2023, 2024):
        told = summary.text(example.sheet(year), WEIGHTS)
        assert 0 < len(told) <= 5
        assert all(said.feiten for said in told)
        assert all(fact.formule and fact.jaar == year for said in told for fact in said.feiten)


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
            # A printed difference may be rounding: then the wijk is neither above nor below.
            assert cell.afstand * difference > 0 or cell.afstand == 0


def test_a_wijk_that_prints_above_the_municipality_by_rounding_only_is_not_above_it() -> None:
    rows = summary.wijken_at_a_glance(example.tables(), 2024, SETTINGS.wijken, SETTINGS.samenvatting.kaart)

    assert any(
        cell.afstand == 0 and cell.figure and cell.figure.gemeente and cell.figure.value != cell.figure.gemeente.value
        for row in rows
        for cell in row.cells
    )


def test_only_the_wijken_that_were_asked_for_are_there() -> None:
    rows = summary.wijken_at_a_glance(example.tables(), 2024, SETTINGS.wijken[:2], SETTINGS.samenvatting.kaart)

    assert [row.area for row in rows] == list(SETTINGS.wijken[:2])
