"""What the upload page remembers between two clicks: per file what was found, what was mended, what was answered."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import streamlit as st

from factsheet.intake import Cell, Dropped, Examined
from factsheet.parse import Decimal, Parsed
from factsheet.records import Recorded
from factsheet.report import Mend
from factsheet.validate import Checked

DESK = "uploads"


@dataclass
class Work:
    """The work on one file of the drop zone.

    `read` is what stands in it, with these mends and answers; `found` what that is worth beside the other files.
    """

    mends: dict[Cell, Mend] = field(default_factory=dict)
    decimal: Decimal | None = None
    year: int | None = None
    read: Parsed | Recorded | None = None
    found: Examined | None = None
    stopped: bool = False

    def changed(self) -> None:
        """From here on the file must be read again."""
        self.read, self.found, self.stopped = None, None, False


@dataclass(frozen=True)
class Upload:
    """One file that was read. `key` is how Streamlit knows it."""

    key: str
    file: Dropped
    found: Examined

    @property
    def checked(self) -> Checked:
        return self.found.checked

    @property
    def name(self) -> str:
        return self.file.name

    @property
    def counted(self) -> list[Upload]:
        """The tables that were counted from a file of records, as files of their own."""
        return [
            Upload(f"{self.key}-{table.checked.dataset}", Dropped(table.checked.name, b""), table)
            for table in self.found.counted
        ]


def work_on(key: str) -> Work:
    """The work on one file; begun when there was none."""
    return _desk().setdefault(key, Work())


def keep_only(keys: Collection[str]) -> None:
    """Forget the files that were taken out of the drop zone; the others are judged anew without them."""
    gone = _desk().keys() - set(keys)
    for key in gone:
        del _desk()[key]
    for work in _desk().values() if gone else ():
        work.found = work.found if work.read is None else None


def values_of(mends: Mapping[Cell, Mend]) -> dict[Cell, str]:
    """The new values, as reading a file takes them."""
    return {cell: mend.new for cell, mend in mends.items()}


def _desk() -> dict[str, Work]:
    desk: dict[str, Work] = st.session_state.setdefault(DESK, {})
    return desk
