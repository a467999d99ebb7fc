"""The file of the store: private from its first byte, and what is said when it fails."""

from __future__ import annotations

import hashlib
import logging
import os
import re
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from factsheet.access import accounts, keys, sessions
from factsheet.cli import main
from factsheet.settings import SettingsError
from factsheet.store import Store, StoreError, StoreFailure
from factsheet.store.engine import EMPTY, FOREIGN, GONE, NEWER, OLDER
from factsheet.store.failures import MESSAGES, READ_ONLY
from tests.older import store_at
from tests.read_only import read_only

HOUR = timedelta(hours=1)
ROOT = Path(__file__).parent.parent
REFERENCE = re.compile(r"F-[2-9A-HJ-NP-Z]{6}")


def url(path: Path) -> str:
    return f"sqlite:///{path}"


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def parts(folder: Path) -> dict[str, int]:
    return {path.name: mode(path) for path in sorted(folder.iterdir())}


@pytest.fixture
def open_umask() -> Iterator[None]:
    """Whatever this program makes without care can be read, and written, by everybody."""
    before = os.umask(0)
    yield
    os.umask(before)


def at_revision(path: Path, revision: str) -> Path:
    store_at(url(path), revision)
    return path


# Private


@pytest.mark.usefixtures("open_umask")
def test_a_new_store_is_private_with_all_that_stands_beside_it(tmp_path: Path) -> None:
    store = Store(url(tmp_path / "factsheet.db"))
    store.log("rik", "iets")

    found = parts(tmp_path)

    assert found == {"factsheet.db": 0o600, "factsheet.db-shm": 0o600, "factsheet.db-wal": 0o600}
    store.close()


