"""An edition is a document: whatever changes in code, settings, sections or wijken, it says what it said."""

from __future__ import annotations

import json
import re
import sqlite3
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from factsheet import cli, edition, progress, summary
from factsheet import settings as factsheet_settings
from factsheet.effect import areas_of, between
from factsheet.figures import Tables
from factsheet.narrate import Sentence, Text
from factsheet.release import publish as publication
from factsheet.release import snapshot
from factsheet.release.snapshot import Concept, Published
from factsheet.sections import SECTIONS
from factsheet.settings import Settings
from factsheet.store import Store
from tests import example

pytestmark = pytest.mark.usefixtures("unasked")

YEAR = 2024
TOWN = factsheet_settings.current()
GONE = TOWN.wijken[2]


def changed(**values: Any) -> Settings:
    return replace(TOWN, **values)


def published_as(**values: Any) -> Settings:
    return changed(publicatie=replace(TOWN.publicatie, **values))


# Each of these is one line of gemeente.toml that somebody may change.
CHANGES = {
    "naam": changed(gemeente=replace(TOWN.gemeente, naam="Elders")),
    "wijk anders genoemd": changed(wijken=(replace(TOWN.wijken[0], naam="Centrum"), *TOWN.wijken[1:])),
    "wijk weg": changed(wijken=tuple(wijk for wijk in TOWN.wijken if wijk != GONE)),
    "adres": changed(adres="https://elders.example"),
    "titel": changed(teksten={**TOWN.teksten, "titel": "Iets anders"}),
    "wijkzin": changed(teksten={**TOWN.teksten, "wijken": "Kijk ook op"}),
    "laag": changed(lagen=TOWN.lagen[:1], lagen_verplicht=()),
    "lidwoord": changed(lidwoorden={}),
    "vorm": changed(vormen=tuple(replace(vorm, naam=f"{vorm.naam}!") for vorm in TOWN.vormen)),
    "basisjaar": changed(basisjaar=TOWN.basisjaar + 1),
    "tiental": published_as(tiental=20),
    "aandeel": published_as(aandeel_vanaf=100_000),
    "verandering": published_as(verandering_vanaf=100_000),
    "per client": published_as(per_client_vanaf=100_000),
    "woordschaal": changed(woordschaal=tuple(replace(band, woord="heel erg") for band in TOWN.woordschaal)),
    "procentpunt": changed(woordschaal_procentpunt=TOWN.woordschaal_procentpunt[-1:]),
    "score": changed(woordschaal_score=TOWN.woordschaal_score[-1:], ses_gemiddeld_tot=0.5),
    "samenvatting": changed(samenvatting=replace(TOWN.samenvatting, kerncijfers=(), kaart=())),
    "vier ogen": changed(vier_ogen=True),
}

Told = Callable[..., str]


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Told:
    """What a command prints, with these settings: `told("status", "--jaar", "2024", town=…)`."""

    def run(*call: str, town: Settings = TOWN) -> str:
        monkeypatch.setattr(cli, "current", lambda: town)
        assert cli.main(call) == 0
        return capsys.readouterr().out

    return run


def everything(told: Told, town: Settings = TOWN) -> list[str]:
    """Every published edition as scripts get it, of every area."""
    return [
        told("toon", "--jaar", str(year), "--gebied", area.code, "--json", town=town)
        for year in example.YEARS
        for area in TOWN.areas
    ]


def other_program(monkeypatch: pytest.MonkeyPatch, sections: Any = None) -> None:
    """Go on with another version of the program, perhaps with other sections."""
    monkeypatch.setattr(snapshot, "program", lambda: "9.9+anders")
    if sections is not None:
        monkeypatch.setattr(edition, "SECTIONS", sections)
        monkeypatch.setattr(summary, "SECTIONS", sections)


def otherwise(store: Store, settings: Settings) -> progress.Rewritten | None:
    return progress.rewritten(store, YEAR, settings, publication.concept(store, YEAR, settings))


