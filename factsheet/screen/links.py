"""Links to other pages of this application. A link in markdown would open a new tab."""

from __future__ import annotations

from typing import NoReturn

from factsheet.literal import st


def link(path: str, label: str, **query: str) -> None:
    """A link to the page with this path, in the same tab: `link("wijk", "Naar Noord", wijk="noord")`."""
    # Streamlit finds the page by its address alone; the function of this one is never called.
    st.page_link(st.Page(_elsewhere, title=label, url_path=path), label=label, query_params=query or None)


def go(path: str, **query: str) -> NoReturn:
    """Go to the page with this path now; not from a callback."""
    st.switch_page(st.Page(_elsewhere, title=path, url_path=path), query_params=query or None)


def _elsewhere() -> None:
    """Stands for a page that the app script registered."""
