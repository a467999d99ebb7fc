"""Published tables → figures: change, share, per client, price correction, and what may be claimed of them.

`tables` is where a section begins; `calculations` makes series of all areas at once; `claims` decides what of them a
reader may be told.
"""

from factsheet.figures.claims import STILL, above_or_below, band_of_growth, clearly_apart, moved_since
from factsheet.figures.figure import Doel, Elders, Figure, Naam, Point, Status, Zin
from factsheet.figures.rounding import half_up
from factsheet.figures.tables import ELSEWHERE, AreaView, PriceGap, Series, Tables, indicatoren
from factsheet.figures.units import (
    CLIENTEN,
    EURO,
    EURO_PER_CLIENT,
    GROEI,
    HUISHOUDENS,
    INDICATIES,
    INWONERS,
    ONTVANGERS,
    PER_CLIENT,
    PROCENT,
    SCORE,
    VOLUME,
    WONINGEN,
    Soort,
    Unit,
)

__all__ = [
    "CLIENTEN",
    "ELSEWHERE",
    "EURO",
    "EURO_PER_CLIENT",
    "GROEI",
    "HUISHOUDENS",
    "INDICATIES",
    "INWONERS",
    "ONTVANGERS",
    "PER_CLIENT",
    "PROCENT",
    "SCORE",
    "STILL",
    "VOLUME",
    "WONINGEN",
    "AreaView",
    "Doel",
    "Elders",
    "Figure",
    "Naam",
    "Point",
    "PriceGap",
    "Series",
    "Soort",
    "Status",
    "Tables",
    "Unit",
    "Zin",
    "above_or_below",
    "band_of_growth",
    "clearly_apart",
    "half_up",
    "indicatoren",
    "moved_since",
]
