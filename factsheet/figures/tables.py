"""Published tables → figures. A section reads a series from here, calculates with it, and ends it with `figure()`."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import polars as pl

from factsheet import method
from factsheet.figures.calculations import EMPTY, Calculation, Corrected, Growth, Ratio, Read, Sum, Survey
from factsheet.figures.claims import points_of, target
from factsheet.figures.figure import Elders, Figure, Naam, Point
from factsheet.figures.units import PROCENT, Unit
from factsheet.origin import origin
from factsheet.rows import PublishedRows
from factsheet.settings import Area, Settings, slug
from schemas import SCHEMAS

# A calculation, in a unit, as the factsheet of a year shows it in an area, by its code.
Shown = tuple[Calculation, Unit, int, str]
# The dataset with figures of other areas. Whatever figure it names has them, so that every section reads it.
ELSEWHERE = "vergelijking"
NO_PRICES = pl.DataFrame(schema={"jaar": pl.Int64, "wet": pl.String, "mutatie": pl.Float64})


@dataclass(frozen=True)
class PriceGap:
    """The years after the base year of which the price change of a wet is missing; none: the year is before it."""

    wet: str
    basisjaar: int
    jaren: tuple[int, ...]


@dataclass(frozen=True)
class Series:
    """A yearly series of one area in the making; nothing is calculated before `figure`.

    `calculation` says so for every area, and is done for all of them at once, so that the municipality behind a wijk,
    and the next wijk, find it done. What may be claimed of it is worked out for each area that is asked for.
    """

    tables: Tables = field(repr=False)
    calculation: Calculation
    area: Area
    jaar: int
    formule: str

    def per(self, other: Series, *, times: float = 1, least: int = 0, formule: str = "") -> Series:
        """This divided by `other`; too small where `other` is below `least`."""
        ratio = Ratio(self.calculation, other.calculation, times, max(least, 1))
        return replace(self, calculation=ratio, formule=formule or f"{self.formule} ÷ {other.formule}")

    def share_of(self, whole: Series) -> Series:
        """This as a percentage of `whole`."""
        least = self.tables.settings.publicatie.aandeel_vanaf
        return self.per(whole, times=100, least=least, formule=f"{self.formule} ÷ {whole.formule} × 100")

    def plus(self, other: Series) -> Series:
        """The sum of two series; years that one of them lacks are left out."""
        total = Sum(self.calculation, other.calculation)
        return replace(self, calculation=total, formule=f"{self.formule} + {other.formule}")

    def growth_since(self, base: int) -> Series:
        """How much more (or less) than in the year `base`, in percent; nothing before it or without it."""
        formule = f"({self.formule} ÷ {self.formule} in {base} - 1) × 100"
        return replace(self, calculation=Growth(self.calculation, base), formule=formule)

    def corrected(self, wet: str) -> Series:
        """Euros of one wet in prices of the base year."""
        formule = f"{self.formule} ÷ prijsindex ({self.tables.settings.basisjaar} = 1)"
        return replace(self, calculation=Corrected(self.calculation, wet), formule=formule)

    def among(self, people: str) -> Series:
        """A percentage of a survey, with the margin that follows from the number of people in this column."""
        assert isinstance(self.calculation, Read)  # noqa: S101 - only what was asked has a margin
        formule = f"{self.formule}. {method.SURVEY_MARGIN}"
        return replace(self, calculation=Survey(self.calculation, people), formule=formule)

    def named(self, formule: str) -> Series:
        """The same series, explained in other words."""
        return replace(self, formule=formule)

    def figure(self, sleutel: str, label: str, naam: Naam, unit: Unit) -> Figure:
        """What the reader sees of this series; see Point for what may be claimed about a change."""
        gemeente = None
        if not self.area.is_gemeente:
            gemeente = replace(self, area=self.tables.settings.gemeente).figure(sleutel, label, naam, unit)
        shown = self.tables.shown(self.calculation, unit, self.jaar, self.area)
        return Figure(
            sleutel=sleutel,
            label=label,
            naam=naam,
            unit=unit,
            area=self.area,
            jaar=shown.jaar if shown else self.jaar,
            points=shown.points if shown else (),
            formule=self.formule,
            gemeente=gemeente,
            eerste=self.jaar == self.tables.first_year,
            own_years=shown is not None and shown.own_years,
            herhaald=shown is not None and shown.herhaald,
            elders=self.tables.elsewhere.get((self.jaar, sleutel), ()) if self.area.is_gemeente else (),
        )


@dataclass(frozen=True)
class AreaPoints:
    """The points of one area as one year's factsheet shows them; see Figure for the rest."""

    jaar: int
    points: tuple[Point, ...]
    own_years: bool
    herhaald: bool


