"""One changed cell with its effect, as the edit page asks for it: seconds and megabytes, in towns of 11, 121 and 501
areas.

Cold: nothing was looked at since the server started. Warm: the cell after that. Of a wijk, and of the municipality,
which stands beside every wijk.
"""

from __future__ import annotations

import gc
import os
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from unittest.mock import patch

import polars as pl
from streamlit.logger import set_log_level

from factsheet import settings as factsheet_settings
from factsheet import store as stores
from factsheet.editing import sheet
from factsheet.editing.numbering import Table
from factsheet.screen import cached
from factsheet.settings import Area, Settings
from schemas import SCHEMAS
from tests import example, large_towns

TOWNS = (1, 12, 50)  # times the ten wijken of the example
YEAR = example.YEARS[-1]
EDITS = 5


def measure() -> Iterator[tuple[str, str]]:
    """What is measured and its value, a line each; each town in a process of its own, because of its memory."""
    for times in TOWNS:
        with (
            tempfile.TemporaryDirectory() as folder,
            ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1) as process,
        ):
            process.submit(_load, times, Path(folder)).result()
            yield from process.submit(_of_town, times, Path(folder)).result()


def _load(times: int, folder: Path) -> None:
    large_towns.load(times, folder).close()


def _of_town(times: int, folder: Path) -> list[tuple[str, str]]:
    set_log_level("ERROR")  # not that nobody looks
    os.environ["FACTSHEET_STORE"] = large_towns.address(times, folder)
    town = large_towns.town(times)
    with patch.object(factsheet_settings, "current", lambda: town):
        named, wijk, whole = f"a cell of {len(town.areas)} areas", town.wijken[0], town.gemeente
        at_start = _megabytes()
        of_wijk = [_edit(times, town, wijk, by) for by in (40, 50)]
        of_all = [_edit(times, town, whole, by) for by in (-10, -20)]
        with_state = _megabytes()
        for by in range(EDITS):
            _edit(times, town, whole, -30 - 10 * by)
        more = (_megabytes() - with_state) / EDITS
        stores.current().close()
    return [
        (f"{named}, of a wijk: cold, warm", _seconds(of_wijk)),
        (f"{named}, of the municipality: first, next", _seconds(of_all)),
        (f"{named}: the state that it is beside, each edit more", f"{with_state - at_start:.0f}, {more:.1f} MB"),
    ]


def _edit(times: int, town: Settings, area: Area, by: int) -> float:
    """How long one cell takes, in seconds: the table is judged, and its effect worked out."""
    rows = large_towns.rows(times, YEAR)["gebruik"]
    cell = (pl.col("gebied") == area.code) & (pl.col("groep") == "Wmo")
    edited = rows.with_columns(aantal=pl.col("aantal") + pl.when(cell).then(by).otherwise(0))
    table, store = Table.of(sheet.as_texts(edited, SCHEMAS["gebruik"], town)), stores.current()
    start = time.perf_counter()
    judged = sheet.judge(table, "gebruik", YEAR, town, last_year=store.last_rows, siblings=store.last_rows)
    effects = cached.effect_of_edit(judged.checked)
    took = time.perf_counter() - start
    assert judged.checked.ok, judged.problems
    assert not all(found.same_for_reader for found in effects)
    return took


def _seconds(times: list[float]) -> str:
    return f"{', '.join(f'{one:.2f}' for one in times)} s"


def _megabytes() -> float:
    """What this process has in memory."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
