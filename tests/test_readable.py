"""How the example reads, as readers get it: from the published store, all areas and years together."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from factsheet.release.snapshot import published as as_published
from factsheet.settings import current
from factsheet.store import Store
from tests import example, example_years
from tests.bench_narrative import flesch_douma

TOWN = current()
PLAIN, MEAN_WORDS, LONGEST = 65, 12.0, 25
FORMAL = re.compile(r"Het (?:aantal|aandeel|percentage)\b")
# What reads like a form, or is said of another year without naming it.
STIFF = re.compile(
    r"ondersteuning vanuit|vorig jaar|een jaar eerder is|ten opzichte van|met name|net zoals|zowel |juist |nagenoeg|"
    r"stabiliseer|laten? .* zien"
)


@pytest.fixture(scope="module")
def store(loaded: Path) -> Iterator[Store]:
    """The example as it was published; nothing is written here."""
    opened = Store(example_years.url(loaded))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def sentences(store: Store) -> dict[tuple[int, str], list[str]]:
    """What the program says itself, per year and area."""
    found = {}
    for year in example.YEARS:
        edition = store.last_edition(year)
        assert edition is not None
        kept = as_published(store, edition, TOWN)
        for area in kept.front.areas:
            sheet = kept.sheet(area)
            said = (said for part in sheet.secties for said in part.zinnen)
            found[year, area.naam] = [one.tekst for one in said if one.soort == "gegenereerd"]
            found[year, f"{area.naam}, opvallend"] = [one.tekst for one in sheet.opvallend]
    return found


def every(sentences: dict[tuple[int, str], list[str]]) -> list[str]:
    return [text for texts in sentences.values() for text in texts]


def test_it_is_plain_dutch(sentences: dict[tuple[int, str], list[str]]) -> None:
    assert flesch_douma(every(sentences)) >= PLAIN


def test_sentences_are_short(sentences: dict[tuple[int, str], list[str]]) -> None:
    lengths = [len(text.split()) for text in every(sentences)]

    assert sum(lengths) / len(lengths) <= MEAN_WORDS
    assert max(lengths) <= LONGEST


def test_people_are_the_subject(sentences: dict[tuple[int, str], list[str]]) -> None:
    texts = every(sentences)

    assert sum(FORMAL.match(text) is not None for text in texts) <= 0.15 * len(texts)


def test_nothing_reads_like_a_form(sentences: dict[tuple[int, str], list[str]]) -> None:
    assert [text for text in every(sentences) if STIFF.search(text)] == []


def test_a_page_says_nothing_twice(sentences: dict[tuple[int, str], list[str]]) -> None:
    for place, texts in sentences.items():
        alone = [text for text in texts if re.search(r"\d", re.sub(r"\b20\d\d\b", "", text))]
        assert len(set(alone)) == len(alone), place


def test_every_wijk_has_the_article_of_its_name(sentences: dict[tuple[int, str], list[str]]) -> None:
    articles = {wijk.naam: wijk.met_lidwoord for wijk in TOWN.wijken if wijk.lidwoord}

    for (_, page), texts in sentences.items():
        area = page.partition(",")[0]
        assert not any(re.search(rf"\b(?:in|van|heel) {area}\b", text) for text in texts if area in articles)
        assert not texts or any(f"n {articles.get(area, area)}" in text for text in texts)


def test_every_section_of_a_wijk_has_a_number(store: Store) -> None:
    """One that has nothing to tell of a change still has its level, or says why that is not known."""
    edition = store.last_edition(2024)
    assert edition is not None
    kept = as_published(store, edition, TOWN)
    said = functools.partial(re.search, r"\d|weggelaten|niet bekend")

    for area in kept.front.wijken:
        for part in kept.sheet(area).secties:
            assert part.zinnen and said(re.sub(r"\b20\d\d\b", "", part.zinnen[0].tekst)), (area.naam, part.sleutel)
