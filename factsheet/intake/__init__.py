"""From the bytes that an editor drops to the report on the screen, against what the store has."""

from factsheet.intake.apart import examine_apart, is_large
from factsheet.intake.examine import Cell, Dropped, Examined, examine

__all__ = ["Cell", "Dropped", "Examined", "examine", "examine_apart", "is_large"]
