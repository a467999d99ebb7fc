"""The upload page without a browser: what it says of files, how faults are mended on the spot, and what is kept."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from factsheet import intake
from factsheet.access import REDACTEUR
from factsheet.intake import Dropped, Examined
from factsheet.parse import Digest, Parsed, Problem, ReadAs
from factsheet.screen import grid
from factsheet.screen.uploading import by_hand, drop, upload_session
from factsheet.screen.uploading.upload_session import Upload, Work
from factsheet.settings import Settings, current
from factsheet.validate import Checked, check
from factsheet.validate.grouping import grouped
from schemas import SCHEMAS
from tests import example_years
from tests.test_pages import links, messages

pytestmark = pytest.mark.usefixtures("unasked")

UPLOADS = Path(__file__).parent / "uploads"
ROW = re.compile(r'<tr class=""><th scope="row">(.*?)</th>(.*?)</tr>')
CELL = re.compile(r"<td>(.*?)</td>")


Drop = Callable[[dict[str, bytes]], AppTest]


@pytest.fixture
def dropping(published, visit) -> Drop:
    """Opens the page as an editor and drops these files: name → bytes."""

    def open_with(files: dict[str, bytes]) -> AppTest:
        app = visit("uploaden", who=REDACTEUR)
        app.file_uploader[0].set_value([(name, data, "text/csv") for name, data in files.items()])
        return app.run()

    return open_with


def example(name: str, *changes: tuple[str, str]) -> dict[str, bytes]:
    """A file of the last example year with other text in it."""
    text = example_years.files(2024)[name].decode("utf-8-sig")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return {name: text.encode()}


def fault(name: str) -> dict[str, bytes]:
    return {name: (UPLOADS / "fout" / name).read_bytes()}


# Rows 17 and 19 of bevolking have a wijk that is misspelt in one way, row 3 has a group that is.
WRONG = example(
    "bevolking.csv",
    ("Hasseler Es;0-15", "Hasselerees;0-15"),
    ("Hasseler Es;25-45", "Hasselerees;25-45"),
    ("Binnenstad;15-25", "Binnenstad;15-26"),
)


def html(app: AppTest) -> list[str]:
    assert not app.exception
    return [part.proto.body for part in app.get("html")]


def blocks(app: AppTest) -> list[str]:
    """The blocks of problems, in their order on the page."""
    return [body for body in html(app) if body.startswith('<div class="sd-melding')]


def overview(app: AppTest) -> dict[str, list[str]]:
    """Name of a file → the other cells of its line."""
    table = next(body for body in html(app) if "Gelezen bestanden" in body)
    return {name: CELL.findall(cells) for name, cells in ROW.findall(table)}


def read_as(app: AppTest) -> dict[str, str]:
    """Name of a file → how it was read."""
    told = next(body for body in html(app) if body.startswith("<ul>") and "decimalen met" in body)
    return dict(re.findall(r"<li><strong>(.*?)</strong>: (.*?)</li>", told))


def expanders(app: AppTest) -> list[str]:
    return [part.label for part in app.expander if not part.label.startswith(("Zo zijn de bestanden", "Zonder fouten"))]


def headers(app: AppTest) -> list[str]:
    return [part.value for part in app.header]


def buttons(app: AppTest) -> list[str]:
    return [button.label for button in app.button if button.label != "Uitloggen"]


def click(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


# What is said of the files


def test_good_files_of_a_year_are_kept_together(published, dropping):
    app = dropping(example_years.files(2024))
    lines, dialects = overview(app), read_as(app)
    header = headers(app)

    click(app, "Bewaar 12 bestanden")

    assert header == ["Alle 12 bestanden zijn goed"]
    assert {line[1] for line in lines.values()} == {"goed, gelijk aan wat er al is"}
    assert set(dialects.values()) == {"UTF-8, kolommen met puntkomma, decimalen met komma"}
    assert messages(app)[-1] == f"Bewaard voor 2024: {', '.join(SCHEMAS)}."
    assert [title.value for title in app.title] == ["Publiceren"]  # the year is complete, so that is where to go now
    kept = published.versions(2024)
    assert {version.who for version in kept.values()} == {REDACTEUR}
    assert {len(published.history(dataset, 2024)) for dataset in SCHEMAS} == {2}


def test_a_file_of_a_year_that_is_not_complete_leads_on_by_a_link(published, dropping):
    app = dropping({"ses.csv": example_years.files(2024)["ses.csv"].replace(b"2024;", b"2025;")})
    app.text_area[0].input("de scores zijn gelijk gebleven")  # the file is last year's but for its year

    click(app, "Bewaar 1 bestand")

    assert messages(app) == ["Bewaard voor 2025: ses."]
    assert links(app) == [("Naar publiceren van 2025", "publiceren", "jaar=2025")]


def test_a_file_does_not_replace_a_version_that_the_editor_has_not_seen(published, dropping, settings):
    data = example_years.files(2024)["ses.csv"]
    app = dropping({"ses.csv": data.replace(b"-0,030", b"-0,031")})
    published.save([check(data.replace(b"-0,030", b"-0,029"), settings, name="ses.csv")], who="bo", reason="anders")

    click(app, "Bewaar 1 bestand")
    told, shown, offered = messages(app), html(app), buttons(app)
    click(app, "Zet mijn bestand in de plaats van de versie van bo")
    click(app, "Bewaar 1 bestand")

    assert any("bo heeft op" in message and "Uw bestand is nog niet bewaard." in message for message in told)
    assert any("<td>-0,029</td><td>-0,031</td>" in table for table in shown)
    assert "Bewaar 1 bestand" not in offered
    assert [version.who for version in published.history("ses", 2024)][:2] == [REDACTEUR, "bo"]


def test_a_file_can_be_put_together_with_the_version_of_another(published, dropping, settings):
    data = example_years.files(2024)["ses.csv"]
    app = dropping({"ses.csv": data.replace(b"-0,030", b"-0,031")})
    published.save([check(data.replace(b"-0,123", b"-0,124"), settings, name="ses.csv")], who="bo", reason="anders")
    click(app, "Bewaar 1 bestand")

    click(app, "Voeg samen op de pagina Bewerken")

    [draft] = published.drafts(REDACTEUR)
    assert (draft.name, draft.base) == ("tabel ses", published.history("ses", 2024)[-1].id)
    assert ("Ga verder op de pagina Bewerken: ses", "bewerken", "jaar=2024&gegevens=ses") in links(app)


def test_putting_a_file_together_never_overwrites_unsaved_work(published, dropping, settings):
    data = example_years.files(2024)["ses.csv"]
    app = dropping({"ses.csv": data.replace(b"-0,030", b"-0,031")})
    published.save([check(data.replace(b"-0,123", b"-0,124"), settings, name="ses.csv")], who="bo", reason="anders")
    published.keep_draft(REDACTEUR, "tabel ses", 2024, "half af", base=1)
    click(app, "Bewaar 1 bestand")

    click(app, "Voeg samen op de pagina Bewerken")

    [draft] = published.drafts(REDACTEUR)
    assert draft.body == "half af"
    assert any("Bewaar dat eerst, of gooi het weg." in message for message in messages(app))


def test_after_keeping_the_drop_zone_is_empty_again(published, dropping):
    app = click(dropping(example_years.files(2024)), "Bewaar 12 bestanden")

    app.run()

    assert buttons(app) == []
    assert messages(app) == []
    assert len(published.history("gebruik", 2024)) == 2


def test_one_good_file_is_kept_by_itself(dropping):
    app = dropping(example("ses.csv"))
    header = headers(app)

    click(app, "Bewaar 1 bestand")

    assert header == ["Het bestand is goed"]
    assert messages(app)[-1] == "Bewaard voor 2024: ses."


def test_problems_are_counted_over_all_files(dropping):
    app = dropping(WRONG | fault("score-ongewoon.csv") | example("woningen.csv"))

    assert headers(app) == ["3 fouten en 1 waarschuwing in 2 bestanden"]
    assert {name: line[1] for name, line in overview(app).items()} == {
        "bevolking.csv": "3 fouten",
        "score-ongewoon.csv": "1 waarschuwing",
        "woningen.csv": "goed, gelijk aan wat er al is",
    }


def test_the_files_with_problems_come_first(dropping):
    files = example_years.files(2024) | {"bevolking.csv": fault("geen-getal.csv")["geen-getal.csv"]}

    app = dropping(files)

    assert list(overview(app)) == ["bevolking.csv", *sorted(files.keys() - {"bevolking.csv"})]


@pytest.mark.parametrize(("separator", "said"), [(b",", "komma"), (b"\t", "tab")])
def test_how_a_file_was_read_is_said_in_words(dropping, separator, said):
    data = example("woningen.csv")["woningen.csv"].replace(b";", separator)

    app = dropping({"woningen.csv": data})

    assert read_as(app)["woningen.csv"] == f"UTF-8, kolommen met {said}, decimalen met komma"


def test_everything_that_was_interpreted_is_told_on_the_line_of_its_file(dropping):
    app = dropping(example("woningen.csv", ("jaar;gebied", "Woningen van Hengelo\n\nPerioden;wijk")))

    assert read_as(app)["woningen.csv"] == (
        "UTF-8, kolommen met puntkomma, decimalen met komma. Gelezen: &#39;Perioden&#39; als jaar, "
        "&#39;wijk&#39; als gebied. De kolomnamen staan in rij 3; wat daarboven staat, hoort niet bij de tabel."
    )


def test_a_problem_is_told_with_its_place_and_its_row_between_its_neighbours(published, dropping):
    app = dropping(fault("wijk-onbekend.csv"))

    (block,) = blocks(app)
    assert "Fout in rij 17, kolom gebied" in block
    assert "&#39;Hasselerees&#39; is geen wijk van Hengelo. Bedoelt u &#39;Hasseler Es&#39;?" in block
    assert re.findall(r'<th scope="row">(\d+)</th>', block) == ["1", "15", "16", "17", "18", "19"]
    assert (
        '<td class="sd-cel"><span aria-hidden="true">✗</span><span class="sd-voorlezen">fout:</span> Hasselerees</td>'
        in block
    )
    assert (
        app.caption[-1].value == "Nog 1 fout in wijk-onbekend.csv. Verbeter dat hierboven, of kies een beter bestand."
    )
    assert buttons(app) == ["Neem over: Hasseler Es"]
    assert len(published.history("bevolking", 2024)) == 1


def test_the_same_problem_in_several_rows_is_told_once(dropping):
    app = dropping(WRONG)

    assert [re.findall(r"</span> (Fout in .*?)</p>", block) for block in blocks(app)] == [
        ["Fout in 2 rijen, kolom gebied"],
        ["Fout in rij 3, kolom leeftijdsgroep"],
    ]


def test_the_rows_of_the_first_problems_are_open_and_of_the_others_one_click_away(dropping):
    text = example("bevolking.csv")["bevolking.csv"].decode()
    for number, wijk in enumerate(("Binnenstad", "Noord", "Woolde", "Slangenbeek", "Groot Driene")):
        text = text.replace(f"{wijk};0-15", f"Xyz{number * 7};0-15", 1)

    app = dropping({"bevolking.csv": text.encode()})

    assert ["<details>" in block for block in blocks(app)] == [False, True, True, True, True]
    assert "<summary>Bekijk rij " in blocks(app)[3]
    assert "Nog 2 meldingen over bevolking.csv" in expanders(app)


def test_of_very_many_problems_the_first_are_shown_and_the_others_counted(dropping):
    lines = [f"2024;Xyz {number:03} qwq;0-15;1" for number in range(70)]

    app = dropping({"bevolking.csv": "\n".join(["jaar;gebied;leeftijdsgroep;inwoners", *lines]).encode()})

    assert len(blocks(app)) == 50
    assert app.caption[0].value == (
        "En nog 20 meldingen. Verbeter eerst wat hierboven staat, of kijk in het bestand met meldingen."
    )


def test_a_file_that_is_not_recognised_says_what_was_seen_and_what_is_missing(dropping):
    app = dropping(fault("niet-herkend.csv"))

    assert overview(app)["niet-herkend.csv"][0] == "niet herkend"
    assert "Dit bestand wordt niet herkend. Het heeft 2 kolommen, gescheiden met een puntkomma," in blocks(app)[0]
    assert "<table>" not in blocks(app)[0]
    assert buttons(app) == []


def test_of_a_file_with_persons_in_it_nothing_is_shown_or_given_back(dropping):
    data = b"jaar;gebied;ontvangers;uitgaven;bsn\n2024;Noord;x;1;111222333\n"

    app = dropping({"loonkostensubsidie.csv": data})

    assert "persoonsgegevens" in blocks(app)[0]
    assert "111222333" not in "".join(html(app))
    assert not app.get("download_button")


def test_every_file_with_problems_can_be_had_back_with_the_messages(dropping):
    app = dropping(WRONG | fault("score-ongewoon.csv") | example("woningen.csv"))

    labels = [part.proto.label for part in app.get("download_button")]
    assert labels == ["Download het bestand met meldingen (.xlsx)"] * 2


def test_a_file_with_a_waarschuwing_is_kept_only_with_a_reason_and_the_reason_is_kept_too(published, dropping):
    app = dropping(fault("score-ongewoon.csv"))

    click(app, "Bewaar 1 bestand")
    refused, kept_before = messages(app), len(published.history("ses", 2024))
    app.text_area[0].input("nagevraagd bij het CBS")
    click(app, "Bewaar 1 bestand")

    assert len(refused) == 1
    assert refused[0].startswith("score-ongewoon.csv heeft ")
    assert refused[0].endswith("Schrijf op waarom de cijfers toch kloppen.")
    assert kept_before == 1
    assert published.last_version("ses", 2024).reason == "nagevraagd bij het CBS"


def test_of_two_files_with_the_same_data_the_last_one_counts_and_it_is_said(published, dropping):
    data = example_years.files(2024)["ses.csv"]

    app = dropping({"a.csv": data.replace(b"-0,030", b"geen"), "b.csv": data.replace(b"-0,030", b"-0,031")})
    told, files = messages(app), list(overview(app))
    click(app, "Bewaar 1 bestand")

    assert told == ["b.csv komt in de plaats van a.csv: allebei zijn het ses van 2024. Alleen het laatste telt."]
    assert files == ["b.csv"]
    assert len(published.history("ses", 2024)) == 2


def test_good_files_are_kept_while_another_is_still_wrong(published, dropping):
    app = dropping(WRONG | example("ses.csv", ("-0,030", "-0,031")) | example("woningen.csv"))

    click(app, "Bewaar vast 2 goede bestanden")

    assert messages(app) == ["Bewaard voor 2024: ses, woningen."]
    assert list(overview(app)) == ["bevolking.csv"]
    assert [len(published.history(name, 2024)) for name in ("ses", "woningen", "bevolking")] == [2, 2, 1]


def test_what_stands_in_a_file_or_in_its_name_is_never_markup(dropping):
    data = example_years.files(2024)["ses.csv"].replace(b"Binnenstad", b"<img src=x onerror=alert(1)>")

    app = dropping({"<b>[x](http:y)*.csv": data})

    shown = "".join(html(app))
    assert "<img" not in shown
    assert "&lt;img src=x onerror=alert(1)&gt;" in shown
    assert "<b>" not in shown
    assert "(http:y)" not in "".join(part.value for part in (*app.markdown, *app.header, *app.subheader))


def test_nothing_is_kept_by_looking_again(published, dropping):
    app = dropping(example_years.files(2024))

    app.run().run()

    assert len(published.history("gebruik", 2024)) == 1


# Mending on the spot


def test_one_suggestion_is_taken_over_with_one_click(dropping):
    app = dropping(example("bevolking.csv", ("Hasseler Es;0-15", "Hasselerees;0-15")))
    offered = buttons(app)

    click(app, "Neem over: Hasseler Es")

    assert offered == ["Neem over: Hasseler Es"]
    assert blocks(app) == []
    assert "<p>Rij 17, gebied: Hasselerees → Hasseler Es</p>" in html(app)
    assert buttons(app) == ["Draai rij 17 terug", "Bewaar 1 bestand"]


def test_all_suggestions_are_taken_over_with_one_click(dropping):
    app = dropping(WRONG)
    offered = buttons(app)

    click(app, "Neem alle 3 voorstellen over")

    assert offered == ["Neem alle 3 voorstellen over", "Neem over in 2 rijen: Hasseler Es", "Neem over: 15-25"]
    assert headers(app) == ["Het bestand is goed"]
    assert expanders(app) == ["3 voorstellen overgenomen"]
    assert "<p>Rij 3, leeftijdsgroep: 15-26 → 15-25</p>" in html(app)
    assert "<p>Rijen 17 en 19, gebied: Hasselerees → Hasseler Es</p>" in html(app)


def test_a_mend_is_turned_back(dropping):
    app = click(dropping(WRONG), "Neem alle 3 voorstellen over")

    click(app, "Draai 2 rijen terug")

    assert headers(app) == ["2 fouten in 1 bestand"]
    assert expanders(app) == ["1 voorstel overgenomen"]
    assert "Neem over in 2 rijen: Hasseler Es" in buttons(app)


def test_all_mends_are_turned_back_at_once(dropping):
    app = click(dropping(WRONG), "Neem alle 3 voorstellen over")

    click(app, "Draai alles terug")

    assert headers(app) == ["3 fouten in 1 bestand"]
    assert not expanders(app)


def test_every_mend_is_kept_in_the_log_and_with_its_version(published, dropping):
    app = click(dropping(WRONG | example("ses.csv")), "Neem alle 3 voorstellen over")

    click(app, "Bewaar 2 bestanden")

    corrections = ["rij 3, leeftijdsgroep: 15-26 → 15-25", "rijen 17 en 19, gebied: Hasselerees → Hasseler Es"]
    version = published.last_version("bevolking", 2024)
    assert version.reason == f"Verbeterd bij het uploaden: {'; '.join(corrections)}."
    assert published.last_version("ses", 2024).reason is None
    entries = [entry for entry in published.log_entries() if entry.what == "bestand verbeterd"]
    assert sorted(entry.details for entry in entries) == corrections
    assert {(entry.about, entry.year) for entry in entries} == {("bevolking", 2024)}
    assert {entry.who for entry in entries} == {REDACTEUR}
    assert published.rows(version.id).equals(published.rows(published.history("bevolking", 2024)[1].id))


def test_a_mend_is_no_reason_for_a_waarschuwing(published, dropping):
    data = fault("score-ongewoon.csv")["score-ongewoon.csv"].replace(b"Hasseler Es", b"Hasselerees")
    app = click(dropping({"ses.csv": data}), "Neem over: Hasseler Es")

    click(app, "Bewaar 1 bestand")

    assert "Schrijf op waarom de cijfers toch kloppen." in messages(app)[0]
    assert len(published.history("ses", 2024)) == 1


def test_taking_a_file_out_forgets_its_mends(dropping):
    app = click(dropping(WRONG), "Neem alle 3 voorstellen over")

    app.file_uploader[0].set_value([("bevolking.csv", WRONG["bevolking.csv"], "text/csv")])
    app.run()

    assert headers(app) == ["3 fouten in 1 bestand"]


# What a point means


QUESTION = "Wat betekent de punt in 79.125?"
UNCLEAR = example("beleidsindicatoren.csv", (";79;", ";79.125;"), (";89;", ";88.250;"))
AS_THOUSANDS, AS_COMMA = "Lees 79.125 als 79125 (duizendteken)", "Lees 79.125 als 79,125 (komma)"


def test_a_point_that_can_mean_two_things_is_one_question_for_the_file(dropping):
    app = dropping(UNCLEAR)

    (block,) = blocks(app)
    assert QUESTION in block
    assert "2 getallen zijn op twee manieren te lezen. Uw antwoord geldt voor het hele bestand." in block
    assert buttons(app) == [AS_THOUSANDS, AS_COMMA]


def test_the_answer_is_used_for_the_whole_file_and_kept_with_it(published, dropping):
    app = click(dropping(UNCLEAR), AS_COMMA)

    click(app, "Bewaar 1 bestand")

    version = published.last_version("beleidsindicatoren", 2024)
    assert {79.125, 88.25} <= set(published.rows(version.id)["percentage"])
    assert version.reason == "Verbeterd bij het uploaden: een punt in een getal is gelezen als komma."


def test_with_the_other_answer_the_point_means_thousands(dropping):
    app = click(dropping(UNCLEAR), AS_THOUSANDS)

    assert not any(QUESTION in block for block in blocks(app))
    assert "79.125% is hoger dan 100%." in blocks(app)[0]


def test_the_answer_can_be_turned_back(dropping):
    app = click(dropping(UNCLEAR), AS_COMMA)
    told = [body for body in html(app) if "gelezen als komma" in body]

    click(app, "Draai dit terug")

    assert told == ["<p>Een punt in een getal is gelezen als komma.</p>"]
    assert QUESTION in blocks(app)[0]


# Reading that takes long


def test_files_whose_reading_was_stopped_are_named_and_can_be_read_after_all(dropping, monkeypatch):
    monkeypatch.setattr(drop, "work_on", lambda key, works={}: works.setdefault(key, Work(stopped=True)))
    app = dropping(example("ses.csv") | example("woningen.csv"))
    said, shown = messages(app), headers(app)

    click(app, "Lees 2 bestanden alsnog")

    assert said == ["U hebt het lezen gestopt. 2 bestanden zijn niet gelezen."]
    assert shown == ["Welke bestanden?"]
    assert headers(app) == ["Alle 2 bestanden zijn goed"]


def test_a_large_file_is_read_by_a_process_of_its_own(dropping, monkeypatch):
    seen: list[str] = []
    problem = Problem("fout", None, None, None, "Gelezen door een ander.")

    def elsewhere(file: Dropped, tell: Callable[[float], None]) -> Examined:
        seen.append(file.name)
        tell(3.2)
        read = Checked(file.name, None, None, pl.DataFrame(), (problem,), ReadAs(), Digest(b""))
        return Examined(read, grouped([problem]), {})

    monkeypatch.setattr(drop, "examine_in_subprocess", elsewhere)
    monkeypatch.setattr(intake.worker, "LARGE", 100)

    app = dropping(example("ses.csv"))

    assert seen == ["ses.csv"]
    assert "Gelezen door een ander." in blocks(app)[0]


# Records of single clients

RECORDS = UPLOADS / "registratie" / "indicaties.csv"


def test_records_are_counted_and_the_tables_stand_beside_the_other_files(dropping):
    app = dropping({"indicaties 2024.csv": RECORDS.read_bytes()})

    told = next(body for body in html(app) if "Geteld uit dit bestand" in body)
    assert "Geteld over 2024: 11 indicaties van 8 cliënten" in told
    assert overview(app)["indicaties 2024.csv"][:3] == ["indicaties 2024", "goed", "11"]
    assert "gebruik 2024" in {cells[0] for cells in overview_rows(app)}


def test_records_without_a_year_are_asked_for_it_and_then_counted(dropping):
    app = dropping({"indicaties.csv": RECORDS.read_bytes()})
    asked = blocks(app)

    app.number_input[0].set_value(2024).run()

    assert "Over welk jaar moet dit bestand geteld worden?" in asked[0]
    assert any("Geteld over 2024" in body for body in html(app))


def test_of_records_only_what_was_counted_is_kept(published, dropping):
    app = dropping({"indicaties 2024.csv": RECORDS.read_bytes()})
    app.text_area[0].set_value("Proef met een klein bestand.").run()

    click(app, "Bewaar 4 bestanden")

    assert published.versions(2024)["gebruik"].name == "gebruik 2024 (geteld)"
    assert not [entry for entry in published.log_entries() if "indicaties 2024.csv" in entry.details]


def overview_rows(app: AppTest) -> list[list[str]]:
    table = next(body for body in html(app) if "Gelezen bestanden" in body)
    return [CELL.findall(cells) for _, cells in ROW.findall(table)]


# Mended by typing


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What Streamlit remembers of one screen, without a screen."""
    memory: dict[str, Any] = {}
    for module in (by_hand, grid, upload_session):
        monkeypatch.setattr(module, "st", SimpleNamespace(session_state=memory))
    return memory


