"""Several figures in one breath: cause by arithmetic, contribution, a division, a caution about small groups."""

from __future__ import annotations

from collections.abc import Sequence

from factsheet.figures import Figure
from factsheet.narrate import notation
from factsheet.narrate.change import follows, no_comparison, told
from factsheet.narrate.phrase import clause, in_order, moment, moving
from factsheet.narrate.text import Sentence, as_sentence, listing, sentence

MOST = 2 / 3  # of a change, before it comes "vooral" from one part
HALF = 1 / 2

ADDS_UP = "door afronding tellen de percentages op tot"


def people_and_ratio(people: Figure, ratio: Figure, what: str) -> tuple[Sentence, ...]:
    """Bijna evenveel mensen kregen hulp (+0,3%), met per persoon iets meer indicaties (+1,2%).

    `what` is what each of them has. Where a change cannot be claimed, each keeps its own sentences.
    """
    a, b = clause(people), clause(ratio)
    if a is None or b is None:
        return told(ratio)
    size = notation.in_brackets(ratio)
    return (sentence(f"{a.said()}, met per persoon {b.more.tekst} {what}{size}", people, ratio),)


def therefore(people: Figure, ratio: Figure, total: Figure) -> tuple[Sentence, ...]:
    """Daardoor waren er iets meer indicaties (+1,5%): arithmetic, for total = people × ratio.

    It stands only where the people stand still and the ratio moves the way the total does.
    """
    n, r, t = clause(people), moving(ratio), moving(total)
    if n is None or r is None or t is None or not n.move.is_still or not r.agrees_with(t):
        return ()
    return (follows(t.said("daardoor"), total),)


def still_but(people: Figure, total: Figure) -> tuple[Sentence, ...]:
    """Bijna evenveel mensen kregen hulp (+0,5%). Toch gaf Hengelo na prijscorrectie iets meer uit (+1,0%).

    Without the people where they do not stand still; that the change cannot be claimed, where it cannot.
    """
    change, crowd = moving(total), clause(people)
    if change is None or crowd is None or not crowd.move.is_still:
        return after_correction(total)
    again = "opnieuw " if change.course.continues else ""
    words = in_order(total, f"{again}{change.more.tekst}", "toch")
    return sentence(crowd.said(), people), follows(f"{words}{notation.in_brackets(total)}", total)


def after_correction(total: Figure) -> tuple[Sentence, ...]:
    """Daarmee gaf Hengelo na prijscorrectie iets meer uit dan in 2023 (+1,0%): after a sentence with the bill."""
    change = clause(total)
    return (follows(change.said_than("daarmee"), total),) if change else told(total, "daarmee")


def spending_headline(total: Figure, *, final: bool) -> Sentence:
    """The same by itself, for a change that may be claimed; with a caution where prices are not `final`."""
    change = clause(total)
    said = change.said_than(f"in {total.jaar}") if change else total.naam.tekst
    return sentence(f"{said}{'' if final else ', met nog voorlopige prijzen'}", total)


def main_contributor(total: Figure, parts: Sequence[Figure]) -> tuple[Sentence, ...]:
    """De stijging komt vooral door jeugdhulp (100 van de 150), where most of the change comes from one part."""
    change, main = moving(total), largest_part(total, parts)
    if change is None or main is None:
        return ()
    whole, own = (abs(_difference(figure) or 0) for figure in (total, main))
    printed = (
        notation.in_one_unit([own, whole]) if total.unit.soort == "euro" else [*map(notation.number, (own, whole))]
    )
    noun = "stijging" if change.move.direction > 0 else "daling"
    text = f"de {noun} komt vooral door {_called(main)} ({printed[0]} van de {printed[1]})"
    return (follows(text, main, total, printed=printed),)


