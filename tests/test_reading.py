"""Reading: whatever a good file looks like its rows are the same, and it is told what was made of it."""

from __future__ import annotations

import csv
import functools
import io
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from unittest import mock

import openpyxl
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet.intake import Dropped, examine, unpacked
from factsheet.parse import Parsed, Problem, grid, lines, parallel, parse, tables_in, typed
from factsheet.settings import current
from factsheet.template import workbook_template
from factsheet.validate import check
from factsheet.validate import completeness as doubles
from tests.examples import examples

UPLOADS = Path(__file__).parent / "uploads"
LKS = "jaar;gebied;ontvangers;uitgaven\n"

# A file written in another way → the plain file with the same rows, and what the editor is told of it.
SAME = {
    "alles-tussen-aanhalingstekens.csv": ("bevolking", ""),
    "bedrag-met-punt-zonder-decimalen.csv": ("uitgaven", ""),
    "bedragen-in-duizenden.csv": ("uitgaven", "De waarden van uitgaven zijn × 1.000, zoals de kolomnaam zegt."),
    "cbs-odata.csv": ("bevolking", "'WijkenEnBuurten' als gebied, 'Perioden' als jaar"),
    "cellen-met-apostrof.csv": ("bevolking", ""),
    "cellen-met-gelijkteken.csv": ("bevolking", ""),
    "codepagina-850.csv": ("prijscorrectie", ""),
    "control-z-aan-het-einde.csv": ("bevolking", ""),
    "draaitabel-met-lege-cellen.csv": ("bevolking", "Lege cellen onder 'gebied' zijn gelezen als de cel erboven."),
    "duizendtallen-met-apostrof.csv": ("bevolking", ""),
    "eigendom-naast-elkaar.csv": ("woningen", "De waarden van eigendom stonden naast elkaar"),
    "eigendom-zoals-de-factsheet.csv": ("woningen", "'Aantal woningen' als woningen"),
    "enkele-aanhalingstekens.csv": ("bevolking", ""),
    "excel-bevolking.xlsx": ("bevolking", ""),
    "excel-cel-ver-onder.xlsx": ("bevolking", "In rij 1.000.000 staat nog iets, ver onder de tabel: niet gelezen."),
    "excel-datum.xlsx": ("piramide", ""),
    "excel-getallen-als-tekst.xlsx": ("uitgaven", ""),
    "excel-jaar-als-datum.xlsx": ("bevolking", ""),
    "excel-jaren-boven-groepen.xlsx": ("bevolking", "Van de jaren naast elkaar is 2024 gelezen; 2023 niet."),
    "excel-leeftijden-naast-elkaar.xlsx": ("bevolking", "Het jaar 2024 komt uit de titel."),
    "excel-percentage.xlsx": ("prijscorrectie", ""),
    "excel-schuine-strepen.xlsx": ("bevolking", ""),
    "excel-som-van-2024.xlsx": ("bevolking", "'Som van inwoners' als inwoners"),
    "excel-strict-open-xml.xlsx": ("bevolking", ""),
    "excel-tweede-werkblad.xlsx": ("bevolking", "De kolomnamen staan in rij 3"),
    "excel-verborgen-rij-en-kolom.xlsx": ("bevolking", "rij 5 is verborgen of weggefilterd."),
    "groepen-anders-genoemd.csv": ("gebruik", "'Regeling' als groep"),
    "jaar-als-code-van-cbs.csv": ("bevolking", ""),
    "jaar-in-bestandsnaam-2024.csv": ("bevolking", "Het jaar 2024 komt uit de bestandsnaam."),
    "jaar-voorlopig.csv": ("bevolking", ""),
    "kolom-leeftijd-zoals-cbs.csv": ("bevolking", "'Leeftijd' als leeftijdsgroep"),
    "kolomnamen-herhaald.csv": ("bevolking", "De kolomnamen staan er nog eens; niet gelezen: rij 32."),
    "kolomnamen-op-twee-regels.csv": ("bevolking", "De kolomnamen staan in rij 4"),
    "leeftijd-in-fijnere-groepen.csv": ("bevolking", "zijn opgeteld tot 0-15, 15-25, 25-45, 45-65 en 65+."),
    "leeftijd-tot-en-met.csv": ("bevolking", ""),
    "leeftijden-naast-elkaar-2024.csv": ("bevolking", "ze zijn onder elkaar gezet."),
    "leeg-zoals-databases.csv": ("gebruik", ""),
    "macintosh.csv": ("prijscorrectie", ""),
    "minteken-achteraan.csv": ("ses", ""),
    "nummering-in-eerste-kolom.csv": ("bevolking", "Een kolom met rijnummers is niet gelezen."),
    "onzichtbare-tekens.csv": ("bevolking", ""),
    "opendocument.ods": ("bevolking", ""),
    "oud-excel.xls": ("bevolking", ""),
    "punt-zonder-nul.csv": ("ses", ""),
    "regeleinden-van-oude-mac.csv": ("bevolking", ""),
    "rijnamen-van-r.csv": ("bevolking", "Een kolom met rijnummers is niet gelezen."),
    "ses-met-buurten.csv": ("ses", "Andere gemeenten zijn niet gelezen: rij 33."),
    "soort-gebied-erbij.csv": ("bevolking", "De kolom 'geolevel' zegt wat voor gebied het is"),
    "streep-als-scheidingsteken.csv": ("bevolking", ""),
    "subtotalen.csv": ("bevolking", "Subtotalen zijn niet gelezen: 12 rijen, vanaf rij 7."),
    "titel-boven-de-kolomnamen.csv": ("bevolking", "De kolomnamen staan in rij 4"),
    "toelichting-onder-de-tabel.csv": ("bevolking", "Onder de tabel staan 3 regels tekst: niet gelezen."),
    "totaal-in-plaats-van-gemeente.csv": ("bevolking", "Als totaal van Hengelo gelezen: rij 57, 58, 59, 60 en 61."),
    "totaal-naast-gemeente.csv": ("bevolking", "Rijen met totalen zijn niet gelezen: rij 62, 63, 64, 65 en 66."),
    "totaalrij-per-leeftijd.csv": ("bevolking", "Rijen met totalen zijn niet gelezen: 12 rijen, vanaf rij 7."),
    "uitgaven-met-wetten-naast-elkaar.csv": ("uitgaven", "De waarden van wet stonden naast elkaar"),
    "utf-16-zonder-bom.txt": ("bevolking", ""),
    "utf-16.txt": ("bevolking", ""),
    "verklaring-van-tekens.csv": ("bevolking", "Onder de tabel staan 5 regels tekst: niet gelezen."),
    "wijkcode-zonder-nullen.csv": ("bevolking", ""),
}

