"""What an editor gets back: counts, the rows around a wrong one, and the file itself with its marks."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from factsheet.parse import Digest, Grid, Problem, ReadAs
from factsheet.report import Correction, by_correction, counted, holds_persons, marked, neighbours, rows_of
from factsheet.report import workbook as workbook_module
from factsheet.settings import current
from factsheet.validate import Checked, check

FILE = "\n\njaar;gebied;ontvangers;uitgaven\n2024;Noord;10;1000\n2024;Woolde;veel;2000\n"
RED, ORANGE, GREEN = "00F6B8B1", "00FFD08A", "00CFE8CF"
UPLOADS = Path(__file__).parent / "uploads"


def grid(*lines: tuple[str, ...], header: int = 1) -> Grid:
    """A file by its lines; the cells of the header are the names of the columns."""
    width = max(map(len, lines))
    cells = {str(place): [(*line, *[""] * width)[place] for line in lines] for place in range(width)}
    frame = pl.DataFrame({"row": range(1, len(lines) + 1), **cells})
    return Grid(frame, header, {name: place for place, name in enumerate(lines[header - 1]) if name})


def checked(*problems: Problem, name: str = "lks.csv", dataset: str | None = "loonkostensubsidie") -> Checked:
    return Checked(name, dataset, 2024, pl.DataFrame(), problems, ReadAs(), Digest(b""))


def fout(
    row: int | None, column: str | None, message: str = "Dit is geen getal.", suggestion: str | None = None
) -> Problem:
    return Problem("fout", row, column, "x", message, suggestion)


def opened(data: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def lines(sheet: Worksheet) -> list[list[str]]:
    return [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]


# Words


@pytest.mark.parametrize(
    ("errors", "warnings", "said"),
    [
        (0, 0, ""),
        (1, 0, "1 fout"),
        (2, 0, "2 fouten"),
        (0, 1, "1 waarschuwing"),
        (1, 2, "1 fout en 2 waarschuwingen"),
        (1234, 0, "1.234 fouten"),
    ],
)
def test_problems_are_counted_in_good_dutch(errors: int, warnings: int, said: str) -> None:
    problems = [fout(2, "a")] * errors + [Problem("waarschuwing", 2, "a", "x", "Klopt dit?")] * warnings

    assert counted(problems) == said


@pytest.mark.parametrize(
    ("rows", "said"), [([12], "rij 12"), ([12, 15], "rijen 12 en 15"), ([1, 2, 3], "rijen 1, 2 en 3")]
)
def test_rows_are_named_in_good_dutch(rows: list[int], said: str) -> None:
    assert rows_of(rows) == said


def test_the_same_mend_in_several_rows_is_told_once() -> None:
    es, empty = Correction("gebied", "Hasselerees", "Hasseler Es"), Correction("aantal", "", "0")

    told = [
        correction.message(rows)
        for correction, rows in by_correction({(15, "gebied"): es, (3, "aantal"): empty, (12, "gebied"): es}).items()
    ]

    assert told == ["rij 3, aantal: leeg → 0", "rijen 12 en 15, gebied: Hasselerees → Hasseler Es"]


# Neighbours


def test_a_wrong_row_stands_between_its_neighbours_with_the_header_and_its_cell_marked() -> None:
    rows = [("2024", f"wijk {number}", str(number)) for number in range(2, 12)]

    excerpt = neighbours(grid(("jaar", "gebied", "aantal"), *rows), [7], "aantal")

    assert excerpt.letters == ("A", "B", "C")
    assert [line.row for line in excerpt.lines] == [1, 5, 6, 7, 8, 9]
    assert [line.wrong for line in excerpt.lines] == [None, None, None, 2, None, None]
    assert [line.is_header for line in excerpt.lines] == [True, False, False, False, False, False]
    assert excerpt.lines[3].cells == ("2024", "wijk 7", "7")


def test_rows_are_numbered_as_in_excel_also_below_a_title() -> None:
    file = grid(("Titel",), (), ("jaar", "aantal"), ("2024", "1"), ("2024", "x"), header=3)

    excerpt = neighbours(file, [5], "aantal")

    assert [(line.row, line.cells) for line in excerpt.lines] == [
        (3, ("jaar", "aantal")),
        (4, ("2024", "1")),
        (5, ("2024", "x")),
    ]


def test_rows_near_each_other_share_their_neighbours() -> None:
    file = grid(("aantal",), *[(str(number),) for number in range(2, 30)])

    excerpt = neighbours(file, [5, 6, 20], "aantal")

    assert [line.row for line in excerpt.lines] == [1, 3, 4, 5, 6, 7, 8, 18, 19, 20, 21, 22]
    assert [line.row for line in excerpt.lines if line.wrong is not None] == [5, 6, 20]


def test_of_a_wide_file_the_first_columns_and_those_around_the_wrong_one_are_shown() -> None:
    names = tuple(f"k{number}" for number in range(30))

    excerpt = neighbours(grid(names, names), [2], "k20")

    assert excerpt.letters == ("A", "B", "C", "S", "T", "U", "V", "W")
    assert excerpt.lines[1].cells[excerpt.lines[1].wrong or 0] == "k20"


def test_empty_columns_are_left_out_but_not_the_empty_cell_that_is_wrong() -> None:
    excerpt = neighbours(grid(("jaar", "", "aantal", ""), ("2024", "", "", "")), [2], "aantal")

    assert excerpt.letters == ("A", "C")
    assert excerpt.lines[1].cells == ("2024", "")
    assert excerpt.lines[1].wrong == 1


def test_a_mended_cell_is_shown_as_it_is_now() -> None:
    excerpt = neighbours(grid(("gebied",), ("Nord",), ("Zuid",)), [3], "gebied", {(2, "gebied"): "Noord"})

    assert [line.cells for line in excerpt.lines] == [("gebied",), ("Noord",), ("Zuid",)]


# The file back


def test_the_file_comes_back_with_its_own_rows_and_the_messages_beside_them() -> None:
    data = FILE.encode()

    sheet = opened(marked(data, "lks.csv", check(data, current(), name="lks.csv")))["Uw bestand"]

    own = [line.split(";") for line in FILE.splitlines()]
    assert [line[:4] for line in lines(sheet)] == [line if len(line) == 4 else [""] * 4 for line in own]
    assert [cell.value for cell in sheet[3]] == ["jaar", "gebied", "ontvangers", "uitgaven", "Meldingen"]
    assert sheet["E5"].value == "✗ Fout: 'veel' is geen getal. Vul een getal in, bijvoorbeeld 1234."


def test_a_title_and_notes_come_back_too(monkeypatch: pytest.MonkeyPatch) -> None:
    file = grid(("Cijfers",), ("gebied", "aantal"), ("Noord", "x"), ("Bron: eigen telling",), header=2)
    monkeypatch.setattr(workbook_module, "grid", lambda *_: file)

    sheet = opened(marked(b"", "x.csv", checked(fout(3, "aantal"))))["Uw bestand"]

    assert [line[0] for line in lines(sheet)] == ["Cijfers", "gebied", "Noord", "Bron: eigen telling"]
    assert sheet["B3"].fill.fgColor.rgb == RED


def test_a_wrong_cell_is_marked_by_colour_and_by_words_and_the_others_are_not() -> None:
    problems = (fout(5, "ontvangers"), Problem("waarschuwing", 4, "uitgaven", "1000", "Klopt dit?"))

    sheet = opened(marked(FILE.encode(), "lks.csv", checked(*problems)))["Uw bestand"]

    own = [cell for row in sheet.iter_rows(min_row=4, max_col=4) for cell in row]
    assert {c.coordinate: c.fill.fgColor.rgb for c in own if c.fill.fill_type} == {"C5": RED, "D4": ORANGE}
    assert {c.coordinate: c.comment.text for c in own if c.comment} == {
        "C5": "✗ Fout: Dit is geen getal.",
        "D4": "! Waarschuwing: Klopt dit?",
    }


def test_a_cell_with_a_fout_and_a_waarschuwing_is_red_and_says_both() -> None:
    problems = (Problem("waarschuwing", 5, "ontvangers", "x", "Klopt dit?"), fout(5, "ontvangers"))

    cell = opened(marked(FILE.encode(), "lks.csv", checked(*problems)))["Uw bestand"]["C5"]

    assert cell.fill.fgColor.rgb == RED
    assert cell.comment.text == "✗ Fout: Dit is geen getal.\n! Waarschuwing: Klopt dit?"


def test_the_first_sheet_lists_all_messages_worst_first_with_a_link_to_the_cell() -> None:
    problems = (
        Problem("waarschuwing", 4, "uitgaven", "1000", "Klopt dit?"),
        fout(5, "ontvangers", suggestion="12"),
        fout(None, None, "Noord ontbreekt."),
    )

    workbook = opened(marked(FILE.encode(), "lks.csv", checked(*problems)))

    sheet = workbook.worksheets[0]
    assert sheet.title == "Meldingen"
    assert lines(sheet)[0][0] == "lks.csv: 2 fouten en 1 waarschuwing"
    assert lines(sheet)[4:] == [
        ["✗ Fout", "C5", "ontvangers", "x", "Dit is geen getal.", "12"],
        ["✗ Fout", "", "", "x", "Noord ontbreekt.", ""],
        ["! Waarschuwing", "D4", "uitgaven", "1000", "Klopt dit?", ""],
    ]
    assert [sheet.cell(row, 2).hyperlink and sheet.cell(row, 2).hyperlink.location for row in (5, 6, 7)] == [
        "'Uw bestand'!C5",
        None,
        "'Uw bestand'!D4",
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_text_never_becomes_a_formula(start: str) -> None:
    evil = f"{start}HYPERLINK(A1)"
    data = FILE.replace("veel", evil).replace("Woolde", f"{start}1+1").encode()

    workbook = opened(marked(data, f"{evil}.csv", check(data, current(), name=f"{evil}.csv")))

    texts = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert workbook["Uw bestand"]["C5"].value == evil
    assert {cell.data_type for cell in texts} == {"s"}
    assert workbook["Uw bestand"]["C5"].quotePrefix


def test_a_number_stays_as_the_editor_wrote_it() -> None:
    data = FILE.replace("1000", "€ 1.000,00").replace("2000", "0012").encode()

    sheet = opened(marked(data, "lks.csv", checked(fout(5, "ontvangers"))))["Uw bestand"]

    assert (sheet["D4"].value, sheet["D5"].value) == ("€ 1.000,00", "0012")


def test_what_was_mended_comes_back_mended_and_says_what_stood_there() -> None:
    corrections = {(5, "ontvangers"): "12"}

    sheet = opened(marked(FILE.encode(), "lks.csv", checked(fout(4, "gebied")), corrections))["Uw bestand"]

    assert (sheet["C5"].value, sheet["C5"].fill.fgColor.rgb) == ("12", GREEN)
    assert sheet["C5"].comment.text == "Voorstel overgenomen. Er stond: veel"


def test_of_a_large_file_only_the_rows_around_a_problem_come_back_under_their_own_number(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workbook_module, "WHOLE", 20)
    data = ("jaar;gebied;ontvangers;uitgaven\n" + "".join(f"2024;Noord;{n};1\n" for n in range(2, 100))).encode()

    workbook = opened(marked(data, "lks.csv", checked(fout(50, "ontvangers"), fout(99, "ontvangers"))))

    sheet = workbook["Uw bestand"]
    assert [row for row, line in enumerate(lines(sheet), 1) if line[0]] == [1, 48, 49, 50, 51, 52, 97, 98, 99]
    assert sheet["C50"].value == "50"
    assert sheet.sheet_format.zeroHeight
    assert workbook.worksheets[0]["A2"].value.startswith("Uw bestand is groot.")


def test_of_a_file_with_persons_in_it_nothing_comes_back() -> None:
    persons = replace(fout(1, "bsn", "In de kolom 'bsn' staan persoonsgegevens. Verwijder deze kolom."), personal=True)

    workbook = opened(marked(b"bsn;gebied\n111222333;Noord\n", "x.csv", checked(persons)))

    assert holds_persons([persons])
    assert workbook.sheetnames == ["Meldingen"]
    assert "111222333" not in str(lines(workbook.worksheets[0]))


def test_a_file_that_cannot_be_read_comes_back_as_messages_only() -> None:
    workbook = opened(marked(b"\0\1\2", "x.csv", checked(fout(None, None, "Dit is geen CSV-bestand."))))

    assert workbook.sheetnames == ["Meldingen"]
    assert workbook.worksheets[0]["E5"].value == "Dit is geen CSV-bestand."


@given(st.lists(st.text(max_size=30), min_size=1, max_size=5), st.integers(1, 9), st.sampled_from(["a", "b", None]))
def test_any_text_makes_a_workbook_that_opens(texts: list[str], row: int, column: str | None) -> None:
    data = ("a;b\n" + "\n".join(texts)).encode("utf-8", "surrogatepass")
    problem = Problem("fout", row, column, texts[0], f"'{texts[0]}' is niet goed.", texts[-1])

    made = marked(data, texts[0], checked(problem))

    archive = zipfile.ZipFile(io.BytesIO(made))
    for name in archive.namelist():
        ElementTree.fromstring(archive.read(name))
    assert "Meldingen" in opened(made).sheetnames


def test_a_marked_workbook_that_was_mended_comes_back_in() -> None:
    name = "wijk-onbekend.csv"
    data = (UPLOADS / "fout" / name).read_bytes()
    back = marked(data, name, check(data, current(), name=name))
    workbook = openpyxl.load_workbook(io.BytesIO(back))
    cell = next(cell for row in workbook["Uw bestand"].iter_rows() for cell in row if cell.value == "Hasselerees")
    cell.value = "Hasseler Es"
    mended = io.BytesIO()
    workbook.save(mended)

    checked = check(mended.getvalue(), current(), name="terug.xlsx")

    assert checked.problems == ()
    assert "De kolom met meldingen is niet gelezen." in checked.notes
