"""What the figures of one file must be to those of another file of the same year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import polars as pl

from schemas.rules.usual import CLIENTS_FROM

if TYPE_CHECKING:
    from schemas.base import Severity

HERE, THERE = pl.col("hier"), pl.col("daar")


@dataclass(frozen=True)
class Side:
    """The figures of one file: the sum of `column` over the rows that count."""

    column: str
    where: pl.Expr = field(default_factory=lambda: pl.lit(True))


@dataclass(frozen=True)
class Against:
    """A rule between this file and `dataset`, for each combination of `per` except those of onbekend.

    `on` says which column or expression of the other file must equal a column of `per`; those of `per` that it does
    not name are of this file only. `holds` is about `HERE` and `THERE` (and `gebied`); the message is filled with
    {hier}, {daar}, the columns of `per` and `facts` (in the unit of `column`), and reads well beside either file:
    whoever uploads the second of the two gets it.
    """

    dataset: str
    here: Side
    there: Side
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


def no_more_than_inwoners(column: str, who: str, *, per: tuple[str, ...] = ("gebied",)) -> Against:
    """Not more clients than inhabitants, in any area."""
    named = "".join(f", {name} '{{{name}}}'" for name in per if name != "gebied")
    return Against(
        "bevolking",
        Side(column),
        Side("inwoners"),
        holds=at_most_those_who_live_there(),
        message=f"{{gebied}}{named}: het aantal {who} is {{hier}}, "
        "maar in het bestand bevolking is het aantal inwoners {daar}. Dat kan niet. Kijk beide getallen na.",
        help=f"Er zijn nooit meer {who} dan inwoners.",
        severity="fout",
        per=per,
    )


def at_most_those_who_live_there() -> pl.Expr:
    """At most all of them, where more than a handful live."""
    return (HERE <= THERE) | (HERE < CLIENTS_FROM)
