"""The steps of a year on its way to readers, and the unsaved work of editors."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, func, select

from factsheet.store import tables
from factsheet.store.repository import Repository, add_line
from factsheet.store.values import Draft, Moved, Step, StepKind, StoreError


class Steps(Repository):
    """The part of the store that keeps what was offered, approved, sent back and confirmed. Never changed."""

    def content(self, year: int, made_with: str = "") -> str:
        """What a year would publish now, as one short text: another one as soon as anything of it changes.

        `made_with` stands for the program and settings that would make it.
        """
        with self._database.reading() as connection:
            return content_of(connection, year, made_with)

    def add_step(
        self,
        year: int,
        kind: StepKind,
        who: str,
        *,
        content: str,
        note: str | None = None,
        about: str = "",
        after: int | None = None,
        made_with: str = "",
        title: str = "",
    ) -> Step:
        """Keep a step about the state `content` of a year, and tell the log. Raises Moved when it is in another state.

        `after` is the id of the last step about the year that its taker knows; without it nothing is compared. `title`
        says in words what it is about, in the log.
        """
        about_it = {"year": year, "kind": kind, "content": content, "about": about}
        said = (note or "").strip()
        told = {"who": who, "note": said or None, "at": self.now()}
        with self._database.writing() as connection:
            refuse_moved(connection, year, content, made_with, after)
            add_line(connection, self.now(), who, kind, ": ".join(filter(None, (title, said))), year=year)
            added = tables.step.insert().values(**about_it, **told).returning(tables.step)
            return Step(**connection.execute(added).one()._mapping)

    def steps(self, year: int) -> list[Step]:
        """All steps of a year, oldest first."""
        query = select(tables.step).where(tables.step.c.year == year).order_by(tables.step.c.id)
        with self._database.reading() as connection:
            return [Step(**row._mapping) for row in connection.execute(query)]


class Drafts(Repository):
    """The part of the store that keeps unsaved work, each account its own. It comes and goes."""

    def draft(self, who: str, name: str, year: int) -> Draft | None:
        """The unsaved work of this account on one thing; None when there is none."""
        with self._database.reading() as connection:
            return _draft(connection, _account_id(connection, who), name, year)

    def drafts(self, who: str) -> list[Draft]:
        """All unsaved work of this account, the last changed first."""
        query = select(tables.draft).order_by(tables.draft.c.at.desc())
        with self._database.reading() as connection:
            mine = query.where(tables.draft.c.account == _account_id(connection, who))
            return [_read_draft(row) for row in connection.execute(mine)]

    def keep_draft(self, who: str, name: str, year: int, body: str, *, base: int) -> Draft:
        """Keep unsaved work in the place of what was there."""
        with self._database.writing() as connection:
            account = _account_id(connection, who)
            before = _draft(connection, account, name, year)
            key = {"account": account, "name": name, "year": year}
            values = {"body": body, "base": base, "revision": before.revision + 1 if before else 1, "at": self.now()}
            if before:
                connection.execute(tables.draft.update().filter_by(**key).values(**values))
            else:
                connection.execute(tables.draft.insert().values(**key, **values))
            kept = _draft(connection, account, name, year)
            assert kept is not None  # noqa: S101 - it was kept just now
            return kept

    def drop_draft(self, who: str, name: str, year: int) -> None:
        """Forget unsaved work; nothing happens when there is none."""
        with self._database.writing() as connection:
            account = _account_id(connection, who)
            connection.execute(tables.draft.delete().filter_by(account=account, name=name, year=year))


def content_of(connection: Connection, year: int, made_with: str) -> str:
    """The last versions of the year and of the one before (for the changes), the texts, and the editions: those of
    earlier years are in it, and once the year itself has another one, what was looked at is over."""
    kept = (*_versions(connection, [year - 1, year]), *_texts(connection, year), *_editions(connection, year))
    return _digest([*kept, f"made with {made_with}"])


def earlier_of(connection: Connection, year: int) -> str:
    """What the years before give to this one: the last versions of last year, and the last edition of every year."""
    return _digest([*_versions(connection, [year - 1]), *_editions(connection, year - 1)])


def refuse_moved(
    connection: Connection, year: int, content: str | None, made_with: str, after: int | None = None
) -> None:
    """Stop when the year is no longer in this state, or when a step came after this one; None asks nothing."""
    moved = content is not None and content_of(connection, year, made_with) != content
    if moved or (after is not None and _last_step(connection, year) != after):
        raise Moved(f"Er is intussen iets veranderd aan {year}. Er is niets gedaan. Bekijk dat eerst.")


def _last_step(connection: Connection, year: int) -> int | None:
    """The id of the last step about the year as a whole."""
    step = tables.step.c
    found: int | None = connection.scalar(select(func.max(step.id)).where(step.year == year, step.about == ""))
    return found


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


# With the moment too: after a backup was put back, numbers are given out again.


def _versions(connection: Connection, years: Sequence[int]) -> Iterator[str]:
    version = tables.version.c
    last = select(func.max(version.id)).where(version.year.in_(years)).group_by(version.year, version.dataset)
    for row in connection.execute(select(version.id, version.at).where(version.id.in_(last)).order_by(version.id)):
        yield f"version {row.id} {row.at.isoformat()}"


def _texts(connection: Connection, year: int) -> Iterator[str]:
    text = tables.text.c
    newest = select(func.max(text.id)).where(text.year <= year).group_by(text.year, text.key)
    for row in connection.execute(select(text.id, text.at).where(text.id.in_(newest)).order_by(text.id)):
        yield f"text {row.id} {row.at.isoformat()}"


def _editions(connection: Connection, year: int) -> Iterator[str]:
    edition = tables.edition.c
    editions = select(func.max(edition.id)).where(edition.year <= year).group_by(edition.year)
    for row in connection.execute(select(edition.id, edition.at).where(edition.id.in_(editions)).order_by(edition.id)):
        yield f"edition {row.id} {row.at.isoformat()}"


def _account_id(connection: Connection, who: str) -> int:
    found = connection.scalar(select(tables.account.c.id).where(tables.account.c.name == who))
    if found is None:
        raise StoreError(f"Er is geen account met de naam {who}.")
    return int(found)


def _draft(connection: Connection, account: int, name: str, year: int) -> Draft | None:
    query = select(tables.draft).filter_by(account=account, name=name, year=year)
    row = connection.execute(query).one_or_none()
    return None if row is None else _read_draft(row)


def _read_draft(row: Row[Any]) -> Draft:
    return Draft(**{name: value for name, value in row._mapping.items() if name != "account"})