# Files that are no CSV, and the message they get.
STRANGE = {
    "formule-zonder-uitkomst.xlsx": "In deze cel staat een formule zonder uitkomst. Open het bestand in Excel, bewaar "
    "het daar, en kies het opnieuw.",
    "ingepakt.zip": "Dit is een ingepakt bestand (zip), maar geen Excel-bestand. Pak het eerst uit.",
    "kapotte-werkmap.xlsx": "Dit Excel-bestand is niet te lezen. Open het in Excel en kies 'Opslaan als' en dan "
    "'Excel-werkmap (.xlsx)'.",
    "lege-werkmap.xlsx": "In dit Excel-bestand staan geen cijfers. Vul het in en kies het opnieuw.",
    "kapot-opendocument.ods": "Dit bestand (.xlsb of .ods) is niet te lezen. Kies in Excel 'Opslaan als' en dan "
    "'Excel-werkmap (.xlsx)' of 'CSV UTF-8'.",
    "kapot-oud-excel.xls": "Dit oude Excel-bestand (.xls) is niet te lezen, of het is een ander oud bestand van "
    "Office. Kies in Excel 'Opslaan als' en dan 'Excel-werkmap (.xlsx)' of 'CSV UTF-8'.",
    "numbers.numbers": "Dit is een bestand van Numbers. Kies in Numbers 'Exporteer naar' en dan 'Excel' of 'CSV'.",
    "pdf.pdf": "Dit is een pdf. Vraag om het bestand waar deze pdf van gemaakt is, als .xlsx of .csv.",
    "spss.sav": "Dit is een bestand van SPSS (.sav). Bewaar het in SPSS als .csv of .xlsx, en kies dat bestand.",
    "tabellen-naast-elkaar.xlsx": "Hier staan tabellen naast elkaar: in de kolommen A t/m D en F t/m J. Zet elke tabel "
    "op een eigen werkblad, of in een eigen bestand.",
    "tekst-in-getal.xlsx": "'vijf' is geen getal. Vul een getal in, bijvoorbeeld 1234.",
    "wachtwoord.xlsx": "Dit bestand is beveiligd met een wachtwoord. Open het in Excel, haal het wachtwoord weg "
    "(Bestand, Info, Werkmap beveiligen), bewaar het en kies het opnieuw.",
    "word.docx": "Dit is een Word-bestand. Zet de tabel in Excel, bewaar die als .xlsx en kies dat bestand.",
    "zipbom.xlsx": "Dit Excel-bestand is uitgepakt veel te groot. Bewaar alleen het werkblad met de cijfers.",
}


def read(name: str) -> Parsed:
    return parse((UPLOADS / "goed" / name).read_bytes(), name=name)