# The document


def test_what_is_kept_is_all_that_was_made(published: Store, settings: Settings) -> None:
    made, last = publication.concept(published, YEAR, settings), published.last_edition(YEAR)
    assert last is not None

    kept = snapshot.published(published, last, settings)

    assert isinstance(kept, Published)
    assert kept.front == made.front
    assert kept.summary == made.summary
    for area in settings.areas:
        assert kept.sheet(area) == made.sheet(area)
    assert not snapshot.differs(published.documents(last.id), snapshot.documents(made))


def test_a_document_of_another_version_of_the_program_opens() -> None:
    def aged(value: Any) -> Any:
        """With a field that was dropped since, and without those that came later."""
        if isinstance(value, list):
            return [aged(one) for one in value]
        if not isinstance(value, dict):
            return value
        later = {"noot", "duiding", "te_klein", "herhaald", "own_years", "kort"}
        later |= {"kort_zin", "steekproef", "doel", "elders"}
        return {"van vroeger": 1} | {name: aged(one) for name, one in value.items() if name not in later}

    body = snapshot.documents(Concept(example.tables(), {}, YEAR))[GONE.code]
    raw = json.loads(zlib.decompress(body))
    raw["secties"] = [part | {"tekening": None} | aged(part) for part in raw["secties"]]

    sheet = snapshot._read(edition.Factsheet, zlib.compress(json.dumps(aged(raw)).encode()))

    assert [part.kop for part in sheet.secties] == [part.kop for part in example.sheet(YEAR, GONE).secties]


def test_an_area_is_found_as_in_the_settings(settings: Settings) -> None:
    front = Concept(example.tables(), {}, YEAR).front

    for name in ("", " hengelo ", "GM0164", "Hengelo (O.)", "berflo-es", "BERFLO ES", "Elders"):
        assert front.area(name) == settings.area(name)


# Nothing changes what was published


def test_an_edition_stays_as_it_was_whatever_the_settings(published: Store, told: Told) -> None:
    shown = [("toon", "--jaar", "2023", "--gebied", area.code, "--json") for area in (TOWN.gemeente, GONE)]
    before = [told(*call) for call in shown]

    other = [name for name, town in CHANGES.items() if [told(*call, town=town) for call in shown] != before]

    assert other == []


