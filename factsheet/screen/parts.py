"""Parts that pages with a factsheet share. They arrange; nothing here calculates."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import segno
from markupsafe import Markup

from factsheet import charts
from factsheet.access.downloads import FIGURES, PDF
from factsheet.figures import Figure
from factsheet.literal import st
from factsheet.markup import provenance
from factsheet.markup.tiles import tiles
from factsheet.narrate import Sentence
from factsheet.screen.cached import Shown
from factsheet.screen.editions import public_since
from factsheet.screen.links import file_address
from factsheet.screen.rendered import RenderedChart
from factsheet.settings import Area


def mode() -> charts.Mode:
    """The colours of the reader's theme."""
    return "donker" if st.context.theme.type == "dark" else "licht"


def drawing(chart: RenderedChart) -> None:
    """A chart in those colours, with what it shows as its accessible name."""
    st.vega_lite_chart(charts.in_mode(chart.spec, mode()), theme=None, alt=chart.naam)


def opening(shown: Shown, area: Area, figures: Sequence[Figure] = (), intro: str | None = None) -> None:
    """How a page begins: the year in one sentence, the key figures of the area, and its files; as one element.

    A key figure is its value, arrow and change, with the values of the years before as a small line. `intro` is what
    the editors say of the whole; None on a page that does not begin with the year.
    """
    kop = shown.summary.kop if intro is not None else None
    begin = Markup('<p class="sd-jaarkop">{}</p>').format(kop.tekst) if kop else Markup()
    if intro:
        begin += Markup('<p class="sd-intro">{}</p>').format(intro)
    kern = tiles(tuple(figures), shown.jaar) if figures else Markup()
    under = (provenance.origin((kop,)) if kop else Markup()) + _files(shown, area)
    st.html(Markup('<div class="sd-begin">{}</div>{}<div class="sd-onder">{}</div>').format(begin, kern, under))


def paragraph(sentences: Sequence[Sentence]) -> None:
    """Sentences one after the other, and what they stand on."""
    empty = Markup('<p class="sd-tekst">Er zijn dit jaar geen duidelijke veranderingen.</p>')
    st.html(provenance.paragraph(sentences) + provenance.origin(sentences) if sentences else empty)


@functools.lru_cache(maxsize=256)
def _code(address: str) -> str:
    """The picture of an address, which takes longer than all else on a page."""
    return segno.make(address, error="m").svg_data_uri(scale=3, border=2, light="#fff")


def _files(shown: Shown, area: Area) -> Markup:
    """An area of an edition on paper and in figures; nothing of what is not published."""
    if shown.editie is None:
        return Markup()
    at = functools.partial(file_address, shown.jaar, shown.editie.number, area)
    return _downloads(at(PDF), at(FIGURES))


@functools.lru_cache(maxsize=256)
def _downloads(pdf: str, figures: str) -> Markup:
    links = (("PDF", pdf), ("Cijfers (Excel)", figures))
    items = Markup().join(Markup('<li><a href="{}" download>{}</a></li>').format(to, label) for label, to in links)
    return Markup('<ul class="sd-meenemen" aria-label="Meenemen">{}</ul>').format(items)


def colophon(shown: Shown, address: str = "", what: str = "") -> None:
    """Which edition this is, and how its figures are rounded; on paper also the address of the page as QR code and
    text, and what is there.
    """
    code = Markup(
        '<div class="sd-qr"><img src="{image}" width="116" height="116" alt="QR-code naar {address}">'
        '<p>{what}<br><a href="{address}">{address}</a></p></div>'
    )
    told = code.format(image=_code(address), address=address, what=what) if address else Markup()
    if edition := shown.editie:
        line = f"Factsheet {shown.jaar}, editie {edition.number}, {public_since(edition)}. {shown.front.leeswijzer}"
        told = Markup('<p class="sd-editie">{}</p>').format(line) + told
    if told:
        st.html(told)


def revised(shown: Shown) -> None:
    """Under the title: why this edition came after another."""
    edition = shown.editie
    if edition and edition.number > 1 and edition.reason:
        st.html(Markup('<p class="sd-herzien">Herzien: {}</p>').format(edition.reason))


def true_counts() -> None:
    """Marks a page that shows what readers never see."""
    st.caption("Op deze pagina staan de echte aantallen. Lezers krijgen tientallen die optellen.")
