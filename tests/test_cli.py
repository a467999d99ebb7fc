"""The command line, as scripts use it: what it prints and its exit code."""

from __future__ import annotations

import json
import shutil
from datetime import UTC
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from factsheet import store as stores
from factsheet.cli import datetimes, main
from factsheet.cli.door import in_name_of, system_user
from factsheet.settings import GEMEENTE, VOORBEELD, Settings, current
from schemas import SCHEMAS, required, titled

pytestmark = pytest.mark.usefixtures("own_store", "unasked")


@pytest.fixture
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty store for this test."""
    file = tmp_path / "store.db"
    monkeypatch.setenv("FACTSHEET_STORE", f"sqlite:///{file}")
    return file


@pytest.fixture
def with_example(loaded: Path, own_store: Path) -> None:
    """The example, as the command itself made it."""
    shutil.copy(loaded, own_store)


def printed(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def files(year: int) -> list[str]:
    return [str(path) for path in sorted((VOORBEELD / str(year)).glob("*.csv"))]


@pytest.mark.usefixtures("with_example")
def test_the_example_is_loaded_published_and_has_accounts(capsys: pytest.CaptureFixture[str]) -> None:
    store = stores.current()

    assert store.published_years() == [2021, 2022, 2023, 2024]
    assert {account.name for account in store.accounts()} == {
        "redacteur",
        "wijkcoordinator",
        "management",
        "beheerder",
    }
    assert main(["voorbeeld"]) == 1
    assert "lege opslag" in capsys.readouterr().err
    assert main(["voorbeeld", "--als-leeg"]) == 0


def test_checking_prints_the_contract_and_stores_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["controleer", *files(2023), "--json"]) == 0

    found = printed(capsys)
    assert [file["dataset"] for file in found] == sorted(required(2023))
    assert set(found[0]) == {"bestand", "dataset", "jaar", "rijen", "gelezen_als", "problemen"}
    dialect = {"codering": "UTF-8", "scheidingsteken": ";", "decimaalteken": ",", "uitleg": []}
    assert found[0]["gelezen_als"] == dialect
    assert stores.current().years() == []


def test_a_bad_file_is_told_with_row_column_and_value(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "lks.csv"
    good = (VOORBEELD / "2023" / "loonkostensubsidie.csv").read_text(encoding="utf-8-sig")
    bad.write_text(good.replace("Hasseler Es", "Hasselerees"), encoding="utf-8")

    assert main(["controleer", str(bad), "--json"]) == 1

    (file,) = printed(capsys)
    problem = next(p for p in file["problemen"] if p["waarde"] == "Hasselerees")
    assert set(problem) == {"ernst", "rij", "kolom", "waarde", "melding", "voorstel"}
    assert (problem["ernst"], problem["kolom"], problem["voorstel"]) == ("fout", "gebied", "Hasseler Es")
    assert main(["laad", str(bad), "--door", "ed"]) == 1
    assert stores.current().years() == []


def test_several_files_are_one_transaction(tmp_path: Path) -> None:
    broken = tmp_path / "kapot.csv"
    broken.write_bytes(b"dit is geen csv van ons\n1\n")

    assert main(["laad", *files(2023), str(broken), "--door", "ed"]) == 1

    assert stores.current().years() == []


@pytest.mark.really
def test_from_files_to_a_published_factsheet(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["laad", *files(2023), "--door", "ed"]) == 0
    assert main(["publiceer", "--jaar", "2023", "--door", "ed"]) == 0
    capsys.readouterr()

    assert main(["toon", "--jaar", "2023"]) == 0

    text = capsys.readouterr().out
    assert "82.324" in text
    assert "€\u00a03.132.000" in text


def test_an_incomplete_year_is_refused_and_says_which_file(capsys: pytest.CaptureFixture[str]) -> None:
    some = [file for file in files(2023) if "ses" not in file]
    assert main(["laad", *some, "--door", "ed"]) == 0

    assert main(["publiceer", "--jaar", "2023", "--door", "ed"]) == 1

    assert "ses" in capsys.readouterr().err


@pytest.mark.usefixtures("with_example")
def test_the_document_of_a_factsheet(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["toon", "--jaar", "2024", "--json"]) == 0

    sheet = printed(capsys)
    assert (sheet["jaar"], sheet["gebied"], sheet["editie"]) == (2024, "Hengelo", 1)
    section = next(s for s in sheet["secties"] if s["sleutel"] == "gebruik")
    assert {"sleutel", "titel", "zinnen", "cijfers", "grafiek"} <= set(section)
    said = section["zinnen"][0]
    assert said["soort"] == "gegenereerd"
    assert said["feiten"][0]["sleutel"] == "wmo-en-jeugdwet.clienten"
    assert said["feiten"][0]["getoond"] == ["10.020"]
    assert section["zinnen"][1]["feiten"][0]["getoond"] == ["+0,3%"]
    assert sheet["kop"].startswith("In 2024 gaf Hengelo na prijscorrectie iets meer uit dan in 2023 (+1,0%)")
    assert {"sleutel", "label", "jaar", "waarde", "eenheid"} == set(section["cijfers"][0])
    assert section["grafiek"]["$schema"].startswith("https://vega.github.io/schema/vega-lite/")


@pytest.mark.usefixtures("with_example")
@pytest.mark.parametrize("name", ["Berflo Es", "berflo-es", "WK016405"])
def test_a_wijk_by_name_or_code(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["toon", "--jaar", "2024", "--gebied", name, "--json"]) == 0

    assert printed(capsys)["gebied"] == "Berflo Es"


@pytest.mark.usefixtures("with_example")
def test_a_wijk_that_does_not_exist_is_a_bad_call(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["toon", "--jaar", "2024", "--gebied", "Amsterdam"]) == 2

    assert "Kies uit: Hengelo, Binnenstad" in capsys.readouterr().err


@pytest.mark.usefixtures("with_example")
def test_the_published_table_has_tens(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tabel", "--jaar", "2023", "--dataset", "gebruik", "--json"]) == 0

    rows = printed(capsys)
    wmo = next(row for row in rows if row["gebied"] == "GM0164" and row["groep"] == "Wmo")
    assert wmo["aantal"] == 7370
    assert {row["jaar"] for row in rows} == {2023}
    assert all(row["aantal"] % 10 == 0 for row in rows)
    assert main(["tabel", "--jaar", "2023", "--dataset", "niets"]) == 2


@pytest.mark.parametrize("dataset", SCHEMAS)
def test_a_template_is_a_csv_with_the_right_header(dataset: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["sjabloon", dataset, "--jaar", "2025"]) == 0

    header = capfdbinary.readouterr().out.decode("utf-8-sig").splitlines()[0]
    assert header.split(";") == list(SCHEMAS[dataset].columns())


def test_a_year_that_is_not_published_says_which_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["toon", "--jaar", "2019"]) == 1

    assert "Over 2019 is niets gepubliceerd" in capsys.readouterr().err


@pytest.mark.parametrize("call", [[], ["bestaat-niet"], ["toon"], ["toon", "--jaar", "veel"], ["sjabloon", "niets"]])
def test_a_bad_call_is_exit_two_with_words(call: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(call) == 2

    assert "De aanroep klopt niet" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_a_bad_call(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["controleer", "bestaat-niet.csv"]) == 2

    assert "kan niet gelezen worden" in capsys.readouterr().err


def test_a_name_that_is_no_account_stands_behind_who_gives_the_command() -> None:
    maak = ["gebruiker", "maak", "anna", "--naam", "Anna", "--rol", "management", "--door"]

    assert main([*maak, "Jan van de ICT"]) == 0

    assert {entry.who for entry in stores.current().log_entries()} == {f"systeem:{system_user()} — Jan van de ICT"}


@pytest.mark.parametrize(
    ("door", "signed"),
    [
        (None, "systeem:root"),
        (" Anna ", "anna"),
        ("mies", "systeem:root — mies"),
        ("weg", "systeem:root — weg"),
    ],
)
def test_an_account_with_the_role_signs_by_itself(
    monkeypatch: pytest.MonkeyPatch, door: str | None, signed: str
) -> None:
    monkeypatch.setattr("factsheet.cli.door.system_user", lambda: "root")
    store = stores.current()
    for name, role in (("anna", "redacteur"), ("mies", "management"), ("weg", "redacteur")):
        store.add_account(name, name, roles={role})
    store.change_account("weg", active=False)

    assert in_name_of(door, store.accounts(), "redacteur") == signed


@pytest.mark.parametrize(
    ("role", "told"),
    [
        ("management", "Er is nog geen account met de rol Redacteur."),
        ("redacteur", "Noem achter --door een account met de rol Redacteur: anna."),
    ],
)
def test_a_name_that_nobody_has_is_refused_where_there_are_accounts(
    capsys: pytest.CaptureFixture[str], role: str, told: str
) -> None:
    stores.current().add_account("anna", "Anna", roles={role})

    assert main(["laad", *files(2023), "--door", "ana"]) == 2

    said = capsys.readouterr().err
    assert said.startswith(f"Er is geen account 'ana'. {told}")
    assert "factsheet gebruiker maak" in said
    assert stores.current().years() == []


def test_a_name_without_end_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["laad", *files(2023), "--door", "x" * 61]) == 2
    assert "1 tot 60 tekens" in capsys.readouterr().err


def test_accounts_are_made_changed_and_ended(capsys: pytest.CaptureFixture[str]) -> None:
    maak = ["gebruiker", "maak", "anna", "--naam", "Anna", "--rol", "wijkcoordinator", "--wijk", "Noord"]
    assert main(maak) == 0
    assert "uitnodiging=" in capsys.readouterr().out

    assert main(["gebruiker", "rechten", "anna", "--rol", "management"]) == 0
    capsys.readouterr()
    assert main(["gebruiker", "lijst", "--json"]) == 0
    assert printed(capsys) == [
        {"naam": "anna", "volledige_naam": "Anna", "rollen": ["management"], "wijken": [], "actief": True}
    ]
    assert main(["gebruiker", "uit", "anna"]) == 0
    assert main(["gebruiker", "aan", "anna"]) == 0
    assert main(["gebruiker", "link", "anna"]) == 0
    assert main(["gebruiker", "verwijder", "anna"]) == 0
    assert main(["gebruiker", "verwijder", "anna"]) == 1


def test_each_file_with_problems_comes_back_marked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = (VOORBEELD / "2023" / "ses.csv").read_text(encoding="utf-8-sig").replace("Noord", "Nord")
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "ses.csv").write_text(bad, encoding="utf-8")
    good = str(VOORBEELD / "2023" / "woningen.csv")
    back = tmp_path / "terug"

    code = main(["controleer", *(str(tmp_path / folder / "ses.csv") for folder in "ab"), good, "--naar", str(back)])

    assert code == 1
    assert sorted(path.name for path in back.iterdir()) == ["ses-meldingen-2.xlsx", "ses-meldingen.xlsx"]
    assert f"Bestand met meldingen: {back / 'ses-meldingen.xlsx'}" in capsys.readouterr().out
    sheet = openpyxl.load_workbook(back / "ses-meldingen.xlsx")["Uw bestand"]
    assert sheet["E1"].value == "Meldingen"
    assert any("Bedoelt u 'Noord'?" in str(cell.value) for cell in sheet["E"])


def test_the_document_of_a_check_stays_one_document_when_files_come_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "ses.csv"
    bad.write_text("jaar;gebied;score;scorejaar\n2024;Nord;0;2024\n", encoding="utf-8")

    assert main(["controleer", str(bad), "--json", "--naar", str(tmp_path / "terug")]) == 1

    assert printed(capsys)[0]["bestand"] == "ses.csv"
    assert (tmp_path / "terug" / "ses-meldingen.xlsx").exists()


def test_a_template_can_be_a_workbook(tmp_path: Path) -> None:
    place = tmp_path / "ses.xlsx"

    assert main(["sjabloon", "ses", "--jaar", "2025", "--xlsx", "--naar", str(place)]) == 0

    assert openpyxl.load_workbook(place).sheetnames == ["ses", "Uitleg", "Keuzelijsten"]


def test_a_workbook_is_not_for_the_screen(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sjabloon", "ses", "--jaar", "2025", "--xlsx"]) == 2

    assert "Zeg met --naar BESTAND waar het Excel-bestand moet komen." in capsys.readouterr().err


def test_a_place_where_nothing_can_be_written_is_a_bad_call(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bezet").write_text("")

    assert main(["sjabloon", "ses", "--jaar", "2025", "--naar", str(tmp_path / "bezet" / "ses.csv")]) == 2

    assert "kan niet geschreven worden" in capsys.readouterr().err


RECORDS = Path(__file__).parent / "uploads" / "registratie"


def test_records_are_counted_and_told_and_never_stored(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["controleer", str(RECORDS / "indicaties.csv"), "--jaar", "2024", "--json"]) == 0

    file, *tables = printed(capsys)
    assert (file["dataset"], file["rijen"]) == ("indicaties", 11)
    assert file["gelezen_als"]["uitleg"][0].startswith("Geteld over 2024: 11 indicaties van 8 cliënten")
    assert [table["dataset"] for table in tables] == ["gebruik", "begeleiding", "piramide", "uitgaven"]
    assert stores.current().years() == []


def test_only_the_tables_that_were_counted_are_kept() -> None:
    assert main(["laad", str(RECORDS / "indicaties.csv"), "--jaar", "2024", "--door", "test"]) == 0

    versions = stores.current().versions(2024)
    assert set(versions) == {"gebruik", "begeleiding", "piramide", "uitgaven"}
    assert versions["gebruik"].name == "gebruik 2024 (geteld)"


def test_records_without_a_year_are_asked_for_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["controleer", str(RECORDS / "indicaties.csv")]) == 1

    assert "Over welk jaar moet dit bestand geteld worden?" in capsys.readouterr().out


def test_records_with_fouten_keep_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    file = str(RECORDS / "bsn-als-sleutel.csv")

    assert main(["laad", file, "--jaar", "2024", "--door", "test"]) == 1

    assert stores.current().years() == []
    assert "111222333" not in "".join(capsys.readouterr())


def correct(tmp_path: Path) -> None:
    """Keep another version of one file of 2024."""
    text = (VOORBEELD / "2024" / "ses.csv").read_text(encoding="utf-8-sig")
    lines = [line.rsplit(";", 2)[0] + ";0,01;2024" if ";Noord;" in line else line for line in text.splitlines()]
    file = tmp_path / "ses.csv"
    file.write_text("\n".join(lines), encoding="utf-8")
    assert main(["laad", str(file), "--door", "ed", "--reden", "herzien door het CBS"]) == 0


@pytest.mark.usefixtures("with_example")
def test_the_status_of_a_published_year_says_that_nothing_is_new(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "--jaar", "2024", "--json"]) == 0

    found = printed(capsys)
    assert set(found) == {"jaar", "stand", "nieuw", "editie", "items"}
    assert (found["jaar"], found["stand"], found["nieuw"], found["editie"]) == (2024, "concept", False, 1)
    assert all(set(item) == {"groep", "titel", "stand", "uitleg", "pagina", "vraag"} for item in found["items"])
    files = [item for item in found["items"] if item["groep"] == "Bestanden"]
    assert [(item["titel"], item["stand"]) for item in files] == [(titled(dataset), "klaar") for dataset in SCHEMAS]
    assert files[0]["vraag"] == {"jaar": "2024", "gegevens": next(iter(SCHEMAS))}
    assert main(["status", "--jaar", "2024"]) == 0
    text = capsys.readouterr().out
    first = "Bestanden\n  klaar    Omvang van begeleiding (begeleiding): "
    assert text.startswith(f"Factsheet 2024: niets nieuws. Editie 1 is gepubliceerd.\n\n{first}")
    assert text.endswith("Lezers hebben de laatste cijfers en teksten van 2024.\n")


@pytest.mark.usefixtures("with_example")
def test_the_status_tells_what_is_missing_and_where_it_is_done(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "--jaar", "2025", "--json"]) == 0

    found = printed(capsys)
    assert (found["editie"], found["nieuw"]) == (None, True)
    missing = [item for item in found["items"] if item["groep"] == "Bestanden"]
    stands = {titled(dataset): "open" if dataset in required(2025) else "klaar" for dataset in SCHEMAS}
    assert {item["titel"]: item["stand"] for item in missing} == stands
    assert {item["pagina"] for item in missing} == {"uploaden"}
    assert missing[-1]["uitleg"].startswith("Komt uit: CBS, tabel 82900NED. Vorig jaar bewaard door voorbeeld op ")
    assert main(["status", "--jaar", "2025"]) == 0
    text = capsys.readouterr().out
    assert "Factsheet 2025: concept. Er is nog niets gepubliceerd." in text
    assert f"Nog {len(required(2025))} te doen voordat 2025 gepubliceerd kan worden." in text


@pytest.mark.usefixtures("with_example")
def test_a_file_that_was_kept_after_publishing_is_new_in_the_status(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    correct(tmp_path)
    capsys.readouterr()

    assert main(["status", "--jaar", "2024"]) == 0

    text = capsys.readouterr().out
    assert "Factsheet 2024: concept. Editie 1 is gepubliceerd." in text
    assert "2024 kan gepubliceerd worden." in text


@pytest.mark.usefixtures("with_example")
def test_under_embargo_only_who_asks_sees_the_new_edition(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    correct(tmp_path)
    call = ["publiceer", "--jaar", "2024", "--door", "ed", "--reden", "herzien", "--embargo", "3-5-2099 9:00"]
    assert main(call) == 0
    assert "Tot 3 mei 2099 09:00 zien alleen management en redactie deze editie." in capsys.readouterr().out
    show, table = ["toon", "--jaar", "2024", "--json"], ["tabel", "--jaar", "2024", "--dataset", "ses"]

    found = []
    for call in (show, [*show, "--ook-embargo"], [*show, "--ook-embargo", "--editie", "1"]):
        assert main(call) == 0
        found.append(printed(capsys)["editie"])
    tables = []
    for call in (table, [*table, "--ook-embargo"]):
        assert main(call) == 0
        tables.append(capsys.readouterr().out)

    assert found == [1, 2, 1]
    assert tables[0] != tables[1]
    assert main(["status", "--jaar", "2024"]) == 0
    assert "Editie 2 is gepubliceerd, onder embargo tot 3 mei 2099 09:00." in capsys.readouterr().out


@pytest.mark.usefixtures("with_example")
def test_a_reason_that_tells_how_many_makes_no_edition(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["publiceer", "--jaar", "2024", "--door", "ed", "--reden", "slechts één gezin in Noord"]) == 1

    said = capsys.readouterr().err
    assert "“slechts één gezin” verraadt hoeveel een klein cijfer veranderd is." in said
    assert len(stores.current().editions(2024)) == 1


@pytest.mark.usefixtures("with_example")
def test_a_reason_that_the_figures_contradict_is_used_only_when_somebody_says_why(
    capsys: pytest.CaptureFixture[str],
) -> None:
    call = ["publiceer", "--jaar", "2024", "--door", "ed", "--reden", "Het aantal Wmo-cliënten is gedaald."]

    assert main(call) == 1
    assert "De controle vond iets in de reden. “gedaald”" in capsys.readouterr().err
    assert main([*call, "--toch", "de vorige telling was te hoog"]) == 0

    assert stores.current().editions(2024)[0].reason == "Het aantal Wmo-cliënten is gedaald."
    logged = next(entry for entry in stores.current().log_entries() if entry.what == "reden toch gebruikt")
    assert logged.details.endswith("“gedaald”: de vorige telling was te hoog")


@pytest.mark.usefixtures("with_example")
def test_an_edition_under_embargo_is_refused_as_one_that_never_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    correct(tmp_path)
    assert main(["publiceer", "--jaar", "2024", "--door", "ed", "--embargo", "2099-05-03"]) == 0
    capsys.readouterr()

    said = []
    for number in ("2", "7"):
        assert main(["toon", "--jaar", "2024", "--editie", number]) == 1
        said.append(capsys.readouterr().err.replace(number, "N", 1))

    assert said == ["Editie N van 2024 is er niet. Nu geldt editie 1.\n"] * 2


@pytest.mark.usefixtures("with_example")
def test_a_year_under_embargo_is_refused_as_one_that_was_not_published(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in sorted((VOORBEELD / "2024").glob("*.csv")):
        text = path.read_text(encoding="utf-8-sig").replace("2024;", "2025;").replace("-2024", "-2025")
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    files = [str(path) for path in sorted(tmp_path.glob("*.csv"))]
    assert main(["laad", *files, "--door", "ed", "--reden", "voor de test"]) == 0
    assert main(["publiceer", "--jaar", "2025", "--door", "ed", "--embargo", "2099-05-03"]) == 0
    capsys.readouterr()

    assert main(["toon", "--jaar", "2025"]) == 1

    refused = "Over 2025 is niets gepubliceerd. Wel gepubliceerd: 2021, 2022, 2023, 2024.\n"
    assert capsys.readouterr().err == refused
    assert main(["toon", "--jaar", "2025", "--ook-embargo"]) == 0


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("3-5-2026 9:00", "2026-05-03T07:00:00+00:00"),
        ("03-05-2026 09.00", "2026-05-03T07:00:00+00:00"),
        ("3-5-2026", "2026-05-02T22:00:00+00:00"),
        ("3-1-2026", "2026-01-02T23:00:00+00:00"),
        ("2026-05-03T09:00", "2026-05-03T07:00:00+00:00"),
        ("2026-05-03 09:00", "2026-05-03T07:00:00+00:00"),
        ("2026-05-03T09:00+00:00", "2026-05-03T09:00:00+00:00"),
    ],
)
def test_a_moment_is_on_the_clock_of_the_netherlands(text: str, moment: str) -> None:
    assert datetimes.moment(text).astimezone(UTC).isoformat() == moment


@pytest.mark.usefixtures("with_example")
@pytest.mark.parametrize("text", ["morgen", "31-2-2099 9:00", "3-5-2099 25:00", "", "3-5-2020 9:00"])
def test_an_embargo_that_is_no_moment_to_come_publishes_nothing(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    correct(tmp_path)
    capsys.readouterr()

    assert main(["publiceer", "--jaar", "2024", "--door", "ed", "--embargo", text]) == 2

    assert len(stores.current().editions(2024)) == 1
    assert capsys.readouterr().err


# The settings


def settings_file(folder: Path, monkeypatch: pytest.MonkeyPatch, old: str = "", new: str = "") -> Path:
    path = folder / "gemeente.toml"
    path.write_text(GEMEENTE.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    monkeypatch.setenv("FACTSHEET_GEMEENTE", str(path))
    return path


def test_good_settings_are_told_with_what_was_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["instellingen"]) == 0

    assert capsys.readouterr().out == (
        "data/gemeente.toml is goed. Gelezen: Hengelo (GM0164), 10 wijken, 4 lagen van de piramide, "
        "5 klassen (individueel) en 4 klassen (groep) van begeleiding, 9 producten, 5 kerncijfers, prijzen van 2021, "
        "aantallen afgerond op 10.\n"
    )


def test_settings_with_mistakes_are_told_one_on_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = settings_file(tmp_path, monkeypatch, '"wmo.clienten",', '"wmo.klienten",')

    assert main(["instellingen"]) == 1

    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == (
        f"{path}, [samenvatting] kerncijfers: 'wmo.klienten' bestaat hier niet. Bedoelt u 'wmo.clienten'?\n"
    )


def test_settings_are_told_as_json(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["instellingen", "--json"]) == 0
    good = printed(capsys)
    path = settings_file(tmp_path, monkeypatch, "vier_ogen = false", 'vier_ogen = "nee"')
    assert main(["instellingen", "--json"]) == 1

    wrong = printed(capsys)

    assert good["goed"] and good["problemen"] == []
    assert Settings.from_dict(good["instellingen"]) == current()
    assert wrong == {
        "bestand": str(path),
        "goed": False,
        "problemen": [
            {
                "plaats": "[redactie] vier_ogen",
                "melding": 'Vul true (ja) of false (nee) in, zonder aanhalingstekens. Er staat "nee".',
            }
        ],
    }


def test_a_wijk_that_is_named_after_its_municipality_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings_file(tmp_path, monkeypatch, 'naam = "Noord"', 'naam = "Hengelo"')

    assert main(["instellingen"]) == 0

    assert "Wijk Hengelo (WK016402) heet net als de gemeente." in capsys.readouterr().out
