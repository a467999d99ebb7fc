"""What a good password is, and how it is kept."""

from __future__ import annotations

import functools
import secrets
import unicodedata

import bcrypt

from factsheet.store import StoreError

MIN_CHARACTERS = 12
MIN_DIFFERENT = 6
MAX_BYTES = 72  # bcrypt counts no further
ROUNDS = 12
SHORT_NAME = 4  # a shorter name is in many a good password by chance


class AccountError(StoreError):
    """Something with an account is not possible; the message is Dutch."""


def normal(password: str) -> str:
    """A password as it is hashed: the login form takes spaces off the ends, and é has one spelling."""
    return unicodedata.normalize("NFC", password.strip())


def weakness(password: str, name: str = "") -> str | None:
    """Why this password cannot be used, in Dutch; None when it can."""
    password = normal(password)
    if len(password) < MIN_CHARACTERS:
        return f"Kies een wachtwoord van {MIN_CHARACTERS} tekens of meer. Een zin met spaties mag ook."
    if not fits(password):
        return f"Dit wachtwoord is te lang. Kies er een van hoogstens {MAX_BYTES} tekens."
    has_name = len(name) >= SHORT_NAME and name.casefold() in password.casefold()
    if has_name or len(set(password)) < MIN_DIFFERENT:
        return "Dit wachtwoord is te makkelijk te raden. Gebruik meer verschillende tekens, en niet uw naam."
    return None


def fits(password: str) -> bool:
    """Whether bcrypt counts all of it."""
    return len(normal(password).encode()) <= MAX_BYTES


def hash_password(password: str, name: str = "") -> str:
    """The bcrypt hash of a password. Raises AccountError when the password is too weak."""
    problem = weakness(password, name)
    if problem is not None:
        raise AccountError(problem)
    return bcrypt.hashpw(normal(password).encode(), bcrypt.gensalt(ROUNDS)).decode()


@functools.cache
def dummy_hash() -> str:
    """The hash of a password that nobody has: a name that does not exist costs the same work as one that does."""
    return bcrypt.hashpw(secrets.token_urlsafe(32).encode(), bcrypt.gensalt(ROUNDS)).decode()


def is_password(password: str, password_hash: str | None) -> bool:
    """Whether this is the password; costs the same work when there is no hash or the password is too long."""
    tried = normal(password).encode()[:MAX_BYTES]
    same = bcrypt.checkpw(tried, (password_hash or dummy_hash()).encode())
    return same and password_hash is not None and fits(password)
