"""Records in, counts out: every rule by a small case, then a second calculation on random records."""

from __future__ import annotations

import csv
import io
import logging
import pickle
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from unittest import mock

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet import records
from factsheet.parse import Problem, lines, parse
from factsheet.records import Counted, Meaning
from factsheet.settings import GEMEENTE, SettingsError, current, read
from factsheet.validate import Checked, validate_together
from schemas import REGISTRATIE, SCHEMAS
from tests.examples import examples
from tests.second_count import ANSWERED, KINDS, UNKNOWN, Kind, Record, second_count

NOORD, WOOLDE, ONBEKEND, HENGELO = "WK016402", "WK016407", "onbekend", "GM0164"
TYPES = {name: info.dtype for name, info in REGISTRATIE["indicaties"].columns().items()}
UPLOADS = Path(__file__).parent / "uploads" / "registratie"
START, END = date(2024, 1, 1), date(2024, 12, 31)
BASE: Record = {
    **dict.fromkeys(TYPES),
    "clientsleutel": "K1",
    "gebied": NOORD,
    "wet": "Wmo",
    "productcategorie": "01",
    "begin": START,
}
BIJSTAND: Record = {"clientsleutel": "H1", "wet": "Participatiewet", "productcategorie": "bijstand"}


def frame(*rows: Record) -> pl.DataFrame:
    """Records that are `BASE` but for what is given."""
    return pl.DataFrame([{**BASE, **row} for row in rows], schema=TYPES)


def counted(*rows: Record, year: int = 2024) -> Counted:
    return records.count(frame(*rows), year, current())


def checked(found: Counted, last_year: Callable[[str, int], pl.DataFrame | None] | None = None) -> list[Checked]:
    """The counted tables, checked as an upload is."""
    return list(validate_together(records.as_parsed(found), current(), last_year=last_year))


def figure(found: Counted, dataset: str, measure: str, gebied: str = HENGELO, **keys: str) -> Any:
    rows = found.tables[dataset].filter(pl.col("gebied") == gebied, *(pl.col(k) == v for k, v in keys.items()))
    return rows[measure].item()


def problems(*rows: Record) -> tuple[Problem, ...]:
    return judged(frame(*rows))


def judged(rows: pl.DataFrame) -> tuple[Problem, ...]:
    return records.problems(rows, pl.Series("row", range(2, len(rows) + 2), dtype=pl.Int64), current())


def support(found: Counted, wet: str = "Wmo", gebied: str = HENGELO) -> dict[str, tuple[int, float]]:
    """Clients and volume of the classes that have clients."""
    rows = found.tables["begeleiding"].filter(pl.col("gebied") == gebied, pl.col("wet") == wet, pl.col("clienten") > 0)
    return {row["klasse"]: (row["clienten"], row["omvang"]) for row in rows.rows(named=True)}


def individual(volume: float, eenheid: str = "01", frequentie: str = "2", **more: object) -> Record:
    return {"productcategorie": "02", "volume": volume, "eenheid": eenheid, "frequentie": frequentie, **more}


def group(volume: float, eenheid: str = "16", frequentie: str = "2", **more: object) -> Record:
    return {**individual(volume, eenheid, frequentie), "productcategorie": "07", **more}


# ---- the schema


def test_records_are_no_yearly_dataset() -> None:
    assert list(REGISTRATIE) == ["indicaties"]
    assert "indicaties" not in SCHEMAS


def test_records_offer_what_a_yearly_schema_offers() -> None:
    schema = REGISTRATIE["indicaties"]

    assert "Periode: " in (schema.__doc__ or "")
    assert "Bron: " in (schema.__doc__ or "")
    assert all(info.title for info in schema.columns().values())
    assert all(rule.help for rule in schema.rules(current()))
    assert "jaar" not in schema.columns()


def test_good_records_pass_the_schema_by_itself() -> None:
    assert REGISTRATIE["indicaties"].validate(frame({}, BIJSTAND), lazy=True) is not None


def test_no_message_of_a_rule_repeats_a_value() -> None:
    assert not [rule.message for rule in REGISTRATIE["indicaties"].rules(current()) if "{" in rule.message]


# ---- judging


def test_good_records_have_no_problems() -> None:
    assert problems({}, BIJSTAND, individual(90), group(2.5, "Dagdeel (4 uur)", "per week")) == ()


@pytest.mark.parametrize("key", ["111222333", "111.222.333", " 111 222 333 ", "10000008"])
def test_a_bsn_is_refused_and_never_repeated(key: str) -> None:
    found = problems({}, {"clientsleutel": key})

    expected = (
        "De clientsleutel lijkt een burgerservicenummer (BSN). Dat mag niet in dit bestand staan. Gebruik een kenmerk "
        "dat alleen uw gemeente kent. Een BSN met iets ervoor of erachter is niet goed. Dit staat in rij 3."
    )
    assert [(p.severity, p.row, p.column, p.value, p.message) for p in found] == [
        ("fout", 3, "clientsleutel", None, expected)
    ]


@pytest.mark.parametrize("key", ["K1", "123456789", "12345678", "1112223330", "a111222333"])
def test_another_key_is_no_bsn(key: str) -> None:
    assert problems({"clientsleutel": key}) == ()


