"""Oordeel van inwoners: what users say in the yearly surveys. A new indicator is a row in the CSV, no code."""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt

from factsheet.charts import surveys as drawn
from factsheet.figures import Figure, Tables, indicatoren
from factsheet.narrate import Text, count_heading, nothing_known, surveys
from factsheet.sections.base import ONTWIKKELINGEN, Section
from factsheet.settings import Area


@dataclass(frozen=True)
class Beleidsindicatoren:
    indicatoren: tuple[Figure, ...]
    jaar: int


def figures(tables: Tables, area: Area, year: int) -> Beleidsindicatoren:
    return Beleidsindicatoren(indicatoren(tables, area, year), year)


def text(f: Beleidsindicatoren) -> Text:
    said = surveys(f.indicatoren) or (nothing_known("het oordeel van inwoners", f.jaar),)
    return Text(count_heading(f.indicatoren, "oordelen van gebruikers"), said)


def chart(f: Beleidsindicatoren) -> alt.LayerChart | None:
    return drawn(f.indicatoren)


SECTION = Section(
    sleutel="beleidsindicatoren",
    titel="Oordeel van inwoners",
    order=110,
    breedte=7,
    groep=ONTWIKKELINGEN,
    reads=("beleidsindicatoren",),
    uitleg=(
        "Beleidsindicatoren: wat mensen die hulp kregen in {jaar} antwoordden, in procenten. "
        "Een verandering staat in procentpunt."
    ),
    bron="cliëntervaringsonderzoek",
    figures=figures,
    text=text,
    chart=chart,
    grafiek="Oordeel van inwoners, in procenten",
    better_when="up",
    per_wijk=False,
)
