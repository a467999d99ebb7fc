"""Files as the CBS gives them, in every shape, made small: what becomes of them, beside sums in plain Python."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, strategies
from hypothesis import settings as tried

from factsheet.cli import main
from factsheet.intake import Dropped, judge, read, unpacked
from factsheet.parse import parse
from factsheet.settings import VOORBEELD, Settings, current
from factsheet.sources import Formula, Value, datasets_in, declared, sources
from factsheet.sources.recognise import period, year_in
from factsheet.store import Store
from factsheet.validate import Checked
from schemas import SCHEMAS

TOWN = current()
GM = TOWN.gemeente.code
CODES = [GM, *(wijk.code for wijk in TOWN.wijken)]
NAMES = {GM: "Hengelo (O.)"} | {wijk.code: f"Wijk {wijk.code[-2:]} {wijk.naam}" for wijk in TOWN.wijken}
GROUPS = ("0-15", "15-25", "25-45", "45-65", "65+")
AGES = {
    "0-15": ("Bevolking/Leeftijdsgroepen/0 tot 15 jaar (aantal)", "k_0Tot15Jaar_8", "10680", "a_00_14"),
    "15-25": ("Bevolking/Leeftijdsgroepen/15 tot 25 jaar (aantal)", "k_15Tot25Jaar_9", "53050", "a_15_24"),
    "25-45": ("Bevolking/Leeftijdsgroepen/25 tot 45 jaar (aantal)", "k_25Tot45Jaar_10", "53310", "a_25_44"),
    "45-65": ("Bevolking/Leeftijdsgroepen/45 tot 65 jaar (aantal)", "k_45Tot65Jaar_11", "53715", "a_45_64"),
    "65+": ("Bevolking/Leeftijdsgroepen/65 jaar of ouder (aantal)", "k_65JaarOfOuder_12", "80200", "a_65_oo"),
}
STATLINE, ODATA, CODE, KWB = range(4)


def figure(code: str, group: str) -> int:
    """A made-up number of inhabitants: wijken in fives, the municipality exact, and 3 more than its wijken."""
    place = GROUPS.index(group)
    if code == GM:
        return sum(figure(wijk.code, group) for wijk in TOWN.wijken) + 3
    return 5 * (100 + 7 * int(code[-2:]) + 11 * place)


def table(shape: int, *, areas: list[str] | None = None) -> list[list[str]]:
    """Areas below each other, with the headings of one shape."""
    ways = [ways[shape] for ways in AGES.values()]
    heads = {
        STATLINE: [
            "Wijken en buurten",
            "Regioaanduiding/Soort regio (omschrijving)",
            "Regioaanduiding/Codering (code)",
        ],
        ODATA: ["WijkenEnBuurten", "SoortRegio_2", "Codering_3"],
        KWB: ["regio", "recs", "gwb_code_10"],
    }[shape]
    kinds = {"GM": "Gemeente  ", "WK": "Wijk      ", "BU": "Buurt     ", "NL": "Land      "}
    rows = [
        [NAMES.get(code, "Elders"), kinds[code[:2]], f"{code:<10}", *(str(figure(code, group)) for group in GROUPS)]
        for code in areas or CODES
    ]
    return [[*heads, *ways], *rows]


def text(lines: list[list[str]], sign: str = ";", *, quoted: bool = False, bom: bool = True) -> bytes:
    made = io.StringIO()
    how = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    csv.writer(made, delimiter=sign, quoting=how, lineterminator="\r\n").writerows(lines)
    return made.getvalue().encode("utf-8-sig" if bom else "utf-8")


def bundle(unit: str = "aantal", times: int = 1) -> bytes:
    lines = [["Id", "Measure", "WijkenEnBuurten", "Value", "StringValue", "ValueAttribute"]]
    for code in CODES:
        for group in GROUPS:
            value = f"{figure(code, group) / times:g}".replace(".", ",")
            lines.append([str(len(lines)), AGES[group][CODE], code, value, "", "None"])
    measures = [["Identifier", "Title", "Unit"], *([ways[CODE], group, unit] for group, ways in AGES.items())]
    properties = [["Identifier", "Title"], ["85984NED", "Kerncijfers wijken en buurten 2024"]]
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, part in {"Observations": lines, "MeasureCodes": measures, "Properties": properties}.items():
            archive.writestr(f"{name}.csv", text(part, bom=False))
    return made.getvalue()


def workbook(lines: list[list[str]]) -> bytes:
    book = openpyxl.Workbook()
    for line in lines:
        book.worksheets[0].append([int(cell) if cell.isdigit() else cell for cell in line])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def checked(data: bytes, name: str, year: int | None = None) -> list[Checked]:
    files = unpacked(Dropped(name, data, year=year), None, TOWN)
    return [one.checked for one in judge(files, [read(file, TOWN) for file in files], None, TOWN)]


SHAPES: dict[str, Callable[[], bytes]] = {
    "Kerncijfers_wijken_en_buurten_2024_11122025_141648.csv": lambda: text(table(STATLINE)),
    "statline 85984NED.csv": lambda: text(table(STATLINE), quoted=True),
    "odata 85984NED.csv": lambda: text(table(ODATA), ",", bom=False),
    "bundel.zip": bundle,
    "kwb-2024.xlsx": lambda: workbook(table(KWB)),
}


@pytest.mark.parametrize("name", SHAPES)
def test_the_same_figures_come_out_of_every_shape(name: str) -> None:
    (found,) = checked(SHAPES[name](), name)

    assert (found.dataset, found.year, found.name) == ("bevolking", 2024, name)
    assert found.problems == ()
    assert {(row["gebied"], row["leeftijdsgroep"]): row["inwoners"] for row in found.rows.rows(named=True)} == {
        (code, group): figure(code, group) for code in CODES for group in GROUPS
    }
    assert found.notes[0] == "Bron: CBS 85984NED, CC BY 4.0."


def test_the_unit_of_a_bundle_multiplies() -> None:
    assert checked(bundle("x 1 000", 1000), "b.zip")[0].rows.equals(checked(bundle(), "b.zip")[0].rows)


def test_rounded_wijken_are_no_fault_and_told_as_rounding() -> None:
    (found,) = checked(text(table(STATLINE)), "kwb 2024.csv")

    assert [note for note in found.notes if "Afronding bij inwoners" in note and "3 bij 0-15" in note]


def test_wijken_that_are_further_off_than_rounding_are_a_fault() -> None:
    lines = table(STATLINE)
    lines[1][3] = str(int(lines[1][3]) + 5 * len(TOWN.wijken))

    (found,) = checked(text(lines), "kwb 2024.csv")

    assert [(problem.severity, problem.column) for problem in found.problems] == [("fout", "inwoners")]


def test_what_is_not_ours_is_left_out_and_told_once() -> None:
    others = ["BU01640000", "BU01640001", "GM0001", "WK000100"]
    lines = table(STATLINE) + [["Elders", "Buurt", code, "1", "1", "1", "1", "1"] for code in others]

    (found,) = checked(text(lines), "kwb 2024.csv")

    assert found.rows.height == len(CODES) * len(GROUPS)
    told = "Weggelaten: 2 buurten, 1 andere gemeente en 1 wijk van een andere gemeente."
    assert [note for note in found.notes if note.startswith("Weggelaten")] == [told]


def test_a_buurt_with_the_name_of_a_wijk_is_not_that_wijk() -> None:
    lines = [[line[0], line[1], *line[3:]] for line in table(STATLINE)]
    lines.append(["Noord", "Buurt     ", "1", "1", "1", "1", "1"])

    (found,) = checked(text(lines), "kwb 2024.csv")

    assert found.problems == ()


def test_without_codes_two_of_one_name_are_not_guessed() -> None:
    lines = [[line[0], *line[3:]] for line in table(STATLINE)]
    lines.append(["Wijk 02 Noord", "1", "1", "1", "1", "1"])

    (found,) = checked(text(lines), "kwb 2024.csv")

    assert [problem.message for problem in found.problems] == [
        "Wijk 02 Noord staat er twee keer in, met andere cijfers. Kies bij het downloaden ook de regiocode, en geen "
        "buurten."
    ]


def test_the_year_is_asked_where_nothing_tells_it() -> None:
    data = text(table(STATLINE))
    (file,) = unpacked(Dropped("download.csv", data), None, TOWN)

    assert file.origin is not None and file.origin.asks_year
    assert [problem.message for problem in checked(data, "download.csv")[0].problems] == [
        "Over welk jaar gaat dit bestand? Dat staat er niet in. Kies het jaar, of zet het in de naam van het bestand."
    ]
    assert checked(data, "download.csv", 2023)[0].year == 2023


def test_a_file_of_another_municipality_is_told_as_that() -> None:
    lines = [table(STATLINE)[0], ["Borne", "Gemeente", "GM0147", "1", "1", "1", "1", "1"]]

    (found,) = checked(text(lines), "kwb 2024.csv")

    assert [problem.message for problem in found.problems] == [
        "In dit bestand staan geen cijfers van Hengelo of haar wijken. Kies bij het downloaden de gemeente Hengelo en "
        "haar wijken."
    ]


def test_a_wijk_that_is_missing_is_told() -> None:
    (found,) = checked(text(table(STATLINE, areas=CODES[:-1])), "kwb 2024.csv")

    assert [problem.message for problem in found.errors] == [
        "Buitengebied ontbreekt in dit bestand. Voeg de rijen van Buitengebied toe."
    ]


def test_the_country_gives_figures_to_compare_with() -> None:
    lines = table(STATLINE)
    lines[0].append("Bevolking/Aantal inwoners (aantal)")
    lines = [lines[0], *([*line, "0"] for line in lines[1:])]
    lines.append(["Nederland", "Land", "NL00", "15", "12", "26", "27", "20", "100"])

    tables = {one.dataset: one for one in checked(text(lines), "kwb 2024.csv")}

    assert {row["cijfer"]: row["waarde"] for row in tables["vergelijking"].rows.rows(named=True)} == {
        "inwoners.0-15.aandeel": 15,
        "inwoners.15-25.aandeel": 12,
        "inwoners.25-45.aandeel": 26,
        "inwoners.45-65.aandeel": 27,
        "inwoners.65+.aandeel": 20,
    }
    assert set(tables["vergelijking"].rows["bron"]) == {"CBS 85984NED, CC BY 4.0"}
    assert tables["vergelijking"].problems == ()


# ---- several datasets, estimates


def households(*, size: bool) -> tuple[bytes, dict[str, dict[str, Fraction]]]:
    """Households and dwellings of every area, and the same as numbers."""
    heads = ["regio", "recs", "gwb_code_10", "a_inw", "a_hh", "a_1p_hh", "a_woning", "p_koopw", "p_wcorpw", "p_ov_hw"]
    numbers: dict[str, dict[str, Fraction]] = {}
    for place, code in enumerate(CODES[1:]):
        of_area = (900 + 100 * place, 400 + 40 * place, 150 + 10 * place, 410 + 45 * place, 50 + place, 30, 19 - place)
        numbers[code] = dict(zip(heads[3:], map(Fraction, of_area), strict=True)) | {
            "g_hhgro": Fraction(22 + place, 10)
        }
    numbers[GM] = {name: sum((one[name] for one in numbers.values()), Fraction()) for name in heads[3:7]}
    numbers[GM] |= {
        "p_koopw": Fraction(55),
        "p_wcorpw": Fraction(30),
        "p_ov_hw": Fraction(14),
        "g_hhgro": Fraction(23, 10),
    }
    names = [*heads[3:], *(["g_hhgro"] if size else [])]
    lines = [[*heads[:3], *names], *([NAMES[c], "x", c, *(f"{float(numbers[c][n]):g}" for n in names)] for c in CODES)]
    return text(lines, ",", bom=False), numbers


def half_up(number: Fraction) -> int:
    return int(number + Fraction(1, 2))


@pytest.mark.parametrize("size", [True, False])
def test_derived_figures_are_those_of_a_second_count(size: bool) -> None:
    data, numbers = households(size=size)
    tables = {one.dataset: one for one in checked(data, "kwb-2024.csv")}

    in_homes: dict[tuple[str, str], tuple[int, int]] = {}
    owned: dict[tuple[str, str], int] = {}
    for code in CODES[1:]:
        n = numbers[code]
        alone, every = int(n["a_1p_hh"]), int(n["a_hh"])
        people = n["a_hh"] * n["g_hhgro"] if size else n["a_inw"]
        in_homes[code, "1-persoons"] = (alone, alone)
        in_homes[code, "meerpersoons"] = (every - alone, half_up(people - alone))
        shares = {"koop": n["p_koopw"], "corporatie": n["p_wcorpw"], "overige huur": n["p_ov_hw"]}
        shares["onbekend"] = 100 - sum(shares.values())
        owned |= {(code, kind): half_up(n["a_woning"] * share / 100) for kind, share in shares.items()}
    for kind in ("1-persoons", "meerpersoons"):
        of_wijken = [in_homes[code, kind] for code in CODES[1:]]
        in_homes[GM, kind] = (sum(one for one, _ in of_wijken), sum(other for _, other in of_wijken))
    for kind in ("koop", "corporatie", "overige huur", "onbekend"):
        owned[GM, kind] = sum(owned[code, kind] for code in CODES[1:])

    rows = tables["huishoudens"].rows.rows(named=True)
    assert {(row["gebied"], row["soort"]): (row["huishoudens"], row["inwoners"]) for row in rows} == in_homes
    rows = tables["woningen"].rows.rows(named=True)
    assert {(row["gebied"], row["eigendom"]): row["woningen"] for row in rows} == owned
    assert not tables["huishoudens"].errors and not tables["woningen"].errors


def test_estimates_are_marked_with_their_formula_and_must_be_confirmed() -> None:
    tables = {one.dataset: one for one in checked(households(size=True)[0], "kwb-2024.csv")}

    assert [(one.column, one.message) for one in tables["huishoudens"].warnings] == [
        (
            "inwoners",
            "Dit zijn schattingen bij 'inwoners': meerpersoons = Huishoudens totaal × Gemiddelde huishoudensgrootte − "
            "Eenpersoonshuishoudens. Hengelo is de som van de wijken. Hebt u de getallen zelf? Gebruik dan die.",
        )
    ]
    (warning,) = tables["woningen"].warnings
    assert "koop = Woningvoorraad × Koopwoningen ÷ 100; corporatie = " in warning.message


def test_a_version_keeps_where_its_figures_came_from(store: Store, settings: Settings) -> None:
    files = unpacked(Dropped("kwb-2024.csv", households(size=True)[0]), store, settings)
    found = [one.checked for one in judge(files, [read(file, settings) for file in files], store, settings)]

    kept = store.save(found, who="redacteur", reason="geschat")

    assert {version.read_as.split(", UTF-8")[0] for version in kept} == {"CBS 85984NED, CC BY 4.0"}
    assert ["Dit zijn schattingen" in version.warnings[0] for version in kept] == [True, True]


def test_what_the_municipality_counted_itself_stands_beside_it(published: Store, settings: Settings) -> None:
    lines = [
        [*line, "7475" if place else "a_wmo_t", "3000" if place else "a_soz_wb"]
        for place, line in enumerate(table(KWB))
    ]
    own = published.last_rows("gebruik", 2024)

    files = unpacked(Dropped("kwb-2024.csv", text(lines)), published, settings)

    assert own is not None
    counts = {
        row["groep"]: f"{row['aantal']:,}".replace(",", ".") for row in own.rows(named=True) if row["gebied"] == GM
    }
    assert files[0].origin is not None
    assert [note for note in files[0].origin.notes if note.startswith("Ter vergelijking")] == [
        f"Ter vergelijking: het CBS telt in Hengelo 7.475 bij Wmo, en u {counts['Wmo']}.",
        f"Ter vergelijking: het CBS telt in Hengelo 3.000 bij Bijstand, en u {counts['Bijstand']}. Het CBS telt hier "
        "personen, en u huishoudens.",
    ]


# ---- the other sources


def test_a_score_of_the_cbs_has_its_own_year() -> None:
    head = [
        "Perioden",
        "Wijken en buurten",
        "Regiocode (gemeente, wijk, buurt) (code)",
        "SES-WOA/Totaalscore/Gemiddelde score (Getal)",
    ]
    lines = [
        head,
        *(["2022*", "naam", f"{code:<10}", "  -0.120"] for code in CODES[:-1]),
        ["2022*", "x", CODES[-1], "."],
    ]
    lines += [["2021", "x", code, "0.5"] for code in CODES]

    (found,) = checked(text(lines, quoted=True), "ses 2024.csv")

    assert (found.dataset, found.year, set(found.rows["scorejaar"]), set(found.rows["score"])) == (
        "ses",
        2024,
        {2022},
        {-0.12},
    )
    assert [(one.severity, one.message.split(" ")[0]) for one in found.problems] == [("waarschuwing", "Buitengebied")]
    assert "Voorlopige cijfers: 2022." in found.notes


KINDS = {
    "Totaal": (1000, 700),
    "Alleen Jeugd": (200, 120),
    "Alleen P-wet": (150, 110),
    "Alleen Wmo": (500, 380),
    "Jeugd en P-wet": (40, 30),
    "Jeugd en Wmo": (30, 20),
    "P-wet en Wmo": (60, 30),
    "Jeugd, P-wet en Wmo": (20, 10),
}


def support(secret: str = "") -> bytes:
    head = ["Aantal voorzieningen", "Soort voorziening sociaal domein", "Wijken", "Perioden"]
    head += [
        "Sociaal domein/Cliënten met voorzieningen (aantal)",
        "Sociaal domein/Huishoudens met voorzieningen (aantal)",
    ]
    lines = [head]
    for code in CODES:
        times = len(CODES) - 1 if code == GM else 1
        for kind, (persons, homes) in KINDS.items():
            figures = (
                ["", ""] if code == secret and kind == "Jeugd en Wmo" else [str(persons * times), str(homes * times)]
            )
            lines.append(["Totaal", kind, NAMES[code], "2024", *figures])
            lines.append(["1 voorziening", kind, NAMES[code], "2024", "1", "1"])
    return text(lines)


def test_support_is_added_up_from_its_combinations() -> None:
    (found,) = checked(support(), "download.csv")
    wijk = {row["groep"]: row["aantal"] for row in found.rows.rows(named=True) if row["gebied"] == CODES[1]}

    persons = {kind: both[0] for kind, both in KINDS.items()}
    assert (found.dataset, found.year, found.errors) == ("gebruik", 2024, ())
    assert wijk == {
        "Wmo": sum(value for kind, value in persons.items() if "Wmo" in kind),
        "Jeugdwet": sum(value for kind, value in persons.items() if "Jeugd" in kind),
        "Wmo en Jeugdwet": sum(value for kind, value in persons.items() if "Wmo" in kind or "Jeugd" in kind),
        "Bijstand": sum(both[1] for kind, both in KINDS.items() if "P-wet" in kind),
        "Sociaal domein": persons["Totaal"],
    }


def test_what_is_not_given_is_a_range_and_never_zero() -> None:
    (found,) = checked(support(CODES[1]), "download.csv")

    told = {problem.row: (problem.value, problem.message) for problem in found.errors}
    assert told[2] == (
        "580 tot 589",
        "Binnenstad, Wmo: het CBS geeft geen cijfer voor Cliënten met voorzieningen (Jeugd en Wmo): dat is minder dan "
        "10. Het getal ligt tussen 580 en 589. Kies zelf een getal daartussen.",
    )
    assert set(told) == {2, 3}
    assert found.rows["aantal"].to_list()[:2] == [None, None]


def test_the_editor_chooses_within_the_range() -> None:
    (file,) = unpacked(Dropped("download.csv", support(CODES[1])), None, TOWN)
    chosen = Dropped(file.name, file.data, corrections={(2, "aantal"): "583", (3, "aantal"): "265"}, origin=file.origin)

    (found,) = judge([chosen], [read(chosen, TOWN)], None, TOWN)

    assert not [problem for problem in found.checked.errors if problem.row in {2, 3}]
    assert found.checked.rows["aantal"].to_list()[:2] == [583, 265]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (b"Totaal;", "In dit bestand ontbreken de rijen met 'Aantal voorzieningen': Totaal."),
        (b";Alleen ", "niets dat bekend is, zoals Totaal, Alleen Jeugd"),
    ],
)
def test_codes_for_words_are_told(words: bytes, told: str) -> None:
    data = support()
    lines = data.split(b"\r\n")
    coded = [
        lines[0],
        *(re.sub(rb"^[^;]*;[^;]*", b"T1;C1" if words == b"Totaal;" else b"Totaal;C1", line) for line in lines[1:]),
    ]

    (found,) = checked(b"\r\n".join(coded), "x.csv")

    assert told in found.problems[0].message


def inflation() -> bytes:
    head = ["Bestedingscategorieën", "Perioden", "CPI (2025=100)", "Jaarmutatie CPI (%)"]
    periods = [("2020", "1,3"), ("2023JJ00", "3,8"), ("2024 januari", "3,2"), ("2024*", "3,3")]
    lines = [["000000 Alle bestedingen", when, "100", change] for when, change in periods]
    return text([head, *lines, ["010000 Voeding", "2024", "100", "9,9"]])


def test_inflation_gives_every_year_after_the_base_year() -> None:
    found = checked(inflation(), "cpi 86141NED.csv")

    assert [(one.dataset, one.year) for one in found] == [("prijscorrectie", 2023), ("prijscorrectie", 2024)]
    rows = found[1].rows.rows(named=True)
    assert {(row["wet"], row["reeks"], row["mutatie"], row["bron"], row["definitief"]) for row in rows} == {
        (wet, "inflatie", 3.3, "CBS 86141NED, CC BY 4.0", False) for wet in ("Wmo", "Jeugdwet", "Participatiewet")
    }
    assert set(found[0].rows["definitief"]) == {True}


def test_what_is_kept_of_other_rows_stays(published: Store, settings: Settings) -> None:
    before = published.last_rows("prijscorrectie", 2024)
    files = unpacked(Dropped("cpi.csv", inflation(), year=2024), published, settings)

    found = judge(files, [read(file, settings) for file in files], published, settings)[0].checked

    assert before is not None
    tariffs = {row["wet"]: row["mutatie"] for row in before.rows(named=True) if row["reeks"] == "reële tarieven"}
    now = {row["wet"]: row["mutatie"] for row in found.rows.rows(named=True) if row["reeks"] == "reële tarieven"}
    assert tariffs and now == tariffs


DAMAGED = {"bundle": bundle(), "workbook": workbook(table(KWB)), "text": text(table(STATLINE)), "support": support()}


# ---- what is no file of a source, and the command line


@pytest.mark.parametrize(
    "file", sorted((Path(__file__).parent / "uploads" / "goed").iterdir()), ids=lambda path: path.name
)
def test_a_file_like_any_other_stays_as_it_is_or_says_the_same(file: Path) -> None:
    found = datasets_in(file.read_bytes(), file.name, TOWN)

    plain = parse(file.read_bytes(), name=file.name, settings=TOWN)
    for data, origin in found:
        rows = parse(data, origin.dataset, settings=TOWN).rows
        keys = list(SCHEMAS[origin.dataset].grid)
        assert rows.sort(keys).equals(plain.rows.sort(keys))


def test_a_file_of_our_own_is_of_no_source() -> None:
    for file in VOORBEELD.glob("2024/*.csv"):
        assert datasets_in(file.read_bytes(), file.name, TOWN) == []


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", b"PK\x03\x04xl/", b"\xff\xfe;", b'a;b\n"c', b"Measure;Value\n", b"%PDF;", b"\0;\0"]
)
def test_no_bytes_break_it(data: bytes) -> None:
    assert datasets_in(data, "x.csv", TOWN) == []


def test_letters_of_a_long_file_are_read_as_what_they_are() -> None:
    data = support()
    long = data + b"".join(b"Totaal;Totaal;Wijk \xc3\xab;2024;1;1\r\n" for _ in range(4000))

    assert [len(datasets_in(long[:cut], "x.csv", TOWN)) for cut in range(70_000, 70_003)] == [1, 1, 1]


def test_a_workbook_with_empty_lines_above_is_read() -> None:
    (found,) = checked(workbook([["Kerncijfers 2024"], [], *table(KWB)]), "x.xlsx")

    assert (found.dataset, found.year, found.problems) == ("bevolking", 2024, ())


@tried(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.data())
def test_a_file_that_was_damaged_never_stops_the_program(draw: strategies.DataObject) -> None:
    data = bytearray(DAMAGED[draw.draw(strategies.sampled_from(sorted(DAMAGED)))])
    for _ in range(draw.draw(strategies.integers(1, 8))):
        data[draw.draw(strategies.integers(0, len(data) - 1))] = draw.draw(strategies.integers(0, 255))

    for one in checked(bytes(data), "kwb-2024.zip"):
        assert one.problems or one.rows.height


def test_the_command_line_gives_a_report_for_every_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "kwb-2024.csv"
    file.write_bytes(households(size=True)[0])

    code = main(["controleer", str(file), "--json"])
    reports: list[dict[str, Any]] = json.loads(capsys.readouterr().out)

    assert code == 0
    assert [(one["bestand"], one["dataset"], one["jaar"]) for one in reports] == [
        ("kwb-2024.csv", "huishoudens", 2024),
        ("kwb-2024.csv", "woningen", 2024),
    ]


# ---- years, formulas, and the files that declare the sources


@pytest.mark.parametrize(
    ("said", "year"),
    [
        ("2024", 2024),
        ("2024JJ00", 2024),
        ("2024*", 2024),
        ("2024**", 2024),
        ("1 januari 2024", 2024),
        ("2024MM01", None),
    ],
)
def test_a_period_is_a_year_or_nothing(said: str, year: int | None) -> None:
    found = period(said)

    assert (found.year if found else None) == year
    assert (found.provisional if found else False) == ("*" in said)


def test_a_date_of_download_is_no_year() -> None:
    assert year_in("Kerncijfers_2024_11122025_141648.csv") == 2024
    assert year_in("2023-2024.csv") is None


def test_a_formula_counts_with_bounds() -> None:
    secret = {"a": Value(Fraction(0), Fraction(9)), "b": Value.of(10)}

    assert Formula("b - a").value(secret) == Value(Fraction(1), Fraction(10))
    assert Formula("b * a / 2").value(secret) == Value(Fraction(0), Fraction(45))
    assert Formula("b / a").value(secret) is None
    assert Formula("b + c").value(secret) is None
    assert Formula("a * (b - 1)").said({"a": "A", "b": "B"}) == "A × (B − 1)"


@pytest.mark.parametrize("wrong", ["a ** b", "f(a)", "a.b.c", "'a'", "1.5", "a +", "-a"])
def test_a_formula_holds_nothing_but_sums(wrong: str) -> None:
    with pytest.raises(ValueError, match="formula"):
        Formula(wrong)


GOOD = (declared.FOLDER / "cbs_ses.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('score = ["score"]', 'score = ["punten"]', "'punten' in 'punten' is no figure"),
        ('naam = "ses"', 'naam = "sees"', "'sees' is no dataset"),
        ('scorejaar = "{periode}"', 'jaartal = "2024"', "'jaartal' is no column"),
        ('scorejaar = "{periode}"', 'scorejaar = "{ooit}"', "'{ooit}' cannot be filled in"),
        ("loopt_achter = true", 'loopt_achter = "ja"', "loopt_achter"),
        ("loopt_achter = true", "haast = true", "haast"),
    ],
)
def test_a_slip_in_a_source_is_told(tmp_path: Path, old: str, new: str, told: str) -> None:
    file = tmp_path / "x.toml"
    file.write_text(GOOD.replace(old, new), encoding="utf-8")

    with pytest.raises(ValueError, match=told):
        declared.read(file)


def test_every_source_fills_datasets_that_exist() -> None:
    filled = {target.naam for source in sources() for target in source.datasets}

    assert {"bevolking", "huishoudens", "woningen", "ses", "gebruik", "prijscorrectie", "vergelijking"} == filled
    assert filled <= set(SCHEMAS)
