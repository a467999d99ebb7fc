"""All sections of one year and area: what every page and every export shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from factsheet import chart as charts
from factsheet.derive import Figure, Tables
from factsheet.narrate import Sentence, complete
from factsheet.sections import SECTIONS
from factsheet.sections.base import Section, figures_in
from factsheet.settings import Area, Settings


@dataclass(frozen=True)
class SectionResult:
    """One section as the reader gets it. `grafiek` is a Vega-Lite dict, or nothing."""

    sleutel: str
    titel: str
    groep: str
    kop: str
    uitleg: str
    zinnen: tuple[Sentence, ...]
    cijfers: tuple[Figure, ...]
    grafiek: dict[str, Any] | None
    grafiek_titel: str
    beter: str | None

    @property
    def hoofdcijfer(self) -> Figure:
        return self.cijfers[0]


@dataclass(frozen=True)
class Factsheet:
    """One edition of one year, seen from one area."""

    jaar: int
    area: Area
    titel: str
    intro: str
    secties: tuple[SectionResult, ...]

    def figure(self, sleutel: str) -> Figure | None:
        """The figure with this key, wherever it stands."""
        return next((f for s in self.secties for f in s.cijfers if f.sleutel == sleutel), None)


def factsheet(tables: Tables, texts: Mapping[str, str], area: Area, year: int) -> Factsheet:
    """The line from published tables to what a reader sees; `texts` are the edition's editorial texts by key."""
    settings = tables.settings
    words = _words(area, year, settings)
    fixed = settings.teksten | dict(texts)
    return Factsheet(
        jaar=year,
        area=area,
        titel=fixed["titel"].format_map(words),
        intro=fixed["intro"],
        secties=tuple(
            _section(section, tables, area, fixed, words)
            for section in SECTIONS
            if section.per_wijk or area.is_gemeente
        ),
    )


def _section(
    section: Section[Any], tables: Tables, area: Area, texts: Mapping[str, str], words: Mapping[str, Any]
) -> SectionResult:
    figures = section.figures(tables, area, words["jaar"])
    text = section.text(figures)
    drawing = section.chart(figures)
    title = section.grafiek.format_map(words)
    return SectionResult(
        sleutel=section.sleutel,
        titel=texts.get(f"{section.sleutel}.titel", section.titel),
        groep=section.groep,
        kop=text.kop,
        uitleg=texts.get(f"{section.sleutel}.uitleg", section.uitleg).format_map(words),
        zinnen=complete(text.zinnen),
        cijfers=_unique(figures_in(figures)),
        grafiek=charts.as_spec(drawing, title) if drawing else None,
        grafiek_titel=title,
        beter=section.beter,
    )


def _unique(figures: Any) -> tuple[Figure, ...]:
    """Figures by key, the first of each: a section may use one figure in two places."""
    return tuple({figure.sleutel: figure for figure in reversed(tuple(figures))}.values())[::-1]


def _words(area: Area, year: int, settings: Settings) -> dict[str, Any]:
    """What fixed texts may refer to."""
    intensive = [
        f"vanaf {next(k.van for k in vorm.klassen if k.intensief)} {vorm.eenheid} ({vorm.naam.lower()})"
        for vorm in settings.vormen
        if any(k.intensief for k in vorm.klassen)
    ]
    return {
        "jaar": year,
        "vorig": year - 1,
        "plaats": area.naam,
        "gemeente": settings.gemeente.naam,
        "basisjaar": settings.basisjaar,
        "intensief": " en ".join(intensive),
    }
