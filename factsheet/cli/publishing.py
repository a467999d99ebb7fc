"""Commands of who publishes: what is still to do, and the next edition."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from factsheet.access import REDACTEUR
from factsheet.cli.calls import DONE, CallError, opened
from factsheet.cli.datetimes import moment
from factsheet.cli.door import declare_door, in_name_of
from factsheet.cli.printing import print_json, progress_document
from factsheet.factcheck import confirm_reason
from factsheet.narrate import notation
from factsheet.progress import GROUPS, Item, Progress, progress, rewritten
from factsheet.reason import ReasonRefused, checked
from factsheet.release import publish as publication
from factsheet.release import review
from factsheet.release.privacy import GivesAway
from factsheet.settings import Settings
from factsheet.store import Edition, Store, StoreError


def declare(commands: Any) -> None:
    status = commands.add_parser("status", help="wat er nog moet gebeuren voordat een jaar gepubliceerd kan worden")
    status.add_argument("--jaar", required=True, type=int)
    status.add_argument("--json", action="store_true")
    status.set_defaults(run=_status)

    publiceer = commands.add_parser("publiceer", help="maakt de volgende editie van een jaar")
    publiceer.add_argument("--jaar", required=True, type=int)
    declare_door(publiceer, required=True)
    publiceer.add_argument("--reden", metavar="TEKST", help="wat er anders is dan in de vorige editie")
    publiceer.add_argument(
        "--toch", metavar="TEKST", help="waarom het mag, ondanks de controle van de reden of de tientallen; in het log"
    )
    publiceer.add_argument(
        "--weglaten", metavar="TEKST", help="waarom weg mag wat een klein aantal verraadt; dat staat dan in het log"
    )
    publiceer.add_argument(
        "--embargo", metavar="MOMENT", help="tot dan alleen voor management en redactie: '3-5-2026 9:00'"
    )
    publiceer.set_defaults(run=_publiceer)


def _publiceer(call: argparse.Namespace, settings: Settings) -> int:
    store = opened(settings)
    who = in_name_of(call.door, store.accounts(), REDACTEUR)
    flagged = _flagged(call, store, settings)
    edition = _published_edition(call, store, who, settings)
    if flagged:
        store.log(who, "reden toch gebruikt", f"ondanks de controle: {flagged}", year=call.jaar)
    print(f"Factsheet {edition.year} gepubliceerd, editie {edition.number}.")
    if edition.embargo:
        print(f"Tot {notation.moment(edition.embargo)} zien alleen management en redactie deze editie.")
    return DONE


def _published_edition(call: argparse.Namespace, store: Store, who: str, settings: Settings) -> Edition:
    """The next edition; with --weglaten without the facts that tell too much, one by one until it is safe."""
    embargo = None if call.embargo is None else _embargo(call.embargo, store)
    toch = (call.toch or "").strip()
    while True:
        try:
            return publication.publish(
                store, call.jaar, who=who, reason=call.reden, settings=settings, embargo=embargo, reprint=toch
            )
        except publication.Reprinted as refused:
            raise StoreError(f"{refused} Doe dat achter --toch.") from None
        except GivesAway as refused:
            _leave_out(refused, call, store, who)


def _leave_out(refused: GivesAway, call: argparse.Namespace, store: Store, who: str) -> None:
    """Leave out the first fact that may be. Raises StoreError where there is none, or no reason why it may."""
    done = review.confirmed(store, call.jaar)
    first = next((offer for offer in refused.offers if offer.about not in done), None)
    if first is None:
        raise refused
    if not call.weglaten:
        raise StoreError(f"{refused} Of laat het hier weg: schrijf achter --weglaten waarom dat mag.") from None
    review.confirm(store, call.jaar, first.about, who=who, note=call.weglaten, title=f"Laat {first.naam} weg")
    print(f"Weggelaten: {first.naam}.")


def _flagged(call: argparse.Namespace, store: Store, settings: Settings) -> str:
    """What the log says of a reason that the fact check flags. Raises ReasonRefused when it may not stay."""
    if not call.reden or publication.missing(store, call.jaar):
        return ""
    sheet = publication.concept(store, call.jaar, settings).sheet(settings.gemeente)
    reason = checked(call.reden, settings)
    try:
        return confirm_reason(reason, sheet, (call.toch or "").strip(), settings)
    except ReasonRefused as refused:
        raise ReasonRefused(f"{refused} Doe dat achter --toch.") from None


def _embargo(text: str, store: Store) -> datetime:
    """Raises CallError for a moment that is over: publishing at once is another thing than was asked."""
    until = moment(text)
    if until <= store.now():
        raise CallError(f"Het embargo tot {notation.moment(until)} is al voorbij. Kies een later moment.")
    return until


def _status(call: argparse.Namespace, settings: Settings) -> int:
    store = opened(settings)
    found = _progress(store, call.jaar, settings)
    if call.json:
        print_json(progress_document(found))
    else:
        for line in _lines(found, _published(store, call.jaar)):
            print(line)
    return DONE


def _progress(store: Store, year: int, settings: Settings) -> Progress:
    if publication.missing(store, year):
        return progress(store, year, settings)
    concept = publication.concept(store, year, settings)
    otherwise = rewritten(store, year, settings, concept)
    sheet = concept.sheet(settings.gemeente)
    return progress(store, year, settings, sheet, otherwise, privacy=lambda: publication.privacy(store, concept))


def _published(store: Store, year: int) -> str:
    last = store.last_edition(year)
    if last is None:
        return "Er is nog niets gepubliceerd."
    later = f", onder embargo tot {notation.moment(last.public_from)}" if last.public_from > store.now() else ""
    return f"Editie {last.number} is gepubliceerd{later}."


def _lines(found: Progress, published: str) -> Iterator[str]:
    yield f"Factsheet {found.jaar}: {found.standing.stand if found.nieuw else 'niets nieuws'}. {published}"
    for group in GROUPS:
        items = [item for item in found.items if item.groep == group]
        if items:
            yield from ("", group)
            yield from (_line(item) for item in items)
    yield ""
    yield _what_now(found)


def _line(item: Item) -> str:
    return f"  {item.stand:<8} {item.titel}: {' '.join(item.uitleg.split())}"


def _what_now(found: Progress) -> str:
    if found.open:
        return f"Nog {len(found.open)} te doen voordat {found.jaar} gepubliceerd kan worden."
    if not found.nieuw:
        return f"Lezers hebben de laatste cijfers en teksten van {found.jaar}."
    look = f" Kijk eerst na: {len(found.to_look_at)}." if found.to_look_at else ""
    return f"{found.jaar} kan gepubliceerd worden.{look}"
