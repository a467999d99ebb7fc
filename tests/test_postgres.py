"""The store in PostgreSQL, where it differs from a file: copies that go both ways, and a server that fails."""

from __future__ import annotations

import logging
import os
import signal
import stat
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from alembic import command
from sqlalchemy import make_url, select

from factsheet import store as stores
from factsheet.store import Store, StoreError, StoreFailure, engine, private, tables
from factsheet.store.engine import NEWER, OLDER
from factsheet.store.failures import BROKEN_DISK, BUSY, FULL, MESSAGES, OTHER, REFUSED, UNREACHABLE
from tests.older import store_at
from tests.postgres import STRANGER, Cluster
from tests.read_only import read_only

pytestmark = pytest.mark.databases("postgresql")
GUARDED_BY = {
    "sqlite": "SELECT name FROM sqlite_schema WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
}
ROWS = pl.DataFrame({"jaar": [2024], "ontvangers": [1]})


@pytest.fixture
def name(store_url: str) -> str:
    """What the database of this test is called on the server."""
    found = make_url(store_url).database
    assert found
    return found


def publish(store: Store) -> int:
    parts: dict[str, Any] = {"who": "rik", "reason": None, "versions": {}, "texts": {"intro": "Hallo"}}
    return store.add_edition(year=2024, tables={"gebruik": ROWS}, documents={"voorkant": b"\0\xff"}, **parts).id


def everything(store: Store) -> dict[str, list[Any]]:
    """All rows of all tables, as they come out."""
    found = {}
    with store._database.reading() as connection:
        for table in tables.metadata.sorted_tables:
            query = select(table).order_by(*table.primary_key.columns)
            found[table.name] = [tuple(row) for row in connection.execute(query)]
    return found


# What never changes


def test_the_same_tables_are_guarded_in_each_database(store: Store, tmp_path: Path) -> None:
    found = {}
    with closing(Store(f"sqlite:///{tmp_path / 'ander.db'}")) as other:
        for kept in (other, store):
            with kept._database.reading() as connection:
                kind = connection.dialect.name
                found[kind] = set(connection.exec_driver_sql(GUARDED_BY[kind]).scalars())

    assert {trigger for trigger in found["postgresql"] if not trigger.endswith("_no_truncate")} == found["sqlite"]
    assert {"log_no_update", "step_no_delete", "edition_document_no_update"} <= found["sqlite"]


@pytest.mark.parametrize("table", ["version", "edition", "log"])
def test_a_table_that_is_kept_cannot_be_emptied_at_once(store: Store, table: str) -> None:
    with pytest.raises(StoreFailure) as refused, store._database.writing() as connection:
        connection.exec_driver_sql(f"TRUNCATE {table} CASCADE")

    assert "is never changed" in str(refused.value.__cause__)


def test_a_store_of_before_is_guarded_once_it_is_opened(store_url: str) -> None:
    store_at(store_url, "0007")

    with closing(Store(store_url)) as store:
        store.set_text(2024, "intro", "Hallo", "rik")
        with pytest.raises(StoreFailure), store._database.writing() as connection:
            connection.exec_driver_sql("UPDATE text SET body = 'x'")
        assert store.texts(2024) == {"intro": "Hallo"}


# One at a time


def test_who_reads_sees_one_state_whatever_others_write(store: Store) -> None:
    store.set_text(2024, "intro", "Eerst", "rik")

    with ThreadPoolExecutor(1) as other, store._database.reading() as connection:
        before = connection.exec_driver_sql("SELECT count(*) FROM text").scalar()
        other.submit(store.set_text, 2024, "intro", "Daarna", "bo").result()
        after = connection.exec_driver_sql("SELECT count(*) FROM text").scalar()

    assert (before, after) == (1, 1)
    assert store.texts(2024) == {"intro": "Daarna"}


