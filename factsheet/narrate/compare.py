"""Several figures in one breath: agreement, contrast, cause by arithmetic, contribution.

Where a figure allows no claim, the others keep their own sentence: nothing is glued.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from factsheet.figures import Figure
from factsheet.narrate import notation
from factsheet.narrate.change import SINCE_LAST_YEAR, changed, no_comparison, unclear, unclear_together
from factsheet.narrate.phrase import Clause, clause
from factsheet.narrate.text import LONGEST, Sentence, as_sentence, in_full, listing, missing, say, sentence

MOST = 2 / 3  # of a change, before one part is "met name" where it comes from
HALF = 1 / 2


def pair(first: Figure, second: Figure) -> tuple[Sentence, ...]:
    """Two figures: "net zoals" when they agree, one verb when both stand still alike, "maar" when they differ."""
    a, b = clause(first), clause(second)
    if unclear(first) and unclear(second):
        return (unclear_together(first, second),)
    if a is None or b is None:
        return changed(first), changed(in_full(second))
    if a.agrees_with(b):
        together = f"{a.main()}, net zoals {b.subject}{b.percentage}"
        # "licht" or "sterk" would speak for the second as well.
        if a.adverb not in {"", b.adverb} or len(together.split()) > LONGEST:
            return sentence(a.main(), first), also_or_contrary(first, in_full(second))
        return (sentence(together, first, second),)
    if a.move.is_still and a.verb is b.verb and a.adverb == b.adverb:
        verb = a.verb.main(a.adverb, plural=True)
        return (sentence(f"{a.subject}{a.percentage} en {b.subject}{b.percentage} {verb}", first, second),)
    return _differing(a, b)


def _differing(a: Clause, b: Clause) -> tuple[Sentence, ...]:
    """ "…, maar …", or two sentences where one would be too long."""
    link = "en" if a.move.is_still and b.move.is_still else "maar"
    together = f"{a.main()}, {link} {b.main()}"
    if len(together.split()) > LONGEST:
        return sentence(a.main(), a.figure), sentence(replace(b, figure=in_full(b.figure)).main(), b.figure)
    return (sentence(together, a.figure, b.figure),)


def both_change(first: Figure, second: Figure) -> tuple[Sentence, ...]:
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


def also_or_contrary(reference: Figure, figure: Figure) -> Sentence:
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
    others = (also_or_contrary(before, figure) for before, figure in pairwise(figures))
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

    The second sentence names the part that most of the change comes from; without one it gives the amount of each.
    """
    a, b = clause(people), clause(total)
    if a is None or b is None or not a.move.is_still or b.move.is_still:
        said = changed(total)
    else:
        said = sentence(f"hoewel {a.subordinate()}, {b.inverted(again=True)}", people, total)
    if b is None or b.move.is_still:
        return (said,)
    main = largest_part(total, parts)
    if main is None:
        return said, *amounts(parts)
    noun = "stijging" if b.move.direction > 0 else "daling"
    return said, sentence(f"de {noun} zit met name in {main.naam.tekst}", total, main)


def main_contributor(total: Figure, parts: Sequence[Figure], what: str, names: Sequence[str]) -> tuple[Sentence, ...]:
    """ "De stijging bij … betreft met name de Wmo", where most of the change comes from one part."""
    told, main = clause(total), largest_part(total, parts)
    if told is None or told.move.is_still or main is None:
        return ()
    noun = "stijging" if told.move.direction > 0 else "daling"
    name = names[list(parts).index(main)]
    return (sentence(f"de {noun} bij intensieve {what} betreft met name de {name}", total, main),)


def largest_part(total: Figure, parts: Sequence[Figure]) -> Figure | None:
    """The part that most of a change comes from: two thirds of it or more, and surely over half.

    None where the parts do not all go the way of the total: then no part of it "is" most of the change.
    """
    told, whole = clause(total), _difference(total)
    moves = [_difference(part) for part in parts]
    if told is None or not whole or None in moves or any((move or 0) * whole < 0 for move in moves):
        return None
    part, move = max(zip(parts, moves, strict=True), key=lambda found: abs(found[1] or 0))
    least = abs(move or 0) - _room(part)
    is_most = abs(move or 0) >= MOST * abs(whole) and least > HALF * (abs(whole) + _room(total))
    return part if is_most and clause(part) is not None else None


def amounts(parts: Sequence[Figure]) -> tuple[Sentence, ...]:
    """Na prijscorrectie kostte de Jeugdwet € 1,0 miljoen meer en de Wmo € 0,4 miljoen minder.

    The largest first; only parts of which a change is clear, and nothing where there is none.
    """
    moves = _clear_moves(parts)
    printed = notation.in_one_unit([abs(move) for _, move in moves])
    costs = [
        f"{part.naam.kort or part.naam.tekst} {size} {_more(move)}"
        for (part, move), size in zip(moves, printed, strict=True)
    ]
    text = f"na prijscorrectie kostte {listing(costs)}" if costs else ""
    return (sentence(text, *(part for part, _ in moves), printed=printed),) if costs else ()


