"""The summary on the screen: what changed and why, the wijken, targets, and other areas."""

from __future__ import annotations

from functools import partial

from markupsafe import Markup

from factsheet.edition import Factsheet
from factsheet.literal import st
from factsheet.markup import provenance, summary
from factsheet.screen.cached import Shown, sheet_of
from factsheet.screen.links import address
from factsheet.screen.parts import paragraph


def developments(shown: Shown) -> None:
    """The year in a few sentences, and the three developments that matter most, each with why."""
    told = shown.summary
    st.header("Het jaar in het kort", anchor=False)
    paragraph(told.zinnen)
    if told.ontwikkelingen:
        st.header("Drie ontwikkelingen die tellen", anchor=False)
        st.html(summary.developments(told.ontwikkelingen, _sheet(shown), partial(_section_at, shown.jaar)))


def wijken_table(shown: Shown) -> None:
    """Every wijk beside the municipality in all figures of choice, behind the maps."""
    made = summary.wijken_table(shown.summary, shown.front.gemeente.naam, shown.jaar)
    st.html(provenance.panel("Alle wijken in een tabel", made))


def targets(shown: Shown) -> None:
    """What the council aims at, and whether it was reached; nothing when it aims at nothing."""
    _under("Doelen", summary.targets(_sheet(shown)))


def beside_others(shown: Shown) -> None:
    """The figures that are known elsewhere as well, such as in the Netherlands; nothing when there are none."""
    _under("Naast andere gebieden", summary.beside_others(_sheet(shown)))


def _under(heading: str, made: Markup) -> None:
    if made:
        st.header(heading, anchor=False)
        st.html(made)


def _sheet(shown: Shown) -> Factsheet:
    return sheet_of(shown, shown.front.gemeente)


def _section_at(jaar: int, sleutel: str) -> str:
    return address("alle-cijfers", jaar=str(jaar), deel=sleutel)
