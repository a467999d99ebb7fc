"""Which years a clause of a sentence speaks of: the year itself, and the year that it is compared with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from factsheet.factcheck import words
from factsheet.factcheck.amounts import year_at
from factsheet.factcheck.clauses import ClauseSpan, Sentence
from factsheet.factcheck.reading import Token

NEXT = 3  # tokens between "2021" and "en 2022"
_MONTHS = "|".join(words.MONTHS)
# Between "dan" and its year; and what makes a year one that is compared with.
_FILLING = re.compile(rf"(?:\s*\b(?:in|het|een|jaar|eind|begin|de|over|{_MONTHS}))+$")
_COMPARED = re.compile(
    r"\b(?:dan|sinds|vanaf|opzichte|tov|als|tegenover|t o|(?:dan|aan) die"
    r"|(?:opzichte|niveau|peil|dat|die) van|gelijk aan"
    r"|de [\d.,]+(?: \w+)? (?:van|uit)|(?:vergeleken|vergelijking) met)$"
)


@dataclass(frozen=True)
class YearMention:
    """A year in a sentence; `basis`: what is compared with."""

    jaar: int
    plaats: int
    basis: bool = False


@dataclass(frozen=True)
class TimeFrame:
    """`jaren`: years whose values may stand here; `paren`: (year, compared with) of the changes. `vrij`: any year."""

    jaren: frozenset[int]
    paren: tuple[tuple[int, int], ...]
    vrij: bool = False

    @property
    def now(self) -> int:
        return self.paren[0][0]


def year_mentions(tokens: Sequence[Token], jaar: int) -> list[YearMention]:
    """All years that a sentence names, "vorig jaar" and "twee jaar eerder" included."""
    found: list[YearMention] = []
    for i, token in enumerate(tokens):
        year = None if words.PRICES.intersection(_words(tokens, i - 2, i)) else year_at(tokens, i, jaar)
        if year is None and token.tekst == "jaar":
            year = _relative_year(tokens, i, jaar) or _later(tokens, i, found)
        if year is not None and not _is_first_since(tokens, i):
            basis = _is_basis(tokens, i, found)
            found.append(YearMention(year, i, basis))
    return found


def time_frame(
    sentence: Sentence, clause: ClauseSpan, named: Sequence[YearMention], jaar: int, *, before: int | None = None
) -> TimeFrame:
    """The years of a clause; what the clause does not say comes from its sentence, and else from the edition.

    `named` are the year mentions of the sentence; `before` is what the year `jaar` is compared with, the year before it
    unless it is given.
    """
    here = [m for m in named if clause.eerste <= m.plaats <= clause.laatste]
    around = [m for m in named if m.plaats < clause.eerste] or [m for m in named if not _is_of_another(sentence, m)]
    targets = _years(here, basis=False) or _years(around, basis=False) or [jaar]
    bases = _years(here, basis=True) or ([] if clause.dated else _years(around, basis=True))
    text = sentence.words(clause.eerste, clause.laatste)
    if words.NOW.intersection(text) or "dit jaar" in " ".join(text):
        targets = list(dict.fromkeys([*targets, jaar]))
    if "daarna" in text and named and not here:
        targets, bases = [jaar], [max(m.jaar for m in named)]
    last = {t: before if t == jaar and before is not None else t - 1 for t in targets}
    pairs = [(t, b) for t in targets for b in (bases or [last[t]]) if t != b]
    pairs = pairs or [(targets[0], last[targets[0]])]
    free = bool(words.THEN.intersection(text)) and not named
    moved = set(last.values()) if "van" in text and "naar" in text else set()
    return TimeFrame(frozenset({*targets, *bases, *moved}), tuple(pairs), free)


def _is_of_another(sentence: Sentence, mention: YearMention) -> bool:
    """ "…, in 2021 was dat 20%": a year that its own clause needs."""
    clause = next(c for c in sentence.clauses if c.eerste <= mention.plaats <= c.laatste)
    return clause.dated and clause.says_something and not mention.basis


def _later(tokens: Sequence[Token], i: int, found: list[YearMention]) -> int | None:
    """ "In 2021 …, drie jaar later …": the year, which makes the one before it what is compared with."""
    on = words.NUMBERS.get(_text(tokens, i - 1))
    if not found or not on or _text(tokens, i + 1) != "later":
        return None
    found[-1] = replace(found[-1], basis=True)
    return found[-1].jaar + on


def _is_first_since(tokens: Sequence[Token], i: int) -> bool:
    """ "Voor het eerst sinds 2021": nothing is compared with that year."""
    return _words(tokens, i - 2, i) == ["eerst", "sinds"]


def _years(found: Sequence[YearMention], *, basis: bool) -> list[int]:
    return list(dict.fromkeys(m.jaar for m in found if m.basis == basis))


def _relative_year(tokens: Sequence[Token], i: int, jaar: int) -> int | None:
    """ "vorig jaar", "het jaar ervoor", "een jaar eerder", "in twee jaar tijd"."""
    before, after = _text(tokens, i - 1), _text(tokens, i + 1)
    if before in {"vorig", "vorige", "afgelopen", "voorgaande"} or after in {"ervoor", "daarvoor"}:
        return None if before == "afgelopen" else jaar - 1
    if before == "laatste" and _text(tokens, i - 2) == "het":
        return jaar - 1
    back = words.NUMBERS.get(before)
    in_all = _text(tokens, i - 2) in {"in", "over"} and after not in {"op", "achter", "van"}  # "steeg in drie jaar met"
    if back and 0 < back <= 10 and (after in {"eerder", "geleden", "tijd"} or in_all):  # noqa: PLR2004 - years
        return jaar - back
    return None


def _is_basis(tokens: Sequence[Token], i: int, found: Sequence[YearMention]) -> bool:
    """Whether a year is what is compared with."""
    after = _text(tokens, i + 1)
    relative = _text(tokens, i) == "jaar"
    if relative and (
        after in {"tijd", "eerder"}
        or _text(tokens, i - 1) == "laatste"
        or (_text(tokens, i - 1) in words.NUMBERS and after != "geleden")
    ):
        return True
    if not relative and after == "naar":
        return True  # "van 240 in 2021 naar 320 in 2024"
    before = _FILLING.sub("", " ".join(_words(tokens, i - 6, i - relative)))
    if _COMPARED.search(before):
        return True
    if re.search(r"(?:\ben|,)$", before) and found and found[-1].basis and i - found[-1].plaats <= NEXT:
        return _text(tokens, found[-1].plaats - 1) != "tussen"
    return bool(re.search(r"\b(?:tussen|van)$", before)) and after in {"en", "tot", "op", "naar", "t"}


def _words(tokens: Sequence[Token], first: int, last: int) -> list[str]:
    return [t.tekst for t in tokens[max(0, first) : last]]


def _text(tokens: Sequence[Token], i: int) -> str:
    return tokens[i].tekst if 0 <= i < len(tokens) else ""
