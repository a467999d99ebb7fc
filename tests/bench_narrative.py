"""The narrative over random data sets: how many sentences, how many errors, how long, how easy to read.

Every data set is made, published and read as an edition is, so this takes a while: all processors work on it.
BENCH_DATA_SETS asks for another number of data sets.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from random import Random

from tests import random_data
from tests.checker import Wrong

DATA_SETS = 10_000
AT_ONCE = 25  # data sets in one piece of work
# The vowels of one syllable; a diaeresis begins a new one: cli-ën-ten.
SYLLABLE = re.compile(r"aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|eu|ui|ij|ei|au|ou|[aeiouyáéíóúèêëïöü]")


@dataclass
class Tally:
    """What was counted; `errors` of the reader and `untruths` on the exact counts by rule, with one example each."""

    data_sets: int = 0
    sentences: int = 0
    words: int = 0
    longest: int = 0
    ease: float = 0.0
    texts: int = 0
    errors: Counter[str] = field(default_factory=Counter)
    untruths: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)

    def add(self, other: Tally) -> None:
        """Take the counts of another piece of work along."""
        for name in ("data_sets", "sentences", "words", "ease", "texts"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.longest = max(self.longest, other.longest)
        self.errors += other.errors
        self.untruths += other.untruths
        self.examples = other.examples | self.examples


def measure(data_sets: int | None = None) -> Iterator[tuple[str, str]]:
    """What is measured and its value, a line each."""
    total = _count_all(data_sets or int(os.environ.get("BENCH_DATA_SETS", DATA_SETS)))
    yield "random data sets, each made, published and read", f"{total.data_sets:,}"
    yield "sentences in them", f"{total.sentences:,}"
    for what, errors in (
        ("errors that the reader found", total.errors),
        ("claims that the exact counts contradict", total.untruths),
    ):
        yield what, f"{errors.total():,}"
        for rule, count in errors.most_common():
            yield f"  {rule}: {total.examples[rule]}", f"{count:,}"
    yield "words a sentence: mean, longest", f"{total.words / total.sentences:.1f}, {total.longest}"
    yield "Flesch-Douma of a text, mean (65 is plain Dutch)", f"{total.ease / total.texts:.0f}"


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
        _add(tally, sections)
        _add_errors(tally.errors, tally, random_data.errors(sections), seed)
        _add_errors(tally.untruths, tally, random_data.untruths(data, sections), seed)
    return tally


def _add_errors(errors: Counter[str], tally: Tally, found: list[Wrong], seed: int) -> None:
    for wrong in found:
        errors[wrong.regel] += 1
        tally.examples.setdefault(wrong.regel, f"{wrong.zin} ({wrong.waarom}; seed {seed})")


def _add(tally: Tally, sections: list[random_data.Told]) -> None:
    texts = [said.tekst for part in sections for said in part.zinnen]
    lengths = [len(text.split()) for text in texts]
    tally.data_sets += 1
    tally.sentences += len(texts)
    tally.words += sum(lengths)
    tally.longest = max(tally.longest, *lengths)
    tally.texts += 1
    tally.ease += flesch_douma(texts)


def flesch_douma(sentences: list[str]) -> float:
    """How easy a Dutch text is to read: 100 very easy, 0 very hard (Douma 1960). Numbers are no words here."""
    words = [word for text in sentences for word in re.findall(r"[^\W\d_]+", text)]
    return 206.84 - 77 * sum(map(syllables, words)) / len(words) - 0.93 * len(words) / len(sentences)


def syllables(word: str) -> int:
    """How many syllables a Dutch word has, by its vowels; an abbreviation has one."""
    return max(1, len(SYLLABLE.findall(word.lower())))
