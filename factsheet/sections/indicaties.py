"""Indicaties: granted lines of support, in total and per client."""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt

from factsheet.charts import lines
from factsheet.figures import CLIENTEN, INDICATIES, PER_CLIENT, AreaView, Figure, Naam, Tables, Zin
from factsheet.narrate import (
    Text,
    Wijktekst,
    heading,
    level,
    local_heading,
    pair_heading,
    people_and_ratio,
    therefore,
    told,
)
from factsheet.sections.base import FEITEN, Section
from factsheet.settings import Area
from schemas.domain import JEUGDWET, WMO, WMO_EN_JEUGDWET, Groep


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


def figures(tables: Tables, area: Area, year: int) -> Indicaties:
    view = tables.at(area, year)
    return Indicaties(
        _per_wet(view, WMO_EN_JEUGDWET, "hulp", "met hulp", "het totaal aantal indicaties"),
        _per_wet(view, WMO.groep, WMO.hulp, "met Wmo", "het aantal indicaties vanuit de Wmo"),
        _per_wet(view, JEUGDWET.groep, JEUGDWET.hulp, "met jeugdhulp", "het aantal indicaties voor jeugdhulp"),
    )


def _per_wet(view: AreaView, groep: Groep, hulp: str, met: str, indicaties_naam: str) -> PerWet:
    """The figures of a law, or of both: `hulp` is what people get, `met` tells that they have it."""
    clienten = view.read("gebruik", "aantal", groep=groep.naam, formule=f"cliënten {groep.naam}")
    indicaties = view.read("gebruik", "indicaties", groep=groep.naam, formule=f"indicaties {groep.naam}")
    lines = Naam(indicaties_naam, kop="indicaties", zin=Zin("waren er", "indicaties", een=("indicatie", "was er")))
    label = "Inwoners met Wmo of Jeugdwet" if groep.delen else f"{groep.naam}, cliënten"
    people = Naam(f"het aantal inwoners {met}", kop=f"mensen {met}", zin=Zin("kregen", "mensen", hulp))
    ratio = Naam(
        "het aantal indicaties per persoon",
        voluit=f"het aantal indicaties per persoon {met}",
        zin=Zin("waren er", "indicaties", aanhef=f"per persoon {met}"),
    )
    return PerWet(
        indicaties.figure(f"{groep.sleutel}.indicaties", f"{groep.naam}, indicaties", lines, INDICATIES),
        clienten.figure(f"{groep.sleutel}.clienten", label, people, CLIENTEN),
        indicaties.per(clienten, least=view.tables.settings.publicatie.aandeel_vanaf).figure(
            f"{groep.sleutel}.indicaties_per_client", f"{groep.naam}, indicaties per cliënt", ratio, PER_CLIENT
        ),
    )


def text(f: Indicaties) -> Text:
    every = f.totaal
    arithmetic = therefore(every.clienten, every.per_inwoner, every.indicaties)
    opening = f"in {every.indicaties.jaar}"
    return Text(
        pair_heading(every.indicaties, every.clienten),
        (
            *((level(every.indicaties, opening),) if arithmetic else told(every.indicaties, opening)),
            *people_and_ratio(every.clienten, every.per_inwoner, "indicaties"),
            *arithmetic,
            *people_and_ratio(f.wmo.clienten, f.wmo.per_inwoner, "indicaties"),
            *people_and_ratio(f.jeugdwet.clienten, f.jeugdwet.per_inwoner, "indicaties"),
        ),
    )


def of_wijk(f: Indicaties) -> Wijktekst:
    return Wijktekst(
        local_heading(heading(f.totaal.indicaties), (f.totaal.indicaties,), f.totaal.per_inwoner),
        (f.totaal.indicaties,),
        naast=(f.totaal.per_inwoner,),
        verder=(f.wmo.per_inwoner, f.jeugdwet.per_inwoner),
    )


def charted(f: Indicaties) -> tuple[Figure, ...]:
    return (f.totaal.indicaties, f.totaal.clienten)


def chart(f: Indicaties) -> alt.LayerChart | None:
    return lines(charted(f), ("indicaties", "cliënten"))


SECTION = Section(
    sleutel="indicaties",
    titel="Indicaties",
    order=60,
    breedte=6,
    groep=FEITEN,
    reads=("gebruik",),
    uitleg=("Indicaties voor Wmo en Jeugdwet in {jaar}. ‘Per persoon’ is per persoon die hulp krijgt."),
    bron="registratie van de gemeente",
    figures=figures,
    text=text,
    chart=chart,
    charted_figures=charted,
    wijk=of_wijk,
    grafiek="Indicaties en cliënten per jaar",
)
