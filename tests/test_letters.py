"""Damaged letters: mended where it is certain what they were, told, and otherwise stopped at their cell or word."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet import editorial
from factsheet.editing import sheet
from factsheet.editing.numbering import ROW, Table
from factsheet.letters import LOST, clean, mend, message
from factsheet.parse import parse
from factsheet.settings import current

UPLOADS = Path(__file__).parent / "uploads"
LKS = "jaar;gebied;ontvangers;uitgaven\n"


@pytest.mark.parametrize(
    ("damaged", "whole"),
    [
        ("geÃ¯ndiceerde", "geïndiceerde"),
        ("cliÃ«nten", "cliënten"),
        ("cliÃƒÂ«nten", "cliënten"),
        ("Ã©Ã©n", "één"),
        ("Ã la carte", "à la carte"),
        ("â‚¬ 5", "€ 5"),
        ("Wmo â€“ Jeugd", "Wmo – Jeugd"),
        ("cli&euml;nten", "cliënten"),
        ("cli&#235;nten &amp; co", "cliënten & co"),
        ("cli&amp;euml;nten", "cliënten"),
        ("cliï¿½nten", f"cli{LOST}nten"),
    ],
)
def test_what_a_letter_was_is_put_back(damaged: str, whole: str) -> None:
    assert mend(damaged) == whole


@pytest.mark.parametrize(
    "text",
    [
        "één",
        "São Paulo",
        "SÃO",
        "Ã",
        "CHÂTEAU",
        "coöperatie",
        "“à”",
        "m²",
        "AT&T; R&D",
        "a&b",
        "&nietbekend;",
        "€ 5",
        "",
    ],
)
def test_good_letters_stay(text: str) -> None:
    assert mend(text) == text


@given(st.text(st.characters(codec="ascii", exclude_characters="&")))
def test_plain_letters_are_never_touched(text: str) -> None:
    assert mend(text) == text


@pytest.mark.parametrize("entity", ["&#10;", "&#0;x", "&#8238;"])
def test_a_sign_that_nobody_sees_does_not_come_in_as_html(entity: str) -> None:
    assert "\n" not in mend(entity)
    assert "\u202e" not in mend(entity)


def test_what_was_mended_is_told_by_the_word() -> None:
    assert message([("de geÃ¯ndiceerde hulp", "de geïndiceerde hulp")]) == (
        "Letters hersteld: “geÃ¯ndiceerde” is “geïndiceerde” geworden."
    )
    assert message([("hulp", "hulp")]) == ""


# ---- files


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("letters-dubbel-gecodeerd", "“geÃ¯ndiceerde” is “geïndiceerde” geworden"),
        ("letters-als-html", "“ge&#239;ndiceerde” is “geïndiceerde” geworden"),
    ],
)
def test_a_file_with_mended_letters_says_so(name: str, words: str) -> None:
    parsed = parse((UPLOADS / "goed" / f"{name}.csv").read_bytes())

    assert any(note.startswith("Kolom 'indicator'. Letters hersteld: ") and words in note for note in parsed.notes)


def test_a_column_name_and_a_number_are_mended_too() -> None:
    parsed = parse("jaar;gebied;ontvÃ¤ngers;uitgaven\n2024;Noord;1Â\u00a0234;â‚¬ 5\n".encode())

    assert parsed.problems == ()
    assert parsed.rows.select("ontvangers", "uitgaven").row(0) == (1234, 5.0)


def test_a_workbook_is_mended_too() -> None:
    book = openpyxl.Workbook()
    for line in ("jaar|indicator|percentage|bron", "2024|geÃ¯ndiceerd|14|cli&euml;nten"):
        book.active.append(line.split("|"))
    file = io.BytesIO()
    book.save(file)

    rows = parse(file.getvalue()).rows

    assert rows.select("indicator", "bron").row(0) == ("geïndiceerd", "cliënten")


def test_a_large_file_is_mended_as_a_small_one() -> None:
    head, line = "jaar;indicator;percentage;bron\n", "2024;geÃ¯ndiceerd;5;bron\n"

    small, large = (parse((head + line * times).encode()) for times in (1, 50_000))

    assert large.rows["indicator"].unique().to_list() == small.rows["indicator"].to_list() == ["geïndiceerd"]


def test_a_lost_letter_in_a_wijk_stops_at_its_cell_with_what_was_meant() -> None:
    (problem,) = parse(f"{LKS}2024;Hasseler {LOST}s;5;100\n".encode()).problems

    assert (problem.severity, problem.row, problem.column) == ("fout", 2, "gebied")
    assert problem.message.startswith(f"In deze cel is een letter kwijt (het teken {LOST}).")
    assert problem.suggestion == "Hasseler Es"


def test_records_with_mended_letters_repeat_no_cell() -> None:
    data = (UPLOADS / "registratie" / "indicaties.csv").read_bytes().decode("utf-8-sig")
    column = next(i for i, name in enumerate(data.splitlines()[0].split(";")) if name == "gebied")
    lines = [line.split(";") for line in data.splitlines()]
    lines[1][column] = "GeheimÃ«"

    notes = parse("\n".join(";".join(line) for line in lines).encode()).notes

    assert "Kolom 'gebied'. Letters hersteld." in notes
    assert not any("Geheim" in note for note in notes)


# ---- typed in the browser


def test_a_cell_that_is_typed_is_mended_or_stops() -> None:
    texts = pl.DataFrame(
        {
            ROW: [1, 2],
            "indicator": ["geÃ¯ndiceerd", f"ge{LOST}ndiceerd"],
            "percentage": ["5", "6"],
            "bron": ["x", "y"],
        }
    )
    empty = sheet.empty(sheet.SCHEMAS["beleidsindicatoren"], current())
    table = Table.of(pl.concat([texts.drop(ROW), empty.clear()], how="diagonal").select(empty.columns))

    parsed = sheet.typed(table, "beleidsindicatoren", 2024, current())

    assert parsed.rows["indicator"].to_list() == ["geïndiceerd", None]
    assert [problem.message[:36] for problem in parsed.problems if problem.column == "indicator"] == [
        "In deze cel is een letter kwijt (het teken \ufffd)."[:36]
    ]
    assert parsed.notes == ("Kolom 'indicator'. Letters hersteld: “geÃ¯ndiceerd” is “geïndiceerd” geworden.",)


def test_an_editorial_text_is_mended_and_a_lost_letter_is_refused() -> None:
    words = {"plaats": "Hengelo"}

    refusals = editorial.parse(f"In {{plaats}} zijn\nde cli{LOST}nten", words)[1]

    assert clean("de cli&euml;nten zijn geÃ¯ndiceerd ") == "de cliënten zijn geïndiceerd"
    assert [(refusal.zin, refusal.fragment) for refusal in refusals] == [(2, LOST)]
    assert "Typ dit woord opnieuw." in refusals[0].melding
    assert editorial.fill_words(f"cli{LOST}nten", words) is None