def test_every_edition_and_area_stays_as_it_was_with_other_code_and_settings(
    published: Store, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(told)
    other_program(monkeypatch, SECTIONS[:1])

    after = everything(told, CHANGES["wijk weg"])

    assert after == before


def test_texts_around_the_figures_come_from_the_edition_and_the_address_is_of_today(
    published: Store, told: Told
) -> None:
    before = told("toon", "--jaar", "2024")

    after = told("toon", "--jaar", "2024", town=replace(CHANGES["wijkzin"], adres="https://elders.example"))

    assert after == before.replace(TOWN.adres, "https://elders.example")


# What would be said now


SHORTER = SECTIONS[:-1]
NEW = replace(SECTIONS[0], sleutel="nieuw", titel="Een nieuw onderdeel", order=99)
REWRITTEN = tuple(
    replace(part, text=lambda _: Text("Anders", (Sentence("Dit staat er anders."),))) if part == SECTIONS[0] else part
    for part in SECTIONS
)


@pytest.mark.parametrize(
    ("sections", "town", "cause"),
    [
        (None, CHANGES["verandering"], "andere instellingen"),
        (None, CHANGES["wijk weg"], "andere instellingen"),
        (REWRITTEN, TOWN, "een nieuwe versie van het programma"),
        (SHORTER, TOWN, "een nieuwe versie van het programma"),
        ((*SECTIONS, NEW), TOWN, "een nieuwe versie van het programma"),
    ],
    ids=["setting", "wijk gone", "text of a section", "section gone", "section added"],
)
def test_what_would_be_said_otherwise_is_an_open_point_until_it_is_published(  # noqa: PLR0917
    published: Store, told: Told, monkeypatch: pytest.MonkeyPatch, sections: Any, town: Settings, cause: str
) -> None:
    before = told("toon", "--jaar", "2024", "--json")
    if sections is not None:
        other_program(monkeypatch, sections)

    status = json.loads(told("status", "--jaar", "2024", "--json", town=town))

    [item] = [one for one in status["items"] if one["groep"] == progress.EDITION]
    assert (status["nieuw"], item["stand"]) == (True, "nakijken")
    assert f"Dat komt door {cause}. " in item["uitleg"]
    assert "gebieden" in item["uitleg"]
    assert told("toon", "--jaar", "2024", "--json", town=town) == before
    publication.publish(published, YEAR, who="els", settings=town)
    status = json.loads(told("status", "--jaar", "2024", "--json", town=town))
    assert (status["nieuw"], status["editie"]) == (False, 2)
    assert [one for one in status["items"] if one["groep"] == progress.EDITION] == []
    assert told("toon", "--jaar", "2024", "--editie", "1", "--json", town=town) == before


def test_where_readers_would_get_the_same_nothing_is_asked(
    published: Store, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    assert publication.causes(published, YEAR, settings) == ()

    other_program(monkeypatch)

    assert publication.causes(published, YEAR, CHANGES["adres"]) == (
        "andere instellingen",
        "een nieuwe versie van het programma",
    )
    assert otherwise(published, CHANGES["adres"]) is None


def test_other_figures_of_an_earlier_year_are_told_as_the_cause(published: Store, settings: Settings) -> None:
    before = publication.causes(published, YEAR, settings)

    publication.publish(published, YEAR - 1, who="els", settings=settings)

    assert (before, publication.causes(published, YEAR, settings)) == ((), ("andere cijfers van eerdere jaren",))
    assert otherwise(published, settings) is None


def test_what_is_only_around_the_factsheets_is_told_too(published: Store) -> None:
    found = otherwise(published, CHANGES["wijkzin"])

    assert found is not None
    assert found.effect == progress.AROUND


def test_an_edition_may_stay_as_it_is_with_a_reason(published: Store) -> None:
    town = CHANGES["verandering"]
    found = otherwise(published, town)
    assert found is not None

    publication.review.confirm(published, YEAR, found.sleutel, who="els", note="De grens geldt pas volgend jaar.")

    after = progress.progress(published, YEAR, town, None, otherwise(published, town))
    assert not after.nieuw
    [item] = [one for one in after.items if one.groep == progress.EDITION]
    assert (item.stand, item.uitleg) == ("klaar", "Bevestigd door els: De grens geldt pas volgend jaar.")
    other = otherwise(published, CHANGES["tiental"])
    assert other is not None and other.sleutel != found.sleutel


def test_a_wijk_and_a_section_that_go_are_told_as_a_whole() -> None:
    before, town = Concept(example.tables(), {}, YEAR), CHANGES["wijk weg"]
    after = Concept(Tables(example.tables().frames, town), {}, YEAR)

    effects = {one.area: one for one in between(before, after, areas_of(before, after))}

    gone = effects[GONE]
    assert gone.figures and all(figure.was and figure.wordt is None for figure in gone.figures)
    assert gone.sentences and all(said.was and said.wordt is None for said in gone.sentences)
    assert effects[TOWN.gemeente].same_for_reader


# Published, put back, and from before


def test_an_edition_that_is_put_back_is_the_very_same_document(published: Store) -> None:
    old = published.last_edition(YEAR)
    assert old is not None
    publication.publish(published, YEAR, who="els", settings=CHANGES["verandering"])

    back = publication.restore(published, old.id, who="els", reason="toch niet", settings=TOWN)

    assert published.documents(back.id) == published.documents(old.id)
    assert published.build_of(back.id) == published.build_of(old.id)


@pytest.fixture
def from_before(published: Store, tmp_path: Path, store_url: str) -> Store:
    """The example as a store kept it before documents were."""
    published.close()
    raw = sqlite3.connect(tmp_path / "factsheet.db")
    with raw:
        raw.execute("DROP TABLE edition_document")
        raw.execute("DROP TABLE edition_origin")
        raw.execute("DROP INDEX ix_account_subject")
        raw.execute("ALTER TABLE account DROP COLUMN subject")
        raw.execute("DROP TRIGGER log_no_delete")  # it names the table that goes now
        for table in ("remark", "code_answer", "log_anchor"):
            raw.execute(f"DROP TABLE {table}")
        for column in ("about", "year", "hash"):
            raw.execute(f"ALTER TABLE log DROP COLUMN {column}")
        raw.execute("UPDATE alembic_version SET version_num = '0003'")
    raw.close()
    return Store(store_url)


def test_a_store_from_before_keeps_what_readers_see_today(from_before: Store, told: Told) -> None:
    before = from_before.without_documents()

    shown = told("toon", "--jaar", "2024", "--json")

    assert [one.year for one in before] == list(example.YEARS)
    assert from_before.without_documents() == []
    assert told("toon", "--jaar", "2024", "--json", town=CHANGES["verandering"]) == shown
    assert [otherwise(from_before, TOWN), bool(otherwise(from_before, CHANGES["verandering"]))] == [None, True]


def test_two_processes_bring_a_store_up_to_date_at_the_same_time(
    from_before: Store, store_url: str, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot, "documents", lambda made: {"voorkant": str(made.jaar).encode()})
    stores = [from_before, Store(store_url)]

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda store: snapshot.complete(store, settings), stores))

    kept = [from_before.documents(one.id)["voorkant"] for one in from_before.editions()]
    assert kept == [str(year).encode() for year in reversed(example.YEARS)]
    stores[1].close()


