"""Records of single indications → the yearly tables that are counted from them.

Nothing of a record outlives a call: no cache, no log, and no value of a record in a message or an exception. What may
be named is a code or a name of a product category, and only when it cannot be about one person.
"""

from __future__ import annotations

from factsheet.records.counting import Counted, Excluded, count
from factsheet.records.judging import problems
from factsheet.records.keeping import as_parsed
from factsheet.records.products import Answers, Meaning, meanings
from factsheet.records.reading import Recorded, is_records, read
from factsheet.records.unknown import UnknownCode

__all__ = [
    "Answers",
    "Counted",
    "Excluded",
    "Meaning",
    "Recorded",
    "UnknownCode",
    "as_parsed",
    "count",
    "is_records",
    "meanings",
    "problems",
    "read",
]
