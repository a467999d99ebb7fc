"""The example files against the claims of the published factsheets and the rules of the yearly CSVs.

Everything is calculated once more from the files themselves in plain loops, without the program, so that a mistake in
the program and one in the files cannot cover each other. Ids such as 23-07 are the claims of the factsheets.
"""

from __future__ import annotations

import csv
import importlib.util
import itertools
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

DATA = Path(__file__).resolve().parent.parent / "data"
VOORBEELD = DATA / "voorbeeld"
SETTINGS: dict[str, Any] = tomllib.loads((DATA / "gemeente.toml").read_text(encoding="utf-8"))

YEARS = (2021, 2022, 2023, 2024)
STEPS = tuple(itertools.pairwise(YEARS))
HENGELO = SETTINGS["gemeente"]["naam"]
WIJKEN = [wijk["naam"] for wijk in SETTINGS["wijken"]]
AREAS = [*WIJKEN, "onbekend", HENGELO]
WETTEN = ["Wmo", "Jeugdwet", "Participatiewet"]
LEEFTIJDEN = ["0-15", "15-25", "25-45", "45-65", "65+"]
EIGENDOM = ["koop", "corporatie", "overige huur", "onbekend"]
GROEPEN = ["Wmo", "Jeugdwet", "Wmo en Jeugdwet", "Bijstand", "Sociaal domein"]
KLASSEN = {
    vorm: {klasse["naam"]: klasse for klasse in SETTINGS["begeleiding"][vorm]["klassen"]}
    for vorm in ("individueel", "groep")
}
INTENSIEF = {
    vorm: [naam for naam, klasse in klassen.items() if klasse["intensief"]] for vorm, klassen in KLASSEN.items()
}
RE_INTEGRATIE = "Gebruikers van re-integratievoorzieningen die tevreden zijn over het bereikte resultaat"
WMO_EFFECT = "Gebruikers van Wmo die een of meer positieve effecten ervaren"
JEUGD_EFFECT = "Gebruikers van geïndiceerde jeugdhulp die positieve effecten ervaren"

HEADERS = {
    "bevolking": "jaar;gebied;leeftijdsgroep;inwoners",
    "huishoudens": "jaar;gebied;soort;huishoudens;inwoners",
    "woningen": "jaar;gebied;eigendom;woningen",
    "ses": "jaar;gebied;score;scorejaar",
    "gebruik": "jaar;gebied;groep;aantal;indicaties",
    "piramide": "jaar;gebied;laag;clienten;peildatum",
    "uitgaven": "jaar;gebied;wet;uitgaven",
    "prijscorrectie": "jaar;wet;reeks;mutatie;bron;definitief",
    "begeleiding": "jaar;gebied;wet;vorm;klasse;clienten;omvang",
    "loonkostensubsidie": "jaar;gebied;ontvangers;uitgaven",
    "beleidsindicatoren": "jaar;indicator;percentage;respondenten;streefwaarde;kort;bron",
}
# A year may do without it; only the last has it.
ELDERS = "jaar;gebied;cijfer;waarde;bron"
FORMS = {
    "score": r"-?0,\d{3}",
    "mutatie": r"\d{1,2},\d",
    "peildatum": r"31-12-20\d\d",
    "definitief": "ja|nee",
    "streefwaarde": "",
    "indicaties": r"\d*",
    **dict.fromkeys(("jaar", "scorejaar"), r"20\d\d"),
    **dict.fromkeys(("inwoners", "huishoudens", "woningen", "aantal", "clienten"), r"\d{1,5}"),
    **dict.fromkeys(("uitgaven", "omvang", "ontvangers", "percentage", "respondenten"), r"\d{1,8}"),
}
# The keys of each dataset: every combination must occur exactly once.
GRIDS: dict[str, list[tuple[str, ...]]] = {
    "bevolking": list(itertools.product(AREAS, LEEFTIJDEN)),
    "huishoudens": list(itertools.product(AREAS, ["1-persoons", "meerpersoons"])),
    "woningen": list(itertools.product(AREAS, EIGENDOM)),
    "ses": [(area,) for area in [*WIJKEN, HENGELO]],
    "gebruik": list(itertools.product(AREAS, GROEPEN)),
    "piramide": list(itertools.product(AREAS, ["maatwerk", "sociale basis"])),
    "uitgaven": list(itertools.product(AREAS, WETTEN)),
    "prijscorrectie": [*itertools.product(WETTEN, ["inflatie"]), *itertools.product(WETTEN[:2], ["reële tarieven"])],
    "begeleiding": [
        (area, wet, vorm, klasse)
        for area, wet, vorm in itertools.product(AREAS, WETTEN[:2], KLASSEN)
        for klasse in KLASSEN[vorm]
    ],
    "loonkostensubsidie": [(area,) for area in AREAS],
    "beleidsindicatoren": [(RE_INTEGRATIE,), (WMO_EFFECT,), (JEUGD_EFFECT,)],
}
KEYS = ("gebied", "leeftijdsgroep", "soort", "eigendom", "groep", "laag", "wet", "reeks", "vorm", "klasse", "indicator")
# Columns in which wijken and onbekend together are Hengelo.
ADDING_UP = [
    ("bevolking", "inwoners"),
    ("huishoudens", "huishoudens"),
    ("huishoudens", "inwoners"),
    ("woningen", "woningen"),
    ("piramide", "clienten"),
    ("uitgaven", "uitgaven"),
    ("begeleiding", "clienten"),
    ("begeleiding", "omvang"),
    ("loonkostensubsidie", "ontvangers"),
    ("loonkostensubsidie", "uitgaven"),
]

