"""Texts with holes: `{wmo.clienten}`. A parser of our own, because str.format lets a text reach into objects."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from factsheet.letters import LOST

SENTENCE_END = re.compile(r"(?<=[.!?…])[ ]+(?=[A-ZÀ-ÖØ-Þ€0-9{\"“‘'(])|\n+")
UNREAD = "…"
HOLE = re.compile(r"\{\{|\}\}|\{(?P<naam>[^{}\n]*)\}|[{}]")
LETTER_LOST = f"Hier is een letter kwijt ({LOST}). Typ dit woord opnieuw."
FEW = 8
MOST_REFUSALS = 5
LONGEST_NAME = 120
LONGEST_SHOWN = 40


@dataclass(frozen=True)
class Part:
    """A piece of a text: words as they stand, or the name of a hole."""

    tekst: str
    naam: str | None = None


@dataclass(frozen=True)
class Refusal:
    """Why a text cannot be used. Sentences count from 1; 0 means the text as a whole."""

    zin: int
    fragment: str
    melding: str

    def __str__(self) -> str:
        return f"Zin {self.zin}: {self.melding}" if self.zin else self.melding


def parse(text: str, names: Collection[str]) -> tuple[tuple[Part, ...], tuple[Refusal, ...]]:
    """A text in parts, and what is wrong with its holes and letters; `{{` and `}}` are braces as they stand.

    Where a hole is refused stands UNREAD, so that the rest can be judged. At most MOST_REFUSALS are told: finding what
    somebody may have meant takes time.
    """
    parts: list[Part] = []
    refusals: list[Refusal] = []
    end = 0
    for found in HOLE.finditer(text):
        parts.append(Part(text[end : found.start()]))
        end = found.end()
        part = _part(found, names)
        parts.append(part or Part(UNREAD))
        if part is None and len(refusals) < MOST_REFUSALS:
            refusals.append(_refusal(text, found, names))
    parts.append(Part(text[end:]))
    lost = [found.start() for found in re.finditer(LOST, text)][:MOST_REFUSALS]
    refusals += [refusal_at(text, place, LOST, LETTER_LOST) for place in lost]
    return tuple(_joined(parts)), tuple(refusals)


def fill_words(text: str, words: Mapping[str, object]) -> str | None:
    """A fixed text with its words filled in; None when it has a hole for which there is no word."""
    return None if parse(text, words)[1] else readable(text, words)


def readable(text: str, words: Mapping[str, object]) -> str:
    """The same with UNREAD for what there is no word for."""
    return "".join(part.tekst if part.naam is None else str(words[part.naam]) for part in parse(text, words)[0])


def refusal_at(text: str, place: int, fragment: str, message: str) -> Refusal:
    """A refusal with its place as an editor counts it."""
    return Refusal(sentence_at(text, place), short(fragment), message)


def sentence_at(text: str, place: int) -> int:
    """The number of the sentence in which this character stands; the first is 1."""
    return 1 + sum(found.end() <= place for found in SENTENCE_END.finditer(text))


def short(fragment: str) -> str:
    return fragment if len(fragment) <= LONGEST_SHOWN else f"{fragment[:LONGEST_SHOWN]}…"


def _part(found: re.Match[str], names: Collection[str]) -> Part | None:
    """What stands here; None when it is refused."""
    whole = found.group()
    if whole in {"{{", "}}"}:
        return Part(whole[0])
    name = (found["naam"] or "").strip()
    return Part("", name) if name in names else None


def _refusal(text: str, found: re.Match[str], names: Collection[str]) -> Refusal:
    whole = found.group()
    if whole == "{":
        message = "Deze { heeft geen }. Sluit hem, of schrijf {{ als u het haakje zelf bedoelt."
    elif whole == "}":
        message = "Deze } heeft geen {. Haal hem weg, of schrijf }} als u het haakje zelf bedoelt."
    else:
        message = f"{short(whole)} is onbekend. {_suggestion(found['naam'], names)}"
    return refusal_at(text, found.start(), whole, message)


def _suggestion(name: str, names: Collection[str]) -> str:
    close = difflib.get_close_matches(name.strip().lower()[:LONGEST_NAME], names, n=1)
    if close:
        return f"Bedoelt u {{{close[0]}}}?"
    if len(names) <= FEW:
        return f"Kies uit: {', '.join(f'{{{known}}}' for known in names)}."
    return "Kies een cijfer uit de lijst."


def _joined(parts: list[Part]) -> Iterator[Part]:
    """Words that stand side by side as one part; empty ones are left out."""
    words = ""
    for part in parts:
        if part.naam is None:
            words += part.tekst
            continue
        if words:
            yield Part(words)
        words = ""
        yield part
    if words:
        yield Part(words)
