"""Uitgaven en prijscorrectie: what support costs, in money of the year and in prices of the base year."""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt

from factsheet.charts import indexed
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
    Zin,
    band_of_growth,
)
from factsheet.narrate import (
    Sentence,
    Text,
    Wijktekst,
    amounts,
    costs_heading,
    heading,
    level,
    main_contributor,
    since_base_year,
    still_but,
    told,
    trend,
)
from factsheet.sections.base import FEITEN, Section
from factsheet.settings import Area, Band
from schemas.domain import PARTICIPATIEWET, VERTELD, Wet


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
    groei_gecorrigeerd: Figure
    basisjaar: int
    groei_woord: Band | None
    groei_woord_gecorrigeerd: Band | None


def figures(tables: Tables, area: Area, year: int) -> Uitgaven:
    view = tables.at(area, year)
    nominaal = {wet: view.read("uitgaven", "uitgaven", wet=wet.naam, formule=f"uitgaven {wet.naam}") for wet in VERTELD}
    reeel = {wet: series.corrected(wet.naam) for wet, series in nominaal.items()}
    totaal_nominaal = _sum(nominaal, "uitgaven van de drie wetten")
    bijstand = view.read("gebruik", "aantal", groep="Bijstand", formule="huishoudens met bijstand")
    ondersteund = view.read("gebruik", "aantal", groep="Sociaal domein", formule="inwoners met hulp")
    vanaf = tables.settings.publicatie.per_client_vanaf
    basisjaar = tables.settings.basisjaar
    plaats = tables.settings.gemeente.naam
    zonder = Naam(
        "de uitgaven zonder prijscorrectie",
        meervoud=True,
        zin=Zin(f"gaf {plaats}", rest="uit aan de Wmo, jeugdhulp en bijstand"),
    )
    na = Naam(
        "de uitgaven na prijscorrectie",
        meervoud=True,
        kop="uitgaven na prijscorrectie",
        zin=Zin(f"gaf {plaats} na prijscorrectie", rest="uit"),
    )
    totaal = _sum(reeel, "gecorrigeerde uitgaven van de drie wetten")
    scale = tables.settings.woordschaal
    groei = totaal_nominaal.growth_since(basisjaar).figure(
        "uitgaven.nominaal.groei", f"Groei zonder prijscorrectie sinds {basisjaar}", zonder, GROEI
    )
    groei_na = totaal.growth_since(basisjaar).figure(
        "uitgaven.gecorrigeerd.groei", f"Groei na prijscorrectie sinds {basisjaar}", na, GROEI
    )
    return Uitgaven(
        totaal=totaal.figure("uitgaven.gecorrigeerd", f"Uitgaven na prijscorrectie, prijzen van {basisjaar}", na, EURO),
        totaal_nominaal=totaal_nominaal.figure("uitgaven.nominaal", "Uitgaven zonder prijscorrectie", zonder, EURO),
        groei=groei,
        wetten=tuple(_per_wet(view, wet, nominaal[wet], reeel[wet]) for wet in VERTELD),
        uitkering=nominaal[PARTICIPATIEWET]
        .per(bijstand, least=vanaf)
        .figure(
            "bijstand.uitkering",
            "Gemiddelde uitkering per huishouden",
            Naam("de hoogte van de uitkering", zin=Zin("was", aanhef="de gemiddelde uitkering per huishouden")),
            EURO_PER_CLIENT,
        ),
        bijstand=bijstand.figure(
            "bijstand.huishoudens",
            "Bijstand, huishoudens",
            Naam("het aantal huishoudens met bijstand", zin=Zin("kregen", "huishoudens", "bijstand")),
            HUISHOUDENS,
        ),
        ondersteund=ondersteund.figure(
            "sociaal-domein.clienten",
            "Wmo, Jeugdwet of bijstand samen",
            Naam(
                "het aantal mensen met hulp uit de Wmo, jeugdhulp of bijstand",
                zin=Zin("kregen", "mensen", "hulp uit de Wmo, jeugdhulp of bijstand"),
            ),
            CLIENTEN,
        ),
        groei_gecorrigeerd=groei_na,
        basisjaar=basisjaar,
        groei_woord=band_of_growth(groei, scale),
        groei_woord_gecorrigeerd=band_of_growth(groei_na, scale),
    )


def _sum(per_wet: dict[Wet, Series], formule: str) -> Series:
    first, *others = per_wet.values()
    for other in others:
        first = first.plus(other)
    return first.named(formule)


