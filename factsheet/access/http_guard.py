"""The HTTP guard around the server: what may be asked for at all, and with which headers it is answered. Pure ASGI.

Streamlit answers more than this program needs: uploads by strangers, files of other sessions, metrics, an interface for
robots. Here everything is closed that is not on the list.
"""

from __future__ import annotations

import asyncio
import base64
import functools
import hashlib
import html
import re
from collections.abc import Awaitable, Callable, Collection, Iterable, MutableMapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from weakref import WeakValueDictionary

from starlette.requests import cookie_parser

from factsheet.access import provider, session_route
from factsheet.access.downloads import FOLDER
from factsheet.access.error_handler import told
from factsheet.access.roles import MAY_UPLOAD, ROLES, Visitor
from factsheet.access.sessions import cookie_of, visitor_of
from factsheet.monitoring import routes as monitoring
from factsheet.monitoring import technical_log
from factsheet.settings import Settings
from factsheet.store import Store, StoreError

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

TITLE = "Sociaal domein in beeld"
# Not Streamlit's own /_stcore/health: its page asks that before it connects, and would never show what is wrong.
HEALTH, STREAM = "/gezondheid", "/_stcore/stream"
OPEN = (HEALTH, session_route.PATH, "/_stcore/health", "/_stcore/host-config", STREAM, "/favicon.png", "/manifest.json")
OPEN_BELOW = ("/static/", "/_stcore/bidi-components/")
SAFE = ("GET", "HEAD", "OPTIONS")
FOR_WATCHERS = (monitoring.READY, monitoring.METRICS)
UPLOAD = "/_stcore/upload_file/"
# What Streamlit keeps in memory here are files that were made of an upload, and the zip of an edition.
MEDIA = "/media/"
HOST = re.compile(r"[A-Za-z0-9.\-]+(:\d+)?|\[[0-9A-Fa-f:]+\](:\d+)?")
PORT = re.compile(r":\d+$")
PORTS = {"http": "80", "https": "443"}
PROTOCOLS = "Sec-WebSocket-Protocol"
POLICY_VIOLATION, TOO_BIG = 1008, 1009
INLINE_SCRIPT = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
# What is added to Streamlit's page: its words in Dutch, and what of it is not shown, or shown better.
HERE = Path(__file__).parent
ADDED = (
    f"<script>{(HERE / 'dutch.js').read_text(encoding='utf-8')}</script>"
    f"<script>{(HERE / 'take.js').read_text(encoding='utf-8')}</script>"
    f"<style>{(HERE / 'streamlit.css').read_text(encoding='utf-8')}</style>"
)
# What must come as a whole and unpacked, because it is rewritten.
UNREWRITABLE = {b"accept-encoding", b"range", b"if-none-match", b"if-modified-since"}

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
WELL, UNWELL = "De opslag geeft antwoord.", "De opslag geeft geen antwoord."
NOT_FOUND = (404, "Deze pagina bestaat niet", "Controleer het adres, of begin bij de startpagina.")
# Bytes of uploads of one screen: those not yet taken in, and those at work. The files of a year are some hundred kB.
MOST_HELD = 100_000_000
TOO_MUCH = (413, "Dat zijn te veel bestanden", "Laad de pagina opnieuw, en upload minder bestanden tegelijk.")
# Of one message over a websocket. Files come another way; the largest of a page is the table that is edited: of 500
# wijken less than half of this. All of it stays in memory, also that of who is not logged in.
MOST_SAID = 2_000_000
NOT_YOURS = (403, "U hebt geen toegang", "Log in en probeer het opnieuw.")


