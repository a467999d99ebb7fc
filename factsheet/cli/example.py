"""`factsheet voorbeeld`: the example years in an empty store, published, with accounts to try it."""

from __future__ import annotations

import argparse
import tomllib
from pathlib import Path
from typing import Any

from factsheet import editorial
from factsheet import store as stores
from factsheet.access import accounts
from factsheet.cli.calls import DONE
from factsheet.cli.files import examined
from factsheet.factcheck import check_sheet
from factsheet.release import publish as publication
from factsheet.release import review
from factsheet.release.snapshot import Concept
from factsheet.settings import VOORBEELD, Settings
from factsheet.store import Store, StoreError

EXAMPLE = "voorbeeld"


def declare(commands: Any) -> None:
    example = commands.add_parser("voorbeeld", help="laadt en publiceert de voorbeeldjaren in een lege opslag")
    example.add_argument("--als-leeg", action="store_true", help="doe niets als de opslag niet leeg is")
    example.set_defaults(run=_voorbeeld)


def _voorbeeld(call: argparse.Namespace, settings: Settings) -> int:
    store = stores.current()
    if store.years() or store.accounts():
        if call.als_leeg:
            return DONE
        raise StoreError("Er staan al gegevens in de opslag. Het voorbeeld kan alleen in een lege opslag.")
    store.mark_as_example()
    accounts.add_demo_accounts(store, settings)
    if not settings.aanmelden.wachtwoorden:
        print(f"De voorbeeldaccounts werken hier niet. {accounts.PASSWORDS_OFF}")
    for folder in sorted(VOORBEELD.glob("[0-9]*")):
        year = int(folder.name)
        files = [one.checked for one in examined(sorted(folder.glob("*.csv")), store, settings)]
        store.save(files, who=EXAMPLE, reason=EXAMPLE)
        _example_texts(folder / "teksten.toml", year, store, settings)
        if settings.vier_ogen:
            _approve(store, year, settings)
        publication.publish(store, year, who=EXAMPLE, settings=settings)
        print(f"Voorbeeld {year} geladen en gepubliceerd.")
    return DONE


def _approve(store: Store, year: int, settings: Settings) -> None:
    """Where four eyes are asked, the example was looked at too; by nobody who can log in."""
    content = review.content(store, year, settings)
    review.offer(store, year, who=EXAMPLE, content=content, note=None, settings=settings)
    review.approve(store, year, who=f"{EXAMPLE} (nagekeken)", content=content, note=None, settings=settings)


def _example_texts(path: Path, year: int, store: Store, settings: Settings) -> None:
    """Keep the texts of one example year: strings are fixed texts, a table `duiding` is an editorial text."""
    concept = Concept(publication.concept(store, year, settings).tables, {}, year)
    for key, text in tomllib.loads(path.read_text(encoding="utf-8")).items():
        if isinstance(text, str):
            store.set_text(year, key, text, EXAMPLE)
            continue
        for part, body in text.items():
            if part == "duiding":
                editorial.keep(store, key, _example_duiding(body, concept, settings), year=year, who=EXAMPLE)
            else:
                store.set_text(year, f"{key}.{part}", body, EXAMPLE)


def _example_duiding(raw: dict[str, str], concept: Concept, settings: Settings) -> editorial.Duiding:
    """An editorial text, judged as the page does. Raises StoreError when it needs a source or a reason and has none."""
    sheet = concept.sheet(settings.gemeente)
    names = editorial.live(sheet.cijfers, sheet.jaar, sheet.area.naam)
    written = editorial.compose(raw["tekst"], raw.get("bron"), names, sheet.jaar)
    filled = editorial.fill(written, sheet.cijfers, sheet.jaar, sheet.area.naam)
    findings = check_sheet(filled.tekst, sheet, settings, concept.sheet, sourced=bool(written.bron))
    return editorial.with_reasons(written, [finding.fragment for finding in findings], raw.get("reden"))
