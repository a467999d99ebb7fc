"""Where wijken lie: their places on the tile map, and their shapes when a GeoJSON file stands beside gemeente.toml."""

from __future__ import annotations

import functools
import itertools
import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from factsheet import settings as factsheet_settings
from factsheet.settings import Area, Settings, SettingsFileError, SettingsProblem

BOX = 600  # the longer side of the plane of a map
MOST = 5000  # points of a map; one with more is drawn on a coarser grid
STEPS = (1, 2, 4)  # grids, from fine to coarse
NAMED = 5  # wijken that a message names
SCANS = 48  # lines across a shape, to find where it is widest
CODES = ("wijkcode", "statcode", "wk_code")
BUURTEN = ("buurtcode", "bu_code")
WATER = ("water", "h2o")
# Where the Netherlands lie: from and to, in metres of RD (EPSG:28992) and in degrees of WGS84.
RD = ((0, 300_000), (300_000, 630_000))
WGS84 = ((3, 8), (50, 54))
CORNERS = 4  # the least that a ring has, of which the last is the first

Point = tuple[float, float]
Ring = tuple[Point, ...]
Polygons = tuple[tuple[Ring, ...], ...]


@dataclass(frozen=True)
class Shape:
    """One wijk on a flat plane, x to the right and y down, all from 0 to `BOX`.

    An outer ring runs one way and its holes the other, so that filling by winding leaves the holes open. `middle` lies
    inside, where there is most room for a label.
    """

    code: str
    rings: tuple[Ring, ...]
    middle: Point


