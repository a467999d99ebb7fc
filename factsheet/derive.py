"""Published tables → figures: change, share, per client, price correction.

Every calculation is a polars expression on a yearly series (`Reeks`); a section ends it
with `figure()`, which rounds as the reader sees it and decides what may be claimed.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

import polars as pl

from factsheet.settings import Area, Settings, slug
from schemas import SCHEMAS

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
    """A yearly series in the making; nothing is calculated before `figure`.

    `frame` has one row a year: jaar; waarde (null: not known, or too small); klein (true: too small);
    fout, the most that rounding can have moved the value; basis, the size of the group behind it;
    mutatie, a change in percent that was published from exact counts (null: compute it from `waarde`).
    `gemeente` gives the same series of the municipality behind a wijk; its figures are kept in `known`, because every
    wijk needs them.
    """

    frame: pl.LazyFrame
    area: Area
    jaar: int
    settings: Settings
    formule: str
    gemeente: Callable[[], Reeks] | None = None
    known: dict[tuple[object, ...], Figure] = field(default_factory=dict, compare=False, repr=False)

    def per(self, other: Reeks, *, times: float = 1, vanaf: int = 0, formule: str = "") -> Reeks:
        """This divided by `other`; too small where `other` is below `vanaf`."""
        both = self.frame.join(other.frame, on="jaar", how="inner", suffix="_op")
        ratio = times * pl.col("waarde") / pl.col("waarde_op")
        error = ratio * (pl.col("fout") / pl.col("waarde") + pl.col("fout_op") / pl.col("waarde_op"))
        enough = (pl.col("waarde_op") >= max(vanaf, 1)) & pl.col("waarde").is_not_null()
        klein = pl.col("klein") | pl.col("klein_op") | (pl.col("waarde_op") < max(vanaf, 1))
        frame = both.select(
            "jaar",
            waarde=pl.when(enough).then(ratio),
            klein=klein.fill_null(value=False),
            fout=pl.when(enough).then(error).fill_nan(0),
            basis=pl.col("waarde_op"),
            mutatie=100 * ((100 + pl.col("mutatie")) / (100 + pl.col("mutatie_op")) - 1),
        )
        return self._with(
            frame,
            formule or f"{self.formule} ÷ {other.formule}",
            other,
            lambda mine, theirs: mine.per(theirs, times=times, vanaf=vanaf, formule=formule),
        )

    def share_of(self, whole: Reeks) -> Reeks:
        """This as a percentage of `whole`, in whole percents as the reader sees it."""
        vanaf = self.settings.publicatie.aandeel_vanaf
        return self.per(whole, times=100, vanaf=vanaf, formule=f"{self.formule} ÷ {whole.formule} × 100")

    def plus(self, other: Reeks) -> Reeks:
        """The sum of two series; years that one of them lacks are left out."""
        both = self.frame.join(other.frame, on="jaar", how="inner", suffix="_op")
        frame = both.select(
            "jaar",
            waarde=pl.col("waarde") + pl.col("waarde_op"),
            klein=pl.col("klein") | pl.col("klein_op"),
            fout=pl.col("fout") + pl.col("fout_op"),
            basis=pl.col("basis") + pl.col("basis_op"),
            mutatie=pl.lit(None, pl.Float64),
        )
        return self._with(frame, f"{self.formule} + {other.formule}", other, lambda mine, theirs: mine.plus(theirs))

    def _with(self, frame: pl.LazyFrame, formule: str, other: Reeks, again: Callable[[Reeks, Reeks], Reeks]) -> Reeks:
        """This series with another frame, and the same done to the municipality behind a wijk."""
        mine, theirs = self.gemeente, other.gemeente
        gemeente = (lambda: again(mine(), theirs())) if mine and theirs else None
        return replace(self, frame=frame, formule=formule, gemeente=gemeente)

    def _alone(self, frame: pl.LazyFrame, formule: str, again: Callable[[Reeks], Reeks]) -> Reeks:
        """As `_with`, for what is done to one series."""
        mine = self.gemeente
        return replace(self, frame=frame, formule=formule, gemeente=(lambda: again(mine())) if mine else None)

    def growth_since(self, base: int) -> Reeks:
        """How much more (or less) than in the year `base`, in percent; nothing before it or without it."""
        start = pl.col("waarde").filter(pl.col("jaar") == base).first()
        frame = self.frame.filter(pl.col("jaar") >= base).with_columns(
            waarde=pl.when(start > 0).then(100 * (pl.col("waarde") / start - 1)),
            fout=100 * (pl.col("fout") / start) * 2,
            mutatie=pl.lit(None, pl.Float64),
        )
        formule = f"({self.formule} ÷ {self.formule} in {base} - 1) × 100"
        return self._alone(frame, formule, lambda whole: whole.growth_since(base))

    def named(self, formule: str) -> Reeks:
        """The same series, explained in other words."""
        return replace(self, formule=formule)

    def last(self) -> float | None:
        """The value of the year at hand."""
        values = self.frame.filter(pl.col("jaar") == self.jaar).collect()["waarde"]
        return values.item() if len(values) == 1 else None

    def deflated(self, index: pl.DataFrame, basisjaar: int) -> Reeks:
        """In prices of `basisjaar`: divided by index (columns jaar, index), the product of price changes since then."""
        frame = (
            self.frame.join(index.lazy(), on="jaar", how="left")
            .with_columns(waarde=pl.col("waarde") / pl.col("index"), fout=pl.col("fout") / pl.col("index"))
            .drop("index")
        )
        formule = f"{self.formule} ÷ prijsindex ({basisjaar} = 1)"
        return self._alone(frame, formule, lambda whole: whole.deflated(index, basisjaar))

    def figure(self, sleutel: str, label: str, naam: Naam, unit: Unit) -> Figure:
        """What the reader sees of this series; see Point for what may be claimed about a change."""
        gemeente = self._of_gemeente(sleutel, label, naam, unit) if self.gemeente else None
        return Figure(sleutel, label, naam, unit, self.area, self.jaar, self._points(unit), self.formule, gemeente)

    def _of_gemeente(self, sleutel: str, label: str, naam: Naam, unit: Unit) -> Figure:
        assert self.gemeente is not None  # noqa: S101 - the caller saw that
        key = (sleutel, label, naam, unit, self.jaar)
        if key not in self.known:
            self.known[key] = self.gemeente().figure(sleutel, label, naam, unit)
        return self.known[key]

    def _points(self, unit: Unit) -> tuple[Point, ...]:
        rows = (
            self._compared(unit)
            .with_columns(_clear(), _shown(unit, self.area), _printed())
            .collect(optimizations=pl.QueryOptFlags.none())
        )
        return tuple(
            Point(
                jaar=row["jaar"],
                waarde=row["waarde"],
                status="bekend" if row["waarde"] is not None else "te klein" if row["klein"] else "onbekend",
                verandering=row["verandering"],
                decimals=row["decimals"],
                duidelijk=row["verandering"] is not None and bool(row["duidelijk"]),
                marge=row["fout"] or 0.0,
            )
            for row in rows.iter_rows(named=True)
        )

    def _compared(self, unit: Unit) -> pl.LazyFrame:
        """Beside each year: eerder, the value of the year before; verschil; verandering, where the group bears one."""
        publicatie = self.settings.publicatie
        value = _half_up("waarde", unit.decimals) if unit.in_points else pl.col("waarde")
        follows = pl.col("jaar").shift(1) == pl.col("jaar") - 1
        smallest = pl.min_horizontal("basis", pl.when(follows).then(pl.col("basis").shift(1)))
        fine = pl.when(smallest >= publicatie.verandering_decimaal_vanaf).then(1).otherwise(0)
        percentage = pl.coalesce(
            "mutatie", pl.when(pl.col("eerder") > 0).then(100 * pl.col("verschil") / pl.col("eerder"))
        )
        known = pl.col("verschil").is_not_null() & pl.col("genoeg")
        return (
            self.frame.sort("jaar")
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


def _clear() -> pl.Expr:
    """Whether a change is larger than rounding can make it; one from exact counts always is."""
    larger = pl.col("verschil").abs() > pl.col("speling") * (1 + 1e-9)
    return (larger | (pl.col("speling") == 0) | pl.col("mutatie").is_not_null()).alias("duidelijk")


def _shown(unit: Unit, area: Area) -> pl.Expr:
    """The value in the steps in which it is published."""
    value = pl.col("waarde")
    if unit.per_hoofd and not area.is_gemeente:
        return value.round_sig_figs(2)
    return value if unit.stap == 1 else (_half_up(value / unit.stap, 0) * unit.stap).alias("waarde")


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
        gemeente = None
        if not self.area.is_gemeente:
            whole = Lens(self.tables, self.tables.settings.gemeente, self.jaar)
            gemeente = functools.partial(whole.read, dataset, column, formule=formule, **where)
        frame = self.tables.yearly(dataset, column, self.area, self.jaar, where)
        known = self.tables.of_gemeente
        return Reeks(frame.lazy(), self.area, self.jaar, self.tables.settings, formule or column, gemeente, known)

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
        return reeks.deflated(self.tables.price_index(wet), self.tables.settings.basisjaar)


@dataclass(frozen=True)
class Tables:
    """Everything that one edition published: a frame per dataset, with the rows of all years up to its own."""

    frames: Mapping[str, pl.DataFrame]
    settings: Settings
    of_gemeente: dict[tuple[object, ...], Figure] = field(default_factory=dict, compare=False, repr=False)
    _series: dict[str, pl.DataFrame] = field(default_factory=dict, compare=False, repr=False)

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

    def yearly(
        self, dataset: str, column: str, area: Area, jaar: int, where: Mapping[str, str | list[str]]
    ) -> pl.DataFrame:
        """The frame of a `Reeks` (see there), years up to `jaar`; made once, as every wijk needs the municipality's."""
        key = f"{dataset}|{column}|{area.code}|{jaar}|{sorted(where.items())}"
        if key not in self._series:
            self._series[key] = self._yearly(dataset, column, area, jaar, where)
        return self._series[key]

    def _yearly(
        self, dataset: str, column: str, area: Area, jaar: int, where: Mapping[str, str | list[str]]
    ) -> pl.DataFrame:
        rows = self.rows(dataset, area).filter(pl.col("jaar") <= jaar)
        if column not in rows.columns:
            return _EMPTY
        for key, wanted in where.items():
            rows = rows.filter(pl.col(key).is_in([wanted] if isinstance(wanted, str) else wanted))
        rounding = self._rounding(dataset, column, area)
        exact = f"{column}_mutatie"
        mutatie = pl.col(exact) if exact in rows.columns else pl.lit(None, pl.Float64)
        value = pl.col(column).cast(pl.Float64)
        small = pl.col(f"{column}_klein") if f"{column}_klein" in rows.columns else pl.lit(value=False)
        return (
            rows.lazy()
            .group_by("jaar")
            .agg(
                waarde=pl.when(value.null_count() == 0).then(value.sum()),
                klein=small.any(),
                fout=pl.len() * pl.lit(rounding),
                mutatie=pl.when(pl.len() == 1).then(mutatie.cast(pl.Float64).first()),
            )
            .with_columns(basis=pl.col("waarde") if rows.schema[column].is_integer() else pl.lit(float("inf")))
            .select(list(_SERIES))
            .cast(_SERIES)
            .sort("jaar")
            .collect()
        )

    def _rounding(self, dataset: str, column: str, area: Area) -> float:
        """The most that disclosure can have moved one published value of this column."""
        schema = SCHEMAS.get(dataset.split("_", maxsplit=1)[0])  # "begeleiding_zwaarte" holds sums of begeleiding
        info = schema.columns().get(column) if schema else None
        if info is not None and info.unit == "euro":
            return self.settings.publicatie.euro / 2
        if info is not None and info.people:
            return self.settings.publicatie.speling(area.level) / 2
        return 0.0

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
        "jaar": pl.Int64,
        "waarde": pl.Float64,
        "klein": pl.Boolean,
        "fout": pl.Float64,
        "basis": pl.Float64,
        "mutatie": pl.Float64,
    }
)
_EMPTY = pl.DataFrame(schema=_SERIES)
