"""Editorial texts (duiding): what an editor adds to the sentences that the figures give by themselves.

`holes` reads a text with live figures, `duiding` is the document that is kept, `outside` finds claims that need a
source, `filling` puts the figures in and tells whether the text still holds. Everything an editor wrote is untrusted.
"""

from factsheet.editorial.duiding import (
    MAX,
    Duiding,
    Live,
    Refused,
    Unreadable,
    compose,
    keep,
    read,
    refuse,
    with_reasons,
    write,
)
from factsheet.editorial.filling import DuidingShown, Filled, fill, live, shown
from factsheet.editorial.holes import Refusal, fill_words, parse, readable, sentence_at
from factsheet.editorial.outside import claims_from_outside, is_link
from factsheet.letters import clean

__all__ = [
    "MAX",
    "Duiding",
    "DuidingShown",
    "Filled",
    "Live",
    "Refusal",
    "Refused",
    "Unreadable",
    "claims_from_outside",
    "clean",
    "compose",
    "fill",
    "fill_words",
    "is_link",
    "keep",
    "live",
    "parse",
    "read",
    "readable",
    "refuse",
    "sentence_at",
    "shown",
    "with_reasons",
    "write",
]