@pytest.mark.parametrize(
    ("row", "severity", "column", "message"),
    [
        (
            {"einde": date(2023, 12, 31)},
            "fout",
            "einde",
            "De laatste dag ligt vóór de eerste dag. Controleer beide datums.",
        ),
        (
            {"begin": date(1924, 1, 1)},
            "fout",
            "begin",
            "De eerste dag ligt niet tussen 1950 en 2098. Controleer het jaar.",
        ),
        (
            {"einde": date(2204, 1, 1)},
            "fout",
            "einde",
            "De laatste dag ligt niet tussen 1950 en 2098. Controleer het jaar. "
            "Of maak de cel leeg: dan loopt hij nog.",
        ),
        ({"wet": "AWBZ"}, "fout", "wet", "Dit mag hier niet staan. Kies uit: Wmo, Jeugdwet, Participatiewet."),
        (
            {"gebied": HENGELO},
            "fout",
            "gebied",
            "Hier hoort een wijk te staan. Kies een wijk, of 'onbekend' als de wijk niet bekend is.",
        ),
        ({"clientsleutel": None}, "fout", "clientsleutel", "Deze cel is leeg. Vul een waarde in."),
        ({"begin": None}, "fout", "begin", "Deze cel is leeg. Vul een datum in."),
        ({"bedrag": -1.0}, "fout", "bedrag", "Het getal is lager dan 0."),
        (
            individual(0),
            "fout",
            "volume",
            "De omvang is 0 of minder. Vul een getal boven 0 in, of laat de cel leeg.",
        ),
        (individual(2_000_000), "fout", "volume", "Het getal is hoger dan 1.000.000. Controleer de komma."),
        (
            {**individual(60), "eenheid": None},
            "waarschuwing",
            "eenheid",
            "Er staat wel een omvang, maar geen eenheid. Is het begeleiding, dan telt deze indicatie niet mee. "
            "Vul de eenheid in.",
        ),
        (
            {**individual(60), "frequentie": None},
            "waarschuwing",
            "frequentie",
            "Er staat wel een omvang, maar geen frequentie. Is het begeleiding, dan telt deze indicatie niet mee. "
            "Vul de frequentie in.",
        ),
        (
            individual(60, "01", "6"),
            "waarschuwing",
            "einde",
            "De omvang geldt voor de hele duur, maar de laatste dag ontbreekt. Is het begeleiding, dan telt deze "
            "indicatie niet mee. Vul de laatste dag in.",
        ),
        (
            {"einde": END, "reden": "13"},
            "waarschuwing",
            "reden",
            "Als reden staat er dat de toewijzing is ingetrokken. Dan is de laatste dag gelijk aan de eerste dag, maar "
            "dat is hier niet zo. Deze indicatie telt niet mee. Klopt dit?",
        ),
        (
            {"productcategorie": None},
            "fout",
            "productcategorie",
            "Er staat niet om welk product het gaat. Vul een productcategorie of een productcode in.",
        ),
        (
            {"bedrag_eurocent": 12.5},
            "fout",
            "bedrag_eurocent",
            "Deze kolom is in eurocent, maar er staan cijfers achter de komma. Is het een bedrag in euro? Noem de "
            "kolom dan 'bedrag'.",
        ),
        (
            {"bedrag_eurocent": 1250.0, "bedrag": 12.5},
            "fout",
            "bedrag_eurocent",
            "Er staan twee bedragen: een in euro en een in eurocent. Laat er één staan.",
        ),
        (
            {"bedrag_eurocent": 1250.0, "bedrag_eenheid": "euro"},
            "fout",
            "bedrag_eenheid",
            "De kolom met het bedrag is in eurocent, maar hier staat 'euro'. Haal 'euro' weg, of noem de kolom "
            "'bedrag'.",
        ),
        (
            {"bedrag": 12.5, "bedrag_eenheid": "eurocent"},
            "fout",
            "bedrag",
            "Dit bedrag is in eurocent, maar er staan cijfers achter de komma. Is het een bedrag in euro?",
        ),
        (
            {"bedrag": 12.345},
            "waarschuwing",
            "bedrag",
            "Dit bedrag heeft meer dan twee cijfers achter de komma. Wij ronden het af op hele centen. Klopt dit?",
        ),
    ],
)
def test_a_rule_that_is_broken_is_told(row: Record, severity: str, column: str, message: str) -> None:
    found = problems({"clientsleutel": "K0"}, row)

    assert [(p.severity, p.row, p.column, p.value, p.message) for p in found] == [
        (severity, 3, column, None, f"{message} Dit staat in rij 3.")
    ]


@pytest.mark.parametrize(
    ("row", "column", "value", "message"),
    [
        (
            individual(60, "99"),
            "eenheid",
            "99",
            "Deze eenheid is niet bekend. Is het begeleiding, dan telt deze indicatie niet mee. Kies uit: "
            "01 (minuut), 04 (uur), 14 (etmaal), 16 (dagdeel), 82 (stuks output), 83 (euro), 84 (stuks inspanning). "
            "Er staat: '99'.",
        ),
        (
            individual(60, "01", "7"),
            "frequentie",
            "7",
            "Deze frequentie is niet bekend. Is het begeleiding, dan telt deze indicatie niet mee. Kies uit: "
            "1 (per dag), 2 (per week), 3 (per vier weken), 4 (per maand), 5 (per jaar), "
            "6 (totaal binnen geldigheidsduur toewijzing). Er staat: '7'.",
        ),
    ],
)
def test_an_unknown_unit_or_frequency_is_told_with_what_stands_there(
    row: Record, column: str, value: str, message: str
) -> None:
    (found,) = problems({"clientsleutel": "K0"}, row)

    assert (found.severity, found.row, found.column, found.value) == ("waarschuwing", 3, column, value)
    assert found.message == f"{message} Dit staat in rij 3."


