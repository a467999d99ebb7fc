"""What the figures of one file must be to those of another file of the same year."""

from __future__ import annotations

import polars as pl

from schemas.rule import HERE, THERE, CrossDatasetRule, Operand
from schemas.rules.thresholds import CLIENTS_FROM


def no_more_than_inwoners(column: str, who: str, *, per: tuple[str, ...] = ("gebied",)) -> CrossDatasetRule:
    """Not more clients than inhabitants, in any area."""
    named = "".join(f", {name} '{{{name}}}'" for name in per if name != "gebied")
    return CrossDatasetRule(
        "bevolking",
        Operand(column),
        Operand("inwoners"),
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
