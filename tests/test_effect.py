"""What an edit does to the factsheets that readers get, and how an editor sees it."""

from __future__ import annotations

import dataclasses
import functools
import json
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from random import Random
from typing import Any

import polars as pl
import pytest
import streamlit
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from factsheet import edition, effect
from factsheet.consistency import Caution
from factsheet.edition import Factsheet, charts
from factsheet.effect import AreaEffect, FigureMoved, Piece, SentenceChanged, between, summary
from factsheet.figures import Figure, Point, Tables
from factsheet.figures import tables as figure_tables
from factsheet.release import publish, snapshot
from factsheet.release.disclose import LastYear, disclose, stack
from factsheet.release.publish import Sources
from factsheet.release.snapshot import Concept
from factsheet.rows import PublishedRows, TrueRows
from factsheet.screen import cached
from factsheet.sections import SECTIONS
from factsheet.sections.base import Section
from factsheet.settings import ROOT, Area, current
from tests import example, random_data
from tests.examples import examples

SETTINGS = current()
HENGELO = SETTINGS.gemeente
WIJK, OTHER = SETTINGS.wijken[:2]
YEAR = 2024
EMPTY = AreaEffect(HENGELO)
NUMBER = re.compile(r"\d[\d.,]*")


@functools.cache
def earlier() -> dict[str, pl.DataFrame]:
    """What the years before have published."""
    return example.disclosed(example.true_tables, [year for year in example.YEARS if year < YEAR], SETTINGS)


def where(column: str, how: pl.Expr, frame: pl.DataFrame, **cells: str) -> pl.DataFrame:
    """The table with one column changed in the rows that have these cells."""
    hit = pl.all_horizontal([pl.col(name) == value for name, value in cells.items()])
    return frame.with_columns(pl.when(hit).then(how).otherwise(column).cast(frame.schema[column]).alias(column))


def edited(dataset: str, column: str, by: float, **cells: str) -> Concept:
    """The year published again after one count in its true table was raised."""
    true = dict(example.true_tables(YEAR))
    true[dataset] = where(column, pl.col(column) + by, true[dataset], **cells)
    last = {name: rows.filter(pl.col("jaar") == YEAR - 1) for name, rows in earlier().items()}
    known = {name: rows.filter(pl.col("jaar") == YEAR) for name, rows in example.tables().frames.items()}
    published = disclose(true, LastYear(example.true_tables(YEAR - 1), last), SETTINGS, known)
    return Concept(Tables(stack([earlier(), published]), SETTINGS), {}, YEAR)


def scaled(dataset: str, column: str, factor: float, area: Area) -> Concept:
    """The year with what it publishes of one area in one column made so much larger."""
    frames = dict(example.tables().frames)
    now = {"gebied": area.code} if "gebied" in frames[dataset].columns else {}
    rows, rest = (frames[dataset].filter(test) for test in (pl.col("jaar") == YEAR, pl.col("jaar") != YEAR))
    whole = frames[dataset].schema[column].is_integer()
    larger = (pl.col(column) * factor / 10).round() * 10 if whole else pl.col(column) * factor
    frames[dataset] = pl.concat([rest, where(column, larger, rows, jaar=YEAR, **now)])
    return Concept(Tables(frames, SETTINGS), {}, YEAR)


def with_texts(**texts: str) -> Concept:
    """The example with other editorial texts; dots in their keys are written as __."""
    named = {key.replace("__", "."): text for key, text in texts.items()}
    return Concept(example.tables(), named, YEAR)


def duiding(text: str, bron: str | None = None) -> str:
    return json.dumps({"tekst": text, "bron": bron})


BEFORE = Concept(example.tables(), {}, YEAR)


def of(effects: tuple[AreaEffect, ...], area: Area) -> AreaEffect:
    return next(found for found in effects if found.area == area)


def one(before: Concept, after: Concept, area: Area = HENGELO) -> AreaEffect:
    (found,) = between(before, after, [area])
    return found


def read(sheet: Factsheet) -> Counter[tuple[str, str]]:
    """Every text that stands in a factsheet, with the title of its section."""
    texts = [(effect.FRONT, sheet.titel), (effect.FRONT, sheet.intro)]
    for part in sheet.secties:
        texts += [(part.titel, text) for text in (part.titel, part.kop, part.uitleg)]
        texts += [(part.titel, said.tekst) for said in part.zinnen]
        if part.duiding and part.duiding.geldt and part.duiding.bron:
            texts.append((part.titel, f"Bron: {part.duiding.bron}"))
    return Counter(texts)


def applied(sheet: Factsheet, changes: tuple[SentenceChanged, ...]) -> Counter[tuple[str, str]]:
    """The texts of a factsheet after these changes; every text that goes must have been there."""
    texts = read(sheet)
    for change in changes:
        if change.was is not None:
            assert texts[change.sectie, change.was] > 0, change.was
            texts[change.sectie, change.was] -= 1
        if change.wordt is not None:
            texts[change.sectie, change.wordt] += 1
    return +texts


