"""Codes of products: the most precise way counts, what nobody knows is one list, and an answer counts for everybody."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from factsheet import records
from factsheet import store as stores
from factsheet.access import BEHEERDER, REDACTEUR
from factsheet.cli import main
from factsheet.intake import Dropped, answering, examine
from factsheet.records import Answers, Meaning
from factsheet.settings import GEMEENTE, Product, Settings, SettingsError, current, patterns, read
from factsheet.store import Moved, Store
from tests.test_records import BASE, TYPES, frame
from tests.test_upload_page import Drop, click, dropping, html

UPLOADS = Path(__file__).parent / "uploads" / "registratie"
UNKNOWN = UPLOADS / "codes-onbekend.csv"
INDIVIDUEEL, GROEP = Meaning("Jeugdwet", "maatwerk", "individueel"), Meaning("Jeugdwet", "maatwerk", "groep")
KEY = ("Jeugdwet", "88A01")
__all__ = ["dropping"]


def with_products(*products: Product) -> Settings:
    return replace(current(), producten=products)


def product(vorm: str | None, *codes: str, namen: tuple[str, ...] = (), wet: str = "Jeugdwet") -> Product:
    return Product(wet, "maatwerk", vorm, codes, namen)


def what(
    settings: Settings,
    category: str | None,
    code: str | None = None,
    wet: str = "Jeugdwet",
    answers: Answers | None = None,
) -> Any:
    """What a product is found to be: one row of `products.found`."""
    row = {"wet": wet, "productcategorie": category, "productcode": code}
    return records.products.found(frame(row), settings, answers or {}).row(0, named=True)


# The most precise way counts


PRODUCTS = (
    product("individueel", "45"),
    product("groep", "45A*", namen=("*verblijf",)),
    product(None, "45A4?", "45A49"),
    product("groep", "45A48"),
    product(None, "45A47"),
)


@pytest.mark.parametrize(
    ("category", "code", "vorm"),
    [
        ("45", None, "individueel"),
        ("45", "45B01", "individueel"),
        ("45B01", None, "individueel"),
        ("45", "45A01", "groep"),
        ("45a01", None, "groep"),
        ("45", "45A41", None),
        ("45", "45A48", "groep"),
        (None, "45a48", "groep"),
        (None, " 45 A48", "groep"),
        ("45A48 Ambulant", None, "groep"),
        ("45 Jeugdhulp verblijf", None, "groep"),
        # A code that the municipality has placed in another category than its own.
        ("88", "45A48", "groep"),
        ("45", "99X01", "individueel"),
    ],
)
def test_the_most_precise_way_counts(category: str | None, code: str | None, vorm: str | None) -> None:
    found = what(with_products(*PRODUCTS), category, code)

    assert (found["known"], found["vorm"]) == (True, vorm)


def test_the_order_of_the_settings_makes_no_difference() -> None:
    one, other = with_products(*PRODUCTS), with_products(*reversed(PRODUCTS))

    for code in ("45A01", "45A41", "45A47", "45A48", "45B01"):
        assert what(one, "45", code) == what(other, "45", code)


@pytest.mark.parametrize(
    ("wet", "category", "code", "laag", "vorm"),
    [
        ("Jeugdwet", "45A49", None, "maatwerk", "groep"),
        ("Jeugdwet", "45", "45A48", "maatwerk", "individueel"),
        ("Jeugdwet", "54001", None, "maatwerk", None),
        ("Jeugdwet", "54", "54001", "maatwerk", None),
        ("Wmo", "08L01", None, "maatwerk", None),
        ("Wmo", "8", "08L07", "maatwerk", None),
        *[("Jeugdwet", str(code), None, "maatwerk", None) for code in (31, 34, 35, 36, 37, 38)],
        ("Jeugdwet", "32", None, "maatwerk", "individueel"),
        ("Jeugdwet", "33", None, "maatwerk", "groep"),
    ],
)
def test_codes_as_twente_delivers_them_are_known(
    wet: str, category: str, code: str | None, laag: str, vorm: str | None
) -> None:
    found = what(current(), category, code, wet)

    assert (found["known"], found["laag"], found["vorm"]) == (True, laag, vorm)


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("45A*", "45*9", True),
        ("45A*", "45B*", False),
        ("08L0?", "08L*1", True),
        ("08L0?", "08L?", False),
        ("*ggz*", "jeugd*", True),
        ("45A49", "45a49", True),
        ("*", "", True),
    ],
)
def test_two_ways_meet_when_some_text_fits_both(one: str, other: str, together: bool) -> None:
    assert patterns.meet(one, other) is patterns.meet(other, one) is together


WAYS = st.text("ab?*", max_size=5)


@given(WAYS, WAYS, st.text("ab", max_size=5))
def test_ways_that_fit_the_same_text_meet(one: str, other: str, text: str) -> None:
    if all(re.fullmatch(patterns.fitting(way), text) for way in (one, other)):
        assert patterns.meet(one, other)


# What the settings may not say


def settings_with(tmp_path: Path, *lines: str) -> Path:
    text = GEMEENTE.read_text(encoding="utf-8")
    file = tmp_path / "gemeente.toml"
    file.write_text(
        text.replace("producten = [", "producten = [" + "".join(f"\n{line}," for line in lines), 1), "utf-8"
    )
    return file


def test_two_ways_that_are_as_precise_and_fit_the_same_are_refused(tmp_path: Path) -> None:
    file = settings_with(
        tmp_path,
        '{ wet = "Wmo", laag = "maatwerk", codes = ["08L*1"] }',
        '{ wet = "Wmo", laag = "maatwerk", vorm = "groep", codes = ["08*L1"] }',
    )

    with pytest.raises(SettingsError) as raised:
        read(file)

    assert str(raised.value) == (
        f"{file}, [registratie] producten, nummer 1 en 2 (Wmo): '08L*1' en '08*L1' passen bij dezelfde codes of namen, "
        "en zijn even precies. Maak één van de twee preciezer, bijvoorbeeld met een hele code."
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('wet = "Wmo", codes = ["08L*"]', 'wet = "Wmo", vorm = "groep", codes = ["08L0*"]'),
        ('wet = "Wmo", codes = ["08L0?"]', 'wet = "Wmo", vorm = "groep", codes = ["08L0*"]'),
        ('wet = "Wmo", codes = ["08L*1"]', 'wet = "Wmo", codes = ["08*L1"]'),
        ('wet = "Wmo", codes = ["08L*1"]', 'wet = "Jeugdwet", vorm = "groep", codes = ["08*L1"]'),
    ],
)
def test_ways_that_are_told_apart_are_good(tmp_path: Path, one: str, other: str) -> None:
    assert (
        len(read(settings_with(tmp_path, f"{{ {one} }}", f"{{ {other} }}")).producten) == len(current().producten) + 2
    )


@pytest.mark.parametrize("code", ["4", "A5", "*", "45-1"])
def test_a_code_without_its_category_is_refused(tmp_path: Path, code: str) -> None:
    with pytest.raises(SettingsError, match="Een code begint met de twee cijfers van de categorie"):
        read(settings_with(tmp_path, f'{{ wet = "Wmo", codes = ["{code}"] }}'))


# What nobody knows


def found_in(file: Path, store: Store | None = None) -> Any:
    return examine(Dropped("indicaties 2024.csv", file.read_bytes()), store, current())


def test_codes_that_nobody_knows_are_one_list_with_their_size_and_category() -> None:
    unknown = found_in(UNKNOWN).recorded.unknown

    assert [(one.wet, one.code, one.categorie, one.indicaties, one.clienten) for one in unknown] == [
        ("Jeugdwet", "88A01", "", 3, 2),
        ("Wmo", "40A01", "40 persoonlijke verzorging", 2, 2),
        ("Jeugdwet", "88", "", 1, 1),
    ]


def test_an_answer_counts_like_the_settings_also_below_a_category() -> None:
    answers: Answers = {("Jeugdwet", "88"): GROEP, KEY: INDIVIDUEEL}

    found = [what(current(), *codes, answers=answers)["vorm"] for codes in (("88",), ("88", "88A01"), ("88", "88B01"))]

    assert found == ["groep", "individueel", "groep"]


def test_the_settings_go_before_an_answer() -> None:
    answers: Answers = {("Jeugdwet", "45A49"): None, ("Jeugdwet", "45"): None}

    found = what(current(), "45", "45A49", answers=answers)

    assert (found["counts"], found["vorm"]) == (True, "groep")


def test_an_answer_that_the_settings_no_longer_offer_is_asked_again() -> None:
    found = what(current(), "88", answers={("Jeugdwet", "88"): Meaning("Jeugdwet", "zweven", None)})

    assert not found["known"]


def test_what_does_not_count_counts_nowhere_and_is_told() -> None:
    rows = frame({"bedrag": 5.0}, {"clientsleutel": "K2", "productcategorie": "77", "bedrag": 10.0})

    found = records.count(rows, 2024, current(), {("Wmo", "77"): None})

    (left,) = [left for left in found.excluded if left.message.startswith("Volgens een redacteur")]
    assert left.message == (
        "Volgens een redacteur geen hulp die meetelt ('77'): 1 indicatie van 1 cliënt (€\u00a010). "
        "Die telt nergens mee."
    )
    assert found.tables["uitgaven"]["uitgaven"].max() == 5.0
    assert found.unknown == ()


def test_an_amount_in_a_column_that_says_eurocent_is_divided_and_never_guessed() -> None:
    rows = pl.DataFrame([{**BASE, "bedrag_eurocent": 468050.0}, {**BASE, "bedrag": 9_999_999.0}], schema=TYPES)

    found = records.count(rows, 2024, current())

    assert found.tables["uitgaven"]["uitgaven"].max() == 10_004_679.5


# What the store keeps


def test_the_last_answer_counts_and_all_of_them_are_kept(store: Store, tmp_path: Path) -> None:
    (first,) = store.answer_codes({KEY: None}, who="rik", seen={})
    store.answer_codes({KEY: INDIVIDUEEL}, who="anna", seen={KEY: first.id})

    (last,) = store.code_answers()
    assert (last.who, last.at, answering(store)()) == ("anna", store.now(), {KEY: INDIVIDUEEL})
    assert [(line.who, line.what, line.details) for line in store.log_entries()] == [
        ("anna", "code ingedeeld", "Jeugdwet 88A01: Jeugdwet, maatwerk, individueel"),
        ("rik", "code ingedeeld", "Jeugdwet 88A01: telt niet mee"),
    ]
    with sqlite3.connect(tmp_path / "factsheet.db") as raw:
        assert raw.execute("SELECT count(*) FROM code_answer").fetchone() == (2,)
        for change in ("UPDATE code_answer SET laag = 'x'", "DELETE FROM code_answer"):
            with pytest.raises(sqlite3.IntegrityError, match="never changed"):
                raw.execute(change)


def test_an_answer_on_top_of_that_of_another_is_refused_and_nothing_is_kept(store: Store) -> None:
    store.answer_codes({KEY: None}, who="anna", seen={})

    with pytest.raises(Moved, match=r"Iemand anders heeft intussen gezegd wat dit is: 88A01\. Er is niets bewaard"):
        store.answer_codes({("Wmo", "40A01"): None, KEY: INDIVIDUEEL}, who="rik", seen={})

    assert [answer.code for answer in store.code_answers()] == ["88A01"]


# The command line


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str], store_url: str) -> Callable[[], str]:
    return lambda: capsys.readouterr().out


def test_checking_a_file_tells_the_unknown_codes_and_makes_no_store(printed: Callable[[], str], tmp_path: Path) -> None:
    main(["controleer", str(UNKNOWN), "--jaar", "2024"])

    assert "  onbekende code 40A01 (Wmo, 40 persoonlijke verzorging): 2 indicaties\n" in printed()
    assert not (tmp_path / "factsheet.db").exists()


def test_the_command_line_uses_what_editors_said(printed: Callable[[], str]) -> None:
    answers = {KEY: INDIVIDUEEL, ("Jeugdwet", "88"): None, ("Wmo", "40A01"): Meaning("Wmo", "maatwerk", None)}
    stores.current().answer_codes(answers, who="rik", seen={})

    main(["controleer", str(UNKNOWN), "--jaar", "2024", "--json"])
    checked = json.loads(printed())[0]
    main(["laad", str(UNKNOWN), "--jaar", "2024", "--door", "test", "--reden", "proef"])

    assert checked["onbekende_codes"] == []
    assert any("geen hulp die meetelt ('88')" in line for line in checked["gelezen_als"]["uitleg"])
    assert "Onbekende codes" not in printed()


# The screen


@pytest.fixture
def asked(dropping: Drop) -> AppTest:
    return dropping({"indicaties 2024.csv": UNKNOWN.read_bytes()})


def choose(app: AppTest, label: str, value: str, place: int = 0) -> None:
    [box for box in app.selectbox if box.label == label][place].set_value(value)


def labels(app: AppTest) -> list[str]:
    return [box.label for box in app.selectbox if box.label.startswith("Wat is")]


def outcomes(app: AppTest) -> str:
    return " ".join(body for body in html(app) if "sd-uitkomst" in body)


def test_unknown_codes_are_asked_and_the_file_is_counted_again_at_once(published: Store, asked: AppTest) -> None:
    before = labels(asked)
    header = [one.value for one in asked.header]
    choose(asked, "Wat is 88A01 (Jeugdwet)?", "Jeugdwet: maatwerk, individuele begeleiding")
    choose(asked, "Wat is 88 (Jeugdwet)?", "Telt niet mee")

    click(asked, "Bewaar wat deze codes zijn")

    assert before == ["Wat is 88A01 (Jeugdwet)?", "Wat is 40A01 (Wmo)?", "Wat is 88 (Jeugdwet)?"]
    assert "Onbekende codes: 3 codes, 6 indicaties" in header
    assert "Onbekende codes: 1 code, 2 indicaties" in [one.value for one in asked.header]
    assert "Bewaard wat 2 codes zijn. Alles is opnieuw geteld." in outcomes(asked)
    assert [(one.code, one.vorm, one.who) for one in published.code_answers()] == [
        ("88", None, REDACTEUR),
        ("88A01", "individueel", REDACTEUR),
    ]
    assert "Wat codes zijn: 2 antwoorden" in [part.label for part in asked.expander]


def test_an_answer_can_be_revised_where_it_was_given_also_without_a_file(published: Store, visit: Any) -> None:
    (first,) = published.answer_codes({KEY: None}, who=REDACTEUR, seen={})
    app = visit("uploaden", who=REDACTEUR)
    (box,) = app.selectbox
    shown, options = (box.label, box.value), box.options
    choose(app, box.label, "Wmo: maatwerk, geen begeleiding")

    click(app, "Bewaar wat u hier verandert")

    assert shown == ("Wat is 88A01 (Jeugdwet)?", "Telt niet mee")
    assert not [option for option in options if option.startswith("Participatiewet")]
    (last,) = published.code_answers()
    assert (last.id > first.id, last.as_wet, last.vorm) == (True, "Wmo", None)


def test_without_a_choice_nothing_is_kept(published: Store, asked: AppTest) -> None:
    click(asked, "Bewaar wat deze codes zijn")

    assert "Kies eerst bij een code wat het is. Er is nog niets bewaard." in outcomes(asked)
    assert published.code_answers() == []


def test_who_answers_after_another_is_told_and_sees_that_answer(published: Store, asked: AppTest) -> None:
    choose(asked, "Wat is 88 (Jeugdwet)?", "Telt niet mee")
    published.answer_codes({("Jeugdwet", "88"): GROEP}, who=BEHEERDER, seen={})

    click(asked, "Bewaar wat deze codes zijn")

    assert "Iemand anders heeft intussen gezegd wat dit is: 88." in outcomes(asked)
    assert [one.vorm for one in published.code_answers()] == ["groep"]
