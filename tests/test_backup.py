"""A backup that is one: made and put back while the application runs, looked at, and never at the cost of the store."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from factsheet import store as stores
from factsheet.access import accounts, sessions
from factsheet.cli import main
from factsheet.cli.door import system_user
from factsheet.settings import Settings
from factsheet.store import Store, StoreError, StoreFailure, private
from factsheet.store.engine import NO_DRIVER
from tests.read_only import read_only

GOOD = "een goed wachtwoord"


def texts(store: Store) -> dict[str, str]:
    return store.texts(2024)


def write(store: Store, body: str) -> None:
    store.set_text(2024, "intro", body, "rik")


@pytest.fixture
def copy(store: Store, tmp_path: Path) -> Path:
    """A copy of a store in which "Eerst" was written; since then "Daarna" was."""
    path = tmp_path / "kopieën" / "maandag.db"
    path.parent.mkdir()
    write(store, "Eerst")
    stores.copy(path)
    write(store, "Daarna")
    return path


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# Making one


def test_a_copy_of_a_store_in_use_has_what_was_written_a_moment_ago(store: Store, tmp_path: Path) -> None:
    write(store, "Staat nog in de -wal")
    (tmp_path / "met-de-hand.db").write_bytes((tmp_path / "factsheet.db").read_bytes())

    stores.copy(tmp_path / "kopie.db")

    found = []
    for name in ("met-de-hand.db", "kopie.db"):
        opened = Store(f"sqlite:///{tmp_path / name}")
        found.append(texts(opened))
        opened.close()
    assert found == [{}, {"intro": "Staat nog in de -wal"}]


def test_a_copy_is_one_private_file_whatever_the_mask(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "kopieën"
    folder.mkdir()
    before = os.umask(0)

    stores.copy(folder / "k.db")

    os.umask(before)
    assert files(folder) == ["k.db"]
    assert stat.S_IMODE((folder / "k.db").stat().st_mode) == 0o600


def test_a_copy_is_made_while_others_write(store: Store, tmp_path: Path) -> None:
    stop = threading.Event()

    def keep_writing() -> None:
        number = 0
        while not stop.is_set():
            write(store, str(number := number + 1))

    writer = threading.Thread(target=keep_writing)
    writer.start()
    try:
        for number in range(5):
            stores.copy(tmp_path / f"{number}.db")
    finally:
        stop.set()
        writer.join()

    written = [text.body for text in store.text_history(2024)]
    for number in range(5):
        with closing(sqlite3.connect(tmp_path / f"{number}.db")) as copied:
            found = [body for (body,) in copied.execute("SELECT body FROM text ORDER BY id")]
            assert found == written[: len(found)]


def test_a_copy_of_a_damaged_store_is_not_kept(store: Store, tmp_path: Path) -> None:
    for number in range(200):
        write(store, f"{number} " * 50)
    store.close()
    path = tmp_path / "factsheet.db"
    data = bytearray(path.read_bytes())
    data[-8 * 4096 :] = b"x" * (8 * 4096)
    path.write_bytes(data)

    with pytest.raises(StoreError, match="beschadigd"):
        stores.copy(tmp_path / "k.db")

    store.close()
    assert files(tmp_path) == ["factsheet.db"]


@pytest.mark.parametrize("end", ["", "-wal"])
def test_a_copy_never_takes_the_place_of_the_store_itself(store: Store, tmp_path: Path, end: str) -> None:
    write(store, "Eerst")

    with pytest.raises(StoreError, match="is de opslag zelf"):
        stores.copy(tmp_path / "kopieën" / ".." / f"factsheet.db{end}")

    assert texts(store) == {"intro": "Eerst"}


def test_a_copy_where_nobody_may_write_says_where(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"bestaat-niet/k.db kan niet geschreven worden"):
        stores.copy(tmp_path / "bestaat-niet" / "k.db")


def test_the_command_makes_a_copy_once_and_logs_it(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "kopie.db"
    write(store, "Eerst")

    assert main(["kopie", str(path), "--door", "rik"]) == 0
    assert f"De kopie staat in {path} en is nagekeken." in capsys.readouterr().out
    entry, _ = store.log_entries()
    assert (entry.who, entry.what, entry.details) == (f"systeem:{system_user()} — rik", "kopie gemaakt", str(path))

    made = path.read_bytes()
    write(store, "Daarna")
    assert main(["kopie", str(path)]) == 2
    assert "bestaat al" in capsys.readouterr().err
    assert path.read_bytes() == made
    assert main(["kopie", str(path), "--overschrijf"]) == 0
    assert path.read_bytes() != made


def test_a_copy_is_made_of_a_store_that_can_only_be_read(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    target = tmp_path_factory.mktemp("kopie") / "k.db"
    write(store, "Eerst")
    store.close()

    with read_only(tmp_path):
        assert main(["kopie", str(target)]) == 0

    assert "In het logboek staat dit niet." in capsys.readouterr().out
    copied = Store(f"sqlite:///{target}")
    assert texts(copied) == {"intro": "Eerst"}
    copied.close()


# Putting one back


def test_a_copy_is_put_back_and_what_was_there_is_kept_beside_it(
    store: Store, store_url: str, copy: Path, tmp_path: Path
) -> None:
    kept = stores.restore(copy, who="bo")

    assert kept is not None
    assert kept.parent == tmp_path
    assert kept.name.startswith("factsheet-voor-herstel-20")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    before, after = Store(f"sqlite:///{kept}"), Store(store_url)
    assert (texts(before), texts(after)) == ({"intro": "Daarna"}, {"intro": "Eerst"})
    assert (after.log_entries(1)[0].who, after.log_entries(1)[0].what) == ("bo", "kopie teruggezet")
    assert kept.name in after.log_entries(1)[0].details
    for opened in (before, after):
        opened.close()


def test_who_has_the_store_open_goes_on_with_what_was_put_back(store: Store, copy: Path) -> None:
    assert texts(store) == {"intro": "Daarna"}

    stores.restore(copy, who="bo")

    assert texts(store) == {"intro": "Eerst"}
    write(store, "Verder")
    assert texts(store) == {"intro": "Verder"}


def test_who_is_reading_goes_on_reading_one_state_of_the_store(store: Store, copy: Path) -> None:
    query = "SELECT body FROM text ORDER BY id DESC LIMIT 1"

    with store._database.reading() as connection:
        before = connection.exec_driver_sql(query).scalar()
        stores.restore(copy, who="bo")
        after = connection.exec_driver_sql(query).scalar()

    assert (before, after) == ("Daarna", "Daarna")
    assert texts(store) == {"intro": "Eerst"}


WRITER = """
import sys
from factsheet.store import Store
store = Store(sys.argv[1])
for number in range(100_000):
    store.log("schrijver", str(number))
    print(number, flush=True)
