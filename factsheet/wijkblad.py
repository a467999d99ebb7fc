"""The sheet of one wijk: a line per figure, beside the municipality and where all wijken are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from factsheet import charts
from factsheet.edition import Factsheet
from factsheet.figures import Figure
from factsheet.settings import Kolom
from schemas.domain import WETTEN

AGES = "inwoners"  # the section that has a wijk beside the municipality by age
MARGIN = 0.04  # of the strip, free at both its ends


@dataclass(frozen=True)
class Line:
    """One figure of a wijk.

    Places are from 0 (the lowest of all wijken) to 1 (the highest): its own, that of the municipality, and those of
    the other wijken, which bear no name. None where nothing is known.
    """

    naam: str
    figuur: Figure
    hier: float | None
    gemeente: float | None
    andere: tuple[float, ...]


def lines(sheet: Factsheet, all_wijken: Sequence[Factsheet], columns: Iterable[Kolom]) -> tuple[Line, ...]:
    """A line per column that this wijk has a figure for."""
    others = [other.cijfers for other in all_wijken if other.area.code != sheet.area.code]
    return tuple(
        _line(column, figure, others) for column in columns if (figure := sheet.figure(column.cijfer)) is not None
    )


def _line(column: Kolom, figure: Figure, others: Iterable[Mapping[str, Figure]]) -> Line:
    own = figure.value
    whole = figure.gemeente.value if figure.gemeente else None
    values = [value for other in others if (of := other.get(column.cijfer)) and (value := of.value) is not None]
    known = [value for value in (own, whole, *values) if value is not None]
    if not known:
        return Line(column.naam, figure, None, None, ())
    low, spread = min(known), (max(known) - min(known)) or 1.0

    def place(value: float) -> float:
        return MARGIN + (1 - 2 * MARGIN) * (value - low) / spread

    return Line(
        column.naam,
        figure,
        None if own is None else place(own),
        None if whole is None else place(whole),
        tuple(sorted(place(value) for value in values)),
    )


def chart_specs(sheet: Factsheet) -> Iterator[dict[str, Any]]:
    """The charts of the sheet: who gets support per law and year, and ages beside the municipality."""
    known = [(wet, figure) for wet in WETTEN if (figure := sheet.figure(wet.groep.omvang))]
    drawn = charts.lines([figure for _, figure in known], [wet.groep.naam for wet, _ in known])
    if drawn:
        under = f"{sheet.area.naam}, {sheet.jaar}. Bron: registratie van de gemeente."
        yield charts.as_spec(drawn, "Mensen en huishoudens met hulp", under)
    yield from (part.grafiek for part in sheet.secties if part.sleutel == AGES and part.grafiek)
