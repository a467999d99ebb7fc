"""Large files are read by a process of their own: it can be stopped halfway, and other visitors do not wait for it.

A thread can only be left to finish by itself; a process that is ended stops working and gives its memory back.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Callable

import polars as pl

from factsheet.intake.examine import Dropped, Examined, examine
from factsheet.parse import Digest, Problem, ReadAs
from factsheet.settings import ROOT, current
from factsheet.store import current as current_store
from factsheet.validate import Checked
from factsheet.validate.grouping import grouped

LARGE = 3_000_000  # bytes of text that take about a second
LARGE_PACKED = 300_000  # the same, of a workbook
ZIP = b"PK\x03\x04"
PATIENCE = 0.2  # seconds between two looks
FAILED = "Dit bestand is te groot of te ingewikkeld om te lezen. Bewaar het in Excel als 'CSV UTF-8' en probeer het zo."


def is_large(data: bytes) -> bool:
    """Whether reading this file takes so long that somebody may want to stop it."""
    return len(data) > (LARGE_PACKED if data.startswith(ZIP) else LARGE)


def examine_in_subprocess(file: Dropped, waiting: Callable[[float], None]) -> Examined:
    """`examine` in a process of its own, with the store and the settings of this installation.

    `waiting` is called with the seconds so far, five times a second; when it raises, the process is ended first.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", "factsheet.intake"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        # What it would say there could have values of the file in it.
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])},
    )
    answers: list[bytes] = []
    talk = threading.Thread(target=lambda: answers.append(process.communicate(pickle.dumps(file))[0]), daemon=True)
    talk.start()
    started = time.monotonic()
    try:
        while talk.is_alive():
            talk.join(PATIENCE)
            waiting(time.monotonic() - started)
    finally:
        process.kill()
        talk.join()
    if process.returncode != 0:
        return _failed(file)
    found: Examined = pickle.loads(answers[0])  # noqa: S301 - only our own process writes here
    return found


def serve() -> None:
    """The other side: one file on standard input, what was found on standard output."""
    file: Dropped = pickle.load(sys.stdin.buffer)  # noqa: S301
    found = examine(file, current_store(), current())
    sys.stdout.buffer.write(pickle.dumps(found))


def _failed(file: Dropped) -> Examined:
    problems = (Problem("fout", None, None, None, FAILED),)
    checked = Checked(file.name, None, None, pl.DataFrame(), problems, ReadAs(), Digest(file.data))
    return Examined(checked, grouped(problems), {})
