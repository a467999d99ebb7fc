"""All files of an edition: per kind and area, one part after the other, so that whoever waits sees how far it is."""

from __future__ import annotations

import functools
import io
import zipfile
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from factsheet.export import figure_files, web
from factsheet.export.pdf import pdf
from factsheet.export.taken import Taken
from factsheet.export.workbook import workbook
from factsheet.narrate import notation
from factsheet.settings import Area, Settings

PDF, WEB, FIGURES = "pdf", "web", "cijfers"
KINDS = (PDF, WEB, FIGURES)
Files = Mapping[str, bytes]
OfArea = Callable[[Area], bytes]


@dataclass(frozen=True)
class Part:
    """Some files: what they are, and how they are made. Paths are relative."""

    wat: str
    make: Callable[[], Files]


def parts(taken: Taken, areas: Sequence[Area], settings: Settings, kinds: Collection[str] = KINDS) -> tuple[Part, ...]:
    """The parts for these areas. What is about the edition as a whole comes only with all of its areas.

    The site is always of all areas; with paper and figures it offers them too.
    """
    # Made once: an area stands in a folder of its own, and beside its page of the site.
    paper, book = functools.cache(partial(pdf, taken)), functools.cache(partial(_book, taken))
    found: list[Part] = []
    whole = set(taken.front.areas) <= set(areas)
    if PDF in kinds:
        found += [Part(f"pdf van {area.naam}", partial(_pdf, taken, area, paper)) for area in areas]
    if FIGURES in kinds:
        found += [Part(f"cijfers van {area.naam}", partial(_figures, taken, area, book)) for area in areas]
        found += [Part("cijfers van alle gebieden", partial(figure_files.of_edition, taken))] if whole else []
    if WEB in kinds:
        found += [
            Part("website", partial(_site, taken, settings, (paper, book) if {PDF, FIGURES} <= set(kinds) else None))
        ]
    return tuple(found)


def zipped(taken: Taken, made: Iterable[Files]) -> bytes:
    """One archive of all of these. The same files give the same bytes: every one has the moment of its edition."""
    at, buffer = notation.dutch_time(taken.edition.public_from), io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, body in sorted(file for files in made for file in files.items()):
            entry = zipfile.ZipInfo(path, at.timetuple()[:6])
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, body)
    return buffer.getvalue()


def _pdf(taken: Taken, area: Area, paper: OfArea) -> Files:
    return {f"pdf/{taken.name_of(area, 'pdf')}": paper(area)}


def _figures(taken: Taken, area: Area, book: OfArea) -> Files:
    return {f"cijfers/{taken.name_of(area, 'xlsx')}": book(area), **figure_files.charts_of(taken, area)}


def _book(taken: Taken, area: Area) -> bytes:
    return workbook(taken, [area])


def _site(taken: Taken, settings: Settings, along: tuple[OfArea, OfArea] | None) -> Files:
    """The site; `along` makes the paper and the figures that stand beside the page of each area."""
    made = {**web.site([taken], settings, downloads=_offered if along else web.nothing)}
    for area in taken.front.areas if along else ():
        folder = f"{taken.jaar}" if area.is_gemeente else f"{taken.jaar}/{area.slug}"
        for make, ending in zip(along or (), ("pdf", "xlsx"), strict=True):
            made[f"{folder}/{taken.name_of(area, ending)}"] = make(area)
    return {f"{WEB}/{path}": body for path, body in made.items()}


def _offered(taken: Taken, area: Area) -> Mapping[str, str]:
    return {"PDF": taken.name_of(area, "pdf"), "Cijfers (Excel)": taken.name_of(area, "xlsx")}
