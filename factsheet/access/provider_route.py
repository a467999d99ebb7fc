"""What is added to the answers of Streamlit when a browser goes to the provider and comes back. Pure ASGI.

Streamlit leads everybody back to the start page, says nothing when it failed, and makes cookies that are kept for 30
days and go over http as well, one with the tokens of the provider in it. Here somebody comes back to the address that
they asked for, the cookies last no longer than a session, and no token leaves the server.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, MutableMapping
from typing import Any
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import Response

from factsheet.access.provider import ADDRESSES, CALLBACK, LOGIN
from factsheet.access.session_route import is_secure
from factsheet.access.sessions import HOST
from factsheet.settings import Settings

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

ASKED = "factsheet-gevraagd"  # the cookie with the address that somebody asked for before they logged in
ASKED_SECONDS = 600
ASKED_CHARACTERS = 1_000
FAILED = "aanmelden", "mislukt"  # what the address says then
IDENTITY, TOKENS = b"_streamlit_user", b"_streamlit_user_tokens"
OF_STREAMLIT = b"_streamlit_"
ERROR = 400


class ProviderMiddleware:
    """ASGI middleware around Streamlit's routes for the provider."""

    def __init__(self, app: App, *, settings: Settings, pages: Collection[str], base: str = "") -> None:
        """`pages` are their addresses without slashes; `base` is as SecurityMiddleware has it, with its slash."""
        self._app, self._settings, self._base = app, settings, base
        self._pages = {f"{base}/{page}" for page in ("", *pages)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].removeprefix(self._base) not in ADDRESSES:
            await self._app(scope, receive, send)
            return
        request, path = Request(scope), scope["path"].removeprefix(self._base)

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = self._changed(message, request, path)
            elif path == LOGIN:
                message = {**message, "body": b""}  # it is a redirect, or an English sentence
            await send(message)

        await self._app(scope, receive, answer)

    def _changed(self, start: Message, request: Request, path: str) -> Message:
        headers = [self._safer(name, value, request) for name, value in start["headers"] if not _has_token(name, value)]
        failed = start["status"] >= ERROR if path == LOGIN else path == CALLBACK and _has_failed(request, headers)
        if path == LOGIN and not failed:
            referer = _split(request.headers.get("referer", ""))
            asked = self._within(f"{referer.path}?{referer.query}")
            return {**start, "headers": _without(headers, b"content-length") + self._remember(asked, request)}
        if not failed and path != CALLBACK:
            return {**start, "headers": headers}
        location = self._within(unquote(_cookie(request)), *([FAILED] if failed else []))
        gone = {b"location", b"content-length", b"content-type"}
        led = [(b"location", location.encode("ascii")), (b"content-length", b"0")]
        return {**start, "status": 302, "headers": _without(headers, *gone) + led + self._remember("", request)}

    def _within(self, address: str, *added: tuple[str, str]) -> str:
        """The address of a page of ours, whatever else was given; the start page for what is none."""
        asked = _split(address[:ASKED_CHARACTERS])
        path = asked.path if asked.path in self._pages else f"{self._base}/"
        query = urlencode([*(pair for pair in parse_qsl(asked.query) if pair[0] != FAILED[0]), *added])
        return f"{quote(path)}?{query}" if query else quote(path)

    def _remember(self, address: str, request: Request) -> Headers:
        """The header that keeps an address in the browser, or takes it away."""
        secure = is_secure(request, self._settings)
        lasts, made = ASKED_SECONDS if address else 0, Response()
        name = f"{HOST}{ASKED}" if secure else ASKED
        # Lax: it must come back with a browser that another site, the provider, sends here.
        made.set_cookie(name, quote(address, safe=""), lasts, secure=secure, httponly=True, samesite="lax")
        return [(header, value) for header, value in made.raw_headers if header == b"set-cookie"]

    def _safer(self, name: bytes, value: bytes, request: Request) -> tuple[bytes, bytes]:
        """A cookie of Streamlit that lasts as long as a session at most, and goes over https only where there is."""
        if name.lower() != b"set-cookie" or not value.startswith(OF_STREAMLIT):
            return name, value
        attributes = [part.strip() for part in value.split(b";")]
        seconds = b"Max-Age=%d" % (self._settings.inloggen.sessie_uren * 3600)
        kept = [
            seconds if part.lower().startswith(b"max-age=") and part != b"Max-Age=0" else part
            for part in attributes
            if part.lower() != b"secure"
        ]
        return name, b"; ".join([*kept, *([b"Secure"] if is_secure(request, self._settings) else [])])


def _split(address: str) -> SplitResult:
    """The parts of an address; none of what is no address: anybody may send what they like."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def _has_token(name: bytes, value: bytes) -> bool:
    """Whether a header gives the browser a token of the provider; taking one away is good."""
    return name.lower() == b"set-cookie" and value.startswith(TOKENS) and b"Max-Age=0" not in value


def _has_failed(request: Request, headers: Headers) -> bool:
    """Whether a login was answered without an identity; who comes back from logging out brings nothing along."""
    cookies = [value for name, value in headers if name.lower() == b"set-cookie"]
    known = any(value.startswith(IDENTITY + b"=") and b"Max-Age=0" not in value for value in cookies)
    return not known and not {"state", "error"}.isdisjoint(request.query_params)


def _cookie(request: Request) -> str:
    return request.cookies.get(f"{HOST}{ASKED}") or request.cookies.get(ASKED, "")


def _without(headers: Headers, *names: bytes) -> Headers:
    return [(name, value) for name, value in headers if name.lower() not in names]
