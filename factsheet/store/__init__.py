"""The store: versions, editions, texts, accounts and the log. The only writer.

Nothing of SQLAlchemy leaves this package: callers get small frozen values and polars frames, and every failure that
a user can cause is a StoreError with a Dutch message.
"""

from __future__ import annotations

import functools
import os

from factsheet.store.backup import copy, restore
from factsheet.store.codes import Codes
from factsheet.store.editions import Editions
from factsheet.store.engine import address, path_of
from factsheet.store.failures import StoreFailure, new_reference, places
from factsheet.store.logbook import Log, without_counts
from factsheet.store.people import Accounts, Links, Sessions, Settings
from factsheet.store.remarks import Remarks
from factsheet.store.repository import utc_now
from factsheet.store.steps import Drafts, Steps
from factsheet.store.values import (
    Account,
    BuildInfo,
    CodeAnswer,
    Conflict,
    Draft,
    EditedText,
    Edition,
    Limit,
    Link,
    LogEntry,
    LogState,
    Moved,
    NotGood,
    ReasonNeeded,
    Remark,
    Session,
    Step,
    StepKind,
    StoreError,
    Tables,
    TextConflict,
    Version,
)
from factsheet.store.versions import CORRECTED, Versions

__all__ = [
    "CORRECTED",
    "Account",
    "BuildInfo",
    "CodeAnswer",
    "Conflict",
    "Draft",
    "EditedText",
    "Edition",
    "Limit",
    "Link",
    "LogEntry",
    "LogState",
    "Moved",
    "NotGood",
    "ReasonNeeded",
    "Remark",
    "Session",
    "Step",
    "StepKind",
    "Store",
    "StoreError",
    "StoreFailure",
    "Tables",
    "TextConflict",
    "Version",
    "copy",
    "current",
    "existing",
    "new_reference",
    "places",
    "restore",
    "utc_now",
    "without_counts",
]


class Store(Versions, Editions, Steps, Drafts, Remarks, Codes, Accounts, Sessions, Links, Settings, Log):
    """Everything that is kept, behind one door. Threads may share it; processes each open their own."""


def current() -> Store:
    """The store of this installation (FACTSHEET_STORE), opened once per process.

    Raises StoreError when it cannot be opened; the next call tries again.
    """
    return _opened(os.environ.get("FACTSHEET_STORE"))


def existing() -> Store | None:
    """The same, without making one; None when there is none yet."""
    file = path_of(address())
    return current() if file is None or file.exists() else None


@functools.cache
def _opened(url: str | None) -> Store:
    return Store(url)
