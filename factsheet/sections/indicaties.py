"""Indicaties: granted lines of support, in total and per client."""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt

from factsheet.charts import lines
from factsheet.figures import CLIENTEN, INDICATIES, PER_CLIENT, AreaView, Figure, Naam, Tables
from factsheet.narrate import Text, heading, pair, therefore
from factsheet.sections.base import FEITEN, Section
from factsheet.settings import Area


@dataclass(frozen=True)
class PerWet:
    indicaties: Figure
    clienten: Figure
    per_inwoner: Figure


@dataclass(frozen=True)
class Indicaties:
    totaal: PerWet
    wmo: PerWet
    jeugdwet: PerWet


def _per_wet(view: AreaView, groep: str, sleutel: str, wie: str, indicaties_naam: str) -> PerWet:
    clienten = view.read("gebruik", "aantal", groep=groep, formule=f"cliënten {groep}")
    indicaties = view.read("gebruik", "indicaties", groep=groep, formule=f"indicaties {groep}")
    return PerWet(
        indicaties.figure(f"{sleutel}.indicaties", f"{groep}, indicaties", Naam(indicaties_naam), INDICATIES),
        clienten.figure(f"{sleutel}.clienten", f"{groep}, cliënten", Naam(wie), CLIENTEN),
        indicaties.per(clienten, least=view.tables.settings.publicatie.aandeel_vanaf).figure(
            f"{sleutel}.indicaties_per_client",
            f"{groep}, indicaties per cliënt",
            Naam(
                "het aantal indicaties per inwoner",
                voluit=f"het aantal indicaties per inwoner met {groep.replace(' en ', ' of ')}",
            ),
            PER_CLIENT,
        ),
    )


def figures(tables: Tables, area: Area, year: int) -> Indicaties:
    view = tables.at(area, year)
    samen = "het aantal inwoners dat ondersteuning ontvangt"
    met = "het aantal inwoners met ondersteuning vanuit de {}"
    return Indicaties(
        _per_wet(view, "Wmo en Jeugdwet", "wmo-en-jeugdwet", samen, "het totaal aantal indicaties"),
        _per_wet(view, "Wmo", "wmo", met.format("Wmo"), "het aantal indicaties vanuit de Wmo"),
        _per_wet(view, "Jeugdwet", "jeugdwet", met.format("Jeugdwet"), "het aantal indicaties vanuit de Jeugdwet"),
    )


def text(f: Indicaties) -> Text:
    return Text(
        heading(f.totaal.indicaties),
        (
            *therefore(f.totaal.clienten, f.totaal.per_inwoner, f.totaal.indicaties),
            *pair(f.wmo.clienten, f.wmo.per_inwoner),
            *pair(f.jeugdwet.clienten, f.jeugdwet.per_inwoner),
        ),
    )


def charted(f: Indicaties) -> tuple[Figure, ...]:
    return (f.totaal.indicaties, f.totaal.clienten)


def chart(f: Indicaties) -> alt.LayerChart | None:
    return lines(charted(f), ("indicaties", "cliënten"))


SECTION = Section(
    sleutel="indicaties",
    titel="Indicaties",
    order=60,
    groep=FEITEN,
    reads=("gebruik",),
    uitleg=(
        "Indicaties voor Wmo en Jeugdwet in {jaar}. ‘Per inwoner’ is per inwoner die ondersteuning krijgt. "
        "Bron: registratie van de gemeente."
    ),
    figures=figures,
    text=text,
    chart=chart,
    charted_figures=charted,
    grafiek="Indicaties en cliënten per jaar (Wmo en Jeugdwet)",
)
