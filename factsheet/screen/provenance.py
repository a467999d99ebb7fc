"""What a sentence stands on, shown when the reader points at it or reaches it with the keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from factsheet.narrate import Fact, Sentence, notation


def paragraph(sentences: Sequence[Sentence], prefix: str) -> str:
    """Sentences as one paragraph of HTML. `prefix` makes the ids of this paragraph its own on the page."""
    said = " ".join(_sentence(said, f"bron-{prefix}-{number}") for number, said in enumerate(sentences))
    return f'<p class="sd-tekst">{said}</p>'


def _sentence(said: Sentence, name: str) -> str:
    text = escape(said.tekst)
    if not said.feiten:
        return text
    facts = "".join(f"<span>{escape(line)}</span>" for line in map(explain, said.feiten))
    return (
        f'<span class="sd-zin" tabindex="0" aria-describedby="{escape(name)}">{text}'
        f'<span class="sd-herkomst" role="tooltip" id="{escape(name)}">{facts}</span></span>'
    )


def explain(fact: Fact) -> str:
    """One figure behind a sentence, in words: its value this year and last year, and how it was calculated."""
    now, before = (notation.plain(value, fact.decimalen) for value in (fact.nu, fact.vorig))
    values = f"{now} in {fact.jaar}, {before} in {fact.tegen} ({fact.eenheid})"
    return f"{fact.label}: {values}. Berekend als: {fact.formule}."
