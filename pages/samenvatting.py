"""The summary for management: one page."""

from __future__ import annotations

from factsheet import screen, settings, summary
from factsheet.access import MANAGEMENT, REDACTEUR, Visitor, page
from factsheet.literal import st


@page("Samenvatting", roles={MANAGEMENT, REDACTEUR}, order=5)
def samenvatting(visitor: Visitor) -> None:
    screen.style()
    shown = screen.choose_year(visitor, "samenvatting")
    if shown is None:
        return
    town = settings.current()
    sheet = screen.sheet_of(shown, town.gemeente)
    st.title(f"Samenvatting {shown.jaar}", anchor=False)
    screen.key_figures(summary.key_figures(sheet, town.samenvatting.kerncijfers))
    st.header("Het jaar in het kort", anchor=False)
    screen.paragraph(summary.text(sheet, town.samenvatting.gewicht))
    st.header("Drie ontwikkelingen die tellen", anchor=False)
    screen.key_figures(summary.developments(sheet, town.samenvatting.gewicht))
    st.header("De wijken naast elkaar", anchor=False)
    st.caption(
        f"▲ is hoger dan heel {town.gemeente.naam}, ▼ is lager. Hoe donkerder het vak, hoe groter het verschil. "
        "Hoger of lager zegt niet of het beter of slechter is."
    )
    names = [column.naam for column in town.samenvatting.kaart]
    st.html(
        screen.heat_table(screen.wijken_of(shown, visitor.wijken), names, f"Wijken in {shown.jaar}", town.gemeente.naam)
    )
    st.header("Wat nog komt", anchor=False)
    screen.still_missing(visitor)
    screen.edition_line(shown)
