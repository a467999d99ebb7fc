"""What an edition shows, made once: an edition never changes."""

from __future__ import annotations

import functools
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from typing import ParamSpec, TypeVar

from markupsafe import Markup

from factsheet import cards, charts, effect, progress, settings, wijkblad
from factsheet import store as stores
from factsheet.edition import Factsheet
from factsheet.effect import AreaEffect
from factsheet.export.drawings import images
from factsheet.literal import st
from factsheet.progress import Rewritten
from factsheet.release import publish as publication
from factsheet.release import review
from factsheet.release.privacy import Privacy
from factsheet.release.publish import Sources
from factsheet.release.snapshot import Concept, Front, Snapshot, published
from factsheet.screen.links import file_address
from factsheet.screen.rendered import RenderedSection, render, render_cards
from factsheet.settings import Area
from factsheet.store import Edition
from factsheet.summary import Summary
from factsheet.validate import Checked
from factsheet.wijkblad import Line

LOOKING = "Even kijken wat de lezer ziet veranderen…"
QUICK = 0.5  # seconds that nobody minds waiting for
# How many years as they would be published are kept: the one at work, the same before the last save, and another year.
# With all its factsheets one takes 4 MB in a town of 10 wijken, 35 MB of 120, and 120 MB of 500.
STATES = 3
P = ParamSpec("P")
R = TypeVar("R")
MARGIN = 340  # pixels for the charts in the margin of the sheet of a wijk


@dataclass(frozen=True)
class Shown:
    """Which factsheet is on the screen: of a published edition, or of what would be published now (a concept).

    `sleutel` is different for every content; results are cached by it.
    """

    jaar: int
    sleutel: str
    editie: Edition | None

    # What nearly every part of a page asks for is looked up once per click.

    @cached_property
    def front(self) -> Front:
        """What stands around its factsheets: the areas that it was made with, and the texts of its settings."""
        return _front(*_scalars(self))

    @cached_property
    def summary(self) -> Summary:
        """What management reads first, from the cache or made now."""
        return _summary(*_scalars(self))


def edition_of(edition: Edition) -> Shown:
    """A published edition, to be shown."""
    # With the moment: after a backup was put back, numbers are given out again.
    return Shown(edition.year, f"editie {edition.year} {edition.id}@{edition.at.isoformat()}", edition)


def concept_of(year: int) -> Shown:
    """A year as it would be published now."""
    return Shown(year, f"concept {year} {review.content(stores.current(), year, settings.current())}", None)


def sheet_of(shown: Shown, area: Area) -> Factsheet:
    """The factsheet of an area, from the cache or made now."""
    return _sheet(*_scalars(shown), area.code)


def rendered_of(shown: Shown, area: Area) -> tuple[RenderedSection, ...]:
    """The sections of that factsheet, ready for the screen."""
    return _rendered(*_scalars(shown), area.code)


def cards_of(shown: Shown, mode: charts.Mode) -> Markup:
    """The same sections in short, of the municipality, for a page in these colours."""
    return _cards(*_scalars(shown), shown.editie.number if shown.editie else None, mode)


def lines_of(shown: Shown, area: Area) -> tuple[Line, ...]:
    """The lines of the sheet of a wijk."""
    return _lines(*_scalars(shown), area.code)


def wijk_charts_of(shown: Shown, area: Area, mode: charts.Mode) -> Markup:
    """The charts of the sheet of a wijk, for a page in these colours."""
    return _wijk_charts(*_scalars(shown), area.code, mode)


def effect_of_publishing(year: int) -> tuple[AreaEffect, ...]:
    """What readers would see change if this year were published now."""
    last = stores.current().last_edition(year)
    return effect_of(edition_of(last) if last else None, concept_of(year))


def effect_of(before: Shown | None, after: Shown) -> tuple[AreaEffect, ...]:
    """What readers see differ between two states of one year."""
    key = before.sleutel if before else ""
    return _effect(key, after.sleutel, lambda: _snapshot_of(before) if before else None, lambda: _snapshot_of(after))


def effect_of_edit(checked: Checked) -> tuple[AreaEffect, ...]:
    """What readers would see change if this table took the place of the last version and the year were published."""
    assert checked.dataset is not None and checked.year is not None  # noqa: S101 - it was judged
    before, dataset, year = concept_of(checked.year).sleutel, checked.dataset, checked.year

    def after() -> Snapshot:
        return publication.edited(_sources(before, year), _concept(before, year), {dataset: checked.rows})

    return _effect(before, f"{before} {dataset} {checked.sha256}", lambda: _concept(before, year), after)


def rewritten_of(concept: Shown) -> Rewritten | None:
    """What the last edition would say differently if it were made now; None when it would be the same."""
    store = stores.current()
    last = store.last_edition(concept.jaar)
    if last is None or not publication.causes(store, concept.jaar, settings.current()):
        return None
    return _rewritten(edition_of(last).sleutel, concept.sleutel, concept.jaar)


def privacy_of(concept: Shown) -> Privacy:
    """What a reader could find out of a year as it would be published now."""
    return _privacy(concept.sleutel, concept.jaar)


# These results are shared by everybody who looks: they are frozen, and nobody changes what is in them.


