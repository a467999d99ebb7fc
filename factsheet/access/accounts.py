"""Accounts and invitations; without Streamlit, so that the command line shares every rule."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from factsheet.access.passwords import AccountError, hash_password, is_password
from factsheet.access.roles import BEHEERDER, MANAGEMENT, REDACTEUR, ROLES, WIJKCOORDINATOR
from factsheet.access.sessions import attempt, may_log_in
from factsheet.parse import area_hint
from factsheet.settings import Settings
from factsheet.store import Account, Link, Session, Store

NAME = re.compile(r"[a-z0-9][a-z0-9._@+-]{0,59}")
INVITATION = "uitnodiging"
FIRST = "eerste beheerder"
PASSWORDS_OFF = (
    "Inloggen met een wachtwoord staat uit: iedereen logt in met het account van de gemeente. "
    "Zie wachtwoorden in [aanmelden] van gemeente.toml."
)
# The same for a link that is wrong, over or used.
USED_UP = (
    "Deze link klopt niet, of is al gebruikt of verlopen. Vraag de beheerder om een nieuwe. "
    "Is er nog geen beheerder? Start dan de server opnieuw: die toont een nieuwe link."
)


def clean_name(name: str) -> str:
    """The name as it is kept. Raises AccountError when it cannot be a name."""
    name = name.strip().lower()
    if not NAME.fullmatch(name):
        raise AccountError(
            "Gebruik voor de gebruikersnaam 1 tot 60 tekens: letters zonder accent, cijfers en . _ - @ +. "
            "Begin met een letter of cijfer."
        )
    return name


def create(
    store: Store,
    settings: Settings,
    name: str,
    display_name: str,
    *,
    roles: Iterable[str],
    wijken: Iterable[str] = (),
    who: str,
) -> Account:
    """Make an account without a password; `invite` gives it one. Wijken by name or code.

    Raises AccountError for a wrong name, role or wijk, or without passwords; StoreError when the name is taken.
    """
    _with_passwords(settings)
    name = clean_name(name)
    display_name = _clean_display_name(display_name)
    roles, wijken = _clean_rights(settings, roles, wijken)
    with store.together():
        account = store.add_account(name, display_name, roles=roles, wijken=wijken)
        store.log(who, "account gemaakt", f"{called(account)}: {rights(account, settings)}")
    return account


def everyone(store: Store) -> list[Account]:
    """All accounts, by name."""
    return store.accounts()


def set_rights(
    store: Store, settings: Settings, name: str, *, roles: Iterable[str], wijken: Iterable[str] = (), who: str
) -> Account:
    """Give an account other roles and wijken; works at the next click of who is logged in."""
    _of_ours(store.account(name), "De rollen komen uit de groepen van de gemeente. Wijzig ze daar.")
    roles, wijken = _clean_rights(settings, roles, wijken)
    with store.together():
        if BEHEERDER not in roles:
            _keep_an_administrator(store, name)
        account = store.change_account(name, roles=roles, wijken=wijken)
        store.log(who, "rechten gewijzigd", f"{called(account)}: {rights(account, settings)}")
    return account


def deactivate(store: Store, name: str, *, who: str) -> None:
    """Let nobody in with this account any more; who is logged in is out at the next click."""
    with store.together():
        _keep_an_administrator(store, name)
        account = store.change_account(name, active=False)
        store.revoke_sessions(name)
        store.log(who, "account uitgezet", called(account))


def activate(store: Store, name: str, *, who: str) -> None:
    with store.together():
        store.log(who, "account aangezet", called(store.change_account(name, active=True)))


def delete(store: Store, name: str, *, who: str) -> None:
    """Delete an account; what it saved and published stays."""
    with store.together():
        _keep_an_administrator(store, name)
        account = store.account(name)
        store.delete_account(name)
        store.log(who, "account verwijderd", called(account) if account else name)


def end_session(store: Store, name: str, session: str, *, who: str) -> Session | None:
    """End one login of an account; who sits there is out at the next click. None when it had ended already."""
    with store.together():
        ended = store.end_session(name, session)
        if ended:
            store.log(who, "sessie beëindigd", f"{called(ended.account)}: {ended.browser}".removesuffix(": "))
    return ended


def change_password(store: Store, settings: Settings, name: str, old: str, new: str) -> Account:
    """Change one's own password. Ends every session of the account, this one too.

    Raises AccountError when the old password is wrong or the new one too weak.
    """
    account = store.account(name)
    if account is None or not account.can_log_in:
        raise AccountError(f"Er is geen account met de naam {name}.")
    if account.demo:
        raise AccountError("Het wachtwoord van een voorbeeldaccount kunt u niet wijzigen.")
    # Who logged in is known, so what others try does not count here.
    allowed = attempt(store, name, None, known="wachtwoord wijzigen")
    if allowed is None or not is_password(old, account.password_hash):
        raise AccountError("Uw huidige wachtwoord klopt niet. Na 5 keer kan het nog maar één keer per minuut.")
    allowed.forget()
    password_hash = _hashed(new, account.name, account.display_name, settings)
    with store.together():
        changed = store.set_password_hash(name, password_hash)
        store.log(name, "wachtwoord gewijzigd", called(account))
    return changed


def _hashed(password: str, name: str, display_name: str, settings: Settings) -> str:
    return hash_password(password, name, display_name, settings.gemeente.naam)


def _clean_display_name(display_name: str) -> str:
    display_name = " ".join(display_name.split())
    if not 1 <= len(display_name) <= 100:  # noqa: PLR2004
        raise AccountError("Vul een naam in van 1 tot 100 tekens, zoals collega's die kennen.")
    return display_name


def _with_passwords(settings: Settings) -> None:
    if not settings.aanmelden.wachtwoorden:
        raise AccountError(PASSWORDS_OFF)


def _of_ours(account: Account | None, instead: str) -> None:
    """Refuse what the municipality itself decides of its accounts."""
    if account is not None and account.subject is not None:
        raise AccountError(f"{called(account)} logt in met het account van de gemeente. {instead}")


def _clean_rights(
    settings: Settings, roles: Iterable[str], wijken: Iterable[str]
) -> tuple[frozenset[str], tuple[str, ...]]:
    roles = frozenset(roles)
    if not roles or not roles <= ROLES.keys():
        raise AccountError(f"Kies een of meer rollen uit: {', '.join(ROLES)}.")
    codes = tuple(_wijk_code(settings, wijk) for wijk in wijken)
    if (WIJKCOORDINATOR in roles) != bool(codes):
        raise AccountError("Geef een wijkcoördinator een of meer wijken, en alleen een wijkcoördinator.")
    return roles, codes


def _wijk_code(settings: Settings, wijk: str) -> str:
    area = settings.area(wijk)
    if area is None or area.is_gemeente:
        raise AccountError(f"'{wijk}' is geen wijk van {settings.gemeente.naam}. {area_hint(wijk, settings.wijken)}")
    return area.code


def _keep_an_administrator(store: Store, name: str) -> None:
    able = [account.name for account in store.accounts() if may_log_in(store, account) and BEHEERDER in account.roles]
    if able == [name]:
        raise AccountError(f"{name} is de enige beheerder. Maak eerst een andere beheerder.")


def called(account: Account) -> str:
    """An account as colleagues know it, with the name to log in with: "Anna Jansen (anna)"."""
    return f"{account.display_name} ({account.name})"


def rights(account: Account, settings: Settings) -> str:
    """The roles of an account, with the wijken that it may see, by name."""
    roles = ", ".join(ROLES.get(role, role) for role in sorted(account.roles))
    wijken = ", ".join(wijk.naam for wijk in settings.wijken if wijk.code in account.wijken)
    return f"{roles} ({wijken})" if wijken else roles


# Invitations: one-time links with which somebody chooses a password


def invite(store: Store, settings: Settings, name: str, *, who: str) -> str:
    """A one-time address where this account chooses a password. An earlier one stops working.

    Raises AccountError for an account that gets no password of its own, StoreError when there is no such account.
    """
    _with_passwords(settings)
    account = store.account(name)
    _of_ours(account, "Daar hoort geen wachtwoord van deze app bij.")
    if account is not None and account.demo:
        raise AccountError("Een voorbeeldaccount heeft al een wachtwoord.")
    with store.together():
        address = _one_time(store, settings, INVITATION, name)
        store.log(who, "uitnodiging gemaakt", called(account) if account else name)
    return address


def first_administrator(store: Store, settings: Settings) -> str | None:
    """The one-time address where the first administrator makes an account; None when there is an account, or when
    the first is who comes in by a group of the municipality."""
    return None if store.accounts() or not settings.aanmelden.wachtwoorden else _one_time(store, settings, FIRST, None)


def find_invitation(store: Store, token: str) -> Link | None:
    """The invitation while it is good; its account is None for the first administrator."""
    return store.link(_sha256(token))


def choose_password(store: Store, settings: Settings, token: str, password: str) -> Account:
    """Use an invitation up. Raises AccountError when it is no good or the password too weak (then it stays good)."""
    _with_passwords(settings)
    link = find_invitation(store, token)
    if link is None or link.account is None:
        raise AccountError(USED_UP)
    password_hash = _hashed(password, link.account.name, link.account.display_name, settings)
    with store.together():
        account = store.use_link_for_password(_sha256(token), password_hash)
        if account is None:
            raise AccountError(USED_UP)
        store.log(account.name, "wachtwoord gekozen", called(account))
    return account


def become_first_administrator(
    store: Store, settings: Settings, token: str, name: str, display_name: str, *, password: str
) -> Account:
    """Make the first account, with the link of the server's console. Raises AccountError as `choose_password` does."""
    _with_passwords(settings)
    name = clean_name(name)
    display_name = _clean_display_name(display_name)
    password_hash = _hashed(password, name, display_name, settings)
    with store.together():
        account = store.use_link_for_first_account(
            _sha256(token), name, display_name, role=BEHEERDER, password_hash=password_hash
        )
        if account is None:
            raise AccountError(USED_UP)
        store.log(account.name, "eerste beheerder gemaakt", called(account))
    return account


