"""The head of a page in one line: its title, and what can be chosen. Whose account it is stands at its right end."""

from __future__ import annotations

from dataclasses import dataclass

from streamlit.delta_generator import DeltaGenerator

from factsheet.literal import st


@dataclass(frozen=True)
class Bar:
    """The two places in the head: what is put in them later still stands on this line."""

    heading: DeltaGenerator
    choices: DeltaGenerator

    def title(self, text: str) -> None:
        """The title of the page, once per run."""
        with self.heading:
            st.title(text, anchor=False)


def page_bar(title: str = "") -> Bar:
    """The head of a page; its title may come later, when it is known what the page shows."""
    with st.container(key="sd-paginakop", horizontal=True, vertical_alignment="center"):
        bar = Bar(st.container(key="sd-paginatitel"), st.container(key="sd-keuzes", horizontal=True, width="content"))
    if title:
        bar.title(title)
    return bar
