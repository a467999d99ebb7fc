"""Wonen: owned, rented from a housing association, or rented otherwise."""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt

from factsheet.charts import share_bars
from factsheet.figures import PROCENT, WONINGEN, Figure, Naam, Tables
from factsheet.narrate import Text, distribution, say, split_heading
from factsheet.sections.base import FEITEN, Section
from factsheet.settings import Area

EIGENDOM = {
    "koop": "koopwoningen",
    "corporatie": "huurwoningen van een corporatie",
    "overige huur": "overige huurwoningen",
}


@dataclass(frozen=True)
class Wonen:
    totaal: Figure
    aandelen: tuple[Figure, ...]


def figures(tables: Tables, area: Area, year: int) -> Wonen:
    view = tables.at(area, year)
    totaal = view.read("woningen", "woningen", formule="woningen")
    aandelen = tuple(
        view.read("woningen", "woningen", eigendom=soort, formule=woorden)
        .share_of(totaal)
        .figure(
            f"woningen.{soort.replace(' ', '-')}.aandeel", f"Aandeel {woorden}", Naam(f"het aandeel {woorden}"), PROCENT
        )
        for soort, woorden in EIGENDOM.items()
    )
    naam = Naam(f"het aantal woningen in {area.naam}")
    return Wonen(totaal.figure("woningen", "Woningen", naam, WONINGEN), aandelen)


def text(f: Wonen) -> Text:
    koop, corporatie, overig = f.aandelen
    return Text(
        split_heading(f.aandelen, "Verdeling van de woningen"),
        (
            say(
                "Van de woningen is {koop} koop, {corporatie} huur van een corporatie en {overig} overige huur",
                koop=koop,
                corporatie=corporatie,
                overig=overig,
            ),
            distribution(f.aandelen, "de verdeling tussen koop, huur van een corporatie en overige huur"),
        ),
    )


def charted(f: Wonen) -> tuple[Figure, ...]:
    return f.aandelen


def chart(f: Wonen) -> alt.LayerChart | None:
    return share_bars(charted(f), tuple(EIGENDOM))


SECTION = Section(
    sleutel="wonen",
    titel="Wonen",
    order=30,
    groep=FEITEN,
    reads=("woningen",),
    uitleg=(
        "Woningen in {plaats} op 1 januari {jaar}, naar eigendom. "
        "De aandelen zijn percentages van alle woningen. Bron: CBS."
    ),
    figures=figures,
    text=text,
    chart=chart,
    charted_figures=charted,
    grafiek="Woningen naar eigendom, in procenten",
)
