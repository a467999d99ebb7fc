"""Who may do what: four roles, and the visitor that a page gets to see."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from factsheet.release.snapshot import Front
from factsheet.settings import Area
from factsheet.store import Session

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
# These upload files, and take those that are made of them.
MAY_UPLOAD = frozenset({REDACTEUR})


@dataclass(frozen=True)
class Visitor:
    """Who looks at a page. `wijken` are the CBS codes that were given to the account.

    `token` is the login that the page was shown to, so that a button can ask later whether it still counts. Without one
    nobody is logged in. `session` is the id of that login, which opens nothing.
    """

    name: str
    display_name: str
    roles: frozenset[str]
    wijken: tuple[str, ...] = ()
    token: str | None = field(default=None, repr=False, compare=False)
    session: str | None = field(default=None, repr=False, compare=False)

    @property
    def early(self) -> bool:
        """Whether this visitor sees an edition before its embargo is over."""
        return self.has(*SEE_EARLY)

    def has(self, *roles: str) -> bool:
        """Whether the visitor has any of these roles; without roles nobody has."""
        return not self.roles.isdisjoint(roles)

    def areas_of(self, made_with: Front) -> tuple[Area, ...]:
        """The areas of an edition that this visitor may see, the municipality first; an unknown wijk gives nothing.

        It may have been made with other wijken than there are today.
        """
        if self.has(*SEE_EVERY_AREA):
            return made_with.areas
        if self.has(WIJKCOORDINATOR):
            return (made_with.gemeente, *(wijk for wijk in made_with.wijken if wijk.code in self.wijken))
        return (made_with.gemeente,) if self.roles else ()

    def has_a_few(self, wijken: Collection[Area]) -> bool:
        """Whether these wijken are all that a visitor works for, and more than one."""
        return len(wijken) > 1 and not self.has(*SEE_EVERY_AREA)


def visitor(session: Session, token: str | None) -> Visitor:
    """The visitor that is logged in with this session; an unknown role gives nothing."""
    account = session.account
    known = account.roles & ROLES.keys()
    return Visitor(account.name, account.display_name, known, account.wijken, token, session.id)
