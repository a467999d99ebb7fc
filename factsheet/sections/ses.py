"""Sociaal-economische score (SES-WOA) of Statistics Netherlands: the Netherlands is about 0."""

from __future__ import annotations

from dataclasses import dataclass, replace

import altair as alt

from factsheet.charts import lines
from factsheet.figures import SCORE, Figure, Naam, Tables
from factsheet.narrate import Text, compared_with_zero, heading, level_and_change, sentence
from factsheet.sections.base import FEITEN, Section
from factsheet.settings import Area


@dataclass(frozen=True)
class Ses:
    """The score with the years that it is about; closer to 0 than `average_below` is average for the Netherlands."""

    score: Figure
    average_below: float


def figures(tables: Tables, area: Area, year: int) -> Ses:
    view = tables.at(area, year)
    naam = Naam("de sociaal-economische score")
    score = view.read("ses", "score", formule="SES-WOA", over="scorejaar").figure(
        "ses.score", "Sociaal-economische score", naam, SCORE
    )
    about = replace(naam, voluit=f"de sociaal-economische score over {score.jaar}")
    return Ses(replace(score, naam=about), tables.settings.ses_gemiddeld_tot)


def text(f: Ses) -> Text:
    level = compared_with_zero(f.score, f.average_below)
    if f.score.herhaald:
        again = sentence(f"het CBS heeft nog geen nieuwe score: die over {f.score.jaar} stond hier al eerder", f.score)
        return Text("Nog geen nieuwe sociaal-economische score", (level, again))
    return Text(heading(f.score), level_and_change(level, f.score, "vergeleken met {vorig}"))


def chart(f: Ses) -> alt.LayerChart | None:
    return lines((f.score,), ("score",), margin=0.05)


SECTION = Section(
    sleutel="ses",
    titel="Sociaal-economische score",
    order=40,
    groep=FEITEN,
    reads=("ses",),
    uitleg=(
        "SES-WOA: welvaart, opleiding en arbeidsverleden van huishoudens in {plaats}. Nederland is ongeveer 0. "
        "De score loopt achter op het jaar. Bron: CBS."
    ),
    figures=figures,
    text=text,
    chart=chart,
    grafiek="Sociaal-economische score per jaar",
)
