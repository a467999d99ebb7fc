"""What is there and what is missing for a year, and the button that publishes it."""

from __future__ import annotations

import streamlit as st

from factsheet import screen
from factsheet.access import REDACTEUR, Visitor, page
from factsheet.screen import publishing


@page("Publiceren", roles={REDACTEUR}, order=40)
def publiceren(visitor: Visitor) -> None:
    screen.style()
    st.title("Publiceren", anchor=False)
    year = screen.choose_data_year()
    if year is None:
        return
    publishing.checklist(year)
    publishing.cautions(year)
    publishing.publish_button(year, visitor)
    st.header("Edities", anchor=False)
    publishing.editions(year)
