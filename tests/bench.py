"""The figures of the bar, measured: `make bench`. Ratios in one run, because machines differ."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROUNDS = 5


def best(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The shortest of some runs, in seconds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def show(what: str, value: str) -> None:
    sys.stdout.write(f"{what:<72}{value:>16}\n")


def seconds(value: float) -> str:
    return f"{1000 * value:,.0f} ms"


def reading() -> None:
    """Large files beside a typed read, pandera alone and frictionless; and what damaged files do."""
    from tests.bench_reading import measure  # noqa: PLC0415 - each part of the bench brings what it needs

    for what, value in measure():
        show(what, value)


def factsheets() -> None:
    """Making factsheets from published tables."""
    from factsheet.edition import Factsheet, factsheet  # noqa: PLC0415
    from factsheet.figures import Tables  # noqa: PLC0415
    from factsheet.release.snapshot import Concept, documents  # noqa: PLC0415
    from factsheet.release.snapshot import _read as kept  # noqa: PLC0415
    from factsheet.screen.rendered import render  # noqa: PLC0415
    from factsheet.settings import current  # noqa: PLC0415
    from tests import example  # noqa: PLC0415

    town = current()
    frames = example.tables().frames
    show(
        "factsheet of the municipality", seconds(best(lambda: factsheet(Tables(frames, town), {}, town.gemeente, 2024)))
    )

    def first_page() -> None:
        sheet = kept(Factsheet, document)
        assert all(render(part) for part in sheet.secties)

    document = documents(Concept(Tables(frames, town), {}, 2024))[town.gemeente.code]
    show("first page of an edition from its document, with its charts", seconds(best(first_page)))

    def all_areas() -> None:
        tables = Tables(frames, town)
        for area in town.areas:
            factsheet(tables, {}, area, 2024)

    show(f"factsheets of all {len(town.areas)} areas", seconds(best(all_areas, 2)))


def effects() -> None:
    """One changed cell with its effect, in towns of all sizes."""
    from tests.bench_effects import measure  # noqa: PLC0415

    for what, value in measure():
        show(what, value)


def words() -> None:
    """How long sentences are."""
    from factsheet.settings import current  # noqa: PLC0415
    from tests import example  # noqa: PLC0415

    counts = [
        len(said.tekst.split())
        for area in current().areas
        for year in example.YEARS
        for part in example.sheet(year, area).secties
        for said in part.zinnen
    ]
    show("sentences in all example factsheets", f"{len(counts)}")
    show("words a sentence: mean, longest", f"{sum(counts) / len(counts):.1f}, {max(counts)}")


def narrative() -> None:
    """What the independent checker finds in 10.000 random data sets."""
    from tests.bench_narrative import measure  # noqa: PLC0415

    for what, value in measure():
        show(what, value)


def fact_check() -> None:
    """What the fact check finds in texts of editors."""
    from tests.bench_factcheck import measure  # noqa: PLC0415

    for what, value in measure():
        show(what, value)


def privacy() -> None:
    """What a reader can find out of 1.000 random small towns, and what that costs."""
    from tests.bench_privacy import measure  # noqa: PLC0415

    for what, value in measure():
        show(what, value)


def examples() -> None:
    """Every test that looks at random examples or false variations, over ten times as many and others."""
    command = [sys.executable, "-m", "pytest", "-q", "-n", str(os.cpu_count()), "-m", "hypothesis or more_in_bench"]
    done = subprocess.run(command, env={**os.environ, "FACTSHEET_EXAMPLES": "10"}, check=False, capture_output=True)
    last = done.stdout.decode().strip().rpartition("\n")[2]
    show("tests with random examples, ten times as many", last.strip("= ").partition(" in ")[0])
    if done.returncode:
        sys.stderr.write(done.stdout.decode())


def pages() -> None:
    """The first page after a start, and a rerun of the factsheet page once its edition is cached."""
    from streamlit.testing.v1 import AppTest  # noqa: PLC0415

    from factsheet import store  # noqa: PLC0415
    from factsheet.access import accounts, sessions  # noqa: PLC0415
    from factsheet.cli import main  # noqa: PLC0415
    from factsheet.settings import ROOT  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        os.environ["FACTSHEET_STORE"] = f"sqlite:///{Path(folder) / 'bench.db'}"
        loading = best(lambda: main(["voorbeeld", "--als-leeg"]), 1)
        show("four example years loaded and published", seconds(loading))
        shelves = store.current()
        account = shelves.account(accounts.DEMO[0].name)
        assert account is not None
        app = AppTest.from_file(ROOT / "factsheet" / "app_script.py", default_timeout=60)
        app.session_state["_sessie"] = sessions.log_in(shelves, account).token
        start = time.perf_counter()
        app.run()
        assert not app.exception
        show("first page of an edition", seconds(time.perf_counter() - start))
        shelves.close()

    from tests import bench_load, bench_paper, bench_reruns  # noqa: PLC0415

    for part in (bench_paper, bench_reruns, bench_load):
        for name, figure in part.measure():
            show(name, figure)


def main() -> None:
    for part in (reading, factsheets, effects, words, fact_check, privacy, narrative, examples, pages):
        part()


if __name__ == "__main__":
    main()
