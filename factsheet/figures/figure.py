"""A figure: one number of one area over the years, with what may be claimed of it. All that texts and charts get."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Literal

from factsheet.figures.units import Unit
from factsheet.settings import Area, Band

Status = Literal["bekend", "onbekend", "te klein"]
NO_CHANGE = Band("gelijk", None)
HAIR = 1e-9  # what adding floats may cost


def sizes(lowest: float, highest: float) -> tuple[float, float]:
    """The least and the most that a change between these bounds is; at least 0 when it may have gone either way."""
    ends = abs(lowest), abs(highest)
    return (min(ends) if lowest > HAIR or highest < -HAIR else 0.0), max(ends)


@dataclass(frozen=True)
class Zin:
    """How a sentence says a figure, in parts that Dutch puts in two orders.

    "(In 2024) kregen … mensen hulp uit de Wmo" and "… mensen kregen hulp uit de Wmo": `pv` is the verb, `wie` are those
    who are counted, `rest` is what follows. "Van de inwoners woont … alleen": `aanhef` opens a sentence that has
    nothing else to open it. `een` has `wie` and `pv` for exactly one.
    """

    pv: str
    wie: str = ""
    rest: str = ""
    aanhef: str = ""
    een: tuple[str, str] | None = None


@dataclass(frozen=True)
class Naam:
    """How texts name a figure: a noun phrase with its article ("het aantal …"), and its grammatical number.

    `voluit` is the name for where no sentence before it tells what it is about; `kort` that of the law it is for; `kop`
    what a title calls it, without an article ("mensen met hulp"). `zin` is how a sentence says it; `kort_zin` is that
    sentence itself, as an editor wrote it, with a % where the number comes.
    """

    tekst: str
    meervoud: bool = False
    voluit: str = ""
    kort: str = ""
    kop: str = ""
    zin: Zin | None = None
    kort_zin: str = ""


@dataclass(frozen=True)
class Doel:
    """What the council aims at, and whether that was reached: for sure, surely not, or within the margin."""

    waarde: float
    oordeel: Literal["gehaald", "nog niet", "niet te zeggen"]


@dataclass(frozen=True)
class Elders:
    """The same figure of the same year in another area, such as Nederland, in the unit of the figure."""

    gebied: str
    waarde: float
    bron: str


@dataclass(frozen=True)
class Point:
    """One year of a figure, as published.

    `verandering` is against the year `tegen`: percent, or points for percentages and scores, rounded as printed
    (`decimals`); None where there is no year to compare with or where a group is too small for one (`te_klein`, the
    year of that group). What it really is lies between `laagste` and `hoogste`, and `band` is the word for it.
    `duidelijk` says that it may be claimed. `grof`: the margin is too wide for a percentage, so that the text gives
    both numbers.
    `precies` is the value before it was rounded for print; `marge` is the most that it can be away from what it is
    about: by rounding, and for `steekproef` of it by chance, in a survey among some (95% of all times).
    """

    jaar: int
    waarde: float | None
    status: Status
    verandering: float | None = None
    decimals: int = 1
    duidelijk: bool = False
    marge: float = 0.0
    precies: float | None = None
    tegen: int | None = None
    te_klein: int | None = None
    laagste: float | None = None
    hoogste: float | None = None
    band: Band = NO_CHANGE
    grof: bool = False
    steekproef: float = 0.0

    @property
    def lowest(self) -> float | None:
        """The least that the value itself can be; None where nothing is known."""
        return None if self.precies is None else self.precies - self.marge

    @property
    def highest(self) -> float | None:
        return None if self.precies is None else self.precies + self.marge

    @property
    def moved(self) -> tuple[float, float]:
        """The least and the most that the change can be, whatever its sign; 0 and 0 without one."""
        return sizes(self.laagste or 0.0, self.hoogste or 0.0)


@dataclass(frozen=True)
class Figure:
    """A figure of one area over the years, up to and including `jaar`: the year that it is about.

    `gemeente` is the same figure of the whole municipality when the area is a wijk. `eerste`: it is of the first year
    of all, with nothing before it. `own_years`: it comes in years of its own, such as a score that runs behind;
    `herhaald`: there is nothing newer than what stood here a year ago. `doel`: what is aimed at in that year; `elders`:
    the figure of the municipality in other areas.
    """

    sleutel: str
    label: str
    naam: Naam
    unit: Unit
    area: Area
    jaar: int
    points: tuple[Point, ...]
    formule: str
    gemeente: Figure | None = None
    eerste: bool = False
    own_years: bool = False
    herhaald: bool = False
    doel: Doel | None = None
    elders: tuple[Elders, ...] = ()

    def __hash__(self) -> int:
        """Of what names it: hundreds of figures together are the key of what is kept about them."""
        return hash((self.sleutel, self.area.code, self.jaar))

    @functools.cached_property
    def now(self) -> Point:
        return self.at(self.jaar)

    @functools.cached_property
    def before(self) -> Point:
        """The year that this one is compared with."""
        return self.at(self.vorig)

    @property
    def vorig(self) -> int:
        """The year that this one is compared with; the year before where there is nothing to compare with."""
        return self.now.tegen if self.now.tegen is not None else self.jaar - 1

    @property
    def value(self) -> float | None:
        return self.now.waarde

    def at(self, jaar: int) -> Point:
        """The point of this year; "onbekend" when there is none."""
        return next((p for p in self.points if p.jaar == jaar), Point(jaar, None, "onbekend"))

    @property
    def elsewhere(self) -> tuple[Elders, ...]:
        """The same in other areas; a wijk stands beside those of its municipality."""
        return (self.gemeente or self).elders

    @property
    def is_new(self) -> bool:
        """Whether there is nothing of an earlier year, not even something too small to show."""
        return self.value is not None and all(p.status == "onbekend" for p in self.points if p.jaar < self.jaar)