def _kept(entries: int, spinner: str | bool = False) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Streamlit's cache, where who comes second waits for who makes it; and before it one that is quick to look in."""

    def keep(make: Callable[P, R]) -> Callable[P, R]:
        made = st.cache_resource(max_entries=entries, show_spinner=spinner)(make)
        return functools.lru_cache(entries)(made)  # type: ignore[return-value]

    return keep


@_kept(200, "De factsheet wordt gemaakt…")
def _sheet(sleutel: str, year: int, edition_id: int | None, code: str) -> Factsheet:
    snapshot = _snapshot(sleutel, year, edition_id)
    area = snapshot.front.area(code)
    assert area is not None  # noqa: S101 - the code comes from an area of this snapshot
    return snapshot.sheet(area)


def _effect(
    before: str, after: str, was: Callable[[], Snapshot | None], now: Callable[[], Snapshot]
) -> tuple[AreaEffect, ...]:
    """What differs between two states, by their keys, and how each is made."""
    kept = _place(before, after)
    if not kept:
        # Not inside a function that Streamlit remembers: that would show the bar again whenever it is asked.
        kept.append(tuple(_one_by_one(was, now)))
    return kept[0]


@_kept(50)
def _place(before: str, after: str) -> list[tuple[AreaEffect, ...]]:  # noqa: ARG001 - what differs has another key
    """Where an effect is kept once it is known all through. Nothing of the state after it is."""
    return []


def _one_by_one(was: Callable[[], Snapshot | None], now: Callable[[], Snapshot]) -> Iterator[AreaEffect]:
    """The effect on each area. What takes longer shows how far it is; whenever it does, Streamlit can stop it."""
    start = time.monotonic()
    with st.spinner(LOOKING):
        before, after = was(), now()
    areas, bar = effect.areas_of(before, after), st.empty()
    for done, found in enumerate(effect.one_by_one(before, after, areas), start=1):
        if time.monotonic() - start > QUICK:
            bar.progress(done / len(areas), f"{LOOKING} Gebied {done} van {len(areas)}.")
        yield found
    bar.empty()


@_kept(50, LOOKING)
def _rewritten(edition: str, concept: str, year: int) -> Rewritten | None:  # noqa: ARG001 - the key of the edition
    return progress.rewritten(stores.current(), year, settings.current(), _concept(concept, year))


@_kept(50, "Even kijken of kleine aantallen te achterhalen zijn…")
def _privacy(concept: str, year: int) -> Privacy:
    return publication.privacy(stores.current(), _concept(concept, year))


@_kept(200)
def _rendered(sleutel: str, year: int, edition_id: int | None, code: str) -> tuple[RenderedSection, ...]:
    return tuple(render(part) for part in _sheet(sleutel, year, edition_id, code).secties)


@_kept(50)
def _cards(sleutel: str, year: int, edition_id: int | None, number: int | None, mode: charts.Mode) -> Markup:
    snapshot = _snapshot(sleutel, year, edition_id)
    whole = snapshot.front.gemeente
    sheet = _sheet(sleutel, year, edition_id, whole.code)
    # What is not published yet cannot be taken along.
    files = partial(file_address, year, number, whole) if number else None
    return render_cards(cards.cards(sheet, snapshot.summary.kerncijfers), year, mode, files)


@_kept(200, "De wijken worden vergeleken…")
def _lines(sleutel: str, year: int, edition_id: int | None, code: str) -> tuple[Line, ...]:
    front = _snapshot(sleutel, year, edition_id).front
    sheets = {wijk.code: _sheet(sleutel, year, edition_id, wijk.code) for wijk in front.wijken}
    return wijkblad.lines(
        sheets[code], tuple(sheets.values()), front.wijkblad or settings.current().samenvatting.wijkregels
    )


@_kept(200)
def _wijk_charts(sleutel: str, year: int, edition_id: int | None, code: str, mode: charts.Mode) -> Markup:
    specs = list(wijkblad.chart_specs(_sheet(sleutel, year, edition_id, code)))
    return Markup().join(images(specs, [(MARGIN,)] * len(specs), mode))


@_kept(50, "De wijken worden vergeleken…")
def _summary(sleutel: str, year: int, edition_id: int | None) -> Summary:
    return _snapshot(sleutel, year, edition_id).summary


@_kept(50)
def _front(sleutel: str, year: int, edition_id: int | None) -> Front:
    return _snapshot(sleutel, year, edition_id).front


@_kept(STATES)
def _concept(sleutel: str, year: int) -> Concept:
    return publication.made_of(_sources(sleutel, year), settings.current())


@_kept(STATES)
def _sources(sleutel: str, year: int) -> Sources:  # noqa: ARG001 - the key tells concepts apart
    return publication.sources(stores.current(), year)


def _snapshot(sleutel: str, year: int, edition_id: int | None) -> Snapshot:
    if edition_id is None:
        return _concept(sleutel, year)
    # Not cached: it reads from the store that is open now. What was read is.
    return published(stores.current(), stores.current().edition(edition_id), settings.current())


def _snapshot_of(shown: Shown) -> Snapshot:
    return _snapshot(*_scalars(shown))


def _scalars(shown: Shown) -> tuple[str, int, int | None]:
    return shown.sleutel, shown.jaar, shown.editie.id if shown.editie else None
