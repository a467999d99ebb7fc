"""Behind which proxies the server stands: only what those say of a visitor's address and https is believed."""

from __future__ import annotations

import ipaddress
import os

from factsheet.settings import SettingsError

TRUSTED = "FACTSHEET_TRUSTED_PROXIES"


def trusted_proxies() -> list[str]:
    """The addresses and networks in FACTSHEET_TRUSTED_PROXIES; none when it is not there.

    Raises SettingsError when one is no address or network.
    """
    named = [part.strip() for part in os.environ.get(TRUSTED, "").split(",") if part.strip()]
    for one in named:
        try:
            ipaddress.ip_network(one)
        except ValueError:
            raise SettingsError(
                f"{TRUSTED}: '{one}' is geen adres of netwerk. Schrijf bijvoorbeeld 127.0.0.1 of 10.0.0.0/8."
            ) from None
    return named
