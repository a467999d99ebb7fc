"""The state of a year, its steps, unsaved work, the lock on a text, an older version put back, and an older store."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import polars as pl
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from sqlalchemy import Connection, text

from factsheet.release import publish as publication
from factsheet.release import review
from factsheet.store import Conflict, Moved, Store, StoreError, TextConflict
from factsheet.store.repository import pack
from factsheet.store.tables import metadata
from schemas import SCHEMAS
from tests.examples import examples
from tests.older import store_at

pytestmark = pytest.mark.databases("sqlite", "postgresql")

YEAR = 2024
GEBRUIK = ("gebruik", YEAR)


def publish(store: Store, year: int, **changes: Any) -> Any:
    return store.add_edition(
        year=year, **{"who": "rik", "reason": None, "versions": {}, "tables": {}, "texts": {}, **changes}
    )


def add(store: Store, file: Callable[..., Any], what: str, year: int) -> None:
    """Add one thing to a year: "version", "text", "edition", "step", "draft" or "log"."""
    match what:
        case "version":
            store.save([file("gebruik", year)], who="rik")
        case "text":
            store.set_text(year, "intro", "Hallo", "rik")
        case "edition":
            publish(store, year)
        case "step":
            store.add_step(year, "aangeboden", "rik", content=store.content(year))
        case "draft":
            store.keep_draft("rik", "tekst", year, "half af", base=0)
        case _:
            store.log("rik", "iets")


@pytest.fixture
def rik(store: Store) -> Store:
    """A store in which rik has an account."""
    store.add_account("rik", "Rik", roles=["redacteur"])
    return store


# The state of a year


@pytest.mark.parametrize(
    ("what", "year"),
    [
        ("version", YEAR),
        ("version", YEAR - 1),
        ("text", YEAR),
        ("text", YEAR - 1),
        ("text", YEAR - 9),
        ("edition", YEAR),
        ("edition", YEAR - 1),
        ("edition", YEAR - 9),
    ],
)
def test_a_year_is_in_another_state_after_anything_that_changes_what_it_would_publish(rik, file, what, year):
    add(rik, file, what, year)
    before = rik.content(YEAR)

    add(rik, file, what, year)

    assert rik.content(YEAR) != before


@pytest.mark.parametrize(
    ("what", "year"),
    [
        ("version", YEAR - 2),
        ("version", YEAR + 1),
        ("text", YEAR + 1),
        ("edition", YEAR + 1),
        ("step", YEAR),
        ("draft", YEAR),
        ("log", YEAR),
    ],
)
def test_a_year_stays_in_its_state_with_anything_else(rik, file, what, year):
    before = rik.content(YEAR)

    add(rik, file, what, year)

    assert rik.content(YEAR) == before


@examples(15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.sampled_from(["version", "text", "edition", "step"]), st.integers(2021, 2025)), max_size=8)
)
def test_a_state_never_comes_back_and_changes_exactly_with_what_counts(rik, file, added):
    seen = [rik.content(YEAR)]

    for what, year in added:
        add(rik, file, what, year)
        counts = {"version": year in {YEAR - 1, YEAR}, "text": year <= YEAR, "edition": year <= YEAR, "step": False}
        now = rik.content(YEAR)

        assert (now not in seen) if counts[what] else (now == seen[-1])
        seen.append(now)


def test_a_state_says_something_of_its_moments_too_for_numbers_are_given_out_again_after_a_backup(
    store, file, clock, tmp_path
):
    other = Store(f"sqlite:///{tmp_path / 'other.db'}", clock=clock)
    store.save([file("gebruik")], who="rik")
    clock.forward(seconds=1)

    [same_number] = other.save([file("gebruik")], who="rik")

    assert same_number.id == store.versions(YEAR)["gebruik"].id
    assert other.content(YEAR) != store.content(YEAR)
    other.close()


# Steps


def test_a_step_is_kept_with_all_that_is_known_about_it(store, clock):
    content = store.content(YEAR)

    step = store.add_step(YEAR, "bevestigd", "rik", content=content, note="  Klopt. ", about="melding")

    assert store.steps(YEAR) == [step]
    assert (step.year, step.kind, step.who, step.note, step.about) == (YEAR, "bevestigd", "rik", "Klopt.", "melding")
    assert (step.content, step.at) == (content, clock.now)
    assert store.steps(YEAR - 1) == []


def test_steps_come_oldest_first_and_an_empty_note_is_none(store):
    for kind in ("aangeboden", "teruggestuurd", "aangeboden"):
        store.add_step(YEAR, kind, "rik", content=store.content(YEAR), note="  ")

    assert [step.kind for step in store.steps(YEAR)] == ["aangeboden", "teruggestuurd", "aangeboden"]
    assert {step.note for step in store.steps(YEAR)} == {None}


def test_a_step_about_a_year_that_changed_is_refused_and_not_kept(store, file):
    looked_at = store.content(YEAR)
    store.save([file("gebruik")], who="bo")

    with pytest.raises(Moved, match=r"Er is intussen iets veranderd aan 2024\. Er is niets gedaan"):
        store.add_step(YEAR, "aangeboden", "rik", content=looked_at)

    assert store.steps(YEAR) == []


def test_a_step_after_another_than_its_taker_knows_is_refused_and_a_confirmation_is_no_such_step(store):
    content = store.content(YEAR)
    offered = store.add_step(YEAR, "aangeboden", "rik", content=content)
    store.add_step(YEAR, "bevestigd", "bo", content=content, about="melding")
    store.add_step(YEAR, "teruggestuurd", "bo", content=content, after=offered.id)

    with pytest.raises(Moved):
        store.add_step(YEAR, "goedgekeurd", "els", content=content, after=offered.id)

    assert [step.kind for step in store.steps(YEAR)] == ["aangeboden", "bevestigd", "teruggestuurd"]


def test_an_edition_after_another_step_than_the_approval_is_refused(store):
    content = store.content(YEAR)
    approved = store.add_step(YEAR, "goedgekeurd", "bo", content=content)
    store.add_step(YEAR, "teruggestuurd", "els", content=content)

    with pytest.raises(Moved):
        publish(store, YEAR, content=content, after=approved.id)

    assert store.editions() == []


# Unsaved work


def test_unsaved_work_comes_back_as_it_was_left_and_takes_the_place_of_what_was_there(rik, clock):
    first = rik.keep_draft("rik", "duiding wonen", YEAR, "half", base=0)
    clock.forward(seconds=1)

    second = rik.keep_draft("rik", "duiding wonen", YEAR, "heel", base=3)

    assert (first.revision, second.revision) == (1, 2)
    assert (second.name, second.year, second.body, second.base, second.at) == (
        "duiding wonen",
        YEAR,
        "heel",
        3,
        clock.now,
    )
    assert rik.draft("rik", "duiding wonen", YEAR) == second
    assert rik.drafts("rik") == [second]


def test_unsaved_work_is_of_one_account_one_thing_and_one_year(rik):
    rik.add_account("bo", "Bo", roles=["redacteur"])
    for who, name, year in [("rik", "a", 2024), ("bo", "a", 2024), ("rik", "b", 2024), ("rik", "a", 2023)]:
        rik.keep_draft(who, name, year, f"{who} {name} {year}", base=0)

    rik.drop_draft("rik", "a", 2024)

    assert rik.draft("rik", "a", 2024) is None
    assert {draft.body for draft in rik.drafts("rik")} == {"rik b 2024", "rik a 2023"}
    assert [draft.body for draft in rik.drafts("bo")] == ["bo a 2024"]


def test_the_last_changed_work_comes_first(rik, clock):
    for name in ("a", "b", "a"):
        clock.forward(seconds=1)
        rik.keep_draft("rik", name, YEAR, "x", base=0)

    assert [draft.name for draft in rik.drafts("rik")] == ["a", "b"]


def test_work_that_was_dropped_begins_anew_and_dropping_nothing_is_no_problem(rik):
    rik.keep_draft("rik", "a", YEAR, "x", base=0)
    rik.drop_draft("rik", "a", YEAR)

    rik.drop_draft("rik", "a", YEAR)

    assert rik.keep_draft("rik", "a", YEAR, "y", base=0).revision == 1


def test_unsaved_work_goes_with_its_account_and_a_new_account_of_that_name_sees_nothing(rik):
    rik.keep_draft("rik", "a", YEAR, "geheim", base=0)

    rik.delete_account("rik")
    rik.add_account("rik", "Een andere Rik", roles=["redacteur"])

    assert rik.drafts("rik") == []
    assert rik.draft("rik", "a", YEAR) is None


@pytest.mark.parametrize(
    "ask",
    [
        lambda store: store.draft("els", "a", YEAR),
        lambda store: store.drafts("els"),
        lambda store: store.keep_draft("els", "a", YEAR, "x", base=0),
        lambda store: store.drop_draft("els", "a", YEAR),
    ],
)
def test_unsaved_work_of_nobody_is_refused_in_dutch(rik, ask):
    with pytest.raises(StoreError, match="Er is geen account met de naam els"):
        ask(rik)


# The lock on a text


def last_text(store: Store, year: int = YEAR) -> Any:
    return store.text_history(year, "intro")[-1]


def test_a_text_on_top_of_the_one_that_counts_is_kept(store):
    store.set_text(YEAR, "intro", "Eerst", "rik", based_on=0)

    store.set_text(YEAR, "intro", "Daarna", "bo", based_on=last_text(store).id)

    assert store.texts(YEAR) == {"intro": "Daarna"}


@pytest.mark.parametrize("based_on", [0, 1, 99])
def test_a_text_on_top_of_another_is_refused_with_the_text_of_the_other(store, based_on):
    store.set_text(YEAR, "intro", "Eerst", "rik")
    store.set_text(YEAR, "intro", "Van Bo", "bo", source="https://www.cbs.nl/")

    with pytest.raises(TextConflict, match="bo heeft deze tekst intussen veranderd") as refused:
        store.set_text(YEAR, "intro", "Van Rik", "rik", based_on=based_on)

    assert refused.value.text == last_text(store)
    assert (refused.value.text.body, refused.value.text.source) == ("Van Bo", "https://www.cbs.nl/")
    assert len(store.text_history(YEAR)) == 2


def test_a_text_on_top_of_one_that_was_never_there_is_refused(store):
    with pytest.raises(TextConflict, match="Iemand anders heeft deze tekst intussen veranderd") as refused:
        store.set_text(YEAR, "intro", "Van Rik", "rik", based_on=7)

    assert refused.value.text is None
    assert store.texts(YEAR) == {}


def test_a_text_that_went_along_from_an_earlier_year_is_what_a_new_one_starts_from(store):
    store.set_text(YEAR - 2, "intro", "Oud", "rik")
    carried = last_text(store, YEAR - 2)

    store.set_text(YEAR, "intro", "Nieuw", "rik", based_on=carried.id)

    with pytest.raises(TextConflict) as refused:
        store.set_text(YEAR, "intro", "Ook nieuw", "bo", based_on=carried.id)
    assert refused.value.text.body == "Nieuw"


def test_a_text_of_an_earlier_year_that_changed_is_a_conflict_until_this_year_has_its_own(store):
    store.set_text(YEAR - 1, "intro", "Oud", "rik")
    carried = last_text(store, YEAR - 1)
    store.set_text(YEAR - 1, "intro", "Anders", "bo")

    with pytest.raises(TextConflict) as refused:
        store.set_text(YEAR, "intro", "Nieuw", "rik", based_on=carried.id)

    assert refused.value.text.body == "Anders"
    store.set_text(YEAR, "intro", "Nieuw", "rik", based_on=refused.value.text.id)
    store.set_text(YEAR - 1, "intro", "Nog anders", "bo")
    store.set_text(YEAR, "intro", "Nieuwer", "rik", based_on=last_text(store).id)


def test_a_text_of_another_place_or_a_later_year_is_no_conflict(store):
    store.set_text(YEAR, "titel", "Titel", "bo")
    store.set_text(YEAR + 1, "intro", "Later", "bo")

    store.set_text(YEAR, "intro", "Eerst", "rik", based_on=0)

    assert store.texts(YEAR) == {"titel": "Titel", "intro": "Eerst"}


def test_a_text_that_was_taken_away_is_what_a_new_one_starts_from(store):
    store.set_text(YEAR, "intro", "Eerst", "rik")
    store.set_text(YEAR, "intro", "", "bo", based_on=last_text(store).id)

    with pytest.raises(TextConflict) as refused:
        store.set_text(YEAR, "intro", "Daarna", "rik", based_on=0)

    assert refused.value.text.body == ""
    store.set_text(YEAR, "intro", "Daarna", "rik", based_on=refused.value.text.id)


# An older version put back


def test_an_older_version_put_back_is_a_new_version_with_the_same_rows(store, file, clock):
    [old] = store.save([file("gebruik", value=1, warnings=1)], who="rik", reason="De cijfers kloppen.")
    [last] = store.save([file("gebruik", value=2)], who="bo")
    clock.forward(minutes=1)

    back = store.restore(old.id, who="els", reason="toch goed", based_on=last.id)

    assert store.last_version(*GEBRUIK) == back
    assert back.id not in {old.id, last.id}
    assert store.rows(back.id).equals(store.rows(old.id))
    assert (back.who, back.reason, back.at) == ("els", "toch goed", clock.now)
    assert (back.name, back.sha256, back.row_count, back.warnings) == (
        old.name,
        old.sha256,
        old.row_count,
        old.warnings,
    )
    assert [version.id for version in store.history(*GEBRUIK)] == [back.id, last.id, old.id]
    assert store.version(old.id) == old


def test_a_version_put_back_stands_in_the_log(store, file):
    [old] = store.save([file("gebruik")], who="rik")

    store.restore(old.id, who="els", reason="toch goed", based_on=old.id)

    assert [(entry.who, entry.what, entry.about, entry.year, entry.details) for entry in store.log_entries()] == [
        ("els", "versie teruggezet", "gebruik", 2024, "toch goed"),
        ("rik", "cijfers bewaard", "gebruik", 2024, "gebruik.csv, 1 rij"),
    ]


@pytest.mark.parametrize("based_on", [None, 1])
def test_who_puts_a_version_back_over_a_newer_one_is_told_and_nothing_happens(store, file, based_on):
    [old] = store.save([file("gebruik", value=1)], who="rik")
    [theirs] = store.save([file("gebruik", value=2)], who="bo")

    with pytest.raises(Conflict, match="bo heeft intussen een nieuwere versie") as refused:
        store.restore(old.id, who="els", reason="toch goed", based_on=based_on)

    assert refused.value.version == theirs
    assert store.last_version(*GEBRUIK) == theirs
    assert {entry.what for entry in store.log_entries()} == {"cijfers bewaard"}


def test_a_version_that_never_was_cannot_be_put_back(store):
    with pytest.raises(StoreError, match="Versie 12 bestaat niet"):
        store.restore(12, who="els", reason="toch goed", based_on=None)


# A store from before


EARLIER = (
    "INSERT INTO version (dataset, year, rows, row_count, who, at, sha256, name, read_as, warnings) "
    "VALUES ('gebruik', 2024, :rows, 1, 'rik', :at, 'f', 'gebruik.csv', 'UTF-8', '[]')",
    "INSERT INTO edition (year, number, who, at, reason, texts) "
    "VALUES (2024, 1, 'rik', :at, 'eerste', '{\"intro\"\\: \"Hallo\"}')",
    "INSERT INTO edition_version VALUES (1, 'gebruik', 1)",
    "INSERT INTO edition_table VALUES (1, 'gebruik', :rows)",
    "INSERT INTO text (year, key, body, who, at) VALUES (2024, 'intro', 'Hallo', 'rik', :at)",
    "INSERT INTO account (name, display_name, roles, wijken, active, demo, credential_version) "
    "VALUES ('rik', 'Rik', '[\"redacteur\"]', '[]', true, false, 1)",
)


@pytest.fixture
def from_before(store_url: str) -> str:
    """A store as the first version of this program left it, with one edition."""
    values = {
        "rows": pack(pl.DataFrame({"jaar": [2024], "ontvangers": [7]})),
        "at": "2025-02-01 10:00:00.000000+00:00",
    }

    def fill(connection: Connection) -> None:
        for statement in EARLIER:
            connection.execute(text(statement), values)

    store_at(store_url, "0001", fill=fill)
    return store_url


def test_a_store_from_before_keeps_its_editions_and_readers_see_them_at_once(from_before, clock):
    store = Store(from_before, clock=clock)

    [edition] = store.editions()

    assert (edition.year, edition.number, edition.reason, edition.versions) == (2024, 1, "eerste", {"gebruik": 1})
    assert (edition.embargo, edition.public_from) == (None, edition.at)
    assert edition.at == datetime(2025, 2, 1, 10, tzinfo=UTC)
    assert publication.seen(store, 2024, early=False) == edition
    assert store.tables(edition.id)["gebruik"]["ontvangers"].to_list() == [7]
    assert store.texts_of(edition.id) == store.texts(2024) == {"intro": "Hallo"}
    assert store.rows(1)["ontvangers"].to_list() == [7]
    store.close()


def test_a_store_from_before_can_do_all_that_a_new_one_can(from_before, clock, settings):
    store = Store(from_before, clock=clock)

    store.keep_draft("rik", "a", 2024, "x", base=0)
    content = review.content(store, 2024, settings)
    review.offer(store, 2024, who="rik", content=content, note=None, settings=settings)

    assert review.standing(store, 2024, settings).stand == "aangeboden"
    assert publish(store, 2024).number == 2
    with store._database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    with pytest.raises(StoreError), store._database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM step")
    store.close()


def test_a_store_from_before_that_many_open_at_the_same_time_is_brought_up_to_date_once(from_before):
    with ThreadPoolExecutor(8) as pool:
        opened = list(pool.map(lambda _: Store(from_before), range(8)))

    assert [len(store.editions()) for store in opened] == [1] * 8
    for store in opened:
        store.close()


# Eight processes at once

SAVE = """
import polars as pl
from factsheet.parse import Digest, ReadAs
from factsheet.validate import Checked

