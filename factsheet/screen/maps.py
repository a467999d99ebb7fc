"""Maps of the wijken on a page: where one of them is, and figures of all of them."""

from __future__ import annotations

from markupsafe import Markup

from factsheet.access import Visitor
from factsheet.screen.cached import Shown
from factsheet.settings import Area


def place_map(shown: Shown, area: Area, visitor: Visitor) -> Markup:
    """Where a wijk is among the others; those that the visitor may see lead to their sheets."""
    return Markup()


def wijken_on_maps(shown: Shown, visitor: Visitor) -> None:
    """A map per law with the figure of every wijk, for who may see every wijk."""
    pass
