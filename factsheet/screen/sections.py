"""The sections of a factsheet: in short as cards side by side, or in full under each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from markupsafe import Markup

from factsheet.literal import st
from factsheet.screen.cached import Shown, cards_of
from factsheet.screen.component import mount
from factsheet.screen.parts import drawing, mode
from factsheet.screen.rendered import RenderedSection


def cards(shown: Shown) -> None:
    """The sections in short, under the headings of their groups, in a grid of twelve columns."""
    st.html(cards_of(shown, mode()))


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
