"""`factsheet maak`: an edition as files, for paper, for the web and for who works on with its figures."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from factsheet.cli.calls import DONE, CallError, area, opened, write
from factsheet.cli.reading import asked_edition
from factsheet.export import everything, web
from factsheet.export.taken import taken
from factsheet.settings import Settings

SITE = f"{everything.WEB}/"


def declare(commands: Any) -> None:
    maak = commands.add_parser("maak", help="maakt de bestanden van een editie: pdf, website en cijfers")
    maak.add_argument("--jaar", required=True, type=int)
    which = maak.add_mutually_exclusive_group()
    which.add_argument("--gebied", action="append", metavar="GEBIED", help="naam of code; mag vaker")
    which.add_argument("--alle", action="store_true", help="de gemeente en al haar wijken (zonder --gebied ook)")
    maak.add_argument("--editie", type=int, metavar="NUMMER", help="een eerdere editie van dat jaar")
    maak.add_argument("--ook-embargo", action="store_true", help="ook wat nog onder embargo is")
    maak.add_argument("--naar", required=True, type=Path, metavar="MAP")
    maak.add_argument("--alleen", metavar="SOORTEN", help=f"een of meer van {', '.join(everything.KINDS)}, met komma's")
    maak.set_defaults(run=_maak)


def _maak(call: argparse.Namespace, settings: Settings) -> int:
    kinds, store = _kinds(call.alleen), opened(settings)
    edition = taken(store, asked_edition(call, store), settings)
    areas = [area(name, edition.front) for name in call.gebied] if call.gebied else list(edition.front.areas)
    for part in everything.parts(edition, areas, settings, kinds):
        files = part.make()
        _write(files, call.naar)
        print(f"{part.wat}: {len(files)} {'bestand' if len(files) == 1 else 'bestanden'}")
    return DONE


def _kinds(asked: str | None) -> tuple[str, ...]:
    if asked is None:
        return everything.KINDS
    kinds = tuple(kind.strip() for kind in asked.split(",") if kind.strip())
    unknown = [kind for kind in kinds if kind not in everything.KINDS]
    if unknown or not kinds:
        raise CallError(f"'{', '.join(unknown)}' kan niet gemaakt worden. Kies uit: {', '.join(everything.KINDS)}.")
    return kinds


def _write(files: Mapping[str, bytes], folder: Path) -> None:
    """Write them; a website at once, so that no reader ever gets half of it."""
    site = {path.removeprefix(SITE): body for path, body in files.items() if path.startswith(SITE)}
    if site:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            web.write(site, folder / everything.WEB)
        except FileExistsError as error:
            raise CallError(str(error)) from error
        except OSError as error:
            raise CallError(
                f"In {folder} kan niet geschreven worden. Bestaat de map, en mag u erin schrijven?"
            ) from error
    for path, body in files.items():
        if not path.startswith(SITE):
            write(folder / path, body)
