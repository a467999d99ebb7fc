"""What the upload page remembers between two clicks: per file what was found, what was mended, what was answered."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from factsheet import store
from factsheet.editing.numbering import Table as EditedTable
from factsheet.intake import Cell, Dropped, Examined
from factsheet.literal import st
from factsheet.parse import Decimal, Parsed
from factsheet.records import Recorded
from factsheet.report import Correction
from factsheet.screen.grid import Round
from factsheet.validate import Checked
from schemas import SCHEMAS

SESSION = "uploads"
Table = tuple[str, int]  # dataset and year


@dataclass
class Work:
    """The work on one file of the drop zone.

    `parts` are the tables in it, when it comes from a source such as the CBS, or else itself.
    `read` is what stands in it, with these corrections and answers; `found` what that is worth beside the other files.
    `typed` is the table once somebody typed in it, `typing` its grid, `original` what was read of the file before that.
    `kept`: saved already, while others in the drop zone are not. `base`: the version of each table that was the last
    one when the file was dropped, None where there was none.
    """

    corrections: dict[Cell, Correction] = field(default_factory=dict)
    decimal: Decimal | None = None
    year: int | None = None
    parts: tuple[Dropped, ...] = ()
    read: Parsed | Recorded | None = None
    found: Examined | None = None
    stopped: bool = False
    typing: Round | None = None
    typed: EditedTable | None = None
    original: Parsed | None = None
    kept: bool = False
    base: dict[Table, int | None] = field(default_factory=dict)

    def changed(self) -> None:
        """From here on the file must be read again."""
        self.read, self.found, self.stopped = None, None, False
        self.typing = self.typed = self.original = None


@dataclass(frozen=True)
class Upload:
    """One file that was read. `key`: how Streamlit knows it; `records`: that of the file that it was counted from."""

    key: str
    file: Dropped
    found: Examined
    records: str = ""

    @property
    def checked(self) -> Checked:
        return self.found.checked

    @property
    def name(self) -> str:
        origin = self.file.origin
        return f"{self.file.name}, {origin.dataset}" if origin else self.file.name

    @property
    def counted(self) -> list[Upload]:
        """The tables that were counted from a file of records, as files of their own."""
        return [
            Upload(f"{self.key}-{table.checked.dataset}", Dropped(table.checked.name, b""), table, self.key)
            for table in self.found.counted
        ]


def work_on(key: str) -> Work:
    """The work on one file; begun when there was none."""
    return _session().setdefault(key, Work())


def known() -> Mapping[str, Work]:
    """The work on every file in the drop zone."""
    return _session()


def is_kept(key: str) -> bool:
    """Whether all that is in a file was saved, so that nothing is lost without it. Its tables are named after it."""
    own = [work for name, work in _session().items() if name == key or name.startswith(f"{key}-")]
    return bool(own) and all(work.kept for work in own)


def keep_only(keys: Collection[str]) -> None:
    """Forget the files that were taken out of the drop zone; the others are judged anew without them."""
    gone = _session().keys() - set(keys)
    for key in gone:
        del _session()[key]
    for work in _session().values() if gone else ():
        work.found = work.found if work.read is None else None


def found(work: Work, examined: Examined) -> None:
    """Keep what a file is worth, and which versions it is about to replace: those of when it was dropped."""
    work.found = examined
    for one in (examined, *examined.counted):
        checked = one.checked
        if checked.dataset in SCHEMAS and checked.year is not None:
            table = (checked.dataset, checked.year)
            last = store.current().last_version(*table)
            work.base.setdefault(table, last.id if last else None)


def bases() -> dict[Table, int | None]:
    """The versions that the files in the drop zone are about to replace."""
    return {table: version for work in _session().values() for table, version in work.base.items()}


def replace_the_last(tables: Collection[Table]) -> None:
    """The editor has seen that there are newer versions of these tables, and wants to replace them all the same."""
    for work in _session().values():
        for table in work.base.keys() & set(tables):
            last = store.current().last_version(*table)
            work.base[table] = last.id if last else None


def count_again() -> None:
    """Files of records are read and counted anew: what their codes are was answered."""
    for work in _session().values():
        if not work.kept and (isinstance(work.read, Recorded) or (work.found and work.found.recorded)):
            work.changed()


def values_of(corrections: Mapping[Cell, Correction]) -> dict[Cell, str]:
    """The new values, as reading a file takes them."""
    return {cell: correction.new for cell, correction in corrections.items()}


def _session() -> dict[str, Work]:
    session: dict[str, Work] = st.session_state.setdefault(SESSION, {})
    return session
