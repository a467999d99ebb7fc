"""Parts of a page that shows a factsheet. They arrange; nothing here calculates."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import segno
from markupsafe import Markup

from factsheet import charts
from factsheet import store as stores
from factsheet.access import REDACTEUR, Visitor
from factsheet.figures import Figure
from factsheet.literal import st
from factsheet.narrate import Sentence, against_or_why_not, notation
from factsheet.release import publish as publication
from factsheet.screen import provenance
from factsheet.screen.cached import Shown, front_of, summary_of
from factsheet.screen.editions import public_since
from factsheet.screen.links import link
from factsheet.screen.rendered import RenderedSection
from schemas import required


def style() -> None:
    """The look of a factsheet on this page; in print the controls are gone."""
    st.html(Markup("<style>{}</style>").format(_css()))


@functools.cache
def _css() -> Markup:
    return Markup((Path(__file__).parent / "style.css").read_text(encoding="utf-8"))  # noqa: S704 - a file of our own


def sections(parts: Sequence[RenderedSection]) -> None:
    """All sections under the headings of their groups."""
    group = ""
    for part in parts:
        if part.groep != group:
            group = part.groep
            st.header(group, anchor=False)
        section(part)


def paragraph(sentences: Sequence[Sentence]) -> None:
    """Sentences one after the other; hovering or focusing one tells what it stands on."""
    empty = Markup('<p class="sd-tekst">Er zijn dit jaar geen duidelijke veranderingen.</p>')
    st.html(provenance.paragraph(sentences, "samenvatting") if sentences else empty)


def section(part: RenderedSection) -> None:
    """One section: what happened, the large figure, the sentences, the chart and its table."""
    st.html(part.kop)
    left, right = st.columns([2, 3], gap="medium")
    with left:
        st.html(part.tekst)
    with right:
        if part.grafiek:
            st.html(Markup('<p class="sd-grafiek">{}</p>').format(part.grafiek_titel))
            drawing(part.grafiek, part.grafiek_titel)
    with st.expander("Cijfers in een tabel"):
        st.html(part.tabel)


def drawing(spec: dict[str, Any], alt: str) -> None:
    """A chart in the colours of the reader's theme, with what it shows as the accessible name."""
    mode: charts.Mode = "donker" if st.context.theme.type == "dark" else "licht"
    st.vega_lite_chart(
        charts.in_mode(spec, mode), theme=None, alt=f"{spec.get('description', alt)} De cijfers staan in de tabel."
    )


def key_figures(figures: Sequence[Figure]) -> None:
    """The key figures of the summary: value, change in sign, and the values of the years before as a small line."""
    st.html(Markup('<div class="sd-kern">{}</div>').format(Markup().join(map(_tile, figures))))


def qr(address: str, what: str) -> None:
    """The address of a page as QR code and as text, for print."""
    image = segno.make(address, error="m").svg_data_uri(scale=3, border=2, light="#fff")
    html = Markup(
        '<div class="sd-qr"><img src="{image}" width="116" height="116" alt="QR-code naar {address}">'
        '<p>{what}<br><a href="{address}">{address}</a></p></div>'
    )
    st.html(html.format(image=image, address=address, what=what))


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


def headline(shown: Shown) -> None:
    """The year in one sentence, with the figures that it stands on."""
    if kop := summary_of(shown).kop:
        st.html(Markup('<div class="sd-jaarkop">{}</div>').format(provenance.paragraph([kop], "jaarkop")))


def true_counts() -> None:
    """Marks a page that shows what readers never see."""
    st.caption("Op deze pagina staan de echte aantallen. Lezers krijgen tientallen die optellen.")


def _tile(figure: Figure) -> Markup:
    line = charts.sparkline(figure)
    image = Markup('<img src="{}" alt="">').format(line) if line else ""
    return Markup('<div class="sd-tegel"><p>{}</p><strong>{}</strong><span>{}</span>{}</div>').format(
        figure.label, notation.shown(figure), against_or_why_not(figure), image
    )


def still_missing(visitor: Visitor) -> None:
    """What the newest year with data, and the year that follows the last edition, still lack."""
    store = stores.current()
    published = publication.seen_years(store, early=visitor.early)
    year = max([*store.years(), *(published[-1:] and [published[-1] + 1])], default=None)
    if year is None:
        return
    lacking = publication.missing(store, year)
    if not lacking:
        st.markdown(f"Alle bestanden van {year} zijn er.")
    else:
        st.markdown(
            f"Voor de factsheet van {year} ontbreken nog {len(lacking)} van de {len(required(year))} bestanden:"
        )
        st.markdown(", ".join(lacking) + ".")
    if visitor.has(REDACTEUR):
        link("uploaden", "Naar uploaden")
        link("publiceren", "Naar publiceren")
