"""What every yearly CSV shares: its columns, how it is declared, and the rules that a schema can state.

A schema lists its columns as a table does, and may state rules that no single column can: sums, unions, bounds.
Rules are polars expressions with a Dutch sentence, so that this file and its siblings are all there is to know about
a dataset: reading, validating, the template and the help text follow from them.
"""

from __future__ import annotations

import functools
import inspect
import itertools
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Generic, TypedDict, TypeVar, Unpack

import pandera.polars as pa
import polars as pl

from schemas.columns import ColumnInfo, Severity, column
from schemas.municipality import Municipality
from schemas.protection import OfGemeente, PerPerson
from schemas.rule import CrossDatasetRule, Rule, Sums, Union
from schemas.rules.thresholds import PlausibleChange, plausible_change

T_co = TypeVar("T_co", covariant=True)


class _Fact(Generic[T_co]):
    """A fact about a schema that is no column. Pandera takes any plain class attribute for a column."""

    def __init__(self, value: T_co) -> None:
        self._value = value

    def __get__(self, instance: object, owner: type | None = None) -> T_co:
        return self._value


class _Facts(TypedDict, total=False):
    title: str
    source: str
    grid: tuple[str, ...]
    per_area: bool
    onbekend: bool
    missing: Severity | None
    missing_wijk: Severity | None
    since: int | None
    optional: bool


class _About:
    """What a schema says of its file as a whole. Apart, because pandera takes all of a model for columns."""

    # What the file is called in words, and where it comes from.
    title = _Fact("")
    source = _Fact("")
    # The columns that together name a row: each combination occurs once.
    grid = _Fact[tuple[str, ...]](())
    # False is † in the design: figures for the whole municipality, without a column of wijken.
    per_area = _Fact(True)
    # May rows belong to no wijk? Such rows may always be left out: absent is 0.
    onbekend = _Fact(True)
    # How bad it is when a combination, or a whole wijk, is not in the file; None: it may be left out.
    missing = _Fact[Severity | None]("fout")
    missing_wijk = _Fact[Severity | None]("fout")
    # The first year that the dataset exists; None: always. And whether a year may do without it.
    since = _Fact[int | None](None)
    optional = _Fact(False)


class Csv(_About, pa.DataFrameModel):
    """What every file shares, whatever a row of it is: columns, rules, and what `_About` lists."""

    class Config:
        strict = True

    def __init_subclass__(cls, **facts: Unpack[_Facts]) -> None:
        super().__init_subclass__()  # type: ignore[no-untyped-call]
        for name, value in facts.items():
            setattr(cls, name, _Fact(value))

    @classmethod
    def about(cls) -> list[str]:
        """What an editor must know of the file as a whole, line by line."""
        said = [line for line in inspect.cleandoc(cls.__doc__ or "").split("\n") if line]
        source = [f"Bron: {cls.source}."] if cls.source else []
        return [*said, *source, *(["Dit bestand mag ontbreken."] if cls.optional else [])]

    @classmethod
    @functools.cache
    def columns(cls) -> Mapping[str, ColumnInfo]:
        """The columns in the order of the file."""
        columns = cls.to_schema().columns
        return MappingProxyType({name: _info(name, column) for name, column in columns.items()})

    @classmethod
    def rules(cls, gemeente: Municipality) -> list[Rule]:  # noqa: ARG003 - most schemas need it
        """The rules beyond single columns; a schema overrides this."""
        return []

    @classmethod
    def categories(cls) -> list[str]:
        """The columns of the grid, without that of the wijken."""
        return [name for name in cls.grid if not cls.columns()[name].is_area]

    @classmethod
    def measures(cls) -> list[str]:
        """The columns with figures: what is left when the keys, the years, the dates and the texts are taken out."""
        return [name for name, info in cls.columns().items() if info.is_measure]

    @classmethod
    def people(cls) -> list[str]:
        """The counts of people in support."""
        return [name for name, info in cls.columns().items() if info.people]

    @classmethod
    def sums(cls) -> list[Sums]:
        """The sums of its counts that are published beside it; a schema overrides this."""
        return []

    @classmethod
    def unions(cls) -> list[Union]:
        """The values of its keys that are unions of others; a schema overrides this."""
        return []

    @classmethod
    def at_most(cls) -> list[tuple[str, str]]:
        """Pairs of counts of people, of which the first is never more than the second; a schema overrides this."""
        return []

    @classmethod
    def per_person(cls, gemeente: Municipality) -> list[PerPerson]:  # noqa: ARG003
        """What is known of the volume of one person, such as by a class; a schema overrides this."""
        return []

    @classmethod
    def derived(cls) -> list[str]:
        """What disclosure makes of it beside its own table: its sums by name, and its volumes by column."""
        volumes = (name for name, info in cls.columns().items() if isinstance(info.of, OfGemeente))
        return [*(sums.name for sums in cls.sums()), *volumes]

    @classmethod
    def may_move(cls, measure: str) -> PlausibleChange | None:
        """How far a figure of a wijk may move in a year; None for any distance. A schema overrides this."""
        return plausible_change(cls.columns()[measure].unit)

    @classmethod
    def cross_dataset_rules(cls) -> list[CrossDatasetRule]:
        """What must hold between this file and others of the same year; a schema overrides this."""
        return []


class YearlyCsv(Csv):
    """One file per year. Subclasses add their columns, and say after their name what `_About` lists."""

    jaar: int = column(
        "Jaar",
        unit="jaar",
        ge=2000,
        le=2100,
        synonyms=["periode", "perioden", "verslagjaar", "kalenderjaar", "year", "period"],
    )
    gebied: str = column(
        "Wijk, gemeente of onbekend",
        area=True,
        synonyms=[
            *("wijk", "wijken", "wijknaam", "wijkcode", "naam wijk", "gebieden", "gebiedsnaam", "gebiedscode"),
            *("regio", "regio's", "regionaam", "regiocode", "wijken en buurten", "koppelvariabele regio code"),
            *("gwb code", "gwb-code", "codering", "gemeente", "geoitem"),
        ],
    )

    @classmethod
    def to_schema(cls) -> pa.DataFrameSchema:
        schema = super().to_schema()
        # A column gebied of its own stays: it holds other areas than those of the municipality.
        of_wijken = schema.columns["gebied"].metadata["area"]
        return schema.remove_columns(["gebied"]) if of_wijken and not cls.per_area else schema

    @classmethod
    def combinations(cls, gemeente: Municipality, rows: pl.DataFrame) -> pl.DataFrame:  # noqa: ARG003
        """The categories that each area must have: one column per category of the grid, one row per combination.

        Without columns when there are no categories, or when their values are free (a new indicator is a new row).
        """
        columns = cls.columns()
        values = [columns[name].values(gemeente) or () for name in cls.categories()]
        combinations = list(itertools.product(*values)) if all(values) else []
        return pl.DataFrame(combinations, schema=cls.categories() if combinations else [], orient="row")


def _info(name: str, column: Any) -> ColumnInfo:
    kept = column.metadata
    return ColumnInfo(
        name=name,
        title=column.title,
        unit=kept["unit"],
        dtype=column.dtype.type,
        people=kept["people"],
        optional=column.nullable,
        allowed=kept["allowed"],
        ge=kept["ge"],
        le=kept["le"],
        synonyms=kept["synonyms"],
        spelled=kept["spelled"],
        public=kept["public"],
        of=kept["of"],
        is_area=kept["area"],
    )
