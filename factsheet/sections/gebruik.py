"""Gebruik van ondersteuning: who gets support under which law."""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt

from factsheet.charts import with_and_without
from factsheet.figures import CLIENTEN, HUISHOUDENS, PROCENT, Figure, Naam, Tables
from factsheet.narrate import Text, changed, changed_by, heading, say
from factsheet.sections.base import FEITEN, Section
from factsheet.settings import Area
from schemas.domain import WETTEN, names


@dataclass(frozen=True)
class Gebruik:
    samen: Figure
    wmo: Figure
    jeugdwet: Figure
    bijstand: Figure
    sociaal_domein: Figure
    aandeel_inwoners: Figure
    aandeel_wmo: Figure
    aandeel_jeugdwet: Figure
    aandeel_huishoudens: Figure
    aandeel_jongeren: Figure


def figures(tables: Tables, area: Area, year: int) -> Gebruik:
    view = tables.at(area, year)
    inwoners = view.read("bevolking", "inwoners", formule="inwoners")
    jongeren = view.read("bevolking", "inwoners", leeftijdsgroep=["0-15", "15-25"], formule="inwoners tot 25 jaar")
    huishoudens = view.read("huishoudens", "huishoudens", formule="huishoudens")
    samen = view.read(
        "gebruik", "aantal", groep="Wmo en Jeugdwet", formule="inwoners met ondersteuning vanuit Wmo of Jeugdwet"
    )
    wmo = view.read("gebruik", "aantal", groep="Wmo", formule="inwoners met ondersteuning vanuit de Wmo")
    jeugdwet = view.read("gebruik", "aantal", groep="Jeugdwet", formule="inwoners met ondersteuning vanuit de Jeugdwet")
    bijstand = view.read("gebruik", "aantal", groep="Bijstand", formule="huishoudens met bijstand")
    alles = view.read(
        "gebruik", "aantal", groep="Sociaal domein", formule="inwoners met ondersteuning vanuit een van de wetten"
    )
    return Gebruik(
        samen=samen.figure(
            "wmo-en-jeugdwet.clienten",
            "Inwoners met Wmo of Jeugdwet",
            Naam("het aantal inwoners met ondersteuning vanuit de gemeente (Jeugdwet en Wmo)"),
            CLIENTEN,
        ),
        wmo=wmo.figure(
            "wmo.clienten", "Wmo, cliënten", Naam("het aantal inwoners met ondersteuning vanuit de Wmo"), CLIENTEN
        ),
        jeugdwet=jeugdwet.figure(
            "jeugdwet.clienten",
            "Jeugdwet, cliënten",
            Naam("het aantal inwoners met ondersteuning vanuit de Jeugdwet"),
            CLIENTEN,
        ),
        bijstand=bijstand.figure(
            "bijstand.huishoudens",
            "Bijstand, huishoudens",
            Naam("het aantal huishoudens met een uitkering vanuit de gemeente (Participatiewet)"),
            HUISHOUDENS,
        ),
        sociaal_domein=alles.figure(
            "sociaal-domein.clienten",
            "Wmo, Jeugdwet of bijstand samen",
            Naam("het aantal inwoners met ondersteuning (Jeugdwet, Wmo of bijstand)"),
            CLIENTEN,
        ),
        aandeel_inwoners=samen.share_of(inwoners).figure(
            "wmo-en-jeugdwet.aandeel",
            "Aandeel inwoners met Wmo of Jeugdwet",
            Naam("het aandeel inwoners met Wmo of Jeugdwet"),
            PROCENT,
        ),
        aandeel_wmo=wmo.share_of(inwoners).figure(
            "wmo.aandeel", "Aandeel inwoners met Wmo", Naam("het aandeel inwoners met Wmo"), PROCENT
        ),
        aandeel_jeugdwet=jeugdwet.share_of(inwoners).figure(
            "jeugdwet.aandeel", "Aandeel inwoners met Jeugdwet", Naam("het aandeel inwoners met Jeugdwet"), PROCENT
        ),
        aandeel_huishoudens=bijstand.share_of(huishoudens).figure(
            "bijstand.aandeel",
            "Aandeel huishoudens met bijstand",
            Naam("het aandeel huishoudens met bijstand"),
            PROCENT,
        ),
        aandeel_jongeren=jeugdwet.share_of(jongeren).figure(
            "jeugdwet.aandeel_jongeren",
            "Aandeel jongeren tot 25 jaar met jeugdhulp",
            Naam("het aandeel jongeren tot 25 jaar met jeugdhulp"),
            PROCENT,
        ),
    )


def text(f: Gebruik) -> Text:
    return Text(
        heading(f.samen, "aantal inwoners met ondersteuning"),
        (
            changed(f.samen),
            changed_by(f.bijstand),
            say(
                "In {jaar} kregen {wmo} inwoners ondersteuning vanuit de Wmo en {jeugdwet} vanuit de Jeugdwet",
                jaar=f.wmo.jaar,
                wmo=f.wmo,
                jeugdwet=f.jeugdwet,
            ),
            say("Daarnaast hadden {bijstand} huishoudens een bijstandsuitkering", bijstand=f.bijstand),
        ),
    )


def charted(f: Gebruik) -> tuple[Figure, ...]:
    return (f.aandeel_inwoners, f.aandeel_wmo, f.aandeel_jeugdwet, f.aandeel_huishoudens)


def chart(f: Gebruik) -> alt.LayerChart | None:
    return with_and_without(charted(f), ("Wmo of Jeugdwet", *names(wet.groep for wet in WETTEN)))


SECTION = Section(
    sleutel="gebruik",
    titel="Gebruik van ondersteuning",
    order=50,
    groep=FEITEN,
    reads=("gebruik", "bevolking", "huishoudens"),
    uitleg=(
        "Inwoners die in {jaar} ondersteuning kregen, en huishoudens met bijstand. "
        "Iemand kan in meer groepen zitten: tel ze niet op. Bron: registratie van de gemeente."
    ),
    figures=figures,
    text=text,
    chart=chart,
    charted_figures=charted,
    grafiek="Met ondersteuning (kleur) en zonder (grijs), in procenten van de inwoners; bijstand van de huishoudens",
)
