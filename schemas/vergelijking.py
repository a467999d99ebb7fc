from __future__ import annotations

import polars as pl

from schemas.cijfers import INDICATOR, keys, nearest
from schemas.columns import column
from schemas.dataset import YearlyCsv
from schemas.municipality import Municipality
from schemas.rule import Rule
from schemas.rules.thresholds import PlausibleChange


class Vergelijking(
    YearlyCsv,
    title="Cijfers van elders",
    source="bijvoorbeeld het CBS of Waarstaatjegemeente.nl; vul bij elke rij de bron in",
    per_area=False,
    grid=("gebied", "cijfer"),
    optional=True,
):
    """Cijfers van een ander gebied, om die van de gemeente mee te vergelijken. Het zijn cijfers die al openbaar zijn.

    Periode: het jaar van de factsheet.
    """

    # Nederland, Twente, another municipality, a class of size: any name but those of our own areas.
    gebied: str = column("Gebied om mee te vergelijken")
    cijfer: str = column("Sleutel van het cijfer", synonyms=["sleutel van cijfer", "cijfersleutel"])
    waarde: float = column("Waarde in dat gebied", unit="zoals het cijfer", public=True)
    bron: str = column("Bron")

    @classmethod
    def rules(cls, gemeente: Municipality) -> list[Rule]:
        return [_elsewhere(gemeente), _known_figure(gemeente)]

    @classmethod
    def may_move(cls, measure: str) -> PlausibleChange | None:  # noqa: ARG003
        # Each row has a unit of its own.
        return None


def _elsewhere(gemeente: Municipality) -> Rule:
    own = {name.lower() for place in (gemeente.gemeente, *gemeente.wijken) for name in (place.naam, place.code)}
    return Rule(
        "gebied",
        ~pl.col("gebied").cast(pl.String).str.to_lowercase().is_in(sorted(own)),
        "'{gebied}' is de gemeente zelf of een van haar wijken. Vul een ander gebied in, zoals Nederland.",
        help="Vul een ander gebied in, zoals Nederland, Twente of een andere gemeente. Geen wijk, en niet de gemeente "
        "zelf.",
    )


def _known_figure(gemeente: Municipality) -> Rule:
    known = keys(gemeente)
    cijfer = pl.col("cijfer").cast(pl.String)
    return Rule(
        "cijfer",
        cijfer.is_in(known) | cijfer.str.starts_with(INDICATOR),
        "'{cijfer}' is geen sleutel van een cijfer. Bedoelt u '{bedoeld}'?",
        help="De sleutel van een cijfer, zoals wmo.aandeel of inwoners.65+.aandeel. U ziet de sleutels op de pagina "
        f"Duiding. Die van een beleidsindicator begint met '{INDICATOR}'.",
        facts={"bedoeld": cijfer.map_elements(lambda text: nearest(text, known), return_dtype=pl.String)},
        meant="bedoeld",
    )
