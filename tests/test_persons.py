"""What is of a person never comes back: not in a message, a report, an excerpt, a workbook or a draft."""

from __future__ import annotations

import io
import json

import openpyxl
import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from factsheet.cli.printing import report_document
from factsheet.editing import sheet
from factsheet.intake import Dropped, Examined, examine
from factsheet.parse import grid
from factsheet.report import holds_persons, marked
from factsheet.settings import current
from factsheet.validate import Checked, check
from schemas import SCHEMAS
from schemas.rules.persons import holds_bsn, is_personal, tell_persons
from tests import example_years
from tests.examples import examples

# ---- the number of a citizen


@pytest.mark.parametrize(
    "text",
    [
        *("111222333", "10000008", "111.222.333", "111 222 333", "1112.22.333", "111-222-333", "10.000.008"),
        *("Noord (123456708)", "zie 111222333.", "Jansen,10000008,Noord", "BSN111222333", "bsn:10000008"),
        *("client_111222333", "12345678 10000008", "A-111222333", "\u00a0111222333\n"),
    ],
)
def test_eight_or_nine_digits_that_pass_the_elfproef_are_found_wherever_they_are_in_a_text(text: str) -> None:
    assert holds_bsn(text)


@pytest.mark.parametrize(
    "text",
    [
        *("123456789", "12345678", "000000000", "1112223330", "a111222333", "WK016402", "BU01640201", "01640201"),
        *("0,10000008", "10000008,50", "€ 10.000.008", "€10000008", "EUR 10000008", "10000008 euro", "2024", ""),
        *("31-12-2024", "2023 2024", "20251208", "11122025", "export_20251208_141648"),
    ],
)
def test_amounts_codes_days_and_other_numbers_are_no_number_of_a_citizen(text: str) -> None:
    assert not holds_bsn(text)


def test_of_all_numbers_only_those_that_pass_the_elfproef_are_found() -> None:
    numbers = [str(number) for number in range(111_222_300, 111_222_400)]

    found = [number for number in numbers if holds_bsn(number)]

    assert len(found) == len(numbers) // 11
    assert all(sum(w * int(d) for w, d in zip((9, 8, 7, 6, 5, 4, 3, 2, -1), n, strict=True)) % 11 == 0 for n in found)


def test_a_column_of_other_numbers_is_no_column_of_persons() -> None:
    codes = pl.Series([str(number) for number in range(19_920_101, 19_920_201)])

    assert not tell_persons(codes)
    assert tell_persons(pl.Series(["Noord", "10000008", "12345678"]))


def test_a_long_text_is_looked_at_quickly() -> None:
    assert not is_personal("x" * 1_000_000)


# ---- files that are recognised

LKS = "jaar;gebied;ontvangers;uitgaven\n"


def checked(text: str, name: str = "loonkostensubsidie.csv") -> Checked:
    return check(text.encode(), current(), name=name)


@pytest.mark.parametrize("cell", ["10000008", "Noord (123456708)", "111.222.333", "t.proef@example.org"])
@pytest.mark.parametrize(
    "line", ["{};Noord;5;100", "2024;{};5;100", "2024;Noord;{} personen;100", "2024;Noord;5;bedrag van {}"]
)
def test_a_cell_with_something_of_a_person_stops_the_file_and_is_not_repeated(cell: str, line: str) -> None:
    found = checked(LKS + line.format(cell) + "\n")

    assert holds_persons(found.problems)
    assert found.rows.is_empty()
    assert cell not in str(found)


def test_a_number_of_a_citizen_above_the_table_stops_the_file() -> None:
    found = checked("Overzicht van 10000008\n" + LKS + "2024;Noord;5;100\n")

    assert [problem.message for problem in found.problems] == [
        "Boven de kolomnamen lijken persoonsgegevens te staan. Die horen niet in dit bestand. Het bestand is niet "
        "bewaard. Haal ze weg en kies het bestand opnieuw."
    ]


def test_a_title_may_say_whom_to_ask() -> None:
    found = checked("Vragen? cijfers@hengelo.nl\n" + LKS + "2024;Noord;5;100\n")

    assert not holds_persons(found.problems)


@pytest.mark.parametrize("name", ["gebruik 10000008.csv", "111222333_2024.csv"])
def test_the_name_of_a_file_holds_no_number_of_a_citizen(name: str) -> None:
    found = checked(LKS + "2024;Noord;5;100\n", name=name)

    assert "Geef het een andere naam" in found.problems[0].message
    assert holds_persons(found.problems)


def test_the_name_of_a_sheet_holds_no_number_of_a_citizen() -> None:
    found = check(book([["jaar", "gebied", "ontvangers", "uitgaven"], [2024, "Noord", 5, 100]], "10000008"), current())

    assert holds_persons(found.problems)
    assert "10000008" not in str(found)


