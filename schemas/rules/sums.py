"""Sums over the wijken: what must be equal to the municipality, and what may be somewhat more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from schemas.columns import IS_GEMEENTE, Severity
from schemas.municipality import Municipality
from schemas.rule import Rule, Total


def adds_up(
    gemeente: Municipality,
    column: str,
    *,
    per: Sequence[str] = (),
    severity: Severity = "fout",
    tolerance: float = 0,
) -> Rule:
    """The wijken and onbekend add up to the municipality, for each combination of `per`."""
    total = _wijken(column, per)
    return Rule(
        column,
        ~_judged(gemeente, column, per) | ((total - pl.col(column)).abs() <= tolerance),
        f"{_named(per)} wijken en onbekend zijn samen {{som}}, maar bij {{gebied}} staat {{{column}}}. "
        "Dat is een verschil van {verschil}.",
        help="De wijken en onbekend zijn samen gelijk aan de gemeente.",
        facts={"som": total, "verschil": (total - pl.col(column)).abs()},
        severity=severity,
        whole_file=True,
        total=Total(tuple(per), tolerance=tolerance),
    )


def covers(gemeente: Municipality, column: str, *, per: Sequence[str], over: int) -> list[Rule]:
    """The wijken and onbekend are at least the municipality (people move), and at most `over` percent more."""
    total = _wijken(column, per)
    within = Total(tuple(per), share=over / 100)
    other = ~_judged(gemeente, column, per)
    facts = {"som": total, "verschil": (total - pl.col(column)).abs()}
    return [
        Rule(
            column,
            other | (total >= pl.col(column)),
            f"{_named(per)} wijken en onbekend zijn samen {{som}}. Dat is minder dan bij {{gebied}}: {{{column}}}. "
            "Het verschil is {verschil}.",
            help="De wijken en onbekend zijn samen minstens zo veel als de gemeente.",
            facts=facts,
            whole_file=True,
            total=replace(within, advice="Kloppen ze? Zet dan wie bij geen wijk hoort bij 'onbekend'."),
        ),
        Rule(
            column,
            other | (total * 100 <= pl.col(column) * (100 + over)),
            f"{_named(per)} wijken en onbekend zijn samen {{som}}. Dat is meer dan {over}% boven {{gebied}}: "
            f"{{{column}}}. Het verschil is {{verschil}}.",
            help=f"Zijn de wijken samen meer dan {over}% meer dan de gemeente, dan krijgt u een waarschuwing.",
            facts=facts,
            severity="waarschuwing",
            whole_file=True,
            total=replace(within, advice="Kijk ook of mensen in één wijk dubbel tellen."),
        ),
    ]


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