def test_one_brings_the_store_up_to_date_and_another_waits(store_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    waits, may_go, began = threading.Event(), threading.Event(), []
    upgrade = command.upgrade

    def slowly(*arguments: Any) -> None:
        began.append(threading.current_thread().name)
        waits.set()
        assert may_go.wait(60)
        upgrade(*arguments)

    monkeypatch.setattr(engine.command, "upgrade", slowly)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(Store, store_url)
        assert waits.wait(60)
        second = pool.submit(Store, store_url)
        held = len(began)
        may_go.set()
        opened = [first.result(), second.result()]

    assert held == 1
    for store in opened:
        store.log("rik", "iets")
        store.close()


def test_who_waits_too_long_for_another_writer_is_told(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(private, "WAIT", 0.1)

    with ThreadPoolExecutor(1) as other, store._database.writing():
        waiting = other.submit(store.log, "rik", "iets")
        with pytest.raises(StoreFailure, match=BUSY):
            waiting.result()

    store.log("rik", "nu wel")
    assert [entry.what for entry in store.log_entries()] == ["nu wel"]


# Copies


@pytest.fixture
def copy(store: Store, tmp_path: Path) -> Path:
    """A copy of a store with all kinds of things in it; since then a text was written."""
    folder = tmp_path / "kopieën"
    folder.mkdir()
    publish(store)
    store.add_account("rik", "Rik", roles=["redacteur"], wijken=["WK016400"])
    store.keep_draft("rik", "a", 2024, "half af", base=0)
    store.set_text(2024, "intro", "Eerst", "rik", "https://www.cbs.nl/")
    stores.copy(folder / "maandag.db")
    store.set_text(2024, "intro", "Daarna", "rik")
    return folder / "maandag.db"


def test_a_copy_is_one_private_file_with_all_that_was_in_the_store(store: Store, tmp_path: Path) -> None:
    publish(store)
    store.add_account("rik", "Rik", roles=["redacteur"])
    folder = tmp_path / "kopieën"
    folder.mkdir()
    before = os.umask(0)

    stores.copy(folder / "k.db")

    os.umask(before)
    assert [(path.name, stat.S_IMODE(path.stat().st_mode)) for path in folder.iterdir()] == [("k.db", 0o600)]
    with closing(Store(f"sqlite:///{folder / 'k.db'}")) as copied:
        assert everything(copied) == everything(store)
        assert copied.check_log() == store.check_log()


def test_a_copy_is_put_back_and_what_was_there_is_kept_beside_it(store: Store, copy: Path) -> None:
    kept = stores.restore(copy, who="bo")

    assert kept is not None
    assert kept.parent == copy.parent
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert store.texts(2024) == {"intro": "Eerst"}
    assert store.drafts("rik")[0].body == "half af"
    assert [(entry.who, entry.what) for entry in store.log_entries(1)] == [("bo", "kopie teruggezet")]
    assert store.check_log().broken is None
    with closing(Store(f"sqlite:///{kept}")) as before:
        assert before.texts(2024) == {"intro": "Daarna"}


def test_after_a_copy_was_put_back_new_things_get_new_numbers_and_all_is_guarded_again(
    store: Store, copy: Path, file: Callable[..., Any]
) -> None:
    edition = store.editions()[0].id

    stores.restore(copy, who="bo")

    assert publish(store) > edition
    store.save([file("gebruik")], who="rik")
    store.set_text(2024, "intro", "Verder", "rik")
    assert store.add_account("els", "Els", roles=[]).id > 1
    for table in ("edition", "log", "text"):
        with pytest.raises(StoreFailure), store._database.writing() as connection:
            connection.exec_driver_sql(f"DELETE FROM {table}")


def test_a_copy_of_postgresql_goes_into_sqlite_and_back(
    store: Store, copy: Path, store_url: str, tmp_path: Path
) -> None:
    file = f"sqlite:///{tmp_path / 'factsheet.db'}"
    Store(file).close()

    stores.restore(copy, who="bo", url=file)
    stores.copy(tmp_path / "terug.db", url=file)
    stores.restore(tmp_path / "terug.db", who="els", url=store_url)

    with closing(Store(file)) as in_file:
        was, now = everything(in_file), everything(store)
        assert now["log"][:-1] == was["log"]
        assert {**now, "log": []} == {**was, "log": []}
    assert store.check_log().broken is None


def test_who_is_reading_goes_on_reading_what_was_there(store: Store, copy: Path) -> None:
    query = "SELECT body FROM text ORDER BY id DESC LIMIT 1"

    with store._database.reading() as connection:
        before = connection.exec_driver_sql(query).scalar()
        stores.restore(copy, who="bo")
        after = connection.exec_driver_sql(query).scalar()

    assert (before, after) == ("Daarna", "Daarna")
    assert store.texts(2024) == {"intro": "Eerst"}


def damaged(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: -3 * 4096])


def newer(path: Path) -> None:
    with closing(private.connect(path)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")


@pytest.mark.parametrize(
    ("spoil", "said"), [(damaged, "is beschadigd"), (newer, "is van een nieuwere versie van dit programma")]
)
def test_what_is_no_good_copy_is_refused_and_changes_nothing(
    store: Store, copy: Path, spoil: Callable[[Path], None], said: str
) -> None:
    spoil(copy)
    before = everything(store)

    with pytest.raises(StoreError, match=f"{said}.*De opslag is niet veranderd."):
        stores.restore(copy, who="bo")

    assert everything(store) == before
    assert [path.name for path in copy.parent.iterdir()] == ["maandag.db"]


def test_where_the_store_of_before_cannot_be_kept_nothing_is_put_back(store: Store, copy: Path) -> None:
    with read_only(copy.parent), pytest.raises(StoreError, match="Zet de kopie eerst in een andere map"):
        stores.restore(copy, who="bo")

    assert store.texts(2024) == {"intro": "Daarna"}


KILLED = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import Engine, event
from factsheet import store

left = int(sys.argv[2])

@event.listens_for(Engine, "before_cursor_execute")
def count(connection, *_):
    global left
    left -= connection.dialect.name == "postgresql"
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)

store.restore(Path(sys.argv[1]), who="bo")
"""


@pytest.mark.parametrize("statement", [20, 90])
def test_a_restore_that_is_killed_leaves_all_of_what_was_there(store: Store, copy: Path, statement: int) -> None:
    before = everything(store)

    done = subprocess.run([sys.executable, "-c", KILLED, str(copy), str(statement)], check=False)

    assert done.returncode == -signal.SIGKILL
    assert everything(store) == before
    store.log("rik", "verder")


# A server that fails


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("53100", FULL),
        ("40P01", BUSY),
        ("58030", BROKEN_DISK),
        ("XX001", MESSAGES["PGXX"]),
        ("42501", MESSAGES["PG42501"]),
        ("23505", OTHER),
    ],
)
def test_what_the_server_says_is_said_in_dutch_and_nothing_is_kept(store: Store, state: str, said: str) -> None:
    fails = f"BEGIN RAISE EXCEPTION 'geheim' USING ERRCODE = '{state}'; END"
    with store._database.writing() as connection:
        connection.exec_driver_sql(f"CREATE FUNCTION fails() RETURNS trigger LANGUAGE plpgsql AS $$ {fails} $$")
        connection.exec_driver_sql("CREATE TRIGGER fails BEFORE INSERT ON log FOR EACH ROW EXECUTE FUNCTION fails()")

    with pytest.raises(StoreFailure) as refused:
        store.set_text(2024, "intro", "Hallo", "rik")

    assert str(refused.value).startswith(said)
    assert store.texts(2024) == {}


def test_a_server_that_keeps_nothing_still_shows_the_last_edition(store: Store, cluster: Cluster, name: str) -> None:
    edition = publish(store)
    cluster.sql(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    store.close()

    with pytest.raises(StoreFailure, match="De opslag kan alleen gelezen worden"):
        store.log("rik", "iets")

    assert store.tables(edition)["gebruik"].equals(ROWS)
    store.check()


def test_an_older_store_on_a_server_that_keeps_nothing_says_that_it_must_be_brought_up_to_date(
    store_url: str, cluster: Cluster, name: str
) -> None:
    store_at(store_url, "0007")
    cluster.sql(f"ALTER DATABASE {name} SET default_transaction_read_only = on")

    with pytest.raises(StoreFailure) as refused:
        Store(store_url)

    assert str(refused.value).startswith(OLDER)


def test_a_newer_store_is_refused_also_by_a_restore(store: Store, copy: Path, store_url: str) -> None:
    with store._database.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")

    for attempt in (lambda: Store(store_url), lambda: stores.restore(copy, who="bo")):
        with pytest.raises(StoreFailure) as refused:
            attempt()
        assert str(refused.value).startswith(NEWER)
    assert store.texts(2024) == {"intro": "Daarna"}


def test_a_connection_that_is_lost_between_two_clicks_is_not_noticed(store: Store, cluster: Cluster, name: str) -> None:
    store.log("rik", "eerst")
    cluster.disconnect(name)

    store.log("rik", "daarna")

    assert [entry.what for entry in store.log_entries()] == ["daarna", "eerst"]


def test_a_connection_that_is_lost_while_something_is_kept_says_so_and_keeps_nothing(
    store: Store, cluster: Cluster, name: str
) -> None:
    with pytest.raises(StoreFailure) as refused, store.together():
        store.log("rik", "half")
        cluster.disconnect(name)
        store.log("rik", "af")

    assert str(refused.value).startswith(UNREACHABLE)
    store.log("rik", "weer")
    assert [entry.what for entry in store.log_entries()] == ["weer"]


def test_a_server_that_is_away_is_said_and_the_next_click_works_when_it_is_back(
    store: Store, cluster: Cluster, name: str
) -> None:
    cluster.sql(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
    cluster.disconnect(name)

    for ask in (store.check, store.editions, lambda: store.log("rik", "iets")):
        with pytest.raises(StoreFailure) as refused:
            ask()
        assert str(refused.value).startswith(UNREACHABLE)

    cluster.sql(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
    store.log("rik", "weer")
    assert [entry.what for entry in store.log_entries()] == ["weer"]


@pytest.fixture
def stranger(cluster: Cluster, name: str) -> Iterator[str]:
    """Somebody with a password, who has nothing in this database."""
    cluster.sql(f"CREATE ROLE {STRANGER} LOGIN PASSWORD 'het-goede'")
    yield STRANGER
    cluster.sql(f"DROP ROLE {STRANGER}")


@pytest.mark.usefixtures("stranger")
@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"username": STRANGER, "password": "planted-geheim"}, REFUSED),
        ({"username": STRANGER, "password": "het-goede"}, MESSAGES["PG42501"]),
        ({"password": "planted-geheim", "database": "bestaat_niet"}, REFUSED),
        ({"password": "planted-geheim", "host": "/bestaat/niet", "query": {}}, UNREACHABLE),
        ({"password": "planted-geheim", "host": "127.0.0.1", "port": 1, "query": {}}, UNREACHABLE),
    ],
)
def test_a_server_that_lets_nobody_in_is_one_sentence_without_a_password(
    store_url: str, caplog: pytest.LogCaptureFixture, changes: dict[str, Any], said: str
) -> None:
    url = make_url(store_url).set(**changes).render_as_string(hide_password=False)

    with caplog.at_level(logging.DEBUG), pytest.raises(StoreFailure) as refused:
        Store(url)

    assert str(refused.value).startswith(f"{said} Kenmerk: F-")
    told = [str(refused.value), caplog.text, *traceback.format_exception(refused.value)]
    assert "planted" not in "".join(told)
