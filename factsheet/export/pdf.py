"""A factsheet on paper: the municipality on two sheets of A4, a wijk on one; tagged PDF/UA-1 and PDF/A-2a by typst.

Here is decided what stands on a page; `paper.typ` has how it looks. A page always fits: the template takes the first
of the declared densities with which it does, from everything to hardly more than the figures. What readers then miss is
said, with the address where it is.
"""

from __future__ import annotations

import base64
import functools
import itertools
import json
import re
import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, cast

import segno
import typst

from factsheet import geography
from factsheet.cards import Card, cards
from factsheet.charts import sparkline
from factsheet.edition import Factsheet
from factsheet.export import drawing, pictures
from factsheet.export.taken import Taken
from factsheet.figures import Figure
from factsheet.markup.maps import column_of
from factsheet.markup.wijk import NARROW, rank
from factsheet.markup.wijk_map import Mark, TileValue, tile_values
from factsheet.narrate import arrow, change_in_short, compared_with, notation, passages, reference
from factsheet.settings import Area
from factsheet.summary import Row
from factsheet.wijkblad import Line, chart_specs, lines
from schemas.domain import WETTEN

STANDARDS: list[Any] = ["a-2a", "ua-1"]
TEMPLATE = Path(__file__).with_name("paper.typ")
# Points of a page and its parts, which the template has as well: a chart is drawn for the width that it gets.
PAGE, MARGIN, GUTTER, INSET = 595.28, 34.0, 6.0, 6.0
WIDTH = PAGE - 2 * MARGIN
# Points of a pixel of a chart: its smallest letters, of 11 pixels, are just over 7 points.
SCALE = 0.65
TWELFTHS, WIDE = 12, 9  # of a row; from so many on a card has its words beside its chart
BESIDE = 0.58  # of a wide card for its chart
BROADER = {"ses": 3.5}  # twelfths of a chart with names at both its ends, beside others of 3
# How strong the colour of a tile is, for the lowest and for the highest: letters on it can always be read.
LIGHTEST, STRONGEST = 0.08, 0.60
ZERO_WIDTH = "\u200b"
LONG_WORD, PART = re.compile(r"\S{31,}"), re.compile(r"\S{12}(?=\S)")  # more letters than a column may be wide
WINDOWS = 3  # whose letters a part of a font is for
# What charts and texts have and the font has not, and a font with letters of one width that has them.
SIGNS, OTHER_FONT, LETTER = "▲▼○●◆■✚≈→←↑↓−≤≥≠", "DejaVu Sans Mono", 0.602
WITH_SIGN = re.compile(rf'<text([^>]* font-size="([\d.]+)px"[^>]*)>([^<]*[{SIGNS}][^<]*)</text>')
MISSING = "□"  # in place of a letter that the font lacks, which neither standard allows
ARROWS = {"▲": 1, "▼": -1, "": 0}
DIRECTIONS: dict[Mark | None, int] = {"hoger": 1, "lager": -1, "niet duidelijk anders": 0}


@dataclass(frozen=True)
class Density:
    """How much of everything stands on a page; None is all of it.

    `zinnen`: generated sentences of a card. `duiding`, `inleiding`, `koppen`: words of an editor's text, of the
    introduction, of a title. `grafiek`: points that a chart may be high. `rijen`: lines of the largest table.
    `lucht`: points above and below a line of that table; `letter`: points of the letters of a card.
    """

    zinnen: int = 3
    duiding: int | None = None
    inleiding: int | None = None
    koppen: int | None = None
    grafiek: float | None = None
    rijen: int | None = None
    lucht: float = 4.0
    letter: float = 8.0


