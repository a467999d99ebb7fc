"""The few verbs of the factsheet: enough for a main clause."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Verb:
    """A Dutch verb: `finite` is singular and plural, `particle` what a separable verb leaves behind ("neemt … toe")."""

    finite: tuple[str, str]
    particle: str = ""

    def main(self, adverb: str, *, plural: bool) -> str:
        return words(self.finite[plural], adverb, self.particle)


GROW = Verb(("neemt", "nemen"), "toe")
SHRINK = Verb(("neemt", "nemen"), "af")
RISE = Verb(("stijgt", "stijgen"))
FALL = Verb(("daalt", "dalen"))
# Without the year before the last one, nothing "remains": it is the same, once.
SAME = Verb(("is", "zijn"), "gelijk")
REMAIN = Verb(("blijft", "blijven"), "gelijk")


def words(*words: str) -> str:
    return " ".join(word for word in words if word)
