"""The summary for management: one page."""

from __future__ import annotations

from factsheet import screen
from factsheet.access import MANAGEMENT, REDACTEUR, Visitor, page


@page("Samenvatting", roles={MANAGEMENT, REDACTEUR}, order=5)
def samenvatting(visitor: Visitor) -> None:
    bar = screen.page_bar()
    shown = screen.choose_year(visitor, "samenvatting", bar)
    if shown is None:
        return
    bar.title(f"Samenvatting {shown.jaar}")
    screen.revised(shown)
    screen.opening(shown, shown.front.gemeente, shown.summary.kerncijfers, "")
    screen.developments(shown)
    screen.wijken_on_maps(shown, visitor)
    screen.wijken_table(shown)
    screen.targets(shown)
    screen.beside_others(shown)
    screen.colophon(shown)