def joined(change: SentenceChanged, without: str) -> str:
    return "".join(piece.text for piece in change.pieces if piece.kind != without)


# Nothing


def test_equal_states_have_no_effect() -> None:
    effects = between(BEFORE, Concept(Tables(example.tables().frames, SETTINGS), {}, YEAR), SETTINGS.areas)

    assert [found.area for found in effects] == [HENGELO, *SETTINGS.wijken]
    assert all(found.nothing for found in effects)
    assert summary(effects) == "Voor de lezer verandert er niets."


def test_an_edit_that_stays_within_the_rounding_has_no_effect() -> None:
    row = next(
        row
        for row in example.true_tables(YEAR)["gebruik"].iter_rows(named=True)
        if row["gebied"] == WIJK.code and row["aantal"] % 10 in range(5, 9)
    )

    effects = between(BEFORE, edited("gebruik", "aantal", 1, gebied=WIJK.code, groep=row["groep"]), [WIJK])

    assert all(found.nothing for found in effects)


def test_no_chart_is_drawn_while_its_figures_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    edition._spec.cache_clear()  # what another test drew would not be drawn again
    as_spec = charts.as_spec
    monkeypatch.setattr(charts, "as_spec", lambda chart, title, of: drawn.append(title) or as_spec(chart, title, of))
    old, same = Concept(example.tables(), {}, YEAR), Concept(example.tables(), {}, YEAR)
    more = edited("loonkostensubsidie", "ontvangers", 100, gebied=HENGELO.code)

    between(None, same, SETTINGS.areas)
    between(old, same, SETTINGS.areas)
    assert drawn == []

    found = one(old, more)
    assert found.charts == ("Mensen met loonkostensubsidie per jaar",)
    assert drawn == 2 * list(found.charts)


# Figures


def test_a_count_of_a_wijk_moves_in_that_wijk_alone() -> None:
    effects = between(BEFORE, edited("gebruik", "aantal", 40, gebied=WIJK.code, groep="Wmo"), SETTINGS.areas)

    assert [found.area for found in effects if not found.nothing] == [WIJK]
    assert FigureMoved("Gebruik van ondersteuning", "Wmo, cliënten", "490", "530 (+8%)") in of(effects, WIJK).figures
    assert summary(effects).startswith("In 1 van de 11 gebieden veranderen ")


def test_a_count_of_the_municipality_moves_beside_every_wijk() -> None:
    after = edited("gebruik", "aantal", 140, gebied=HENGELO.code, groep="Wmo")

    effects = between(BEFORE, after, SETTINGS.areas)

    shown = FigureMoved("Gebruik van ondersteuning", "Wmo, cliënten", "7.410 (+0,5%)", "7.550 (+2,4%)")
    beside = FigureMoved("Gebruik van ondersteuning", "Wmo, cliënten, Hengelo", "7.410", "7.550")
    assert shown in of(effects, HENGELO).figures
    assert all(beside in of(effects, wijk).figures for wijk in SETTINGS.wijken)


def test_a_figure_in_two_sections_is_told_once() -> None:
    found = one(BEFORE, edited("gebruik", "aantal", 140, gebied=HENGELO.code, groep="Wmo"))

    assert [moved.label for moved in found.figures].count("Wmo, cliënten") == 1


def test_a_new_indicator_comes_and_one_that_is_left_out_goes() -> None:
    frames = dict(example.tables().frames)
    name = frames["beleidsindicatoren"].filter(pl.col("jaar") == YEAR)["indicator"][0]
    frames["beleidsindicatoren"] = frames["beleidsindicatoren"].filter(pl.col("indicator") != name)
    without = Concept(Tables(frames, SETTINGS), {}, YEAR)

    come, gone = one(without, BEFORE), one(BEFORE, without)

    assert [(moved.label, moved.was) for moved in come.figures] == [(name, None)]
    assert [(moved.label, moved.wordt) for moved in gone.figures] == [(name, None)]
    assert come.figures[0].wordt == gone.figures[0].was


@pytest.mark.parametrize("area", [HENGELO, WIJK], ids=lambda area: area.slug)
def test_an_amount_that_is_left_out_is_told_in_words(area: Area) -> None:
    frames = dict(example.tables().frames)
    here = (pl.col("gebied") == area.code) & (pl.col("jaar") == YEAR)
    frames["loonkostensubsidie"] = frames["loonkostensubsidie"].with_columns(
        uitgaven=pl.when(~here).then("uitgaven"), uitgaven_klein=here
    )

    found = one(BEFORE, Concept(Tables(frames, SETTINGS), {}, YEAR), area)

    assert [moved.wordt for moved in found.figures if moved.label == "Uitgaven loonkostensubsidie"] in (
        ["weggelaten vanwege privacy"],
        [],  # it was too small already
    )


