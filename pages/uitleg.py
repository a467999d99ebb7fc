"""Terms and method, for everybody who can log in."""

from __future__ import annotations

from factsheet import screen, settings
from factsheet.access import BEHEERDER, MANAGEMENT, REDACTEUR, WIJKCOORDINATOR, Visitor, page
from factsheet.explain import TERMS
from factsheet.literal import st


@page("Uitleg", roles={REDACTEUR, WIJKCOORDINATOR, MANAGEMENT, BEHEERDER}, order=60)
def uitleg(visitor: Visitor) -> None:  # noqa: ARG001 - the same for everybody
    screen.page_bar("Uitleg")
    st.header("Begrippen", anchor=False)
    st.html(screen.table("Begrippen in deze factsheet", ("Begrip", "Wat het betekent", "Let op"), TERMS, words=True))
    st.header("Hoe de cijfers gemaakt worden", anchor=False)
    screen.explanation(settings.current())
