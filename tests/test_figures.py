"""Figures, and the same figures calculated a second time in plain Python loops over the published rows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet.figures import CLIENTEN, EURO, PER_CLIENT, PROCENT, Figure, Naam, PriceGap, Tables
from factsheet.settings import Area, current
from tests import example

SETTINGS = current()
HENGELO = SETTINGS.gemeente
NAAM = Naam("het aantal")
YEARS = example.YEARS


def tables(*rows: tuple[int, str, int]) -> Tables:
    """Recipients of LKS: year, area, count; all of them already published."""
    frame = pl.DataFrame(list(rows), schema=["jaar", "gebied", "ontvangers"], orient="row")
    return Tables({"loonkostensubsidie": frame}, SETTINGS)


def figure(*rows: tuple[int, str, int], area: Area = HENGELO, year: int = 2024) -> Figure:
    return tables(*rows).at(area, year).read("loonkostensubsidie", "ontvangers").figure("x", "X", NAAM, CLIENTEN)


def test_a_change_is_a_percentage_of_the_year_before() -> None:
    point = figure((2023, "GM0164", 500), (2024, "GM0164", 600)).now

    assert (point.verandering, point.decimals, point.duidelijk) == (20.0, 1, True)


def test_a_group_below_five_hundred_gets_whole_percents() -> None:
    point = figure((2023, "GM0164", 290), (2024, "GM0164", 320)).now

    assert (point.verandering, point.decimals) == (10.0, 0)


def test_a_group_below_fifty_gets_no_change() -> None:
    assert figure((2023, "GM0164", 40), (2024, "GM0164", 90)).now.verandering is None


def test_a_change_within_the_rounding_is_not_clear() -> None:
    assert not figure((2023, "GM0164", 300), (2024, "GM0164", 310)).now.duidelijk
    assert figure((2023, "GM0164", 300), (2024, "GM0164", 320)).now.duidelijk


def test_rounding_is_wider_in_a_wijk() -> None:
    wijk = SETTINGS.wijken[0]

    assert not figure((2023, wijk.code, 300), (2024, wijk.code, 310), area=wijk).now.duidelijk
    assert figure((2023, wijk.code, 300), (2024, wijk.code, 320), area=wijk).now.duidelijk


def test_the_first_year_has_no_change() -> None:
    first = figure((2024, "GM0164", 300))

    assert first.eerste and first.is_new
    assert first.now.verandering is None


def test_a_year_in_between_that_is_missing_gives_no_change() -> None:
    gap = figure((2022, "GM0164", 300), (2024, "GM0164", 400))

    assert gap.now.verandering is None
    assert gap.before.status == "onbekend"


def test_a_year_that_is_missing_is_not_known() -> None:
    assert figure((2023, "GM0164", 300)).now.status == "onbekend"


def test_later_years_do_not_show() -> None:
    shown = figure((2023, "GM0164", 300), (2024, "GM0164", 400), year=2023)

    assert [point.jaar for point in shown.points] == [2023]


def test_a_wijk_has_the_municipality_beside_it() -> None:
    wijk = SETTINGS.wijken[0]

    shown = figure((2024, wijk.code, 60), (2024, "GM0164", 300), area=wijk)

    assert shown.gemeente is not None
    assert shown.gemeente.value == 300


def test_a_share_of_a_small_group_is_too_small() -> None:
    lens = tables((2024, "GM0164", 40)).at(HENGELO, 2024)
    reeks = lens.read("loonkostensubsidie", "ontvangers")

    point = reeks.share_of(reeks).figure("x", "X", NAAM, PROCENT).now

    assert (point.waarde, point.status) == (None, "te klein")


@given(st.integers(0, 5000), st.integers(0, 5000))
def test_dividing_never_fails_and_never_gives_infinity(top: int, bottom: int) -> None:
    frame = pl.DataFrame({"jaar": [2024], "gebied": ["GM0164"], "ontvangers": [top], "uitgaven": [float(bottom)]})
    lens = Tables({"loonkostensubsidie": frame}, SETTINGS).at(HENGELO, 2024)

    ratio = lens.read("loonkostensubsidie", "ontvangers").per(lens.read("loonkostensubsidie", "uitgaven"))

    value = ratio.figure("x", "X", NAAM, PER_CLIENT).value
    assert value is None or math.isfinite(value)


@given(st.lists(st.integers(0, 100_000), min_size=2, max_size=6))
def test_the_change_is_what_the_two_years_say(counts: list[int]) -> None:
    tens = [10 * count for count in counts]
    first = 2024 - len(tens) + 1

    shown = figure(*((first + i, "GM0164", count) for i, count in enumerate(tens)))

    before, now = tens[-2], tens[-1]
    if shown.now.verandering is None:
        assert min(before, now) < 50
    else:
        assert shown.now.verandering == pytest.approx(100 * (now - before) / before, abs=0.51)
        moved = abs(now - before) > 10
        # What a count may have done at most: both tens are up to five away from it.
        furthest = max(abs(100 * ((now + a) / (before - a) - 1)) for a in (5, -5))
        assert shown.now.duidelijk == (moved or furthest < 0.75)


# The second calculation


def published(dataset: str) -> list[dict[str, Any]]:
    return example.tables().frames[dataset].rows(named=True)


def total(dataset: str, column: str, area: Area, year: int, **where: str) -> float | None:
    found = [
        row[column]
        for row in published(dataset)
        if row["jaar"] == year and row["gebied"] == area.code and all(row[k] == v for k, v in where.items())
    ]
    return sum(found) if found and None not in found else None


def shown(area: Area, year: int, key: str) -> float | None:
    return example.figures(year, area)[key].value


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("area", SETTINGS.areas, ids=lambda area: area.slug)
def test_counts_and_shares_agree_with_a_second_calculation(area: Area, year: int) -> None:
    inwoners = total("bevolking", "inwoners", area, year)
    wmo = total("gebruik", "aantal", area, year, groep="Wmo")
    jong = total("bevolking", "inwoners", area, year, leeftijdsgroep="0-15")
    assert inwoners is not None and wmo is not None and jong is not None

    assert shown(area, year, "inwoners") == inwoners
    assert shown(area, year, "wmo.clienten") == wmo
    assert shown(area, year, "inwoners.0-15.aandeel") == math.floor(100 * jong / inwoners + 0.5)
    assert shown(area, year, "wmo.aandeel") == math.floor(100 * wmo / inwoners + 0.5)


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("wet", ["Wmo", "Jeugdwet", "Participatiewet"])
def test_price_correction_agrees_with_a_second_calculation(wet: str, year: int) -> None:
    index = 1.0
    for row in published("prijscorrectie"):
        if row["wet"] == wet and SETTINGS.basisjaar < row["jaar"] <= year:
            index *= 1 + row["mutatie"] / 100
    nominal = total("uitgaven", "uitgaven", HENGELO, year, wet=wet)
    assert nominal is not None

    assert (
        shown(HENGELO, year, f"{wet.lower()}.uitgaven_gecorrigeerd") == math.floor(nominal / index / 1000 + 0.5) * 1000
    )


@pytest.mark.parametrize("year", YEARS)
def test_spending_per_client_agrees_with_a_second_calculation(year: int) -> None:
    clienten = total("gebruik", "aantal", HENGELO, year, groep="Bijstand")
    uitgaven = total("uitgaven", "uitgaven", HENGELO, year, wet="Participatiewet")
    assert clienten and uitgaven

    assert shown(HENGELO, year, "bijstand.uitkering") == pytest.approx(uitgaven / clienten)


@pytest.mark.parametrize("area", SETTINGS.wijken, ids=lambda area: area.slug)
def test_spending_per_client_in_a_wijk_has_two_significant_digits(area: Area) -> None:
    value = shown(area, 2024, "wmo.uitgaven_per_client")

    assert value is None or len(f"{value:.0f}".rstrip("0")) <= 2


@pytest.mark.parametrize("area", SETTINGS.areas, ids=lambda area: area.slug)
def test_indications_per_client_agree_with_a_second_calculation(area: Area) -> None:
    clienten = total("gebruik", "aantal", area, 2024, groep="Jeugdwet")
    indicaties = total("gebruik", "indicaties", area, 2024, groep="Jeugdwet")
    assert clienten and indicaties

    assert shown(area, 2024, "jeugdwet.indicaties_per_client") == pytest.approx(indicaties / clienten)


def test_without_the_price_change_of_a_year_nothing_after_it_is_corrected() -> None:
    frames = dict(example.tables().frames)
    frames["prijscorrectie"] = frames["prijscorrectie"].filter(pl.col("jaar") != 2023)
    lens = Tables(frames, SETTINGS).at(HENGELO, 2024)

    corrected = lens.read("uitgaven", "uitgaven", wet="Wmo").corrected("Wmo").figure("x", "X", NAAM, EURO)

    assert [point.jaar for point in corrected.points if point.waarde is not None] == [2021, 2022]


# The base year


def with_prices(base: int, years: Sequence[int]) -> Tables:
    """Spending of the Wmo of 1.1 million a year, prices 10% up in the given years, in prices of `base`."""
    euros = pl.DataFrame(
        [{"jaar": year, "gebied": "GM0164", "wet": "Wmo", "uitgaven": 1_100_000.0} for year in (2021, 2022, 2023)]
    )
    prices = pl.DataFrame(
        [{"jaar": year, "wet": "Wmo", "reeks": "inflatie", "mutatie": 10.0} for year in years],
        schema={"jaar": pl.Int64, "wet": pl.String, "reeks": pl.String, "mutatie": pl.Float64},
    )
    return Tables({"uitgaven": euros, "prijscorrectie": prices}, replace(SETTINGS, basisjaar=base))


def corrected(tables: Tables) -> list[float | None]:
    lens = tables.at(HENGELO, 2023)
    figure = lens.read("uitgaven", "uitgaven", wet="Wmo").corrected("Wmo").figure("x", "X", NAAM, EURO)
    return [figure.at(year).waarde for year in (2021, 2022, 2023)]


@pytest.mark.parametrize("years", [(2022, 2023), (2021, 2022, 2023)])
def test_the_base_year_needs_no_price_change_of_its_own(years: tuple[int, ...]) -> None:
    assert corrected(with_prices(2021, years)) == [1_100_000, 1_000_000, 909_000]


def test_the_base_year_may_be_the_one_before_the_first_year_with_data() -> None:
    tables = with_prices(2020, (2021, 2022, 2023))

    assert corrected(tables) == [1_000_000, 909_000, 826_000]
    assert tables.price_gap("Wmo", 2023) is None


@pytest.mark.parametrize(
    ("base", "years", "expected", "missing"),
    [
        (2018, (2021, 2022, 2023), [None, None, None], (2019, 2020)),
        (2021, (2023,), [1_100_000, None, None], (2022,)),
        (2021, (), [1_100_000, None, None], (2022, 2023)),
        (2024, (2021, 2022, 2023), [None, None, None], ()),
    ],
)
def test_a_broken_chain_corrects_nothing_and_names_the_years(
    base: int, years: tuple[int, ...], expected: list[float | None], missing: tuple[int, ...]
) -> None:
    tables = with_prices(base, years)

    assert corrected(tables) == expected
    assert tables.price_gap("Wmo", 2023) == PriceGap("Wmo", base, missing)
