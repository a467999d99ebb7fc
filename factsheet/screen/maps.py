"""Maps of the wijken on a page: where one of them is, and what is known of all of them."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable

from markupsafe import Markup

from factsheet import charts, geography
from factsheet.access import Visitor
from factsheet.literal import st
from factsheet.release.snapshot import Front
from factsheet.screen.cached import Shown, front_of, summary_of
from factsheet.screen.links import address
from factsheet.screen.wijk_map import TileValue, map_legend, tile_values, wijk_map
from factsheet.settings import Area
from factsheet.summary import Row
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
    front = front_of(shown)
    if not set(front.wijken) <= set(visitor.areas_of(front)):
        return
    maps = _maps(summary_of(shown).wijken, front, shown.jaar)
    if maps:
        st.header("De wijken naast elkaar", anchor=False)
        st.html(maps)


@functools.lru_cache(maxsize=32)
def _maps(rows: tuple[Row, ...], front: Front, jaar: int) -> Markup:
    known = [(wet, found) for wet in WETTEN if (found := _column(rows, f"{wet.groep.sleutel}.aandeel"))]
    if not known:
        return Markup()
    shapes, gemeente = geography.shapes_of(front.wijken), front.gemeente.naam
    values = {label: tile_values(rows, column, lambda area: _sheet_of(area, jaar)) for _, (column, label) in known}
    maps = Markup().join(
        wijk_map(values[label], label, kleur=wet.kleur, gemeente=gemeente, shapes=shapes, legend=False)
        for wet, (_, label) in known
    )
    legend = map_legend([value for of_map in values.values() for value in of_map], gemeente)
    return Markup('<div class="sd-kaarten">{}</div>{}').format(maps, legend)


def _column(rows: Iterable[Row], key: str) -> tuple[int, str] | None:
    """Which column of the table of wijken has this figure, and what it is called."""
    cells = ((place, cell.figure) for row in rows for place, cell in enumerate(row.cells))
    return next(((place, figure.label) for place, figure in cells if figure and figure.sleutel == key), None)


def _leads_to(shown: Shown, visitor: Visitor) -> Callable[[Area], str | None]:
    """The address of the sheet of a wijk; None for one that the visitor may not see."""
    own = set(visitor.areas_of(front_of(shown)))
    return lambda area: _sheet_of(area, shown.jaar) if area in own else None


def _sheet_of(area: Area, jaar: int) -> str:
    return address("wijk", wijk=area.slug, jaar=str(jaar))
