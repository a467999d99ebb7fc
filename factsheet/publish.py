"""The last version of every dataset of a year → an edition that readers see.

A preview is made by the very same code, without keeping it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

import polars as pl

from factsheet.disclose import disclose, stack
from factsheet.settings import Settings
from factsheet.store import EditedText, Edition, Store, StoreError, Version
from schemas import SCHEMAS

DUIDING = ".duiding"


class Incomplete(StoreError):  # noqa: N818 - a refusal reads better without "Error"
    """A dataset is missing; `missing` names them."""

    def __init__(self, year: int, missing: tuple[str, ...]) -> None:
        what = "dit bestand" if len(missing) == 1 else "deze bestanden"
        super().__init__(
            f"Voor {year} ontbreekt nog {what}: {', '.join(missing)}. Upload ze eerst. Er is niets gepubliceerd."
        )
        self.missing = missing


def checklist(store: Store, year: int) -> dict[str, Version | None]:
    """Every dataset with its last version of this year, or None where it is missing."""
    versions = store.versions(year)
    return {dataset: versions.get(dataset) for dataset in SCHEMAS}


def missing(store: Store, year: int) -> tuple[str, ...]:
    """The datasets that this year still lacks."""
    return tuple(dataset for dataset, version in checklist(store, year).items() if version is None)


def is_new(store: Store, year: int) -> bool:
    """Whether the last versions differ from what readers see."""
    edition = store.last_edition(year)
    now = {dataset: version.id for dataset, version in store.versions(year).items()}
    return edition is None or dict(edition.versions) != now or store.texts_of(edition.id) != texts(store, year)


def preview(store: Store, year: int, settings: Settings) -> dict[str, pl.DataFrame]:
    """What readers would see if the last versions of this year were published now: tables of all years up to it.

    Earlier years come from their own last edition, so that a reader finds the same figure in both.
    """
    earlier = [_own(store, store.last_edition(y), y) for y in store.published_years() if y < year]
    return stack([*earlier, disclose(_rows(store, year), _rows(store, year - 1), settings)])


def publish(store: Store, year: int, *, who: str, settings: Settings, reason: str | None = None) -> Edition:
    """Make the next edition of this year.

    Raises Incomplete when a dataset is missing, StoreError when the store refuses.
    """
    lacking = missing(store, year)
    if lacking:
        raise Incomplete(year, lacking)
    edition = store.add_edition(
        year=year,
        who=who,
        reason=reason,
        versions={dataset: version.id for dataset, version in store.versions(year).items()},
        tables=preview(store, year, settings),
        texts=texts(store, year),
    )
    store.log(who, "gepubliceerd", f"factsheet {year}, editie {edition.number}")
    return edition


def texts(store: Store, year: int) -> dict[str, str]:
    """The editorial texts of this year by key, as an edition keeps them; see `written`."""
    return {key: _signed(text) for key, text in written(store, year).items() if text.body}


def written(store: Store, year: int) -> dict[str, EditedText]:
    """Per key the text that counts: a text that nobody wrote anew comes from the year before.

    A text that was taken away has an empty body; it does not come back from an earlier year.
    """
    return {text.key: text for y in store.years() if y <= year for text in store.text_history(y)}


def last_year(store: Store | None) -> Callable[[str, int], pl.DataFrame | None]:
    """What a file is compared with: the rows of the last version of a dataset and year, where there are any."""
    return _last_rows(store)


def siblings(store: Store | None) -> Callable[[str, int], pl.DataFrame | None]:
    """The other files of its year that a file is compared with, likewise."""
    return _last_rows(store)


def _last_rows(store: Store | None) -> Callable[[str, int], pl.DataFrame | None]:
    def rows(dataset: str, year: int) -> pl.DataFrame | None:
        version = store.last_version(dataset, year) if store else None
        return store.rows(version.id) if store and version else None

    return rows


def _rows(store: Store, year: int) -> Mapping[str, pl.DataFrame]:
    return {dataset: store.rows(version.id) for dataset, version in store.versions(year).items()}


def _own(store: Store, edition: Edition | None, year: int) -> dict[str, pl.DataFrame]:
    if edition is None:
        return {}
    return {dataset: rows.filter(pl.col("jaar") == year) for dataset, rows in store.tables(edition.id).items()}


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
