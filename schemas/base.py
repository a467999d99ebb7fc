"""What every yearly CSV shares: its columns, how it is declared, and the rules that a schema can state.

A schema lists its columns as a table does, and may state rules that no single column can: sums, unions, bounds.
Rules are polars expressions with a Dutch sentence, so that this file and its siblings are all there is to know about
a dataset: reading, validating, the template and the help text follow from them.
"""

from __future__ import annotations

import functools
import inspect
import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Generic, Literal, Protocol, TypedDict, TypeVar, Unpack

import pandera.polars as pa
import polars as pl

from schemas.protection import Group, OfGemeente
from schemas.rules.against import Against
from schemas.rules.usual import Moves, usual

T_co = TypeVar("T_co", covariant=True)
Severity = Literal["fout", "waarschuwing"]

ONBEKEND = "onbekend"
IS_GEMEENTE = pl.col("gebied").str.starts_with("GM")
# Changes of these are not changes of an amount: last year's level says little about this year's.
RATES = frozenset({"%", "score", "jaar"})


class Place(Protocol):
    @property
    def code(self) -> str: ...
    @property
    def naam(self) -> str: ...


class Klasse(Protocol):
    @property
    def naam(self) -> str: ...
    @property
    def van(self) -> float: ...
    @property
    def tot(self) -> float | None: ...
    @property
    def intensief(self) -> bool: ...


class Vorm(Protocol):
    @property
    def sleutel(self) -> str: ...
    @property
    def eenheid(self) -> str: ...
    @property
    def klassen(self) -> Sequence[Klasse]: ...


class Municipality(Protocol):
    """What a schema needs to know of a municipality; passed in, so that schemas depend on nothing."""

    @property
    def gemeente(self) -> Place: ...
    @property
    def wijken(self) -> Sequence[Place]: ...
    @property
    def lagen(self) -> Sequence[str]: ...
    @property
    def lagen_verplicht(self) -> Sequence[str]: ...
    @property
    def vormen(self) -> Sequence[Vorm]: ...


Allowed = Sequence[str] | Callable[[Municipality], Sequence[str]]


class _Fact(Generic[T_co]):
    """A fact about a schema that is no column. Pandera takes any plain class attribute for a column."""

    def __init__(self, value: T_co) -> None:
        self._value = value

    def __get__(self, instance: object, owner: type | None = None) -> T_co:
        return self._value


class _Facts(TypedDict, total=False):
    grid: tuple[str, ...]
    per_area: bool
    onbekend: bool
    missing: Severity | None
    missing_wijk: Severity | None
    since: int | None
    optional: bool


@dataclass(frozen=True)
class Rule:
    """What must hold in every row; null counts as holding, because an empty cell is reported by itself.

    `message` is filled with the values of the row and with `facts`, written the Dutch way, in the unit of `column`.
    `help` says the rule to an editor beforehand. `personal`: what breaks it is of one person.
    A rule that compares rows (`whole_file`) is judged only when every cell is good and no row is missing: otherwise it
    would blame good rows for bad ones.
    """

    column: str
    holds: pl.Expr
    message: str
    help: str
    facts: Mapping[str, pl.Expr] = field(default_factory=dict)
    severity: Severity = "fout"
    whole_file: bool = False
    personal: bool = False
    # Of a sum over the wijken. Then the report looks for what explains it.
    total: Total | None = None
    # What may explain many failures at once; judged only when this rule fails, and then told in its place.
    instead: tuple[Rule, ...] = ()


@dataclass(frozen=True, eq=False)
class Sums:
    """Sums of the counts of people in a file, each rounded once: ten rounded parts add up to anything.

    `rows` gives the rows their place in the sums, and may repeat one that stands in several. `keys` names a sum, beside
    jaar. They become a table named after the dataset: "begeleiding_zwaarte".
    """

    name: str
    keys: tuple[str, ...]
    rows: Callable[[pl.DataFrame, Municipality], pl.DataFrame]


