"""Correct the figures of a year in the browser, see what readers will see, and keep them."""

from __future__ import annotations

from factsheet import screen
from factsheet.access import REDACTEUR, Visitor, page
from factsheet.literal import st
from factsheet.screen import editing


@page("Bewerken", roles={REDACTEUR}, order=32)
def bewerken(visitor: Visitor) -> None:
    screen.style()
    st.title("Bewerken", anchor=False)
    year = screen.choose_data_year()
    if year is None:
        return
    screen.true_counts()
    at = editing.open_session(editing.choose_dataset(year), year, visitor)
    editing.outcome(year)
    if at is None:
        return
    editing.overtaken(at)
    editing.grid(at)
    editing.remove_rows(at)
    editing.paste(at)
    editing.problems(at)
    editing.own_changes(at)
    editing.comparison(at)
    editing.reader_effect(at)
    editing.save(at)
