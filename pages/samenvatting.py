"""The summary for management: one page."""

from __future__ import annotations

from factsheet import screen
from factsheet.access import MANAGEMENT, REDACTEUR, Visitor, page
from factsheet.literal import st


@page("Samenvatting", roles={MANAGEMENT, REDACTEUR}, order=5)
def samenvatting(visitor: Visitor) -> None:
    screen.style()
    shown = screen.choose_year(visitor, "samenvatting")
    if shown is None:
        return
    gemeente, told = screen.front_of(shown).gemeente.naam, screen.summary_of(shown)
    st.title(f"Samenvatting {shown.jaar}", anchor=False)
    screen.revised(shown)
    screen.headline(shown)
    screen.key_figures(told.kerncijfers)
    st.header("Het jaar in het kort", anchor=False)
    screen.paragraph(told.zinnen)
    if told.ontwikkelingen:
        st.header("Drie ontwikkelingen die tellen", anchor=False)
        screen.key_figures(told.ontwikkelingen)
    st.header("De wijken naast elkaar", anchor=False)
    st.caption(
        f"▲ is hoger dan heel {gemeente}, ▼ is lager, ≈ is niet duidelijk anders. "
        "Hoe donkerder het vak, hoe groter het verschil. "
        "Hoger of lager zegt niet of het beter of slechter is."
    )
    st.html(screen.heat_table(told.wijken, told.kolommen, f"Wijken in {shown.jaar}", gemeente))
    st.header("Wat nog komt", anchor=False)
    screen.still_missing(visitor)
    screen.edition_line(shown)
