"""From the bytes that an editor drops to the report on the screen, against what the store has."""

from factsheet.intake.apart import examine_apart, is_large
from factsheet.intake.examine import GROUPS_SHOWN, Cell, Dropped, Examined, examine, judge, read

__all__ = ["GROUPS_SHOWN", "Cell", "Dropped", "Examined", "examine", "examine_apart", "is_large", "judge", "read"]
