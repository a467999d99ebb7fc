"""Numbers → Dutch. The only place where a number becomes words.

`notation` prints numbers; `move` decides what may be claimed of a change; `verbs` and `phrase` put it in a word
order; `text`, `change`, `compare` and `headings` make whole sentences of it; `local` chooses
what to say of a wijk.
"""

from factsheet.narrate.change import (
    against_or_why_not,
    changed,
    changed_by,
    compared_with_zero,
    continued_change,
    level_and_change,
    no_comparison,
    praise,
    since,
    since_base_year,
    uncertain,
    with_lead,
)
from factsheet.narrate.compare import (
    agree,
    also_or_contrary,
    although_spending,
    both_change,
    chain,
    distribution,
    main_contributor,
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
from factsheet.narrate.local import text_of_wijk
from factsheet.narrate.phrase import clause
from factsheet.narrate.text import Fact, Sentence, Text, complete, in_full, nothing_known, say, sentence

__all__ = [
    "Fact",
    "Sentence",
    "Text",
    "against_or_why_not",
    "agree",
    "also_or_contrary",
    "although_spending",
    "both_change",
    "chain",
    "changed",
    "changed_by",
    "clause",
    "common_heading",
    "compared_with_zero",
    "complete",
    "continued_change",
    "count_heading",
    "distribution",
    "heading",
    "in_full",
    "level_and_change",
    "main_contributor",
    "no_comparison",
    "none_worse",
    "none_worse_heading",
    "nothing_known",
    "pair",
    "pair_heading",
    "praise",
    "rounding_note",
    "say",
    "sentence",
    "since",
    "since_base_year",
    "small_groups",
    "split_heading",
    "text_of_wijk",
    "than_before",
    "therefore",
    "uncertain",
    "with_lead",
]
