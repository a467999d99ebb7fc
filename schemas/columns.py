"""The columns of a file: how a schema declares one, and what others see of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import pandera.polars as pa
import polars as pl

from schemas.municipality import Municipality
from schemas.protection import Group, OfGemeente

Severity = Literal["fout", "waarschuwing"]
ONBEKEND = "onbekend"
IS_GEMEENTE = pl.col("gebied").str.starts_with("GM")
# Changes of these are not changes of an amount: last year's level says little about this year's.
RATES = frozenset({"%", "score", "jaar"})
Allowed = Sequence[str] | Callable[[Municipality], Sequence[str]]


@dataclass(frozen=True)
class ColumnInfo:
    """One column as editors and other modules see it. `allowed` may depend on the municipality.

    `synonyms`: other names that sources give the column; `spelled`: other ways in which they write its values.
    `public`, `of`: see `schemas.protection`. `is_area`: it holds wijken, the municipality or onbekend, as their codes.
    """

    name: str
    title: str
    unit: str | None
    dtype: type[pl.DataType]
    people: bool
    optional: bool
    allowed: Allowed | None
    ge: float | None
    le: float | None
    synonyms: tuple[str, ...] = ()
    spelled: Mapping[str, Sequence[str]] = field(default_factory=dict)
    public: bool = False
    of: Group | OfGemeente | None = None
    is_area: bool = False

    @property
    def is_measure(self) -> bool:
        """Whether it holds figures: numbers other than a year."""
        return self.dtype.is_numeric() and self.unit != "jaar"

    def values(self, gemeente: Municipality) -> tuple[str, ...] | None:
        """The values that may stand here, in order; None when any may."""
        if self.allowed is None:
            return None
        return tuple(dict.fromkeys(self.allowed(gemeente) if callable(self.allowed) else self.allowed))


def column(
    title: str,
    *,
    unit: str | None = None,
    ge: float | None = None,
    le: float | None = None,
    isin: Allowed | None = None,
    people: bool = False,
    public: bool = False,
    of: Group | OfGemeente | None = None,
    optional: bool = False,
    area: bool = False,
    synonyms: Sequence[str] = (),
    spelled: Mapping[str, Sequence[str]] | None = None,
) -> Any:
    """A column with its Dutch title. Every figure says whom it could tell something about.

    `people`: a count of people in support, which disclosure rounds. `public`: a statistic that stays as it is. `of`: an
    amount of people who are not counted in its own row, or a volume; without it, it is of the people in its row.
    `area`: a wijk, the municipality or onbekend, under any of their names.
    """
    known_as = {"synonyms": tuple(synonyms), "spelled": spelled or {}}
    return pa.Field(
        title=title,
        ge=ge,
        le=le,
        isin=None if callable(isin) else isin,
        nullable=optional,
        # The report counts failures itself; listing a million of them would only cost time.
        n_failure_cases=1,
        metadata={"unit": unit, "people": people, "allowed": isin, "ge": ge, "le": le, **known_as}
        | {"public": public, "of": of, "area": area},
    )
