"""The log as a chain: each line has the hash of the line before it and of its own content.

A line that is changed, added or taken away by hand breaks it from there on. The content of a line is hashed in one
form for ever: the lines that are kept were.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from factsheet.store import tables

NOTHING = (0, "")


def linked(before: str, line: Row[Any] | Mapping[str, Any]) -> str:
    """The hash of a line (all columns of the log but the hash itself) that follows on the hash `before`."""
    values = line._mapping if isinstance(line, Row) else line
    content = [values[name] for name in ("id", "at", "who", "what", "details", "reference", "about", "year")]
    told = json.dumps(content, separators=(",", ":"), default=_moment)
    return hashlib.sha256(f"{before}\n{told}".encode()).hexdigest()


def beginning(connection: Connection) -> tuple[int, str]:
    """The number and hash of the last line that was cleared away: what the first line that is left follows on."""
    anchor = tables.log_anchor.c
    row = connection.execute(select(anchor.line, anchor.hash).order_by(anchor.line.desc()).limit(1)).one_or_none()
    return NOTHING if row is None else (row.line, row.hash)


def end(connection: Connection) -> tuple[int, str]:
    """The number and hash of the last line. Ask this only in the transaction that writes the next one."""
    line = tables.log.c
    row = connection.execute(select(line.id, line.hash).order_by(line.id.desc()).limit(1)).one_or_none()
    return beginning(connection) if row is None else (row.id, row.hash)


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
