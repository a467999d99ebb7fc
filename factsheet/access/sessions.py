"""Logins: how many attempts, which token, and whose it is now. Without Streamlit, so that the server can ask too."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import jwt

from factsheet.access import roles
from factsheet.access.keys import cookie_key
from factsheet.access.roles import Visitor
from factsheet.store import Account, Store

COOKIE = "factsheet-sessie"
SESSION_LASTS = timedelta(hours=12)  # a working day, with room
WINDOW = timedelta(minutes=15)
FAILURES_PER_USER_AND_ADDRESS = 5
FAILURES_PER_USER = 20  # from all addresses together
FAILURES_PER_ADDRESS = 50  # a whole town hall may share one address


@dataclass(frozen=True)
class Attempt:
    """One attempt to log in that was let through; `forget` it when it was good."""

    store: Store
    ids: tuple[int, ...]
    keys: tuple[str, ...]

    def forget(self) -> None:
        """The password was right: this attempt and the failed ones of this user no longer count."""
        self.store.forget_attempts(self.ids, self.keys)


def attempt(store: Store, name: str, address: str | None) -> Attempt | None:
    """Let an attempt to log in through, and count it; None when there were too many in the last 15 minutes.

    Counting comes first, so that a hundred attempts at the same moment are a hundred. Names are kept only as a keyed
    hash, known and unknown ones alike: people type a password where the name belongs.
    """
    address = address or "lokaal"
    of_user, of_address, of_both = (
        _digest(store, part) for part in (f"n {name}", f"a {address}", f"b {name} {address}")
    )
    limits = {
        of_both: FAILURES_PER_USER_AND_ADDRESS,
        of_user: FAILURES_PER_USER,
        of_address: FAILURES_PER_ADDRESS,
    }
    ids = store.count_attempt(limits, since=store.now() - WINDOW)
    return None if ids is None else Attempt(store, ids, (of_user, of_both))


def _digest(store: Store, text: str) -> str:
    return hmac.new(cookie_key(store).encode(), text.encode(), hashlib.sha256).hexdigest()


def log_in(store: Store, account: Account) -> str:
    """Open a session and give the token for its cookie. The password was checked before."""
    jti = secrets.token_urlsafe(32)
    store.open_session(account.name, jti, store.now() + SESSION_LASTS)
    store.log(account.name, "ingelogd")
    claims = {"jti": jti, "username": account.name, "version": account.credential_version}
    return jwt.encode(claims, cookie_key(store), algorithm="HS256")


def account_of(store: Store, token: str | None) -> Account | None:
    """The account that this token is a live login of; None whenever anything is amiss.

    The store is asked every time: a revoked session, a new password, a deactivated or deleted account works at once.
    """
    claims = _claims(store, token)
    session = store.session(claims["jti"]) if claims else None
    if claims is None or session is None:
        return None
    account = session.account
    same = (account.name, account.credential_version) == (claims["username"], claims["version"])
    return account if same and may_log_in(store, account) else None


def visitor_of(store: Store, token: str | None) -> Visitor | None:
    """The visitor with this token, roles and wijken as the store has them now; None when the login is no good."""
    account = account_of(store, token)
    return None if account is None else roles.visitor(account, token)


def may_log_in(store: Store, account: Account) -> bool:
    """An active account with a password; a demo account only in a store that holds the example."""
    return account.can_log_in and (not account.demo or store.is_example)


def log_out(store: Store, token: str | None) -> None:
    """End the session of this token, so that a copy of the cookie is worth nothing."""
    claims = _claims(store, token)
    if claims is not None:
        store.revoke_session(claims["jti"])
        store.log(claims["username"], "uitgelogd")


def _claims(store: Store, token: str | None) -> dict[str, Any] | None:
    if not token:
        return None
    try:
        claims: dict[str, Any] = jwt.decode(
            token, cookie_key(store), algorithms=["HS256"], options={"require": ["jti", "username", "version"]}
        )
    except jwt.InvalidTokenError:
        return None
    return claims
