"""The application: start it with `streamlit run streamlit_app.py`.

Streamlit reads this file to find `app`; the script that it runs for a visitor is factsheet/app_script.py.
"""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path

import streamlit as st
import uvicorn.config
from starlette.middleware import Middleware
from streamlit import config
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from factsheet import geography, summary
from factsheet import settings as factsheet_settings
from factsheet import store as stores
from factsheet.access import accounts, downloads, find_pages, keys, session_route
from factsheet.access.error_handler import apologise
from factsheet.access.http_guard import SecurityMiddleware
from factsheet.access.proxies import trusted_proxies
from factsheet.export import pictures
from factsheet.release import snapshot
from factsheet.screen import look
from factsheet.settings import Settings

HERE = Path(__file__).parent


def prepare(settings: Settings) -> None:
    """Give the server its key and editions their documents, and invite the first administrator when there is none.

    Without its store it starts all the same: every page then says what is wrong, and so does /gezondheid.
    """
    # Streamlit itself would log the message of an error too, which may quote a person's data.
    logging.getLogger("streamlit.error_util").disabled = True
    try:
        _use_store(stores.current(), settings)
    except stores.StoreError as error:
        _tell(str(error))


def _use_store(store: stores.Store, settings: Settings) -> None:
    snapshot.complete(store, settings)
    secret = keys.server_secret(store)
    # Set for now, and in the environment for when Streamlit reads its settings again.
    os.environ["STREAMLIT_SERVER_COOKIE_SECRET"] = secret
    config.set_option("server.cookieSecret", secret)
    invitation = accounts.first_administrator(store, settings)
    if invitation is not None:
        hours = settings.inloggen.link_uren
        _tell(f"Er is nog geen account. Maak hier de eerste beheerder, binnen {hours} uur:\n{invitation}")


def _tell(text: str) -> None:
    sys.stderr.write(f"\n{text}\n\n")
    sys.stderr.flush()


def addresses() -> list[str]:
    """The addresses of all pages. Reads them now: a mistake shows at the start, and the first visitor need not wait."""
    caching = logging.getLogger("streamlit.runtime.caching.cache_data_api")
    caching.disabled = True  # it warns that there is no server yet
    found = [page.path for page in find_pages(HERE / "pages")]
    caching.disabled = False
    return found


try:
    settings = factsheet_settings.read(factsheet_settings.path(), summary.figures_known)
    geography.current()  # a map that cannot be used shows at the start too
    proxies = trusted_proxies()
    prepare(settings)
    pictures.warm()
except factsheet_settings.SettingsError as error:
    sys.exit(f"\nDe server start niet:\n{error}\n")
# Uvicorn believes what every program on this machine says of addresses (X-Forwarded-For), and reads its own setting for
# that before this file. So it leaves that to the middleware below, which believes the proxies that we name.
uvicorn.config.ProxyHeadersMiddleware = lambda app, **_: app  # type: ignore[assignment, attr-defined]
app = st.App(
    HERE / "factsheet" / "app_script.py",
    routes=[module.route(stores.current, factsheet_settings.current) for module in (downloads, session_route)],
    middleware=[
        Middleware(ProxyHeadersMiddleware, trusted_hosts=proxies),
        Middleware(
            SecurityMiddleware,
            store=stores.current,
            settings=settings,
            pages=addresses(),
            base=config.get_option("server.baseUrlPath"),
            look=look.css(),
        ),
    ],
    on_script_error=apologise,
)
