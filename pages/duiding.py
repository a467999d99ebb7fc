"""What an editor adds to the figures: a text per section, and the fixed texts."""

from __future__ import annotations

from factsheet import screen
from factsheet.access import REDACTEUR, Visitor, page
from factsheet.literal import st
from factsheet.screen import editorial_page, fixed_texts


@page("Duiding", roles={REDACTEUR}, path="duiding", order=35)
def duiding(visitor: Visitor) -> None:
    bar = screen.page_bar("Duiding")
    year = screen.choose_data_year(bar)
    session = editorial_page.open_session(year) if year is not None else None
    if session is None:
        return
    editorial_page.to_do(session)
    part = editorial_page.choose_section(session)
    if part is not None:
        left, right = st.columns(2, gap="large")
        with left:
            editorial_page.generated(part)
        with right:
            editorial_page.editor(session, part, visitor)
        editorial_page.history(session, part)
    fixed_texts.fixed_texts(session, part, visitor)
    editorial_page.bring_into_view(session, part)
