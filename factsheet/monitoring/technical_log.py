"""The technical log: one line of JSON per event on standard error, with the reference that the user saw.

No value of a user may get into it. Our own messages have none; of other programs only the fixed text of a message is
kept, without what they fill in, and of an error only where it happened.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import threading
import warnings
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import TextIO
from urllib.parse import urlsplit

from factsheet.monitoring.metrics import ERRORS
from factsheet.store import places

OWN = "factsheet"
REFERENCE = re.compile(r"\s*\b(F-[2-9A-HJ-NP-Z]{6})\b\s*")
QUERY = re.compile(r"[?#]\S*")
LONGEST_PATH = 200
# The path of the request that is being answered; the HTTP guard sets it.
PATH: ContextVar[str] = ContextVar("path", default="")


class JsonLines(logging.Formatter):
    """Makes a line of JSON of a record: time, level, logger, reference, message, path."""

    page: Callable[[], str] = staticmethod(lambda: "")  # the address of the page whose script runs now, if any

    def format(self, record: logging.LogRecord) -> str:
        message = record.getMessage() if record.name == OWN else _fixed_text(record)
        found = REFERENCE.search(message)
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "reference": found[1] if found else None,
            "message": REFERENCE.sub(" ", message, count=1).strip(),
            "path": _path(PATH.get() or self.page()),
            "error": _places(record),
        }
        return json.dumps({name: value for name, value in line.items() if value}, ensure_ascii=False)


class _Handler(logging.StreamHandler):  # type: ignore[type-arg]
    """Writes to what standard error is now, and counts the errors of our own."""

    def __init__(self) -> None:
        super().__init__(sys.stderr)
        self.setFormatter(JsonLines())

    def emit(self, record: logging.LogRecord) -> None:
        if record.name == OWN and record.levelno >= logging.ERROR:
            ERRORS.add()
        super().emit(record)


def install(page: Callable[[], str]) -> None:
    """Let everything that this process logs come as JSON lines; `page` gives the address of the page that runs."""
    JsonLines.page = staticmethod(page)
    root = logging.getLogger()
    root.handlers = [one for one in root.handlers if not isinstance(one, _Handler)]
    root.addHandler(_Handler())
    logging.getLogger(OWN).setLevel(logging.INFO)
    for logger in [one for one in logging.root.manager.loggerDict.values() if isinstance(one, logging.Logger)]:
        to_root(logger)
    # Who asked for what stands in the log of the proxy; here it would have the query too.
    logging.getLogger("uvicorn.access").disabled = True
    # What no program catches, and a warning, would come there with the values in it.
    threading.excepthook = _lost
    warnings.showwarning = _warned


def _lost(lost: threading.ExceptHookArgs) -> None:
    logging.getLogger("threading").error("A thread failed", exc_info=lost.exc_value)


def _warned(  # noqa: PLR0917 - Python calls it so
    message: Warning | str,  # noqa: ARG001 - it may have values in it
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,  # noqa: ARG001
    line: str | None = None,  # noqa: ARG001
) -> None:
    logging.getLogger("warnings").warning(f"{category.__name__} at {filename}:{lineno}")


def to_root(logger: logging.Logger) -> None:
    """Let a logger write what all others write, and in no other way."""
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
    logger.propagate = True


def _fixed_text(record: logging.LogRecord) -> str:
    """What others say without what they fill in. Of more lines the first: asyncio puts values in those below it."""
    return QUERY.sub("", (str(record.msg).strip().splitlines() or [""])[0])


def _places(record: logging.LogRecord) -> str:
    error = record.exc_info[1] if record.exc_info else None
    return places(error) if error else ""


def _path(address: str) -> str:
    """The path of an address, without what was asked there."""
    try:
        return urlsplit(address).path[:LONGEST_PATH]
    except ValueError:
        return ""
