"""A dataset that began in some year, and one that a year may do without, stand in nobody's way."""

from __future__ import annotations

from pathlib import Path

import pytest

from factsheet.cli import main
from factsheet.progress import progress
from factsheet.release import publish as publication
from factsheet.screen.uploading import templates
from factsheet.settings import Settings
from factsheet.store import Store
from factsheet.template import describe, workbook_template
from factsheet.validate import check
from schemas import SCHEMAS, YearlyCsv, column, of_year, required, titled
from tests import example_years
from tests.conftest import Visit

pytestmark = pytest.mark.usefixtures("unasked")

OLD = tuple(SCHEMAS)
NEEDED = [name for name, schema in SCHEMAS.items() if not schema.optional]


class Fietsen(YearlyCsv, grid=("gebied",), since=2025):
    """Hoeveel fietsen er zijn."""

    fietsen: int = column("Fietsen", unit="fietsen", ge=0, public=True)


class Bankjes(YearlyCsv, grid=("gebied",), optional=True):
    """Hoeveel bankjes er zijn."""

    bankjes: int = column("Bankjes", unit="bankjes", ge=0, public=True)


@pytest.fixture(autouse=True)
def _two_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SCHEMAS, "fietsen", Fietsen)
    monkeypatch.setitem(SCHEMAS, "bankjes", Bankjes)


def test_a_year_has_the_datasets_that_exist_and_needs_those_that_are_not_optional() -> None:
    assert [*of_year(2024)] == [*OLD, "bankjes"]
    assert [*of_year(2025)] == [*OLD, "fietsen", "bankjes"]
    assert required(2024) == NEEDED
    assert required(2025) == [*NEEDED, "fietsen"]


def test_the_example_still_loads(tmp_path: Path) -> None:
    assert example_years.load(tmp_path / "voorbeeld.db", [2021]).exists()


def test_an_earlier_year_is_corrected_without_it(published: Store, settings: Settings) -> None:
    edition = publication.publish(published, 2023, who="rik", settings=settings, reason="verbeterd")

    assert (edition.year, edition.number) == (2023, 2)
    assert publication.missing(published, 2024) == ()
    assert publication.missing(published, 2025) == (*NEEDED, "fietsen")


def test_the_list_of_what_is_to_do_asks_only_for_what_is_needed(store: Store, settings: Settings) -> None:
    found = {
        year: {item.titel: (item.stand, item.uitleg) for item in progress(store, year, settings, None, None).items}
        for year in (2024, 2025)
    }

    assert "fietsen" not in found[2024]
    assert found[2025]["fietsen"] == ("open", "Ontbreekt nog.")
    assert found[2024]["bankjes"] == found[2025]["bankjes"] == ("klaar", "is er niet, en mag ontbreken")


def test_a_file_of_a_year_before_the_dataset_is_wrong(settings: Settings) -> None:
    rows = "".join(f"2024;{area.naam};1000\n" for area in settings.areas)

    checked = check(f"jaar;gebied;fietsen\n{rows}".encode(), settings)

    assert {(problem.severity, problem.column) for problem in checked.problems} == {("fout", "jaar")}
    assert "Dit bestand is er pas vanaf 2025, maar in deze rij staat 2024." in checked.problems[0].message
    assert "Dit bestand is er vanaf 2025." in describe("fietsen", settings)[0].rule


def test_there_is_no_template_for_a_year_before_the_dataset(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["sjabloon", "fietsen", "--jaar", "2024"]) == 2
    assert "Het bestand fietsen is er pas vanaf 2025." in capfd.readouterr().err
    assert main(["sjabloon", "fietsen", "--jaar", "2025"]) == 0


def test_the_template_says_that_a_file_may_be_absent(settings: Settings) -> None:
    assert Bankjes.about() == ["Hoeveel bankjes er zijn.", "Dit bestand mag ontbreken."]
    assert workbook_template("bankjes", 2024, settings)


@pytest.mark.parametrize(("since", "there"), [(2025, ["fietsen"]), (2026, [])])
def test_the_upload_page_shows_the_files_of_the_next_year(
    published: Store, visit: Visit, monkeypatch: pytest.MonkeyPatch, since: int, there: list[str]
) -> None:
    class Later(Fietsen, grid=("gebied",), since=since):
        """Hoeveel fietsen er zijn."""

    monkeypatch.setitem(SCHEMAS, "fietsen", Later)

    app = visit("uploaden", who="redacteur")

    assert [part.label for part in app.expander] == [*map(titled, [*OLD, *there, "bankjes"])]
    assert f"Een factsheet heeft {len(OLD) + len(there) + 1} bestanden." in "".join(t.value for t in app.markdown)
    assert "<p>Dit bestand mag ontbreken.</p>" in "".join(html.proto.body for html in app.get("html"))


def test_the_empty_files_of_an_empty_store_are_of_last_year(
    example: Store, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    names: list[str] = []
    monkeypatch.setattr(templates.st, "download_button", lambda _, *, file_name, **__: names.append(file_name))

    visit("uploaden", who="redacteur")

    assert f"ses-{example.now().year - 1}.csv" in names


def test_the_edit_page_offers_the_datasets_of_its_year(published: Store, visit: Visit) -> None:
    app = visit("bewerken", who="redacteur", query={"jaar": "2024"})

    assert app.selectbox(key="bewerken gegevens").options == [*map(titled, OLD), f"{titled('bankjes')}, mag ontbreken"]
