"""Huishoudens: how many there are, and who lives alone.

"1-persoons 19%" is a share of INHABITANTS; the share of households is about twice that, so both are here,
each with its denominator.
"""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt

from factsheet.charts import share_bars
from factsheet.figures import HUISHOUDENS, PROCENT, Figure, Naam, Tables
from factsheet.narrate import Text, heading, level_and_change, say
from factsheet.sections.base import FEITEN, Section
from factsheet.settings import Area


@dataclass(frozen=True)
class Huishoudens:
    totaal: Figure
    alleen: Figure
    samen: Figure
    eenpersoons: Figure


def figures(tables: Tables, area: Area, year: int) -> Huishoudens:
    view = tables.at(area, year)
    huishoudens = view.read("huishoudens", "huishoudens", formule="huishoudens")
    inwoners = view.read("huishoudens", "inwoners", formule="inwoners in huishoudens")
    alleen = view.read("huishoudens", "inwoners", soort="1-persoons", formule="inwoners die alleen wonen")
    samen = view.read("huishoudens", "inwoners", soort="meerpersoons", formule="inwoners die samenwonen")
    eenpersoons = view.read("huishoudens", "huishoudens", soort="1-persoons", formule="eenpersoonshuishoudens")
    return Huishoudens(
        huishoudens.figure("huishoudens", "Huishoudens", Naam(f"het aantal huishoudens in {area.naam}"), HUISHOUDENS),
        alleen.share_of(inwoners).figure(
            "huishoudens.1-persoons.aandeel",
            "1-persoons, aandeel van de inwoners",
            Naam("het aandeel inwoners dat alleen woont"),
            PROCENT,
        ),
        samen.share_of(inwoners).figure(
            "huishoudens.meerpersoons.aandeel",
            "Meerpersoons, aandeel van de inwoners",
            Naam("het aandeel inwoners dat samenwoont"),
            PROCENT,
        ),
        eenpersoons.share_of(huishoudens).figure(
            "huishoudens.1-persoons.van_huishoudens",
            "1-persoons, aandeel van de huishoudens",
            Naam("het aandeel eenpersoonshuishoudens"),
            PROCENT,
        ),
    )


def text(f: Huishoudens) -> Text:
    stand = say(
        "In {jaar} telt {plaats} {totaal} {wie}",
        wie="huishouden" if f.totaal.value == 1 else "huishoudens",
        jaar=f.totaal.jaar,
        plaats=f.totaal.area.naam,
        totaal=f.totaal,
    )
    return Text(
        heading(f.totaal, "aantal huishoudens"),
        (
            *level_and_change(stand, f.totaal, "vergeleken met {vorig}"),
            say("Van alle inwoners woont {alleen} alleen en {samen} met anderen", alleen=f.alleen, samen=f.samen),
            say("Van alle huishoudens bestaat {een} uit één persoon", een=f.eenpersoons),
        ),
    )


def charted(f: Huishoudens) -> tuple[Figure, ...]:
    return (f.alleen, f.samen)


def chart(f: Huishoudens) -> alt.LayerChart | None:
    return share_bars(charted(f), ("1-persoons", "meerpersoons"))


SECTION = Section(
    sleutel="huishoudens",
    titel="Huishoudens",
    order=20,
    groep=FEITEN,
    reads=("huishoudens",),
    uitleg=(
        "Huishoudens in {plaats} op 1 januari {jaar}. "
        "De aandelen in de grafiek zijn percentages van alle inwoners. Bron: bevolkingscijfers."
    ),
    figures=figures,
    text=text,
    chart=chart,
    charted_figures=charted,
    grafiek="Inwoners naar soort huishouden, in procenten van de inwoners",
)