@dataclass(frozen=True)
class Total:
    """What the wijken and onbekend must be together, within each combination of `per`: the figure of the municipality.

    They may be this `share` of it more, and `tolerance` more or less. `advice` is for when no figure explains it.
    """

    per: tuple[str, ...]
    share: float = 0
    tolerance: float = 0
    advice: str = ""

    def off(self, parts: float, whole: float) -> float:
        """How far the parts are outside what they may be; 0 when the sum holds."""
        return max(whole - parts, parts - whole * (1 + self.share), 0)

    def fits(self, parts: float, whole: float) -> bool:
        return self.off(parts, whole) <= self.tolerance


@dataclass(frozen=True)
class ColumnInfo:
    """One column as editors and other modules see it. `allowed` may depend on the municipality.

    `synonyms`: other names that sources give the column; `spelled`: other ways in which they write its values.
    `public`, `of`: see `schemas.protection`.
    """

    name: str
    title: str
    unit: str | None
    dtype: type[pl.DataType]
    people: bool
    optional: bool
    allowed: Allowed | None
    ge: float | None
    le: float | None
    synonyms: tuple[str, ...] = ()
    spelled: Mapping[str, Sequence[str]] = field(default_factory=dict)
    public: bool = False
    of: Group | OfGemeente | None = None

    @property
    def is_measure(self) -> bool:
        """Whether it holds figures: numbers other than a year."""
        return self.dtype.is_numeric() and self.unit != "jaar"

    def values(self, gemeente: Municipality) -> tuple[str, ...] | None:
        """The values that may stand here, in order; None when any may."""
        if self.allowed is None:
            return None
        return tuple(dict.fromkeys(self.allowed(gemeente) if callable(self.allowed) else self.allowed))


def column(
    title: str,
    *,
    unit: str | None = None,
    ge: float | None = None,
    le: float | None = None,
    isin: Allowed | None = None,
    people: bool = False,
    public: bool = False,
    of: Group | OfGemeente | None = None,
    optional: bool = False,
    synonyms: Sequence[str] = (),
    spelled: Mapping[str, Sequence[str]] | None = None,
) -> Any:
    """A column with its Dutch title. Every figure says whom it could tell something about.

    `people`: a count of people in support, which disclosure rounds. `public`: a statistic that stays as it is. `of`: an
    amount of people who are not counted in its own row, or a volume; without it, it is of the people in its row.
    """
    known_as = {"synonyms": tuple(synonyms), "spelled": spelled or {}}
    return pa.Field(
        title=title,
        ge=ge,
        le=le,
        isin=None if callable(isin) else isin,
        nullable=optional,
        # The report counts failures itself; listing a million of them would only cost time.
        n_failure_cases=1,
        metadata={"unit": unit, "people": people, "allowed": isin, "ge": ge, "le": le, **known_as}
        | {"public": public, "of": of},
    )


class _About:
    """What a schema says of its file as a whole. Apart, because pandera takes all of a model for columns."""

    # The columns that together name a row: each combination occurs once.
    grid = _Fact[tuple[str, ...]](())
    # False is † in the design: figures for the whole municipality, without a column gebied.
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
        return [*said, *(["Dit bestand mag ontbreken."] if cls.optional else [])]

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
        """The columns of the grid, without gebied."""
        return [name for name in cls.grid if name != "gebied"]

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
    def derived(cls) -> list[str]:
        """What disclosure makes of it beside its own table: its sums by name, and its volumes by column."""
        volumes = (name for name, info in cls.columns().items() if isinstance(info.of, OfGemeente))
        return [*(sums.name for sums in cls.sums()), *volumes]

    @classmethod
    def may_move(cls, measure: str) -> Moves | None:
        """How far a figure of a wijk may move in a year; None for any distance. A schema overrides this."""
        return usual(cls.columns()[measure].unit)

    @classmethod
    def against(cls) -> list[Against]:
        """What must hold between this file and others of the same year; a schema overrides this."""
        return []


