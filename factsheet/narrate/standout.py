"""What stands out in a wijk: at most three things, each with how many people it is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from factsheet.figures import Figure
from factsheet.narrate import notation
from factsheet.narrate.change import follows, level
from factsheet.narrate.local import beside_whole, change_weight, level_weight, of_its_own
from factsheet.narrate.text import Sentence

MOST = 3


@dataclass(frozen=True)
class Group:
    """People of one kind in a wijk, and which share they are of all, where that is published."""

    mensen: Figure
    aandeel: Figure | None = None

    @property
    def weight(self) -> float:
        """How much it stands out, by its change or by its share; 0 where neither is certain."""
        return max(change_weight(self.mensen), self._of_share)

    @property
    def _of_share(self) -> float:
        return level_weight(self.aandeel) if self.aandeel else 0.0

    def told(self, opening: str) -> tuple[Sentence, ...]:
        """How many people, and what is special about that: their share or their change, whichever says more."""
        if self.aandeel and self._of_share >= change_weight(self.mensen):
            return level(self.mensen, opening), _share(self.aandeel)
        return of_its_own(self.mensen, opening)


def standing_out(groups: Iterable[Group]) -> tuple[Sentence, ...]:
    """The three groups that stand out most; where fewer do, the others with their level and what can be said of it."""
    known = [group for group in groups if group.mensen.value is not None]
    chosen: Sequence[Group] = sorted(known, key=lambda group: -group.weight)[:MOST]
    openings = [f"in {group.mensen.area.met_lidwoord}" if i == 0 else "hier" for i, group in enumerate(chosen)]
    return tuple(said for group, how in zip(chosen, openings, strict=True) for said in group.told(how))


def _share(figure: Figure) -> Sentence:
    """Dat is 10% van de huishoudens, meer dan in heel Hengelo (6%)."""
    of_whom = figure.naam.zin.aanhef if figure.naam.zin else ""
    beside = (figure.gemeente,) if figure.gemeente and figure.gemeente.value is not None else ()
    return follows(f"dat is {notation.shown(figure)} {of_whom}{beside_whole(figure)}", figure, *beside)
