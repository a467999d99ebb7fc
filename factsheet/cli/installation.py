"""The command that checks the settings of this installation."""

from __future__ import annotations

import argparse
from typing import Any

from factsheet import geography
from factsheet.cli.calls import DONE, NOT_GOOD
from factsheet.cli.printing import count, print_json
from factsheet.narrate.text import listing
from factsheet.settings import Settings, SettingsFileError, path, read, shown_path
from factsheet.summary import figures_known


def declare(commands: Any) -> None:
    instellingen = commands.add_parser("instellingen", help="controleert gemeente.toml en zegt wat er mis is, en waar")
    instellingen.add_argument("--json", action="store_true")
    # It reads the settings itself: that they cannot be read is what it may have to say.
    instellingen.set_defaults(run=_instellingen, settings=lambda: None)


def _instellingen(call: argparse.Namespace, _: None) -> int:
    try:
        found = read(path(), figures_known)
        geography.read(path().parent, found)
    except SettingsFileError as error:
        if not call.json:
            raise
        problems = [{"plaats": problem.place, "melding": problem.message} for problem in error.problems]
        print_json({"bestand": error.file, "goed": False, "problemen": problems})
        return NOT_GOOD
    if call.json:
        print_json({"bestand": shown_path(path()), "goed": True, "problemen": [], "instellingen": found.as_dict()})
    else:
        print(_summary(found))
    return DONE


def _ways_in(found: Settings) -> str:
    rules = found.aanmelden
    mfa = f"; {rules.mfa_kenmerk} moet {rules.mfa_waarde} hebben" if rules.mfa_vereist else ", zonder controle op MFA"
    return (
        f"Inloggen gaat met het account van de gemeente ({count(len(rules.groepen), 'groep', 'groepen')}{mfa}). "
        f"Wachtwoorden van de app staan {'aan' if rules.wachtwoorden else 'uit'}."
    )


def _summary(found: Settings) -> str:
    klassen = listing([f"{count(len(v.klassen), 'klasse', 'klassen')} ({v.sleutel})" for v in found.vormen])
    parts = [
        count(len(found.wijken), "wijk", "wijken"),
        f"{count(len(found.lagen), 'laag', 'lagen')} van de piramide",
        f"{klassen} van begeleiding",
        count(len(found.producten), "product", "producten"),
        count(len(found.samenvatting.kerncijfers), "kerncijfer", "kerncijfers"),
    ]
    lines = [
        f"{shown_path(path())} is goed. Gelezen: {found.gemeente.naam} ({found.gemeente.code}), {', '.join(parts)}, "
        f"prijzen van {found.basisjaar}, aantallen afgerond op {found.publicatie.tiental}."
    ]
    if found.aanmelden.groepen:
        lines.append(_ways_in(found))
    own = found.gemeente.naam
    lines += [
        f"{wijk.naam} ({wijk.code}) heet net als de gemeente. Op schermen en in bestanden staat daarom '{wijk.naam}'."
        for wijk in found.wijken
        if wijk.naam == f"Wijk {own}"
    ]
    if drawn := geography.map_file(path().parent):
        lines.append(f"De kaart van de wijken komt uit {shown_path(drawn)}.")
    return "\n".join(lines)
