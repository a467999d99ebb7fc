"""The login screen, on streamlit-authenticator 0.4.2; and what that lacks.

The library shows the form, checks the password and restores a login from the cookie. The parts that are replaced here
are its own, private ones, so its version is pinned: its credentials (from our store), its password check (counted,
and the same work for a name that does not exist) and its cookie (a session that the store can end).
"""

from __future__ import annotations

import secrets
from typing import Any

from markupsafe import Markup
from streamlit_authenticator import Authenticate
from streamlit_authenticator.controllers import AuthenticationController, CookieController
from streamlit_authenticator.models import AuthenticationModel, CookieModel
from streamlit_authenticator.utilities import Encryptor, LoginError, Validator

from factsheet.access import accounts, provider_route, sessions, sign_on
from factsheet.access.browsers import browser_name
from factsheet.access.keys import cookie_key
from factsheet.access.passwords import AccountError, dummy_hash, fits, is_password, normal, weakness
from factsheet.access.roles import Visitor
from factsheet.literal import st
from factsheet.settings import Settings
from factsheet.store import Account, Link, Store, StoreError

TOKEN = "_sessie"  # noqa: S105 - the name of a place, not a secret
# What the browser has to fetch: its cookie, or that there is none any more (`factsheet.screen.cookie`).
COOKIE_WORK = "_cookie"
SWITCHED_OFF = "_uitgezet"
LEAVES = "_vertrekt"  # who logged out here, and has yet to do so at the provider
NO_ENTRY = "_geen_toegang"
LINK_TOKEN = "_link"  # noqa: S105 - the same
LABELS = {
    "Form name": "Inloggen",
    "Username": "Gebruikersnaam",
    "Password": "Wachtwoord",
    "Login": "Inloggen",
}
REFUSED = (
    "Inloggen lukt niet. Controleer uw gebruikersnaam en wachtwoord. "
    f"Na {sessions.FAILURES_PER_USER_AND_ADDRESS} keer kan het nog maar één keer per minuut."
)


class PasswordRule(Validator):  # type: ignore[misc]
    """Twelve characters or more, spaces allowed, and no more than bcrypt counts."""

    def validate_password(self, password: str) -> bool:
        return weakness(password) is None

    def diagnose_password(self, password: str) -> str:
        return weakness(password) or ""


class SessionCookie(CookieModel):  # type: ignore[misc]
    """The cookie: a token for a session in the store. It is worth nothing once the store ended that session."""

    def __init__(self, store: Store, settings: Settings) -> None:
        # The library's own __init__ would put a frame on every page that sends all cookies to the server.
        self.store, self.settings = store, settings
        self.cookie_name = sessions.COOKIE

    def get_cookie(self) -> dict[str, Any] | None:
        token = sessions.cookie_of(st.context.cookies, self.settings)
        if token is None:
            return None
        account = sessions.account_of(self.store, token)
        if account is None:
            self.delete_cookie()
            return None
        st.session_state[TOKEN] = token
        return {"username": account.name}

    def set_cookie(self) -> None:
        account = self.store.account(st.session_state["username"])
        if account is not None:
            enter(self.store, self.settings, account)

    def delete_cookie(self) -> None:
        _drop_cookie()


