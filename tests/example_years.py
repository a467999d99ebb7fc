"""The example years as a store to begin a test with, and their files. Loaded once, then copied."""

from __future__ import annotations

import csv
import fcntl
import shutil
from collections.abc import Callable, Collection
from datetime import UTC, datetime
from pathlib import Path

import pytest

from factsheet import cli
from factsheet import store as factsheet_store
from factsheet.access import passwords
from factsheet.release import publish
from factsheet.release.privacy import Distance, Privacy
from factsheet.store import utc_now

ROOT = Path(__file__).parent.parent
VOORBEELD = ROOT / "data" / "voorbeeld"
YEARS = tuple(sorted(int(folder.name) for folder in VOORBEELD.glob("[0-9]*")))
# What publishing says of counts that nobody can find out.
SAFE = Privacy(5, (), (), (), Distance(0, 0), Distance(0, 0), proven=True)
# When the years of `loaded` were published.
LOADED = datetime(2025, 3, 1, 12, tzinfo=UTC)


def url(path: Path) -> str:
    """The address of the store in this file."""
    return f"sqlite:///{path}"


def load(path: Path, years: Collection[int] = YEARS, *, clock: Callable[[], datetime] = utc_now) -> Path:
    """Load and publish these example years as `factsheet voorbeeld` does, into a new SQLite file at this path."""
    folder = path.with_suffix(".jaren")
    folder.mkdir()
    for year in years:
        (folder / str(year)).symlink_to(VOORBEELD / str(year))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FACTSHEET_STORE", url(path))
        patch.setattr(cli.example, "VOORBEELD", folder)
        # What a reader could find out of the example is attacked in tests/test_attack.py; here it would take seconds.
        patch.setattr(publish, "privacy", lambda *_: SAFE)
        patch.setattr(passwords, "ROUNDS", 4)
        factsheet_store.current().now = clock
        assert cli.main(["voorbeeld"]) == 0
        factsheet_store.current().close()
    return path


def loaded(shared: Path, years: Collection[int] = YEARS) -> Path:
    """These example years, published at LOADED, in one SQLite file in this folder; whoever asks first makes it.

    The folder is that of all processes that run the tests together: loading takes many seconds.
    """
    path = shared / f"{min(years)}-{max(years)}.db"
    with path.with_suffix(".slot").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            made = load(path.with_suffix(".half.db"), years, clock=lambda: LOADED)
            made.rename(path)
    return path


def copy(loaded: Path, folder: Path) -> str:
    """A store of its own with what was loaded; the answer is its address."""
    return url(Path(shutil.copy(loaded, folder / "factsheet.db")))


def files(year: int) -> dict[str, bytes]:
    """The eleven files of a year as an editor has them: name → bytes."""
    return {path.name: path.read_bytes() for path in sorted((VOORBEELD / str(year)).glob("*.csv"))}


def inwoners(year: int) -> dict[str, str]:
    """Area → number of inhabitants as a reader sees it, added up here from the file itself."""
    totals: dict[str, int] = {}
    with (VOORBEELD / str(year) / "bevolking.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            totals[row["gebied"]] = totals.get(row["gebied"], 0) + int(row["inwoners"])
    return {area: f"{total:,}".replace(",", ".") for area, total in totals.items()}