@functools.cache
def plain(name: str) -> pl.DataFrame:
    return read(f"{name}.csv").rows


def text(content: str, **how: object) -> Parsed:
    return parse(content.encode(), **how)  # type: ignore[arg-type]


def only(parsed: Parsed) -> Problem:
    (problem,) = parsed.problems
    return problem


def book(*sheets: list[list[object]]) -> bytes:
    """A workbook with these rows on its sheets."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)  # type: ignore[arg-type]
    for number, rows in enumerate(sheets, start=1):
        sheet = workbook.create_sheet(f"Blad{number}")
        for row in rows:
            sheet.append(row)
    data = io.BytesIO()
    workbook.save(data)
    return data.getvalue()


# ---- the same rows


@pytest.mark.parametrize("name", SAME)
def test_a_file_written_in_another_way_has_the_same_rows(name: str) -> None:
    dataset, _ = SAME[name]
    keys = [column for column, dtype in plain(dataset).schema.items() if dtype == pl.String and column != "bron"]

    parsed = read(name)

    assert parsed.problems == ()
    assert parsed.rows.sort(keys).equals(plain(dataset).sort(keys))


@pytest.mark.parametrize("name", SAME)
def test_what_was_interpreted_is_told(name: str) -> None:
    _, told = SAME[name]

    notes = " ".join(read(name).notes)

    assert told in notes
    assert bool(told) == bool(notes)


def test_a_plain_file_has_nothing_to_tell() -> None:
    notes = {name: read(f"{name}.csv").notes for name in ("bevolking", "gebruik", "prijscorrectie", "ses", "piramide")}

    assert set(notes.values()) == {()}


@pytest.mark.parametrize("name", STRANGE)
def test_a_file_that_is_no_csv_gets_its_own_message(name: str) -> None:
    checked = check((UPLOADS / "fout" / name).read_bytes(), current(), name=name)

    assert checked.problems[0].message == STRANGE[name]


def test_every_strange_file_is_in_the_table() -> None:
    names = {path.name for path in (UPLOADS / "fout").iterdir() if path.suffix != ".csv"}

    assert names == set(STRANGE)


def test_there_are_enough_good_and_bad_files() -> None:
    good, bad = (len(list((UPLOADS / folder).iterdir())) for folder in ("goed", "fout"))

    assert (good >= 60, bad >= 60) == (True, True)


# ---- what stands around a table, and more than one of them


def test_tables_on_several_sheets_are_each_read() -> None:
    data = sheets(
        ("2023", "visible", [["gebied", "ontvangers", "uitgaven"], ["Noord", 1, 2]]),
        ("2024", "visible", [["titel"], [], ["gebied", "ontvangers", "uitgaven"], ["Noord", 3, 4.5]]),
        ("Toelichting", "visible", [["tekst"]]),
    )

    tables = tables_in(data, "lks.xlsx", current())
    first, second = (parse(table.data, decimal=",") for table in tables)

    assert [table.dataset for table in tables] == ["loonkostensubsidie"] * 2
    assert (first.year, first.rows["ontvangers"].to_list()) == (2023, [1])
    assert (second.year, second.rows["uitgaven"].to_list(), second.row_numbers.to_list()) == (2024, [4.5], [4])
    assert tables[1].notes == (
        "Uit dit bestand zijn 2 tabellen gelezen. Deze stond op werkblad '2024', vanaf rij 1.",
        "Werkblad 'Toelichting' is niet gelezen.",
    )


def test_tables_under_each_other_on_a_sheet_are_each_read_with_the_year_above_them() -> None:
    names = ["gebied", "ontvangers", "uitgaven"]
    data = book([["2023"], names, ["Noord", 1, 2], [], ["2024"], names, ["Noord", 3, 4], ["Woolde", 5, 6]])

    found = [parse(table.data, decimal=",") for table in tables_in(data, "lks.xlsx", current())]

    assert [(one.year, one.row_numbers.to_list()) for one in found] == [(2023, [3]), (2024, [7, 8])]


def test_a_year_per_sheet_becomes_a_report_per_year_without_a_question() -> None:
    file = Dropped("lks.xlsx", (UPLOADS / "meer" / "excel-jaar-per-werkblad.xlsx").read_bytes())

    found = [examine(part, None, current()).checked for part in unpacked(file, None, current())]

    assert [(one.dataset, one.year) for one in found] == [("loonkostensubsidie", 2023), ("loonkostensubsidie", 2024)]
    assert [one.problems for one in found] == [(), ()]
    assert {one.rows.height for one in found} == {len(current().areas)}


def test_a_table_that_nobody_knows_is_named_as_left_out() -> None:
    names, strange = ["gebied", "ontvangers", "uitgaven"], [["soort", "gebied", "wet"], ["a", "Noord", "b"]]
    data = book([["2024"], names, ["Noord", 1, 2], [], *strange], [["2023"], names, ["Noord", 1, 2]])

    first, second = tables_in(data, "lks.xlsx", current())

    assert "Niet gelezen: wat op werkblad 'Blad1', vanaf rij 5 staat." in first.notes
    assert "Niet gelezen: wat op werkblad 'Blad1', vanaf rij 5 staat." in second.notes


def test_the_name_of_a_sheet_tells_the_year() -> None:
    (sheet,) = [("2024", "visible", [["gebied", "ontvangers", "uitgaven"], ["Noord", 1, 2]])]

    parsed = parse(sheets(sheet), name="lks.xlsx")

    assert (parsed.year, parsed.notes) == (2024, ("Het jaar 2024 komt uit de naam van het werkblad.",))


@pytest.mark.parametrize(
    "above", ["jaar;gebied;naam;bsn\n2024;Noord;Jansen;111222333\n", "jaar;wijk;naam\n2024;Noord;Jansen\n"]
)
def test_what_is_above_another_table_is_never_shown(above: str) -> None:
    file = f"{above}\n{LKS}2024;Noord;1;2\n"

    parsed, lines = text(file), grid(file.encode())

    assert parsed.rows["ontvangers"].to_list() == [1]
    assert parsed.row_numbers.to_list() == [5]
    assert lines is not None
    assert "Jansen" not in str(lines.cells.rows())
    assert lines.cells.filter(pl.col("row") == 5).row(0)[1:5] == ("2024", "Noord", "1", "2")


def test_a_header_that_lacks_a_name_is_not_mended_by_emptying_a_column() -> None:
    parsed = text(f"{LKS}7;2024;Noord;1;2\n9;2024;Woolde;1;2\n4;2024;Hengelo;2;4\n")

    assert only(parsed).message.startswith("Elke rij heeft een cel meer dan er kolomnamen zijn.")


def test_parts_of_a_file_in_two_encodings_are_both_read() -> None:
    names, row = "jaar;wet;reeks;mutatie;bron;definitief\n", "2024;{};reële tarieven;2,5;Café;nee\n"

    parsed = parse((names + row.format("Wmo")).encode() + row.format("Jeugdwet").encode("cp1252"))

    assert parsed.problems == ()
    assert parsed.rows["bron"].to_list() == ["Café", "Café"]


@pytest.mark.parametrize(("written", "score"), [("0,123-", -0.123), ("-.123", -0.123), ("'-0,123", -0.123)])
def test_a_minus_sign_is_never_lost(written: str, score: float) -> None:
    assert text(f"jaar;gebied;score;scorejaar\n2024;Noord;{written};2022\n").rows["score"].to_list() == [score]


def test_a_workbook_with_one_table_is_a_file_like_any_other() -> None:
    assert tables_in(book([COLUMNS, [2024, "Noord", 1, 2]], [["tekst"]]), "lks.xlsx", current()) == []
    assert tables_in(LKS.encode(), "lks.csv", current()) == []


def test_a_pivot_table_is_read_by_its_labels_and_must_be_looked_at() -> None:
    rows = [["Rijlabels", "Som van inwoners"], ["Noord", 3], ["0-15", 1], ["15-25", 2], ["Woolde", 4], ["0-15", 4]]

    parsed = parse(book([*rows, ["Eindtotaal", 7]]), name="bevolking 2024.xlsx")

    assert parsed.rows.select("gebied", "leeftijdsgroep", "inwoners").rows() == [
        ("WK016402", "0-15", 1),
        ("WK016402", "15-25", 2),
        ("WK016407", "0-15", 4),
    ]
    assert parsed.row_numbers.to_list() == [3, 4, 6]
    assert only(parsed).message == (
        "Dit is een draaitabel. De rijlabels zijn gelezen als gebied en leeftijdsgroep. Kijk of dat klopt."
    )


@pytest.mark.parametrize("label", ["0 tot 5 jaar", "60 tot 70 jaar", "0 tot 20 jaar"])
def test_ages_that_do_not_fill_a_group_are_not_added_up(label: str) -> None:
    parsed = text(f"jaar;gebied;leeftijd;inwoners\n2024;Noord;{label};5\n")

    assert only(parsed).message.startswith(f"'{label}' mag hier niet staan.")


def test_a_lock_file_of_excel_is_told_by_its_name() -> None:
    parsed = parse(b"x", name="~$bevolking.xlsx")

    assert only(parsed).message.startswith("Dit is een hulpbestand: Excel maakt het zolang het echte bestand open is.")


@pytest.mark.parametrize(
    ("name", "encoding"), [("codepagina-850", "MS-DOS (codepagina 850)"), ("macintosh", "Macintosh")]
)
def test_an_encoding_is_known_by_the_words_it_makes(name: str, encoding: str) -> None:
    assert read(f"{name}.csv").read_as.encoding == encoding


def test_a_name_that_begins_with_an_apostrophe_keeps_it() -> None:
    parsed = text("jaar;indicator;percentage;bron\n2024;'s Avonds veilig;5;'t Onderzoek\n")

    assert parsed.rows.select("indicator", "bron").row(0) == ("'s Avonds veilig", "'t Onderzoek")


# ---- wide tables


def test_a_problem_in_a_wide_table_names_the_heading_of_the_file() -> None:
    parsed = text("jaar;gebied;Koop;Corporatie\n2024;Noord;5;veel\n")

    problem = only(parsed)

    assert (problem.row, problem.column, problem.value) == (2, "Corporatie", "veel")


def test_a_cell_of_a_wide_table_is_mended_by_the_heading_of_the_file() -> None:
    parsed = text("jaar;gebied;Koop;Corporatie\n2024;Noord;5;veel\n", corrections={(2, "Corporatie"): "7"})

    assert parsed.problems == ()
    assert parsed.rows["woningen"].to_list() == [5, 7]


def test_of_years_beside_each_other_the_last_is_read() -> None:
    parsed = text("wijk;indicator;2022;2023;2024\n;x;1;2;3\n", dataset="beleidsindicatoren")

    assert only(parsed).column in {"wijk", "bron"}


def test_years_beside_each_other_give_the_year_of_the_file() -> None:
    file = "gebied;leeftijdsgroep;2022;2023;2024\nNoord;0-15;1;2;3\nHengelo;0-15;4;5;6\n"

    last, named = text(file), text(file, name="bevolking 2023.csv")

    assert (last.year, last.rows["inwoners"].to_list()) == (2024, [3, 6])
    assert (named.year, named.rows["inwoners"].to_list()) == (2023, [2, 5])
    assert "Van de jaren naast elkaar is 2023 gelezen; 2022, 2024 niet." in named.notes


# ---- totals, notes, names


def test_a_row_with_only_a_wijk_is_no_note_below_the_table() -> None:
    parsed = text("gebied;ontvangers;uitgaven\nNoord;1;2\nGroot Driene;;\n", name="lks 2024.csv")

    assert parsed.rows["gebied"].to_list() == ["WK016402", "WK016404"]


def test_a_line_of_figures_is_no_note_below_the_table() -> None:
    parsed = text(f"{LKS}2024;Noord;1;2\n2024;;;\n")

    assert parsed.row_numbers.to_list() == [2, 3]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("016404", "WK016404"),
        ("16404", "WK016404"),
        ("Wijk 04: Groot Driene", "WK016404"),
        ("04 - Groot Driene", "WK016404"),
        ("Groot Driene (wijk)", "WK016404"),
        ("niet in te delen", "onbekend"),
        ("Wijk onbekend", "onbekend"),
        ("Hengelo totaal", "GM0164"),
    ],
)
def test_an_area_is_read_by_any_spelling(written: str, code: str) -> None:
    parsed = text(f"{LKS}2024;{written};1;2\n2024;Hengelo;1;2\n")

    assert parsed.rows["gebied"][0] == code


def test_two_columns_that_say_something_else_are_asked_about() -> None:
    file = "jaar;wijk;wijkcode;ontvangers;uitgaven\n2024;Noord;WK016402;1;2\n2024;Woolde;WK016402;1;2\n"

    problem = only(text(file))

    assert problem.message.startswith("De kolommen 'wijk' en 'wijkcode' kunnen allebei 'gebied' zijn")


def test_a_year_in_the_name_of_a_column_is_the_year_of_the_file() -> None:
    parsed = text("wijk;leeftijd;Inwoners 2023\nNoord;0-15;5\n")

    assert (parsed.dataset, parsed.year, parsed.rows["inwoners"].to_list()) == ("bevolking", 2023, [5])


def test_two_years_in_the_name_of_the_file_leave_the_year_open() -> None:
    parsed = text("gebied;ontvangers;uitgaven\nNoord;1;2\n", name="lks 2023 en 2024.csv")

    assert only(parsed).message == "De kolom 'jaar' ontbreekt. Voeg deze kolom toe."


@pytest.mark.parametrize(
    ("head", "factor"),
    [
        ("Uitgaven (x 1.000 euro)", 1000),
        ("Uitgaven (x € 1 mln)", 1_000_000),
        ("Uitgaven in euro", 1),
        ("Uitgaven (€)", 1),
    ],
)
def test_the_unit_in_a_column_name_counts(head: str, factor: int) -> None:
    parsed = text(f"jaar;gebied;wet;{head}\n2024;Hengelo;Wmo;12,5\n")

    assert parsed.rows["uitgaven"].to_list() == [12.5 * factor]


# ---- the question that stays open


def test_the_editor_can_say_what_a_point_means() -> None:
    file = "jaar;gebied;score;scorejaar\n2024;Noord;1.234;2022\n"

    asked, thousands, decimals = text(file), text(file, decimal=","), text(file, decimal=".")

    assert "niet duidelijk wat de punt betekent" in only(asked).message
    assert thousands.rows["score"].to_list() == [1234]
    assert decimals.rows["score"].to_list() == [1.234]


def test_money_has_no_three_decimals_so_a_point_means_thousands() -> None:
    parsed = text(f"{LKS}2024;Noord;5;1.234\n")

    assert parsed.rows["uitgaven"].to_list() == [1234]


def test_a_mend_replaces_one_cell_and_leaves_the_file_as_it_is() -> None:
    file = f"{LKS}2024;Noort;5;10\n2024;Woolde;5;10\n"

    parsed = text(file, corrections={(2, "gebied"): "Noord"})

    assert parsed.problems == ()
    assert parsed.rows["gebied"].to_list() == ["WK016402", "WK016407"]
    assert parsed.sha256 == text(file).sha256


# ---- persons


@pytest.mark.parametrize(
    "name",
    [
        path.name
        for path in sorted((UPLOADS / "fout").glob("*.csv"))
        if path.name.startswith(("bsn", "post", "e-mail", "geb"))
    ],
)
def test_a_file_with_persons_has_no_rows_and_repeats_nothing(name: str) -> None:
    checked = check((UPLOADS / "fout" / name).read_bytes(), current(), name=name)

    (problem,) = checked.problems
    assert checked.rows.is_empty()
    assert problem.value is None
    assert not any(secret in problem.message for secret in ("111222333", "7551", "example.org", "1950"))
    assert grid((UPLOADS / "fout" / name).read_bytes()) is None


@pytest.mark.parametrize("amount", ["123456782", "135846000", "111222333", "–11604591", "−111222333"])
def test_one_amount_of_nine_digits_is_just_an_amount(amount: str) -> None:
    parsed = text(f"jaar;gebied;wet;uitgaven\n2024;Hengelo;Wmo;{amount}\n")

    assert parsed.problems == ()


@pytest.mark.parametrize(
    "data",
    [
        b"111222333;Jansen;5\n123456782;Pietersen;6\n",
        b"Jansen;7551 AB\nPietersen;7552 CD\n",
        b"jaar;gebied;ontvangers;uitgaven;111222333\n2024;Noord;1;2;\n",
        b"kleur;smaak\nrood;iemand@example.org\n",
    ],
)
def test_persons_where_column_names_should_be_are_not_repeated(data: bytes) -> None:
    checked = check(data, current(), name="lijst.csv")

    assert all(problem.personal for problem in checked.problems)
    told = " ".join(problem.message for problem in checked.problems).casefold()
    assert not any(secret in told for secret in ("111222333", "jansen", "7551", "example.org"))


# ---- workbooks


def test_a_hidden_sheet_is_not_read() -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(book([["a"]], [["jaar", "gebied", "ontvangers", "uitgaven"]])))
    workbook["Blad2"].sheet_state = "hidden"
    data = io.BytesIO()
    workbook.save(data)

    parsed = parse(data.getvalue())

    assert parsed.dataset is None


COLUMNS: list[object] = ["jaar", "gebied", "ontvangers", "uitgaven"]


def sheets(*states: tuple[str, str, list[list[object]]]) -> bytes:
    """A workbook with these sheets: name, state, rows."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, state, rows in states:
        sheet = workbook.create_sheet(name)
        sheet.sheet_state = state
        for row in rows:
            sheet.append(row)
    data = io.BytesIO()
    workbook.save(data)
    return data.getvalue()


