"""What a figure counts, and with how many decimals a reader sees it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Soort = Literal["aantal", "euro", "procent", "score", "verhouding"]


@dataclass(frozen=True)
class Unit:
    """What a figure counts, and with how many decimals a reader sees it.

    `per_hoofd`: an amount per client, which in a wijk bears no more than two significant digits.
    `stap`: the value is a multiple of this, such as whole thousands of euros.
    """

    naam: str
    soort: Soort = "aantal"
    decimals: int = 0
    per_hoofd: bool = False
    stap: int = 1

    @property
    def comparable(self) -> bool:
        """Whether a wijk and the municipality can stand on one scale: rates and scores can, numbers cannot."""
        return self.soort in {"procent", "score", "verhouding"}

    @property
    def per_person(self) -> bool:
        """Whether areas of any size can be compared by it: rates, scores, and amounts per client."""
        return self.comparable or self.per_hoofd

    @property
    def in_points(self) -> bool:
        """Whether its change is a difference (procentpunt, score) and not a percentage."""
        return self.soort in {"procent", "score"}


INWONERS = Unit("inwoners")
HUISHOUDENS = Unit("huishoudens")
WONINGEN = Unit("woningen")
CLIENTEN = Unit("cliënten")
INDICATIES = Unit("indicaties")
PROCENT = Unit("procent", "procent")
GROEI = Unit("procent", "procent", 1)
EURO = Unit("euro", "euro", stap=1000)
EURO_PER_CLIENT = Unit("euro per cliënt", "euro", per_hoofd=True)
SCORE = Unit("score", "score", 3)
PER_CLIENT = Unit("per cliënt", "verhouding", 2)
ONTVANGERS = Unit("ontvangers")
VOLUME = Unit("per week")
