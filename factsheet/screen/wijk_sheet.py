"""The sheet of one wijk: where it is, what stands out, and a line per figure beside the municipality and all wijken."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from factsheet.access import Visitor
from factsheet.literal import st
from factsheet.markup.wijk import lines_table, side_by_side, standing_out
from factsheet.screen.cached import Shown, front_of, lines_of, sheet_of, summary_of, wijk_charts_of
from factsheet.screen.links import address, link
from factsheet.screen.maps import place_map
from factsheet.screen.parts import downloads, drawing, key_figures
from factsheet.settings import Area


def wijk_sheet(shown: Shown, area: Area, visitor: Visitor) -> None:
    """Everything about one wijk on one sheet."""
    sheet = sheet_of(shown, area)
    figures = [sheet.figure(figure.sleutel) for figure in summary_of(shown).kerncijfers]
    key_figures([figure for figure in figures if figure and figure.value is not None], shown.jaar)
    downloads(shown, area)
    with st.container(key="sd-raster-wijk"):
        with st.container(key="sd-kaart-8-opvallend"):
            st.html(standing_out(sheet))
        with st.container(key="sd-kaart-4-plek"):
            if where := place_map(shown, area, visitor):
                st.html(where)
            for chart in wijk_charts_of(shown, area):
                drawing(chart)
        with st.container(key="sd-kaart-8-regels"):
            st.html(lines_table(lines_of(shown, area), area, front_of(shown).gemeente.naam, shown.jaar))
    _neighbours(shown, area, visitor)


def wijken_side_by_side(shown: Shown, areas: Sequence[Area]) -> None:
    """A few wijken beside each other, a line per figure; their names lead to their sheets."""
    linked = Markup('<a href="{}">{}</a>')
    named = [
        (linked.format(address("wijk", wijk=area.slug, jaar=str(shown.jaar)), area.naam), lines_of(shown, area))
        for area in areas
    ]
    st.html(side_by_side(named, front_of(shown).gemeente.naam, shown.jaar))


def _neighbours(shown: Shown, area: Area, visitor: Visitor) -> None:
    """The wijk before and after this one of those that the visitor may see, and all figures of this one."""
    own = [wijk for wijk in visitor.areas_of(front_of(shown)) if not wijk.is_gemeente]
    place, jaar = own.index(area), str(shown.jaar)
    with st.container(key="sd-buren", horizontal=True):
        if len(own) > 1:
            link("wijk", f"← {own[place - 1].naam}", wijk=own[place - 1].slug, jaar=jaar)
            after = own[(place + 1) % len(own)]
            link("wijk", f"{after.naam} →", wijk=after.slug, jaar=jaar)
        link("alle-cijfers", f"Alle cijfers van {area.met_lidwoord}", wijk=area.slug, jaar=jaar)
