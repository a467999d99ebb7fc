"""What readers saw on a day that an editor chooses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from factsheet import store as stores
from factsheet.access import Visitor
from factsheet.literal import st
from factsheet.narrate import notation
from factsheet.release import publish as publication
from factsheet.screen.links import link
from factsheet.store import Edition, Store

DAY = "versies dag"
FIRST = date(2000, 1, 1)
DUTCH = ZoneInfo("Europe/Amsterdam")


def seen_on(year: int, visitor: Visitor) -> None:
    """Which edition readers saw at the end of a day; of today, now."""
    st.subheader("Wat zag de lezer op…", anchor=False)
    store = stores.current()
    today = notation.dutch_time(store.now()).date()
    day = st.date_input("Dag", value=today, min_value=FIRST, max_value=today, format="DD-MM-YYYY", key=DAY, width=260)
    if not isinstance(day, date):
        return
    moment = min(last_moment(day), store.now())
    edition = publication.seen(store, year, early=False, at=moment)
    over = moment == last_moment(day)
    ahead = publication.seen(store, year, early=True, at=moment) if visitor.early else None
    st.markdown(" ".join((*_day_messages(store, year, day, edition, over=over), *_ahead(ahead, edition, over=over))))
    if edition:
        link("factsheet", f"Open editie {edition.number}", jaar=str(year), editie=str(edition.number))


def last_moment(day: date) -> datetime:
    """The last moment of a day in the Netherlands."""
    return datetime.combine(day + timedelta(days=1), time(), DUTCH) - timedelta(microseconds=1)


def _day_messages(store: Store, year: int, day: date, edition: Edition | None, *, over: bool) -> Iterator[str]:
    when = f"Aan het eind van {notation.day(day)} zagen lezers" if over else "Nu zien lezers"
    if edition is None:
        yield f"{when} nog niets van {year}: er was nog geen editie." if over else f"{when} nog niets van {year}."
    else:
        since = notation.moment(edition.public_from)
        yield f"{when} editie {edition.number} van {year}. Die is te zien sinds {since}."
    before = publication.seen(store, year, early=False, at=last_moment(day - timedelta(days=1)))
    if before and edition and before.id != edition.id:
        yield f"Aan het begin van de dag was dat editie {before.number}."


def _ahead(ahead: Edition | None, edition: Edition | None, *, over: bool) -> Iterator[str]:
    """What some saw already, and others did not."""
    if ahead and (edition is None or ahead.id != edition.id):
        yield f"Management en redactie {'zagen toen' if over else 'zien'} al editie {ahead.number}, onder embargo."