@dataclass(frozen=True)
class AreaView:
    """The published tables as seen from one area and year: where every series begins."""

    tables: Tables
    area: Area
    jaar: int

    def read(self, dataset: str, column: str, *, formule: str = "", over: str = "", **where: str | list[str]) -> Series:
        """The yearly sum of `column` over the rows of this area that match `where`; `over` as in `Read`."""
        wanted = {key: (value,) if isinstance(value, str) else tuple(value) for key, value in where.items()}
        read = Read(dataset, column, tuple(sorted(wanted.items())), over)
        return Series(self.tables, read, self.area, self.jaar, formule or column)

    def dates(self, dataset: str, column: str) -> Mapping[int, date]:
        """Per year the one date that the rows of this area share; nothing where there is none, or more."""
        rows = self.tables.rows(dataset, self.area).filter(pl.col("jaar") <= self.jaar)
        if column not in rows.columns:
            return {}
        found = rows.drop_nulls(column).group_by("jaar").agg(pl.col(column).unique())
        return {jaar: dates[0] for jaar, dates in found.iter_rows() if len(dates) == 1}


@dataclass(frozen=True)
class Tables:
    """Everything that one edition published: a frame per dataset, with the rows of all years up to its own.

    What was calculated is kept, for an edition never changes. Who asks at the same moment from another thread at worst
    calculates the same again. `since`: these tables before some rows were edited, with the same settings.
    """

    frames: PublishedRows
    settings: Settings
    since: Tables | None = field(default=None, compare=False, repr=False)
    _series: dict[Calculation, pl.DataFrame] = field(default_factory=dict, compare=False, repr=False)
    _places: dict[Calculation, dict[str, tuple[int, int]]] = field(default_factory=dict, compare=False, repr=False)
    _shown: dict[Shown, AreaPoints | None] = field(default_factory=dict, compare=False, repr=False)

    def at(self, area: Area, jaar: int) -> AreaView:
        return AreaView(self, area, jaar)

    @functools.cached_property
    def first_year(self) -> int | None:
        """The first year with any rows; None without any."""
        return min((int(year) for frame in self.frames.values() for year in frame["jaar"].unique()), default=None)

    def rows(self, dataset: str, area: Area, jaar: int | None = None) -> pl.DataFrame:
        """The published rows of one area; a dataset without areas speaks of the municipality only."""
        frame = self.frames.get(dataset, pl.DataFrame(schema={"jaar": pl.Int64}))
        if jaar is not None:
            frame = frame.filter(pl.col("jaar") == jaar)
        if _is_per_area(dataset, frame):
            return frame.filter(pl.col("gebied") == area.code)
        return frame if area.is_gemeente else frame.clear()

    def with_area(self, dataset: str) -> pl.DataFrame:
        """All rows of a dataset with their area; one without areas speaks of the municipality.

        What such a file itself calls `gebied` is the area beside the municipality, and becomes `elders`.
        """
        frame = self.frames.get(dataset, EMPTY.select("gebied", "jaar"))
        if _is_per_area(dataset, frame):
            return frame
        return frame.rename({"gebied": "elders"}, strict=False).with_columns(gebied=pl.lit(self.settings.gemeente.code))

    def series(self, calculation: Calculation) -> pl.DataFrame:
        """The series that a calculation makes, of all areas and years."""
        if calculation not in self._series:
            self._series[calculation] = calculation.evaluate(self).sort("gebied", "jaar").collect()
        return self._series[calculation]

    def shown(self, calculation: Calculation, unit: Unit, jaar: int, area: Area) -> AreaPoints | None:
        """What the factsheet of one year shows of a series in one area; None where there is nothing of it."""
        key = (calculation, unit, jaar, area.code)
        if key not in self._shown:
            rows = self._rows_of(calculation, area.code)
            self._shown[key] = self._known(key, rows) or self._of_area(rows.to_dicts(), unit, jaar)
        return self._shown[key]

    def _known(self, key: Shown, rows: pl.DataFrame) -> AreaPoints | None:
        """What was worked out of the very same rows before."""
        known = self.since._shown.get(key) if self.since else None
        return known if known and self.since and rows.equals(self.since._rows_of(key[0], key[-1])) else None

    def _rows_of(self, calculation: Calculation, code: str) -> pl.DataFrame:
        """The rows of one area in a series."""
        if calculation not in self._places:
            runs = itertools.groupby(enumerate(self.series(calculation)["gebied"].to_list()), key=lambda row: row[1])
            lengths = ((area, [place for place, _ in run]) for area, run in runs)
            self._places[calculation] = {area: (places[0], len(places)) for area, places in lengths}
        return self.series(calculation).slice(*self._places[calculation].get(code, (0, 0)))

    def _of_area(self, every: Iterable[dict[str, Any]], unit: Unit, jaar: int) -> AreaPoints | None:
        rows = [row for row in every if row["jaar"] <= jaar]
        if not rows:
            return None
        about: dict[int, dict[str, Any]] = {}
        for row in rows:
            # Of two files about the same year the later one counts; its published change is that since the other.
            about[row["over"]] = row | {"mutatie": None} if row["over"] in about else row
        points = points_of([about[over] for over in sorted(about)], unit, self.settings)
        now = next((int(row["over"]) for row in rows if row["jaar"] == jaar), jaar)
        repeated = any(row["over"] == now for row in rows if row["jaar"] != jaar)
        if repeated:
            points = tuple(replace(p, verandering=None, duidelijk=False) if p.jaar == now else p for p in points)
        return AreaPoints(now, points, any(row["over"] != row["jaar"] for row in rows), repeated)

    @functools.cached_property
    def elsewhere(self) -> Mapping[tuple[int, str], tuple[Elders, ...]]:
        """Per year and key of a figure what other areas have, in the order of the file."""
        found: dict[tuple[int, str], tuple[Elders, ...]] = {}
        rows = self.frames.get(ELSEWHERE, pl.DataFrame())
        for row in rows.iter_rows(named=True):
            key = (row["jaar"], row["cijfer"])
            found[key] = (*found.get(key, ()), Elders(row["gebied"], row["waarde"], row["bron"]))
        return found

    def rounding(self, dataset: str, column: str) -> pl.Expr:
        """The most that disclosure can have moved each published value of this column."""
        table, publicatie = origin(dataset), self.settings.publicatie
        known, frame = method.margin_of(column), self.with_area(dataset)
        if column in table.euros:
            off = pl.lit(method.euro_margin(publicatie))
        elif column in (*table.people, *table.volumes):
            off = pl.lit(method.unknown_margin(publicatie))
            off = pl.col(known).cast(pl.Float64).fill_null(off) if known in frame.columns else off
        else:
            off = pl.lit(0.0)
        # A constant would be one value, however many rows it is for.
        return pl.when(pl.col("jaar").is_not_null()).then(off)

    def group(self, dataset: str, column: str) -> str | None:
        """The column that counts the people an amount is for, in the same table; None where there is none."""
        table = origin(dataset)
        return next(iter(table.people), None) if column in table.euros else None

    def price_index(self, wet: str) -> pl.DataFrame:
        """Columns jaar, index: 1 in the base year, after it the product of (1 + mutatie) over all series since then."""
        base = self.settings.basisjaar
        yearly = self._price_changes(wet)
        # A year without its price change breaks the chain: later years cannot be corrected.
        unbroken = yearly.filter(pl.col("jaar") == base + 1 + pl.int_range(pl.len()))
        start = pl.DataFrame({"jaar": [base], "factor": [1.0]}, schema=yearly.schema)
        return pl.concat([start, unbroken]).select("jaar", index=pl.col("factor").cum_prod())

    def price_gap(self, wet: str, jaar: int) -> PriceGap | None:
        """Why spending of this year cannot be corrected; None when it can."""
        base, known = self.settings.basisjaar, set(self._price_changes(wet)["jaar"])
        missing = tuple(year for year in range(base + 1, jaar + 1) if year not in known)
        return PriceGap(wet, base, missing) if missing or jaar < base else None

    def prices_are_final(self, jaar: int) -> bool:
        """Whether no price change since the base year is provisional."""
        rows = self.frames.get("prijscorrectie", NO_PRICES)
        if "definitief" not in rows.columns:
            return True
        since = rows.filter(pl.col("jaar") > self.settings.basisjaar, pl.col("jaar") <= jaar)
        return bool(since["definitief"].all())

    def _price_changes(self, wet: str) -> pl.DataFrame:
        return self._price_factors.filter(pl.col("wet") == wet).drop("wet")

    @functools.cached_property
    def _price_factors(self) -> pl.DataFrame:
        """Columns wet, jaar, factor: 1 + mutatie over all series, of each year after the base year."""
        frame = self.frames.get("prijscorrectie", NO_PRICES)
        after = frame.filter(pl.col("jaar") > self.settings.basisjaar)
        return after.group_by("wet", "jaar").agg(factor=(1 + pl.col("mutatie") / 100).product()).sort("jaar")


