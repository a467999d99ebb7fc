"""One wijk beside the municipality; a wijkcoördinator sees only their own."""

from __future__ import annotations

from factsheet import screen, settings
from factsheet.access import MANAGEMENT, REDACTEUR, WIJKCOORDINATOR, Visitor, page
from factsheet.literal import st


@page("Wijk", roles={WIJKCOORDINATOR, MANAGEMENT, REDACTEUR}, order=20)
def wijk(visitor: Visitor) -> None:
    screen.style()
    if not visitor.wijken:
        st.title("Wijk", anchor=False)
        st.info("Aan uw account is nog geen wijk gekoppeld. Vraag de beheerder om uw wijk.")
        return
    area = screen.choose_area(visitor)
    if area is None:
        return
    shown = screen.choose_year(visitor, "wijk")
    if shown is None:
        return
    town = settings.current()
    st.title(f"{area.naam} in {shown.jaar}", anchor=False)
    st.markdown(f"De cijfers van {area.naam}, met die van heel {town.gemeente.naam} ernaast.")
    screen.qr(f"{town.adres}/wijk?wijk={area.slug}&jaar={shown.jaar}", f"Deze pagina: {area.naam}, {shown.jaar}")
    screen.sections(screen.drawn_of(shown, area))
    screen.edition_line(shown)