def _densities() -> Iterator[Density]:
    """From everything to next to nothing."""
    yield from (Density(letter=letter, lucht=air) for letter, air in ((9, 5), (8.5, 4.5), (8.5, 4), (8, 4), (8, 3)))
    yield from (Density(letter=letter, lucht=2) for letter in (8, 7.5))
    for words in (400, 300, 220, 160, 120, 90, 75):
        yield Density(duiding=words, inleiding=75, lucht=2, letter=7.5)
    for most, least, words in ((2, 45, 75), (1, 25, 60), (0, 0, 40)):
        for left in (90, 70, 55, 45, 35, 25, 15, 8, 0):
            if left >= least:
                yield Density(most, left, words, lucht=1.5, letter=7.5)
    for height, rows in itertools.product((300, 180, 130, 90, 60, 0), (60, 30, 12)):
        yield Density(0, 0, 8, koppen=9, grafiek=height, rijen=rows, lucht=1, letter=7)
    yield Density(0, 0, 0, koppen=4, grafiek=0, rijen=6, lucht=0.5, letter=7)


DENSITIES = tuple(_densities())


def pdf(taken: Taken, area: Area) -> bytes:
    """The factsheet of an area: two pages for the municipality, one for a wijk. The same edition gives the same bytes.

    Raises StoreError when the edition was made without this area.
    """
    made = document(taken, area).compile(format="pdf", pdf_standards=STANDARDS, timestamp=_published(taken))
    return cast("bytes", made)  # a list is for pictures


def document(taken: Taken, area: Area) -> typst.Compiler:
    """The pages before they are a PDF: typst makes pictures of them as well."""
    parts = _gemeente(taken) if area.is_gemeente else _wijk(taken, area)
    text = _printable(json.dumps(_around(taken, area) | parts, ensure_ascii=False, sort_keys=True))
    return typst.Compiler(str(TEMPLATE), font_paths=_fonts(), sys_inputs={"data": text})


def _published(taken: Taken) -> int:
    return int(taken.edition.public_from.timestamp())


def _around(taken: Taken, area: Area) -> dict[str, Any]:
    """What stands on the pages of every area: where it comes from, and where there is more."""
    front, sheet, address = taken.front, taken.sheet(area), taken.address_of(area)
    day = notation.dutch_time(taken.edition.public_from)
    return {
        "documenttitel": _title(sheet, area),
        "beschrijving": f"Cijfers over het sociaal domein in {area.met_lidwoord}, {front.jaar}.",
        "gebied": _breakable(area.naam),
        "gemeente": _breakable(front.gemeente.naam),
        "jaar": front.jaar,
        "dag": [day.year, day.month, day.day],
        "regel": taken.line,
        "herzien": _breakable(taken.revised),
        "leeswijzer": front.leeswijzer,
        "contact": _breakable(taken.contact),
        "adres": address,
        "qr": segno.make(address, error="m").svg_inline(border=0),
        "dichtheden": [asdict(density) for density in DENSITIES],
    }


def _title(sheet: Factsheet, area: Area) -> str:
    """Of the document: "Sociaal domein in beeld 2024: Hengelo"."""
    year = "" if str(sheet.jaar) in sheet.titel else f" {sheet.jaar}"
    return _breakable(f"{sheet.titel}{year}: {area.naam}")


# The municipality.


def _gemeente(taken: Taken) -> dict[str, Any]:
    front, told = taken.front, taken.summary
    sheet = taken.sheet(front.gemeente)
    groups = [(name, _rows(of_group)) for name, of_group in _groups(cards(sheet, told.kerncijfers))]
    drawn = iter(_charts(_wanted([row for _, rows in groups for row in rows]), sheet))
    first, *others = [
        {"titel": name, "rijen": [[_card(card, row, drawn, sheet.jaar) for card in row] for row in rows]}
        for name, rows in groups
    ] or [{"titel": "", "rijen": []}]
    return {
        "soort": "gemeente",
        "titel": _breakable(sheet.titel),
        "kop": told.kop.tekst if told.kop else "",
        "intro": _breakable(sheet.intro),
        "qr_tekst": _breakable(front.wijkzin),
        "kern": _key_figures(told.kerncijfers, sheet.jaar),
        "sinds": compared_with((*told.kerncijfers, *sheet.cijfers.values()), sheet.jaar - 1),
        "bladen": [[first], others],
        "kaarten": list(_law_maps(told.wijken)),
        "bronnen": _sources([part.grafiek for part in sheet.secties], sheet),
    }


