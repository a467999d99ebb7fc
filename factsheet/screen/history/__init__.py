"""Back in time: editions and versions of a year, what differs between any two, and an older one as a new one.

Versions hold exact counts: those are for editors. The beheerder reads the rest, as readers see it, and changes nothing.
"""

from factsheet.screen.history.datasets import choose_versions, restore_version, version_difference, versions
from factsheet.screen.history.days import seen_on
from factsheet.screen.history.published import edition_difference, editions, restore_edition

__all__ = [
    "choose_versions",
    "edition_difference",
    "editions",
    "restore_edition",
    "restore_version",
    "seen_on",
    "version_difference",
    "versions",
]
