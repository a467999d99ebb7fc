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
    town = settings.current()
    sheet = screen.sheet_of(shown, town.gemeente)
    st.title(sheet.titel, anchor=False)
    st.markdown(sheet.intro)
    screen.qr(f"{town.adres}/wijk?jaar={shown.jaar}", town.teksten["wijken"])
    screen.sections(screen.drawn_of(shown, town.gemeente))
    screen.edition_line(shown)
