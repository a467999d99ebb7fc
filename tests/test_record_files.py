"""Files of records as they are delivered, each named after what it holds: what is said of it, by the real way in."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from factsheet.intake import Dropped, Examined, examine
from factsheet.settings import current

UPLOADS = Path(__file__).parent / "uploads" / "registratie"

# Name of the file → its problems: severity, row in Excel, column, value.
FOUT: dict[str, list[tuple[str, int | None, str | None, str | None]]] = {
    "bedrag-in-hele-centen": [("fout", 2, "J", None)],
    "bedrag-twee-keer": [("fout", 2, "bedrag_eurocent", None)],
    "bsn-als-sleutel": [("fout", 1, "clientsleutel", None)],
    "einde-voor-begin": [("fout", 7, "einde", None)],
    "eurocent-met-komma": [("fout", 2, "bedrag_eurocent", None)],
    "eurocent-niet-overal": [("fout", 4, "bedrag_eenheid", None)],
    "frequentie-onbekend": [("waarschuwing", 4, "frequentie", "7")],
    "ingetrokken-maar-later-geeindigd": [("waarschuwing", 2, "reden", None)],
    "product-ontbreekt": [("fout", 4, "productcategorie", None)],
    "sleutel-ontbreekt": [("fout", 1, "clientsleutel", None)],
    "wet-onbekend": [("fout", 5, "wet", None)],
}
# Name of the file → something that is told of it.
GOED = {
    "bedrag-in-eurocent": "Geteld over 2024: 11 indicaties van 8 cliënten (€\u00a065.151).",
    "codes-onbekend": (
        "Onbekende codes ('40A01', '88A01' en '88'): 6 indicaties van 5 cliënten (€\u00a018.040). Die tellen niet mee "
        "in piramide en begeleiding. Zeg op de pagina Uploaden per code wat het is."
    ),
    "codes-onder-hun-categorie": "Geteld over 2024: 10 indicaties van 7 cliënten (€\u00a036.191).",
    "frequentie-vier-weken-en-jaar": "Geteld over 2024: 11 indicaties van 8 cliënten (€\u00a065.151).",
    "indicaties": "Geteld over 2024: 11 indicaties van 8 cliënten (€\u00a065.151).",
    "indicaties-met-eurocent": "Geteld over 2024: 8 indicaties van 6 cliënten (€\u00a025.411).",
    "ingediend-bedrag": "Geteld over 2024: 11 indicaties van 8 cliënten (€\u00a065.151).",
    "ingetrokken-en-eendaags": (
        "Ingetrokken (reden wijziging 13): 1 indicatie van 1 cliënt (€\u00a04.680). Die telt niet mee."
    ),
}


def found_in(name: str) -> Examined:
    return examine(Dropped(f"{name} 2024.csv", (UPLOADS / f"{name}.csv").read_bytes()), None, current())


def test_of_every_file_is_known_what_is_said() -> None:
    assert {path.stem for path in UPLOADS.iterdir()} == FOUT.keys() | GOED.keys()


@pytest.mark.parametrize("name", FOUT)
def test_a_bad_file_is_told_its_fault_and_no_other(name: str) -> None:
    problems = found_in(name).checked.problems

    assert [(one.severity, one.row, one.column, one.value) for one in problems] == FOUT[name]


@pytest.mark.parametrize("name", GOED)
def test_a_good_file_has_no_problems_and_is_told_how_it_was_counted(name: str) -> None:
    found = found_in(name)

    assert found.checked.problems == ()
    assert found.recorded is not None
    assert GOED[name] in [*found.recorded.messages, *(left.message for left in found.recorded.excluded)]


def test_an_amount_counts_the_same_however_the_file_says_that_it_is_in_eurocent() -> None:
    names = ("indicaties", "bedrag-in-eurocent", "ingediend-bedrag")

    tables = [{one.checked.dataset: one.checked.rows for one in found_in(name).counted}["uitgaven"] for name in names]

    assert tables[0].equals(tables[1])
    assert tables[0].equals(tables[2])


def test_a_code_counts_in_its_own_form_and_not_in_that_of_its_category() -> None:
    counted = {one.checked.dataset: one.checked.rows for one in found_in("codes-onder-hun-categorie").counted}

    rows = counted["begeleiding"].filter(pl.col("gebied") == "GM0164", pl.col("wet") == "Jeugdwet")
    assert rows.filter(pl.col("clienten") > 0).select("vorm", "klasse", "omvang").rows() == [
        ("individueel", "2 tot 4 uur", 120.0),
        ("groep", "3 of 4 dagdelen", 4.0),
    ]
