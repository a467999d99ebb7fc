"""Loonkostensubsidie (LKS): who works with it, and what it costs."""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt

from factsheet.charts import columns_per_year
from factsheet.figures import EURO, EURO_PER_CLIENT, ONTVANGERS, Figure, Naam, Tables
from factsheet.narrate import Text, agree, both_change, heading, praise, say
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
            Naam("het aantal ontvangers van loonkostensubsidie"),
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
                "de gemiddelde uitgaven per inwoner",
                meervoud=True,
                voluit="de gemiddelde uitgaven per ontvanger van loonkostensubsidie",
            ),
            EURO_PER_CLIENT,
        ),
    )


def text(f: Lks) -> Text:
    together = agree(f.ontvangers, f.per_ontvanger)
    return Text(
        heading(f.ontvangers),
        (
            *both_change(f.ontvangers, f.per_ontvanger),
            # "Dit" must be about the recipients, and about nothing that went the other way.
            *(praise(f.ontvangers, SECTION.better_when) if together else ()),
            say("In {jaar} is {uitgaven} uitgegeven aan loonkostensubsidie", jaar=f.uitgaven.jaar, uitgaven=f.uitgaven),
        ),
    )


def charted(f: Lks) -> tuple[Figure, ...]:
    return (f.ontvangers,)


def chart(f: Lks) -> alt.LayerChart | None:
    return columns_per_year(*charted(f))


SECTION = Section(
    sleutel="loonkostensubsidie",
    titel="Loonkostensubsidie",
    order=100,
    groep=ONTWIKKELINGEN,
    reads=("loonkostensubsidie",),
    uitleg=(
        "Inwoners die in {jaar} met loonkostensubsidie werkten, en wat dat kostte. "
        "Niet gecorrigeerd voor prijzen. Bron: registratie van de gemeente."
    ),
    figures=figures,
    text=text,
    chart=chart,
    charted_figures=charted,
    grafiek="Ontvangers van loonkostensubsidie per jaar",
    better_when="up",
)
