"""The last version of every dataset of a year → an edition that readers see.

A preview is made by the very same code, without keeping it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

import polars as pl

from factsheet import reason as reasons
from factsheet.figures import Tables
from factsheet.release import review, snapshot
from factsheet.release.disclose import LastYear, disclose, stack, without
from factsheet.release.privacy import Privacy, assess, refuse, reprinted_message
from factsheet.release.rounding import digest, rounded
from factsheet.release.snapshot import Concept
from factsheet.rows import PublishedRows, TrueRows
from factsheet.settings import Settings
from factsheet.store import EditedText, Edition, Store, StoreError, Version
from schemas import of_year, required

DUIDING = ".duiding"
MOVED = {"tevredenheid": "beleidsindicatoren"}  # sections that became one


class Incomplete(StoreError):  # noqa: N818 - a refusal reads better without "Error"
    """A dataset is missing; `missing` names them."""

    def __init__(self, year: int, missing: tuple[str, ...]) -> None:
        what = "dit bestand" if len(missing) == 1 else "deze bestanden"
        super().__init__(
            f"Voor {year} ontbreekt nog {what}: {', '.join(missing)}. Upload ze eerst. Er is niets gepubliceerd."
        )
        self.missing = missing


class NotApproved(StoreError):  # noqa: N818
    """Four eyes are asked, and nobody approved what would be published."""

    def __init__(self, year: int) -> None:
        super().__init__(
            f"{year} is nog niet goedgekeurd. Bied het jaar aan op de pagina Publiceren, en laat een collega het "
            "goedkeuren. Er is niets gepubliceerd."
        )


class Reprinted(StoreError):  # noqa: N818
    """Both editions together tell more of small counts that stayed the same."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(f"{reprinted_message(names)} Er is niets gepubliceerd. Mag dit, schrijf dan op waarom.")


@dataclass(frozen=True)
class Sources:
    """All that an edition of a year is made of, read once: whoever edits a table asks for it at every cell.

    `true`: the last rows of the year; `earlier`: what the last edition of each year before it published of that year,
    so that a reader finds the same figure in both; `last`: the year before as it was published, for a change is not
    since rows that no reader has seen; `known`: what readers already have of this year.
    """

    year: int
    true: TrueRows
    earlier: tuple[PublishedRows, ...]
    last: LastYear
    known: PublishedRows | None
    left_out: tuple[str, ...]
    texts: Mapping[str, str]


def checklist(store: Store, year: int) -> dict[str, Version | None]:
    """Every dataset that exists in this year with its last version, or None where there is none."""
    versions = store.versions(year)
    return {dataset: versions.get(dataset) for dataset in of_year(year)}


def missing(store: Store, year: int) -> tuple[str, ...]:
    """The datasets that this year still lacks and cannot do without."""
    versions = store.versions(year)
    return tuple(dataset for dataset in required(year) if dataset not in versions)


def is_changed(store: Store, year: int) -> bool:
    """Whether the last versions or texts of this year differ from what readers see."""
    edition = store.last_edition(year)
    now = {dataset: version.id for dataset, version in store.versions(year).items()}
    return edition is None or dict(edition.versions) != now or store.texts_of(edition.id) != texts(store, year)


def causes(store: Store, year: int, settings: Settings) -> tuple[str, ...]:
    """What else may make the next edition of this year differ from the last one, in words."""
    edition = store.last_edition(year)
    then = store.build_of(edition.id) if edition else None
    if then is None:
        return ()
    now = snapshot.build_info(store, year, settings)
    found = [
        cause
        for cause, differs in (
            ("andere instellingen", then.settings != now.settings),
            ("een nieuwe versie van het programma", then.program != now.program),
            ("andere cijfers van eerdere jaren", bool(then.earlier) and then.earlier != now.earlier),
        )
        if differs
    ]
    # Of an edition from before this was kept, nobody knows what the years before gave.
    return tuple(found) if found or then.earlier else ("andere cijfers van eerdere jaren",)


def would_differ(store: Store, concept: Concept) -> bool:
    """Whether readers would get something else than in the last edition. Makes all of it: look for `causes` first."""
    edition = store.last_edition(concept.jaar)
    return edition is None or snapshot.differs(store.documents(edition.id), snapshot.documents(concept))


def concept(store: Store, year: int, settings: Settings) -> Concept:
    """What readers would get if this year were published now."""
    return made_of(sources(store, year), settings)


def made_of(found: Sources, settings: Settings) -> Concept:
    """What readers would get of it."""
    return Concept(Tables(disclosed(found, settings), settings), found.texts, found.year)


def edited(found: Sources, before: Concept, instead: Mapping[str, pl.DataFrame]) -> Concept:
    """The same with rows that take the place of a last version, as an editor is changing them; `before`: without."""
    settings = before.tables.settings
    frames = disclosed(replace(found, true=TrueRows({**found.true, **instead})), settings)
    return Concept(Tables(frames, settings, before.tables), found.texts, found.year, before)


