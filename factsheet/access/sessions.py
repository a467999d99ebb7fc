"""Logins: how many attempts, which token, and whose it is now. Without Streamlit, so that the server can ask too."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import jwt

from factsheet import settings as factsheet_settings
from factsheet.access import roles
from factsheet.access.keys import cookie_key
from factsheet.access.roles import Visitor
from factsheet.settings import Inloggen, Settings
from factsheet.store import Account, Limit, Session, Store, StoreError

COOKIE = "factsheet-sessie"
KNOWN = "factsheet-browser"
KNOWN_LASTS = timedelta(days=180)
HOST = "__Host-"  # a browser takes such a cookie only over https, for this very host
TICKET_LASTS = timedelta(minutes=2)
# What is used again within it was kept as used already: a write per click is not needed.
USED = timedelta(minutes=1)
WINDOW = timedelta(minutes=15)
PAUSE = timedelta(minutes=1)
FAILURES_PER_USER_AND_ADDRESS = 5
# From all addresses together. One address alone cannot come so far: what is slowed down is 20 in 15 minutes.
FAILURES_PER_USER = 50
FAILURES_PER_ADDRESS = 50  # a whole town hall may share one address
FLOOD = 1_000  # from one address: no people, and each try costs the server a quarter of a second


@dataclass(frozen=True)
class Attempt:
    """One attempt to log in that was let through; `forget` it when it was good."""

    store: Store
    ids: tuple[int, ...]
    own: str

    def forget(self) -> None:
        """The password was right: this attempt and the failed ones before it from the same place no longer count."""
        self.store.forget_attempts(self.ids, [self.own])


def attempt(store: Store, name: str, address: str | None, known: str | None = None) -> Attempt | None:
    """Let an attempt to log in through, and count it; None when it has to wait, because there were too many.

    Nobody is locked out: what is over a limit goes slowly, and what others try from elsewhere does not count in a
    browser where this user logged in before (`known`, see `known_browser`). Counting comes first, so that a hundred
    attempts at the same moment are a hundred. Names are kept only as a keyed hash, known and unknown ones alike: people
    type a password where the name belongs.
    """
    address = address or "lokaal"
    own = _digest(store, f"k {name} {known}" if known else f"b {name} {address}")
    limits = [Limit(own, FAILURES_PER_USER_AND_ADDRESS, own)]
    if not known:
        of_user, of_address = _digest(store, f"n {name}"), _digest(store, f"a {address}")
        limits += [Limit(of_user, FAILURES_PER_USER, of_user), Limit(of_address, FAILURES_PER_ADDRESS, own)]
        limits += [Limit(of_address, FLOOD, of_address)]
    now = store.now()
    ids = store.count_attempt(limits, since=now - WINDOW, pause=now - PAUSE)
    return None if ids is None else Attempt(store, ids, own)


def may_tell(store: Store, subject: str) -> bool:
    """Whether the log gets a line that the provider's answer about this person was refused; of too many not each.

    Such an answer opens nothing, so it can be sent again, and nobody takes a line out of the log.
    """
    key, now = _digest(store, f"r {subject}"), store.now()
    limit = Limit(key, FAILURES_PER_USER_AND_ADDRESS, key)
    return store.count_attempt([limit], since=now - WINDOW, pause=now - PAUSE) is not None


def known_token(store: Store, account: Account) -> str:
    """The token for the browser of who logged in: it opens nothing, and knows that browser again."""
    claims = {"browser": secrets.token_urlsafe(16), "of": _digest(store, f"n {account.name}")}
    return jwt.encode(claims, cookie_key(store), algorithm="HS256")


def known_browser(store: Store, name: str, token: str | None) -> str | None:
    """Which browser this is, when this user logged in there before."""
    claims = _claims(store, token, "browser", "of")
    return claims["browser"] if claims and claims["of"] == _digest(store, f"n {name}") else None


def _digest(store: Store, text: str) -> str:
    return hmac.new(cookie_key(store).encode(), text.encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True)
class Login:
    """A login that was just opened: its token, and the ticket with which its browser fetches that as a cookie, once."""

    token: str
    ticket: str


def log_in(
    store: Store, account: Account, inloggen: Inloggen | None = None, browser: str = "", ticket: str = ""
) -> Login:
    """Open a session. The password was checked before, or what the provider said; then `ticket` is that answer's."""
    lasts, ticket, now = inloggen or Inloggen(), ticket or secrets.token_urlsafe(32), store.now()
    store.open_session(
        account.name,
        jti := _jti(store, ticket),
        now + timedelta(hours=lasts.sessie_uren),
        idle=timedelta(minutes=lasts.stil_minuten),
        browser=browser,
        cookie_until=now + TICKET_LASTS,
    )
    store.log(account.name, "ingelogd", browser)
    return Login(_token(store, account, jti), ticket)


