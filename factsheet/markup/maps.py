"""Maps of the wijken: where one of them is, and what is known of all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from markupsafe import Markup

from factsheet import charts, geography
from factsheet.geography import Shape
from factsheet.markup.wijk_map import TileValue, map_legend, tile_values, wijk_map
from factsheet.release.snapshot import Front
from factsheet.settings import Area
from factsheet.summary import Row
from schemas.domain import WETTEN

MANY = 24  # tiles of a map that still fit beside other maps
LeadsTo = Callable[[Area], str | None]


def place_map(front: Front, area: Area, leads_to: LeadsTo) -> Markup:
    """Where a wijk is among the others, with a heading; nothing where nobody told where they lie.

    `leads_to` gives the address of each, or None where there is no way.
    """
    if not geography.has_places(front.wijken):
        return Markup()
    return Markup("<h2>Waar ligt het?</h2>") + wijk_map(
        [TileValue(wijk, "", None, href=leads_to(wijk)) for wijk in front.wijken],
        f"De wijken van {front.gemeente.naam}",
        kleur=charts.NEUTRAL,
        gemeente=front.gemeente.naam,
        current=area,
        shapes=geography.shapes_of(front.wijken),
    )


def law_maps(rows: Iterable[Row], front: Front, leads_to: LeadsTo, shapes: Sequence[Shape] | None = None) -> Markup:
    """A map per law with its figure in every wijk, and once how to read them; nothing when none is known.

    `shapes` are those of this installation unless others are given; without any, each wijk is a tile.
    """
    rows = tuple(rows)
    known = [(wet, found) for wet in WETTEN if (found := column_of(rows, f"{wet.groep.sleutel}.aandeel"))]
    if not known:
        return Markup()
    shapes, gemeente = geography.shapes_of(front.wijken) if shapes is None else shapes, front.gemeente.naam
    values = {label: tile_values(rows, column, leads_to) for _, (column, label) in known}
    maps = Markup().join(
        wijk_map(values[label], label, kleur=wet.kleur, gemeente=gemeente, shapes=shapes, legend=False)
        for wet, (_, label) in known
    )
    legend = map_legend([value for of_map in values.values() for value in of_map], gemeente)
    many = " sd-veel" if not shapes and len(rows) > MANY else ""
    return Markup('<div class="sd-kaarten{}">{}</div>{}').format(many, maps, legend)


def column_of(rows: Iterable[Row], key: str) -> tuple[int, str] | None:
    """Which column of the table of wijken has this figure, and what it is called."""
    cells = ((place, cell.figure) for row in rows for place, cell in enumerate(row.cells))
    return next(((place, figure.label) for place, figure in cells if figure and figure.sleutel == key), None)