class SecurityMiddleware:
    """ASGI middleware around the Streamlit application."""

    def __init__(
        self,
        app: App,
        *,
        store: Callable[[], Store],
        settings: Settings,
        pages: Collection[str],
        base: str = "",
        look: str = "",
        held: Callable[[str], int] = lambda _: 0,
    ) -> None:
        """Make the guard.

        Args:
            store: gives the store, to look up who sent a cookie.
            pages: the addresses of the pages, without slashes.
            base: server.baseUrlPath, when the site is not at the top of its host.
            look: the styles of the pages.
            held: how many bytes of uploads the server holds of a screen, by Streamlit's name for it.
        """
        self._app = app
        self._store = store
        self._settings = settings
        self._look = look
        self._held = held
        self._turns = WeakValueDictionary[str, asyncio.Lock]()
        self._pages = {"/", *(f"/{page}" for page in pages)}
        self._base = f"/{base.strip('/')}" if base.strip("/") else ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self._connect(scope, receive, send)
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = self._path(scope)
        technical_log.PATH.set(path)
        answer = self._answer(scope, send)
        refusal = await self._refusal(path, scope)
        if refusal is not None:
            await _refuse(answer, refusal, self._base)
        elif path == HEALTH:
            status, text = (200, WELL) if await asyncio.to_thread(self._store_answers) else (503, UNWELL)
            await _say(answer, status, b"text/plain; charset=utf-8", text)
        elif path.startswith(UPLOAD) and scope["method"] == "PUT":
            await self._take(path.removeprefix(UPLOAD).partition("/")[0], scope, receive, answer)
        else:
            await self._pass(_wholly(scope) if self._is_document(path) else scope, receive, answer)

    async def _take(self, screen: str, scope: Scope, receive: Receive, answer: Send) -> None:
        """Take the files of a screen in one by one, so that each finds only the room that those before it left."""
        async with self._turns.setdefault(screen, asyncio.Lock()):
            if self._held(screen) >= MOST_HELD:
                await _refuse(answer, TOO_MUCH, self._base)
            else:
                await self._pass(scope, receive, answer)

    async def _pass(self, scope: Scope, receive: Receive, answer: Send) -> None:
        """Let a request through. What goes wrong there is told in Dutch, unless the answer is on its way already."""
        begun = False

        async def send(message: Message) -> None:
            nonlocal begun
            begun = True
            await answer(message)

        try:
            await self._app(scope, receive, send)
        except Exception as error:
            if begun:
                raise
            advice = await asyncio.to_thread(told, error)
            await _refuse(answer, (500, "Dat is niet gelukt", advice), self._base)

    async def _connect(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a websocket through that a page of this site asked for, and refuse any other before it is accepted.

        Of a stranger's Streamlit would ask the internet whether the address is its own, while everybody waits.
        """
        if self._path(scope) == STREAM and self._is_own(scope):
            # Who is not logged in begins anew: the name of a screen that was closed, which stands in the address of an
            # upload, is not the way into it.
            known = await asyncio.to_thread(self._visitor, scope)
            asked = _at_own_host(scope if known else _without_screen(scope), _only(scope, b"origin"))
            await self._app(asked, _of_few_words(receive, send), send)
        else:
            await send({"type": "websocket.close", "code": POLICY_VIOLATION})

    def _is_own(self, scope: Scope) -> bool:
        """Whether a page of this site asks this."""
        return is_from(_only(scope, b"origin"), [_only(scope, b"host"), urlsplit(self._settings.adres).netloc])

    def _path(self, scope: Scope) -> str:
        path: str = scope["path"]
        return path.removeprefix(self._base) or "/"

    async def _refusal(self, path: str, scope: Scope) -> tuple[int, str, str] | None:
        if scope["method"] not in SAFE and not self._is_own(scope):
            return NOT_YOURS
        if path in provider.ADDRESSES:
            return self._refusal_at_provider(path, scope)
        if path in (*OPEN, *FOR_WATCHERS) or path.startswith(OPEN_BELOW):
            return None
        if path.startswith((UPLOAD, MEDIA, FOLDER)):
            visitor = await asyncio.to_thread(self._visitor, scope)
            roles = ROLES if path.startswith(FOLDER) else MAY_UPLOAD
            return None if visitor and visitor.has(*roles) else NOT_YOURS
        return None if (path.rstrip("/") or "/") in self._pages else NOT_FOUND

    def _refusal_at_provider(self, path: str, scope: Scope) -> tuple[int, str, str] | None:
        """Without the account of the municipality these are not there; and no other site logs somebody out."""
        if not self._settings.aanmelden.groepen:
            return NOT_FOUND
        elsewhere = _only(scope, b"sec-fetch-site") in {"cross-site", "same-site"}
        return NOT_YOURS if path == provider.LOGOUT and elsewhere else None

    def _visitor(self, scope: Scope) -> Visitor | None:
        try:
            return visitor_of(self._store(), cookie_of(_cookies(scope), self._settings))
        except StoreError:
            return None

    def _store_answers(self) -> bool:
        try:
            self._store().check()
        except StoreError:
            return False
        return True

    def _is_document(self, path: str) -> bool:
        return path in self._pages

    def _answer(self, scope: Scope, send: Send) -> Send:
        """A `send` that adds the headers, and rewrites HTML once all of it is there."""
        held: list[Message] = []
        body = bytearray()

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = self._headers(scope, message["headers"])
                if _header(message, b"content-type").startswith(b"text/html"):
                    held.append(message)
                    return
            if not held:
                await send(message)
                return
            body.extend(message.get("body", b""))
            if not message.get("more_body", False):
                rewritten = dutch(bytes(body), self._look)
                await send(_page_start(held[0], rewritten, scope, self._settings.inloggen.inbedden))
                await send({"type": "http.response.body", "body": rewritten})

        return answer

    def _headers(self, scope: Scope, headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        added = dict(HEADERS)
        path = self._path(scope)
        if path.startswith(MEDIA):
            added["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
        if not path.startswith("/static/"):
            added["Cache-Control"] = "no-store"
        if scope["scheme"] == "https" or self._settings.adres.startswith("https://"):
            added["Strict-Transport-Security"] = "max-age=31536000"
        return _replaced(headers, added)


@functools.lru_cache(maxsize=64)
def dutch(page: bytes, look: str = "") -> bytes:
    """Streamlit's page in Dutch: its language, its title, its own words and what it says without JavaScript.

    `look`: the styles of our own, after all of Streamlit's; once, and not with every page that is shown.
    """
    page = page.replace(b"</body>", f"<style>{look}</style></body>".encode(), 1)
    page = page.replace(b'<html lang="en">', b'<html lang="nl">', 1)
    head = f"<title>{TITLE}</title>{ADDED}".encode()
    page = re.sub(rb"<title>Streamlit[^<]*</title>", lambda _: head, page, count=1)
    page = re.sub(rb'<link rel="service-desc"[^>]*>', b"", page)
    without = "<noscript><p>Zet JavaScript aan om deze pagina te gebruiken.</p></noscript>"
    return re.sub(rb"<noscript>.*?</noscript>", without.encode(), page, flags=re.DOTALL)


@functools.lru_cache(maxsize=64)
def policy(page: bytes, host: str, framed_by: tuple[str, ...] = ()) -> str:
    """The Content-Security-Policy of a page: its own host, and exactly the scripts that stand in it.

    Styles are set by script all the time, and Vega turns the formulas of a chart into functions: hence the two
    exceptions. No site may show the page in a frame but those in `framed_by`.
    """
    inline = [
        f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'"
        for script in INLINE_SCRIPT.findall(page)
    ]
    sockets = [f"ws://{host}", f"wss://{host}"] if HOST.fullmatch(host) else []
    parts = {
        "default-src": ["'self'"],
        "script-src": ["'self'", "'unsafe-eval'", *inline],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'", "data:"],
        "connect-src": ["'self'", *sockets],
        "worker-src": ["'self'", "blob:"],
        "frame-src": ["'none'"],
        "frame-ancestors": framed_by or ["'none'"],
        "form-action": ["'self'"],
        "base-uri": ["'self'"],
        "object-src": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(values)}" for name, values in parts.items())


def is_from(origin: str, hosts: Iterable[str]) -> bool:
    """Whether the Origin of a request is one of these hosts.

    The scheme counts only for the port that goes without saying: who takes care of https may stand in front of us.
    """
    origin = origin.lower()
    try:
        scheme, host = urlsplit(origin)[:2]
    except ValueError:
        return False
    whole = bool(host) and scheme in PORTS and origin == f"{scheme}://{host}"
    return whole and _with_port(host, scheme) in {_with_port(own.lower(), scheme) for own in hosts}


def _with_port(host: str, scheme: str) -> str:
    return host if PORT.search(host) else f"{host}:{PORTS[scheme]}"


def _only(scope: Scope, wanted: bytes) -> str:
    """The value of a header that stands there once; else nothing, because nobody knows which of them counts."""
    values = [value for name, value in scope["headers"] if name.lower() == wanted]
    return values[0].decode("latin-1") if len(values) == 1 else ""


def _at_own_host(scope: Scope, origin: str) -> Scope:
    """The request as Streamlit knows its own site again without asking anybody: it compares letter by letter."""
    return {**scope, "headers": _replaced(scope["headers"], {"Host": urlsplit(origin).netloc})}


def _without_screen(scope: Scope) -> Scope:
    """A handshake that names no earlier screen, as the third of its protocols does."""
    said = _only(scope, PROTOCOLS.lower().encode())
    return {**scope, "headers": _replaced(scope["headers"], {PROTOCOLS: ",".join(said.split(",")[:2])} if said else {})}


def _of_few_words(receive: Receive, send: Send) -> Receive:
    """What a websocket says, until a message is too large: that ends it."""

    async def received() -> Message:
        message = await receive()
        if len(message.get("bytes") or message.get("text") or "") <= MOST_SAID:
            return message
        await send({"type": "websocket.close", "code": TOO_BIG})
        return {"type": "websocket.disconnect", "code": TOO_BIG}

    return received


def _page_start(start: Message, page: bytes, scope: Scope, framed_by: tuple[str, ...]) -> Message:
    host = dict(scope["headers"]).get(b"host", b"").decode("latin-1")
    gone = {b"etag", b"last-modified"}
    headers = [(name, value) for name, value in start["headers"] if name.lower() not in gone]
    added = {"Content-Length": str(len(page)), "Content-Security-Policy": policy(page, host, framed_by)}
    return {**start, "headers": _replaced(headers, added)}


def _replaced(headers: list[tuple[bytes, bytes]], added: dict[str, str]) -> list[tuple[bytes, bytes]]:
    new = [(name.lower().encode(), value.encode("latin-1")) for name, value in added.items()]
    names = {name for name, _ in new}
    return [(name, value) for name, value in headers if name.lower() not in names] + new


def _header(message: Message, wanted: bytes) -> bytes:
    return next((value for name, value in message["headers"] if name.lower() == wanted), b"")


def _wholly(scope: Scope) -> Scope:
    headers = [(name, value) for name, value in scope["headers"] if name.lower() not in UNREWRITABLE]
    return {**scope, "headers": headers}


def _cookies(scope: Scope) -> dict[str, str]:
    return cookie_parser(_header({"headers": scope["headers"]}, b"cookie").decode("latin-1"))


async def _refuse(send: Send, refusal: tuple[int, str, str], base: str) -> None:
    status, title, advice = refusal
    page = (
        f'<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{title}</title></head>'
        f'<body><main><h1>{title}</h1><p>{advice}</p><p><a href="{html.escape(base)}/">Naar de startpagina</a></p>'
        f"</main></body></html>"
    )
    await _say(send, status, b"text/html; charset=utf-8", page)


async def _say(send: Send, status: int, kind: bytes, text: str) -> None:
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-type", kind)]})
    await send({"type": "http.response.body", "body": text.encode()})
