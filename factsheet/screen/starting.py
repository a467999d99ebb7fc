"""The start page of an editor: the year at hand, unsaved work, and the next steps."""

from __future__ import annotations

from factsheet import store as stores
from factsheet.access import Visitor
from factsheet.literal import st
from factsheet.progress import FILES, Progress
from factsheet.screen import drafting, editorial_page, progressing
from factsheet.screen.bar import Bar
from factsheet.screen.choose import YEAR_OF_DATA as YEAR
from factsheet.screen.choose import from_address
from factsheet.screen.editing.saving import drafts
from factsheet.screen.links import link, main_step
from schemas import titled


def choose_working_year(bar: Bar) -> int:
    """The year in the address (?jaar=). By default the newest with figures, or the one after it once that is done."""
    store = stores.current()
    known, published = store.years(), store.published_years()
    newest = max(known, default=stores.current().now().year - 1)
    following = newest + 1 if newest in published else newest
    options = {str(year) for year in (*known, following)}
    asked = st.query_params.get("jaar", "")
    if YEAR.fullmatch(asked):
        options.add(asked)
    shown = {year: year for year in sorted(options, reverse=True)}
    asked = asked if asked in options else str(newest)
    return int(from_address("jaar", "Jaar", shown, asked, width=110, bar=bar))


def own_drafts(visitor: Visitor, only: int | None = None) -> None:
    """Work of this editor that nobody else sees yet, of all years or of one."""
    for dataset, year in _of_year(drafts(visitor), only):
        st.info(f"U hebt {titled(dataset)} van {year} veranderd, maar nog niet bewaard.")
        link("bewerken", f"Ga verder met {titled(dataset)} van {year}", jaar=str(year), gegevens=dataset)
    for key, year in _of_year(drafting.drafts(visitor), only):
        section = key.partition(".")[0] if "." in key else editorial_page.WHOLE
        st.info(f"U hebt een tekst voor {year} geschreven, maar nog niet bewaard.")
        link("duiding", f"Ga verder met de tekst voor {year}", jaar=str(year), sectie=section)


def _of_year(work: list[tuple[str, int]], only: int | None) -> list[tuple[str, int]]:
    return [(name, year) for name, year in work if only in {None, year}]


def list_of_work(state: Progress) -> None:
    """All lines; behind a line to open for a year that readers have all of."""
    if state.nieuw:
        progressing.lines(state)
        return
    with st.expander(f"Alles over {state.jaar} op een rij"):
        progressing.lines(state)


def next_steps(state: Progress) -> None:
    """Where to go from here."""
    year = str(state.jaar)
    if any(item.groep == FILES and item.stand == "open" for item in state.items):
        main_step("uploaden", f"Upload de bestanden van {year}", jaar=year)
    elif state.nieuw:
        main_step("publiceren", f"Naar publiceren van {year}", jaar=year)
        link("factsheet", f"Bekijk het concept van {year}", jaar=year, concept="ja")
    else:
        verb = "Ga naar" if state.jaar + 1 in stores.current().years() else "Begin met"
        main_step("begin", f"{verb} {state.jaar + 1}", jaar=str(state.jaar + 1))
        link("factsheet", f"Bekijk de factsheet van {year}", jaar=year)
