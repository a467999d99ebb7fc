"""Transformatiepiramide: clients per layer at a reference date. Layers overlap: they are never added."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import altair as alt

from factsheet.charts import pyramid
from factsheet.figures import CLIENTEN, Figure, Naam, Tables, Zin
from factsheet.narrate import Sentence, Text, Wijktekst, heading, level, notation, pair_heading, sentence, told, trend
from factsheet.narrate.text import capital
from factsheet.sections.base import ONTWIKKELINGEN, Section
from factsheet.settings import Area


@dataclass(frozen=True)
class Piramide:
    lagen: tuple[Figure, ...]
    namen: tuple[str, ...]
    jaar: int
    peildata: Mapping[int, date] = field(hash=False)

    @property
    def peildatum(self) -> date | None:
        return self.peildata.get(self.jaar)

    @property
    def before(self) -> date | None:
        """The reference date of the count before this one."""
        return max((day for year, day in self.peildata.items() if year < self.jaar), default=None)


def figures(tables: Tables, area: Area, year: int) -> Piramide:
    view = tables.at(area, year)
    namen = tables.settings.lagen
    return Piramide(
        tuple(
            view.read(
                "piramide", "clienten", over="peildatum", laag=laag, formule=f"cliënten met een indicatie {laag}"
            ).figure(
                f"piramide.{laag.replace(' ', '-')}",
                f"{capital(laag)}, cliënten",
                Naam(
                    f"het aantal mensen met een indicatie voor {tables.settings.laag(laag)}",
                    kop=laag,
                    zin=Zin("hadden", "mensen", f"een indicatie voor {tables.settings.laag(laag)}"),
                ),
                CLIENTEN,
            )
            for laag in namen
        ),
        namen,
        year,
        view.dates("piramide", "peildatum"),
    )


def text(f: Piramide) -> Text:
    """About the layers with figures, from the top down; usually two."""
    first, *others = _known(f)
    return Text(
        pair_heading(first, others[0]) if others else heading(first),
        (
            *_layer(first, f"op {notation.day(f.peildatum)}" if f.peildatum else f"in {first.jaar}"),
            *_since_when(f, first),
            *(said for other in others for said in _layer(other, "ook" if f.peildatum else f"in {first.jaar}")),
        ),
    )


def _layer(figure: Figure, opening: str) -> tuple[Sentence, ...]:
    if figure.herhaald:
        return (level(figure, opening),)
    return *told(figure, opening), *trend(figure)


def _known(f: Piramide) -> list[Figure]:
    return [figure for figure in f.lagen if figure.points] or [f.lagen[0]]


def of_wijk(f: Piramide) -> Wijktekst:
    first, *others = _known(f)
    return Wijktekst(pair_heading(first, others[0]) if others else heading(first), (first, *others))


def _since_when(f: Piramide, first: Figure) -> tuple[Sentence, ...]:
    """Said once where the two dates are not a year apart: what is compared, or that it cannot be yet."""
    now, before = f.peildatum, f.before
    if first.herhaald and now:
        return (sentence(f"dit is dezelfde telling als eerder, van {notation.day(now)}", first),)
    if now is None or before is None or first.now.verandering is None:
        return ()
    if (now.day, now.month, now.year - 1) == (before.day, before.month, before.year):
        return ()
    return (sentence(f"wij vergelijken {notation.day(now)} met {notation.day(before)}", first),)


def chart(f: Piramide) -> alt.LayerChart | None:
    return pyramid(tuple(zip(f.namen, f.lagen, strict=True)))


SECTION = Section(
    sleutel="piramide",
    titel="Transformatiepiramide",
    order=80,
    breedte=5,
    groep=ONTWIKKELINGEN,
    reads=("piramide",),
    uitleg=("Cliënten per laag van de piramide op de peildatum. Iemand kan in meer lagen zitten: tel ze niet op."),
    bron="registratie van de gemeente",
    figures=figures,
    text=text,
    chart=chart,
    wijk=of_wijk,
    grafiek="Cliënten per laag op de peildatum",
)
