"""Where wijken lie: places on the tile map, and a GeoJSON file that is drawn in its place or refused."""

from __future__ import annotations

import itertools
import json
import math
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import tomli_w

from factsheet import geography
from factsheet.cli import main
from factsheet.geography import BOX, Ring, Shape, read, shapes_of, tile_places
from factsheet.settings import GEMEENTE, Area, Settings, SettingsError, current

WIJKEN = current().wijken
SIDE = 1000  # metres
Spot = tuple[float, float]
Json = dict[str, Any]


def square(left: float, low: float, side: float = SIDE) -> list[Spot]:
    """A closed ring, counter-clockwise as RFC 7946 has an outer ring."""
    right, high = left + side, low + side
    return [(left, low), (right, low), (right, high), (left, high), (left, low)]


def corner(place: int) -> Spot:
    """Where the square of a wijk begins, in RD: rows of four, from the south."""
    return 250_000 + SIDE * (place % 4), 470_000 + SIDE * (place // 4)


def squares(field: str = "wijkcode") -> list[Json]:
    """A map with a square per wijk, in RD."""
    return [
        feature({field: wijk.code, "gemeentecode": "GM0164"}, "Polygon", [square(*corner(place))])
        for place, wijk in enumerate(WIJKEN)
    ]


def feature(fields: Json, kind: str, coordinates: Any) -> Json:
    return {"type": "Feature", "properties": fields, "geometry": {"type": kind, "coordinates": coordinates}}


def moved(features: list[Json], move: Callable[[Spot], Spot]) -> list[Json]:
    """The same map with every point somewhere else."""

    def again(part: Any) -> Any:
        return list(move(part)) if isinstance(part[0], int | float) else [again(one) for one in part]

    return [
        one | {"geometry": one["geometry"] | {"coordinates": again(one["geometry"]["coordinates"])}} for one in features
    ]


def degrees(spot: Spot) -> Spot:
    """Roughly RD → WGS84, around Hengelo."""
    north = 52 + (spot[1] - 447_000) / 111_200
    return 6.3 + (spot[0] - 218_000) / (111_200 * math.cos(math.radians(52.25))), north


def backwards(features: list[Json]) -> list[Json]:
    """The same map with every ring the other way round."""
    return [
        one | {"geometry": one["geometry"] | {"coordinates": [ring[::-1] for ring in one["geometry"]["coordinates"]]}}
        for one in features
    ]


def put(folder: Path, features: object, name: str = "wijken.geojson") -> Path:
    text = features if isinstance(features, str) else json.dumps({"type": "FeatureCollection", "features": features})
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def area(rings: Sequence[Ring]) -> float:
    """By the formula of the shoelace; holes, which run the other way, take their part away."""
    return (
        sum(x1 * y2 - x2 * y1 for ring in rings for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True))
        / 2
    )


def by_code(shapes: Sequence[Shape]) -> dict[str, Shape]:
    return {shape.code: shape for shape in shapes}


# Tiles


def test_tiles_stand_where_the_settings_say_and_are_read_row_by_row() -> None:
    names = {wijk.code: wijk.naam for wijk in WIJKEN}

    placed = tile_places(WIJKEN)

    assert [names[code] for code in placed] == [
        *("Slangenbeek", "Hasseler Es", "Woolde", "Hengelose Es", "Noord"),
        *("Wilderinkshoek", "Binnenstad", "Groot Driene", "Buitengebied", "Berflo Es"),
    ]
    assert list(placed.values()) == [(2, 1), (3, 1), (1, 2), (2, 2), (3, 2), (1, 3), (2, 3), (3, 3), (1, 4), (2, 4)]


def test_an_empty_column_or_row_before_the_first_tile_is_left_out() -> None:
    wijken = [Area("WK1", "Een", "wijk", x=5, y=9), Area("WK2", "Twee", "wijk", x=4, y=10)]

    assert tile_places(wijken) == {"WK1": (2, 1), "WK2": (1, 2)}


@pytest.mark.parametrize("count", [1, 2, 3, 10, 17, 120])
def test_wijken_without_places_stand_in_their_order_in_about_a_square(count: int) -> None:
    wijken = [Area(f"WK{n}", f"Wijk {n}", "wijk") for n in range(count)]

    placed = tile_places(wijken)

    assert [*placed] == [wijk.code for wijk in wijken]
    assert [*placed.values()] == sorted(set(placed.values()), key=lambda place: (place[1], place[0]))
    assert 0 <= max(x for x, _ in placed.values()) - max(y for _, y in placed.values()) <= 1


def test_an_edition_of_which_not_all_wijken_have_a_place_gets_a_made_layout() -> None:
    wijken = [replace(WIJKEN[0], x=None, y=None), *WIJKEN[1:]]

    assert [*tile_places(wijken)] == [wijk.code for wijk in WIJKEN]


