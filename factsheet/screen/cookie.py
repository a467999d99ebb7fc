"""What a browser does for a login, unseen: fetch its cookie, and read the token of a one-time link."""

from __future__ import annotations

from streamlit import config

from factsheet.access import login
from factsheet.access.session_route import PATH
from factsheet.literal import st
from factsheet.screen.component import mount

ADDRESS = "adres"


def fetch_cookie() -> None:
    """Let the browser fetch its cookie, or that it has none any more; once, however often this is drawn."""
    work = st.session_state.get(login.COOKIE_WORK)
    if work is not None:
        base = config.get_option("server.baseUrlPath").strip("/")
        mount("session", key="sessie", data={**work, "url": f"/{base}{PATH}" if base else PATH})


def read_link() -> None:
    """Let the browser say what stands behind the # of its address: no other way leads from there to the server."""
    if login.LINK_TOKEN not in st.session_state:
        mount("address", key=ADDRESS, data={}, on_token_change=_keep)


def _keep() -> None:
    st.session_state[login.LINK_TOKEN] = str(st.session_state[ADDRESS].token or "")[:100]
