"""Files to take along: an address per file, which gives it to who may see all that is in it, and to nobody else.

For everybody else it does not exist, whether there is no such edition, area or section, or it is not theirs.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from weakref import WeakValueDictionary

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from factsheet.access.roles import Visitor
from factsheet.access.sessions import cookie_of, visitor_of
from factsheet.edition import SectionResult
from factsheet.export.figure_files import picture_of
from factsheet.export.pdf import pdf
from factsheet.export.taken import Taken, taken
from factsheet.export.workbook import workbook
from factsheet.release import publish as publication
from factsheet.settings import Area, Settings
from factsheet.store import Store

FOLDER = "/bestand/"
PDF, FIGURES = "factsheet.pdf", "cijfers.xlsx"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NUMBER = re.compile(r"[1-9][0-9]{0,3}")  # a year, or the number of an edition

Made = tuple[bytes, str]


@dataclass(frozen=True)
class Wanted:
    """What is asked for: an area of an edition, and which file of it."""

    taken: Taken
    area: Area
    naam: str

    def made(self) -> Made | None:
        """The file and its media type; None when there is no such file."""
        if self.naam == PDF:
            return pdf(self.taken, self.area), "application/pdf"
        if self.naam == FIGURES:
            return workbook(self.taken, [self.area]), XLSX
        sleutel, _, ending = self.naam.rpartition(".")
        part = next((part for part in self.taken.sheet(self.area).secties if part.sleutel == sleutel), None)
        make = OF_SECTION.get(ending)
        return make(self, part) if part and make else None

    @property
    def called(self) -> str:
        """The name under which it is kept: "sociaal-domein-2024-berflo-es.pdf"."""
        name, _, ending = self.naam.rpartition(".")
        return self.taken.name_of(self.area, ending, "" if self.naam == PDF else name)


def _svg(_: Wanted, part: SectionResult) -> Made | None:
    made = picture_of(part)
    return (made[0], "image/svg+xml") if made else None


def _png(_: Wanted, part: SectionResult) -> Made | None:
    made = picture_of(part)
    return (made[1], "image/png") if made else None


def _xlsx(wanted: Wanted, part: SectionResult) -> Made:
    return workbook(wanted.taken, [wanted.area], [part.sleutel]), XLSX


OF_SECTION: Mapping[str, Callable[[Wanted, SectionResult], Made | None]] = {"svg": _svg, "png": _png, "xlsx": _xlsx}


def route(store: Callable[[], Store], settings: Callable[[], Settings]) -> Route:
    """The route of all these files: /bestand/2024/1/berflo-es/factsheet.pdf."""

    # Files cost time. Each account gets one after the other, so that nobody who asks for many keeps others waiting.
    turns = WeakValueDictionary[str, asyncio.Lock]()

    async def give(request: Request) -> Response:
        token = cookie_of(request.cookies, settings())
        visitor = await asyncio.to_thread(visitor_of, store(), token)
        turn = turns.setdefault(visitor.name if visitor else "", asyncio.Lock())
        async with turn:
            made = await asyncio.to_thread(_given, store(), settings(), request.path_params, token)
        if made is None:
            return Response("Dit bestand is er niet, of het is niet voor u.", 404, media_type="text/plain")
        body, kind, name = made
        return Response(body, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})

    return Route(f"{FOLDER}{{jaar}}/{{editie}}/{{gebied}}/{{naam}}", give, methods=["GET"])


def _given(
    store: Store, settings: Settings, asked: Mapping[str, str], token: str | None
) -> tuple[bytes, str, str] | None:
    visitor = visitor_of(store, token)
    wanted = _wanted(store, settings, asked, visitor) if visitor else None
    made = wanted.made() if wanted else None
    return (*made, wanted.called) if wanted and made else None


def _wanted(store: Store, settings: Settings, asked: Mapping[str, str], visitor: Visitor) -> Wanted | None:
    if not NUMBER.fullmatch(asked["jaar"]) or not NUMBER.fullmatch(asked["editie"]):
        return None
    edition = publication.opened(store, int(asked["jaar"]), int(asked["editie"]), early=visitor.early)
    if edition is None:
        return None
    found = taken(store, edition, settings)
    area = next((area for area in visitor.areas_of(found.front) if area.slug == asked["gebied"]), None)
    return Wanted(found, area, asked["naam"]) if area else None