# Shapes


def test_without_a_file_there_is_no_map(tmp_path: Path) -> None:
    assert read(tmp_path, current()) == ()


@pytest.mark.parametrize("field", ["wijkcode", "statcode", "WK_CODE", "Wijkcode"])
def test_every_wijk_gets_its_shape_whatever_the_field_is_called(field: str, tmp_path: Path) -> None:
    found = read(put(tmp_path, squares(field)), current())

    assert [shape.code for shape in found] == [wijk.code for wijk in WIJKEN]
    # Four squares fill the box; the rows come from the south.
    assert set(found[0].rings[0]) == {(0, 300), (150, 300), (150, 450), (0, 450)}
    assert set(found[9].rings[0]) == {(150, 0), (300, 0), (300, 150), (150, 150)}


@pytest.mark.parametrize("turn", [list, backwards], ids=["counter-clockwise", "clockwise"])
@pytest.mark.parametrize("move", [lambda spot: spot, degrees], ids=["RD", "WGS84"])
def test_rd_and_wgs84_in_either_ring_order_give_the_same_map(
    move: Callable[[Spot], Spot], turn: Callable[[list[Json]], list[Json]], tmp_path: Path
) -> None:
    straight = by_code(read(put(tmp_path, squares()), current()))

    found = by_code(read(put(tmp_path, turn(moved(squares(), move))), current()))

    for code, shape in straight.items():
        assert area(found[code].rings) == pytest.approx(150 * 150, rel=0.02)
        assert {(round(x / 5), round(y / 5)) for ring in found[code].rings for x, y in ring} == {
            (round(x / 5), round(y / 5)) for ring in shape.rings for x, y in ring
        }


@pytest.mark.parametrize("turned", [1, -1])
def test_a_hole_stays_open_and_every_part_of_a_wijk_is_drawn(turned: int, tmp_path: Path) -> None:
    features = squares()
    x, y = corner(0)
    hole = square(x + 250, y + 250, 500)[::turned]
    features[0] = feature({"wijkcode": WIJKEN[0].code}, "Polygon", [square(x, y), hole])
    far = square(x - 2 * SIDE, y)
    features[1] = feature({"wijkcode": WIJKEN[1].code}, "MultiPolygon", [[square(*corner(1))], [far[::turned]]])

    found = read(put(tmp_path, features), current())

    assert [len(shape.rings) for shape in found[:3]] == [2, 2, 1]
    assert area(found[0].rings) / area(found[2].rings) == pytest.approx(0.75)
    assert area(found[1].rings) / area(found[2].rings) == pytest.approx(2)
    assert max(x for shape in found for ring in shape.rings for x, _ in ring) == BOX


@pytest.mark.parametrize(
    ("rings", "inside"),
    [
        ([square(0, 0)], lambda x, y: abs(x - 500) < 30 and abs(y - 500) < 30),
        # A horseshoe, whose centre of gravity lies outside it.
        (
            [[(0, 0), (1000, 0), (1000, 900), (800, 900), (800, 200), (200, 200), (200, 900), (0, 900), (0, 0)]],
            lambda x, y: y < 200 or x < 200 or x > 800,
        ),
        # A ring around another wijk.
        ([square(0, 0), square(100, 100, 800)], lambda x, y: not (100 < x < 900 and 100 < y < 900)),
    ],
)
def test_a_label_stands_inside_its_wijk(
    rings: list[list[Spot]], inside: Callable[[float, float], bool], tmp_path: Path
) -> None:
    features = squares()
    x, y = corner(9)
    shifted = [[(x + right, y + up) for right, up in ring] for ring in rings]
    features[9] = feature({"wijkcode": WIJKEN[9].code}, "Polygon", shifted)

    right, down = read(put(tmp_path, features), current())[9].middle

    assert inside((right - 150) / 150 * 1000, (150 - down) / 150 * 1000)


def test_a_map_with_very_many_points_is_made_lighter_and_stays_the_same_map(tmp_path: Path) -> None:
    def jagged(left: float, low: float) -> list[Spot]:
        ring = square(left, low)
        steps = [(n / 5000, pair) for pair in itertools.pairwise(ring) for n in range(5000)]
        return [(x1 + part * (x2 - x1), y1 + part * (y2 - y1)) for part, ((x1, y1), (x2, y2)) in steps] + [ring[0]]

    features = [feature({"wijkcode": wijk.code}, "Polygon", [jagged(*corner(n))]) for n, wijk in enumerate(WIJKEN)]

    found = read(put(tmp_path, features), current())

    assert sum(len(ring) for shape in found for ring in shape.rings) <= geography.MOST
    assert [area(shape.rings) for shape in found] == pytest.approx([150 * 150] * len(WIJKEN), rel=0.05)


