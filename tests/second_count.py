"""The same figures once more, in plain Python: loops over clients and days, exact fractions, no polars.

Written from the description of the counting, not from its code. Records are dicts; `Second` holds figures by key.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

Record = dict[str, Any]

# Products that random records have (category and code): layer and form of support of each, as gemeente.toml has them.
Kind = tuple[str, str | None, str | None]
KINDS: dict[Kind, tuple[str | None, str | None]] = {
    ("Wmo", "02", None): ("maatwerk", "individueel"),
    ("Wmo", "7", None): ("maatwerk", "groep"),
    ("Wmo", "Dagbesteding licht", None): ("maatwerk", "groep"),
    ("Wmo", "01 Hulp bij het huishouden", None): ("maatwerk", None),
    ("Wmo", "Sociale basis", None): ("sociale basis", None),
    ("Wmo", "08", "08L03"): ("maatwerk", None),
    ("Jeugdwet", "45A12", None): ("maatwerk", "individueel"),
    ("Jeugdwet", "45", "45A49"): ("maatwerk", "groep"),
    ("Jeugdwet", None, "45A49"): ("maatwerk", "groep"),
    ("Jeugdwet", "54001", None): ("maatwerk", None),
    ("Jeugdwet", "35", None): ("maatwerk", None),
    ("Jeugdwet", "dagbehandeling", None): ("maatwerk", "groep"),
    ("Jeugdwet", "44", None): ("maatwerk", None),
    ("Participatiewet", "bijstand", None): (None, None),
}
UNKNOWN: tuple[Kind, ...] = (("Wmo", "77", None), ("Jeugdwet", "88", "88A01"), ("Jeugdwet", "01", None))
# What an editor may have said of these: another wet, nothing that counts, and of the third nothing.
ANSWERED: dict[Kind, tuple[str, str | None, str | None] | None] = {
    UNKNOWN[0]: ("Jeugdwet", "maatwerk", "individueel"),
    UNKNOWN[1]: None,
}
MINUTES = {"01": 1, "1": 1, "minuten": 1, "04": 60, "Uur": 60}
DAGDELEN = {"16": 1, "dagdeel": 1}
PER_WEEK = {
    **{"1": Fraction(7), "per week": Fraction(1), "2": Fraction(1), "3": Fraction(1, 4)},
    **{"4": Fraction(12, 52), "per jaar": Fraction(1, 52), "5": Fraction(1, 52)},
}
WITHDRAWN = ("13", "Ingetrokken")
GROUPS = {
    "Wmo": {"Wmo"},
    "Jeugdwet": {"Jeugdwet"},
    "Wmo en Jeugdwet": {"Wmo", "Jeugdwet"},
    "Bijstand": {"Participatiewet"},
    "Sociaal domein": {"Wmo", "Jeugdwet", "Participatiewet"},
}


@dataclass
class Second:
    """Figures above zero by their keys; `left_out` has the number of indications per kind of reason."""

    gebruik: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)
    piramide: dict[tuple[str, str], int] = field(default_factory=dict)
    uitgaven: dict[tuple[str, str], Fraction] = field(default_factory=dict)
    begeleiding: dict[tuple[str, str, str, str], tuple[int, Fraction]] = field(default_factory=dict)
    left_out: dict[str, int] = field(default_factory=dict)
    moved: int = 0


def second_count(records: list[Record], year: int, town: str, vormen: Any, *, answered: bool = False) -> Second:
    """Count records of one year; `town` is the code of the municipality, `vormen` those of the settings.

    `answered`: with what is in ANSWERED.
    """
    records = [_answered(r) for r in records] if answered else records
    first, last = date(year, 1, 1), date(year, 12, 31)
    touching = [r for r in records if r["begin"] <= last and (_end(r) is None or _end(r) >= first)]
    given = [r for r in touching if r["begin"] != r["einde"] and r["reden"] not in WITHDRAWN]
    own = [r for r in given if not r.get("nowhere")]
    found = Second()
    found.left_out["outside"] = len(records) - len(touching)
    found.left_out["withdrawn"] = len(touching) - len(given)
    found.left_out["ignored"] = len(given) - len(own)
    found.left_out["unknown"] = sum(_product(r) in UNKNOWN and "kind" not in r for r in own)
    found.left_out["amount"] = sum(r["bedrag"] is None and r["bedrag_eurocent"] is None for r in own)
    found.left_out["volume"] = sum(_kind(r)[1] is not None and _weekly(r) is None for r in own)
    _count_clients(found, own, last, town)
    _count_support(found, own, last, town, vormen)
    return found


def _count_clients(found: Second, own: list[Record], last: date, town: str) -> None:
    places = wijken(own)
    found.moved = sum(len({r["gebied"] for r in own if r["clientsleutel"] == c} - {"onbekend"}) > 1 for c in places)
    for area in {*places.values(), town}:
        here = [r for r in own if area in (town, places[r["clientsleutel"]])]
        for group, wetten in GROUPS.items():
            in_group = [r for r in here if r["wet"] in wetten]
            if in_group:
                found.gebruik[area, group] = (len(_clients(in_group)), len(in_group))
        for laag in ("maatwerk", "sociale basis"):
            valid = [r for r in here if _kind(r)[0] == laag and (_end(r) is None or _end(r) >= last)]
            if valid:
                found.piramide[area, laag] = len(_clients(valid))
        for wet in GROUPS["Sociaal domein"]:
            amount = sum((_euros(r) for r in here if r["wet"] == wet), Fraction(0))
            if amount:
                found.uitgaven[area, wet] = amount


def _count_support(found: Second, own: list[Record], last: date, town: str, vormen: Any) -> None:
    places = wijken(own)
    for client, place in places.items():
        for wet in ("Wmo", "Jeugdwet"):
            for vorm in vormen:
                lines = [
                    (r["begin"], _end(r) or last, week)
                    for r in own
                    if r["clientsleutel"] == client and r["wet"] == wet and _kind(r)[1] == vorm.sleutel
                    if (week := _weekly(r)) is not None
                ]
                if not lines:
                    continue
                heaviest, day = Fraction(0), date(last.year, 1, 1)
                while day <= last:
                    heaviest = max(heaviest, sum((w for b, e, w in lines if b <= day <= e), Fraction(0)))
                    day += timedelta(days=1)
                klasse, within = _class(heaviest, vorm.klassen)
                for area in (place, town):
                    clients, volume = found.begeleiding.get((area, wet, vorm.sleutel, klasse), (0, Fraction(0)))
                    found.begeleiding[area, wet, vorm.sleutel, klasse] = (clients + 1, volume + within)


def wijken(own: list[Record]) -> dict[str, str]:
    """One wijk per client: of the indication that began last; a known one, then the lowest code."""
    found = {}
    for client in _clients(own):
        mine = [r for r in own if r["clientsleutel"] == client]
        begin = max(r["begin"] for r in mine)
        areas = {r["gebied"] for r in mine if r["begin"] == begin}
        found[client] = min(areas - {"onbekend"}, default="onbekend")
    return found


def _clients(records: Iterable[Record]) -> set[str]:
    return {r["clientsleutel"] for r in records}


def _end(record: Record) -> Any:
    return None if record["einde"] == date(9999, 12, 31) else record["einde"]


def _product(record: Record) -> Kind:
    return record["wet"], record["productcategorie"], record["productcode"]


def _answered(record: Record) -> Record:
    """The record as it counts after the answers: another wet and kind, or nowhere."""
    if _product(record) not in ANSWERED:
        return record
    answer = ANSWERED[_product(record)]
    return {**record, "nowhere": True} if answer is None else {**record, "wet": answer[0], "kind": answer[1:]}


def _kind(record: Record) -> tuple[str | None, str | None]:
    return record["kind"] if "kind" in record else KINDS.get(_product(record), (None, None))


def _euros(record: Record) -> Fraction:
    if record["bedrag_eurocent"] is not None:
        return Fraction(str(record["bedrag_eurocent"])) / 100
    amount = Fraction(str(record["bedrag"] or 0))
    return amount / 100 if record["bedrag_eenheid"] == "eurocent" else amount


def _weekly(record: Record) -> Fraction | None:
    """Minutes or dagdelen per week; None when that cannot be told."""
    units = MINUTES if _kind(record)[1] == "individueel" else DAGDELEN
    if record["volume"] is None or record["eenheid"] not in units:
        return None
    volume = Fraction(str(record["volume"])) * units[record["eenheid"]]
    if record["frequentie"] == "6":
        end = _end(record)
        return None if end is None else volume / max(Fraction((end - record["begin"]).days + 1, 7), Fraction(1))
    return volume * PER_WEEK[record["frequentie"]] if record["frequentie"] in PER_WEEK else None


def _class(volume: Fraction, klassen: Any) -> tuple[str, Fraction]:
    """The nearest class, the higher one when two are as near, and the nearest volume within it."""
    best, within = None, Fraction(0)
    for klasse in klassen:
        near = max(volume, Fraction(klasse.van))
        near = near if klasse.tot is None else min(near, Fraction(klasse.tot))
        if best is None or abs(volume - near) <= abs(volume - within):
            best, within = klasse.naam, near
    assert best is not None
    return best, within
