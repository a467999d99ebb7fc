"""The log: who did what, when, about which figures or text and why; searched as a whole."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from markupsafe import Markup

from factsheet import settings as factsheet_settings
from factsheet import store as stores
from factsheet.access import accounts
from factsheet.literal import st
from factsheet.markup.tables import table
from factsheet.narrate import notation
from factsheet.report import count_of
from factsheet.screen.links import address
from factsheet.sections import SECTIONS
from factsheet.settings import Settings
from factsheet.store import LogEntry
from factsheet.store.codes import ANSWERED
from schemas import SCHEMAS, titled

PAGE = 50
SHOWN = "log aantal"
HEAD = ("Wanneer", "Wie", "Wat", "Waarover", "Bijzonderheden")
# What happened, in words that say it by themselves.
WORDS = {
    "aangeboden": "aangeboden ter controle",
    "andere tientallen": "gepubliceerd met andere tientallen",
    "bevestigd": "punt bevestigd",
    ANSWERED: "gezegd wat een code is",
    "bestand verbeterd": "cel verbeterd bij het uploaden",
    "reden toch gebruikt": "reden gebruikt ondanks de controle",
    "toch gepubliceerd": "gepubliceerd met open punten",
    "uitnodiging gemaakt": "link voor wachtwoord gemaakt",
}
MONTHS = [notation.day(date(2000, month, 1)).split()[1] for month in range(1, 13)]
PARTS = {"titel": "titel", "intro": "inleiding", "uitleg": "uitleg", "duiding": "duiding"}


@dataclass(frozen=True)
class Line:
    """A line of the log as it is read. `who` and `what` are as they were kept, `year` is when it was."""

    cells: tuple[str, ...]
    who: str
    what: str
    year: str
    link: str | None

    @functools.cached_property
    def searched(self) -> str:
        return " ".join(self.cells).lower()


def log() -> None:
    """The whole log, newest first, with what to look for."""
    found = _all_lines()
    search = st.text_input("Zoek in het log", key="log zoek", on_change=_from_the_top)
    left, middle, right = st.columns(3)
    with left:
        who = _chosen("Wie", "Iedereen", {line.who: line.cells[1] for line in found})
    with middle:
        what = _chosen("Wat", "Alles", {line.what: line.cells[2] for line in found})
    with right:
        year = _chosen("Jaar van de gebeurtenis", "Alle jaren", {line.year: line.year for line in found})
    _show(matching(found, search, who, what, year))


def _all_lines() -> Sequence[Line]:
    """Made again when there is another line, or when an account or wijk is called otherwise."""
    store, settings = stores.current(), factsheet_settings.current()
    people = {account.name: accounts.called(account) for account in store.accounts()}
    names = repr((people, [(wijk.code, wijk.naam) for wijk in settings.wijken]))
    # With the moment: after a backup was put back, numbers are given out again.
    last = [f"{entry.id}@{entry.at.isoformat()}" for entry in store.log_entries(1)]
    return _made(f"{last} {names}", lambda: lines(store.log_entries(limit=None), people, settings))


@st.cache_resource(max_entries=4, show_spinner="Het log wordt gelezen…")
def _made(key: str, _make: Callable[[], list[Line]]) -> list[Line]:  # noqa: ARG001 - the key tells logs apart
    return _make()


def lines(entries: Iterable[LogEntry], people: Mapping[str, str], settings: Settings) -> list[Line]:
    """The lines in words: accounts as they are called now, wijken by name, and no figures."""
    wijken = {wijk.code: wijk.naam for wijk in settings.wijken}
    codes = re.compile("|".join(wijken))
    return [
        Line(
            cells=(
                _when(at := notation.dutch_time(entry.at)),
                people.get(entry.who, entry.who),
                WORDS.get(entry.what, entry.what),
                _about(entry),
                codes.sub(lambda code: wijken[code[0]], _details(entry)),
            ),
            who=entry.who,
            what=entry.what,
            year=str(at.year),
            link=_link(entry),
        )
        for entry in entries
    ]


def matching(found: Sequence[Line], search: str, who: str | None, what: str | None, year: str | None) -> list[Line]:
    """The lines that hold every word of the search, of this person, event and year where those are chosen."""
    words = search.lower().split()
    return [
        line
        for line in found
        if who in {None, line.who}
        and what in {None, line.what}
        and year in {None, line.year}
        and all(word in line.searched for word in words)
    ]


def _chosen(label: str, nothing: str, names: Mapping[str, str]) -> str | None:
    return st.selectbox(
        label,
        sorted(names, key=lambda name: names[name].lower()),
        index=None,
        format_func=names.__getitem__,
        key=f"log {label}",
        on_change=_from_the_top,
        placeholder=nothing,
    )


def _show(found: Sequence[Line]) -> None:
    """The first page, and more when that is asked."""
    if not found:
        st.info("Er is niets gevonden. Zoek op minder woorden, of kies minder filters.")
        return
    many, shown = count_of(len(found), "gebeurtenis", "gebeurtenissen"), st.session_state.get(SHOWN, PAGE)
    caption = many if len(found) <= shown else f"{many}. Dit zijn de laatste {shown}"
    with st.container(key="sd-log"):
        st.html(table(caption, HEAD, [_cells(line) for line in found[:shown]], words=True))
    if len(found) > shown:
        st.button(f"Toon {min(PAGE, len(found) - shown)} meer", key="log meer", on_click=_more)


def _cells(line: Line) -> Sequence[str]:
    if line.link is None:
        return line.cells
    when, who, what, about, details = line.cells
    return when, who, what, Markup('<a href="{}">{}</a>').format(line.link, about), details


def _when(at: datetime) -> str:
    """As `notation.moment` says it, which is too slow for a whole log."""
    return f"{at.day} {MONTHS[at.month - 1]} {at.year} {at:%H:%M}"


def _about(entry: LogEntry) -> str:
    if entry.year is None:
        return ""
    return f"{_called(entry.about) if entry.about else 'Factsheet'} {entry.year}"


def _called(about: str) -> str:
    """A dataset or a text in words."""
    if about in SCHEMAS:
        return titled(about)
    section, _, part = about.rpartition(".")
    titles = {one.sleutel: one.titel for one in SECTIONS}
    return f"{titles.get(section, section or 'Factsheet')}, {PARTS.get(part, part)}"


def _details(entry: LogEntry) -> str:
    if entry.reference:
        return f"kenmerk {entry.reference}"
    return stores.without_counts(entry)


def _link(entry: LogEntry) -> str | None:
    """To the versions of the dataset, or to the editions of the year; texts have no page for the beheerder."""
    if entry.year is None or (entry.about and entry.about not in SCHEMAS):
        return None
    return address("versies", jaar=str(entry.year), **({"gegevens": entry.about} if entry.about else {}))


def _from_the_top() -> None:
    st.session_state.pop(SHOWN, None)


def _more() -> None:
    st.session_state[SHOWN] = st.session_state.get(SHOWN, PAGE) + PAGE