def test_a_frequency_in_words_is_repeated_only_when_many_have_it() -> None:
    few = problems(individual(60, "01", "Iemand Voorbeeld"))
    many = problems(*[individual(60, "01", "per kwartaal", clientsleutel=f"K{i}") for i in range(10)])

    assert "Iemand" not in repr(few)
    assert "Er staat: 'per kwartaal'. Dit staat in 10 rijen" in many[0].message


def test_pieces_and_euros_need_no_frequency() -> None:
    assert problems({**individual(1, "82"), "frequentie": None}, {**individual(9, "83"), "frequentie": None}) == ()


def test_a_client_with_two_wijken_is_no_problem() -> None:
    assert problems({}, {"gebied": WOOLDE}) == ()


def test_a_row_that_is_there_twice_is_a_warning_at_the_second() -> None:
    found = problems({}, {"clientsleutel": "K2"}, {})

    expected = (
        "Een rij die precies hetzelfde is, staat al eerder in dit bestand. Beide rijen tellen mee. Klopt dit? "
        "Dit staat in rij 4."
    )
    assert [(p.severity, p.row, p.message) for p in found] == [("waarschuwing", 4, expected)]


def test_an_amount_without_a_unit_among_eurocents_is_refused() -> None:
    found = problems({"bedrag": 500.0, "bedrag_eenheid": "eurocent"}, {"bedrag": 5.0})

    assert [(p.severity, p.row, p.column) for p in found] == [("fout", 3, "bedrag_eenheid")]


def test_euros_among_eurocents_are_a_warning() -> None:
    found = problems({"bedrag": 500.0, "bedrag_eenheid": "eurocent"}, {"bedrag": 5.0, "bedrag_eenheid": "euro"})

    assert [(p.severity, p.row, p.column) for p in found] == [("waarschuwing", 2, "bedrag_eenheid")]


def test_a_mistake_in_many_rows_is_told_once_with_the_rows() -> None:
    found = problems(*[{"clientsleutel": f"K{i}", "wet": "AWBZ"} for i in range(9)])

    assert len(found) == 1
    assert found[0].message.endswith("Dit staat in 9 rijen: 2, 3, 4, 5, 6 en nog 4 andere.")


def test_three_rows_are_listed_without_a_rest() -> None:
    found = problems(*[{"clientsleutel": f"K{i}", "wet": "AWBZ"} for i in range(3)])

    assert found[0].message.endswith("Dit staat in 3 rijen: 2, 3 en 4.")


def test_a_cell_that_could_not_be_read_is_not_judged_again() -> None:
    known = Problem("fout", 2, "begin", None, "Dit is geen datum.")

    found = records.problems(frame({"begin": None}), pl.Series("row", [2]), current(), [known])

    assert found == ()


def test_records_that_lack_a_column_are_told_so() -> None:
    found = records.problems(frame({}).drop("clientsleutel"), pl.Series("row", [2]), current())

    assert [p.message for p in found] == ["De kolom 'clientsleutel' ontbreekt of heeft het verkeerde soort waarden."]


# ---- gebruik


@pytest.mark.parametrize(
    ("begin", "einde", "number"),
    [
        (date(2024, 12, 31), None, 1),
        (date(2025, 1, 1), None, 0),
        (date(2020, 1, 1), date(2024, 1, 1), 1),
        (date(2020, 1, 1), date(2023, 12, 31), 0),
        (date(2020, 1, 1), date(9999, 12, 31), 1),
        (date(2020, 1, 1), None, 1),
    ],
)
def test_an_indication_belongs_to_the_year_when_it_touches_it(begin: date, einde: date | None, number: int) -> None:
    found = counted({"clientsleutel": "K0"}, {"begin": begin, "einde": einde})

    assert figure(found, "gebruik", "indicaties", groep="Wmo") == 1 + number


def test_a_client_counts_once_per_wet_and_once_over_the_wetten() -> None:
    found = counted(
        {}, {}, {"wet": "Jeugdwet", "productcategorie": "44"}, BIJSTAND, {**BIJSTAND, "clientsleutel": "K1"}
    )

    numbers = {g: figure(found, "gebruik", "aantal", groep=g) for g in found.tables["gebruik"]["groep"].unique()}
    assert numbers == {"Wmo": 1, "Jeugdwet": 1, "Wmo en Jeugdwet": 1, "Bijstand": 2, "Sociaal domein": 2}
    assert figure(found, "gebruik", "indicaties", groep="Wmo en Jeugdwet") == 3


def test_without_bijstand_its_groups_are_left_out_and_told() -> None:
    found = counted({"bedrag": 1.0}, {"wet": "Jeugdwet", "productcategorie": "44", "bedrag": 1.0})

    assert set(found.tables["gebruik"]["groep"]) == {"Wmo", "Jeugdwet", "Wmo en Jeugdwet"}
    assert set(found.tables["uitgaven"]["wet"]) == {"Wmo", "Jeugdwet"}
    assert (
        "Geen indicaties van de Participatiewet in 2024. Deze cijfers zijn niet geteld: "
        "gebruik (Bijstand, Sociaal domein) en uitgaven (Participatiewet). Voeg ze zelf toe."
    ) in [left.message for left in found.excluded]


