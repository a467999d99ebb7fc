"""Correct the figures of a year in the browser, see what readers will see, and keep them."""

from __future__ import annotations

from factsheet import screen
from factsheet.access import REDACTEUR, Visitor, page
from factsheet.screen import editing


@page("Bewerken", roles={REDACTEUR}, order=32)
def bewerken(visitor: Visitor) -> None:
    bar = screen.page_bar("Bewerken")
    year = screen.choose_data_year(bar)
    if year is None:
        return
    dataset = editing.choose_dataset(year)
    at = editing.open_session(dataset, year, visitor)
    if at is None:
        return
    editing.overtaken(at)
    editing.type_figures(at)
    editing.about_cell(at)
    screen.true_counts()
    editing.problems(at)
    editing.reader_effect(at)
    editing.open_remarks(at)
    editing.own_changes(at)
    editing.comparison(at)
    editing.paste(at)
    editing.save(at)
