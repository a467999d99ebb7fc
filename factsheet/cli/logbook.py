"""The command about the log: what stands in it, whether it is whole, and taking away what is too old."""

from __future__ import annotations

import argparse
import json
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from factsheet import store as stores
from factsheet.access import BEHEERDER
from factsheet.cli.calls import DONE, NOT_GOOD, CallError
from factsheet.cli.datetimes import moment
from factsheet.cli.door import declare_door, in_name_of
from factsheet.cli.printing import count
from factsheet.letters import one_line
from factsheet.narrate import notation
from factsheet.settings import Settings
from factsheet.store import LogEntry

NO_TERM = (
    "In gemeente.toml staat niet hoe lang het logboek bewaard blijft. "
    "Zet daar bijvoorbeeld [log] met bewaartermijn_jaren = 7. Er is niets weggehaald."
)


def declare(commands: Any) -> None:
    log = commands.add_parser("log", help="toont wie wat deed, en controleert of het logboek heel is")
    log.add_argument("--json", action="store_true", help="één regel JSON per gebeurtenis")
    log.add_argument("--wie", metavar="NAAM")
    log.add_argument("--wat", metavar="GEBEURTENIS", help="zoals 'cijfers bewaard'")
    log.add_argument("--jaar", type=int, metavar="J", help="het jaar waar de gebeurtenis over gaat")
    log.add_argument("--sinds", type=moment, metavar="MOMENT")
    declare_door(log)
    instead = log.add_mutually_exclusive_group()
    instead.add_argument("--controleer", action="store_true", help="loopt de hele keten na")
    instead.add_argument("--opruimen", action="store_true", help="haalt weg wat ouder is dan de bewaartermijn")
    log.set_defaults(run=_log)


def _log(call: argparse.Namespace, settings: Settings) -> int:
    if call.controleer:
        return _check()
    if call.opruimen:
        return _clear(in_name_of(call.door, stores.current().accounts(), BEHEERDER), settings)
    found = stores.current().log_entries(None, who=call.wie, what=call.wat, year=call.jaar, since=call.sinds)
    for entry in reversed(found):
        print(json.dumps(_document(entry), ensure_ascii=False) if call.json else _line(entry))
    return DONE


def _check() -> int:
    state = stores.current().check_log()
    if state.broken is not None:
        print(
            f"Het logboek is niet heel: de keten breekt bij regel {state.broken}. "
            f"Tot daar {'klopt' if state.lines == 1 else 'kloppen'} {count(state.lines, 'regel', 'regels')}. "
            "Iemand heeft buiten het programma om iets veranderd. Vergelijk met een eerdere kopie."
        )
        return NOT_GOOD
    print(f"Het logboek is heel: {count(state.lines, 'regel', 'regels')}, de laatste is {state.last} ({state.hash}).")
    return DONE


def _clear(who: str, settings: Settings) -> int:
    years = settings.log_bewaartermijn
    if years is None:
        raise CallError(NO_TERM)
    store = stores.current()
    before = _years_ago(store.now().astimezone(ZoneInfo("Europe/Amsterdam")), years)
    gone = count(store.clear_log(before, who), "regel", "regels")
    print(f"Van vóór {notation.moment(before)} is weggehaald: {gone}.")
    return DONE


def _years_ago(now: datetime, years: int) -> datetime:
    """The same day then; of 29 February the day after where there is none."""
    try:
        return now.replace(year=now.year - years)
    except ValueError:
        return now.replace(year=now.year - years, month=3, day=1)


def _document(entry: LogEntry) -> dict[str, Any]:
    return {
        "regel": entry.id,
        "moment": entry.at.isoformat(),
        "wie": entry.who,
        "wat": entry.what,
        "jaar": entry.year,
        "over": entry.about,
        "uitleg": stores.without_counts(entry),
        "kenmerk": entry.reference,
        "keten": entry.hash,
    }


def _line(entry: LogEntry) -> str:
    about = " ".join(str(part) for part in (entry.about, entry.year) if part)
    told = (notation.moment(entry.at), entry.who, entry.what, about, stores.without_counts(entry))
    # A reason of more lines would read as an event of its own, and a terminal does what some signs say.
    return " | ".join(one_line(part) for part in told if part)
