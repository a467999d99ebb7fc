"""Reading: every dialect gives the same rows, and whatever cannot be read is named with its row and its fix."""

from __future__ import annotations

import csv
import datetime
import functools
import hashlib
import io
import pickle
from pathlib import Path

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from factsheet.parse import MAX_PROBLEMS, Digest, Parsed, Problem, ReadAs, closest, dutch, parse, shown
from factsheet.settings import current
from factsheet.validate import check
from schemas import SCHEMAS
from tests.examples import examples

GOED = Path(__file__).parent / "uploads" / "goed"
LKS = "jaar;gebied;ontvangers;uitgaven\n"
SES = "jaar;gebied;score;scorejaar\n"


def lks(ontvangers: str = "5", uitgaven: str = "100", gebied: str = "Noord") -> Parsed:
    return parse(f"{LKS}2024;{gebied};{ontvangers};{uitgaven}\n".encode())


def scores(*values: str) -> Parsed:
    return parse((SES + "".join(f"2024;Noord;{value};2022\n" for value in values)).encode())


def only(parsed: Parsed) -> Problem:
    (problem,) = parsed.problems
    return problem


# ---- numbers


def test_a_dot_is_a_thousands_sign_in_a_column_of_whole_numbers() -> None:
    file = b"jaar;gebied;ontvangers;uitgaven\n2024;Noord;1.234;5.000,00\n"

    rows = parse(file, "loonkostensubsidie").rows

    assert rows["ontvangers"].item() == 1234
    assert rows["uitgaven"].item() == 5000


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("1234", 1234),
        ("1.234", 1234),
        ("1 234", 1234),
        ("1\u00a0234", 1234),
        ("1.234.567", 1234567),
        ("1234,00", 1234),
        ("1234.0", 1234),
        ("1.234,0", 1234),
        (" 12 ", 12),
        ("+12", 12),
        ("-12", -12),
        ("–12", -12),
        ("−12", -12),
        ("- 12", -12),
        ("007", 7),
    ],
)
def test_a_whole_number_is_read_as_people_write_it(written: str, number: int) -> None:
    parsed = lks(ontvangers=written)

    assert parsed.problems == ()
    assert parsed.rows["ontvangers"].to_list() == [number]


@pytest.mark.parametrize(
    "written", ["12,5", "1.5", "1,234", "1.23", "12.34.567", "abc", "1e3", "inf", "5%", "€ 5", "."]
)
def test_what_is_no_whole_number_is_a_problem_with_row_column_and_value(written: str) -> None:
    parsed = lks(ontvangers=written)

    problem = only(parsed)

    assert (problem.severity, problem.row, problem.column, problem.value) == ("fout", 2, "ontvangers", written)
    assert parsed.rows["ontvangers"].to_list() == [None]


def test_a_comma_between_thousands_is_suggested_without_it() -> None:
    parsed = lks(ontvangers="1,234")

    assert only(parsed).suggestion == "1234"


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("3132000", 3132000),
        ("3.132.000", 3132000),
        ("3.132.000,50", 3132000.5),
        ("€ 3.132.000", 3132000),
        ("€3132000,5", 3132000.5),
        ("€\u00a03.132.000,-", 3132000),
        ("3.132.000,--", 3132000),
        ("3.132.000 euro", 3132000),
        ("EUR 12,5", 12.5),
        ("-€ 12,50", -12.5),
        ("12,50-", -12.5),
        ("-.123", -0.123),
        ("€ -12,50", -12.5),
        ("3 132 000,25", 3132000.25),
        ("1.234", 1234),
        ("1234.5", 1234.5),
        ("1,234,567.89", 1234567.89),
        ("0.125", 0.125),
        ("1'234'567", 1234567),
        ("1’234,5", 1234.5),
        ("1\u202f234,5", 1234.5),
        ("(1.234,50)", -1234.5),
        ("(€ 12,50)", -12.5),
        ("1,50000E+05", 150000),
        ("5E-05", 0.00005),
        (",5", 0.5),
        ("12,", 12),
    ],
)
def test_an_amount_is_read_as_people_write_it(written: str, number: float) -> None:
    parsed = lks(uitgaven=written)

    assert parsed.problems == ()
    assert parsed.rows["uitgaven"].to_list() == [number]


