"""Transformatiepiramide: clients per layer at a reference date. Layers overlap: they are never added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import altair as alt

from factsheet.charts import pyramid
from factsheet.figures import CLIENTEN, Figure, Naam, Tables
from factsheet.narrate import Sentence, Text, changed, heading, notation, pair, pair_heading, say, sentence
from factsheet.sections.base import ONTWIKKELINGEN, Section
from factsheet.settings import Area


@dataclass(frozen=True)
class Piramide:
    lagen: tuple[Figure, ...]
    namen: tuple[str, ...]
    voluit: tuple[str, ...]
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
                f"{laag.capitalize()}, cliënten",
                Naam(f"het aantal cliënten in de laag {laag}"),
                CLIENTEN,
            )
            for laag in namen
        ),
        namen,
        tuple(tables.settings.laag(laag) for laag in namen),
        year,
        view.dates("piramide", "peildatum"),
    )


def text(f: Piramide) -> Text:
    """About the layers with figures, from the top down; usually two."""
    known = [i for i, figure in enumerate(f.lagen) if figure.points] or [0]
    first, *others = (f.lagen[i] for i in known)
    if not others:
        return Text(heading(first), (changed(first),))
    return Text(
        pair_heading(first, others[0]),
        (
            _stand(f, known[0], known[1]),
            *_since_when(f, first),
            *(() if first.herhaald else _changes(first, others)),
        ),
    )


def _changes(first: Figure, others: Sequence[Figure]) -> tuple[Sentence, ...]:
    return *pair(first, others[0]), *(changed(other) for other in others[1:])


def _since_when(f: Piramide, first: Figure) -> tuple[Sentence, ...]:
    """Said once where the two dates are not a year apart: what is compared, or that it cannot be yet."""
    now, before = f.peildatum, f.before
    if first.herhaald and now:
        return (sentence(f"dit is dezelfde telling als eerder, van {notation.day(now)}", first),)
    if now is None or before is None or (now.day, now.month, now.year - 1) == (before.day, before.month, before.year):
        return ()
    return (sentence(f"wij vergelijken {notation.day(now)} met {notation.day(before)}", first),)


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
    order=80,
    groep=ONTWIKKELINGEN,
    reads=("piramide",),
    uitleg=(
        "Cliënten per laag van de piramide op de peildatum, breedte op schaal. "
        "Iemand kan in meer lagen zitten: tel ze niet op. Bron: registratie van de gemeente."
    ),
    figures=figures,
    text=text,
    chart=chart,
    grafiek="Transformatiepiramide: cliënten per laag, breedte op schaal",
)
