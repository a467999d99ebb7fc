"""Who may do what: four roles, and the visitor that a page gets to see."""

from __future__ import annotations

from dataclasses import dataclass, field

from factsheet.release.snapshot import Front
from factsheet.settings import Area, Settings
from factsheet.store import Account

REDACTEUR = "redacteur"
WIJKCOORDINATOR = "wijkcoordinator"
MANAGEMENT = "management"
BEHEERDER = "beheerder"
ROLES = {
    REDACTEUR: "Redacteur",
    WIJKCOORDINATOR: "Wijkcoördinator",
    MANAGEMENT: "Management",
    BEHEERDER: "Beheerder",
}
SEE_EVERY_AREA = frozenset({REDACTEUR, MANAGEMENT})
# These see an edition before its embargo is over.
SEE_EARLY = frozenset({REDACTEUR, MANAGEMENT})
MAY_UPLOAD = frozenset({REDACTEUR})


@dataclass(frozen=True)
class Visitor:
    """Who looks at a page. `areas`: the municipality first, then the wijken that this visitor may see.

    `codes` are the CBS codes of the wijken that were given to the account. `token` is the login that the page was shown
    to, so that a button can ask later whether it still counts. Without one nobody is logged in.
    """

    name: str
    display_name: str
    roles: frozenset[str]
    areas: tuple[Area, ...]
    codes: tuple[str, ...] = ()
    token: str | None = field(default=None, repr=False, compare=False)

    @property
    def wijken(self) -> tuple[Area, ...]:
        """The wijken of which this visitor may see the figures; empty for who sees the municipality only."""
        return tuple(area for area in self.areas if not area.is_gemeente)

    @property
    def early(self) -> bool:
        """Whether this visitor sees an edition before its embargo is over."""
        return self.has(*SEE_EARLY)

    def has(self, *roles: str) -> bool:
        """Whether the visitor has any of these roles; without roles nobody has."""
        return not self.roles.isdisjoint(roles)

    def areas_of(self, made_with: Front) -> tuple[Area, ...]:
        """The same of an edition, which may have been made with other wijken than there are today."""
        return areas(self.roles, self.codes, made_with)

    def may_see(self, area: Area) -> bool:
        return area in self.areas


def visitor(account: Account, settings: Settings, token: str | None = None) -> Visitor:
    """The visitor that this account is; an unknown role or wijk gives nothing."""
    roles = account.roles & ROLES.keys()
    own = areas(roles, account.wijken, settings)
    return Visitor(account.name, account.display_name, roles, own, account.wijken, token)


def areas(roles: frozenset[str], wijken: tuple[str, ...], settings: Settings | Front) -> tuple[Area, ...]:
    """The areas that someone with these roles may see. `wijken` are the CBS codes given to the account."""
    if roles & SEE_EVERY_AREA:
        return settings.areas
    if WIJKCOORDINATOR in roles:
        return (settings.gemeente, *(wijk for wijk in settings.wijken if wijk.code in wijken))
    return (settings.gemeente,) if roles else ()
