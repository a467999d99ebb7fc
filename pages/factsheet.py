"""The factsheet of the whole municipality: two sheets of paper on the screen."""

from __future__ import annotations

from factsheet import screen, settings
from factsheet.access import BEHEERDER, MANAGEMENT, REDACTEUR, WIJKCOORDINATOR, Visitor, page


@page("Factsheet", roles={REDACTEUR, WIJKCOORDINATOR, MANAGEMENT, BEHEERDER}, order=10)
def factsheet(visitor: Visitor) -> None:
    bar = screen.page_bar()
    shown = screen.choose_year(visitor, "factsheet", bar)
    if shown is None:
        return
    front = shown.front
    sheet = screen.sheet_of(shown, front.gemeente)
    bar.title(sheet.titel)
    screen.revised(shown)
    screen.opening(shown, front.gemeente, shown.summary.kerncijfers, sheet.intro)
    screen.cards(shown)
    screen.wijken_on_maps(shown, visitor)
    screen.link("alle-cijfers", f"Alle cijfers van {shown.jaar}", jaar=str(shown.jaar))
    screen.colophon(shown, f"{settings.current().adres}/wijk?jaar={shown.jaar}", front.wijkzin)
