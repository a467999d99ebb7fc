"""The keys of the server: given by who installs it, else made once and kept in the store."""

from __future__ import annotations

import functools
import hashlib
import hmac
import os
import secrets
from pathlib import Path

from factsheet.settings import SettingsError
from factsheet.store import Store

GIVEN, IN_FILE = "FACTSHEET_SLEUTEL", "FACTSHEET_SLEUTEL_BESTAND"
MIN_CHARACTERS = 32


def cookie_key(store: Store) -> str:
    """The key that signs the login cookie."""
    return _key(store, "cookie_key")


def server_secret(store: Store) -> str:
    """The key of the server itself (server.cookieSecret); the same for every process on this store."""
    return _key(store, "server_secret")


def _key(store: Store, name: str) -> str:
    """One key for one use. Raises SettingsError when the one that was given is no good."""
    given = _given(os.environ.get(GIVEN), os.environ.get(IN_FILE))
    if given is None:
        return store.setting_once(name, lambda: secrets.token_hex(32))
    return hmac.new(given.encode(), name.encode(), hashlib.sha256).hexdigest()


@functools.cache
def _given(key: str | None, file: str | None) -> str | None:
    """The key that was given. A file is read once: another key counts after a restart, for all its uses."""
    if key and file:
        raise SettingsError(f"Geef {GIVEN} of {IN_FILE}, niet allebei.")
    if not key and not file:
        return None
    name, found = (GIVEN, key or "") if key else (IN_FILE, _read(Path(file or "")))
    if len(found.strip()) < MIN_CHARACTERS:
        raise SettingsError(
            f"De sleutel in {name} is te kort. Gebruik {MIN_CHARACTERS} willekeurige tekens of meer, "
            "bijvoorbeeld van: openssl rand -hex 32."
        )
    return found.strip()


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{IN_FILE}: {file} kan niet gelezen worden als tekst.") from error
