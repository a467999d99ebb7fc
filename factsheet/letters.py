"""Letters that were damaged on their way here: mended where it is certain what they were, otherwise pointed out.

"geÃ¯ndiceerd" was UTF-8 that something read as Windows-1252, and `&euml;` was meant for a web page: both can be turned
back. For a � something threw a letter away, and only who typed it knows which.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import ftfy
from ftfy.fixes import unescape_html

LOST = "\ufffd"
# What a text that can be mended has somewhere, also as polars reads it: good texts are never looked at one by one.
SUSPECT = r"[^\x00-\x7f]{2}|Ã |&#?[0-9A-Za-z]{2,31};"
_SUSPECT = re.compile(SUSPECT)
ENTITY = re.compile(r"&#?\w{2,31};")
TIMES = 2  # as often as something turned "ë" into "&amp;euml;"
TOLD = 3
LONGEST_WORD = 40

# Control characters, what is no character, halves of characters, and what turns the direction of reading: a number must
# read as it stands.
INVISIBLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def mend(text: str) -> str:
    """The text with its letters as they were; what is not certain stays."""
    for _ in range(TIMES):
        if _SUSPECT.search(text):
            text = ftfy.fix_encoding(ENTITY.sub(_unescaped, text))
    return text


def clean(text: str) -> str:
    """What somebody typed or pasted: with its letters mended, and without characters that nobody sees."""
    lines = re.sub("\r\n?|\u2028|\u2029", "\n", mend(text)).replace("\t", " ")
    return INVISIBLE.sub("", lines).strip()


def one_line(text: str) -> str:
    """The text as one line of what can be seen: what somebody typed is then never read as a line of its own."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def message(mended: Iterable[tuple[str, str]]) -> str:
    """What was mended, from texts as they were and as they are now; empty when nothing was."""
    words = dict(pair for damaged, whole in mended for pair in _words(damaged, whole))
    some = [f"“{_short(word)}” is “{_short(whole)}” geworden" for word, whole in list(words.items())[:TOLD]]
    more = [f"en nog {len(words) - TOLD}"] if len(words) > TOLD else []
    return f"Letters hersteld: {', '.join([*some, *more])}." if words else ""


def _words(damaged: str, whole: str) -> Iterator[tuple[str, str]]:
    """The words that differ; the texts themselves when a space was damaged too."""
    before, after = damaged.split(), whole.split()
    pairs = zip(before, after, strict=True) if len(before) == len(after) else [(damaged, whole)]
    return ((one, other) for one, other in pairs if one != other)


def _short(word: str) -> str:
    return word if len(word) <= LONGEST_WORD else f"{word[:LONGEST_WORD]}…"


def _unescaped(entity: re.Match[str]) -> str:
    """The character, unless it is one that nobody sees and that would cut the text."""
    character = unescape_html(entity[0])
    return character if character.isprintable() or character == "\u00a0" else entity[0]
