"""The lines of a table → the figures of each of our areas, per period, and what was left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from factsheet.parse.cells import area_names
from factsheet.parse.wording import dutch, key, listed, shown
from factsheet.settings import Settings
from factsheet.sources.formula import Value
from factsheet.sources.recognise import Found, Period, period, year_in

COUNTRY = "Nederland"
# What the CBS writes where it gives no figure.
NO_FIGURE = frozenset({"", ".", "..", "-", "x"})
NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)")
REGION = re.compile(r"[A-Z]{2}\d+")
SHOWN = 5  # names in one sentence
LONGEST = 20  # characters of a number
# What an area is that is not ours, by the letters of its code.
OWN_STRANGER, OTHERS = "eigen", "anders"
WORDS = {
    "BU": ("buurt", "buurten"),
    "GM": ("andere gemeente", "andere gemeenten"),
    "WK": ("wijk van een andere gemeente", "wijken van andere gemeenten"),
    OTHERS: ("ander gebied", "andere gebieden"),
}


class AskError(Exception):
    """The table cannot be read without an answer, or not at all; the message is Dutch. `year`: the year is asked."""

    def __init__(self, message: str, *, year: bool = False) -> None:
        super().__init__(message)
        self.message, self.year = message, year


@dataclass(frozen=True)
class Row:
    """The figures of one area in one period; `raw` holds the texts that are no number.

    `area` is a code, or the country; None in a table without areas. `year`: of the factsheet, where a column tells.
    """

    area: str | None
    period: Period | None
    year: int | None
    figures: dict[str, Value | None]
    raw: dict[str, str]


def rows_of(found: Found, settings: Settings) -> tuple[list[Row], list[str]]:
    """Every row of our areas and the country, and in Dutch what was left out. Raises AskError without any of ours."""
    names = {key(way): code for way, code in area_names(settings).items()}
    places, rows = found.places, dict[tuple[str | None, Period | None, int | None], Row]()
    others: Counter[str] = Counter()
    strange: dict[str, None] = {}
    for line in found.sheet.lines()[found.header :]:
        cells = [*line, *[""] * (len(found.headings) - len(line))]
        when = period(cells[places.period]) if places.period is not None else None
        if _is_left_out(found, cells) or (places.period is not None and when is None):
            continue
        area = _area(found, cells, names) if places.areas else None
        if places.areas and area is None:
            what = _what(found, cells, settings)
            others[what] += 1
            strange |= {cells[places.areas[0]].strip(): None} if what == OWN_STRANGER else {}
            continue
        year = year_in(cells[places.year]) if places.year is not None else None
        _read(found, cells, rows.setdefault((area, when, year), Row(area, when, year, {}, {})))
    if found.places.only and not others and not rows:
        wanted = [
            f"'{found.headings[place]}': {one.waarden[0]}"
            for place, one in zip(places.only, found.source.alleen, strict=True)
        ]
        raise AskError(
            f"In dit bestand ontbreken de rijen met {listed(wanted)}. Kies die bij het downloaden, in woorden."
        )
    if places.kind is not None and not any(row.figures for row in rows.values()):
        kinds = listed([ways[0] for ways in found.source.soorten.values()][:SHOWN])
        raise AskError(
            f"In dit bestand staat bij '{found.headings[places.kind]}' niets dat bekend is, zoals {kinds}. Kies bij "
            "het downloaden de omschrijvingen, en geen codes."
        )
    own = {area.code for area in settings.areas}
    if places.areas and not any(row.area in own for row in rows.values()):
        naam = settings.gemeente.naam
        raise AskError(
            f"In dit bestand staan geen cijfers van {naam} of haar wijken. Kies bij het downloaden de gemeente {naam} "
            "en haar wijken."
        )
    return [*rows.values()], [*_told(others, [*strange])]


def _is_left_out(found: Found, cells: Sequence[str]) -> bool:
    return any(key(cells[place]) not in values for place, values in found.places.only.items())


def _code(found: Found, cells: Sequence[str]) -> str:
    texts = (cells[place].strip() for place in found.places.areas)
    return next((text for text in texts if REGION.fullmatch(text)), "")


def _is_buurt(found: Found, cells: Sequence[str]) -> bool:
    place = found.places.kind_of_area
    return place is not None and key(cells[place]) == "buurt"


def _area(found: Found, cells: Sequence[str], names: Mapping[str, str]) -> str | None:
    """The code of one of our areas, or the country; codes go before names, which a buurt may share with its wijk."""
    code = _code(found, cells)
    if code:
        return COUNTRY if code.startswith("NL") else names.get(key(code)) if code[:2] in {"GM", "WK"} else None
    if _is_buurt(found, cells):
        return None
    texts = [key(cells[place]) for place in found.places.areas]
    return next((names.get(text, COUNTRY) for text in texts if text in names or text == key(COUNTRY)), None)


def _what(found: Found, cells: Sequence[str], settings: Settings) -> str:
    """What an area is that is not ours."""
    code = _code(found, cells)
    if code.startswith("WK") and code[2:6] == settings.gemeente.code[2:]:
        return OWN_STRANGER
    what = code[:2] or ("BU" if _is_buurt(found, cells) else OTHERS)
    return what if what in WORDS else OTHERS


def _told(others: Counter[str], strange: list[str]) -> Iterator[str]:
    counted = [(others[what], one, many) for what, (one, many) in WORDS.items() if others[what]]
    if counted:
        parts = [f"{dutch(number)} {one if number == 1 else many}" for number, one, many in counted]
        yield f"Weggelaten: {listed(parts)}."
    if strange:
        named = listed([shown(code) for code in strange[:SHOWN]])
        yield f"Niet gelezen, want deze wijken staan niet in de instellingen: {named}."


def _read(found: Found, cells: Sequence[str], row: Row) -> None:
    """Put the figures of one line in its row. What stands there twice must be the same."""
    kind = _kind(found, cells)
    if found.places.kind is not None and kind is None:
        return
    for name, place in found.places.figures.items():
        full = f"{name}.{kind}" if kind else name
        text = cells[place].strip()
        value = _value(text, found.factors[name], found.source.geheim_tot)
        if full in row.figures and row.figures[full] != value:
            where = shown(cells[found.places.areas[0]].strip()) if found.places.areas else "Dezelfde periode"
            raise AskError(
                f"{where} staat er twee keer in, met andere cijfers. Kies bij het downloaden ook de regiocode, en geen "
                "buurten."
            )
        row.figures[full] = value
        if value is None and text.strip("*") not in NO_FIGURE:
            row.raw[full] = text


def _kind(found: Found, cells: Sequence[str]) -> str | None:
    if found.places.kind is None:
        return None
    text = key(cells[found.places.kind])
    return next((kind for kind, ways in found.source.soorten.items() if text in map(key, ways)), None)


def _value(text: str, factor: int, secret: int | None) -> Value | None:
    bare = text.rstrip("*").strip().replace(",", ".")
    if len(bare) <= LONGEST and NUMBER.fullmatch(bare):
        return Value.of(Fraction(bare) * factor)
    return Value(Fraction(0), Fraction(secret)) if secret is not None and bare in NO_FIGURE else None
