from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from factsheet import settings as factsheet_settings
from factsheet.cli import main, publishing
from factsheet.release import publish as publication
from factsheet.release import review, snapshot
from factsheet.release.publish import NotApproved
from factsheet.settings import GEMEENTE, VOORBEELD, Settings
from factsheet.store import Conflict, Edition, Moved, Store, StoreError
from factsheet.validate import Checked, check
from schemas import SCHEMAS, required
from tests import example
from tests.conftest import Clock
from tests.example_years import SAFE

FIRST, SECOND = 2023, 2024


def files(year: int, settings: Settings, *, without: str = "") -> list[Checked]:
    paths = sorted((VOORBEELD / str(year)).glob("*.csv"))
    return [check(path.read_bytes(), settings, name=path.name) for path in paths if path.stem != without]


@pytest.fixture
def two_years(tmp_path: Path, settings: Settings) -> Store:
    """A store with the files of two years, nothing published."""
    store = Store(f"sqlite:///{tmp_path / 'publish.db'}")
    for year in (FIRST, SECOND):
        store.save(files(year, settings), who="ed")
    return store


def test_a_year_without_all_its_files_is_not_published(tmp_path: Path, settings: Settings) -> None:
    store = Store(f"sqlite:///{tmp_path / 'publish.db'}")
    store.save(files(FIRST, settings, without="ses"), who="ed")

    with pytest.raises(publication.Incomplete, match="ses") as refused:
        publication.publish(store, FIRST, who="ed", settings=settings)

    assert refused.value.missing == ("ses",)
    assert store.editions() == []


def test_the_checklist_names_every_dataset(two_years: Store) -> None:
    found = publication.checklist(two_years, FIRST)

    assert set(found) == set(SCHEMAS)
    assert [name for name, version in found.items() if version is None] == ["vergelijking"]
    assert publication.missing(two_years, 2019) == tuple(required(2019))


def test_a_preview_is_what_the_edition_will_be(two_years: Store, settings: Settings) -> None:
    preview = publication.concept(two_years, FIRST, settings).tables.frames

    edition = publication.publish(two_years, FIRST, who="ed", settings=settings)

    published = two_years.tables(edition.id)
    assert set(published) == set(preview)
    assert all(published[name].equals(preview[name]) for name in preview)


def test_an_edition_holds_the_earlier_years_as_they_were_published(two_years: Store, settings: Settings) -> None:
    first = publication.publish(two_years, FIRST, who="ed", settings=settings)
    second = publication.publish(two_years, SECOND, who="ed", settings=settings)

    before, after = two_years.tables(first.id)["gebruik"], two_years.tables(second.id)["gebruik"]

    assert after.filter(after["jaar"] == FIRST).equals(before)
    assert after["jaar"].unique().sort().to_list() == [FIRST, SECOND]


def change_of_bijstand(store: Store, settings: Settings) -> float | None:
    """How much more households get bijstand than the year before, as it would be published now."""
    table = publication.concept(store, SECOND, settings).tables.frames["gebruik"]
    change = table.filter(gebied=settings.gemeente.code, groep="Bijstand", jaar=SECOND)["aantal_mutatie"].item()
    return None if change is None else float(change)


def test_the_change_comes_from_exact_counts_of_the_year_before_as_it_was_published(
    two_years: Store, settings: Settings
) -> None:
    before = change_of_bijstand(two_years, settings)
    publication.publish(two_years, FIRST, who="ed", settings=settings)
    published = change_of_bijstand(two_years, settings)
    _correct_bijstand(two_years, settings, by=-40)
    corrected = change_of_bijstand(two_years, settings)
    publication.publish(two_years, FIRST, who="ed", settings=settings, reason="telling herzien")
    revised = change_of_bijstand(two_years, settings)

    assert (before, published, corrected, revised) == (None, 3.1, 3.1, 5.1)


