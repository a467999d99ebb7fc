"""Which figures a clause of a sentence speaks of, told by the words of their names."""

from __future__ import annotations

import functools
import itertools
import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from factsheet.factcheck import published, words
from factsheet.factcheck.published import Found
from factsheet.factcheck.reading import Token, tokens
from factsheet.figures import Figure, Naam

Concepts = frozenset[str]
_SILENT = words.STOP | words.PRAISE | words.BLAME | words.DIRECTION.keys() | words.BANDS.keys() | words.MONTHS
# How texts write the bounds of an age, at the first of its words.
_AGE_STARTS = {"jonger", "ouder", "tussen", "boven", "onder", "tot"}
_AGES = [
    (re.compile(pattern), bounds)
    for pattern, bounds in (
        (r"(\d{1,3}) (?:tot|-|–) (\d{1,3}) jaar\b", "{0}-{1}"),
        (r"tussen (?:de )?(\d{1,3}) en (\d{1,3})\b(?: jaar\b)?", "{0}-{1}"),
        (r"(\d{1,3}) jaar (?:of|en) ouder\b", "{0}-"),
        (r"(\d{1,3}) \+", "{0}-"),
        (r"(\d{1,3}) [-–] (?:plus|plussers?)\b", "{0}-"),
        (r"(?:ouder dan|boven de) (\d{1,3})\b(?: jaar\b)?", "{0}-"),
        (r"(?:jonger dan|onder de) (\d{1,3})\b(?: jaar\b)?", "0-{0}"),
        (r"(?:onder|tot) (\d{1,3}) jaar\b", "0-{0}"),
    )
]
TOLERANCE = 0.05
KEPT = 5_000  # answers of one index; texts are untrusted, so memory has an end


@dataclass(frozen=True)
class Mention:
    """A concept in a sentence, with the tokens that it takes."""

    concept: str
    eerste: int
    laatste: int


@dataclass(frozen=True)
class Named:
    """A figure's own name in a sentence, and the keys of the figures that bear it."""

    keys: frozenset[str]
    eerste: int
    laatste: int


@dataclass(frozen=True)
class Subject:
    """What is spoken of. `keys` are the best candidates; `also` are others that fit, when the words around are read."""

    keys: frozenset[str] = frozenset()
    also: frozenset[str] = frozenset()
    exact: bool = False


@dataclass
class Index:
    """All figures of one edition and area by the words of their names."""

    figures: dict[str, Figure]
    names: dict[str, list[Concepts]] = field(default_factory=dict)
    phrases: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = field(default_factory=dict)
    weights: dict[str, float] = field(default_factory=dict)
    wide: dict[str, Concepts] = field(default_factory=dict)
    usual: set[tuple[str, str]] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    _found: dict[tuple[Concepts, frozenset[str]], frozenset[str]] = field(default_factory=dict)

    @functools.cached_property
    def printed(self) -> dict[tuple[str, Decimal], list[Found]]:
        """All that is published of these figures, by kind and size."""
        return published.by_size((figure, figure) for figure in self.figures.values())

    def score(self, key: str, bag: Concepts) -> float:
        """How well a figure fits these concepts: what it covers, less what it lacks and what its name adds."""
        wide = self.wide[key]
        covered = sum(self.weights[c] for c in bag & wide)
        lacking = sum(self.weights[c] for c in bag - wide)
        added = min(sum(self.weights[c] for c in name - bag) for name in self.names[key])
        other_laws = sum(self.weights[c] for c in (wide & words.LAWS) - bag) if added or bag & words.LAWS else 0
        return covered - lacking - 0.3 * (added + other_laws)

    def best(self, bag: Concepts, keys: Iterable[str]) -> frozenset[str]:
        """The figures among `keys` that fit best; none where no concept fits."""
        allowed = frozenset(keys)
        known = (bag, allowed)
        if known not in self._found:
            if len(self._found) > KEPT:
                self._found.clear()
            self._found[known] = self._best(bag, allowed)
        return self._found[known]

    def _best(self, bag: Concepts, keys: frozenset[str]) -> frozenset[str]:
        scores = {key: self.score(key, bag) for key in keys if bag & self.wide[key] and self.may_mean(key, bag)}
        top = max(scores.values(), default=0.0)
        return frozenset(key for key, score in scores.items() if score >= top - TOLERANCE)

    def may_mean(self, key: str, bag: Concepts) -> bool:
        """Whether a narrow figure is named in full: people of an age with help of one law."""
        ages = frozenset(concept for concept in self.wide[key] if concept.startswith("leeftijd:"))
        laws = self.wide[key] & words.LAWS
        return not (ages and laws) or bool(ages & bag and laws & bag)

    def fitting(self, bag: Concepts, around: Concepts) -> frozenset[str]:
        """The figures that nothing in `bag` excludes, and whose name adds nothing that is not `around`."""
        hard, everything = hard_of(bag), bag | around
        laws = everything if bag & words.LAWS else words.LAWS
        return frozenset(
            key
            for key, wide in self.wide.items()
            if bag & wide
            and hard <= wide
            and wide & words.LAWS <= laws
            and self.may_mean(key, everything)
            and any(hard_of(name) <= everything for name in self.names[key])
        )


def hard_of(bag: Concepts) -> Concepts:
    return bag - words.SOFT


