"""The wijken as a map: tiles of one size, or their own shapes. Every wijk has its name, its value and a link."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from factsheet.geography import Point, Ring, Shape, box, tile_places
from factsheet.narrate import notation
from factsheet.settings import Area
from factsheet.summary import Row

Mark = Literal["hoger", "lager", "niet duidelijk anders"]
SIGNS: dict[Mark, str] = {"hoger": "▲", "lager": "▼", "niet duidelijk anders": "≈"}
PHONE, LETTER, SIDES = 328, 7, 10  # pixels: of a phone, of a letter of a name on it, beside a name
EDGE = 4  # room around a map for half a line, on its plane
BORDER = "#7A8A99"  # 3:1 on a light and on a dark page
MAP = "Kaart van de wijken. De nummers en de cijfers staan in de lijst."


@dataclass(frozen=True)
class TileValue:
    """What the map shows of one wijk.

    `tekst` is the value as it is printed. `deel` is how far it is from the lowest (0) to the highest (1) of all wijken,
    None where it is not known. `teken` compares it with the municipality. `href` leads to the wijk; None for who may
    not open it.
    """

    area: Area
    tekst: str
    deel: float | None
    teken: Mark | None = None
    href: str | None = None


def tile_values(rows: Sequence[Row], column: int, href: Callable[[Area], str | None]) -> tuple[TileValue, ...]:
    """One column of the table of wijken, to be shown on the map."""
    known = [f.value for row in rows if (f := row.cells[column].figure) and f.value is not None]
    low, spread = min(known, default=0), (max(known, default=0) - min(known, default=0)) or 1
    found = []
    for row in rows:
        figure, distance = row.cells[column].figure, row.cells[column].afstand
        value = figure.value if figure else None
        text = notation.shown(figure) if figure else notation.UNKNOWN
        part = None if value is None else (value - low) / spread
        found.append(TileValue(row.area, text, part, _mark(distance), href(row.area)))
    return tuple(found)


def _mark(distance: float | None) -> Mark | None:
    if distance is None:
        return None
    return "hoger" if distance > 0 else "lager" if distance < 0 else "niet duidelijk anders"


def wijk_map(
    items: Sequence[TileValue],
    caption: str,
    *,
    kleur: str,
    gemeente: str,
    current: Area | None = None,
    shapes: Sequence[Shape] = (),
    legend: bool = True,
) -> Markup:
    """The map of all wijken in one colour, on which no wijk depends on its colour to be read.

    `legend` is False where the page has more maps, and explains them once. Without `shapes` of just these wijken each
    is a tile, in the places that the settings give them. `current` is the wijk whose page this is.
    """
    here = current.code if current else None
    known = {shape.code: shape for shape in shapes}
    drawn = known and known.keys() == {item.area.code for item in items}
    plan = _drawn(items, known, here) if drawn else _tiles(items, caption, here)
    return Markup('<figure class="sd-tegelkaart" style="--kleur:{}"><figcaption>{}</figcaption>{}{}</figure>').format(
        kleur, caption, plan, map_legend(items, gemeente) if legend else Markup()
    )


def map_legend(items: Sequence[TileValue], gemeente: str) -> Markup:
    """How a map is read; nothing where it shows no values."""
    if all(item.deel is None for item in items):
        return Markup()
    # In a dark theme what is higher is lighter: "darker" would be wrong there.
    signs = ", ".join(f"{sign} {word}" for word, sign in SIGNS.items())
    compared = f" {signs} dan heel {gemeente}." if any(item.teken for item in items) else ""
    return Markup('<p class="sd-legenda">Hoe sterker de kleur, hoe hoger.{}</p>').format(compared)


def _tiles(items: Iterable[TileValue], caption: str, here: str | None) -> Markup:
    """Tiles in reading order, so that the keyboard follows the eye."""
    known = {item.area.code: item for item in items}
    places = tile_places([item.area for item in known.values()])
    columns = max((x for x, _ in places.values()), default=1)
    # The longest word decides how narrow a tile may be. What is too wide scrolls by itself, also with the keyboard.
    word = max((len(word) for item in known.values() for word in item.area.naam.split()), default=0)
    wide = Markup(' sd-breed" tabindex="0" aria-label="{}').format(caption)
    kind, style = wide if columns * (LETTER * word + SIDES) > PHONE else "", Markup("grid-column:{};grid-row:{}")
    if kind and not any(item.area.x for item in known.values()):
        # Their order is only that of a list: they go where there is room.
        kind, style = " sd-vrij", Markup()
    tiles = (_item(known[code], here, style.format(x, y)) for code, (x, y) in places.items())
    return Markup('<ol class="sd-tegels{}" style="--kolommen:{};--woord:{}">{}</ol>').format(
        kind, columns, word, Markup().join(tiles)
    )


def _drawn(items: Iterable[TileValue], shapes: dict[str, Shape], here: str | None) -> Markup:
    """The shapes with a number in each, and a list of what the numbers are. A link covers its shape and its line."""
    width, height = (size + 2 * EDGE for size in box(shapes.values()))
    lines = []
    for number, item in enumerate(items, start=1):
        shape = shapes[item.area.code]
        x, y = ((place + EDGE) / width for place in shape.middle)
        style = Markup("--vorm:{};--x:{:.3f};--y:{:.3f}").format(_clip(shape.rings, width, height), x, y)
        label = Markup('<span class="sd-nummer" aria-hidden="true">{}</span>').format(number)
        lines.append(_item(item, here, style, label))
    return Markup(
        '<div class="sd-plaat" style="--hoogte:{:.3f}"><ol>{}</ol><img class="sd-grenzen" src="{}" alt="{}"></div>'
    ).format(height / width, Markup().join(lines), _borders(shapes.values(), here, width, height), MAP)


def _item(item: TileValue, here: str | None, style: Markup, label: Markup | str = "") -> Markup:
    """One wijk: a link to it, or just its words."""
    own = item.area.code == here
    kind = Markup(' class="sd-onbekend"') if item.tekst and item.deel is None else ""
    shade = Markup("{};--sterkte:{:.0f}%").format(style, 100 * (item.deel or 0))
    tag, href = (Markup("a"), Markup(' href="{}"').format(item.href)) if item.href else (Markup("span"), "")
    mark = (
        Markup(' <span aria-hidden="true">{}</span><span class="sd-voorlezen">{} dan de gemeente</span>').format(
            SIGNS[item.teken], item.teken
        )
        if item.teken
        else ""
    )
    return Markup(
        '<li{kind} style="{shade}"><{tag} class="sd-vak"{href}{current}>{label}<span class="sd-naam">{naam}</span> '
        "<strong>{tekst}{mark}</strong>{own}</{tag}></li>"
    ).format(
        kind=kind,
        shade=shade,
        tag=tag,
        href=href,
        current=Markup(' aria-current="page"') if own else "",
        label=label,
        naam=item.area.naam,
        tekst=item.tekst,
        mark=mark,
        own=Markup(' <span class="sd-hier">deze wijk</span>') if own else "",
    )


def _clip(rings: Iterable[Ring], width: float, height: float) -> Markup:
    """The shape for CSS. It has one line only: from ring to ring and back, which encloses nothing."""
    closed = [(*ring, ring[0]) for ring in rings]
    start = closed[0][0]
    line: list[Point] = [spot for ring in closed for spot in (*ring, start)]
    spots = (f"{100 * (x + EDGE) / width:.1f}% {100 * (y + EDGE) / height:.1f}%" for x, y in line)
    return Markup("polygon({})").format(",".join(spots))


def _borders(shapes: Iterable[Shape], here: str | None, width: float, height: float) -> str:
    """The borders as a picture, as nothing else can draw lines here; that of this page's wijk over the others."""
    paths = (
        f'<path d="{"".join(_path(ring) for ring in shape.rings)}" stroke-width="{6 if shape.code == here else 1.5}"/>'
        for shape in sorted(shapes, key=lambda shape: shape.code == here)
    )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-EDGE} {-EDGE} {width:g} {height:g}" fill="none" '
        f'stroke="{BORDER}" stroke-linejoin="round">{"".join(paths)}</svg>'
    )
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


def _path(ring: Ring) -> str:
    return f"M{' '.join(f'{x:g},{y:g}' for x, y in ring)}Z"