class YearlyCsv(Csv):
    """One file per year. Subclasses add their columns, and say after their name what `_About` lists."""

    jaar: int = column(
        "Jaar", unit="jaar", ge=2000, le=2100, synonyms=["periode", "perioden", "verslagjaar", "kalenderjaar", "year"]
    )
    gebied: str = column(
        "Wijk, gemeente of onbekend",
        synonyms=[
            *("wijk", "wijken", "wijknaam", "wijkcode", "naam wijk", "gebieden", "gebiedsnaam", "gebiedscode"),
            *("regio", "regio's", "regionaam", "regiocode", "wijken en buurten", "koppelvariabele regio code"),
            *("gwb code", "gwb-code", "codering", "gemeente"),
        ],
    )

    @classmethod
    def to_schema(cls) -> pa.DataFrameSchema:
        schema = super().to_schema()
        return schema if cls.per_area else schema.remove_columns(["gebied"])

    @classmethod
    def combinations(cls, gemeente: Municipality, rows: pl.DataFrame) -> pl.DataFrame:  # noqa: ARG003
        """The categories that each area must have: one column per category of the grid, one row per combination.

        Without columns when there are no categories, or when their values are free (a new indicator is a new row).
        """
        columns = cls.columns()
        values = [columns[name].values(gemeente) or () for name in cls.categories()]
        combinations = list(itertools.product(*values)) if all(values) else []
        return pl.DataFrame(combinations, schema=cls.categories() if combinations else [], orient="row")


def general_rules(schema: type[YearlyCsv], gemeente: Municipality) -> list[Rule]:
    """The rules that hold for every dataset: one year, known areas, known categories."""
    found = [_one_year(), *([_exists(schema.since)] if schema.since else [])]
    if schema.per_area:
        found.append(_known_area(schema, gemeente))
    for info in schema.columns().values():
        if callable(info.allowed):
            found.append(_known_value(info, info.values(gemeente) or ()))
        if info.unit == "%" and info.ge == 0 and not info.optional:
            found.append(_no_fractions(info))
    return found


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
    )


def _one_year() -> Rule:
    year = pl.col("jaar").drop_nulls().mode().min()
    return Rule(
        "jaar",
        pl.col("jaar") == year,
        "Dit bestand gaat over {jaar_bestand}, maar in deze rij staat {jaar}. Zet elk jaar in een eigen bestand.",
        help="In een bestand staat één jaar.",
        facts={"jaar_bestand": year.cast(pl.String)},
    )


def _exists(since: int) -> Rule:
    return Rule(
        "jaar",
        pl.col("jaar") >= since,
        f"Dit bestand is er pas vanaf {since}, maar in deze rij staat {{jaar}}. Kijk of het jaar klopt.",
        help=f"Dit bestand is er vanaf {since}.",
    )


def _known_area(schema: type[YearlyCsv], gemeente: Municipality) -> Rule:
    codes = [place.code for place in (gemeente.gemeente, *gemeente.wijken)]
    codes += [ONBEKEND] if schema.onbekend else []
    choice = "een wijk, de gemeente of 'onbekend'" if schema.onbekend else "een wijk of de gemeente"
    return Rule(
        "gebied",
        pl.col("gebied").is_in(codes),
        f"'{{gebied}}' mag hier niet staan. Kies {choice}.",
        help=f"Kies {choice}. Gebruik de naam of de code van het CBS.",
    )


def _known_value(info: ColumnInfo, values: Sequence[str]) -> Rule:
    return Rule(
        info.name,
        pl.col(info.name).is_in(values),
        f"'{{{info.name}}}' mag hier niet staan. Kies uit: {', '.join(values)}.",
        help="",
    )


def _no_fractions(info: ColumnInfo) -> Rule:
    """A column of shares in which all are 1 or less was not meant in percent. Told once, in the first row."""
    share = pl.col(info.name)
    return Rule(
        info.name,
        (share.max() > 1) | (share.max() <= 0) | (pl.int_range(pl.len()) > 0),
        f"Alle percentages in deze kolom zijn 1 of lager; hier staat {{{info.name}}}. "
        "Schrijf 79 als u 79% bedoelt, en niet 0,79.",
        help="Schrijf 79 voor 79%, en niet 0,79.",
        severity="waarschuwing",
    )
