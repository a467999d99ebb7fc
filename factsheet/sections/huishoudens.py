"""Huishoudens: how many there are, and who lives alone.

"1-persoons 19%" is a share of INHABITANTS; the share of households is about twice that, so both are here,
each with its denominator.
"""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt

from factsheet.charts import bars
from factsheet.figures import HUISHOUDENS, PROCENT, Figure, Naam, Tables, Zin
from factsheet.narrate import Text, Wijktekst, heading, say, told, trend
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
    samen = view.read("huishoudens", "inwoners", soort="meerpersoons", formule="inwoners die met anderen wonen")
    eenpersoons = view.read("huishoudens", "huishoudens", soort="1-persoons", formule="eenpersoonshuishoudens")
    return Huishoudens(
        huishoudens.figure(
            "huishoudens",
            "Huishoudens",
            Naam(
                f"het aantal huishoudens in {area.met_lidwoord}",
                kop="huishoudens",
                zin=Zin("waren er", "huishoudens", area.hier, een=("huishouden", "was er")),
            ),
            HUISHOUDENS,
        ),
        alleen.share_of(inwoners).figure(
            "huishoudens.1-persoons.aandeel",
            "1-persoons, aandeel van de inwoners",
            Naam(
                "het aandeel inwoners dat alleen woont",
                kop="mensen die alleen wonen",
                zin=Zin("woont", "", "alleen", "van de inwoners"),
            ),
            PROCENT,
        ),
        samen.share_of(inwoners).figure(
            "huishoudens.meerpersoons.aandeel",
            "Meerpersoons, aandeel van de inwoners",
            Naam(
                "het aandeel inwoners dat met anderen woont",
                zin=Zin("woont", "", "met anderen", "van de inwoners"),
            ),
            PROCENT,
        ),
        eenpersoons.share_of(huishoudens).figure(
            "huishoudens.1-persoons.van_huishoudens",
            "1-persoons, aandeel van de huishoudens",
            Naam(
                "het aandeel eenpersoonshuishoudens",
                zin=Zin("bestaat", "", "uit één persoon", "van de huishoudens"),
            ),
            PROCENT,
        ),
    )


def text(f: Huishoudens) -> Text:
    return Text(
        heading(f.totaal),
        (
            *told(f.totaal, f"op 1 januari {f.totaal.jaar}"),
            *trend(f.totaal),
            say("Van alle huishoudens bestaat {een} uit één persoon", een=f.eenpersoons),
            say("Van alle inwoners woont {alleen} alleen en {samen} met anderen", alleen=f.alleen, samen=f.samen),
        ),
    )


def of_wijk(f: Huishoudens) -> Wijktekst:
    return Wijktekst(heading(f.totaal), (f.totaal,), naast=(f.alleen,), verder=(f.eenpersoons,))


def charted(f: Huishoudens) -> tuple[Figure, ...]:
    return (f.alleen, f.samen)


def chart(f: Huishoudens) -> alt.LayerChart | None:
    return bars(charted(f), ("woont alleen", "met anderen"))


SECTION = Section(
    sleutel="huishoudens",
    titel="Huishoudens",
    order=20,
    breedte=3,
    groep=FEITEN,
    reads=("huishoudens",),
    uitleg=(
        "Huishoudens in {plaats} op 1 januari {jaar}. De aandelen in de grafiek zijn percentages van alle inwoners."
    ),
    bron="bevolkingscijfers",
    figures=figures,
    text=text,
    chart=chart,
    charted_figures=charted,
    wijk=of_wijk,
    grafiek="Hoe inwoners wonen, in procenten",
)
