"""In whose name a command does something: an account that may do that, else who is logged in on this computer."""

from __future__ import annotations

import argparse
import os
import pwd
from collections.abc import Sequence

from factsheet.access import ROLES
from factsheet.cli.calls import CallError
from factsheet.store import Account

LONGEST = 60
HELP = "in wiens naam: een account met de goede rol; zonder: wie deze opdracht geeft"


def declare_door(command: argparse.ArgumentParser, *, required: bool = False) -> None:
    command.add_argument("--door", required=required, metavar="NAAM", help=HELP)


def in_name_of(door: str | None, people: Sequence[Account], role: str) -> str:
    """Who the log says did it: "anna", or "systeem:jan — anna" where anna is no account with this role.

    Anybody on this computer can type any name, so one that says nothing of them never stands there alone. Where there
    are real accounts a name that is none of them is refused: it is a mistake. Raises CallError.
    """
    system = f"systeem:{system_user()}"
    if door is None:
        return system
    account = next((one for one in people if one.name == door.strip().lower()), None)
    if account and account.active and role in account.roles:
        return account.name
    if account is None and any(not one.demo for one in people):
        raise CallError(_unknown(door, people, role))
    if not 1 <= len(door.strip()) <= LONGEST:
        raise CallError(f"Schrijf achter --door een naam van 1 tot {LONGEST} tekens.")
    return f"{system} — {' '.join(door.split())}"


def system_user() -> str:
    """Who gives the command, as the computer knows them; nothing in the environment can say otherwise."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())


def _unknown(door: str, people: Sequence[Account], role: str) -> str:
    able = [one.name for one in people if one.active and role in one.roles]
    known = (
        f"Noem achter --door een account met de rol {ROLES[role]}: {', '.join(able)}."
        if able
        else (f"Er is nog geen account met de rol {ROLES[role]}.")
    )
    return f"Er is geen account '{door.strip()[:LONGEST]}'. {known} Of maak het: factsheet gebruiker maak --help"
