"""The checklist of a year, what readers will see change, the review, and the button that publishes it."""

from __future__ import annotations

from factsheet import screen
from factsheet.access import REDACTEUR, Visitor, page
from factsheet.literal import st
from factsheet.screen import collecting, outcome, progressing, publishing, starting


@page("Publiceren", roles={REDACTEUR}, order=40)
def publiceren(visitor: Visitor) -> None:
    bar = screen.page_bar("Publiceren")
    year = screen.choose_data_year(bar)
    if year is None:
        return
    outcome.show(progressing.RESULT)
    state = progressing.progress_of(year, privacy=True)
    progressing.lines(state, visitor)
    starting.own_drafts(visitor, only=year)
    if publishing.is_ready(state):
        publishing.reader_effect(state)
        publishing.reviewing(state, visitor)
        publishing.publish_button(state, visitor)
    st.header("Edities", anchor=False)
    publishing.editions(year)
    collecting.everything_of(year, visitor)
