"""Numbers → Dutch. The only place where a number becomes words.

`notation` prints numbers; `move` decides what may be claimed of a change; `comparative` and `verbs` have the words for
it and `phrase` puts them in order; `text`, `change`, `compare`, `score`, `surveys`, `elsewhere` and `headings` make
whole sentences of it, `reference` the words for tables and charts; `local` chooses what to say of a wijk; `register`
keeps a page from saying anything twice.
"""

from factsheet.narrate.change import (
    UNCLEAR,
    against_or_why_not,
    arrow,
    change_in_short,
    compared,
    compared_with,
    follows,
    in_one,
    level,
    no_comparison,
    praise,
    since_base_year,
    told,
    trend,
)
from factsheet.narrate.compare import (
    after_correction,
    amounts,
    distribution,
    is_rounding_note,
    main_contributor,
    people_and_ratio,
    rounding_note,
    small_groups,
    spending_headline,
    still_but,
    therefore,
)
from factsheet.narrate.elsewhere import with_others
from factsheet.narrate.headings import (
    beside_heading,
    costs_heading,
    count_heading,
    heading,
    local_heading,
    pair_heading,
    split_heading,
)
from factsheet.narrate.local import Wijktekst, text_of_wijk
from factsheet.narrate.phrase import clause, moving, opening
from factsheet.narrate.register import passages, told_once
from factsheet.narrate.score import beside_country, score_change, score_level
from factsheet.narrate.standout import Group, standing_out
from factsheet.narrate.surveys import surveys
from factsheet.narrate.text import Fact, Sentence, Text, complete, in_full, nothing_known, say, sentence

__all__ = [
    "UNCLEAR",
    "Fact",
    "Group",
    "Sentence",
    "Text",
    "Wijktekst",
    "after_correction",
    "against_or_why_not",
    "amounts",
    "arrow",
    "beside_country",
    "beside_heading",
    "change_in_short",
    "clause",
    "compared",
    "compared_with",
    "complete",
    "costs_heading",
    "count_heading",
    "distribution",
    "follows",
    "heading",
    "in_full",
    "in_one",
    "is_rounding_note",
    "level",
    "local_heading",
    "main_contributor",
    "moving",
    "no_comparison",
    "nothing_known",
    "opening",
    "pair_heading",
    "passages",
    "people_and_ratio",
    "praise",
    "rounding_note",
    "say",
    "score_change",
    "score_level",
    "sentence",
    "since_base_year",
    "small_groups",
    "spending_headline",
    "split_heading",
    "standing_out",
    "still_but",
    "surveys",
    "text_of_wijk",
    "therefore",
    "told",
    "told_once",
    "trend",
    "with_others",
]