last = store.last_version("gebruik", 2024)
base, kept = last.id, 0
while len(store.history("gebruik", 2024)) < 17:
    rows = pl.DataFrame({"jaar": [2024], "ontvangers": [number * 100 + kept]})
    file = Checked("gebruik.csv", "gebruik", 2024, rows, (), ReadAs(), Digest(b""))
    try:
        [saved] = store.save([file], who=who, based_on={("gebruik", 2024): base})
    except Conflict as conflict:
        base = conflict.version.id
        continue
    print(json.dumps([base, saved.id, number * 100 + kept]), flush=True)
    base, kept = saved.id, kept + 1
"""

WRITE = """
base, kept = 0, 0
while len(store.text_history(2024)) < 16:
    body = f"{who} {kept}"
    try:
        store.set_text(2024, "intro", body, who, based_on=base)
    except TextConflict as conflict:
        base = conflict.text.id
        continue
    print(json.dumps([base, body]), flush=True)
    kept += 1
"""

DRAFT = """
for turn in range(3):
    for name in ("duiding wonen", "bewerken gebruik"):
        store.keep_draft(who, name, 2024, f"{who} {name} {turn}", base=turn)
        assert all(draft.body.startswith(who) for draft in store.drafts(who))
print(json.dumps(store.draft(who, "duiding wonen", 2024).revision), flush=True)
"""

PUBLISH = """
from dataclasses import replace
from unittest import mock
from factsheet.settings import current
from tests.example_years import SAFE