def test_other_municipalities_buurten_and_water_are_passed_over(tmp_path: Path) -> None:
    elsewhere = square(260_000, 480_000)
    others = [
        feature({"wijkcode": "WK015300"}, "Polygon", [elsewhere]),
        feature({"wijkcode": None}, "Point", [1, 2]),
        feature({"wijkcode": "WK016400", "buurtcode": "BU01640001"}, "Polygon", [elsewhere]),
        feature({"wijkcode": "BU01640001"}, "Polygon", [elsewhere]),
        feature({"wijkcode": "WK016499", "water": "JA"}, "Polygon", [elsewhere]),
        {"type": "Feature", "properties": None, "geometry": None},
    ]

    assert read(put(tmp_path, [*others, *squares()]), current()) == read(put(tmp_path, squares()), current())


def test_a_height_beside_each_point_and_a_mark_of_windows_are_passed_over(tmp_path: Path) -> None:
    high = [
        feature(
            one["properties"], "Polygon", [[(*spot, 12.5) for spot in ring] for ring in one["geometry"]["coordinates"]]
        )
        for one in squares()
    ]
    straight = read(put(tmp_path, squares()), current())

    put(tmp_path, "\ufeff" + json.dumps({"type": "FeatureCollection", "features": high}))

    assert read(tmp_path, current()) == straight


# What is refused


def without(features: list[Json], *places: int) -> list[Json]:
    return [one for place, one in enumerate(features) if place not in places]


def drawn_as(kind: str, coordinates: Any) -> list[Json]:
    return [feature({"wijkcode": WIJKEN[0].code}, kind, coordinates), *squares()[1:]]


NO_BORDER = (
    "Binnenstad (WK016400) heeft geen grens die te tekenen is. Kies een kaart met vlakken (Polygon of MultiPolygon)."
)
NOT_HERE = "Deze plaatsen liggen niet in Nederland. Bewaar de kaart in RD (EPSG:28992) of WGS84 (lengte, breedte)."
NO_LIST = "Hier staat geen lijst van gebieden (FeatureCollection) in. Bewaar de kaart als GeoJSON."
BROKEN = "Dit is geen geldige GeoJSON. Download het bestand opnieuw en zet het er ongewijzigd neer."
REFUSED: list[tuple[object, str]] = [
    ("{", BROKEN),
    ("[" * 100_000, BROKEN),
    ("[]", NO_LIST),
    ('{"features": [1]}', NO_LIST),
    (squares("code"), "Geen enkel gebied heeft een veld wijkcode, statcode of WK_CODE. Voeg dat toe, zoals WK016400."),
    ([], "Geen enkel gebied heeft een veld wijkcode, statcode of WK_CODE. Voeg dat toe, zoals WK016400."),
    (
        without(squares(), 2, 7),
        "Deze wijken ontbreken op de kaart: Noord (WK016402), Woolde (WK016407). "
        "Zet ze erbij, of haal het bestand weg.",
    ),
    (
        [feature({"wijkcode": "WK015300"}, "Polygon", [square(0, 0)])],
        "Deze wijken ontbreken op de kaart: Binnenstad (WK016400), Hengelose Es (WK016401), Noord (WK016402), "
        "Hasseler Es (WK016403), Groot Driene (WK016404), en nog 5. Zet ze erbij, of haal het bestand weg.",
    ),
    (
        [*squares(), feature({"wijkcode": "WK016410"}, "Polygon", [square(0, 0)])],
        "Deze wijken staan niet in gemeente.toml: WK016410. Kies de kaart van het jaar waarvan de wijken zijn.",
    ),
    (
        [*squares(), squares()[3]],
        "Deze wijken staan er meer dan één keer in: Hasseler Es (WK016403). Houd de kaart van één jaar over.",
    ),
    (drawn_as("Point", [250_000, 470_000]), NO_BORDER),
    (drawn_as("Polygon", None), NO_BORDER),
    (drawn_as("Polygon", []), NO_BORDER),
    (drawn_as("MultiPolygon", []), NO_BORDER),
    (drawn_as("Polygon", [square(250_000, 470_000)[:3]]), NO_BORDER),
    (drawn_as("Polygon", [[["a", "b"]] * 4]), NO_BORDER),
    (drawn_as("Polygon", [[[1]] * 4]), NO_BORDER),
    (drawn_as("Polygon", [[[10**400, 1]] * 4]), NO_BORDER),
    (drawn_as("Polygon", [{"x": 1}] * 4), NO_BORDER),
    ([{"properties": {"wijkcode": WIJKEN[0].code}}, *squares()[1:]], NO_BORDER),
    (moved(squares(), lambda spot: (spot[1], spot[0])), NOT_HERE),
    (moved(squares(), lambda spot: degrees(spot)[::-1]), NOT_HERE),
    (moved(squares(), lambda spot: (spot[0] * 3, spot[1] * 3)), NOT_HERE),
    (drawn_as("Polygon", [[(math.nan, 470_000.0)] * 4]), NOT_HERE),
]


