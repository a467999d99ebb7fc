"""Sections made ready for the screen: their HTML, and their charts with the data packed. Once per edition and area."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from factsheet.cards import Card
from factsheet.edition import SectionResult
from factsheet.markup.sections import FilesAt, card_head, card_text, in_full
from factsheet.markup.tables import figures_table


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


@dataclass(frozen=True)
class RenderedCard:
    """A section in short. `breedte` is in twelfths of the page."""

    sleutel: str
    groep: str
    breedte: int
    tekst: Markup
    grafiek: RenderedChart | None


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


def render_card(card: Card, jaar: int, files: FilesAt | None) -> RenderedCard:
    """The same of a card; `jaar` is that of the page, which names the year before once for all cards.

    `files`: where its files are, of an edition.
    """
    part = card.deel
    return RenderedCard(
        sleutel=part.sleutel,
        groep=part.groep,
        breedte=card.breedte,
        tekst=Markup('<div class="sd-voor">{}</div>{}').format(card_head(card, jaar), card_text(card, files)),
        grafiek=_chart(part),
    )


def render_chart(spec: dict[str, Any]) -> RenderedChart:
    """A chart for the screen; it is read aloud as its description."""
    return RenderedChart(_in_place(spec), f"{spec['description']} De cijfers staan in de tabel.")


def _chart(part: SectionResult) -> RenderedChart | None:
    return render_chart(part.grafiek) if part.grafiek else None


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