town = replace(current(), vier_ogen=True)


def attempt(content):
    edition = publish.publish(store, 2024, who=who, settings=town, content=content)
    print(json.dumps([edition.id, content]), flush=True)


def publish_some():
    try:
        attempt(review.content(store, 2024, town))  # all of them what was approved before they began
    except StoreError:
        pass
    for _ in range(200):
        if len(store.editions(2024)) >= 4:
            break
        try:
            if not publish.is_changed(store, 2024):
                store.set_text(2024, "intro", f"{who} {len(store.text_history(2024))}", who)
            content = review.content(store, 2024, town)
            if review.standing(store, 2024, town).stand == "concept":
                review.offer(store, 2024, who=who, content=content, note=None, settings=town)
            if review.standing(store, 2024, town).stand == "aangeboden":
                review.approve(store, 2024, who=f"collega{number}", content=content, note=None, settings=town)
            attempt(content)
        except StoreError:
            pass


# The figures are not what this is about, and they take long.
with (
    mock.patch.object(publish, "disclosed", lambda *_: {}),
    mock.patch.object(publish, "privacy", lambda *_: SAFE),
    mock.patch.object(publish.snapshot, "documents", lambda _: {}),
):
    publish_some()
"""


TOGETHER = """
import polars as pl
from factsheet.parse import Digest, ReadAs
from factsheet.validate import Checked

