"""Where a sentence is: the areas that it names, and the places outside the municipality."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence

from factsheet.factcheck import words
from factsheet.factcheck.reading import Token, tokens
from factsheet.figures import Figure
from factsheet.settings import Area

Names = Mapping[str, Mapping[tuple[str, ...], str]]
ELSEWHERE = "~"  # the code of an area outside the municipality begins with it


@functools.lru_cache(maxsize=16)
def names_of(areas: tuple[Area, ...]) -> Names:
    """The codes of areas by the words of their names, by the first of these; of two with one name the first area."""
    found: dict[str, dict[tuple[str, ...], str]] = {"hele": {}}
    for area in areas:
        for name in (area.naam, *area.spellings):
            said = tuple(t.tekst for t in tokens(name) if t.soort == "woord")
            found.setdefault(said[0] if said else "", {}).setdefault(said, area.code)
        if area.is_gemeente:
            found["hele"] |= {("hele", "gemeente"): area.code, ("hele", "stad"): area.code}
            found["rest"] = {("rest", "van", "de", "stad"): area.code}
            found["elders"] = {("elders", "in", *said): area.code for said in (("de", "stad"), ("de", "gemeente"))}
            found.setdefault("gemiddelde", {})[("gemiddelde",)] = area.code
    return found


def elsewhere(figures: Iterable[Figure]) -> tuple[Area, ...]:
    """The areas outside the municipality of which something is published, such as Nederland."""
    names = dict.fromkeys(other.gebied for figure in figures for other in figure.elsewhere)
    return tuple(
        Area(ELSEWHERE + name, name, "wijk", tuple(words.NATION) if name.lower() in words.NATION else ())
        for name in names
    )


def areas_in(found: Sequence[Token], names: Names) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes of the areas that a row of tokens names: those that it is about, and those that it compares with."""
    about: list[str] = []
    beside: list[str] = []
    for i, code in area_places(found, names):
        before = [t.tekst for t in found[max(0, i - 4) : i]]
        compared = words.THAN.intersection(before) or words.ABOVE.keys() & set(before[-2:])
        (beside if compared else about).append(code)
    return tuple(about), tuple(beside)


def area_places(found: Sequence[Token], names: Names) -> Iterator[tuple[int, str]]:
    """Where each area is named, and its code."""
    texts = [t.tekst for t in found]
    for i in range(len(texts)):
        every = names.get(texts[i], {}).items()
        code = next((code for name, code in every if texts[i : i + len(name)] == [*name]), None)
        if code and _is_name(found, i) and not (code in names["hele"].values() and _acts(texts, i)):
            yield i, code


def _acts(texts: Sequence[str], i: int) -> bool:
    """ "Hier gaf Hengelo … uit": who did it, and not where."""
    return bool(words.GAVE.intersection(texts[max(0, i - 1) : i + 2]))


def _is_name(found: Sequence[Token], i: int) -> bool:
    """ "Noord", "de binnenstad"; not "Noord-Holland", nor "ten noord-oosten"."""
    if found[i].tekst == "gemiddelde":
        return "het" in {t.tekst for t in found[max(0, i - 2) : i]}
    if found[i].tekst == "elders":
        return True
    article = i > 0 and found[i - 1].tekst in {"de", "het"}
    compound = i + 2 < len(found) and found[i + 1].tekst == "-" and not found[i + 1].los
    return (found[i].hoofdletter or article or found[i].tekst in words.NATION) and not compound


def outside(found: Sequence[Token], names: Names, known: frozenset[str]) -> int | None:
    """The token that names another municipality, the region or the country; None where none does.

    `known` are words that bear a capital and are no place: laws, names of figures.
    """
    inside = {place for place, _ in area_places(found, names)}
    if _names_two(found, known | frozenset(names)):
        return 0
    for i, token in enumerate(found):
        if token.soort != "woord" or i in inside:
            continue
        if token.tekst in words.OUTSIDE or (token.tekst in words.OTHERS and _others(found, i)):
            return i
        if _is_other_name(found, i) and token.tekst not in known:
            return i
    return None


def _names_two(found: Sequence[Token], known: frozenset[str]) -> bool:
    """ "Enschede en Almelo geven meer uit": two names that begin the sentence."""
    names = [t for t in found[:3:2] if t.soort == "woord" and t.hoofdletter and t.tekst not in known]
    return [t.tekst for t in found[1:2]] in (["en"], ["of"]) and len(names) == 2  # noqa: PLR2004


def _others(found: Sequence[Token], i: int) -> bool:
    """ "Andere gemeenten", "vergelijkbare steden", "gemeenten van onze omvang"."""
    return any(t.tekst in words.LIKE for t in found[max(0, i - 2) : i + 3])


def _is_other_name(found: Sequence[Token], i: int) -> bool:
    """A capital behind "in", "dan" or "gemeente", inside a sentence."""
    before = found[i - 1].tekst if i else ""
    earlier = found[i - 2].tekst if i > 1 else ""
    if before in {"van", "met"} and earlier not in words.COMPARED_WITH:
        return False
    capital = found[i].hoofdletter and len(found[i].tekst) > 3 and found[i].tekst not in words.MONTHS  # noqa: PLR2004
    return capital and (
        before in words.BEFORE_NAME | {"van", "met"} or (before == "en" and i > 1 and _is_other_name(found, i - 2))
    )
