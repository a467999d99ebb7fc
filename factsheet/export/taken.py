"""One edition as it is taken along: all that paper, web and figures are made of."""

from __future__ import annotations

from dataclasses import dataclass

from factsheet.edition import Factsheet
from factsheet.narrate import notation
from factsheet.release.snapshot import Front, Snapshot, published
from factsheet.settings import Area, Settings
from factsheet.store import Edition, Store
from factsheet.summary import Summary


@dataclass(frozen=True)
class Taken:
    """A published edition. `site` is where its QR codes lead: the public site, or the app where there is none.

    `public` says which of these it is.
    """

    snapshot: Snapshot
    edition: Edition
    site: str
    public: bool
    contact: str

    @property
    def jaar(self) -> int:
        return self.edition.year

    @property
    def front(self) -> Front:
        return self.snapshot.front

    @property
    def summary(self) -> Summary:
        return self.snapshot.summary

    def sheet(self, area: Area) -> Factsheet:
        """The factsheet of one of its areas."""
        return self.snapshot.sheet(area)

    @property
    def line(self) -> str:
        """Which edition it is, since when readers have it."""
        day = notation.day(notation.dutch_time(self.edition.public_from))
        return f"Factsheet {self.jaar}, editie {self.edition.number}, gepubliceerd op {day}"

    @property
    def revised(self) -> str:
        """Why it came after another edition; empty for the first."""
        return self.edition.reason or "" if self.edition.number > 1 else ""

    def address_of(self, area: Area) -> str:
        """Where a reader finds this area: `/2024/`, `/2024/berflo-es/`, or its page in the app."""
        if not self.public:
            wijk = "" if area.is_gemeente else f"wijk={area.slug}&"
            return f"{self.site}/{'factsheet' if area.is_gemeente else 'wijk'}?{wijk}jaar={self.jaar}"
        return f"{self.site}/{self.jaar}/" if area.is_gemeente else f"{self.site}/{self.jaar}/{area.slug}/"

    def name_of(self, area: Area, ending: str, what: str = "") -> str:
        """The name of a file about this area, or about one thing of it: "sociaal-domein-2024-berflo-es-gebruik.png"."""
        return f"sociaal-domein-{self.jaar}-{area.slug}{f'-{what}' if what else ''}.{ending}"


def taken(store: Store, edition: Edition, settings: Settings) -> Taken:
    """This edition, from what was kept when it was published."""
    public = settings.publieke_url is not None
    site = settings.publieke_url or settings.adres
    return Taken(published(store, edition, settings), edition, site, public, settings.contact)
