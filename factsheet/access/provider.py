"""The provider of the municipality: the section [auth] of Streamlit's secrets.toml, checked when the server starts."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Mapping
from typing import Any

from factsheet.settings import Settings, SettingsError

# Where Streamlit sends a browser to the provider, and where that sends it back to.
LOGIN, LOGOUT, CALLBACK = "/auth/login", "/auth/logout", "/oauth2callback"
ADDRESSES = (LOGIN, LOGOUT, CALLBACK)
NEEDED = ("client_id", "client_secret", "server_metadata_url")
KNOWN = (*NEEDED, "redirect_uri", "cookie_secret", "client_kwargs")
LIBRARIES = ("authlib", "httpx")
MIN_CHARACTERS = 32
# What stands between us and the provider cannot be read or changed; on this computer itself it need not be.
SAFE = re.compile(r"https://|http://(localhost|127\.0\.0\.1|\[::1\])[:/]")

UNREADABLE = (
    "secrets.toml kan niet gelezen worden. Mag de app het openen, en is het bewaard als UTF-8? "
    "Zie STREAMLIT_SECRETS_FILES in docs/beheer.md."
)


def checked(auth: Mapping[str, Any], settings: Settings) -> dict[str, Any]:
    """The section with all that Streamlit needs but its key.

    Where it gives no redirect_uri, that follows from `gemeente.adres`. Raises SettingsError with all that is wrong; no
    message repeats a value.
    """
    if wrong := [*_missing_libraries(), *_wrong(auth)]:
        raise SettingsError("\n".join(wrong))
    return {"redirect_uri": f"{settings.adres}{CALLBACK}", **auth}


def _missing_libraries() -> list[str]:
    if all(importlib.util.find_spec(name) for name in LIBRARIES):
        return []
    return [
        "Inloggen met het account van de gemeente staat aan in gemeente.toml ([aanmelden]), maar een onderdeel "
        "ontbreekt. Installeer requirements-sso.lock."
    ]


def _wrong(auth: Mapping[str, Any]) -> list[str]:
    if not auth:
        return [
            "Er staan groepen in [aanmelden] van gemeente.toml, maar secrets.toml heeft geen onderdeel [auth], bestaat "
            "niet, of is geen geldige TOML. Zie STREAMLIT_SECRETS_FILES in docs/beheer.md."
        ]
    place = "secrets.toml, [auth]"
    texts = {name: value if isinstance(value := auth.get(name), str) else "" for name in KNOWN}
    unknown = [f"{place} {name}: dit bestaat hier niet. Kies uit: {', '.join(KNOWN)}." for name in auth.keys() - KNOWN]
    wrong = [f"{place} {name}: vul dit in. De aanbieder geeft het u." for name in NEEDED if not texts[name].strip()]
    if texts["server_metadata_url"] and not SAFE.match(texts["server_metadata_url"]):
        wrong.append(f"{place} server_metadata_url: begin met https://.")
    if "redirect_uri" in auth and not texts["redirect_uri"].endswith(CALLBACK):
        wrong.append(f"{place} redirect_uri: eindig met {CALLBACK}, of laat dit weg.")
    if not isinstance(auth.get("client_kwargs", {}), Mapping):
        wrong.append(f'{place} client_kwargs: schrijf dit tussen {{ en }}, bijvoorbeeld {{ prompt = "login" }}.')
    if "cookie_secret" in auth and len(texts["cookie_secret"].strip()) < MIN_CHARACTERS:
        wrong.append(
            f"{place} cookie_secret: gebruik {MIN_CHARACTERS} willekeurige tekens of meer, of laat dit weg: dan maakt "
            "de app zelf een sleutel."
        )
    return [*sorted(unknown), *wrong]
