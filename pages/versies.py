"""Back in time: every edition and version, what differs between them; and for editors, an older one put back."""

from __future__ import annotations

from factsheet import screen
from factsheet.access import BEHEERDER, REDACTEUR, Visitor, page
from factsheet.literal import st
from factsheet.screen import history


@page("Versies", roles={REDACTEUR, BEHEERDER}, path="versies", order=45)
def versies(visitor: Visitor) -> None:
    bar = screen.page_bar("Versies")
    year = screen.choose_data_year(bar, visitor)
    if year is None:
        return
    edits = visitor.has(REDACTEUR)
    st.header("Edities", anchor=False)
    history.editions(year, visitor)
    history.seen_on(year, visitor)
    history.edition_difference(year, visitor)
    if edits:
        history.restore_edition(year, visitor)
    st.header("Versies van de gegevens", anchor=False)
    if edits:
        screen.true_counts()
    versions = history.choose_versions(year)
    history.versions(versions, visitor)
    history.version_difference(versions, visitor)
    if edits:
        history.restore_version(versions, visitor)