def _groups(found: Iterable[Card]) -> Iterator[tuple[str, list[Card]]]:
    for name, of_group in itertools.groupby(found, lambda card: card.deel.groep):
        yield name, list(of_group)


def _rows(found: Iterable[Card]) -> list[tuple[Card, ...]]:
    """The cards of a group in rows of at most twelve twelfths; they take all of their row."""
    rows: list[list[Card]] = []
    for card in found:
        if not rows or sum(other.breedte for other in rows[-1]) + card.breedte > TWELFTHS:
            rows.append([])
        rows[-1].append(card)
    return [tuple(row) for row in rows]


def _share(card: Card, row: Sequence[Card]) -> float:
    return _twelfths(card) / sum(map(_twelfths, row))


def _twelfths(card: Card) -> float:
    return BROADER.get(card.deel.sleutel, card.breedte)


def _is_wide(card: Card, row: Sequence[Card]) -> bool:
    """Whether its words stand beside its chart."""
    words = card.zinnen or any(said.soort == "duiding" for said in card.deel.zinnen)
    return bool(words) and _share(card, row) * TWELFTHS >= WIDE


def _wanted(rows: Iterable[Sequence[Card]]) -> Iterator[tuple[pictures.Spec, float]]:
    """Every chart of these cards, and how many points wide it is."""
    for card, beside in ((card, row) for row in rows for card in row):
        if card.deel.grafiek:
            room = (WIDTH - GUTTER * (len(beside) - 1)) * _share(card, beside) - 2 * INSET
            yield card.deel.grafiek, (room - GUTTER) * BESIDE if _is_wide(card, beside) else room


def _card(card: Card, row: Sequence[Card], drawn: Iterator[dict[str, Any]], jaar: int) -> dict[str, Any]:
    part, figure = card.deel, None if card.groot_elders else card.groot
    source = part.duiding.bron if part.duiding and part.duiding.geldt else None
    return {
        "deel": _twelfths(card),
        "breed": _is_wide(card, row),
        "titel": _breakable(part.titel),
        "kop": part.kop,
        "groot": _large(figure, jaar) if figure else None,
        "grafiek": next(drawn) if part.grafiek else None,
        "zinnen": [said.tekst for said in card.zinnen],
        "duiding": _breakable(" ".join(said.tekst for said in part.zinnen if said.soort == "duiding")),
        "bron": _breakable(source or ""),
    }


def _law_maps(rows: Sequence[Row]) -> Iterator[dict[str, Any]]:
    """A map per law; every tile has its place, its words and its tint."""
    for wet in WETTEN:
        if found := column_of(rows, f"{wet.groep.sleutel}.aandeel"):
            values = tile_values(rows, found[0], lambda _: None)
            yield {
                "titel": found[1],
                "kort": wet.groep.naam,
                "tegels": _tiles(values, wet.kleur),
                "alt": f"Kaart van de wijken: {found[1].lower()}. {'; '.join(map(_in_words, values))}.",
            }


def _in_words(value: TileValue) -> str:
    compared = f", {value.teken} dan de gemeente" if value.teken else ""
    return f"{value.area.naam} {value.tekst}{compared}"


def _tiles(values: Sequence[TileValue], kleur: str) -> list[dict[str, Any]]:
    places = geography.tile_places([value.area for value in values])
    return [
        {
            "plaats": places[value.area.code],
            "naam": _breakable(value.area.naam),
            "tekst": value.tekst,
            "richting": DIRECTIONS.get(value.teken),
            "tint": None if value.deel is None else tint(kleur, value.deel),
        }
        for value in values
    ]


