"""A moment as somebody types it, on the clock of the Netherlands."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from factsheet.cli.calls import CallError

DUTCH = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})(?:[ T](\d{1,2})[:.](\d{2}))?")


def moment(text: str) -> datetime:
    """ "3-5-2026 9:00" or "2026-05-03T09:00"; a day alone is its beginning, a moment with a zone keeps its zone.

    Raises CallError for anything else.
    """
    try:
        found = _dutch(text.strip()) or datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise CallError(f"'{text}' is geen moment. Schrijf het als '3-5-2026 9:00' of '2026-05-03T09:00'.") from error
    return found if found.tzinfo else found.replace(tzinfo=ZoneInfo("Europe/Amsterdam"))


def _dutch(text: str) -> datetime | None:
    found = DUTCH.fullmatch(text)
    if found is None:
        return None
    day, month, year, hour, minute = (int(part or 0) for part in found.groups())
    return datetime(year, month, day, hour, minute)  # noqa: DTZ001 - the zone comes after