@pytest.mark.parametrize("first", [True, False])
def test_a_sheet_that_was_left_out_is_told_by_its_name_whichever_is_read(first: bool) -> None:
    table = ("Cijfers", "visible", [COLUMNS, [2024, "Noord", 1, 2]])
    other = ("Toelichting", "visible", [["Bron: eigen administratie"]])

    parsed = parse(sheets(*((table, other) if first else (other, table))))

    assert parsed.notes[0] == "Werkblad 'Toelichting' is niet gelezen."
    assert parsed.problems == ()


def test_many_and_hidden_sheets_that_were_left_out_are_told_together() -> None:
    others = [(f"Blad {number}", "hidden" if number == 1 else "visible", [["tekst"]]) for number in range(1, 9)]

    parsed = parse(sheets(("Cijfers", "visible", [COLUMNS, [2024, "Noord", 1, 2]]), *others))

    assert parsed.notes[0] == (
        "Werkbladen 'Blad 2', 'Blad 3', 'Blad 4', 'Blad 5', 'Blad 6' en nog 3 andere zijn niet gelezen."
    )


def test_a_table_on_a_sheet_that_was_left_out_is_a_warning() -> None:
    ses: list[list[object]] = [["jaar", "gebied", "score", "scorejaar"], [2024, "Noord", -0.1, 2022]]

    parsed = parse(sheets(("A", "visible", [COLUMNS, [2024, "Noord", 1, 2]]), ("B", "visible", ses)))

    assert parsed.dataset == "loonkostensubsidie"
    assert [(problem.severity, problem.message) for problem in parsed.problems] == [
        (
            "waarschuwing",
            "Alleen werkblad 'A' is gelezen. Op werkblad 'B' staat ook een tabel. Zet elke tabel in een eigen bestand, "
            "en kies ze allemaal.",
        )
    ]


