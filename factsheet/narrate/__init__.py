"""Numbers → Dutch. The only place where a number becomes words.

`notation` prints numbers; `move` decides what may be claimed of a change; `verbs` and `phrase` put it in a word
order; `text`, `change`, `compare` and `headings` make whole sentences of it.
"""

from factsheet.narrate.change import (
    beside_gemeente,
    changed,
    compared_with_zero,
    good,
    keeps,
    level_and_change,
    rises,
    since_base_year,
)
from factsheet.narrate.compare import (
    although_spending,
    both,
    distribution,
    mostly,
    none_worse,
    pair,
    rounding_note,
    small_groups,
    than_before,
    therefore,
)
from factsheet.narrate.headings import (
    common_heading,
    count_heading,
    heading,
    none_worse_heading,
    pair_heading,
    split_heading,
)
from factsheet.narrate.phrase import clause
from factsheet.narrate.text import Fact, Sentence, Text, complete, nothing_known, say, sentence

__all__ = [
    "Fact",
    "Sentence",
    "Text",
    "although_spending",
    "beside_gemeente",
    "both",
    "changed",
    "clause",
    "common_heading",
    "compared_with_zero",
    "complete",
    "count_heading",
    "distribution",
    "good",
    "heading",
    "keeps",
    "level_and_change",
    "mostly",
    "none_worse",
    "none_worse_heading",
    "nothing_known",
    "pair",
    "pair_heading",
    "rises",
    "rounding_note",
    "say",
    "sentence",
    "since_base_year",
    "small_groups",
    "split_heading",
    "than_before",
    "therefore",
]