"""


def numbers(store: Store) -> set[int]:
    """What the writer wrote in this store."""
    return {int(entry.what) for entry in store.log_entries(10**6) if entry.who == "schrijver"}


def test_whatever_another_process_wrote_stands_in_the_store_or_in_the_one_that_was_kept(
    store: Store, store_url: str, copy: Path
) -> None:
    writer = subprocess.Popen([sys.executable, "-c", WRITER, store_url], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    promised = [int(writer.stdout.readline()) for _ in range(10)]

    kept = stores.restore(copy, who="bo")

    assert kept is not None
    old = Store(f"sqlite:///{kept}")
    before = numbers(old)
    while promised[-1] <= max(before) + 10:
        promised.append(int(writer.stdout.readline()))
    writer.kill()
    promised += [int(line) for line in writer.communicate()[0].splitlines()]
    assert before.isdisjoint(numbers(store))
    assert before | numbers(store) >= set(promised)
    with store._database.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    old.close()


def test_no_login_and_no_link_comes_alive_again(store: Store, settings: Settings, tmp_path: Path) -> None:
    accounts.create(store, settings, "rik", "Rik", roles={"redacteur"}, who="bo")
    link = accounts.invite(store, settings, "rik", who="bo").split("#")[-1]
    rik = accounts.choose_password(store, settings, link, GOOD)
    open_link = accounts.invite(store, settings, "rik", who="bo").split("#")[-1]
    token = sessions.log_in(store, rik).token
    stores.copy(tmp_path / "k.db")
    sessions.log_out(store, token)
    later = sessions.log_in(store, rik).token

    stores.restore(tmp_path / "k.db", who="bo")

    assert sessions.account_of(store, token) is None
    assert sessions.account_of(store, later) is None
    assert accounts.find_invitation(store, open_link) is None
    assert sessions.account_of(store, sessions.log_in(store, rik).token) is not None


def damaged(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: -3 * 4096])


def no_database(path: Path) -> None:
    path.write_text("jaar;gebied\n" * 1000)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def of_something_else(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE muziek (titel TEXT)")


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
        raw.commit()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (damaged, "is beschadigd, of geen opslag van dit programma"),
        (no_database, "is beschadigd, of geen opslag van dit programma"),
        (empty, "is geen opslag van dit programma"),
        (of_something_else, "is geen opslag van dit programma"),
        (newer, "is van een nieuwere versie van dit programma"),
    ],
)
def test_what_is_no_good_copy_is_refused_and_changes_nothing(
    store: Store, copy: Path, tmp_path: Path, spoil: Callable[[Path], None], said: str
) -> None:
    spoil(copy)
    before = files(tmp_path)

    with pytest.raises(StoreError, match=f"{said}. De opslag is niet veranderd."):
        stores.restore(copy, who="bo")

    assert texts(store) == {"intro": "Daarna"}
    assert files(tmp_path) == before


def test_the_store_is_not_put_back_into_itself(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is de opslag zelf"):
        stores.restore(tmp_path / "factsheet.db", who="bo")


def test_a_copy_of_an_older_version_is_brought_up_to_date(store: Store, copy: Path) -> None:
    with closing(sqlite3.connect(copy)) as raw:
        raw.execute("DROP INDEX ix_account_subject")
        raw.execute("ALTER TABLE account DROP COLUMN subject")
        raw.execute("DROP TRIGGER log_no_delete")  # it names a table that goes now
        for table in ("edition_document", "edition_origin", "remark", "code_answer", "log_anchor"):
            raw.execute(f"DROP TABLE {table}")
        raw.execute("ALTER TABLE session RENAME COLUMN jti_sha256 TO jti")
        for column in ("about", "year", "hash"):
            raw.execute(f"ALTER TABLE log DROP COLUMN {column}")
        raw.execute("UPDATE alembic_version SET version_num = '0002'")
        raw.commit()

    stores.restore(copy, who="bo")

    store.check()
    assert store.session("x") is None
    assert texts(store) == {"intro": "Eerst"}


@pytest.mark.parametrize("spoil", [no_database, empty, damaged, newer])
def test_a_store_that_cannot_be_opened_any_more_is_put_back_under_a_running_server(
    store: Store, store_url: str, copy: Path, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    store.close()
    spoil(tmp_path / "factsheet.db")
    spoiled = (tmp_path / "factsheet.db").read_bytes()
    with pytest.raises(StoreError):
        Store(store_url).accounts()

    kept = stores.restore(copy, who="bo")

    assert texts(store) == {"intro": "Eerst"}
    assert stat.S_IMODE((tmp_path / "factsheet.db").stat().st_mode) == 0o600
    assert kept is not None
    assert kept.read_bytes()[100:].startswith(spoiled[100:4096])  # all but the header
    store.check()


def test_a_store_that_is_replaced_under_a_running_server_is_found_by_it(store: Store, copy: Path) -> None:
    path = store._database.path
    assert path is not None
    assert texts(store) == {"intro": "Daarna"}
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    path.write_bytes(b"x" * path.stat().st_size)

    stores.restore(copy, who="bo")

    assert texts(store) == {"intro": "Eerst"}


def test_a_store_that_is_gone_is_put_back_without_what_was_left_beside_it(
    store: Store, copy: Path, tmp_path: Path
) -> None:
    store.close()
    (tmp_path / "factsheet.db").rename(tmp_path / "weg")
    (tmp_path / "factsheet.db-wal").write_bytes(b"van een ander")

    assert stores.restore(copy, who="bo") is None

    assert texts(store) == {"intro": "Eerst"}
    assert [name for name in files(tmp_path) if name.endswith("-wal") and "voor-herstel" in name]


def test_who_never_lets_go_of_the_store_stops_the_restore_and_nothing_changes(
    store: Store, copy: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(private, "WAIT", 0.2)
    before = files(tmp_path)

    with store._database.writing(), pytest.raises(StoreFailure, match="nog bezig"):
        stores.restore(copy, who="bo")

    assert texts(store) == {"intro": "Daarna"}
    assert files(tmp_path) == before


def test_the_command_puts_a_copy_back_and_says_what_that_means(
    store: Store, copy: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["herstel", str(copy), "--door", "bo"]) == 0

    said = capsys.readouterr().out
    assert f"{copy} is teruggezet. Iedereen moet opnieuw inloggen." in said
    assert f"De opslag van ervoor staat in {tmp_path / 'factsheet-voor-herstel-'}" in said
    assert texts(store) == {"intro": "Eerst"}
    assert main(["herstel", str(tmp_path / "bestaat-niet.db")]) == 2
    assert "Bestaat het bestand" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["kopie", "--overschrijf"], ["herstel"], ["status", "--jaar", "2024"]])
def test_a_kind_of_database_without_its_driver_is_refused(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Store(f"sqlite:///{tmp_path / 'k.db'}").close()
    monkeypatch.setenv("FACTSHEET_STORE", "oracle+oracledb://localhost/factsheet")

    assert main([*command, *([str(tmp_path / "k.db")] if command[0] != "status" else [])]) == 1
    assert capsys.readouterr().err.startswith(NO_DRIVER)
