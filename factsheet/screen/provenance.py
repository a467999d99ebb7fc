"""What a sentence stands on, shown when the reader points at it or reaches it with the keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from factsheet.narrate import Fact, Sentence, notation


def paragraph(sentences: Sequence[Sentence], prefix: str) -> Markup:
    """Sentences as one paragraph of HTML. `prefix` makes the ids of this paragraph its own on the page."""
    said = Markup(" ").join(_sentence(said, f"bron-{prefix}-{number}") for number, said in enumerate(sentences))
    return Markup('<p class="sd-tekst">{}</p>').format(said)


def _sentence(said: Sentence, name: str) -> Markup:
    if not said.feiten:
        return escape(said.tekst)
    facts = Markup().join(Markup("<span>{}</span>").format(explain(fact)) for fact in said.feiten)
    return Markup(
        '<span class="sd-zin" tabindex="0" aria-describedby="{name}">{text}'
        '<span class="sd-herkomst" role="tooltip" id="{name}">{facts}</span></span>'
    ).format(name=name, text=said.tekst, facts=facts)


def explain(fact: Fact) -> str:
    """One figure behind a sentence, in words: its value this year and last year, and how it was calculated."""
    now, before = (notation.plain(value, fact.decimalen) for value in (fact.nu, fact.vorig))
    values = f"{now} in {fact.jaar}, {before} in {fact.tegen} ({fact.eenheid})"
    return f"{fact.label}: {values}. Berekend als: {fact.formule}."