@functools.lru_cache(maxsize=16)
def index(figures: tuple[Figure, ...], places: frozenset[str]) -> Index:
    """The index of these figures; `places` are names of areas, which tell nothing about the subject."""
    skip = frozenset(t.tekst for place in places for t in tokens(place))
    nowhere = frozenset(stem(word) for word in skip)
    made = Index({})
    named: dict[tuple[str, ...], set[str]] = {}
    for figure in figures:
        made.figures.setdefault(figure.sleutel, figure)
        for name in filter(None, (figure.label, figure.naam.tekst, figure.naam.voluit)):
            found = [t for t in tokens(name) if t.soort != "teken" or t.tekst == "+"]
            bag = frozenset(m.concept for m in mentions(found, lambda _: True) if m.concept not in nowhere)
            made.names.setdefault(figure.sleutel, []).append(bag)
            key = _phrase(found, skip)
            made.usual.update(itertools.pairwise(t.tekst for t in found))
            made.words.update(t.tekst for t in found)
            if len(bag) > 1 or len(key) > 2:  # noqa: PLR2004 - one word is no name
                named.setdefault(key, set()).add(figure.sleutel)
        for name in _said(figure.naam):
            bag = frozenset(m.concept for m in mentions(tokens(name), lambda _: True) if m.concept not in nowhere)
            if made.names[figure.sleutel][0] & words.LAWS <= bag:
                made.names[figure.sleutel].append(bag)
    named_concepts = frozenset(c for names in made.names.values() for name in names for c in name)
    for figure in figures:
        extra = {m.concept for m in mentions(tokens(figure.formule), named_concepts.__contains__)}
        extra |= {"indicator"} if figure.sleutel.startswith("indicator.") else set()
        wide = made.wide.get(figure.sleutel, frozenset()) | extra
        made.wide[figure.sleutel] = wide.union(*made.names[figure.sleutel])
    made.weights = _weights(made.wide.values())
    for key, keys in sorted(named.items(), key=lambda item: -len(item[0])):
        made.phrases.setdefault(key[0], []).append((key, frozenset(keys)))
    return made


def _said(naam: Naam) -> Iterator[str]:
    """How sentences say a figure, without the verb."""
    if naam.kort_zin:
        yield naam.kort_zin
    elif naam.zin:
        spent = "uitgaven" if words.GAVE.intersection(naam.zin.pv.split()) else ""
        yield f"{spent} {naam.zin.aanhef} {naam.zin.wie} {naam.zin.rest}"


def named_in(found: Sequence[Token], made: Index, place: int) -> Named | None:
    """The longest name of a figure that begins at this token."""
    for phrase, keys in made.phrases.get(found[place].tekst, ()):
        last = _matches(found, place, phrase)
        if last is not None:
            return Named(keys, place, last)
    return None


def mentions(found: Sequence[Token], known: Callable[[str], bool]) -> list[Mention]:
    """The concepts in a row of tokens that are `known`."""
    result: list[Mention] = []
    i = 0
    while i < len(found):
        concepts, last = _concepts(found, i)
        result.extend(Mention(c, i, last) for c in concepts if known(c))
        i = last + 1
    return result


def _concepts(found: Sequence[Token], i: int) -> tuple[tuple[str, ...], int]:
    token = found[i]
    age = _age(found, i)
    if age is not None:
        return age
    if token.soort != "woord":
        return (), i
    after = found[i + 1].tekst if i + 1 < len(found) and found[i + 1].soort == "woord" else ""
    pair = words.PAIRS.get((token.tekst, after)) or words.PAIRS.get((token.tekst, stem(after)))
    if pair:
        return (stem(pair), *words.LAWS.intersection(_of_word(words.YOUNG.get(after, after)))), i + 1
    return _of_word(token.tekst), i


@functools.lru_cache(maxsize=4096)
def _of_word(word: str) -> tuple[str, ...]:
    if word in words.CONCEPTS:
        return tuple(stem(c) for c in words.CONCEPTS[word].split())
    family = next((concept for start, concept in words.FAMILIES if word.startswith(start)), "")
    if family:
        return (stem(family),)
    return () if word in _SILENT else (stem(word),)


@functools.lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """A word without its ending: "indicaties" and "indicatie" are one."""
    while len(word) > 4 and word[-1] in "sne":  # noqa: PLR2004 - shorter words are left alone
        word = word[:-1]
    return word


def _age(found: Sequence[Token], i: int) -> tuple[tuple[str, ...], int] | None:
    """ "0 tot 15 jaar", "jonger dan 15 jaar", "65 jaar of ouder", "65+" as a concept with its bounds."""
    if found[i].tekst not in _AGE_STARTS and not found[i].tekst.isdecimal():
        return None
    text = " ".join(t.tekst for t in found[i : i + 6])
    for pattern, bounds in _AGES:
        if match := pattern.match(text):
            return (f"leeftijd:{bounds.format(*match.groups())}",), i + match.group().count(" ")
    return None


def _phrase(found: Sequence[Token], skip: frozenset[str]) -> tuple[str, ...]:
    """A name as it stands in a sentence, without its article and the name of the area."""
    texts = [t.tekst for t in found]
    if texts[:1] and texts[0] in {"het", "de"}:
        texts = texts[1:]
    while len(texts) > 1 and (texts[-1] in skip or texts[-1] == "in"):
        texts.pop()
    return tuple(texts)


def _matches(found: Sequence[Token], place: int, phrase: tuple[str, ...]) -> int | None:
    """The place of the last token when the phrase stands here; brackets and commas between its words do not count."""
    i = place
    for word in phrase:
        while i < len(found) and found[i].tekst in {"(", ")", ",", "-"} and i > place:
            i += 1
        if i >= len(found) or found[i].tekst != word:
            return None
        i += 1
    return i - 1


def _weights(bags: Iterable[Concepts]) -> dict[str, float]:
    """Rare concepts tell more: the logarithm of how few figures have them."""
    bags = list(bags)
    count: dict[str, int] = {}
    for bag in bags:
        for concept in bag:
            count[concept] = count.get(concept, 0) + 1
    return {c: 0.2 + math.log((1 + len(bags)) / n) for c, n in count.items()}