@pytest.mark.parametrize("written", ["12,5,5", "1.23.456", "nan", "inf", "12%", "0x10", "--5", "½", "1,234"])
def test_what_is_no_amount_is_a_problem(written: str) -> None:
    parsed = lks(uitgaven=written)

    assert only(parsed).column == "uitgaven"
    assert parsed.rows["uitgaven"].to_list() == [None]


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        (["1.234", "0,5"], [1234, 0.5]),
        (["1.234", "0.5"], [1.234, 0.5]),
        (["1,234", "0.5"], [1234, 0.5]),
        (["1,234", "0,5"], [1.234, 0.5]),
        (["1.234", "1.234.567"], [1234, 1234567]),
        (["12.5", "12,5"], [12.5, 12.5]),
    ],
)
def test_a_sign_that_could_be_either_follows_the_rest_of_the_column(written: list[str], numbers: list[float]) -> None:
    parsed = scores(*written)

    assert parsed.problems == ()
    assert parsed.rows["score"].to_list() == numbers


def test_a_sign_that_could_be_either_follows_the_rest_of_the_file() -> None:
    parsed = lks(ontvangers="2.345", uitgaven="1.234")

    assert parsed.rows["uitgaven"].to_list() == [1234]


def test_a_dot_that_stays_open_asks_the_editor_what_is_meant() -> None:
    parsed = scores("1.234", "5")

    assert only(parsed).message == "Bij '1.234' is niet duidelijk wat de punt betekent. Schrijf 1,234 of 1234."
    assert parsed.rows["score"].to_list() == [None, 5]


def test_in_a_column_that_shows_both_signs_an_open_number_is_asked() -> None:
    parsed = scores("12,5", "12.5", "1.234", "1,234")

    assert [problem.row for problem in parsed.problems] == [4, 5]


@pytest.mark.parametrize(("written", "sign"), [("0,5", ","), ("0.5", "."), ("1", ",")])
def test_the_decimal_sign_that_was_found_is_told(written: str, sign: str) -> None:
    parsed = scores(written)

    assert parsed.read_as == ReadAs("UTF-8", ";", sign)


def test_a_percent_sign_belongs_to_percentages() -> None:
    header = "jaar;wet;reeks;mutatie;bron;definitief\n"

    parsed = parse(f"{header}2024;Wmo;inflatie;3,3%;CBS;ja\n2024;Jeugdwet;inflatie;−3 %;CBS;ja\n".encode())

    assert parsed.rows["mutatie"].to_list() == [3.3, -3]


@given(
    number=st.integers(-(10**12), 10**12),
    thousands=st.sampled_from(["", ".", " ", "\u00a0"]),
    minus=st.sampled_from("-–−"),
    around=st.sampled_from(["{}", " {} ", "\u00a0{}"]),
)
def test_whole_numbers_are_read_back_from_any_dialect(number: int, thousands: str, minus: str, around: str) -> None:
    written = around.format(f"{number:,}".replace(",", thousands).replace("-", minus))

    parsed = lks(ontvangers=written)

    assert parsed.rows["ontvangers"].to_list() == [number]


@given(
    cents=st.lists(st.integers(-(10**11), 10**11), min_size=1, max_size=8),
    dialect=st.sampled_from([(",", ""), (",", "."), (",", " "), (".", ""), (".", ",")]),
    minus=st.sampled_from("-–−"),
    around=st.sampled_from(["{}", "€ {}", "€{}", "{} euro"]),
)
def test_amounts_are_read_back_from_any_dialect(
    cents: list[int], dialect: tuple[str, str], minus: str, around: str
) -> None:
    decimal, thousands = dialect
    signs = str.maketrans({",": thousands, ".": decimal, "-": minus})
    lines = [f'2024;Noord;5;"{around.format(f"{cent / 100:,.2f}".translate(signs))}"\n' for cent in cents]

    parsed = parse((LKS + "".join(lines)).encode())

    assert parsed.problems == ()
    assert parsed.rows["uitgaven"].to_list() == [cent / 100 for cent in cents]


# ---- areas, categories, dates, yes and no


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Groot Driene", "WK016404"),
        ("  groot   DRIENE ", "WK016404"),
        ("Wijk 04 Groot Driene", "WK016404"),
        ("04 Groot Driene", "WK016404"),
        ("wijk Groot Driene", "WK016404"),
        ("WK016404  ", "WK016404"),
        ("wk016404", "WK016404"),
        ("Hengelo", "GM0164"),
        ("Hengelo (O.)", "GM0164"),
        ("gemeente hengelo", "GM0164"),
        ("GM0164", "GM0164"),
        ("Onbekend", "onbekend"),
    ],
)
def test_an_area_is_read_by_name_code_and_spelling(written: str, code: str) -> None:
    parsed = lks(gebied=written)

    assert parsed.rows["gebied"].to_list() == [code]