def _one_time(store: Store, settings: Settings, purpose: str, name: str | None) -> str:
    token = secrets.token_urlsafe(32)
    store.add_link(_sha256(token), purpose=purpose, account=name, expires=link_until(store, settings))
    # Behind the #: what stands there a browser sends to nobody, so it comes in no log of a server on the way.
    return f"{settings.adres}/?{INVITATION}=ja#{token}"


def link_until(store: Store, settings: Settings) -> datetime:
    """Until when a link works that is made now."""
    return store.now() + timedelta(hours=settings.inloggen.link_uren)


def _sha256(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


# The accounts of the example


@dataclass(frozen=True)
class Demo:
    """An account of the example; its password is on the login page for everyone to read."""

    name: str
    display_name: str
    role: str
    password: str = field(repr=False)


DEMO = (
    Demo("redacteur", "Rik Redacteur", REDACTEUR, "cijfers op tafel"),
    Demo("wijkcoordinator", "Wil Wijkcoördinator", WIJKCOORDINATOR, "thuis in de wijk"),
    Demo("management", "Mies Management", MANAGEMENT, "samen vooruit kijken"),
    Demo("beheerder", "Bo Beheerder", BEHEERDER, "sleutels aan de haak"),
)
DEMO_WIJK = "Berflo Es"


def add_demo_accounts(store: Store, settings: Settings) -> None:
    """Make one account per role. Raises AccountError unless the store is marked as the example."""
    if not store.is_example:
        raise AccountError("Voorbeeldaccounts mogen alleen in een opslag met het voorbeeld.")
    wijk = settings.area(DEMO_WIJK) or settings.wijken[0]
    there = {account.name for account in store.accounts()}
    for demo in DEMO:
        if demo.name not in there:
            store.add_account(
                demo.name,
                demo.display_name,
                roles={demo.role},
                wijken=[wijk.code] if demo.role == WIJKCOORDINATOR else [],
                password_hash=hash_password(demo.password),
                demo=True,
            )


def demo_accounts(store: Store) -> list[Demo]:
    """The demo accounts that can log in here; none in a store that is not the example."""
    there = {account.name for account in store.accounts() if account.demo and may_log_in(store, account)}
    return [demo for demo in DEMO if demo.name in there]
