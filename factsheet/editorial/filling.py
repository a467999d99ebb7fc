"""Live figures into an editorial text, and whether the text still holds."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from factsheet.editorial.duiding import Duiding, Live, Memory, Unreadable, read, refuse, remember
from factsheet.editorial.holes import SENTENCE_END, Part, parse
from factsheet.figures import Figure
from factsheet.narrate import UNCLEAR, Fact, Sentence, notation, sentence

HIDDEN = "Lezers zien nu alleen de automatische tekst."
HOW_FAR = {"nagenoeg": "nauwelijks ", "licht": "licht ", "sterk": "sterk "}


@dataclass(frozen=True)
class Filled:
    """An editorial text with its figures.

    `holds` is false when it is refused, or when a figure turned since the editor wrote; `turned` has the keys of those
    figures.
    """

    sentences: tuple[Sentence, ...]
    holds: bool
    turned: tuple[str, ...]

    @property
    def tekst(self) -> str:
        """The text as the reader gets it."""
        return " ".join(said.tekst for said in self.sentences)

    def sentence_at(self, place: int) -> int:
        """The number of the sentence in which this character of the text stands; the first is 1."""
        ends = itertools.accumulate(len(said.tekst) + 1 for said in self.sentences)
        return 1 + sum(end <= place for end in ends)


@dataclass(frozen=True)
class DuidingShown:
    """The editorial text of one section in one edition.

    `door` and `op`: who last wrote or confirmed it, and when. `bron` is an http(s) address. `jaar` is the year that it
    was written for. `geldt` is false when readers do not see it. `controleren` tells an editor, and nobody else, what
    there is to look at.
    """

    door: str
    op: datetime | None
    bron: str | None
    jaar: int
    geldt: bool
    controleren: tuple[str, ...]


def live(figures: Mapping[str, Figure], jaar: int, plaats: str) -> dict[str, Live]:
    """Everything that a hole may name, with what it prints now."""
    found = {"jaar": Live(str(jaar)), "vorig_jaar": Live(str(jaar - 1)), "plaats": Live(plaats)}
    for key, figure in figures.items():
        change = notation.claimed(figure)
        before = figure.before.waarde is not None
        found[key] = Live(notation.shown(figure), figure, known=figure.value is not None)
        found[f"{key}.verandering"] = Live(change or UNCLEAR, figure, known=bool(change))
        found[f"{key}.vorig"] = Live(notation.point(figure.before, figure.unit), figure, known=before)
    return found


def fill(duiding: Duiding, figures: Mapping[str, Figure], jaar: int, plaats: str) -> Filled:
    """The text as a reader would get it now, and whether it holds; of a text that is refused what can be read.

    `figures` are all figures of the factsheet by key.
    """
    names = live(figures, jaar, plaats)
    parts, refusals = parse(duiding.tekst, names)
    turned = () if refusals else tuple(_turned(duiding.geheugen, parts, names, figures))
    return Filled(tuple(_sentences(parts, names)), holds=not (refusals or turned), turned=turned)


def shown(
    body: str, figures: Mapping[str, Figure], jaar: int, plaats: str
) -> tuple[DuidingShown, tuple[Sentence, ...]]:
    """What an edition of `jaar` makes of a text as it is kept: its standing, and the sentences that readers get."""
    try:
        duiding = read(body)
    except Unreadable as error:
        return DuidingShown("", None, None, jaar, geldt=False, controleren=(f"{error} {HIDDEN}",)), ()
    names = live(figures, jaar, plaats)
    filled = fill(duiding, figures, jaar, plaats)
    refused = refuse(duiding.tekst, duiding.bron, names)
    holds = filled.holds and not refused
    why = [*_carried(duiding, jaar), *(f"{refusal} {HIDDEN}" for refusal in refused)]
    why += [f"{_change_message(key, duiding.geheugen, figures, jaar)} {HIDDEN}" for key in filled.turned]
    standing = DuidingShown(duiding.door, duiding.op, duiding.bron, duiding.jaar or jaar, holds, tuple(why))
    return standing, filled.sentences if holds else ()


def _carried(duiding: Duiding, jaar: int) -> Iterator[str]:
    """Why a text of an earlier year is to be looked at."""
    if max(duiding.jaar or jaar, duiding.gecontroleerd or 0) < jaar:
        yield f"Uit {duiding.jaar}, controleren: niemand heeft de tekst voor {jaar} bekeken."


def _turned(
    memory: Memory, parts: Sequence[Part], names: Mapping[str, Live], figures: Mapping[str, Figure]
) -> Iterator[str]:
    """The figures that are not what they were, or that cannot be printed."""
    used = [names[part.naam] for part in parts if part.naam is not None]
    unknown = {hole.figure.sleutel for hole in used if hole.figure and not hole.known}
    now = remember([hole.figure for hole in used if hole.figure])
    now |= remember([figures[key] for key in memory if key in figures])
    for key in dict.fromkeys([*memory, *now]):
        if key in unknown or key not in memory or key not in now or memory[key] != now[key]:
            yield key


def _change_message(key: str, memory: Memory, figures: Mapping[str, Figure], jaar: int) -> str:
    """What a figure did when the editor wrote, and what it does now."""
    if key not in figures:
        return f"Het cijfer {key} is er niet over {jaar}."
    figure = figures[key]
    if figure.value is None:
        return f"Over {jaar} is “{figure.label}” {notation.shown(figure)}."
    now = _how(remember([figure])[key])
    if key not in memory or _how(memory[key]) == now:
        return f"Van “{figure.label}” is niet alles bekend wat de tekst noemt."
    return f"“{figure.label}” {_how(memory[key])} toen de tekst geschreven werd, en {now} in {jaar}."


def _how(remembered: tuple[int, str] | None) -> str:
    if remembered is None:
        return "had geen duidelijke verandering"
    direction, band = remembered
    if not direction:
        return "bleef gelijk"
    return f"ging {HOW_FAR.get(band, '')}{'omhoog' if direction > 0 else 'omlaag'}"


def _sentences(parts: Sequence[Part], names: Mapping[str, Live]) -> Iterator[Sentence]:
    """The text cut into sentences, each with the facts of the live figures in it."""
    whole, spans = "", []
    for part in parts:
        start = len(whole)
        whole += part.tekst if part.naam is None else names[part.naam].tekst
        if part.naam is not None:
            spans.append((start, names[part.naam]))
    start = 0
    for end, following in [*((m.start(), m.end()) for m in SENTENCE_END.finditer(whole)), (len(whole), len(whole))]:
        words = re.sub(r"[ \n]+", " ", whole[start:end]).strip()
        if words:
            used = [hole for place, hole in spans if start <= place < end]
            yield Sentence(words, tuple(_facts(used)), soort="duiding")
        start = following


def _facts(used: Sequence[Live]) -> Iterator[Fact]:
    for figure in dict.fromkeys(hole.figure for hole in used if hole.figure):
        # A sentence about the figure alone, for the fact that comes with it.
        [fact] = sentence(figure.naam.tekst, figure).feiten
        printed = dict.fromkeys(hole.tekst for hole in used if hole.figure == figure)
        yield replace(fact, getoond=tuple(printed))
