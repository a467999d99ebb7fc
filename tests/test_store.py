"""The store: one transaction or nothing, never a lost update, nothing kept is ever changed."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from sqlalchemy.exc import DBAPIError

import factsheet.store
from factsheet.store import Conflict, NotGood, ReasonNeeded, Store, StoreError, TextConflict, current
from factsheet.store.failures import MESSAGES, OTHER
from factsheet.store.tables import metadata
from tests.examples import examples

pytestmark = pytest.mark.databases("sqlite", "postgresql")
only_sqlite = pytest.mark.databases("sqlite")

ROWS = pl.DataFrame({"jaar": [2024], "ontvangers": [1]})


def publish(store: Store, year: int = 2024, **changes: Any) -> Any:
    parts: dict[str, Any] = {"who": "rik", "reason": None, "versions": {}, "tables": {"gebruik": ROWS}, "texts": {}}
    return store.add_edition(year=year, **{**parts, **changes})


# Versions


def test_a_saved_file_becomes_the_last_version_with_all_that_is_known_about_it(store, file, clock):
    [saved] = store.save([file("gebruik", 2024)], who="rik", reason=" nieuwe telling ")

    assert store.last_version("gebruik", 2024) == saved
    assert (saved.dataset, saved.year, saved.row_count, saved.who, saved.at) == ("gebruik", 2024, 1, "rik", clock.now)
    assert (saved.reason, saved.name, saved.sha256) == (
        "nieuwe telling",
        "gebruik.csv",
        hashlib.sha256(b"").hexdigest(),
    )
    assert saved.read_as == "UTF-8, kolommen met puntkomma, decimalen met komma"


def test_what_was_mended_in_a_file_is_kept_with_its_version_and_in_the_log(store, file):
    mended = {("gebruik", 2024): ["rij 2, gebied: Nord → Noord", "rij 3, aantal: 1,0 → 1"]}

    gebruik, ses = store.save([file("gebruik"), file("ses")], who="rik", reason="telling", mended=mended)

    told = "Verbeterd bij het uploaden: rij 2, gebied: Nord → Noord; rij 3, aantal: 1,0 → 1."
    assert (gebruik.reason, ses.reason) == (f"telling\n{told}", "telling")
    assert [(entry.what, entry.about, entry.year, entry.details) for entry in reversed(store.log_entries())] == [
        ("bestand verbeterd", "gebruik", 2024, "rij 2, gebied: Nord → Noord"),
        ("bestand verbeterd", "gebruik", 2024, "rij 3, aantal: 1,0 → 1"),
        ("cijfers bewaard", "gebruik", 2024, "gebruik.csv, 1 rij: telling"),
        ("cijfers bewaard", "ses", 2024, "ses.csv, 1 rij: telling"),
    ]
    assert {entry.who for entry in store.log_entries()} == {"rik"}


def test_a_mend_is_no_reason_and_of_what_is_refused_nothing_is_logged(store, file):
    mended = {("gebruik", 2024): ["rij 2, gebied: Nord → Noord"]}

    with pytest.raises(ReasonNeeded):
        store.save([file("gebruik", warnings=1)], who="rik", mended=mended)

    assert store.log_entries() == []


def test_rows_come_back_with_the_same_types_and_values(store, file):
    rows = pl.DataFrame(
        {
            "jaar": [2024, 2024],
            "gebied": ["GM0164", None],
            "uitgaven": [1.5, None],
            "peildatum": [datetime(2024, 12, 31).date(), None],  # noqa: DTZ001 - a day has no zone
            "definitief": [True, None],
        }
    )

    [saved] = store.save([file("gebruik", rows=rows)], who="rik")

    assert store.rows(saved.id).equals(rows)
    assert store.rows(saved.id).schema == rows.schema


def test_an_older_version_stays_as_it_was(store, file):
    [old] = store.save([file("gebruik", value=1)], who="rik")

    store.save([file("gebruik", value=2)], who="bo")

    assert store.rows(old.id)["ontvangers"].item() == 1
    assert [version.who for version in store.history("gebruik", 2024)] == ["bo", "rik"]
    assert store.version(old.id) == old


def test_versions_of_a_year_are_the_last_of_each_dataset(store, file):
    store.save([file("gebruik", 2024, value=1), file("ses", 2024), file("ses", 2023)], who="rik")

    [last] = store.save([file("gebruik", 2024, value=2)], who="rik")

    assert list(store.versions(2024)) == ["gebruik", "ses"]
    assert store.versions(2024)["gebruik"] == last
    assert store.years() == [2023, 2024]


def test_nothing_is_known_in_an_empty_store(store):
    assert store.last_version("gebruik", 2024) is None
    assert store.versions(2024) == {}
    assert store.history("gebruik", 2024) == []
    assert store.years() == store.published_years() == store.editions() == []
    assert store.last_edition(2024) is None


@pytest.mark.parametrize(
    ("errors", "message"), [(1, "In gebruik.csv staat nog 1 fout."), (2, "In gebruik.csv staan nog 2 fouten.")]
)
def test_a_file_with_faults_is_refused_and_nothing_of_the_others_is_kept(store, file, errors, message):
    files = [file("ses"), file("gebruik", errors=errors)]

    with pytest.raises(NotGood, match=message):
        store.save(files, who="rik")

    assert store.versions(2024) == {}


@pytest.mark.parametrize(("dataset", "year"), [(None, 2024), ("gebruik", None)])
def test_a_file_without_a_known_dataset_or_year_is_refused(store, file, dataset, year):
    with pytest.raises(NotGood, match="niet duidelijk"):
        store.save([file(dataset, year)], who="rik")


def test_two_files_about_the_same_dataset_and_year_are_refused_by_name(store, file):
    with pytest.raises(NotGood, match=r"gebruik.csv en gebruik.csv gaan allebei over gebruik van 2024"):
        store.save([file("gebruik"), file("gebruik")], who="rik")

    assert store.versions(2024) == {}


@pytest.mark.parametrize("reason", [None, "", "   "])
def test_warnings_need_a_reason(store, file, reason):
    with pytest.raises(ReasonNeeded, match=r"gebruik.csv heeft 1 waarschuwing. Schrijf op waarom"):
        store.save([file("gebruik", warnings=1)], who="rik", reason=reason)

    assert store.versions(2024) == {}


def test_the_reason_is_kept_with_the_warnings_it_confirms(store, file):
    [saved] = store.save([file("gebruik", warnings=2)], who="rik", reason="De cijfers kloppen.")

    assert store.version(saved.id).warnings == ("Rij 3: Dit wijkt erg af.",) * 2
    assert store.version(saved.id).reason == "De cijfers kloppen."


def test_who_saves_on_an_old_version_is_told_and_nothing_is_lost(store, file):
    [first] = store.save([file("gebruik", value=1)], who="rik")
    [theirs] = store.save([file("gebruik", value=2)], who="bo", based_on={("gebruik", 2024): first.id})

    with pytest.raises(Conflict, match="bo heeft intussen een nieuwere versie van gebruik van 2024") as refused:
        store.save([file("gebruik", value=3)], who="rik", based_on={("gebruik", 2024): first.id})

    assert refused.value.version == theirs
    assert store.last_version("gebruik", 2024) == theirs


def test_who_thought_there_was_no_version_is_told_too(store, file):
    store.save([file("gebruik")], who="bo")

    with pytest.raises(Conflict):
        store.save([file("ses"), file("gebruik")], who="rik", based_on={("gebruik", 2024): None})

    assert list(store.versions(2024)) == ["gebruik"]


def test_a_conflict_in_the_last_file_undoes_the_first(store, file):
    [first] = store.save([file("gebruik")], who="rik")

    with pytest.raises(Conflict):
        store.save([file("ses"), file("gebruik")], who="rik", based_on={("gebruik", 2024): first.id + 1})

    assert store.last_version("ses", 2024) is None


@pytest.mark.parametrize("ask", ["version", "rows", "edition", "tables", "texts_of"])
def test_what_does_not_exist_is_said_in_dutch(store, ask):
    with pytest.raises(StoreError, match="12 bestaat niet"):
        getattr(store, ask)(12)


# Editions and texts


def test_an_edition_gives_back_what_was_published(store, file, clock):
    [version] = store.save([file("gebruik")], who="rik")

    edition = publish(store, reason="eerste", versions={"gebruik": version.id}, texts={"intro": "Hallo"})

    assert store.last_edition(2024) == edition == store.edition(edition.id)
    assert (edition.year, edition.number, edition.who, edition.reason, edition.at) == (
        2024,
        1,
        "rik",
        "eerste",
        clock.now,
    )
    assert edition.versions == {"gebruik": version.id}
    assert store.tables(edition.id)["gebruik"].equals(ROWS)
    assert store.texts_of(edition.id) == {"intro": "Hallo"}


def test_editions_are_numbered_per_year_and_listed_newest_first(store):
    for year in (2023, 2024, 2024):
        publish(store, year)

    assert [(edition.year, edition.number) for edition in store.editions()] == [(2024, 2), (2024, 1), (2023, 1)]
    assert [edition.number for edition in store.editions(2024)] == [2, 1]
    assert store.published_years() == [2023, 2024]


@pytest.mark.parametrize("versions", [{"gebruik": 99}, {"ses": 1}])
def test_an_edition_of_a_version_of_something_else_is_refused(store, file, versions):
    store.save([file("gebruik")], who="rik")

    with pytest.raises(StoreError, match="Er is niets gepubliceerd"):
        publish(store, versions=versions)

    assert store.editions() == []


def test_an_edition_of_a_version_of_another_year_is_refused(store, file):
    [version] = store.save([file("gebruik", 2023)], who="rik")

    with pytest.raises(StoreError, match="is geen versie van gebruik van 2024"):
        publish(store, 2024, versions={"gebruik": version.id})


@pytest.mark.parametrize("table", ["version", "edition", "edition_version", "edition_table", "text", "log", "step"])
@pytest.mark.parametrize("change", ["UPDATE {0} SET {1} = {1}", "DELETE FROM {0}"])
def test_the_database_itself_refuses_to_change_what_is_kept(store, file, table, change):
    [version] = store.save([file("gebruik")], who="rik")
    publish(store, versions={"gebruik": version.id})
    store.set_text(2024, "intro", "Hallo", "rik")
    store.log("rik", "iets")
    store.add_step(2024, "aangeboden", "rik", content=store.content(2024))

    with pytest.raises(StoreError) as refused, store._database.writing() as connection:
        connection.exec_driver_sql(change.format(table, metadata.tables[table].columns[0].name))

    assert isinstance(refused.value.__cause__, DBAPIError)
    assert "is never changed" in str(refused.value.__cause__)


@only_sqlite
def test_a_line_that_is_kept_cannot_be_replaced_either(store):
    store.log("rik", "iets")

    with pytest.raises(StoreError), store._database.writing() as connection:
        connection.exec_driver_sql(
            "INSERT OR REPLACE INTO log SELECT id, at, 'bo', what, details, '', '', 1, '' FROM log"
        )

    assert [entry.who for entry in store.log_entries()] == ["rik"]


def test_the_last_text_counts_and_the_earlier_ones_stay(store):
    store.set_text(2024, "intro", "Eerst", "rik")
    store.set_text(2024, "intro", "Daarna", "bo", source="https://www.cbs.nl/")
    store.set_text(2023, "intro", "Ander jaar", "rik")

    assert store.texts(2024) == {"intro": "Daarna"}
    assert [(text.body, text.who, text.source) for text in store.text_history(2024, "intro")] == [
        ("Eerst", "rik", None),
        ("Daarna", "bo", "https://www.cbs.nl/"),
    ]


def test_an_empty_text_takes_the_text_away(store):
    store.set_text(2024, "intro", "Eerst", "rik")

    store.set_text(2024, "intro", "  ", "rik")

    assert store.texts(2024) == {}


# Log, settings, moments


def test_the_log_is_given_back_newest_first(store, clock):
    store.log("rik", "ingelogd")
    clock.forward(minutes=1)
    store.log("systeem", "onverwachte fout", "ValueError", "F-234567")

    newest, oldest = store.log_entries(10)

    assert (newest.who, newest.what, newest.details, newest.reference) == (
        "systeem",
        "onverwachte fout",
        "ValueError",
        "F-234567",
    )
    assert newest.at - oldest.at == timedelta(minutes=1)
    assert store.log_entries(1) == [newest]


def test_a_setting_is_made_once_also_by_many_at_the_same_time(store):
    with ThreadPoolExecutor(8) as pool:
        values = set(pool.map(lambda number: store.setting_once("key", lambda: str(number)), range(16)))

    assert values == {store.setting("key")}


def test_only_an_empty_store_can_become_the_example(store, file):
    store.save([file("gebruik")], who="rik")

    with pytest.raises(StoreError, match="lege opslag"):
        store.mark_as_example()

    assert not store.is_example


def test_marking_the_example_twice_is_no_problem(store):
    store.mark_as_example()

    store.mark_as_example()

    assert store.is_example


def test_a_moment_in_another_zone_comes_back_in_utc(store, file, clock):
    clock.now = datetime(2025, 7, 1, 12, tzinfo=timezone(timedelta(hours=2)))

    store.save([file("gebruik")], who="rik")

    assert store.last_version("gebruik", 2024).at == datetime(2025, 7, 1, 10, tzinfo=UTC)
    assert store.last_version("gebruik", 2024).at.tzinfo is UTC


# Opening, migrations, failures


def test_a_database_made_by_the_migrations_has_the_tables_of_the_code(store):
    with store._database.reading() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)

    assert differences == []


@only_sqlite
def test_the_database_writes_ahead_fully_and_checks_its_references(store):
    with store._database.reading() as connection:
        found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous")]
        references = connection.exec_driver_sql("PRAGMA foreign_keys").scalar()

    assert (found, references) == (["wal", 2], 1)


def test_a_store_opened_again_has_everything(store, store_url, file):
    store.save([file("gebruik")], who="rik")
    store.close()

    again = Store(store_url)

    assert list(again.versions(2024)) == ["gebruik"]
    again.close()


@only_sqlite
def test_the_store_of_the_installation_is_the_one_in_the_environment_and_opened_once(store_url, tmp_path):
    first, second = current(), current()

    assert first is second
    assert (tmp_path / "factsheet.db").exists()
    first.close()


@pytest.mark.parametrize("url", ["geen adres", "sqlite:///{tmp}/bestaat/niet/factsheet.db", "sqlite:///{tmp}"])
def test_a_store_that_cannot_be_opened_says_so_in_dutch(tmp_path, url):
    with pytest.raises(StoreError) as refused:
        Store(url.format(tmp=tmp_path))

    assert "geen geldig adres" in str(refused.value) or str(refused.value).startswith(MESSAGES["SQLITE_CANTOPEN"])


def test_a_file_that_is_no_database_says_so_in_dutch(tmp_path):
    (tmp_path / "factsheet.db").write_bytes(b"dit is geen database, maar wel lang genoeg om er een te lijken" * 20)

    with pytest.raises(StoreError, match="is geen database"):
        Store(f"sqlite:///{tmp_path / 'factsheet.db'}")


@only_sqlite
def test_a_full_disk_says_so_and_keeps_what_was_there(store, file):
    [kept] = store.save([file("gebruik")], who="rik")
    with store._database.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    big = pl.DataFrame({"jaar": range(100_000)})

    with pytest.raises(StoreError, match="De schijf is vol"):
        store.save([file("ses"), file("gebruik", rows=big)], who="rik")

    assert store.versions(2024) == {"gebruik": kept}


@only_sqlite
def test_a_store_that_may_only_be_read_says_so_and_can_still_be_read(store, file):
    [kept] = store.save([file("gebruik")], who="rik")
    with store._database.reading() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")

    with pytest.raises(StoreError, match="kan alleen gelezen worden"):
        store.save([file("gebruik", value=2)], who="rik")

    assert store.rows(kept.id)["ontvangers"].item() == 1


@only_sqlite
def test_a_writer_that_has_to_wait_too_long_is_told_in_dutch(store, store_url, file):
    with store._database.reading() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 0")
    other = Store(store_url)

    with pytest.raises(StoreError, match="nog bezig"), other._database.writing():
        store.save([file("gebruik")], who="rik")

    assert store.versions(2024) == {}
    other.close()


def test_any_other_failure_is_dutch_too(store):
    with pytest.raises(StoreError) as refused, store._database.writing() as connection:
        connection.exec_driver_sql("INSERT INTO edition_version VALUES (1, 'gebruik', 1)")

    assert str(refused.value).startswith(OTHER)


def test_the_package_carries_its_migrations_when_only_the_installed_package_is_there(tmp_path):
    package = Path(factsheet.store.__file__).parent.parent
    shutil.copytree(package, tmp_path / "factsheet")
    (tmp_path / "data").mkdir()
    program = "import factsheet.store as s; s.Store('sqlite:///new.db'); print(s.__file__)"

    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True)

    assert done.stdout.startswith(str(tmp_path))
    assert (tmp_path / "new.db").exists()


# Many at once, and killed halfway

WRITER = """
import sys
import polars as pl
from factsheet.parse import Digest, ReadAs
from factsheet.store import Store
from factsheet.validate import Checked