def test_a_wet_without_indications_is_unknown_and_not_zero() -> None:
    found = counted({}, BIJSTAND)

    assert set(found.tables["gebruik"]["groep"]) == {"Wmo", "Bijstand"}
    assert set(found.tables["begeleiding"]["wet"]) == {"Wmo"}


def test_every_area_has_every_row_with_zero_where_nothing_is() -> None:
    table = counted({}).tables["gebruik"]

    assert dict(table.schema) == {name: info.dtype() for name, info in SCHEMAS["gebruik"].columns().items()}
    assert table["gebied"].to_list() == [*(wijk.code for wijk in current().wijken), ONBEKEND, HENGELO]
    assert table.filter(pl.col("gebied") == WOOLDE)["aantal"].item() == 0


# ---- one wijk per client


def test_a_client_counts_in_the_wijk_of_the_indication_that_began_last() -> None:
    found = counted(
        {"gebied": WOOLDE, "begin": date(2024, 6, 1)}, {}, {"gebied": "WK016400", "begin": date(2025, 1, 1)}
    )

    assert figure(found, "gebruik", "indicaties", WOOLDE, groep="Wmo") == 2
    assert figure(found, "gebruik", "indicaties", NOORD, groep="Wmo") == 0
    assert found.messages[-1] == (
        "In meer dan één wijk: 1 cliënt. Die telt mee in de wijk van de indicatie die het laatst begon."
    )


def test_on_the_same_day_a_known_wijk_counts_and_then_the_lowest_code() -> None:
    rows: list[Record] = [{"gebied": ONBEKEND}, {"gebied": WOOLDE}, {"gebied": NOORD}]

    found = [counted(*order) for order in (rows, rows[::-1])]

    assert [figure(f, "gebruik", "aantal", NOORD, groep="Wmo") for f in found] == [1, 1]


# ---- piramide


def test_the_pyramid_counts_who_has_support_on_the_last_day() -> None:
    found = counted(
        {},
        {"productcategorie": "02"},
        {"clientsleutel": "K2", "einde": date(2024, 12, 30)},
        {"clientsleutel": "K3", "einde": END},
        {"clientsleutel": "K3", "productcategorie": "sociale basis indicatie"},
    )

    assert figure(found, "piramide", "clienten", laag="maatwerk") == 2
    assert figure(found, "piramide", "clienten", laag="sociale basis") == 1
    assert set(found.tables["piramide"]["peildatum"]) == {END}


def test_a_layer_without_indications_is_left_out_and_told() -> None:
    found = counted({})

    assert set(found.tables["piramide"]["laag"]) == {"maatwerk"}
    assert (
        "Geen indicaties van de laag 'sociale basis' in 2024. Deze laag is niet geteld. Voeg de cijfers zelf toe."
    ) in [left.message for left in found.excluded]


@pytest.mark.parametrize(
    "category",
    [
        "2",
        "02",
        "02A03",
        "02 Begeleiding",
        "02A03 Ambulant",
        "02-begeleiding",
        "Begeleiding individueel",
        "BEGELEIDING",
    ],
)
def test_a_product_category_is_known_by_code_and_by_name(category: str) -> None:
    found = counted({**individual(90), "productcategorie": category})

    assert support(found) == {"1 tot 2 uur": (1, 90.0)}


def test_a_name_that_says_more_than_its_code_counts() -> None:
    found = counted({**group(2), "productcategorie": "02 Begeleiding groep"})

    assert support(found) == {"1 of 2 dagdelen": (1, 2.0)}


def test_an_unknown_product_category_is_told_with_its_size() -> None:
    found = counted({}, {"productcategorie": "77", "bedrag": 1234.4}, {"productcategorie": "77"})

    (left,) = [left for left in found.excluded if left.message.startswith("Onbekende codes")]
    assert left.message == (
        "Onbekende codes ('77'): 2 indicaties van 1 cliënt (€\u00a01.234). Die tellen niet mee in piramide en "
        "begeleiding. Zeg op de pagina Uploaden per code wat het is."
    )
    assert (left.indicaties, left.clienten, left.cents) == (2, 1, 123440)


def test_a_category_that_may_be_a_name_of_a_person_is_not_repeated() -> None:
    found = counted({"productcategorie": "Iemand Voorbeeld"})

    assert "Iemand" not in repr(found)
    assert found.unknown == ()
    assert any("minder dan 10 cliënten tonen wij niet" in left.message for left in found.excluded)


def test_a_category_in_words_that_many_have_is_named() -> None:
    found = counted(*[{"clientsleutel": f"K{i}", "productcategorie": "maaltijden"} for i in range(10)])

    assert any("('maaltijden'): 10 indicaties van 10 cliënten." in left.message for left in found.excluded)


def test_a_municipality_without_products_gets_no_pyramid_and_no_support() -> None:
    found = records.count(frame({"bedrag": 1.0}), 2024, replace(current(), producten=()))

    assert set(found.tables) == {"gebruik", "uitgaven"}
    assert found.unknown == ()
    assert any(left.message.startswith("In de instellingen staat niet") for left in found.excluded)


# ---- begeleiding


