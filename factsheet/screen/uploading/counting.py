"""A file with one row per indication: over which year it is counted, how that was done, and what was left out."""

from __future__ import annotations

from markupsafe import Markup

from factsheet.literal import st
from factsheet.markup.tables import bullets
from factsheet.screen.uploading.upload_session import Upload, work_on

FIRST, LAST = 2000, 2100


def messages(file: Upload) -> None:
    """How a file of records was counted; asks for the year when nothing tells it."""
    recorded = file.found.recorded
    if recorded is None:
        if file.file.origin and file.file.origin.asks_year:
            _ask_year(file.key, "Bij welk jaar horen deze cijfers?")
        return
    if recorded.year is None:
        _ask_year(file.key, "Over welk jaar moet dit bestand geteld worden?")
    lines = [*recorded.messages, *(left.message for left in recorded.excluded)]
    if lines:
        html = Markup("<h2>{}</h2><p>Geteld uit dit bestand. De rijen zelf worden niet bewaard.</p>{}")
        st.html(html.format(file.name, bullets(lines)))


def _ask_year(key: str, question: str) -> None:
    widget = f"jaar-{key}"
    st.number_input(
        question,
        FIRST,
        LAST,
        value=None,
        step=1,
        format="%d",
        key=widget,
        on_change=_answered,
        args=(key, widget),
    )


def _answered(key: str, widget: str) -> None:
    work = work_on(key)
    work.year = st.session_state.get(widget)
    work.parts = ()
    work.changed()