def test_a_file_is_kept_once_every_table_in_it_is(session: dict[str, Any]) -> None:
    for key in ("een", "een-1", "eenentwintig"):
        upload_session.work_on(key)
    upload_session.work_on("een").kept = True
    assert not upload_session.is_kept("een")

    upload_session.work_on("een-1").kept = True

    assert upload_session.is_kept("een")
    assert not upload_session.is_kept("eenentwintig")
    assert not upload_session.is_kept("nooit gezien")


def read_in(session: dict[str, Any], settings: Settings, files: dict[str, bytes]) -> Work:
    """The work on the one file, its grid on the screen."""
    [(name, data)] = files.items()
    work = upload_session.work_on("f")
    work.read = intake.read(Dropped(name, data), settings)
    assert isinstance(work.read, Parsed)
    work.typing = grid.begin(by_hand.table_of(work.read))
    return work


def type_in(session: dict[str, Any], work: Work, changes: dict[tuple[int, str], str | None]) -> None:
    """What the browser sends after these cells were typed in, by the number of the row and the column."""
    assert work.typing is not None
    columns = work.typing.table.cells.columns
    rows = [
        [changes.get((row[0], name), cell) for name, cell in zip(columns, row, strict=True)]
        for row in work.typing.table.cells.rows()
    ]
    cells = {"round": work.typing.name, "seq": 1, "rows": rows}
    session["uploads tabel f"] = {"cells": cells}
    by_hand._typed("f")