@pytest.mark.parametrize(
    ("row", "klasse", "omvang"),
    [
        (individual(45), "tot 1 uur", 45.0),
        (individual(60), "1 tot 2 uur", 60.0),
        (individual(1.5, "uur", "per week"), "1 tot 2 uur", 90.0),
        (individual(1, "4"), "1 tot 2 uur", 60.0),
        (individual(10, "minuten", "per dag"), "1 tot 2 uur", 70.0),
        (individual(260, "01", "4"), "1 tot 2 uur", 60.0),
        (individual(240, "01", "3"), "1 tot 2 uur", 60.0),
        (individual(1, "04", "per 4 weken"), "tot 1 uur", 15.0),
        (individual(52, "04", "5"), "1 tot 2 uur", 60.0),
        (individual(3120, "01", "per jaar"), "1 tot 2 uur", 60.0),
        (individual(52, "04", "6", einde=END), "tot 1 uur", 59.672),  # 366 days are more than 52 weeks
        (individual(120, "01", "6", begin=date(2024, 5, 1), einde=date(2024, 5, 14)), "1 tot 2 uur", 60.0),
        (individual(30, "01", "6", begin=date(2024, 5, 1), einde=date(2024, 5, 3)), "tot 1 uur", 30.0),
        (individual(0.5), "tot 1 uur", 1.0),
        (individual(600), "8 uur of meer", 600.0),
        (group(2), "1 of 2 dagdelen", 2.0),
        (group(2.4), "1 of 2 dagdelen", 2.0),
        (group(2.5), "3 of 4 dagdelen", 3.0),
        (group(4.6), "5 of 6 dagdelen", 5.0),
        (group(0.5), "1 of 2 dagdelen", 1.0),
        (group(13, "dagdelen", "4"), "3 of 4 dagdelen", 3.0),
        (group(20), "7 of meer dagdelen", 14.0),
    ],
)
def test_volume_per_week_picks_the_class(row: Record, klasse: str, omvang: float) -> None:
    found = counted(row)

    assert support(found) == {klasse: (1, omvang)}


def test_the_heaviest_day_counts_and_not_the_sum_of_the_year() -> None:
    found = counted(
        individual(60, einde=date(2024, 3, 31)),
        individual(50, begin=date(2024, 4, 1)),
        individual(40, begin=date(2024, 5, 31), einde=date(2024, 6, 1)),
        individual(35, begin=date(2024, 6, 2), einde=date(2024, 7, 1)),
    )

    assert support(found) == {"1 tot 2 uur": (1, 90.0)}


def test_what_was_heavier_outside_the_year_does_not_count() -> None:
    found = counted(individual(30, begin=date(2023, 1, 1)), individual(300, begin=date(2025, 1, 1)))

    assert support(found) == {"tot 1 uur": (1, 30.0)}


def test_wetten_and_forms_are_apart() -> None:
    young: Record = {"wet": "Jeugdwet", "productcategorie": "45"}

    found = counted(individual(30), group(3), {**individual(50), **young})

    assert support(found) == {"tot 1 uur": (1, 30.0), "3 of 4 dagdelen": (1, 3.0)}
    assert support(found, "Jeugdwet") == {"tot 1 uur": (1, 50.0)}


def test_who_fits_no_class_is_told_with_what_it_does() -> None:
    found = counted(group(2.5), group(2.5, clientsleutel="K2"), individual(30))

    assert found.messages[-1] == (
        "Groepsbegeleiding, omvang past bij geen klasse: 2 cliënten. Die tellen mee in de klasse die het dichtst bij "
        "ligt. De omvang van alle cliënten samen is daardoor hoger. Verschil in dagdelen per week: 1."
    )


@pytest.mark.parametrize(
    ("row", "what"),
    [
        (individual(3, "82", "6"), "Begeleiding in stuks of in euro's"),
        (individual(3, "84"), "Begeleiding in stuks of in euro's"),
        (individual(3, "euro"), "Begeleiding in stuks of in euro's"),
        ({"productcategorie": "02"}, "Begeleiding zonder omvang"),
        (individual(3, "99"), "Begeleiding met een lege of onbekende eenheid"),
        (individual(3, "16"), "Begeleiding in een eenheid die wij hier niet kunnen omrekenen"),
        (group(3, "04"), "Begeleiding in een eenheid die wij hier niet kunnen omrekenen"),
        (group(3, "14"), "Begeleiding in een eenheid die wij hier niet kunnen omrekenen"),
        (individual(3, "01", "7"), "Begeleiding met een lege of onbekende frequentie"),
        (
            individual(3, "01", "6", einde=date(9999, 12, 31)),
            "Begeleiding met een omvang voor de hele duur, maar zonder laatste dag",
        ),
    ],
)
def test_what_has_no_volume_per_week_is_left_out_with_its_size(row: Record, what: str) -> None:
    found = counted(individual(30), group(2), {**row, "clientsleutel": "K2", "bedrag": 250.0})

    (left,) = [left for left in found.excluded if left.message.startswith("Begeleiding")]
    assert left.message == f"{what}: 1 indicatie van 1 cliënt (€\u00a0250). Die telt niet mee in begeleiding."
    assert support(found) == {"tot 1 uur": (1, 30.0), "1 of 2 dagdelen": (1, 2.0)}


def test_a_form_without_any_volume_is_unknown_and_not_zero() -> None:
    found = counted(individual(3, "82"), group(2))

    assert set(found.tables["begeleiding"]["vorm"]) == {"groep"}
    assert found.excluded[-1].message == (
        "Individuele begeleiding vanuit de Wmo is niet geteld: van geen enkele indicatie is de omvang per week bekend. "
        "Voeg de cijfers zelf toe."
    )


# ---- uitgaven


