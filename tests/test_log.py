"""The log as a chain: what is changed in it shows, and only what is too old goes, with a line about it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from factsheet import settings as factsheet_settings
from factsheet import store as stores
from factsheet.cli import main
from factsheet.cli.door import system_user
from factsheet.cli.logbook import NO_TERM
from factsheet.release import snapshot
from factsheet.settings import Settings
from factsheet.store import Store, StoreFailure
from tests.conftest import Clock
from tests.older import store_at

pytestmark = pytest.mark.databases("sqlite", "postgresql")


def unguarded(connection: Connection, statement: str) -> None:
    """As somebody who may do anything with the database."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("DROP TRIGGER log_no_update")
        connection.exec_driver_sql("DROP TRIGGER log_no_delete")
    else:
        connection.exec_driver_sql("ALTER TABLE log DISABLE TRIGGER USER")
    connection.exec_driver_sql(statement)


@pytest.fixture
def filled(store: Store, clock: Clock) -> Store:
    """Six lines, each a day after the one before; of 2024 are the even ones."""
    for number in range(1, 7):
        store.log("rik" if number < 5 else "bo", "iets", f"nummer {number}", year=2024 - number % 2)
        clock.forward(days=1)
    return store


# The chain


def test_each_line_has_the_hash_of_the_line_before_and_of_its_own_content(store: Store) -> None:
    store.log("rik", "cijfers bewaard", "één", about="gebruik", year=2024)
    store.log("bo", "iets", reference="F-234567")

    second, first = store.log_entries()

    moment = "2025-03-01T12:00:00.000000+00:00"
    content = f'[1,"{moment}","rik","cijfers bewaard","\\u00e9\\u00e9n",null,"gebruik",2024]'
    assert first.hash == hashlib.sha256(f"\n{content}".encode()).hexdigest()
    content = f'[2,"{moment}","bo","iets","","F-234567",null,null]'
    assert second.hash == hashlib.sha256(f"{first.hash}\n{content}".encode()).hexdigest()


def test_a_log_that_nobody_changed_is_whole(filled: Store) -> None:
    state = filled.check_log()

    assert (state.lines, state.last, state.broken) == (6, 6, None)
    assert state.hash == filled.log_entries(1)[0].hash


def test_an_empty_log_is_whole(store: Store) -> None:
    assert (store.check_log().lines, store.check_log().broken) == (0, None)


@pytest.mark.parametrize(
    ("statement", "breaks"),
    [
        ("UPDATE log SET details = 'nummer 33' WHERE id = 3", 3),
        ("UPDATE log SET who = 'bo' WHERE id = 1", 1),
        ("UPDATE log SET at = '2025-03-01 13:00:00.000000+00:00' WHERE id = 2", 2),
        ("DELETE FROM log WHERE id = 3", 4),
        ("DELETE FROM log WHERE id <= 2", 3),
        ("UPDATE log SET id = 9 WHERE id = 2", 3),
    ],
)
def test_what_is_changed_by_hand_shows_and_where(
    filled: Store, capsys: pytest.CaptureFixture[str], statement: str, breaks: int
) -> None:
    with filled._database.writing() as connection:
        unguarded(connection, statement)

    assert filled.check_log().broken == breaks
    assert main(["log", "--controleer"]) == 1
    assert f"de keten breekt bij regel {breaks}." in capsys.readouterr().out


def test_a_line_that_is_added_by_hand_shows(filled: Store) -> None:
    with filled._database.writing() as connection:
        moment = "'2025-03-01 13:00:00.000000+00:00'"
        connection.exec_driver_sql(f"INSERT INTO log (id, at, who, what, details) VALUES (7, {moment}, 'x', 'y', 'z')")

    assert filled.check_log().broken == 7


def test_an_anchor_that_is_put_there_by_hand_shows(filled: Store) -> None:
    third = filled.log_entries()[3]
    with filled._database.writing() as connection:
        connection.exec_driver_sql(f"INSERT INTO log_anchor VALUES (3, '{third.hash}')")
        connection.exec_driver_sql("DELETE FROM log WHERE id <= 3")

    assert filled.check_log().broken == 3


def test_the_command_says_that_the_log_is_whole(filled: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["log", "--controleer"]) == 0

    last = filled.log_entries(1)[0].hash
    assert capsys.readouterr().out == f"Het logboek is heel: 6 regels, de laatste is 6 ({last}).\n"


# Clearing


def years(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, number: int) -> None:
    """Let the settings say how long a line is kept."""
    town = tmp_path / "gemeente.toml"
    text = factsheet_settings.path().read_text(encoding="utf-8")
    town.write_text(f"{text}\n[log]\nbewaartermijn_jaren = {number}\n", encoding="utf-8")
    monkeypatch.setenv("FACTSHEET_GEMEENTE", str(town))
    factsheet_settings.current.cache_clear()


def test_what_is_too_old_goes_and_the_chain_goes_on_from_there(filled: Store, clock: Clock) -> None:
    third = filled.log_entries()[3]

    assert filled.clear_log(third.at + timedelta(hours=1), "beheer") == 3

    entries = filled.log_entries()
    assert [entry.id for entry in entries] == [7, 6, 5, 4]
    assert (entries[0].who, entries[0].what) == ("beheer", "logboek opgeruimd")
    assert entries[0].details == f"regels 1 tot en met 3, de laatste met keten {third.hash}"
    assert (filled.check_log().lines, filled.check_log().broken) == (4, None)


def test_a_log_that_goes_as_a_whole_begins_with_the_line_about_it_and_may_be_cleared_again(
    filled: Store, clock: Clock
) -> None:
    assert filled.clear_log(clock.now, "beheer") == 6
    clock.forward(days=1)
    assert filled.clear_log(clock.now, "beheer") == 1

    assert [(entry.id, entry.what) for entry in filled.log_entries()] == [(8, "logboek opgeruimd")]
    assert filled.check_log().broken is None


