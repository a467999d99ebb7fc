"""Several figures in one breath: agreement, contrast, cause by arithmetic, contribution.

Where a figure allows no claim, the others keep their own sentence: nothing is glued.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from factsheet.derive import Figure
from factsheet.narrate import notation
from factsheet.narrate.change import SINCE_LAST_YEAR, changed, unclear, unclear_together
from factsheet.narrate.phrase import Clause, clause
from factsheet.narrate.text import LONGEST, Sentence, missing, say, sentence
from factsheet.settings import current


def pair(first: Figure, second: Figure) -> tuple[Sentence, ...]:
    """Two figures: "net zoals" when they agree, one verb when both stand still alike, "maar" when they differ."""
    a, b = clause(first), clause(second)
    if unclear(first) and unclear(second):
        return (unclear_together(first, second),)
    if a is None or b is None:
        return changed(first), changed(second)
    if a.agrees_with(b):
        if a.adverb not in {"", b.adverb}:  # "licht" or "sterk" would speak for the second as well
            return sentence(a.main(), first), third(first, second)
        return (sentence(f"{a.main()}, net zoals {b.subject}{b.percentage}", first, second),)
    if a.move.is_still and a.verb is b.verb and a.adverb == b.adverb:
        verb = a.verb.main(a.adverb, plural=True)
        return (sentence(f"{a.subject}{a.percentage} en {b.subject}{b.percentage} {verb}", first, second),)
    return _differing(a, b)


def _differing(a: Clause, b: Clause) -> tuple[Sentence, ...]:
    """ "…, maar …", or two sentences where one would be too long."""
    link = "en" if a.move.is_still and b.move.is_still else "maar"
    together = f"{a.main()}, {link} {b.main()}"
    if len(together.split()) > LONGEST:
        return sentence(a.main(), a.figure), sentence(b.main(), b.figure)
    return (sentence(together, a.figure, b.figure),)


def both(first: Figure, second: Figure) -> tuple[Sentence, ...]:
    """ "Zowel … als … nemen toe" when two figures move the same way; otherwise as `pair`."""
    a, b = clause(first), clause(second)
    if a is None or b is None or not a.agrees_with(b):
        return pair(first, second)
    verb = a.verb.main(_shared_adverb(a, b), plural=a.plural or b.plural)
    return (sentence(f"zowel {a.subject}{a.percentage} als {b.subject}{b.percentage} {verb}", first, second),)


def agree(first: Figure, second: Figure) -> bool:
    """Whether both really move, and the same way."""
    a, b = clause(first), clause(second)
    return a is not None and b is not None and a.agrees_with(b)


def _shared_adverb(a: Clause, b: Clause) -> str:
    """One verb speaks for both, so its adverb must hold for both."""
    return a.adverb if a.adverb == b.adverb else ""


def third(reference: Figure, figure: Figure) -> Sentence:
    """After a sentence about `reference`: "ook … neemt toe" where this one agrees, "… neemt juist af" where not."""
    told, other = clause(figure), clause(reference)
    if told is None:
        return changed(figure)
    if other is None or told.move.is_still or other.move.is_still:
        return sentence(told.main(), figure)
    if told.agrees_with(other):
        return sentence(f"ook {told.main()}", figure)
    return sentence(told.main("juist"), figure)


def chain(figures: Sequence[Figure]) -> tuple[Sentence, ...]:
    """A row of figures, each after the one before: the first in full, the others with "ook" and "juist"."""
    if not figures:
        return ()
    others = (third(before, figure) for before, figure in pairwise(figures))
    return changed(figures[0]), *others


def therefore(number: Figure, ratio: Figure, total: Figure) -> tuple[Sentence, ...]:
    """ "… blijft gelijk, maar … per inwoner neemt af. Hierdoor neemt het totaal af."

    "Hierdoor" is arithmetic (total = number × ratio), so it stands only where the number is still and the
    ratio moves the way the total does.
    """
    first = pair(number, ratio)
    n, r, t = clause(number), clause(ratio), clause(total)
    if n and r and t and n.move.is_still and r.agrees_with(t):
        return *first, sentence(f"hierdoor {t.inverted()}", total)
    return *first, changed(total)


def although_spending(people: Figure, total: Figure, parts: Sequence[Figure]) -> tuple[Sentence, ...]:
    """ "Hoewel het aantal inwoners … stabiliseert, stijgen de uitgaven verder. De stijging zit met name in …"

    The second sentence only where one part is more than half of the change.
    """
    a, b = clause(people), clause(total)
    if a is None or b is None or not a.move.is_still or b.move.is_still:
        said = changed(total)
    else:
        said = sentence(f"hoewel {a.last()}, {b.inverted(again=True)}", people, total)
    main = largest_part(total, parts)
    if b is None or b.move.is_still or main is None:
        return (said,)
    noun = "stijging" if b.move.direction > 0 else "daling"
    return said, sentence(f"de {noun} zit met name in {main.naam.tekst}", total, main)


def mostly(total: Figure, parts: Sequence[Figure], what: str, names: Sequence[str]) -> tuple[Sentence, ...]:
    """ "De stijging bij … betreft met name de Wmo": one part is more than half of the change."""
    told, main = clause(total), largest_part(total, parts)
    if told is None or told.move.is_still or main is None:
        return ()
    noun = "stijging" if told.move.direction > 0 else "daling"
    name = names[list(parts).index(main)]
    return (sentence(f"de {noun} bij intensieve {what} betreft met name de {name}", total, main),)


def largest_part(total: Figure, parts: Sequence[Figure]) -> Figure | None:
    """The part that makes up more than half of the change of the total, in the same direction; otherwise None."""
    difference = _difference(total)
    if not difference:
        return None
    return next((part for part in parts if (_difference(part) or 0) / difference > 0.5), None)  # noqa: PLR2004 - half


def than_before(*figures: Figure) -> tuple[Sentence, ...]:
    """ "Ook ten opzichte van 2021 is dit een afname".

    Only where all figures moved one way since last year, and stand that way against two years ago as well.
    """
    told = [clause(figure) for figure in figures]
    moves = {t.move.direction for t in told if t and not t.move.is_still}
    if None in told or any(t and t.move.is_still for t in told) or len(moves) != 1:
        return ()
    direction = moves.pop()
    jaar = figures[0].jaar - 2
    if not all(_stands(figure, jaar, direction) for figure in figures):
        return ()
    noun = "toename" if direction > 0 else "afname"
    return (sentence(f"ook ten opzichte van {jaar} is dit een {noun}", *figures),)


def small_groups(groups: Sequence[Figure], whole: Figure) -> tuple[Sentence, ...]:
    """A caution under a percentage: these groups are small beside all who get support."""
    moved = [g for g in groups if (told := clause(g)) and not told.move.is_still]
    limit = current().publicatie.kleine_groep
    if (
        len(moved) < len(groups)
        or not whole.value
        or any(g.value is None or g.value / whole.value >= limit for g in moved)
    ):
        return ()
    if len(moved) == 1:
        return (sentence("deze groep is klein ten opzichte van alle inwoners met ondersteuning", moved[0], whole),)
    return (sentence("deze groepen zijn klein ten opzichte van alle inwoners met ondersteuning", *moved, whole),)


def distribution(shares: Sequence[Figure], what: str) -> Sentence:
    """ "De verdeling … is gelijk gebleven" when every share prints the same as last year; otherwise what moved most."""
    if any(s.value is None for s in shares):
        return missing(next(s for s in shares if s.value is None))
    if any(s.before.waarde is None for s in shares):
        return sentence(f"over {shares[0].jaar - 1} is {what} niet bekend", *shares)
    if all(s.now.verandering == 0 for s in shares):
        return sentence(f"{what} is gelijk gebleven {SINCE_LAST_YEAR}", *shares)
    return changed(max(shares, key=lambda s: abs(s.now.verandering or 0)))


def rounding_note(shares: Sequence[Figure]) -> tuple[Sentence, ...]:
    """A note where the printed shares do not add up to 100; the shares themselves are not "repaired"."""
    if any(s.value is None for s in shares):
        return ()
    total = sum(int(s.value or 0) for s in shares)
    if total == 100:  # noqa: PLR2004 - percent
        return ()
    return (sentence(f"door afronding tellen de percentages op tot {total}%", *shares),)


def none_worse(figures: Sequence[Figure]) -> tuple[Sentence, ...]:
    """Did any answer get worse than last year; and how is it against the first year that is shown?"""
    known = [t for f in figures if (t := clause(f))]
    if not known:
        return (sentence("er is nog geen vergelijking met vorig jaar mogelijk", *figures),)
    worse = [t for t in known if t.move.direction < 0]
    return *_against_last_year(known, worse), *_against_first_year(figures)


def _against_last_year(known: Sequence[Clause], worse: Sequence[Clause]) -> tuple[Sentence, ...]:
    figures = [t.figure for t in known]
    jaar = figures[0].jaar - 1
    if not worse:
        return (sentence(f"geen van de percentages is gedaald ten opzichte van {jaar}", *figures),)
    return tuple(changed(t.figure) for t in worse)


def _against_first_year(figures: Sequence[Figure]) -> tuple[Sentence, ...]:
    first = min((p.jaar for f in figures for p in f.points if p.waarde is not None), default=None)
    if first is None or first >= figures[0].jaar - 1:
        return ()
    lower = [f for f in figures if f.value is not None and (f.at(first).waarde or 0) > f.value]
    if not lower:
        return (sentence(f"ook ten opzichte van {first} is geen percentage lager", *figures),)
    return tuple(
        say(
            "{naam} is lager dan in {first}: {toen} toen en {nu} nu",
            naam=f.naam.tekst,
            first=first,
            toen=notation.point(f.at(first), f.unit),
            nu=f,
        )
        for f in lower
    )


def _difference(figure: Figure) -> float | None:
    if figure.value is None or figure.before.waarde is None:
        return None
    return figure.value - figure.before.waarde


def _stands(figure: Figure, jaar: int, direction: int) -> bool:
    then = figure.at(jaar).waarde
    return then is not None and figure.value is not None and (figure.value - then) * direction > 0
