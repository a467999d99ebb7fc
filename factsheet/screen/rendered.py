"""Sections made ready for the screen, once per edition and area: their HTML, and their charts.

In full a chart is Streamlit's, which tells the value under the pointer. On a card it is a picture in the HTML: each
element on a page costs the server time at every click, and the browser of a phone more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from factsheet import charts
from factsheet.cards import Card
from factsheet.edition import SectionResult
from factsheet.export.drawings import images, name_of
from factsheet.markup.sections import FilesAt, card_grid, in_full
from factsheet.markup.tables import figures_table

# How wide the chart of a card is on a page of 1280 pixels, by the width of the card in twelfths; before it, where that
# is much wider than a phone, how wide on a narrow page.
WIDTHS = {3: (257,), 5: (300, 457), 6: (300, 556), 7: (380,), 12: (300, 679)}
ANY = (300, 457)


@dataclass(frozen=True)
class RenderedChart:
    """A chart as Streamlit takes it; nobody changes `spec`. `naam` is read aloud in its place."""

    spec: dict[str, Any]
    naam: str


@dataclass(frozen=True)
class RenderedSection:
    """A section in full: every sentence, its chart and its table."""

    sleutel: str
    groep: str
    kop: str
    tekst: Markup
    grafiek: RenderedChart | None
    tabel: Markup


def render(part: SectionResult) -> RenderedSection:
    """Everything of a section that does not depend on who looks."""
    return RenderedSection(
        sleutel=part.sleutel,
        groep=part.groep,
        kop=part.kop,
        tekst=in_full(part),
        grafiek=_chart(part),
        tabel=figures_table(part.cijfers, part.titel),
    )


def render_cards(found: Sequence[Card], jaar: int, mode: charts.Mode, files: FilesAt | None) -> Markup:
    """The cards of a year, for a page in these colours. `files`: where their files are, of an edition."""
    drawn = [(card, spec) for card in found if (spec := card.deel.grafiek)]
    widths = [WIDTHS.get(card.breedte, ANY) for card, _ in drawn]
    made = images([spec for _, spec in drawn], widths, mode)
    return card_grid(found, jaar, {card.deel.sleutel: one for (card, _), one in zip(drawn, made, strict=True)}, files)


def _chart(part: SectionResult) -> RenderedChart | None:
    """A chart for the screen; it is read aloud as its description."""
    return RenderedChart(_in_place(part.grafiek), name_of(part.grafiek)) if part.grafiek else None


def _in_place(spec: dict[str, Any]) -> dict[str, Any]:
    """The chart with the few rows of each layer in it: Streamlit would convert every one of them at every click.

    Its description goes: the screen gives the accessible name, and two of them are one too many for Streamlit.
    """
    sets = spec["datasets"]

    def filled(part: dict[str, Any]) -> dict[str, Any]:
        name = part.get("data", {}).get("name")
        return part | {"data": {"values": sets[name]}} if name in sets else part

    kept = {key: value for key, value in filled(spec).items() if key not in {"description", "datasets"}}
    return kept | {"layer": [filled(layer) for layer in spec["layer"]]}
