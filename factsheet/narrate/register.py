"""What a page has said it does not say again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factsheet.narrate.text import Sentence

Passage = tuple[Sentence, ...]


def told_once(sections: Sequence[Sequence[Sentence]]) -> list[tuple[Sentence, ...]]:
    """The sentences of the sections of one page, in order, without what an earlier section tells.

    A sentence and what refers to it go together; they go where all that they print was printed before. The first of a
    section stays: a section always says something.
    """
    told: set[tuple[str, str]] = set()
    kept: list[tuple[Sentence, ...]] = []
    for sentences in sections:
        first, *others = passages(sentences) or [()]
        left = [first, *(passage for passage in others if not _is_told(passage, told))]
        kept.append(tuple(said for passage in left for said in passage))
        told |= {claim for passage in left for claim in _claims(passage)}
    return kept


def passages(sentences: Sequence[Sentence]) -> list[Passage]:
    """Sentences with those that refer to them."""
    found: list[Passage] = []
    for said in sentences:
        if said.volgt and found:
            found[-1] = (*found[-1], said)
        else:
            found.append((said,))
    return found


def _is_told(passage: Passage, told: set[tuple[str, str]]) -> bool:
    claims = set(_claims(passage))
    return bool(claims) and claims <= told


def _claims(passage: Passage) -> Iterator[tuple[str, str]]:
    """What a passage says of which figure; a sentence that prints nothing says all of itself."""
    for said in passage:
        if any(fact.getoond for fact in said.feiten):
            yield from ((fact.sleutel, printed) for fact in said.feiten for printed in fact.getoond or ("",))
        else:
            yield "", said.tekst