def test_amounts_add_up_in_whole_cents() -> None:
    found = counted(*[{"clientsleutel": f"K{i}", "bedrag": 0.1} for i in range(30)], {"bedrag": 19.99})

    assert figure(found, "uitgaven", "uitgaven", wet="Wmo") == 22.99


def test_eurocents_are_divided_by_a_hundred() -> None:
    found = counted({"bedrag": 123456.0, "bedrag_eenheid": "eurocent"}, {"bedrag": 1.0, "bedrag_eenheid": "euro"})

    assert figure(found, "uitgaven", "uitgaven", NOORD, wet="Wmo") == 1235.56


def test_indications_without_an_amount_are_told() -> None:
    found = counted({"bedrag": 10.0}, {}, BIJSTAND)

    messages = [left.message for left in found.excluded]
    assert "Zonder bedrag: 2 indicaties van 2 cliënten. Die tellen niet mee in uitgaven." in messages
    assert "Geen bedragen van de Participatiewet in 2024. De uitgaven van deze wet zijn niet geteld." in messages
    assert set(found.tables["uitgaven"]["wet"]) == {"Wmo"}


def test_what_is_outside_the_year_is_told_with_its_size() -> None:
    found = counted({}, {"begin": date(2025, 1, 1), "bedrag": 10.0})

    assert found.excluded[0].message == (
        "Niet geldig in 2024: 1 indicatie van 1 cliënt (€\u00a010). Die telt nergens mee."
    )


@pytest.mark.parametrize("reden", ["13", "13 Toewijzing is ingetrokken", "Ingetrokken", "13: verwijderd"])
@pytest.mark.parametrize("einde", [START, END, None])
def test_what_was_withdrawn_is_not_counted_and_told(reden: str, einde: date | None) -> None:
    found = counted({}, {"clientsleutel": "K2", "einde": einde, "reden": reden, "bedrag": 10.0})

    assert figure(found, "gebruik", "aantal", groep="Wmo") == 1
    assert [left.message for left in found.excluded if left.indicaties == 1 and left.cents] == [
        "Ingetrokken (reden wijziging 13): 1 indicatie van 1 cliënt (€\u00a010). Die telt niet mee."
    ]


@pytest.mark.parametrize("reden", [None, "02"])
def test_what_ends_on_its_first_day_is_not_counted_and_told_apart(reden: str | None) -> None:
    found = counted({}, *[{"clientsleutel": f"K{i}", "einde": START, "reden": reden} for i in range(2, 4)])

    assert figure(found, "gebruik", "aantal", groep="Wmo") == 1
    assert found.excluded[0].message == (
        "De laatste dag is gelijk aan de eerste dag, dus gelezen als ingetrokken: 2 indicaties van 2 cliënten. "
        "Die tellen niet mee."
    )


@pytest.mark.parametrize("row", [{"einde": START + timedelta(days=1)}, {"einde": END, "reden": "02"}, {"reden": "14"}])
def test_another_end_or_another_reason_is_counted(row: Record) -> None:
    assert figure(counted(row), "gebruik", "aantal", groep="Wmo") == 1


@pytest.mark.parametrize("name", ["redenWijziging", "RedenBeeindiging", "reden beëindiging", "Reden_wijziging"])
def test_the_reason_of_an_end_goes_by_many_names(name: str) -> None:
    file = f"clientsleutel;gebied;wet;productcategorie;begin;einde;{name}\nK1;Noord;Wmo;01;1-3-2024;1-3-2024;13\n"

    found = records.read(parse(file.encode(), name="indicaties 2024.csv"), current())

    assert found.problems == ()
    assert found.excluded[0].message.startswith("Ingetrokken (reden wijziging 13): 1 indicatie")


def test_nothing_in_the_year_gives_no_tables() -> None:
    found = counted({}, year=2020)

    assert found.tables == {}
    assert len(found.excluded) == 1
    assert found.messages == ("Geen enkele indicatie was geldig in 2020. Er is niets geteld.",)


def test_what_was_counted_is_told() -> None:
    found = counted({}, {"clientsleutel": "K2"}, {"bedrag": 1500.0})

    assert found.messages == (
        "Geteld over 2024: 3 indicaties van 2 cliënten (€\u00a01.500).",
        "De piramide telt wie op 31-12-2024 een indicatie had.",
    )


# ---- keeping


FULL = (
    {"bedrag": 100.0},
    {"productcategorie": "sociale basis"},
    individual(90),
    group(3),
    {"wet": "Jeugdwet", "productcategorie": "45", "clientsleutel": "K2", "bedrag": 5.0},
    {**individual(30), "wet": "Jeugdwet", "productcategorie": "45", "clientsleutel": "K3"},
    {**BIJSTAND, "bedrag": 12000.0},
)


def test_counted_tables_are_checked_files_without_problems() -> None:
    files = checked(counted(*FULL))

    assert [file.dataset for file in files] == ["gebruik", "begeleiding", "piramide", "uitgaven"]
    assert all(file.ok and not file.problems and file.year == 2024 for file in files)


@pytest.mark.parametrize("typed_from", [0, 10**9])
def test_what_comes_of_a_file_holds_no_record(typed_from: int) -> None:
    data = (UPLOADS / "indicaties.csv").read_bytes()

    with mock.patch.object(lines, "TYPED_FROM", typed_from):
        recorded = records.read(parse(data, name="indicaties 2024.csv"), current())

    assert recorded.indicaties
    assert recorded.tables
    assert b"A-0001" in data
    assert b"A-0001" not in pickle.dumps(vars(recorded.file))
    assert not [value for value in vars(recorded.file.digest).values() if isinstance(value, bytes)]


