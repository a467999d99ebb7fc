"""Maps of the wijken on a page, on which each wijk leads to its sheet."""

from __future__ import annotations

import functools

from markupsafe import Markup

from factsheet.access import Visitor
from factsheet.literal import st
from factsheet.markup import maps
from factsheet.release.snapshot import Front
from factsheet.screen.cached import Shown
from factsheet.screen.links import address
from factsheet.settings import Area
from factsheet.summary import Row


def place_map(shown: Shown, area: Area, visitor: Visitor) -> Markup:
    """Where a wijk is among the others; those that the visitor may see lead to their sheets."""
    own = set(visitor.areas_of(shown.front))
    return maps.place_map(shown.front, area, lambda wijk: _sheet_of(wijk, shown.jaar) if wijk in own else None)


def wijken_on_maps(shown: Shown, visitor: Visitor) -> None:
    """A map per law with its figure in every wijk, for who may see every wijk."""
    front = shown.front
    if set(front.wijken) <= set(visitor.areas_of(front)) and (made := _law_maps(shown.summary.wijken, front)):
        st.html(Markup("<h2>De wijken naast elkaar</h2>{}").format(made))


@functools.lru_cache(maxsize=32)
def _law_maps(rows: tuple[Row, ...], front: Front) -> Markup:
    return maps.law_maps(rows, front, lambda wijk: _sheet_of(wijk, front.jaar))


def _sheet_of(area: Area, jaar: int) -> str:
    return address("wijk", wijk=area.slug, jaar=str(jaar))