@pytest.mark.parametrize(("features", "message"), REFUSED, ids=range(len(REFUSED)))
def test_a_file_that_does_not_fit_the_wijken_is_refused_with_what_to_do(
    features: object, message: str, tmp_path: Path
) -> None:
    put(tmp_path, features)

    with pytest.raises(SettingsError) as raised:
        read(tmp_path, current())

    assert str(raised.value) == f"{tmp_path / 'wijken.geojson'}: {message}"


def test_two_maps_are_refused(tmp_path: Path) -> None:
    put(tmp_path, squares(), "oud.geojson")
    put(tmp_path, squares(), "Nieuw.GeoJSON")

    with pytest.raises(SettingsError) as raised:
        read(tmp_path, current())

    assert str(raised.value) == f"{tmp_path}: Hier staan 2 kaarten: 'Nieuw.GeoJSON' en 'oud.geojson'. Houd er één over."


def test_a_map_that_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    (tmp_path / "wijken.geojson").mkdir()

    with pytest.raises(SettingsError, match="kan niet gelezen worden"):
        read(tmp_path, current())


# Where it is used


@pytest.fixture
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with the settings of Hengelo, which this installation uses."""
    shutil.copy(GEMEENTE, tmp_path)
    monkeypatch.setenv("FACTSHEET_GEMEENTE", str(tmp_path / "gemeente.toml"))
    geography.current.cache_clear()
    yield tmp_path
    geography.current.cache_clear()


def test_an_edition_with_other_wijken_gets_tiles(own_folder: Path) -> None:
    put(own_folder, squares())

    assert [shape.code for shape in shapes_of(WIJKEN)] == [wijk.code for wijk in WIJKEN]
    assert shapes_of(WIJKEN[:-1]) == ()
    assert shapes_of([*WIJKEN, Area("WK016410", "Nieuw", "wijk")]) == ()


def test_without_a_file_every_edition_gets_tiles(own_folder: Path) -> None:
    assert shapes_of(WIJKEN) == ()


def test_the_command_tells_which_map_is_used(own_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(own_folder, squares())

    assert main(["instellingen"]) == 0

    assert f"\nDe kaart van de wijken komt uit {own_folder / 'wijken.geojson'}.\n" in capsys.readouterr().out


def test_the_command_tells_what_is_wrong_with_a_map(own_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(own_folder, "{")

    assert main(["instellingen"]) == 1
    said = capsys.readouterr()
    assert main(["instellingen", "--json"]) == 1
    printed = json.loads(capsys.readouterr().out)

    assert (said.out, said.err) == ("", f"{own_folder / 'wijken.geojson'}: {BROKEN}\n")
    assert printed == {
        "bestand": str(own_folder / "wijken.geojson"),
        "goed": False,
        "problemen": [{"plaats": "", "melding": BROKEN}],
    }


def test_the_server_does_not_start_with_a_map_that_cannot_be_used(own_folder: Path, store_url: str) -> None:
    put(own_folder, without(squares(), 2))

    command = [sys.executable, "-c", "import streamlit_app"]
    started = subprocess.run(command, cwd=GEMEENTE.parent.parent, capture_output=True, text=True, check=False)

    assert started.returncode == 1
    assert started.stderr.strip().splitlines() == [
        "De server start niet:",
        f"{own_folder / 'wijken.geojson'}: Deze wijken ontbreken op de kaart: Noord (WK016402). "
        "Zet ze erbij, of haal het bestand weg.",
    ]


def test_another_municipality_has_a_map_of_its_own(tmp_path: Path) -> None:
    raw = tomllib.loads(GEMEENTE.read_text(encoding="utf-8"))
    raw["gemeente"]["code"] = "GM1774"
    raw["wijken"] = [{"code": "WK177401", "naam": "Ootmarsum"}]
    (tmp_path / "gemeente.toml").write_text(tomli_w.dumps(raw), encoding="utf-8")
    town: Settings = geography.factsheet_settings.read(tmp_path / "gemeente.toml")
    put(tmp_path, [*squares(), feature({"wijkcode": "wk177401 "}, "Polygon", [square(260_000, 490_000)])])

    (shape,) = read(tmp_path, town)

    assert (shape.code, area(shape.rings)) == ("WK177401", BOX * BOX)
