from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

from factsheet import charts
from factsheet.settings import Area, current
from schemas.domain import WETTEN
from tests import example

CONFIG = tomllib.loads((Path(__file__).parent.parent / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
GROUNDS = [CONFIG["theme"]["light"]["backgroundColor"], CONFIG["theme"]["dark"]["backgroundColor"]]
LAWS = {wet.naam: wet.kleur for wet in WETTEN}
HUES = {**LAWS, "SAMEN": charts.SAMEN, "EERDER": charts.EERDER}
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


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("name", HUES)
def test_every_colour_holds_three_to_one_on_light_and_dark(name: str, ground: str) -> None:
    assert contrast(HUES[name], ground) >= 3


@pytest.mark.parametrize("name", [name for name in HUES if name != "EERDER"])
def test_white_letters_can_be_read_on_every_hue(name: str) -> None:
    assert contrast(HUES[name], charts.WHITE) >= 4.5


@pytest.mark.parametrize(("mode", "ground"), [("licht", GROUNDS[0]), ("donker", GROUNDS[1])])
def test_letters_can_be_read_on_the_page(mode: charts.Mode, ground: str) -> None:
    assert contrast(charts.INK[mode], ground) >= 4.5
    assert contrast(charts.QUIET[mode], ground) >= 4.5


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
    assert len(set(LAWS.values())) == len(LAWS)


def test_a_chart_is_described_and_takes_the_width_of_the_page() -> None:
    for part in example.sheet(2024).secties:
        assert part.grafiek is not None
        assert part.grafiek["description"] == part.grafiek_titel
        assert part.grafiek["width"] == "container"


def test_bars_start_at_zero() -> None:
    lks = next(part for part in example.sheet(2024).secties if part.sleutel == "loonkostensubsidie")

    assert lks.grafiek is not None
    assert lks.grafiek["layer"][0]["encoding"]["y"]["scale"]["zero"] is True


def test_the_dark_chart_differs_in_its_letters_only() -> None:
    spec = next(part.grafiek for part in example.sheet(2024).secties if part.grafiek)

    dark = charts.in_mode(spec, "donker")

    assert dark["layer"] == spec["layer"]
    assert dark["config"]["text"]["color"] == charts.INK["donker"]


def test_a_sparkline_needs_two_years() -> None:
    figure = example.figures(2024, current().gemeente)["inwoners"]
    first = example.figures(2021, current().gemeente)["inwoners"]

    assert charts.sparkline(figure).startswith("data:image/svg+xml;base64,")
    assert charts.sparkline(first) == ""


@pytest.mark.parametrize("area", current().areas, ids=lambda area: area.slug)
def test_names_above_a_bar_never_touch(area: Area) -> None:
    drawn = [part.grafiek for part in example.sheet(2024, area).secties if part.sleutel in {"inwoners", "wonen"}]
    rows = [row for one in drawn if one for data in one["datasets"].values() for row in data if "hoog" in row]

    lines: dict[tuple[object, ...], list[tuple[float, float]]] = {}
    for row in rows:
        width = charts.LETTER * len(row["kort"])
        start = row["tot"] - width if row["rechts"] else row["van"]
        lines.setdefault((row["sleutel"].split(".")[0], row["rij"], row["hoog"]), []).append((start, start + width))

    assert lines
    assert all(a[1] <= b[0] for spans in lines.values() for a, b in pairwise(sorted(spans)))
