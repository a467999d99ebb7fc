"""Transformatiepiramide: clients per layer at a reference date. Layers overlap: they are never added."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import altair as alt

from factsheet.chart import pyramid
from factsheet.derive import CLIENTEN, Figure, Naam, Tables
from factsheet.narrate import Sentence, Text, changed, heading, notation, pair, pair_heading, say
from factsheet.sections.base import ONTWIKKELINGEN, Section
from factsheet.settings import Area


@dataclass(frozen=True)
class Piramide:
    lagen: tuple[Figure, ...]
    namen: tuple[str, ...]
    voluit: tuple[str, ...]
    peildatum: date | None


def figures(tables: Tables, area: Area, year: int) -> Piramide:
    lens = tables.at(area, year)
    namen = tables.settings.lagen
    return Piramide(
        tuple(
            lens.read("piramide", "clienten", laag=laag, formule=f"cliënten met een indicatie {laag}").figure(
                f"piramide.{laag.replace(' ', '-')}",
                f"{laag.capitalize()}, cliënten",
                Naam(f"het aantal cliënten in de laag {laag}"),
                CLIENTEN,
            )
            for laag in namen
        ),
        namen,
        tuple(tables.settings.laag(laag) for laag in namen),
        lens.date("piramide", "peildatum"),
    )


def text(f: Piramide) -> Text:
    """About the layers with figures, from the top down; usually two."""
    known = [i for i, figure in enumerate(f.lagen) if figure.points] or [0]
    first, *others = (f.lagen[i] for i in known)
    if not others:
        return Text(heading(first), (changed(first),))
    return Text(
        pair_heading(first, others[0]),
        (_stand(f, known[0], known[1]), *pair(first, others[0]), *(changed(other) for other in others[1:])),
    )


def _stand(f: Piramide, first: int, second: int) -> Sentence:
    return say(
        "{op} hebben {een} cliënten een indicatie voor {laag} en {twee} cliënten een indicatie voor {andere}",
        op=f"op {notation.day(f.peildatum)}" if f.peildatum else f"in {f.lagen[first].jaar}",
        een=f.lagen[first],
        laag=f.voluit[first],
        twee=f.lagen[second],
        andere=f.voluit[second],
    )


def chart(f: Piramide) -> alt.LayerChart | None:
    return pyramid(tuple(zip(f.namen, f.lagen, strict=True)))


SECTION = Section(
    sleutel="piramide",
    titel="Transformatiepiramide",
    plaats=80,
    groep=ONTWIKKELINGEN,
    leest=("piramide",),
    uitleg=(
        "Cliënten per laag van de piramide op de peildatum, breedte op schaal. "
        "Iemand kan in meer lagen zitten: tel ze niet op. Bron: registratie van de gemeente."
    ),
    figures=figures,
    text=text,
    chart=chart,
    grafiek="Transformatiepiramide: cliënten per laag, breedte op schaal",
)