def test_a_checked_file_leads_back_to_no_record() -> None:
    one, other = (checked(counted(*rows)) for rows in (FULL, FULL[::-1]))

    assert {file.name for file in one} == {f"{file.dataset} 2024 (geteld)" for file in one}
    assert [file.sha256 for file in one] == [file.sha256 for file in other]


def test_counted_tables_are_compared_with_the_year_before() -> None:
    found = counted(*FULL)

    files = checked(found, lambda dataset, year: found.tables[dataset] if year == 2023 else None)

    assert all("precies gelijk aan die van 2023" in file.warnings[0].message for file in files)


def test_a_table_that_is_not_complete_cannot_be_stored_as_it_is() -> None:
    files = checked(counted({"bedrag": 1.0}, BIJSTAND))

    assert [file.dataset for file in files if not file.ok] == ["gebruik", "begeleiding", "piramide", "uitgaven"]
    assert all("ontbreekt" in problem.message for file in files for problem in file.errors)


def test_nothing_is_logged_and_the_records_stay_as_they_are(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    before = frame(*FULL)

    records.count(before, 2024, current())

    assert caplog.records == []
    assert before.equals(frame(*FULL))


# ---- settings


def test_registratie_may_be_left_out_of_the_settings(tmp_path: Path) -> None:
    text = GEMEENTE.read_text(encoding="utf-8")
    start, end = text.index("[registratie]"), text.index("[prijscorrectie]")
    file = tmp_path / "gemeente.toml"
    file.write_text(text[:start] + text[end:], encoding="utf-8")

    assert read(file).producten == ()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            'wet = "Wmo"',
            'wet = "WMO"',
            "nummer 1 (WMO), wet: 'WMO' bestaat hier niet. Kies uit: Wmo, Jeugdwet, Participatiewet.",
        ),
        (
            'laag = "maatwerk"',
            'laag = "maatwrk"',
            "nummer 3 (Wmo), laag: 'maatwrk' bestaat hier niet. Bedoelt u 'maatwerk'?",
        ),
        (
            'vorm = "groep"',
            'vorm = "groepen"',
            "nummer 3 (Wmo), vorm: 'groepen' bestaat hier niet. Bedoelt u 'groep'?",
        ),
    ],
)
def test_a_product_with_a_wrong_word_is_told(tmp_path: Path, old: str, new: str, message: str) -> None:
    file = tmp_path / "gemeente.toml"
    file.write_text(GEMEENTE.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")

    with pytest.raises(SettingsError) as raised:
        read(file)

    assert str(raised.value) == f"{file}, [registratie] producten, {message}"


# ---- the files that editors may have


def upload(name: str) -> pl.DataFrame:
    """A file of uploads/registratie as parsing will give it: texts, days, numbers and areas as codes."""
    text = (UPLOADS / name).read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))
    given = [{k: _cell(k, v) for k, v in row.items()} for row in rows]
    # A column that may be left out is there, and empty.
    optional = {"reden": None, "productcode": None, "bedrag_eurocent": None}
    return pl.DataFrame([{**row, **optional} for row in given], schema_overrides=TYPES)


def _cell(name: str, text: str) -> object:
    if not text:
        return None
    if name == "gebied":
        area = current().area(text)
        return area.code if area else text
    if TYPES[name] == pl.Date:
        day, month, year = text.split("-")
        return date(int(year), int(month), int(day))
    return float(text.replace(".", "").replace(",", ".")) if TYPES[name] == pl.Float64 else text


@pytest.mark.parametrize("name", ["indicaties.csv", "indicaties-met-eurocent.csv"])
def test_a_good_file_has_no_problems_and_its_tables_are_complete(name: str) -> None:
    rows = upload(name)

    files = checked(records.count(rows, 2024, current()))

    assert judged(rows) == ()
    assert [(file.dataset, file.ok) for file in files] == [
        ("gebruik", True),
        ("begeleiding", True),
        ("piramide", True),
        ("uitgaven", True),
    ]


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("bsn-als-sleutel.csv", "clientsleutel"),
        ("einde-voor-begin.csv", "einde"),
        ("wet-onbekend.csv", "wet"),
        ("sleutel-ontbreekt.csv", "clientsleutel"),
        ("eurocent-niet-overal.csv", "bedrag_eenheid"),
    ],
)
def test_a_bad_file_is_refused_for_what_it_is_named_after(name: str, column: str) -> None:
    found = judged(upload(name))

    assert [(problem.severity, problem.column) for problem in found] == [("fout", column)]


# ---- a second calculation


