"""The factsheet of the whole municipality."""

from __future__ import annotations

from factsheet import screen, settings
from factsheet.access import BEHEERDER, MANAGEMENT, REDACTEUR, WIJKCOORDINATOR, Visitor, page
from factsheet.literal import st


@page("Factsheet", roles={REDACTEUR, WIJKCOORDINATOR, MANAGEMENT, BEHEERDER}, order=10)
def factsheet(visitor: Visitor) -> None:
    screen.style()
    shown = screen.choose_year(visitor, "factsheet")
    if shown is None:
        return
    front = screen.front_of(shown)
    sheet = screen.sheet_of(shown, front.gemeente)
    st.title(sheet.titel, anchor=False)
    screen.revised(shown)
    screen.headline(shown)
    st.markdown(sheet.intro)
    screen.qr(f"{settings.current().adres}/wijk?jaar={shown.jaar}", front.wijkzin)
    screen.sections(screen.rendered_of(shown, front.gemeente))
    screen.edition_line(shown)