def _per_wet(view: AreaView, wet: Wet, nominaal: Series, reeel: Series) -> PerWet:
    clienten = view.read("gebruik", "aantal", groep=wet.groep.naam, formule=f"cliënten {wet.naam}")
    plaats = view.tables.settings.gemeente.naam
    return PerWet(
        reeel.figure(
            f"{wet.sleutel}.uitgaven_gecorrigeerd",
            f"{wet.naam}, na prijscorrectie",
            Naam(
                f"de uitgaven aan {wet.kost} na prijscorrectie",
                meervoud=True,
                kort=wet.kost,
                zin=Zin(f"gaf {plaats} na prijscorrectie", "", "uit", f"aan {wet.kost}"),
            ),
            EURO,
        ),
        nominaal.figure(
            f"{wet.sleutel}.uitgaven",
            f"{wet.naam}, zonder prijscorrectie",
            Naam(f"de uitgaven aan {wet.kost} zonder prijscorrectie", meervoud=True),
            EURO,
        ),
        reeel.per(clienten, least=view.tables.settings.publicatie.per_client_vanaf).figure(
            f"{wet.sleutel}.uitgaven_per_client",
            f"{wet.naam}, per cliënt na prijscorrectie",
            Naam(
                f"de uitgaven per {wet.wie} na prijscorrectie",
                meervoud=True,
                zin=Zin(f"gaf {plaats} na prijscorrectie", "", "uit", f"per {wet.wie}"),
            ),
            EURO_PER_CLIENT,
        ),
    )


def text(f: Uitgaven) -> Text:
    jeugdwet, wmo, _ = f.wetten
    parts = tuple(wet.gecorrigeerd for wet in f.wetten)
    return Text(
        costs_heading(parts, f.totaal, "na prijscorrectie"),
        (
            *_total(f),
            *(main_contributor(f.totaal, parts) or amounts(parts)),
            *told(wmo.per_client),
            *trend(wmo.per_client),
            *told(jeugdwet.per_client),
            *trend(jeugdwet.per_client),
            *told(f.uitkering),
        ),
    )


def _total(f: Uitgaven) -> tuple[Sentence, ...]:
    """The bill, and what it is in prices of the base year; of the base year itself these are the same."""
    jaar = f.totaal.jaar
    if jaar == f.basisjaar:
        return told(f.totaal_nominaal, f"in {jaar}")
    return (
        level(f.totaal_nominaal, f"in {jaar}"),
        *_growth(f),
        *still_but(f.ondersteund, f.totaal),
    )


def _growth(f: Uitgaven) -> tuple[Sentence, ...]:
    """How much more than in the base year, and what that is after correction; a year after it that is the change."""
    bill = since_base_year(f.groei, f.basisjaar, f.groei_woord)
    if f.totaal.vorig <= f.basisjaar:
        return bill
    growth, word = f.groei_gecorrigeerd, f.groei_woord_gecorrigeerd
    return *bill, *since_base_year(growth, f.basisjaar, word, "na prijscorrectie", named=not bill)


def charted(f: Uitgaven) -> tuple[Figure, ...]:
    return *(wet.gecorrigeerd for wet in f.wetten), f.totaal_nominaal


def chart(f: Uitgaven) -> alt.LayerChart | None:
    items = [(per.gecorrigeerd, wet.naam) for wet, per in zip(VERTELD, f.wetten, strict=True)]
    return indexed(items, f.basisjaar, (f.totaal_nominaal, "Zonder correctie"))


def of_wijk(f: Uitgaven) -> Wijktekst:
    jeugdwet, wmo, bijstand = (wet.per_client for wet in f.wetten)
    return Wijktekst(heading(f.totaal), (f.totaal_nominaal, f.totaal), naast=(wmo, jeugdwet), verder=(bijstand,))


SECTION = Section(
    sleutel="uitgaven",
    titel="Uitgaven en prijscorrectie",
    order=70,
    breedte=12,
    groep=FEITEN,
    reads=("uitgaven", "prijscorrectie", "gebruik"),
    uitleg=(
        "Uitgaven in {jaar}, in prijzen van {basisjaar}: gecorrigeerd voor inflatie en voor de uitkomst van het "
        "rapport reële tarieven. "
        "De hoogte van de uitkering is niet gecorrigeerd."
    ),
    bron="administratie van de gemeente",
    figures=figures,
    text=text,
    chart=chart,
    charted_figures=charted,
    wijk=of_wijk,
    grafiek="Uitgaven na prijscorrectie, {basisjaar} is 100",
)