def judged(work: Work, settings: Settings) -> Upload:
    assert work.read is not None
    file = Dropped("bevolking.csv", b"x")
    return Upload("f", file, intake.judge([file], [work.read], None, settings)[0])


def test_what_could_not_be_read_stands_in_the_grid_as_it_was_typed(session, settings):
    work = read_in(session, settings, example("bevolking.csv", ("Hasseler Es;0-15", "Hasselerees;0-15")))

    cells = by_hand.table_of(work.read).cells

    assert cells.filter(cells["rij"] == 17).row(0)[:3] == (17, "Hasselerees", "0-15")


def test_a_file_is_mended_by_typing_and_every_change_is_told(session, settings):
    work = read_in(session, settings, example("bevolking.csv", ("Hasseler Es;0-15", "Hasselerees;0-15")))
    wrong = judged(work, settings).checked.errors

    type_in(session, work, {(17, "gebied"): "Hasseler Es"})

    file = judged(work, settings)
    assert [problem.row for problem in wrong] == [17]
    assert file.checked.errors == ()
    assert file.checked.name == "bevolking.csv"
    assert work.typing is not None and work.typing.kept == 1
    assert by_hand.typed_messages(work) == ["rij 17, gebied: Hasselerees → Hasseler Es"]


def test_a_figure_that_is_typed_is_told_with_what_it_was(session, settings):
    work = read_in(session, settings, example("bevolking.csv"))

    type_in(session, work, {(2, "inwoners"): "1"})

    [told] = by_hand.typed_messages(work)
    assert re.fullmatch(r"rij 2, inwoners: [0-9.]+ → 1", told)