def _correct_bijstand(store: Store, settings: Settings, *, by: int) -> None:
    """A new version of the first year, that readers have not seen."""
    last = store.last_version("gebruik", FIRST)
    assert last is not None
    here = (pl.col("groep") == "Bijstand") & pl.col("gebied").is_in([settings.gemeente.code, settings.wijken[1].code])
    rows = store.rows(last.id).with_columns(aantal=pl.col("aantal") + pl.when(here).then(by).otherwise(0))
    file = check(b"", settings, name="leeg.csv")
    store.save([replace(file, name="gebruik.csv", dataset="gebruik", year=FIRST, table=rows, problems=())], who="ed")


def test_no_exact_count_is_published(two_years: Store, settings: Settings) -> None:
    edition = publication.publish(two_years, SECOND, who="ed", settings=settings)

    counts = two_years.tables(edition.id)["gebruik"]["aantal"]

    assert (counts % 10 == 0).all()
    assert not example.true_tables(SECOND)["gebruik"]["aantal"].sort().equals(counts.sort())


def test_texts_go_along_to_the_next_year_until_they_are_written_anew(two_years: Store, settings: Settings) -> None:
    two_years.set_text(FIRST, "intro", "Intro van het eerste jaar.", "ed")
    two_years.set_text(SECOND, "titel", "Titel {jaar}", "ed")

    edition = publication.publish(two_years, SECOND, who="ed", settings=settings)

    assert two_years.texts_of(edition.id) == {"intro": "Intro van het eerste jaar.", "titel": "Titel {jaar}"}


def test_it_is_known_whether_there_is_anything_new_to_publish(two_years: Store, settings: Settings) -> None:
    assert publication.is_changed(two_years, FIRST)

    publication.publish(two_years, FIRST, who="ed", settings=settings)

    assert not publication.is_changed(two_years, FIRST)
    two_years.set_text(FIRST, "intro", "Anders.", "ed")
    assert publication.is_changed(two_years, FIRST)


def test_a_publication_stands_in_the_log(two_years: Store, settings: Settings) -> None:
    publication.publish(two_years, FIRST, who="ed", settings=settings)

    assert ("ed", "gepubliceerd", FIRST) in [(entry.who, entry.what, entry.year) for entry in two_years.log_entries()]


def test_a_file_is_compared_with_the_rows_of_the_last_versions(two_years: Store) -> None:
    found = two_years.last_rows("ses", FIRST)

    assert found is not None
    assert found["jaar"].unique().to_list() == [FIRST]
    assert two_years.last_rows("ses", 2019) is None


# Approval, embargo, and editions put back: not about the figures, which take long


@pytest.fixture
def quick(
    store: Store, file: Callable[..., Checked], clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Edition]:
    """Publishes small figures of a year, each time other ones: `quick(2024, embargo=…)`."""
    monkeypatch.setattr(publication, "disclosed", lambda *_: {"gebruik": pl.DataFrame({"jaar": [clock.now]})})
    monkeypatch.setattr(publication, "privacy", lambda *_: SAFE)
    monkeypatch.setattr(snapshot, "documents", lambda _: {})

    def make(year: int = SECOND, *, town: Settings | None = None, saved: bool = True, **given: Any) -> Edition:
        clock.forward(minutes=1)
        if saved:
            store.save([file(dataset, year) for dataset in SCHEMAS], who="rik")
        settings = town or replace(factsheet_settings.current(), vier_ogen=False)
        return publication.publish(store, year, **{"who": "els", "settings": settings, **given})

    return make


def approve(store: Store, year: int = SECOND) -> str:
    settings = factsheet_settings.current()
    content = review.content(store, year, settings)
    review.offer(store, year, who="rik", content=content, note=None, settings=settings)
    review.approve(store, year, who="bo", content=content, note=None, settings=settings)
    return content


@pytest.fixture
def four_eyes(settings: Settings) -> Settings:
    return replace(settings, vier_ogen=True)


def test_with_four_eyes_nothing_is_published_without_approval(store, quick, four_eyes):
    with pytest.raises(NotApproved, match="2024 is nog niet goedgekeurd"):
        quick(town=four_eyes)

    content = review.content(store, SECOND, four_eyes)
    review.offer(store, SECOND, who="rik", content=content, note=None, settings=four_eyes)
    with pytest.raises(NotApproved):
        quick(town=four_eyes, saved=False)
    assert store.editions() == []