# The second calculation: from the published rows in plain loops, and from what `toon` prints.


def published(state: Concept, area: Area, groep: str, column: str) -> int:
    rows = state.tables.frames["gebruik"].rows(named=True)
    (found,) = [r[column] for r in rows if (r["jaar"], r["gebied"], r["groep"]) == (YEAR, area.code, groep)]
    return int(found)


def inwoners(state: Concept, area: Area) -> int:
    rows = state.tables.frames["bevolking"].rows(named=True)
    return sum(row["inwoners"] for row in rows if (row["jaar"], row["gebied"]) == (YEAR, area.code))


def printed(state: Concept, area: Area, groep: str) -> dict[str, str]:
    """What a reader sees of one group, calculated here."""
    count, indications = (published(state, area, groep, column) for column in ("aantal", "indicaties"))
    ratio = f"{math.floor(100 * indications / count + 0.5) / 100:.2f}".replace(".", ",")
    return {
        f"{groep}, cliënten": f"{count:,}".replace(",", "."),
        f"Aandeel inwoners met {groep}": f"{math.floor(100 * count / inwoners(state, area) + 0.5)}%",
        f"{groep}, indicaties per cliënt": ratio,
    }


@pytest.mark.parametrize("by", [-60, 20, 90])
@pytest.mark.parametrize("groep", ["Wmo", "Jeugdwet"])
@pytest.mark.parametrize("area", [HENGELO, OTHER], ids=lambda area: area.slug)
def test_the_figures_that_move_agree_with_a_second_calculation(area: Area, groep: str, by: int) -> None:
    after = edited("gebruik", "aantal", by, gebied=area.code, groep=groep)
    was, now = printed(BEFORE, area, groep), printed(after, area, groep)

    moved = {figure.label: figure for figure in one(BEFORE, after, area).figures}

    for label in was:
        if was[label] != now[label]:
            assert (moved[label].was or "").split(" (")[0] == was[label]
            assert (moved[label].wordt or "").split(" (")[0] == now[label]
    other = "Jeugdwet" if groep == "Wmo" else "Wmo"
    assert not [label for label in moved if label.startswith((f"{other},", f"Aandeel inwoners met {other}"))]


@pytest.mark.parametrize(
    ("dataset", "column", "factor"),
    [
        ("gebruik", "indicaties", 0.8),
        ("uitgaven", "uitgaven", 1.05),
        ("woningen", "woningen", 0.8),
        ("piramide", "clienten", 1.05),
    ],
)
def test_the_figures_that_move_are_those_that_print_another_line(dataset: str, column: str, factor: float) -> None:
    after = scaled(dataset, column, factor, HENGELO)

    found = one(BEFORE, after)

    assert {moved.label for moved in found.figures} == {
        label for label in lines(BEFORE) | lines(after) if lines(BEFORE).get(label) != lines(after).get(label)
    }


def lines(state: Concept) -> dict[str, str]:
    """What `toon` prints of the year of every figure, with its change; of two with one key, as the first is named."""
    sheet = state.sheet(HENGELO)
    labels = {figure.label for figure in sheet.cijfers.values()}
    found = re.findall(r"^  (.+?): (?:.*; )?2024: (.+)$", example.as_text(sheet), flags=re.MULTILINE)
    return {label: value for label, value in found if label in labels}


# Sentences


def test_a_sentence_with_another_number_is_one_sentence_that_changed() -> None:
    found = one(BEFORE, edited("gebruik", "aantal", 140, gebied=HENGELO.code, groep="Wmo"))

    (change,) = [change for change in found.sentences if change.sectie == "Gebruik van ondersteuning"]
    assert change.pieces == (
        Piece("Daarvan kregen ", "same"),
        Piece("7.410 ", "gone"),
        Piece("7.550 ", "new"),
        Piece("mensen hulp uit de Wmo en 2.830 jeugdhulp.", "same"),
    )


def test_an_amount_with_a_no_break_space_stays_one_word() -> None:
    change = changed("Het kostte €\u00a03.132.000 in dat jaar.", "Het kostte €\u00a03.133.000 in dat jaar.")

    assert [piece.text for piece in change.pieces if piece.kind != "same"] == ["€\u00a03.132.000 ", "€\u00a03.133.000 "]


def test_sentences_that_have_little_in_common_go_and_come() -> None:
    old, new = (with_texts(wonen__duiding=duiding(text)) for text in ("Er is veel gebouwd.", "De wachtlijst bleef."))

    found = one(old, new)

    assert [(change.was, change.wordt) for change in found.sentences] == [
        ("Er is veel gebouwd.", None),
        (None, "De wachtlijst bleef."),
    ]


