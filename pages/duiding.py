"""What an editor adds to the figures: a text per section, and the fixed texts."""

from __future__ import annotations

from factsheet import screen
from factsheet.access import REDACTEUR, Visitor, page
from factsheet.literal import st
from factsheet.screen import interpreting, wording


@page("Duiding", roles={REDACTEUR}, path="duiding", order=35)
def duiding(visitor: Visitor) -> None:
    screen.style()
    st.title("Duiding", anchor=False)
    year = screen.choose_data_year()
    desk = interpreting.desk(year) if year is not None else None
    if desk is None:
        return
    interpreting.told(desk.jaar)
    interpreting.to_do(desk)
    part = interpreting.choose_section(desk)
    if part is not None:
        left, right = st.columns(2, gap="large")
        with left:
            interpreting.generated(part)
        with right:
            interpreting.editor(desk, part, visitor)
        interpreting.history(desk, part)
    wording.fixed_texts(desk, part, visitor)
