"""Tevredenheid: do the answers of users get better or worse, and against which year."""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt

from factsheet.charts import dumbbells
from factsheet.figures import Figure, Tables, indicatoren
from factsheet.narrate import Text, none_worse, none_worse_heading, nothing_known
from factsheet.sections.base import ONTWIKKELINGEN, Section
from factsheet.settings import Area


@dataclass(frozen=True)
class Tevredenheid:
    percentages: tuple[Figure, ...]
    jaar: int


def figures(tables: Tables, area: Area, year: int) -> Tevredenheid:
    return Tevredenheid(indicatoren(tables, area, year), year)


def text(f: Tevredenheid) -> Text:
    said = none_worse(f.percentages) if f.percentages else (nothing_known("het oordeel van inwoners", f.jaar),)
    return Text(none_worse_heading(f.percentages, "Oordeel van inwoners"), said)


def chart(f: Tevredenheid) -> alt.LayerChart | None:
    return dumbbells(f.percentages)


SECTION = Section(
    sleutel="tevredenheid",
    titel="Oordeel van inwoners",
    order=120,
    groep=ONTWIKKELINGEN,
    reads=("beleidsindicatoren",),
    uitleg=(
        "Wat gebruikers van ondersteuning vinden, in {jaar} vergeleken met vorig jaar. Bron: cliëntervaringsonderzoek."
    ),
    figures=figures,
    text=text,
    chart=chart,
    grafiek="Van vorig jaar (grijs) naar {jaar} (kleur), in procenten",
    better_when="up",
    per_wijk=False,
)
