"""What a column declares so that nothing of a small group gets out.

Every figure is one of four: a count of people in support (`people=True`), a public statistic (`public=True`), an amount
of the people in its own row (nothing to declare), or one of people who are counted elsewhere or together (`of=`).
Disclosure follows these and knows no dataset by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True, eq=False)
class Group:
    """The people that an amount is about, counted in the file `dataset` of the same year.

    `on` says which column or expression of that file must equal each key of this one; what matches is added up. A row
    that matches nothing is about nobody.
    """

    dataset: str
    column: str
    on: Mapping[str, pl.Expr]


@dataclass(frozen=True)
class OfGemeente:
    """A volume of the people in its row, published for the municipality only: added up per `per`, and rounded once.

    That of a small area would tell how its few clients are divided. It becomes a table of its own, named after the
    dataset and the column: "begeleiding_omvang".
    """

    per: tuple[str, ...]


@dataclass(frozen=True)
class PerPerson:
    """What each person in the rows that have these keys has of a volume: at least, and at most (None: no end)."""

    column: str
    where: Mapping[str, str]
    least: float
    most: float | None