def _clear_moves(parts: Sequence[Figure]) -> list[tuple[Figure, float]]:
    """The parts that clearly moved, with how far, the furthest first."""
    moved = [(part, _difference(part) or 0.0) for part in parts if _has_moved(part)]
    return sorted(moved, key=lambda found: -abs(found[1]))


def _more(move: float) -> str:
    return "meer" if move > 0 else "minder"


def _has_moved(figure: Figure) -> bool:
    told = clause(figure)
    return told is not None and not told.move.is_still


def _room(figure: Figure) -> float:
    """The most that rounding can have added to a difference."""
    return figure.now.marge + figure.before.marge


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


def small_groups(groups: Sequence[Figure], whole: Figure, below: float) -> tuple[Sentence, ...]:
    """A caution under a percentage: these groups are small beside all who get support, less than `below` of them."""
    moved = [g for g in groups if (told := clause(g)) and not told.move.is_still]
    if (
        len(moved) < len(groups)
        or not whole.value
        or any((g.now.highest or 0.0) >= below * (whole.now.lowest or 0.0) for g in moved)
    ):
        return ()
    if len(moved) == 1:
        return (sentence("deze groep is klein ten opzichte van alle inwoners met ondersteuning", moved[0], whole),)
    return (sentence("deze groepen zijn klein ten opzichte van alle inwoners met ondersteuning", *moved, whole),)


def distribution(shares: Sequence[Figure], what: str) -> Sentence:
    """ "De verdeling … is gelijk gebleven" when every share prints the same as last year; otherwise what moved most."""
    if any(s.value is None for s in shares):
        return missing(next(s for s in shares if s.value is None))
    if shares[0].eerste:
        return as_sentence(no_comparison(shares[0]))
    if any(s.before.waarde is None for s in shares):
        return sentence(f"over {shares[0].vorig} is {what} niet bekend", *shares)
    told = [clause(s) for s in shares]
    moved = [t for t in told if t and not t.move.is_still]
    if moved:
        return changed(max(moved, key=lambda t: abs(t.figure.now.verandering or 0)).figure)
    if None in told:
        return sentence(f"{what} laat geen duidelijke verandering zien {SINCE_LAST_YEAR}", *shares)
    nearly = "" if all(t and t.move.band == "gelijk" for t in told) else "nagenoeg "
    return sentence(f"{what} is {nearly}gelijk gebleven {SINCE_LAST_YEAR}", *shares)


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
    if all(clause(f) is None for f in figures):
        if figures[0].eerste:
            return (as_sentence(no_comparison(figures[0])),)
        return (sentence("er is nog geen duidelijke vergelijking met vorig jaar mogelijk", *figures),)
    return *_against_last_year(figures), *_against_first_year(figures)


def _against_last_year(figures: Sequence[Figure]) -> tuple[Sentence, ...]:
    """What got worse; that nothing did only where all are known."""
    told = [clause(figure) for figure in figures]
    worse = [t for t in told if t and fell(t.figure)]
    if worse:
        return tuple(changed(t.figure) for t in worse)
    known = [t.figure for t in told if t]
    if len(known) == 1:
        return (changed(known[0]),)
    if len(known) < len(figures):
        return tuple(changed(figure) for figure in known)
    return (sentence(f"geen van de percentages is gedaald ten opzichte van {figures[0].vorig}", *figures),)


def fell(figure: Figure) -> bool:
    """Whether it is lower than in the year before, also where that does not show in what is printed."""
    return (figure.now.hoogste or 0.0) < 0


def _against_first_year(figures: Sequence[Figure]) -> tuple[Sentence, ...]:
    first = min((p.jaar for f in figures for p in f.points if p.waarde is not None), default=None)
    known = [f for f in figures if first is not None and f.value is not None and f.at(first).waarde is not None]
    if first is None or first >= figures[0].jaar - 1 or not known:
        return ()
    lower = [f for f in known if (f.at(first).precies or 0) > (f.now.precies or 0)]
    if not lower:
        if len(known) < len(figures) or len(known) == 1:
            return ()
        return (sentence(f"ook ten opzichte van {first} is geen percentage lager", *figures),)
    return tuple(
        say("{naam} is lager dan in {first}: {toen} toen en {nu} nu", naam=f.naam.tekst, first=first, toen=then, nu=f)
        for f in lower
        # By less than what is printed it would read as a mistake: "77% toen en 77% nu".
        if (then := notation.point(f.at(first), f.unit)) != notation.shown(f)
    )


def _difference(figure: Figure) -> float | None:
    now, before = figure.now.precies, figure.before.precies
    return None if now is None or before is None else now - before


def _stands(figure: Figure, jaar: int, direction: int) -> bool:
    """Whether a figure is clearly higher (or lower) than it was in an earlier year."""
    then, now = figure.at(jaar), figure.now
    if then.precies is None or now.precies is None:
        return False
    return (now.precies - then.precies) * direction > now.marge + then.marge