def sources(store: Store, year: int) -> Sources:
    """What an edition of this year would be made of now."""
    earlier = {edition.year: _own(store, edition) for edition in _earlier(store, year)}
    return Sources(
        year=year,
        true=TrueRows(_rows(store, year)),
        earlier=tuple(earlier.values()),
        last=LastYear(_rows_of_edition(store, year - 1), earlier.get(year - 1, PublishedRows({}))),
        known=_known(store, year),
        left_out=tuple(review.left_out(store, year)),
        texts=texts(store, year),
    )


def disclosed(found: Sources, settings: Settings) -> PublishedRows:
    """What readers would see of it: tables of all years up to this one."""
    own = disclose(found.true, found.last, settings, found.known)
    return stack([*found.earlier, without(own, found.left_out, settings)])


def privacy(store: Store, concept: Concept) -> Privacy:
    """What a reader could find out of a year, if it were published now."""
    year, settings = concept.jaar, concept.tables.settings
    known = _known(store, year)
    now = rounded(TrueRows(_rows(store, year)), settings, known)
    return assess(concept.tables.frames, now, _rows_of_edition(store, year), known, year=year, settings=settings)


def publish(
    store: Store,
    year: int,
    *,
    who: str,
    settings: Settings,
    reason: str | None = None,
    embargo: datetime | None = None,
    content: str | None = None,
    reprint: str = "",
) -> Edition:
    """Make the next edition of this year.

    Args:
        embargo: until when only management and editors see it. An earlier year that is still under embargo keeps this
            edition under it too, because its figures are in here.
        content: what whoever publishes has looked at (`Store.content`); without it, whatever is there now.
        reprint: why both editions together may tell more of small counts; it comes in the log. Not needed when
            somebody confirmed that.

    Raises:
        GivesAway: what would be published tells too much of a small count.
        Reprinted: both editions together tell more of small counts, and nobody said why they may.
        Incomplete: a dataset is missing.
        NotApproved: four eyes are asked, and nobody approved.
        ReasonRefused: readers may not see this reason.
        Moved: it changed since `content`, or while the edition was made.
        StoreError: the store refuses.
    """
    lacking = missing(store, year)
    if lacking:
        raise Incomplete(year, lacking)
    now = review.standing(store, year, settings)
    if settings.vier_ogen and now.stand != "goedgekeurd":
        raise NotApproved(year)
    made = concept(store, year, settings)
    found = privacy(store, made)
    refuse(found)
    if found.reprinted and not reprint and found.about_reprint not in review.confirmed(store, year):
        raise Reprinted(found.reprinted)
    documents, public = snapshot.documents(made), [edition.public_from for edition in _earlier(store, year)]
    with store.together():
        edition = store.add_edition(
            year=year,
            who=who,
            reason=reasons.checked(reason, settings) if reason else None,
            versions={dataset: version.id for dataset, version in store.versions(year).items()},
            tables=made.tables.frames,
            texts=made.texts,
            build=replace(snapshot.build_info(store, year, settings), tables=digest(made.tables.frames)),
            documents=documents,
            embargo=_embargo(store, embargo, public),
            content=content or now.content,
            made_with=review.made(store, year, settings),
            after=now.step.id if settings.vier_ogen and now.step else None,
        )
        why = f": {edition.reason}" if edition.reason else ""
        store.log(who, "gepubliceerd", f"editie {edition.number}{why}", year=year)
        if found.reprinted and reprint:
            store.log(who, "andere tientallen", f"editie {edition.number}: {reprint}", year=year)
    return edition


def restore(
    store: Store,
    edition_id: int,
    *,
    who: str,
    reason: str,
    settings: Settings,
    over: Mapping[str, int] | None = None,
) -> Edition:
    """Let readers see an earlier edition again: as the next edition, the very same document.

    What editors are working on stays as it is, unless `over` says which last versions (by dataset) they were when
    somebody chose to put the data back too: then those of the edition become the last ones again, in this transaction.

    Raises:
        StoreError: there is no reason, readers may not see it, or there is no such edition.
        Conflict: somebody kept a version that is not in `over`.
    """
    old = store.edition(edition_id)
    if not reason.strip():
        raise StoreError("Schrijf op waarom u teruggaat. Er is nog niets veranderd.")
    why = f"terug naar editie {old.number}: {reasons.checked(reason, settings)}"
    with store.together():
        edition = store.add_edition(
            year=old.year,
            who=who,
            reason=why,
            versions=old.versions if over is None else _put_data_back(store, old, over, who=who, reason=why),
            tables=store.tables(old.id),
            texts=store.texts_of(old.id),
            build=store.build_of(old.id),
            documents=store.documents(old.id),
            embargo=_embargo(store, None, [old.public_from]),
        )
        store.log(who, "editie teruggezet", f"editie {edition.number}, {why}", year=old.year)
    return edition


def differing(store: Store, edition: Edition) -> tuple[str, ...]:
    """The datasets whose last version holds other rows than this edition was made of."""
    last, then = store.versions(edition.year), edition.versions
    return tuple(name for name in last if name not in then or not _alike(store, then[name], last[name].id))