def ticket_of(store: Store, answer: str) -> str:
    """The ticket of one answer of the provider: always the same, and unknown to whoever saw that answer."""
    return _digest(store, f"i {answer}")


def is_used(store: Store, ticket: str) -> bool:
    """Whether a session was opened with this ticket, however it ended."""
    return store.was_opened(_jti(store, ticket))


def fetch(store: Store, ticket: str) -> tuple[str, Session] | None:
    """The token for the cookie of who has this ticket, with its session; None when it was used or is too late."""
    jti = _jti(store, ticket)
    session = store.fetch_cookie(jti)
    return (_token(store, session.account, jti), session) if session else None


def _jti(store: Store, ticket: str) -> str:
    """Nobody can find it from the ticket, which passes a browser's script, without the key of the server."""
    return _digest(store, f"t {ticket}")


def _token(store: Store, account: Account, jti: str) -> str:
    claims = {"jti": jti, "username": account.name, "version": _version(account)}
    return jwt.encode(claims, cookie_key(store), algorithm="HS256")


def _version(account: Account) -> int | str:
    """What a login rests on: a password, or the settings with which the provider's answer was read.

    So with other groups, or once MFA is asked, who came in by the old settings logs in again.
    """
    if account.subject is None:
        return account.credential_version
    return hashlib.sha256(repr(factsheet_settings.current().aanmelden).encode()).hexdigest()


def session_of(store: Store, token: str | None) -> Session | None:
    """The live session of this token; None whenever anything is amiss.

    The store is asked every time: a revoked session, a new password, a deactivated or deleted account works at once.
    """
    claims = _claims(store, token, "jti", "username", "version")
    session = store.session(claims["jti"]) if claims else None
    if claims is None or session is None:
        return None
    account = session.account
    if (account.name, _version(account)) != (claims["username"], claims["version"]):
        return None
    return session if may_log_in(store, account) else None


def account_of(store: Store, token: str | None) -> Account | None:
    """The account that this token is a live login of."""
    session = session_of(store, token)
    return session.account if session else None


def visitor_of(store: Store, token: str | None) -> Visitor | None:
    """The visitor with this token, roles and wijken as the store has them now; None when the login is no good.

    That it is used now is kept.
    """
    session = session_of(store, token)
    if session is None:
        return None
    if store.now() - session.last_used >= USED:
        # Who only reads goes on reading where nothing can be written.
        with suppress(StoreError):
            store.use_session(session.id)
    return roles.visitor(session, token)


def may_log_in(store: Store, account: Account) -> bool:
    """An active account whose way in is open; a demo account only in a store that holds the example.

    Which ways are open the settings of the installation say. They are asked here, so that no door can forget to.
    """
    aanmelden = factsheet_settings.current().aanmelden
    open_ = aanmelden.wachtwoorden if account.subject is None else bool(aanmelden.groepen)
    return open_ and account.can_log_in and (not account.demo or store.is_example)


def log_out(store: Store, token: str | None) -> None:
    """End the session of this token, so that a copy of the cookie is worth nothing."""
    claims = _claims(store, token, "jti", "username", "version")
    if claims is not None:
        store.revoke_session(claims["jti"])
        store.log(claims["username"], "uitgelogd")


def cookie_of(cookies: Mapping[str, str], settings: Settings, name: str = COOKIE) -> str | None:
    """A cookie of ours. Where the app has https only that which a page without it, or another host, cannot have set."""
    plain = None if settings.adres.startswith("https://") else cookies.get(name)
    return cookies.get(f"{HOST}{name}") or plain


def _claims(store: Store, token: str | None, *required: str) -> dict[str, Any] | None:
    if not token:
        return None
    try:
        claims: dict[str, Any] = jwt.decode(
            token, cookie_key(store), algorithms=["HS256"], options={"require": list(required)}
        )
    except jwt.InvalidTokenError:
        return None
    return claims
