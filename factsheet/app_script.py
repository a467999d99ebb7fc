"""The script that Streamlit runs at every click: who are you, and which pages are yours.

It stands in another folder than `pages/`, so that this folder means nothing to Streamlit: a page is shown only by the
door, after it knows who looks.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from streamlit.navigation.page import StreamlitPage

from factsheet import settings as factsheet_settings
from factsheet import store as stores
from factsheet.access import BEHEERDER, MANAGEMENT, REDACTEUR, WIJKCOORDINATOR, Page, Visitor, find_pages, login
from factsheet.access.accounts import INVITATION
from factsheet.access.http_guard import TITLE
from factsheet.literal import st
from factsheet.monitoring.metrics import RERUNS
from factsheet.screen import cookie
from factsheet.settings import Settings
from factsheet.store import Store, StoreError

PAGES = Path(__file__).parent.parent / "pages"
OWN = "account"
STARTS = (
    (REDACTEUR, "begin"),
    (MANAGEMENT, "samenvatting"),
    (WIJKCOORDINATOR, "wijk"),
    (BEHEERDER, "beheer"),
)
# Given as text: an icon by name would be fetched from somebody else's server, a file from /media, which is closed.
MARK = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#0B5C8A"/>'
    '<path d="M4 12V8M8 12V4M12 12V6" stroke="#fff" stroke-width="2.4"/></svg>'
)

Menu = dict[Page, StreamlitPage]


def main() -> None:
    """Show the page that was asked for to who may see it, and the login screen to everybody else."""
    RERUNS.add()
    try:
        store, settings = stores.current(), factsheet_settings.current()
    except (StoreError, factsheet_settings.SettingsError) as error:
        st.error(str(error).replace("\n", "\n\n"))
        st.stop()
    visitor = login.visitor(store, settings)
    menu = _menu(find_pages(PAGES), visitor)
    start = st.Page(_nothing, title=TITLE, url_path="start", default=True, visibility="hidden")
    # Every page is registered before anybody has to log in: so a deep link survives the login, and F5.
    asked = st.navigation([start, *menu.values()], position="top" if visitor else "hidden")
    page = next((page for page, registered in menu.items() if registered is asked), None)
    st.set_page_config(page_title=f"{page.title} · {TITLE}" if page else TITLE, page_icon=MARK)
    with st.container(key="cookie"):
        cookie.fetch_cookie()
    if INVITATION in st.query_params and not _used(store, settings):
        st.stop()
    st.query_params.pop(INVITATION, None)
    if visitor is None:
        login.ask(store, settings)
        st.stop()
    if _bar(menu, visitor, store):
        st.switch_page(start)
    _show(page, menu, visitor)


def _used(store: Store, settings: Settings) -> bool:
    """Show what a one-time link is for; whether it was used now."""
    with st.container(key="cookie-link"):
        cookie.read_link()
    return login.invitation(store, settings)


def _menu(pages: tuple[Page, ...], visitor: Visitor | None) -> Menu:
    """All pages, for the menu only those that the visitor may see."""
    return {
        page: st.Page(
            partial(page.show, visitor) if visitor else _nothing,
            # In the title: an icon of its own also becomes the mark of the tab, fetched from somebody else's server.
            title=f"{page.icon} {page.title}" if page.icon else page.title,
            url_path=page.path,
            visibility="visible" if visitor and page.in_menu and page.allows(visitor) else "hidden",
        )
        for page in pages
    }


def _nothing() -> None:
    """What stands at every address while nobody is logged in, and at the start, which leads to another page."""


def _bar(menu: Menu, visitor: Visitor, store: Store) -> bool:
    """Who is logged in, by the name that leads to that account, and the way out. True when that was taken."""
    own = next((menu[page] for page in menu if page.path == OWN and page.allows(visitor)), None)
    with st.container(key="account", horizontal=True, horizontal_alignment="right", vertical_alignment="center"):
        if own:
            st.page_link(own, label=visitor.display_name, width="content")
        else:
            st.text(visitor.display_name, width="content")
        return login.log_out_button(store)


def _show(page: Page | None, menu: Menu, visitor: Visitor) -> None:
    allowed = [page for page in menu if page.allows(visitor)]
    if page is None and allowed:
        st.switch_page(menu[_first(allowed, visitor)], query_params=st.query_params.to_dict())
    if page is None or page not in allowed:
        _no_access([menu[page] for page in allowed])
        return
    menu[page].run()


def _first(allowed: list[Page], visitor: Visitor) -> Page:
    """The page where this visitor starts."""
    paths = {page.path: page for page in allowed}
    own = [paths[path] for role, path in STARTS if visitor.has(role) and path in paths]
    return (own or allowed)[0]


def _no_access(allowed: list[StreamlitPage]) -> None:
    st.title("Geen toegang")
    if not allowed:
        st.markdown("Uw account heeft nog geen pagina's. Vraag de beheerder om een rol.")
        return
    st.markdown("Deze pagina hoort niet bij uw rol. U kunt wel naar:")
    for page in allowed:
        st.page_link(page)


if __name__ == "__main__":
    main()
