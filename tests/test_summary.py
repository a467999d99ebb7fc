from __future__ import annotations

import polars as pl

from factsheet import summary
from factsheet.edition import factsheet
from factsheet.figures import Figure, Tables
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
    people = sheet.cijfers["sociaal-domein.clienten"].value or 0
    large = [f for f in figures if f.unit.soort != "aantal" or (f.value or 0) >= 0.1 * people]
    scored = sorted(large, key=lambda f: abs(f.now.verandering or 0) * WEIGHTS[f.sleutel], reverse=True)

    told = summary.developments(sheet, WEIGHTS, 0.1)

    def section(figure: Figure) -> str:
        return next(part.sleutel for part in sheet.secties if figure in part.cijfers)

    best = {section(figure): figure.sleutel for figure in reversed(scored)}
    assert [figure.sleutel for figure in told] == [f.sleutel for f in scored if best[section(f)] == f.sleutel][:3]


def test_a_first_year_has_no_developments_but_levels_and_says_why() -> None:
    told = summary.summarised(example.tables(), example.sheet(2021))

    assert told.ontwikkelingen == ()
    assert [said.tekst for said in told.zinnen] == [
        "In 2021 woonden 81.418 mensen in Hengelo.",
        "In 2021 kregen 7.130 mensen hulp uit de Wmo.",
        "In 2021 kregen 3.010 mensen jeugdhulp.",
        "In 2021 kregen 2.330 huishoudens bijstand.",
        "Het eerste jaar met cijfers is 2021. Vergelijken kan nog niet.",
    ]
    assert all(said.feiten for said in told.zinnen)
    assert head(told) == "In 2021 kregen 9.950 mensen hulp uit de Wmo of de Jeugdwet."


def test_a_year_after_a_missing_one_has_levels_and_says_what_is_missing() -> None:
    told = of({name: rows.filter(pl.col("jaar") != 2023) for name, rows in example.tables().frames.items()})

    assert told.zinnen[0].tekst == "In 2024 woonden 83.061 mensen in Hengelo."
    assert told.zinnen[-1].tekst == "Over 2023 zijn deze cijfers niet bekend. Vergelijken kan daarom niet."


def test_the_year_is_told_in_five_sentences_the_most_important_first() -> None:
    told = summary.summarised(example.tables(), example.sheet(2024))

    assert [said.tekst for said in told.zinnen] == [
        "In 2024 gaf Hengelo €\u00a0135,8 miljoen uit aan de Wmo, jeugdhulp en bijstand.",
        "Daarmee gaf Hengelo na prijscorrectie iets meer uit dan in 2023 (+1,0%).",
        "Jeugdhulp kostte €\u00a01,0 miljoen meer, bijstand €\u00a00,5 miljoen meer "
        "en de Wmo €\u00a00,4 miljoen minder.",
        "In 2024 kregen 2.190 huishoudens bijstand, meer dan in 2023 (+3,1%).",
        "Per persoon met jeugdhulp gaf Hengelo na prijscorrectie €\u00a012.822 uit, meer dan in 2023 (+2,5%).",
    ]


def test_the_headline_has_the_caution_of_its_figures() -> None:
    final = example.tables().frames["prijscorrectie"].with_columns(definitief=pl.lit(value=True))

    assert head(summary.summarised(example.tables(), example.sheet(2024))) == (
        "In 2024 gaf Hengelo na prijscorrectie iets meer uit dan in 2023 (+1,0%), met nog voorlopige prijzen."
    )
    assert head(of({**example.tables().frames, "prijscorrectie": final})).endswith("dan in 2023 (+1,0%).")


def test_small_groups_never_lead() -> None:
    """They grow most: without their size they would stand first."""
    sheet = example.sheet(2024)
    small = {"begeleiding.individueel.intensief", "begeleiding.groep.intensief", "loonkostensubsidie.ontvangers"}
    heavy = dict.fromkeys(small, 1000.0)

    for weights in (dict(WEIGHTS), {**WEIGHTS, **heavy}):
        stories = summary._stories_by_weight(sheet, weights, 0.1, final=True)
        of_small = [set(story.keys) <= small for story in stories]
        assert any(of_small) and of_small == sorted(of_small)


def test_a_headline_is_one_sentence_about_figures_of_the_year() -> None:
    for year in example.YEARS:
        kop = summary.summarised(example.tables(), example.sheet(year)).kop
        assert kop is not None and kop.feiten and len(kop.tekst.split()) <= 20
        assert f"{year}" in kop.tekst


def test_a_year_of_which_nothing_is_known_has_no_headline() -> None:
    assert of({}).kop is None


def head(told: summary.Summary) -> str:
    assert told.kop is not None
    return told.kop.tekst


def of(frames: dict[str, pl.DataFrame]) -> summary.Summary:
    tables = Tables(frames, SETTINGS)
    return summary.summarised(tables, factsheet(tables, {}, SETTINGS.gemeente, 2024))


def test_every_sentence_of_the_summary_tells_its_figures() -> None:
    for year in (2022, 2023, 2024):
        told = summary.summarised(example.tables(), example.sheet(year)).zinnen
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
