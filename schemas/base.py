"""What every yearly CSV shares: its columns, how it is declared, and the rules that a schema can state.

A schema lists its columns as a table does, and may state rules that no single column can: sums, unions, bounds.
Rules are polars expressions with a Dutch sentence, so that this file and its siblings are all there is to know about
a dataset: reading, validating, the template and the help text follow from them.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Generic, Literal, Protocol, TypedDict, TypeVar, Unpack

import pandera.polars as pa
import polars as pl

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


@dataclass(frozen=True)
class Rule:
    """What must hold in every row; null counts as holding, because an empty cell is reported by itself.

    `message` is filled with the values of the row and with `facts`, written the Dutch way, in the unit of `column`.
    `help` says the rule to an editor beforehand. A rule that compares rows (`whole_file`) is judged only when every
    cell is good and no row is missing: otherwise it would blame good rows for bad ones.
    """

    column: str
    holds: pl.Expr
    message: str
    help: str
    facts: Mapping[str, pl.Expr] = field(default_factory=dict)
    severity: Severity = "fout"
    whole_file: bool = False


@dataclass(frozen=True)
class ColumnInfo:
    """One column as editors and other modules see it. `allowed` may depend on the municipality.

    `synonyms`: other names that sources give the column; `spelled`: other ways in which they write its values.
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
    optional: bool = False,
    synonyms: Sequence[str] = (),
    spelled: Mapping[str, Sequence[str]] | None = None,
) -> Any:
    """A column with its Dutch title. `people`: a count of people in support, which disclosure rounds."""
    known_as = {"synonyms": tuple(synonyms), "spelled": spelled or {}}
    return pa.Field(
        title=title,
        ge=ge,
        le=le,
        isin=None if callable(isin) else isin,
        nullable=optional,
        # The report counts failures itself; listing a million of them would only cost time.
        n_failure_cases=1,
        metadata={"unit": unit, "people": people, "allowed": isin, "ge": ge, "le": le, **known_as},
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


class Csv(_About, pa.DataFrameModel):
    """What every file shares, whatever a row of it is: columns, rules, and what `_About` lists."""

    class Config:
        strict = True

    def __init_subclass__(cls, **facts: Unpack[_Facts]) -> None:
        super().__init_subclass__()  # type: ignore[no-untyped-call]
        for name, value in facts.items():
            setattr(cls, name, _Fact(value))

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
        numbers = (pl.Int64, pl.Float64)
        return [name for name, info in cls.columns().items() if info.dtype in numbers and info.unit != "jaar"]


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
    found = [_one_year()]
    if schema.per_area:
        found.append(_known_area(schema, gemeente))
    for info in schema.columns().values():
        if callable(info.allowed):
            found.append(_known_value(info, info.values(gemeente) or ()))
    return found


def adds_up(
    gemeente: Municipality,
    column: str,
    *,
    per: Sequence[str] = (),
    severity: Severity = "fout",
    tolerance: float = 0,
    why: str = "Zoek uit welk getal niet klopt.",
) -> Rule:
    """The wijken and onbekend add up to the municipality, for each combination of `per`."""
    total = _wijken(column, per)
    return Rule(
        column,
        ~_judged(gemeente, column, per) | ((total - pl.col(column)).abs() <= tolerance),
        f"{_named(per)} wijken en onbekend zijn samen {{som}}, maar bij {{gebied}} staat {{{column}}}. "
        f"Dat is een verschil van {{verschil}}. {why}",
        help="De wijken en onbekend zijn samen gelijk aan de gemeente.",
        facts={"som": total, "verschil": (total - pl.col(column)).abs()},
        severity=severity,
        whole_file=True,
    )


def covers(gemeente: Municipality, column: str, *, per: Sequence[str], over: int) -> list[Rule]:
    """The wijken and onbekend are at least the municipality (people move), and at most `over` percent more."""
    total = _wijken(column, per)
    other = ~_judged(gemeente, column, per)
    facts = {"som": total, "verschil": (total - pl.col(column)).abs()}
    return [
        Rule(
            column,
            other | (total >= pl.col(column)),
            f"{_named(per)} wijken en onbekend zijn samen {{som}}. Dat is minder dan bij {{gebied}}: {{{column}}}. "
            "Het verschil is {verschil}. Zet wie bij geen wijk hoort bij 'onbekend'.",
            help="De wijken en onbekend zijn samen minstens zo veel als de gemeente.",
            facts=facts,
            whole_file=True,
        ),
        Rule(
            column,
            other | (total * 100 <= pl.col(column) * (100 + over)),
            f"{_named(per)} wijken en onbekend zijn samen {{som}}. Dat is meer dan {over}% boven {{gebied}}: "
            f"{{{column}}}. Het verschil is {{verschil}}. Klopt dit?",
            help=f"Zijn de wijken samen meer dan {over}% meer dan de gemeente, dan krijgt u een waarschuwing.",
            facts=facts,
            severity="waarschuwing",
            whole_file=True,
        ),
    ]


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
    )


def _one_year() -> Rule:
    year = pl.col("jaar").drop_nulls().mode().min()
    return Rule(
        "jaar",
        pl.col("jaar") == year,
        "Dit bestand gaat over {jaar_bestand}, maar in deze rij staat {jaar}. In een bestand staat één jaar.",
        help="In een bestand staat één jaar.",
        facts={"jaar_bestand": year.cast(pl.String)},
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


def _named(per: Sequence[str]) -> str:
    """How a sentence about the wijken begins: "De", or "Wet 'Wmo': de"."""
    named = ", ".join(f"{name} '{{{name}}}'" for name in per)
    return f"{named[0].upper()}{named[1:]}: de" if named else "De"


def _wijken(column: str, per: Sequence[str]) -> pl.Expr:
    return _over(pl.col(column).filter(~IS_GEMEENTE).sum(), per)


def _judged(gemeente: Municipality, column: str, per: Sequence[str]) -> pl.Expr:
    """The rows of the municipality of which every wijk is there with a figure: else a sum means nothing."""
    wijken = pl.col("gebied").str.starts_with("WK").sum() == len(gemeente.wijken)
    return IS_GEMEENTE & _over(wijken & pl.col(column).is_not_null().all(), per)


def _over(expression: pl.Expr, per: Sequence[str]) -> pl.Expr:
    return expression.over(per) if per else expression
