"""Figures as a workbook: what is printed, as numbers, with all that somebody needs to understand them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.cell import Cell

from factsheet.export.taken import Taken
from factsheet.export.workbook import COLUMNS, READING, workbook
from tests import figure_files

Row = dict[str, Any]
READ = openpyxl.load_workbook


@pytest.fixture(scope="module")
def edition(loaded: Path) -> Taken:
    return figure_files.of_example(loaded)


@pytest.fixture(scope="module")
def whole(edition: Taken) -> bytes:
    return workbook(edition, edition.front.areas)


def sheets(data: bytes) -> Iterator[tuple[str, list[Row]]]:
    """Per sheet with figures its name and its rows."""
    for sheet in READ(io.BytesIO(data)).worksheets[1:]:
        head, *rows = sheet.iter_rows(values_only=True)
        yield sheet.title, [dict(zip(map(str, head), row, strict=True)) for row in rows]


def rows(data: bytes) -> list[Row]:
    return [row for _, found in sheets(data) for row in found]


def cells(data: bytes) -> Iterator[Cell]:
    for sheet in READ(io.BytesIO(data)).worksheets:
        for row in sheet.iter_rows():
            yield from (cell for cell in row if cell.value is not None)


def reading(data: bytes) -> list[str]:
    return [str(value) for row in READ(io.BytesIO(data))[READING].iter_rows(values_only=True) for value in row if value]


def expected(of: Taken, *areas: Any) -> list[tuple[object, ...]]:
    return [
        (
            f.area.naam,
            f.area.code,
            f.label,
            p.jaar,
            *figure_files.printed(f, p),
            f.unit.naam,
            *figure_files.change(f, p),
        )
        for _, f, p in figure_files.figures(of, *areas)
    ]


def found(data: bytes) -> list[tuple[object, ...]]:
    names = ("Gebied", "Gebiedscode", "Cijfer", "Jaar", "Waarde", "Status", "Eenheid")
    also = ("Verandering", "Verandering in", "Ten opzichte van")
    return [
        (*(row[name] for name in names), row[also[0]], row[also[1]] or "", row[also[2]])
        for row in rows(data)
        if row["Gebiedscode"]
    ]


@pytest.mark.parametrize("year", [2021, 2024])
def test_every_figure_is_there_as_it_is_printed(loaded: Path, year: int) -> None:
    edition = figure_files.of_example(loaded, year)

    assert sorted(found(workbook(edition, edition.front.areas)), key=str) == sorted(expected(edition), key=str)


def test_so_it_is_of_another_municipality() -> None:
    town = figure_files.of_other_town()

    made = workbook(town, town.front.areas)

    assert sorted(found(made), key=str) == sorted(expected(town), key=str)
    assert {row["Gebied"] for row in rows(made) if row["Gebiedscode"]} == {"Klein Dorp", "'t Zand", "De Nieuwe Es"}


def test_a_number_is_a_number_that_shows_as_in_the_factsheet(whole: bytes) -> None:
    shown = {}
    for sheet in READ(io.BytesIO(whole)).worksheets[1:]:
        for _, _, _label, year, value, *_ in sheet.iter_rows(min_row=2):
            assert year.data_type == "n"
            if value.value is not None:
                assert value.data_type == "n"
                shown.setdefault(sheet.title, set()).add(value.number_format)

    assert shown["Inwoners en leeftijd"] == {"#,##0", '#,##0"%"'}
    assert shown["Sociaal-economische score"] == {"#,##0.000"}
    assert shown["Indicaties"] == {"#,##0", "#,##0.00"}
    assert {'"€" #,##0', '#,##0.0"%"'} <= shown["Uitgaven en prijscorrectie"]


def test_a_change_shows_its_sign_and_decimals(whole: bytes) -> None:
    sheet = READ(io.BytesIO(whole))["Inwoners en leeftijd"]

    [cell] = [row[7] for row in sheet.iter_rows(min_row=2, max_row=5) if row[7].value is not None]

    assert (cell.value, cell.number_format) == (0.9, "+0.0;-0.0;0.0")


def test_what_readers_do_not_get_is_nowhere(edition: Taken, whole: bytes) -> None:
    unpacked = zipfile.ZipFile(io.BytesIO(whole))
    everything = b"".join(unpacked.read(name) for name in unpacked.namelist()).decode()
    numbers = {float(text) for text in re.findall(r"<v>(-?[\d.]+)</v>", everything) if "." in text}

    left_out = [row for row in rows(whole) if row["Status"] != "bekend"]

    assert {row["Status"] for row in left_out} == {"niet bekend", "weggelaten vanwege privacy", "minder dan 10"}
    assert all(row["Waarde"] is row["Verandering"] is None for row in left_out)
    assert numbers and numbers.isdisjoint(float(text) for text in figure_files.hidden(edition))


def test_a_text_stays_a_text(edition: Taken) -> None:
    for text in figure_files.STARTS:
        made = workbook(figure_files.with_texts(edition, text), [edition.front.gemeente])

        found = [cell for cell in cells(made) if isinstance(cell.value, str) and text[:5] in cell.value]

        assert len(found) > 100
        assert {cell.data_type for cell in found} == {"s"}
        assert {cell.quotePrefix for cell in found if cell.value[0] in "=+-@\t"} <= {True}
        archive = zipfile.ZipFile(io.BytesIO(made))
        assert not any(b"<f>" in archive.read(name) or b"<f " in archive.read(name) for name in archive.namelist())


def test_names_of_sheets_are_short_and_differ(edition: Taken) -> None:
    long = figure_files.with_texts(edition, "'Indicaties/[Wmo]: wie? *en* \\wat\\ 🦔 van alle inwoners samen'")

    names = READ(io.BytesIO(workbook(long, [edition.front.gemeente]))).sheetnames

    assert len({name.casefold() for name in names}) == len(names) == 12
    assert all(len(name.encode("utf-16-le")) <= 62 and not re.search(r"[\[\]:*?/\\]|^'|'$", name) for name in names)


def test_a_section_that_is_called_as_the_first_sheet_gets_another_name(edition: Taken) -> None:
    made = workbook(figure_files.with_texts(edition, READING.lower()), [edition.front.gemeente], ["wonen"])

    assert READ(io.BytesIO(made)).sheetnames == [READING, "leeswijzer 2"]


def test_the_first_sheet_tells_what_it_is(edition: Taken, whole: bytes) -> None:
    told = reading(whole)

    assert told[0] == "Sociaal domein in beeld 2024"
    assert {edition.line, edition.front.leeswijzer, edition.contact, *COLUMNS} <= set(told)
    assert "Herzien" not in told
    assert {"registratie van de gemeente; Voorbeeldcijfers", "CBS; Voorbeeldcijfers"} <= set(told)
    assert all(part.uitleg in told for part in edition.sheet(edition.front.gemeente).secties)


def test_it_tells_why_it_was_revised() -> None:
    town = figure_files.of_other_town()

    told = reading(workbook(town, town.front.wijken[:1]))

    assert told[0].endswith(", 't Zand")
    assert told[told.index("Herzien") + 1] == "De uitgaven klopten niet."
    assert told[told.index("Op internet") + 1] == "https://dorp.example/2023/t-zand/"


def test_a_wijk_stands_beside_its_municipality_and_the_country(edition: Taken) -> None:
    wijk = edition.front.wijken[5]

    made = dict(sheets(workbook(edition, [wijk])))

    assert list(dict.fromkeys(row["Gebied"] for row in made["Wonen"])) == [wijk.naam, "Hengelo", "Nederland"]
    [there] = [row for row in made["Wonen"] if row["Gebied"] == "Nederland"]
    assert (there["Cijfer"], there["Waarde"], there["Bron"]) == ("Aandeel koopwoningen", 57, "Voorbeeldcijfers")
    assert "Oordeel van inwoners" not in made


def test_one_section_of_one_area(edition: Taken) -> None:
    gemeente = edition.front.gemeente

    made = dict(sheets(workbook(edition, [gemeente], ["ses"])))

    assert list(made) == ["Sociaal-economische score"]
    assert [row["Gebied"] for row in made["Sociaal-economische score"]][-2:] == ["Hengelo", "Nederland"]


def test_a_section_that_an_area_does_not_have(edition: Taken) -> None:
    with pytest.raises(LookupError):
        workbook(edition, edition.front.wijken[:1], ["beleidsindicatoren"])
    with pytest.raises(LookupError):
        workbook(edition, edition.front.areas, ["wonen", "bestaat-niet"])


def test_an_aim_stands_in_the_year_that_it_is_for(edition: Taken) -> None:
    made = rows(workbook(figure_files.with_aims(edition), [edition.front.gemeente], ["gebruik"]))

    aimed = {row["Jaar"] for row in made if row["Oordeel"]}

    assert aimed == {2024}
    assert {(row["Doel"], row["Oordeel"]) for row in made if row["Gebiedscode"] and row["Jaar"] == 2024} == {
        (13, "nog niet")
    }


def test_a_sheet_is_ready_to_work_with(whole: bytes) -> None:
    for sheet in READ(io.BytesIO(whole)).worksheets[1:]:
        assert sheet.freeze_panes == "D2"
        assert sheet.auto_filter.ref == f"A1:O{sheet.max_row}"
        assert [cell.value for cell in sheet[1]] == list(COLUMNS)
        assert all(cell.font.bold for cell in sheet[1])
        assert sheet.column_dimensions["C"].width == 46


def test_the_same_edition_gives_the_same_bytes(edition: Taken, whole: bytes) -> None:
    archive = zipfile.ZipFile(io.BytesIO(whole))
    about = READ(io.BytesIO(whole)).properties

    assert workbook(edition, edition.front.areas) == whole
    assert {entry.date_time for entry in archive.infolist()} == {(2025, 3, 1, 12, 0, 0)}
    assert {about.created.isoformat(), about.modified.isoformat()} == {"2025-03-01T12:00:00"}
    assert (about.title, about.creator) == ("Sociaal domein in beeld 2024", "Gemeente Hengelo")
