"""What management reads first: key figures, a text of at most five sentences, and the wijken at a glance."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from factsheet.edition import Factsheet
from factsheet.figures import Figure, Tables, above_or_below
from factsheet.narrate import (
    Sentence,
    after_correction,
    amounts,
    clause,
    complete,
    in_one,
    level,
    main_contributor,
    moving,
    opening,
    passages,
    spending_headline,
    surveys,
    told,
    told_once,
)
from factsheet.rows import PublishedRows
from factsheet.sections import SECTIONS
from factsheet.sections.base import Section, figures_in
from factsheet.settings import Area, Kolom, Publicatie, Samenvatting, Settings, Vorm
from schemas.domain import JEUGDWET, SOCIAAL_DOMEIN, VERTELD, WMO, WMO_EN_JEUGDWET

MOST = 5
INDICATOR, JUDGEMENT = "indicator.", 5.0  # the keys of what users say, and the weight of a point of it
LEVELS = ("inwoners", "wmo.clienten", "jeugdwet.clienten", "bijstand.huishoudens")  # of a year that stands alone
DEVELOPMENTS = 3
PAIR = 2  # figures that one sentence tells


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
    """Figures that belong together, what is said of them, and the one sentence that could head the year."""

    keys: tuple[str, ...]
    said: tuple[Sentence, ...]
    kop: Sentence


@dataclass(frozen=True)
class Summary:
    """All that management reads first. `kolommen` are the names above the cells of `wijken`; `kop` heads the year."""

    kerncijfers: tuple[Figure, ...]
    zinnen: tuple[Sentence, ...]
    ontwikkelingen: tuple[Figure, ...]
    kolommen: tuple[str, ...]
    wijken: tuple[Row, ...]
    kop: Sentence | None = None


def summarised(tables: Tables, sheet: Factsheet) -> Summary:
    """The summary of one year; `sheet` is that of the municipality."""
    chosen = tables.settings.samenvatting
    small = tables.settings.publicatie.kleine_groep
    stories = _stories_by_weight(sheet, chosen.gewicht, small, final=tables.prices_are_final(sheet.jaar))
    return Summary(
        kop=headline(sheet, stories, small),
        kerncijfers=key_figures(sheet, chosen.kerncijfers),
        zinnen=text(sheet, stories),
        ontwikkelingen=developments(sheet, chosen.gewicht, small),
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
        figure.sleutel: section.per_wijk and figure.unit.per_person
        for section in SECTIONS
        for figure in figures_in(section.figures(tables, settings.gemeente, settings.basisjaar))
    }


def developments(sheet: Factsheet, weights: Mapping[str, float], small_below: float) -> tuple[Figure, ...]:
    """The three figures whose change matters most, by size × weight; only changes that may be claimed.

    Of each section one: together they tell three different things. Small groups (below this share of all who get help)
    come after all others: a few people are many percent of them.
    """
    moved = [figure for key in weights if (figure := sheet.figure(key)) and _moves(figure)]
    moved.sort(key=lambda figure: (_is_small((figure,), sheet, small_below), -_importance(figure, weights)))
    sections = {figure.sleutel: part.sleutel for part in reversed(sheet.secties) for figure in part.cijfers}
    of_section = {sections[figure.sleutel]: figure for figure in reversed(moved)}
    return tuple(figure for figure in moved if of_section[sections[figure.sleutel]] is figure)[:DEVELOPMENTS]


def headline(sheet: Factsheet, stories: Sequence[Story], small_below: float) -> Sentence | None:
    """The year in one sentence: its most important story that is not about a small group; without one, a level.

    None where not even that is known.
    """
    large = [story.kop for story in stories if not _is_small_story(story, sheet, small_below)]
    levels = [figure for figure in key_figures(sheet, (WMO_EN_JEUGDWET.omvang, *LEVELS)) if figure.value is not None]
    return next(iter([*large, *(_in_one(figure) for figure in levels)]), None)


def text(sheet: Factsheet, stories: Sequence[Story]) -> tuple[Sentence, ...]:
    """The year in at most five sentences, most important first; each tells the figures that it stands on.

    Of a year in which nothing can be compared, or nothing changed, the levels are told, and why.
    """
    [told] = told_once([[said for story in stories for said in story.said]])
    return tuple(itertools.chain(*_fitting(told))) if stories else _levels(sheet)


def _stories_by_weight(
    sheet: Factsheet, weights: Mapping[str, float], small_below: float, *, final: bool
) -> list[Story]:
    """The stories in which something changed, the most important first.

    A story is as important as the sum of its changes, as far as they are certain, times their weight; one about a
    small group (below this share of all who get help) comes after all others.
    """
    stories = [story for story in _stories(sheet, final=final) if _total(story, sheet, weights) > 0]
    return sorted(
        stories, key=lambda story: (_is_small_story(story, sheet, small_below), -_total(story, sheet, weights))
    )


def _fitting(told: Sequence[Sentence]) -> Iterator[Sequence[Sentence]]:
    """Sentences with those that refer to them, as long as both fit."""
    left = MOST
    for passage in passages(told):
        if len(passage) <= left:
            yield passage
            left -= len(passage)


def _is_small_story(story: Story, sheet: Factsheet, below: float) -> bool:
    return _is_small(key_figures(sheet, story.keys), sheet, below)


def _is_small(figures: Sequence[Figure], sheet: Factsheet, below: float) -> bool:
    """Whether all who are counted here are small groups beside all who get help."""
    people = sheet.figure(SOCIAAL_DOMEIN.omvang)
    whole = people.value if people and people.value else 0.0
    counts = [figure for figure in figures if figure.unit.soort == "aantal"]
    return bool(counts) and all((figure.value or 0.0) < below * whole for figure in counts)


def _levels(sheet: Factsheet) -> tuple[Sentence, ...]:
    """How large the most important figures are, and why they are not compared."""
    known = [figure for figure in key_figures(sheet, LEVELS) if figure.value is not None]
    return complete([said for figure in known for said in told(figure, f"in {figure.jaar}")])


def _stories(sheet: Factsheet, *, final: bool) -> list[Story]:
    found = [
        _spending(sheet, final=final),
        _people(sheet, "bijstand.huishoudens"),
        _people(sheet, "wmo-en-jeugdwet.clienten", "wmo-en-jeugdwet.indicaties"),
        *(_people(sheet, f"{wet.sleutel}.uitgaven_per_client") for wet in (JEUGDWET, WMO)),
        _people(sheet, *_keys(sheet, "piramide.")),
        _people(sheet, "inwoners"),
        _people(sheet, *_keys(sheet, "begeleiding.", ".intensief")),
        _people(sheet, "loonkostensubsidie.ontvangers"),
        _judgement(sheet),
    ]
    return [story for story in found if story is not None]


def _spending(sheet: Factsheet, *, final: bool) -> Story | None:
    """What was spent, what that is after correction, and where the change comes from."""
    nominal, total = sheet.figure("uitgaven.nominaal"), sheet.figure("uitgaven.gecorrigeerd")
    parts = key_figures(sheet, (f"{wet.sleutel}.uitgaven_gecorrigeerd" for wet in VERTELD))
    if nominal is None or total is None or clause(total) is None or nominal.value is None:
        return None
    return Story(
        (total.sleutel,),
        (
            level(nominal, f"in {nominal.jaar}"),
            *after_correction(total),
            *(main_contributor(total, parts) or amounts(parts)),
        ),
        spending_headline(total, final=final),
    )


def _people(sheet: Factsheet, *keys: str) -> Story | None:
    """The level and change of the figures whose change may be claimed, the first two of these."""
    figures = [figure for figure in key_figures(sheet, keys) if clause(figure) is not None][:PAIR]
    if not figures:
        return None
    said = tuple(map(_in_one, figures))
    return Story(tuple(figure.sleutel for figure in figures), said, said[0])


def _keys(sheet: Factsheet, start: str, end: str = "") -> Iterator[str]:
    """The figures of the layers or the forms of support of this municipality, in the order of its settings."""
    return (key for key in sheet.cijfers if key.startswith(start) and key.endswith(end))


def _judgement(sheet: Factsheet) -> Story | None:
    """What users say, where an answer clearly moved: the one that did most."""
    moved = [f for key, f in sheet.cijfers.items() if key.startswith(INDICATOR) and _moves(f)]
    if not moved:
        return None
    most = max(moved, key=lambda figure: figure.now.moved[0])
    said = surveys([most])[:1]
    return Story((most.sleutel,), said, said[0])


def _in_one(figure: Figure) -> Sentence:
    return in_one(figure, opening(figure, f"in {figure.jaar}"))


def _moves(figure: Figure) -> bool:
    return moving(figure) is not None


def _importance(figure: Figure, weights: Mapping[str, float]) -> float:
    return abs(figure.now.verandering or 0) * weights.get(figure.sleutel, 0)


def _certain(figure: Figure, weights: Mapping[str, float]) -> float:
    """The same for the least that the change can be."""
    standard = JUDGEMENT if figure.sleutel.startswith(INDICATOR) else 0.0
    return figure.now.moved[0] * weights.get(figure.sleutel, standard)


def _total(story: Story, sheet: Factsheet, weights: Mapping[str, float]) -> float:
    figures = key_figures(sheet, story.keys)
    return sum(_certain(figure, weights) for figure in figures if _moves(figure))


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
