"""The addresses for who watches: /gereed (may this process get visitors?) and /metrics (for Prometheus)."""

from __future__ import annotations

import asyncio
import hmac
import os
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from factsheet.monitoring import metrics
from factsheet.settings import SettingsError
from factsheet.store import Store, StoreError

READY, METRICS = "/gereed", "/metrics"
TOKEN = "FACTSHEET_METRICS_TOKEN"  # noqa: S105 - the name of it
MIN_CHARACTERS = 32
IS_READY = "De server is gereed."
OTHER_REVISION = (
    "De opslag is van een andere versie van dit programma. Werk het programma bij en start de server opnieuw."
)
FORMAT = "text/plain; version=0.0.4; charset=utf-8"


def routes(store: Callable[[], Store], sessions: Callable[[], int]) -> list[Route]:
    """The routes; `store` gives the store once all is done that a start must do, `sessions` counts the open screens.

    Raises SettingsError when the token of the environment is too short.
    """
    token = _token()

    async def ready(_: Request) -> Response:
        problem = await asyncio.to_thread(_problem, store)
        return PlainTextResponse(problem or IS_READY, 503 if problem else 200)

    async def measured(request: Request) -> Response:
        if token is None:
            return PlainTextResponse("Deze pagina bestaat niet.", 404)
        if not _is(token, request.headers.get("authorization", "")):
            refused = {"WWW-Authenticate": "Bearer"}
            return PlainTextResponse("Geef het token van de beheerder mee.", 401, headers=refused)
        return Response(await asyncio.to_thread(metrics.text, store, sessions), media_type=FORMAT)

    return [Route(READY, ready), Route(METRICS, measured)]


def _token() -> str | None:
    token = os.environ.get(TOKEN)
    if not token:
        return None
    if len(token) < MIN_CHARACTERS:
        raise SettingsError(
            f"{TOKEN} is te kort. Gebruik {MIN_CHARACTERS} willekeurige tekens of meer, "
            "bijvoorbeeld van: openssl rand -hex 32."
        )
    return token


def _is(token: str, header: str) -> bool:
    """Whether this is the header of who knows the token. Takes as long whatever is wrong with it."""
    return hmac.compare_digest(header.encode(), f"Bearer {token}".encode())


def _problem(store: Callable[[], Store]) -> str | None:
    """Why this process cannot have visitors now, for who looks after it; None when it can."""
    try:
        opened = store()
        opened.check()
        return None if opened.is_of_this_program() else OTHER_REVISION
    except StoreError as error:
        return str(error)