def test_a_hidden_sheet_may_be_where_the_table_is() -> None:
    parsed = parse(sheets(("Voorblad", "visible", [["tekst"]]), ("Data", "hidden", [COLUMNS, [2024, "Noord", 1, 2]])))

    assert "verborgen werkblad" in parsed.problems[-1].message
    assert "Data" not in str(parsed.problems)


def test_the_lists_of_our_own_template_are_no_sheet_that_was_left_out() -> None:
    parsed = parse(workbook_template("ses", 2024, current()))

    assert parsed.notes[0] == "Werkblad 'Uitleg' is niet gelezen."


def test_a_number_of_a_workbook_leaves_no_doubt() -> None:
    rows: list[list[object]] = [["jaar", "gebied", "score", "scorejaar"], [2024, "Noord", -0.123, 2022.0]]

    parsed = parse(book(rows))

    assert parsed.problems == ()
    assert parsed.rows.rows() == [(2024, "WK016402", -0.123, 2022)]


def test_rows_of_a_workbook_are_numbered_as_excel_does() -> None:
    rows: list[list[object]] = [
        ["Titel"],
        [],
        ["jaar", "gebied", "ontvangers", "uitgaven"],
        [],
        [2024, "Noord", "x", 1],
    ]

    problem = only(parse(book(rows)))

    assert (problem.row, problem.column) == (5, "ontvangers")


