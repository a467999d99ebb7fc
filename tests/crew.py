"""Eight processes that do the same work at the same moment. They start once, for that takes most of the time."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

SIZE = 8
DONE = "gedaan"
LOOP = f"""
import contextlib
import json
import sys

from factsheet.release import publish, review
from factsheet.store import Conflict, Store, StoreError, TextConflict

for line in sys.stdin:
    task = json.loads(line)
    with contextlib.closing(Store(task["url"])) as store:
        print("klaar", flush=True)
        sys.stdin.readline()
        exec(task["program"], globals() | task | {{"store": store, "who": f"redacteur{{task['number']}}"}})
    print({DONE!r}, flush=True)
"""


class Crew:
    """The processes; each runs what it is given with `store`, `number` (0 to 7) and `who` at hand."""

    def __init__(self) -> None:
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        command, root = [sys.executable, "-c", LOOP], Path(__file__).parent.parent
        self._running = [subprocess.Popen(command, cwd=root, text=True, **pipes) for _ in range(SIZE)]

    def run(self, program: str, url: str) -> list[str]:
        """Let all begin at once with this store; gives all lines that they print."""
        for number, process in enumerate(self._running):
            self._say(process, json.dumps({"program": program, "url": url, "number": number}))
        assert [self._line(process) for process in self._running] == ["klaar"] * SIZE
        for process in self._running:
            self._say(process, "")
        return [line for process in self._running for line in iter(lambda p=process: self._line(p), DONE)]

    def stop(self) -> None:
        for process in self._running:
            process.kill()
            process.communicate()

    def _say(self, process: subprocess.Popen[str], line: str) -> None:
        assert process.stdin is not None
        process.stdin.write(f"{line}\n")
        process.stdin.flush()

    def _line(self, process: subprocess.Popen[str]) -> str:
        """What it prints next; one that broke off says why."""
        assert process.stdout is not None
        line = process.stdout.readline()
        if not line:
            assert process.stderr is not None
            raise AssertionError(process.stderr.read())
        return line.rstrip("\n")
