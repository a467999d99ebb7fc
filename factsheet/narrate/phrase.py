"""A figure and what may be claimed of its change, in every word order that Dutch needs."""

from __future__ import annotations

from dataclasses import dataclass

from factsheet.figures import Figure
from factsheet.narrate import notation
from factsheet.narrate.move import Course, Move, course
from factsheet.narrate.verbs import FALL, GROW, REMAIN, RISE, SAME, SETTLE, SHRINK, Verb, words


@dataclass(frozen=True)
class Clause:
    """The building block of every comparison."""

    figure: Figure
    course: Course

    @property
    def move(self) -> Move:
        return self.course.now

    @property
    def subject(self) -> str:
        return self.figure.naam.tekst

    @property
    def plural(self) -> bool:
        return self.figure.naam.meervoud

    @property
    def percentage(self) -> str:
        """The printed change in brackets, or both numbers; nothing where it prints as zero."""
        return notation.in_brackets(self.figure)

    @property
    def verb(self) -> Verb:
        if self.move.is_still:
            return SETTLE if self.course.settles else REMAIN if self.course.before else SAME
        if self.figure.unit.soort in {"aantal", "verhouding"}:
            return GROW if self.move.direction > 0 else SHRINK
        return RISE if self.move.direction > 0 else FALL

    @property
    def adverb(self) -> str:
        return "" if self.verb is SETTLE else self.move.adverb

    def main(self, extra: str = "") -> str:
        """het aantal … neemt licht toe (+1,2%); `extra` is a word before the adverb, such as "juist"."""
        return f"{self.subject} {self.verb.main(words(extra, self.adverb), plural=self.plural)}{self.percentage}"

    def perfect(self) -> str:
        """het aantal … is licht toegenomen"""
        verb = REMAIN if self.verb is SETTLE else self.verb
        return f"{self.subject} {verb.perfect(self.move.adverb, plural=self.plural)}"

    def inverted(self, *, again: bool = False) -> str:
        """neemt het aantal … licht toe (+1,2%): after a subordinate clause or "hierdoor".

        `again` tells that the year before went the same way, where that is so: "opnieuw licht", "verder".
        """
        verb, once_more = self.verb, ""
        if again and self.course.continues:
            once_more = "opnieuw" if self.adverb else "verder"
        return words(verb.finite[self.plural], self.subject, once_more, self.adverb, verb.particle) + self.percentage

    def subordinate(self) -> str:
        """het aantal … licht toeneemt (+1,2%): inside a subordinate clause."""
        return f"{self.subject} {self.verb.subordinate(self.adverb, plural=self.plural)}{self.percentage}"

    def agrees_with(self, other: Clause) -> bool:
        """Both really move, and the same way."""
        moving = not self.move.is_still and not other.move.is_still
        return moving and self.move.direction == other.move.direction


def clause(figure: Figure) -> Clause | None:
    """The clause of a figure whose change may be claimed, otherwise None."""
    found = course(figure)
    return Clause(figure, found) if found else None
