"""Sociaal-economische score (SES-WOA) of Statistics Netherlands: the Netherlands is about 0."""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt

from factsheet.chart import lines
from factsheet.derive import SCORE, Figure, Naam, Tables
from factsheet.narrate import Text, compared_with_zero, heading, level_and_change
from factsheet.sections.base import FEITEN, Section
from factsheet.settings import Area


@dataclass(frozen=True)
class Ses:
    score: Figure
    scorejaar: int | None


def figures(tables: Tables, area: Area, year: int) -> Ses:
    lens = tables.at(area, year)
    score = lens.read("ses", "score", formule="SES-WOA").figure(
        "ses.score", "Sociaal-economische score", Naam("de sociaal-economische score"), SCORE
    )
    scorejaar = lens.read("ses", "scorejaar").last()
    return Ses(score, int(scorejaar) if scorejaar else None)


def text(f: Ses) -> Text:
    return Text(
        heading(f.score),
        level_and_change(compared_with_zero(f.score, f.scorejaar), f.score, "vergeleken met een jaar eerder"),
    )


def chart(f: Ses) -> alt.LayerChart | None:
    return lines((f.score,), ("score",), margin=0.05)


SECTION = Section(
    sleutel="ses",
    titel="Sociaal-economische score",
    plaats=40,
    groep=FEITEN,
    leest=("ses",),
    uitleg=(
        "SES-WOA: welvaart, opleiding en arbeidsverleden van huishoudens in {plaats}. Nederland is ongeveer 0. "
        "De score loopt achter op het jaar. Bron: CBS."
    ),
    figures=figures,
    text=text,
    chart=chart,
    grafiek="Sociaal-economische score per jaar",
)
