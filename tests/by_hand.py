"""Figures with a known course, for tests of what is said: their points come from the claims code, as in a factsheet."""

from __future__ import annotations

import math
from typing import Any

from factsheet.figures import CLIENTEN, Figure, Naam, Unit
from factsheet.figures.claims import points_of
from factsheet.settings import current

LAST = 2024


def figure(
    *values: float | None,
    naam: Naam,
    unit: Unit = CLIENTEN,
    sleutel: str = "",
    label: str = "",
    fout: float = 0.0,
    steekproef: float = 0.0,
    basis: float | tuple[float, ...] = math.inf,
    mutatie: float | None = None,
    last: int = LAST,
    **other: Any,
) -> Figure:
    """A figure up to 2024 (or another last year) with these values, one for each year.

    `fout` is how far rounding can have moved every value, `steekproef` the margin of each survey; `basis` the size of
    the group (or of that of each year), by default large enough for everything; `mutatie` the change of 2024 as it was
    published from exact counts.
    """
    area = other.pop("area", current().gemeente)
    first = last - len(values) + 1
    rows = [
        {
            "jaar": first + i,
            "over": first + i,
            "gebied": area.code,
            "waarde": None if value is None else float(value),
            "klein": False,
            "fout": fout,
            "steekproef": steekproef,
            "basis": basis[i] if isinstance(basis, tuple) else basis,
            "mutatie": mutatie if first + i == last else None,
            "mutatie_fout": 0.05,
        }
        for i, value in enumerate(values)
    ]
    points = points_of(rows, unit, current())
    return Figure(sleutel or naam.tekst, label or naam.tekst, naam, unit, area, last, points, "test", **other)