def test_a_sentence_between_others_does_not_move_them() -> None:
    old = with_texts(wonen__duiding=duiding("Er is veel gebouwd. De wachtlijst bleef even lang."))
    new = with_texts(wonen__duiding=duiding("Er is veel gebouwd. Dat was het plan. De wachtlijst werd even lang."))

    (come, change) = one(old, new).sentences

    assert (come.was, come.wordt) == (None, "Dat was het plan.")
    assert (change.was, change.wordt) == ("De wachtlijst bleef even lang.", "De wachtlijst werd even lang.")


def test_a_sentence_that_only_moves_is_told_as_such() -> None:
    one_way, other_way = "Er is veel gebouwd. De wachtlijst bleef.", "De wachtlijst bleef. Er is veel gebouwd."
    old, new = (with_texts(wonen__duiding=duiding(text)) for text in (one_way, other_way))

    (change,) = one(old, new).sentences

    assert change.was == change.wordt
    assert {piece.kind for piece in change.pieces} == {"same"}


def test_titles_explanations_headings_and_sources_count_as_sentences() -> None:
    old = with_texts(wonen__duiding=duiding("Er is gebouwd.", "https://www.cbs.nl/een"))
    new = with_texts(
        titel="Ons sociaal domein",
        wonen__titel="Huizen",
        wonen__uitleg="Alle huizen.",
        wonen__duiding=duiding("Er is gebouwd.", "https://www.cbs.nl/twee"),
    )

    found = one(old, new)

    assert [(change.sectie, change.wordt) for change in found.sentences] == [
        (effect.FRONT, "Ons sociaal domein"),
        ("Huizen", "Huizen"),
        ("Huizen", "Alle huizen."),
        ("Huizen", "Bron: https://www.cbs.nl/twee"),
    ]
    assert not found.figures and not found.charts


def changed(was: str, now: str) -> SentenceChanged:
    """The change of the introduction from one text to another."""
    (change,) = one(with_texts(intro=was), with_texts(intro=now)).sentences
    return change


WORDS = st.lists(st.sampled_from(["De", "wachtlijst", "7.410", "€\u00a05", "is", "langer.", "(+1%)"]), min_size=1)


@examples(10)
@given(WORDS.map(" ".join), WORDS.map(" ".join))
def test_pieces_make_both_sentences(was: str, now: str) -> None:
    if was == now:
        return
    change = changed(was, now)

    assert (joined(change, "new"), joined(change, "gone")) == (was, now)
    assert all(piece.text for piece in change.pieces)


SENTENCES = ["Er is veel gebouwd.", "Er is weinig gebouwd.", "De lijst bleef.", "Dat was het plan.", "Het plan bleef."]


@examples(10)
@given(st.lists(st.sampled_from(SENTENCES)), st.lists(st.sampled_from(SENTENCES)))
def test_any_duiding_becomes_any_other(was: list[str], now: list[str]) -> None:
    old, new = (with_texts(wonen__duiding=duiding(" ".join(said))) for said in (was, now))

    found = one(old, new)

    assert applied(old.sheet(HENGELO), found.sentences) == read(new.sheet(HENGELO))
    assert found.nothing == (was == now)


@examples(6)
@given(
    st.sampled_from(
        [
            ("bevolking", "inwoners"),
            ("gebruik", "aantal"),
            ("gebruik", "indicaties"),
            ("piramide", "clienten"),
            ("begeleiding_zwaarte", "clienten"),
            ("uitgaven", "uitgaven"),
            ("ses", "score"),
        ]
    ),
    st.floats(0.5, 1.5),
    st.sampled_from([HENGELO, WIJK]),
)
def test_the_effect_turns_the_old_texts_into_the_new_ones(what: tuple[str, str], factor: float, area: Area) -> None:
    after = scaled(*what, factor, area)

    for found in between(BEFORE, after, [HENGELO, WIJK, OTHER]):
        new = after.sheet(found.area)
        assert applied(BEFORE.sheet(found.area), found.sentences) == read(new)
        for change in found.sentences:
            assert (joined(change, "new"), joined(change, "gone")) == (change.was or "", change.wordt or "")
        told = example.as_text(new) + "".join(f"{beside(f)} " for f in new.cijfers.values())
        for text in [*(c.wordt for c in found.sentences), *(m.wordt for m in found.figures)]:
            assert [number for number in NUMBER.findall(text or "") if number not in told] == []


def beside(figure: Figure) -> str:
    """What a wijk shows of the municipality."""
    return effect.notation.shown(figure.gemeente) if figure.gemeente else ""


# A first publication, cautions