@pytest.mark.parametrize(
    "amount", ["10000008", "10.000.008", "€ 10.000.008", "111222333", "10000008,00", "10000008 euro"]
)
def test_an_amount_of_euros_is_no_number_of_a_citizen(amount: str) -> None:
    found = checked(f"jaar;gebied;wet;uitgaven\n2024;Hengelo;Wmo;{amount}\n", name="uitgaven.csv")

    assert not holds_persons(found.problems)


def test_euros_of_three_wetten_that_all_pass_the_elfproef_by_chance_are_euros() -> None:
    found = checked(
        "jaar;gebied;wet;uitgaven\n2024;Hengelo;Wmo;10000008\n2024;Hengelo;Jeugdwet;11122236\n"
        "2024;Hengelo;Participatiewet;123456782\n",
        name="uitgaven.csv",
    )

    assert found.problems == ()


def test_one_count_that_passes_the_elfproef_is_a_count_and_a_column_of_them_is_not() -> None:
    one = checked(LKS + "2024;Noord;10000008;100\n2024;Woolde;6;100\n")
    all_of_them = checked(LKS + "2024;Noord;10000008;100\n2024;Woolde;111222333;100\n2024;Berflo Es;123456782;100\n")

    assert not holds_persons(one.problems)
    assert holds_persons(all_of_them.problems)


def test_codes_of_buurten_beside_the_figures_are_no_persons() -> None:
    wijken = [wijk.naam for wijk in current().wijken]
    lines = [f"2024;{naam};5;100;{19_920_200 + place}\n" for place, naam in enumerate(wijken)]

    found = checked("jaar;gebied;ontvangers;uitgaven;buurtcode\n" + "".join(lines))

    assert not holds_persons(found.problems)


def test_cells_of_a_column_that_nobody_knows_are_hidden_in_the_file_that_comes_back() -> None:
    data = b"jaar;gebied;ontvangers;uitgaven;opmerking\n2024;Noord;veel;100;T. Proefpersoon\n2024;Woolde;5;100;12\n"

    lines = grid(data, "loonkostensubsidie.csv")

    assert lines is not None
    assert lines.cells["4"].to_list() == ["opmerking", "(niet getoond)", "12"]
    assert lines.cells["2"].to_list() == ["ontvangers", "veel", "5"]


def test_no_row_of_a_file_with_records_comes_back() -> None:
    data = b"clientsleutel;gebied;wet;productcategorie;begin\nProefpersoon;Nergens;Wmo;02;vandaag\n"

    found = check(data, current(), name="indicaties 2024.csv")

    assert found.errors
    assert "proefpersoon" not in everything(Dropped("indicaties 2024.csv", data))


# ---- files that are not


def test_a_file_that_is_not_recognised_is_described_by_its_shape() -> None:
    found = checked("t. proefpersoon;15-01-1980;jaar;wijk noord\nj. voorbeeld;16-02-1970;2024;\n", name="lijst.csv")

    assert [problem.message for problem in found.problems] == [
        "Dit bestand wordt niet herkend. Het heeft 4 kolommen, gescheiden met een puntkomma, en 1 rij onder rij 1. "
        "Bekende kolomnamen: jaar. Het lijkt het meest op 'beleidsindicatoren', maar dan ontbreken de kolommen "
        "indicator, percentage, bron. Controleer of de kolomnamen boven de cijfers staan."
    ]


def test_a_workbook_that_is_not_recognised_does_not_tell_the_names_of_its_sheets() -> None:
    data = book([["t. proefpersoon", "noord"], ["j. voorbeeld", "zuid"]], "Fam. Proefpersoon")

    assert "proefpersoon" not in everything(Dropped("lijst.xlsx", data))


def test_a_table_that_is_pasted_for_a_dataset_is_described_by_its_shape_too() -> None:
    found = check(b"t. proefpersoon\t15-01-1980\nj. voorbeeld\t16-02-1970\n", current(), dataset="loonkostensubsidie")

    assert "Dit bestand wordt niet herkend." in found.problems[0].message
    assert "proefpersoon" not in str(found)


# ---- typing


def test_what_is_of_a_person_is_not_kept_as_a_draft_and_has_a_message_without_it() -> None:
    schema = SCHEMAS["beleidsindicatoren"]
    texts = pl.DataFrame(
        {name: ["10000008 is tevreden" if name == "indicator" else "5"] for name in sheet.columns(schema)}
    )

    assert sheet.holds_persons(texts, schema)
    judged = sheet.typed(sheet.Table.of(texts), "beleidsindicatoren", 2024, current())
    assert [(p.row, p.column, p.value, p.message) for p in judged.problems] == [
        (2, "indicator", None, "In deze cel lijken persoonsgegevens te staan. Die horen hier niet. Haal ze weg.")
    ]


