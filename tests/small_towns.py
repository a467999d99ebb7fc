"""Municipalities of any number of wijken, most of whose counts are tiny: true rows of all that is counted.

Not about what is told of them (`random_data` is), but about what their small counts give away.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import polars as pl

from factsheet.settings import Area, Klasse, Settings, current
from schemas import SCHEMAS

COUNTED = ("gebruik", "begeleiding", "piramide", "loonkostensubsidie")
Row = dict[str, Any]


def town(wijken: int) -> Settings:
    """The settings of a municipality with so many wijken."""
    places = tuple(Area(f"WK9999{n:02}" if n < 100 else f"WK999{n}", f"Wijk {n + 1}", "wijk") for n in range(wijken))
    return replace(current(), gemeente=Area("GM9999", "Klein Dorp", "gemeente"), wijken=places)


def rows(settings: Settings, year: int, rng: Random, *, onbekend: bool = True) -> Mapping[str, pl.DataFrame]:
    """One year of everything that is counted; without `onbekend` everybody has a wijk."""
    areas = [area.code for area in settings.wijken] + (["onbekend"] if onbekend else [])
    made = {"gebruik": _gebruik(areas, settings, rng), "loonkostensubsidie": _lks(areas, settings, rng)}
    made["begeleiding"] = _begeleiding(areas, settings, rng)
    made["piramide"] = _piramide(areas, settings, year, rng)
    return {name: _frame(name, [{"jaar": year, **row} for row in found]) for name, found in made.items()}


def _few(rng: Random) -> int:
    """A count, of which most are below ten."""
    return rng.choice((0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, rng.randint(10, 60)))


def _gebruik(areas: list[str], settings: Settings, rng: Random) -> list[Row]:
    found = [
        row for area in areas for row in _of_area(area, {g: _few(rng) for g in ("Wmo", "Jeugdwet", "Bijstand")}, rng)
    ]
    whole: dict[str, Row] = {}
    for row in found:
        total = whole.setdefault(row["groep"], {**row, "gebied": settings.gemeente.code, "aantal": 0, "indicaties": 0})
        for column in ("aantal", "indicaties"):
            total[column] += row[column]
    return [*_moved(whole, found, rng), *found]


def _of_area(area: str, sizes: dict[str, int], rng: Random) -> Iterator[Row]:
    """The groups of one area; who is in two of them counts once in their union."""
    lines = {groep: size + rng.randint(0, size) for groep, size in sizes.items()}
    for union, parts in (("Wmo en Jeugdwet", ("Wmo", "Jeugdwet")), ("Sociaal domein", ("Wmo en Jeugdwet", "Bijstand"))):
        both = rng.randint(0, min(sizes[part] for part in parts) // 2)
        sizes[union] = sum(sizes[part] for part in parts) - both
        lines[union] = sum(lines[part] for part in parts)
    yield from ({"gebied": area, "groep": g, "aantal": n, "indicaties": lines[g]} for g, n in sizes.items())


def _moved(whole: dict[str, Row], found: list[Row], rng: Random) -> Iterator[Row]:
    """The municipality, in which who moved counts once. Only of Bijstand and all that it is in somebody moves here."""
    most = min(3, whole["Bijstand"]["aantal"])
    gone = rng.randint(0, most)
    union = max(whole["Wmo en Jeugdwet"]["aantal"], whole["Bijstand"]["aantal"] - gone)
    for groep, row in whole.items():
        less = gone if groep == "Bijstand" else min(gone, row["aantal"] - union) if groep == "Sociaal domein" else 0
        yield {**row, "aantal": row["aantal"] - max(0, less)}


def _begeleiding(areas: list[str], settings: Settings, rng: Random) -> list[Row]:
    found = [
        {"gebied": area, "wet": wet, "vorm": vorm.sleutel, "klasse": klasse.naam, **_people(_few(rng), klasse)}
        for area, wet, vorm in itertools.product(areas, ("Wmo", "Jeugdwet"), settings.vormen)
        for klasse in vorm.klassen
    ]
    return [*_whole(found, ("wet", "vorm", "klasse"), ("clienten", "omvang"), settings), *found]


def _people(count: int, klasse: Klasse) -> Row:
    """So many clients, each in the middle of the class."""
    each = (klasse.van + (klasse.tot or 2 * klasse.van)) / 2
    return {"clienten": count, "omvang": float(count * each)}


def _piramide(areas: list[str], settings: Settings, year: int, rng: Random) -> list[Row]:
    day = {"peildatum": date(year, 12, 31)}
    found = [{"gebied": a, "laag": laag, "clienten": _few(rng), **day} for a in areas for laag in settings.lagen]
    return [*({**row, **day} for row in _whole(found, ("laag",), ("clienten",), settings)), *found]


def _lks(areas: list[str], settings: Settings, rng: Random) -> list[Row]:
    found = [{"gebied": area, "ontvangers": (n := _few(rng)), "uitgaven": 15_000.0 * n} for area in areas]
    return [*_whole(found, (), ("ontvangers", "uitgaven"), settings), *found]


def _whole(found: list[Row], keys: tuple[str, ...], columns: tuple[str, ...], settings: Settings) -> list[Row]:
    totals: dict[tuple[Any, ...], Row] = {}
    for row in found:
        key = tuple(row[name] for name in keys)
        total = totals.setdefault(key, {**dict(zip(keys, key, strict=True)), **dict.fromkeys(columns, 0)})
        for column in columns:
            total[column] += row[column]
    return [{"gebied": settings.gemeente.code, **row} for row in totals.values()]


def _frame(dataset: str, found: list[Row]) -> pl.DataFrame:
    schema = {name: info.dtype for name, info in SCHEMAS[dataset].columns().items()}
    return pl.DataFrame([{name: row.get(name) for name in schema} for row in found], schema=schema)