every_year = pytest.mark.parametrize("year", YEARS)
every_step = pytest.mark.parametrize(("before", "after"), STEPS)
every_file = pytest.mark.parametrize(("dataset", "year"), list(itertools.product(HEADERS, YEARS)))


# --- Reading and calculating ---


@cache
def read(dataset: str, year: int) -> list[dict[str, str]]:
    """The rows of one file as text."""
    with (VOORBEELD / str(year) / f"{dataset}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def number(text: str) -> float:
    return float(text.replace(",", "."))


def amount(dataset: str, column: str, year: int, **keys: str) -> float:
    """The sum of one column over the rows with these keys; Hengelo unless another gebied is named."""
    wanted = {"gebied": HENGELO, **keys} if "gebied" in HEADERS[dataset] else keys
    rows = [row for row in read(dataset, year) if all(row[key] == value for key, value in wanted.items())]
    assert rows, f"no rows with {wanted} in {dataset} {year}"
    return sum(number(row[column]) for row in rows)


def inwoners(year: int, gebied: str = HENGELO) -> float:
    return amount("bevolking", "inwoners", year, gebied=gebied)


def gebruik(groep: str, year: int, gebied: str = HENGELO, column: str = "aantal") -> float:
    return amount("gebruik", column, year, groep=groep, gebied=gebied)


def per_client(groep: str, year: int) -> float:
    """Indications per client of Hengelo."""
    return gebruik(groep, year, column="indicaties") / gebruik(groep, year)


def change(before: float, after: float) -> float:
    """Change in percent."""
    return (after / before - 1) * 100


def tens(count: float) -> int:
    return int((count + 5) // 10) * 10


def thousands(euros: float) -> int:
    return int((euros + 500) // 1000) * 1000


def index(wet: str, year: int) -> float:
    """The prices of one law against those of 2021: the product of all its series after that year."""
    result = 1.0
    for each in range(2022, year + 1):
        for row in read("prijscorrectie", each):
            if row["wet"] == wet:
                result *= 1 + number(row["mutatie"]) / 100
    return result


def nominal(wet: str, year: int) -> float:
    return amount("uitgaven", "uitgaven", year, wet=wet)


def corrected(wet: str, year: int) -> float:
    """Euros of one law in prices of 2021, from published thousands."""
    return thousands(nominal(wet, year)) / index(wet, year)


def corrected_total(year: int) -> float:
    return sum(corrected(wet, year) for wet in WETTEN)


def corrected_per_client(wet: str, year: int) -> float:
    return corrected(wet, year) / tens(gebruik(wet, year))


def clients(vorm: str, klassen: list[str], year: int, wetten: list[str] = WETTEN[:2]) -> int:
    """Clients of Hengelo in these classes: the sum of cells that are each rounded to ten."""
    return sum(
        tens(amount("begeleiding", "clienten", year, wet=wet, vorm=vorm, klasse=klasse))
        for wet in wetten
        for klasse in klassen
    )


# --- The files ---


def test_the_script_writes_the_same_bytes_again(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("maak", VOORBEELD / "maak.py")
    assert spec is not None
    assert spec.loader is not None
    maak = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maak)

    maak.write(tmp_path)

    made = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*.csv")}
    kept = {path.relative_to(VOORBEELD): path.read_bytes() for path in VOORBEELD.rglob("*.csv")}
    assert made == kept


def test_every_dataset_of_every_year_is_there_and_nothing_else() -> None:
    found = {(path.stem, path.parent.name) for path in VOORBEELD.rglob("*.csv")}

    assert found == {(dataset, str(year)) for dataset in HEADERS for year in YEARS} | {("vergelijking", "2024")}


@every_file
def test_a_file_looks_as_dutch_excel_writes_it(dataset: str, year: int) -> None:
    data = (VOORBEELD / str(year) / f"{dataset}.csv").read_bytes()

    text = data.decode("utf-8-sig")

    assert data.startswith(b"\xef\xbb\xbf")
    assert text.count("\r\n") == text.count("\n") == text.count("\r") == len(read(dataset, year)) + 1
    assert text.endswith("\r\n")
    assert text.split("\r\n")[0] == HEADERS[dataset]
    assert {line.count(";") for line in text.split("\r\n")[:-1]} == {HEADERS[dataset].count(";")}
    assert '"' not in text


@every_file
def test_every_cell_has_the_form_of_its_column(dataset: str, year: int) -> None:
    cells = [(column, value) for row in read(dataset, year) for column, value in row.items()]

    wrong = [(column, value) for column, value in cells if not re.fullmatch(FORMS.get(column, ".+"), value)]

    assert not wrong
    assert {value for column, value in cells if column == "jaar"} == {str(year)}
    assert {value for column, value in cells if column == "peildatum"} <= {f"31-12-{year}"}


@every_file
def test_every_area_and_category_occurs_exactly_once(dataset: str, year: int) -> None:
    found = [tuple(row[key] for key in KEYS if key in row) for row in read(dataset, year)]

    assert sorted(found) == sorted(GRIDS[dataset])


@every_year
def test_only_the_last_year_is_provisional_and_every_source_is_named(year: int) -> None:
    rows = read("prijscorrectie", year)

    marks = {row["definitief"] for row in rows}

    assert marks == {"nee" if year == 2024 else "ja"}
    assert all(row["bron"] for row in rows)
    assert all(row["bron"].startswith("Cliëntervaringsonderzoek") for row in read("beleidsindicatoren", year))


# --- The rules of the yearly CSVs ---


@every_year
@pytest.mark.parametrize(("dataset", "column"), ADDING_UP)
def test_wijken_and_onbekend_add_up_to_hengelo(dataset: str, column: str, year: int) -> None:
    sums: dict[tuple[str, ...], list[float]] = {}

    for row in read(dataset, year):
        group = tuple(row[key] for key in KEYS[1:] if key in row)
        pair = sums.setdefault(group, [0.0, 0.0])
        pair[row["gebied"] == HENGELO] += number(row[column])

    assert all(parts == total for parts, total in sums.values())


@every_year
def test_who_moves_counts_twice_and_hardly_anybody_does(year: int) -> None:
    over: list[float] = []

    for groep in GROEPEN:
        for column in ("aantal", "indicaties") if groep in GROEPEN[:3] else ("aantal",):
            parts = sum(gebruik(groep, year, area, column) for area in AREAS[:-1])
            over.append(change(gebruik(groep, year, column=column), parts))

    assert all(0 <= each <= 2.5 for each in over)


@every_year
@pytest.mark.parametrize("area", AREAS)
def test_a_union_lies_between_its_largest_part_and_the_sum_of_its_parts(area: str, year: int) -> None:
    wmo, jeugdwet, beide, bijstand, alles = (gebruik(groep, year, area) for groep in GROEPEN)

    assert max(wmo, jeugdwet) <= beide <= wmo + jeugdwet
    assert max(beide, bijstand) <= alles <= beide + bijstand


@every_year
@pytest.mark.parametrize("area", AREAS)
def test_indications_of_both_laws_are_the_sum_and_the_other_groups_have_none(area: str, year: int) -> None:
    rows = {row["groep"]: row["indicaties"] for row in read("gebruik", year) if row["gebied"] == area}

    assert int(rows["Wmo"]) + int(rows["Jeugdwet"]) == int(rows["Wmo en Jeugdwet"])
    assert rows["Bijstand"] == rows["Sociaal domein"] == ""
    assert all(int(rows[groep]) >= gebruik(groep, year, area) for groep in GROEPEN[:3])


@every_year
@pytest.mark.parametrize("area", AREAS)
def test_households_hold_all_inhabitants(area: str, year: int) -> None:
    alone, together = (
        tuple(amount("huishoudens", column, year, gebied=area, soort=soort) for column in ("huishoudens", "inwoners"))
        for soort in ("1-persoons", "meerpersoons")
    )

    assert alone[0] == alone[1]
    assert 2 * together[0] <= together[1] <= 4 * together[0]
    assert alone[1] + together[1] == inwoners(year, area)


@every_year
def test_the_volume_of_support_lies_within_the_bounds_of_its_class(year: int) -> None:
    outside: list[dict[str, str]] = []

    for row in read("begeleiding", year):
        klasse, people, volume = KLASSEN[row["vorm"]][row["klasse"]], number(row["clienten"]), number(row["omvang"])
        if not people * klasse["van"] <= volume <= people * klasse.get("tot", 1500):
            outside.append(row)

    assert not outside


@every_year
def test_scores_are_two_years_old_and_within_their_range(year: int) -> None:
    rows = read("ses", year)

    scores = [number(row["score"]) for row in rows]

    assert {row["scorejaar"] for row in rows} == {str(year - 2)}
    assert all(-0.35 <= score <= 0.35 for score in scores)


@every_year
def test_the_score_of_hengelo_is_the_mean_of_its_wijken(year: int) -> None:
    weighted = sum(amount("ses", "score", year, gebied=wijk) * inwoners(year, wijk) for wijk in WIJKEN)

    mean = weighted / sum(inwoners(year, wijk) for wijk in WIJKEN)

    assert mean == pytest.approx(amount("ses", "score", year), abs=0.001)


@every_year
def test_rates_and_percentages_stay_within_their_range(year: int) -> None:
    rates = [number(row["mutatie"]) for row in read("prijscorrectie", year)]
    shares = [number(row["percentage"]) for row in read("beleidsindicatoren", year)]

    assert all(-20 <= rate <= 50 for rate in rates)
    assert all(0 <= share <= 100 for share in shares)


@every_year
@pytest.mark.parametrize(
    ("dataset", "columns", "margin"),
    [
        ("gebruik", ("aantal", "indicaties"), 2),
        ("piramide", ("clienten",), 2),
        ("loonkostensubsidie", ("ontvangers",), 2),
        ("begeleiding", ("clienten",), 1),
    ],
)
def test_counts_of_hengelo_lie_near_a_ten(dataset: str, columns: tuple[str, ...], margin: int, year: int) -> None:
    rows = [row for row in read(dataset, year) if row["gebied"] == HENGELO]

    counts = [int(row[column]) for row in rows for column in columns if row[column]]

    assert all(abs(count - tens(count)) <= margin for count in counts)


@pytest.mark.parametrize(
    ("dataset", "column"),
    [
        ("gebruik", "aantal"),
        ("piramide", "clienten"),
        ("loonkostensubsidie", "ontvangers"),
        ("begeleiding", "clienten"),
    ],
)
def test_not_all_counts_of_hengelo_are_tens_already(dataset: str, column: str) -> None:
    counts = [int(row[column]) for year in YEARS for row in read(dataset, year) if row["gebied"] == HENGELO]

    exact = sum(count % 10 == 0 for count in counts)

    assert 0 < exact <= len(counts) / 2


# --- Plausible figures ---


@every_year
@pytest.mark.parametrize("area", [*WIJKEN, HENGELO])
def test_support_is_for_a_minority(area: str, year: int) -> None:
    young = sum(amount("bevolking", "inwoners", year, gebied=area, leeftijdsgroep=age) for age in LEEFTIJDEN[:2])
    households = amount("huishoudens", "huishoudens", year, gebied=area)

    assert gebruik("Sociaal domein", year, area) < inwoners(year, area) * 0.25
    assert gebruik("Jeugdwet", year, area) < young * 0.25
    assert gebruik("Bijstand", year, area) < households * 0.15
    assert amount("loonkostensubsidie", "ontvangers", year, gebied=area) < gebruik("Bijstand", year, area) * 0.3


@every_year
@pytest.mark.parametrize("area", AREAS)
def test_parts_of_the_support_are_smaller_than_all_of_it(area: str, year: int) -> None:
    maatwerk = amount("piramide", "clienten", year, gebied=area, laag="maatwerk")
    begeleiding = {wet: amount("begeleiding", "clienten", year, gebied=area, wet=wet) for wet in WETTEN[:2]}

    assert maatwerk < gebruik("Wmo en Jeugdwet", year, area)
    assert begeleiding["Wmo"] < gebruik("Wmo", year, area)
    assert begeleiding["Jeugdwet"] < gebruik("Jeugdwet", year, area)


@every_year
def test_areas_differ_as_their_people_do(year: int) -> None:
    score = {wijk: amount("ses", "score", year, gebied=wijk) for wijk in WIJKEN}
    bijstand = {wijk: gebruik("Bijstand", year, wijk) / inwoners(year, wijk) for wijk in WIJKEN}
    wmo = {wijk: gebruik("Wmo", year, wijk) / inwoners(year, wijk) for wijk in WIJKEN}
    old = {
        wijk: amount("bevolking", "inwoners", year, gebied=wijk, leeftijdsgroep="65+") / inwoners(year, wijk)
        for wijk in WIJKEN
    }

    assert set(sorted(WIJKEN, key=score.__getitem__)[:2]) == {"Berflo Es", "Hengelose Es"}
    assert set(sorted(WIJKEN, key=score.__getitem__)[-2:]) == {"Woolde", "Buitengebied"}
    assert set(sorted(WIJKEN, key=bijstand.__getitem__)[-2:]) == {"Berflo Es", "Hengelose Es"}
    assert max(old, key=old.__getitem__) == "Woolde"
    assert min(wmo, key=wmo.__getitem__) == min(old, key=old.__getitem__) == "Slangenbeek"


@every_year
def test_the_countryside_is_small(year: int) -> None:
    area = "Buitengebied"

    assert 0.017 <= inwoners(year, area) / inwoners(year) <= 0.019
    assert 120 <= gebruik("Wmo", year, area) <= 140
    assert 45 <= gebruik("Jeugdwet", year, area) <= 55
    assert 20 <= gebruik("Bijstand", year, area) < 40


@every_year
@pytest.mark.parametrize("dataset", ["bevolking", "huishoudens", "woningen", "gebruik", "piramide", "begeleiding"])
def test_few_people_have_an_unknown_wijk(dataset: str, year: int) -> None:
    column = HEADERS[dataset].split(";")[3] if dataset != "begeleiding" else "clienten"

    counts = [number(row[column]) for row in read(dataset, year) if row["gebied"] == "onbekend"]

    assert all(0 <= count < 20 for count in counts)
    assert sum(counts) > 0


@every_step
@pytest.mark.parametrize("wijk", WIJKEN)
def test_no_wijk_jumps(wijk: str, before: int, after: int) -> None:
    changes = {
        groep: change(gebruik(groep, before, wijk), gebruik(groep, after, wijk))
        for groep in GROEPEN
        if gebruik(groep, before, wijk) >= 50
    }

    assert abs(change(inwoners(before, wijk), inwoners(after, wijk))) < 3
    assert abs(amount("ses", "score", after, gebied=wijk) - amount("ses", "score", before, gebied=wijk)) < 0.015
    assert all(abs(each) < 9 for each in changes.values())


def test_nearly_all_changes_of_a_wijk_are_small() -> None:
    changes = [
        abs(change(gebruik(groep, before, wijk), gebruik(groep, after, wijk)))
        for groep in GROEPEN
        for wijk in WIJKEN
        for before, after in STEPS
    ]

    large = sum(each >= 8 for each in changes)

    assert large <= 3


def test_in_one_wijk_the_wmo_clearly_grows_while_hengelo_stands_still() -> None:
    grown = {wijk: change(gebruik("Wmo", 2023, wijk), gebruik("Wmo", 2024, wijk)) for wijk in WIJKEN}

    more = gebruik("Wmo", 2024, "Slangenbeek") - gebruik("Wmo", 2023, "Slangenbeek")

    assert [wijk for wijk, each in grown.items() if each > 5] == ["Slangenbeek"]
    assert more > 18  # what rounding two counts can do at most


@every_step
@pytest.mark.parametrize(("dataset", "column"), [*ADDING_UP, ("gebruik", "aantal")])
def test_hengelo_never_changes_by_half_and_never_repeats_a_year(
    dataset: str, column: str, before: int, after: int
) -> None:
    total = change(amount(dataset, column, before), amount(dataset, column, after))

    assert abs(total) < 50
    assert [row[column] for row in read(dataset, before)] != [row[column] for row in read(dataset, after)]


# --- The claims: inhabitants, households, dwellings, score ---


def test_23_06_inhabitants_of_hengelo() -> None:
    assert inwoners(2023) == 82_324


def test_inhabitants_of_the_years_before() -> None:
    assert tens(inwoners(2021)) == pytest.approx(81_400, abs=50)
    assert tens(inwoners(2022)) == pytest.approx(81_900, abs=50)


@pytest.mark.parametrize(
    ("age", "percent"),
    [
        pytest.param("0-15", 14, id="23-07"),
        pytest.param("15-25", 13, id="23-08"),
        pytest.param("25-45", 25, id="23-09"),
        pytest.param("45-65", 28, id="23-10"),
        pytest.param("65+", 21, id="23-11"),
    ],
)
def test_shares_of_the_age_groups(age: str, percent: int) -> None:
    share = amount("bevolking", "inwoners", 2023, leeftijdsgroep=age) / inwoners(2023) * 100

    assert round(share) == percent


@pytest.mark.parametrize(
    ("soort", "percent"), [pytest.param("1-persoons", 19, id="23-12"), pytest.param("meerpersoons", 81, id="23-13")]
)
def test_shares_of_the_households_are_shares_of_inhabitants(soort: str, percent: int) -> None:
    share = amount("huishoudens", "inwoners", 2023, soort=soort) / inwoners(2023) * 100

    assert round(share) == percent
    assert 38_950 <= amount("huishoudens", "huishoudens", 2023) <= 39_050


@pytest.mark.parametrize(
    ("eigendom", "percent"),
    [
        pytest.param("koop", 57, id="23-14"),
        pytest.param("corporatie", 31, id="23-15"),
        pytest.param("overige huur", 12, id="23-16"),
    ],
)
@pytest.mark.parametrize("year", [pytest.param(2023, id="2023"), pytest.param(2024, id="24-11")])
def test_shares_of_the_dwellings_are_the_same_in_both_years(eigendom: str, percent: int, year: int) -> None:
    share = amount("woningen", "woningen", year, eigendom=eigendom) / amount("woningen", "woningen", year) * 100

    assert round(share) == percent


@every_year
def test_the_owner_of_few_dwellings_is_unknown(year: int) -> None:
    unknown = amount("woningen", "woningen", year, eigendom="onbekend") / amount("woningen", "woningen", year)

    assert unknown < 0.004


def test_23_17_score_of_hengelo() -> None:
    scores = [amount("ses", "score", year) for year in YEARS]

    assert scores[2] == -0.033
    assert len(set(scores)) == 4
    assert all(abs(score - -0.033) < 0.01 for score in scores)


# --- The claims: use of support ---


@pytest.mark.parametrize(
    ("groep", "count"),
    [
        pytest.param("Wmo", 7370, id="23-20"),
        pytest.param("Jeugdwet", 2820, id="23-21"),
        pytest.param("Bijstand", 2120, id="23-22"),
    ],
)
def test_users_in_2023(groep: str, count: int) -> None:
    assert tens(gebruik(groep, 2023)) == count


@pytest.mark.parametrize(
    ("dataset", "column", "keys", "percent"),
    [
        pytest.param("gebruik", "aantal", {"groep": "Wmo en Jeugdwet"}, 0.3, id="24-07"),
        pytest.param("gebruik", "aantal", {"groep": "Bijstand"}, 3.1, id="24-08 24-12"),
        pytest.param("bevolking", "inwoners", {}, 0.9, id="24-09"),
        pytest.param("huishoudens", "huishoudens", {}, 1.3, id="24-10"),
        pytest.param("gebruik", "aantal", {"groep": "Wmo"}, 0.5, id="24-15"),
    ],
)
def test_changes_from_2023_to_2024(dataset: str, column: str, keys: dict[str, str], percent: float) -> None:
    exact = change(amount(dataset, column, 2023, **keys), amount(dataset, column, 2024, **keys))

    assert round(exact, 1) == percent


@pytest.mark.parametrize(
    ("groep", "before", "low", "high"),
    [
        pytest.param("Jeugdwet", 2023, -0.7, 0.7, id="24-19"),
        pytest.param("Sociaal domein", 2023, 0.1, 0.7, id="24-36"),
        pytest.param("Wmo", 2022, 1.2, 2.5, id="Wmo 2023"),
        pytest.param("Jeugdwet", 2022, -4.5, -2.0, id="Jeugdwet 2023"),
        pytest.param("Wmo en Jeugdwet", 2022, -0.6, 0.6, id="23-24"),
        pytest.param("Sociaal domein", 2022, -1.9, -0.8, id="Sociaal domein 2023"),
        pytest.param("Bijstand", 2022, -10.0, -2.0, id="Bijstand 2023"),
    ],
)
def test_changes_that_the_factsheets_only_give_in_words(groep: str, before: int, low: float, high: float) -> None:
    printed = round(change(gebruik(groep, before), gebruik(groep, before + 1)), 1)

    assert low <= printed <= high
    assert printed != 0


def test_23_23_23_25_23_26_fewer_indications_in_total_and_per_client() -> None:
    both = "Wmo en Jeugdwet"

    total = change(gebruik(both, 2022, column="indicaties"), gebruik(both, 2023, column="indicaties"))

    assert -5 <= total <= -2
    assert change(per_client(both, 2022), per_client(both, 2023)) <= -2
    assert change(per_client("Jeugdwet", 2022), per_client("Jeugdwet", 2023)) <= -1


@pytest.mark.parametrize(
    ("wet", "low", "high"), [pytest.param("Wmo", 0.9, 1.8, id="24-16"), pytest.param("Jeugdwet", -0.6, 0.6, id="24-20")]
)
def test_indications_per_client_in_2024(wet: str, low: float, high: float) -> None:
    in_tens = [tens(gebruik(wet, year, column="indicaties")) / tens(gebruik(wet, year)) for year in (2023, 2024)]

    assert low <= change(per_client(wet, 2023), per_client(wet, 2024)) <= high
    assert low <= change(*in_tens) <= high


@pytest.mark.parametrize(
    ("laag", "count"), [pytest.param("maatwerk", 6750, id="23-34"), pytest.param("sociale basis", 2880, id="23-35")]
)
def test_layers_of_the_pyramid_in_2023(laag: str, count: int) -> None:
    assert tens(amount("piramide", "clienten", 2023, laag=laag)) == count


@every_step
def test_23_36_less_maatwerk_and_more_sociale_basis(before: int, after: int) -> None:
    maatwerk, basis = (
        [tens(amount("piramide", "clienten", year, laag=laag)) for year in (before, after)]
        for laag in ("maatwerk", "sociale basis")
    )

    assert maatwerk[1] < maatwerk[0]
    assert basis[1] > basis[0]


# --- The claims: intensity of support ---


@pytest.mark.parametrize(
    ("vorm", "counts"),
    [
        pytest.param("groep", [640, 590, 540, 620], id="23-39 24-28"),
        pytest.param("individueel", [780, 740, 680, 830], id="23-40 24-27"),
    ],
)
def test_clients_with_intensive_support(vorm: str, counts: list[int]) -> None:
    found = [clients(vorm, INTENSIEF[vorm], year) for year in YEARS]

    assert found == counts


@pytest.mark.parametrize(
    ("vorm", "percent"), [pytest.param("individueel", 22.1, id="24-27"), pytest.param("groep", 14.8, id="24-28")]
)
def test_growth_of_intensive_support(vorm: str, percent: float) -> None:
    before, after = (clients(vorm, INTENSIEF[vorm], year) for year in (2023, 2024))

    assert round(change(before, after), 1) == percent


@pytest.mark.parametrize("vorm", [pytest.param("groep", id="23-39"), pytest.param("individueel", id="23-40")])
@pytest.mark.parametrize("klassen", [KLASSEN, INTENSIEF], ids=["all classes", "intensive classes"])
def test_23_38_the_volume_of_support_falls_until_2023(vorm: str, klassen: dict[str, list[str]]) -> None:
    volumes = [
        sum(amount("begeleiding", "omvang", year, vorm=vorm, klasse=klasse) for klasse in klassen[vorm])
        for year in (2021, 2022, 2023)
    ]

    assert volumes[0] > volumes[1] > volumes[2]
    assert change(volumes[0], volumes[1]) < -0.75
    assert change(volumes[1], volumes[2]) < -0.75


@pytest.mark.parametrize("vorm", KLASSEN)
def test_24_29_the_intensive_groups_are_small(vorm: str) -> None:
    share = clients(vorm, INTENSIEF[vorm], 2024) / tens(gebruik("Wmo en Jeugdwet", 2024))

    assert share < SETTINGS["publicatie"]["kleine_groep"]


@pytest.mark.parametrize(
    ("vorm", "wet"), [pytest.param("individueel", "Jeugdwet", id="24-30"), pytest.param("groep", "Wmo", id="24-31")]
)
def test_one_law_has_most_of_the_growth(vorm: str, wet: str) -> None:
    growth = clients(vorm, INTENSIEF[vorm], 2024) - clients(vorm, INTENSIEF[vorm], 2023)

    part = clients(vorm, INTENSIEF[vorm], 2024, [wet]) - clients(vorm, INTENSIEF[vorm], 2023, [wet])

    assert 0.6 < part / growth < 1


def test_24_32_less_intensive_individual_support_grows() -> None:
    light = [klasse for klasse in KLASSEN["individueel"] if klasse not in INTENSIEF["individueel"]]

    before, after = (clients("individueel", light, year) for year in (2023, 2024))

    assert 2 <= change(before, after) <= 6


# --- The claims: loonkostensubsidie ---


def test_23_48_loonkostensubsidie_in_thousands() -> None:
    euros = amount("loonkostensubsidie", "uitgaven", 2023)

    assert 3_131_600 <= euros <= 3_132_400
    assert euros != 3_132_000
    assert thousands(euros) == 3_132_000


@every_step
def test_23_42_24_23_more_recipients_and_more_euros_for_each(before: int, after: int) -> None:
    people = [amount("loonkostensubsidie", "ontvangers", year) for year in (before, after)]
    euros = [amount("loonkostensubsidie", "uitgaven", year) for year in (before, after)]

    average = [euros[n] / people[n] for n in (0, 1)]
    published = [thousands(euros[n]) / tens(people[n]) for n in (0, 1)]
    real = [published[n] / index("Participatiewet", year) for n, year in enumerate((before, after))]

    assert 200 < people[0] < people[1] < 400
    assert average[1] > average[0]
    assert published[1] > published[0]
    assert real[1] > real[0]


@every_year
def test_loonkostensubsidie_per_recipient_is_of_the_same_order_everywhere(year: int) -> None:
    mean = amount("loonkostensubsidie", "uitgaven", year) / amount("loonkostensubsidie", "ontvangers", year)

    each = [
        amount("loonkostensubsidie", "uitgaven", year, gebied=area)
        / amount("loonkostensubsidie", "ontvangers", year, gebied=area)
        for area in AREAS
    ]

    assert all(0.9 * mean < euros < 1.1 * mean for euros in each)


# --- The claims: spending ---


@pytest.mark.parametrize(
    ("wet", "low", "high"), [("Wmo", 40e6, 46e6), ("Jeugdwet", 40e6, 48e6), ("Participatiewet", 38e6, 44e6)]
)
def test_spending_in_2023_suits_a_city_of_this_size(wet: str, low: float, high: float) -> None:
    assert low <= nominal(wet, 2023) <= high


def test_23_31_nominal_spending_rose_strongly() -> None:
    before, after = (sum(nominal(wet, year) for wet in WETTEN) for year in (2021, 2023))

    total = change(before, after)

    assert 25.5 <= total <= 30
    assert all(change(nominal(wet, 2022), nominal(wet, 2023)) >= 3 for wet in WETTEN)


def test_23_29_23_32_corrected_spending_rose_slightly() -> None:
    total = change(corrected_total(2022), corrected_total(2023))

    assert 0.8 <= total <= 1.6


@every_step
def test_24_13_more_euros_per_household_with_bijstand_every_year(before: int, after: int) -> None:
    exact = [nominal("Participatiewet", year) / gebruik("Bijstand", year) for year in (before, after)]
    published = [
        thousands(nominal("Participatiewet", year)) / tens(gebruik("Bijstand", year)) for year in (before, after)
    ]

    assert exact[1] > exact[0]
    assert published[1] > published[0]
    assert all(15_000 < euros < 20_000 for euros in exact)


def test_24_14_corrected_spending_on_bijstand_rose_slightly() -> None:
    assert 0.8 <= change(corrected("Participatiewet", 2023), corrected("Participatiewet", 2024)) <= 1.8


def test_24_17_corrected_wmo_per_client_falls() -> None:
    assert -4 <= change(corrected_per_client("Wmo", 2023), corrected_per_client("Wmo", 2024)) <= -1


@pytest.mark.parametrize(("before", "after"), STEPS[1:])
def test_24_21_corrected_jeugdwet_per_client_keeps_rising(before: int, after: int) -> None:
    assert change(corrected_per_client("Jeugdwet", before), corrected_per_client("Jeugdwet", after)) >= 2.2


def test_24_37_mostly_the_jeugdwet_rises_further() -> None:
    total = corrected_total(2024) - corrected_total(2023)
    parts = {wet: corrected(wet, 2024) - corrected(wet, 2023) for wet in WETTEN}

    assert total / corrected_total(2023) >= 0.002
    assert parts["Jeugdwet"] > total / 2
    assert max(parts, key=parts.__getitem__) == "Jeugdwet"
    assert change(corrected("Jeugdwet", 2022), corrected("Jeugdwet", 2023)) > 0
    assert change(corrected("Jeugdwet", 2023), corrected("Jeugdwet", 2024)) >= 1


def test_inflation_resembles_the_consumer_price_index() -> None:
    rates = [amount("prijscorrectie", "mutatie", year, wet="Wmo", reeks="inflatie") for year in YEARS[1:]]

    assert rates == [10.0, 3.8, 3.3]


# --- The claims: experience of users ---


@pytest.mark.parametrize(
    ("indicator", "percentages"),
    [
        pytest.param(RE_INTEGRATIE, [65, 73, 77, 79], id="23-49 23-50 23-51"),
        pytest.param(WMO_EFFECT, [77, 86, 90, 89], id="23-52 23-53 23-54"),
        pytest.param(JEUGD_EFFECT, [97, 88, 89, 90], id="23-55 23-56 23-57"),
    ],
)
def test_percentages_of_the_beleidsindicatoren(indicator: str, percentages: list[int]) -> None:
    found = [amount("beleidsindicatoren", "percentage", year, indicator=indicator) for year in YEARS]

    assert found == percentages


@every_year
def test_every_survey_has_enough_respondents(year: int) -> None:
    respondents = [int(row["respondenten"]) for row in read("beleidsindicatoren", year)]

    assert all(100 < count < 1000 for count in respondents)


@every_year
def test_every_beleidsindicator_has_a_sentence_with_one_place_for_its_number(year: int) -> None:
    sentences = {row["indicator"]: row["kort"] for row in read("beleidsindicatoren", year)}

    assert sentences == {
        RE_INTEGRATIE: "Van de mensen die hulp kregen bij het vinden van werk is % tevreden over het resultaat",
        WMO_EFFECT: "Van de mensen met Wmo merkt % dat de hulp werkt",
        JEUGD_EFFECT: "Van de ouders en kinderen met jeugdhulp merkt % dat de hulp werkt",
    }


# --- Figures of other areas ---


def test_five_figures_or_more_stand_beside_the_netherlands() -> None:
    data = (VOORBEELD / "2024" / "vergelijking.csv").read_bytes()

    rows = read("vergelijking", 2024)

    assert data.decode("utf-8-sig").split("\r\n")[0] == ELDERS
    assert {(row["jaar"], row["gebied"], row["bron"]) for row in rows} == {("2024", "Nederland", "Voorbeeldcijfers")}
    assert len({row["cijfer"] for row in rows}) == len(rows) >= 5
    assert all(re.fullmatch(r"\d{1,2}", row["waarde"]) for row in rows)
