"""Logging in with the account of the municipality: who its provider (OpenID Connect) says this is → a session of ours.

Streamlit asks the provider, checks the answer (signature, audience, nonce), and keeps it in a cookie that nobody can
take back. So an answer is a ticket here and no more: it opens one session, once, and soon after it was given. From then
on all is as after a password: the same cookie, the same ends, and Beheer can end it.

Roles and wijken are put into the account at every login. The provider is not asked in between, and what Streamlit keeps
of its answer stays what it was, so looking at that at every click would tell nothing new. Who leaves a group has lost
it at the next login, after `sessie_uren` at most; whoever cannot wait for that ends the session on the page Beheer. A
login of the same person elsewhere counts at once in all browsers.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import Any

from factsheet.access import sessions
from factsheet.access.accounts import NAME, called, rights
from factsheet.access.passwords import AccountError
from factsheet.access.sessions import Login
from factsheet.letters import one_line
from factsheet.settings import Aanmelden, Settings
from factsheet.store import Account, Store

FRESH = timedelta(minutes=5)  # more than a browser needs to come back from the provider, also when clocks differ a bit
NAMES = ("preferred_username", "email")
SYSTEM = "systeem"
LONGEST = 50, 100  # of a name and of a display name, so that a number fits behind it

NO_GROUP = "U bent ingelogd als {}, maar u zit niet in een groep die deze app mag gebruiken. Wilt u toegang?"
TOO_MANY = "U bent ingelogd als {}, maar u zit in zoveel groepen dat de gemeente ze niet doorgeeft. Wilt u toegang?"
NO_MFA = (
    "U bent ingelogd als {}, maar zonder tweede controle, zoals een code op uw telefoon. Deze app vraagt die wel. "
    "Log opnieuw in met die controle. Lukt dat niet?"
)
OFF = "Uw account staat uit. Wilt u weer inloggen?"


class NoEntry(AccountError):  # noqa: N818 - as the other refusals
    """The provider knows this person, and they may not come in. The message is a Dutch question for help."""


@dataclass(frozen=True)
class Person:
    """Who the provider says this is. `subject` stays the same whatever they are called; `name` is how we would."""

    subject: str
    name: str
    display_name: str
    roles: frozenset[str]
    wijken: tuple[str, ...]


def enter(store: Store, settings: Settings, claims: Mapping[str, Any], browser: str = "") -> Login | None:
    """Open a session for who the provider says this is; None when that was said too long ago, or used before.

    Raises NoEntry when they may not come in: then nobody gets an account, and who has one and is in no group any more
    is out everywhere.
    """
    ticket = _ticket(store, claims)
    if not settings.aanmelden.groepen or ticket is None:
        return None
    person = _person(settings.aanmelden, claims)
    with store.together():
        if sessions.is_used(store, ticket):
            return None
        known = store.account_of_subject(person.subject)
        refusal = _refusal(settings.aanmelden, claims, known, person)
        account = _changed(store, settings, known, person) if known else None
        if refusal is None:
            account = account or _made(store, settings, person)
            return sessions.log_in(store, account, settings.inloggen, browser, ticket)
        if sessions.may_tell(store, person.subject):
            # Who has no account may be called as somebody who has one, and never did this.
            who, told = (account.name, refusal) if account else (SYSTEM, f"{person.name}: {refusal}")
            store.log(who, "inloggen geweigerd", told)
    raise NoEntry(refusal)


def _ticket(store: Store, claims: Mapping[str, Any]) -> str | None:
    """The ticket that this answer of the provider is; None when it is not of now, or cannot be told from another."""
    issuer, subject, nonce, issued = (claims.get(name) for name in ("iss", "sub", "nonce", "iat"))
    if not (issuer and subject and nonce and isinstance(issued, int | float)):
        return None
    if abs(store.now().timestamp() - issued) > FRESH.total_seconds():
        return None
    return sessions.ticket_of(store, json.dumps([issuer, subject, nonce]))


def _person(rules: Aanmelden, claims: Mapping[str, Any]) -> Person:
    subject = hashlib.sha256(json.dumps([claims["iss"], claims["sub"]]).encode()).hexdigest()
    name = next(_names(claims), f"gebruiker-{subject[:8]}")
    own = [groep for groep in rules.groepen if groep.groep in _values(claims, rules.groepen_kenmerk)]
    roles = frozenset(rol for groep in own for rol in groep.rollen)
    wijken = tuple(sorted({wijk for groep in own for wijk in groep.wijken}))
    return Person(subject, name, _line(claims.get("name"))[: LONGEST[1]] or name, roles, wijken)


def _names(claims: Mapping[str, Any]) -> Iterator[str]:
    """How this person may be called in lists and in the log: as they log in at the municipality."""
    for claim in NAMES:
        plain = unicodedata.normalize("NFKD", _line(claims.get(claim)).lower())
        name = re.sub(r"[^a-z0-9._@+-]", "", plain)[: LONGEST[0]]
        if NAME.fullmatch(name):
            yield name


def _line(value: Any) -> str:
    return one_line(value) if isinstance(value, str) else ""


def _values(claims: Mapping[str, Any], name: str) -> frozenset[str]:
    """What a claim holds: one text, or a list of them."""
    found = claims.get(name)
    return frozenset(one for one in (found if isinstance(found, list | tuple) else [found]) if isinstance(one, str))


def _changed(store: Store, settings: Settings, before: Account, person: Person) -> Account:
    """The account as the provider has this person now."""
    now = store.change_account(before.name, display_name=person.display_name, roles=person.roles, wijken=person.wijken)
    if (before.roles, before.wijken) != (now.roles, now.wijken):
        store.log(SYSTEM, "rechten gewijzigd", _told(now, settings))
    if not now.roles:
        store.revoke_sessions(now.name)
    return now


def _made(store: Store, settings: Settings, person: Person) -> Account:
    """A new account. Who is called as somebody else gets a number behind their name: it is never the same account."""
    taken = {SYSTEM, *(account.name for account in store.accounts())}
    name = next(name for number in count(1) if (name := _numbered(person.name, number)) not in taken)
    account = store.add_account(
        name, person.display_name, roles=person.roles, wijken=person.wijken, subject=person.subject
    )
    store.log(SYSTEM, "account gemaakt", _told(account, settings))
    return account


def _numbered(name: str, number: int) -> str:
    return name if number == 1 else f"{name}-{number}"


def _told(account: Account, settings: Settings) -> str:
    return f"{called(account)}: {rights(account, settings) or 'geen rollen'}, volgens de groepen van de gemeente"


def _refusal(rules: Aanmelden, claims: Mapping[str, Any], account: Account | None, person: Person) -> str | None:
    """Why this person may not come in; None when they may."""
    if account is not None and not account.active:
        return OFF
    if not person.roles:
        unsaid = rules.groepen_kenmerk in (claims.get("_claim_names") or {}) or claims.get("hasgroups")
        return (TOO_MANY if unsaid else NO_GROUP).format(person.display_name)
    if rules.mfa_vereist and rules.mfa_waarde not in _values(claims, rules.mfa_kenmerk):
        return NO_MFA.format(person.display_name)
    return None