def test_a_suggestion_goes_into_the_table_once_somebody_typed_in_it(session, settings):
    work = read_in(session, settings, example("bevolking.csv", ("Hasseler Es;0-15", "Hasselerees;0-15")))
    type_in(session, work, {(2, "inwoners"): "1"})

    by_hand.take_over(work, {(17, "gebied"): "Hasseler Es"})

    assert [problem.row for problem in judged(work, settings).checked.errors if problem.row == 17] == []
    assert work.typed is not None
    cells = work.typed.cells
    assert (cells.filter(cells["rij"] == 17)["gebied"][0], cells["inwoners"][0]) == ("Hasseler Es", "1")


def test_rows_that_are_missing_can_be_added_where_the_file_lacks_them(dropping):
    text = example("bevolking.csv")["bevolking.csv"].decode()
    lines = [line for line in text.splitlines() if ";Woolde;" not in line]

    app = dropping({"bevolking.csv": "\n".join(lines).encode()})

    [data] = [json.loads(part.proto.json) for part in app.get("bidi_component") if "grid" in part.proto.component_name]
    assert [row[0] for row in data["lacking"]] == ["Woolde"] * 5
    assert data["only_wrong"] is True


def test_a_wide_file_is_mended_row_by_row_with_numbers_of_its_own(session, settings):
    wide = "jaar;gebied;0-15;15-25;25-45;45-65;65+\n2024;Noord;1;2;3;4;5\n2024;Woolde;1;2;3;4;5\n"
    work = read_in(session, settings, {"bevolking.csv": wide.encode()})

    assert by_hand.table_of(work.read).cells["rij"].to_list() == list(range(2, 12))


