"""Numbers → Dutch. The only place where a number becomes words.

`notation` prints numbers; `move` decides what may be claimed of a change; `verbs` and `phrase` put it in a word
order; `text`, `change`, `compare` and `headings` make whole sentences of it; `local` chooses
what to say of a wijk.
"""

from factsheet.narrate.change import (
    after,
    changed,
    changed_by,
    compared_with_zero,
    good,
    keeps,
    level_and_change,
    rises,
    since_base_year,
)
from factsheet.narrate.compare import (
    agree,
    although_spending,
    both,
    chain,
    distribution,
    mostly,
    none_worse,
    pair,
    rounding_note,
    small_groups,
    than_before,
    therefore,
    third,
)
from factsheet.narrate.headings import (
    common_heading,
    count_heading,
    heading,
    none_worse_heading,
    pair_heading,
    split_heading,
)
from factsheet.narrate.local import text_of_wijk
from factsheet.narrate.phrase import clause
from factsheet.narrate.text import Fact, Sentence, Text, complete, nothing_known, say, sentence

__all__ = [
    "Fact",
    "Sentence",
    "Text",
    "after",
    "agree",
    "although_spending",
    "both",
    "chain",
    "changed",
    "changed_by",
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
    "text_of_wijk",
    "than_before",
    "therefore",
    "third",
]
