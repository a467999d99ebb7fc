"""From the bytes that an editor drops to the report on the screen, against what the store has."""

from factsheet.intake.examine import GROUPS_SHOWN, Cell, Dropped, Examined, answering, examine, judge, read, unpacked
from factsheet.intake.worker import examine_in_subprocess, is_large

__all__ = [
    "GROUPS_SHOWN",
    "Cell",
    "Dropped",
    "Examined",
    "answering",
    "examine",
    "examine_in_subprocess",
    "is_large",
    "judge",
    "read",
    "unpacked",
]
