"""Published tables → figures: change, share, per client, price correction.

Every calculation is a polars expression on a yearly series (`Reeks`); a section ends it
with `figure()`, which rounds as the reader sees it and decides what may be claimed.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal, Protocol

import polars as pl

from factsheet.disclose import origin
from factsheet.settings import Area, Publicatie, Settings, slug

Status = Literal["bekend", "onbekend", "te klein"]
Soort = Literal["aantal", "euro", "procent", "score", "verhouding"]


@dataclass(frozen=True)
class Unit:
    """What a figure counts, and with how many decimals a reader sees it.

    `per_hoofd`: an amount per client, which in a wijk bears no more than two significant digits.
    `stap`: the value is a multiple of this, such as whole thousands of euros.
    """

    naam: str
    soort: Soort = "aantal"
    decimals: int = 0
    per_hoofd: bool = False
    stap: int = 1

    @property
    def comparable(self) -> bool:
        """Whether a wijk and the municipality can stand on one scale: rates and scores can, numbers cannot."""
        return self.soort in {"procent", "score", "verhouding"}

    @property
    def in_points(self) -> bool:
        """Whether its change is a difference (procentpunt, score) and not a percentage."""
        return self.soort in {"procent", "score"}


INWONERS = Unit("inwoners")
HUISHOUDENS = Unit("huishoudens")
WONINGEN = Unit("woningen")
CLIENTEN = Unit("cliënten")
INDICATIES = Unit("indicaties")
PROCENT = Unit("procent", "procent")
GROEI = Unit("procent", "procent", 1)
EURO = Unit("euro", "euro", stap=1000)
EURO_PER_CLIENT = Unit("euro per cliënt", "euro", per_hoofd=True)
SCORE = Unit("score", "score", 3)
PER_CLIENT = Unit("per cliënt", "verhouding", 2)
ONTVANGERS = Unit("ontvangers")
VOLUME = Unit("per week")


@dataclass(frozen=True)
class Naam:
    """How texts name a figure: a noun phrase with its article ("het aantal …"), and its grammatical number.

    `voluit` is the name for where no sentence before it tells what it is about.
    """

    tekst: str
    meervoud: bool = False
    voluit: str = ""


@dataclass(frozen=True)
class Point:
    """One year of a figure, as published.

    `verandering` is against the year before: percent, or points for percentages and scores, rounded
    as printed (`decimals`); None where there is no year before or the group is too small for one.
    `duidelijk` says that the change is larger than what rounding alone can do; `marge` is the most that rounding can
    have moved the value.
    """

    jaar: int
    waarde: float | None
    status: Status
    verandering: float | None = None
    decimals: int = 1
    duidelijk: bool = False
    marge: float = 0.0


@dataclass(frozen=True)
class Figure:
    """A figure of one area over the years, up to and including `jaar`; the only thing texts and charts get.

    `gemeente` is the same figure of the whole municipality when the area is a wijk.
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

    @functools.cached_property
    def now(self) -> Point:
        return self.at(self.jaar)

    @functools.cached_property
    def before(self) -> Point:
        return self.at(self.jaar - 1)

    @property
    def value(self) -> float | None:
        return self.now.waarde

    def at(self, jaar: int) -> Point:
        """The point of this year; "onbekend" when there is none."""
        return next((p for p in self.points if p.jaar == jaar), Point(jaar, None, "onbekend"))

    @property
    def is_first_year(self) -> bool:
        return self.value is not None and all(p.waarde is None for p in self.points if p.jaar < self.jaar)


