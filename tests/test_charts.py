"""What a reader sees in a chart: colours, sizes, words and what stands to scale, in every example year and area."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import altair as alt
import pytest

from factsheet import charts
from factsheet.charts.canvas import apart, ceiling
from factsheet.charts.theme import theme
from factsheet.edition import SectionResult
from factsheet.figures import Doel, Elders, Figure
from factsheet.narrate import notation
from factsheet.sections import SECTIONS
from factsheet.settings import current
from schemas.domain import WETTEN
from tests import example

CONFIG = tomllib.loads((Path(__file__).parent.parent / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
GROUNDS: dict[charts.Mode, str] = {
    "licht": CONFIG["theme"]["light"]["backgroundColor"],
    "donker": CONFIG["theme"]["dark"]["backgroundColor"],
}
LAWS = {wet.naam: wet.kleur for wet in WETTEN}
# The ground under a chart says nothing that is not said otherwise; letters need more than marks.
QUIET, LETTERS = {"spoor", "marge", "papier"}, {"naam", "waarde", "noot"}
AREAS = {area.naam: area for area in current().areas}
EVERY = [(year, area) for year in example.YEARS for area in AREAS]
SOME = [(2024, "Hengelo"), (2021, "Hengelo"), (2024, "Berflo Es"), (2024, "Buitengebied")]
every_page = pytest.mark.parametrize(("year", "area"), EVERY)
some_pages = pytest.mark.parametrize(("year", "area"), SOME)
# How the three kinds of colour blindness see linear RGB (Viénot, Brettel and Mollon).
BLIND = {
    "protanopia": ((0.112, 0.888, 0.0), (0.112, 0.888, 0.0), (0.004, -0.004, 1.0)),
    "deuteranopia": ((0.292, 0.708, 0.0), (0.292, 0.708, 0.0), (-0.022, 0.022, 1.0)),
    "tritanopia": ((1.0, 0.145, -0.145), (0.0, 0.859, 0.141), (0.0, 0.859, 0.141)),
}


def linear(colour: str) -> tuple[float, float, float]:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return r, g, b


def luminance(colour: str) -> float:
    r, g, b = linear(colour)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def parts(year: int, area: str) -> Iterator[SectionResult]:
    """The sections of a page that have a chart."""
    return (part for part in example.sheet(year, AREAS[area]).secties if part.grafiek)


def spec(part: SectionResult) -> dict[str, Any]:
    assert part.grafiek is not None
    return part.grafiek


def rows(drawn: dict[str, Any]) -> list[dict[str, Any]]:
    return [row for data in drawn["datasets"].values() for row in data]


def layer_rows(drawn: dict[str, Any], kind: str, style: str) -> list[dict[str, Any]]:
    """The rows of all layers with this mark in this style."""
    layers = [one for one in drawn["layer"] if (one["mark"]["type"], one["mark"]["style"]) == (kind, style)]
    return [row for layer in layers for row in drawn["datasets"][layer["data"]["name"]]]


def part(key: str, area: str = "Hengelo", year: int = 2024) -> SectionResult:
    return next(part for part in example.sheet(year, AREAS[area]).secties if part.sleutel == key)


# Colour


@pytest.mark.parametrize("mode", GROUNDS)
@some_pages
def test_what_carries_meaning_stands_out_from_the_page(year: int, area: str, mode: charts.Mode) -> None:
    for one in parts(year, area):
        styles = theme(mode)["style"]
        for layer in spec(one)["layer"]:
            style = layer["mark"]["style"]
            shown = {row["kleur"] for row in spec(one)["datasets"][layer["data"]["name"]] if row.get("kleur")}
            in_hue = shown if "color" in layer["encoding"] else {styles[style]["color"]}
            least = 4.5 if style in LETTERS else 3
            if style not in QUIET:
                assert all(contrast(colour, GROUNDS[mode]) >= least for colour in in_hue), (style, in_hue)


@pytest.mark.parametrize("mode", GROUNDS)
def test_titles_can_be_read_on_the_page_and_letters_on_the_light_ground(mode: charts.Mode) -> None:
    title, tint = theme(mode)["title"], charts.TINTS[mode]

    assert contrast(title["color"], GROUNDS[mode]) >= 4.5
    assert contrast(title["subtitleColor"], GROUNDS[mode]) >= 4.5
    assert contrast(tint["inkt"], tint["spoor"]) >= 4.5  # a value at the end of a bar
    assert tint["papier"] == GROUNDS[mode]


@some_pages
def test_colour_is_for_the_laws_only(year: int, area: str) -> None:
    for one in parts(year, area):
        assert {row.get("kleur") for row in rows(spec(one))} <= {*LAWS.values(), None}
        assert not re.search("#[0-9A-Fa-f]{6}", json.dumps(spec(one)["layer"]))


@pytest.mark.parametrize("blind", BLIND)
def test_the_hues_of_the_laws_stay_apart_for_the_colour_blind(blind: str) -> None:
    def seen(colour: str) -> tuple[float, ...]:
        rgb = linear(colour)
        return tuple(max(0.0, sum(k * c for k, c in zip(row, rgb, strict=True))) ** (1 / 2.2) for row in BLIND[blind])

    laws = [seen(hue) for hue in LAWS.values()]

    for i, one in enumerate(laws):
        for other in laws[i + 1 :]:
            assert sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 > 0.12


def test_a_law_has_one_hue_everywhere() -> None:
    assert charts.hue("wmo.clienten") == charts.hue("wmo.uitgaven_gecorrigeerd") == LAWS["Wmo"]
    assert charts.hue("bijstand.huishoudens") == charts.hue("participatiewet.uitgaven") == LAWS["Participatiewet"]
    assert charts.hue("inwoners") is None
    assert len(set(LAWS.values())) == len(LAWS)
    assert all(contrast(charts.NEUTRAL, ground) >= 3 for ground in GROUNDS.values())


def test_the_dark_chart_differs_in_its_tints_only() -> None:
    drawn = spec(part("gebruik"))

    dark = charts.in_mode(drawn, "donker")

    assert {key for key in dark if dark[key] != drawn[key]} == {"config"}
    assert dark["config"]["style"]["naam"]["color"] == charts.TINTS["donker"]["inkt"]


# What a picture says of itself


@some_pages
def test_a_chart_stands_alone(year: int, area: str) -> None:
    for one in parts(year, area):
        drawn = spec(one)

        under = " ".join(drawn["title"]["subtitle"])
        section = next(section for section in SECTIONS if section.sleutel == one.sleutel)

        assert " ".join(drawn["title"]["text"]) == one.grafiek_titel
        assert len(one.grafiek_titel.split()) <= 8
        assert under == f"{one.hoofdcijfer.area.naam}, {one.hoofdcijfer.jaar}. Bron: {section.bron}."
        assert drawn["width"] == "container"


@pytest.mark.parametrize("area", ["Hengelo", "Berflo Es"])  # every kind of chart, and each with the municipality beside
def test_a_chart_is_valid_vega_lite(area: str) -> None:
    for one in parts(2024, area):
        assert alt.LayerChart.from_dict(spec(one))  # validated against the schema


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.sleutel)
def test_an_explanation_ends_with_the_source(section: Any) -> None:
    assert section.bron
    assert section.uitleg.endswith(f". Bron: {section.bron}.")
    assert section.uitleg.count("Bron:") == 1


# Pixels, with the title. In a wijk the municipality stands beside it, and its name may take a line more.
HIGHEST = {"inwoners": 152, "wonen": 152, "beleidsindicatoren": 230, "uitgaven": 270, "begeleiding": 290}
CARD, BESIDE = 172, 30


@every_page
def test_a_chart_fits_its_card(year: int, area: str) -> None:
    for one in parts(year, area):
        drawn = spec(one)
        title = 16 * len(drawn["title"]["text"]) + 13 * len(drawn["title"]["subtitle"]) + 8
        around = sum(drawn["padding"][side] for side in ("top", "bottom"))

        most = HIGHEST.get(one.sleutel, CARD) + (0 if AREAS[area].is_gemeente else BESIDE)
        assert drawn["height"] + title + around <= most, one.sleutel


# The description


@every_page
def test_every_number_in_a_description_is_one_of_the_section(year: int, area: str) -> None:
    for one in parts(year, area):
        told = spec(one)["description"]
        known = {text for figure in one.cijfers for text in printed(figure)}
        fixed = {str(current().basisjaar), "100"} if one.sleutel == "uitgaven" else set()
        named = {number for row in rows(spec(one)) for number in NUMBER.findall(str(row.get("naam", "")))}
        ages = {number for figure in one.cijfers if figure.naam.zin for number in NUMBER.findall(figure.naam.zin.rest)}

        assert set(NUMBER.findall(told)) - fixed - ages - (named if one.sleutel == "begeleiding" else set()) <= known
        assert len(told.split()) <= 45
        assert re.fullmatch(r"[A-Z].*\.", told)
        assert not re.search(r"[{}]|None|nan|  |\.\.", told)


NUMBER = re.compile(r"-?\d+(?:\.\d{3})*(?:,\d+)?")


def printed(figure: Figure) -> Iterator[str]:
    """All numbers that may be told of a figure: those of its years, of the municipality, and of other areas."""
    for point in figure.points:
        yield str(point.jaar)
        yield from NUMBER.findall(notation.point(point, figure.unit))
        if point.waarde is not None and figure.unit.soort == "euro":
            yield from NUMBER.findall(notation.millions(point.waarde))
    for other in figure.elsewhere:
        yield from NUMBER.findall(notation.value(other.waarde, figure.unit))
    if figure.gemeente:
        yield from printed(figure.gemeente)


@pytest.mark.parametrize(
    ("key", "said"),
    [
        (
            "gebruik",
            "Staafdiagram: van de inwoners kreeg 12% hulp uit de Wmo of de Jeugdwet, 9% hulp uit de Wmo en "
            "3% jeugdhulp; van de huishoudens kreeg 6% bijstand.",
        ),
        (
            "loonkostensubsidie",
            "Kolommen: het aantal mensen met loonkostensubsidie ging van 240 in 2021 naar 320 in 2024.",
        ),
        (
            "piramide",
            "Piramide, van boven naar beneden: maatwerk 6.690, basisondersteuning niet geteld, sociale basis 3.050, "
            "zelfzorg niet geteld.",
        ),
        (
            "uitgaven",
            "Lijnen na prijscorrectie, met 2021 als 100. Hoogste lijn in 2024: Jeugdwet (€\u00a036,3 mln), "
            "dan Wmo (€\u00a033,3 mln) en Participatiewet (€\u00a035,8 mln). "
            "Gestippeld: zonder correctie (€\u00a0135,8 mln).",
        ),
    ],
)
def test_a_description_says_what_somebody_would_read_aloud(key: str, said: str) -> None:
    assert spec(part(key))["description"] == said


@some_pages
def test_a_screen_reader_hears_nothing_of_the_machine(year: int, area: str) -> None:
    for one in parts(year, area):
        drawn = spec(one)

        assert drawn["config"]["aria"] is drawn["title"]["aria"] is False
        assert all(layer["mark"]["aria"] is False for layer in drawn["layer"])
        tooltips = [tip for layer in drawn["layer"] for tip in layer["encoding"].get("tooltip", [])]
        assert {tip["title"] for tip in tooltips} == {"cijfer", "jaar", "waarde"}
        keys = {figure.sleutel for figure in one.cijfers if "." in figure.sleutel}
        assert not [key for key in keys if key in json.dumps(drawn)]


# To scale


@pytest.mark.parametrize("key", ["inwoners", "huishoudens", "wonen", "gebruik"])
def test_bars_are_as_long_as_their_share_on_a_track_that_ends_at_a_round_number(key: str) -> None:
    drawn = spec(part(key, "Berflo Es"))

    bars, track = layer_rows(drawn, "rect", "cijfer"), layer_rows(drawn, "rect", "spoor")

    values = [f.value for f in part(key, "Berflo Es").cijfers if f.unit.soort == "procent"]
    assert [(row["x"], row["x2"]) for row in bars if row["kleur"] is None] == [
        (0, row["x2"]) for row in bars if row["kleur"] is None
    ]
    assert {row["x2"] for row in bars} <= set(values)
    assert {row["x2"] for row in track} == {drawn["layer"][0]["encoding"]["x"]["scale"]["domain"][1]}
    assert max(row["x2"] for row in bars) <= track[0]["x2"] <= 100
    ticks = layer_rows(drawn, "rule", "inkt")
    assert [row["x"] for row in ticks] == [
        f.gemeente.value
        for f in part(key, "Berflo Es").cijfers
        if f.gemeente and f.value in {row["x2"] for row in bars}
    ][: len(ticks)]
    assert "| Hengelo" in [row.get("naam") for row in rows(drawn)]


def test_columns_start_at_zero() -> None:
    drawn = spec(part("loonkostensubsidie"))
    figure = part("loonkostensubsidie").hoofdcijfer
    columns = layer_rows(drawn, "bar", "cijfer") + layer_rows(drawn, "bar", "stil")

    per_person = {round((row["y2"] - row["y"]) / figure.at(row["x"]).waarde, 9) for row in columns}  # type: ignore[operator]

    assert len(columns) == len(example.YEARS) and len(per_person) == 1
    assert [row["label"] for row in layer_rows(drawn, "text", "waarde")] == ["240", "320"]


def test_lines_of_counts_start_at_zero() -> None:
    drawn = spec(part("indicaties"))
    first, second = (part("indicaties").cijfers[n] for n in (0, 1))
    ends = layer_rows(drawn, "point", "cijfer")
    ground = layer_rows(drawn, "rule", "marge")[0]["y"]

    assert [row["tekst"] for row in ends] == ["18.270", "17.360", "9.950", "10.020"]
    per_person = [(ground - ends[n]["y"]) / (figure.now.waarde or 0) for n, figure in ((1, first), (3, second))]
    assert per_person[0] == pytest.approx(per_person[1])


def test_spending_is_drawn_as_a_share_of_the_base_year() -> None:
    drawn = spec(part("uitgaven"))
    numbers = {
        row["naam"]: row["y"] for row in layer_rows(drawn, "text", "noot") if row.get("naam") in {"110", "2021 = 100"}
    }
    step = (numbers["2021 = 100"] - numbers["110"]) / 10

    figures = {wet.kleur: part("uitgaven").cijfers for wet in WETTEN}
    for wet in WETTEN:
        figure = next(f for f in figures[wet.kleur] if f.sleutel == f"{wet.sleutel}.uitgaven_gecorrigeerd")
        end = next(r for r in layer_rows(drawn, "line", "cijfer") if r["kleur"] == wet.kleur and r["jaar"] == "2024")
        index = 100 * (figure.value or 0) / (figure.at(2021).waarde or 1)
        assert 100 + (numbers["2021 = 100"] - end["y"]) / step == pytest.approx(index)


def test_a_score_stands_at_the_years_that_it_is_about() -> None:
    drawn = spec(part("ses"))

    assert {row["jaar"] for row in layer_rows(drawn, "line", "cijfer")} == {"2019", "2020", "2021", "2022"}
    assert [row["naam"] for row in layer_rows(drawn, "text", "waarde")] == ["-0,041", "-0,030 score"]


def test_support_has_two_dots_per_class() -> None:
    drawn = spec(part("begeleiding"))

    now, before = layer_rows(drawn, "point", "cijfer"), layer_rows(drawn, "point", "open")

    assert {row["jaar"] for row in now} == {"2024"} and {row["jaar"] for row in before} == {"2023"}
    assert len(now) == len(before) == 9
    classes = {f.label: f for f in part("begeleiding").cijfers}
    assert all(row["x"] == classes[row["kort"]].value for row in now)
    assert all(row["x"] == classes[row["kort"]].at(2023).waarde for row in before)


@pytest.mark.parametrize("count", [1, 2, 4, 7])
def test_a_pyramid_is_widest_at_the_bottom_whatever_is_counted(count: int) -> None:
    known, unknown = (part("piramide").cijfers[n] for n in (0, 1))
    layers = [(f"laag {n}", unknown if n % 2 else known) for n in range(count)]

    chart = charts.pyramid(layers)

    assert chart is not None
    drawn = chart.to_dict()
    slices = sorted(
        layer_rows(drawn, "area", "cijfer") + layer_rows(drawn, "area", "leeg"), key=lambda row: (row["y"], row["deel"])
    )
    widths = [row["x2"] - row["x"] for row in slices]
    assert len(slices) == 2 * count and widths == sorted(widths) and widths[0] == 0
    assert len(layer_rows(drawn, "rect", "cijfer")) == (count + 1) // 2
    assert [row["niet"] for row in layer_rows(drawn, "text", "noot")] == ["niet geteld"] * (count // 2)


def test_a_survey_has_its_margin_its_target_and_other_areas() -> None:
    figure = part("beleidsindicatoren").hoofdcijfer
    figure = replace(figure, doel=Doel(80, "niet te zeggen"), elders=(Elders("Nederland", 75.0, "CBS"),))

    chart = charts.surveys([figure])

    assert chart is not None
    drawn = chart.to_dict()
    named = [row.get("naam") for row in rows(drawn)]
    assert "doel 80%" in named and "Nederland 75%" in named
    band = {row["x"]: row["y2"] - row["y"] for row in layer_rows(drawn, "area", "marge")}
    margins = {p.jaar: p.steekproef for p in figure.points}
    assert len({round(high / margins[year], 6) for year, high in band.items()}) == 1
    assert layer_rows(drawn, "rule", "stil")[0]["y"] != layer_rows(drawn, "point", "stil")[0]["y"]


def test_a_missing_year_breaks_a_line() -> None:
    figure = part("indicaties").hoofdcijfer
    broken = replace(figure, points=tuple(p for p in figure.points if p.jaar != 2022))

    chart = charts.lines([broken], ["indicaties"])

    assert chart is not None
    assert len({row["deel"] for row in layer_rows(chart.to_dict(), "line", "cijfer")}) == 2


def test_a_single_year_is_no_line() -> None:
    figures = [f for f in part("indicaties", year=2021).cijfers if f.sleutel == "wmo.clienten"]

    assert charts.lines(figures, ["cliënten"]) is None


def test_words_at_the_end_of_lines_never_touch() -> None:
    for wanted in ([10.0, 11.0, 12.0], [90.0, 89.0, 88.0], [50.0, 10.0, 50.0]):
        placed = apart(wanted, 14, 100)
        heights = sorted(placed)
        assert all(b - a >= 14 for a, b in pairwise(heights)) and heights[-1] <= 100
        assert [wanted[n] for n in sorted(range(3), key=placed.__getitem__)] == sorted(wanted)


@pytest.mark.parametrize(
    ("value", "end"), [(0, 1), (0.6, 0.6), (12, 15), (15, 15), (57, 60), (81, 100), (8_100, 10_000)]
)
def test_a_scale_ends_at_a_round_number(value: float, end: float) -> None:
    assert ceiling(value) == pytest.approx(end)


def test_a_sparkline_needs_two_years() -> None:
    figure = example.figures(2024, current().gemeente)["inwoners"]
    first = example.figures(2021, current().gemeente)["inwoners"]

    assert charts.sparkline(figure).startswith("data:image/svg+xml;base64,")
    assert charts.sparkline(first) == ""
