"""Random yearly tables that keep every rule of the contract, published as an edition publishes them.

A `Shape` is small and readable, so that hypothesis can shrink it; its seed decides every number. Hypothesis draws
shapes for the tests (`shapes()`), a seeded `Random` draws them for the benchmark (`random_shape`).
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from random import Random
from typing import Any, TypeVar

import polars as pl
from hypothesis import strategies as st

from factsheet import summary
from factsheet.edition import Factsheet, factsheet
from factsheet.figures import Tables
from factsheet.narrate import Sentence
from factsheet.settings import Area, Settings, current, slug
from schemas import SCHEMAS, cijfers
from tests import exact_claims, example
from tests.checker import Page, Wrong, check_page
from tests.exact import Exact

Rows = list[tuple[object, ...]]
Series = list[float]
Item = TypeVar("Item")

WETTEN = ("Wmo", "Jeugdwet", "Participatiewet")
LEEFTIJDEN = ("0-15", "15-25", "25-45", "45-65", "65+")
EIGENDOM = ("koop", "corporatie", "overige huur", "onbekend")
NAMEN = ("'t Zand", "De Nieuwe Es", "Noord", "Berg en Dal")
# How many years the score is behind, year after year; by 3 for years in a row it is the same score again.
BEHIND = ((0,), (1,), (2,), (2, 2, 2, 3, 3), (2, 3, 2, 2, 1), (3, 1), (1, 2, 3), (0, 1, 1, 2))
# When the layers are counted: always the same day, the first day after the year, or some other day now and then.
DAYS = ((12, 31), (12, 31), (12, 31), (1, 1), (6, 30), (10, 1))
INDICATOREN = (
    "Gebruikers van re-integratievoorzieningen die tevreden zijn over het bereikte resultaat",
    "Gebruikers van Wmo die een of meer positieve effecten ervaren",
    "Gebruikers van geïndiceerde jeugdhulp die positieve effecten ervaren",
    "Cliënten die hulp snel genoeg kregen",
)
# How many answered in one year and in the next; nothing where that is not told.
ASKED = ((None, None), (None, None), (None, 200), (12, 15), (200, 180), (600, 640), (9000, 9000))
# How large the groups of a wijk are, in outline: none at all, a handful, around the thresholds, a town.
SIZES = (0, 3, 12, 48, 55, 130, 450, 520, 800, 1100, 2500, 4000, 9000, 30000, 60000)
# Counts on which a threshold or a rounding turns.
TURNING = (4, 5, 44, 45, 49, 50, 54, 55, 94, 95, 104, 105, 494, 495, 500, 504, 994, 995, 999, 1000, 1004, 1005)
# What a series does from one year to the next, as a factor; `mood` picks among them.
STEPS: Mapping[str, tuple[float, ...]] = {
    "gelijk": (1.0,),
    "rustig": (1.0, 1.0004, 0.9996, 1.003, 0.997, 1.0074, 0.9926, 1.009, 0.985, 1.019),
    "gewoon": (1.0, 1.004, 0.996, 1.012, 0.988, 1.03, 0.97, 1.1, 0.9, 1.24, 0.8),
    "wild": (1.0, 1.003, 1.25, 0.7, 2.0, 0.5, 8.0, 0.1, 0.0),
}
# Chances: most data sets have several years and nothing missing, because more can be said of those.
MOODS = (*STEPS, "gemengd", "gemengd", "gemengd")
FIRST = (2019, 2020, 2021, 2021, 2021, 2022, 2023)
LATER = (0, 1, 2, 2, 3, 3, 4)
GAPS = (1, 1, 1, 1, 1, 2)
MISSING = (0, 0, 0, 1, 2)
READ_FOR = (-1, -1, -1, -1, 0, 1)  # which of the years: mostly the last
POINTS: Mapping[str, tuple[float, ...]] = {
    "gelijk": (0.0,),
    "rustig": (0.0, 0.4, -0.4, 1.0, -1.0),
    "gewoon": (0.0, 1.0, -1.0, 2.0, -3.0, 6.0, -8.0),
    "wild": (0.0, 14.5, -15.0, 30.0, -45.0),
}


@dataclass(frozen=True)
class Shape:
    """A data set in outline. `wijken` above 4 means Hengelo itself; `missing` names (dataset, place in the years)."""

    wijken: int
    years: tuple[int, ...]
    mood: str
    missing: tuple[tuple[str, int], ...]
    area: int
    year: int
    seed: int


@dataclass(frozen=True)
class DataSet:
    """The true tables of some years, by year and dataset, and the municipality that they are of."""

    shape: Shape
    settings: Settings
    true: Mapping[int, Mapping[str, pl.DataFrame]]

    @property
    def area(self) -> Area:
        """The area that this data set is read for: the municipality for 0, otherwise one of its wijken."""
        return self.settings.areas[self.shape.area % len(self.settings.areas)]

    @property
    def year(self) -> int:
        return self.shape.years[self.shape.year % len(self.shape.years)]

    @functools.cached_property
    def published(self) -> Tables:
        """What the edition of `year` publishes: all years up to it, each disclosed beside the one before."""
        years = [year for year in self.shape.years if year <= self.year]
        return Tables(example.disclosed(lambda year: self.true[year], years, self.settings), self.settings)


@dataclass(frozen=True)
class Told:
    """A section as a reader gets it, with what the checker needs to judge it."""

    section: str
    kop: str
    zinnen: tuple[Sentence, ...]
    page: Page


# Drawing shapes


def shapes(*areas: int) -> st.SearchStrategy[Shape]:
    """One to five years, in a row or with gaps; a small municipality or Hengelo; datasets may be missing.

    `areas`: which area it is read for, 0 for the municipality, otherwise one of its wijken.
    """
    years = st.builds(_years, st.sampled_from(FIRST), _some(st.sampled_from(GAPS), LATER))
    missing = _some(st.tuples(st.sampled_from(sorted(SCHEMAS)), st.integers(0, 4)), MISSING)
    return st.builds(
        Shape,
        wijken=st.sampled_from((1, 2, 3, 4, 10)),
        years=years,
        mood=st.sampled_from(MOODS),
        missing=missing.map(tuple),
        area=st.sampled_from(areas),
        year=st.sampled_from(READ_FOR),
        seed=st.integers(0, 2**32),
    )


def _some(what: st.SearchStrategy[Item], sizes: Sequence[int]) -> st.SearchStrategy[list[Item]]:
    """Lists with one of these lengths."""
    return st.sampled_from(sizes).flatmap(lambda size: st.lists(what, min_size=size, max_size=size))


def random_shape(rng: Random) -> Shape:
    """The same without hypothesis, which is fast."""
    missing = [(rng.choice(sorted(SCHEMAS)), rng.randint(0, 4)) for _ in range(rng.choice(MISSING))]
    return Shape(
        wijken=rng.choice((1, 2, 3, 4, 10)),
        years=_years(rng.choice(FIRST), rng.choices(GAPS, k=rng.choice(LATER))),
        mood=rng.choice(MOODS),
        missing=tuple(missing),
        area=rng.choice((0, 0, 1, 2)),
        year=rng.choice(READ_FOR),
        seed=rng.getrandbits(32),
    )


def _years(first: int, gaps: Sequence[int]) -> tuple[int, ...]:
    years = [first]
    for gap in gaps:
        years.append(years[-1] + gap)
    return tuple(years)


# Making tables


def data_set(shape: Shape) -> DataSet:
    """The tables of a shape; the same shape always gives the same tables."""
    settings = town(shape.wijken)
    maker = _Maker(Random(shape.seed), shape, settings)
    true: dict[int, dict[str, pl.DataFrame]] = {year: {} for year in shape.years}
    for dataset in sorted(SCHEMAS):
        rows = maker.rows(dataset)
        for place, year in enumerate(shape.years):
            if (dataset, place) not in shape.missing:
                true[year][dataset] = frame(dataset, rows[place])
    return DataSet(shape, settings, true)


@functools.cache
def town(wijken: int) -> Settings:
    """Hengelo, or a small municipality with the same word scale and thresholds."""
    if wijken > len(NAMEN):
        return current()
    places = tuple(Area(f"WK9999{i:02}", naam, "wijk") for i, naam in enumerate(NAMEN[:wijken]))
    return replace(current(), gemeente=Area("GM9999", "Klein Dorp", "gemeente"), wijken=places)


def frame(dataset: str, rows: Rows) -> pl.DataFrame:
    """Rows in the order and types of the schema."""
    schema = {name: info.dtype for name, info in SCHEMAS[dataset].columns().items()}
    return pl.DataFrame(rows, schema=schema, orient="row")


class _Maker:
    """Makes the rows of one data set: per dataset a list of rows for each year."""

    def __init__(self, rng: Random, shape: Shape, settings: Settings) -> None:
        self.rng, self.shape, self.settings = rng, shape, settings
        self.wijken = [wijk.code for wijk in settings.wijken]
        self.gm = settings.gemeente.code
        self.size = rng.choice(SIZES)

    def rows(self, dataset: str) -> list[Rows]:
        make: Callable[[], list[Rows]] = getattr(self, f"_{dataset}")
        return make()

    @property
    def _years(self) -> range:
        return range(len(self.shape.years))

    # Series

    def _mood(self) -> str:
        return self.rng.choice(tuple(STEPS)) if self.shape.mood == "gemengd" else self.shape.mood

    def _walk(self, base: float) -> Series:
        """A value per year; now and then it goes the same way twice, or begins anew after zero."""
        steps = STEPS[self._mood()]
        step, values = self.rng.choice(steps), [base]
        for _ in self._years[1:]:
            step = step if self.rng.random() < 0.5 else self.rng.choice(steps)
            values.append(values[-1] * step or (base if self.rng.random() < 0.5 else 0))
        return values

    def _base(self) -> float:
        """A size near that of the data set, sometimes round, sometimes none or tiny."""
        kind = self.rng.random()
        if kind < 0.1:
            return float(self.rng.choice(SIZES))
        if kind < 0.2:
            return float(self.rng.choice(TURNING))
        if kind < 0.3:
            return float(max(1000, round(self.size, -3)))
        return self.size * self.rng.uniform(0.3, 1.2)

    def _counts(self, base: float | None = None, course: Series | None = None) -> dict[str, list[int]]:
        """Whole numbers per wijk (and onbekend) and year: one course for all, with or without differences."""
        course = course or self._walk(1.0)
        noise = self.rng.choice((0.0, 0.0, 0.003, 0.05))
        size = self._base() if base is None else base
        found = {wijk: self._bumpy(size * self.rng.choice((0.5, 1, 1, 1.5)), course, noise) for wijk in self.wijken}
        if self.rng.random() < 0.4:
            found["onbekend"] = [self.rng.randint(0, 4) for _ in self._years]
        return found

    def _bumpy(self, base: float, course: Series, noise: float) -> list[int]:
        return [max(0, round(base * level * (1 + self.rng.uniform(-noise, noise)))) for level in course]

    @staticmethod
    def _with_total(counts: Mapping[str, int], gm: str) -> dict[str, int]:
        return {**counts, gm: sum(counts.values())}

    def _per_group(
        self, groups: Sequence[str], base: float | None = None, course: Series | None = None
    ) -> list[dict[str, dict[str, int]]]:
        """Per year: group → area → count, with the municipality as the sum."""
        counts = {group: self._counts(base, course) for group in groups}
        areas = self._areas(counts)
        return [
            {
                group: self._with_total({area: counts[group].get(area, _NONE)[year] for area in areas}, self.gm)
                for group in groups
            }
            for year in self._years
        ]

    def _areas(self, counts: Mapping[str, Mapping[str, Any]]) -> list[str]:
        """The wijken, and onbekend where any group has it."""
        return [*self.wijken, *(["onbekend"] if any("onbekend" in found for found in counts.values()) else [])]

    def _jaar(self, year: int) -> int:
        return self.shape.years[year]

    # Datasets, each by the name of its schema

    def _bevolking(self) -> list[Rows]:
        found = self._per_group(LEEFTIJDEN)
        return [
            [(self._jaar(y), area, group, n) for group, counts in found[y].items() for area, n in counts.items()]
            for y in self._years
        ]

    def _huishoudens(self) -> list[Rows]:
        found, size = self._per_group(("1-persoons", "meerpersoons")), self.rng.uniform(1.0, 3.2)
        return [self._households(self._jaar(y), found[y], size) for y in self._years]

    def _households(self, year: int, counts: Mapping[str, Mapping[str, int]], size: float) -> Rows:
        rows: Rows = [(year, area, "1-persoons", n, n) for area, n in counts["1-persoons"].items()]
        more = {area: n for area, n in counts["meerpersoons"].items() if area != self.gm}
        people = self._with_total({area: int(n * size + 0.5) for area, n in more.items()}, self.gm)
        return [*rows, *((year, area, "meerpersoons", n, people[area]) for area, n in counts["meerpersoons"].items())]

    def _woningen(self) -> list[Rows]:
        found = self._per_group(EIGENDOM)
        return [
            [(self._jaar(y), area, group, n) for group, counts in found[y].items() for area, n in counts.items()]
            for y in self._years
        ]

    def _ses(self) -> list[Rows]:
        areas = [self.gm, *(wijk for wijk in self.wijken if self.rng.random() < 0.9)]
        scores = {area: self._scores() for area in areas}
        about = self._score_years()
        values = {jaar: y for y, jaar in reversed(list(enumerate(about)))}  # one score for each year that it is about
        return [
            [(self._jaar(y), area, scores[area][values[about[y]]], about[y]) for area in areas] for y in self._years
        ]

    def _score_years(self) -> list[int]:
        """The year of each score: always as far behind, the same again, or with a gap; never back in time."""
        behind, found = self.rng.choice(BEHIND), [0]
        for y in self._years:
            found.append(max(found[-1], self._jaar(y) - behind[y % len(behind)]))
        return found[1:]

    def _scores(self) -> list[float]:
        """Around zero, around the bounds of "gemiddeld", or at the ends; three decimals or more."""
        value = self.rng.choice((-0.95, -0.33, -0.05, -0.0501, -0.0004, 0.0, 0.0499, 0.05, 0.21, 0.99))
        steps = (0.0, 0.0004, -0.0004, 0.003, -0.004, 0.0045, 0.012, -0.0195, 0.05, -0.0995, 0.3)
        found = []
        for _ in self._years:
            found.append(max(-1.0, min(1.0, round(value, self.rng.choice((3, 3, 5))))))
            value += self.rng.choice(steps) if self._mood() != "gelijk" else 0
        return found

    def _gebruik(self) -> list[Rows]:
        base, together = self._base(), self._walk(1.0) if self.rng.random() < 0.4 else None
        shares = {"Wmo": 1.0, "Jeugdwet": 0.4, "Bijstand": 0.3}
        aantal = {wet: self._counts(base * share, together) for wet, share in shares.items()}
        level, alike = self.rng.uniform(1.0, 2.2), self._walk(1.0) if self.rng.random() < 0.5 else None
        ratio = {wet: [level * step for step in alike or self._walk(1.0)] for wet in ("Wmo", "Jeugdwet")}
        overlap = self.rng.choice((0.0, 0.1, 0.5, 1.0)), self.rng.choice((0.0, 0.3, 1.0))
        moved = self.rng.choice((0.0, 0.0, 0.01, 0.02))
        known = self.rng.random() < 0.9
        return [self._use(y, aantal, ratio if known else None, overlap, moved) for y in self._years]

    def _use(
        self,
        y: int,
        aantal: Mapping[str, Mapping[str, Sequence[int]]],
        ratio: Mapping[str, Series] | None,
        overlap: tuple[float, float],
        moved: float,
    ) -> Rows:
        people = {
            area: _unions({wet: counts.get(area, _NONE)[y] for wet, counts in aantal.items()}, overlap)
            for area in self._areas(aantal)
        }
        people[self.gm] = _municipal(people, moved)
        rows: Rows = []
        lines = {area: _lines(counts, ratio, y) for area, counts in people.items() if area != self.gm}
        lines[self.gm] = {group: _sum_known(found[group] for found in lines.values()) for group in people[self.gm]}
        for area, counts in people.items():
            rows += [(self._jaar(y), area, group, n, lines[area][group]) for group, n in counts.items()]
        return rows

    def _piramide(self) -> list[Rows]:
        extra = [laag for laag in self.settings.lagen if laag not in self.settings.lagen_verplicht]
        lagen = [*self.settings.lagen_verplicht, *self.rng.sample(extra, self.rng.choice((0, 0, 1, len(extra))))]
        found = self._per_group(lagen)
        days, again = self._days(), -1 if self.rng.random() < 0.9 else self.rng.choice(self._years)
        if again > 0:  # the file of the year before, once more
            found[again], days[again] = found[again - 1], days[again - 1]
        return [
            [(self._jaar(y), area, laag, n, days[y]) for laag, counts in found[y].items() for area, n in counts.items()]
            for y in self._years
        ]

    def _days(self) -> list[date]:
        """The reference date of each year: mostly the same day, now and then another one."""
        usual = self.rng.choice(DAYS)
        days = [usual if self.rng.random() < 0.8 else self.rng.choice(DAYS) for _ in self._years]
        return [date(self._jaar(y) + (day == (1, 1)), *day) for y, day in enumerate(days)]

    def _uitgaven(self) -> list[Rows]:
        together = self._walk(1.0) if self.rng.random() < 0.5 else None
        found = self._per_group(WETTEN, self._base() * self.rng.choice((0, 900, 4500, 4500, 12000)), together)
        wijken = self.rng.random() < 0.7
        return [
            [
                (self._jaar(y), area, wet, float(n))
                for wet, counts in found[y].items()
                for area, n in counts.items()
                if wijken or area == self.gm
            ]
            for y in self._years
        ]

    def _prijscorrectie(self) -> list[Rows]:
        reeksen = ("inflatie", "reële tarieven") if self.rng.random() < 0.7 else ("inflatie",)
        percents = self.rng.choice(((0.0,), (0.0, 1.5, 3.3), (0.0, 1.5, 3.3, 6.43, 10.0, -2.0, 25.0)))
        return [
            [
                (self._jaar(y), wet, reeks, self.rng.choice(percents), "CBS", True)
                for wet in WETTEN
                for reeks in reeksen
                if reeks == "inflatie" or wet != "Participatiewet"
            ]
            for y in self._years
        ]

    def _begeleiding(self) -> list[Rows]:
        klassen = [(vorm.sleutel, klasse) for vorm in self.settings.vormen for klasse in vorm.klassen]
        base = self._base() * self.rng.choice((0.02, 0.05, 0.3, 1))
        rows: list[Rows] = [[] for _ in self._years]
        for wet in ("Wmo", "Jeugdwet"):
            for vorm, klasse in klassen:
                counts, fill = self._counts(base), self.rng.random()
                each = klasse.van + fill * ((klasse.tot or klasse.van * 2) - klasse.van)
                for y in self._years:
                    for area, n in self._with_total({a: c[y] for a, c in counts.items()}, self.gm).items():
                        rows[y].append((self._jaar(y), area, wet, vorm, klasse.naam, n, n * each))
        # A row for onbekend may stand beside some classes and not beside others: absent is 0.
        return rows

    def _loonkostensubsidie(self) -> list[Rows]:
        counts, each = self._counts(self._base() * self.rng.choice((0.02, 0.1, 1))), self._walk(10_000)
        return [
            [
                (self._jaar(y), area, n, float(round(n * each[y])))
                for area, n in self._with_total({a: c[y] for a, c in counts.items()}, self.gm).items()
            ]
            for y in self._years
        ]

    def _beleidsindicatoren(self) -> list[Rows]:
        names = self.rng.sample(INDICATOREN, self.rng.randint(0, len(INDICATOREN)))
        values = {name: self._percentages() for name in names}
        since = {name: self.rng.choice((0, 0, 0, 1, 2)) for name in names}  # some questions are new
        asked = {name: self.rng.choice(ASKED) for name in names}
        aims = {name: self.rng.choice((None, 33.3, 80.0, 90.0)) for name in names}
        short = {name: self.rng.choice((None, f"Van de mensen in groep {name[-5:]} is % tevreden")) for name in names}
        return [
            [
                (self._jaar(y), name, values[name][y], asked[name][y % 2], aims[name], short[name], "CEO")
                for name in names
                if y >= since[name] and (y == 0 or self.rng.random() < 0.9)
            ]
            for y in self._years
        ]

    def _vergelijking(self) -> list[Rows]:
        """Other areas beside some figures, at, near or far from what our own may be."""
        areas = self.rng.sample(("Nederland", "Twente", "Gemeenten tot 50.000 inwoners"), self.rng.randint(0, 2))
        known = [*cijfers.keys(self.settings), *(f"{cijfers.INDICATOR}{slug(name)}" for name in INDICATOREN)]
        keys = self.rng.sample(known, self.rng.choice((1, 8, len(known))))
        return [
            [
                (self._jaar(y), area, key, round(self.rng.choice((0.0, 5.0, 33.3, 80.0)) + self.rng.random(), 1), "CBS")
                for area in areas
                for key in keys
            ]
            for y in self._years
        ]

    def _percentages(self) -> Series:
        value, found = self.rng.choice((0.0, 33.3, 65.0, 88.5, 100.0)), []
        for _ in self._years:
            found.append(value)
            value = max(0.0, min(100.0, value + self.rng.choice(POINTS[self._mood()])))
        return found


_NONE = [0] * 5
STANDS_OUT = "opvallend"
APART = ("kop", "samenvatting", STANDS_OUT)  # parts of a page that are read by themselves


def _unions(parts: Mapping[str, int], overlap: tuple[float, float]) -> dict[str, int]:
    """The two unions, between their largest part and the sum of their parts."""
    both = _union(parts["Wmo"], parts["Jeugdwet"], overlap[0])
    return {
        "Wmo": parts["Wmo"],
        "Jeugdwet": parts["Jeugdwet"],
        "Wmo en Jeugdwet": both,
        "Bijstand": parts["Bijstand"],
        "Sociaal domein": _union(both, parts["Bijstand"], overlap[1]),
    }


def _union(one: int, other: int, overlap: float) -> int:
    return one + other - int(overlap * min(one, other))


def _municipal(per_area: Mapping[str, Mapping[str, int]], moved: float) -> dict[str, int]:
    """The municipality: the sum of its wijken, less those who moved and count in two of them."""
    sums = {group: sum(counts[group] for counts in per_area.values()) for group in next(iter(per_area.values()))}
    found = {group: n - int(moved * n) for group, n in sums.items()}
    for whole, parts in (("Wmo en Jeugdwet", ("Wmo", "Jeugdwet")), ("Sociaal domein", ("Wmo en Jeugdwet", "Bijstand"))):
        one, other = (found[part] for part in parts)
        found[whole] = min(max(found[whole], one, other), one + other)
    return found


def _lines(people: Mapping[str, int], ratio: Mapping[str, Series] | None, y: int) -> dict[str, int | None]:
    """Indicaties beside people; bijstand has none, and so the union with it has none."""
    found: dict[str, int | None] = dict.fromkeys(people)
    if ratio is not None:
        wmo, jeugd = (round(people[wet] * ratio[wet][y]) for wet in ("Wmo", "Jeugdwet"))
        found |= {"Wmo": wmo, "Jeugdwet": jeugd, "Wmo en Jeugdwet": wmo + jeugd}
    return found


def _sum_known(values: Iterator[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


# Reading what the engine makes of it


def read(data: DataSet) -> list[Told]:
    """All sections of the area and year of a data set; its summary as well, or what stands out in a wijk."""
    return whole(data.published, data.area, data.year)


def example_sections(year: int, place: str) -> list[Told]:
    """The same of the example."""
    tables = example.tables(year)
    area = tables.settings.area(place)
    assert area is not None
    return whole(tables, area, year)


def whole(tables: Tables, area: Area, year: int) -> list[Told]:
    """A page as a reader gets it, without drawing its charts."""
    sheet, settings, final = factsheet(tables, {}, area, year), tables.settings, tables.prices_are_final(year)
    page = Page(year, area.met_lidwoord, settings.gemeente.naam, (), None, settings.basisjaar, _days(tables), final)
    sections = [
        Told(part.sleutel, part.kop, part.zinnen, replace(page, figures=part.cijfers, beter=part.beter))
        for part in sheet.secties
    ]
    if area.is_gemeente:
        return [*sections, *summary_of(tables, sheet, page)]
    return [*sections, Told(STANDS_OUT, "", sheet.opvallend, replace(page, figures=tuple(sheet.cijfers.values())))]


def _days(tables: Tables) -> dict[int, date]:
    """The reference date of the layers in each year."""
    rows = tables.frames.get("piramide")
    return {} if rows is None else dict(rows.select("jaar", "peildatum").iter_rows())


def summary_of(tables: Tables, sheet: Factsheet, page: Page) -> list[Told]:
    """The summary for management, and the sentence that heads it, judged with the figures of all sections."""
    found = summary.summarised(tables, sheet)
    page = replace(page, figures=tuple(sheet.cijfers.values()))
    head = (found.kop,) if found.kop else ()
    return [Told("kop", "", head, page), Told("samenvatting", "", found.zinnen, page)]


def errors(sections: Sequence[Told]) -> list[Wrong]:
    """Everything that the checker finds in these sections: those of a page together, each other part by itself."""
    pages = [[part for part in sections if part.section not in APART]]
    pages += [[part] for part in sections if part.section in APART]
    return [wrong for parts in pages for wrong in check_page([(part.kop, part.zinnen, part.page) for part in parts])]


def untruths(data: DataSet, sections: Sequence[Told]) -> list[Wrong]:
    """Everything in these sections, and in the table of wijken, that the exact counts contradict."""
    exact, columns = Exact(data.true, data.year, data.settings, data.published.frames), data.settings.samenvatting.kaart
    found = exact_claims.untrue(exact, sections)
    if data.area.is_gemeente:
        rows = summary.wijken_at_a_glance(data.published, data.year, data.settings.wijken, columns)
        found += exact_claims.untrue_at_a_glance(exact, rows)
    return found
