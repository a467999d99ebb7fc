"""A section in words: in full, or in short on a card."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import groupby

from markupsafe import Markup

from factsheet.cards import Card
from factsheet.edition import SectionResult
from factsheet.figures import Figure
from factsheet.markup import provenance
from factsheet.markup.tables import figures_table
from factsheet.narrate import arrow, change_in_short, notation

FilesAt = Callable[[str], str]


def in_full(part: SectionResult) -> Markup:
    """What a section is about, every sentence of it, and what they stand on."""
    generated = [said for said in part.zinnen if said.soort == "gegenereerd"]
    return _subject(part) + provenance.paragraph(generated) + duiding(part) + provenance.origin(part.zinnen)


def card_grid(found: Iterable[Card], jaar: int, drawn: Mapping[str, Markup], files: FilesAt | None = None) -> Markup:
    """The cards under the headings of their groups, twelve columns to the page.

    `jaar` is that of the page, which names the year before once for all cards; `drawn` has the charts of sections by
    key; `files` gives the address of a file by its name, where there are any to take along.
    """
    groups = groupby(found, lambda card: card.deel.groep)
    return Markup("\n").join(
        Markup('<h2>{}</h2>\n<div class="sd-raster">{}</div>').format(
            groep, Markup("\n").join(_card(card, jaar, drawn, files) for card in of_group)
        )
        for groep, of_group in groups
    )


def _card(card: Card, jaar: int, drawn: Mapping[str, Markup], files: FilesAt | None) -> Markup:
    """What happened and its figure, its chart, its sentences, and the way to all that is behind it."""
    return Markup('<section class="sd-kaartje sd-k{}" aria-labelledby="kaart-{}"><div>{}</div>{}{}</section>').format(
        card.breedte,
        card.deel.sleutel,
        _card_head(card, jaar),
        drawn.get(card.deel.sleutel, ""),
        _card_text(card, files),
    )


def _card_text(card: Card, files: FilesAt | None) -> Markup:
    """The sentences of a card, and the way to its table, its explanation and what its sentences stand on."""
    part = card.deel
    table = provenance.panel("Tabel", figures_table(part.cijfers, part.titel), kind="sd-breed")
    explained = provenance.panel("Uitleg", Markup("<p>{}</p>").format(part.uitleg))
    origin = provenance.origin(card.zinnen)
    along = provenance.panel("Meenemen", _along(part, files)) if files else Markup()
    menu = Markup('<div class="sd-menu">{}</div>').format(table + explained + origin + along)
    return Markup('<div class="sd-bij">{}{}{}</div>').format(provenance.paragraph(card.zinnen), duiding(part), menu)


def _along(part: SectionResult, files: FilesAt) -> Markup:
    """The figures and the picture of a section as files, and its sentences for the clipboard."""
    links = [
        ("Cijfers (Excel)", "xlsx"),
        *([("Afbeelding (PNG)", "png"), ("Afbeelding (SVG)", "svg")] if part.grafiek else []),
    ]
    items = [
        Markup('<li><a href="{}" download>{}</a></li>').format(files(f"{part.sleutel}.{ending}"), label)
        for label, ending in links
    ]
    copy = Markup('<li><button type="button" class="sd-kopie">Kopieer de tekst</button></li>') if part.zinnen else ""
    return Markup('<ul class="sd-mee">{}{}</ul>').format(Markup().join(items), copy)


def _card_head(card: Card, jaar: int) -> Markup:
    """What the card is about, what happened, and its figure; on a phone all of a card until it is unfolded."""
    part = card.deel
    figure = large(card.groot, jaar, kind="sd-gevouwen" if card.groot_elders else "") if card.groot else Markup()
    fold = Markup('<details class="sd-vouw"><summary>Meer over {}</summary></details>').format(part.titel.lower())
    return Markup('<p class="sd-titel" id="kaart-{}">{}</p><h3>{}</h3>{}{}').format(
        part.sleutel, part.titel, part.kop, figure, fold
    )


def large(figure: Figure, jaar: int, *, kind: str = "") -> Markup:
    """A figure printed large: its value and its name, an arrow and its change."""
    return Markup(
        '<p class="sd-groot {}"><strong>{}</strong> <span>{}</span> <em><b aria-hidden="true">{}</b> {}</em></p>'
    ).format(kind, notation.in_short(figure), figure.label, arrow(figure), change_in_short(figure, jaar - 1))


def duiding(part: SectionResult) -> Markup:
    """What the editor wrote, apart from what was generated, with its source."""
    written = [said for said in part.zinnen if said.soort == "duiding"]
    if not written:
        return Markup()
    source = part.duiding.bron if part.duiding and part.duiding.geldt else None
    link = Markup('<a href="{0}" rel="noopener">Bron: {0}</a>').format(source) if source else ""
    box = Markup('<div class="sd-duiding"><p class="sd-titel">Duiding van de redactie</p>{}{}</div>')
    return box.format(provenance.paragraph(written), link)


def _subject(part: SectionResult) -> Markup:
    return Markup('<p class="sd-titel">{}</p><p class="sd-uitleg">{}</p>').format(part.titel, part.uitleg)
