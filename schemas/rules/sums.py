"""Sums over the wijken: what must be equal to the municipality, and what may be somewhat more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from schemas.columns import IS_GEMEENTE, ONBEKEND, Severity
from schemas.municipality import Municipality
from schemas.rule import Rule, Total
from schemas.rules.thresholds import ROUNDED, ROUNDED_FROM


def adds_up(
    gemeente: Municipality,
    column: str,
    *,
    per: Sequence[str] = (),
    severity: Severity = "fout",
    tolerance: float = 0,
) -> Rule:
    """The wijken and onbekend add up to the municipality, for each combination of `per`; rounded wijken about."""
    total = _wijken(column, per)
    gap = (total - pl.col(column)).abs()
    judged = _judged(gemeente, column, per)
    return Rule(
        column,
        ~judged | (gap <= pl.max_horizontal(pl.lit(tolerance), _rounding(column, per))),
        f"{_named(per)} wijken en onbekend zijn samen {{som}}, maar bij {{gebied}} staat {{{column}}}. "
        "Dat is een verschil van {verschil}.",
        help="De wijken en onbekend zijn samen gelijk aan de gemeente.",
        facts={"som": total, "verschil": gap},
        severity=severity,
        whole_file=True,
        rounded=judged & (gap > tolerance) & (gap <= _rounding(column, per)),
        total=Total(tuple(per), tolerance=tolerance),
    )


def covers(gemeente: Municipality, column: str, *, per: Sequence[str], over: int) -> list[Rule]:
    """The wijken and onbekend are at least the municipality (people move), and at most `over` percent more."""
    total = _wijken(column, per)
    within = Total(tuple(per), share=over / 100)
    judged = _judged(gemeente, column, per)
    other = ~judged
    # A figure of a group may itself be a sum of rounded ones.
    enough = total + 2 * _rounding(column, per) >= pl.col(column)
    facts = {"som": total, "verschil": (total - pl.col(column)).abs()}
    return [
        Rule(
            column,
            other | enough,
            f"{_named(per)} wijken en onbekend zijn samen {{som}}. Dat is minder dan bij {{gebied}}: {{{column}}}. "
            "Het verschil is {verschil}.",
            help="De wijken en onbekend zijn samen minstens zo veel als de gemeente.",
            facts=facts,
            whole_file=True,
            rounded=judged & enough & (total < pl.col(column)),
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


def is_rounded(column: str) -> pl.Expr:
    """Whether the wijken of a file, or the municipality, are in multiples of five, as the CBS gives them."""
    return _in_fives(column, ~IS_GEMEENTE) | _in_fives(column, IS_GEMEENTE)


def _in_fives(column: str, where: pl.Expr) -> pl.Expr:
    figures = pl.col(column).filter(where, pl.col("gebied") != ONBEKEND)
    return (figures % ROUNDED == 0).all() & ((figures > 0).sum() >= ROUNDED_FROM)


def _rounding(column: str, per: Sequence[str]) -> pl.Expr:
    """How far rounding alone may bring the wijken of a combination from their municipality: half a step each."""
    steps = _over(pl.col("gebied").is_not_null().sum(), per)
    return (
        pl.when(_in_fives(column, ~IS_GEMEENTE))
        .then(steps * (ROUNDED / 2))
        .when(_in_fives(column, IS_GEMEENTE))
        .then(ROUNDED / 2)
        .otherwise(0)
    )


def _judged(gemeente: Municipality, column: str, per: Sequence[str]) -> pl.Expr:
    """The rows of the municipality of which every wijk is there with a figure: else a sum means nothing."""
    wijken = pl.col("gebied").str.starts_with("WK").sum() == len(gemeente.wijken)
    return IS_GEMEENTE & _over(wijken & pl.col(column).is_not_null().all(), per)


def _over(expression: pl.Expr, per: Sequence[str]) -> pl.Expr:
    return expression.over(per) if per else expression
