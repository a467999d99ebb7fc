"""What an edition shows, made once: an edition never changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from factsheet import publish as publication
from factsheet import settings, store, summary
from factsheet.derive import Tables
from factsheet.edition import Factsheet, factsheet
from factsheet.screen.drawn import Drawn, draw
from factsheet.settings import Area
from factsheet.store import EditedText, Edition, Version
from factsheet.summary import Row


@dataclass(frozen=True)
class Shown:
    """Which factsheet is on the screen: of a published edition, or of what would be published now (a concept).

    `sleutel` is different for every content; results are cached by it.
    """

    jaar: int
    sleutel: str
    editie: Edition | None


def edition_of(edition: Edition) -> Shown:
    """A published edition, to be shown."""
    return Shown(edition.year, _key(f"editie {edition.year}", [edition]), edition)


def concept_of(year: int) -> Shown:
    """A year as it would be published now.

    It also holds the years before it: their editions, last year's counts for the changes, and texts that go along.
    """
    shelves = store.current()
    versions = [version for y in (year - 1, year) for version in shelves.versions(y).values()]
    editions = [edition for edition in shelves.editions() if edition.year < year]
    texts = [text for y in shelves.years() if y <= year for text in shelves.text_history(y)[-1:]]
    return Shown(year, _key(f"concept {year}", [*versions, *editions, *texts]), None)


def _key(what: str, parts: Sequence[Version | Edition | EditedText]) -> str:
    """Different for every content, also after a backup was put back and numbers are given out again."""
    return " ".join([what, *(f"{part.id}@{part.at.isoformat()}" for part in parts)])


def sheet_of(shown: Shown, area: Area) -> Factsheet:
    """The factsheet of an area, from the cache or made now."""
    return _sheet(shown.sleutel, shown.jaar, shown.editie.id if shown.editie else None, area.code)


def drawn_of(shown: Shown, area: Area) -> tuple[Drawn, ...]:
    """The sections of that factsheet, ready for the screen."""
    return _drawn(shown.sleutel, shown.jaar, shown.editie.id if shown.editie else None, area.code)


def wijken_of(shown: Shown, areas: Sequence[Area]) -> tuple[Row, ...]:
    """The wijken at a glance, from the cache or made now."""
    return _wijken(shown.sleutel, shown.jaar, shown.editie.id if shown.editie else None, tuple(a.code for a in areas))


# These results are shared by everybody who looks: they are frozen, and nobody changes what is in them.


@st.cache_resource(max_entries=200, show_spinner="De factsheet wordt gemaakt…")
def _sheet(sleutel: str, year: int, edition_id: int | None, code: str) -> Factsheet:
    area = settings.current().area(code)
    assert area is not None  # noqa: S101 - the code comes from an Area
    return factsheet(_tables(sleutel, year, edition_id), _texts(year, edition_id), area, year)


@st.cache_resource(max_entries=200, show_spinner=False)
def _drawn(sleutel: str, year: int, edition_id: int | None, code: str) -> tuple[Drawn, ...]:
    return tuple(draw(part) for part in _sheet(sleutel, year, edition_id, code).secties)


@st.cache_resource(max_entries=50, show_spinner="De wijken worden vergeleken…")
def _wijken(sleutel: str, year: int, edition_id: int | None, codes: tuple[str, ...]) -> tuple[Row, ...]:
    town = settings.current()
    areas = [area for area in town.wijken if area.code in codes]
    return summary.wijken_at_a_glance(_tables(sleutel, year, edition_id), year, areas, town.samenvatting.kaart)


@st.cache_resource(max_entries=20, show_spinner=False)
def _tables(sleutel: str, year: int, edition_id: int | None) -> Tables:  # noqa: ARG001 - the key tells concepts apart
    shelves, town = store.current(), settings.current()
    frames = publication.preview(shelves, year, town) if edition_id is None else shelves.tables(edition_id)
    return Tables(frames, town)


def _texts(year: int, edition_id: int | None) -> dict[str, str]:
    shelves = store.current()
    return publication.texts(shelves, year) if edition_id is None else shelves.texts_of(edition_id)
