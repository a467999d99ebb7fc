"""Maps of the wijken on a page: where one of them is, and what is known of all of them."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from factsheet import charts, geography
from factsheet.access import Visitor
from factsheet.literal import st
from factsheet.screen.cached import Shown, front_of, summary_of
from factsheet.screen.links import address
from factsheet.screen.wijk_map import TileValue, map_legend, tile_values, wijk_map
from factsheet.settings import Area
from schemas.domain import WETTEN


def place_map(shown: Shown, area: Area, visitor: Visitor) -> Markup:
    """Where a wijk is among the others; those that the visitor may see lead to their sheets."""
    front, leads_to = front_of(shown), _leads_to(shown, visitor)
    items = [TileValue(wijk, "", None, href=leads_to(wijk)) for wijk in front.wijken]
    return wijk_map(
        items,
        f"De wijken van {front.gemeente.naam}",
        kleur=charts.NEUTRAL,
        gemeente=front.gemeente.naam,
        current=area,
        shapes=geography.shapes_of(front.wijken),
    )


def wijken_on_maps(shown: Shown, visitor: Visitor) -> None:
    """A map per law with its figure in every wijk, for who may see every wijk."""
    front, leads_to = front_of(shown), _leads_to(shown, visitor)
    if not set(front.wijken) <= set(visitor.areas_of(front)):
        return
    known = [(wet, column) for wet in WETTEN if (column := _column(shown, f"{wet.groep.sleutel}.aandeel")) is not None]
    if not known:
        return
    rows, shapes, gemeente = summary_of(shown).wijken, geography.shapes_of(front.wijken), front.gemeente.naam
    values = {column: tile_values(rows, column, leads_to) for _, column in known}
    maps = Markup().join(
        wijk_map(values[column], _label(shown, column), kleur=wet.kleur, gemeente=gemeente, shapes=shapes, legend=False)
        for wet, column in known
    )
    legend = map_legend([value for of_map in values.values() for value in of_map], gemeente)
    st.header("De wijken naast elkaar", anchor=False)
    st.html(Markup('<div class="sd-kaarten">{}</div>{}').format(maps, legend))


def _column(shown: Shown, key: str) -> int | None:
    """Which column of the table of wijken has this figure."""
    cells = (cell for row in summary_of(shown).wijken for cell in enumerate(row.cells))
    return next((place for place, cell in cells if cell.figure and cell.figure.sleutel == key), None)


def _label(shown: Shown, column: int) -> str:
    figures = (row.cells[column].figure for row in summary_of(shown).wijken)
    return next(figure.label for figure in figures if figure)


def _leads_to(shown: Shown, visitor: Visitor) -> Callable[[Area], str | None]:
    """The address of the sheet of a wijk; None for one that the visitor may not see."""
    own = set(visitor.areas_of(front_of(shown)))
    return lambda area: address("wijk", wijk=area.slug, jaar=str(shown.jaar)) if area in own else None
