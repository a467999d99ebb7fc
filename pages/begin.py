"""Where an editor starts: what is still to do for this year's factsheet."""

from __future__ import annotations

from factsheet import screen
from factsheet.access import REDACTEUR, Visitor, page
from factsheet.screen import progressing, starting


@page("Dit jaar", roles={REDACTEUR}, path="begin", order=1)
def begin(visitor: Visitor) -> None:
    bar = screen.page_bar("Dit jaar")
    year = starting.choose_working_year(bar)
    state = progressing.progress_of(year)
    progressing.headline(state)
    starting.own_drafts(visitor)
    starting.next_steps(state)
    starting.list_of_work(state)
