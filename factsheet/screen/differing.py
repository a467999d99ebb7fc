"""What differs between two tables, cell by cell. Exact figures: for editors only."""

from __future__ import annotations

from collections.abc import Sequence

from factsheet.editing.compare import Difference
from factsheet.literal import st
from factsheet.markup.tables import table
from factsheet.narrate import notation

MOST = 200


def show(found: Difference, *, was: str = "Was", wordt: str = "Wordt", figures: bool = True) -> None:
    """The cells that differ, under the names of both sides, and the rows that only one of them has.

    Without `figures` only which cells: for who may not see true counts.
    """
    if figures:
        cells = [(f"{change.sleutel}: {change.kolom}", change.was, change.wordt) for change in found.changed]
        _listed("Cellen die verschillen", ("Cel", was, wordt), cells)
    else:
        _listed("Cellen die verschillen", ("Cel",), [(f"{one.sleutel}: {one.kolom}",) for one in found.changed])
    _listed("Rijen die erbij kwamen", ("Rij",), [(row,) for row in found.added])
    _listed("Rijen die weg zijn", ("Rij",), [(row,) for row in found.removed])


def _listed(what: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table of what differs, with how much there is; a long one is cut off."""
    if not rows:
        return
    many = notation.number(len(rows))
    caption = f"{what}: {many}" if len(rows) <= MOST else f"{what}: {many}. Dit zijn de eerste {MOST}"
    st.html(table(caption, head, rows[:MOST]))
