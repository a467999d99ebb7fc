"""The disclosure method as facts: how far rounding can move a count, and how that is told.

Disclosure rounds by it, claims take their margins from it, and every explanation to a reader comes from it: one place.
"""

from __future__ import annotations

from factsheet.settings import Publicatie

# An exact change is published in percent with one decimal.
EXACT_CHANGE_MARGIN = 0.05


def count_margin(publicatie: Publicatie) -> float:
    """The most that a published count of people is away from the count itself: the nearest multiple is printed."""
    return publicatie.tiental / 2


def euro_margin(publicatie: Publicatie) -> float:
    """The most that a published amount is away from the amount itself, in euros."""
    return publicatie.euro / 2


def zero(publicatie: Publicatie) -> str:
    """What stands in the place of a printed 0: such a count is not 0, but below the half of a step."""
    return f"minder dan {publicatie.tiental // 2}"


def reading(publicatie: Publicatie) -> str:
    """How to read the figures, in three sentences under every factsheet."""
    return (
        f"Aantallen inwoners met ondersteuning zijn afgerond op {_steps(publicatie.tiental)}. Bij heel kleine groepen "
        f"staat er ‘{zero(publicatie)}’. Bedragen zijn afgerond op {_steps(publicatie.euro)} euro's. "
        "Aantallen inwoners, huishoudens en woningen zijn precies."
    )


def _steps(step: int) -> str:
    return {10: "tientallen", 100: "honderdtallen", 1000: "duizenden"}.get(step, f"veelvouden van {step}")
