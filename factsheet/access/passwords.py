"""What a good password is, and how it is kept."""

from __future__ import annotations

import functools
import re
import secrets
import unicodedata
from collections.abc import Iterable
from pathlib import Path

import bcrypt

from factsheet.store import StoreError

MIN_CHARACTERS = 12
MIN_DIFFERENT = 6
MAX_BYTES = 72  # bcrypt counts no further
ROUNDS = 12
SHORT_NAME = 4  # a shorter name is in many a good password by chance
# Words of which the most used passwords are made, in small letters, from the list of zxcvbn (MIT) and Dutch ones.
COMMON = Path(__file__).parent / "common_passwords.txt"
FEW_LETTERS = 5  # a common word with fewer letters beside it is guessed as soon as that word
FEW_WORDS = 2  # three different words are a sentence
LEET = str.maketrans("013457@$!", "oieastasi")


class AccountError(StoreError):
    """Something with an account is not possible; the message is Dutch."""


def normal(password: str) -> str:
    """A password as it is hashed: the login form takes spaces off the ends, and é has one spelling."""
    return unicodedata.normalize("NFC", password.strip())


def weakness(password: str, *names: str) -> str | None:
    """Why this password cannot be used, in Dutch; None when it can. `names`: what must not be in it."""
    password = normal(password)
    if len(password) < MIN_CHARACTERS:
        return f"Kies een wachtwoord van {MIN_CHARACTERS} tekens of meer. Een zin met spaties mag ook."
    if not fits(password):
        return f"Dit wachtwoord is te lang. Kies er een van hoogstens {MAX_BYTES} tekens."
    if len(set(password)) < MIN_DIFFERENT or _has_name(password, names):
        return (
            "Dit wachtwoord is te makkelijk te raden. "
            "Gebruik meer verschillende tekens, en niet uw naam of die van de gemeente."
        )
    if _is_common(password):
        return (
            "Dit wachtwoord is te makkelijk te raden: het is een bekend woord, met cijfers of tekens erbij. "
            "Kies liever een zin van een paar woorden."
        )
    return None


def _has_name(password: str, names: Iterable[str]) -> bool:
    words = {word for name in names for word in [name.casefold(), *re.split(r"[^\w]+|_", name.casefold())]}
    return any(len(word) >= SHORT_NAME and word in password.casefold() for word in words)


def _is_common(password: str) -> bool:
    """Whether little is left of a password without its common words, read as it stands and with 3 for e, 0 for o."""
    plain = unicodedata.normalize("NFKD", password.casefold())
    core = re.sub(r"^[^a-z]+|[^a-z]+$", "", plain)
    return any(_is_guessed(text) for text in (plain, core.translate(LEET)))


def _is_guessed(text: str) -> bool:
    letters = "".join(re.findall("[a-z]", text))
    if _common().fullmatch(letters):
        return True
    words = max(len(set(re.findall("[a-z]{3,}", text))), len(set(_common().findall(letters))))
    return words <= FEW_WORDS and len(_common().sub("", letters)) < FEW_LETTERS


@functools.cache
def _common() -> re.Pattern[str]:
    words = sorted(COMMON.read_text(encoding="ascii").split(), key=len, reverse=True)
    return re.compile("|".join(words))


def fits(password: str) -> bool:
    """Whether bcrypt counts all of it."""
    return len(normal(password).encode()) <= MAX_BYTES


def hash_password(password: str, *names: str) -> str:
    """The bcrypt hash of a password. Raises AccountError when the password is too weak."""
    problem = weakness(password, *names)
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
