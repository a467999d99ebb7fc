"""Links to other pages of this application. A link in markdown would open a new tab."""

from __future__ import annotations

from typing import NoReturn
from urllib.parse import urlencode

from factsheet.access.downloads import FOLDER
from factsheet.literal import st
from factsheet.settings import Area


def link(path: str, label: str, **query: str) -> None:
    """A link to the page with this path, in the same tab: `link("wijk", "Naar Noord", wijk="noord")`."""
    # Streamlit finds the page by its address alone; the function of this one is never called.
    st.page_link(st.Page(_elsewhere, title=label, url_path=path), label=label, query_params=query or None)


def main_step(path: str, label: str, **query: str) -> None:
    """The link to the one next step that matters most on a page, as a button."""
    with st.container(key="sd-hoofdstap"):
        link(path, label, **query)


def address(path: str, **query: str) -> str:
    """The address of a page as it stands in HTML on another page."""
    return f"{path}?{urlencode(query)}"


def file_address(jaar: int, editie: int, area: Area, naam: str) -> str:
    """The address of a file of an edition, as it stands in HTML on a page."""
    return f"{FOLDER.lstrip('/')}{jaar}/{editie}/{area.slug}/{naam}"


def go(path: str, **query: str) -> NoReturn:
    """Go to the page with this path now; not from a callback."""
    st.switch_page(st.Page(_elsewhere, title=path, url_path=path), query_params=query or None)


def _elsewhere() -> None:
    """Stands for a page that the app script registered."""
