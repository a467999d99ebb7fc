"""Sociaal-economische score (SES-WOA) of Statistics Netherlands: the Netherlands is about 0."""

from __future__ import annotations

from dataclasses import dataclass, replace

import altair as alt

from factsheet.charts import lines
from factsheet.figures import SCORE, Figure, Naam, Tables, Zin, above_or_below
from factsheet.narrate import Text, Wijktekst, beside_country, score_change, score_level
from factsheet.sections.base import FEITEN, Section
from factsheet.settings import Area

TITEL = "Sociaal-economische score"


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
    over = Zin("is", aanhef=f"de score over {score.jaar}")
    about = replace(naam, voluit=f"de sociaal-economische score over {score.jaar}", zin=over)
    return Ses(replace(score, naam=about), tables.settings.ses_gemiddeld_tot)


def text(f: Ses) -> Text:
    where = beside_country(f.score, f.average_below)
    title = f"Score {where}" if where else TITEL
    if f.score.herhaald:
        title = "Nog geen nieuwe score"
    return Text(title, (score_level(f.score, f.average_below), *score_change(f.score)))


def of_wijk(f: Ses) -> Wijktekst:
    way, whole = above_or_below(f.score), f.score.gemeente
    title = f"Score {'hoger' if way > 0 else 'lager'} dan in {whole.area.naam}" if way and whole else TITEL
    return Wijktekst(title, (), naast=(f.score,), zinnen=score_change(f.score))


def chart(f: Ses) -> alt.LayerChart | None:
    return lines((f.score,), ("score",), margin=0.05)


SECTION = Section(
    sleutel="ses",
    titel=TITEL,
    order=40,
    breedte=3,
    groep=FEITEN,
    reads=("ses",),
    uitleg=(
        "SES-WOA: welvaart, opleiding en arbeidsverleden van huishoudens in {plaats}. Nederland is ongeveer 0. "
        "De score loopt achter op het jaar."
    ),
    bron="CBS",
    figures=figures,
    text=text,
    chart=chart,
    wijk=of_wijk,
    grafiek="Sociaal-economische score per jaar",
)
