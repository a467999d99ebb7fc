"""Text → tokens → sentences. Nothing here knows a figure; everything takes one pass over the text."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from factsheet.factcheck import words

TokenKind = Literal["woord", "getal", "teken", "rest"]
_SPACE = "\u00a0"
# A hyphen belongs to a date or a range of numbers, never to a word: "Wmo-clienten" is two words.
_TOKEN = re.compile(
    r"(?P<datum>(?<![\d.,])\d{1,2}[-/]\d{1,2}[-/]\d{2,4}(?!\d))"
    rf"|(?P<getal>\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d)|\d+(?:[.,]\d+)*)"
    r"|(?P<woord>[^\W\d_]+)|(?P<regel>\n+)|(?P<teken>[^\s])"
)


@dataclass(frozen=True)
class Token:
    """A piece of the text: `tekst` is folded, `van` and `tot` are places in the text as it was given.

    `los`: white space stands before it. `hoofdletter`: it begins with a capital, a digit or a sign.
    """

    tekst: str
    soort: TokenKind
    van: int
    tot: int
    los: bool
    hoofdletter: bool


@dataclass(frozen=True)
class Zin:
    """The tokens of one sentence."""

    tokens: tuple[Token, ...]


def fold(text: str) -> tuple[str, list[int]]:
    """Small letters without accents, and for each of them its place in the text."""
    letters: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        for letter in _SPACE if char in "\u00a0\u202f\u2009" else unicodedata.normalize("NFKD", char).lower():
            if not unicodedata.combining(letter):
                letters.append(letter)
                places.append(place)
    return "".join(letters), places


@functools.lru_cache(maxsize=256)
def plain(text: str) -> str:
    """As `fold`, without the places; for names, which are few and asked for often."""
    return fold(text)[0]


def names(texts: Sequence[str], name: Sequence[str]) -> bool:
    """Whether these words stand one after the other in a row of words."""
    return bool(name) and any(texts[i] == name[0] and [*texts[i : i + len(name)]] == [*name] for i in range(len(texts)))


def tokens(text: str) -> list[Token]:
    """The words, numbers and signs of a text; addresses and codes are left out."""
    folded, places = fold(text)
    masked = _without_addresses(folded)
    return [_token(match, text, masked, places) for match in _TOKEN.finditer(masked)]


def sentences(text: str) -> Iterator[Zin]:
    """The sentences of a text, in its order; a new line that begins with a capital begins a sentence."""
    found = tokens(text)
    current: list[Token] = []
    for i, token in enumerate(found):
        current.append(token)
        if _ends(found, i):
            yield Zin(tuple(t for t in current if t.tekst != "\n"))
            current = []
    if current:
        yield Zin(tuple(t for t in current if t.tekst != "\n"))


def _token(match: re.Match[str], text: str, masked: str, places: list[int]) -> Token:
    start, end = match.span()
    tekst, soort = match.group(), match.lastgroup
    kind: TokenKind = "getal" if soort == "getal" else "woord" if soort == "woord" else "teken"
    attached = kind == "getal" and (_letter(masked, start - 1) or _code(masked, end))
    return Token(
        tekst="\n" if soort == "regel" else tekst,
        soort="rest" if attached or soort == "datum" else kind,
        van=places[start],
        tot=places[end - 1] + 1,
        los=start == 0 or masked[start - 1].isspace(),
        hoofdletter=not text[places[start]].islower(),
    )


def _letter(text: str, place: int) -> bool:
    return 0 <= place < len(text) and (text[place].isalpha() or text[place] == "_")


def _code(text: str, place: int) -> bool:
    """Whether letters are stuck to a number: "85163NED", "1e", "1-persoons"; "5x" and "3mln" are still amounts."""
    if text[place : place + 1] == "-" and _letter(text, place + 1):
        return True
    end = place
    while _letter(text, end) and end - place < 4:  # noqa: PLR2004 - the longest of the endings below
        end += 1
    return end > place and text[place:end] not in {"x", "mln", "mld", "euro"}


def _without_addresses(text: str) -> str:
    """The text with web and mail addresses blanked, every place the same."""
    pieces = re.split(r"(\s+)", text)
    return "".join(" " * len(p) if "://" in p or "@" in p or p.startswith("www.") else p for p in pieces)


def _ends(found: list[Token], i: int) -> bool:
    token, after = found[i], found[i + 1] if i + 1 < len(found) else None
    if after is None:
        return False
    if token.tekst == "\n":
        return after.hoofdletter
    if token.tekst in {"!", "?"}:
        return True
    before = found[i - 1].tekst if i else ""
    return token.tekst == "." and after.los and after.hoofdletter and before not in words.ABBREVIATIONS