@pytest.mark.usefixtures("open_umask")
def test_no_file_of_the_store_was_ever_open_to_others(tmp_path: Path) -> None:
    path = tmp_path / "factsheet.db"
    watch = (
        "import os, sys; sys.addaudithook(lambda event, args: print(event, *args[:1], *map(oct, "
        "[os.stat(f'{sys.argv[1]}/{name}').st_mode & 0o777 for name in os.listdir(sys.argv[1])]), flush=True) "
        "if event in {'sqlite3.connect/handle', 'os.link', 'os.remove', 'os.chmod'} else None)\n"
        "from factsheet.store import Store; Store(f'sqlite:///{sys.argv[1]}/factsheet.db').close()"
    )

    seen = subprocess.run(
        [sys.executable, "-c", watch, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout

    assert {"os.link", "os.remove", "sqlite3.connect/handle"} <= {line.split()[0] for line in seen.splitlines()}
    assert set(re.findall(r"0o\d+", seen)) == {"0o600"}
    assert parts(tmp_path) == {path.name: 0o600}


@pytest.mark.usefixtures("open_umask")
def test_an_existing_store_becomes_private_when_it_is_opened(tmp_path: Path) -> None:
    path = at_revision(tmp_path / "factsheet.db", "head")
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("INSERT INTO setting VALUES ('a', 'b')")
        other.commit()
        assert set(parts(tmp_path).values()) == {0o666}

        store = Store(url(path))

        assert set(parts(tmp_path).values()) == {0o600}
    assert store.setting("a") == "b"
    store.close()


def test_a_store_that_went_away_does_not_come_back_empty(store: Store, tmp_path: Path) -> None:
    store.close()
    (tmp_path / "factsheet.db").unlink()

    with pytest.raises(StoreFailure, match="kan niet geopend worden"):
        store.accounts()

    assert list(tmp_path.iterdir()) == []


def test_a_new_store_never_takes_over_what_an_old_one_left_beside_it(tmp_path: Path) -> None:
    (tmp_path / "factsheet.db-wal").write_bytes(b"van een opslag die weg is")

    with pytest.raises(StoreFailure) as refused:
        Store(url(tmp_path / "factsheet.db"))

    assert str(refused.value).startswith(GONE)
    assert [path.name for path in tmp_path.iterdir()] == ["factsheet.db-wal"]


def test_an_address_of_sqlite_that_hides_its_file_is_refused() -> None:
    with pytest.raises(StoreError, match="zonder 'file:'"):
        Store("sqlite:///file:factsheet.db?mode=rwc&uri=true")


# Secrets in the file


def test_the_id_of_a_live_session_does_not_stand_in_the_store(store: Store, settings, tmp_path: Path) -> None:
    accounts.create(store, settings, "rik", "Rik", roles={"redacteur"}, who="bo")
    store.open_session("rik", "geheim-van-de-browser", store.now() + HOUR, idle=HOUR)

    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())

    assert b"geheim-van-de-browser" not in kept
    assert hashlib.sha256(b"geheim-van-de-browser").hexdigest().encode() in kept
    found = store.session("geheim-van-de-browser")
    assert found is not None
    assert found.account.name == "rik"


def test_a_hash_from_the_store_is_no_session(store: Store, settings) -> None:
    accounts.create(store, settings, "rik", "Rik", roles={"redacteur"}, who="bo")
    store.open_session("rik", "geheim", store.now() + HOUR, idle=HOUR)

    assert store.session(hashlib.sha256(b"geheim").hexdigest()) is None
    store.revoke_session("geheim")
    assert store.session("geheim") is None


def test_what_an_older_store_held_in_clear_is_worth_nothing_after_the_upgrade(tmp_path: Path) -> None:
    path = at_revision(tmp_path / "factsheet.db", "0002")
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("INSERT INTO account VALUES (1, 'rik', 'Rik', 'x', '[\"redacteur\"]', '[]', 1, 0, 1)")
        raw.execute("INSERT INTO session VALUES ('open-en-bloot', 1, '2025-01-01', '2099-01-01', 0)")
        raw.executemany("INSERT INTO setting VALUES (?, 'gelekt')", [("cookie_key",), ("server_secret",), ("ander",)])
        raw.commit()

    store = Store(url(path))

    assert store.session("open-en-bloot") is None
    assert "gelekt" not in {keys.cookie_key(store), keys.server_secret(store)}
    assert (store.setting("ander"), [account.name for account in store.accounts()]) == ("gelekt", ["rik"])
    store.close()


# Keys that are given


def test_a_key_from_the_environment_is_used_and_not_kept(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(keys.GIVEN, "k" * 32)

    cookie, server = keys.cookie_key(store), keys.server_secret(store)

    assert len({cookie, server, "k" * 32}) == 3
    assert (store.setting("cookie_key"), store.setting("server_secret")) == (None, None)
    assert cookie == keys.cookie_key(store)
    monkeypatch.setenv(keys.GIVEN, "l" * 32)
    assert keys.cookie_key(store) != cookie


def test_a_key_from_a_file_is_the_same_key(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "sleutel"
    file.write_text(f"{'k' * 32}\n")
    monkeypatch.setenv(keys.IN_FILE, str(file))

    from_file = keys.cookie_key(store)

    monkeypatch.delenv(keys.IN_FILE)
    monkeypatch.setenv(keys.GIVEN, "k" * 32)
    assert keys.cookie_key(store) == from_file


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"FACTSHEET_SLEUTEL": "k" * 31}, "FACTSHEET_SLEUTEL is te kort. Gebruik 32 "),
        ({"FACTSHEET_SLEUTEL": " " * 40}, "FACTSHEET_SLEUTEL is te kort"),
        ({"FACTSHEET_SLEUTEL_BESTAND": os.devnull}, "FACTSHEET_SLEUTEL_BESTAND is te kort"),
        ({"FACTSHEET_SLEUTEL_BESTAND": "/bestaat/niet"}, "/bestaat/niet kan niet gelezen worden"),
        ({"FACTSHEET_SLEUTEL": "k" * 32, "FACTSHEET_SLEUTEL_BESTAND": os.devnull}, "niet allebei"),
    ],
)
def test_a_key_that_is_no_good_is_refused(
    store: Store, monkeypatch: pytest.MonkeyPatch, given: dict[str, str], said: str
) -> None:
    for name, value in given.items():
        monkeypatch.setenv(name, value)

    with pytest.raises(SettingsError, match=said):
        keys.cookie_key(store)


# What is said


def newer(path: Path) -> None:
    Store(url(path)).close()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
        raw.commit()


def of_another_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE muziek (titel TEXT)")


def without_a_header(path: Path) -> None:
    Store(url(path)).close()
    path.write_bytes(b"\0" * 100 + path.read_bytes()[100:])


def cut_off(path: Path) -> None:
    Store(url(path)).close()
    path.write_bytes(path.read_bytes()[:6000])


BAD: dict[Callable[[Path], object], str] = {
    newer: NEWER,
    Path.touch: EMPTY,
    of_another_program: FOREIGN,
    without_a_header: MESSAGES["SQLITE_NOTADB"],
    cut_off: MESSAGES["SQLITE_CORRUPT"],
}


