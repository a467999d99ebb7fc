"""One wijk on one sheet, beside the municipality; a wijkcoördinator sees only their own."""

from __future__ import annotations

from factsheet import screen, settings
from factsheet.access import MANAGEMENT, REDACTEUR, WIJKCOORDINATOR, Visitor, page


@page("Wijk", roles={WIJKCOORDINATOR, MANAGEMENT, REDACTEUR}, order=20)
def wijk(visitor: Visitor) -> None:
    bar = screen.page_bar()
    shown = screen.choose_year(visitor, "wijk", bar)
    if shown is None:
        return
    areas = screen.choose_areas(visitor, shown, "wijk", bar)
    if len(areas) == 1:
        [area] = areas
        bar.title(f"{area.naam} in {shown.jaar}")
        screen.revised(shown)
        screen.wijk_sheet(shown, area, visitor)
        address = f"{settings.current().adres}/wijk?wijk={area.slug}&jaar={shown.jaar}"
        screen.colophon(shown, address, f"Deze pagina: {area.naam}, {shown.jaar}")
    elif areas:
        bar.title(f"Mijn wijken in {shown.jaar}")
        screen.revised(shown)
        screen.wijken_side_by_side(shown, areas)
        screen.colophon(shown)
