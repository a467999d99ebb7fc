"""Whether a figure did what a word says that it did, and whether that may be praised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from factsheet.factcheck.clauses import Predicate
from factsheet.factcheck.courses import ALL, PLAIN
from factsheet.factcheck.published import Change, change
from factsheet.factcheck.times import TimeFrame
from factsheet.figures import Figure, above_or_below
from factsheet.narrate import notation
from factsheet.settings import Settings

Soort = Literal[
    "getal", "richting", "getalwoord", "lof", "twee keer anders", "band", "klein aantal", "vergelijking", "bron"
]
_WENT = {1: "gaat omhoog", -1: "gaat omlaag", 0: "blijft gelijk"}


@dataclass(frozen=True)
class Wrong:
    """What is wrong with a word, said of one figure."""

    soort: Soort
    melding: str


def direction(figure: Figure, said: Predicate, frame: TimeFrame, settings: Settings) -> Wrong | None:
    """What is wrong when this is said of the figure, in any of the comparisons of the frame."""
    if said.course != PLAIN:
        return _over_years(figure, said, frame.now, settings)
    pairs = frame.paren if said.jaar is None else ((said.jaar, said.jaar - 1),)
    for jaar, basis in pairs:
        wrong = _direction(figure, said, change(figure, jaar, basis, settings), jaar, basis)
        if wrong:
            return wrong
    return None


def went(figure: Figure, said: Predicate, frame: TimeFrame, settings: Settings) -> bool:
    """Whether the values went that way, be it perhaps by chance."""
    jaar, basis = frame.paren[0]
    real, now, then = change(figure, jaar, basis, settings), figure.at(jaar).waarde, figure.at(basis).waarde
    unclear = real is not None and not real.duidelijk and said.richting != 0
    return unclear and _sign((now or 0) - (then or 0)) == said.richting


def _over_years(figure: Figure, said: Predicate, now: int, settings: Settings) -> Wrong | None:
    """ "Voor het derde jaar op rij", "na twee jaar daling", "voor het eerst": year by year, as far as is published."""
    terug = said.course.terug
    now = figure.jaar if len(terug) == ALL else now
    if terug[:2] in {(0,), (0, 1)} and len(terug) < 3:  # noqa: PLR2004 - "opnieuw" and "voor het eerst" tell of now
        wrong = _direction(figure, said, change(figure, now, now - 1, settings), now, now - 1)
        if wrong:
            return wrong
    for jaar in (now - back for back in terug):
        here, then = figure.at(jaar).waarde, figure.at(jaar - 1).waarde
        if here is not None and then is not None and not _went(here - then, said, figure, jaar, settings):
            return _not_so(figure, then, here, jaar)
    for jaar in (point.jaar for point in figure.points if said.course.eerst and point.jaar < now):
        before = change(figure, jaar, jaar - 1, settings)
        if before and before.duidelijk and (not before.still and before.richting == said.richting) != said.ontkend:
            return _not_so(figure, figure.at(jaar - 1).waarde or 0, figure.at(jaar).waarde or 0, jaar)
    return None


def _went(difference: float, said: Predicate, figure: Figure, jaar: int, settings: Settings) -> bool:
    """Whether a figure went that way in a year, by however little."""
    if said.richting:
        return (difference * said.richting > 0) != said.ontkend
    moved = change(figure, jaar, jaar - 1, settings)
    return moved is None or moved.still or not moved.duidelijk


def _not_so(figure: Figure, then: float, here: float, jaar: int) -> Wrong:
    shown = f"van {notation.value(then, figure.unit)} naar {notation.value(here, figure.unit)} in {jaar}"
    return Wrong("richting", f"{figure.label} ging {shown}. Dat past niet bij deze woorden. Pas dat aan.")


def _direction(figure: Figure, said: Predicate, real: Change | None, jaar: int, basis: int) -> Wrong | None:
    name = f"{figure.label} ({basis}–{jaar})"
    if real is None:
        return None if said.los or said.ontkend else _unknown(figure, jaar, basis)
    if said.los:
        text = f"{name}: {real.tekst}. Dat is wel een duidelijke verandering. Pas dat aan."
        return Wrong("richting", text) if real.duidelijk and not real.still and real.richting else None
    if not real.duidelijk:
        return _unclear(said, name, real)
    if said.ontkend:
        return _denied(said, name, real)
    same = said.richting == 0 and figure.unit.soort == "verhouding" and _prints_the_same(figure, jaar, basis)
    told = said.ruim and real.still and real.richting == said.richting
    return None if same or told else _against(said, name, real) or _size(said, name, real)


def _prints_the_same(figure: Figure, jaar: int, basis: int) -> bool:
    return notation.point(figure.at(jaar), figure.unit) == notation.point(figure.at(basis), figure.unit)


def _unknown(figure: Figure, jaar: int, basis: int) -> Wrong:
    return Wrong(
        "richting",
        f"Van {figure.label} is de verandering tussen {basis} en {jaar} niet gepubliceerd. Laat de richting weg.",
    )


def _unclear(said: Predicate, name: str, real: Change) -> Wrong | None:
    if said.ontkend or said.richting == 0:
        return None
    return Wrong("richting", f"{name}: de verandering is {real.tekst}. Schrijf niet dat het cijfer stijgt of daalt.")


def _denied(said: Predicate, name: str, real: Change) -> Wrong | None:
    same = real.still if said.richting == 0 else (not real.still and real.richting == said.richting)
    return Wrong("richting", f"{name}: {real.tekst}. De tekst zegt dat dit niet zo is. Pas dat aan.") if same else None


def _against(said: Predicate, name: str, real: Change) -> Wrong | None:
    if said.richting == 0:
        if real.still:
            return None
        return Wrong(
            "richting", f"{name}: {real.tekst}. Dat {_WENT[real.richting]}, en blijft niet gelijk. Pas dat aan."
        )
    if real.richting == said.richting:
        return None
    return Wrong(
        "richting", f"{name}: {real.tekst}. Dat {_WENT[real.richting]}; de tekst zegt iets anders. Pas dat aan."
    )


_FITS = {
    "licht": "“licht”",
    "sterk": "“sterk”",
    "nagenoeg": "“nagenoeg gelijk” of “stabiel”",
    "gelijk": "“gelijk gebleven”",
    "gewoon": "geen woord als “licht” of “sterk”",
}


def _size(said: Predicate, name: str, real: Change) -> Wrong | None:
    """Whether the word of size is that of the word scale; a plain verb may stand for a small or a large change."""
    if not real.band:
        return None
    if said.richting == 0:
        good = said.band in {"", "nagenoeg"} and not (real.band == "nagenoeg" and said.strikt and not said.band)
    elif said.band == "nagenoeg":
        good = real.still
    elif said.band in {"licht", "sterk"}:
        good = real.band == said.band
    else:
        good = not real.still and said.band == ""
    if good:
        return None
    return Wrong("band", f"{name}: {real.tekst}. Daarbij past {_FITS.get(real.band, 'een ander woord')}.")


def beside(here: Figure, there: Figure, said: Predicate, jaar: int) -> Wrong | None:
    """ "Hoger dan gemiddeld in Hengelo": the figure of one area beside that of another."""
    one, other = here.at(jaar), there.at(jaar)
    if one.waarde is None or other.waarde is None:
        return None
    if not here.unit.comparable and here.area.is_gemeente != there.area.is_gemeente:
        return None
    sure = jaar == here.jaar and here.gemeente is there
    real = above_or_below(here) if sure else _sign(one.waarde - other.waarde)
    return _compared(
        here, said, real, _both(here, there, notation.point(one, here.unit), notation.point(other, there.unit))
    )


def _both(here: Figure, there: Figure, one: str, other: str) -> str:
    return f"{one} in {here.area.naam}, en {other} in {there.area.naam}"


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


def part(figure: Figure, others: Sequence[Figure], said: Predicate, frame: TimeFrame) -> Wrong | None:
    """ "De stijging zit met name in …": the part must have gone that way, and further than the other parts."""
    jaar, basis = frame.paren[0]
    now, then = figure.at(jaar), figure.at(basis)
    if now.waarde is None or then.waarde is None:
        return None
    own = (now.waarde - then.waarde) * said.richting
    rest = [((o.at(jaar).waarde or 0) - (o.at(basis).waarde or 0)) * said.richting for o in others]
    if own > 0 and own >= max(rest, default=own):
        return None
    shown = f"van {notation.point(then, figure.unit)} naar {notation.point(now, figure.unit)}"
    return Wrong("richting", f"{figure.label}: {shown}. Dat past niet bij deze richting. Pas dat aan.")


def _compared(figure: Figure, said: Predicate, real: int, shown: str) -> Wrong | None:
    if (real == said.richting) != said.ontkend:
        return None
    return Wrong("richting", f"{figure.label}: {shown}. De vergelijking klopt daar niet mee. Pas die aan.")


def praise(
    figure: Figure,
    judgement: int,
    frame: TimeFrame,
    beter: Mapping[str, Literal["up", "down"]],
    settings: Settings,
) -> Wrong | None:
    """What is wrong with praise (1) or blame (-1) of this figure."""
    declared = beter.get(figure.sleutel)
    word = "een positief" if judgement > 0 else "een negatief"
    jaar, basis = frame.paren[0]
    real = change(figure, jaar, basis, settings)
    shown = f" ({real.tekst})" if real and real.tekst else ""
    if declared is None:
        return Wrong(
            "lof",
            f"Voor {figure.label}{shown} is niet vastgelegd of meer beter is. Laat het oordeel weg.",
        )
    if real is None or not real.duidelijk or real.still:
        return None
    good = real.richting == (1 if declared == "up" else -1)
    if good == (judgement > 0):
        return None
    which = "hoger" if declared == "up" else "lager"
    return Wrong(
        "lof", f"{figure.label}{shown}: hier is {which} beter. {word.capitalize()} oordeel past daar niet bij."
    )