def test_with_four_eyes_what_was_approved_is_published_once(store, quick, four_eyes, file):
    store.save([file(dataset, SECOND) for dataset in SCHEMAS], who="rik")
    content = approve(store)

    edition = quick(town=four_eyes, saved=False, content=content)

    assert store.last_edition(SECOND) == edition
    with pytest.raises(NotApproved):
        quick(town=four_eyes, saved=False)


def test_with_four_eyes_what_changed_since_the_approval_is_not_published(store, quick, four_eyes, file):
    store.save([file(dataset, SECOND) for dataset in SCHEMAS], who="rik")
    content = approve(store)
    store.set_text(SECOND, "intro", "Anders", "rik")

    with pytest.raises(NotApproved):
        quick(town=four_eyes, saved=False, content=content)

    approve(store)
    with pytest.raises(Moved):
        quick(town=four_eyes, saved=False, content=content)
    assert store.editions() == []


def test_what_is_sent_back_while_it_is_published_is_not_published(store, quick, four_eyes, file, monkeypatch):
    store.save([file(dataset, SECOND) for dataset in SCHEMAS], who="rik")
    content = approve(store)

    def sent_back(*_: Any) -> dict[str, pl.DataFrame]:
        review.send_back(store, SECOND, who="els", content=content, note="Wacht.", settings=four_eyes)
        return {}

    monkeypatch.setattr(publication, "disclosed", sent_back)

    with pytest.raises(Moved):
        quick(town=four_eyes, saved=False, content=content)

    assert store.editions() == []


def test_without_four_eyes_what_somebody_looked_at_is_published_or_nothing(store, quick, settings):
    first = quick()
    looked_at = review.content(store, SECOND, settings)
    store.set_text(SECOND, "intro", "Anders", "bo")

    with pytest.raises(Moved, match="Er is niets gedaan"):
        quick(saved=False, content=looked_at)

    assert store.editions(SECOND) == [first]
    assert quick(saved=False, content=review.content(store, SECOND, settings)).number == 2


@pytest.mark.parametrize("year", [FIRST, SECOND])
def test_a_version_that_is_saved_while_an_edition_is_made_stops_it(store, quick, file, monkeypatch, year):
    store.save([file(dataset, SECOND) for dataset in SCHEMAS], who="rik")

    def overtaken(*_: Any) -> dict[str, pl.DataFrame]:
        store.save([file("gebruik", year, value=2)], who="bo")
        return {}

    monkeypatch.setattr(publication, "disclosed", overtaken)

    with pytest.raises(Moved):
        quick(saved=False)

    assert store.editions() == []
    assert not [entry for entry in store.log_entries() if entry.what == "gepubliceerd"]


def test_an_embargo_that_is_still_to_come_is_kept_and_one_that_is_over_is_none(store, quick, clock):
    later, over = clock.now + timedelta(days=3), clock.now - timedelta(days=3)

    kept, dropped = quick(FIRST, embargo=later), quick(2020, embargo=over)

    assert (kept.embargo, kept.public_from) == (later, later)
    assert (dropped.embargo, dropped.public_from) == (None, dropped.at)
    assert store.edition(kept.id) == kept


@pytest.mark.parametrize(("asked", "kept"), [(None, 3), (1, 3), (5, 5)])
def test_an_edition_with_figures_of_an_earlier_year_under_embargo_is_under_it_too(quick, clock, asked, kept):
    start = clock.now
    quick(FIRST, embargo=start + timedelta(days=3))

    edition = quick(SECOND, embargo=asked and start + timedelta(days=asked))

    assert edition.embargo == start + timedelta(days=kept)


def test_an_embargo_of_an_earlier_year_that_is_over_holds_nothing_up(quick, clock):
    quick(FIRST, embargo=clock.now + timedelta(days=3))
    clock.forward(days=4)

    assert quick(SECOND).embargo is None


