"""The walk of an editor with messy files: thirteen faults, one late file, eight cells and one text, without Excel."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from factsheet.access import REDACTEUR
from factsheet.store import Store
from tests import example_years
from tests.browser import drive
from tests.example import true_tables

pytestmark = pytest.mark.browser

LATE = "ses.csv"
DOUBLED = "2024;Binnenstad;Wmo;individueel;tot 1 uur;24;990"
# File → what is wrong in it: thirteen faults, each of another kind or in another place.
FAULTS = {
    "bevolking.csv": {"Hasseler Es;0-15": "Hasselerees;0-15", "Noord;65+": "Nord;65+"},
    "gebruik.csv": {"Hengelo;Bijstand;2188": "Hengelo;Bijstand;2818", "Binnenstad;Wmo;495": "Binnenstad;Wmo;4g5"},
    "huishoudens.csv": {"Binnenstad;1-persoons": "Binnenstad;1-persoonz"},
    "uitgaven.csv": {"Binnenstad;Jeugdwet;1235749": "Binnenstad;Jeugdwet;"},
    "loonkostensubsidie.csv": {"Noord;32": "Noord;tweeëndertig"},
    "piramide.csv": {"Binnenstad;maatwerk": "Binnenstad;maatwerkk"},
    "prijscorrectie.csv": {"reële tarieven;2,4": "reële tarieven;veel"},
    "beleidsindicatoren.csv": {"ervaren;89;621": "ervaren;890;621", "resultaat;79;211": "resultaat;79;veel"},
    "begeleiding.csv": {DOUBLED: f"{DOUBLED}\n" * 2},
}
WITHOUT = {"woningen.csv": ";Woolde;"}
SUGGESTIONS = 4
TYPED = {
    "gebruik.csv": {"aantal, Binnenstad, Wmo": "495"},
    "uitgaven.csv": {"uitgaven, Binnenstad, Jeugdwet": "1235749"},
    "loonkostensubsidie.csv": {"ontvangers, Noord": "32"},
    "prijscorrectie.csv": {"mutatie, Wmo, reële tarieven": "2,4"},
    "beleidsindicatoren.csv": {
        "percentage, Gebruikers van Wmo die een of meer positieve effecten ervaren": "89",
        "respondenten, Gebruikers van re-integratievoorzieningen die tevreden zijn over het bereikte resultaat": "211",
    },
}
SCORES = ["-0,124", "-0,203", "-0,018", "-0,067", "-0,054", "-0,232", "0,039", "0,223"]
TEXT = "Wij zien dat inwoners langer thuis wonen."


def messy(name: str) -> bytes:
    text = example_years.files(2024)[name].decode("utf-8-sig")
    for old, new in FAULTS.get(name, {}).items():
        assert old in text, old
        text = text.replace(old, new, 1)
    gone = WITHOUT.get(name)
    return "\n".join(line for line in text.splitlines() if line and not (gone and gone in line)).encode()


def main(tab: Page) -> Locator:
    return tab.get_by_test_id("stMain")


def button(tab: Page, name: str | re.Pattern[str]) -> Locator:
    return main(tab).get_by_role("button", name=name)


def drop(tab: Page, files: dict[str, bytes]) -> None:
    given = [{"name": name, "mimeType": "text/csv", "buffer": data} for name, data in files.items()]
    zone = tab.locator("input[type=file]")
    expect(zone).to_have_count(1)  # the one of before is gone
    zone.set_input_files(given)  # type: ignore[arg-type]


def open_grid(tab: Page, name: str) -> None:
    """The grid of a file; the first one with faults is open already."""
    closed, opened = (
        button(tab, f"Verbeter {name} hier"),
        tab.get_by_role("table", name=f"De cijfers van {name.partition('.')[0]} over 2024"),
    )
    expect(closed.or_(opened).first).to_be_visible()
    if closed.count():
        closed.click()
    expect(opened).to_be_visible()
    expect(tab.locator(".sd-vel")).to_have_count(1)  # the grid that was open before is gone


def type_in(tab: Page, cells: dict[str, str]) -> None:
    tab.get_by_label("Toon").select_option("alles")
    for label, text in cells.items():
        tab.locator(f'.sd-vel [aria-label="{label}"]').fill(text)
        tab.keyboard.press("Enter")
    expect(tab.get_by_text("Alles wat u typte is onthouden.")).to_be_visible()


def is_mended(tab: Page, name: str) -> None:
    expect(main(tab).get_by_role("row", name=re.compile(f"^{re.escape(name)}"))).not_to_contain_text("fout")


def explain(tab: Page, question: str) -> None:
    """Answer why the warnings are no mistakes."""
    field = main(tab).get_by_role("textbox", name=re.compile(question))
    field.fill("nagevraagd bij de afdeling")
    field.press("Tab")


def test_messy_files_become_a_factsheet_without_excel(
    loaded_before: Path, tmp_path: Path, server: Callable[..., str], tab: Page
) -> None:
    url = example_years.copy(loaded_before, tmp_path)
    base = server(url)
    tab.goto(f"{base}/")
    drive.log_in(tab, REDACTEUR)
    tab.get_by_role("link", name="Uploaden").click()

    mend_ten_files(tab)
    # The late file; with it the year is complete.
    drop(tab, {LATE: messy(LATE)})
    button(tab, "Bewaar 1 bestand").click()
    expect(main(tab).get_by_role("heading", name="Publiceren", level=1)).to_be_visible()
    type_eight_cells(tab, base)
    write_a_text(tab, base)
    drive.open_page(tab, f"{base}/publiceren?jaar=2024")
    explain(tab, "Waarom publiceert u toch")
    button(tab, "Publiceer 2024 zonder controle").click()
    expect(main(tab).get_by_text("Factsheet 2024 is gepubliceerd, editie 1.")).to_be_in_viewport()

    # What readers got is what was meant.
    store = Store(url)
    edition = store.last_edition(2024)
    assert edition is not None
    for name, rows in true_tables(2024).items():
        kept = store.rows(edition.versions[name])
        if name != "ses":
            assert kept.sort(rows.columns).equals(rows.sort(rows.columns)), name
    scores = store.rows(edition.versions["ses"])["score"].to_list()
    assert scores[:8] == [float(text.replace(",", ".")) for text in SCORES]
    assert TEXT in store.texts_of(edition.id)["gebruik.duiding"]
    store.close()


def mend_ten_files(tab: Page) -> None:
    """Thirteen faults: what can be guessed with one click, the others by typing, right there."""
    drop(tab, {name: messy(name) for name in example_years.files(2024) if name != LATE})
    button(tab, f"Neem alle {SUGGESTIONS} voorstellen over").click()
    expect(button(tab, re.compile("^Neem alle"))).to_have_count(0)
    for name, cells in TYPED.items():
        open_grid(tab, name)
        type_in(tab, cells)
        if name == "gebruik.csv":
            # With every figure read, the total shows where two digits changed places.
            button(tab, "Neem over: 2188").click()
        is_mended(tab, name)
    open_grid(tab, "begeleiding.csv")
    tab.get_by_role("button", name="Volgende fout").click()
    tab.get_by_role("button", name="Rij weg").click()
    is_mended(tab, "begeleiding.csv")
    open_grid(tab, "woningen.csv")
    tab.get_by_role("button", name="4 ontbrekende rijen erbij").click()
    for figure in woolde():
        tab.keyboard.type(str(figure))
        tab.keyboard.press("Enter")
    is_mended(tab, "woningen.csv")
    save = button(tab, "Bewaar 11 bestanden")
    expect(save).to_be_in_viewport()
    save.click()
    expect(main(tab).get_by_text("Bewaard voor 2024: ")).to_be_visible()


def type_eight_cells(tab: Page, base: str) -> None:
    drive.open_page(tab, f"{base}/bewerken?jaar=2024&gegevens=ses")
    tab.locator('.sd-vel input[aria-label^="score, "]').first.focus()
    for text in SCORES:
        tab.keyboard.type(text)
        tab.keyboard.press("Enter")
    expect(tab.locator(".sd-telling")).to_contain_text("8 cellen veranderd, 0 fouten")
    explain(tab, "Wat hebt u veranderd")
    save = button(tab, "Bewaar ses van 2024")
    expect(save).to_be_in_viewport()
    save.click()
    expect(main(tab).get_by_text("De tabel ses van 2024 is bewaard.")).to_be_in_viewport()


def write_a_text(tab: Page, base: str) -> None:
    drive.open_page(tab, f"{base}/duiding?jaar=2024&sectie=gebruik")
    main(tab).get_by_role("textbox", name="Uw tekst").fill(TEXT)
    tab.keyboard.press("Tab")
    button(tab, "Bewaar de duiding voor 2024").click()
    expect(main(tab).get_by_text("De duiding voor 2024 is bewaard.")).to_be_in_viewport()


def woolde() -> list[int]:
    """The dwellings of Woolde, in the order of the file."""
    text = example_years.files(2024)["woningen.csv"].decode("utf-8-sig")
    return [int(line.rpartition(";")[2]) for line in text.splitlines() if ";Woolde;" in line]