def test_when_nothing_was_published_everything_is_new() -> None:
    effects = between(None, BEFORE, [WIJK, HENGELO])

    assert [found.area for found in effects] == [HENGELO, WIJK]
    for found in effects:
        sheet = BEFORE.sheet(found.area)
        assert {moved.label for moved in found.figures} == {figure.label for figure in sheet.cijfers.values()}
        assert Counter((c.sectie, c.wordt) for c in found.sentences) == read(sheet)
        assert {moved.was for moved in found.figures} == {change.was for change in found.sentences} == {None}
        assert found.charts == ()
    assert effects[0].cautions_new and not effects[0].cautions_gone
    assert summary(effects).startswith("Nieuw in 2 van de 2 gebieden: ")


def test_cautions_come_and_go_with_the_texts_of_the_municipality() -> None:
    wrong = with_texts(uitgaven__titel="Uitgaven stabiel", wonen__duiding="geen json")

    come, gone = one(BEFORE, wrong), one(wrong, BEFORE)

    assert [caution.sectie for caution in come.cautions_new] == ["Wonen", "Uitgaven stabiel"]
    assert "De duiding kan niet gelezen worden" in come.cautions_new[0].melding
    assert come.cautions_new == gone.cautions_gone
    assert come.cautions_gone == gone.cautions_new == ()
    assert one(BEFORE, wrong, WIJK).cautions_new == ()


def test_a_caution_alone_is_nothing_to_the_reader() -> None:
    found = one(BEFORE, with_texts(wonen__duiding="geen json"))

    assert found.same_for_reader and not found.nothing
    assert summary([found]) == "Voor de lezer verandert er niets."


# The summary


def moves(figures: int = 0, sentences: int = 0, drawn: int = 0, area: Area = HENGELO) -> AreaEffect:
    said = SentenceChanged("Wonen", "a", "b", (Piece("a", "gone"), Piece("b", "new")))
    moved = FigureMoved("Wonen", "Woningen", "1", "2")
    return AreaEffect(area, figures * (moved,), sentences * (said,), drawn * ("Woningen",))


@pytest.mark.parametrize(
    ("effects", "said"),
    [
        ([moves(1), EMPTY], "In 1 van de 2 gebieden verandert 1 cijfer."),
        ([moves(1, 1), EMPTY], "In 1 van de 2 gebieden veranderen 1 cijfer en 1 zin."),
        ([moves(4, 2), moves(3), EMPTY], "In 2 van de 3 gebieden veranderen 7 cijfers en 2 zinnen."),
        ([moves(4, 2, 1)], "In Hengelo veranderen 4 cijfers, 2 zinnen en 1 grafiek."),
        ([moves(drawn=1)], "In Hengelo verandert 1 grafiek."),
        ([EMPTY], "Voor de lezer verandert er niets."),
        ([], "Voor de lezer verandert er niets."),
    ],
)
def test_the_summary_is_one_right_sentence(effects: list[AreaEffect], said: str) -> None:
    assert summary(effects) == said


# How it is made


def test_the_sheets_of_a_state_are_made_once() -> None:
    state = with_texts()

    assert state.sheet(HENGELO) is state.sheet(HENGELO)


def test_what_one_wijk_needs_is_calculated_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    tables, worked_out = Tables(example.tables().frames, SETTINGS), []
    points_of = figure_tables.points_of
    Concept(tables, {}, YEAR).sheet(WIJK)
    calculated = set(tables._series)
    monkeypatch.setattr(figure_tables, "points_of", lambda *args: worked_out.append(args) or points_of(*args))

    Concept(tables, {}, YEAR).sheet(OTHER)

    assert set(tables._series) == calculated
    assert {row["gebied"] for rows, *_ in worked_out for row in rows} == {OTHER.code}


# What an edit cannot touch


def state(data: random_data.DataSet, texts: dict[str, str]) -> tuple[Sources, Concept]:
    """The year that a random data set is read for, and all that it is made of."""
    years = [year for year in data.shape.years if year <= data.year]
    published = data.published.frames
    own = {
        year: PublishedRows({name: rows.filter(pl.col("jaar") == year) for name, rows in published.items()})
        for year in years
    }
    last = LastYear(TrueRows(data.true.get(data.year - 1, {})), own.get(data.year - 1, PublishedRows({})))
    earlier = tuple(own[year] for year in years[:-1])
    found = Sources(data.year, TrueRows(data.true[data.year]), earlier, last, None, (), texts)
    return found, publish.made_of(found, data.settings)


def edit(tables: Mapping[str, pl.DataFrame], rng: Random) -> dict[str, pl.DataFrame]:
    """One of these tables with another number in one cell, without one of its rows, or without any."""
    name = rng.choice(sorted(tables))
    rows = tables[name].with_row_index("_rij")
    here = pl.col("_rij") == rng.randrange(max(rows.height, 1))
    numbers = [one for one in tables[name].columns if rows.schema[one].is_numeric() and one != "jaar"]
    column, by = rng.choice(numbers), rng.choice((1, 4, 30, 700))
    edited = rows.with_columns(pl.when(here).then(pl.col(column) + by).otherwise(column).cast(rows.schema[column]))
    return {name: rng.choice((edited, edited, edited, rows.filter(~here), rows.clear())).drop("_rij")}


