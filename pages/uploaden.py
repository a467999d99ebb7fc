"""Drop the yearly files, see how each was read and what is wrong, mend, and keep them."""

from __future__ import annotations

from factsheet import screen
from factsheet.access import REDACTEUR, Visitor, page
from factsheet.literal import st
from factsheet.screen import uploading


@page("Uploaden", roles={REDACTEUR}, order=30)
def uploaden(visitor: Visitor) -> None:
    screen.page_bar("Uploaden")
    st.markdown("Sleep de bestanden van een jaar hierheen: Excel of CSV. U mag ze allemaal tegelijk kiezen.")
    files = uploading.dropped()
    if not files:
        uploading.last_result()
        uploading.codes(files, visitor)
        uploading.help_per_dataset()
        return
    uploading.overview(files)
    uploading.codes(files, visitor)
    uploading.reports(files)
    screen.true_counts()
    uploading.save_button(files, visitor)
