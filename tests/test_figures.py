"""Figures, and the same figures calculated a second time in plain Python loops over the published rows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet.figures import (
    CLIENTEN,
    EURO,
    EURO_PER_CLIENT,
    GROEI,
    PER_CLIENT,
    PROCENT,
    SCORE,
    AreaView,
    Figure,
    Naam,
    Point,
    PriceGap,
    Tables,
    above_or_below,
    band_of_growth,
)
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


# What rounding leaves open, each at its bound


def frame(*rows: tuple[Any, ...], columns: str) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=["jaar", "gebied", *columns.split()], orient="row")


def lks(*rows: tuple[int, int, float], area: str = "GM0164") -> AreaView:
    """Year, recipients and euros of LKS, as published."""
    found = frame(*((jaar, area, n, euros) for jaar, n, euros in rows), columns="ontvangers uitgaven")
    return Tables({"loonkostensubsidie": found}, SETTINGS).at(SETTINGS.area(area) or HENGELO, 2024)


def laws(*rows: tuple[int, str, float], **other: pl.DataFrame) -> AreaView:
    """Year, law and euros, as published, of the municipality."""
    found = frame(*((jaar, "GM0164", wet, euros) for jaar, wet, euros in rows), columns="wet uitgaven")
    return Tables({"uitgaven": found, **other}, SETTINGS).at(HENGELO, 2024)


def test_a_group_of_exactly_fifty_is_compared_and_one_below_it_is_not() -> None:
    assert figure((2023, "GM0164", 50), (2024, "GM0164", 50)).now.verandering == 0
    assert figure((2023, "GM0164", 60), (2024, "GM0164", 49)).now.te_klein == 2024
    assert figure((2023, "GM0164", 49), (2024, "GM0164", 60)).now.te_klein == 2023


def test_a_group_of_exactly_five_hundred_has_a_decimal_and_one_below_it_has_none() -> None:
    assert figure((2023, "GM0164", 500), (2024, "GM0164", 600)).now.decimals == 1
    assert figure((2023, "GM0164", 499), (2024, "GM0164", 600)).now.decimals == 0


def test_a_change_lies_between_what_both_roundings_leave_open() -> None:
    point = figure((2023, "GM0164", 100), (2024, "GM0164", 200)).now

    assert point.laagste == pytest.approx(100 * (195 / 105 - 1))
    assert point.hoogste == pytest.approx(100 * (205 / 95 - 1))


def test_euros_move_by_half_a_thousand_and_no_less() -> None:
    series = laws((2023, "Wmo", 10_000.0), (2024, "Wmo", 11_000.0)).read("uitgaven", "uitgaven", wet="Wmo")

    same = series.figure("x", "X", NAAM, EURO).now

    assert (same.marge, same.duidelijk) == (500, False)


def test_a_sum_has_the_margins_of_both_its_parts() -> None:
    view = laws((2024, "Wmo", 10_000.0), (2024, "Jeugdwet", 20_000.0))
    wmo, jeugdwet = (view.read("uitgaven", "uitgaven", wet=wet) for wet in ("Wmo", "Jeugdwet"))

    point = wmo.plus(jeugdwet).figure("x", "X", NAAM, EURO).now

    assert (point.waarde, point.marge) == (30_000, 1000)


def test_a_sum_does_not_take_the_published_change_of_one_of_its_parts() -> None:
    counts = frame(
        (2023, "GM0164", "Wmo", 1000, None),
        (2024, "GM0164", "Wmo", 2000, 100.0),
        (2023, "GM0164", "Jeugdwet", 1000, None),
        (2024, "GM0164", "Jeugdwet", 1000, 0.0),
        columns="groep aantal aantal_mutatie",
    )
    view = Tables({"gebruik": counts}, SETTINGS).at(HENGELO, 2024)
    wmo, jeugdwet = (view.read("gebruik", "aantal", groep=groep) for groep in ("Wmo", "Jeugdwet"))

    together = wmo.plus(jeugdwet).figure("x", "X", NAAM, CLIENTEN).now
    read_together = view.read("gebruik", "aantal", groep=["Wmo", "Jeugdwet"]).figure("x", "X", NAAM, CLIENTEN).now

    assert (together.verandering, together.marge) == (50.0, 10)
    assert (read_together.verandering, read_together.marge) == (50.0, 10)


def test_corrected_euros_have_a_corrected_margin() -> None:
    prices = pl.DataFrame({"jaar": [2021, 2022, 2023, 2024], "wet": ["Wmo"] * 4, "mutatie": [0.0, 25.0, 0.0, 0.0]})
    view = laws((2023, "Wmo", 50_000.0), (2024, "Wmo", 60_000.0), prijscorrectie=prices)

    point = view.read("uitgaven", "uitgaven", wet="Wmo").corrected("Wmo").figure("x", "X", NAAM, EURO).now

    assert (point.waarde, point.marge) == (48_000, 400)


def test_growth_has_the_margins_of_both_its_years_and_none_in_the_base_year() -> None:
    view = laws((2021, "Wmo", 100_000.0), (2022, "Wmo", 100_000.0), (2024, "Wmo", 130_000.0))
    growth = view.read("uitgaven", "uitgaven", wet="Wmo").growth_since(2021).figure("x", "X", NAAM, GROEI)

    assert growth.now.marge == pytest.approx(130 * (500 / 130_000 + 500 / 100_000))
    assert growth.at(2021).marge == 0


def test_a_ratio_has_the_margins_of_both_its_parts() -> None:
    view = lks((2024, 100, 1_000_000.0))
    ratio = view.read("loonkostensubsidie", "uitgaven").per(view.read("loonkostensubsidie", "ontvangers"))

    point = ratio.figure("x", "X", NAAM, EURO_PER_CLIENT).now

    assert point.marge == pytest.approx(10_000 * (500 / 1_000_000 + 5 / 100))


def test_nothing_is_computed_from_a_rounded_zero() -> None:
    view = lks((2024, 0, 100_000.0), area=SETTINGS.wijken[0].code)
    people, euros = (view.read("loonkostensubsidie", column) for column in ("ontvangers", "uitgaven"))

    for ratio in (people.per(euros), euros.per(people)):
        assert (ratio.figure("x", "X", NAAM, PER_CLIENT).now.status) == "te klein"


def test_a_change_of_a_ratio_comes_from_the_published_changes_only_where_these_say_more() -> None:
    def of(people: int, lines: int) -> Figure:
        rows = frame(
            (2023, "GM0164", "Wmo", people, 2 * people, None, None),
            (2024, "GM0164", "Wmo", people, lines, 0.0, 10.0),
            columns="groep aantal indicaties aantal_mutatie indicaties_mutatie",
        )
        view = Tables({"gebruik": rows}, SETTINGS).at(HENGELO, 2024)
        people_, lines_ = (view.read("gebruik", column, groep="Wmo") for column in ("aantal", "indicaties"))
        return lines_.per(people_).figure("x", "X", NAAM, PER_CLIENT)

    # 2.210 of 1.000 is 10,5% more by the tens, which may be 9,0 to 12,1; the published 10,0% is 9,9 to 10,1.
    assert of(1000, 2210).now.verandering == 10.0
    # 2.200.400 of 1.000.000 is 10,02% by the tens, which are finer than a tenth of a percent.
    assert of(1_000_000, 2_200_400).now.hoogste == pytest.approx(10.02, abs=0.01)


def test_a_ratio_of_two_published_changes_is_not_itself_published() -> None:
    rows = frame(
        (2023, "GM0164", "Wmo", 1000, 2000, None, None),
        (2024, "GM0164", "Wmo", 2100, 4200, 110.0, 110.1),
        columns="groep aantal indicaties aantal_mutatie indicaties_mutatie",
    )
    view = Tables({"gebruik": rows}, SETTINGS).at(HENGELO, 2024)
    people, lines = (view.read("gebruik", column, groep="Wmo") for column in ("aantal", "indicaties"))

    point = lines.per(people).figure("x", "X", NAAM, PER_CLIENT).now

    assert (point.verandering, point.hoogste) == (0.0, pytest.approx(0.0953, abs=0.0001))
    assert point.band.band == "nagenoeg"


def test_a_derived_table_is_rounded_as_a_whole() -> None:
    sums = frame((2024, "GM0164", "individueel", "intensief", "samen", 830), columns="vorm zwaarte wet clienten")
    volumes = frame((2024, "GM0164", "groep", 1210), columns="vorm omvang")
    tables = Tables({"begeleiding_zwaarte": sums, "begeleiding_omvang": volumes}, SETTINGS)
    view = tables.at(HENGELO, 2024)

    assert view.read("begeleiding_zwaarte", "clienten").figure("x", "X", NAAM, CLIENTEN).now.marge == 5
    assert view.read("begeleiding_omvang", "omvang").figure("x", "X", NAAM, CLIENTEN).now.marge == 5
    assert sums.select(tables.rounding("bevolking", "inwoners")).item() == 0


def test_a_published_table_says_itself_how_far_a_count_may_be_off() -> None:
    rows = frame((2024, "GM0164", 830, 15), columns="ontvangers ontvangers_marge")
    view = Tables({"loonkostensubsidie": rows}, SETTINGS).at(HENGELO, 2024)

    assert view.read("loonkostensubsidie", "ontvangers").figure("x", "X", NAAM, CLIENTEN).now.marge == 15


def homes(owned: int, rented: int) -> AreaView:
    """Dwellings that were half owned, and now are as given: exact."""
    whole = owned + rented
    rows = [
        (2023, "koop", whole // 2),
        (2023, "huur", whole - whole // 2),
        (2024, "koop", owned),
        (2024, "huur", rented),
    ]
    found = frame(*((jaar, "GM0164", kind, n) for jaar, kind, n in rows), columns="eigendom woningen")
    return Tables({"woningen": found}, SETTINGS).at(HENGELO, 2024)


@pytest.mark.parametrize(
    ("owned", "rented", "expected"),
    [
        (2508, 2492, (0.2, 1, True, "nagenoeg")),  # 5.000: a decimal
        (2525, 2475, (0.5, 1, True, "licht")),
        (2508, 2491, (0.0, 0, True, "nagenoeg")),  # 4.999: none
        (2538, 2461, (1.0, 0, False, "licht")),  # 0,77 of a point: what is printed may be nothing but rounding
        (2550, 2449, (1.0, 0, True, "licht")),  # 1,01 of a point
    ],
)
def test_a_change_of_a_share_is_claimed_when_it_is_a_whole_step_of_what_is_printed(
    owned: int, rented: int, expected: tuple[float, int, bool, str]
) -> None:
    view = homes(owned, rented)
    share = view.read("woningen", "woningen", eigendom="koop").share_of(view.read("woningen", "woningen"))

    point = share.figure("x", "X", NAAM, PROCENT).now

    assert (point.verandering, point.decimals, point.duidelijk, point.band.band) == expected


@pytest.mark.parametrize(
    ("before", "now", "coarse", "word"),
    [
        (80, 100, True, ""),
        (100, 130, True, ""),
        (100, 150, False, "sterk"),
        (4000, 5000, True, ""),
        (4000, 5020, False, "sterk"),
    ],
)
def test_sterk_needs_all_that_prints_the_same_to_be_so(before: int, now: int, coarse: bool, word: str) -> None:
    point = figure((2023, "GM0164", before), (2024, "GM0164", now)).now

    assert (point.grof, point.band.woord, point.duidelijk) == (coarse, word, True)


@pytest.mark.parametrize(
    ("count", "clear", "band"),
    [(800, False, "gelijk"), (10_000, True, "nagenoeg"), (1_000_000, True, "gelijk")],
)
def test_the_same_print_twice_stands_still_as_far_as_rounding_shows_it(count: int, clear: bool, band: str) -> None:
    point = figure((2023, "GM0164", count), (2024, "GM0164", count)).now

    assert (point.verandering, point.duidelijk, point.band.band) == (0.0, clear, band)


@pytest.mark.parametrize(
    ("euros", "word"),
    [(125_400.0, ""), (127_000.0, "sterk"), (100_000.0, None), (150_000.0, "sterk"), (110_000.0, "")],
)
def test_the_word_for_growth_holds_for_all_that_prints_the_same(euros: float, word: str | None) -> None:
    view = laws((2021, "Wmo", 100_000.0), (2024, "Wmo", euros))
    growth = view.read("uitgaven", "uitgaven", wet="Wmo").growth_since(2021).figure("x", "X", NAAM, GROEI)

    band = band_of_growth(growth, SETTINGS.woordschaal)

    assert (None if band is None else band.woord) == word


def test_a_published_change_at_the_bound_of_sterk_may_be_below_it() -> None:
    def of(change: float) -> Point:
        rows = frame(
            (2023, "GM0164", 4000, None), (2024, "GM0164", 5000, change), columns="ontvangers ontvangers_mutatie"
        )
        view = Tables({"loonkostensubsidie": rows}, SETTINGS).at(HENGELO, 2024)
        return view.read("loonkostensubsidie", "ontvangers").figure("x", "X", NAAM, CLIENTEN).now

    assert of(25.0).band.woord == ""
    assert of(25.1).band.woord == "sterk"


# Years of their own


def scores(*rows: tuple[int, float, int]) -> Figure:
    """The score of each file: its year, the score, the year that it is about."""
    found = frame(*((jaar, "GM0164", score, about) for jaar, score, about in rows), columns="score scorejaar")
    view = Tables({"ses": found}, SETTINGS).at(HENGELO, 2024)
    return view.read("ses", "score", over="scorejaar").figure("x", "X", NAAM, SCORE)


def test_a_score_stands_at_the_year_that_it_is_about() -> None:
    score = scores((2022, -0.041, 2020), (2023, -0.038, 2021), (2024, -0.030, 2022))

    assert (score.jaar, score.vorig, score.own_years, score.herhaald) == (2022, 2021, True, False)
    assert [point.jaar for point in score.points] == [2020, 2021, 2022]
    assert score.now.verandering == pytest.approx(0.008)


def test_the_same_score_again_is_no_change() -> None:
    score = scores((2022, -0.041, 2020), (2023, -0.038, 2021), (2024, -0.038, 2021))

    assert (score.jaar, score.herhaald, score.now.verandering, score.now.duidelijk) == (2021, True, None, False)
    assert [point.jaar for point in score.points] == [2020, 2021]


def test_a_score_after_a_gap_is_compared_with_the_one_before_it() -> None:
    score = scores((2022, -0.041, 2019), (2023, -0.041, 2019), (2024, -0.030, 2021))

    assert (score.jaar, score.vorig, score.now.tegen) == (2021, 2019, 2019)
    assert score.now.verandering == pytest.approx(0.011)


def counts(*rows: tuple[int, int, date]) -> Figure:
    """Clients of a layer in each file, with the date on which they were counted."""
    found = frame(*((jaar, "GM0164", "maatwerk", n, day) for jaar, n, day in rows), columns="laag clienten peildatum")
    view = Tables({"piramide": found}, SETTINGS).at(HENGELO, 2024)
    return view.read("piramide", "clienten", over="peildatum").figure("x", "X", NAAM, CLIENTEN)


def test_the_same_count_again_is_no_change() -> None:
    again = counts((2023, 700, date(2023, 12, 31)), (2024, 700, date(2023, 12, 31)))

    assert (again.jaar, again.herhaald, again.now.verandering) == (2023, True, None)


@pytest.mark.parametrize("day", [date(2024, 12, 31), date(2025, 1, 1), date(2024, 6, 30), date(2023, 1, 1)])
def test_a_count_on_another_date_is_another_count(day: date) -> None:
    count = counts((2023, 700, date(2023, 12, 31)), (2024, 800, day))

    assert (count.jaar, count.vorig, count.herhaald, count.now.verandering) == (2024, 2023, False, 14.3)


def test_the_count_after_a_repeated_one_is_compared_with_the_year_that_was_counted() -> None:
    count = counts((2022, 700, date(2022, 12, 31)), (2023, 700, date(2022, 12, 31)), (2024, 800, date(2024, 12, 31)))

    assert (count.jaar, count.vorig, count.herhaald) == (2024, 2022, False)


# First years


def test_the_first_year_of_all_is_not_that_of_one_new_figure() -> None:
    old = frame((2023, "GM0164", "0-15", 100), (2024, "GM0164", "0-15", 100), columns="leeftijdsgroep inwoners")
    new = frame((2024, "GM0164", 60, 1000.0), columns="ontvangers uitgaven")
    alone, beside = (Tables({"loonkostensubsidie": new, **more}, SETTINGS) for more in ({}, {"bevolking": old}))

    first, later = (
        tables.at(HENGELO, 2024).read("loonkostensubsidie", "ontvangers").figure("x", "X", NAAM, CLIENTEN)
        for tables in (alone, beside)
    )

    assert (first.eerste, later.eerste) == (True, False)
    assert first.is_new and later.is_new


def test_a_figure_that_was_too_small_to_show_is_not_new() -> None:
    rows = frame((2023, "GM0164", None, True), (2024, "GM0164", 70_000.0, False), columns="uitgaven uitgaven_klein")
    view = Tables({"loonkostensubsidie": rows}, SETTINGS).at(HENGELO, 2024)

    shown = view.read("loonkostensubsidie", "uitgaven").figure("x", "X", NAAM, EURO)

    assert (shown.before.status, shown.is_new) == ("te klein", False)


# A wijk beside the municipality


def beside(wijk: int, whole: int, of: int = 1000, of_whole: int = 10_000) -> int:
    """Whether the share of a wijk is above (1) or below (-1) that of the municipality, of people in support."""
    code = SETTINGS.wijken[0].code
    people = frame((2024, code, "Wmo", wijk), (2024, "GM0164", "Wmo", whole), columns="groep aantal")
    living = frame((2024, code, "0-15", of), (2024, "GM0164", "0-15", of_whole), columns="leeftijdsgroep inwoners")
    view = Tables({"gebruik": people, "bevolking": living}, SETTINGS).at(SETTINGS.wijken[0], 2024)
    share = view.read("gebruik", "aantal", groep="Wmo").share_of(view.read("bevolking", "inwoners"))
    return above_or_below(share.figure("x", "X", NAAM, PROCENT))


def test_a_wijk_is_above_the_municipality_only_where_no_rounding_makes_them_alike() -> None:
    # 1.000 people: 5 of them are half a percent. With what the municipality may be off, and a step of the print: 1,55.
    assert beside(120, 1000) == 1
    assert beside(110, 1000) == 0
    assert beside(80, 1000) == -1
    assert beside(100, 1000) == 0
    # Of a municipality as small as that, its own 5 count as much: 13,0 against 11,1 leaves 0,8.
    assert beside(130, 100, of_whole=900) == 0


@pytest.mark.parametrize(("living", "rough"), [(200, True), (20_000, False)])
def test_a_difference_in_points_that_rounding_can_move_by_more_than_its_print_is_rough(
    living: int, rough: bool
) -> None:
    share = [(2023, living // 10), (2024, living // 5)]
    people = frame(*((jaar, "GM0164", "Wmo", n) for jaar, n in share), columns="groep aantal")
    all_ = frame(*((jaar, "GM0164", "0-15", living) for jaar, _ in share), columns="leeftijdsgroep inwoners")
    view = Tables({"gebruik": people, "bevolking": all_}, SETTINGS).at(HENGELO, 2024)

    point = view.read("gebruik", "aantal", groep="Wmo").share_of(view.read("bevolking", "inwoners"))

    assert point.figure("x", "X", NAAM, PROCENT).now.grof is rough
