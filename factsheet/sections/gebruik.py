"""Gebruik van ondersteuning: who gets support under which law."""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt

from factsheet.charts import bars
from factsheet.figures import CLIENTEN, HUISHOUDENS, PROCENT, Figure, Naam, Tables, Zin
from factsheet.narrate import Text, Wijktekst, level, local_heading, pair_heading, say, told, trend
from factsheet.sections.base import FEITEN, Section
from factsheet.settings import Area
from schemas.domain import JEUGDWET, WETTEN, WMO, names

TOT_25 = ("0-15", "15-25")


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
    jongeren = view.read("bevolking", "inwoners", leeftijdsgroep=[*TOT_25], formule="inwoners tot 25 jaar")
    huishoudens = view.read("huishoudens", "huishoudens", formule="huishoudens")
    samen = view.read("gebruik", "aantal", groep="Wmo en Jeugdwet", formule="inwoners met hulp uit Wmo of Jeugdwet")
    wmo = view.read("gebruik", "aantal", groep="Wmo", formule="inwoners met hulp uit de Wmo")
    jeugdwet = view.read("gebruik", "aantal", groep="Jeugdwet", formule="inwoners met jeugdhulp")
    bijstand = view.read("gebruik", "aantal", groep="Bijstand", formule="huishoudens met bijstand")
    alles = view.read("gebruik", "aantal", groep="Sociaal domein", formule="inwoners met hulp uit een van de wetten")
    return Gebruik(
        samen=samen.figure(
            "wmo-en-jeugdwet.clienten",
            "Inwoners met Wmo of Jeugdwet",
            Naam(
                "het aantal inwoners met hulp uit de Wmo of de Jeugdwet",
                kop="mensen met hulp",
                zin=Zin("kregen", "mensen", "hulp uit de Wmo of de Jeugdwet"),
            ),
            CLIENTEN,
        ),
        wmo=wmo.figure(
            "wmo.clienten",
            "Wmo, cliënten",
            Naam("het aantal inwoners met hulp uit de Wmo", zin=Zin("kregen", "mensen", WMO.hulp)),
            CLIENTEN,
        ),
        jeugdwet=jeugdwet.figure(
            "jeugdwet.clienten",
            "Jeugdwet, cliënten",
            Naam("het aantal inwoners met jeugdhulp", zin=Zin("kregen", "mensen", JEUGDWET.hulp)),
            CLIENTEN,
        ),
        bijstand=bijstand.figure(
            "bijstand.huishoudens",
            "Bijstand, huishoudens",
            Naam(
                "het aantal huishoudens met bijstand",
                kop="huishoudens met bijstand",
                zin=Zin("kregen", "huishoudens", "bijstand"),
            ),
            HUISHOUDENS,
        ),
        sociaal_domein=alles.figure(
            "sociaal-domein.clienten",
            "Wmo, Jeugdwet of bijstand samen",
            Naam(
                "het aantal mensen met hulp uit de Wmo, jeugdhulp of bijstand",
                zin=Zin("kregen", "mensen", "hulp uit de Wmo, jeugdhulp of bijstand"),
            ),
            CLIENTEN,
        ),
        aandeel_inwoners=samen.share_of(inwoners).figure(
            "wmo-en-jeugdwet.aandeel",
            "Aandeel inwoners met Wmo of Jeugdwet",
            Naam(
                "het aandeel inwoners met hulp uit de Wmo of de Jeugdwet",
                zin=Zin("kreeg", "", "hulp uit de Wmo of de Jeugdwet", "van de inwoners"),
            ),
            PROCENT,
        ),
        aandeel_wmo=wmo.share_of(inwoners).figure(
            "wmo.aandeel",
            "Aandeel inwoners met Wmo",
            Naam("het aandeel inwoners met Wmo", zin=Zin("kreeg", "", WMO.hulp, "van de inwoners")),
            PROCENT,
        ),
        aandeel_jeugdwet=jeugdwet.share_of(inwoners).figure(
            "jeugdwet.aandeel",
            "Aandeel inwoners met Jeugdwet",
            Naam("het aandeel inwoners met jeugdhulp", zin=Zin("kreeg", "", JEUGDWET.hulp, "van de inwoners")),
            PROCENT,
        ),
        aandeel_huishoudens=bijstand.share_of(huishoudens).figure(
            "bijstand.aandeel",
            "Aandeel huishoudens met bijstand",
            Naam("het aandeel huishoudens met bijstand", zin=Zin("kreeg", "", "bijstand", "van de huishoudens")),
            PROCENT,
        ),
        aandeel_jongeren=jeugdwet.share_of(jongeren).figure(
            "jeugdwet.aandeel_jongeren",
            "Aandeel jongeren tot 25 jaar met jeugdhulp",
            Naam(
                "het aandeel jongeren tot 25 jaar met jeugdhulp",
                zin=Zin("kreeg", "", JEUGDWET.hulp, "van de jongeren tot 25 jaar"),
            ),
            PROCENT,
        ),
    )


def text(f: Gebruik) -> Text:
    return Text(
        pair_heading(f.samen, f.bijstand),
        (
            *told(f.samen, f"in {f.samen.jaar}"),
            *trend(f.samen),
            say("Daarvan kregen {wmo} mensen hulp uit de Wmo en {jeugdwet} jeugdhulp", wmo=f.wmo, jeugdwet=f.jeugdwet),
            *told(f.bijstand, f"in {f.bijstand.jaar}"),
            *trend(f.bijstand),
            *((level(f.aandeel_jongeren),) if f.aandeel_jongeren.value is not None else ()),
        ),
    )


def of_wijk(f: Gebruik) -> Wijktekst:
    rates = (f.aandeel_wmo, f.aandeel_jongeren, f.aandeel_huishoudens)
    return Wijktekst(
        local_heading(pair_heading(f.samen, f.bijstand), (f.samen, f.bijstand), f.aandeel_inwoners),
        (f.samen, f.bijstand),
        naast=(f.aandeel_inwoners,),
        verder=(f.wmo, f.jeugdwet, *rates),
    )


def charted(f: Gebruik) -> tuple[Figure, ...]:
    return (f.aandeel_inwoners, f.aandeel_wmo, f.aandeel_jeugdwet, f.aandeel_huishoudens)


def chart(f: Gebruik) -> alt.LayerChart | None:
    return bars(charted(f), ("Wmo of Jeugdwet", *names(wet.groep for wet in WETTEN)))


SECTION = Section(
    sleutel="gebruik",
    titel="Gebruik van ondersteuning",
    order=50,
    breedte=6,
    groep=FEITEN,
    reads=("gebruik", "bevolking", "huishoudens"),
    uitleg=(
        "Inwoners die in {jaar} hulp kregen, en huishoudens met bijstand. "
        "Iemand kan in meer groepen zitten: tel ze niet op."
    ),
    bron="registratie van de gemeente",
    figures=figures,
    text=text,
    chart=chart,
    charted_figures=charted,
    wijk=of_wijk,
    grafiek="Inwoners en huishoudens met hulp, in %",
)
