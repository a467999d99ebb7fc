"""Which edition of a year a visitor sees, and what the screen says of it.

An edition under embargo is for management and editors. To everybody else it does not exist: no address, message or
control tells it from a number that was never given out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from factsheet import store as stores
from factsheet.literal import st
from factsheet.narrate import notation
from factsheet.release import publish as publication
from factsheet.screen.links import link
from factsheet.store import Edition

NUMBER = re.compile(r"[1-9][0-9]{0,3}")


def choose_edition(editions: Sequence[Edition], here: str) -> Edition:
    """The edition in the address (?editie=) when this visitor may see it, otherwise the one that counts.

    Args:
        editions: those of a year that the visitor may see, newest first; at least one.
        here: the address of the page: a link leads from an older edition to the one that counts.
    """
    counts = editions[0]
    edition = _asked(editions)
    if edition.id != counts.id:
        _tell_older(edition, counts, here)
    if _is_embargoed(edition):
        _tell_embargo(edition)
    return edition


def public_since(edition: Edition) -> str:
    """Since when every reader sees it, or until when they have to wait."""
    if _is_embargoed(edition):
        return f"onder embargo tot {notation.moment(edition.public_from)}"
    return f"gepubliceerd op {notation.day(notation.dutch_time(edition.public_from))}"


def _asked(editions: Sequence[Edition]) -> Edition:
    asked, counts = st.query_params.get("editie"), editions[0]
    if asked is None:
        return counts
    number = int(asked) if NUMBER.fullmatch(asked) else None
    found = next((one for one in editions if one.number == number), None)
    if found is None:
        # The address may hold anything, also markdown: only a number is said back.
        what = f"Editie {number}" if number else "Die editie"
        st.warning(f"{what} van {counts.year} is er niet. U ziet nu editie {counts.number}.")
        del st.query_params["editie"]
    return found or counts


def _tell_older(edition: Edition, counts: Edition, here: str) -> None:
    st.warning(
        f"U leest een oudere editie: editie {edition.number} van {edition.year}, {public_since(edition)}. "
        f"Er is een nieuwere: editie {counts.number}, {public_since(counts)}."
    )
    wijk = st.query_params.get("wijk")
    link(here, f"Naar editie {counts.number}", jaar=str(edition.year), **({"wijk": wijk} if wijk else {}))


def _tell_embargo(edition: Edition) -> None:
    others = publication.seen(stores.current(), edition.year, early=False)
    now = f"zien nu editie {others.number}" if others else f"zien nu nog niets van {edition.year}"
    st.info(
        f"Editie {edition.number} is onder embargo tot {notation.moment(edition.public_from)}. Tot dan zien alleen "
        f"management en redactie deze cijfers. Andere lezers {now}. Deel ze dus nog niet."
    )


def _is_embargoed(edition: Edition) -> bool:
    return edition.public_from > stores.current().now()