@dataclass(frozen=True)
class Reeks:
    """A yearly series of one area in the making; nothing is calculated before `figure`.

    `som` says what to calculate. It says so for every area, and is calculated for all of them at once, so that the
    municipality behind a wijk, and the next wijk, find it done.
    """

    tables: Tables = field(repr=False)
    som: Som
    area: Area
    jaar: int
    formule: str

    def per(self, other: Reeks, *, times: float = 1, vanaf: int = 0, formule: str = "") -> Reeks:
        """This divided by `other`; too small where `other` is below `vanaf`."""
        ratio = Ratio(self.som, other.som, times, max(vanaf, 1))
        return replace(self, som=ratio, formule=formule or f"{self.formule} ÷ {other.formule}")

    def share_of(self, whole: Reeks) -> Reeks:
        """This as a percentage of `whole`, in whole percents as the reader sees it."""
        vanaf = self.tables.settings.publicatie.aandeel_vanaf
        return self.per(whole, times=100, vanaf=vanaf, formule=f"{self.formule} ÷ {whole.formule} × 100")

    def plus(self, other: Reeks) -> Reeks:
        """The sum of two series; years that one of them lacks are left out."""
        return replace(self, som=Together(self.som, other.som), formule=f"{self.formule} + {other.formule}")

    def growth_since(self, base: int) -> Reeks:
        """How much more (or less) than in the year `base`, in percent; nothing before it or without it."""
        formule = f"({self.formule} ÷ {self.formule} in {base} - 1) × 100"
        return replace(self, som=Growth(self.som, base), formule=formule)

    def corrected(self, wet: str) -> Reeks:
        """Euros of one wet in prices of the base year."""
        basisjaar = self.tables.settings.basisjaar
        formule = f"{self.formule} ÷ prijsindex ({basisjaar} = 1)"
        return replace(self, som=Corrected(self.som, wet), formule=formule)

    def named(self, formule: str) -> Reeks:
        """The same series, explained in other words."""
        return replace(self, formule=formule)

    def last(self) -> float | None:
        """The value of the year at hand."""
        own = (pl.col("gebied") == self.area.code) & (pl.col("jaar") == self.jaar)
        values = self.tables.series(self.som).filter(own)["waarde"]
        return values.item() if len(values) == 1 else None

    def figure(self, sleutel: str, label: str, naam: Naam, unit: Unit) -> Figure:
        """What the reader sees of this series; see Point for what may be claimed about a change."""
        own = self.tables.points(self.som, unit).get(self.area.code, ())
        points = tuple(point for point in own if point.jaar <= self.jaar)
        gemeente = None
        if not self.area.is_gemeente:
            gemeente = replace(self, area=self.tables.settings.gemeente).figure(sleutel, label, naam, unit)
        return Figure(sleutel, label, naam, unit, self.area, self.jaar, points, self.formule, gemeente)


class Som(Protocol):
    """A calculation on the published tables; equal ones give the same series, so it is done once.

    The frame of a series has one row per area and year: gebied, jaar; waarde (null: not known, or too small); klein
    (true: too small); fout, the most that rounding can have moved the value; basis, the size of the group behind it;
    mutatie, a change in percent that was published from exact counts (null: compute it from `waarde`).
    """

    def of(self, tables: Tables) -> pl.LazyFrame:
        """The series that it makes."""
        ...


@dataclass(frozen=True)
class Read:
    """The sum of a column per area and year, over the rows that match `where`."""

    dataset: str
    column: str
    where: tuple[tuple[str, tuple[str, ...]], ...]

    def of(self, tables: Tables) -> pl.LazyFrame:
        rows = tables.with_area(self.dataset)
        if self.column not in rows.columns:
            return _EMPTY.lazy()
        matching = [pl.col(key).is_in(wanted) for key, wanted in self.where]
        exact, left_out = f"{self.column}_mutatie", f"{self.column}_klein"
        mutatie = pl.col(exact) if exact in rows.columns else pl.lit(None, pl.Float64)
        value = pl.col(self.column).cast(pl.Float64)
        small = pl.col(left_out) if left_out in rows.columns else pl.lit(value=False)
        return (
            rows.lazy()
            .filter(pl.lit(value=True), *matching)
            .group_by("gebied", "jaar")
            .agg(
                waarde=pl.when(value.null_count() == 0).then(value.sum()),
                klein=small.any(),
                fout=pl.len().cast(pl.Float64),
                mutatie=pl.when(pl.len() == 1).then(mutatie.cast(pl.Float64).first()),
            )
            .with_columns(
                fout=pl.col("fout") * tables.rounding(self.dataset, self.column),
                basis=pl.col("waarde") if rows.schema[self.column].is_integer() else pl.lit(float("inf")),
            )
            .select(list(_SERIES))
            .cast(_SERIES)
        )


