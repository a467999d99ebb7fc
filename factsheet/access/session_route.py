"""The route that sets and clears the login cookie: no script ever reads or writes it.

A browser comes here with the ticket that the page gave it after a good password, once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from factsheet.access.sessions import COOKIE, HOST, KNOWN, KNOWN_LASTS, cookie_of, fetch, known_token, visitor_of
from factsheet.settings import Settings
from factsheet.store import Store

PATH = "/sessie"
TICKET_CHARACTERS = 100


def route(store: Callable[[], Store], settings: Callable[[], Settings]) -> Route:
    """POST a ticket to get the cookie, DELETE to lose one that opens nothing any more."""

    async def answer(request: Request) -> Response:
        if request.method == "POST":
            first = await anext(request.stream(), b"")  # a ticket is short: nobody fills the memory here
            ticket = first[:TICKET_CHARACTERS].decode("latin-1")
            return await asyncio.to_thread(_given, request, store(), settings(), ticket)
        return await asyncio.to_thread(_taken, request, store(), settings())

    return Route(PATH, answer, methods=["POST", "DELETE"])


def _given(request: Request, store: Store, settings: Settings, ticket: str) -> Response:
    fetched = fetch(store, ticket)
    if fetched is None:
        return Response(status_code=403)
    (token, session), secure = fetched, is_secure(request, settings)
    response = Response(status_code=204)
    _set(response, COOKIE, token, session.expires - store.now(), secure=secure)
    _set(response, KNOWN, known_token(store, session.account), KNOWN_LASTS, secure=secure)
    return response


def _taken(request: Request, store: Store, settings: Settings) -> Response:
    """Another tab may have logged in meanwhile: a cookie that is good stays."""
    response = Response(status_code=204)
    if visitor_of(store, cookie_of(request.cookies, settings)) is None:
        _set(response, COOKIE, "", timedelta(0), secure=is_secure(request, settings))
    return response


def is_secure(request: Request, settings: Settings) -> bool:
    """Whether the browser came over https, so that cookies may say that they need it."""
    return request.url.scheme == "https" or settings.adres.startswith("https://")


def _set(response: Response, name: str, value: str, lasts: timedelta, *, secure: bool) -> None:
    age = int(lasts.total_seconds())
    name = f"{HOST}{name}" if secure else name
    response.set_cookie(name, value, max_age=age, path="/", secure=secure, httponly=True, samesite="strict")
