"""The method as facts: how far rounding can move a count, and chance a survey, and how that is told.

Disclosure rounds by it, claims take their margins from it, and every explanation to a reader comes from it: one place.
"""

from __future__ import annotations

from factsheet.settings import Publicatie, Settings

# Of the way in which counts become tens. Another version gives other tables, so that it is kept beside each edition.
VERSION = "tientallen 1"
# An exact change is published in percent with one decimal.
EXACT_CHANGE_MARGIN = 0.05
# How many times its spread a survey is at most away from all whom it is about, in 95 of 100 surveys.
SURVEY_SPREAD = 1.96
SURVEY_MARGIN = "Betrouwbaarheidsmarge van 95%, berekend uit het aantal respondenten: 1,96 × √(p × (100 − p) ÷ n)"


def cap(settings: Settings, gebied: str) -> int:
    """How far the print of a count of this area is from the count itself, as long as tables allow it."""
    step = settings.publicatie.tiental
    return step // 2 if gebied == settings.gemeente.code else step - 1


def margin_of(column: str) -> str:
    """The column of a published table that says how far the counts in `column` may be from what is printed."""
    return f"{column}_marge"


def unknown_margin(publicatie: Publicatie) -> float:
    """The same for a table that does not say so, and for a volume: these were rounded to the nearest, one by one."""
    return publicatie.tiental / 2


def euro_margin(publicatie: Publicatie) -> float:
    """The most that a published amount is away from the amount itself, in euros."""
    return publicatie.euro / 2


def zero(publicatie: Publicatie) -> str:
    """What stands in the place of a printed 0: such a count is not 0, but below a step."""
    return f"minder dan {publicatie.tiental}"


def reading(publicatie: Publicatie) -> str:
    """How to read the figures, in three sentences under every factsheet."""
    return (
        f"Aantallen inwoners met ondersteuning zijn afgerond op {steps(publicatie.tiental)}, zo dat ze optellen. "
        f"Bij heel kleine groepen staat er ‘{zero(publicatie)}’. Bedragen zijn afgerond op {steps(publicatie.euro)} "
        "euro's. Aantallen inwoners, huishoudens en woningen zijn precies."
    )


def steps(step: int) -> str:
    """The word for multiples of this: "tientallen"."""
    return {10: "tientallen", 100: "honderdtallen", 1000: "duizenden"}.get(step, f"veelvouden van {step}")