@dataclass(frozen=True)
class Ratio:
    """One series divided by another; too small where that is below `vanaf`."""

    top: Som
    bottom: Som
    times: float
    vanaf: int

    def of(self, tables: Tables) -> pl.LazyFrame:
        ratio = self.times * pl.col("waarde") / pl.col("waarde_op")
        error = ratio * (pl.col("fout") / pl.col("waarde") + pl.col("fout_op") / pl.col("waarde_op"))
        enough = (pl.col("waarde_op") >= self.vanaf) & pl.col("waarde").is_not_null()
        klein = pl.col("klein") | pl.col("klein_op") | (pl.col("waarde_op") < self.vanaf)
        return tables.both(self.top, self.bottom).select(
            "gebied",
            "jaar",
            waarde=pl.when(enough).then(ratio),
            klein=klein.fill_null(value=False),
            fout=pl.when(enough).then(error).fill_nan(0),
            basis=pl.col("waarde_op"),
            mutatie=100 * ((100 + pl.col("mutatie")) / (100 + pl.col("mutatie_op")) - 1),
        )


@dataclass(frozen=True)
class Together:
    """The sum of two series."""

    one: Som
    other: Som

    def of(self, tables: Tables) -> pl.LazyFrame:
        return tables.both(self.one, self.other).select(
            "gebied",
            "jaar",
            waarde=pl.col("waarde") + pl.col("waarde_op"),
            klein=pl.col("klein") | pl.col("klein_op"),
            fout=pl.col("fout") + pl.col("fout_op"),
            basis=pl.col("basis") + pl.col("basis_op"),
            mutatie=pl.lit(None, pl.Float64),
        )


@dataclass(frozen=True)
class Growth:
    """Percent more than in the year `base`, from that year on."""

    som: Som
    base: int

    def of(self, tables: Tables) -> pl.LazyFrame:
        start = pl.col("waarde").filter(pl.col("jaar") == self.base).first().over("gebied")
        rows = tables.series(self.som).lazy().filter(pl.col("jaar") >= self.base).with_columns(start=start)
        return rows.with_columns(
            waarde=pl.when(pl.col("start") > 0).then(100 * (pl.col("waarde") / pl.col("start") - 1)),
            fout=100 * (pl.col("fout") / pl.col("start")) * 2,
            mutatie=pl.lit(None, pl.Float64),
        ).drop("start")


@dataclass(frozen=True)
class Corrected:
    """Euros of one wet in prices of the base year."""

    som: Som
    wet: str

    def of(self, tables: Tables) -> pl.LazyFrame:
        index = tables.price_index(self.wet).lazy()
        rows = tables.series(self.som).lazy().join(index, on="jaar", how="left")
        corrected = {column: pl.col(column) / pl.col("index") for column in ("waarde", "fout")}
        return rows.with_columns(**corrected).drop("index")


def _compared(series: pl.DataFrame, unit: Unit, publicatie: Publicatie) -> pl.LazyFrame:
    """Beside each year: eerder, the value of the year before; verschil; verandering, where the group bears one."""
    value = _half_up("waarde", unit.decimals) if unit.in_points else pl.col("waarde")
    follows = (pl.col("gebied").shift(1) == pl.col("gebied")) & (pl.col("jaar").shift(1) == pl.col("jaar") - 1)
    smallest = pl.min_horizontal("basis", pl.when(follows).then(pl.col("basis").shift(1)))
    fine = pl.when(smallest >= publicatie.verandering_decimaal_vanaf).then(1).otherwise(0)
    percentage = pl.coalesce("mutatie", pl.when(pl.col("eerder") > 0).then(100 * pl.col("verschil") / pl.col("eerder")))
    known = pl.col("verschil").is_not_null() & pl.col("genoeg")
    return (
        series.lazy()
        .sort("gebied", "jaar")
        .with_columns(waarde=value)
        .with_columns(
            eerder=pl.when(follows).then(pl.col("waarde").shift(1)),
            speling=pl.col("fout") + pl.when(follows).then(pl.col("fout").shift(1)),
            genoeg=smallest >= publicatie.verandering_vanaf,
            decimals=pl.lit(unit.decimals) if unit.in_points else fine,
        )
        .with_columns(verschil=pl.col("waarde") - pl.col("eerder"))
        .with_columns(verandering=pl.when(known).then(pl.col("verschil") if unit.in_points else percentage))
    )


