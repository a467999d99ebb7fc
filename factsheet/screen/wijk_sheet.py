"""The sheet of one wijk: where it is, what stands out, and a line per figure beside the municipality and all wijken."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from factsheet.access import Visitor
from factsheet.literal import st
from factsheet.markup.wijk import on_one_sheet, side_by_side
from factsheet.screen.cached import Shown, lines_of, sheet_of, wijk_charts_of
from factsheet.screen.links import address, link
from factsheet.screen.maps import place_map
from factsheet.screen.parts import mode, opening
from factsheet.settings import Area


def wijk_sheet(shown: Shown, area: Area, visitor: Visitor) -> None:
    """Everything about one wijk on one sheet."""
    sheet = sheet_of(shown, area)
    figures = [sheet.figure(figure.sleutel) for figure in shown.summary.kerncijfers]
    opening(shown, area, [figure for figure in figures if figure and figure.value is not None])
    aside = place_map(shown, area, visitor) + wijk_charts_of(shown, area, mode())
    st.html(on_one_sheet(sheet, lines_of(shown, area), shown.front.gemeente.naam, aside))
    _neighbours(shown, area, visitor)


def wijken_side_by_side(shown: Shown, areas: Sequence[Area]) -> None:
    """A few wijken beside each other, a line per figure; their names lead to their sheets."""
    linked = Markup('<a href="{}">{}</a>')
    named = [
        (linked.format(address("wijk", wijk=area.slug, jaar=str(shown.jaar)), area.naam), lines_of(shown, area))
        for area in areas
    ]
    st.html(side_by_side(named, shown.front.gemeente.naam, shown.jaar))


def _neighbours(shown: Shown, area: Area, visitor: Visitor) -> None:
    """The wijk before and after this one of those that the visitor may see, and all figures of this one."""
    own = [wijk for wijk in visitor.areas_of(shown.front) if not wijk.is_gemeente]
    place, jaar = own.index(area), str(shown.jaar)
    with st.container(key="sd-buren", horizontal=True):
        if len(own) > 1:
            link("wijk", f"← {own[place - 1].naam}", wijk=own[place - 1].slug, jaar=jaar)
            after = own[(place + 1) % len(own)]
            link("wijk", f"{after.naam} →", wijk=after.slug, jaar=jaar)
        link("alle-cijfers", f"Alle cijfers van {area.met_lidwoord}", wijk=area.slug, jaar=jaar)
