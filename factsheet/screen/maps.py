"""Maps of the wijken on a page: where one of them is, and what is known of all of them."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from factsheet import geography
from factsheet.access import Visitor
from factsheet.literal import st
from factsheet.screen.cached import Shown, front_of, summary_of
from factsheet.screen.links import address
from factsheet.screen.wijk_map import TileValue, tile_values, wijk_map
from factsheet.settings import Area
from schemas.domain import WETTEN


def place_map(shown: Shown, area: Area, visitor: Visitor) -> Markup:
    """Where a wijk is among the others; those that the visitor may see lead to their sheets."""
    front, leads_to = front_of(shown), _leads_to(shown, visitor)
    items = [TileValue(wijk, "", None, href=leads_to(wijk)) for wijk in front.wijken]
    return wijk_map(
        items,
        f"De wijken van {front.gemeente.naam}",
        kleur="#5A6B85",
        gemeente=front.gemeente.naam,
        current=area,
        shapes=geography.shapes_of(front.wijken),
    )


def wijken_on_maps(shown: Shown, visitor: Visitor) -> None:
    """A map per law with its figure in every wijk, for who may see every wijk."""
    front, rows = front_of(shown), summary_of(shown).wijken
    if not set(front.wijken) <= set(visitor.areas_of(front)):
        return
    keys = [next((row.cells[i].figure for row in rows if row.cells[i].figure), None) for i in range(_width(shown))]
    places = {figure.sleutel: (i, figure.label) for i, figure in enumerate(keys) if figure}
    maps = [
        wijk_map(
            tile_values(rows, place, _leads_to(shown, visitor)),
            label,
            kleur=wet.kleur,
            gemeente=front.gemeente.naam,
            shapes=geography.shapes_of(front.wijken),
        )
        for wet in WETTEN
        if (found := places.get(f"{wet.groep.sleutel}.aandeel"))
        for place, label in [found]
    ]
    if maps:
        st.header("De wijken naast elkaar", anchor=False)
        st.html(Markup('<div class="sd-kaarten">{}</div>').format(Markup().join(maps)))


def _width(shown: Shown) -> int:
    return len(summary_of(shown).kolommen)


def _leads_to(shown: Shown, visitor: Visitor) -> Callable[[Area], str | None]:
    """The address of the sheet of a wijk; None for one that the visitor may not see."""
    own = set(visitor.areas_of(front_of(shown)))
    return lambda area: address("wijk", wijk=area.slug, jaar=str(shown.jaar)) if area in own else None
