"""The sheet of one wijk: where it is, what stands out, and a line per figure beside the municipality and all wijken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from factsheet.access import Visitor
from factsheet.edition import Factsheet
from factsheet.literal import st
from factsheet.narrate import UNCLEAR, arrow, change_in_short, notation, passages
from factsheet.screen import provenance
from factsheet.screen.cached import Shown, front_of, lines_of, sheet_of, summary_of, wijk_charts_of
from factsheet.screen.links import address, link
from factsheet.screen.maps import place_map
from factsheet.screen.parts import drawing, key_figures
from factsheet.screen.tables import CELL, boxed, row
from factsheet.settings import Area
from factsheet.wijkblad import Line

PERCENT = 100
NARROW = {UNCLEAR: "niet duidelijk"}


def wijk_sheet(shown: Shown, area: Area, visitor: Visitor) -> None:
    """Everything about one wijk on one sheet."""
    sheet = sheet_of(shown, area)
    figures = [sheet.figure(figure.sleutel) for figure in summary_of(shown).kerncijfers]
    key_figures([figure for figure in figures if figure and figure.value is not None], shown.jaar)
    with st.container(key="sd-raster-wijk"):
        with st.container(key="sd-kaart-8-opvallend"):
            st.html(_standing_out(sheet))
        with st.container(key="sd-kaart-4-plek"):
            st.html(Markup("<h2>Waar ligt het?</h2>{}").format(place_map(shown, area, visitor)))
            for chart in wijk_charts_of(shown, area):
                drawing(chart)
        with st.container(key="sd-kaart-8-regels"):
            st.html(_lines(shown, area))
    _neighbours(shown, area, visitor)


def wijken_side_by_side(shown: Shown, areas: Sequence[Area]) -> None:
    """A few wijken beside each other, a line per figure; their names lead to their sheets."""
    whole = front_of(shown).gemeente.naam
    per_wijk = [lines_of(shown, area) for area in areas]
    links = (
        Markup('<a href="{}">{}</a>').format(address("wijk", wijk=area.slug, jaar=str(shown.jaar)), area.naam)
        for area in areas
    )
    names = dict.fromkeys(line.naam for lines in per_wijk for line in lines)
    rows = Markup().join(_beside(name, per_wijk) for name in names)
    st.html(boxed(f"Mijn wijken naast elkaar, {shown.jaar}", ("Cijfer", *links, f"Heel {whole}"), rows, "sd-naast"))


def _standing_out(sheet: Factsheet) -> Markup:
    items = Markup().join(
        Markup("<li>{}</li>").format(" ".join(said.tekst for said in passage)) for passage in passages(sheet.opvallend)
    )
    if not items:
        return Markup("<h2>Wat opvalt</h2><p>Over deze wijk is nog niets te zeggen.</p>")
    return Markup('<h2>Wat opvalt</h2><ol class="sd-opvallend">{}</ol>{}').format(
        items, provenance.origin(sheet.opvallend)
    )


def _lines(shown: Shown, area: Area) -> Markup:
    whole = front_of(shown).gemeente.naam
    rows = Markup().join(_line(line, shown.jaar) for line in lines_of(shown, area))
    legend = Markup(
        '<p class="sd-legenda"><span class="sd-strook-hier"></span> {} <span class="sd-strook-heel"></span> heel {} '
        '<span class="sd-strook-ander"></span> andere wijken. Links op de lijn is laag, rechts is hoog.</p>'
    ).format(area.naam, whole)
    head = ("Cijfer", area.naam, "Verandering", f"Heel {whole}", "Tussen de wijken")
    return Markup("<h2>{} naast heel {}</h2>{}{}").format(
        area.naam, whole, boxed(f"{area.naam} naast heel {whole}, {shown.jaar}", head, rows, "sd-regels"), legend
    )


def _line(line: Line, jaar: int) -> Markup:
    figure = line.figuur
    whole = notation.shown(figure.gemeente) if figure.gemeente else ""
    in_words = change_in_short(figure, jaar - 1)
    change = Markup('<b aria-hidden="true">{}</b> {}').format(arrow(figure), NARROW.get(in_words, in_words))
    own = Markup("<strong>{}</strong>").format(notation.shown(figure))
    return row(line.naam, map(CELL.format, (own, change, whole, _strip(line))))


def _strip(line: Line) -> Markup:
    """Where all wijken are on a line, and the same in words."""
    if line.hier is None:
        return Markup()
    dots = [("ander", place) for place in line.andere]
    dots += [("heel", line.gemeente)] if line.gemeente is not None else []
    marks = Markup().join(
        Markup('<i class="sd-strook-{}" style="left:{:.0f}%"></i>').format(kind, place * PERCENT)
        for kind, place in [*dots, ("hier", line.hier)]
    )
    return Markup('<span class="sd-strook" aria-hidden="true">{}</span><span class="sd-voorlezen">{}</span>').format(
        marks, _rank(line)
    )


def _rank(line: Line) -> str:
    """Plaats 2 van 10, van hoog naar laag."""
    above = sum(place > (line.hier or 0.0) for place in line.andere)
    return f"plaats {above + 1} van {len(line.andere) + 1}, van hoog naar laag"


def _beside(name: str, per_wijk: Iterable[Sequence[Line]]) -> Markup:
    found = [next((line for line in lines if line.naam == name), None) for lines in per_wijk]
    figures = [line.figuur if line else None for line in found]
    whole = next((figure.gemeente for figure in figures if figure and figure.gemeente), None)
    values = (notation.shown(figure) if figure else notation.UNKNOWN for figure in (*figures, whole))
    return row(name, map(CELL.format, values))


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
