"""What is wrong with a file that an editor uploads, by the rules of its schema and beside what is known already."""

from factsheet.validate.checked import Checked
from factsheet.validate.grouping import Group, grouped
from factsheet.validate.pipeline import check, validate, validate_together
from factsheet.validate.sheet import wanted

__all__ = [
    "Checked",
    "Group",
    "check",
    "grouped",
    "validate",
    "validate_together",
    "wanted",
]
