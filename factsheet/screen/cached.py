"""What an edition shows, made once: an edition never changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from factsheet import effect, settings, store, summary
from factsheet import publish as publication
from factsheet.derive import Tables
from factsheet.edition import Factsheet
from factsheet.effect import AreaEffect, State
from factsheet.literal import st
from factsheet.screen.drawn import Drawn, draw
from factsheet.settings import Area
from factsheet.store import Edition
from factsheet.summary import Row
from factsheet.validate import Checked


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
    # With the moment: after a backup was put back, numbers are given out again.
    return Shown(edition.year, f"editie {edition.year} {edition.id}@{edition.at.isoformat()}", edition)


def concept_of(year: int) -> Shown:
    """A year as it would be published now."""
    return Shown(year, f"concept {year} {store.current().content(year)}", None)


def sheet_of(shown: Shown, area: Area) -> Factsheet:
    """The factsheet of an area, from the cache or made now."""
    return _sheet(shown.sleutel, shown.jaar, shown.editie.id if shown.editie else None, area.code)


def drawn_of(shown: Shown, area: Area) -> tuple[Drawn, ...]:
    """The sections of that factsheet, ready for the screen."""
    return _drawn(shown.sleutel, shown.jaar, shown.editie.id if shown.editie else None, area.code)


def effect_of_publishing(year: int) -> tuple[AreaEffect, ...]:
    """What readers would see change if this year were published now."""
    last = store.current().last_edition(year)
    return effect_of(edition_of(last) if last else None, concept_of(year))


def effect_of(before: Shown | None, after: Shown) -> tuple[AreaEffect, ...]:
    """What readers see differ between two states of one year."""
    key = before.sleutel if before else ""
    return _effect(
        key, after.sleutel, after.jaar, lambda: _state_of(before) if before else None, lambda: _state_of(after)
    )


def effect_of_edit(checked: Checked) -> tuple[AreaEffect, ...]:
    """What readers would see change if this table took the place of the last version and the year were published."""
    assert checked.dataset is not None and checked.year is not None  # noqa: S101 - it was judged
    concept, dataset, year = concept_of(checked.year), checked.dataset, checked.year

    def after() -> State:
        shelves, town = store.current(), settings.current()
        frames = publication.preview(shelves, year, town, {dataset: checked.rows})
        return State(Tables(frames, town), publication.texts(shelves, year))

    key = f"{concept.sleutel} {dataset} {checked.sha256}"
    return _effect(concept.sleutel, key, year, lambda: _state_of(concept), after)


def wijken_of(shown: Shown, areas: Sequence[Area]) -> tuple[Row, ...]:
    """The wijken at a glance, from the cache or made now."""
    return _wijken(shown.sleutel, shown.jaar, shown.editie.id if shown.editie else None, tuple(a.code for a in areas))


# These results are shared by everybody who looks: they are frozen, and nobody changes what is in them.


@st.cache_resource(max_entries=200, show_spinner="De factsheet wordt gemaakt…")
def _sheet(sleutel: str, year: int, edition_id: int | None, code: str) -> Factsheet:
    area = settings.current().area(code)
    assert area is not None  # noqa: S101 - the code comes from an Area
    return _state(sleutel, year, edition_id).sheet(area, year)


@st.cache_resource(max_entries=50, show_spinner="Even kijken wat de lezer ziet veranderen…")
def _effect(
    before: str,  # noqa: ARG001 - what differs has another key; what is computed comes from the functions
    after: str,  # noqa: ARG001
    year: int,
    _before: Callable[[], State | None],
    _after: Callable[[], State],
) -> tuple[AreaEffect, ...]:
    return effect.between(_before(), _after(), settings.current().areas, year)


def _state_of(shown: Shown) -> State:
    return _state(shown.sleutel, shown.jaar, shown.editie.id if shown.editie else None)


@st.cache_resource(max_entries=20, show_spinner=False)
def _state(sleutel: str, year: int, edition_id: int | None) -> State:
    return State(_tables(sleutel, year, edition_id), _texts(year, edition_id))


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