def test_readers_see_an_edition_from_the_very_moment_its_embargo_ends(store, quick, clock):
    first = quick()
    until = clock.now + timedelta(days=3)
    second = quick(embargo=until)
    tick = timedelta(microseconds=1)

    seen = {at: publication.seen(store, SECOND, early=False, at=at) for at in (until - tick, until, until + tick)}

    assert list(seen.values()) == [first, second, second]
    assert publication.seen(store, SECOND, early=True, at=second.at) == second
    assert publication.seen(store, SECOND, early=True, at=second.at - tick) == first
    assert publication.seen(store, SECOND, early=False, at=first.at) == first
    assert publication.seen(store, SECOND, early=False, at=first.at - tick) is None
    assert publication.seen(store, SECOND, early=True, at=first.at - tick) is None
    assert publication.seen(store, FIRST, early=True) is None


def test_a_year_is_there_for_readers_once_an_edition_of_it_is(store, quick, clock):
    quick(FIRST)
    until = clock.now + timedelta(days=3)
    hidden = quick(SECOND, embargo=until)

    before = {early: publication.seen_years(store, early=early) for early in (True, False)}
    opened = {early: publication.opened(store, SECOND, hidden.number, early=early) for early in (True, False)}
    clock.now = until

    assert before == {True: [FIRST, SECOND], False: [FIRST]}
    assert opened == {True: hidden, False: None}
    assert publication.seen_years(store, early=False) == [FIRST, SECOND]
    assert publication.seen(store, SECOND, early=False) == hidden
    assert publication.opened(store, SECOND, 1, early=False) == hidden
    assert publication.opened(store, SECOND, 2, early=True) is None


def test_an_edition_put_back_is_the_next_one_with_the_same_figures_texts_and_versions(store, quick):
    store.set_text(SECOND, "intro", "Eerst", "rik")
    first = quick()
    store.set_text(SECOND, "intro", "Daarna", "rik")
    quick()
    versions, texts = store.versions(SECOND), store.text_history(SECOND)

    back = publication.restore(
        store, first.id, who="els", reason=" cijfers waren goed ", settings=factsheet_settings.current()
    )

    assert (back.number, back.who, back.reason) == (3, "els", "terug naar editie 1: cijfers waren goed")
    assert back.versions == first.versions
    assert {name: table.to_dicts() for name, table in store.tables(back.id).items()} == {
        name: table.to_dicts() for name, table in store.tables(first.id).items()
    }
    assert store.texts_of(back.id) == store.texts_of(first.id) == {"intro": "Eerst"}
    assert publication.seen(store, SECOND, early=False) == back
    assert (store.versions(SECOND), store.text_history(SECOND)) == (versions, texts)
    assert publication.is_changed(store, SECOND)
    assert store.log_entries()[0].details == "editie 3, terug naar editie 1: cijfers waren goed"


def test_what_an_edition_was_made_of_is_put_back_with_it(store, quick, file, settings):
    first = quick()
    store.save([file("gebruik", SECOND, value=7), file("ses", SECOND, value=7)], who="rik", reason="ja")
    second = quick(saved=False)
    over = {name: version.id for name, version in store.versions(SECOND).items()}

    back = publication.restore(
        store, first.id, who="els", reason="klopte", settings=factsheet_settings.current(), over=over
    )

    last = store.versions(SECOND)
    assert back.versions == {name: version.id for name, version in last.items()}
    assert publication.differing(store, back) == publication.differing_since_put_back(store, SECOND) == ()
    assert not publication.is_changed(store, SECOND)
    assert all(store.rows(last[name].id).equals(store.rows(version)) for name, version in first.versions.items())
    new = [name for name, version in last.items() if version.id != second.versions[name]]
    assert set(new) == {"gebruik", "ses"}
    assert {(last[name].who, last[name].reason) for name in new} == {("els", "terug naar editie 1: klopte")}
    told = [(entry.what, entry.about, entry.details) for entry in reversed(store.log_entries(3))]
    assert told == [
        *(("versie teruggezet", name, "terug naar editie 1: klopte") for name in ("gebruik", "ses")),
        ("editie teruggezet", None, "editie 3, terug naar editie 1: klopte"),
    ]


