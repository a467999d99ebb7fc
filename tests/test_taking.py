"""An edition as files: on the command line, and as one archive for the editor."""

from __future__ import annotations

import hashlib
import io
import threading
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from factsheet.access import REDACTEUR
from factsheet.cli import main
from factsheet.export import everything
from factsheet.export.taken import Taken, taken
from factsheet.screen.collecting import JOB, Job
from factsheet.settings import current
from factsheet.store import Store
from tests import example_years

pytestmark = pytest.mark.usefixtures("unasked")

PATIENCE = 120
SETTINGS = current()


@pytest.fixture(scope="module")
def edition(loaded: Path) -> Taken:
    """The edition of 2024 as it was published; nothing is written here."""
    store = Store(example_years.url(loaded))
    last = store.last_edition(2024)
    assert last is not None
    return taken(store, last, SETTINGS)


def files(folder: Path) -> dict[str, str]:
    """What stands in a folder, by path, with what it is."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_every_area_gets_its_paper_and_its_figures(edition: Taken) -> None:
    areas = edition.front.areas

    found = [part.wat for part in everything.parts(edition, areas, SETTINGS)]

    assert found == [
        *(f"pdf van {area.naam}" for area in areas),
        *(f"cijfers van {area.naam}" for area in areas),
        "cijfers van alle gebieden",
        "website",
    ]


def test_of_some_areas_nothing_comes_that_is_about_all_of_them(edition: Taken) -> None:
    some = [area for area in edition.front.areas if area.slug in {"noord", "woolde"}]

    found = [part.wat for part in everything.parts(edition, some, SETTINGS, ["cijfers"])]

    assert found == ["cijfers van Noord", "cijfers van Woolde"]


def test_an_archive_has_the_same_bytes_whenever_it_is_made(edition: Taken) -> None:
    made = [{"b/twee.txt": b"2"}, {"a.txt": b"1"}]

    one, other = everything.zipped(edition, made), everything.zipped(edition, reversed(made))

    assert one == other
    with zipfile.ZipFile(io.BytesIO(one)) as archive:
        assert archive.namelist() == ["a.txt", "b/twee.txt"]
        assert archive.testzip() is None
        assert {entry.date_time[0] for entry in archive.infolist()} == {edition.edition.public_from.year}


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("kind", ["pdf", "cijfers"])
def test_the_command_line_writes_the_same_bytes_twice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    call = ["maak", "--jaar", "2024", "--gebied", "Noord", "--gebied", "hengelo", "--alleen", kind]

    assert main([*call, "--naar", str(tmp_path / "een")]) == 0
    said = capsys.readouterr().out
    assert main([*call, "--naar", str(tmp_path / "twee")]) == 0

    assert f"{kind} van Noord: " in said
    assert files(tmp_path / "een") == files(tmp_path / "twee")
    ending = "pdf" if kind == "pdf" else "xlsx"
    assert f"{kind}/sociaal-domein-2024-noord.{ending}" in files(tmp_path / "een")


@pytest.mark.usefixtures("published")
def test_the_site_is_written_in_one_go(tmp_path: Path) -> None:
    assert main(["maak", "--jaar", "2024", "--alleen", "web", "--naar", str(tmp_path / "uit")]) == 0

    found = files(tmp_path / "uit")
    assert {"web/index.html", "web/2024/index.html", "web/2024/berflo-es/index.html"} <= found.keys()
    assert [path.name for path in (tmp_path / "uit").iterdir()] == ["web"]


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize(
    ("call", "code", "message"),
    [
        (["--jaar", "2031"], 1, "Over 2031 is niets gepubliceerd."),
        (["--jaar", "2024", "--editie", "7"], 1, "Editie 7 van 2024 is er niet."),
        (["--jaar", "2024", "--gebied", "Enschede"], 2, "'Enschede' is geen gebied van Hengelo."),
        (["--jaar", "2024", "--alleen", "pdf,docx"], 2, "'docx' kan niet gemaakt worden. Kies uit: pdf, web, cijfers."),
        (["--jaar", "2024", "--alleen", ","], 2, "Kies uit: pdf, web, cijfers."),
    ],
)
def test_a_call_that_is_not_good_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], call: list[str], code: int, message: str
) -> None:
    assert main(["maak", *call, "--naar", str(tmp_path / "uit")]) == code

    assert message in capsys.readouterr().err
    assert not (tmp_path / "uit").exists()


def test_an_archive_is_made_in_the_background(edition: Taken, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = [everything.Part(f"deel {n}", lambda n=n: {f"{n}.txt": b"x"}) for n in range(3)]  # type: ignore[misc]
    monkeypatch.setattr(everything, "parts", lambda *_: parts)
    job = Job(edition, SETTINGS)

    job.start().join(PATIENCE)

    assert (job.done, job.total, job.running) == (3, 3, False)
    assert job.archive is not None
    with zipfile.ZipFile(io.BytesIO(job.archive)) as archive:
        assert archive.namelist() == ["0.txt", "1.txt", "2.txt"]


def test_an_archive_can_be_stopped(edition: Taken, monkeypatch: pytest.MonkeyPatch) -> None:
    job = Job(edition, SETTINGS)
    made: list[int] = []

    def stop_after_one(n: int) -> dict[str, bytes]:
        made.append(n)
        job.stopped.set()
        return {}

    parts = [everything.Part(f"deel {n}", lambda n=n: stop_after_one(n)) for n in range(3)]  # type: ignore[misc]
    monkeypatch.setattr(everything, "parts", lambda *_: parts)

    job.start().join(PATIENCE)

    assert made == [0]
    assert job.archive is None
    assert not job.running


def test_an_archive_that_cannot_be_made_says_so_with_a_reference(
    edition: Taken, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> dict[str, bytes]:
        raise RuntimeError("Jansen, 010203")

    monkeypatch.setattr(everything, "parts", lambda *_: [everything.Part("deel", fail)])
    job = Job(edition, SETTINGS)

    job.start().join(PATIENCE)

    assert job.reference
    assert job.reference in caplog.text
    assert "Jansen" not in caplog.text


def test_the_button_starts_and_the_page_shows_how_far_it_is_and_a_way_to_stop(
    published: Store, visit: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()

    def slowly() -> dict[str, bytes]:
        assert go_on.wait(PATIENCE)
        return {"a.txt": b"x"}

    monkeypatch.setattr(everything, "parts", lambda *_: [everything.Part("pdf van Noord", slowly)])
    app = visit("publiceren", who=REDACTEUR, query={"jaar": "2024"})

    next(button for button in app.button if button.label == "Maak de zip").click().run()
    busy = [button.label for button in app.button]
    go_on.set()
    job, until = app.session_state[JOB], time.monotonic() + PATIENCE
    while job.running and time.monotonic() < until:
        time.sleep(0.01)
    app.run()

    assert "Stop" in busy
    assert "Maak de zip" not in busy
    assert [part.proto.label for part in app.get("download_button")] == ["Bewaar de zip (0,0 MB)"]
    assert [entry.what for entry in published.log_entries()].count("editie meegenomen") == 1
