"""What management reads first: key figures, a text of at most five sentences, and the wijken at a glance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from factsheet.edition import Factsheet
from factsheet.figures import Figure, Tables, above_or_below
from factsheet.narrate import (
    Sentence,
    although_spending,
    both_change,
    changed,
    clause,
    complete,
    continued_change,
    in_full,
    pair,
)
from factsheet.rows import PublishedRows
from factsheet.sections import SECTIONS
from factsheet.sections.base import Section, figures_in
from factsheet.settings import Area, Kolom, Publicatie, Samenvatting, Settings, Vorm
from schemas.domain import SOCIAAL_DOMEIN, VERTELD

MOST = 5
LEVELS = ("inwoners", "wmo.clienten", "jeugdwet.clienten", "bijstand.huishoudens")  # of a year that stands alone
DEVELOPMENTS = 3


@dataclass(frozen=True)
class Cell:
    """One wijk and one indicator.

    `afstand` is the distance to the municipality as a share of the largest distance in the column: -1 … 1, None where
    nothing is known.
    """

    figure: Figure | None
    afstand: float | None


@dataclass(frozen=True)
class Row:
    area: Area
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Story:
    """Figures that belong in one sentence, and what is said of them."""

    keys: tuple[str, ...]
    said: tuple[Sentence, ...]


@dataclass(frozen=True)
class Summary:
    """All that management reads first. `kolommen` are the names above the cells of `wijken`."""

    kerncijfers: tuple[Figure, ...]
    zinnen: tuple[Sentence, ...]
    ontwikkelingen: tuple[Figure, ...]
    kolommen: tuple[str, ...]
    wijken: tuple[Row, ...]


def summarised(tables: Tables, sheet: Factsheet) -> Summary:
    """The summary of one year; `sheet` is that of the municipality."""
    chosen = tables.settings.samenvatting
    return Summary(
        kerncijfers=key_figures(sheet, chosen.kerncijfers),
        zinnen=text(sheet, chosen.gewicht),
        ontwikkelingen=developments(sheet, chosen.gewicht),
        kolommen=tuple(column.naam for column in chosen.kaart),
        wijken=wijken_at_a_glance(tables, sheet.jaar, tables.settings.wijken, chosen.kaart),
    )


def key_figures(sheet: Factsheet, keys: Iterable[str]) -> tuple[Figure, ...]:
    """The figures with these keys, in that order; keys that this factsheet lacks are left out."""
    return tuple(figure for key in keys if (figure := sheet.figure(key)) is not None)


def figures_known(lagen: tuple[str, ...], vormen: tuple[Vorm, ...]) -> dict[str, bool]:
    """The key of every figure of a municipality with these layers and forms, and whether wijken can be compared by it.

    Those of beleidsindicatoren are not among them: they follow from the data.
    """
    # What figures there are depends on nothing else, so that nothing else in the settings needs to be right.
    least = Publicatie(**{field.name: 1 for field in fields(Publicatie)})
    settings = Settings(
        gemeente=Area("GM0000", "", "gemeente"),
        wijken=(),
        adres="",
        teksten={},
        lagen=lagen,
        lagen_verplicht=(),
        lidwoorden={},
        vormen=vormen,
        basisjaar=2000,
        publicatie=least,
        woordschaal=(),
        woordschaal_procentpunt=(),
        woordschaal_score=(),
        ses_gemiddeld_tot=0,
        samenvatting=Samenvatting((), (), {}),
    )
    tables = Tables(PublishedRows({}), settings)
    return {
        figure.sleutel: section.per_wijk and (figure.unit.comparable or figure.unit.per_hoofd)
        for section in SECTIONS
        for figure in figures_in(section.figures(tables, settings.gemeente, settings.basisjaar))
    }


def developments(sheet: Factsheet, weights: Mapping[str, float]) -> tuple[Figure, ...]:
    """The three figures whose change matters most, by size × weight; only changes that may be claimed."""
    moved = [figure for key in weights if (figure := sheet.figure(key)) and _moves(figure)]
    moved.sort(key=lambda figure: -_importance(figure, weights))
    return tuple(moved[:DEVELOPMENTS])


def text(sheet: Factsheet, weights: Mapping[str, float]) -> tuple[Sentence, ...]:
    """The year in at most five sentences, most important first; each tells the figures that it stands on.

    A story is as important as the sum of the changes that it tells, times their weight. A story without any change
    that may be claimed is not told. Of a year without one to compare it with, the levels are told, and why.
    """
    if not any(_is_compared(figure) for figure in key_figures(sheet, weights)):
        return _levels(sheet)
    stories = [story for story in _stories(sheet) if _total(story, sheet, weights) > 0]
    stories.sort(key=lambda story: -_total(story, sheet, weights))
    return tuple(said for story in stories for said in story.said)[:MOST]


def _is_compared(figure: Figure) -> bool:
    return figure.value is not None and figure.before.waarde is not None


def _levels(sheet: Factsheet) -> tuple[Sentence, ...]:
    """How large the most important figures are, and why they are not compared."""
    return complete([changed(figure) for figure in key_figures(sheet, LEVELS) if figure.value is not None])


def _stories(sheet: Factsheet) -> list[Story]:
    found = [
        _although(sheet),
        _two(sheet, "wmo.clienten", "wmo.uitgaven_per_client"),
        _two(sheet, "jeugdwet.clienten", "jeugdwet.uitgaven_per_client"),
        _two(sheet, "bijstand.huishoudens", "bijstand.uitkering"),
        _alike(sheet, "begeleiding.individueel.intensief", "begeleiding.groep.intensief"),
        _alike(sheet, "loonkostensubsidie.ontvangers", "loonkostensubsidie.uitgaven_per_ontvanger"),
        _two(sheet, "piramide.maatwerk", "piramide.sociale-basis"),
        _two(sheet, "inwoners", "huishoudens"),
    ]
    return [story for story in found if story is not None]


def _although(sheet: Factsheet) -> Story | None:
    """Spending beside the number of people, and where the change of spending comes from."""
    people, total = sheet.figure(SOCIAAL_DOMEIN.omvang), sheet.figure("uitgaven.gecorrigeerd")
    parts = key_figures(sheet, (f"{wet.sleutel}.uitgaven_gecorrigeerd" for wet in VERTELD))
    if people is None or total is None or clause(total) is None:
        return None
    return Story((total.sleutel, people.sleutel), although_spending(people, total, parts))


def _two(sheet: Factsheet, first: str, second: str) -> Story | None:
    a, b = _claimed(sheet, first), _claimed(sheet, second)
    if a is None or b is None:
        return _one(a or b)
    return Story((first, second), pair(a, in_full(b)))


def _alike(sheet: Factsheet, first: str, second: str) -> Story | None:
    a, b = _claimed(sheet, first), _claimed(sheet, second)
    if a is None or b is None:
        return _one(a or b)
    return Story((first, second), both_change(a, in_full(b)))


def _one(figure: Figure | None) -> Story | None:
    return Story((figure.sleutel,), (continued_change(in_full(figure)),)) if figure else None


def _claimed(sheet: Factsheet, key: str) -> Figure | None:
    figure = sheet.figure(key)
    return figure if figure is not None and clause(figure) is not None else None


def _moves(figure: Figure) -> bool:
    told = clause(figure)
    return told is not None and not told.move.is_still


def _importance(figure: Figure, weights: Mapping[str, float]) -> float:
    return abs(figure.now.verandering or 0) * weights.get(figure.sleutel, 0)


def _total(story: Story, sheet: Factsheet, weights: Mapping[str, float]) -> float:
    figures = key_figures(sheet, story.keys)
    return sum(_importance(figure, weights) for figure in figures if _moves(figure))


def wijken_at_a_glance(tables: Tables, year: int, areas: Iterable[Area], columns: tuple[Kolom, ...]) -> tuple[Row, ...]:
    """A row per wijk, a cell per indicator, with its distance to the municipality."""
    wanted = {column.cijfer for column in columns}
    sections = _sections_with(tables, year, wanted)
    found = {area: _figures(tables, area, year, sections, wanted) for area in areas}
    largest = {column.cijfer: _largest(column.cijfer, found.values()) for column in columns}
    return tuple(
        Row(area, tuple(_cell(figures.get(column.cijfer), largest[column.cijfer]) for column in columns))
        for area, figures in found.items()
    )


def _largest(key: str, found: Iterable[Mapping[str, Figure]]) -> float:
    distances = [abs(d) for figures in found if (d := _distance(figures.get(key))) is not None]
    return max(distances, default=0.0)


def _sections_with(tables: Tables, year: int, wanted: set[str]) -> list[Section[Any]]:
    """The sections that hold any of these figures: the others need not be calculated for every wijk."""
    whole = tables.settings.gemeente
    return [
        s for s in SECTIONS if s.per_wijk and wanted & {f.sleutel for f in figures_in(s.figures(tables, whole, year))}
    ]


def _figures(
    tables: Tables, area: Area, year: int, sections: list[Section[Any]], wanted: set[str]
) -> dict[str, Figure]:
    found = (figure for section in sections for figure in figures_in(section.figures(tables, area, year)))
    return {figure.sleutel: figure for figure in found if figure.sleutel in wanted}


def _distance(figure: Figure | None) -> float | None:
    """How far a wijk is from the municipality; 0 where rounding may have made all of it."""
    if figure is None or figure.value is None or figure.gemeente is None or figure.gemeente.value is None:
        return None
    return figure.value - figure.gemeente.value if above_or_below(figure) else 0.0


def _cell(figure: Figure | None, largest: float) -> Cell:
    distance = _distance(figure)
    return Cell(figure, None if distance is None else distance / largest if largest else 0.0)