store = Store(sys.argv[1])
rows = pl.DataFrame({"jaar": [2024] * 2000, "ontvangers": range(2000)})
for number in range(int(sys.argv[2])):
    files = [Checked(f"{d}.csv", d, 2024, rows, (), ReadAs(), Digest(b"")) for d in ("gebruik", "ses", "uitgaven")]
    saved = store.save(files, who=sys.argv[3], reason=str(number))
    edition = store.add_edition(
        year=2024, who=sys.argv[3], reason=None, versions={v.dataset: v.id for v in saved},
        tables={v.dataset: rows for v in saved}, texts={},
    )
    print(edition.id, flush=True)
"""


def writer(url: str, times: int, who: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, url, str(times), who]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_threads_that_write_on_the_same_version_never_both_succeed(store, file):
    [first] = store.save([file("gebruik")], who="rik")

    def save(number: int) -> bool:
        try:
            store.save([file("gebruik", value=number)], who="rik", based_on={("gebruik", 2024): first.id})
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        succeeded = list(pool.map(save, range(16)))

    assert succeeded.count(True) == 1
    assert len(store.history("gebruik", 2024)) == 2


@pytest.mark.parametrize("acknowledged", [1, 3, 8])
def test_a_writer_that_is_killed_leaves_nothing_half_and_loses_nothing_acknowledged(store_url, acknowledged):
    process = writer(store_url, 1000, "schrijver")
    assert process.stdout is not None
    promised = [int(process.stdout.readline()) for _ in range(acknowledged)]

    os.kill(process.pid, signal.SIGKILL)
    promised += [int(line) for line in process.communicate()[0].splitlines() if line]

    store = Store(store_url)
    editions = store.editions(2024)
    assert {edition.id for edition in editions} >= set(promised)
    assert all(set(edition.versions) == set(store.tables(edition.id)) for edition in editions)
    assert all(len(edition.versions) == 3 for edition in editions)
    assert len({len(store.history(dataset, 2024)) for dataset in ("gebruik", "ses", "uitgaven")}) == 1
    store.close()


@examples(30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_any_text_comes_back_as_it_was_written(store, body):
    store.set_text(2024, "intro", body, "rik")

    assert store.texts(2024).get("intro", "") == body.strip()


def test_every_version_that_is_kept_stands_in_the_log(store: Store, file: Any) -> None:
    store.save([file("gebruik"), file("ses")], who="rik")
    store.save([file("gebruik", value=2)], who="els", reason="telfout verbeterd")

    logged = [(entry.who, entry.what, entry.about, entry.year, entry.details) for entry in store.log_entries()]

    assert logged == [
        ("els", "cijfers bewaard", "gebruik", 2024, "gebruik.csv, 1 rij: telfout verbeterd"),
        ("rik", "cijfers bewaard", "ses", 2024, "ses.csv, 1 rij"),
        ("rik", "cijfers bewaard", "gebruik", 2024, "gebruik.csv, 1 rij"),
    ]


def test_a_version_that_is_refused_leaves_no_line_in_the_log(store: Store, file: Any) -> None:
    with pytest.raises(NotGood):
        store.save([file("gebruik"), file("ses", errors=1)], who="rik")

    assert store.log_entries() == []


# Together


def test_what_is_done_together_is_kept_as_a_whole_or_not_at_all(store: Store, file: Any) -> None:
    with pytest.raises(NotGood), store.together():
        store.save([file("gebruik")], who="rik")
        store.log("rik", "iets")
        assert [entry.what for entry in store.log_entries()] == ["iets", "cijfers bewaard"]
        store.save([file("ses", errors=1)], who="rik")

    assert (store.versions(2024), store.log_entries()) == ({}, [])
    with store.together():
        store.save([file("gebruik")], who="rik")
        store.log("rik", "iets")
    assert [entry.what for entry in store.log_entries()] == ["iets", "cijfers bewaard"]


def test_another_thread_sees_nothing_of_what_is_not_kept_yet(store: Store) -> None:
    with ThreadPoolExecutor(1) as other, store.together():
        store.log("rik", "iets")

        assert other.submit(store.log_entries).result() == []

    assert len(store.log_entries()) == 1


def test_an_account_is_called_as_it_is_now_and_by_its_own_name_when_it_is_gone(store: Store) -> None:
    store.add_account("rik", "Rik", roles=[])
    store.change_account("rik", display_name="Rik de Vries")

    assert (store.display_name("rik"), store.display_name("weg")) == ("Rik de Vries", "weg")


def test_who_kept_something_in_the_meantime_is_called_as_colleagues_know_them(store: Store, file: Any) -> None:
    store.add_account("bo", "Bo Bakker", roles=[])
    store.save([file("gebruik")], who="bo")
    store.set_text(2024, "intro", "Hallo", "bo")

    with pytest.raises(Conflict, match=r"^Bo Bakker heeft intussen"):
        store.save([file("gebruik", value=2)], who="rik", based_on={("gebruik", 2024): None})
    with pytest.raises(TextConflict, match=r"^Bo Bakker heeft deze tekst intussen"):
        store.set_text(2024, "intro", "Dag", "rik", based_on=0)
