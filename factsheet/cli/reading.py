"""Commands that show what is published: the factsheet, and the tables under it."""

from __future__ import annotations

import argparse
from typing import Any

from factsheet.cli.calls import DONE, CallError, area, opened
from factsheet.cli.printing import print_json
from factsheet.export.document import as_document
from factsheet.export.plain import as_text
from factsheet.release import publish as publication
from factsheet.release.snapshot import published
from factsheet.settings import Settings
from factsheet.store import Edition, Store, StoreError


def declare(commands: Any) -> None:
    toon = commands.add_parser("toon", help="toont een jaar zoals lezers het nu zien")
    toon.add_argument("--gebied", metavar="GEBIED", help="naam of code van een wijk; zonder: de gemeente")
    toon.set_defaults(run=_toon)

    tabel = commands.add_parser("tabel", help="toont een gepubliceerde tabel zoals lezers die nu zien")
    tabel.add_argument("--dataset", required=True)
    tabel.set_defaults(run=_tabel)

    for command in (toon, tabel):
        command.add_argument("--jaar", required=True, type=int)
        command.add_argument("--editie", type=int, metavar="NUMMER", help="een eerdere editie van dat jaar")
        command.add_argument("--ook-embargo", action="store_true", help="ook wat nog onder embargo is")
        command.add_argument("--json", action="store_true")


def _toon(call: argparse.Namespace, settings: Settings) -> int:
    store = opened(settings)
    edition = asked_edition(call, store)
    kept = published(store, edition, settings)
    sheet = kept.sheet(area(call.gebied, kept.front))
    said = kept.summary.kop if sheet.area.is_gemeente else None
    kop = said.tekst if said else ""
    if call.json:
        print_json(as_document(sheet, edition.number, kop))
    else:
        print(as_text(sheet, edition.number, kept.front, settings.adres, kop), end="")
    return DONE


def _tabel(call: argparse.Namespace, settings: Settings) -> int:
    store = opened(settings)
    tables = store.tables(asked_edition(call, store).id)
    if call.dataset not in tables:
        raise CallError(f"'{call.dataset}' is geen gepubliceerde tabel. Kies uit: {', '.join(sorted(tables))}.")
    rows = tables[call.dataset].filter(tables[call.dataset]["jaar"] == call.jaar)
    print(rows.write_json() if call.json else rows.write_csv(separator=";", decimal_comma=True).rstrip("\n"))
    return DONE


def asked_edition(call: argparse.Namespace, store: Store) -> Edition:
    """The edition that counts, or the one that was asked for. Of an embargo nothing is told to who does not ask."""
    year, early = call.jaar, call.ook_embargo
    last = publication.seen(store, year, early=early)
    if last is None:
        known = ", ".join(map(str, publication.seen_years(store, early=early))) or "nog geen enkel jaar"
        raise StoreError(f"Over {year} is niets gepubliceerd. Wel gepubliceerd: {known}.")
    if call.editie is None:
        return last
    edition = publication.opened(store, year, call.editie, early=early)
    if edition is None:
        raise StoreError(f"Editie {call.editie} van {year} is er niet. Nu geldt editie {last.number}.")
    return edition
