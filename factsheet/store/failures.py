"""A failing store says so: a Dutch sentence for who looks and a line in the log, with the same reference."""

from __future__ import annotations

import errno
import logging
import secrets
import sqlite3
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from factsheet.store.values import StoreError

SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no signs that look alike
LOGGER = logging.getLogger("factsheet")

BUSY = "De opslag is nog bezig met iets anders. Wacht even en probeer het opnieuw."
READS = "De opslag kan alleen gelezen worden. Bekijken lukt, maar bewaren, inloggen en uitloggen niet. "
READ_ONLY = f"{READS}Vraag de beheerder om schrijfrechten op de map en de schijf."
FULL = "De schijf is vol. Uw wijziging is niet bewaard. Vraag de beheerder om ruimte te maken."
BROKEN_DISK = "De schijf geeft een fout. Uw wijziging is niet bewaard. Waarschuw de beheerder."
UNREACHABLE = (
    "De opslag is nu niet bereikbaar. Probeer het zo opnieuw, en kijk dan eerst of uw laatste wijziging is bewaard. "
    "Blijft dit zo? Vraag de beheerder of PostgreSQL draait, en of het adres in FACTSHEET_STORE klopt."
)
REFUSED = (
    "PostgreSQL laat het programma niet toe. "
    "Vraag de beheerder om de naam, het wachtwoord en de database in FACTSHEET_STORE na te kijken."
)
# By the start of SQLite's name of the error, or of the SQLSTATE of PostgreSQL; the first that fits counts.
MESSAGES = {
    "SQLITE_BUSY": BUSY,
    "SQLITE_LOCKED": BUSY,
    "SQLITE_READONLY": READ_ONLY,
    "SQLITE_FULL": FULL,
    "SQLITE_CANTOPEN": (
        "De opslag kan niet geopend worden. "
        "Vraag de beheerder of de map bestaat, en of het programma erin mag lezen en schrijven."
    ),
    "SQLITE_NOTADB": "Het bestand van de opslag is geen database. Vraag de beheerder om een kopie terug te zetten.",
    "SQLITE_CORRUPT": "Het bestand van de opslag is beschadigd. Vraag de beheerder om een kopie terug te zetten.",
    "SQLITE_IOERR": BROKEN_DISK,
    "PG08": UNREACHABLE,
    "PG25006": f"{READS}Vraag de beheerder waarom PostgreSQL niets wil bewaren.",
    "PG28": REFUSED,
    "PG3D": REFUSED,
    "PG40": BUSY,
    "PG42501": (
        "PostgreSQL staat dit niet toe. Vraag de beheerder om een database "
        "waarvan de gebruiker in FACTSHEET_STORE de eigenaar is."
    ),
    "PG53100": FULL,
    "PG53": BUSY,
    "PG55P03": BUSY,
    "PG57014": BUSY,
    "PG57P": UNREACHABLE,
    "PG58": BROKEN_DISK,
    "PGXX": "De opslag is beschadigd. Vraag de beheerder om een kopie terug te zetten.",
}
# What PostgreSQL says, without a SQLSTATE, to who may not come in.
NOT_ALLOWED = ("authentication failed", "no password supplied", "does not exist", "pg_hba.conf")
OTHER = "De opslag geeft een fout. Uw wijziging is niet bewaard. Probeer het opnieuw of vraag de beheerder om hulp."


class StoreFailure(StoreError):  # noqa: N818 - it is the store that fails, not the call
    """The store itself fails, whatever was asked of it. The message ends with the reference that is in the log."""


def new_reference() -> str:
    """What a reader names to the administrator, and what the administrator looks for in the log."""
    return "F-" + "".join(secrets.choice(SIGNS) for _ in range(6))


def places(error: BaseException) -> str:
    """A traceback without values: the kinds of error, and for each the lines of code it passed."""
    causes: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and cause not in causes:
        causes.append(cause)
        cause = cause.__cause__ or cause.__context__
    return "\n".join(line for cause in causes for line in _places(cause))


def _places(error: BaseException) -> list[str]:
    places = traceback.extract_tb(error.__traceback__)
    return [type(error).__name__, *(f"  {place.filename}:{place.lineno} {place.name}" for place in places)]


def failure(message: str, cause: str) -> StoreFailure:
    """The failure to raise, with its line in the log. `cause` is for the log only, and holds no value of a row."""
    reference = new_reference()
    LOGGER.error("%s the store failed: %s", reference, cause)
    return StoreFailure(f"{message} Kenmerk: {reference}.")


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn errors of the database into a StoreFailure."""
    try:
        yield
    except DBAPIError as error:
        raise _of_database(error.orig) from error
    except sqlite3.Error as error:
        raise _of_database(error) from error
    except PoolTimeout as error:
        raise failure(BUSY, "no free connection") from error


@contextmanager
def plain_file_errors() -> Iterator[None]:
    """Turn errors of the disk into a StoreFailure: for work on the file itself."""
    try:
        yield
    except OSError as error:
        message = MESSAGES["SQLITE_FULL" if error.errno == errno.ENOSPC else "SQLITE_CANTOPEN"]
        raise failure(message, errno.errorcode.get(error.errno or 0, "OSError")) from error


def is_damage(error: BaseException | None) -> bool:
    """Whether SQLite says that the file itself is no good."""
    return getattr(error, "sqlite_errorname", "").startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB"))


def is_read_only(error: BaseException | None) -> bool:
    """Whether the database can be read, but not written."""
    return _code(error).startswith(("SQLITE_READONLY", "PG25006"))


def _of_database(error: BaseException | None) -> StoreFailure:
    code = _code(error)
    return failure(next((message for start, message in MESSAGES.items() if code.startswith(start)), OTHER), code)


def _code(error: BaseException | None) -> str:
    """The error as `MESSAGES` knows it, else its kind."""
    name = type(error).__name__
    if getattr(error, "sqlstate", None):
        return f"PG{error.sqlstate} {name}"  # type: ignore[union-attr]
    # Without a connection there is no SQLSTATE either.
    if hasattr(error, "sqlstate") and name == "OperationalError":
        return f"PG{'28' if any(said in str(error) for said in NOT_ALLOWED) else '08'} {name}"
    return getattr(error, "sqlite_errorname", "") or name
