"""Loonkostensubsidie (LKS): who works with it, and what it costs."""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt

from factsheet.charts import columns
from factsheet.figures import EURO, EURO_PER_CLIENT, ONTVANGERS, Figure, Naam, Tables, Zin
from factsheet.narrate import Text, Wijktekst, heading, praise, say, told, trend
from factsheet.sections.base import ONTWIKKELINGEN, Section
from factsheet.settings import Area


@dataclass(frozen=True)
class Lks:
    ontvangers: Figure
    uitgaven: Figure
    per_ontvanger: Figure


def figures(tables: Tables, area: Area, year: int) -> Lks:
    view = tables.at(area, year)
    ontvangers = view.read("loonkostensubsidie", "ontvangers", formule="ontvangers")
    uitgaven = view.read("loonkostensubsidie", "uitgaven", formule="uitgaven aan loonkostensubsidie")
    return Lks(
        ontvangers.figure(
            "loonkostensubsidie.ontvangers",
            "Ontvangers loonkostensubsidie",
            Naam(
                "het aantal mensen met loonkostensubsidie",
                kop="mensen met loonkostensubsidie",
                zin=Zin("werkten", "mensen", "met loonkostensubsidie"),
            ),
            ONTVANGERS,
        ),
        uitgaven.figure(
            "loonkostensubsidie.uitgaven",
            "Uitgaven loonkostensubsidie",
            Naam("de uitgaven aan loonkostensubsidie", meervoud=True),
            EURO,
        ),
        uitgaven.per(ontvangers, least=tables.settings.publicatie.per_client_vanaf).figure(
            "loonkostensubsidie.uitgaven_per_ontvanger",
            "Uitgaven per ontvanger",
            Naam(
                "de gemiddelde uitgaven per persoon met loonkostensubsidie",
                meervoud=True,
                zin=Zin("kostte de subsidie gemiddeld", aanhef="per persoon"),
            ),
            EURO_PER_CLIENT,
        ),
    )


def text(f: Lks) -> Text:
    return Text(
        heading(f.ontvangers),
        (
            *told(f.ontvangers, f"in {f.ontvangers.jaar}"),
            *praise(f.ontvangers, SECTION.better_when),
            *trend(f.ontvangers),
            say("De subsidie kostte {uitgaven}", uitgaven=f.uitgaven),
            *(told(f.per_ontvanger) if f.per_ontvanger.value is not None else ()),
        ),
    )


def of_wijk(f: Lks) -> Wijktekst:
    return Wijktekst(heading(f.ontvangers), (f.ontvangers,), verder=(f.per_ontvanger,))


def charted(f: Lks) -> tuple[Figure, ...]:
    return (f.ontvangers,)


def chart(f: Lks) -> alt.LayerChart | None:
    return columns(*charted(f))


SECTION = Section(
    sleutel="loonkostensubsidie",
    titel="Loonkostensubsidie",
    order=100,
    breedte=5,
    groep=ONTWIKKELINGEN,
    reads=("loonkostensubsidie",),
    uitleg=(
        "Inwoners die in {jaar} met loonkostensubsidie werkten, en wat dat kostte. Niet gecorrigeerd voor prijzen."
    ),
    bron="registratie van de gemeente",
    figures=figures,
    text=text,
    chart=chart,
    charted_figures=charted,
    wijk=of_wijk,
    grafiek="Mensen met loonkostensubsidie per jaar",
    better_when="up",
)