def indicatoren(tables: Tables, area: Area, year: int) -> tuple[Figure, ...]:
    """A figure for every beleidsindicator of this year, in the order of the file."""
    view = tables.at(area, year)
    rows = tables.rows("beleidsindicatoren", area, year).rows(named=True)
    return tuple(_indicator(view, row) for row in {row["indicator"]: row for row in reversed(rows)}.values())[::-1]


def _indicator(view: AreaView, row: Mapping[str, Any]) -> Figure:
    """One of them. Rows of an edition from before may lack the columns that may be empty."""
    name, asked, aim = row["indicator"], row.get("respondenten"), row.get("streefwaarde")
    answers = view.read("beleidsindicatoren", "percentage", indicator=name, formule=f"percentage: {name}")
    naam = Naam(f"het percentage {name[:1].lower()}{name[1:]}", kort_zin=row.get("kort") or "")
    survey = answers.among("respondenten")
    figure = (survey if asked else survey.named(answers.formule)).figure(f"indicator.{slug(name)}", name, naam, PROCENT)
    return figure if aim is None else replace(figure, doel=target(figure.now, aim, asked=asked))


def _is_per_area(dataset: str, rows: pl.DataFrame) -> bool:
    return "gebied" in rows.columns and (dataset not in SCHEMAS or SCHEMAS[dataset].per_area)
