"""Back in time: every edition and version, what differs between them, and an older one put back."""

from __future__ import annotations

from factsheet import screen
from factsheet.access import REDACTEUR, Visitor, page
from factsheet.literal import st
from factsheet.screen import history


@page("Versies", roles={REDACTEUR}, path="versies", order=45)
def versies(visitor: Visitor) -> None:
    screen.style()
    st.title("Versies", anchor=False)
    year = screen.choose_data_year()
    if year is None:
        return
    st.header("Edities", anchor=False)
    history.editions(year)
    history.seen_on(year)
    history.edition_difference(year)
    history.restore_edition(year, visitor)
    st.header("Versies van de gegevens", anchor=False)
    screen.true_counts()
    versions = history.choose_versions(year)
    history.versions(versions)
    history.version_difference(versions)
    history.restore_version(versions, visitor)