def test_every_button_that_mends_tells_what_it_did_outside_of_what_is_closed(dropping):
    app = dropping(fault("wijk-onbekend.csv") | example("woningen.csv", ("Noord;koop", "Noordd;koop")))

    click(app, "Neem over: Hasseler Es")
    taken = messages(app)
    click(app, "Draai rij 17 terug")
    turned = messages(app)
    click(app, "Neem beide voorstellen over")

    assert taken == ["1 voorstel overgenomen."]
    assert turned == ["Teruggedraaid: er staat weer wat in uw bestand stond."]
    assert messages(app) == ["2 voorstellen overgenomen. Wat er nog over is, staat hieronder."]


# A file of the CBS


def of_the_cbs(head: str) -> bytes:
    """Inhabitants of every area as StatLine gives them, and households and dwellings from which the rest follows."""
    ages = [
        f"Bevolking/Leeftijdsgroepen/{age} (aantal)" for age in ("0 tot 15 jaar", "15 tot 25 jaar", "25 tot 45 jaar")
    ]
    ages += [
        "Bevolking/Leeftijdsgroepen/45 tot 65 jaar (aantal)",
        "Bevolking/Leeftijdsgroepen/65 jaar of ouder (aantal)",
    ]
    names = [head, *ages, "Woningvoorraad (aantal)", "Koopwoningen (%)"]
    names += ["In bezit woningcorporatie (%)", "In bezit overige verhuurders (%)"]
    town = current()
    rows = [";".join([wijk.code, *["500"] * 5, "1000", "50", "30", "20"]) for wijk in town.wijken]
    whole = str(500 * len(town.wijken))
    rows.append(";".join([town.gemeente.code, *[whole] * 5, str(1000 * len(town.wijken)), "50", "30", "20"]))
    return "\n".join([";".join(names), *rows]).encode()


CBS = of_the_cbs("Regioaanduiding/Codering (code)")


def test_one_file_of_the_cbs_gives_more_than_one_table(dropping):
    app = dropping({"kwb 2024.csv": CBS})

    assert {row[0] for row in overview(app).values()} == {"bevolking 2024", "woningen 2024"}
    assert set(overview(app)) == {"kwb 2024.csv, bevolking", "kwb 2024.csv, woningen"}
    assert "CBS 85984NED, CC BY 4.0" in read_as(app)["kwb 2024.csv, bevolking"]


def test_the_year_of_a_file_of_the_cbs_is_asked_and_then_it_is_read(dropping):
    app = dropping({"download.csv": CBS})
    asked = blocks(app)

    app.number_input[0].set_value(2024).run()

    assert "Over welk jaar gaat dit bestand?" in asked[0]
    assert set(overview(app)) == {"download.csv, bevolking", "download.csv, woningen"}
