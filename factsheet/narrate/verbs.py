"""The few verbs of the factsheet, each as a triple: enough for main clause, inversion, verb last and perfect tense."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Verb:
    """A Dutch verb in the forms that a report needs.

    `finite` is singular and plural; a separable verb joins its particle when it stands last ("toeneemt").
    """

    finite: tuple[str, str]
    particle: str
    participle: str
    joined: bool = True

    def main(self, adverb: str, *, plural: bool) -> str:
        return words(self.finite[plural], adverb, self.particle)

    def subordinate(self, adverb: str, *, plural: bool) -> str:
        finite = self.finite[plural]
        return words(adverb, self.particle + finite if self.joined else f"{self.particle} {finite}")

    def perfect(self, adverb: str, *, plural: bool) -> str:
        return words("zijn" if plural else "is", adverb, self.participle)


GROW = Verb(("neemt", "nemen"), "toe", "toegenomen")
SHRINK = Verb(("neemt", "nemen"), "af", "afgenomen")
RISE = Verb(("stijgt", "stijgen"), "", "gestegen")
FALL = Verb(("daalt", "dalen"), "", "gedaald")
# Without the year before the last one, nothing "remains": it is the same, once.
SAME = Verb(("is", "zijn"), "gelijk", "gelijk gebleven", joined=False)
REMAIN = Verb(("blijft", "blijven"), "gelijk", "gelijk gebleven", joined=False)
SETTLE = Verb(("stabiliseert", "stabiliseren"), "", "gestabiliseerd")


def words(*words: str) -> str:
    return " ".join(word for word in words if word)
