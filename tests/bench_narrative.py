"""The narrative over random data sets: how many sentences, how many errors, how long, how easy to read.

Every data set is made, published and read as an edition is, so this takes a while: all processors work on it.
BENCH_DATA_SETS asks for another number of data sets.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from random import Random

from tests import random_data
from tests.checker import Wrong

DATA_SETS = 10_000
MOST_STIFF = 0.15
AT_ONCE = 25  # data sets in one piece of work
# The vowels of one syllable; a diaeresis begins a new one: cli-ën-ten.
SYLLABLE = re.compile(r"aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|eu|ui|ij|ei|au|ou|[aeiouyáéíóúèêëïöü]")


# What style counts as a stiff beginning of a sentence; at most 15% of a data set's sentences should have one.
STIFF = re.compile(r"Het (?:aantal|aandeel|percentage)\b")
NUMBER = re.compile(r"(?:€\s)?[+-]?(?:\d[\d.,]*\d|\d)")


@dataclass
class Style:
    """How some sentences are written. `ease` is the sum over `texts`; `skeletons` are sentences without what varies."""

    sentences: int = 0
    words: int = 0
    longest: int = 0
    stiff: int = 0
    texts: int = 0
    ease: float = 0.0
    skeletons: set[str] = field(default_factory=set)

    def count(self, sentences: Sequence[str], places: Sequence[str]) -> None:
        """Take one text along: the sentences of a section, or of all sections of a data set."""
        if not sentences:
            return
        lengths = [len(text.split()) for text in sentences]
        self.sentences += len(sentences)
        self.words += sum(lengths)
        self.longest = max(self.longest, *lengths)
        self.stiff += sum(STIFF.match(text) is not None for text in sentences)
        self.texts += 1
        self.ease += flesch_douma(sentences)
        self.skeletons |= {skeleton(text, places) for text in sentences}

    def add(self, other: Style) -> None:
        """Take the counts of another piece of work along."""
        for name in ("sentences", "words", "stiff", "texts", "ease"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.longest = max(self.longest, other.longest)
        self.skeletons |= other.skeletons

    def __str__(self) -> str:
        stiff = f"{100 * self.stiff / self.sentences:.1f}% stiff, {len(self.skeletons):,} skeletons"
        return f"{self.words / self.sentences:.1f} words, Flesch-Douma {self.ease / self.texts:.0f}, {stiff}"


@dataclass
class Tally:
    """What was counted; `errors` of the reader and `untruths` on the exact counts by rule, with one example each.

    `stiff` is how many data sets have more stiff sentences than they should.
    """

    data_sets: int = 0
    stiff: int = 0
    style: Style = field(default_factory=Style)
    sections: dict[str, Style] = field(default_factory=dict)
    errors: Counter[str] = field(default_factory=Counter)
    untruths: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)

    def add(self, other: Tally) -> None:
        """Take the counts of another piece of work along."""
        self.data_sets += other.data_sets
        self.stiff += other.stiff
        self.style.add(other.style)
        for section, style in other.sections.items():
            self.sections.setdefault(section, Style()).add(style)
        self.errors += other.errors
        self.untruths += other.untruths
        self.examples = other.examples | self.examples


def measure(data_sets: int | None = None) -> Iterator[tuple[str, str]]:
    """What is measured and its value, a line each."""
    total = _count_all(data_sets or int(os.environ.get("BENCH_DATA_SETS", DATA_SETS)))
    style = total.style
    yield "random data sets, each made, published and read", f"{total.data_sets:,}"
    yield "sentences in them", f"{style.sentences:,}"
    for what, errors in (
        ("errors that the reader found", total.errors),
        ("claims that the exact counts contradict", total.untruths),
    ):
        yield what, f"{errors.total():,}"
        for rule, count in errors.most_common():
            yield f"  {rule}: {total.examples[rule]}", f"{count:,}"
    yield "words a sentence: mean, longest", f"{style.words / style.sentences:.1f}, {style.longest}"
    yield "Flesch-Douma of a text, mean (65 is plain Dutch)", f"{style.ease / style.texts:.0f}"
    yield "sentences that begin with Het aantal, aandeel or percentage", f"{100 * style.stiff / style.sentences:.1f}%"
    yield f"data sets with more than {MOST_STIFF:.0%} of those", f"{total.stiff:,}"
    yield "different sentences, numbers, years and places left out", f"{len(style.skeletons):,}"
    for section, of_section in total.sections.items():
        yield f"  {section}", str(of_section)


def _count_all(data_sets: int) -> Tally:
    """Counts of data sets with seeds 0, 1, 2 …, in as many processes as there are processors."""
    pieces = [(first, min(AT_ONCE, data_sets - first)) for first in range(0, data_sets, AT_ONCE)]
    total = Tally()
    # Polars has threads of its own, which a forked process would wait for without end.
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as workers:
        for part in workers.map(count, *zip(*pieces, strict=True)):
            total.add(part)
    return total


def count(first: int, many: int) -> Tally:
    """Counts of the data sets with these seeds."""
    tally = Tally()
    for seed in range(first, first + many):
        data = random_data.data_set(random_data.random_shape(Random(seed)))
        sections = random_data.read(data)
        _add(tally, sections, [area.naam for area in data.settings.areas])
        _add_errors(tally.errors, tally, random_data.errors(sections), seed)
        _add_errors(tally.untruths, tally, random_data.untruths(data, sections), seed)
    return tally


def _add_errors(errors: Counter[str], tally: Tally, found: list[Wrong], seed: int) -> None:
    for wrong in found:
        errors[wrong.regel] += 1
        tally.examples.setdefault(wrong.regel, f"{wrong.zin} ({wrong.waarom}; seed {seed})")


def _add(tally: Tally, sections: Sequence[random_data.Told], places: Sequence[str]) -> None:
    whole = Style()
    whole.count([said.tekst for part in sections for said in part.zinnen], places)
    tally.data_sets += 1
    tally.stiff += whole.stiff > MOST_STIFF * whole.sentences
    tally.style.add(whole)
    for part in sections:
        tally.sections.setdefault(part.section, Style()).count([said.tekst for said in part.zinnen], places)


def skeleton(text: str, places: Sequence[str]) -> str:
    """The sentence without its numbers, years and place names."""
    named = "|".join(re.escape(place) for place in sorted(places, key=len, reverse=True))
    return NUMBER.sub("#", re.sub(rf"(?:\b(?:de|het) )?(?<!\w)(?:{named})(?!\w)", "@", text))


def flesch_douma(sentences: Sequence[str]) -> float:
    """How easy a Dutch text is to read: 100 very easy, 0 very hard (Douma 1960). Numbers are no words here."""
    words = [word for text in sentences for word in re.findall(r"[^\W\d_]+", text)]
    return 206.84 - 77 * sum(map(syllables, words)) / len(words) - 0.93 * len(words) / len(sentences)


def syllables(word: str) -> int:
    """How many syllables a Dutch word has, by its vowels; an abbreviation has one."""
    return max(1, len(SYLLABLE.findall(word.lower())))