def test_a_misspelled_wijk_gets_a_suggestion() -> None:
    parsed = lks(gebied="Hasselerees")

    assert only(parsed) == Problem(
        "fout",
        2,
        "gebied",
        "Hasselerees",
        "'Hasselerees' is geen wijk van Hengelo. Bedoelt u 'Hasseler Es'?",
        "Hasseler Es",
    )


def test_a_number_that_contradicts_the_name_of_a_wijk_is_a_problem() -> None:
    parsed = lks(gebied="Wijk 05 Groot Driene")

    assert only(parsed).suggestion == "Groot Driene"


@pytest.mark.parametrize("written", ["15-25", " 15–25", "15 - 25", "15−25", "15 — 25 "])
def test_a_category_is_read_with_any_dash(written: str) -> None:
    parsed = parse(f"jaar;gebied;leeftijdsgroep;inwoners\n2024;Noord;{written};5\n".encode())

    assert parsed.rows["leeftijdsgroep"].to_list() == ["15-25"]


def test_a_category_is_read_without_accents_and_capitals() -> None:
    header = "jaar;wet;reeks;mutatie;bron;definitief\n"

    parsed = parse(f"{header}2024;WMO;Reele Tarieven;2;x;ja\n2024;wmo;ree\u0308le tarieven;2;x;ja\n".encode())

    assert parsed.rows.select("wet", "reeks").rows() == [("Wmo", "reële tarieven")] * 2


@pytest.mark.parametrize("written", ["15-mei", "15-mei-2024", "15-5-2024", "15 mei", "15-May"])
def test_an_age_group_that_excel_made_a_date_gets_its_own_message(written: str) -> None:
    parsed = parse(f"jaar;gebied;leeftijdsgroep;inwoners\n2024;Noord;{written};5\n".encode())

    problem = only(parsed)

    assert problem.message.startswith("Excel heeft hier een datum van gemaakt")
    assert problem.suggestion == "15-25"


@pytest.mark.parametrize(
    "written", ["31-12-2024", "31/12/2024", "2024-12-31", "2024-12-31 00:00:00", "31-12-2024 0:00", " 31-12-2024 "]
)
def test_a_date_is_read_in_dutch_and_in_iso_order(written: str) -> None:
    parsed = parse(f"jaar;gebied;laag;clienten;peildatum\n2024;Noord;maatwerk;5;{written}\n".encode())

    assert parsed.rows["peildatum"].to_list() == [datetime.date(2024, 12, 31)]


@pytest.mark.parametrize("written", ["31-02-2024", "1-1-24", "12-31-2024", "45657", "gisteren"])
def test_what_is_no_date_is_a_problem(written: str) -> None:
    parsed = parse(f"jaar;gebied;laag;clienten;peildatum\n2024;Noord;maatwerk;5;{written}\n".encode())

    assert only(parsed).message == f"'{written}' is geen datum. Schrijf een datum als 31-12-2024."


@pytest.mark.parametrize(("written", "meant"), [("ja", True), ("NEE", False), ("Waar", True), ("onwaar", False)])
def test_yes_and_no_are_read_as_dutch_excel_writes_them(written: str, meant: bool) -> None:
    parsed = parse(f"jaar;wet;reeks;mutatie;bron;definitief\n2024;Wmo;inflatie;3;CBS;{written}\n".encode())

    assert parsed.rows["definitief"].to_list() == [meant]


@pytest.mark.parametrize("written", ["", " ", ".", "-", "n.v.t."])
def test_not_known_is_empty_in_an_optional_column(written: str) -> None:
    parsed = parse(f"jaar;gebied;groep;aantal;indicaties\n2024;Noord;Wmo;5;{written}\n".encode())

    assert parsed.problems == ()
    assert parsed.rows["indicaties"].to_list() == [None]


def test_an_optional_column_may_be_absent() -> None:
    parsed = parse(b"jaar;gebied;groep;aantal\n2024;Noord;Wmo;5\n")

    assert parsed.rows.schema["indicaties"] == pl.Int64
    assert parsed.rows["indicaties"].to_list() == [None]


def test_an_error_value_of_excel_gets_its_own_message() -> None:
    parsed = lks(ontvangers="#DEEL/0!")

    assert "foutmelding van Excel" in only(parsed).message


