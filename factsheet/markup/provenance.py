"""Sentences on the screen, and what they stand on: behind one button, for the eye and the keyboard alike."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from factsheet.narrate import Fact, Sentence, notation


def paragraph(sentences: Sequence[Sentence]) -> Markup:
    """Sentences as one paragraph of HTML; nothing at all when there are none."""
    if not sentences:
        return Markup()
    return Markup('<p class="sd-tekst">{}</p>').format(" ".join(said.tekst for said in sentences))


def origin(sentences: Sequence[Sentence]) -> Markup:
    """What each of these sentences stands on, as a panel that opens; nothing where none has figures."""
    parts = [_origin(said) for said in sentences if said.feiten]
    return panel("Herkomst", Markup().join(parts)) if parts else Markup()


def panel(name: str, body: Markup, *, kind: str = "") -> Markup:
    """A part that opens under its name. Everything in it is on the page, also in print."""
    return Markup('<details class="sd-paneel {}"><summary>{}</summary><div class="sd-open">{}</div></details>').format(
        kind, name, body
    )


def _origin(said: Sentence) -> Markup:
    facts = Markup().join(Markup("<li>{}</li>").format(explain(fact)) for fact in said.feiten)
    return Markup('<p class="sd-zin">{}</p><ul class="sd-feiten">{}</ul>').format(said.tekst, facts)


def explain(fact: Fact) -> str:
    """One figure behind a sentence, in words: its value this year and last year, and how it was calculated."""
    now, before = (notation.plain(value, fact.decimalen) for value in (fact.nu, fact.vorig))
    values = f"{now} in {fact.jaar}, {before} in {fact.tegen} ({fact.eenheid})"
    return f"{fact.label}: {values}. Berekend als: {fact.formule}."
