"""One wijk beside the municipality; a wijkcoördinator sees only their own."""

from __future__ import annotations

from factsheet import screen, settings
from factsheet.access import MANAGEMENT, REDACTEUR, WIJKCOORDINATOR, Visitor, page
from factsheet.literal import st


@page("Wijk", roles={WIJKCOORDINATOR, MANAGEMENT, REDACTEUR}, order=20)
def wijk(visitor: Visitor) -> None:
    screen.style()
    shown = screen.choose_year(visitor, "wijk")
    if shown is None:
        return
    area = screen.choose_area(visitor, shown)
    if area is None:
        return
    st.title(f"{area.naam} in {shown.jaar}", anchor=False)
    screen.revised(shown)
    st.markdown(f"De cijfers van {area.met_lidwoord}, met die van heel {screen.front_of(shown).gemeente.naam} ernaast.")
    address = f"{settings.current().adres}/wijk?wijk={area.slug}&jaar={shown.jaar}"
    screen.qr(address, f"Deze pagina: {area.naam}, {shown.jaar}")
    screen.sections(screen.rendered_of(shown, area))
    screen.edition_line(shown)