def largest_part(total: Figure, parts: Sequence[Figure]) -> Figure | None:
    """The part that most of a change comes from: two thirds of it or more, and surely over half.

    None where the parts do not all go the way of the total: then no part of it "is" most of the change.
    """
    whole = _difference(total)
    moves = [_difference(part) for part in parts]
    if clause(total) is None or not whole or None in moves or any((move or 0) * whole < 0 for move in moves):
        return None
    part, move = max(zip(parts, moves, strict=True), key=lambda found: abs(found[1] or 0))
    least = abs(move or 0) - _room(part)
    is_most = abs(move or 0) >= MOST * abs(whole) and least > HALF * (abs(whole) + _room(total))
    return part if is_most and clause(part) is not None else None


def amounts(parts: Sequence[Figure]) -> tuple[Sentence, ...]:
    """Jeugdhulp kostte € 1,0 miljoen meer en de Wmo € 0,4 miljoen minder.

    The largest first; only parts of which a change is clear, and nothing where there is none.
    """
    moved = [(part, _difference(part) or 0.0) for part in parts if moving(part)]
    moved.sort(key=lambda found: -abs(found[1]))
    printed = notation.in_one_unit([abs(move) for _, move in moved])
    costs = [
        f"{_called(part)} {'kostte ' if not i else ''}{size} {'meer' if move > 0 else 'minder'}"
        for i, ((part, move), size) in enumerate(zip(moved, printed, strict=True))
    ]
    return (follows(listing(costs), *(part for part, _ in moved), printed=printed),) if costs else ()


def _called(part: Figure) -> str:
    return part.naam.kort or part.naam.tekst


def _difference(figure: Figure) -> float | None:
    now, before = figure.now.precies, figure.before.precies
    return None if now is None or before is None else now - before


def _room(figure: Figure) -> float:
    """The most that rounding can have added to a difference."""
    return figure.now.marge + figure.before.marge


def small_groups(groups: Sequence[Figure], whole: Figure, below: float) -> tuple[Sentence, ...]:
    """A caution under a change: this is a small group beside all who get help, less than `below` of them."""
    moved = [figure for figure in groups if moving(figure)]
    small = [g for g in moved if (g.now.highest or 0.0) < below * (whole.now.lowest or 0.0)]
    if not small or len(small) < len(moved) or not whole.value:
        return ()
    which = "dit is een kleine groep" if len(small) == 1 else "dit zijn kleine groepen"
    return (sentence(f"{which} vergeleken met alle mensen met hulp", *small, whole),)


def distribution(shares: Sequence[Figure]) -> tuple[Sentence, ...]:
    """Die verdeling is bijna gelijk aan die van 2023, or the share that moved most. It follows the shares."""
    if any(s.value is None for s in shares):
        return ()
    if any(s.before.waarde is None for s in shares):
        return (as_sentence(no_comparison(shares[0])),)
    changes = [clause(s) for s in shares]
    moved = [change for change in changes if change and not change.move.is_still]
    if moved:
        return told(max(moved, key=lambda change: abs(change.figure.now.verandering or 0)).figure)
    if None in changes:
        return (follows(f"dat is niet duidelijk anders dan {moment(shares[0])}", *shares),)
    nearly = "" if all(change and change.move.band == "gelijk" for change in changes) else "bijna "
    return (follows(f"die verdeling is {nearly}gelijk aan die van {shares[0].vorig}", *shares),)


def rounding_note(shares: Sequence[Figure]) -> tuple[Sentence, ...]:
    """A note where the printed shares do not add up to 100; the shares themselves are not "repaired"."""
    if any(s.value is None for s in shares):
        return ()
    total = sum(int(s.value or 0) for s in shares)
    if total == 100:  # noqa: PLR2004 - percent
        return ()
    return (sentence(f"{ADDS_UP} {total}%", *shares),)


def is_rounding_note(said: Sentence) -> bool:
    """Whether this sentence is such a note: it belongs to the shares, wherever these are shown."""
    return said.tekst.lower().startswith(ADDS_UP)