def test_a_workbook_with_too_many_rows_is_told_what_to_do() -> None:
    with mock.patch("factsheet.parse.workbook.MAX_ROWS", 10):
        parsed = parse(book([["jaar", "gebied", "ontvangers", "uitgaven"], *[[2024, "Noord", 1, 1]] * 20]))

    assert "meer dan 10 rijen. Bewaar het als CSV UTF-8." in only(parsed).message


@examples(20)
@given(st.data())
def test_no_damage_to_a_workbook_raises(data: st.DataObject) -> None:
    good = (UPLOADS / "goed" / "excel-percentage.xlsx").read_bytes()
    start = data.draw(st.integers(0, len(good)))

    checked = check(
        good[:start] + data.draw(st.binary(max_size=8)) + good[start + data.draw(st.integers(0, 50)) :], current()
    )

    assert checked.sha256


@examples(20)
@given(st.data())
def test_no_damage_inside_a_workbook_raises(data: st.DataObject) -> None:
    parts = {}
    with zipfile.ZipFile(UPLOADS / "goed" / "excel-percentage.xlsx") as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    name = data.draw(st.sampled_from(sorted(parts)))
    start = data.draw(st.integers(0, len(parts[name])))
    parts[name] = parts[name][:start] + data.draw(st.binary(max_size=5)) + parts[name][start + 3 :]
    damaged = io.BytesIO()
    with zipfile.ZipFile(damaged, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, content)

    checked = check(damaged.getvalue(), current())

    assert checked.sha256


