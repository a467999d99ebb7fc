"""Inwoners en leeftijd: how many people live here, and how old they are."""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt

from factsheet.charts import share_bars
from factsheet.figures import INWONERS, PROCENT, Figure, Naam, Tables
from factsheet.narrate import Text, heading, level_and_change, rounding_note, say
from factsheet.sections.base import FEITEN, Section
from factsheet.settings import Area

GROEPEN = {
    "0-15": "0 tot 15 jaar",
    "15-25": "15 tot 25 jaar",
    "25-45": "25 tot 45 jaar",
    "45-65": "45 tot 65 jaar",
    "65+": "65 jaar en ouder",
}


@dataclass(frozen=True)
class Inwoners:
    totaal: Figure
    aandelen: tuple[Figure, ...]


def figures(tables: Tables, area: Area, year: int) -> Inwoners:
    view = tables.at(area, year)
    totaal = view.read("bevolking", "inwoners", formule="inwoners")
    aandelen = tuple(
        view.read("bevolking", "inwoners", leeftijdsgroep=groep, formule=f"inwoners van {woorden}")
        .share_of(totaal)
        .figure(f"inwoners.{groep}.aandeel", f"Aandeel {woorden}", Naam(f"het aandeel inwoners van {woorden}"), PROCENT)
        for groep, woorden in GROEPEN.items()
    )
    naam = Naam(f"het totaal aantal inwoners in {area.naam}")
    return Inwoners(totaal.figure("inwoners", "Inwoners", naam, INWONERS), aandelen)


def text(f: Inwoners) -> Text:
    jong, *_, oud = f.aandelen
    stand = say(
        "In {jaar} telt {plaats} {totaal} {wie}",
        wie="inwoner" if f.totaal.value == 1 else "inwoners",
        jaar=f.totaal.jaar,
        plaats=f.totaal.area.naam,
        totaal=f.totaal,
    )
    return Text(
        heading(f.totaal, "aantal inwoners"),
        (
            *level_and_change(stand, f.totaal),
            say("Van de inwoners is {jong} jonger dan 15 jaar en {oud} is 65 jaar of ouder", jong=jong, oud=oud),
            *rounding_note(f.aandelen),
        ),
    )


def charted(f: Inwoners) -> tuple[Figure, ...]:
    return f.aandelen


def chart(f: Inwoners) -> alt.LayerChart | None:
    return share_bars(charted(f), tuple(GROEPEN))


SECTION = Section(
    sleutel="inwoners",
    titel="Inwoners en leeftijd",
    order=10,
    groep=FEITEN,
    reads=("bevolking",),
    uitleg=(
        "Inwoners van {plaats} op 1 januari {jaar}. De aandelen zijn percentages van alle inwoners. "
        "Bron: bevolkingscijfers."
    ),
    figures=figures,
    text=text,
    chart=chart,
    charted_figures=charted,
    grafiek="Leeftijd van de inwoners, in procenten",
)