@pytest.mark.parametrize("dataset", SCHEMAS)
def test_no_example_has_something_of_a_person_in_it(dataset: str) -> None:
    rows = check(example_years.files(2024)[f"{dataset}.csv"], current()).rows

    texts = sheet.as_texts(rows, SCHEMAS[dataset], current())

    assert not sheet.holds_persons(texts, SCHEMAS[dataset])


# ---- anything at all

NAMES = ("T. Proefpersoon", "Jansen-Voorbeeldsma", "Mw. Q. Testinga", "Kwakernaatje")
NUMBERS = ("10000008", "111222333", "123456782", "999990019", "123.456.782")
DAYS = ("15-01-1980", "1971-03-02", "3 maart 1965")
KNOWN = ("jaar", "gebied", "wet", "score", "ontvangers", "uitgaven", "aantal", "groep", "inwoners", "begin", "product")
CELLS = ("2024", "Noord", "Wmo", "12", "1.234", "0,5", "", "koop", "Woolde")
TEXTS = st.sampled_from(["{}", "{} ", "zie {}", "({})", "{} / Noord"])


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    """Lines of cells with persons among them, in the header too."""
    planted = st.builds(str.format, TEXTS, st.sampled_from([*NAMES, *NUMBERS, *DAYS]))
    width = draw(st.integers(1, 6))
    header = draw(st.lists(st.one_of(st.sampled_from(KNOWN), planted), min_size=width, max_size=width))
    cell = st.one_of(st.sampled_from(CELLS), st.sampled_from(CELLS), planted)
    body = draw(st.lists(st.lists(cell, min_size=width, max_size=width), min_size=1, max_size=6))
    title = draw(st.sampled_from([[], [["Overzicht"]], [[draw(planted)]]]))
    return [*title, header, *body]


def book(lines: list[list[object]], title: str = "Blad1") -> bytes:
    workbook = openpyxl.Workbook()
    workbook.worksheets[0].title = title
    for line in lines:
        workbook.worksheets[0].append(line)
    data = io.BytesIO()
    workbook.save(data)
    return data.getvalue()


def everything(file: Dropped) -> str:
    """All that anybody gets to see of a file, in small letters."""
    found = examine(file, None, current())
    with_tables = [found, *found.counted]
    seen = [json.dumps(report_document(one), ensure_ascii=False) + _on_screen(one) for one in with_tables]
    workbook = openpyxl.load_workbook(io.BytesIO(marked(file.data, file.name, found.checked)))
    cells = [cell for page in workbook.worksheets for row in page.iter_rows() for cell in row]
    seen += [str(cell.value) for cell in cells] + [cell.comment.text for cell in cells if cell.comment]
    return "\n".join(seen).casefold()


def _on_screen(one: Examined) -> str:
    shown = [cell for excerpt in one.excerpts.values() for line in excerpt.lines for cell in line.cells]
    return "\n".join([*shown, *(group.message for group in one.groups), *(str(group) for group in one.groups)])


@examples(20)
@given(lines=tables(), separator=st.sampled_from([";", "\t", "xlsx"]))
@example([["jaar", "gebied", "ontvangers", "uitgaven"], ["2024", "10000008", "5", "6"]], ";")
@example([["jaar", "gebied", "ontvangers", "uitgaven"], ["2024", "Noord", "5 (111222333)", "6"]], ";")
@example([["wet", "begin", "T. Proefpersoon"], ["2024", "2024", "2024"]], ";")
@example([["T. Proefpersoon", "15-01-1980"], ["Kwakernaatje", "1971-03-02"]], "xlsx")
def test_no_person_in_a_file_comes_back_whatever_the_file_is(lines: list[list[str]], separator: str) -> None:
    data = book([list(line) for line in lines]) if separator == "xlsx" else _text(lines, separator)

    seen = everything(Dropped("lijst.csv", data))

    counts = _counted(data)
    told = [number for number in NUMBERS if number in seen or _dotted(number) in seen]
    assert set(told) <= counts
    if check(data, current(), name="lijst.csv").dataset not in SCHEMAS:
        assert [one for one in (*NAMES, *DAYS) if one.casefold() in seen] == []


def _text(lines: list[list[str]], separator: str) -> bytes:
    return "\n".join(separator.join(line) for line in lines).encode()


def _dotted(number: str) -> str:
    return f"{int(number.replace('.', '')):,}".replace(",", ".")


def _counted(data: bytes) -> set[str]:
    """Numbers that are the whole of a cell in a column of figures: one by itself is a figure like any other."""
    found = grid(data, "lijst.csv")
    if found is None:
        return set()
    figures = {"ontvangers", "uitgaven", "aantal", "inwoners"} & set(found.columns)
    cells = {cell for name in figures for cell in found.cells[str(found.columns[name])] if cell}
    return {number for number in NUMBERS for cell in cells if cell.strip(" ()") == number}