def differing_since_put_back(store: Store, year: int) -> tuple[str, ...]:
    """The same of an older edition that readers see again; nothing where the last edition is no older one."""
    edition = review.put_back(store, year)
    return differing(store, edition) if edition else ()


def _put_data_back(store: Store, old: Edition, over: Mapping[str, int], *, who: str, reason: str) -> dict[str, int]:
    """The versions of an edition as the last ones again; gives the last version of each of its datasets."""
    for name in differing(store, old):
        if name in old.versions:
            store.restore(old.versions[name], who=who, reason=reason, based_on=over.get(name))
    return {name: version.id for name, version in store.versions(old.year).items() if name in old.versions}


def _alike(store: Store, one: int, other: int) -> bool:
    return one == other or store.rows(one).equals(store.rows(other))


def all_seen(store: Store, year: int | None = None, *, early: bool, at: datetime | None = None) -> list[Edition]:
    """The editions that readers see, or saw at a moment, newest first; of one year or of all.

    `early`: management and editors, who do not wait for an embargo.
    """
    moment = at or store.now()
    return [one for one in store.editions(year) if (one.at if early else one.public_from) <= moment]


def seen(store: Store, year: int, *, early: bool, at: datetime | None = None) -> Edition | None:
    """The edition of a year that counts for readers; None when there is or was none. See `all_seen`."""
    return next(iter(all_seen(store, year, early=early, at=at)), None)


def opened(store: Store, year: int, number: int, *, early: bool) -> Edition | None:
    """An edition by its number, once its readers may see it; None for one under embargo as for one that never was."""
    return next((one for one in all_seen(store, year, early=early) if one.number == number), None)


def seen_years(store: Store, *, early: bool) -> list[int]:
    """The years of which readers see an edition, oldest first."""
    return sorted({one.year for one in all_seen(store, early=early)})


def changed_last_year(store: Store, year: int) -> tuple[str, ...]:
    """The datasets of the year before that changed since they were published: changes would be against other figures
    than readers know."""
    edition = store.last_edition(year - 1)
    now = store.versions(year - 1)
    return tuple(name for name, version in now.items() if edition and edition.versions.get(name) != version.id)


def texts(store: Store, year: int) -> dict[str, str]:
    """The editorial texts of this year by key, as an edition keeps them; see `written`."""
    return {key: _signed(text) for key, text in written(store, year).items() if text.body}


def written(store: Store, year: int) -> dict[str, EditedText]:
    """Per key the text that counts: a text that nobody wrote anew comes from the year before.

    A text that was taken away has an empty body; it does not come back from an earlier year. The texts of a section
    that became part of another go along, until somebody writes there.
    """
    every = [text for y in store.years() if y <= year for text in store.text_history(y)]
    moved = {text.key: text for text in every if _section(text.key) in MOVED}
    return {text.key: text for text in (*map(_moved, moved.values()), *every) if _section(text.key) not in MOVED}


def _moved(text: EditedText) -> EditedText:
    """A text under the section that has it now; there it has no number yet."""
    section = _section(text.key)
    return replace(text, key=MOVED[section] + text.key.removeprefix(section), id=0)


def _section(key: str) -> str:
    return key.partition(".")[0]


def _rows(store: Store, year: int) -> dict[str, pl.DataFrame]:
    return {dataset: store.rows(version.id) for dataset, version in store.versions(year).items()}


def _rows_of_edition(store: Store, year: int) -> TrueRows:
    """The rows behind the last edition of a year; none where readers never saw that year."""
    edition = store.last_edition(year)
    versions = edition.versions if edition else {}
    return TrueRows({dataset: store.rows(version) for dataset, version in versions.items()})


def _known(store: Store, year: int) -> PublishedRows | None:
    """What readers already have of this year."""
    edition = store.last_edition(year)
    return _own(store, edition) if edition else None


def _earlier(store: Store, year: int) -> list[Edition]:
    """The last edition of every year before this one."""
    editions = [store.last_edition(earlier) for earlier in store.published_years() if earlier < year]
    return [edition for edition in editions if edition]


def _own(store: Store, edition: Edition) -> PublishedRows:
    tables = store.tables(edition.id).items()
    return PublishedRows({name: rows.filter(pl.col("jaar") == edition.year) for name, rows in tables})


def _embargo(store: Store, asked: datetime | None, others: list[datetime]) -> datetime | None:
    """The latest of these moments, when it is still to come."""
    latest = max([*others, *([asked] if asked else [])], default=None)
    return latest if latest and latest > store.now() else None


def _signed(text: EditedText) -> str:
    """The body of a text; that of a duiding with who kept it, when, and for which year."""
    if not text.key.endswith(DUIDING):
        return text.body
    try:
        document = json.loads(text.body)
        return json.dumps(document | {"door": text.who, "op": text.at.isoformat(), "jaar": text.year})
    except (ValueError, TypeError, RecursionError):
        # Unreadable as it is: the edition shows the generated text alone, and tells the editor.
        return text.body
