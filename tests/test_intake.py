"""A dropped file and its report; a large one in a process of its own, that really ends when it is stopped."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from factsheet.intake import Dropped, examine, examine_in_subprocess, is_large, worker
from factsheet.settings import Settings
from factsheet.store import Store

UPLOADS = Path(__file__).parent / "uploads"
MISSPELT = UPLOADS / "fout" / "wijk-onbekend.csv"


class StopError(BaseException):
    """As Streamlit stops a script: no Exception."""


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The processes that were started."""
    made: list[subprocess.Popen[bytes]] = []

    class Noted(subprocess.Popen[bytes]):
        def __init__(self, *args: object, **kwargs: object) -> None:
            super().__init__(*args, **kwargs)  # type: ignore[call-overload]
            made.append(self)

    monkeypatch.setattr(subprocess, "Popen", Noted)
    return made


def test_a_suggestion_is_known_by_its_cell(store: Store, settings: Settings) -> None:
    found = examine(Dropped("bevolking.csv", MISSPELT.read_bytes()), store, settings)

    assert {cell: problem.suggestion for cell, problem in found.suggestions.items()} == {(17, "gebied"): "Hasseler Es"}
    assert found.suggestions_of(found.groups[0]) == found.suggestions
    assert [line.row for line in found.excerpts[0].lines] == [1, 15, 16, 17, 18, 19]


def test_a_name_of_a_column_cannot_be_mended_as_a_cell(store: Store, settings: Settings) -> None:
    data = (UPLOADS / "fout" / "kolom-verkeerd-geschreven.csv").read_bytes()

    found = examine(Dropped("x.csv", data), store, settings)

    assert any(problem.suggestion for problem in found.checked.problems)
    assert found.suggestions == {}


def test_mends_count_when_a_file_is_read(store: Store, settings: Settings) -> None:
    file = Dropped("bevolking.csv", MISSPELT.read_bytes(), corrections={(17, "gebied"): "Hasseler Es"})

    found = examine(file, store, settings)

    assert found.checked.problems == ()
    assert found.groups == ()


def test_nothing_is_shown_of_a_file_with_persons_in_it(store: Store, settings: Settings) -> None:
    data = b"jaar;gebied;ontvangers;uitgaven;bsn\n2024;Noord;x;1;111222333\n"

    found = examine(Dropped("lks.csv", data), store, settings)

    assert found.groups
    assert found.excerpts == {}


@pytest.mark.parametrize(
    ("data", "large"),
    [(b"a" * 3_000_000, False), (b"a" * 3_000_001, True), (b"PK\x03\x04" + b"a" * 300_000, True)],
)
def test_a_workbook_is_large_sooner_than_text(data: bytes, large: bool) -> None:
    assert is_large(data) is large


@pytest.mark.usefixtures("store")
def test_a_process_of_its_own_finds_the_same(settings: Settings, store: Store) -> None:
    file = Dropped("bevolking.csv", MISSPELT.read_bytes())
    seconds: list[float] = []

    found = examine_in_subprocess(file, seconds.append)

    here = examine(file, store, settings)
    assert (found.groups, found.excerpts) == (here.groups, here.excerpts)
    assert found.checked.rows.equals(here.checked.rows)
    assert seconds == sorted(seconds)


@pytest.mark.usefixtures("store")
def test_stopping_ends_the_process(started: list[subprocess.Popen[bytes]]) -> None:
    def stop(seconds: float) -> None:
        raise StopError

    with pytest.raises(StopError):
        examine_in_subprocess(Dropped("bevolking.csv", MISSPELT.read_bytes()), stop)

    (process,) = started
    assert process.returncode == -9
    with pytest.raises(ProcessLookupError):
        os.kill(process.pid, 0)


@pytest.mark.usefixtures("store")
def test_a_process_that_breaks_is_told_as_a_fout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker.sys, "executable", "/bin/false")

    found = examine_in_subprocess(Dropped("x.xlsx", b"PK"), [].append)

    assert [problem.message for problem in found.checked.problems] == [worker.FAILED]
    assert not found.checked.ok