# ---- large files


CELL = st.sampled_from(
    [
        "2024",
        "Noord",
        "Woolde",
        "5",
        " 7",
        "+8",
        "-3",
        "1,5",
        "0,25",
        "",
        "x",
        "nan",
        "inf",
        "1e3",
        "1e99",
        "99999999999999999",
        "12,",
        "1.234",
        "12.5",
        "1.234,5",
        "1,234",
    ]
)


@examples(40)
@given(rows=st.lists(st.lists(CELL, min_size=4, max_size=4), min_size=1, max_size=8))
def test_the_way_for_large_files_gives_the_same_as_the_way_for_small_ones(rows: list[list[str]]) -> None:
    file = LKS + "".join(";".join(row) + "\n" for row in rows)

    slow = text(file)
    with mock.patch.object(lines, "TYPED_FROM", 0):
        fast = text(file)

    assert fast.problems == slow.problems
    assert fast.rows.equals(slow.rows)
    assert fast.read_as == slow.read_as or fast.rows.is_empty()


SIGNS = st.sampled_from(
    [
        "1,5",
        "0,25",
        "12,5",
        "1.5",
        "12.5",
        "0.125",
        "1.234",
        "1,234",
        "1.234,5",
        "1,234.5",
        "7",
        "82",
        "",
        "n.b.",
        "x",
        "1e3",
    ]
)
PLACES = st.sampled_from(["Noord", "Woolde", "wijk Noord", "Hengelo", "Totaal", "Onbekend", "nergens", "", "Noord\r"])
LAWS = st.sampled_from(["Wmo", "jeugd", "Jeugdwet", "Bijstand", "totaal", "", "W.mo"])
WORDS = st.sampled_from(["Vraag 1", "vraag 1", "Tevreden, of niet", "Zegt 1.5", "a;b", 'zegt "ja"', "twee\nregels", ""])
ROWS = st.one_of(
    st.tuples(
        st.just("jaar;indicator;percentage;respondenten;streefwaarde;bron"),
        st.lists(st.tuples(st.just("2024"), WORDS, SIGNS, SIGNS, SIGNS, WORDS), min_size=1, max_size=8),
    ),
    st.tuples(
        st.just("jaar;gebied;wet;uitgaven"),
        st.lists(st.tuples(st.sampled_from(["2024", "2023", "x"]), PLACES, LAWS, SIGNS), min_size=1, max_size=8),
    ),
    st.tuples(
        st.just("jaar;gebied;wet;vorm;klasse;clienten;omvang"),
        st.lists(
            st.tuples(
                st.just("2024"), PLACES, LAWS, st.just("groep"), st.sampled_from(["tot 1 uur", "1-2"]), SIGNS, SIGNS
            ),
            min_size=1,
            max_size=8,
        ),
    ),
)