TEXTS = {
    "titel": "Ons sociaal domein in {jaar}",
    "wonen.duiding": json.dumps({"tekst": "Er zijn {inwoners} inwoners, en {wmo.clienten} van hen krijgen Wmo."}),
}


@examples(6)
@given(random_data.shapes(0), st.randoms(use_true_random=False), st.sampled_from([{}, TEXTS]))
def test_what_an_edit_changes_is_what_making_all_anew_changes(
    shape: random_data.Shape, rng: Random, texts: dict[str, str]
) -> None:
    found, before = state(random_data.data_set(shape), texts)
    if not found.true:
        return
    instead, areas = edit(found.true, rng), before.tables.settings.areas

    now = publish.edited(found, before, instead)
    anew = publish.made_of(dataclasses.replace(found, true=TrueRows({**found.true, **instead})), before.tables.settings)

    assert between(before, now, areas) == between(publish.made_of(found, before.tables.settings), anew, areas)
    assert [now.sheet(area) for area in areas] == [anew.sheet(area) for area in areas]
    assert now.summary == anew.summary


@examples(12)
@given(st.randoms(use_true_random=False), st.sampled_from([{}, TEXTS]))
def test_the_same_holds_for_whatever_is_published_otherwise(rng: Random, texts: dict[str, str]) -> None:
    frames = PublishedRows({**example.tables().frames, **edit(example.tables().frames, rng)})
    before = Concept(example.tables(), texts, YEAR)

    now = Concept(Tables(frames, SETTINGS, example.tables()), texts, YEAR, before)
    anew = Concept(Tables(frames, SETTINGS), texts, YEAR)

    for area in (HENGELO, WIJK, OTHER):
        assert now.sheet(area) == anew.sheet(area)
    assert between(before, now, SETTINGS.areas[:4]) == between(before, anew, SETTINGS.areas[:4])


def after(dataset: str, column: str, area: Area, before: Concept = BEFORE) -> Concept:
    """What is published with one column of one area changed, as what comes after `before`."""
    frames = scaled(dataset, column, 1.5, area).tables.frames
    return Concept(Tables(frames, SETTINGS, before.tables), before.texts, YEAR, before)


def test_a_section_that_an_edit_cannot_touch_is_that_of_before() -> None:
    now = after("loonkostensubsidie", "ontvangers", WIJK)

    kept = {area: {id(part) for part in BEFORE.sheet(area).secties} for area in SETTINGS.areas}
    made = [
        (area, part.sleutel)
        for area in SETTINGS.areas
        for part in now.sheet(area).secties
        if id(part) not in kept[area]
    ]

    assert made == [(WIJK, "loonkostensubsidie")]
    assert now.sheet(OTHER) is BEFORE.sheet(OTHER)


def test_what_is_made_of_a_dataset_belongs_to_it() -> None:
    now = after("begeleiding_zwaarte", "clienten", WIJK)

    (touched,) = [found.area for found in between(BEFORE, now, SETTINGS.areas) if not found.nothing]

    assert touched == WIJK


def test_areas_that_an_edit_cannot_touch_are_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Area] = []
    real = snapshot.factsheet
    monkeypatch.setattr(snapshot, "factsheet", lambda *args, **more: made.append(args[2]) or real(*args, **more))
    before = Concept(Tables(example.tables().frames, SETTINGS), {}, YEAR)

    effects = between(before, after("gebruik", "aantal", WIJK, before), SETTINGS.areas)

    assert [found.area for found in effects] == [HENGELO, *SETTINGS.wijken]
    assert made == [WIJK, WIJK]


@pytest.mark.parametrize(
    "other",
    [
        {"texts": {"titel": "Anders"}},
        {"jaar": YEAR - 1},
        {"tables": Tables(example.tables().frames, dataclasses.replace(SETTINGS, basisjaar=2022))},
    ],
    ids=lambda other: next(iter(other)),
)
def test_nothing_is_taken_from_a_state_that_differs_in_more_than_rows(other: dict[str, Any]) -> None:
    anew = dataclasses.replace(BEFORE, **other, _sheets={})

    now = dataclasses.replace(anew, since=BEFORE, _sheets={})

    assert now.sheet(WIJK) == anew.sheet(WIJK)
    assert not now.is_as_in(BEFORE, WIJK)


def test_a_state_is_compared_with_the_one_that_it_follows() -> None:
    now = after("gebruik", "aantal", WIJK)

    assert now.is_as_in(BEFORE, OTHER) and not now.is_as_in(BEFORE, WIJK)
    assert not now.is_as_in(scaled("gebruik", "aantal", 2, OTHER), OTHER)
    assert not now.is_as_in(None, OTHER)


