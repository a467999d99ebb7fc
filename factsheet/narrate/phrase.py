"""A figure and what may be claimed of its change, as the parts of a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from factsheet.figures import Figure, Zin
from factsheet.narrate import notation
from factsheet.narrate.comparative import Comparative, before_in_brackets, both_in_brackets, comparative
from factsheet.narrate.move import Course, Move, course
from factsheet.narrate.verbs import FALL, GROW, REMAIN, RISE, SAME, SHRINK, Verb, words


@dataclass(frozen=True)
class Clause:
    """The building block of every comparison."""

    figure: Figure
    course: Course

    @property
    def move(self) -> Move:
        return self.course.now

    @property
    def more(self) -> Comparative:
        return comparative(self.move, self.figure.unit.soort)

    @property
    def verb(self) -> Verb:
        if self.move.is_still:
            return REMAIN if self.course.before else SAME
        if self.figure.unit.soort in {"aantal", "verhouding"}:
            return GROW if self.move.direction > 0 else SHRINK
        return RISE if self.move.direction > 0 else FALL

    def main(self) -> str:
        """het aantal … neemt licht toe (+1,2%): for whoever edits, where no sentence before it tells the level."""
        verb = self.verb.main(self.move.adverb, plural=self.figure.naam.meervoud)
        return f"{self.figure.naam.tekst} {verb}{notation.in_brackets(self.figure)}"

    def said(self, opening: str = "") -> str:
        """iets meer mensen kregen hulp (+1,2%)"""
        return f"{in_order(self.figure, self.more.tekst, opening)}{both_in_brackets(self.figure)}"

    def said_than(self, opening: str = "") -> str:
        """na prijscorrectie gaf Hengelo iets meer uit dan in 2023 (+1,0%)"""
        than = f"{self.more.link} {moment(self.figure)}{before_in_brackets(self.figure)}"
        return f"{in_order(self.figure, self.more.tekst, opening)} {than}"

    def than(self) -> str:
        """iets meer dan in 2023 (+1,2%)"""
        return f"{self.more.tekst} {self.more.link} {moment(self.figure)}{before_in_brackets(self.figure)}"

    def agrees_with(self, other: Clause) -> bool:
        """Both really move, and the same way."""
        moving = not self.move.is_still and not other.move.is_still
        return moving and self.move.direction == other.move.direction


def clause(figure: Figure) -> Clause | None:
    """The clause of a figure whose change may be claimed, otherwise None."""
    found = course(figure)
    return Clause(figure, found) if found else None


def moving(figure: Figure) -> Clause | None:
    """The clause of a figure that really moves, otherwise None."""
    told = clause(figure)
    return told if told and not told.move.is_still else None


def moment(figure: Figure) -> str:
    """What a figure is compared with, as a sentence has it: "in 2023", of a score "die over 2021"."""
    return f"{'die over' if figure.unit.soort == 'score' else 'in'} {figure.vorig}"


def opening(figure: Figure, otherwise: str) -> str:
    """What opens a sentence with the level of a figure; nothing where its own words do ("per persoon met Wmo …")."""
    return "" if figure.naam.zin and figure.naam.zin.aanhef else otherwise


def in_order(figure: Figure, n: str, opening: str = "") -> str:
    """A figure said with `n`, its number or a word such as "meer", after an opening or by itself."""
    zin = figure.naam.zin or Zin("is", aanhef=figure.naam.tekst)
    wie, pv = zin.een if zin.een and n == "1" else (zin.wie, zin.pv)
    if opening:
        return words(opening, pv, n, wie, zin.aanhef, zin.rest)
    if zin.aanhef:
        return words(zin.aanhef, pv, n, wie, zin.rest)
    return words(n, wie, pv, zin.rest)
