"""Omvang van begeleiding: how much support people get, in classes of minutes or dagdelen per week."""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt

from factsheet.charts import classes
from factsheet.figures import CLIENTEN, VOLUME, AreaView, Figure, Naam, Tables
from factsheet.narrate import (
    Text,
    agree,
    also_or_contrary,
    both_change,
    changed,
    common_heading,
    heading,
    main_contributor,
    small_groups,
    than_before,
)
from factsheet.sections.base import ONTWIKKELINGEN, Section
from factsheet.settings import Area, Vorm
from schemas.domain import BEGELEIDING, VERTELD

WETTEN = [wet.naam for wet in VERTELD if wet in BEGELEIDING]


@dataclass(frozen=True)
class PerVorm:
    naam: str
    eenheid: str
    intensief: Figure
    lichter: Figure
    intensief_per_wet: tuple[Figure, ...]
    klassen: tuple[Figure, ...]
    klasse_namen: tuple[str, ...]
    omvang: Figure


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
            Naam("het aantal inwoners met ondersteuning"),
            CLIENTEN,
        ),
        tables.settings.publicatie.kleine_groep,
    )


def _per_vorm(view: AreaView, vorm: Vorm) -> PerVorm:
    soort = "individuele begeleiding" if vorm.sleutel == "individueel" else vorm.naam.lower()
    sleutel = f"begeleiding.{vorm.sleutel}"

    def clienten(dataset: str, key: str, label: str, naam: str, **where: str) -> Figure:
        series = view.read(dataset, "clienten", formule=label.lower(), vorm=vorm.sleutel, **where)
        return series.figure(f"{sleutel}.{key}", label, Naam(naam), CLIENTEN)

    aantal = "het aantal inwoners met"
    zwaarte = "begeleiding_zwaarte"
    return PerVorm(
        vorm.naam,
        vorm.eenheid,
        intensief=clienten(
            zwaarte,
            "intensief",
            f"Intensieve {soort}",
            f"{aantal} intensieve {soort}",
            zwaarte="intensief",
            wet="samen",
        ),
        lichter=clienten(
            zwaarte,
            "lichter",
            f"Minder intensieve {soort}",
            f"{aantal} minder intensieve {soort}",
            zwaarte="lichter",
            wet="samen",
        ),
        intensief_per_wet=tuple(
            clienten(
                zwaarte,
                f"intensief.{wet.lower()}",
                f"Intensieve {soort}, {wet}",
                f"{aantal} intensieve {soort} vanuit de {wet}",
                zwaarte="intensief",
                wet=wet,
            )
            for wet in WETTEN
        ),
        klassen=tuple(
            clienten(
                "begeleiding_klasse",
                f"klasse.{number}",
                f"{vorm.naam}, {klasse.naam}",
                f"{aantal} {soort} van {klasse.naam}",
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
    individueel, groep = f.vormen
    return Text(
        common_heading("omvang van begeleiding", (individueel.omvang, groep.omvang)) or heading(individueel.intensief),
        (
            *both_change(individueel.intensief, groep.intensief),
            *than_before(individueel.intensief, groep.intensief),
            *small_groups((individueel.intensief, groep.intensief), f.ondersteund, f.small_below),
            *(
                said
                for vorm in f.vormen
                for said in main_contributor(vorm.intensief, vorm.intensief_per_wet, vorm.naam.lower(), WETTEN)
            ),
            # "Ook" and "juist" are about what was said last.
            also_or_contrary(individueel.intensief, individueel.lichter)
            if agree(individueel.intensief, groep.intensief)
            else changed(individueel.lichter),
        ),
    )


def charted(f: Begeleiding) -> tuple[Figure, ...]:
    return tuple(figure for vorm in f.vormen for figure in vorm.klassen)


def chart(f: Begeleiding) -> alt.LayerChart | None:
    return classes([(f"{v.naam}, {v.eenheid}", tuple(zip(v.klasse_namen, v.klassen, strict=True))) for v in f.vormen])


def of_wijk(f: Begeleiding) -> tuple[Figure, ...]:
    return tuple(figure for vorm in f.vormen for figure in (vorm.intensief, vorm.lichter))


SECTION = Section(
    sleutel="begeleiding",
    titel="Omvang van begeleiding",
    order=90,
    groep=ONTWIKKELINGEN,
    reads=("begeleiding", "gebruik"),
    uitleg=(
        "Cliënten met begeleiding vanuit Wmo en Jeugdwet in {jaar}, naar hoeveel zij per week krijgen. "
        "Een dagdeel is hoogstens 4 uur. Intensief is {intensief}. Bron: registratie van de gemeente."
    ),
    figures=figures,
    text=text,
    chart=chart,
    charted_figures=charted,
    wijk=of_wijk,
    grafiek="Cliënten naar omvang per week; {jaar} in kleur, eerdere jaren grijs",
)