def test_an_edition_that_cannot_be_made_any_more_keeps_the_others_from_nothing(
    from_before: Store, settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def not_of_2021(made: snapshot.Snapshot) -> dict[str, bytes]:
        return {} if made.jaar == 2021 and {}["2.188 clienten"] else {"voorkant": b"{}"}

    monkeypatch.setattr(snapshot, "documents", not_of_2021)

    snapshot.complete(from_before, settings)

    assert [one.year for one in from_before.without_documents()] == [2021]
    [line] = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
    assert re.match(r"F-\w{6} edition 1 of 2021 was not kept: KeyError", line)
    assert "2.188" not in line


def test_a_store_that_may_only_be_read_shows_the_same(from_before: Store, settings: Settings) -> None:
    last = from_before.last_edition(YEAR)
    assert last is not None
    with from_before._database.reading() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")

    snapshot.complete(from_before, settings)

    assert from_before.build_of(last.id) is None
    sheet = snapshot.published(from_before, last, settings).sheet(settings.gemeente)
    assert sheet.titel == "Sociaal domein in beeld 2024"


# On the screen


def test_a_wijk_that_is_gone_still_opens_in_the_edition_that_was_made_with_it(
    published: Store, visit: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(factsheet_settings, "current", lambda: CHANGES["wijk weg"])

    app = visit("wijk", who="management", query={"wijk": GONE.slug, "jaar": "2024"})

    assert not app.exception
    assert [title.value for title in app.title] == [f"{GONE.naam} in 2024"]
    other = visit("wijk", who="wijkcoordinator", query={"wijk": GONE.slug, "jaar": "2024"})
    assert any("Deze wijk kunt u niet bekijken" in error.value for error in other.error)


def test_the_start_page_tells_that_an_edition_would_be_otherwise(
    published: Store, visit: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(factsheet_settings, "current", lambda: CHANGES["verandering"])

    app = visit("begin", who="redacteur", query={"jaar": "2024"})

    assert not app.exception
    assert any("Editie 1 zou nu anders luiden" in str(part.value) for part in app.get("html"))