def _written(header: str, rows: Iterable[Iterable[str]], separator: str, end: str, *, quoted: bool) -> bytes:
    quoting = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    lines = io.StringIO()
    csv.writer(lines, delimiter=separator, lineterminator=end, quoting=quoting).writerows([header.split(";"), *rows])
    return lines.getvalue().encode()


@examples(40)
@given(
    table=ROWS,
    separator=st.sampled_from(";,\t"),
    end=st.sampled_from(["\n", "\r\n"]),
    quoted=st.booleans(),
    first=st.sampled_from([2, 1000]),
)
def test_every_way_to_write_a_file_is_judged_the_same_whatever_its_size(
    table: tuple[str, list[tuple[str, ...]]], separator: str, end: str, quoted: bool, first: int
) -> None:
    data = _written(*table, separator, end, quoted=quoted)

    slow = check(data, current(), name="bestand.csv")
    with (
        mock.patch.object(lines, "TYPED_FROM", 0),
        mock.patch.object(parallel, "STRETCH", 20),
        mock.patch.object(parallel, "MANY", 2),
        mock.patch.object(typed, "SAMPLE", first),
        mock.patch.object(doubles, "LOOKED", 1),
    ):
        fast = check(data, current(), name="bestand.csv")

    assert fast.rows.equals(slow.rows)
    assert fast.rows.schema == slow.rows.schema
    assert replace(fast, table=None, digest=None) == replace(slow, table=None, digest=None)


def test_a_file_that_is_too_large_is_told_so() -> None:
    with mock.patch("factsheet.parse.decode.MAX_BYTES", 100):
        parsed = text(LKS + "2024;Noord;1;2\n" * 20)

    assert "Dat is te groot" in only(parsed).message


# ---- the grid that a report shows


def test_the_grid_holds_every_line_with_its_number_and_the_place_of_each_column() -> None:
    found = grid((UPLOADS / "goed" / "titel-boven-de-kolomnamen.csv").read_bytes())

    assert found is not None
    assert found.header_row == 4
    assert found.columns == {"jaar": 0, "gebied": 1, "leeftijdsgroep": 2, "inwoners": 3}
    assert found.cells.filter(pl.col("row") == 5).row(0) == (5, "2024", "Binnenstad", "0-15", "546")
    assert found.cells["row"].to_list() == list(range(1, found.cells.height + 1))


def test_what_cannot_be_read_has_no_grid() -> None:
    assert grid(b"") is None
    assert grid((UPLOADS / "fout" / "pdf.pdf").read_bytes()) is None
