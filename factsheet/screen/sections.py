"""The sections of a factsheet: in short as cards side by side, or in full under each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from markupsafe import Markup

from factsheet.literal import st
from factsheet.screen.component import mount
from factsheet.screen.parts import drawing
from factsheet.screen.rendered import RenderedCard, RenderedSection


def cards(parts: Sequence[RenderedCard]) -> None:
    """The cards under the headings of their groups, in a grid of twelve columns."""
    for number, (groep, of_group) in enumerate(groupby(parts, lambda part: part.groep)):
        st.header(groep, anchor=False)
        with st.container(key=f"sd-raster-{number}"):
            for part in of_group:
                card(part)


def card(part: RenderedCard) -> None:
    """One card: what happened, its figure, its chart, its sentences, and the way to all that is behind it.

    Its words are one element, as each costs the server time at every click; the style puts the chart between them.
    """
    with st.container(key=f"sd-kaart-{part.breedte}-{part.sleutel}"):
        st.html(part.tekst)
        if part.grafiek:
            drawing(part.grafiek)


def all_figures(parts: Sequence[RenderedSection]) -> None:
    """A list of contents, and every section in full; the one in the address (?deel=) comes into view."""
    lines = Markup().join(Markup('<li><a href="#{}">{}</a></li>').format(part.sleutel, part.kop) for part in parts)
    st.html(Markup('<nav class="sd-inhoud" aria-label="Inhoud"><ol>{}</ol></nav>').format(lines))
    for groep, of_group in groupby(parts, lambda part: part.groep):
        st.header(groep, anchor=False)
        for part in of_group:
            _in_full(part)
    asked = st.query_params.get("deel", "")
    mount("section", key="deel in beeld", data={"section": asked if asked in {part.sleutel for part in parts} else ""})


def _in_full(part: RenderedSection) -> None:
    st.subheader(part.kop, anchor=part.sleutel)
    left, right = st.columns([2, 3], gap="medium")
    with left:
        st.html(part.tekst)
    with right:
        if part.grafiek:
            drawing(part.grafiek)
    st.html(part.tabel)