def test_threads_that_ask_together_get_the_same_figures() -> None:
    tables = Tables(example.tables().frames, SETTINGS)
    states = [Concept(tables, {}, YEAR) for _ in SETTINGS.areas]

    with ThreadPoolExecutor(4) as pool:
        sheets = list(pool.map(lambda pair: pair[0].sheet(pair[1]), zip(states, SETTINGS.areas, strict=True)))

    assert sheets == [BEFORE.sheet(area) for area in SETTINGS.areas]


@pytest.mark.parametrize("section", [s for s in SECTIONS if s.charted_figures], ids=lambda section: section.sleutel)
@pytest.mark.parametrize("area", [HENGELO, WIJK], ids=lambda area: area.slug)
def test_a_chart_is_made_of_the_figures_that_its_section_names(section: Section[Any], area: Area) -> None:
    figures = section.figures(example.tables(), area, YEAR)
    assert section.charted_figures is not None
    named = {figure.sleutel for figure in section.charted_figures(figures)}

    alone = section.chart(blank(figures, named))

    assert json.dumps(alone.to_dict() if alone else None) == json.dumps(section.chart(figures).to_dict())


def blank(value: Any, keep: set[str]) -> Any:
    """The figures of a section without what they say, except what is printed of those with these keys."""
    if isinstance(value, Figure):
        kept = value.sleutel in keep
        return without_claims(value) if kept else dataclasses.replace(value, points=(), gemeente=None, label="")
    if isinstance(value, tuple):
        return tuple(blank(item, keep) for item in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.replace(value, **{name: blank(item, keep) for name, item in vars(value).items()})
    return value


def without_claims(figure: Figure) -> Figure:
    """A figure without anything but what is printed of it."""
    points = (Point(p.jaar, p.waarde, p.status, marge=0 if p.waarde else p.marge) for p in figure.points)
    beside = without_claims(figure.gemeente) if figure.gemeente else None
    named = (figure.sleutel, figure.label, figure.naam, figure.unit, figure.area, figure.jaar)
    return Figure(*named, points=tuple(points), formule="", gemeente=beside, doel=figure.doel, elders=figure.elders)


# On the screen

NASTY = "<script>alert('x')</script> & meer"


def screen(effects: Sequence[AreaEffect]) -> AppTest:
    def script(effects):  # Streamlit runs this by itself, where no name of this file is known
        from factsheet.screen.effects import show  # noqa: PLC0415

        show(effects, key="een")
        show(effects, key="twee")

    app = AppTest.from_function(script, default_timeout=30, kwargs={"effects": effects}).run()
    assert not app.exception
    return app


def pieces(app: AppTest) -> list[str]:
    """The HTML of the first of the two."""
    found = [element.proto.body for element in app.get("html")]
    return found[: len(found) // 2]


def said_aloud(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))


def full(area: Area = HENGELO, nasty: str = "Wonen") -> AreaEffect:
    words = (Piece("Er zijn ", "same"), Piece("7.410 ", "gone"), Piece("7.550 ", "new"), Piece("huizen.", "same"))
    return AreaEffect(
        area,
        (FigureMoved(nasty, nasty, "7.410 (+0,5%)", "7.550"), FigureMoved("Wonen", "Huizen", None, "1")),
        (
            SentenceChanged(nasty, "Er zijn 7.410 huizen.", "Er zijn 7.550 huizen.", words),
            SentenceChanged("Wonen", nasty, None, (Piece(nasty, "gone"),)),
            SentenceChanged("Wonen", None, "Nieuwe zin.", (Piece("Nieuwe zin.", "new"),)),
            SentenceChanged("Wonen", "Een zin.", "Een zin.", (Piece("Een zin.", "same"),)),
        ),
        (nasty, "Woningen"),
        (Caution("Wonen", nasty, ()),),
        (Caution("Wonen", "Dit klopte niet.", ()),),
    )


def test_the_screen_shows_everything_of_the_municipality_first() -> None:
    app = screen((full(), moves(1, area=WIJK), AreaEffect(OTHER)))

    aloud = [said_aloud(html) for html in pieces(app)]
    assert aloud[0] == "In 2 van de 3 gebieden veranderen 3 cijfers, 4 zinnen en 2 grafieken."
    assert "Cijfers van Hengelo die veranderen" in aloud[1] and "was er nog niet" in aloud[1]
    assert "Was: Er zijn weg: 7.410 huizen." in aloud[2]
    assert "Wordt: Er zijn nieuw: 7.550 huizen." in aloud[2]
    assert "Weg: Wonen" in aloud[2] and "Nieuw: Nieuwe zin." in aloud[2] and "Andere plek: Een zin." in aloud[2]
    assert aloud[3] == "Grafieken die veranderen: “Wonen”, “Woningen”."
    assert "Nieuw om op te letten" in aloud[4] and "Dit klopte niet." in aloud[5]
    assert aloud[-1] == f"Geen verandering in: {OTHER.naam}."


def test_words_are_marked_by_more_than_a_colour() -> None:
    html = pieces(screen((full(),)))[2]

    assert '<del><span class="sd-voorlezen">weg: </span>7.410</del> ' in html
    assert '<ins><span class="sd-voorlezen">nieuw: </span>7.550</ins> ' in html


def test_another_area_can_be_chosen_in_each_of_two() -> None:
    app = screen((full(), moves(1, area=WIJK), AreaEffect(OTHER)))
    first, second = app.selectbox

    assert first.options == ["Hengelo: 8 veranderingen", f"{WIJK.naam}: 1 verandering"]
    first.select(WIJK.code).run()

    assert f"Cijfers van {WIJK.naam} die veranderen" in said_aloud(pieces(app)[1])
    assert app.selectbox[1].value == second.value == HENGELO.code


def test_an_area_with_a_caution_alone_says_so() -> None:
    app = screen((AreaEffect(HENGELO, cautions_new=(Caution("Wonen", "Kijk.", ()),)), moves(1, area=WIJK)))

    assert app.selectbox[0].options[0] == "Hengelo: let op"


def test_an_area_that_has_no_effect_any_more_is_not_chosen() -> None:
    effects = [full(), moves(1, area=WIJK), AreaEffect(OTHER)]
    app = screen(effects)
    app.selectbox[0].select(WIJK.code).run()
    effects[1:] = [AreaEffect(WIJK), moves(1, area=OTHER)]

    app.run()

    assert not app.exception
    assert app.selectbox[0].value == HENGELO.code


def test_without_effect_the_screen_says_one_sentence() -> None:
    app = screen((EMPTY, AreaEffect(WIJK)))

    assert [said_aloud(html) for html in pieces(app)] == ["Voor de lezer verandert er niets."]
    assert not app.selectbox


def test_everything_on_the_screen_is_escaped() -> None:
    html = "".join(pieces(screen((full(nasty=NASTY),))))

    assert "<script>" not in html
    assert said_aloud(html).count(NASTY) == 5


def test_a_real_effect_is_shown_as_it_is() -> None:
    after = edited("gebruik", "aantal", 40, gebied=WIJK.code, groep="Wmo")
    effects = between(BEFORE, after, SETTINGS.areas)

    html = "".join(pieces(screen(effects)))

    assert [m.label for m in of(effects, WIJK).figures if m.label not in said_aloud(html)] == []
    assert html.count("<div>") == len(of(effects, WIJK).sentences)


def test_the_marks_look_different_without_colour() -> None:
    css = (ROOT / "factsheet" / "screen" / "style.css").read_text(encoding="utf-8")
    look = dict(re.findall(r"\.sd-verschil (del|ins) \{(.*)\}", css))

    assert "line-through" in look["del"] and "underline" in look["ins"]


# While it is worked out


def working(monkeypatch: pytest.MonkeyPatch, stops: Sequence[bool]) -> tuple[AppTest, list[Area]]:
    """A page that asks for an effect of which every area takes long; on each run it is stopped halfway, or not."""
    told, left = list[Area](), iter(stops)

    def slowly(*_: object) -> Iterator[AreaEffect]:
        stopped = next(left)
        for area in SETTINGS.areas[:4]:
            told.append(area)
            yield AreaEffect(area)
            if stopped and area == WIJK:
                streamlit.stop()  # as when something else is asked for while the bar is drawn

    def script():  # Streamlit runs this by itself, where no name of this file is known
        from factsheet.literal import st  # noqa: PLC0415
        from factsheet.screen import cached  # noqa: PLC0415

        st.text(str(len(cached._effect("was", "wordt", lambda: None, lambda: None))))

    streamlit.cache_resource.clear()
    monkeypatch.setattr(cached, "QUICK", -1)
    monkeypatch.setattr(effect, "areas_of", lambda *_: SETTINGS.areas[:4])
    monkeypatch.setattr(effect, "one_by_one", slowly)
    return AppTest.from_function(script, default_timeout=30), told


def test_what_takes_long_says_how_far_it_is_and_can_be_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    app, told = working(monkeypatch, [True, False])

    app.run()
    (bar,) = app.get("progress")
    assert bar.proto.text == "Even kijken wat de lezer ziet veranderen… Gebied 2 van 4."
    assert not app.text and told == [HENGELO, WIJK]

    app.run()
    assert [text.value for text in app.text] == ["4"]
    assert not app.get("progress")


def test_an_effect_that_is_known_is_not_worked_out_again(monkeypatch: pytest.MonkeyPatch) -> None:
    app, told = working(monkeypatch, [False])

    app.run()
    app.run()

    assert [text.value for text in app.text] == ["4"] and len(told) == 4
