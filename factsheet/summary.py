"""What management reads first: key figures, the three developments that matter most, and the wijken at a glance."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from factsheet.derive import Figure, Tables
from factsheet.edition import Factsheet
from factsheet.narrate import Sentence, changed, clause
from factsheet.sections import SECTIONS
from factsheet.sections.base import figures_in
from factsheet.settings import Area, Kolom

DEVELOPMENTS = 3


@dataclass(frozen=True)
class Cell:
    """One wijk and one indicator. `afstand` is the distance to the municipality as a share of the largest distance in
    the column: -1 … 1, None where nothing is known."""

    figure: Figure | None
    afstand: float | None


@dataclass(frozen=True)
class Row:
    area: Area
    cells: tuple[Cell, ...]


def key_figures(sheet: Factsheet, keys: Iterable[str]) -> tuple[Figure, ...]:
    """The figures with these keys, in that order; keys that this factsheet lacks are left out."""
    return tuple(figure for key in keys if (figure := sheet.figure(key)) is not None)


def developments(sheet: Factsheet, weights: dict[str, float]) -> tuple[Sentence, ...]:
    """The three changes that matter most, by size × weight; only changes that may be claimed."""
    moved = [f for key in weights if (f := sheet.figure(key)) and (told := clause(f)) and not told.move.is_still]
    moved.sort(key=lambda f: abs(f.now.verandering or 0) * weights[f.sleutel], reverse=True)
    return tuple(changed(figure) for figure in moved[:DEVELOPMENTS])


def wijken_at_a_glance(tables: Tables, year: int, areas: Iterable[Area], columns: tuple[Kolom, ...]) -> tuple[Row, ...]:
    """A row per wijk, a cell per indicator, with its distance to the municipality."""
    found = {area: _figures(tables, area, year, columns) for area in areas}
    largest = {
        column.cijfer: max(
            (abs(d) for f in found.values() if (d := _distance(f.get(column.cijfer))) is not None), default=0
        )
        for column in columns
    }
    return tuple(
        Row(area, tuple(_cell(figures.get(column.cijfer), largest[column.cijfer]) for column in columns))
        for area, figures in found.items()
    )


def _figures(tables: Tables, area: Area, year: int, columns: tuple[Kolom, ...]) -> dict[str, Figure]:
    wanted = {column.cijfer for column in columns}
    return {
        figure.sleutel: figure
        for section in SECTIONS
        if section.per_wijk
        for figure in figures_in(section.figures(tables, area, year))
        if figure.sleutel in wanted
    }


def _distance(figure: Figure | None) -> float | None:
    if figure is None or figure.value is None or figure.gemeente is None or figure.gemeente.value is None:
        return None
    return figure.value - figure.gemeente.value


def _cell(figure: Figure | None, largest: float) -> Cell:
    distance = _distance(figure)
    return Cell(figure, None if distance is None else distance / largest if largest else 0.0)
