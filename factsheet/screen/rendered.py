"""Sections made ready for the screen: their HTML, and their charts with the data packed. Once per edition and area."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from factsheet.cards import Card
from factsheet.edition import SectionResult
from factsheet.figures import Figure
from factsheet.narrate import arrow, change_in_short, notation
from factsheet.screen import provenance
from factsheet.screen.tables import figures_table


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
    kop: Markup
    grafiek: RenderedChart | None
    tekst: Markup


def render(part: SectionResult) -> RenderedSection:
    """Everything of a section that does not depend on who looks."""
    generated = [said for said in part.zinnen if said.soort == "gegenereerd"]
    return RenderedSection(
        sleutel=part.sleutel,
        groep=part.groep,
        kop=part.kop,
        tekst=_subject(part) + provenance.paragraph(generated) + duiding(part) + provenance.origin(part.zinnen),
        grafiek=_chart(part),
        tabel=figures_table(part.cijfers, part.titel),
    )


def render_card(card: Card, jaar: int) -> RenderedCard:
    """The same of a card; `jaar` is that of the page, which names the year before once for all cards."""
    part = card.deel
    table = provenance.panel("Tabel", figures_table(part.cijfers, part.titel), kind="sd-breed")
    explained = provenance.panel("Uitleg", Markup("<p>{}</p>").format(part.uitleg))
    menu = Markup('<div class="sd-menu">{}</div>').format(table + explained + provenance.origin(card.zinnen))
    return RenderedCard(
        sleutel=part.sleutel,
        groep=part.groep,
        breedte=card.breedte,
        kop=_head(card, jaar),
        grafiek=_chart(part),
        tekst=provenance.paragraph(card.zinnen) + duiding(part) + menu,
    )


def large(figure: Figure, jaar: int, *, kind: str = "") -> Markup:
    """A figure printed large: its value and its name, an arrow and its change."""
    return Markup(
        '<p class="sd-groot {}"><strong>{}</strong> <span>{}</span> <em><b aria-hidden="true">{}</b> {}</em></p>'
    ).format(kind, notation.in_short(figure), figure.label, arrow(figure), change_in_short(figure, jaar - 1))


def _head(card: Card, jaar: int) -> Markup:
    """What the card is about, what happened, and its figure; on a phone all of a card until it is unfolded."""
    part = card.deel
    figure = large(card.groot, jaar, kind="sd-gevouwen" if card.groot_elders else "") if card.groot else Markup()
    fold = Markup('<details class="sd-vouw"><summary>Meer over {}</summary></details>').format(part.titel.lower())
    return Markup('<p class="sd-titel" id="kaart-{}">{}</p><h3>{}</h3>{}{}').format(
        part.sleutel, part.titel, part.kop, figure, fold
    )


def _subject(part: SectionResult) -> Markup:
    return Markup('<p class="sd-titel">{}</p><p class="sd-uitleg">{}</p>').format(part.titel, part.uitleg)


def duiding(part: SectionResult) -> Markup:
    """What the editor wrote, apart from what was generated, with its source."""
    written = [said for said in part.zinnen if said.soort == "duiding"]
    if not written:
        return Markup()
    source = part.duiding.bron if part.duiding and part.duiding.geldt else None
    link = Markup('<a href="{0}" rel="noopener">Bron: {0}</a>').format(source) if source else ""
    box = Markup('<div class="sd-duiding"><p class="sd-titel">Duiding van de redactie</p>{}{}</div>')
    return box.format(provenance.paragraph(written), link)


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
