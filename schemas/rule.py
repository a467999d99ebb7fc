"""The rules that a schema can state: about the rows of its file, and about another file of the same year."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import polars as pl

from schemas.columns import Severity
from schemas.municipality import Municipality


@dataclass(frozen=True)
class Rule:
    """What must hold in every row; null counts as holding, because an empty cell is reported by itself.

    `message` is filled with the values of the row and with `facts`, written the Dutch way, in the unit of `column`.
    `help` says the rule to an editor beforehand. `personal`: what breaks it is of one person. `meant` names the fact
    that holds what was probably meant.
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
    meant: str = ""
    # Of a sum over the wijken. Then the report looks for what explains it.
    total: Total | None = None
    # Where it holds only because the source rounds: no fault, and told as that.
    rounded: pl.Expr | None = None
    # What may explain many failures at once; judged only when this rule fails, and then told in its place.
    instead: tuple[Rule, ...] = ()


@dataclass(frozen=True, eq=False)
class Sums:
    """Sums of the counts of people in a file, published beside it: what is printed of the parts adds up to them.

    `rows` gives the rows their place in the sums, and may repeat one that stands in several. `keys` names a sum, beside
    jaar. They become a table named after the dataset: "begeleiding_zwaarte".
    """

    name: str
    keys: tuple[str, ...]
    rows: Callable[[pl.DataFrame, Municipality], pl.DataFrame]


@dataclass(frozen=True)
class Union:
    """A value of the key `column` that counts everybody in its parts once: `whole` is the union of `parts`."""

    column: str
    whole: str
    parts: tuple[str, ...]


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


HERE, THERE = pl.col("hier"), pl.col("daar")


@dataclass(frozen=True)
class Operand:
    """The figures of one file: the sum of `column` over the rows that count."""

    column: str
    where: pl.Expr = field(default_factory=lambda: pl.lit(True))


@dataclass(frozen=True)
class CrossDatasetRule:
    """A rule between this file and `dataset`, for each combination of `per` except those of onbekend.

    `on` says which column or expression of the other file must equal a column of `per`; those of `per` that it does
    not name are of this file only. `holds` is about `HERE` and `THERE` (and `gebied`); the message is filled with
    {hier}, {daar}, the columns of `per` and `facts` (in the unit of `column`), and reads well beside either file:
    whoever uploads the second of the two gets it.
    """

    dataset: str
    here: Operand
    there: Operand
    holds: pl.Expr
    message: str
    help: str
    severity: Severity = "waarschuwing"
    per: tuple[str, ...] = ("gebied",)
    on: Mapping[str, pl.Expr] = field(default_factory=lambda: {"gebied": pl.col("gebied")})
    facts: Mapping[str, pl.Expr] = field(default_factory=dict)

    @property
    def column(self) -> str:
        """The column of this file that the rule is about."""
        return self.here.column
