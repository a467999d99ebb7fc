"""Titles of sections: what happened, in at most ten words, or the topic when nothing may be claimed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from factsheet.figures import Figure, above_or_below
from factsheet.narrate import notation
from factsheet.narrate.comparative import HOW_MUCH, is_apart
from factsheet.narrate.phrase import Clause, clause, moment
from factsheet.narrate.text import capital, listing

MOST_WORDS = 10


def heading(figure: Figure) -> str:
    """ "Iets meer inwoners dan in 2023"; the topic alone when nothing may be claimed of its change."""
    change = clause(figure)
    return capital(f"{_more(change)} {change.more.link} {moment(figure)}" if change else _called(figure))


def pair_heading(first: Figure, second: Figure, both: str = "") -> str:
    """ "Minder maatwerk, meer sociale basis": what both did; the first alone where that is too long or not known.

    `both` is what a title calls the two together, for where they go the same way.
    """
    a, b = clause(first), clause(second)
    if both and a and b and a.agrees_with(b):
        plain = "meer" if a.move.direction > 0 else "minder"
        return capital(f"{a.more.tekst if a.more == b.more else plain} {both}")
    if a is None or b is None:
        return heading(first if a or not b else second)
    return _short(f"{_more(a)}, {_more(b)}", heading(first))


def _more(change: Clause) -> str:
    return f"{change.more.tekst} {_called(change.figure)}"


def _called(figure: Figure) -> str:
    return figure.naam.kop or figure.naam.tekst.removeprefix("het ").removeprefix("de ")


def _short(text: str, otherwise: str) -> str:
    return capital(text if len(text.split()) <= MOST_WORDS else otherwise)


def costs_heading(parts: Sequence[Figure], total: Figure, note: str) -> str:
    """ "Jeugdhulp kost meer, de Wmo iets minder (na prijscorrectie)": those that clearly moved, most first."""
    moved = [change for part in parts if (change := clause(part)) and not change.move.is_still]
    moved.sort(key=lambda change: -abs((change.figure.now.precies or 0) - (change.figure.before.precies or 0)))
    if not moved:
        return heading(total)
    (words, names), *others = _grouped(moved)
    said = [f"{listing(names)} {'kosten' if len(names) > 1 else 'kost'} {words}"]
    said += [f"{listing(names)} {words}" for words, names in others]
    return _short(f"{', '.join(said)} ({note})", heading(total))


def _grouped(moved: Iterable[Clause]) -> list[tuple[str, list[str]]]:
    """Names of parts by what they did."""
    found: dict[str, list[str]] = {}
    for change in moved:
        words = "meer" if change.move.direction > 0 else "minder"
        found.setdefault(words, []).append(change.figure.naam.kort or _called(change.figure))
    return list(found.items())


def split_heading(shares: Sequence[Figure], what: str) -> str:
    """ "Verdeling van koop en huur bijna gelijk", or the share that moved most."""
    changes = [clause(s) for s in shares]
    moved = [change for change in changes if change and not change.move.is_still]
    if moved:
        most = max(moved, key=lambda change: abs(change.figure.now.verandering or 0))
        size = HOW_MUCH[most.move.band] + ("groter" if most.move.direction > 0 else "kleiner")
        return capital(f"{size} deel {_called(most.figure)} dan in {most.figure.vorig}")
    if None in changes:
        return what
    nearly = "" if all(change and change.move.band == "gelijk" for change in changes) else "bijna "
    return f"{what} {nearly}gelijk"


def local_heading(title: str, figures: Sequence[Figure], rate: Figure) -> str:
    """The title of a wijk about these figures; where none of them can be claimed to change, how its rate differs."""
    way, whole = above_or_below(rate), rate.gemeente
    if any(clause(figure) for figure in figures) or not way or whole is None or not is_apart(rate):
        return title
    more = "meer" if way > 0 else "minder"
    return f"Naar verhouding {more} {_called(figures[0])} dan in {whole.area.naam}"


def beside_heading(rates: Sequence[Figure], what: str) -> str:
    """ "Naar verhouding minder koopwoningen, meer corporatiehuur dan in Hengelo": how a wijk differs from the whole."""
    apart = [(above_or_below(rate), rate) for rate in rates if above_or_below(rate) and is_apart(rate)][:2]
    if not apart or apart[0][1].gemeente is None:
        return what
    words = [f"{'meer' if way > 0 else 'minder'} {_called(rate)}" for way, rate in apart]
    whole = apart[0][1].gemeente.area.naam
    return _short(f"naar verhouding {', '.join(words)} dan in {whole}", f"naar verhouding {words[0]} dan in {whole}")


def count_heading(figures: Sequence[Figure], what: str) -> str:
    """ "Eén van de drie oordelen is gestegen"; the topic alone where not of all it is known."""
    moves = [change.move for f in figures if (change := clause(f)) and not change.move.is_still]
    if not figures or any(f.before.waarde is None for f in figures):
        return capital(what)
    risen, fallen = (sum(move.direction == way for move in moves) for way in (1, -1))
    if not risen and not fallen:
        return capital(f"{what} ongeveer als in {figures[0].vorig}")
    if risen and fallen:
        return capital(f"{what}: {notation.count(risen)} gestegen en {notation.count(fallen)} gedaald")
    how_many, went = risen or fallen, "gestegen" if risen else "gedaald"
    if how_many == len(figures):
        return capital(f"{what} {went}" if how_many == 1 else f"{what}: alle {notation.count(how_many)} {went}")
    return capital(f"{what}: {notation.count(how_many)} van de {notation.count(len(figures))} {went}")
