"""Commands about files: check them, keep them, make an empty one."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from factsheet import store as stores
from factsheet.access import REDACTEUR
from factsheet.cli.calls import DONE, NOT_GOOD, CallError, bytes_of, opened, write
from factsheet.cli.door import declare_door, in_name_of
from factsheet.cli.printing import count, print_json, print_reports, report_document
from factsheet.intake import Dropped, Examined, answering, judge, read, unpacked
from factsheet.records import Answers
from factsheet.report import marked
from factsheet.settings import Settings
from factsheet.store import Store, StoreError
from factsheet.template import template, workbook_template
from factsheet.validate import Checked
from schemas import SCHEMAS, of_year

OF_RECORDS = "over welk jaar een bestand gaat (indicaties, CBS), als dat er niet in staat en niet in de naam"


def declare(commands: Any) -> None:
    controleer = commands.add_parser("controleer", help="leest en controleert bestanden, bewaart niets")
    controleer.add_argument("bestanden", nargs="+", type=Path, metavar="BESTAND")
    controleer.add_argument("--json", action="store_true")
    controleer.add_argument("--jaar", type=int, help=OF_RECORDS)
    controleer.add_argument("--naar", type=Path, metavar="MAP", help="zet daar elk bestand met meldingen als .xlsx")
    controleer.set_defaults(run=_controleer)

    laad = commands.add_parser("laad", help="controleert en bewaart bestanden, samen of geen")
    laad.add_argument("bestanden", nargs="+", type=Path, metavar="BESTAND")
    declare_door(laad, required=True)
    laad.add_argument("--jaar", type=int, help=OF_RECORDS)
    laad.add_argument("--reden", metavar="TEKST", help="waarom de cijfers kloppen, ondanks waarschuwingen")
    laad.set_defaults(run=_laad)

    sjabloon = commands.add_parser("sjabloon", help="een leeg bestand met de goede kolommen en regels")
    sjabloon.add_argument("dataset", choices=sorted(SCHEMAS), metavar="DATASET")
    sjabloon.add_argument("--jaar", required=True, type=int)
    sjabloon.add_argument("--xlsx", action="store_true", help="als Excel-bestand, met keuzelijsten en uitleg")
    sjabloon.add_argument("--naar", type=Path, metavar="BESTAND", help="waar het komt; zonder: op het scherm")
    sjabloon.set_defaults(run=_sjabloon)


def _controleer(call: argparse.Namespace, settings: Settings) -> int:
    dropped = _dropped(call.bestanden, None, settings, call.jaar)
    found = _examined(dropped, None, settings)
    written = _write_marked(call.naar, dropped, [one.checked for one in found]) if call.naar else []
    if call.json:
        print_json([report_document(one) for one in with_tables(found)])
    else:
        print_reports(with_tables(found))
        for path in written:
            print(f"Bestand met meldingen: {path}")
    return NOT_GOOD if any(one.checked.errors for one in with_tables(found)) else DONE


def _laad(call: argparse.Namespace, settings: Settings) -> int:
    store = opened(settings)
    who = in_name_of(call.door, store.accounts(), REDACTEUR)
    found = with_tables(examined(call.bestanden, store, settings, call.jaar))
    print_reports(found)
    if any(one.recorded and one.checked.errors for one in found):
        raise StoreError("Er staan nog fouten in. Er is niets bewaard.")
    # Of records only the tables are kept that were counted from them.
    files = [one.checked for one in found if not one.recorded]
    store.save(files, who=who, reason=call.reden)
    print(f"{count(len(files), 'bestand', 'bestanden')} bewaard.")
    return DONE


def _sjabloon(call: argparse.Namespace, settings: Settings) -> int:
    if call.xlsx and call.naar is None:
        raise CallError("Zeg met --naar BESTAND waar het Excel-bestand moet komen.")
    if call.dataset not in of_year(call.jaar):
        raise CallError(f"Het bestand {call.dataset} is er pas vanaf {SCHEMAS[call.dataset].since}.")
    made = (workbook_template if call.xlsx else template)(call.dataset, call.jaar, settings)
    if call.naar:
        write(call.naar, made)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(made)
    return DONE


def examined(paths: Iterable[Path], store: Store | None, settings: Settings, year: int | None = None) -> list[Examined]:
    """Every file read and checked beside the others; with a store, against its versions and last year's too."""
    return _examined(_dropped(paths, store, settings, year), store, settings)


def _dropped(paths: Iterable[Path], store: Store | None, settings: Settings, year: int | None) -> list[Dropped]:
    """Every file, or the tables that are in it."""
    files = [Dropped(path.name, bytes_of(path), year=year) for path in paths]
    return [part for file in files for part in unpacked(file, store, settings)]


def _examined(files: Sequence[Dropped], store: Store | None, settings: Settings) -> list[Examined]:
    """Codes are what editors said they are, also where nothing else of the store is looked at."""

    def answers() -> Answers:
        return answering(store or stores.existing())()

    return judge(files, [read(file, settings, answers) for file in files], store, settings)


def with_tables(found: Iterable[Examined]) -> list[Examined]:
    """Each file, followed by the tables that were counted from it."""
    return [one for file in found for one in (file, *file.counted)]


def _write_marked(folder: Path, dropped: Sequence[Dropped], files: Sequence[Checked]) -> list[Path]:
    """The marked workbook of each file with problems, in this folder; no two get the same name."""
    written: list[Path] = []
    for one, file in zip(dropped, files, strict=True):
        if file.problems:
            names = (
                f"{Path(one.name).stem}-meldingen{end}.xlsx"
                for end in ("", *(f"-{n}" for n in range(2, len(files) + 1)))
            )
            place = next(folder / name for name in names if folder / name not in written)
            write(place, marked(one.data, file.name, file))
            written.append(place)
    return written