def _point(row: dict[str, Any]) -> Point:
    return Point(
        jaar=row["jaar"],
        waarde=row["waarde"],
        status="bekend" if row["waarde"] is not None else "te klein" if row["klein"] else "onbekend",
        verandering=row["verandering"],
        decimals=row["decimals"],
        duidelijk=row["verandering"] is not None and bool(row["duidelijk"]),
        marge=row["fout"] or 0.0,
    )


def _clear() -> pl.Expr:
    """Whether a change is larger than rounding can make it; one from exact counts always is."""
    larger = pl.col("verschil").abs() > pl.col("speling") * (1 + 1e-9)
    return (larger | (pl.col("speling") == 0) | pl.col("mutatie").is_not_null()).alias("duidelijk")


def _shown(unit: Unit, gemeente: Area) -> pl.Expr:
    """The value in the steps in which it is published."""
    value = pl.col("waarde")
    stepped = value if unit.stap == 1 else _half_up(value / unit.stap, 0) * unit.stap
    if not unit.per_hoofd:
        return stepped.alias("waarde")
    whole = pl.col("gebied") == gemeente.code
    return pl.when(whole).then(stepped).otherwise(value.round_sig_figs(2)).alias("waarde")


def _printed() -> pl.Expr:
    """The change with the decimals that it is printed with."""
    by_decimals = [pl.when(pl.col("decimals") == n).then(_half_up("verandering", n)) for n in (0, 1, 2, 3)]
    return pl.coalesce(by_decimals).alias("verandering")


def _half_up(value: str | pl.Expr, decimals: int) -> pl.Expr:
    expression = pl.col(value) if isinstance(value, str) else value
    return expression.round(decimals, mode="half_away_from_zero")


@dataclass(frozen=True)
class Lens:
    """The published tables as seen from one area and year: where every series begins."""

    tables: Tables
    area: Area
    jaar: int

    def read(self, dataset: str, column: str, *, formule: str = "", **where: str | list[str]) -> Reeks:
        """The yearly sum of `column` over the rows of this area that match `where`."""
        wanted = {key: (value,) if isinstance(value, str) else tuple(value) for key, value in where.items()}
        som = Read(dataset, column, tuple(sorted(wanted.items())))
        return Reeks(self.tables, som, self.area, self.jaar, formule or column)

    def date(self, dataset: str, column: str) -> date | None:
        """The one date that the rows of this year and area share; None when there is none, or more."""
        frame = self.tables.rows(dataset, self.area, self.jaar)
        if column not in frame.columns:
            return None
        dates = frame[column].drop_nulls().unique()
        return dates.item() if len(dates) == 1 else None

    def names(self, dataset: str, column: str) -> tuple[str, ...]:
        """The different values of a column in this year's rows, in the order of the file."""
        frame = self.tables.rows(dataset, self.area, self.jaar)
        return tuple(frame[column].unique(maintain_order=True)) if column in frame.columns else ()

    def corrected(self, reeks: Reeks, wet: str) -> Reeks:
        """Euros of one wet in prices of the base year."""
        return reeks.corrected(wet)