def tint(kleur: str, part: float) -> str:
    """The colour of a tile on white paper, from the lowest of all wijken (0) to the highest (1)."""
    strength = LIGHTEST + (STRONGEST - LIGHTEST) * part
    parts = (int(kleur[place : place + 2], 16) for place in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - value) * strength):02x}" for value in parts)


# A wijk.


def _wijk(taken: Taken, area: Area) -> dict[str, Any]:
    front, sheet = taken.front, taken.sheet(area)
    figures = [sheet.figure(figure.sleutel) for figure in taken.summary.kerncijfers]
    known = [figure for figure in figures if figure and figure.value is not None]
    found = lines(sheet, [taken.sheet(wijk) for wijk in front.wijken], front.wijkblad)
    specs = list(chart_specs(sheet))
    room = (WIDTH - GUTTER * (len(specs) - 1)) / max(len(specs), 1) - 2 * INSET
    return {
        "soort": "wijk",
        "titel": _breakable(f"{area.naam} in {front.jaar}"),
        "boven": _breakable(sheet.titel),
        "qr_tekst": f"Meer over {area.met_lidwoord}? Scan de code of ga naar",
        "kern": _key_figures(known, sheet.jaar),
        "sinds": compared_with((*known, *(line.figuur for line in found), *sheet.cijfers.values()), sheet.jaar - 1),
        "opvallend": [" ".join(said.tekst for said in passage) for passage in passages(sheet.opvallend)],
        "plek": _place(area, front.wijken) if geography.has_places(front.wijken) else None,
        "regels": [_line(line, sheet.jaar) for line in found],
        "grafieken": list(_charts([(spec, room) for spec in specs], sheet)),
        "bronnen": _sources([part.grafiek for part in sheet.secties], sheet),
    }


def _place(area: Area, wijken: Sequence[Area]) -> dict[str, Any]:
    places = geography.tile_places(wijken)
    tiles = [{"plaats": places[wijk.code], "naam": wijk.naam, "hier": wijk.code == area.code} for wijk in wijken]
    return {"tegels": tiles, "alt": f"Kaart van de {len(wijken)} wijken, met {area.met_lidwoord} gekleurd."}


def _line(line: Line, jaar: int) -> dict[str, Any]:
    figure, change = line.figuur, change_in_short(line.figuur, jaar - 1)
    return {
        "naam": line.naam,
        "hier": notation.shown(figure),
        "pijl": ARROWS[arrow(figure)],
        "verandering": NARROW.get(change, change),
        "heel": notation.shown(figure.gemeente) if figure.gemeente else "",
        "strook": None
        if line.hier is None
        else {"hier": line.hier, "heel": line.gemeente, "andere": list(line.andere), "alt": rank(line)},
    }


# Both.


def _key_figures(figures: Iterable[Figure], jaar: int) -> list[dict[str, Any]]:
    return [_large(figure, jaar) | {"lijn": _small_line(figure)} for figure in figures]


def _large(figure: Figure, jaar: int) -> dict[str, Any]:
    change = change_in_short(figure, jaar - 1)
    return {
        "waarde": notation.in_short(figure),
        "label": _breakable(figure.label),
        "pijl": ARROWS[arrow(figure)],
        "verandering": NARROW.get(change, change),
    }


def _small_line(figure: Figure) -> str:
    _, _, packed = sparkline(figure).partition(",")
    return base64.b64decode(packed).decode()


def _charts(wanted: Iterable[tuple[pictures.Spec, float]], sheet: Factsheet) -> Iterator[dict[str, Any]]:
    """Charts for so many points wide, without their title: that is text of the page."""
    wanted = list(wanted)
    bare = [({name: of for name, of in spec.items() if name != "title"}, round(w / SCALE)) for spec, w in wanted]
    for (spec, _), drawn in zip(wanted, pictures.drawn(bare), strict=True):
        svg = WITH_SIGN.sub(_apart, drawn)
        place, _ = _under(spec)
        size = re.search(r'height="([\d.]+)"', svg)
        yield {
            "svg": svg,
            "alt": spec["description"],
            "titel": _in_one(spec["title"]["text"]),
            "noot": "" if place == f"{sheet.area.naam}, {sheet.jaar}" else place,
            "hoog": float(size[1]) * SCALE if size else 0,
        }


