"""A section made ready for the screen: its HTML, and its chart with the data packed. Done once per edition and area."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from io import BytesIO
from typing import Any

import polars as pl

from factsheet.edition import SectionResult
from factsheet.figures import Figure
from factsheet.narrate import notation
from factsheet.screen import provenance
from factsheet.screen.tables import figures_table


@dataclass(frozen=True)
class Drawn:
    """One section as the screen needs it. All text in the HTML is escaped; nobody changes `grafiek`."""

    groep: str
    kop: str
    tekst: str
    grafiek: dict[str, Any] | None
    grafiek_titel: str
    tabel: str


def draw(part: SectionResult) -> Drawn:
    """Everything of a section that does not depend on who looks."""
    return Drawn(
        groep=part.groep,
        kop=_heading(part),
        tekst=_large(part) + _told(part),
        grafiek=_packed(part.grafiek) if part.grafiek else None,
        grafiek_titel=part.grafiek_titel,
        tabel=figures_table(part.cijfers, part.titel),
    )


def _told(part: SectionResult) -> str:
    """The generated sentences, and apart from them what the editor wrote, with its source."""
    generated = [said for said in part.zinnen if said.soort == "gegenereerd"]
    written = [said for said in part.zinnen if said.soort == "duiding"]
    text = provenance.paragraph(generated, part.sleutel)
    if not written:
        return text
    source = part.duiding.bron if part.duiding and part.duiding.geldt else None
    link = f'<a href="{escape(source)}" rel="noopener">Bron: {escape(source)}</a>' if source else ""
    duiding = provenance.paragraph(written, f"{part.sleutel}-duiding")
    return f'{text}<div class="sd-duiding"><p class="sd-titel">Duiding van de redactie</p>{duiding}{link}</div>'


def _packed(spec: dict[str, Any]) -> dict[str, Any]:
    """The chart with its data as Arrow, so that Streamlit need not convert it at every click.

    Its description goes: the screen gives the accessible name.
    """
    packed = {name: _arrow(rows) for name, rows in spec["datasets"].items()}
    return {key: value for key, value in spec.items() if key != "description"} | {"datasets": packed}


def _arrow(rows: list[dict[str, Any]]) -> bytes:
    buffer = BytesIO()
    # The browser reads the oldest Arrow types only.
    pl.DataFrame(rows, infer_schema_length=None).write_ipc_stream(buffer, compat_level=pl.CompatLevel.oldest())
    return buffer.getvalue()


def _heading(part: SectionResult) -> str:
    return (
        f'<div class="sd-kop" id="{escape(part.sleutel)}"><p class="sd-titel">{escape(part.titel)}</p>'
        f'<h3>{escape(part.kop)}</h3><p class="sd-uitleg">{escape(part.uitleg)}</p></div>'
    )


def _large(part: SectionResult) -> str:
    """The first figure of the section, large, with its change; a section without figures has none."""
    if not part.cijfers:
        return ""
    figure = part.hoofdcijfer
    change = notation.against(figure)
    beside = f" <span>{escape(change)}</span>" if change else ""
    return (
        f'<div class="sd-groot"><strong>{escape(notation.shown(figure))}</strong>'
        f"<em>{escape(figure.label)}</em>{beside}{_beside(figure)}</div>"
    )


def _beside(figure: Figure) -> str:
    whole = figure.gemeente
    return f"<span>{escape(whole.area.naam)}: {escape(notation.shown(whole))}</span>" if whole else ""