def _records() -> st.SearchStrategy[list[Record]]:
    kinds: st.SearchStrategy[Kind] = st.sampled_from([*KINDS, *UNKNOWN])
    days = st.integers(0, 1200).map(lambda n: date(2022, 6, 1) + timedelta(days=n))
    lasts = st.sampled_from([None, None, date(9999, 12, 31), 0, 2, 6, 13, 27, 30, 89, 364, 400, 900])
    rows = st.fixed_dictionaries(
        {
            "clientsleutel": st.sampled_from(["a", "b", "c", "d", "e", "f"]),
            "gebied": st.sampled_from([NOORD, WOOLDE, "WK016409", ONBEKEND]),
            "kind": kinds,
            "begin": days,
            "lasts": lasts,
            "reden": st.sampled_from([None, None, "13", "Ingetrokken", "02"]),
            "volume": st.one_of(st.none(), st.integers(1, 24), st.sampled_from([0.5, 2.5, 60, 90, 130, 260, 1040])),
            "eenheid": st.sampled_from(
                ["01", "1", "minuten", "04", "Uur", "16", "dagdeel", "14", "82", "83", "?", None]
            ),
            "frequentie": st.sampled_from(["1", "2", "per week", "3", "4", "5", "per jaar", "6", "6", "9", None]),
            "bedrag": st.one_of(st.none(), st.integers(0, 10_000_000).map(lambda cents: cents / 100)),
            "bedrag_eenheid": st.sampled_from([None, "euro", "eurocent", "kolom"]),
        }
    )
    return st.lists(rows.map(_record), min_size=1, max_size=25)


def _record(drawn: Record) -> Record:
    (wet, category, code), lasts, unit = drawn.pop("kind"), drawn.pop("lasts"), drawn.pop("bedrag_eenheid")
    einde = drawn["begin"] + timedelta(days=lasts) if isinstance(lasts, int) else lasts
    bedrag = drawn.pop("bedrag")
    bedrag = float(round(bedrag)) if bedrag is not None and unit in ("eurocent", "kolom") else bedrag
    amounts = {"bedrag_eurocent": bedrag, "bedrag": None} if unit == "kolom" else {"bedrag": bedrag}
    volume = None if drawn["volume"] is None else float(drawn["volume"])
    product = {"wet": wet, "productcategorie": category, "productcode": code}
    units = {"bedrag_eurocent": None, "bedrag_eenheid": None if unit == "kolom" else unit}
    return {**drawn, **product, **units, **amounts, "einde": einde, "volume": volume}


def _answers() -> records.Answers:
    """ANSWERED as the store gives it: by wet and code."""
    return {
        (wet, code or category or ""): None if said is None else Meaning(*said)
        for (wet, category, code), said in ANSWERED.items()
    }


@examples(50)
@given(_records(), st.booleans())
def test_a_second_calculation_in_plain_python_agrees(rows: list[Record], answered: bool) -> None:
    answers = _answers() if answered else {}

    found = records.count(pl.DataFrame(rows, schema=TYPES), 2024, current(), answers)

    second = second_count(rows, 2024, HENGELO, current().vormen, answered=answered)
    assert _filled(found, "piramide", ["gebied", "laag"], "clienten") == second.piramide
    assert _filled(found, "uitgaven", ["gebied", "wet"], "uitgaven") == {
        k: float(v) for k, v in second.uitgaven.items()
    }
    own_groups = {
        key: both for key, both in second.gebruik.items() if key[1] in set(_column(found, "gebruik", "groep"))
    }
    assert _filled(found, "gebruik", ["gebied", "groep"], "aantal") == {k: both[0] for k, both in own_groups.items()}
    assert _filled(found, "gebruik", ["gebied", "groep"], "indicaties") == {
        k: both[1] for k, both in own_groups.items()
    }
    keys = ["gebied", "wet", "vorm", "klasse"]
    assert _filled(found, "begeleiding", keys, "clienten") == {k: both[0] for k, both in second.begeleiding.items()}
    assert _filled(found, "begeleiding", keys, "omvang") == pytest.approx(
        {k: float(both[1]) for k, both in second.begeleiding.items()}, abs=0.02
    )
    assert _sizes(found) == second.left_out
    assert sum(one.indicaties for one in found.unknown) == second.left_out["unknown"]
    assert any(line.startswith("In meer dan één wijk") for line in found.messages) == (second.moved > 0)


@examples(15)
@given(_records())
def test_what_is_counted_breaks_no_rule_but_may_lack_what_was_left_out(rows: list[Record]) -> None:
    found = records.count(pl.DataFrame(rows, schema=TYPES), 2024, current())

    files = checked(found)

    assert {p.message.split(". ")[0].rsplit(" ", 1)[-1] for file in files for p in file.errors} <= {"ontbreekt"}


@examples(15)
@given(_records(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_makes_no_difference(rows: list[Record], rng: Any) -> None:
    shuffled = rng.sample(rows, len(rows))

    one, other = (records.count(pl.DataFrame(each, schema=TYPES), 2024, current()) for each in (rows, shuffled))

    assert (one.excluded, one.messages) == (other.excluded, other.messages)
    assert all(table.equals(other.tables[name]) for name, table in one.tables.items())


def _column(found: Counted, dataset: str, name: str) -> list[str]:
    return found.tables[dataset][name].to_list() if dataset in found.tables else []


def _filled(found: Counted, dataset: str, keys: list[str], measure: str) -> dict[tuple[str, ...], Any]:
    """What is above zero, by its keys."""
    table = found.tables.get(dataset)
    rows = [] if table is None else table.filter(pl.col(measure) > 0).rows(named=True)
    return {tuple(row[key] for key in keys): row[measure] for row in rows}


def _sizes(found: Counted) -> dict[str, int]:
    starts = {
        "outside": ("Niet geldig",),
        "withdrawn": ("Ingetrokken", "De laatste dag is gelijk"),
        "ignored": ("Volgens een redacteur",),
        "unknown": ("Onbekende codes",),
        "amount": ("Zonder",),
        "volume": ("Begeleiding",),
    }
    return {
        kind: sum(left.indicaties for left in found.excluded if left.message.startswith(start))
        for kind, start in starts.items()
    }