# ---- the file: rows, columns, dialect


def test_rows_have_the_columns_and_types_of_the_schema_in_order() -> None:
    file = b"uitgaven;ontvangers;gebied;jaar\n100;5;Noord;2024\n"

    rows = parse(file).rows

    assert rows.schema == {"jaar": pl.Int64, "gebied": pl.String, "ontvangers": pl.Int64, "uitgaven": pl.Float64}


def test_row_numbers_are_those_of_excel() -> None:
    file = b'\n;;;\njaar;gebied;ontvangers;uitgaven\n2024;"No\nord";1;1\n\n;;;\n2024;Woolde;x;1\n;;;\n'

    parsed = parse(file)

    assert parsed.row_numbers.to_list() == [4, 7]
    assert [(problem.row, problem.column) for problem in parsed.problems] == [(4, "gebied"), (7, "ontvangers")]


def test_what_is_no_character_at_all_is_left_out() -> None:
    parsed = parse(f"{LKS}2024;Noord\ufffe;1;2\n2024;\uffffWoolde;3;4".encode())

    assert parsed.problems == ()


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_any_end_of_line_is_read(ending: str) -> None:
    file = f"{LKS}2024;Noord;1;2\n2024;Woolde;3;4".replace("\n", ending)

    parsed = parse(file.encode())

    assert parsed.problems == ()
    assert parsed.rows["ontvangers"].to_list() == [1, 3]


def test_rows_are_read_the_same_past_the_part_that_is_looked_at_first() -> None:
    lines = [f"2024;Noord;{number};{number}\r\n" for number in range(60_000)]

    parsed = parse((LKS.replace("\n", "\r\n") + "".join(lines)).encode())

    assert parsed.problems == ()
    assert parsed.rows["ontvangers"].to_list() == list(range(60_000))


def test_a_quote_in_the_middle_of_a_text_is_just_a_quote() -> None:
    file = 'jaar;wet;reeks;mutatie;bron;definitief\n2024;Wmo;inflatie;3;het "rapport";ja\n2024;Wmo;inflatie;3;5";ja\n'

    parsed = parse(file.encode())

    assert parsed.rows["bron"].to_list() == ['het "rapport"', '5"']


def test_a_column_too_many_is_named_with_its_first_row_and_never_with_its_values() -> None:
    parsed = parse(b"jaar;gebied;ontvangers;uitgaven;memo\n2024;Noord;1;2;\n2024;Noord;1;2;geheim\n")

    problem = only(parsed)

    assert (problem.row, problem.column, problem.value) == (3, "memo", None)
    assert "geheim" not in problem.message
    assert parsed.rows.is_empty()


def test_a_row_that_is_too_long_is_named() -> None:
    parsed = parse(f"{LKS}2024;Noord;1;2\n2024;Noord;1;2;3\n".encode())

    assert only(parsed).message.startswith("In rij 3 staat iets in een kolom zonder naam.")


def test_a_row_that_is_too_short_has_empty_cells() -> None:
    parsed = parse(f"{LKS}2024;Noord\n".encode())

    assert parsed.rows.rows() == [(2024, "WK016402", None, None)]


def test_an_extra_column_that_is_empty_is_ignored() -> None:
    parsed = parse(b"jaar;gebied;ontvangers;uitgaven;memo;;\n2024;Noord;1;2; ;;\n")

    assert parsed.problems == ()


def test_an_unrecognised_file_is_told_which_columns_it_has_and_which_it_lacks() -> None:
    parsed = parse(b"jaar;gebied;uitgaven\n2024;Noord;5\n", name="cijfers.csv")

    assert parsed.dataset is None
    assert "Bekende kolomnamen: jaar, gebied, uitgaven." in only(parsed).message
    assert "ontbreekt de kolom" in only(parsed).message


def test_the_name_of_the_file_decides_between_two_datasets_that_fit_equally() -> None:
    parsed = parse(b"jaar;gebied;uitgaven\n2024;Noord;5\n", name="Uitgaven 2024.csv")

    assert parsed.dataset == "uitgaven"
    assert only(parsed).column == "wet"


def test_a_dataset_that_does_not_exist_is_a_problem() -> None:
    parsed = parse(b"jaar;gebied\n", "fietsen")

    assert "bestaat niet" in only(parsed).message
    assert parsed.dataset is None


def test_the_file_is_identified_by_its_sha256() -> None:
    data = b"jaar;gebied;ontvangers;uitgaven\n2024;Noord;1;2\n"

    parsed = parse(data)

    assert parsed.sha256 == hashlib.sha256(data).hexdigest()


