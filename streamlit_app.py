"""The application: start it with `streamlit run streamlit_app.py`.

Streamlit reads this file to find `app`; the script that it runs for a visitor is factsheet/app_script.py.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
from pathlib import Path
from typing import Any

import streamlit as st
import streamlit.logger
import uvicorn.config
from starlette.middleware import Middleware
from starlette.routing import Route
from streamlit import config, runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.secrets import AttrDict
from streamlit.runtime.stats import ACTIVE_SESSIONS_FAMILY, GaugeStat
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from factsheet import geography, summary
from factsheet import settings as factsheet_settings
from factsheet import store as stores
from factsheet.access import accounts, downloads, find_pages, keys, provider, session_route
from factsheet.access.error_handler import apologise
from factsheet.access.http_guard import SecurityMiddleware
from factsheet.access.provider_route import ProviderMiddleware
from factsheet.access.proxies import trusted_proxies
from factsheet.export import pictures
from factsheet.monitoring import routes as monitoring
from factsheet.monitoring import technical_log
from factsheet.release import snapshot
from factsheet.screen import look, undisturbed
from factsheet.settings import Settings

HERE = Path(__file__).parent
LOGGER = logging.getLogger("factsheet")
PREPARED = threading.Event()


def log_as_json() -> None:
    """Let all that is logged be JSON lines without values of users, what Streamlit logs too."""
    technical_log.install(_page)
    # Streamlit would give the loggers that it makes later a way of their own.
    streamlit.logger.setup_formatter = technical_log.to_root
    # Streamlit itself would log the message of an error too, which may quote a person's data.
    logging.getLogger("streamlit.error_util").disabled = True


def _page() -> str:
    """The address of the page whose script runs in this thread, as the browser gives it; "" elsewhere."""
    context = get_script_run_ctx(suppress_warning=True)
    asked = context.context_info if context else None
    return asked.url if asked else ""


def prepare() -> None:
    """Do what a start must do. Without its store the server starts all the same: every page then says what is wrong,
    and so do /gezondheid and /gereed."""
    try:
        ready()
    except stores.StoreError as error:
        LOGGER.error("The server runs without its store: %s", error)


def ready() -> stores.Store:
    """The store, with all done that a start must do: now, when there was no store at the start. Raises StoreError."""
    store = stores.current()
    if not PREPARED.is_set():
        _use_store(store, settings)
        PREPARED.set()
    return store


def _use_store(store: stores.Store, settings: Settings) -> None:
    """Give the server its key and editions their documents, and invite the first administrator when there is none."""
    snapshot.complete(store, settings)
    secret = keys.server_secret(store)
    # Set for now, and in the environment for when Streamlit reads its settings again.
    os.environ["STREAMLIT_SERVER_COOKIE_SECRET"] = secret
    config.set_option("server.cookieSecret", secret)
    if PROVIDER is not None:
        st.secrets.merge_programmatic_secrets({"auth": {"cookie_secret": secret, **PROVIDER}})
    invitation = accounts.first_administrator(store, settings)
    if invitation is not None:
        hours = settings.inloggen.link_uren
        _tell(f"Er is nog geen account. Maak hier de eerste beheerder, binnen {hours} uur:\n{invitation}")


def provider_section() -> dict[str, Any] | None:
    """The provider that people log in with, as secrets.toml has it; None when nobody does."""
    if not settings.aanmelden.groepen:
        return None
    try:
        given = st.secrets.get("auth") if st.secrets.load_if_toml_exists() else None
    except (OSError, UnicodeDecodeError) as error:
        raise factsheet_settings.SettingsError(provider.UNREADABLE) from error
    return provider.checked(given.to_dict() if isinstance(given, AttrDict) else {}, settings)


def _tell(text: str) -> None:
    """Say something to who starts the server: on standard output, because standard error is the log."""
    sys.stdout.write(f"\n{text}\n\n")
    sys.stdout.flush()


def sessions() -> int:
    """How many screens are open."""
    found = runtime.get_instance().stats_mgr.get_stats([ACTIVE_SESSIONS_FAMILY])[ACTIVE_SESSIONS_FAMILY]
    return sum(counted.value for counted in found if isinstance(counted, GaugeStat))


def held(screen: str) -> int:
    """How many bytes of files that were uploaded and not yet taken in the server holds of a screen."""
    manager = runtime.get_instance().uploaded_file_mgr
    files = manager.file_storage.get(screen, {}) if isinstance(manager, MemoryUploadedFileManager) else {}
    return sum(len(file.data) for file in files.values())


def below_base(routes: list[Route]) -> list[Route]:
    """The routes where Streamlit has its own: below server.baseUrlPath, when the site is not at the top of its host."""
    return [Route(f"{BASE}{route.path}", route.endpoint, methods=list(route.methods or ())) for route in routes]


def addresses() -> list[str]:
    """The addresses of all pages. Reads them now: a mistake shows at the start, and the first visitor need not wait."""
    caching = logging.getLogger("streamlit.runtime.caching.cache_data_api")
    caching.disabled = True  # it warns that there is no server yet
    found = [page.path for page in find_pages(HERE / "pages")]
    caching.disabled = False
    return found


log_as_json()
undisturbed.let_callbacks_finish()
base_url_path = config.get_option("server.baseUrlPath").strip("/")
BASE = f"/{base_url_path}" if base_url_path else ""
try:
    settings = factsheet_settings.read(factsheet_settings.path(), summary.figures_known)
    geography.current()  # a map that cannot be used shows at the start too
    proxies = trusted_proxies()
    PROVIDER = provider_section()
    prepare()
    watching = monitoring.routes(ready, sessions)
    pictures.warm()
except factsheet_settings.SettingsError as error:
    sys.exit(f"\nDe server start niet:\n{error}\n")
pages = addresses()
# Uvicorn believes what every program on this machine says of addresses (X-Forwarded-For), and reads its own setting for
# that before this file. So it leaves that to the middleware below, which believes the proxies that we name.
uvicorn.config.ProxyHeadersMiddleware = lambda app, **_: app  # type: ignore[assignment, attr-defined]
app = st.App(
    HERE / "factsheet" / "app_script.py",
    routes=below_base(
        [
            *(module.route(stores.current, factsheet_settings.current) for module in (downloads, session_route)),
            *watching,
        ]
    ),
    middleware=[
        Middleware(ProxyHeadersMiddleware, trusted_hosts=proxies),
        Middleware(
            SecurityMiddleware,
            store=stores.current,
            settings=settings,
            pages=pages,
            base=BASE,
            look=look.css(),
            held=held,
        ),
        Middleware(ProviderMiddleware, settings=settings, pages=pages, base=BASE),
    ],
    on_script_error=apologise,
)
