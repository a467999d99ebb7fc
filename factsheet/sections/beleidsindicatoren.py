"""Beleidsindicatoren: what users say in the yearly surveys. A new indicator is a row in the CSV, no code."""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt

from factsheet.charts import Band, bands
from factsheet.figures import Figure, Tables, indicatoren
from factsheet.narrate import Text, chain, count_heading, nothing_known
from factsheet.sections.base import ONTWIKKELINGEN, Section
from factsheet.settings import Area


@dataclass(frozen=True)
class Beleidsindicatoren:
    indicatoren: tuple[Figure, ...]
    jaar: int


def figures(tables: Tables, area: Area, year: int) -> Beleidsindicatoren:
    return Beleidsindicatoren(indicatoren(tables, area, year), year)


def text(f: Beleidsindicatoren) -> Text:
    said = chain(f.indicatoren)
    return Text(
        count_heading("Beleidsindicatoren", f.indicatoren), said or (nothing_known("de beleidsindicatoren", f.jaar),)
    )


def chart(f: Beleidsindicatoren) -> alt.LayerChart | None:
    return bands([Band(figure.label, figure) for figure in f.indicatoren])


SECTION = Section(
    sleutel="beleidsindicatoren",
    titel="Beleidsindicatoren",
    order=110,
    groep=ONTWIKKELINGEN,
    reads=("beleidsindicatoren",),
    uitleg=(
        "Percentage van de inwoners die de vraag beantwoordden, over {jaar}. "
        "Een verandering staat in procentpunt. Bron: cliëntervaringsonderzoek."
    ),
    figures=figures,
    text=text,
    chart=chart,
    grafiek="Beleidsindicatoren per jaar, in procenten",
    better_when="up",
    per_wijk=False,
)
