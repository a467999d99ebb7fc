"""The text of a wijk: how large its figures are and what they did, and what differs from the municipality.

Where rounding leaves nothing certain it gives the figures beside each other and claims nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from factsheet.figures import Figure, above_or_below
from factsheet.narrate import notation
from factsheet.narrate.change import follows, level, told
from factsheet.narrate.comparative import is_apart
from factsheet.narrate.phrase import clause, in_order, moving, opening
from factsheet.narrate.text import Sentence, missing, sentence

MOST = 2  # of the figures that are told only where they stand out
AGAINST = 2.0  # what a change counts for when a wijk goes the other way than the municipality
FULL = 10.0  # a change of this many percent counts as much as a figure that is half as high again as elsewhere
HALF = 0.5


@dataclass(frozen=True)
class Wijktekst:
    """What a section tells of a wijk, under which title.

    `hoofd`: with their level and change; `naast`: rates, always beside that of the municipality; `verder`: told where
    they differ or change; `zinnen` are sentences that the section made itself.
    """

    kop: str
    hoofd: tuple[Figure, ...]
    naast: tuple[Figure, ...] = ()
    verder: tuple[Figure, ...] = ()
    zinnen: tuple[Sentence, ...] = ()


def text_of_wijk(chosen: Wijktekst) -> tuple[Sentence, ...]:
    """The sentences about a wijk: first its own figures, then at most two others that stand out."""
    openings = [f"in {figure.area.met_lidwoord}" if i == 0 else "hier" for i, figure in enumerate(chosen.hoofd)]
    found = (
        *(said for figure, how in zip(chosen.hoofd, openings, strict=True) for said in of_its_own(figure, how)),
        *(said for figure in chosen.naast if figure.value is not None for said in _beside(figure)),
        *chosen.zinnen,
        *(said for figure in _standing_out(chosen.verder) for said in _further(figure)),
    )
    return found or tuple(missing(figure) for figure in chosen.naast[:1])


def of_its_own(figure: Figure, how: str) -> tuple[Sentence, ...]:
    """The level of a figure and its change, and that of the municipality where it went another way."""
    return *told(figure, how), *_elsewhere(figure)


def _elsewhere(figure: Figure) -> tuple[Sentence, ...]:
    """In heel Hengelo waren dat er bijna evenveel (+0,3%): what the municipality did, where a wijk did otherwise."""
    own, whole = moving(figure), clause(figure.gemeente) if figure.gemeente else None
    if own is None or whole is None or own.agrees_with(whole):
        return ()
    was = "waren dat er" if figure.unit.soort == "aantal" else "was dat"
    place = whole.figure.area.naam
    return (follows(f"in heel {place} {was} {whole.more.tekst}{notation.in_brackets(whole.figure)}", whole.figure),)


def _beside(figure: Figure) -> tuple[Sentence, ...]:
    """Van de inwoners woont 30% alleen, meer dan in heel Hengelo (19%); without a word where it may be either."""
    whole = figure.gemeente
    if whole is None or whole.value is None:
        return (level(figure),)
    return (sentence(f"{in_order(figure, notation.shown(figure))}{beside_whole(figure)}", figure, whole),)


def beside_whole(figure: Figure) -> str:
    """ ", meer dan in heel Hengelo (19%)" behind a rate of a wijk; without a word where it may be either."""
    whole = figure.gemeente
    if whole is None or whole.value is None:
        return ""
    way, place, there = above_or_below(figure), f"heel {whole.area.naam}", notation.shown(whole)
    if not way:
        return f" (in {place} {'ook ' if there == notation.shown(figure) else ''}{there})"
    more = ("hoger", "lager") if figure.unit.soort == "score" else ("meer", "minder")
    little = "" if is_apart(figure) or figure.unit.soort != "procent" else "iets "
    return f", {little}{more[way < 0]} dan in {place} ({there})"


def _further(figure: Figure) -> tuple[Sentence, ...]:
    """One figure that stands out: beside the municipality, or its change, whichever says more."""
    if level_weight(figure) >= change_weight(figure):
        return _beside(figure)
    return of_its_own(figure, opening(figure, "hier"))


def _standing_out(figures: Iterable[Figure]) -> Sequence[Figure]:
    """Those that say most, in the order of the section."""
    own = [figure for figure in figures if _weight(figure) > 0]
    most = sorted(own, key=lambda figure: -_weight(figure))[:MOST]
    return [figure for figure in own if figure in most]


def _weight(figure: Figure) -> float:
    return max(level_weight(figure), change_weight(figure))


def level_weight(figure: Figure) -> float:
    """How far a rate is from that of the municipality, as a share of it; 0 where rounding could do that."""
    whole = figure.gemeente
    if whole is None or whole.value is None or figure.value is None:
        return 0.0
    if not above_or_below(figure) or not is_apart(figure):
        return 0.0
    distance = abs(figure.value - whole.value)
    return distance if figure.unit.soort == "score" else distance / max(abs(whole.value), 1) / HALF


def change_weight(figure: Figure) -> float:
    """How much a figure changed, and more where the municipality went the other way; 0 where that is not clear."""
    own, whole = moving(figure), moving(figure.gemeente) if figure.gemeente else None
    if own is None:
        return 0.0
    size = abs(figure.now.verandering or 0) / FULL
    return size if whole is None or own.agrees_with(whole) else size * AGAINST
