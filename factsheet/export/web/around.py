"""What a page has to know of the site that it is part of: the other editions, and where their pages are."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from factsheet.export.taken import Taken
from factsheet.settings import Area

STYLE = "stijl.css"
START, TERMS, ACCESSIBILITY, COLOPHON = (
    "index.html",
    "uitleg/index.html",
    "toegankelijkheid/index.html",
    "colofon/index.html",
)

Kind = Literal["blad", "cijfers"]
# What can be downloaded of an area: what it is called → its address, seen from the folder of the page of that area.
Downloads = Callable[[Taken, Area], Mapping[str, str]]


def nothing(taken: Taken, area: Area) -> Mapping[str, str]:  # noqa: ARG001 - the same for all
    """No downloads."""
    return {}


@dataclass(frozen=True)
class Around:
    """All editions of a site, in any order; at least one."""

    editions: tuple[Taken, ...]

    @property
    def newest(self) -> dict[int, Taken]:
        """The newest edition of each year, the newest year first."""
        in_order = sorted(self.editions, key=lambda taken: (taken.jaar, taken.edition.number))
        return dict(reversed({taken.jaar: taken for taken in in_order}.items()))

    @property
    def last(self) -> Taken:
        """The newest edition of the newest year."""
        return next(iter(self.newest.values()))

    def older(self, taken: Taken) -> tuple[Taken, ...]:
        """The editions of the same year before this one, the newest of them first."""
        before = [one for one in self.editions if one.jaar == taken.jaar and one.edition.number < taken.edition.number]
        return tuple(sorted(before, key=lambda one: -one.edition.number))

    def is_newest(self, taken: Taken) -> bool:
        """Whether no later edition of its year is here."""
        return self.newest.get(taken.jaar, taken).edition.number <= taken.edition.number

    def folder(self, taken: Taken) -> str:
        """Where its pages are: "2024", or "2024/editie-1" once there is a newer one."""
        return str(taken.jaar) if self.is_newest(taken) else f"{taken.jaar}/editie-{taken.edition.number}"


def page_of(folder: str, area: Area, kind: Kind = "blad") -> str:
    """The page of an area in the folder of an edition: "2024/berflo-es/cijfers/index.html"."""
    parts = [folder, *([] if area.is_gemeente else [area.slug]), *(["cijfers"] if kind == "cijfers" else [])]
    return "/".join([*parts, "index.html"])


def way(here: str, there: str) -> str:
    """The address of a page as it stands on another, so that it holds in any folder and on a disk."""
    return posixpath.relpath(there, posixpath.dirname(here) or ".")


def area_like(area: Area, others: Sequence[Area]) -> Area | None:
    """The same area in another edition; None where that has no such area."""
    return next((other for other in others if (other.level, other.slug) == (area.level, area.slug)), None)