@dataclass(frozen=True)
class Tables:
    """Everything that one edition published: a frame per dataset, with the rows of all years up to its own.

    What was calculated is kept, for an edition never changes. Who asks at the same moment from another thread at worst
    calculates the same again.
    """

    frames: Mapping[str, pl.DataFrame]
    settings: Settings
    _series: dict[Som, pl.DataFrame] = field(default_factory=dict, compare=False, repr=False)
    _points: dict[tuple[Som, Unit], dict[str, tuple[Point, ...]]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def at(self, area: Area, jaar: int) -> Lens:
        return Lens(self, area, jaar)

    def rows(self, dataset: str, area: Area, jaar: int | None = None) -> pl.DataFrame:
        """The published rows of one area; a dataset without areas speaks of the municipality only."""
        frame = self.frames.get(dataset, pl.DataFrame(schema={"jaar": pl.Int64}))
        if jaar is not None:
            frame = frame.filter(pl.col("jaar") == jaar)
        if "gebied" in frame.columns:
            return frame.filter(pl.col("gebied") == area.code)
        return frame if area.is_gemeente else frame.clear()

    def with_area(self, dataset: str) -> pl.DataFrame:
        """All rows of a dataset with their area; one without areas speaks of the municipality."""
        frame = self.frames.get(dataset, _EMPTY.select("gebied", "jaar"))
        return frame if "gebied" in frame.columns else frame.with_columns(gebied=pl.lit(self.settings.gemeente.code))

    def series(self, som: Som) -> pl.DataFrame:
        """The series that `som` makes, of all areas and years."""
        if som not in self._series:
            self._series[som] = som.of(self).collect()
        return self._series[som]

    def both(self, one: Som, other: Som) -> pl.LazyFrame:
        """Two series beside each other where both have the area and the year; the other's columns end in `_op`."""
        return self.series(one).lazy().join(self.series(other).lazy(), on=["gebied", "jaar"], suffix="_op")

    def points(self, som: Som, unit: Unit) -> Mapping[str, tuple[Point, ...]]:
        """Per area, by its code, what the reader sees of each year."""
        key = (som, unit)
        if key not in self._points:
            shown = (
                _compared(self.series(som), unit, self.settings.publicatie)
                .with_columns(_clear(), _shown(unit, self.settings.gemeente), _printed())
                .collect(optimizations=pl.QueryOptFlags.none())
            )
            found: dict[str, list[Point]] = {}
            for row in shown.iter_rows(named=True):
                found.setdefault(row["gebied"], []).append(_point(row))
            self._points[key] = {code: tuple(points) for code, points in found.items()}
        return self._points[key]

    def rounding(self, dataset: str, column: str) -> pl.Expr:
        """The most that disclosure can have moved one published value of this column."""
        table = origin(dataset)
        publicatie, whole = self.settings.publicatie, pl.col("gebied") == self.settings.gemeente.code
        if column in table.euros:
            return pl.lit(publicatie.euro / 2)
        if column in table.volumes:
            return pl.lit(publicatie.tiental / 2)
        if column in table.people:
            return pl.when(whole).then(publicatie.speling("gemeente") / 2).otherwise(publicatie.speling("wijk") / 2)
        return pl.lit(0.0)

    def price_index(self, wet: str) -> pl.DataFrame:
        """Columns jaar, index: the product of (1 + mutatie) over all series since the base year, where it is 1."""
        frame = self.frames.get("prijscorrectie")
        base = self.settings.basisjaar
        if frame is None:
            return pl.DataFrame({"jaar": [base], "index": [1.0]}, schema={"jaar": pl.Int64, "index": pl.Float64})
        yearly = (
            frame.filter(pl.col("wet") == wet, pl.col("jaar") >= base)
            .group_by("jaar")
            .agg(factor=(1 + pl.col("mutatie") / 100).product())
            .sort("jaar")
            .with_columns(factor=pl.when(pl.col("jaar") > base).then("factor").otherwise(1.0))
        )
        # A year without its price change breaks the chain: later years cannot be corrected.
        unbroken = pl.col("jaar") == base + pl.int_range(pl.len())
        return yearly.filter(unbroken).select("jaar", index=pl.col("factor").cum_prod())


def indicatoren(tables: Tables, area: Area, year: int) -> tuple[Figure, ...]:
    """A figure for every beleidsindicator of this year, in the order of the file."""
    lens = tables.at(area, year)
    return tuple(
        lens.read("beleidsindicatoren", "percentage", indicator=name, formule=f"percentage: {name}").figure(
            f"indicator.{slug(name)}", name, Naam(f"het percentage {name[:1].lower()}{name[1:]}"), PROCENT
        )
        for name in lens.names("beleidsindicatoren", "indicator")
    )


_SERIES = pl.Schema(
    {
        "gebied": pl.String,
        "jaar": pl.Int64,
        "waarde": pl.Float64,
        "klein": pl.Boolean,
        "fout": pl.Float64,
        "basis": pl.Float64,
        "mutatie": pl.Float64,
    }
)
_EMPTY = pl.DataFrame(schema=_SERIES)
