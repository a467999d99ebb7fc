"""The edit page: drafts, messages at the cell, totals, the effect, two editors, pasting a whole table."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from factsheet import settings as factsheet_settings
from factsheet.access import REDACTEUR, sessions
from factsheet.access.roles import Visitor
from factsheet.editing import sheet
from factsheet.editing.numbering import as_body, from_body
from factsheet.screen import grid as grid_screen
from factsheet.screen import outcome
from factsheet.screen.editing import cell, clashes, edit_session
from factsheet.store import Store, StoreError
from factsheet.validate import check
from schemas import SCHEMAS
from tests import example_years
from tests.test_pages import buttons, click, links, messages, sent, tables

pytestmark = pytest.mark.usefixtures("unasked")

COLLEGA = "collega"
LKS = "loonkostensubsidie"
Open = Callable[..., AppTest]


@pytest.fixture(autouse=True)
def collega(published: Store) -> None:
    """A second editor."""
    published.add_account(COLLEGA, "Cor Collega", roles={REDACTEUR}, password_hash="x")


@pytest.fixture
def edit(published: Store, visit: Open) -> Open:
    """Opens the page on a dataset: `edit("ses")`."""

    def open_(dataset: str = LKS, year: int = 2024, who: str = REDACTEUR) -> AppTest:
        app = visit("bewerken", who=who, query={"jaar": str(year), "gegevens": dataset})
        assert not app.exception
        return app

    return open_


def texts(store: Store, dataset: str = LKS, year: int = 2024) -> pl.DataFrame:
    version = store.last_version(dataset, year)
    assert version is not None
    return sheet.as_texts(store.rows(version.id), SCHEMAS[dataset], factsheet_settings.current())


def draft(store: Store, changed: dict[tuple[int, str], str | None], dataset: str = LKS, who: str = REDACTEUR) -> None:
    """Unsaved work: the last version with other texts in some cells, by row (from 0) and column."""
    table = texts(store, dataset).to_dict(as_series=False)
    for (row, column), text in changed.items():
        table[column][row] = text
    last = store.last_version(dataset, 2024)
    assert last is not None
    store.keep_draft(who, f"tabel {dataset}", 2024, as_body(pl.DataFrame(table)), base=last.id)


def save(store: Store, changed: dict[str, str], dataset: str = LKS, who: str = COLLEGA) -> None:
    """A version by somebody else: the example file with other text in it."""
    text = example_years.files(2024)[f"{dataset}.csv"].decode("utf-8-sig")
    for old, new in changed.items():
        assert old in text
        text = text.replace(old, new)
    store.save([check(text.encode(), factsheet_settings.current(), name=f"{dataset}.csv")], who=who, reason="nageteld")


@pytest.mark.parametrize("dataset", SCHEMAS)
def test_every_dataset_is_there_to_edit_as_it_was_kept(edit: Open, dataset: str) -> None:
    app = edit(dataset)

    assert "Er zijn geen fouten of waarschuwingen." in sent(app)
    assert "U hebt nog niets veranderd." in [caption.value for caption in app.caption]
    assert buttons(app) == ["Zet deze tabel in de plaats"]


def test_a_dataset_that_is_not_there_begins_with_a_row_for_every_wijk(edit: Open, published: Store) -> None:
    save(published, {"2024;": "2025;"}, "ses")

    app = edit("woningen", 2025)

    assert "Deze cel is leeg. Vul een heel getal in." in sent(app)
    assert "Wilderinkshoek" in sent(app)


def test_the_cell_of_a_problem_is_named_and_what_was_typed_stays(edit: Open, published: Store) -> None:
    draft(published, {(1, "ontvangers"): "veel"})

    app = edit()

    assert "Fout: rij 3 · Hengelose Es · kolom ontvangers" in sent(app)
    assert "&#39;veel&#39; is geen getal." in sent(app)
    assert "Er staat nog 1 fout in de tabel." in messages(app)[0]
    assert buttons(app) == ["Zet deze tabel in de plaats", "Ja, gooi ze weg"]


def test_totals_and_last_year_stand_beside_the_table(edit: Open, published: Store) -> None:
    draft(published, {(0, "ontvangers"): "24"})

    app = edit()
    [totals] = [table for table in tables(app) if "Totalen" in table]

    assert '<th scope="row">ontvangers</th><td>324</td><td>321</td><td>+3</td><td>290</td><td>+31</td>' in totals
    assert ["Binnenstad", "18"] in [row[:2] for row in grid(app)["last"]["rows"]]


def test_the_effect_for_readers_is_shown_before_anything_is_kept(edit: Open, published: Store) -> None:
    draft(published, {(11, "ontvangers"): "345", (0, "ontvangers"): "45"})

    shown = sent(edit())

    assert "Cijfers van Hengelo die veranderen" in shown
    assert "<td>320 (+10%)</td><td>350 (+21%)</td>" in shown
    assert len(published.history(LKS, 2024)) == 1


def test_keeping_needs_a_reason_and_makes_a_version(edit: Open, published: Store) -> None:
    draft(published, {(0, "ontvangers"): "22", (1, "ontvangers"): "55"})
    app = edit()

    click(app, f"Bewaar {LKS} van 2024")
    refused = messages(app)
    app.text_area[-1].input("nageteld")
    click(app, f"Bewaar {LKS} van 2024")

    assert "Schrijf op wat u veranderd hebt, en waarom. Er is nog niets bewaard." in refused
    last = published.last_version(LKS, 2024)
    assert last is not None
    assert (last.who, last.reason, last.read_as) == (REDACTEUR, "nageteld", sheet.NAME)
    assert published.rows(last.id)["ontvangers"].to_list()[:2] == [22, 55]
    assert published.drafts(REDACTEUR) == []
    assert ("Naar publiceren van 2024", "publiceren", "jaar=2024") in links(app)


def test_a_warning_is_confirmed_by_the_reason(edit: Open, published: Store) -> None:
    draft(published, {(0, "ontvangers"): "42", (0, "uitgaven"): "500000"})
    app = edit()
    asked = app.text_area[-1].label

    app.text_area[-1].input("een nieuwe werkgever")
    click(app, f"Bewaar {LKS} van 2024")

    assert asked == "Wat hebt u veranderd, en waarom klopt het ondanks 1 waarschuwing?"
    last = published.last_version(LKS, 2024)
    assert last is not None and last.warnings and last.reason == "een nieuwe werkgever"


def test_work_can_be_thrown_away(edit: Open, published: Store) -> None:
    draft(published, {(0, "ontvangers"): "42"})
    app = edit()

    click(app, "Ja, gooi ze weg")

    assert published.drafts(REDACTEUR) == []
    assert "Uw wijzigingen zijn weg. U ziet weer de laatste versie." in messages(app)


def test_the_work_of_one_editor_is_not_on_the_page_of_another(edit: Open, published: Store) -> None:
    draft(published, {(0, "ontvangers"): "veel"})

    app = edit(who=COLLEGA)

    assert "veel" not in sent(app)
    assert "Er zijn geen fouten of waarschuwingen." in sent(app)


def test_a_draft_of_other_columns_or_that_cannot_be_read_gives_the_last_version(edit: Open, published: Store) -> None:
    published.keep_draft(REDACTEUR, f"tabel {LKS}", 2024, '{"kolommen": ["a"], "rijen": [["1"]]}', base=0)

    app = edit()

    assert "Er zijn geen fouten of waarschuwingen." in sent(app)


def test_a_table_that_is_too_large_for_a_screen_is_told_so(edit: Open, published: Store, monkeypatch) -> None:
    monkeypatch.setattr(sheet, "MOST_ROWS", 5)

    app = edit()

    assert "Deze tabel heeft 12 rijen. Dat is te veel om hier te bewerken" in messages(app)[0]


# Two editors


def test_changes_of_another_that_do_not_clash_are_put_together_with_one_click(edit: Open, published: Store) -> None:
    draft(published, {(0, "ontvangers"): "22"})
    save(published, {"Hengelose Es;56;": "Hengelose Es;55;", "Noord;32;": "Noord;33;"})
    app = edit()
    told = messages(app)

    click(app, "Voeg de wijzigingen samen")

    assert "Cor Collega heeft op" in told[0]
    kept = published.draft(REDACTEUR, f"tabel {LKS}", 2024)
    last = published.last_version(LKS, 2024)
    assert kept is not None and last is not None and kept.base == last.id
    both = from_body(kept.body, texts(published).columns)
    assert both is not None and both["ontvangers"].to_list()[:3] == ["22", "55", "33"]


def test_a_cell_that_both_changed_is_chosen(edit: Open, published: Store) -> None:
    draft(published, {(1, "ontvangers"): "58", (0, "ontvangers"): "22"})
    save(published, {"Hengelose Es;56;": "Hengelose Es;55;", "Noord;32;": "Noord;33;"})
    app = edit()
    asked = (app.radio[0].label, app.radio[0].options)

    app.radio[0].set_value("ander")
    click(app, "Voeg de wijzigingen samen")

    assert asked == ("Hengelose Es: ontvangers (was: 56)", ["van u: 58", "van Cor Collega: 55"])
    kept = published.draft(REDACTEUR, f"tabel {LKS}", 2024)
    both = from_body(kept.body, texts(published).columns) if kept else None
    assert both is not None and both["ontvangers"].to_list()[:3] == ["22", "55", "33"]


def test_what_was_chosen_is_remembered_until_all_is_chosen(edit: Open, published: Store, monkeypatch) -> None:
    monkeypatch.setattr(clashes, "SHOWN", 1)
    draft(published, {(1, "ontvangers"): "58", (2, "ontvangers"): "34"})
    save(published, {"Hengelose Es;56;": "Hengelose Es;55;", "Noord;32;": "Noord;33;"})
    app = click(edit(), "Voeg de wijzigingen samen")
    nothing_chosen = messages(app)

    app.radio[0].set_value("mijn")
    click(app, "Voeg de wijzigingen samen")
    second, half = app.radio[0].label, published.draft(REDACTEUR, f"tabel {LKS}", 2024)
    app.radio[0].set_value("ander")
    click(app, "Voeg de wijzigingen samen")

    assert any("Kies eerst bij elke cel" in message for message in nothing_chosen)
    assert second == "Noord: ontvangers (was: 32)"
    assert half is not None and half.base == first(published)
    kept = published.draft(REDACTEUR, f"tabel {LKS}", 2024)
    both = from_body(kept.body, texts(published).columns) if kept else None
    assert both is not None and both["ontvangers"].to_list()[:3] == ["21", "58", "33"]


def test_nothing_is_kept_on_top_of_a_version_that_was_not_seen(edit: Open, published: Store) -> None:
    draft(published, {(0, "ontvangers"): "22", (1, "ontvangers"): "55"})
    app = edit()
    save(published, {"Hengelose Es;56;": "Hengelose Es;55;", "Noord;32;": "Noord;33;"})
    app.text_area[-1].input("nageteld")

    click(app, f"Bewaar {LKS} van 2024")

    last = published.last_version(LKS, 2024)
    assert last is not None and last.who == COLLEGA
    assert len(published.drafts(REDACTEUR)) == 1
    assert "Voeg de wijzigingen samen" in buttons(app)


def test_who_changed_nothing_begins_with_the_new_version(edit: Open, published: Store) -> None:
    app = edit()
    save(published, {"Hengelose Es;56;": "Hengelose Es;55;", "Noord;32;": "Noord;33;"})
    # The grid remembers nothing in this harness, so the work is begun anew with what is kept.
    published.keep_draft(REDACTEUR, f"tabel {LKS}", 2024, as_body(texts_of_first(published)), base=first(published))
    app.run()

    click(app, "Begin met de nieuwe versie")

    assert published.drafts(REDACTEUR) == []


def first(store: Store) -> int:
    return store.history(LKS, 2024)[-1].id


def texts_of_first(store: Store) -> pl.DataFrame:
    return sheet.as_texts(store.rows(first(store)), SCHEMAS[LKS], factsheet_settings.current())


# What the grid does at every change


@pytest.fixture
def rik(published: Store) -> Visitor:
    account = published.account(REDACTEUR)
    assert account is not None
    visitor = sessions.visitor_of(published, sessions.log_in(published, account).token)
    assert visitor is not None
    return visitor


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """What Streamlit remembers of one screen, without a screen."""
    memory: dict[str, object] = {}
    screen = SimpleNamespace(session_state=memory, cache_data=st.cache_data)
    for module in (cell, edit_session, grid_screen, outcome):
        monkeypatch.setattr(module, "st", screen)
    return memory


def typed(session: dict[str, object], work: edit_session.Work, row: int, text: str, seq: int = 1) -> None:
    """What the browser sends after a figure was typed in the row at this place, from 0."""
    rows = work.round.table.cells.rows()
    rows[row] = (*rows[row][:2], text, *rows[row][3:])
    session[edit_session.grid_key(LKS, 2024)] = {"cells": {"round": work.round.name, "seq": seq, "rows": rows}}


def test_what_is_typed_is_in_the_store_at_once_and_gone_when_it_is_typed_back(published, rik, session):
    begun = edit_session.begin_round(LKS, 2024, rik)
    typed(session, begun, 0, "veel")
    edit_session.keep_draft(LKS, 2024, rik)
    kept = published.draft(REDACTEUR, f"tabel {LKS}", 2024)

    typed(session, begun, 0, "21")
    edit_session.keep_draft(LKS, 2024, rik)

    assert kept is not None and '"veel"' in kept.body
    assert kept.base == first(published)
    assert published.drafts(REDACTEUR) == []


def test_two_screens_of_one_editor_lose_nothing(published, rik, session):
    begun = edit_session.begin_round(LKS, 2024, rik)
    draft(published, {(3, "ontvangers"): "61"})  # on the other screen
    typed(session, begun, 0, "22")

    edit_session.keep_draft(LKS, 2024, rik)

    kept = published.draft(REDACTEUR, f"tabel {LKS}", 2024)
    both = from_body(kept.body, texts(published).columns)
    assert both["ontvangers"].to_list()[:4] == ["22", "56", "32", "61"]
    assert session[edit_session.RESULT][0] == "let op"


def test_a_hundred_thousand_pasted_rows_are_told_to_be_too_many_and_are_not_kept(published, rik, session):
    begun = edit_session.begin_round(LKS, 2024, rik)
    pasted = [(number, "Noord", "1", "1") for number in range(100_012)]
    sent = {"round": begun.round.name, "seq": 1, "rows": pasted}
    session[edit_session.grid_key(LKS, 2024)] = {"cells": sent}

    edit_session.keep_draft(LKS, 2024, rik)

    assert "Deze tabel heeft 100.012 rijen." in begun.round.failed
    assert published.drafts(REDACTEUR) == []


def test_what_is_of_a_person_is_not_kept_as_a_draft(published, rik, session):
    begun = edit_session.begin_round(LKS, 2024, rik)
    typed(session, begun, 0, "5 van 10000008")

    edit_session.keep_draft(LKS, 2024, rik)

    assert ("persoonsgegevens" in begun.round.failed, "10000008" in begun.round.failed) == (True, False)
    assert published.drafts(REDACTEUR) == []


def test_a_full_disk_loses_nothing_that_is_on_the_screen(published, rik, session, monkeypatch):
    begun = edit_session.begin_round(LKS, 2024, rik)
    typed(session, begun, 0, "22")

    def full(*_: object, **__: object) -> None:
        raise StoreError("De schijf is vol.")

    monkeypatch.setattr(type(published), "keep_draft", full)
    edit_session.keep_draft(LKS, 2024, rik)

    assert begun.round.failed == "Uw laatste wijziging staat alleen nog op dit scherm. De schijf is vol."
    assert (begun.round.heard, begun.round.kept) == (1, 0)
    assert edit_session.typed(begun, LKS, 2024).texts["ontvangers"][0] == "22"


# Pasting a whole table


def paste(app: AppTest, text: str) -> AppTest:
    app.text_area(key="bewerken plakken").input(text)
    return click(app, "Zet deze tabel in de plaats")


HEAD = "gebied\tontvangers\tuitgaven\n"


def test_a_whole_table_of_excel_takes_the_place_of_what_was_there(edit: Open, published: Store) -> None:
    rows = "\n".join("\t".join(row) for row in texts(published).with_columns(ontvangers=pl.lit("30")).rows())

    app = paste(edit(), HEAD + rows)

    kept = published.draft(REDACTEUR, f"tabel {LKS}", 2024)
    assert kept is not None
    assert from_body(kept.body, texts(published).columns)["ontvangers"].unique().to_list() == ["30"]  # type: ignore[index]
    assert "De geplakte tabel staat er: 12 rijen." in messages(app)
    assert app.text_area(key="bewerken plakken").value == ""


@pytest.mark.parametrize(
    ("pasted", "told"),
    [
        ("", "Er staat nog niets in het veld."),
        ("zomaar wat woorden", "kolom"),
        ("kleur\tsmaak\nrood\tzoet", "kolom"),
        (HEAD + "Noord\tveel\t3", "Regel 2, kolom ontvangers: 'veel' is geen getal."),
        ("jaar\t" + HEAD + "2019\tNoord\t5\t3", "Deze tabel gaat over 2019."),
        (HEAD + "Noord\t5\t3\n" * 100_000, "U plakt 100.002 regels. Hier passen er 2.000."),
        ("gebied\tontvangers\tuitgaven\tBSN\nNoord\t5\t3\t111222333", "persoonsgegevens"),
        ("\x00\ufffe\x07", ""),
    ],
)
def test_what_cannot_be_used_is_told_and_stays_in_the_field(
    edit: Open, published: Store, pasted: str, told: str
) -> None:
    app = paste(edit(), pasted)

    assert not app.exception
    assert any(told in message for message in messages(app))
    assert app.text_area(key="bewerken plakken").value == pasted
    assert published.drafts(REDACTEUR) == []


# Remarks and the history of a cell


def grid(app: AppTest) -> dict[str, Any]:
    """What the script of the grid gets."""
    [part] = [part.proto for part in app.get("bidi_component") if part.proto.component_name == "factsheet.grid"]
    found: dict[str, Any] = json.loads(part.json)
    return found


def look_at(app: AppTest, key: tuple[str, ...], column: str) -> AppTest:
    """What the page does after "Over deze cel", which only a browser can click."""
    app.session_state[cell.CELL] = (key, column, "abc")
    return app.run()


def test_the_history_of_a_cell_tells_who_when_what_and_why(edit: Open, published: Store) -> None:
    save(published, {"Hengelose Es;56;": "Hengelose Es;55;", "Noord;32;": "Noord;33;"})

    app = look_at(edit(), ("Noord",), "ontvangers")

    [history] = [table for table in tables(app) if "Geschiedenis" in table]
    assert re.findall(r"<td>([^<]*)</td>", history)[:4] == ["Cor Collega", "32", "33", "nageteld"]


def test_a_remark_on_a_cell_is_seen_and_resolved_by_another(edit: Open, published: Store) -> None:
    app = look_at(edit(), ("Noord",), "ontvangers")
    empty = click(app, "Plaats de opmerking")
    refused = messages(empty)
    app.text_area(key=cell.FIELD).input("Is dit met de nieuwe regeling?")
    click(app, "Plaats de opmerking")
    placed = messages(app)

    other = edit(who=COLLEGA)
    seen = grid(other)["remarks"]
    click(other, "Opgelost")

    [remark] = published.remarks(2024, LKS)
    assert refused == ["Schrijf eerst uw opmerking. Er is nog niets bewaard."]
    assert placed == ["Uw opmerking staat bij de cel. Uw collega's zien hem ook."]
    assert seen == [{"row": 4, "column": 1, "text": "Rik Redacteur: Is dit met de nieuwe regeling?"}]
    assert (remark.who, remark.resolved_by) == (REDACTEUR, COLLEGA)
    assert grid(edit())["remarks"] == []
    assert [one.what for one in published.log_entries(9) if "opmerking" in one.what] == [
        "opmerking opgelost",
        "opmerking geplaatst",
    ]


def test_a_cell_that_the_browser_asks_about_is_found_by_its_row(published, rik, session):
    begun = edit_session.begin_round(LKS, 2024, rik)
    typed(session, begun, 0, "22")
    session[edit_session.grid_key(LKS, 2024)]["cell"] = {"row": 4, "column": "ontvangers"}

    cell.choose_cell(LKS, 2024, rik)

    assert session[cell.CELL][:2] == (("Noord",), "ontvangers")


@pytest.mark.parametrize("asked", [None, {}, {"row": 99, "column": "ontvangers"}, {"row": 4, "column": "wachtwoord"}])
def test_a_cell_that_is_not_there_is_not_looked_at(published, rik, session, asked):
    edit_session.begin_round(LKS, 2024, rik)
    session[edit_session.grid_key(LKS, 2024)] = {"cell": asked}

    cell.choose_cell(LKS, 2024, rik)

    assert cell.CELL not in session


@pytest.mark.parametrize(
    "cells", [{}, {"round": "x", "seq": 1}, {"seq": 1, "rows": []}, {"round": "nu", "seq": "1", "rows": 3}, [1]]
)
def test_what_no_browser_of_ours_sends_changes_nothing(published, rik, session, cells):
    begun = edit_session.begin_round(LKS, 2024, rik)
    if isinstance(cells, dict) and "round" in cells:
        cells["round"] = begun.round.name
    session[edit_session.grid_key(LKS, 2024)] = {"cells": cells}

    edit_session.keep_draft(LKS, 2024, rik)

    assert published.drafts(REDACTEUR) == []
    assert edit_session.typed(begun, LKS, 2024).cells.equals(begun.round.table.cells)
