"""Whole sentences, each with the facts that it stands on."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from factsheet.figures import Figure
from factsheet.narrate import notation

LONGEST = 25  # words in a sentence


@dataclass(frozen=True)
class Fact:
    """What a sentence stands on: a figure, its values, and how the sentence prints them.

    `vorig` is the value in the year `tegen`, which it is compared with. `marge` is the most that rounding can have
    moved the value; `formule` says in words how it was calculated.
    """

    sleutel: str
    label: str
    jaar: int
    nu: float | None
    vorig: float | None
    tegen: int
    eenheid: str
    formule: str
    decimalen: int
    marge: float
    getoond: tuple[str, ...]


@dataclass(frozen=True)
class Sentence:
    """One sentence for the reader.

    `soort` is "gegenereerd" unless an editor wrote it; `noot` is said once, at the end of the section. `volgt`: it
    refers to the sentence before it, and is nothing without it.
    """

    tekst: str
    feiten: tuple[Fact, ...] = ()
    soort: Literal["gegenereerd", "duiding"] = "gegenereerd"
    noot: Note | None = None
    volgt: bool = False


@dataclass(frozen=True)
class Note:
    """Why a figure cannot be compared; `of_all` says so of a section in which none can."""

    tekst: str
    of_all: str
    feiten: tuple[Fact, ...]


@dataclass(frozen=True)
class Text:
    """What a section says: a heading and its sentences."""

    kop: str
    zinnen: tuple[Sentence, ...]


def sentence(text: str, *figures: Figure, printed: Sequence[str] = ()) -> Sentence:
    """A sentence with a capital and a full stop, and a fact for each figure.

    `printed`: per figure another number that the sentence prints of it, such as a difference.

    Raises ValueError for a sentence that starts with a digit: plain Dutch does not.
    """
    text = capital(text.strip().rstrip("."))
    if text[:1].isdigit():
        raise ValueError(f"a sentence may not start with a digit: {text}")
    also = dict(zip(figures, printed, strict=bool(printed)))
    return Sentence(f"{text}.", tuple(_fact(figure, text, also.get(figure, "")) for figure in dict.fromkeys(figures)))


def complete(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The sentences of a section without repeats, with each note once at the end.

    Two figures that print alike keep their own sentences: only what is said of the same figure is a repeat.
    """
    once = tuple({(s.tekst, s.feiten): s for s in reversed(sentences)}.values())[::-1]
    notes = tuple({s.noot.tekst: s.noot for s in once if s.noot}.values())
    together = {note.of_all for note in notes}
    if len(notes) > 1 and len(together) == 1 and all(fact.vorig is None for s in once for fact in s.feiten):
        return *once, Sentence(together.pop(), tuple(fact for note in notes for fact in note.feiten))
    return *once, *(Sentence(note.tekst, note.feiten) for note in notes)


def as_sentence(note: Note) -> Sentence:
    """A note where there is no sentence to go with."""
    return Sentence(note.tekst, note.feiten)


def note(text: str, of_all: str, *figures: Figure) -> Note:
    """A note about figures; see Note."""
    return Note(text, of_all, sentence(text, *figures).feiten)


def say(template: str, **values: Figure | str | int) -> Sentence:
    """A sentence in our own words, in which figures print as their value.

    A hole without a value and a value without a hole raise KeyError. A figure without a value makes the
    sentence say that instead.
    """
    figures = tuple(v for v in values.values() if isinstance(v, Figure))
    unknown = next((figure for figure in figures if figure.value is None), None)
    if unknown is not None:
        return missing(unknown)
    words = {key: notation.shown(v) if isinstance(v, Figure) else str(v) for key, v in values.items()}
    return sentence(_Strict().format(template, **words), *figures)


def missing(figure: Figure) -> Sentence:
    """The sentence for a figure that is not known, or that is too small to show."""
    return sentence(f"over {figure.jaar} {be(figure)} {figure.naam.tekst} {notation.shown(figure)}", figure)


def nothing_known(what: str, jaar: int) -> Sentence:
    """The sentence of a section that has no figures at all; `what` starts with its article."""
    return sentence(f"over {jaar} hebben wij geen cijfers voor {what}")


def be(figure: Figure) -> str:
    """ "is" or "zijn", after the grammatical number of the figure."""
    return "zijn" if figure.naam.meervoud else "is"


def in_full(figure: Figure) -> Figure:
    """The figure under its full name: for where no sentence before tells what it is about."""
    return replace(figure, naam=replace(figure.naam, tekst=figure.naam.voluit or figure.naam.tekst))


def listing(words: Sequence[str]) -> str:
    """ "a, b en c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} en {words[-1]}"


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _fact(figure: Figure, text: str, also: str) -> Fact:
    change = notation.change(figure.now, figure.unit)
    before = notation.point(figure.before, figure.unit)
    then = before if any(f"{word} {before}" in text for word in ("toen", "van", f"{figure.vorig}:")) else ""
    printed = (notation.shown(figure), change if change in text else change.lstrip("+-"), then, also)
    return Fact(
        sleutel=figure.sleutel,
        label=figure.label,
        jaar=figure.jaar,
        nu=figure.value,
        vorig=figure.before.waarde,
        tegen=figure.vorig,
        eenheid=figure.unit.naam,
        formule=figure.formule,
        decimalen=figure.unit.decimals,
        marge=figure.now.marge,
        getoond=tuple(p for p in dict.fromkeys(printed) if p and is_in(p, text)),
    )


def is_in(printed: str, text: str) -> bool:
    """Whether a text prints this, and not as part of a longer number."""
    return re.search(rf"(?<![\d.,]){re.escape(printed)}(?![\d%]|[.,]\d)", text) is not None


class _Strict(string.Formatter):
    """Everything that is given must be used; the base class already refuses an empty hole."""

    def check_unused_args(self, used_args: set[int | str], args: Sequence[Any], kwargs: Mapping[str, Any]) -> None:  # noqa: ARG002
        unused = kwargs.keys() - used_args
        if unused:
            raise KeyError(*unused)
