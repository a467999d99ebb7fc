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
from factsheet.screen.cached import Shown, front_of, summary_of
from factsheet.screen.component import mount
from factsheet.screen.editions import public_since
from factsheet.screen.links import file_address
from factsheet.screen.rendered import RenderedChart
from factsheet.settings import Area


def drawing(chart: RenderedChart) -> None:
    """A chart in the colours of the reader's theme, with what it shows as its accessible name."""
    mode: charts.Mode = "donker" if st.context.theme.type == "dark" else "licht"
    st.vega_lite_chart(charts.in_mode(chart.spec, mode), theme=None, alt=chart.naam)


def headline(shown: Shown, intro: str = "") -> None:
    """The year in one sentence; under it what the editors say of the whole."""
    kop = summary_of(shown).kop
    said = Markup('<p class="sd-jaarkop">{}</p>').format(kop.tekst) if kop else Markup()
    about = Markup('<p class="sd-intro">{}</p>').format(intro) if intro else Markup()
    st.html(Markup('<div class="sd-begin">{}{}</div>').format(said, about))


def key_figures(figures: Sequence[Figure], jaar: int) -> None:
    """The key figures of a year: value, arrow and change, and the values of the years before as a small line."""
    st.html(tiles(tuple(figures), jaar))


def paragraph(sentences: Sequence[Sentence]) -> None:
    """Sentences one after the other, and what they stand on."""
    empty = Markup('<p class="sd-tekst">Er zijn dit jaar geen duidelijke veranderingen.</p>')
    st.html(provenance.paragraph(sentences) + provenance.origin(sentences) if sentences else empty)


@functools.lru_cache(maxsize=256)
def _code(address: str) -> str:
    """The picture of an address, which takes longer than all else on a page."""
    return segno.make(address, error="m").svg_data_uri(scale=3, border=2, light="#fff")


def downloads(shown: Shown, area: Area) -> None:
    """An area of an edition on paper and in figures; nothing of what is not published."""
    if shown.editie is None:
        return
    at = functools.partial(file_address, shown.jaar, shown.editie.number, area)
    st.html(_downloads(at(PDF), at(FIGURES)))
    mount("take", key="meenemen", data={})


@functools.lru_cache(maxsize=256)
def _downloads(pdf: str, figures: str) -> Markup:
    links = (("PDF", pdf), ("Cijfers (Excel)", figures))
    items = Markup().join(Markup('<li><a href="{}" download>{}</a></li>').format(to, label) for label, to in links)
    return Markup('<ul class="sd-meenemen" aria-label="Meenemen">{}</ul>').format(items)


def qr(address: str, what: str) -> None:
    """The address of a page as QR code and as text: on paper only."""
    html = Markup(
        '<div class="sd-qr"><img src="{image}" width="116" height="116" alt="QR-code naar {address}">'
        '<p>{what}<br><a href="{address}">{address}</a></p></div>'
    )
    st.html(html.format(image=_code(address), address=address, what=what))


def edition_line(shown: Shown) -> None:
    """Which edition this is, and how its figures are rounded."""
    if shown.editie is None:
        return
    edition = shown.editie
    reading = front_of(shown).leeswijzer
    st.caption(f"Factsheet {shown.jaar}, editie {edition.number}, {public_since(edition)}. {reading}")


def revised(shown: Shown) -> None:
    """Under the title: why this edition came after another."""
    edition = shown.editie
    if edition and edition.number > 1 and edition.reason:
        st.html(Markup('<p class="sd-herzien">Herzien: {}</p>').format(edition.reason))


def true_counts() -> None:
    """Marks a page that shows what readers never see."""
    st.caption("Op deze pagina staan de echte aantallen. Lezers krijgen tientallen die optellen.")