def test_what_is_kept_since_stands_in_the_way_of_putting_back_anything(store, quick, file, settings):
    first = quick()
    store.save([file("gebruik", SECOND, value=7), file("ses", SECOND, value=7)], who="rik", reason="ja")
    over = {name: version.id for name, version in store.versions(SECOND).items()}
    store.save([file("ses", SECOND, value=8)], who="bo", reason="ja")
    before = (store.versions(SECOND), store.editions(SECOND), store.log_entries(None))

    with pytest.raises(Conflict, match="bo heeft intussen een nieuwere versie van ses"):
        publication.restore(
            store, first.id, who="els", reason="klopte", settings=factsheet_settings.current(), over=over
        )

    assert (store.versions(SECOND), store.editions(SECOND), store.log_entries(None)) == before


def test_data_differ_from_an_edition_only_in_what_they_hold(store, quick, file):
    first = quick()
    rows = store.rows(first.versions["gebruik"])
    store.save([file("gebruik", SECOND, rows=rows), file("ses", SECOND, value=7)], who="rik", reason="ja")
    quick(saved=False)
    assert publication.differing_since_put_back(store, SECOND) == ()

    publication.restore(store, first.id, who="els", reason="klopte", settings=factsheet_settings.current())

    assert publication.differing_since_put_back(store, SECOND) == ("ses",)


def test_a_change_after_a_publication_is_no_edition_that_was_put_back(store, quick, file):
    quick()
    quick(saved=False)
    store.save([file("ses", SECOND, value=7)], who="rik", reason="ja")

    assert publication.differing_since_put_back(store, SECOND) == ()


@pytest.mark.parametrize("reason", ["", "   "])
def test_an_edition_is_not_put_back_without_a_reason(store, quick, reason):
    first = quick()

    with pytest.raises(StoreError, match="Schrijf op waarom u teruggaat"):
        publication.restore(store, first.id, who="els", reason=reason, settings=factsheet_settings.current())

    assert store.editions() == [first]


def test_an_edition_that_never_was_cannot_be_put_back(store):
    with pytest.raises(StoreError, match="Editie 12 bestaat niet"):
        publication.restore(store, 12, who="els", reason="terug", settings=factsheet_settings.current())


def test_an_edition_that_is_put_back_stays_under_its_embargo_while_that_runs(store, quick, clock):
    public = quick()
    until = clock.now + timedelta(days=3)
    hidden = quick(embargo=until)
    quick(embargo=until)

    back = publication.restore(store, hidden.id, who="els", reason="terug", settings=factsheet_settings.current())

    assert back.embargo == until
    assert publication.seen(store, SECOND, early=False) == public
    clock.forward(days=4)
    assert (
        publication.restore(store, hidden.id, who="els", reason="terug", settings=factsheet_settings.current()).embargo
        is None
    )
    assert publication.seen(store, SECOND, early=False).number == 5


def test_an_approval_does_not_outlive_an_edition_that_is_put_back(store, quick, four_eyes):
    first = quick()
    quick()
    store.set_text(SECOND, "intro", "Anders", "rik")
    approve(store)

    publication.restore(store, first.id, who="els", reason="terug", settings=factsheet_settings.current())

    with pytest.raises(NotApproved):
        quick(town=four_eyes, saved=False)


def test_datasets_of_last_year_that_changed_since_their_publication_are_named(store, quick, file):
    assert publication.changed_last_year(store, SECOND) == ()
    first = quick(FIRST)
    assert publication.changed_last_year(store, SECOND) == ()

    store.save([file("ses", FIRST, value=2), file("gebruik", FIRST, value=2)], who="rik")

    assert publication.changed_last_year(store, SECOND) == ("gebruik", "ses")
    assert publication.changed_last_year(store, FIRST) == ()
    quick(FIRST, saved=False)
    assert publication.changed_last_year(store, SECOND) == ()
    publication.restore(store, first.id, who="els", reason="terug", settings=factsheet_settings.current())
    assert publication.changed_last_year(store, SECOND) == ("gebruik", "ses")


