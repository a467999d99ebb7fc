"""Uitgaven en prijscorrectie: what support costs, in money of the year and in prices of the base year."""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt

from factsheet import chart as charts
from factsheet.figures import (
    CLIENTEN,
    EURO,
    EURO_PER_CLIENT,
    GROEI,
    HUISHOUDENS,
    AreaView,
    Figure,
    Naam,
    Series,
    Tables,
    band_of_growth,
)
from factsheet.narrate import (
    Text,
    although_spending,
    continued_change,
    heading,
    notation,
    pair,
    since_base_year,
    with_lead,
)
from factsheet.sections.base import FEITEN, Section
from factsheet.settings import Area, Band

WETTEN = {"Jeugdwet": "jeugdwet", "Wmo": "wmo", "Participatiewet": "participatiewet"}
GROEP = {"Jeugdwet": "Jeugdwet", "Wmo": "Wmo", "Participatiewet": "Bijstand"}


@dataclass(frozen=True)
class PerWet:
    gecorrigeerd: Figure
    nominaal: Figure
    per_client: Figure


@dataclass(frozen=True)
class Uitgaven:
    totaal: Figure
    totaal_nominaal: Figure
    groei: Figure
    wetten: tuple[PerWet, ...]
    uitkering: Figure
    bijstand: Figure
    ondersteund: Figure
    basisjaar: int
    groei_woord: Band | None


def figures(tables: Tables, area: Area, year: int) -> Uitgaven:
    view = tables.at(area, year)
    nominaal = {wet: view.read("uitgaven", "uitgaven", wet=wet, formule=f"uitgaven {wet}") for wet in WETTEN}
    reeel = {wet: series.corrected(wet) for wet, series in nominaal.items()}
    totaal_nominaal = _sum(nominaal, "uitgaven van de drie wetten")
    bijstand = view.read("gebruik", "aantal", groep="Bijstand", formule="huishoudens met bijstand")
    ondersteund = view.read("gebruik", "aantal", groep="Sociaal domein", formule="inwoners met ondersteuning")
    vanaf = tables.settings.publicatie.per_client_vanaf
    basisjaar = tables.settings.basisjaar
    zonder = Naam("de uitgaven zonder prijscorrectie", meervoud=True)
    groei = totaal_nominaal.growth_since(basisjaar).figure(
        "uitgaven.nominaal.groei", f"Groei zonder prijscorrectie sinds {basisjaar}", zonder, GROEI
    )
    return Uitgaven(
        totaal=_sum(reeel, "gecorrigeerde uitgaven van de drie wetten").figure(
            "uitgaven.gecorrigeerd",
            "Uitgaven na prijscorrectie",
            Naam("de totale uitgaven na prijscorrectie", meervoud=True),
            EURO,
        ),
        totaal_nominaal=totaal_nominaal.figure("uitgaven.nominaal", "Uitgaven zonder prijscorrectie", zonder, EURO),
        groei=groei,
        wetten=tuple(_per_wet(view, wet, nominaal[wet], reeel[wet]) for wet in WETTEN),
        uitkering=nominaal["Participatiewet"]
        .per(bijstand, least=vanaf)
        .figure(
            "bijstand.uitkering",
            "Gemiddelde uitkering per huishouden",
            Naam("de hoogte van de uitkering"),
            EURO_PER_CLIENT,
        ),
        bijstand=bijstand.figure(
            "bijstand.huishoudens",
            "Bijstand, huishoudens",
            Naam("het aantal huishoudens met een uitkering"),
            HUISHOUDENS,
        ),
        ondersteund=ondersteund.figure(
            "sociaal-domein.clienten",
            "Wmo, Jeugdwet of bijstand samen",
            Naam("het aantal inwoners met ondersteuning van de gemeente"),
            CLIENTEN,
        ),
        basisjaar=basisjaar,
        groei_woord=band_of_growth(groei, tables.settings.woordschaal),
    )


def _sum(per_wet: dict[str, Series], formule: str) -> Series:
    first, *others = per_wet.values()
    for other in others:
        first = first.plus(other)
    return first.named(formule)


def _per_wet(view: AreaView, wet: str, nominaal: Series, reeel: Series) -> PerWet:
    sleutel = WETTEN[wet]
    clienten = view.read("gebruik", "aantal", groep=GROEP[wet], formule=f"cliënten {wet}")
    wie = "huishouden met bijstand" if wet == "Participatiewet" else f"inwoner met ondersteuning vanuit de {wet}"
    return PerWet(
        reeel.figure(
            f"{sleutel}.uitgaven_gecorrigeerd",
            f"{wet}, na prijscorrectie",
            Naam(f"de uitgaven aan de {wet}", meervoud=True, kort=f"de {wet}"),
            EURO,
        ),
        nominaal.figure(
            f"{sleutel}.uitgaven",
            f"{wet}, zonder prijscorrectie",
            Naam(f"de uitgaven aan de {wet} zonder prijscorrectie", meervoud=True),
            EURO,
        ),
        reeel.per(clienten, least=view.tables.settings.publicatie.per_client_vanaf).figure(
            f"{sleutel}.uitgaven_per_client",
            f"{wet}, per cliënt na prijscorrectie",
            Naam(f"de uitgaven per {wie}", meervoud=True),
            EURO_PER_CLIENT,
        ),
    )


def text(f: Uitgaven) -> Text:
    jeugdwet, wmo, participatiewet = f.wetten
    return Text(
        heading(f.totaal, "uitgaven na prijscorrectie"),
        (
            *since_base_year(f.groei, f.basisjaar, f.groei_woord),
            *although_spending(f.ondersteund, f.totaal, tuple(wet.gecorrigeerd for wet in f.wetten)),
            *pair(f.bijstand, f.uitkering),
            with_lead("na prijscorrectie", participatiewet.gecorrigeerd),
            continued_change(wmo.per_client),
            continued_change(jeugdwet.per_client),
        ),
    )


def drawn(f: Uitgaven) -> tuple[Figure, ...]:
    return tuple(figure for wet in f.wetten for figure in (wet.gecorrigeerd, wet.nominaal))


def chart(f: Uitgaven) -> alt.LayerChart | None:
    items = [charts.Band(naam, wet.gecorrigeerd, wet.nominaal) for naam, wet in zip(WETTEN, f.wetten, strict=True)]
    return charts.bands(items, write=notation.millions)


def of_wijk(f: Uitgaven) -> tuple[Figure, ...]:
    return (f.totaal, *(wet.per_client for wet in f.wetten), *(wet.gecorrigeerd for wet in f.wetten))


SECTION = Section(
    sleutel="uitgaven",
    titel="Uitgaven en prijscorrectie",
    plaats=70,
    groep=FEITEN,
    leest=("uitgaven", "prijscorrectie", "gebruik"),
    uitleg=(
        "Uitgaven in {jaar}, in prijzen van {basisjaar}: gecorrigeerd voor inflatie en voor de uitkomst van het "
        "rapport reële tarieven. "
        "De hoogte van de uitkering is niet gecorrigeerd. Bron: administratie van de gemeente."
    ),
    figures=figures,
    text=text,
    chart=chart,
    getekend=drawn,
    wijk=of_wijk,
    grafiek="Uitgaven per wet: na prijscorrectie (lijn) en zonder (grijs gestippeld)",
)