def tile_places(wijken: Sequence[Area]) -> dict[str, tuple[int, int]]:
    """Column and row of each wijk by code, in reading order, both from 1.

    Without places of their own (an edition from before, another municipality) they stand in the order of the list, in a
    square as far as that goes.
    """
    own = {wijk.code: (wijk.x, wijk.y) for wijk in wijken if wijk.x is not None and wijk.y is not None}
    if len(set(own.values())) < len(wijken):
        columns = math.ceil(math.sqrt(len(wijken)))
        return {wijk.code: (place % columns + 1, place // columns + 1) for place, wijk in enumerate(wijken)}
    left, top = (min((place[axis] for place in own.values()), default=1) - 1 for axis in (0, 1))
    placed = {code: (x - left, y - top) for code, (x, y) in own.items()}
    return dict(sorted(placed.items(), key=lambda one: (one[1][1], one[1][0])))


def has_places(wijken: Sequence[Area]) -> bool:
    """Whether anybody told where these wijken lie. Without it tiles in the order of a list would look like a map."""
    return all(wijk.x is not None for wijk in wijken) or bool(shapes_of(wijken))


def shapes_of(wijken: Sequence[Area]) -> tuple[Shape, ...]:
    """The map of these wijken; nothing without a file, or for an edition that was made with other wijken."""
    found = current()
    return found if {shape.code for shape in found} == {wijk.code for wijk in wijken} else ()


@functools.cache
def current() -> tuple[Shape, ...]:
    """The map of this installation, read once. Raises SettingsFileError when its file cannot be used."""
    return read(factsheet_settings.path().parent, factsheet_settings.current())


def map_file(folder: Path) -> Path | None:
    """The GeoJSON file in this folder, if any. Raises SettingsFileError when there are more."""
    found = sorted(path for path in folder.iterdir() if path.suffix.lower() == ".geojson")
    if len(found) > 1:
        names = " en ".join(f"'{path.name}'" for path in found)
        _refuse(folder, f"Hier staan {len(found)} kaarten: {names}. Houd er één over.")
    return found[0] if found else None


def read(folder: Path, settings: Settings) -> tuple[Shape, ...]:
    """The shapes of all wijken, in the order of the settings; nothing when no GeoJSON file stands in this folder.

    Raises SettingsFileError, with one sentence on what is wrong and one on what to do, for a file that does not fit.
    """
    file = map_file(folder)
    if file is None:
        return ()
    known = _polygons(file, settings)
    wijken = {wijk.code: known[wijk.code] for wijk in settings.wijken}
    return tuple(Shape(code, rings, _middle(rings)) for code, rings in _fitted(_flat(file, wijken)).items())


def box(shapes: Iterable[Shape]) -> Point:
    """The width and the height of a map."""
    spots = [spot for shape in shapes for ring in shape.rings for spot in ring]
    return max(x for x, _ in spots), max(y for _, y in spots)


def _refuse(file: Path, message: str) -> NoReturn:
    raise SettingsFileError(file, [SettingsProblem("", message)])


def _polygons(file: Path, settings: Settings) -> dict[str, Polygons]:
    """The polygons of every wijk, as the file has them. Rows of other municipalities and of buurten are passed over."""
    own = f"WK{settings.gemeente.code[2:]}"
    names = {wijk.code: f"{wijk.naam} ({wijk.code})" for wijk in settings.wijken}
    rows = [(code, geometry) for code, geometry in _rows(file) if code.startswith(own)]
    codes = [code for code, _ in rows]
    if missing := [name for code, name in names.items() if code not in codes]:
        _refuse(file, f"Deze wijken ontbreken op de kaart: {_listed(missing)}. Zet ze erbij, of haal het bestand weg.")
    if unknown := [code for code in dict.fromkeys(codes) if code not in names]:
        _refuse(
            file,
            f"Deze wijken staan niet in gemeente.toml: {_listed(unknown)}. "
            "Kies de kaart van het jaar waarvan de wijken zijn.",
        )
    if twice := [names[code] for code in names if codes.count(code) > 1]:
        _refuse(file, f"Deze wijken staan er meer dan één keer in: {_listed(twice)}. Houd de kaart van één jaar over.")
    return {code: _rings(file, names[code], geometry) for code, geometry in rows}


def _listed(names: Sequence[str]) -> str:
    more = [f"en nog {len(names) - NAMED}"] if len(names) > NAMED else []
    return ", ".join([*names[:NAMED], *more])


def _rows(file: Path) -> Iterator[tuple[str, Any]]:
    """The code and the geometry of every row that is about land of a wijk."""
    features = _features(file)
    fields = [_lower(feature.get("properties")) for feature in features]
    field = next((name for name in CODES if any(name in row for row in fields)), None)
    if field is None:
        _refuse(file, "Geen enkel gebied heeft een veld wijkcode, statcode of WK_CODE. Voeg dat toe, zoals WK016400.")
    for row, feature in zip(fields, features, strict=True):
        if not any(row.get(name) for name in BUURTEN) and "JA" not in [row.get(name) for name in WATER]:
            yield str(row.get(field) or "").strip().upper(), feature.get("geometry")


def _lower(fields: Any) -> Mapping[str, Any]:
    return {name.lower(): value for name, value in fields.items()} if isinstance(fields, dict) else {}


def _features(file: Path) -> list[dict[str, Any]]:
    try:
        found = json.loads(file.read_bytes().decode("utf-8-sig"))
    except OSError:
        _refuse(file, "Dit bestand kan niet gelezen worden. Bestaat het, en mag u het openen?")
    except (ValueError, RecursionError):
        _refuse(file, "Dit is geen geldige GeoJSON. Download het bestand opnieuw en zet het er ongewijzigd neer.")
    features = found.get("features") if isinstance(found, dict) else None
    if not isinstance(features, list) or not all(isinstance(one, dict) for one in features):
        _refuse(file, "Hier staat geen lijst van gebieden (FeatureCollection) in. Bewaar de kaart als GeoJSON.")
    return features


def _rings(file: Path, name: str, geometry: Any) -> Polygons:
    """The polygons of one wijk, each its outer ring and then its holes."""
    try:
        parts = {"Polygon": lambda one: [one], "MultiPolygon": list}[geometry["type"]](geometry["coordinates"])
        found = tuple(tuple(tuple(_point(*spot[:2]) for spot in ring) for ring in polygon) for polygon in parts)
    except (KeyError, TypeError, ValueError, OverflowError):
        found = ()
    if not found or any(not polygon or min(map(len, polygon)) < CORNERS for polygon in found):
        _refuse(
            file, f"{name} heeft geen grens die te tekenen is. Kies een kaart met vlakken (Polygon of MultiPolygon)."
        )
    return found


def _point(x: object, y: object) -> Point:
    if isinstance(x, int | float) and isinstance(y, int | float):
        return float(x), float(y)
    raise TypeError


def _flat(file: Path, wijken: Mapping[str, Polygons]) -> dict[str, Polygons]:
    """The same on a flat plane, whichever of the two systems the file has."""
    spots = [spot for polygons in wijken.values() for polygon in polygons for ring in polygon for spot in ring]
    if all(_lies_in(RD, spot) for spot in spots):
        wide = 1.0
    elif all(_lies_in(WGS84, spot) for spot in spots):
        # A degree to the east is shorter than one to the north.
        wide = math.cos(math.radians((min(y for _, y in spots) + max(y for _, y in spots)) / 2))
    else:
        _refuse(
            file,
            "Deze plaatsen liggen niet in Nederland. Bewaar de kaart in RD (EPSG:28992) of WGS84 (lengte, breedte).",
        )
    return {
        code: tuple(tuple(tuple((x * wide, -y) for x, y in ring) for ring in polygon) for polygon in polygons)
        for code, polygons in wijken.items()
    }


def _lies_in(country: tuple[tuple[float, float], tuple[float, float]], spot: Point) -> bool:
    return all(low <= value <= high for (low, high), value in zip(country, spot, strict=True))


def _fitted(wijken: Mapping[str, Polygons]) -> dict[str, tuple[Ring, ...]]:
    """Every ring in the box, on the finest grid that keeps the map below `MOST` points."""
    spots = [spot for polygons in wijken.values() for polygon in polygons for ring in polygon for spot in ring]
    left, top = min(x for x, _ in spots), min(y for _, y in spots)
    size = max(max(x for x, _ in spots) - left, max(y for _, y in spots) - top) or 1

    def on_grid(step: int) -> dict[str, tuple[Ring, ...]]:
        def place(value: float, start: float) -> float:
            return round((value - start) / size * BOX / step) * step

        def fitted(ring: Ring) -> Ring:
            # Points that fell together are one.
            return tuple(spot for spot, _ in itertools.groupby((place(x, left), place(y, top)) for x, y in ring))

        return {
            code: tuple(_turned(fitted(ring), hole=n > 0) for polygon in polygons for n, ring in enumerate(polygon))
            for code, polygons in wijken.items()
        }

    grids = map(on_grid, STEPS)
    found = next((one for one in grids if sum(len(ring) for rings in one.values() for ring in rings) <= MOST), None)
    # A speck that became a line is no shape; of a wijk that is nothing else the first stays.
    return {
        code: tuple(ring for ring in rings if _area(ring)) or rings[:1]
        for code, rings in (found or on_grid(STEPS[-1])).items()
    }


def _turned(ring: Ring, *, hole: bool) -> Ring:
    """The ring in the direction of an outer ring, or of a hole."""
    return ring if (_area(ring) < 0) == hole else ring[::-1]


def _area(ring: Ring) -> float:
    """Twice the area inside, negative in the other direction."""
    return sum(x * below - across * y for (x, y), (across, below) in zip(ring, (*ring[1:], ring[0]), strict=True))


def _middle(rings: Sequence[Ring]) -> Point:
    """Where inside the shape there is most room, to the sides and up and down."""
    best, middle = -1.0, rings[0][0]
    turned = [tuple((y, x) for x, y in ring) for ring in rings]
    low, high = min(y for ring in rings for _, y in ring), max(y for ring in rings for _, y in ring)
    for line in range(SCANS):
        # Never through a point of the grid, where two sides meet.
        y = low + (high - low) * (line + 0.497) / SCANS
        for start, end in _inside(rings, y):
            x = (start + end) / 2
            room = next((min(y - top, under - y) for top, under in _inside(turned, x) if top <= y <= under), 0)
            if (score := min((end - start) / 2, 2 * room) + room / 10) > best:
                best, middle = score, (x, y)
    return middle


def _inside(rings: Sequence[Ring], y: float) -> list[Point]:
    """From where to where the line at this height is inside the shape."""
    crossed = sorted(
        x + (y - up) / (down - up) * (across - x)
        for ring in rings
        for (x, up), (across, down) in zip(ring, (*ring[1:], ring[0]), strict=True)
        if (up < y) != (down < y)
    )
    return list(zip(crossed[::2], crossed[1::2], strict=False))
