"""An edition as a document: all that readers get, kept when it is published and shown ever since.

Whatever changes afterwards in code, settings, sections or wijken, a published edition says what it said. What would be
published now (a concept) has the same shape, and is made when somebody looks.
"""

from __future__ import annotations

import functools
import hashlib
import json
import logging
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

import polars as pl
from pydantic import TypeAdapter

from factsheet import method
from factsheet.edition import Factsheet, factsheet, rendered
from factsheet.figures import Tables
from factsheet.origin import origin
from factsheet.release.program import program
from factsheet.settings import Area, Kolom, Settings
from factsheet.store import BuildInfo, Edition, Store, StoreError, new_reference, places
from factsheet.summary import Summary, summarised

FRONT, SUMMARY = "voorkant", "samenvatting"
LOGGER = logging.getLogger("factsheet")
Part = TypeVar("Part")


@dataclass(frozen=True)
class Front:
    """What stands around the factsheets of a year: the areas that it was made with, and the texts of its settings.

    `wijkzin` invites to the figures per wijk; `leeswijzer` tells how the figures are rounded;
    `wijkblad` has the lines of the sheet of a wijk.
    """

    jaar: int
    gemeente: Area
    wijken: tuple[Area, ...]
    wijkzin: str
    leeswijzer: str
    wijkblad: tuple[Kolom, ...] = ()

    @property
    def areas(self) -> tuple[Area, ...]:
        """The municipality first, then its wijken."""
        return (self.gemeente, *self.wijken)

    def area(self, name: str) -> Area | None:
        """The area with this code, name or spelling, whatever its capitals; None when there is none."""
        wanted = name.strip().casefold()
        for area in self.areas:
            if wanted in {known.casefold() for known in (area.code, area.naam, area.slug, *area.spellings)}:
                return area
        return None


class Snapshot(Protocol):
    """What readers get of one year: of an edition, or of what would be published now."""

    @property
    def front(self) -> Front: ...

    @property
    def summary(self) -> Summary: ...

    def sheet(self, area: Area) -> Factsheet:
        """The factsheet of one of the areas that it was made with."""
        ...


@dataclass(frozen=True)
class Concept:
    """A year as it would be published, made where somebody looks and then kept in memory.

    `since`: the same year before some rows were edited; what these cannot touch is taken from there.
    """

    tables: Tables
    texts: Mapping[str, str]
    jaar: int
    since: Concept | None = field(default=None, compare=False, repr=False)
    _sheets: dict[str, Factsheet] = field(default_factory=dict, compare=False, repr=False)

    @functools.cached_property
    def front(self) -> Front:
        settings = self.tables.settings
        reading = method.reading(settings.publicatie)
        lines = settings.samenvatting.wijkregels
        return Front(self.jaar, settings.gemeente, settings.wijken, settings.teksten["wijken"], reading, lines)

    @functools.cached_property
    def summary(self) -> Summary:
        return summarised(self.tables, self.sheet(self.front.gemeente))

    def sheet(self, area: Area) -> Factsheet:
        """The factsheet of this area."""
        if area.code not in self._sheets:
            self._sheets[area.code] = self._made(area)
        return self._sheets[area.code]

    def is_as_in(self, before: Snapshot | None, area: Area) -> bool:
        """Whether it is known, without making it, that this area has the very same factsheet there."""
        return self._follows and before is self.since and not self._changed(area)

    def _made(self, area: Area) -> Factsheet:
        if self.since is None or not self._follows:
            return factsheet(self.tables, self.texts, area, self.jaar)
        before, changed = self.since.sheet(area), self._changed(area)
        return factsheet(self.tables, self.texts, area, self.jaar, since=before, changed=changed) if changed else before

    @functools.cached_property
    def _follows(self) -> bool:
        """Whether nothing but rows differs from the state before."""
        return self.since is not None and _around(self) == _around(self.since)

    def _changed(self, area: Area) -> set[str]:
        """The datasets that say something else about this area, or about the municipality, which stands beside it."""
        here = {area.code, self.front.gemeente.code}
        return {dataset for dataset, areas in self._differing.items() if areas & here}

    @functools.cached_property
    def _differing(self) -> dict[str, set[str]]:
        return areas_that_differ(self.since.tables, self.tables) if self.since else {}


def areas_that_differ(before: Tables, now: Tables) -> dict[str, set[str]]:
    """Per dataset the areas whose published rows differ, or the rows of a table that is made of it.

    Rows without an area are about the municipality.
    """
    found: dict[str, set[str]] = {}
    for table in before.frames.keys() | now.frames.keys():
        areas = _areas_that_differ(before.with_area(table), now.with_area(table), now.settings.gemeente.code)
        if areas:
            found.setdefault(origin(table).dataset, set()).update(areas)
    return found


def _areas_that_differ(before: pl.DataFrame, now: pl.DataFrame, whole: str) -> set[str]:
    if before.schema != now.schema:
        return {whole}  # which stands beside all others
    if before.equals(now):
        return set()
    one, other = (rows.partition_by("gebied", as_dict=True) for rows in (before, now))
    return {code for key in one.keys() | other.keys() for (code,) in [key] if not _alike(one.get(key), other.get(key))}


def _alike(one: pl.DataFrame | None, other: pl.DataFrame | None) -> bool:
    return one is not None and other is not None and one.equals(other)