def test_another_process_gets_the_sha256_of_a_file_and_not_the_file() -> None:
    digest = Digest(b"jaar;gebied;ontvangers;uitgaven\n2024;Noord;1;2\n")

    packed = pickle.dumps(digest)

    assert str(pickle.loads(packed)) == str(digest)
    assert b"Noord" not in packed


def test_the_year_is_known_only_when_there_is_one() -> None:
    one = parse(f"{LKS}2024;Noord;1;2\n".encode())
    two = parse(f"{LKS}2024;Noord;1;2\n2023;Noord;1;2\n".encode())

    assert (one.year, two.year) == (2024, None)


def test_of_very_many_problems_the_first_are_listed_and_the_others_counted() -> None:
    parsed = parse((LKS + "2024;Noord;x;2\n" * (MAX_PROBLEMS + 234)).encode())

    assert len(parsed.problems) == MAX_PROBLEMS + 1
    assert "Er zijn nog 234 problemen" in parsed.problems[-1].message


def test_one_problem_more_than_can_be_listed_is_counted_in_the_singular() -> None:
    parsed = parse((LKS + "2024;Noord;x;2\n" * (MAX_PROBLEMS + 1)).encode())

    assert "Er is nog 1 probleem in" in parsed.problems[-1].message


@pytest.mark.parametrize(
    "data",
    [
        b";" * 100_000 + b"\n",
        b"a;" * 100_000 + b"\n",
        b"jaar;gebied;score;scorejaar" + b";" * 100_000 + b"\n2024;Noord;0;2022\n",
        b"jaar;gebied;score;scorejaar\n" + b";" * 100_000,
        b'"' * 99_999,
        b'jaar;gebied;score;scorejaar\n2024;"' + b"x" * 300_000,
        b"\xff\xfej\x00a\x00",
        b"\n" * 1000,
    ],
    ids=lambda data: f"{data[:12]!r}-{len(data)}",
)
def test_a_file_that_is_no_table_gives_one_clear_problem(data: bytes) -> None:
    parsed = parse(data)

    assert only(parsed).severity == "fout"
    assert len(only(parsed).message) < 1000


# ---- properties


HEADERS = [";".join(schema.columns()).encode() for schema in SCHEMAS.values()]


@examples(60)
@given(
    st.one_of(
        st.binary(max_size=200),
        st.builds(lambda head, rest: head + b"\n" + rest, st.sampled_from(HEADERS), st.binary(max_size=200)),
    )
)
@example(b"\r")
@example(b"\xef\xbb\xbf")
def test_no_bytes_raise(data: bytes) -> None:
    checked = check(data, current())

    assert checked.problems


CELLS = st.sampled_from(
    [
        "2024",
        "Noord",
        "Wmo",
        "maatwerk",
        "1.234",
        "1,5",
        "-",
        "–5",
        '"',
        '"a"',
        "",
        " ",
        "€",
        "5%",
        "ja",
        "\n",
        "#N/B",
        "15-mei",
        "9" * 30,
        "1-1-2024",
        "GM0164",
        "\u0000",
        "é",
        "\r",
        ";",
    ]
)


@examples(60)
@given(
    schema=st.sampled_from(list(SCHEMAS.values())),
    rows=st.lists(st.lists(CELLS, min_size=1, max_size=9), max_size=6),
    separator=st.sampled_from(";,\t"),
)
def test_no_cells_raise(schema: type, rows: list[list[str]], separator: str) -> None:
    lines = [separator.join(schema.columns()), *(separator.join(row) for row in rows)]

    checked = check("\n".join(lines).encode(), current())

    assert all(problem.message for problem in checked.problems)


@examples(40)
@given(data=st.data(), path=st.sampled_from(sorted(GOED.glob("*.csv"))))
def test_no_damage_to_a_good_file_raises(data: st.DataObject, path: Path) -> None:
    good = path.read_bytes()
    start = data.draw(st.integers(0, len(good)))
    end = data.draw(st.integers(start, min(len(good), start + 50)))

    checked = check(good[:start] + data.draw(st.binary(max_size=5)) + good[end:], current())

    assert checked.name == ""


@functools.cache
def good(dataset: str) -> Parsed:
    return parse((GOED / f"{dataset}.csv").read_text(encoding="utf-8-sig").encode())


