"""Accounts, sessions, failed attempts, one-time links and settings of the installation."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, or_, select
from sqlalchemy.sql.expression import Update

from factsheet.store import tables
from factsheet.store.repository import Repository
from factsheet.store.values import Account, Limit, Link, Session, StoreError

KEEP_ATTEMPTS = timedelta(days=1)
KEEP_SESSIONS = timedelta(days=30)
VOORBEELD = "voorbeeld"


class Accounts(Repository):
    """Who there are. Roles and passwords are judged by factsheet.access; here they are only kept."""

    def add_account(
        self,
        name: str,
        display_name: str,
        *,
        roles: Iterable[str],
        wijken: Iterable[str] = (),
        password_hash: str | None = None,
        demo: bool = False,
        subject: str | None = None,
    ) -> Account:
        """Raises StoreError when the name is taken."""
        with self._database.writing() as connection:
            if _account(connection, name) is not None:
                raise StoreError(f"Er is al een account met de naam {name}. Kies een andere naam.")
            connection.execute(
                tables.account.insert().values(
                    name=name,
                    display_name=display_name,
                    password_hash=password_hash,
                    roles=sorted(roles),
                    wijken=list(wijken),
                    active=True,
                    demo=demo,
                    credential_version=1,
                    subject=subject,
                )
            )
            return _existing(connection, name)

    def account(self, name: str) -> Account | None:
        with self._database.reading() as connection:
            return _account(connection, name)

    def account_of_subject(self, subject: str) -> Account | None:
        """The account of who has this name at the provider, a hash."""
        with self._database.reading() as connection:
            query = select(tables.account).where(tables.account.c.subject == subject)
            row = connection.execute(query).one_or_none()
            return None if row is None else _read_account(row)

    def display_name(self, name: str) -> str:
        """How colleagues know an account as it is now; the name itself where that account is gone."""
        with self._database.reading() as connection:
            return display_name(connection, name)

    def accounts(self) -> list[Account]:
        """All accounts, by name."""
        with self._database.reading() as connection:
            return [
                _read_account(row) for row in connection.execute(select(tables.account).order_by(tables.account.c.name))
            ]

    def change_account(
        self,
        name: str,
        *,
        display_name: str | None = None,
        roles: Iterable[str] | None = None,
        wijken: Iterable[str] | None = None,
        active: bool | None = None,
    ) -> Account:
        """Change what is given and leave the rest. Raises StoreError when there is no such account."""
        changes: dict[str, Any] = {
            "display_name": display_name,
            "roles": None if roles is None else sorted(roles),
            "wijken": None if wijken is None else list(wijken),
            "active": active,
        }
        values = {key: value for key, value in changes.items() if value is not None}
        with self._database.writing() as connection:
            account = _existing(connection, name)
            connection.execute(tables.account.update().where(tables.account.c.id == account.id).values(**values))
            return _existing(connection, name)

    def set_password_hash(self, name: str, password_hash: str) -> Account:
        """Give an account another password; ends all its sessions and its open links."""
        with self._database.writing() as connection:
            return _set_password(connection, _existing(connection, name), password_hash)

    def delete_account(self, name: str) -> None:
        """Delete an account with its sessions and links. What it saved and published stays, under its name."""
        with self._database.writing() as connection:
            account = _existing(connection, name)
            connection.execute(tables.account.delete().where(tables.account.c.id == account.id))


class Sessions(Repository):
    """Logins that are still good, and attempts that failed. The id of a login is kept as its hash only."""

    def open_session(
        self,
        name: str,
        jti: str,
        expires: datetime,
        *,
        idle: timedelta,
        browser: str = "",
        cookie_until: datetime | None = None,
    ) -> None:
        """Keep a login. Old ones are cleaned up on the way. Until `cookie_until` its browser may fetch the cookie."""
        now = self.now()
        with self._database.writing() as connection:
            account = _existing(connection, name)
            connection.execute(tables.session.delete().where(tables.session.c.expires < now - KEEP_SESSIONS))
            moments = {"created": now, "last_used": now, "expires": expires, "cookie_until": cookie_until}
            values = {"idle_minutes": idle // timedelta(minutes=1), "browser": browser, "revoked": False}
            added = tables.session.insert().values(jti_sha256=_sha256(jti), account=account.id, **moments, **values)
            connection.execute(added)

    def was_opened(self, jti: str) -> bool:
        """Whether a login with this jti was kept, good or ended, in the last 30 days."""
        with self._database.reading() as connection:
            found = select(tables.session.c.expires).where(tables.session.c.jti_sha256 == _sha256(jti))
            return connection.scalar(found) is not None

    def session(self, jti: str) -> Session | None:
        """The login with its account as it is now; None when it is revoked, over, too long unused or unknown."""
        with self._database.reading() as connection:
            return next(_live(connection, self.now(), tables.session.c.jti_sha256 == _sha256(jti)), None)

    def sessions(self, name: str) -> list[Session]:
        """The logins of an account that are good now, the one that was used last first."""
        with self._database.reading() as connection:
            found = list(_live(connection, self.now(), tables.account.c.name == name))
        return sorted(found, key=lambda session: session.last_used, reverse=True)

    def use_session(self, session: str) -> None:
        """Remember that the login with this id is used now."""
        with self._database.writing() as connection:
            this = tables.session.c.jti_sha256 == session
            connection.execute(tables.session.update().where(this).values(last_used=self.now()))

    def fetch_cookie(self, jti: str) -> Session | None:
        """The login whose cookie is fetched now; None when that was done before, or is not done in time."""
        this = tables.session.c.jti_sha256 == _sha256(jti)
        with self._database.writing() as connection:
            waiting = tables.session.update().where(this, tables.session.c.cookie_until > self.now())
            fetched = connection.execute(waiting.values(cookie_until=None)).rowcount
            return next(_live(connection, self.now(), this), None) if fetched else None

    def revoke_session(self, jti: str) -> None:
        """End a login; ending one that is unknown or already ended does nothing."""
        with self._database.writing() as connection:
            this = tables.session.c.jti_sha256 == _sha256(jti)
            connection.execute(tables.session.update().where(this).values(revoked=True))

    def end_session(self, name: str, session: str) -> Session | None:
        """End the login of this account with this id; None when it has none that is still good."""
        this = (tables.session.c.jti_sha256 == session) & (tables.account.c.name == name)
        with self._database.writing() as connection:
            found = next(_live(connection, self.now(), this), None)
            ended = tables.session.update().where(tables.session.c.jti_sha256 == session).values(revoked=True)
            if found:
                connection.execute(ended)
            return found

    def revoke_sessions(self, name: str) -> None:
        """End all logins of an account."""
        with self._database.writing() as connection:
            connection.execute(_revoke_all(_existing(connection, name)))

    def count_attempt(self, limits: Sequence[Limit], *, since: datetime, pause: datetime) -> tuple[int, ...] | None:
        """Keep one attempt under the key of each limit, unless that has to wait: then None.

        Where as many were kept after `since` as a limit lets through, it has to wait while there is one after `pause`.
        Looking and keeping are one transaction. What is older than a day is forgotten.
        """
        with self._database.writing() as connection:
            connection.execute(tables.attempt.delete().where(tables.attempt.c.at < self.now() - KEEP_ATTEMPTS))
            full = [limit for limit in limits if _attempts(connection, limit.key, since) >= limit.most]
            if any(_attempts(connection, limit.slowed, pause) for limit in full):
                return None
            keys = dict.fromkeys(limit.key for limit in limits)
            added = [connection.execute(tables.attempt.insert().values(key=key, at=self.now())) for key in keys]
            return tuple(int(row.inserted_primary_key[0]) for row in added)  # type: ignore[index]

    def forget_attempts(self, ids: Sequence[int], keys: Sequence[str]) -> None:
        """Forget these attempts, and all under these keys."""
        with self._database.writing() as connection:
            forgotten = tables.attempt.c.id.in_(ids) | tables.attempt.c.key.in_(keys)
            connection.execute(tables.attempt.delete().where(forgotten))


class Links(Repository):
    """One-time links: invitations, resets, and the one that makes the first administrator."""

    def add_link(self, token_sha256: str, *, purpose: str, account: str | None, expires: datetime) -> None:
        """Keep a link; earlier links for the same purpose and account stop working."""
        with self._database.writing() as connection:
            owner = None if account is None else _existing(connection, account).id
            same = [tables.link.c.purpose == purpose, tables.link.c.account.is_not_distinct_from(owner)]
            old = tables.link.c.expires < self.now()
            connection.execute(tables.link.delete().where(or_(old, same[0] & same[1])))
            values = {"token_sha256": token_sha256, "purpose": purpose, "account": owner, "expires": expires}
            connection.execute(tables.link.insert().values(**values, used=False))

    def link(self, token_sha256: str) -> Link | None:
        """The link while it can be used; None when it is used, expired or unknown."""
        with self._database.reading() as connection:
            return _link(connection, token_sha256, self.now())

    def use_link_for_password(self, token_sha256: str, password_hash: str) -> Account | None:
        """Use an invitation up and set the password of its account, in one transaction; None when it is no good."""
        with self._database.writing() as connection:
            link = _link(connection, token_sha256, self.now())
            if link is None or link.account is None:
                return None
            _use_up(connection, link)
            return _set_password(connection, link.account, password_hash)

    def use_link_for_first_account(
        self, token_sha256: str, name: str, display_name: str, *, role: str, password_hash: str
    ) -> Account | None:
        """Use the link of the first administrator up and make that account; None when there is an account already."""
        with self._database.writing() as connection:
            link = _link(connection, token_sha256, self.now())
            if link is None or link.account is not None or connection.scalar(select(func.count(tables.account.c.id))):
                return None
            _use_up(connection, link)
            values = {"name": name, "display_name": display_name, "password_hash": password_hash, "roles": [role]}
            connection.execute(
                tables.account.insert().values(**values, wijken=[], active=True, demo=False, credential_version=1)
            )
            return _existing(connection, name)


class Settings(Repository):
    """What the installation remembers about itself, such as its keys."""

    def setting(self, key: str) -> str | None:
        with self._database.reading() as connection:
            return connection.scalar(select(tables.setting.c.value).where(tables.setting.c.key == key))

    def setting_once(self, key: str, make: Callable[[], str]) -> str:
        """The setting; made now when it is not there yet. All processes get the same value."""
        found = self.setting(key)
        if found is not None:
            return found
        with self._database.writing() as connection:
            found = connection.scalar(select(tables.setting.c.value).where(tables.setting.c.key == key))
            if found is None:
                found = make()
                connection.execute(tables.setting.insert().values(key=key, value=found))
            return found

    @property
    def is_example(self) -> bool:
        """Whether this store holds the example years, with demo accounts."""
        return self.setting(VOORBEELD) is not None

    def mark_as_example(self) -> None:
        """From now on this store may have demo accounts. Raises StoreError when it is not empty."""
        with self._database.writing() as connection:
            if connection.scalar(select(tables.setting.c.value).where(tables.setting.c.key == VOORBEELD)):
                return
            filled = [connection.scalar(select(func.count(t.c.id))) for t in (tables.version, tables.account)]
            if any(filled):
                raise StoreError("Het voorbeeld kan alleen in een lege opslag. Kies een andere FACTSHEET_STORE.")
            connection.execute(tables.setting.insert().values(key=VOORBEELD, value="ja"))


def _sha256(jti: str) -> str:
    return hashlib.sha256(jti.encode()).hexdigest()


def _attempts(connection: Connection, key: str, since: datetime) -> int:
    query = select(func.count()).where(tables.attempt.c.key == key, tables.attempt.c.at > since)
    return connection.scalar(query) or 0


def display_name(connection: Connection, name: str) -> str:
    """See `Accounts.display_name`."""
    account = _account(connection, name)
    return account.display_name if account else name


def _account(connection: Connection, name: str) -> Account | None:
    row = connection.execute(select(tables.account).where(tables.account.c.name == name)).one_or_none()
    return None if row is None else _read_account(row)


def _existing(connection: Connection, name: str) -> Account:
    account = _account(connection, name)
    if account is None:
        raise StoreError(f"Er is geen account met de naam {name}.")
    return account


def _read_account(row: Row[Any]) -> Account:
    return Account(
        id=row.id,
        name=row.name,
        display_name=row.display_name,
        roles=frozenset(row.roles),
        wijken=tuple(row.wijken),
        active=row.active,
        demo=row.demo,
        credential_version=row.credential_version,
        password_hash=row.password_hash,
        subject=row.subject,
    )


def _set_password(connection: Connection, account: Account, password_hash: str) -> Account:
    values = {"password_hash": password_hash, "credential_version": account.credential_version + 1}
    connection.execute(tables.account.update().where(tables.account.c.id == account.id).values(**values))
    connection.execute(_revoke_all(account))
    connection.execute(tables.link.update().where(tables.link.c.account == account.id).values(used=True))
    return _existing(connection, account.name)


def _live(connection: Connection, now: datetime, which: ColumnElement[bool]) -> Iterator[Session]:
    """The logins out of these that are neither revoked, nor over, nor too long unused."""
    found = tables.session
    query = select(tables.account, found).join(found, found.c.account == tables.account.c.id)
    for row in connection.execute(query.where(which, found.c.revoked.is_(False), found.c.expires > now)):
        idle = timedelta(minutes=row.idle_minutes)
        moments = (row.created, row.last_used, idle, row.expires)
        if row.last_used + idle > now:
            yield Session(row.jti_sha256, _read_account(row), *moments, row.browser)


def _revoke_all(account: Account) -> Update:
    return tables.session.update().where(tables.session.c.account == account.id).values(revoked=True)


def _link(connection: Connection, token_sha256: str, now: datetime) -> Link | None:
    links = tables.link.c
    query = select(links.id, links.purpose, links.expires, tables.account.c.name).outerjoin_from(
        tables.link, tables.account
    )
    live = query.where(links.token_sha256 == token_sha256, links.used.is_(False), links.expires > now)
    row = connection.execute(live).one_or_none()
    if row is None:
        return None
    account = None if row.name is None else _existing(connection, row.name)
    return Link(row.id, row.purpose, account, row.expires)


def _use_up(connection: Connection, link: Link) -> None:
    connection.execute(tables.link.update().where(tables.link.c.id == link.id).values(used=True))
