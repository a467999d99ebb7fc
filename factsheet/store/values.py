"""What the store gives back: small frozen values, and errors whose message the reader sees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

import polars as pl


class StoreError(Exception):
    """Something could not be kept or found; the message is Dutch and says what to do."""


class NotGood(StoreError):  # noqa: N818 - a refusal reads better without "Error"
    """A file with fouten, or one whose dataset or year is unknown, was offered."""


class ReasonNeeded(StoreError):  # noqa: N818
    """A file with waarschuwingen was offered without a reason."""


class Conflict(StoreError):  # noqa: N818
    """Somebody saved another version in the meantime.

    Args:
        version: the version that is the last one now; None when there is none.
    """

    def __init__(self, message: str, version: Version | None) -> None:
        super().__init__(message)
        self.version = version


class TextConflict(StoreError):  # noqa: N818
    """Somebody kept another text in the same place in the meantime; `text` is the one that counts now."""

    def __init__(self, message: str, text: EditedText | None) -> None:
        super().__init__(message)
        self.text = text


class Moved(StoreError):  # noqa: N818
    """The year is no longer what it was when somebody offered, approved or published it."""


@dataclass(frozen=True)
class Version:
    """One upload or edit of one dataset of one year; never changed. `warnings` are those that `reason` confirmed."""

    id: int
    dataset: str
    year: int
    row_count: int
    who: str
    at: datetime
    reason: str | None
    sha256: str
    name: str
    read_as: str
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Edition:
    """One publication of one year; never changed. `versions` maps each dataset to the id of its version.

    `embargo`: until this moment only management and editors see it; None when everybody may at once.
    """

    id: int
    year: int
    number: int
    who: str
    at: datetime
    reason: str | None
    embargo: datetime | None = None
    versions: Mapping[str, int] = field(default_factory=dict, hash=False)

    @property
    def public_from(self) -> datetime:
        """The moment from which every reader sees it."""
        return max(self.at, self.embargo or self.at)


@dataclass(frozen=True)
class BuildInfo:
    """What an edition was made with: the program, the settings as JSON has them, and what the years before it gave.

    `earlier` is that of `Editions.earlier`; `method` the version of the disclosure method, `tables` a hash of the
    published tables. All three are empty for an edition that was made before they were kept.
    """

    program: str
    settings: Mapping[str, Any] = field(hash=False)
    earlier: str = ""
    method: str = ""
    tables: str = ""


@dataclass(frozen=True)
class EditedText:
    """What an editor wrote for one place in the factsheet, with the source of a claim from outside."""

    id: int
    year: int
    key: str
    body: str
    source: str | None
    who: str
    at: datetime


StepKind = Literal["aangeboden", "goedgekeurd", "teruggestuurd", "bevestigd"]


@dataclass(frozen=True)
class Step:
    """One step of a year on its way to readers; never changed.

    `content` is the state of the year it was about (see `Steps.content`): once anything changes, the step counts no
    more. `about` names what was confirmed; it is empty for steps about the year as a whole.
    """

    id: int
    year: int
    kind: StepKind
    about: str
    content: str
    note: str | None
    who: str
    at: datetime


@dataclass(frozen=True)
class Draft:
    """Unsaved work of one account. `base` is the id of what it started from (0: nothing), `revision` counts changes."""

    name: str
    year: int
    body: str
    base: int
    revision: int
    at: datetime


@dataclass(frozen=True)
class Remark:
    """What an editor said about one cell; `key` are the texts that name its row. None until it is resolved."""

    id: int
    dataset: str
    year: int
    key: tuple[str, ...]
    column: str
    text: str
    who: str
    at: datetime
    resolved_by: str | None
    resolved_at: datetime | None


@dataclass(frozen=True)
class CodeAnswer:
    """What an editor said that a code is in records of a wet. Without `as_wet` it counts nowhere."""

    id: int
    wet: str
    code: str
    as_wet: str | None
    laag: str | None
    vorm: str | None
    who: str
    at: datetime


@dataclass(frozen=True)
class Account:
    """Who may log in. Without a password hash nobody can, until an invitation is used.

    `subject` is who this is at the provider of the municipality, as a hash: such an account has no password.
    """

    id: int
    name: str
    display_name: str
    roles: frozenset[str]
    wijken: tuple[str, ...]
    active: bool
    demo: bool
    credential_version: int
    password_hash: str | None = field(default=None, repr=False)
    subject: str | None = field(default=None, repr=False)

    @property
    def can_log_in(self) -> bool:
        return self.active and (self.password_hash or self.subject) is not None


@dataclass(frozen=True)
class Session:
    """One login, in one browser, until `expires`, or until it is not used for `idle`.

    `id` names it and opens nothing. `browser` is in words, such as "Firefox op Windows".
    """

    id: str
    account: Account
    created: datetime
    last_used: datetime
    idle: timedelta
    expires: datetime
    browser: str


@dataclass(frozen=True)
class Limit:
    """How many attempts go through under a key; of more, one per pause under the key `slowed`."""

    key: str
    most: int
    slowed: str


@dataclass(frozen=True)
class Link:
    """A one-time link; `account` is None for the link that makes the first administrator."""

    id: int
    purpose: str
    account: Account | None
    expires: datetime


@dataclass(frozen=True)
class LogEntry:
    """One line of the log; `reference` is what a reader quotes when something went wrong.

    `about` is the dataset or the key of the text that it is about, `year` the year of those. `hash` is that of the
    chain, see `store.chain`.
    """

    id: int
    at: datetime
    who: str
    what: str
    details: str
    reference: str | None
    about: str | None = None
    year: int | None = None
    hash: str = field(default="", repr=False)


@dataclass(frozen=True)
class LogState:
    """What the chain of the log says: `broken` is the number of the line where it breaks, None when it is whole.

    `last` is the number of the last line, also when there is none left, and `hash` the hash of that line.
    """

    lines: int
    last: int
    hash: str
    broken: int | None


Tables = Mapping[str, pl.DataFrame]