for _ in range(5):
    rows = pl.DataFrame({"jaar": [2024] * 2000, "ontvangers": range(2000)})
    files = [Checked(f"{d}.csv", d, 2024, rows, (), ReadAs(), Digest(b"")) for d in ("gebruik", "ses")]
    saved = store.save(files, who=who)
    store.add_edition(year=2024, who=who, reason=None, versions={"ses": saved[1].id}, tables={"ses": rows}, texts={})
"""


def test_processes_that_open_and_write_at_the_same_time_lose_nothing(crew, store_url):
    assert crew.run(TOGETHER, store_url) == []

    store = Store(store_url)
    assert len(store.history("gebruik", YEAR)) == len(store.history("ses", YEAR)) == 40
    assert sorted(edition.number for edition in store.editions(YEAR)) == list(range(1, 41))
    assert (store.check_log().lines, store.check_log().broken) == (80, None)
    store.close()


def test_of_eight_processes_that_save_on_the_same_version_one_wins_and_the_chain_is_unbroken(
    crew, store, store_url, file
):
    [first] = store.save([file("gebruik")], who="rik")

    promised = [json.loads(line) for line in crew.run(SAVE, store_url)]

    ids = [version.id for version in reversed(store.history(*GEBRUIK))]
    built_on = {saved: base for base, saved, _ in promised}
    assert len(promised) == len(built_on) >= 16
    assert ids == [first.id, *sorted(built_on)]
    assert [built_on[saved] for saved in ids[1:]] == ids[:-1]
    assert all(store.rows(saved)["ontvangers"].item() == value for _, saved, value in promised)


def test_of_eight_processes_that_write_on_the_same_text_one_wins_and_the_chain_is_unbroken(crew, store, store_url):
    promised = [json.loads(line) for line in crew.run(WRITE, store_url)]

    kept = store.text_history(YEAR, "intro")
    built_on = {body: base for base, body in promised}
    assert len(promised) == len(built_on) == len(kept) >= 16
    assert [built_on[text.body] for text in kept] == [0, *(text.id for text in kept[:-1])]


def test_unsaved_work_of_eight_accounts_at_once_does_not_mix(crew, store, store_url):
    for number in range(8):
        store.add_account(f"redacteur{number}", "Redacteur", roles=["redacteur"])

    revisions = crew.run(DRAFT, store_url)

    assert revisions == ["3"] * 8
    for number in range(8):
        drafts = store.drafts(f"redacteur{number}")
        assert {draft.body for draft in drafts} == {f"redacteur{number} {draft.name} 2" for draft in drafts}
        assert len(drafts) == 2


def test_eight_processes_never_publish_one_approved_state_twice(crew, store, store_url, settings, file):
    store.save([file(dataset) for dataset in SCHEMAS], who="rik")
    approved = review.content(store, YEAR, settings)
    review.offer(store, YEAR, who="rik", content=approved, note=None, settings=settings)
    review.approve(store, YEAR, who="bo", content=approved, note=None, settings=settings)

    promised = [json.loads(line) for line in crew.run(PUBLISH, store_url)]

    editions = store.editions(YEAR)
    approvals = {step.content for step in store.steps(YEAR) if step.kind == "goedgekeurd"}
    assert {edition for edition, _ in promised} == {edition.id for edition in editions}
    assert max(Counter(content for _, content in promised).values()) == 1
    assert {content for _, content in promised} <= approvals
    assert approved in {content for _, content in promised}
