"""The log: who did what, as a chain that shows whether anything in it was changed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from factsheet.store import chain, tables
from factsheet.store.remarks import PLACED, RESOLVED
from factsheet.store.repository import Repository, add_line
from factsheet.store.values import LogEntry, LogState

CLEARED = "logboek opgeruimd"
MENDED = "bestand verbeterd"
# What these tell behind the name of a cell may be a true count.
ABOUT_CELLS = {MENDED, PLACED, RESOLVED}


def without_counts(entry: LogEntry) -> str:
    """The details of a line; of a cell only which one, where more may hold a true count."""
    cell, _, values = entry.details.partition(":")
    hidden = entry.what in ABOUT_CELLS and any(sign.isdigit() for sign in values)
    return cell if hidden else entry.details


class Log(Repository):
    """Who did what. Never a password, a key or a record of a person."""

    def log(
        self,
        who: str,
        what: str,
        details: str = "",
        reference: str | None = None,
        *,
        about: str | None = None,
        year: int | None = None,
    ) -> None:
        """Add a line; with `together` in the transaction of what it tells."""
        with self._database.writing() as connection:
            add_line(connection, self.now(), who, what, details, reference=reference, about=about, year=year)

    def log_entries(
        self,
        limit: int | None = 100,
        *,
        who: str | None = None,
        what: str | None = None,
        year: int | None = None,
        since: datetime | None = None,
    ) -> list[LogEntry]:
        """The last entries, newest first; all of them without a limit. `year` is the year that a line is about."""
        line, asked = tables.log.c, {"who": who, "what": what, "year": year}
        query = select(tables.log).order_by(line.id.desc()).limit(limit)
        query = query.filter_by(**{name: value for name, value in asked.items() if value is not None})
        if since is not None:
            query = query.where(line.at >= since)
        with self._database.reading() as connection:
            return [LogEntry(*row) for row in connection.execute(query)]

    def check_log(self) -> LogState:
        """Walk along the whole chain."""
        with self._database.reading() as connection:
            start, before = last, latest = chain.beginning(connection)
            broken: int | None = start or None
            lines = 0
            for row in connection.execute(select(tables.log).order_by(tables.log.c.id)):
                if chain.linked(latest, row) != row.hash:
                    return LogState(lines, last, latest, row.id)
                lines, last, latest = lines + 1, row.id, row.hash
                if row.what == CLEARED and row.details.endswith(before):
                    broken = None  # the line that tells of the anchor: nobody put it there by hand
        return LogState(lines, last, latest, broken)

    def clear_log(self, before: datetime, who: str) -> int:
        """Take away the lines from before this moment, in one step; gives how many.

        The chain goes on from an anchor, which a line of its own tells of. Without anything to take away nothing is
        written.
        """
        line = tables.log.c
        with self._database.writing() as connection:
            kept = connection.scalar(select(func.min(line.id)).where(line.at >= before))
            old = line.id < kept if kept is not None else line.id > 0
            gone = connection.execute(select(line.id, line.hash).where(old).order_by(line.id)).all()
            if gone:
                connection.execute(tables.log_anchor.insert().values(line=gone[-1].id, hash=gone[-1].hash))
                connection.execute(tables.log.delete().where(line.id <= gone[-1].id))
                told = f"regels {gone[0].id} tot en met {gone[-1].id}, de laatste met keten {gone[-1].hash}"
                add_line(connection, self.now(), who, CLEARED, told)
            return len(gone)