# Every two of these choices stand together somewhere.
@pytest.mark.parametrize(
    ("separator", "encoding", "quoting"),
    [
        (";", "utf-8", csv.QUOTE_MINIMAL),
        (";", "utf-8-sig", csv.QUOTE_ALL),
        (";", "cp1252", csv.QUOTE_MINIMAL),
        (",", "utf-8", csv.QUOTE_ALL),
        (",", "utf-8-sig", csv.QUOTE_MINIMAL),
        (",", "cp1252", csv.QUOTE_ALL),
        ("\t", "utf-8", csv.QUOTE_MINIMAL),
        ("\t", "utf-8-sig", csv.QUOTE_ALL),
        ("\t", "cp1252", csv.QUOTE_MINIMAL),
    ],
)
@pytest.mark.parametrize("dataset", SCHEMAS)
def test_every_encoding_and_separator_gives_the_same_rows(
    dataset: str, encoding: str, separator: str, quoting: int
) -> None:
    plain = (GOED / f"{dataset}.csv").read_text(encoding="utf-8-sig")
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, quoting=quoting).writerows(csv.reader(io.StringIO(plain), delimiter=";"))

    parsed = parse(text.getvalue().encode(encoding))

    assert parsed.problems == ()
    assert parsed.rows.equals(good(dataset).rows)


SAME = {
    "windows-1252": "prijscorrectie",
    "utf-8-zonder-bom": "prijscorrectie",
    "letters-dubbel-gecodeerd": "beleidsindicatoren",
    "letters-als-html": "beleidsindicatoren",
    "komma-als-scheidingsteken": "ses",
    "tab-als-scheidingsteken": "huishoudens",
    "cbs-statline": "ses",
    "duizendtallen-met-punt": "bevolking",
    "duizendtallen-met-spatie": "bevolking",
    "euroteken": "loonkostensubsidie",
    "minteken-gedachtestreepje": "ses",
    "minteken-wiskundig": "ses",
    "gebieden-met-code": "woningen",
    "gebieden-zoals-bronnen-ze-schrijven": "woningen",
    "categorieen-anders-geschreven": "bevolking",
    "lege-regels-en-kolommen": "bevolking",
    "lege-regels-boven-de-kolomnamen": "bevolking",
    "kolomnamen-in-hoofdletters": "gebruik",
    "kolommen-in-andere-volgorde": "huishoudens",
    "datum-jaar-eerst": "piramide",
    "datum-met-schuine-streep": "piramide",
    "ja-nee-anders-geschreven": "prijscorrectie",
    "regeleinden-van-unix": "loonkostensubsidie",
    "laatste-regel-zonder-regeleinde": "loonkostensubsidie",
}


@pytest.mark.parametrize(("written", "plain"), SAME.items())
def test_a_file_written_in_another_way_gives_the_same_rows(written: str, plain: str) -> None:
    parsed = parse((GOED / f"{written}.csv").read_bytes())

    assert parsed.rows.equals(parse((GOED / f"{plain}.csv").read_bytes()).rows)


@pytest.mark.parametrize(
    ("name", "read_as"),
    [
        ("bevolking", ReadAs("UTF-8", ";", ",")),
        ("windows-1252", ReadAs("Windows-1252", ";", ",")),
        ("komma-als-scheidingsteken", ReadAs("UTF-8", ",", ",")),
        ("tab-als-scheidingsteken", ReadAs("UTF-8", "\t", ",")),
        ("cbs-statline", ReadAs("UTF-8", ";", ".")),
    ],
)
def test_the_dialect_that_was_found_is_told(name: str, read_as: ReadAs) -> None:
    parsed = parse((GOED / f"{name}.csv").read_bytes())

    assert parsed.read_as == read_as


# ---- what messages share


@pytest.mark.parametrize(
    ("number", "text"), [(82324, "82.324"), (-0.033, "-0,033"), (0.5, "0,5"), (3132000.0, "3.132.000"), (0, "0")]
)
def test_numbers_in_messages_are_dutch(number: float, text: str) -> None:
    assert dutch(number) == text


def test_a_value_is_repeated_on_one_line_and_not_too_long() -> None:
    value = shown("a\nb\x07" + "c" * 100)

    assert value.startswith("a b c")
    assert len(value) == 61


def test_the_closest_option_is_found_without_capitals() -> None:
    assert closest("SLANGENBEK", ["Noord", "Slangenbeek"]) == "Slangenbeek"
    assert closest("xyz", ["Noord", "Slangenbeek"]) is None