def _around(concept: Concept) -> tuple[object, ...]:
    """What every factsheet depends on beside its rows."""
    return concept.jaar, concept.texts, concept.tables.settings, concept.tables.first_year


@dataclass(frozen=True)
class Published:
    """An edition as it was published; a part is read when somebody looks."""

    store: Store
    edition: Edition
    _sheets: dict[str, Factsheet] = field(default_factory=dict, init=False, compare=False, repr=False)

    @functools.cached_property
    def front(self) -> Front:
        return _read(Front, self._part(FRONT))

    @functools.cached_property
    def summary(self) -> Summary:
        return _read(Summary, self._part(SUMMARY))

    def sheet(self, area: Area) -> Factsheet:
        """The factsheet of this area. Raises StoreError when the edition was made without it."""
        if area.code not in self._sheets:
            self._sheets[area.code] = _read(Factsheet, self._part(area.code))
        return self._sheets[area.code]

    def _part(self, name: str) -> bytes:
        body = self.store.document(self.edition.id, name)
        if body is None:
            raise StoreError(f"Van editie {self.edition.number} van {self.edition.year} is dit niet bewaard: {name}.")
        return body


def published(store: Store, edition: Edition, settings: Settings) -> Snapshot:
    """What readers get of an edition: the one way from an edition to a factsheet.

    An edition from before documents were kept, in a store that cannot keep them (see `complete`), is made with the
    settings of today.
    """
    return _made_now(store, edition, settings) if store.build_of(edition.id) is None else Published(store, edition)


def documents(snapshot: Snapshot) -> dict[str, bytes]:
    """All that readers get, by part, as the store keeps it."""
    return {
        FRONT: _written(Front, snapshot.front),
        SUMMARY: _written(Summary, snapshot.summary),
        **{area.code: _written(Factsheet, rendered(snapshot.sheet(area))) for area in snapshot.front.areas},
    }


def differs(kept: Mapping[str, bytes], now: Mapping[str, bytes]) -> bool:
    """Whether readers would get something else. What was kept is read as today's code reads it: a field that was added
    since, and says nothing, makes no difference."""
    return {part: _again(part, body) for part, body in kept.items()} != {p: zlib.decompress(b) for p, b in now.items()}


def build_info(store: Store, year: int, settings: Settings) -> BuildInfo:
    """What an edition of this year would be made with now."""
    return BuildInfo(program(), as_kept(settings), store.earlier(year), method.VERSION)


def made_with(settings: Settings) -> str:
    """The program and the settings as one short text: what an approval is about, beside figures and texts."""
    return f"{program()} {_digest(settings)}"


def as_kept(settings: Settings) -> dict[str, Any]:
    """The settings as JSON has them. How a year is approved, who may log in, or how long a log is kept, is no
    part of that."""
    apart = {"vier_ogen", "log_bewaartermijn", "aanmelden"}
    kept: dict[str, Any] = _adapter(Settings).dump_python(settings, mode="json", exclude=apart)
    return kept


def complete(store: Store, settings: Settings) -> None:
    """Keep the documents of editions from before these were kept: what readers see today.

    Costs nothing when there are none. Two processes may do this at once. In a store that can only be read nothing is
    kept, and readers get the same. An edition that cannot be made any more keeps the others from nothing: it stands in
    the log with a reference, and who asks for it is told.
    """
    lacking = store.without_documents()
    if not lacking:
        return
    # What the years before gave is not known any more.
    made = BuildInfo(program(), as_kept(settings))
    try:
        store.add_documents({})  # may it be written at all? That is known before all the work
        again = {edition.id: _made_again(store, edition, settings) for edition in lacking}
        store.add_documents({edition: (made, parts) for edition, parts in again.items() if parts})
    except StoreError:
        return


def _made_again(store: Store, edition: Edition, settings: Settings) -> dict[str, bytes]:
    """The documents of an edition from before; empty, with a line in the log, when they cannot be made any more."""
    try:
        return documents(_made_now(store, edition, settings))
    except StoreError:
        raise
    except Exception as error:
        which = f"edition {edition.number} of {edition.year}"
        LOGGER.error("%s %s was not kept: %s", new_reference(), which, places(error))
        return {}


def _made_now(store: Store, edition: Edition, settings: Settings) -> Concept:
    return Concept(Tables(store.tables(edition.id), settings), store.texts_of(edition.id), edition.year)


@functools.lru_cache(maxsize=8)
def _digest(settings: Settings) -> str:
    return hashlib.sha256(json.dumps(as_kept(settings), sort_keys=True).encode()).hexdigest()


def _again(part: str, body: bytes) -> bytes:
    kind: Any = {FRONT: Front, SUMMARY: Summary}.get(part, Factsheet)
    return _adapter(kind).dump_json(_read(kind, body))


def _written(kind: Any, value: object) -> bytes:
    return zlib.compress(_adapter(kind).dump_json(value))


def _read(kind: type[Part], body: bytes) -> Part:
    # What another version of the program put in it is passed over: a document always opens.
    adapter: TypeAdapter[Part] = _adapter(kind)  # type: ignore[arg-type]
    return adapter.validate_json(zlib.decompress(body), extra="ignore")


@functools.cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)