def test_a_preview_of_rows_as_they_are_being_edited_is_that_of_the_same_rows_saved(two_years, settings):
    version = two_years.versions(SECOND)["bevolking"]
    rows = two_years.rows(version.id).with_columns(inwoners=pl.col("inwoners") + 1)
    found = publication.sources(two_years, SECOND)
    before = publication.made_of(found, settings)
    saved = before.tables.frames

    edited = publication.edited(found, before, {"bevolking": rows}).tables.frames

    assert edited["bevolking"].filter(jaar=SECOND)["inwoners"].sum() > saved["bevolking"]["inwoners"].sum()
    assert edited["ses"].equals(saved["ses"])
    assert two_years.versions(SECOND)["bevolking"] == version


# The settings of a municipality


def test_a_municipality_asks_no_four_eyes_unless_it_says_so(tmp_path: Path) -> None:
    text = GEMEENTE.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith("vier_ogen"))
    found = {}

    for said in ("", "vier_ogen = false", "vier_ogen = true"):
        (tmp_path / "gemeente.toml").write_text(text.replace(line, said), encoding="utf-8")
        found[said] = factsheet_settings.read(tmp_path / "gemeente.toml").vier_ogen

    assert found == {"": False, "vier_ogen = false": False, "vier_ogen = true": True}
    (tmp_path / "gemeente.toml").write_text(text.replace(f"[redactie]\n{line}", ""), encoding="utf-8")
    assert not factsheet_settings.read(tmp_path / "gemeente.toml").vier_ogen


def test_an_installation_has_the_settings_that_its_environment_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "andere.toml"
    path.write_text(GEMEENTE.read_text(encoding="utf-8").replace('"Hengelo"', '"Elders"'), encoding="utf-8")
    found = []

    for value in (str(path), ""):
        monkeypatch.setenv("FACTSHEET_GEMEENTE", value)
        found.append(factsheet_settings.current.__wrapped__())
    monkeypatch.delenv("FACTSHEET_GEMEENTE")

    assert [one.gemeente.naam for one in found] == ["Elders", "Hengelo"]
    assert factsheet_settings.current.__wrapped__() == found[1]
    assert isinstance(found[0].vier_ogen, bool)


# Counts that two editions together tell more of


MORE = replace(SAFE, reprinted=("gebruik 2024, Noord, Wmo: aantal",))


def test_what_two_editions_tell_together_is_published_only_with_a_reason(store, quick, monkeypatch):
    quick()
    monkeypatch.setattr(publication, "privacy", lambda *_: MORE)

    with pytest.raises(publication.Reprinted, match=r"Noord, Wmo: aantal\. Er is niets gepubliceerd"):
        quick()
    quick(reprint="de vorige telling was fout")

    assert store.last_edition(SECOND).number == 2
    assert store.log_entries()[0].what == "andere tientallen"
    assert store.log_entries()[0].details == "editie 2: de vorige telling was fout"


def test_what_somebody_confirmed_on_the_list_needs_no_other_reason(store, quick, monkeypatch):
    quick()
    monkeypatch.setattr(publication, "privacy", lambda *_: MORE)
    review.confirm(store, SECOND, MORE.about_reprint, who="els", note="de vorige telling was fout")

    assert quick().number == 2


def test_the_command_line_says_where_the_reason_goes(store, quick, monkeypatch, capsys, store_url):
    quick()
    monkeypatch.setattr(publication, "privacy", lambda *_: MORE)
    monkeypatch.setattr(publishing, "_flagged", lambda *_: "")

    call = ["publiceer", "--jaar", str(SECOND), "--door", "els", "--reden", "verbeterd"]
    assert main(call) == 1
    assert "Doe dat achter --toch." in capsys.readouterr().err
    assert main([*call, "--toch", "de vorige telling was fout"]) == 0
