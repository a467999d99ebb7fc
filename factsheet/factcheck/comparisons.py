"""Comparisons between figures, and of a figure with all its years: "sneller dan", "het sterkst", "meer dan ooit"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from factsheet.factcheck import words
from factsheet.factcheck.amounts import year_at
from factsheet.factcheck.reading import Token

FAR = 12  # tokens between "meer" and "dan"
With = Literal["ooit", "jaar", "ander", "alle"]


@dataclass(frozen=True)
class Comparison:
    """What is said to be more (1), less (-1) or the same (0), at tokens `eerste` up to and including `laatste`.

    `tempo`: not the figures are compared but how far they moved. `met`: with all years so far, with an earlier year,
    with another figure, which is named after token `vanaf`, or with all its likes.
    """

    richting: int
    tempo: bool
    met: With
    eerste: int
    laatste: int
    vanaf: int


def comparisons(tokens: Sequence[Token], subjects: set[int], jaar: int) -> Iterator[Comparison]:
    """All comparisons in a sentence; `subjects` are the tokens that name what figures are about."""
    texts = [t.tekst for t in tokens]
    last = len(texts) - 1
    years = {j for j, text in enumerate(texts) if text in {"jaar", "jaren"} or year_at(tokens, j, jaar) is not None}
    for i in range(len(texts)):
        found = _ever(texts, i, last) or _superlative(texts, i, last) or _than(texts, i, last, subjects, years)
        if found:
            yield found


def _ever(texts: Sequence[str], i: int, last: int) -> Comparison | None:
    """ "Nooit eerder zo veel", "nog nooit zo laag", "een record": against every year that is published."""
    if texts[i] in words.RECORDS:
        return Comparison(words.RECORDS[texts[i]], False, "ooit", i, i, i)
    if texts[i] != "nooit" and [*texts[i : i + 2]] != ["niet", "eerder"]:
        return None
    after = texts[i + 1 : last + 1]
    for j, text in enumerate(after, i + 1):
        if text in words.SO_MUCH:
            return Comparison(words.SO_MUCH[text], False, "ooit", i, j, j)
        if text == "zo" and j < last and texts[j + 1] in words.SO_MUCH_OF:
            return Comparison(words.SO_MUCH_OF[texts[j + 1]], False, "ooit", i, j + 1, j)
    return None


def _superlative(texts: Sequence[str], i: int, last: int) -> Comparison | None:
    """ "Het sterkst", "het meest", "de hoogste": against its likes, or against all years ("het hoogste sinds")."""
    word = texts[i]
    tempo = word in words.FASTEST
    way = words.FASTEST.get(word) or words.MOST.get(word)
    before = texts[i - 1] if i else ""
    if not way or before not in {"het", "de", "een", "met"} | words.DIRECTION.keys():
        return None
    after = texts[i + 1 : last + 1]
    if words.SINCE_EVER.intersection(after[:4]):
        return Comparison(way, False, "ooit", i, i, i)
    moves = tempo or any(text in words.DIRECTION for text in after[:2])
    if not moves and before == "het" and any(text in words.DIRECTION for text in texts[max(0, i - 12) : last + 1]):
        moves = word in {"meest", "minst"}
    return Comparison(way, moves, "alle", i, i, i)


def _than(texts: Sequence[str], i: int, last: int, subjects: set[int], years: set[int]) -> Comparison | None:
    """ "Sneller dan in 2023", "hoger dan bij de Jeugdwet", "meer dan ooit"."""
    way, tempo, end = _comparative(texts, i)
    link = "als" if way == 0 else "dan"
    dan = next((j for j in range(end + 1, min(end + FAR, last) + 1) if texts[j] == link), None)
    if end < i or dan is None or dan == last:
        return None
    rest = range(dan + 1, last + 1)
    if texts[dan + 1] in {"ooit", "voorheen"} or texts[dan + 1 : dan + 4] == ["in", "alle", "jaren"]:
        return Comparison(way, tempo, "ooit", i, dan + 1, dan)
    dated = any(j in years for j in rest)
    others = any(j in subjects for j in rest)
    if tempo and dated and not others:
        return Comparison(way, tempo, "jaar", i, end, dan)
    return Comparison(way, tempo, "ander", i, end, dan) if others and not dated else None


def _comparative(texts: Sequence[str], i: int) -> tuple[int, bool, int]:
    """The way of a comparative that begins here, whether it is about a pace, and where it ends; before `i` for none."""
    pair = " ".join(texts[i : i + 2])
    if pair in words.PACE_PAIRS:
        return words.PACE_PAIRS[pair], True, i + 1
    if " ".join(texts[i : i + 3]) in words.PACE_SAME:
        return 0, True, i + 2
    if texts[i] in words.FASTER:
        return words.FASTER[texts[i]], True, i
    if texts[i] in words.HIGHER:
        return words.HIGHER[texts[i]], False, i
    return 0, False, i - 1
