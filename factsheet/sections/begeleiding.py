"""Omvang van begeleiding: how much support people get, in classes of minutes or dagdelen per week."""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt

from factsheet.charts import dots
from factsheet.figures import CLIENTEN, VOLUME, AreaView, Figure, Naam, Tables, Zin
from factsheet.narrate import (
    Sentence,
    Text,
    Wijktekst,
    heading,
    main_contributor,
    pair_heading,
    small_groups,
    told,
    trend,
)
from factsheet.sections.base import ONTWIKKELINGEN, Section
from factsheet.settings import Area, Vorm
from schemas.domain import BEGELEIDING, VERTELD

PAIR = 2
BOTH = "intensieve begeleiding, individueel en in groepen"
WETTEN = [wet for wet in VERTELD if wet in BEGELEIDING]


@dataclass(frozen=True)
class PerVorm:
    sleutel: str
    naam: str
    eenheid: str
    intensief: Figure
    lichter: Figure
    intensief_per_wet: tuple[Figure, ...]
    klassen: tuple[Figure, ...]
    klasse_namen: tuple[str, ...]
    omvang: Figure

    @property
    def zwaarst(self) -> Figure:
        """Its intensive support; all of it where the settings call no class intensive."""
        return self.intensief if self.intensief.points or not self.lichter.points else self.lichter


@dataclass(frozen=True)
class Begeleiding:
    vormen: tuple[PerVorm, ...]
    ondersteund: Figure
    small_below: float


def figures(tables: Tables, area: Area, year: int) -> Begeleiding:
    view = tables.at(area, year)
    ondersteund = view.read("gebruik", "aantal", groep="Wmo en Jeugdwet", formule="inwoners met Wmo of Jeugdwet")
    return Begeleiding(
        tuple(_per_vorm(view, vorm) for vorm in tables.settings.vormen),
        ondersteund.figure(
            "wmo-en-jeugdwet.clienten",
            "Inwoners met Wmo of Jeugdwet",
            Naam("het aantal inwoners met hulp", zin=Zin("kregen", "mensen", "hulp")),
            CLIENTEN,
        ),
        tables.settings.publicatie.kleine_groep,
    )


def _per_vorm(view: AreaView, vorm: Vorm) -> PerVorm:
    soort = "individuele begeleiding" if vorm.sleutel == "individueel" else vorm.naam.lower()
    sleutel = f"begeleiding.{vorm.sleutel}"

    def clienten(dataset: str, key: str, label: str, wat: str, kort: str = "", **where: str) -> Figure:
        series = view.read(dataset, "clienten", formule=label.lower(), vorm=vorm.sleutel, **where)
        naam = Naam(f"het aantal mensen met {wat}", kort=kort, kop=wat, zin=Zin("kregen", "mensen", wat))
        return series.figure(f"{sleutel}.{key}", label, naam, CLIENTEN)

    zwaarte = "begeleiding_zwaarte"
    return PerVorm(
        vorm.sleutel,
        vorm.naam,
        vorm.eenheid,
        intensief=clienten(
            zwaarte,
            "intensief",
            f"Intensieve {soort}",
            f"intensieve {soort}",
            zwaarte="intensief",
            wet="samen",
        ),
        lichter=clienten(
            zwaarte,
            "lichter",
            f"Minder intensieve {soort}",
            f"minder intensieve {soort}",
            zwaarte="lichter",
            wet="samen",
        ),
        intensief_per_wet=tuple(
            clienten(
                zwaarte,
                f"intensief.{wet.sleutel}",
                f"Intensieve {soort}, {wet.naam}",
                f"intensieve {soort} uit de {wet.naam}",
                wet.kost,
                zwaarte="intensief",
                wet=wet.naam,
            )
            for wet in WETTEN
        ),
        klassen=tuple(
            clienten(
                "begeleiding_klasse",
                f"klasse.{number}",
                f"{vorm.naam}, {klasse.naam}",
                f"{soort} van {klasse.naam}",
                klasse=klasse.naam,
            )
            for number, klasse in enumerate(vorm.klassen, start=1)
        ),
        klasse_namen=tuple(klasse.naam for klasse in vorm.klassen),
        omvang=view.read(
            "begeleiding_omvang", "omvang", formule=f"{vorm.eenheid}, alle cliënten", vorm=vorm.sleutel
        ).figure(f"{sleutel}.omvang", f"{vorm.naam}, {vorm.eenheid}", Naam(f"de omvang van {soort}"), VOLUME),
    )


def text(f: Begeleiding) -> Text:
    first, *others = _told(f)
    return Text(
        _title(f),
        (
            *(said for vorm in (first, *others) for said in _heaviest(vorm)),
            *small_groups([vorm.zwaarst for vorm in (first, *others)], f.ondersteund, f.small_below),
            *(told(first.lichter, "daarnaast") if first.zwaarst == first.intensief and first.lichter.points else ()),
        ),
    )


def _told(f: Begeleiding) -> tuple[PerVorm, ...]:
    """The forms that sentences are about: the first two of which anything is known. The chart has all."""
    return tuple(vorm for vorm in f.vormen if vorm.zwaarst.points)[:PAIR] or f.vormen[:1]


def _title(f: Begeleiding) -> str:
    first, *others = _told(f)
    if not others:
        return heading(first.zwaarst)
    both = BOTH if [vorm.sleutel for vorm in (first, *others)] == ["individueel", "groep"] else ""
    return pair_heading(first.zwaarst, others[0].zwaarst, both)


def _heaviest(vorm: PerVorm) -> tuple[Sentence, ...]:
    figure = vorm.zwaarst
    parts = vorm.intensief_per_wet if figure == vorm.intensief else ()
    return *told(figure, f"in {figure.jaar}"), *main_contributor(figure, parts), *trend(figure)


def charted(f: Begeleiding) -> tuple[Figure, ...]:
    return tuple(figure for vorm in f.vormen for figure in vorm.klassen)


def chart(f: Begeleiding) -> alt.LayerChart | None:
    return dots([(f"{v.naam}, {v.eenheid}", tuple(zip(v.klasse_namen, v.klassen, strict=True))) for v in f.vormen])


def of_wijk(f: Begeleiding) -> Wijktekst:
    chosen = _told(f)
    further = tuple(vorm.lichter for vorm in f.vormen if vorm.lichter != vorm.zwaarst)
    return Wijktekst(_title(f), tuple(vorm.zwaarst for vorm in chosen), verder=further)


SECTION = Section(
    sleutel="begeleiding",
    titel="Omvang van begeleiding",
    order=90,
    breedte=7,
    groep=ONTWIKKELINGEN,
    reads=("begeleiding", "gebruik"),
    uitleg=(
        "Cliënten met begeleiding vanuit Wmo en Jeugdwet in {jaar}, naar hoeveel zij per week krijgen. "
        "Een dagdeel is hoogstens 4 uur. Intensief is {intensief}."
    ),
    bron="registratie van de gemeente",
    figures=figures,
    text=text,
    chart=chart,
    charted_figures=charted,
    wijk=of_wijk,
    grafiek="Cliënten naar omvang per week",
)
