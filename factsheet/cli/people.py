"""Commands about accounts."""

from __future__ import annotations

import argparse
from typing import Any

from factsheet import store as stores
from factsheet.access import BEHEERDER, ROLES, accounts, sessions
from factsheet.cli.calls import DONE, Parser
from factsheet.cli.door import declare_door, in_name_of
from factsheet.cli.printing import account_document, account_line, print_json
from factsheet.settings import Settings


def declare(commands: Any) -> None:
    gebruiker = commands.add_parser("gebruiker", help="accounts: lijst, maak, rechten, link, uit, aan, verwijder")
    verbs = gebruiker.add_subparsers(required=True, metavar="HANDELING", parser_class=Parser)

    lijst = verbs.add_parser("lijst", help="alle accounts")
    lijst.add_argument("--json", action="store_true")
    lijst.set_defaults(run=_gebruikers)

    for verb, run, help_text in (
        ("maak", _gebruiker_maak, "maakt een account en toont de link om een wachtwoord te kiezen"),
        ("rechten", _gebruiker_rechten, "geeft een account andere rollen en wijken"),
        ("link", _gebruiker_link, "toont een nieuwe link om een wachtwoord te kiezen"),
        ("uit", _gebruiker_uit, "zet een account uit"),
        ("aan", _gebruiker_aan, "zet een account weer aan"),
        ("verwijder", _gebruiker_verwijder, "verwijdert een account"),
    ):
        command = verbs.add_parser(verb, help=help_text)
        command.add_argument("gebruiker", metavar="GEBRUIKER")
        declare_door(command)
        command.set_defaults(run=run)
        if verb == "maak":
            command.add_argument("--naam", required=True, help="de naam zoals collega's die kennen")
        if verb in {"maak", "rechten"}:
            command.add_argument("--rol", action="append", required=True, choices=sorted(ROLES))
            command.add_argument("--wijk", action="append", default=[], help="alleen voor een wijkcoördinator")


def _who(call: argparse.Namespace) -> str:
    return in_name_of(call.door, stores.current().accounts(), BEHEERDER)


def _gebruikers(call: argparse.Namespace, settings: Settings) -> int:
    people = accounts.everyone(stores.current())
    if call.json:
        print_json([account_document(person, settings) for person in people])
    else:
        for person in people:
            print(account_line(person, settings))
    return DONE


def _gebruiker_maak(call: argparse.Namespace, settings: Settings) -> int:
    store, who, name = stores.current(), _who(call), call.gebruiker
    with store.together():
        made = accounts.create(store, settings, name, call.naam, roles=call.rol, wijken=call.wijk, who=who)
        address = accounts.invite(store, settings, made.name, who=who)
    hours = settings.inloggen.link_uren
    print(f"Account {made.name} gemaakt. Geef deze link door; hij werkt één keer en {hours} uur lang:")
    print(address)
    return DONE


def _gebruiker_rechten(call: argparse.Namespace, settings: Settings) -> int:
    store = stores.current()
    changed = accounts.set_rights(store, settings, call.gebruiker, roles=call.rol, wijken=call.wijk, who=_who(call))
    print(account_line(changed, settings))
    return DONE


def _gebruiker_link(call: argparse.Namespace, settings: Settings) -> int:
    print(accounts.invite(stores.current(), settings, call.gebruiker, who=_who(call)))
    return DONE


def _gebruiker_uit(call: argparse.Namespace, settings: Settings) -> int:  # noqa: ARG001
    accounts.deactivate(stores.current(), call.gebruiker, who=_who(call))
    print(f"{call.gebruiker} kan niet meer inloggen.")
    return DONE


def _gebruiker_aan(call: argparse.Namespace, settings: Settings) -> int:  # noqa: ARG001
    store = stores.current()
    accounts.activate(store, call.gebruiker, who=_who(call))
    account = store.account(call.gebruiker)
    able = account is not None and sessions.may_log_in(store, account)
    print(f"{call.gebruiker} {'kan weer inloggen.' if able else 'staat weer aan, maar kan niet inloggen.'}")
    return DONE


def _gebruiker_verwijder(call: argparse.Namespace, settings: Settings) -> int:  # noqa: ARG001
    accounts.delete(stores.current(), call.gebruiker, who=_who(call))
    print(f"Account {call.gebruiker} verwijderd.")
    return DONE
