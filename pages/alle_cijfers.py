"""All of a factsheet: every sentence, table and source, of the municipality or of one wijk."""

from __future__ import annotations

from factsheet import screen
from factsheet.access import BEHEERDER, MANAGEMENT, REDACTEUR, WIJKCOORDINATOR, Visitor, page


@page("Alle cijfers", roles={REDACTEUR, WIJKCOORDINATOR, MANAGEMENT, BEHEERDER}, order=25)
def alle_cijfers(visitor: Visitor) -> None:
    bar = screen.page_bar()
    shown = screen.choose_year(visitor, "alle-cijfers", bar)
    if shown is None:
        return
    area = screen.choose_area_or_whole(visitor, shown, bar)
    if area is None:
        return
    bar.title(f"Alle cijfers van {area.met_lidwoord}, {shown.jaar}")
    screen.revised(shown)
    screen.opening(shown, area)
    screen.all_figures(screen.rendered_of(shown, area))
    screen.colophon(shown)
