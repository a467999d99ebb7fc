"""A section made ready for the screen: its HTML, and its chart with the data packed. Done once per edition and area."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import polars as pl
from markupsafe import Markup

from factsheet.edition import SectionResult
from factsheet.figures import Figure
from factsheet.narrate import against_or_why_not, notation
from factsheet.screen import provenance
from factsheet.screen.tables import figures_table


@dataclass(frozen=True)
class RenderedSection:
    """One section as the screen needs it. Nobody changes `grafiek`."""

    groep: str
    kop: Markup
    tekst: Markup
    grafiek: dict[str, Any] | None
    grafiek_titel: str
    tabel: Markup


def render(part: SectionResult) -> RenderedSection:
    """Everything of a section that does not depend on who looks."""
    return RenderedSection(
        groep=part.groep,
        kop=_heading(part),
        tekst=_large(part) + _sentences(part),
        grafiek=_packed(part.grafiek) if part.grafiek else None,
        grafiek_titel=part.grafiek_titel,
        tabel=figures_table(part.cijfers, part.titel),
    )


def _sentences(part: SectionResult) -> Markup:
    """The generated sentences, and apart from them what the editor wrote, with its source."""
    generated = [said for said in part.zinnen if said.soort == "gegenereerd"]
    written = [said for said in part.zinnen if said.soort == "duiding"]
    text = provenance.paragraph(generated, part.sleutel)
    if not written:
        return text
    source = part.duiding.bron if part.duiding and part.duiding.geldt else None
    link = Markup('<a href="{0}" rel="noopener">Bron: {0}</a>').format(source) if source else ""
    duiding = provenance.paragraph(written, f"{part.sleutel}-duiding")
    box = Markup('<div class="sd-duiding"><p class="sd-titel">Duiding van de redactie</p>{}{}</div>')
    return text + box.format(duiding, link)


def _packed(spec: dict[str, Any]) -> dict[str, Any]:
    """The chart with its data as Arrow, so that Streamlit need not convert it at every click."""
    packed = {name: _arrow(rows) for name, rows in spec["datasets"].items()}
    return spec | {"datasets": packed}


def _arrow(rows: list[dict[str, Any]]) -> bytes:
    buffer = BytesIO()
    # The browser reads the oldest Arrow types only.
    pl.DataFrame(rows, infer_schema_length=None).write_ipc_stream(buffer, compat_level=pl.CompatLevel.oldest())
    return buffer.getvalue()


def _heading(part: SectionResult) -> Markup:
    return Markup(
        '<div class="sd-kop" id="{}"><p class="sd-titel">{}</p><h3>{}</h3><p class="sd-uitleg">{}</p></div>'
    ).format(part.sleutel, part.titel, part.kop, part.uitleg)


def _large(part: SectionResult) -> Markup:
    """The first figure of the section, large, with its change; a section without figures has none."""
    if not part.cijfers:
        return Markup()
    figure = part.hoofdcijfer
    change = against_or_why_not(figure)
    beside = Markup(" <span>{}</span>").format(change) if change else ""
    return Markup('<div class="sd-groot"><strong>{}</strong><em>{}</em>{}{}</div>').format(
        notation.shown(figure), figure.label, beside, _beside(figure)
    )


def _beside(figure: Figure) -> Markup:
    whole = figure.gemeente
    return Markup("<span>{}: {}</span>").format(whole.area.naam, notation.shown(whole)) if whole else Markup()
