"""What is told of figures that are about other years than that of their file, and of years that stand alone."""

from __future__ import annotations

import re
from datetime import date

import polars as pl

from factsheet.edition import Factsheet, SectionResult, factsheet
from factsheet.figures import Tables
from factsheet.narrate import against_or_why_not
from factsheet.settings import current
from tests import example

TOWN = current()


def told(section: str, place: str = "Hengelo", **changed: pl.DataFrame) -> SectionResult:
    """A section of 2024 with some tables changed."""
    area = TOWN.area(place)
    assert area is not None
    sheet = factsheet(Tables({**example.tables().frames, **changed}, TOWN), {}, area, 2024)
    return part_of(sheet, section)


def part_of(sheet: Factsheet, section: str) -> SectionResult:
    return next(part for part in sheet.secties if part.sleutel == section)


def texts(part: SectionResult) -> list[str]:
    return [said.tekst for said in part.zinnen]


def in_2024(dataset: str, **values: object) -> pl.DataFrame:
    """A table in which the rows of 2024 have another value in some columns."""
    rows = example.tables().frames[dataset]
    this_year = pl.col("jaar") == 2024
    return rows.with_columns(
        pl.when(this_year).then(pl.lit(value, rows.schema[name])).otherwise(name).alias(name)
        for name, value in values.items()
    )


def last_year_again(dataset: str) -> pl.DataFrame:
    """A table in which 2024 has the rows of 2023 once more."""
    rows = example.tables().frames[dataset]
    again = rows.filter(pl.col("jaar") == 2023).with_columns(jaar=pl.lit(2024, rows.schema["jaar"]))
    return pl.concat([rows.filter(pl.col("jaar") < 2024), again])


# The socio-economic score


def test_a_score_is_compared_with_the_score_before_it_and_names_its_year() -> None:
    part = told("ses")

    assert texts(part)[1] == "Over 2019 was dat -0,041: de score steeg elk jaar een beetje."
    assert against_or_why_not(part.hoofdcijfer) == "+0,003 ten opzichte van 2021"
    assert [point.jaar for point in part.hoofdcijfer.points] == [2019, 2020, 2021, 2022]


def test_the_same_score_again_is_not_called_unchanged() -> None:
    part = told("ses", ses=last_year_again("ses"))

    assert part.kop == "Nog geen nieuwe score"
    assert texts(part) == [
        "De score over 2021 is -0,033: rond het gemiddelde van Nederland.",
        "Het CBS heeft nog geen nieuwe score: deze stond hier al eerder.",
    ]
    assert against_or_why_not(part.hoofdcijfer) == "nog geen nieuw cijfer"


def test_a_score_two_years_after_the_one_before_it_names_both_years() -> None:
    part = told("ses", ses=in_2024("ses", scorejaar=2023))

    assert "over 2023 is -0,030" in texts(part)[0]
    assert texts(part)[1] == "Dat is bijna gelijk aan die over 2021 (toen -0,033)."


def test_a_wijk_names_the_year_of_its_score() -> None:
    assert texts(told("ses", "Berflo Es")) == [
        "De score over 2022 is -0,231, lager dan in heel Hengelo (-0,030).",
        "Over 2019 was dat -0,257: de score steeg elk jaar een beetje.",
    ]


# The reference date


def test_the_same_count_again_is_told_and_not_compared() -> None:
    part = told("piramide", piramide=last_year_again("piramide"))

    assert part.kop == "Maatwerk"
    assert texts(part) == [
        "Op 31 december 2023 hadden 6.750 mensen een indicatie voor maatwerk.",
        "Dit is dezelfde telling als eerder, van 31 december 2023.",
        "Ook hadden 2.880 mensen een indicatie voor de sociale basis.",
    ]


def test_the_change_to_a_count_is_not_that_to_the_same_count_again() -> None:
    rows = example.tables().frames["piramide"]
    again = (pl.col("jaar") == 2023) & (pl.col("gebied") == TOWN.gemeente.code)
    # In the file of 2023 stands the count of 2022 once more: published from exact counts, it did not move since.
    then = rows.filter(jaar=2022, gebied=TOWN.gemeente.code).select("laag", "clienten").rows()
    twice = rows.with_columns(
        clienten=pl.when(again).then(pl.col("laag").replace_strict(dict(then), default=0)).otherwise("clienten"),
        peildatum=pl.when(again).then(date(2022, 12, 31)).otherwise("peildatum"),
        clienten_mutatie=pl.when(again).then(0.0).otherwise("clienten_mutatie"),
    )

    before, after = (told("piramide", **tables).hoofdcijfer for tables in ({}, {"piramide": twice}))

    assert after.at(2022).waarde == before.at(2022).waarde
    assert after.at(2022).verandering not in {None, 0.0}
    assert abs((after.at(2022).verandering or 0.0) - (before.at(2022).verandering or 0.0)) < 1


def test_dates_that_are_not_a_year_apart_are_told() -> None:
    part = told("piramide", piramide=in_2024("piramide", peildatum=date(2024, 6, 30)))

    assert "Wij vergelijken 30 juni 2024 met 31 december 2023." in texts(part)


def test_dates_a_year_apart_need_no_sentence() -> None:
    assert not any("vergelijken" in text for text in texts(told("piramide")))


# Years that stand alone


def test_one_new_indicator_names_itself_beside_others_that_are_compared() -> None:
    rows = example.tables().frames["beleidsindicatoren"]
    new = rows.filter(pl.col("jaar") == 2024).head(1).with_columns(indicator=pl.lit("Ouders die snel hulp kregen"))
    more = {"beleidsindicatoren": pl.concat([rows, new])}

    answers = told("beleidsindicatoren", **more)

    assert texts(answers)[-1] == "Nieuw in 2024: het percentage ouders die snel hulp kregen. Vergelijken kan nog niet."
    assert answers.kop == "Oordelen van gebruikers"
    assert not any(text.startswith("Geen van") for text in texts(answers))


def test_every_section_of_the_first_year_says_that_it_is_and_claims_no_change() -> None:
    change = re.compile(r"\b(?:(?:meer|minder) dan in|evenveel|gestegen|gedaald|steeg|daalde|gelijk|duidelijk|2020)\b")
    said = {part.sleutel: " ".join([part.kop, *texts(part)]) for part in example.sheet(2021).secties}

    assert [key for key, text in said.items() if change.search(text)] == []
    assert said["inwoners"].endswith("Het eerste jaar met cijfers is 2021. Vergelijken kan nog niet.")
    assert sum("Het eerste jaar met cijfers is 2021" in text for text in said.values()) == 1


def test_the_ratios_of_the_first_year_tell_of_whom_they_are() -> None:
    said = texts(part_of(example.sheet(2021), "indicaties"))

    for wie, value in (("hulp", "1,84"), ("Wmo", "1,87"), ("jeugdhulp", "1,65")):
        assert f"Per persoon met {wie} waren er {value} indicaties." in said
