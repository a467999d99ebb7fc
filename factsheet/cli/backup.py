"""Commands about the store as a whole: a copy of it, and putting one back."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from factsheet import store as stores
from factsheet.access import BEHEERDER
from factsheet.cli.calls import DONE, CallError
from factsheet.cli.door import declare_door, in_name_of
from factsheet.settings import Settings
from factsheet.store import StoreError


def declare(commands: Any) -> None:
    kopie = commands.add_parser("kopie", help="maakt een kopie van de opslag, ook terwijl de toepassing draait")
    kopie.add_argument("--overschrijf", action="store_true", help="zet de kopie over een bestand dat er al is")
    kopie.set_defaults(run=_kopie)

    herstel = commands.add_parser("herstel", help="zet een kopie terug en houdt de opslag van ervoor")
    herstel.set_defaults(run=_herstel)

    for command in (kopie, herstel):
        command.add_argument("bestand", type=Path, metavar="BESTAND")
        declare_door(command)


def _kopie(call: argparse.Namespace, settings: Settings) -> int:  # noqa: ARG001 - all commands are called alike
    if call.bestand.exists() and not call.overschrijf:
        raise CallError(f"{call.bestand} bestaat al. Kies een andere naam, of voeg --overschrijf toe.")
    who = _who(call)
    stores.copy(call.bestand)
    print(f"De kopie staat in {call.bestand} en is nagekeken. Bewaar haar veilig: alle accounts staan erin.")
    try:
        stores.current().log(who, "kopie gemaakt", str(call.bestand.resolve()))
    except StoreError as error:
        print(f"In het logboek staat dit niet. {error}")
    return DONE


def _herstel(call: argparse.Namespace, settings: Settings) -> int:  # noqa: ARG001
    if not call.bestand.is_file():
        raise CallError(f"{call.bestand} kan niet gelezen worden. Bestaat het bestand, en mag u het openen?")
    kept = stores.restore(call.bestand, who=_who(call))
    print(f"{call.bestand} is teruggezet. Iedereen moet opnieuw inloggen. Accounts en wachtwoorden zijn die van toen.")
    if kept is not None:
        print(f"De opslag van ervoor staat in {kept}.")
    return DONE


def _who(call: argparse.Namespace) -> str:
    try:
        people = stores.current().accounts()
    except StoreError:
        people = []  # a store that is broken is what a copy is put back for
    return in_name_of(call.door, people, BEHEERDER)
