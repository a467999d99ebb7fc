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
    told = screen.summary_of(shown)
    bar.title(f"Samenvatting {shown.jaar}")
    screen.revised(shown)
    screen.headline(shown)
    screen.key_figures(told.kerncijfers, shown.jaar)
    screen.downloads(shown, screen.front_of(shown).gemeente)
    screen.developments(shown)
    screen.wijken_on_maps(shown, visitor)
    screen.wijken_table(shown)
    screen.targets(shown)
    screen.beside_others(shown)
    screen.edition_line(shown)