def _apart(text: re.Match[str]) -> str:
    """A text of a chart with each sign, and what stands between them, at a place of its own.

    Otherwise typst would set all of it in whichever font has the sign as well.
    """
    around, size, content = text.groups()
    place, parts = 0.0, []
    for piece in re.findall(f"[{SIGNS}]|[^{SIGNS}]+", content):
        font = f' font-family="{OTHER_FONT}"' if piece in SIGNS else ""
        before = len(piece) - len(piece.lstrip())
        place += before * LETTER / 2 * float(size)
        parts.append(f'<tspan x="{place:.1f}"{font}>{piece.strip()}</tspan>')
        place += (len(piece) - before) * LETTER * float(size)
    return f"<text{around}>{''.join(parts)}</text>"


def _sources(specs: Iterable[pictures.Spec | None], sheet: Factsheet) -> str:
    """Where all figures come from, each source once."""
    found = dict.fromkeys(source for spec in specs if spec and (source := _under(spec)[1]))
    own = f"Bronnen: {', '.join(found)}." if found else ""
    return _breakable(f"{own} {reference.sources(sheet.cijfers.values())}".strip())


def _under(spec: pictures.Spec) -> tuple[str, str]:
    """Of which area and year a chart is, and its source: "Hengelo, 2024" and "CBS"."""
    place, _, source = _in_one(spec["title"].get("subtitle", "")).partition(". Bron: ")
    return place, source.removesuffix(".")


def _in_one(text: str | Sequence[str]) -> str:
    return text if isinstance(text, str) else " ".join(text)


def _breakable(text: str) -> str:
    """What an editor wrote, on one line, with a place to break in words that are longer than any column."""
    return LONG_WORD.sub(_in_parts, re.sub(r"[ \t\r\n]+", " ", text).strip())


def _in_parts(word: re.Match[str]) -> str:
    return PART.sub(r"\g<0>" + ZERO_WIDTH, word[0])


# Letters.


@functools.cache
def _fonts() -> typst.Fonts:
    """The font of the program, and for a few signs one that typst has within it: the same on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(drawing.FONTS)])


def _printable(text: str) -> str:
    """The text with a sign for every letter that the font lacks, such as an emoji."""
    lacking = {letter for letter in set(text) if ord(letter) not in _letters()}
    return text.translate({ord(letter): MISSING for letter in lacking})


@functools.cache
def _letters() -> frozenset[int]:
    """What all cuts of the font can print, the signs of the other font, and what is no letter."""
    found = (frozenset(_of_font(path.read_bytes())) for path in drawing.FONTS.glob("*.ttf"))
    return frozenset.intersection(*found) | {ord(letter) for letter in SIGNS + MISSING + ZERO_WIDTH}


def _of_font(font: bytes) -> Iterator[int]:
    """The letters of a TrueType font, from the part for Windows of its table "cmap", which is of format 4."""
    (tables,) = struct.unpack(">H", font[4:6])
    entries = (struct.unpack(">4s4xI", font[at : at + 12]) for at in range(12, 12 + 16 * tables, 16))
    cmap = next(place for name, place in entries if name == b"cmap")
    (parts,) = struct.unpack(">H", font[cmap + 2 : cmap + 4])
    found = (struct.unpack(">HHI", font[at : at + 8]) for at in range(cmap + 4, cmap + 4 + 8 * parts, 8))
    start = cmap + next(place for system, _, place in found if system == WINDOWS)
    (double,) = struct.unpack(">H", font[start + 6 : start + 8])
    last, first = (
        struct.unpack(f">{double // 2}H", font[at : at + double]) for at in (start + 14, start + 16 + double)
    )
    for low, high in zip(first, last, strict=True):
        yield from range(low, high + 1)