def test_nothing_to_clear_leaves_no_line(filled: Store, clock: Clock) -> None:
    assert filled.clear_log(clock.now - timedelta(days=30), "beheer") == 0

    assert [entry.id for entry in filled.log_entries()] == [6, 5, 4, 3, 2, 1]


@pytest.mark.parametrize("left", ["DELETE FROM log WHERE id = 5", "DELETE FROM log", "DELETE FROM log_anchor"])
def test_what_is_not_cleared_stays_guarded(filled: Store, left: str) -> None:
    filled.clear_log(filled.log_entries()[3].at + timedelta(hours=1), "beheer")

    with pytest.raises(StoreFailure) as refused, filled._database.writing() as connection:
        connection.exec_driver_sql(left)

    assert "is never changed" in str(refused.value.__cause__)
    assert filled.check_log().broken is None


def test_the_command_clears_what_the_settings_say(
    filled: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    years(monkeypatch, tmp_path, 2)
    monkeypatch.setattr(stores.current(), "now", clock)
    clock.forward(days=2 * 365 - 6 + 3)  # two years after the fourth line

    assert main(["log", "--opruimen", "--door", "bo"]) == 0

    factsheet_settings.current.cache_clear()
    assert capsys.readouterr().out == "Van vóór 4 maart 2025 13:00 is weggehaald: 3 regels.\n"
    # "bo" is no account with the role, so who gave the command stands in front.
    asked = f"systeem:{system_user()} — bo"
    assert [(entry.id, entry.who) for entry in filled.log_entries()] == [(7, asked), (6, "bo"), (5, "bo"), (4, "rik")]


def test_without_a_term_in_the_settings_nothing_is_cleared(filled: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["log", "--opruimen"]) == 2

    assert capsys.readouterr().err == f"{NO_TERM}\n"
    assert len(filled.log_entries()) == 6


@pytest.mark.databases("sqlite")
def test_a_term_that_would_clear_all_is_refused(
    store_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    years(monkeypatch, tmp_path, 0)

    assert main(["log", "--opruimen"]) == 1

    factsheet_settings.current.cache_clear()
    assert "[log] bewaartermijn_jaren: Vul 1 of meer in." in capsys.readouterr().err


def test_how_long_the_log_is_kept_is_no_part_of_what_is_approved(settings: Settings) -> None:
    assert snapshot.made_with(replace(settings, log_bewaartermijn=7)) == snapshot.made_with(settings)


# Reading


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ([], [1, 2, 3, 4, 5, 6]),
        (["--wie", "bo"], [5, 6]),
        (["--wat", "niets"], []),
        (["--jaar", "2024"], [2, 4, 6]),
        (["--sinds", "4-3-2025 13:00"], [4, 5, 6]),
        (["--wie", "rik", "--jaar", "2023", "--sinds", "2025-03-02"], [3]),
    ],
)
def test_the_log_comes_out_as_lines_of_json(
    filled: Store, capsys: pytest.CaptureFixture[str], asked: list[str], found: list[int]
) -> None:
    assert main(["log", "--json", *asked]) == 0

    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["regel"] for line in lines] == found
    for line, entry in zip(lines, [filled.log_entries()[-number] for number in found], strict=True):
        assert line == {
            "regel": entry.id,
            "moment": entry.at.isoformat(),
            "wie": entry.who,
            "wat": entry.what,
            "jaar": entry.year,
            "over": None,
            "uitleg": entry.details,
            "kenmerk": None,
            "keten": entry.hash,
        }


def test_the_log_comes_out_in_words(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    store.log("rik", "cijfers bewaard", "één rij", about="gebruik", year=2024)
    store.log("bo", "ingelogd")

    assert main(["log"]) == 0

    assert capsys.readouterr().out.splitlines() == [
        "1 maart 2025 13:00 | rik | cijfers bewaard | gebruik 2024 | één rij",
        "1 maart 2025 13:00 | bo | ingelogd",
    ]


def test_in_words_an_event_is_one_line_whatever_was_typed(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    store.log(
        "rik", "cijfers bewaard", "proef\n1 maart 2025 13:00 | bo | account gemaakt\u2028\x1b[2J\x9bJ\u202e", year=2024
    )

    assert main(["log"]) == 0

    assert capsys.readouterr().out == (
        "1 maart 2025 13:00 | rik | cijfers bewaard | 2024 | proef 1 maart 2025 13:00 | bo | account gemaakt [2J J\n"
    )


def test_no_true_count_comes_out(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    store.log("rik", "bestand verbeterd", "rij 3, aantal: 12 → 13", about="gebruik", year=2024)

    assert main(["log"]) == main(["log", "--json"]) == 0

    assert "12" not in capsys.readouterr().out.replace("12:00", "").replace(store.log_entries()[0].hash, "")
    assert store.check_log().broken is None


# Older stores


def test_the_lines_of_an_older_store_get_their_chain(store_url: str) -> None:
    def older(connection: Connection) -> None:
        for number in (1, 2, 5):
            values = f"({number}, '2025-03-01 12:00:00.123456+00:00', 'rik', 'iets', '', NULL, NULL, 2024)"
            connection.exec_driver_sql(f"INSERT INTO log VALUES {values}")

    store_at(store_url, "0007", fill=older)
    store = Store(store_url)
    store.log("rik", "verder")

    assert (store.check_log().lines, store.check_log().last, store.check_log().broken) == (4, 6, None)
    with pytest.raises(StoreFailure), store._database.writing() as connection:
        connection.exec_driver_sql("UPDATE log SET who = 'bo'")
    store.close()
