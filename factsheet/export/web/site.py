"""All of the site: every edition, and the pages around them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from factsheet.export.taken import Taken
from factsheet.export.web import about, look
from factsheet.export.web.around import ACCESSIBILITY, COLOPHON, START, STYLE, TERMS, Around, Downloads, nothing
from factsheet.export.web.edition import pages_of
from factsheet.settings import Settings


def site(editions: Sequence[Taken], settings: Settings, *, downloads: Downloads = nothing) -> Mapping[str, bytes]:
    """The site of these editions as path → bytes; the same editions give the same bytes. Raises ValueError for none.

    The newest edition of a year has the address of that year, any other stands under its number. `downloads` names what
    other exports made of an area; the site only leads there.
    """
    if not editions:
        raise ValueError("A site needs an edition.")
    around = Around(tuple(editions))
    pages = {
        START: about.start(around),
        TERMS: about.terms(around, settings),
        ACCESSIBILITY: about.accessibility(around),
        COLOPHON: about.colophon(around),
    }
    for taken in around.newest.values():
        pages |= pages_of(taken, around.folder(taken), settings, around=around, downloads=downloads)
    found = pages | {STYLE: look.css().encode(), "404.html": about.missing(around), "robots.txt": about.robots(around)}
    if around.last.public:
        found["sitemap.xml"] = about.sitemap(around, pages)
    for taken in (one for one in editions if not around.is_newest(one)):
        found |= pages_of(taken, around.folder(taken), settings, around=around, downloads=downloads)
    return found
