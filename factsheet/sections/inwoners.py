"""Inwoners en leeftijd: how many people live here, and how old they are."""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt

from factsheet.charts import bars
from factsheet.figures import INWONERS, PROCENT, Figure, Naam, Tables, Zin
from factsheet.narrate import Text, Wijktekst, heading, rounding_note, say, told, trend
from factsheet.sections.base import FEITEN, Section
from factsheet.settings import Area

# How a label names a group, how a sentence says it, and what a title calls those who are in it.
GROEPEN = {
    "0-15": ("0 tot 15 jaar", "jonger dan 15 jaar", "kinderen"),
    "15-25": ("15 tot 25 jaar", "tussen 15 en 25 jaar", "jongeren"),
    "25-45": ("25 tot 45 jaar", "tussen 25 en 45 jaar", "mensen van 25 tot 45 jaar"),
    "45-65": ("45 tot 65 jaar", "tussen 45 en 65 jaar", "mensen van 45 tot 65 jaar"),
    "65+": ("65 jaar en ouder", "65 jaar of ouder", "65-plussers"),
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
        .figure(
            f"inwoners.{groep}.aandeel",
            f"Aandeel {woorden}",
            Naam(f"het aandeel inwoners van {woorden}", kop=kop, zin=Zin("is", "", zin, "van de inwoners")),
            PROCENT,
        )
        for groep, (woorden, zin, kop) in GROEPEN.items()
    )
    own = Zin("woonden", "mensen", area.hier, een=("mens", "woonde"))
    naam = Naam(f"het totaal aantal inwoners in {area.met_lidwoord}", kop="inwoners", zin=own)
    return Inwoners(totaal.figure("inwoners", "Inwoners", naam, INWONERS), aandelen)


def text(f: Inwoners) -> Text:
    jong, *_, oud = f.aandelen
    return Text(
        heading(f.totaal),
        (
            *told(f.totaal, f"op 1 januari {f.totaal.jaar}"),
            *trend(f.totaal),
            say("Van de inwoners is {jong} jonger dan 15 jaar en {oud} 65 jaar of ouder", jong=jong, oud=oud),
            *rounding_note(f.aandelen),
        ),
    )


def of_wijk(f: Inwoners) -> Wijktekst:
    return Wijktekst(heading(f.totaal), (f.totaal,), verder=f.aandelen)


def charted(f: Inwoners) -> tuple[Figure, ...]:
    return f.aandelen


def chart(f: Inwoners) -> alt.LayerChart | None:
    return bars(charted(f), tuple(GROEPEN))


SECTION = Section(
    sleutel="inwoners",
    titel="Inwoners en leeftijd",
    order=10,
    breedte=3,
    groep=FEITEN,
    reads=("bevolking",),
    uitleg=("Inwoners van {plaats} op 1 januari {jaar}. De aandelen zijn percentages van alle inwoners."),
    bron="bevolkingscijfers",
    figures=figures,
    text=text,
    chart=chart,
    charted_figures=charted,
    wijk=of_wijk,
    grafiek="Leeftijd van inwoners, in procenten",
)
