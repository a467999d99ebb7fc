"""A factsheet as one JSON document; scripts rely on its shape."""

from __future__ import annotations

from typing import Any

from factsheet.edition import Factsheet, SectionResult
from factsheet.narrate import Fact, Sentence


def as_document(sheet: Factsheet, number: int, kop: str = "") -> dict[str, Any]:
    """The document of `factsheet toon --json`: sections with sentences, figures and a Vega-Lite chart or null.

    `kop` is the sentence that heads the year.
    """
    return {
        "jaar": sheet.jaar,
        "gebied": sheet.area.naam,
        "editie": number,
        "titel": sheet.titel,
        "kop": kop or None,
        "intro": sheet.intro,
        "opvallend": [_sentence(said) for said in sheet.opvallend],
        "secties": [_section(section) for section in sheet.secties],
    }


def _section(section: SectionResult) -> dict[str, Any]:
    return {
        "sleutel": section.sleutel,
        "titel": section.titel,
        "kop": section.kop,
        "uitleg": section.uitleg,
        "zinnen": [_sentence(said) for said in section.zinnen],
        "bron_duiding": section.duiding.bron if section.duiding and section.duiding.geldt else None,
        "cijfers": [
            {"sleutel": f.sleutel, "label": f.label, "jaar": p.jaar, "waarde": p.waarde, "eenheid": f.unit.naam}
            for f in section.cijfers
            for p in f.points
        ],
        "doelen": [
            {"sleutel": f.sleutel, "jaar": f.jaar, "streefwaarde": f.doel.waarde, "oordeel": f.doel.oordeel}
            for f in section.cijfers
            if f.doel
        ],
        "vergelijking": [
            {"sleutel": f.sleutel, "jaar": f.jaar, "gebied": other.gebied, "waarde": other.waarde, "bron": other.bron}
            for f in section.cijfers
            for other in f.elsewhere
        ],
        "grafiek": section.grafiek,
    }


def _sentence(said: Sentence) -> dict[str, Any]:
    return {"tekst": said.tekst, "soort": said.soort, "feiten": [_fact(fact) for fact in said.feiten]}


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "sleutel": fact.sleutel,
        "jaar": fact.jaar,
        "nu": fact.nu,
        "vorig": fact.vorig,
        "eenheid": fact.eenheid,
        "formule": fact.formule,
        "marge": fact.marge,
        "getoond": list(fact.getoond),
    }
