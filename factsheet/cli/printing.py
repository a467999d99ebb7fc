"""What commands print: reports of files and accounts as lines and as JSON documents."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from factsheet.intake import Examined
from factsheet.progress import Progress
from factsheet.settings import Settings
from factsheet.store import Account


def print_json(document: Any) -> None:
    print(json.dumps(document, ensure_ascii=False, indent=1, default=str))


def print_reports(found: Iterable[Examined]) -> None:
    for one in found:
        file = one.checked
        dialect = file.read_as
        signs = f", {dialect.separator!r}, {dialect.decimal!r}" if dialect.separator else ""
        what = f"{file.dataset} {file.year}" if file.dataset else "niet herkend"
        rows = count(one.recorded.indicaties if one.recorded else file.rows.height, "rij", "rijen")
        print(f"{file.name}: {what}, {rows}, gelezen als {dialect.encoding}{signs}")
        for note in (*file.notes, *_record_messages(one)):
            print(f"  {note}")
        for code in one.recorded.unknown if one.recorded else ():
            known = f", {code.categorie}" if code.categorie else ""
            number = count(code.indicaties, "indicatie", "indicaties")
            print(f"  onbekende code {code.code} ({code.wet}{known}): {number}")
        for problem in file.problems:
            where = [f"rij {problem.row}" if problem.row else "", f"kolom {problem.column}" if problem.column else ""]
            place = ", ".join(part for part in where if part)
            print(f"  {problem.severity}{f' ({place})' if place else ''}: {problem.message}")


def _record_messages(found: Examined) -> list[str]:
    """How records were counted, and what could not be."""
    if found.recorded is None:
        return []
    return [*found.recorded.messages, *(left.message for left in found.recorded.excluded)]


def report_document(found: Examined) -> dict[str, Any]:
    file = found.checked
    dialect = file.read_as
    return {
        "bestand": file.name,
        "dataset": file.dataset,
        "jaar": file.year,
        "rijen": found.recorded.indicaties if found.recorded else file.rows.height,
        "gelezen_als": {
            "codering": dialect.encoding,
            "scheidingsteken": dialect.separator,
            "decimaalteken": dialect.decimal,
            "uitleg": [*file.notes, *_record_messages(found)],
        },
        **({"onbekende_codes": [asdict(code) for code in found.recorded.unknown]} if found.recorded else {}),
        "problemen": [
            {
                "ernst": problem.severity,
                "rij": problem.row,
                "kolom": problem.column,
                "waarde": problem.value,
                "melding": problem.message,
                "voorstel": problem.suggestion,
            }
            for problem in file.problems
        ],
    }


def account_document(person: Account, settings: Settings) -> dict[str, Any]:
    return {
        "naam": person.name,
        "volledige_naam": person.display_name,
        "rollen": sorted(person.roles),
        "wijken": [wijk.naam for wijk in settings.wijken if wijk.code in person.wijken],
        "actief": person.active,
    }


def account_line(person: Account, settings: Settings) -> str:
    wijken = ", ".join(wijk.naam for wijk in settings.wijken if wijk.code in person.wijken)
    place = f" voor {wijken}" if wijken else ""
    way = "" if person.subject is None else " (account van de gemeente)"
    return f"{person.name}: {', '.join(sorted(person.roles))}{place}{way}{'' if person.active else ' (uitgezet)'}"


def count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def progress_document(found: Progress) -> dict[str, Any]:
    """What `factsheet status --json` tells."""
    return {
        "jaar": found.jaar,
        "stand": found.standing.stand,
        "nieuw": found.nieuw,
        "editie": found.editie,
        "items": [
            {
                "groep": item.groep,
                "titel": item.titel,
                "stand": item.stand,
                "uitleg": item.uitleg,
                "pagina": item.pagina,
                "vraag": dict(item.vraag),
            }
            for item in found.items
        ],
    }