@pytest.fixture(params=BAD, ids=lambda make: make.__name__)
def bad(request: pytest.FixtureRequest, store_url: str, tmp_path: Path) -> str:
    """A store that is no good; gives what is said about it."""
    request.param(tmp_path / "factsheet.db")
    return BAD[request.param]


def test_a_bad_store_is_one_sentence_with_the_reference_of_its_one_line_in_the_log(
    bad: str, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    before = (tmp_path / "factsheet.db").read_bytes()

    with caplog.at_level(logging.WARNING, logger="factsheet"):
        code = main(["toon", "--jaar", "2024"])

    said = capsys.readouterr()
    assert (code, said.out) == (1, "")
    [line] = caplog.messages
    [reference] = REFERENCE.findall(said.err)
    assert said.err == f"{bad} Kenmerk: {reference}.\n"
    assert line.startswith(f"{reference} ")
    assert "\n" not in line
    assert (tmp_path / "factsheet.db").read_bytes() == before


def test_a_bad_store_is_said_on_the_page(bad: str, visit) -> None:
    app = visit("factsheet")

    assert [error.value[: len(bad)] for error in app.error] == [bad]
    assert len(app.exception) == len(app.text_input) == 0


START = """
import os
import sys

for os.environ["FACTSHEET_STORE"] in sys.argv[1:]:
    sys.modules.pop("streamlit_app", None)
    import streamlit_app
    print(type(streamlit_app.app).__name__)
"""


def start(*stores: str, before: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """The server as far as `streamlit run` reads it, in a process of its own: with one store after the other."""
    command = [sys.executable, "-c", before + START, *stores]
    given = {**os.environ, **environment}
    return subprocess.run(command, cwd=ROOT, env=given, check=False, capture_output=True, text=True)


def test_the_server_starts_with_a_bad_store_and_says_so(tmp_path: Path) -> None:
    paths = {tmp_path / f"{number}.db": make for number, make in enumerate(BAD)}
    for path, make in paths.items():
        make(path)

    started = start(*map(url, paths))

    assert (started.returncode, started.stdout) == (0, "App\n" * len(BAD))
    assert [said for said in BAD.values() if said not in started.stderr] == []
    assert "Traceback" not in started.stderr


def test_the_server_does_not_start_with_a_key_that_is_too_short(store_url: str) -> None:
    started = start(store_url, FACTSHEET_SLEUTEL="kort")

    assert started.returncode == 1
    assert "FACTSHEET_SLEUTEL is te kort" in started.stderr
    assert "Traceback" not in started.stderr


def test_a_refusal_that_reaches_the_page_has_its_reference_in_the_log_and_a_failure_keeps_its_own(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    def script() -> None:
        import streamlit as st  # noqa: PLC0415

        from factsheet.access.error_handler import apologise  # noqa: PLC0415

        apologise(st.session_state["error"])

    shown = []
    (Path(store._database.path or "")).write_bytes(b"kapot" * 2000)
    for ask in (lambda: Store("geen adres"), store.check):
        with pytest.raises(StoreError) as refused:
            ask()
        app = AppTest.from_function(script)
        app.session_state["error"] = refused.value
        shown.append(app.run().error[0].value)

    assert [len(REFERENCE.findall(text)) for text in shown] == [1, 1]
    logged = [record.getMessage() for record in caplog.records if record.name == "factsheet"]
    assert [REFERENCE.findall(line) for line in logged] == [REFERENCE.findall(text) for text in shown]
    assert all("\n" not in line for line in logged)


def test_a_log_line_holds_no_value_of_a_row(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(StoreFailure), store._database.writing() as connection:
        connection.exec_driver_sql("INSERT INTO setting VALUES (?, ?)", ("k", "mevrouw Jansen"))
        connection.exec_driver_sql("INSERT INTO setting VALUES (?, ?)", ("k", "mevrouw Jansen"))

    [line] = caplog.messages
    assert "SQLITE_CONSTRAINT" in line
    assert "Jansen" not in line


def test_rows_that_are_damaged_inside_a_good_file_are_said_too(store: Store, file) -> None:
    [saved] = store.save([file("gebruik")], who="rik")
    with store._database.writing() as connection:
        connection.exec_driver_sql("DROP TRIGGER version_no_update")
        connection.exec_driver_sql("UPDATE version SET rows = zeroblob(length(rows))")

    with pytest.raises(StoreFailure, match="is beschadigd"):
        store.rows(saved.id)


# A disk that can only be read


@contextmanager
def on_a_read_only_disk(store: Store, tmp_path: Path, *, at_rest: bool) -> Iterator[None]:
    """At rest: nobody has the store open, and nothing stands beside the file."""
    with closing(sqlite3.connect(tmp_path / "factsheet.db")) as another:
        if not at_rest:
            another.execute("SELECT count(*) FROM log").fetchone()
        store.close()
        assert (tmp_path / "factsheet.db-wal").exists() is not at_rest
        with read_only(tmp_path):
            yield
            store.close()


@pytest.mark.parametrize("at_rest", [True, False])
def test_who_is_logged_in_sees_the_last_edition_from_a_disk_that_can_only_be_read(
    published: Store, visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, at_rest: bool
) -> None:
    monkeypatch.setattr(sessions, "USED", timedelta(0))  # that it is used cannot be kept
    published.log("rik", "iets, dat in de -wal komt")
    app = visit("factsheet", who="management")

    with on_a_read_only_disk(published, tmp_path, at_rest=at_rest):
        app.run()

        assert len(app.exception) == len(app.error) == 0
        assert "83.061" in "".join(part.proto.body for part in app.get("html"))
        published.check()


@pytest.mark.parametrize("at_rest", [True, False])
def test_the_command_line_shows_the_last_edition_from_a_disk_that_can_only_be_read(
    published: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str], at_rest: bool
) -> None:
    text = published.edition(published.editions(2024)[0].id)

    with on_a_read_only_disk(published, tmp_path, at_rest=at_rest):
        assert main(["toon", "--jaar", "2024"]) == 0
        shown = capsys.readouterr()
        assert main(["gebruiker", "uit", "redacteur"]) == 1
        refused = capsys.readouterr()

    assert f"editie {text.number}" in shown.out
    assert shown.err == ""
    assert refused.err.startswith(READ_ONLY)


@pytest.mark.parametrize("at_rest", [True, False])
def test_nobody_logs_in_anew_from_a_disk_that_can_only_be_read(published: Store, tmp_path: Path, at_rest: bool) -> None:
    published.log("rik", "iets")

    with on_a_read_only_disk(published, tmp_path, at_rest=at_rest), pytest.raises(StoreFailure, match=READ_ONLY):
        sessions.attempt(published, "redacteur", "10.0.0.1")

    assert sessions.attempt(published, "redacteur", "10.0.0.1") is not None


def test_what_is_not_in_the_file_itself_is_never_left_out_silently(published: Store, tmp_path: Path) -> None:
    published.log("rik", "staat alleen in de -wal")
    for name in ("factsheet.db", "factsheet.db-wal"):
        (tmp_path / "elders").mkdir(exist_ok=True)
        (tmp_path / "elders" / name).write_bytes((tmp_path / name).read_bytes())

    with read_only(tmp_path / "elders"):
        try:
            copied = Store(url(tmp_path / "elders" / "factsheet.db"))
        except StoreFailure:
            return
        assert copied.log_entries(1)[0].what == "staat alleen in de -wal"
        copied.close()


def test_the_server_starts_on_a_disk_that_can_only_be_read(published: Store, store_url: str, tmp_path: Path) -> None:
    key = keys.server_secret(published)
    published.close()
    before = (
        "import pathlib; from tests.read_only import read_only; "
        f"folder = read_only(pathlib.Path({str(tmp_path)!r})); folder.__enter__(); "
    )

    started = start(store_url, before=before)

    assert (started.returncode, started.stdout) == (0, "App\n")
    assert "Traceback" not in started.stderr
    assert key


def test_an_older_store_that_can_only_be_read_says_that_it_must_be_brought_up_to_date(tmp_path: Path) -> None:
    path = at_revision(tmp_path / "factsheet.db", "0002")

    with read_only(tmp_path), pytest.raises(StoreFailure) as refused:
        Store(url(path))

    assert str(refused.value).startswith(OLDER)


@pytest.mark.parametrize("at_rest", [True, False])
def test_a_disk_that_can_be_written_again_is_written_at_once(published: Store, tmp_path: Path, at_rest: bool) -> None:
    with closing(sqlite3.connect(tmp_path / "factsheet.db")) as another:
        if not at_rest:
            another.execute("SELECT count(*) FROM log").fetchone()
        published.close()
        with read_only(tmp_path), published._database.reading(), published._database.reading():
            assert published.published_years() == [2021, 2022, 2023, 2024]

        published.log("rik", "weer")

    assert published.log_entries(1)[0].what == "weer"
