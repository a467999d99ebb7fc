from __future__ import annotations

from pathlib import Path

import pytest

from factsheet import publish as publication
from factsheet.settings import VOORBEELD, Settings
from factsheet.store import Store
from factsheet.validate import Checked, check
from schemas import SCHEMAS
from tests import example

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
    assert all(found.values())
    assert publication.missing(two_years, 2019) == tuple(SCHEMAS)


def test_a_preview_is_what_the_edition_will_be(two_years: Store, settings: Settings) -> None:
    preview = publication.preview(two_years, FIRST, settings)

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


def test_the_change_comes_from_exact_counts_of_the_year_before(two_years: Store, settings: Settings) -> None:
    tables = publication.preview(two_years, SECOND, settings)

    bijstand = tables["gebruik"].filter(gebied=settings.gemeente.code, groep="Bijstand", jaar=SECOND)
    assert bijstand["aantal_mutatie"].item() == 3.1


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
    assert publication.is_new(two_years, FIRST)

    publication.publish(two_years, FIRST, who="ed", settings=settings)

    assert not publication.is_new(two_years, FIRST)
    two_years.set_text(FIRST, "intro", "Anders.", "ed")
    assert publication.is_new(two_years, FIRST)


def test_a_publication_stands_in_the_log(two_years: Store, settings: Settings) -> None:
    publication.publish(two_years, FIRST, who="ed", settings=settings)

    assert any(entry.what == "gepubliceerd" and entry.who == "ed" for entry in two_years.log_entries())


def test_last_year_gives_the_rows_that_a_file_is_compared_with(two_years: Store) -> None:
    rows = publication.last_year(two_years)

    found = rows("ses", FIRST)
    assert found is not None
    assert found["jaar"].unique().to_list() == [FIRST]
    assert rows("ses", 2019) is None
    assert publication.last_year(None)("ses", FIRST) is None


def test_siblings_are_the_last_versions_of_the_same_year(two_years: Store) -> None:
    rows = publication.siblings(two_years)("bevolking", SECOND)

    assert rows is not None
    assert rows["jaar"].unique().to_list() == [SECOND]