class SessionCookies(CookieController):  # type: ignore[misc]
    """The library's controller, on our cookie."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self.cookie_model = SessionCookie(store, settings)


class CountedLogin(AuthenticationModel):  # type: ignore[misc]
    """The library's login, with attempts counted in the store and the same work for every name."""

    def __init__(self, store: Store, settings: Settings, credentials: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(credentials, auto_hash=False, **kwargs)
        self.store, self.settings = store, settings

    def login(self, username: str, password: str, *args: Any, **kwargs: Any) -> bool | None:
        if not username and not any((*args, *kwargs.values())):
            st.session_state["authentication_status"] = False
            return False
        try:
            result: bool | None = super().login(username, password, *args, **kwargs)
        except LoginError:
            # A cookie of an account that was deleted between two questions.
            st.session_state.pop(TOKEN, None)
            return None
        return result

    def check_credentials(self, username: str, password: str) -> bool:
        known = sessions.cookie_of(st.context.cookies, self.settings, sessions.KNOWN)
        browser = sessions.known_browser(self.store, username, known)
        attempt = sessions.attempt(self.store, username, st.context.ip_address, browser)
        if attempt is None or not self._is_right(username, password):
            return False
        attempt.forget()
        return True

    def _is_right(self, username: str, password: str) -> bool:
        if username in self.credentials["usernames"] and fits(password):
            return bool(super().check_credentials(username, normal(password)))
        # Nobody, or an account that is switched off: who has its password may know that.
        other = self.store.account(username)
        off = other is not None and not other.active
        st.session_state[SWITCHED_OFF] = is_password(password, other.password_hash if other and off else None)
        return False


class Authenticator(Authenticate):  # type: ignore[misc]
    """The library's widgets, put together from the parts above."""

    def __init__(self, store: Store, settings: Settings, credentials: dict[str, Any]) -> None:
        key = cookie_key(store)
        rule = PasswordRule()
        self.path = self.api_key = None
        self.attrs = {"login_sleep_time": 0}
        self.secret_key = key
        self.encryptor = Encryptor(key)
        self.cookie_controller = SessionCookies(store, settings)
        self.authentication_controller = AuthenticationController({"usernames": {}}, rule, False, secret_key=key)
        self.authentication_controller.authentication_model = CountedLogin(
            store, settings, credentials, secret_key=key, validator=rule
        )


def enter(store: Store, settings: Settings, account: Account) -> None:
    """Open a session in this browser, which then fetches its cookie. The password was checked before."""
    _keep(sessions.log_in(store, account, settings.inloggen, _browser()))


def _browser() -> str:
    return browser_name(st.context.headers.get("User-Agent", ""))


def _keep(opened: sessions.Login) -> None:
    st.session_state[TOKEN] = opened.token
    st.session_state[COOKIE_WORK] = {"ticket": opened.ticket}


def _enter_by_provider(store: Store, settings: Settings) -> None:
    """Open a session for who comes back from the provider, or remember why not."""
    if NO_ENTRY in st.session_state or not settings.aanmelden.groepen or not st.user.get("is_logged_in"):
        return
    try:
        opened = sign_on.enter(store, settings, st.user.to_dict(), _browser())
    except sign_on.NoEntry as refusal:
        st.session_state[NO_ENTRY] = str(refusal)
        return
    if opened is not None:
        _keep(opened)
        st.session_state["authentication_status"] = True


def visitor(store: Store, settings: Settings) -> Visitor | None:
    """Who looks, as the store has it at this moment; None: nobody is logged in.

    A login is restored from the cookie, or opened for who comes back from the provider.
    """
    found = sessions.visitor_of(store, st.session_state.get(TOKEN))
    if found is not None and not _came_as_another(store, settings):
        st.session_state.setdefault("authentication_status", True)
        return found
    if TOKEN in st.session_state:
        _forget()
    Authenticator(store, settings, _credentials(store)).login("unrendered")
    if LEAVES in st.session_state:
        _leave_provider(settings)
    elif TOKEN not in st.session_state:
        _enter_by_provider(store, settings)
    return sessions.visitor_of(store, st.session_state.get(TOKEN))


def _leave_provider(settings: Settings) -> None:
    """Log out there too, once the browser is on its way there."""
    if settings.aanmelden.groepen and st.user.get("is_logged_in"):
        st.logout()
    del st.session_state[LEAVES]


def ask(store: Store, settings: Settings) -> None:
    """Show the ways to log in, and after that the page.

    Somebody may have scanned a code and never have heard of this: it says what it is, for whom, and whom to ask.
    """
    if NO_ENTRY in st.session_state:
        _no_entry(settings)
        return
    st.title("Sociaal domein in beeld")
    st.html(_what_this_is(settings))
    _message_of_last_run()
    if settings.aanmelden.groepen:
        _ask_provider(settings)
    if settings.aanmelden.wachtwoorden:
        _ask_password(store, settings)


def _no_entry(settings: Settings) -> None:
    """Why somebody whom the provider knows may not come in, and the way to try again."""
    st.title("Geen toegang")
    st.error(f"{st.session_state[NO_ENTRY]} Vraag het: {_whom(settings)}.")
    st.button("Opnieuw inloggen", on_click=st.logout)


def _ask_provider(settings: Settings) -> None:
    name, failed = provider_route.FAILED
    if st.query_params.get(name) == failed:
        st.error(f"Inloggen met uw account van de gemeente is niet gelukt. Probeer het opnieuw. {_help(settings)}")
    st.button("Inloggen met uw account van de gemeente", on_click=st.login, type="primary", key="inloggen-gemeente")
    if settings.aanmelden.wachtwoorden:
        st.markdown("Of log in met een wachtwoord van deze app:")


def _help(settings: Settings) -> str:
    return f"Lukt het niet? Vraag het: {_whom(settings)}."


def _ask_password(store: Store, settings: Settings) -> None:
    Authenticator(store, settings, _credentials(store)).login("main", fields=LABELS, key="inloggen")
    if TOKEN in st.session_state:
        st.rerun()
    if st.session_state.get("authentication_status") is False:
        off = st.session_state.pop(SWITCHED_OFF, False)
        st.error(f"Uw account staat uit. Wilt u weer inloggen? Vraag het: {_whom(settings)}." if off else REFUSED)
    _demo_table(store)


def _whom(settings: Settings) -> str:
    return settings.contact or f"gemeente {settings.gemeente.naam}"


def _what_this_is(settings: Settings) -> Markup:
    town = settings.gemeente.naam
    what = (
        f"De cijfers van {town} over hulp uit de Wmo, jeugdhulp en bijstand. "
        "Inloggen is voor wie er bij de gemeente mee werkt."
    )
    site = settings.publieke_url
    public = Markup(' Voor iedereen staan ze op <a href="{0}">{0}</a>.').format(site) if site else ""
    forgotten = f"Geen account, of wachtwoord vergeten? Vraag het: {_whom(settings)}."
    asked = Markup(" {}").format(forgotten if settings.aanmelden.wachtwoorden else _help(settings))
    return Markup('<p class="sd-welkom">{}{}{}</p>').format(what, public, asked)


def log_out_button(store: Store) -> bool:
    """A button to log out, also at the provider. True when it was clicked: the session is ended then."""
    if not st.button("Uitloggen", key="uitloggen"):
        return False
    sessions.log_out(store, st.session_state.pop(TOKEN, None))
    _drop_cookie()
    _forget()
    # Not here: what the page does next may end this run before the browser heard of it.
    st.session_state[LEAVES] = True
    return True


def invitation(store: Store, settings: Settings) -> bool:
    """Show the form of a one-time link. True once it was used and somebody can log in."""
    if st.session_state.pop("uitnodiging-klaar", False):
        st.session_state["_melding"] = "Uw wachtwoord is bewaard. U kunt nu inloggen."
        return True
    st.title("Kies een wachtwoord")
    token = st.session_state.get(LINK_TOKEN)
    # Without one the browser did not yet say what stands behind the # of its address.
    if token is not None:
        link = accounts.find_invitation(store, token)
        if not settings.aanmelden.wachtwoorden:
            st.error(accounts.PASSWORDS_OFF)
        elif link is None:
            st.error(accounts.USED_UP)
        else:
            _invitation_form(store, settings, token, link)
    return False


def _invitation_form(store: Store, settings: Settings, token: str, link: Link) -> None:
    with st.form("uitnodiging"):
        if link.account is None:
            st.markdown("U maakt het account van de eerste beheerder.")
            st.text_input("Gebruikersnaam", key="uitnodiging-gebruiker", autocomplete="username")
            st.text_input("Uw naam", key="uitnodiging-naam", autocomplete="name")
        else:
            st.text(f"Account: {link.account.name}")
        st.text_input(
            "Nieuw wachtwoord",
            type="password",
            key="uitnodiging-een",
            autocomplete="new-password",
            help="12 tekens of meer. Een zin met spaties mag ook.",
        )
        st.text_input("Nog een keer", type="password", key="uitnodiging-twee", autocomplete="new-password")
        st.form_submit_button("Bewaar wachtwoord", on_click=_use_invitation, args=(store, settings, token, link))
    problem = st.session_state.pop("uitnodiging-fout", None)
    if problem:
        st.error(problem)


def _use_invitation(store: Store, settings: Settings, token: str, link: Link) -> None:
    state = st.session_state
    try:
        if state["uitnodiging-een"] != state["uitnodiging-twee"]:
            raise AccountError("De twee wachtwoorden zijn niet gelijk. Vul ze opnieuw in.")
        if link.account is None:
            names = (state["uitnodiging-gebruiker"], state["uitnodiging-naam"])
            accounts.become_first_administrator(store, settings, token, *names, password=state["uitnodiging-een"])
        else:
            accounts.choose_password(store, settings, token, state["uitnodiging-een"])
    except StoreError as error:
        state["uitnodiging-fout"] = str(error)
    else:
        state["uitnodiging-klaar"] = True


def _credentials(store: Store) -> dict[str, Any]:
    """Who may log in. Who has no password here costs the same work in the form, and never has the right one."""
    able = [account for account in store.accounts() if sessions.may_log_in(store, account)]
    return {
        "usernames": {
            account.name: {"name": account.display_name, "password": account.password_hash or dummy_hash(), "roles": []}
            for account in able
        }
    }


def _came_as_another(store: Store, settings: Settings) -> bool:
    """Whether the browser at this screen is logged in as somebody else than who opened it.

    Streamlit gives a closed screen back to who names it, and that name stands in access logs.
    """
    cookie = sessions.cookie_of(st.context.cookies, settings)
    if cookie in (None, st.session_state.get(TOKEN)):
        return False
    return sessions.account_of(store, cookie) is not None


def _drop_cookie() -> None:
    if "drop" not in st.session_state.get(COOKIE_WORK, {}):
        st.session_state[COOKIE_WORK] = {"drop": secrets.token_hex(4)}


def _forget() -> None:
    """Nothing of who was here stays for who comes next, except that the cookie may still have to go."""
    work = st.session_state.get(COOKIE_WORK)
    st.session_state.clear()
    if work is not None:
        st.session_state[COOKIE_WORK] = work


def _message_of_last_run() -> None:
    message = st.session_state.pop("_melding", None)
    if message:
        st.success(message)


def _demo_table(store: Store) -> None:
    demo = accounts.demo_accounts(store)
    if demo:
        st.markdown("Dit is een voorbeeld met verzonnen accounts:")
        st.table([{"Gebruikersnaam": who.name, "Wachtwoord": who.password} for who in demo], hide_index=True)
