"""The keys of the figures of the factsheet, by which an uploaded file can name one ("wmo.aandeel").

Schemas know nothing of sections, so the keys stand here once more; a test compares them with the figures that the
sections make. Those of beleidsindicatoren follow from the data: `INDICATOR` and the name of the indicator.
"""

from __future__ import annotations

import difflib

from schemas.municipality import Municipality, Vorm

INDICATOR = "indicator."
# A key is the part before the colon, a dot, and one of the parts behind it; "-" is the part before the colon itself.
_KEYS = """
inwoners: - 0-15.aandeel 15-25.aandeel 25-45.aandeel 45-65.aandeel 65+.aandeel
huishoudens: - 1-persoons.aandeel meerpersoons.aandeel 1-persoons.van_huishoudens
woningen: - koop.aandeel corporatie.aandeel overige-huur.aandeel
ses: score
wmo-en-jeugdwet: clienten aandeel indicaties indicaties_per_client
wmo: clienten aandeel indicaties indicaties_per_client uitgaven uitgaven_gecorrigeerd uitgaven_per_client
jeugdwet: clienten aandeel indicaties indicaties_per_client uitgaven uitgaven_gecorrigeerd uitgaven_per_client
jeugdwet: aandeel_jongeren
bijstand: huishoudens aandeel uitkering
participatiewet: uitgaven uitgaven_gecorrigeerd uitgaven_per_client
sociaal-domein: clienten
uitgaven: gecorrigeerd gecorrigeerd.groei nominaal nominaal.groei
loonkostensubsidie: ontvangers uitgaven uitgaven_per_ontvanger
"""
_PER_VORM = ("intensief", "lichter", "intensief.jeugdwet", "intensief.wmo", "omvang")


def keys(gemeente: Municipality) -> tuple[str, ...]:
    """The keys of all figures of a municipality, but for those of beleidsindicatoren."""
    layers = (f"piramide.{laag.replace(' ', '-')}" for laag in gemeente.lagen)
    return *_of_everyone(), *layers, *(key for vorm in gemeente.vormen for key in _of_vorm(vorm))


def nearest(text: str, known: tuple[str, ...]) -> str:
    """The key that looks most like this text, whatever its capitals."""
    return difflib.get_close_matches(text.strip().lower(), known, n=1, cutoff=0)[0]


def _of_everyone() -> list[str]:
    lines = (line.partition(": ") for line in _KEYS.strip().split("\n"))
    return [head if part == "-" else f"{head}.{part}" for head, _, parts in lines for part in parts.split()]


def _of_vorm(vorm: Vorm) -> list[str]:
    classes = (f"klasse.{number}" for number in range(1, len(vorm.klassen) + 1))
    return [f"begeleiding.{vorm.sleutel}.{part}" for part in (*_PER_VORM, *classes)]
