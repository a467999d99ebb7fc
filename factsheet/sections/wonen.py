"""Wonen: owned, rented from a housing association, or rented otherwise."""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt

from factsheet.charts import bars
from factsheet.figures import PROCENT, WONINGEN, Figure, Naam, Tables, Zin
from factsheet.narrate import Text, Wijktekst, beside_heading, distribution, say, split_heading
from factsheet.sections.base import FEITEN, Section
from factsheet.settings import Area

# How a label names them, how a sentence says it, and what a title calls them.
EIGENDOM = {
    "koop": ("koopwoningen", "koop", "koopwoningen"),
    "corporatie": ("huurwoningen van een corporatie", "huur van een corporatie", "corporatiehuur"),
    "overige huur": ("overige huurwoningen", "overige huur", "overige huur"),
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
            f"woningen.{soort.replace(' ', '-')}.aandeel",
            f"Aandeel {woorden}",
            Naam(f"het aandeel {woorden}", kop=kop, zin=Zin("is", "", zin, "van de woningen")),
            PROCENT,
        )
        for soort, (woorden, zin, kop) in EIGENDOM.items()
    )
    own = Zin("stonden", "woningen", area.hier, een=("woning", "stond"))
    naam = Naam(f"het aantal woningen in {area.met_lidwoord}", kop="woningen", zin=own)
    return Wonen(totaal.figure("woningen", "Woningen", naam, WONINGEN), aandelen)


def text(f: Wonen) -> Text:
    koop, corporatie, overig = f.aandelen
    return Text(
        split_heading(f.aandelen, "Verdeling van koop en huur"),
        (
            say(
                "Van de woningen is {koop} koop, {corporatie} huur van een corporatie en {overig} overige huur",
                koop=koop,
                corporatie=corporatie,
                overig=overig,
            ),
            *distribution(f.aandelen),
        ),
    )


def of_wijk(f: Wonen) -> Wijktekst:
    koop, corporatie, overig = f.aandelen
    return Wijktekst(beside_heading(f.aandelen, "Koop en huur"), (), (koop, corporatie), (overig,))


def charted(f: Wonen) -> tuple[Figure, ...]:
    return f.aandelen


def chart(f: Wonen) -> alt.LayerChart | None:
    return bars(charted(f), tuple(EIGENDOM))


SECTION = Section(
    sleutel="wonen",
    titel="Wonen",
    order=30,
    breedte=3,
    groep=FEITEN,
    reads=("woningen",),
    uitleg=("Woningen in {plaats} op 1 januari {jaar}, naar eigendom. De aandelen zijn percentages van alle woningen."),
    bron="CBS",
    figures=figures,
    text=text,
    chart=chart,
    charted_figures=charted,
    wijk=of_wijk,
    grafiek="Koop en huur, in procenten",
)
