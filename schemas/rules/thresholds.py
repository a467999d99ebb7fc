"""How much figures usually differ: from the year before, and between files. Every threshold of plausibility is here.

They are wide on purpose. Figures of a small wijk jump: a new street, a care home that closes, a few families that
move. A warning that is wrong most of the time is one that nobody reads, so each asks for a difference that is large
as a share and also large for the size of the group. Yearly changes up to 15% in a wijk never give a warning.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True)
class PlausibleChange:
    """How far a figure may move in a year; only what is beyond all three deserves a second look.

    `share` of last year's figure, `least` in the unit of the column, and `deviations`: times the square root of both
    years together, which is how far a count moves by chance alone.
    """

    share: float = 0
    least: float = 0
    deviations: float = 0

    def beyond(self, now: pl.Expr, before: pl.Expr) -> pl.Expr:
        """Whether a figure has moved further than this."""
        gap = (now - before).abs()
        chance = self.deviations * (now.abs() + before.abs()).sqrt()
        return (gap > self.share * before) & (gap > self.least) & (gap > chance)


# With five deviations 30 may become 60 and 100 may become 170, but 500 no 800.
COUNT = PlausibleChange(share=0.5, deviations=5)
# One client with expensive care costs some hundred thousand a year.
EURO = PlausibleChange(share=0.5, least=500_000)
# Surveys among some fifty people differ by ten points without any cause.
PERCENTAGE = PlausibleChange(least=25)
# CBS scores of a wijk seldom move by more than 0,05.
SCORE = PlausibleChange(least=0.15)
# The municipality as a whole: half of last year's figure, and not for groups of a few dozen.
MUNICIPAL = PlausibleChange(share=0.5, least=25)
# A large total moves far less than that: beyond this (see also `deviations`) somebody should have a look.
LARGE = PlausibleChange(share=0.25, least=25, deviations=5)
LARGE_EURO = PlausibleChange(share=0.25, least=500_000)
# What belongs to no wijk: this share of the municipality is much by itself, and this much more or less than the year
# before is a jump. Not for a handful, or for what one client may cost.
UNPLACED_SHARE, UNPLACED_MOVED = 0.1, 0.03
UNPLACED_FROM, UNPLACED_EURO_FROM = 20, 500_000

# A unit that is wrong shows in a whole column: this share of the figures, those of a handful left out.
FACTOR_SHARE = 0.8
HANDFUL = 20

# Two wijken are swapped when each has moved this much (as a share of both years together; for a score, as a share of
# what it may move), and fits the other at least this many times better.
SWAP_MOVED = 0.1
SWAP_SCORE = 0.5
SWAP_BETTER = 4

# A wijk is the same as last year by chance once in this many times, when figures move by one percent a year.
SAME_BY_CHANCE = 200
YEARLY = 0.01
# A total is last year's when it is the very same number from this size, and its wijken together moved this share.
SAME_TOTAL_FROM = 50
SAME_TOTAL_MOVED = 0.02

# Between files of one year. People in homes and institutions are inhabitants but no household, and rooms for students
# are households but no dwelling: wide in a wijk, narrow for the municipality.
IN_HOUSEHOLDS = {"wijk": 0.35, "gemeente": 0.05}
PER_DWELLING = {"wijk": 0.6, "gemeente": 0.2}
# Below this size two files of a wijk may differ by any share.
COMPARED_FROM = 50
# More clients than inhabitants cannot be. Only where hardly anybody lives, those who moved in the year can be more.
CLIENTS_FROM = 100
# The CBS rounds figures of wijken to multiples of this. A file does so when all its wijken do, and at least so many of
# them have a figure: of five figures that are not rounded one in three thousand files would look like that.
ROUNDED, ROUNDED_FROM = 5, 5
# Bijstand counts households, and 'Sociaal domein' the persons in them: at most so many each, over a whole area.
PERSONS_PER_HOUSEHOLD = 2.5
# Euros a year for one client, of a municipality with at least this many clients.
PER_CLIENT = (200, 200_000)
PER_CLIENT_FROM = 50
# What one employer gets in a year for one employee: at most the minimum wage with its charges.
PER_LKS = (500, 60_000)
PER_LKS_FROM = 20


def factors(unit: str | None) -> tuple[tuple[int, ...], float]:
    """The factors by which a column may be in another unit, and how far from a factor (times) its figures may be.

    A percentage that is three or ten times last year's is no news: only one that was meant as a share stands out.
    """
    return ((100,), 3) if unit == "%" else ((10, 100, 1000), 1.5)


def large(unit: str | None) -> PlausibleChange:
    """How far a municipal figure in this unit may move, when it is not of a few people."""
    return LARGE_EURO if unit == "euro" else LARGE


def unplaced_from(unit: str | None) -> int:
    """The difference from which what belongs to no wijk is looked at."""
    return UNPLACED_EURO_FROM if unit == "euro" else UNPLACED_FROM


def plausible_change(unit: str | None) -> PlausibleChange:
    """How far a figure of a wijk in this unit may move."""
    return {"euro": EURO, "%": PERCENTAGE, "score": SCORE}.get(unit or "", COUNT)
