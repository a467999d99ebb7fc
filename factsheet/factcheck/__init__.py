"""The fact check on editorial texts: numbers, directions and praise against the published figures.

It shares nothing with the engine that writes the generated sentences: `reading` splits a text; `amounts`, `clauses` and
`times` find what a sentence says; `subjects` and `subject_resolution` tell which figures it says that of; `published`,
`parts` and `verdict` know what is so, `worked_out` what follows from it; `claim_check` holds a clause of a sentence
against it. `words` is the vocabulary.
"""

from factsheet.factcheck.check import check_reason, check_sheet, check_text, confirm_reason
from factsheet.factcheck.context import Finding

__all__ = ["Finding", "check_reason", "check_sheet", "check_text", "confirm_reason"]
